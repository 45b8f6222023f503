"""Notices of corrections and retractions, as data (``notices.toml``)."""

import re
from functools import cache
from typing import NamedTuple

from firsthand.lexicon import data

#: longer lines are no notices; of a notice so much is told
_LONGEST, _TOLD = 1_000, 200


class Notice(NamedTuple):
    """What a text says of itself."""

    #: corrected | retracted
    status: str
    #: the line that says so
    words: str


class _Patterns(NamedTuple):
    status: str
    #: what stands at the beginning of a line, and anywhere: looked for together, both would be tried
    #: at every letter
    first: re.Pattern[str]
    within: re.Pattern[str]

    def fit(self, line: str) -> bool:
        return bool(self.first.match(line) or self.within.search(line))


@cache
def _patterns() -> tuple[_Patterns, ...]:
    # a retraction tells of errors, too: it is looked for first
    known = data.read("notices")
    return tuple(_compiled(status, known[status]) for status in ("retracted", "corrected"))


def _compiled(status: str, patterns: list[str]) -> _Patterns:
    first = [pattern for pattern in patterns if pattern.startswith("^")]
    within = [pattern for pattern in patterns if not pattern.startswith("^")]
    return _Patterns(status, *(re.compile("|".join(part) or "(?!)") for part in (first, within)))


def possible(text: str) -> bool:
    """Tell whether a text may have a notice; most texts have no word of one."""
    low = text.lower()
    return any(stem in low for stem in data.read("notices")["stems"])


def find(text: str) -> Notice | None:
    """Return the first notice in ``text``, a retraction before all corrections; None without one."""
    lines = [line.strip() for line in text.split("\n") if 0 < len(line) <= _LONGEST]
    for patterns in _patterns():
        for line in lines:
            if patterns.fit(line.lower()):
                return Notice(patterns.status, line[:_TOLD])
    return None
