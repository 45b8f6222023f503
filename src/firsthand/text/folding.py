"""Folding of text for comparison, with a map back to the stored text.

The stored text is never altered. Comparison runs on a folded form: NFKC, lower case, quotes and
dashes made plain, invisible characters dropped. Every character of the folded form knows the
place it comes from, so whatever is found there can be shown in the words as published.
"""

import unicodedata
from dataclasses import dataclass

_PLAIN = {
    **dict.fromkeys("‘’‚‛′´`ʼ＇", "'"),
    **dict.fromkeys("“”„‟″«»＂", '"'),
    **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
    "…": "...",
}
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\ufeff\u180e")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; ``where[i]`` is the place in the stored text of folded character ``i``.

    ``where`` has one entry more than the text: the length of the stored text.
    """

    text: str
    where: tuple[int, ...]

    def span(self, start: int, stop: int) -> tuple[int, int]:
        """Place in the stored text of the folded characters ``start:stop`` (not empty)."""
        return self.where[start], self.where[stop - 1] + 1


def fold_character(character: str) -> str:
    """Fold one character; the empty string if it is invisible."""
    if character in _INVISIBLE or "\U000e0000" <= character <= "\U000e007f":
        return ""
    if character.isascii():
        return character.lower()
    plain = _PLAIN.get(character)
    if plain is not None:
        return plain
    return "".join(_PLAIN.get(c, c) for c in unicodedata.normalize("NFKC", character)).lower()


def fold(text: str) -> Folded:
    """Fold ``text`` and keep the map back. White space is left as it is."""
    if text.isascii():
        return Folded(text.lower(), tuple(range(len(text) + 1)))
    out: list[str] = []
    where: list[int] = []
    for place, character in enumerate(text):
        folded = fold_character(character)
        out.append(folded)
        where.extend([place] * len(folded))
    where.append(len(text))
    return Folded("".join(out), tuple(where))


def fold_words(text: str) -> str:
    """Fold ``text`` without a map; runs of white space become one space."""
    return " ".join(fold(text).text.split())
