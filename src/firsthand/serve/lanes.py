"""What the timeline shows: reports, what happened or is said to, what is still to come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from firsthand.records import Event
from firsthand.serve.axis import Mark
from firsthand.serve.views import View
from firsthand.serve.words import say

#: an interval wider than this around a time of day is there because the zone is not known
_ZONE = timedelta(hours=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Lanes under one heading; each a label and its mark."""

    head: str
    lanes: tuple[tuple[str, Mark], ...]
    #: lanes that were left out
    hidden: int


def groups(view: View, most: int) -> tuple[Group, Group, Group]:
    """Sort the times of a story into three groups, reports by mark, events by time.

    Of more than ``most`` events of a group those are taken whose claims have most behind them.
    """
    order = {name: place for place, name in enumerate(view.sigla.marks)}
    reports = [reported(view, name) for name in sorted(view.story.articles, key=order.__getitem__)]
    end, events = _end(view), view.story.timeline
    coming = [event for event in events if _is_ahead(view, event, end)]
    happened = [event for event in events if event not in set(coming)]
    return (
        Group(
            head=say("timeline.reported"), lanes=tuple(reports[:most]), hidden=len(reports[most:])
        ),
        _events(view, "timeline.happened", happened, most, expected=False),
        _events(view, "timeline.coming", coming, most, expected=True),
    )


def reported(view: View, article: str) -> tuple[str, Mark]:
    """Label a report with its mark, its outlet and its time of day as stated."""
    published = view.articles[article].published
    clock = (published.value or "").partition("T")[2][:5]
    mark = Mark(
        earliest=published.earliest,
        latest=published.latest,
        stated=_stated(published.value or "", published.earliest, published.latest),
    )
    if clock and mark.stated is not None:
        clock = say("timeline.zone", time=clock)
    return f"{view.sigla.marks[article]} {view.outlet(article)}  {clock}".rstrip(), mark


def _stated(value: str, earliest: datetime | None, latest: datetime | None) -> datetime | None:
    """Return the time as stated where only its zone is not known."""
    if "T" not in value or earliest is None or latest is None or latest - earliest <= _ZONE:
        return None
    try:
        stated = datetime.fromisoformat(value)
    except ValueError:
        return None
    stated = stated if stated.tzinfo else stated.replace(tzinfo=UTC)
    return stated if earliest <= stated <= latest else None


def _events(view: View, head: str, events: Sequence[Event], most: int, *, expected: bool) -> Group:
    rank = {claim.id: place for place, claim in enumerate(view.claims)}
    weighty = sorted(events, key=lambda event: rank.get(event.claim, len(rank)))[:most]
    shown = [event for event in events if event in set(weighty)][:most]
    lanes = [
        (_words(view, e), Mark(earliest=e.earliest, latest=e.latest, expected=expected))
        for e in shown
    ]
    return Group(head=say(head), lanes=tuple(lanes), hidden=len(events) - len(shown))


def _is_ahead(view: View, event: Event, end: datetime | None) -> bool:
    """Tell whether an event lies ahead: of all reports, or of those that expect it."""
    if event.earliest is None or event.latest is None:
        return False
    claim = view.by_id.get(event.claim)
    expected = claim is not None and claim.expectation and claim.expectation.outcome != "met"
    passed = event.first_at is not None and event.latest < event.first_at
    return bool(expected and not passed) or (end is not None and event.earliest > end)


def _end(view: View) -> datetime | None:
    """Return when the last report of the story had been published at the latest."""
    published = [view.articles[name].published for name in view.story.articles]
    return max((end for p in published if (end := p.latest or p.earliest)), default=None)


def _words(view: View, event: Event) -> str:
    claim = view.by_id.get(event.claim)
    return view.words(claim.text) if claim else event.value
