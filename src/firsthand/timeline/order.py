"""When things happened or shall happen, apart from when it was reported."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from firsthand.lexicon import wordings
from firsthand.records import Article, Claim, Event, Moment, Report
from firsthand.text.words import words

#: words from "since" to what it is said of: "since last year" gives the time of the thing itself
_BESIDE = 2
#: behind a mark the clause goes on, and the time is its own
_PAUSE = re.compile(r"[,;:—–]| - ")


def order(claims: Sequence[Claim], articles: Mapping[str, Article]) -> tuple[Event, ...]:
    """Return the events of a story in their order.

    A claim's event time is the most precise time that its reports give; a claim without one is no
    event. What is known of the first report goes along: an event of Sunday may be known on Monday.
    """
    events = [event for claim in claims if (event := _event(claim, articles))]
    return tuple(sorted(events, key=_rank))


def _event(claim: Claim, articles: Mapping[str, Article]) -> Event | None:
    moments = [m for report in claim.reports for m in _possible(report, articles[report.article])]
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


def _possible(report: Report, article: Article) -> list[Moment]:
    """Leave out times that cannot be those of the thing.

    What was told as past was not to come, and what is told to be so since a thing is no event of its day.
    """
    told = public_by(article) if report.proposition.tense == "past" else None
    return [
        m
        for m in report.when
        if told is None or m.earliest is None or m.earliest <= told
        if not _dates_before(m, report, article)
    ]


def _dates_before(moment: Moment, report: Report, article: Article) -> bool:
    """Whether a time is that of something that came before ("since the invasion in February")."""
    before = words(article.text, report.start, moment.start)
    since = wordings.load()["foregoing"]
    last = max((i for i, word in enumerate(before) if word.form in since), default=None)
    if last is None or len(before) - last <= _BESIDE:
        return False
    return not _PAUSE.search(article.text, before[last].stop, moment.start)


def choose(moments: Sequence[Moment]) -> Moment | None:
    """Choose the time that agrees with most reports; of equals the most precise, then the earliest.

    A time agrees with one that it lies within, or that lies within it: "6:40" with "Tuesday".
    """
    dated = [m for m in moments if m.value and m.earliest and m.latest]
    if not dated:
        return None
    counts = Counter(map(_bounds, dated))
    votes = {
        mine: sum(n for other, n in counts.items() if _within(mine, other) or _within(other, mine))
        for mine in counts
    }
    return min(dated, key=lambda m: (-votes[_bounds(m)], _length(m), m.earliest, m.value))


def _bounds(moment: Moment) -> tuple[datetime | None, datetime | None]:
    return moment.earliest, moment.latest


def _within(
    one: tuple[datetime | None, datetime | None], other: tuple[datetime | None, datetime | None]
) -> bool:
    """Whether ``one`` is ``other`` or lies within it."""
    first, last, begin, end = *one, *other
    return bool(first and last and begin and end and begin <= first and last <= end)


def _length(moment: Moment) -> float:
    if not (moment.earliest and moment.latest):
        return float("inf")
    return (moment.latest - moment.earliest).total_seconds()


def first_report(claim: Claim, articles: Mapping[str, Article]) -> Report:
    """Return the report that was public first.

    A text that took its words over from another one here came after it, whatever its date says.
    Of the others the one that was surely public first is meant: dates are intervals, and the end
    of the interval counts. Undated ones come last.
    """
    held = {report.article for report in claim.reports}
    own = [report for report in claim.reports if report.inherited_from not in held]
    return min(
        own or claim.reports,
        key=lambda r: (_stamp(public_by(articles[r.article])), r.article, r.start),
    )


def public_by(article: Article) -> datetime | None:
    """When an article was surely public: the latest that it can have appeared, else when seen."""
    return article.published.latest or article.seen


def known_at(article: Article) -> datetime | None:
    """When an article's words could be known: its publication at the earliest, else when seen."""
    return article.published.earliest or article.seen


def _stamp(moment: datetime | None) -> float:
    return moment.timestamp() if moment else float("inf")


def _rank(event: Event) -> tuple[float, float, str]:
    return _stamp(event.earliest), _stamp(event.latest), event.claim
