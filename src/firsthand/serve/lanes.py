"""What the timeline shows: reports, what happened or is said to, what is still to come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from firsthand.records import Claim, Event, Published
from firsthand.serve import times
from firsthand.serve.axis import Mark
from firsthand.serve.views import View
from firsthand.serve.words import say
from firsthand.sigla import NEVER
from firsthand.timeline import dates

#: what lasts is drawn as such from so much time on
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """A time with its label: of a report, of a family of reports, or of what a claim tells."""

    mark: Mark
    #: when, as far as it is known
    when: str
    articles: tuple[str, ...] = ()
    claim: Claim | None = None
    #: in words of firsthand, where no claim has them
    label: str = ""
    #: the marks of a family that is too large for lanes of its own
    crowd: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Lanes under one heading."""

    head: str
    lanes: tuple[Lane, ...]
    #: lanes that were left out
    hidden: int


def groups(view: View, most: int) -> tuple[Group, Group, Group]:
    """Sort the times of a story into three groups, reports by mark, events by time.

    Of more than ``most`` events of a group those are taken whose claims have most behind them.
    """
    order = {name: place for place, name in enumerate(view.sigla.marks)}
    ids = sorted([*view.story.articles, *view.removed], key=order.__getitem__)
    reports = Group(
        head=say("timeline.reported"),
        lanes=tuple(reported(view, name) for name in ids[:most]),
        hidden=len(ids[most:]),
    )
    return (reports, *happenings(view, most))


def families(view: View, most: int) -> Group:
    """Group the reports, a family of more than ``most`` in one lane, at most ``most`` lanes.

    So are removed reports, if there are more.
    """
    held: list[tuple[str, ...]] = []
    for family in view.sigla.families:
        crowd = len(family.members) > most
        held += [family.members] if crowd else [(name,) for name in family.members]
    gone = tuple(view.removed)
    held += [gone] if len(gone) > most else [(name,) for name in gone]
    order = view.sigla.order
    held.sort(key=lambda names: (min(_appeared(view, i) for i in names), order[names[0]]))
    return Group(
        head=say("timeline.reported"),
        lanes=tuple(
            _crowd(view, names) if len(names) > 1 else reported(view, *names)
            for names in held[:most]
        ),
        hidden=len(held[most:]),
    )


def _appeared(view: View, article: str) -> datetime:
    published = _published(view, article)
    return published.earliest or published.latest or NEVER


def _published(view: View, name: str) -> Published:
    gone = view.removed.get(name)
    return gone.published if gone else view.articles[name].published


def happenings(view: View, most: int) -> tuple[Group, Group]:
    """Part the events into what happened, or is said to, and what is still to come."""
    end, events = _end(view), view.story.timeline
    coming = [event for event in events if _is_ahead(view, event, end)]
    ahead = set(coming)
    happened = [event for event in events if event not in ahead]
    return (
        _events(view, "timeline.happened", happened, most, expected=False),
        _events(view, "timeline.coming", coming, most, expected=True),
    )


def _crowd(view: View, names: tuple[str, ...]) -> Lane:
    marks = tuple(_mark(view, name) for name in names)
    known = [time for mark in marks for time in (mark.earliest, mark.latest) if time is not None]
    whole = Mark(earliest=min(known, default=None), latest=max(known, default=None))
    when = times.stretch(_published(view, name) for name in names)
    return Lane(mark=whole, when=when, articles=names, crowd=marks)


def _mark(view: View, article: str) -> Mark:
    published = _published(view, article)
    return Mark(
        earliest=published.earliest,
        latest=published.latest,
        stated=times.stated(published),
    )


def reported(view: View, article: str) -> Lane:
    """Lay a report into its lane, with its time of day as stated."""
    published = _published(view, article)
    clock = (published.value or "").partition("T")[2][:5]
    mark = _mark(view, article)
    if clock and mark.stated is not None:
        clock = say("timeline.zone", time=clock)
    label = f"{view.sigla.marks[article]} {name(view, article)}  {clock}".rstrip()
    return Lane(mark=mark, when=times.published(published), articles=(article,), label=label)


def name(view: View, article: str) -> str:
    """Name whose report a lane shows."""
    outlet = view.outlet(article)
    return say("timeline.removed", name=outlet) if article in view.removed else outlet


def _events(view: View, head: str, events: Sequence[Event], most: int, *, expected: bool) -> Group:
    rank = {claim.id: place for place, claim in enumerate(view.claims)}
    weighty = sorted(events, key=lambda event: rank.get(event.claim, len(rank)))[:most]
    taken = set(weighty)
    shown = [event for event in events if event in taken][:most]
    lanes = [_event(view, event, expected=expected) for event in shown]
    return Group(head=say(head), lanes=tuple(lanes), hidden=len(events) - len(shown))


def _event(view: View, event: Event, *, expected: bool) -> Lane:
    claim = view.by_id.get(event.claim)
    lasting = claim is not None and _lasts(view, claim, event)
    return Lane(
        mark=Mark(earliest=event.earliest, latest=event.latest, expected=expected, lasting=lasting),
        when=(times.lasting if lasting else times.interval)(
            event.earliest, event.latest, event.value
        ),
        articles=(event.first_article,),
        claim=claim,
        label=view.words(claim.text) if claim else event.value,
    )


def _lasts(view: View, claim: Claim, event: Event) -> bool:
    """Tell whether one of the reports that give the time of an event tells it as lasting."""
    first, last = event.earliest, event.latest
    if first is None or last is None or last - first <= _DAY:
        return False
    return any(
        dates.lasts(report, view.articles[report.article], first, last)
        for report in view.dated(claim)
        if {first, last} <= {t for m in report.when for t in (m.earliest, m.latest)}
    )


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
