"""When things happened or shall happen, apart from when it was reported."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from firsthand.records import Article, Claim, Event, Moment, Report


def order(claims: Sequence[Claim], articles: Mapping[str, Article]) -> tuple[Event, ...]:
    """Return the events of a story in their order.

    A claim's event time is the most precise time that its reports give; a claim without one is no
    event. What is known of the first report goes along: an event of Sunday may be known on Monday.
    """
    events = [event for claim in claims if (event := _event(claim, articles))]
    return tuple(sorted(events, key=_rank))


def _event(claim: Claim, articles: Mapping[str, Article]) -> Event | None:
    moments = [moment for report in claim.reports for moment in report.when]
    best = choose(moments)
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


def choose(moments: Sequence[Moment]) -> Moment | None:
    """Choose the time that most reports give; of equals the most precise, then the earliest."""
    dated = [m for m in moments if m.value and m.earliest and m.latest]
    if not dated:
        return None
    votes = {m.value: sum(_within(other, m) for other in dated) for m in dated}
    return min(dated, key=lambda m: (-votes[m.value], _length(m), m.earliest, m.value))


def _within(one: Moment, other: Moment) -> bool:
    """Whether ``one`` is ``other`` or lies within it."""
    if not (one.earliest and one.latest and other.earliest and other.latest):
        return False
    return other.earliest <= one.earliest and one.latest <= other.latest


def _length(moment: Moment) -> float:
    if not (moment.earliest and moment.latest):
        return float("inf")
    return (moment.latest - moment.earliest).total_seconds()


def first_report(claim: Claim, articles: Mapping[str, Article]) -> Report:
    """Return the report whose article was public first; undated ones come last."""
    return min(
        claim.reports, key=lambda r: (_stamp(known_at(articles[r.article])), r.article, r.start)
    )


def known_at(article: Article) -> datetime | None:
    """When an article's words could be known: its publication at the earliest, else when seen."""
    return article.published.earliest or article.seen


def _stamp(moment: datetime | None) -> float:
    return moment.timestamp() if moment else float("inf")


def _rank(event: Event) -> tuple[float, float, str]:
    return _stamp(event.earliest), _stamp(event.latest), event.claim
