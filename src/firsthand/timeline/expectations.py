"""Statements about the future: when they fall due, and what later reports say of them.

Words decide, not the clock alone: an expectation is met or missed only if a later report says so.
Nothing here judges; "met" means that a later report tells it as done.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeAlias

from firsthand.lexicon import wordings
from firsthand.records import Article, Claim, Expectation, Report
from firsthand.timeline.ahead import due, is_ahead
from firsthand.timeline.order import known_at, public_by

#: likeness of two reports of one matter, -1 where they cannot be about one; given by corroboration
Alike = Callable[[Report, Report], float]
#: makes that for some reports
Liken = Callable[[Sequence[Report]], Alike]
#: a later report decides an expectation only if it is this like
DECIDES = 0.4
#: reports of the past that one expectation is compared with
MAX_COMPARED = 40
#: word, by the name of its class -> reports of the past that hold it
_Past: TypeAlias = dict[str, list[Report]]
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
    past are looked up by their words, a bounded number for each claim.
    """
    past = _gathered(report for claim in claims for report in claim.reports)
    return tuple(_with(claim, past, articles, alike, now) for claim in claims)


def settle(
    claims: Sequence[Claim],
    told: Sequence[Report],
    articles: Mapping[str, Article],
    liken: Liken,
) -> tuple[Claim, ...]:
    """Decide what ``claims`` leave open by what is ``told`` elsewhere, in related stories.

    Most of that was told too early, or of something else: only what may decide is read for comparison.
    """
    past = _gathered(told)
    undecided = [_undecided(claim, past, articles) for claim in claims]
    compared = [report for ahead, later in filter(None, undecided) for report in (ahead, *later)]
    if not compared:
        return tuple(claims)
    alike = liken(compared)
    return tuple(
        _settled(claim, *found, alike) if found else claim
        for claim, found in zip(claims, undecided, strict=True)
    )


def is_open(claim: Claim) -> bool:
    """Whether a claim expects something, and no report tells what came of it."""
    return claim.expectation is not None and not claim.expectation.because


def _undecided(
    claim: Claim, past: _Past, articles: Mapping[str, Article]
) -> tuple[Report, list[Report]] | None:
    """Return the report of an open claim that looks ahead, and later ones that may decide it."""
    if not is_open(claim) or claim.expectation is None:
        return None
    ahead = next((r for r in claim.reports if is_ahead(r, articles[r.article])), None)
    if ahead is None:
        return None  # a library tells what an earlier version took for an expectation
    later = _later(ahead, _told(ahead, past), articles, claim.expectation.earliest)
    return (ahead, later) if later else None


def _settled(claim: Claim, ahead: Report, later: Sequence[Report], alike: Alike) -> Claim:
    decided = _decide(ahead, later, alike)
    if decided is None or claim.expectation is None:
        return claim
    outcome, by = decided
    because = (by.place,)
    return replace(claim, expectation=replace(claim.expectation, outcome=outcome, because=because))


def _gathered(reports: Iterable[Report]) -> _Past:
    past: _Past = {}
    for report in reports:
        if report.proposition.tense == "past":
            for key in _keys(report):
                past.setdefault(key, []).append(report)
    return past


def _keys(report: Report) -> list[str]:
    """The words of a report, each by the class of its meaning: what it is looked up by."""
    proposition = report.proposition
    shared = [word for argument in proposition.arguments for word in argument.words]
    classes = wordings.load().classes
    words = dict.fromkeys((proposition.predicate, *proposition.words, *shared))
    return list(dict.fromkeys(name for word in words for name in sorted(classes.get(word, {word}))))


def _told(expected: Report, past: _Past) -> list[Report]:
    """Reports of the past with a word of this one, those with the rarest first."""
    found: dict[tuple[str, int, int], Report] = {}
    for key in sorted(_keys(expected), key=lambda key: (len(past.get(key, ())), key)):
        for report in past.get(key, ()):
            if len(found) == MAX_COMPARED:
                return list(found.values())
            found.setdefault(report.place, report)
    return list(found.values())


def _with(
    claim: Claim,
    past: _Past,
    articles: Mapping[str, Article],
    alike: Alike,
    now: datetime | None,
) -> Claim:
    ahead = [report for report in claim.reports if is_ahead(report, articles[report.article])]
    if 2 * len(ahead) < max(2, len(claim.reports)):
        return claim
    earliest, latest = due(ahead, [articles[report.article] for report in ahead])
    later = _later(ahead[0], _told(ahead[0], past), articles, earliest)
    decided = _decide(ahead[0], later, alike)
    outcome = (
        decided[0] if decided else "pending" if latest and now and latest >= now else "unknown"
    )
    because = (decided[1].place,) if decided else ()
    return replace(
        claim,
        expectation=Expectation(earliest=earliest, latest=latest, outcome=outcome, because=because),
    )


def _later(
    expected: Report,
    told: Iterable[Report],
    articles: Mapping[str, Article],
    begins: datetime | None,
) -> list[Report]:
    """Return what of ``told`` may decide what came of something.

    What was told before ``begins``, when it could fall due at the earliest, decides nothing.
    """
    stated = known_at(articles[expected.article])
    found = []
    for report in told:
        known = known_at(articles[report.article])
        if not stated or not known or known <= stated or report.stance in OPEN:
            continue
        if begins and (public_by(articles[report.article]) or known) < begins:
            continue
        found.append(report)
    return found


def _decide(expected: Report, later: Sequence[Report], alike: Alike) -> tuple[str, Report] | None:
    """Return the outcome and the later report whose words decide it, the likest first."""
    best: tuple[float, Report] | None = None
    for report in later:
        score = alike(expected, report)
        if score >= DECIDES and (best is None or score > best[0]):
            best = (score, report)
    if best is None:
        return None
    # "will not comment" is met where nobody commented
    return ("met" if _is_not(best[1]) == _is_not(expected) else "missed"), best[1]


def _is_not(report: Report) -> bool:
    return report.proposition.negated or report.stance == "denied"
