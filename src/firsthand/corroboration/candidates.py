"""Pairs of reports worth comparing, found without comparing all with all.

An index of word classes, visited rarest first within a budget.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

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
    best = list(_by_words(reports, context, most))
    ones = np.repeat(np.arange(len(best)), [len(others) for others in best])
    others = np.concatenate([_NONE, *best])
    codes = np.unique(np.minimum(ones, others) * len(reports) + np.maximum(ones, others))
    lower, upper = np.divmod(codes, max(1, len(reports)))
    return list(zip(lower.tolist(), upper.tolist(), strict=True))


def _keys(report: Report, context: Context) -> frozenset[str]:
    """Word classes, what is counted, hours by the clock, and how a time is tied ("since")."""
    facts = context.of(report)
    given = {f"#{counted}" for counted, _ in facts.counts if counted}
    hours = {hour for moment in report.when for hour in _hours(moment.value or "")}
    return facts.held.union(given, hours, (f"@{role}" for role in facts.terms_of_time))


def _hours(value: str) -> Iterator[str]:
    """The hour of a time by the clock, and the one that begins on the half: near times share one."""
    found = CLOCK.match(value)
    if found:
        minutes = 60 * int(found[2]) + int(found[3])
        yield f"{found[1]}|{minutes // 60}"
        yield f"{found[1]}|{(minutes + 30) // 60}.5"


class _Key(NamedTuple):
    """What several reports may have: the more of it two have, the likelier they assert the same."""

    #: sorted indexes of those that have it
    holders: _Nodes
    weight: float


def _by_words(reports: Sequence[Report], context: Context, most: int) -> Iterator[_Nodes]:
    """Yield for each report those that are worth comparing with it."""
    held = [_keys(report, context) for report in reports]
    places: dict[str, list[int]] = {}
    for node, names in enumerate(held):
        for name in names:
            places.setdefault(name, []).append(node)
    rarest_first = sorted(places, key=lambda name: (len(places[name]), name))
    ranks = {name: rank for rank, name in enumerate(rarest_first)}
    keys = [_Key(np.array(places[n]), context.weights.get(n, GIVEN)) for n in rarest_first]
    scores = np.zeros(len(reports))
    for node, names in enumerate(held):
        taken = _taken(node, sorted([ranks[name] for name in names]), keys)
        yield _best(node, taken, scores, most) if taken else _NONE


def _taken(node: int, ranks: Sequence[int], keys: Sequence[_Key]) -> list[_Key]:
    """What a report shares with others, the rarest first, as much as is within the budget.

    Where even the rarest is held by more, those are looked at that stand nearest: told at the same time.
    """
    taken: list[_Key] = []
    visits = 0
    for rank in ranks:
        key = keys[rank]
        visits += (many := len(key.holders))
        if visits > MAX_VISITS and taken:
            break
        if many > MAX_VISITS:
            taken.append(_Key(_nearest(node, key.holders), key.weight))
        elif many > 1:  # all hold the node itself
            taken.append(key)
    return taken


def _nearest(node: int, holders: _Nodes) -> _Nodes:
    """As many of the (sorted) holders as the budget has, around a node that is one of them."""
    first = max(0, int(np.searchsorted(holders, node)) - MAX_VISITS // 2)
    return holders[first : first + MAX_VISITS]


def _best(node: int, taken: Sequence[_Key], scores: NDArray[Any], most: int) -> _Nodes:
    """Those with the weightiest of ``taken`` but ``node`` itself; of equals the first.

    ``scores`` has a place for each report, and is left as it was: zeros.
    """
    for holders, weight in taken:
        scores[holders] += weight
    scores[node] = 0
    met = np.concatenate([holders for holders, _ in taken])
    weights = scores[met]
    # each is met as often as it shares something: the weightiest are among so many of the first
    enough = len(taken) * (most + 1)
    if len(met) > enough:
        ordered = weights.copy()
        ordered.partition(-enough)
        met = met[weights >= ordered[-enough]]
    met.sort()
    new = np.ones(len(met), dtype=bool)
    np.not_equal(met[1:], met[:-1], out=new[1:])
    nodes = met[new]
    weights = scores[nodes]
    for holders, _ in taken:
        scores[holders] = 0
    nodes = nodes[(-weights).argsort(kind="stable")[: most + 1]]
    best: _Nodes = nodes[nodes != node][:most]
    return best
