"""The timeline of a story, composed for a page: lanes with what stands in front of them."""

from collections.abc import Iterable

from firsthand.serve import axis, drawing, lanes, reasons
from firsthand.serve.axis import Axis
from firsthand.serve.chips import Chips
from firsthand.serve.items import LABEL, Setter
from firsthand.serve.sheet import Group, Row, Timeline
from firsthand.serve.views import View
from firsthand.serve.words import count, say


def lay(view: View, most: int) -> Axis | None:
    """Lay the axis of a story's timeline; None where nothing has a time."""
    return _laid(lanes.families(view, most), lanes.happenings(view, most))


def _laid(reports: lanes.Group, others: Iterable[lanes.Group]) -> Axis | None:
    events = [lane.mark for group in others for lane in group.lanes]
    return axis.lay([lane.mark for lane in reports.lanes], events, 100)


def timeline(
    view: View,
    setter: Setter,
    chips: Chips,
    most: int,
    laid: Axis | None = None,
    *,
    first: int = 0,
    rows: int | None = None,
) -> Timeline | None:
    """Compose the timeline of a story, at most ``most`` lanes in a group; None without any time.

    ``laid`` is the axis, if it is that of another moment. Of the lanes of a group those from the
    ``first`` on are composed, and no more than ``rows``.
    """
    end = None if rows is None else first + rows
    reports = lanes.families(view, most)
    others = lanes.happenings(view, most)
    laid = laid or _laid(reports, others)
    if laid is None:
        return None
    groups = [
        Group(
            head=group.head.capitalize(),
            rows=tuple(_row(lane, laid, view, setter, chips) for lane in group.lanes[first:end]),
            hidden=group.hidden + len(group.lanes[end:] if end else ()),
        )
        for group in (reports, *others)
        if group.lanes[first:]
    ]
    return Timeline(
        period=axis.period(laid),
        daily=laid.daily,
        grid=tuple(drawing.grid(laid, view.as_of)),
        labels=tuple(drawing.labels(laid)),
        groups=tuple(groups),
    )


def _row(lane: lanes.Lane, laid: Axis, view: View, setter: Setter, chips: Chips) -> Row:
    held, label, ink, words = [], "", "", None
    if lane.claim is not None:
        words = setter.words(lane.claim.text, LABEL)
    elif len(lane.articles) == 1:
        held, label = [chips.chip(lane.articles[0])], lanes.name(view, lane.articles[0])
        ink = held[0].ink
    else:
        letter, reports = chips.letter(lane.articles[0]), count("report", len(lane.articles))
        if lane.articles[0] in view.removed:
            label, ink = say("timeline.removed", name=reports), chips.ink("")
        else:
            family = next(f for f in view.sigla.families if f.letter == letter)
            name = reasons.name(family, view)
            label = say("timeline.crowd", reports=reports, name=f"{letter}, {name}")
            ink = chips.ink(letter)
    drawn, mark = None, lane.mark
    if laid.holds(lane.mark):
        drawn = drawing.crowd(laid, lane.crowd) if lane.crowd else drawing.lane(laid, lane.mark)
    return Row(
        chips=tuple(held), words=words, label=label or lane.label, when=lane.when,
        lane=drawn, ink=ink, dated=bool(mark.earliest or mark.latest),
        before=bool(mark.latest and mark.latest < laid.start),
    )  # fmt: skip
