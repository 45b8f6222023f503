"""The timeline in characters: lanes under one axis.

A time is a disc, an interval a line between end ticks, what is expected an open disc. The unit of
the axis follows the span, as on the pages.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from firsthand.serve.times import MONTHS

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
#: up to this span the axis counts three hours, days, Mondays; beyond it months
_HOURS_SPAN, _DAYS_SPAN, _WEEKS_SPAN = 36 * _HOUR, 16 * _DAY, 100 * _DAY
#: events further away from the reports than twice the time these take are named, not drawn: a look
#: back at another year would press everything else into one column; at least and at most so far
_NEAR = 3 * _DAY, 16 * _DAY
#: nor does an event that may lie anywhere in a longer stretch ("this month") widen the axis
_LOOSE = 4 * _DAY
#: an interval up to this long is drawn as a point
_POINT = _HOUR


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A time to draw: an interval, and whether it is known to the minute within it."""

    earliest: datetime | None
    latest: datetime | None
    #: the time as stated, when the interval only allows for its zone
    stated: datetime | None = None
    expected: bool = False
    #: it went on all the time, and was not at some time within it
    lasting: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """A stretch of time laid over ``columns`` characters."""

    start: datetime
    stop: datetime
    columns: int

    def holds(self, mark: Mark) -> bool:
        """Tell whether a mark can be drawn on this axis at all."""
        first, last = mark.earliest or mark.latest, mark.latest or mark.earliest
        return bool(first and last and first <= self.stop and last >= self.start)

    def part(self, moment: datetime) -> float:
        """Return the place of a moment in per cent; what lies outside goes to the edge."""
        part = (moment - self.start) / (self.stop - self.start)
        return round(min(max(part, 0), 1) * 100, 1)

    def column(self, moment: datetime) -> int:
        """Return the column of a moment; what lies outside goes to the edge."""
        part = (moment - self.start) / (self.stop - self.start)
        return min(max(int(part * self.columns), 0), self.columns - 1)

    def lane(self, mark: Mark, now: datetime | None = None) -> str:
        """Draw a mark; a line stands where ``now`` is."""
        cells = [" "] * self.columns
        if now is not None and self.start <= now <= self.stop:
            cells[self.column(now)] = "│"
        if self.holds(mark):
            self._draw(cells, mark)
        return "".join(cells).rstrip()

    def _draw(self, cells: list[str], mark: Mark) -> None:
        first = self.column(mark.earliest or self.start)
        last = self.column(mark.latest or self.stop)
        if mark.lasting:
            cells[first : last + 1] = ["╍" if mark.expected else "━"] * (last + 1 - first)
            return
        disc = "○" if mark.expected else "●"
        point = _DAY if mark.expected else _POINT
        if last <= first or (
            mark.earliest and mark.latest and mark.latest - mark.earliest <= point
        ):
            cells[(first + last) // 2] = disc
            return
        cells[first : last + 1] = ["╌" if mark.expected else "─"] * (last + 1 - first)
        if mark.expected:
            cells[(first + last) // 2] = disc
            return
        cells[first], cells[last] = "├", "┤"
        if mark.stated is not None:
            cells[self.column(mark.stated)] = disc

    def head(self) -> str:
        """Write the labels of the axis, each under the column of its moment."""
        line = ""
        for moment, label in self.ticks():
            at = max(self.column(moment), 0)
            if at >= len(line) + (1 if line else 0) and at + len(label) <= self.columns:
                line = line.ljust(at) + label
        return line

    @property
    def daily(self) -> bool:
        """Tell whether the axis counts days."""
        return _HOURS_SPAN < self.stop - self.start <= _DAYS_SPAN

    def ticks(self) -> Iterator[tuple[datetime, str]]:
        """Yield moments in calendar units with their labels, which name no weekday."""
        span, moment = self.stop - self.start, _midnight(self.start)
        while moment <= self.stop:
            following, label = _following(moment, span)
            if moment >= self.start and label:
                yield moment, label
            moment = following


def lay(reports: list[Mark], events: list[Mark], columns: int) -> Axis | None:
    """Lay an axis over the reports and the events near them; None when nothing has a time."""
    known = [m for m in reports if m.earliest or m.latest] or events
    bounds = [t for m in known for t in (m.earliest, m.latest) if t is not None]
    if not bounds:
        return None
    first, last = min(bounds), max(bounds)
    tight = [
        (m.earliest, m.latest)
        for m in events
        if m.earliest and m.latest and m.latest - m.earliest <= _LOOSE
    ]
    reach = min(max(2 * (last - first), _NEAR[0]), _NEAR[1])
    near = [t for pair in tight for t in pair if first - reach <= t <= last + reach]
    start, stop = _midnight(min([first, *near])), max([last, *near])
    stop = max(_midnight(stop) + _DAY, start + _DAY)
    return Axis(start=start, stop=stop, columns=columns)


def period(axis: Axis) -> str:
    """Say which months an axis shows: its labels do not."""
    first, last = axis.start, axis.stop - timedelta(seconds=1)
    begin, end = _month(first), _month(last)
    if begin == end:
        return begin
    return f"{begin.rpartition(' ')[0] if first.year == last.year else begin} – {end}"


def _month(moment: datetime) -> str:
    return f"{MONTHS[moment.month - 1]} {moment.year}"


def _midnight(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def _following(moment: datetime, span: timedelta) -> tuple[datetime, str]:
    if span <= _HOURS_SPAN:
        return moment + 3 * _HOUR, f"{moment:%H}h"
    if span <= _DAYS_SPAN:
        return moment + _DAY, str(moment.day)
    if span <= _WEEKS_SPAN:
        monday = moment + _DAY * (7 - moment.weekday())
        return monday, f"{moment.day} {MONTHS[moment.month - 1]}" if moment.weekday() == 0 else ""
    following = (moment.replace(day=1) + 32 * _DAY).replace(day=1)
    return following, MONTHS[moment.month - 1] if moment.day == 1 else ""
