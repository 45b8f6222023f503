"""Small clauses that say something by themselves: "with 40 people aboard", "with two still missing".

They stand inside the clause that they go with and share who vouches for it and how surely. Read
from words alone, so that they are found with and without a parse.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from firsthand.records import Report

Place = tuple[int, int]
_Lists = Mapping[str, frozenset[str]]

#: words between "with" and the number ("at least"), and between the number and the state ("people")
MAX_BEFORE, MAX_BETWEEN = 3, 3
#: characters between a ship and "with 40 people"
MAX_ASIDE = 60


def find(text: str, start: int, stop: int, lists: _Lists) -> list[Place]:
    """Find the small clauses between two places of a text, in order.

    ``lists`` are the word lists of its language; without words for it nothing is found.
    """
    words = [
        lists.get(name, frozenset())
        for name in (
            "circumstances.with",
            "circumstances.numbers",
            "circumstances.where",
            "circumstances.states",
            "circumstances.behind",
            "phrases.and",
        )
    ]
    if not all(words):
        return []
    found = [match.span() for match in _pattern(*words).finditer(text, start, stop)]
    carried = [lists.get(f"circumstances.{name}", frozenset()) for name in ("carriers", "carried")]
    if all(carried):
        pattern = _carrying(words[0], words[1], words[4], *carried)
        known = {span[0] for span in found}
        aboard = (match.span("own") for match in pattern.finditer(text, start, stop))
        found += [span for span in aboard if span[0] not in known]
    return sorted(found)


def place(spans: Sequence[Place], found: Sequence[Place]) -> list[list[Place]]:
    """Give each of ``found`` to the shortest span that holds more than it."""
    given: list[list[Place]] = [[] for _ in spans]
    for inner in found:
        around = [i for i, span in enumerate(spans) if _within(inner, span) and inner != span]
        if around:
            given[min(around, key=lambda i: spans[i][1] - spans[i][0])].append(inner)
    return given


def rest(text: str, span: Place, inner: Sequence[Place]) -> Place:
    """Return what a span is without the small clause that a comma sets off at its end."""
    start, stop = span
    for begin, end in inner[-1:]:
        before = text[start:begin].rstrip()
        if before.endswith((",", "–", "—")) and not any(c.isalnum() for c in text[end:stop]):
            return start, start + len(before[:-1].rstrip())
    return start, stop


def lead(text: str, about: Place | None, start: int) -> Place | None:
    """Return what a small clause is about, if it stands before it."""
    if about is None or about[0] >= start:
        return None
    words = text[about[0] : min(about[1], start)].rstrip()
    return about[0], about[0] + len(words)


def part(report: Report, inner: Sequence[Report]) -> Iterator[Report]:
    """Part small clauses from the report that they stand in: what they count is their own."""
    own = [
        tuple(v for v in report.values if _within((v.start, v.stop), (r.start, r.stop)))
        for r in inner
    ]
    taken = {value for values in own for value in values}
    yield replace(report, values=tuple(v for v in report.values if v not in taken))
    for small, values in zip(inner, own, strict=True):
        yield replace(small, times=(), values=values)


def _within(inner: Place, outer: Place) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


@lru_cache(maxsize=16)
def _pattern(
    ties: frozenset[str],
    numbers: frozenset[str],
    where: frozenset[str],
    states: frozenset[str],
    behind: frozenset[str],
    joins: frozenset[str],
) -> re.Pattern[str]:
    """Compile what a small clause looks like in a language.

    A state is one only where nothing follows that it could belong to: "with two wounded soldiers".
    """
    ends = rf"(?=\s*(?:[^\w\s]|$)|\s+(?:{_any(behind)})\b)"
    counted = (
        rf"(?:\d[\d.,]*(?<=\d)|(?:{_any(numbers)})\b)\s+(?:[\w'’-]+\s+){{0,{MAX_BETWEEN}}}?"
        rf"(?:(?:{_any(where)})\b|(?:{_any(states)})\b{ends})"
    )
    return re.compile(
        rf"\b(?:{_any(ties)})\s+(?:[^\W\d]+\s+){{0,{MAX_BEFORE}}}?{counted}"
        rf"(?:\s+(?:{_any(joins)})\s+{counted})?",
        re.IGNORECASE,
    )


@lru_cache(maxsize=16)
def _carrying(
    ties: frozenset[str],
    numbers: frozenset[str],
    behind: frozenset[str],
    carriers: frozenset[str],
    carried: frozenset[str],
) -> re.Pattern[str]:
    """Compile how a ship or a bus has people: "the bus, on its way home with 40 pupils, …"."""
    ends = rf"(?=\s*(?:[^\w\s]|$)|\s+(?:{_any(behind)})\b)"
    return re.compile(
        rf"\b(?:{_any(carriers)})\b[^.;:!?\n]{{0,{MAX_ASIDE}}}?(?P<own>\b(?:{_any(ties)})\s+"
        rf"(?:[^\W\d]+\s+){{0,{MAX_BEFORE}}}?(?:\d[\d.,]*(?<=\d)|(?:{_any(numbers)})\b)\s+"
        rf"(?:[\w'’-]+\s+){{0,{MAX_BETWEEN}}}?(?:{_any(carried)})\b{ends})",
        re.IGNORECASE,
    )


def _any(words: frozenset[str]) -> str:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)
