"""Pairs of reports worth comparing, found without comparing all with all.

An index of word classes, visited rarest first within a budget, and where there are vectors the
nearest neighbours.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from firsthand.corroboration.context import Context, place
from firsthand.records import Report

#: index entries visited for one report
MAX_VISITS = 3_000
#: candidates compared with one report
MAX_CANDIDATES = 40
#: reports nearest in vector space that are compared as well
NEAREST = 8
#: rows of the similarity matrix held at once
BLOCK = 512


def pairs(reports: Sequence[Report], context: Context) -> list[tuple[int, int]]:
    """Return index pairs (smaller first), sorted, each once."""
    return sorted({*_by_words(reports, context), *_by_vectors(reports, context)})


def _by_words(reports: Sequence[Report], context: Context) -> Iterator[tuple[int, int]]:
    held = [sorted(context.of(report).held) for report in reports]
    index: dict[str, list[int]] = {}
    for node, names in enumerate(held):
        for name in names:
            index.setdefault(name, []).append(node)
    for node, names in enumerate(held):
        shared: dict[int, float] = {}
        visits = 0
        for name in sorted(names, key=lambda name: (len(index[name]), name)):
            visits += len(index[name])
            if visits > MAX_VISITS and len(shared) > 1:
                break
            for other in index[name]:
                shared[other] = shared.get(other, 0.0) + context.weights.get(name, 0.0)
        shared.pop(node, None)
        best = sorted(shared, key=lambda other: (-shared[other], other))[:MAX_CANDIDATES]
        yield from ((min(node, other), max(node, other)) for other in best)


def _by_vectors(reports: Sequence[Report], context: Context) -> Iterator[tuple[int, int]]:
    if len(reports) < 2 or not context.vectors:
        return
    matrix = np.stack([context.vectors[place(report)] for report in reports])
    count = min(NEAREST + 1, len(reports))
    for first in range(0, len(reports), BLOCK):
        block = matrix[first : first + BLOCK] @ matrix.T
        nearest = np.argpartition(-block, count - 1, axis=1)[:, :count]
        for row, others in enumerate(nearest.tolist()):
            node = first + row
            yield from ((min(node, other), max(node, other)) for other in others if other != node)
