"""Notices of corrections and retractions, as data (``notices.toml``)."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

#: longer lines are no notices; of a notice so much is told
_LONGEST, _TOLD = 1_000, 200


class Notice(NamedTuple):
    """What a text says of itself."""

    #: corrected | retracted
    status: str
    #: the line that says so
    words: str


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    text = files("firsthand.lexicon").joinpath("notices.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    # a retraction tells of errors, too: it is looked for first
    return tuple(
        (status, re.compile("|".join(data[status]))) for status in ("retracted", "corrected")
    )


def find(text: str) -> Notice | None:
    """Return the first notice in ``text``, a retraction before all corrections; None without one."""
    lines = [line.strip() for line in text.split("\n") if 0 < len(line) <= _LONGEST]
    for status, pattern in _patterns():
        for line in lines:
            if pattern.search(line.lower()):
                return Notice(status, line[:_TOLD])
    return None
