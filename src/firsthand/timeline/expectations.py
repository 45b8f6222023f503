"""Statements about the future: when they fall due, and what later reports say of them.

Words decide, not the clock alone: an expectation is met or missed only if a later report says so.
Nothing here judges; "met" means that a later report tells it as done.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeAlias

from firsthand.records import Article, Claim, Expectation, Report
from firsthand.timeline.order import choose, known_at

#: likeness of two reports of one matter, -1 where they cannot be about one; given by corroboration
Alike = Callable[[Report, Report], float]
#: a later report decides an expectation only if it is this like
DECIDES = 0.4
#: reports of the past that one expectation is compared with
MAX_COMPARED = 40
#: (predicate, word) -> reports of the past that hold both
_Past: TypeAlias = dict[tuple[str, str], list[Report]]
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
    past are looked up by their predicate and words, a bounded number for each claim.
    """
    past: _Past = {}
    for claim in claims:
        for report in claim.reports:
            if report.proposition.tense == "past":
                for key in _keys(report):
                    past.setdefault(key, []).append(report)
    return tuple(_with(claim, past, articles, alike, now) for claim in claims)


def _keys(report: Report) -> list[tuple[str, str]]:
    """The predicate with each of the other words: what a report is looked up by."""
    predicate = report.proposition.predicate
    shared = [word for argument in report.proposition.arguments for word in argument.words]
    words = dict.fromkeys((*report.proposition.words, *shared))
    return [(predicate, word) for word in words if word != predicate]


def _told(expected: Report, past: _Past) -> list[Report]:
    """Reports of the past with the same predicate, those with the rarest common words first."""
    found: dict[tuple[str, int, int], Report] = {}
    for key in sorted(_keys(expected), key=lambda key: (len(past.get(key, ())), key)):
        for report in past.get(key, ()):
            if len(found) == MAX_COMPARED:
                return list(found.values())
            found.setdefault((report.article, report.start, report.stop), report)
    return list(found.values())


def _with(
    claim: Claim,
    past: _Past,
    articles: Mapping[str, Article],
    alike: Alike,
    now: datetime | None,
) -> Claim:
    ahead = [
        report
        for report in claim.reports
        if report.proposition.tense == "future"
        and report.stance != "denied"
        and not _is_over(report, articles[report.article])
        and not _is_supposed(report, articles[report.article])
    ]
    if 2 * len(ahead) < max(2, len(claim.reports)):
        return claim
    due = choose([moment for report in ahead for moment in report.when])
    earliest, latest = (due.earliest, due.latest) if due else (None, None)
    decided = _decide(ahead[0], _told(ahead[0], past), articles, alike)
    outcome = (
        decided[0] if decided else "pending" if latest and now and latest >= now else "unknown"
    )
    because = ((decided[1].article, decided[1].start, decided[1].stop),) if decided else ()
    return replace(
        claim,
        expectation=Expectation(earliest=earliest, latest=latest, outcome=outcome, because=because),
    )


def _is_over(report: Report, article: Article) -> bool:
    """Whether all that it dates lay behind when it was told: "was due in February" looks back."""
    told = article.published.earliest
    dates = [moment.latest for moment in report.when if moment.latest]
    return told is not None and bool(dates) and max(dates) < told


def _is_supposed(report: Report, article: Article) -> bool:
    """Whether it is "would" in the outlet's own voice and without a date: a supposition."""
    words = article.text[report.start : report.stop].lower().split()
    return "would" in words and not report.chain and not report.when


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
