"""Words of a text with their places."""

import re
from functools import lru_cache
from typing import NamedTuple

from firsthand.text.folding import fold

#: what is folded to an apostrophe, and what is folded away (see folding)
_APOSTROPHES = "'‘’‛′´`ʼ＇"
_INVISIBLE = "\u00ad\u200b-\u200f\u2060-\u2063\ufeff\u180e"
_LETTERS = rf"\w+(?:[{_INVISIBLE}]+\w+)*"
_WORD = re.compile(rf"{_LETTERS}(?:[{_APOSTROPHES}.]{_LETTERS})*")


class Word(NamedTuple):
    """A word: its folded form and its place in the stored text."""

    form: str
    start: int
    stop: int


def words(text: str, start: int = 0, stop: int | None = None) -> list[Word]:
    """Words of ``text[start:stop]``, folded, in order.

    Full stops inside abbreviations and numbers stay ("u.s", "3.5"), a possessive "'s" goes.
    """
    found = []
    for match in _WORD.finditer(text, start, len(text) if stop is None else stop):
        form = _form(match.group())
        begin, end = match.span()
        if form.endswith("'s"):
            form, end = form[:-2], end - 2
        found.append(Word(form, begin, end))
    return found


@lru_cache(maxsize=200_000)  # the vocabulary of a language; the rest is seen once
def _form(word: str) -> str:
    return word.lower() if word.isascii() else fold(word).text
