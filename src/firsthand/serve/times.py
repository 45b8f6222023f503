"""Times in words: "Mon 11 Sep 2023, 10:00", "11 or 12 Sep 2023", "before Thu 7 Sep 2023".

Only what is known is said: an interval stays an interval. Times are in UTC; names are not those
of the machine's locale, so that the same reading gives the same words everywhere.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from firsthand.records import Moment, Published
from firsthand.serve.words import say

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
#: TIMEX3 parts of the day
_PARTS = {
    "MO": "morning",
    "MI": "midday",
    "AF": "afternoon",
    "EV": "evening",
    "NI": "night",
    "DT": "daytime",
}
#: bounds are inclusive, so the last second of a day counts as its end
_END = timedelta(minutes=1)
_DAY = timedelta(days=1)
#: times of one claim that are said
MOST = 12
#: a day told without a zone, or an hour of one
LOOSE = 2 * _DAY
#: an interval wider than this around a time of day is there because the zone is not known
_ZONE = timedelta(hours=2)


def day(moment: datetime) -> str:
    """Say a day: "Mon 11 Sep 2023"."""
    moment = moment.astimezone(UTC)
    return f"{DAYS[moment.weekday()]} {date(moment)}"


def date(moment: datetime) -> str:
    """Say a day without its name: "11 Sep 2023"."""
    return f"{moment.day} {month(moment)}"


def month(moment: datetime) -> str:
    """Say a month: "Sep 2023"."""
    return f"{MONTHS[moment.month - 1]} {moment.year}"


def clock(moment: datetime) -> str:
    """Say the time of day in 24 hours: "07:05"."""
    return f"{moment.astimezone(UTC):%H:%M}"


def moment(at: datetime) -> str:
    """Say a time to the minute: "Mon 11 Sep 2023, 10:00"."""
    return f"{day(at)}, {clock(at)}"


def asof(moment: datetime | None) -> str:
    """Say back to which moment a reading goes; empty for none."""
    return "" if moment is None else say("asof", day=day(moment), clock=clock(moment))


def meant(moments: Iterable[Moment]) -> list[str]:
    """Say the times that some words give.

    One that is only wider for want of a zone or an hour is left out beside the more precise one.
    """
    known = list({(m.earliest, m.latest): m for m in moments if m.earliest and m.latest}.values())
    # the narrow ones first: each is compared with those kept, and few are
    known.sort(key=lambda m: (_length(m), m.earliest, m.latest))
    kept: list[Moment] = []
    for moment in known:
        if len(kept) < MOST and not any(_holds(moment, other) for other in kept):
            kept.append(moment)
    kept.sort(key=lambda m: (m.earliest, m.latest))
    return list(dict.fromkeys(interval(m.earliest, m.latest, m.value) for m in kept))


def _length(moment: Moment) -> timedelta:
    return moment.latest - moment.earliest if moment.latest and moment.earliest else timedelta()


def _holds(outer: Moment, inner: Moment) -> bool:
    if not (outer.earliest and outer.latest and inner.earliest and inner.latest):
        return False
    within = outer.earliest <= inner.earliest and inner.latest <= outer.latest
    return within and _length(outer) <= LOOSE


def duration(minutes: int) -> str:
    """Say a length of time: "1 h 12 min", "3 d 4 h", "under 1 min"."""
    if minutes < 1:
        return say("time.under")
    days, hours = divmod(minutes // 60, 24)
    parts = ((days, "d"), (hours, "h"), (minutes % 60 if not days else 0, "min"))
    return " ".join(f"{n} {unit}" for n, unit in parts if n)


def interval(earliest: datetime | None, latest: datetime | None, value: str | None = None) -> str:
    """Say what is known of a time; ``value`` (TIMEX3) names a part of the day if it holds one."""
    if earliest is None and latest is None:
        return say("time.unknown")
    if earliest is None and latest is not None:
        return say("time.before", day=day(latest))
    if earliest is not None and latest is None:
        return say("time.after", day=day(earliest))
    if earliest is None or latest is None or latest < earliest:
        return say("time.unknown")
    first, last = earliest.astimezone(UTC), _inside(earliest, latest).astimezone(UTC)
    if first.date() == last.date():
        return _within_day(first, last, value)
    return between(first, last)


def lasting(earliest: datetime | None, latest: datetime | None, value: str | None = None) -> str:
    """Say over which days something went on: "3 to 5 Sep 2023, throughout"."""
    if earliest is None or latest is None or latest < earliest:
        return interval(earliest, latest, value)
    return say(
        "time.lasting", when=between(earliest, _inside(earliest, latest), either="time.span")
    )


def published(found: Published) -> str:
    """Say when a text was published, a time of day whose zone is not known as it is stated."""
    at = stated(found)
    if at is None:
        return interval(found.earliest, found.latest)
    return say("time.part", day=day(at), part=say("timeline.zone", time=clock(at)))


def stated(found: Published) -> datetime | None:
    """Return the time as stated where only its zone is not known."""
    value, earliest, latest = found.value or "", found.earliest, found.latest
    if "T" not in value or earliest is None or latest is None or latest - earliest <= _ZONE:
        return None
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return at if earliest <= at <= latest else None


def stretch(texts: Iterable[Published]) -> str:
    """Say over which days some texts were published: "11 to 12 Sep 2023"; empty if none is known."""
    known = [
        at.astimezone(UTC) for one in texts if (at := stated(one) or one.earliest or one.latest)
    ]
    first, last = min(known, default=None), max(known, default=None)
    if first is None or last is None:
        return ""
    # a day alone has its name
    alone = first.date() == last.date()
    return day(first) if alone else between(first, last, either="time.span")


def between(first: datetime, last: datetime, *, either: str = "time.either") -> str:
    """Say in which days something was: "6 to 11 Sep 2023", "11 or 12 Sep 2023", "Sep 2023"."""
    first, last = first.astimezone(UTC), last.astimezone(UTC)
    if first.date() == last.date():
        return date(first)
    after = last + _DAY
    if first.day == 1 and after.day == 1:
        if first.month == 1 and last.month == 12:
            return _join(str(first.year), str(last.year))
        return _join(month(first), month(last))
    key = either if last.date() - first.date() == _DAY else "time.span"
    return say(key, first=_start(first, last), last=date(last))


def _join(first: str, last: str) -> str:
    return first if first == last else say("time.span", first=first, last=last)


def _start(first: datetime, last: datetime) -> str:
    """Leave out of the first day what it shares with the last."""
    if (first.year, first.month) == (last.year, last.month):
        return str(first.day)
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]}"
    return date(first)


def _inside(earliest: datetime, latest: datetime) -> datetime:
    """Read an upper bound at midnight as the end of the day before."""
    midnight = latest.astimezone(UTC).time() == datetime.min.time()
    return latest - timedelta(seconds=1) if midnight and latest > earliest else latest


def _within_day(first: datetime, last: datetime, value: str | None) -> str:
    part = _PARTS.get(value.rpartition("T")[2]) if value and "T" in value else None
    if part is not None:
        return say("time.part", day=day(first), part=part)
    opens = first.hour == first.minute == 0
    closes = last + _END >= last.replace(hour=0, minute=0, second=0, microsecond=0) + _DAY
    if last - first < _END:
        return say("time.part", day=day(first), part=clock(first))
    if opens and closes:
        return day(first)
    if closes:
        return say("time.from", day=day(first), clock=clock(first))
    if opens:
        return say("time.until", day=day(first), clock=clock(last))
    return say("time.between", day=day(first), first=clock(first), last=clock(last))
