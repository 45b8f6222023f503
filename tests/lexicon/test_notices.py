import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.lexicon import data, notices

_PATTERNS = [
    pattern for kind in ("retracted", "corrected") for pattern in data.read("notices")[kind]
]


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("Correction: An earlier version gave another day.", "corrected"),
        ("Clarification (March 4): The ferry was empty.", "corrected"),
        ("CORRECTION, MARCH 4, 2031: The ferry was empty.", "corrected"),
        ("This article was amended on 4 March.", "corrected"),
        ("An earlier version of this story misspelled the name of the captain.", "corrected"),
        ("(Corrects spelling of Aldan.)", "corrected"),
        ("Berichtigung: Die Fähre war leer.", "corrected"),
        ("In einer früheren Fassung dieses Artikels stand ein anderer Tag.", "corrected"),
        ("Cet article a été corrigé le 4 mars.", "corrected"),
        ("Fe de errores: el barco estaba vacío.", "corrected"),
        ("This article has been retracted. Correction: see the notice.", "retracted"),
        ("Dieser Artikel wurde zurückgezogen.", "retracted"),
    ],
)
def test_notices(line, status):
    assert notices.find(f"The ferry lay at the pier.\n\n{line}\n\nMore.") == (status, line)


@pytest.mark.parametrize(
    "line",
    [
        "The corrections officer said that the ferry lay at the pier.",
        "Correction of the course took the ferry an hour, the captain said.",
        "The minister asked for a correction: the ferry had been empty.",
        "The company has withdrawn the ferry. The story was told on the pier.",
        "An earlier version of this ferry had two decks.",
        "The article was read in parliament.",
    ],
)
def test_what_is_none(line):
    assert notices.find(line) is None


@given(st.sampled_from(_PATTERNS).flatmap(st.from_regex))
def test_what_could_be_a_notice_is_looked_at(text):
    line = text.lower()
    told = any(re.search(pattern, line) for pattern in _PATTERNS)
    assert notices.possible(line) or not told


def test_most_texts_are_not_looked_at():
    assert not notices.possible("The ferry left at noon.\nIts crew was on board, the owner said.")
