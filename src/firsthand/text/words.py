"""Words of a text with their places."""

import re
from typing import NamedTuple

from firsthand.text.folding import fold

_WORD = re.compile(r"\w+(?:['.]\w+)*", re.UNICODE)


class Word(NamedTuple):
    """A word: its folded form and its place in the stored text."""

    form: str
    start: int
    stop: int


def words(text: str, start: int = 0, stop: int | None = None) -> list[Word]:
    """Words of ``text[start:stop]``, folded, in order.

    Full stops inside abbreviations and numbers stay ("u.s", "3.5"), a possessive "'s" goes.
    """
    folded = fold(text[start:stop])
    found = []
    for match in _WORD.finditer(folded.text):
        form = match.group()
        if form.endswith("'s"):
            form = form[:-2]
        begin, end = folded.span(match.start(), match.start() + len(form))
        found.append(Word(form, start + begin, start + end))
    return found
