"""Numbers in figures, read without knowing what they count: all that languages without a parse give."""

import re
from collections.abc import Iterator, Sequence

from firsthand.lexicon.tongues import Tongue

_CLOCK = re.compile(r"(?<![\d.,])([01]?\d|2[0-3])[.:h]([0-5]\d)(?![\d.,]*\d)")
_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d{3})*(?![\d])")


def read(text: str, forms: Sequence[str], tongue: Tongue) -> Iterator[str]:
    """Yield the numbers of a text, those in words among its ``forms`` too; clock times as "6:40"."""
    clocks = list(_CLOCK.finditer(text))
    yield from (f"{int(found[1])}:{found[2]}" for found in clocks)
    rest = _CLOCK.sub(" ", text)
    yield from (re.sub(r"\D", "", found[0]) for found in _NUMBER.finditer(rest))
    yield from (tongue.numbers[form] for form in forms if form in tongue.numbers)
