"""Words of a text with their places."""

import re
import unicodedata
from typing import NamedTuple

from firsthand.text.folding import fold

#: Signs written on, after or below a letter that stay after folding: the vowels of Indic scripts,
#: of Thai, points of Arabic and Hebrew. Python counts them as no part of a word.
MARKS = "".join(
    chr(place) for place in range(0x300, 0x1100) if unicodedata.category(chr(place)) in {"Mn", "Mc"}
)
_LETTERS = rf"\w[\w{MARKS}]*"
_WORD = re.compile(rf"{_LETTERS}(?:['.]{_LETTERS})*")
_ASCII_WORD = re.compile(r"\w+(?:['.]\w+)*", re.ASCII)


class Word(NamedTuple):
    """A word: its folded form and its place in the stored text."""

    form: str
    start: int
    stop: int


def words(text: str, start: int = 0, stop: int | None = None) -> list[Word]:
    """Words of ``text[start:stop]``, folded, in order.

    Full stops inside abbreviations and numbers stay ("u.s", "3.5"), a possessive "'s" goes.
    """
    stop = len(text) if stop is None else stop
    folded = fold(text[start:stop])
    pattern = _ASCII_WORD if folded.text.isascii() else _WORD
    found = []
    for match in pattern.finditer(folded.text):
        form, (begin, end) = match.group(), match.span()
        if form.endswith("'s"):
            form, end = form[:-2], end - 2
        first, last = folded.span(begin, end)
        found.append(Word(form, start + first, start + last))
    return found
