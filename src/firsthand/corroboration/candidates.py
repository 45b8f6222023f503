"""Pairs of reports worth comparing, found without comparing all with all.

An index of word classes, visited rarest first within a budget.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from firsthand.corroboration.context import Context
from firsthand.corroboration.facts import CLOCK
from firsthand.records import Report

#: index entries visited for one report
MAX_VISITS = 800
#: candidates compared with one report: what asserts the same is among the first, what differs from it
#: in something may be like it in less
SAME, RELATED = 12, 20
#: weight of what is no word class: a time, one thing counted
GIVEN = 1.0

_Nodes = NDArray[np.int64]
_NONE: _Nodes = np.zeros(0, dtype=np.int64)


def pairs(reports: Sequence[Report], context: Context, most: int) -> list[tuple[int, int]]:
    """Return index pairs (smaller first), sorted, each once; at most so many new ones a report."""
    return sorted(set(_by_words(reports, context, most)))


def _keys(report: Report, context: Context) -> list[str]:
    """Word classes, what is counted, hours by the clock, and how a time is tied ("since")."""
    facts = context.of(report)
    given = {f"#{counted}" for counted, _ in facts.counts if counted}
    hours = {hour for moment in report.when for hour in _hours(moment.value or "")}
    return sorted(facts.held | given | hours | {f"@{role}" for role in facts.terms_of_time})


def _hours(value: str) -> Iterator[str]:
    """The hour of a time by the clock, and the one that begins on the half: near times share one."""
    found = CLOCK.match(value)
    if found:
        minutes = 60 * int(found[2]) + int(found[3])
        yield f"{found[1]}|{minutes // 60}"
        yield f"{found[1]}|{(minutes + 30) // 60}.5"


def _by_words(reports: Sequence[Report], context: Context, most: int) -> Iterator[tuple[int, int]]:
    held = [_keys(report, context) for report in reports]
    places: dict[str, list[int]] = {}
    for node, names in enumerate(held):
        for name in names:
            places.setdefault(name, []).append(node)
    index = {name: np.array(nodes) for name, nodes in places.items()}
    scores = np.zeros(len(reports))
    for node, names in enumerate(held):
        for other in _best(node, *_shared(node, names, index, context, scores), most):
            yield min(node, other), max(node, other)


def _shared(
    node: int, names: Sequence[str], index: Mapping[str, _Nodes], context: Context,
    scores: NDArray[Any],
) -> tuple[_Nodes, NDArray[Any]]:  # fmt: skip
    """Weigh what each report has of ``names``, the rarest first, within a budget.

    ``scores`` has a place for each report, and is left as it was: zeros.

    Where even the rarest is held by more, those are looked at that stand nearest: told at the same time.
    """
    order = sorted(names, key=lambda name: (len(index[name]), name))
    taken: list[_Nodes] = []
    visits = 0
    for name in order:
        visits += len(index[name])
        # all hold the node itself
        if visits > MAX_VISITS and any(len(nodes) > 1 for nodes in taken):
            break
        taken.append(_nearest(node, index[name]))
    if not taken:
        return _NONE, np.zeros(0)
    for name, holders in zip(order, taken, strict=False):
        scores[holders] += context.weights.get(name, GIVEN)
    nodes = np.unique(np.concatenate(taken))
    weights = scores[nodes]
    scores[nodes] = 0
    return nodes, weights


def _nearest(node: int, holders: _Nodes) -> _Nodes:
    """As many of the (sorted) holders as the budget has, around a node that is one of them."""
    if len(holders) <= MAX_VISITS:
        return holders
    first = max(0, int(np.searchsorted(holders, node)) - MAX_VISITS // 2)
    return holders[first : first + MAX_VISITS]


def _best(node: int, nodes: _Nodes, weights: NDArray[Any], most: int) -> list[int]:
    """The weightiest of ``nodes`` but ``node`` itself; of equals the first."""
    others = nodes != node
    nodes, weights = nodes[others], weights[others]
    best: list[int] = nodes[np.argsort(-weights, kind="stable")[:most]].tolist()
    return best
