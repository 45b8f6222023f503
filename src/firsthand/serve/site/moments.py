"""Going back in a story: the moments at which it changed, and the slider over them."""

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from firsthand.records import Article
from firsthand.serve import times
from firsthand.serve.axis import Axis
from firsthand.serve.words import count, say
from firsthand.timeline.order import public_by

#: places of the slider
_STEPS = 200
_HOUR, _SECOND = timedelta(hours=1), timedelta(seconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A moment at which reports became public."""

    moment: datetime
    #: hours since the slider's left end, where the timeline begins
    at: int
    #: how many reports were public then
    reports: int
    #: marks of those that became public at it
    marks: str = ""

    @property
    def said(self) -> str:
        return _said(self.moment)

    @property
    def iso(self) -> str:
        """Write it for an address: never before it, or what became public then would be missing."""
        moment = self.moment.astimezone(UTC)
        if _ends_a_day(moment):
            return f"{moment:%Y-%m-%d}"  # a day is meant to its end
        return f"{moment + _SECOND - timedelta.resolution:%Y-%m-%dT%H:%M:%SZ}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slider:
    """The moments of one story, and which of them is shown; ``here`` is None for the present.

    The present stands at its right, at the last of them.
    """

    stops: tuple[Stop, ...]
    here: Stop | None
    step: int
    #: reports in all; of some it is never sure from when on they were public
    reports: int
    #: hours at its right end
    most: int

    @property
    def value(self) -> int:
        return (self.here or self.stops[-1]).at

    @property
    def said(self) -> str:
        """Say the moment that is shown, and how much there was."""
        stop = self.here
        if stop is None:
            return say("asof.now", reports=count("report", self.reports))
        return say(
            "asof.stop", moment=_said(stop.moment), n=stop.reports,
            reports=count("report", self.reports),
        )  # fmt: skip

    @property
    def _at(self) -> Stop:
        return self.here or self.stops[-1]

    @property
    def earlier(self) -> Stop | None:
        before = [stop for stop in self.stops if stop.moment < self._at.moment]
        return before[-1] if before else None

    @property
    def later(self) -> Stop | None:
        after = [s for s in self.stops if self.here and s.moment > self.here.moment]
        return after[0] if after else None

    @property
    def back(self) -> str:
        """Say to where one step back leads, and what is not there yet; empty where there is none."""
        if self.earlier is None:
            return ""
        return say("asof.earlier", moment=self.earlier.said, marks=self._at.marks)

    @property
    def on(self) -> str:
        """Say to where one step on leads, and what came there; empty where there is none."""
        return (
            say("asof.later", moment=self.later.said, marks=self.later.marks) if self.later else ""
        )

    def stop_at(self, place: int) -> Stop:
        """Return the last change at or before a place of the slider."""
        found = bisect_right(self.stops, place, key=lambda stop: stop.at)
        return self.stops[max(found - 1, 0)]

    def stop_by(self, moment: datetime) -> Stop | None:
        """Return the last change at or before a moment; None if there was none."""
        found = bisect_right(self.stops, moment, key=lambda stop: stop.moment)
        return self.stops[found - 1] if found else None


def slider(
    articles: Iterable[Article],
    shown: datetime | None,
    laid: Axis | None = None,
    marks: Callable[[Iterable[str]], str] = " ".join,
) -> Slider | None:
    """Make the slider of a story; None where nothing could be told apart on it.

    It runs along ``laid``, the axis of the story's timeline, if there is one; ``marks`` says the marks
    of articles.
    """
    known = {article.id: public_by(article) for article in articles}
    moments = sorted(moment for moment in known.values() if moment)
    # what came within one minute is said alike
    distinct = list({_minute(m): m for m in moments}.values())
    if len(distinct) < 2:
        return None
    start, end = (laid.start, laid.stop) if laid else (distinct[0].astimezone(UTC), distinct[-1])
    hours = -((start - max(end, distinct[-1])) // _HOUR)
    came: dict[datetime, list[str]] = {}
    for name, moment in known.items():
        if moment:
            came.setdefault(_minute(moment), []).append(name)
    stops = tuple(
        Stop(
            # up, so that the place of a stop is never before it
            moment=m, at=max(-((start - m) // _HOUR), 0), reports=bisect_right(moments, m),
            marks=marks(came[_minute(m)]),
        )
        for m in distinct
    )  # fmt: skip
    step = max(1, -(-hours // _STEPS))
    made = Slider(
        stops=stops, here=None, step=step, reports=len(known), most=hours + (-hours % step)
    )
    here = made.stop_by(shown) or stops[0] if shown else None
    return replace(made, here=here)


def bar(shown: datetime, there: int, of: int) -> str:
    """Say that the page shows the past, and how much of the present it leaves out."""
    return say("asof.bar", moment=_said(shown), n=there, reports=count("report", of))


def _minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def _said(moment: datetime) -> str:
    moment = moment.astimezone(UTC)
    if _ends_a_day(moment):
        return say("asof.end", day=times.day(moment))
    return times.moment(moment)


def _ends_a_day(moment: datetime) -> bool:
    return (moment.hour, moment.minute) == (23, 59)
