"""Runs of words that two texts share, in whatever order they stand.

Greedy string tiling (Wise 1993, "String similarity via greedy string tiling and Running
Karp-Rabin matching") in one pass: at each word of one text the longest run that begins here and
stands anywhere in the other text is taken; a run of three words counts only next to others.
"""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

#: Shortest run that is evidence: word tiles of four are what a translation there and back leaves.
SHORTEST_RUN = 4
#: Places of one run that are tried; beyond, only those nearest to where the last run ended.
_TRIED = 8
#: Words that may lie between two runs of one passage (on either side): an edit, not another text.
GAP = 8


class Run(NamedTuple):
    """``length`` equal words from word ``a`` of one text and word ``b`` of the other."""

    a: int
    b: int
    length: int


class Block(NamedTuple):
    """Runs joined over small gaps: a passage in words, ends exclusive."""

    a: tuple[int, int]
    b: tuple[int, int]
    runs: tuple[Run, ...]


def runs(a: Sequence[int], b: Sequence[int], shortest: int = SHORTEST_RUN) -> list[Run]:
    """Find runs of at least ``shortest`` equal words, in the order of ``a``, none overlapping there."""
    places: dict[tuple[int, ...], list[int]] = {}
    for j in range(len(b) - shortest + 1):
        places.setdefault(tuple(b[j : j + shortest]), []).append(j)
    found: list[Run] = []
    i, expected = 0, 0
    while i <= len(a) - shortest:
        here = places.get(tuple(a[i : i + shortest]))
        if here is None:
            i += 1
            continue
        run = max(
            (Run(i, j, _length(a, b, i, j, shortest)) for j in _nearest(here, expected)),
            key=lambda r: (r.length, -abs(r.b - expected)),
        )
        found.append(run)
        i, expected = i + run.length, run.b + run.length
    return found


def _nearest(places: list[int], expected: int) -> list[int]:
    if len(places) <= _TRIED:
        return places
    at = bisect_left(places, expected)
    return places[max(0, at - _TRIED // 2) : at + _TRIED // 2] or places[-_TRIED:]


def _length(a: Sequence[int], b: Sequence[int], i: int, j: int, known: int) -> int:
    length = known
    end = min(len(a) - i, len(b) - j)
    step = 64
    while length < end and a[i + length : i + length + step] == b[j + length : j + length + step]:
        length = min(end, length + step)
    while length < end and a[i + length] == b[j + length]:
        length += 1
    return length


def blocks(found: list[Run], gap: int = GAP) -> list[Block]:
    """Join runs that follow one another in both texts with at most ``gap`` words between."""
    joined: list[list[Run]] = []
    for run in found:
        if joined and _follows(joined[-1][-1], run, gap):
            joined[-1].append(run)
        else:
            joined.append([run])
    return [_block(group) for group in joined]


def _follows(last: Run, run: Run, gap: int) -> bool:
    return 0 <= run.a - last.a - last.length <= gap and 0 <= run.b - last.b - last.length <= gap


def _block(group: list[Run]) -> Block:
    first, last = group[0], group[-1]
    return Block((first.a, last.a + last.length), (first.b, last.b + last.length), tuple(group))
