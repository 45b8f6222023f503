"""Parses and vectors, kept by the sentence and the model that made them.

The key is a hash of the sentence as written, because offsets of a parse count in it. A parse that
is kept is as good as a new one; copies of a text cost none.
"""

import json
from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from firsthand.records import Token
from firsthand.store.codec import key
from firsthand.store.database import Database

#: parses kept: those of some five thousand articles. What is older is seldom asked for again, as
#: what an article reports is kept by itself
KEPT = 100_000

Tokens = tuple[Token, ...]


class Parser(Protocol):
    """What parses sentences, as ``models`` makes it."""

    @property
    def id(self) -> str: ...

    def parse(self, texts: Sequence[str]) -> list[Tokens]: ...


class Encoder(Protocol):
    """What turns texts into unit vectors, as ``models`` makes it."""

    @property
    def id(self) -> str: ...

    @property
    def dimension(self) -> int: ...

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]: ...


class KeptParser:
    """A parser that looks into the library first."""

    def __init__(self, parser: Parser, database: Database) -> None:
        self._parser = parser
        self._database = database
        self.id = parser.id

    def parse(self, texts: Sequence[str]) -> list[Tokens]:
        """Tokens of each text; new parses are kept."""
        known = {text: self._find(text) for text in dict.fromkeys(texts)}
        new = [text for text, tokens in known.items() if tokens is None]
        parsed = dict(zip(new, self._parser.parse(new), strict=True)) if new else {}
        if parsed:
            rows = [(key(text), self.id, _row(found)) for text, found in parsed.items() if found]
            with self._database.writing():
                self._database.many("add_parse", rows)
                self._database.do("prune_parses", kept=KEPT)
        return [known[text] or parsed.get(text, ()) for text in texts]

    def _find(self, text: str) -> Tokens | None:
        row = self._database.one("parse", key(text), self.id)
        return None if row is None else _tokens(row["tokens"])


def _row(tokens: Tokens) -> str:
    plain = [(t.text, t.start, t.stop, t.lemma, t.pos, t.tag, t.dep, t.head) for t in tokens]
    return json.dumps(plain, ensure_ascii=not _whole(tokens), separators=(",", ":"))


def _whole(tokens: Tokens) -> bool:
    return not any("\ud800" <= sign <= "\udfff" for token in tokens for sign in token.text)


def _tokens(row: str) -> Tokens:
    return tuple(
        Token(text=text, start=start, stop=stop, lemma=lemma, pos=pos, tag=tag, dep=dep, head=head)
        for text, start, stop, lemma, pos, tag, dep, head in json.loads(row)
    )


class KeptEncoder:
    """An encoder that looks into the library first."""

    def __init__(self, encoder: Encoder, database: Database) -> None:
        self._encoder = encoder
        self._database = database
        self.id = encoder.id
        self.dimension = encoder.dimension

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one unit vector a text, as rows; new ones are kept."""
        known = {text: self._find(text) for text in dict.fromkeys(texts)}
        new = [text for text, row in known.items() if row is None]
        if new:
            made = dict(zip(new, self._encoder.encode(new), strict=True))
            rows = [(key(text), self.id, row.tobytes()) for text, row in made.items()]
            with self._database.writing():
                self._database.many("add_vector", rows)
            known |= made
        found: list[NDArray[Any]] = [row for text in texts if (row := known[text]) is not None]
        return np.stack(found) if found else np.zeros((0, self.dimension), np.float32)

    def _find(self, text: str) -> NDArray[Any] | None:
        row = self._database.one("vector", key(text), self.id)
        return None if row is None else np.frombuffer(row["numbers"], np.float32)


def forget(database: Database, texts: Sequence[str]) -> None:
    """Drop the parses of these texts, and all vectors: of which pieces those are nobody notes."""
    database.many("delete_parse", [(key(text),) for text in texts])
    database.do("delete_vectors")
