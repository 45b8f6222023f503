"""Runs of words that two texts share, in whatever order they stand.

Greedy string tiling (Wise 1993, "String similarity via greedy string tiling and Running
Karp-Rabin matching") in one pass: at each word of one text the longest run that begins here and
stands anywhere in the other text is taken.
"""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from firsthand.lineage.reading import Codes, Places, windows

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


def runs(a: Codes, b: Codes) -> list[Run]:
    """Find runs of so many equal words and more, in the order of ``a``, none overlapping there."""
    mine, theirs = windows(a, SHORTEST_RUN), windows(b, SHORTEST_RUN)
    if not len(mine) or not len(theirs):
        return []
    order = np.argsort(theirs, kind="stable")
    ordered = theirs[order]
    low, high = np.searchsorted(ordered, mine), np.searchsorted(ordered, mine, side="right")
    hits = np.flatnonzero(high > low)
    if not len(hits):
        return []
    if int((high - low)[hits].max()) == 1:
        return _single(hits, order[low[hits]])
    return _greedy(a, b, hits, order, low, high)


def _single(in_a: Places, in_b: Places) -> list[Run]:
    """Runs where every window has one place at most: neighbours on one diagonal."""
    breaks = np.flatnonzero((np.diff(in_a) != 1) | (np.diff(in_b) != 1)) + 1
    firsts = np.concatenate(([0], breaks))
    lasts = np.concatenate((breaks, [len(in_a)])) - 1
    found: list[Run] = []
    free = 0
    for first, last in zip(firsts.tolist(), lasts.tolist(), strict=True):
        i, j, end = int(in_a[first]), int(in_b[first]), int(in_a[last])
        skip = max(0, free - i)
        if i + skip <= end:
            run = Run(i + skip, j + skip, end - i - skip + SHORTEST_RUN)
            found.append(run)
            free = run.a + run.length
    return found


def _greedy(
    a: Codes, b: Codes, hits: Places, order: Places, low: Places, high: Places
) -> list[Run]:
    """Runs where windows have several places: the longest from each, the nearest of equals."""
    left, right = a.tolist(), b.tolist()
    found: list[Run] = []
    free, expected = 0, 0
    for i in hits.tolist():
        if i < free:
            continue
        here = order[low[i] : high[i]].tolist()
        run = max(
            (Run(i, j, _length(left, right, i, j)) for j in _nearest(here, expected)),
            key=lambda r: (r.length, -abs(r.b - expected)),
        )
        found.append(run)
        free, expected = i + run.length, run.b + run.length
    return found


def _nearest(places: list[int], expected: int) -> list[int]:
    if len(places) <= _TRIED:
        return places
    at = bisect_left(places, expected)
    return places[max(0, at - _TRIED // 2) : at + _TRIED // 2] or places[-_TRIED:]


def _length(a: Sequence[int], b: Sequence[int], i: int, j: int) -> int:
    length = 0
    end = min(len(a) - i, len(b) - j)
    step = 64
    while length < end and a[i + length : i + length + step] == b[j + length : j + length + step]:
        length = min(end, length + step)
    while length < end and a[i + length] == b[j + length]:
        length += 1
    return length


def blocks(found: list[Run]) -> list[Block]:
    """Join runs that follow one another in both texts with at most ``GAP`` words between."""
    joined: list[list[Run]] = []
    for run in found:
        if joined and _follows(joined[-1][-1], run):
            joined[-1].append(run)
        else:
            joined.append([run])
    return [_block(group) for group in joined]


def _follows(last: Run, run: Run) -> bool:
    return 0 <= run.a - last.a - last.length <= GAP and 0 <= run.b - last.b - last.length <= GAP


def _block(group: list[Run]) -> Block:
    first, last = group[0], group[-1]
    return Block((first.a, last.a + last.length), (first.b, last.b + last.length), tuple(group))


def rising(places: Sequence[int]) -> list[int]:
    """Give the indexes of the longest rising part (patience sorting)."""
    tops: list[int] = []
    values: list[int] = []
    before: list[int] = []
    for index, place in enumerate(places):
        at = bisect_left(values, place)
        before.append(tops[at - 1] if at else -1)
        tops[at : at + 1], values[at : at + 1] = [index], [place]
    found = []
    index = tops[-1] if tops else -1
    while index >= 0:
        found.append(index)
        index = before[index]
    return found[::-1]


def in_order(places: Sequence[int]) -> float:
    """Share of neighbours that stand in order, all of them where there are none."""
    if len(places) < 2:
        return 1.0
    return sum(p < q for p, q in pairwise(places)) / (len(places) - 1)
