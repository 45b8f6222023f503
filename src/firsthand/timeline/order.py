"""When things happened or shall happen, apart from when it was reported."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TypeAlias

from firsthand.records import Article, Claim, Event, Moment, Report
from firsthand.timeline.dates import choose, leading, own

#: what tells the times of a report
_Times: TypeAlias = Callable[[Report, Article], list[Moment]]

#: parts of a day (TIMEX3), as they follow one another
_PARTS = ("TMO", "TMI", "TAF", "TEV", "TNI")


def order(claims: Sequence[Claim], articles: Mapping[str, Article]) -> tuple[Event, ...]:
    """Return the events of a story in their order.

    A claim's event time is the most precise time that its reports give; a claim without one is no
    event. What is known of the first report goes along: an event of Sunday may be known on Monday.
    """
    events = [event for claim in claims if (event := _event(claim, articles))]
    return tuple(sorted(events, key=_rank))


def _event(claim: Claim, articles: Mapping[str, Article]) -> Event | None:
    best = choose(_possible(claim, articles, leading)) or choose(_possible(claim, articles, own))
    if best is None or best.value is None:
        return None
    first = first_report(claim, articles)
    return Event(
        value=best.value,
        earliest=best.earliest,
        latest=best.latest,
        claim=claim.id,
        first_article=first.article,
        first_at=known_at(articles[first.article]),
    )


def _possible(claim: Claim, articles: Mapping[str, Article], times: _Times) -> list[Moment]:
    """Leave out times that cannot be those of the thing: what was told as past was not to come."""
    found = []
    for report in claim.reports:
        if not report.when:
            continue
        article = articles[report.article]
        told = public_by(article) if report.proposition.tense == "past" else None
        found += [
            moment
            for moment in times(report, article)
            if told is None or moment.earliest is None or moment.earliest <= told
        ]
    return found


def first_report(claim: Claim, articles: Mapping[str, Article]) -> Report:
    """Return the report that was public first.

    A text that took its words over from another one here came after it, whatever its date says.
    Of the others the one that was surely public first is meant: dates are intervals, and the end
    of the interval counts. Undated ones come last.
    """
    return min(
        _own(claim), key=lambda r: (_stamp(public_by(articles[r.article])), r.article, r.start)
    )


def is_sure(first: Report, claim: Claim, articles: Mapping[str, Article]) -> bool:
    """Whether the first report is known to be: no other text that has it of its own may be as old."""
    public = public_by(articles[first.article])
    others = {report.article for report in _own(claim)} - {first.article}
    told = [known_at(articles[name]) for name in others]
    return not others or (public is not None and all(at and at > public for at in told))


def _own(claim: Claim) -> Sequence[Report]:
    """The reports that were not taken over from another text here; all, where that leaves none."""
    held = {report.article for report in claim.reports}
    return [r for r in claim.reports if r.inherited_from not in held] or claim.reports


def public_by(article: Article) -> datetime | None:
    """When an article was surely public: the latest that it can have appeared, else when seen."""
    return article.published.latest or article.seen


def known_at(article: Article) -> datetime | None:
    """When an article's words could be known: its publication at the earliest, else when seen."""
    return article.published.earliest or article.seen


def _stamp(moment: datetime | None) -> float:
    return moment.timestamp() if moment else float("inf")


def _rank(event: Event) -> tuple[float, float, int, str]:
    part = event.value[-3:]
    at = _PARTS.index(part) if part in _PARTS else -1
    return _stamp(event.earliest), _stamp(event.latest), at, event.claim
