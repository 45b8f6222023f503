"""Words of a text with their places."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from firsthand.text.folding import fold

#: Signs written on, after or below a letter that stay after folding: the vowels of Indic scripts,
#: of Thai, points of Arabic and Hebrew. Python counts them as no part of a word.
MARKS = "".join(
    chr(place) for place in range(0x300, 0x1100) if unicodedata.category(chr(place)) in {"Mn", "Mc"}
)
#: texts whose words are remembered, some kB each: names and clauses of a story and its copies
KNOWN = 8_192
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
    part = text[start:stop]
    if part.isascii():
        return _plain(part, start)
    folded = fold(part)
    pattern = _ASCII_WORD if folded.text.isascii() else _WORD
    found = []
    for match in pattern.finditer(folded.text):
        form, (begin, end) = match.group(), match.span()
        if form.endswith("'s"):
            form, end = form[:-2], end - 2
        first, last = folded.span(begin, end)
        found.append(Word(form, start + first, start + last))
    return found


@lru_cache(maxsize=KNOWN)
def forms(text: str) -> tuple[str, ...]:
    """Folded words of a short text without their places: those of clauses and names come up again."""
    if text.isascii():
        return tuple([form.removesuffix("'s") for form in _ASCII_WORD.findall(text.lower())])
    return tuple(word.form for word in words(text))


def _plain(text: str, start: int) -> list[Word]:
    """Words of a text that folding does not move."""
    found = []
    for match in _ASCII_WORD.finditer(text.lower()):
        form, begin = match.group().removesuffix("'s"), start + match.start()
        found.append(Word(form, begin, begin + len(form)))
    return found
