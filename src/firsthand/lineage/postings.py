"""Which articles hold a run of words: sorted arrays, every run once per class of equal passages.

Runs of words are numbers. Of all articles that hold one number the first and the last are kept:
whoever comes later finds both, so all of them hang together, and a passage held by ten thousand
costs as much room as one held by two. Arrays are merged as they grow (a log-structured merge,
O'Neil et al. 1996): each number is moved about log2(n) times.

Sixteen bytes a distinct run of words: an article of 400 words takes about 6 kB, a window of
100,000 about 650 MB while two halves are merged, and 10,000 copies of one text those of one.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from firsthand.lineage.reading import Codes, Flags, Places

Holders = NDArray[np.int32]
#: Stands for no article.
NOBODY = -1
#: An array is merged with the one before it once it has this share of its length.
_MERGED = 0.25


class _Array(NamedTuple):
    """Distinct numbers in order, each with its first and last holder."""

    codes: Codes
    first: Holders
    last: Holders


class Postings:
    """Numbers and their holders; holders are counted up as they come."""

    def __init__(self) -> None:
        self._arrays: list[_Array] = []

    def __len__(self) -> int:
        return sum(len(a.codes) for a in self._arrays)

    @property
    def bytes(self) -> int:
        """Room the arrays take."""
        return sum(part.nbytes for array in self._arrays for part in array)

    def find(self, codes: Codes) -> tuple[Holders, Holders]:
        """First and last holder of each number, ``NOBODY`` where there is none.

        Fastest where ``codes`` are in order.
        """
        first = np.full(len(codes), NOBODY, dtype=np.int32)
        last = np.full(len(codes), NOBODY, dtype=np.int32)
        for array in self._arrays:
            at = np.minimum(np.searchsorted(array.codes, codes), len(array.codes) - 1)
            hit = array.codes[at] == codes
            new = hit & (first == NOBODY)
            first[new] = array.first[at[new]]
            last[hit] = array.last[at[hit]]
        return first, last

    def add(self, codes: Codes, holders: Holders) -> None:
        """Add numbers in order, those of one number by holder; holders are later than all before."""
        if not len(codes):
            return
        starts = _starts(codes)
        ends = np.append(starts[1:], True)
        self._arrays.append(_Array(codes[starts], holders[starts], holders[ends]))
        while len(self._arrays) > 1 and len(self._arrays[-2].codes) * _MERGED < len(
            self._arrays[-1].codes
        ):
            later, earlier = self._arrays.pop(), self._arrays.pop()
            self._arrays.append(_merged(earlier, later))

    def forget(self, before: int) -> None:
        """Drop the numbers that no holder from ``before`` on has."""
        kept = []
        for array in self._arrays:
            late = array.last >= before
            first = np.where(array.first < before, array.last, array.first)
            kept.append(_Array(array.codes[late], first[late], array.last[late]))
        self._arrays = [array for array in kept if len(array.codes)]


def _starts(codes: Codes) -> Flags:
    """Where a new number begins among numbers in order."""
    return np.append(True, codes[1:] != codes[:-1]) if len(codes) else np.zeros(0, dtype=bool)


def _merged(earlier: _Array, later: _Array) -> _Array:
    """Put a shorter array into a longer one: places are looked up for the shorter only."""
    at = np.searchsorted(earlier.codes, later.codes)
    both = earlier.codes[np.minimum(at, len(earlier.codes) - 1)] == later.codes
    earlier.last[at[both]] = later.last[both]
    new = ~both
    places = at[new] + np.arange(int(new.sum()))
    old = np.ones(len(earlier.codes) + len(places), dtype=bool)
    old[places] = False
    return _Array(
        _put(earlier.codes, later.codes[new], old, places),
        _put(earlier.first, later.first[new], old, places),
        _put(earlier.last, later.last[new], old, places),
    )


def _put(earlier: NDArray[Any], later: NDArray[Any], old: Flags, places: Places) -> NDArray[Any]:
    merged = np.empty(len(old), dtype=earlier.dtype)
    merged[old] = earlier
    merged[places] = later
    return merged
