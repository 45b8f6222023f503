"""Pairs of reports worth comparing, found without comparing all with all.

An index of word classes, visited rarest first within a budget.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from firsthand.corroboration.context import Context
from firsthand.records import Report

#: index entries visited for one report
MAX_VISITS = 800
#: candidates compared with one report: what asserts the same is among the first, what differs from it
#: in something may be like it in less
SAME, RELATED = 12, 20
#: weight of what is no word class: a time, one thing counted
GIVEN = 1.0
_CLOCK = re.compile(r"^(.*)T(\d\d):(\d\d)")


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
    found = _CLOCK.match(value)
    if found:
        minutes = 60 * int(found[2]) + int(found[3])
        yield f"{found[1]}|{minutes // 60}"
        yield f"{found[1]}|{(minutes + 30) // 60}.5"


def _by_words(reports: Sequence[Report], context: Context, most: int) -> Iterator[tuple[int, int]]:
    held = [_keys(report, context) for report in reports]
    index: dict[str, list[int]] = {}
    for node, names in enumerate(held):
        for name in names:
            index.setdefault(name, []).append(node)
    for node, names in enumerate(held):
        shared = _shared(names, index, context)
        shared.pop(node, None)
        yield from ((min(node, other), max(node, other)) for other in _best(shared, most))


def _shared(
    names: Sequence[str], index: Mapping[str, Sequence[int]], context: Context
) -> dict[int, float]:
    """Weigh what each other report has of ``names``, the rarest first, within a budget."""
    shared: dict[int, float] = {}
    visits = 0
    for name in sorted(names, key=lambda name: (len(index[name]), name)):
        visits += len(index[name])
        if visits > MAX_VISITS and len(shared) > 1:
            break
        weight = context.weights.get(name, GIVEN)
        for other in index[name]:
            shared[other] = shared.get(other, 0.0) + weight
    return shared


def _best(shared: Mapping[int, float], most: int) -> list[int]:
    if len(shared) > most:
        least = sorted(shared.values())[-most]
        shared = {other: weight for other, weight in shared.items() if weight >= least}
    return sorted(shared, key=lambda other: (-shared[other], other))[:most]
