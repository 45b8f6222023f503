"""Pairs of reports worth comparing, found without comparing all with all.

An index of word classes, visited rarest first within a budget.
"""

from collections.abc import Iterator, Sequence

from firsthand.corroboration.context import Context
from firsthand.records import Report

#: index entries visited for one report
MAX_VISITS = 3_000
#: candidates compared with one report
MAX_CANDIDATES = 20


def pairs(reports: Sequence[Report], context: Context) -> list[tuple[int, int]]:
    """Return index pairs (smaller first), sorted, each once."""
    return sorted(set(_by_words(reports, context)))


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
