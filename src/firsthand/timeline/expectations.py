"""Statements about the future: when they fall due, and what later reports say of them.

Words decide, not the clock alone: an expectation is met or missed only if a later report says so.
Nothing here judges; "met" means that a later report tells it as done.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from firsthand.records import Article, Claim, Expectation, Report
from firsthand.timeline.order import choose, known_at

#: likeness of two reports of one matter, -1 where they cannot be about one; given by corroboration
Alike = Callable[[Report, Report], float]
#: a later report decides an expectation only if it is this like
DECIDES = 0.45
#: stances in which a report leaves open whether a thing came to pass
OPEN = frozenset({"possible", "probable", "unconfirmed"})


def expect(
    claims: Sequence[Claim],
    articles: Mapping[str, Article],
    alike: Alike,
    *,
    now: datetime | None = None,
) -> tuple[Claim, ...]:
    """Write expectations on the claims that look ahead.

    ``now`` is the time as of which is asked; None leaves what is overdue "unknown". Reports of the
    past are looked up by their predicate, so the work stays near the number of claims.
    """
    past: dict[str, list[Report]] = {}
    for claim in claims:
        for report in claim.reports:
            if report.proposition.tense == "past":
                past.setdefault(report.proposition.predicate, []).append(report)
    return tuple(_with(claim, past, articles, alike, now) for claim in claims)


def _with(
    claim: Claim,
    past: Mapping[str, Sequence[Report]],
    articles: Mapping[str, Article],
    alike: Alike,
    now: datetime | None,
) -> Claim:
    ahead = [
        report
        for report in claim.reports
        if report.proposition.tense == "future" and report.stance != "denied"
    ]
    if not ahead:
        return claim
    due = choose(
        [
            moment
            for report in ahead
            for moment in report.times
            if report.start <= moment.start < report.stop
        ]
    )
    earliest, latest = (due.earliest, due.latest) if due else (None, None)
    decided = _decide(ahead[0], past.get(ahead[0].proposition.predicate, ()), articles, alike)
    outcome = (
        decided[0] if decided else "pending" if latest and now and latest >= now else "unknown"
    )
    because = ((decided[1].article, decided[1].start, decided[1].stop),) if decided else ()
    return replace(
        claim,
        expectation=Expectation(earliest=earliest, latest=latest, outcome=outcome, because=because),
    )


def _decide(
    expected: Report, candidates: Sequence[Report], articles: Mapping[str, Article], alike: Alike
) -> tuple[str, Report] | None:
    """Return the outcome and the later report whose words decide it, the likest first."""
    stated = known_at(articles[expected.article])
    best: tuple[float, Report] | None = None
    for report in candidates:
        told = known_at(articles[report.article])
        if not stated or not told or told <= stated or report.stance in OPEN:
            continue
        score = alike(expected, report)
        if score >= DECIDES and (best is None or score > best[0]):
            best = (score, report)
    if best is None:
        return None
    missed = best[1].proposition.negated or best[1].stance == "denied"
    return ("missed" if missed else "met"), best[1]
