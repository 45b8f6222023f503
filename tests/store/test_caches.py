"""What is parsed or encoded once is not asked for again, by the model that made it."""

import numpy as np
import pytest

from firsthand.records import Token
from firsthand.store import caches
from firsthand.store.caches import KeptEncoder, KeptParser
from firsthand.store.database import Database


@pytest.fixture
def database(tmp_path):
    return Database(tmp_path / "library.db")


class Model:
    """Parses and encodes, and remembers what it was asked for."""

    dimension = 2

    def __init__(self, name):
        self.id = name
        self.asked = []

    def parse(self, texts):
        self.asked += texts
        return [
            (Token(text=text, start=0, stop=len(text), lemma=self.id, pos="X", tag="X", dep="ROOT", head=0),)
            for text in texts
        ]  # fmt: skip

    def encode(self, texts):
        self.asked += texts
        return np.array([[len(text), 0] for text in texts], dtype=np.float32)


@pytest.mark.parametrize(("kept", "call"), [(KeptParser, "parse"), (KeptEncoder, "encode")])
def test_a_text_is_given_to_a_model_once(database, kept, call):
    model, other = Model("one"), Model("two")
    ask = getattr(kept(model, database), call)

    first = ask(["A boat sank.", "It was old.", "A boat sank."])
    again = getattr(kept(model, database), call)(["It was old.", "A boat sank.", "Two died."])

    assert model.asked == ["A boat sank.", "It was old.", "Two died."]
    assert list(map(repr, again[:2])) == [repr(first[1]), repr(first[0])]
    getattr(kept(other, database), call)(["A boat sank."])
    assert other.asked == ["A boat sank."]


def test_what_is_forgotten_is_asked_for_again(database):
    model = Model("one")
    parser, encoder = KeptParser(model, database), KeptEncoder(model, database)
    parser.parse(["A boat sank.", "It was old."])
    encoder.encode(["A boat"])
    model.asked.clear()

    caches.forget(database, ["A boat sank."])

    parser.parse(["A boat sank.", "It was old."])
    encoder.encode(["A boat"])
    assert model.asked == ["A boat sank.", "A boat"]


def test_the_oldest_parses_go(database, monkeypatch):
    monkeypatch.setattr(caches, "KEPT", 2)
    model = Model("one")
    parser = KeptParser(model, database)
    for text in ("One.", "Two.", "Three."):
        parser.parse([text])
    model.asked.clear()

    parser.parse(["Two.", "Three.", "One."])

    assert model.asked == ["One."]
