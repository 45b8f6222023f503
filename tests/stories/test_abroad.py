"""Across languages: names and vectors together, and only what stands out."""

import numpy as np
import pytest

from firsthand.stories import abroad
from firsthand.stories.meaning import Neighbour
from firsthand.stories.place import Placer
from firsthand.stories.strand import share
from tests.stories.test_place import FERRY, FERRY_NEXT_PORT, article

#: the same ferry, told in Spanish, and another one
SPANISH = (
    (
        "El ferry Solveig se hundió frente a Varnholm con 212 personas, dijo la guardia costera. El"
        " capitán Ilmo Terrask pidió auxilio; los vecinos de Varnholm recibieron a los náufragos."
    ),
    (
        "Un barco de recreo volcó en el lago Quenza. El alcalde Tirso Maldo dijo que todos nadaron"
        " hasta la orilla del Quenza, y Maldo agradeció a los bomberos."
    ),
)


class Blurred:
    """An encoder to which all that tells of ships lies near, but not very near."""

    def encode(self, texts):
        rows = np.zeros((len(texts), 64), np.float32)
        for row, text in zip(rows, texts, strict=True):
            row[0] = 1
            row[1 + sum(map(ord, text)) % 63] = 0.8
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def neighbours(*given):
    return [Neighbour(story, language, cosine) for story, language, cosine in given]


@pytest.mark.parametrize(
    ("near", "names", "story"),
    [
        ([], {}, None),
        ([(1, "en", 0.99)], {1: 0.0}, 1),
        ([(1, "en", 0.7)], {1: 0.8}, 1),
        # names alone, or a cosine alone, are too little
        ([(1, "en", 0.3)], {1: 1.0}, None),
        ([(1, "en", 0.9)], {1: 0.1}, None),
        # the next story in the language is as near
        ([(1, "en", 0.65), (2, "en", 0.6)], {1: 0.5, 2: 0.5}, None),
        # a story in a third language is no rival: it may be the same one
        ([(1, "en", 0.65), (2, "fr", 0.6)], {1: 0.5, 2: 0.5}, 1),
    ],
)
def test_what_stands_out_is_chosen(near, names, story):
    found = abroad.choose(neighbours(*near), names.__getitem__, lambda _: 0.0)
    assert (found[0] if found else None) == story


def test_the_share_of_names_goes_by_their_weight():
    assert share({"solveig": 3.0, "varnholm": 1.0}, {"solveig": 0.1, "other": 1.0}) == 0.75
    assert share({}, {"solveig": 1.0}) == 0.0


def test_names_bring_languages_together_and_keep_look_alikes_apart():
    placer = Placer(encoder=Blurred())
    for place, text in enumerate((*FERRY, *FERRY_NEXT_PORT)):
        placer.place(article(f"en-{place}", text, language="en"))
    ferry = placer.place(article("es-0", SPANISH[0], language="es"))
    other = placer.place(article("es-1", SPANISH[1], language="es"))
    assert set(placer.groups()[ferry]) == {"en-0", "en-1", "en-2", "es-0"}
    assert placer.groups()[other] == ("es-1",)
    why = placer.explain("es-0")
    assert why.abroad is not None
    assert {"solveig", "varnholm"} <= set(why.abroad.names)
    assert any("other languages" in reason for reason in why.reasons())
