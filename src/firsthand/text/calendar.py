"""Arithmetic on calendar values in TIMEX3 notation ("2023-09-10TEV", "2014-W16", "1989-Q3").

A value names a stretch of the calendar; ``bounds`` gives its first and last instant. Where a text
states no zone, a day is taken as that day in UTC: nobody knows in whose midnight it began, and
widening every day by 14 hours before and 12 after would make neighbours of all days. A time of
day without zone, which does claim to be exact, is widened so.
"""

import re
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta

#: a clock time without zone can be this much earlier or later in UTC (zones reach +14 and -12)
EAST, WEST = timedelta(hours=14), timedelta(hours=12)
#: meteorological seasons of the northern hemisphere by their first month
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
#: two-digit years up to this are of this century (POSIX)
_PIVOT = 68
#: days from the reference within which one reading of "04/05" is believed
_NEAR = 15
_DAY_END = time(23, 59, 59, 999999)
_VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?:(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T(?P<clock>\d\d(?::\d\d)?|[A-Z]{2}))?)?"
    r"|W(?P<week>\d\d)(?P<weekend>-WE)?|Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<season>SP|SU|FA|WI)))?"
)

Bounds = tuple[datetime, datetime]
NOTHING = (None, None)


def bounds(value: str | None) -> Bounds | tuple[None, None]:
    """First and last instant (UTC, inclusive) of a calendar value; two None for any other value."""
    if value is None:
        return NOTHING
    if re.fullmatch(r"\d{2,3}", value):
        width = 10 ** (4 - len(value))
        return _span(
            date(int(value) * width or 1, 1, 1), date((int(value) + 1) * width - 1, 12, 31)
        )
    match = _VALUE.fullmatch(value)
    try:
        return _bounds({k: v for k, v in match.groupdict().items() if v}) if match else NOTHING
    except (ValueError, OverflowError):
        return NOTHING


def _bounds(parts: dict[str, str]) -> Bounds:
    year = int(parts["year"])
    if "week" in parts:
        monday = date.fromisocalendar(year, int(parts["week"]), 1)
        return _span(monday + timedelta(5 * ("weekend" in parts)), monday + timedelta(6))
    if "day" in parts:
        return _day_bounds(date(year, int(parts["month"]), int(parts["day"])), parts.get("clock"))
    if "month" in parts:
        return months(year, int(parts["month"]), 1)
    if "quarter" in parts:
        return months(year, 3 * int(parts["quarter"]) - 2, 3)
    if "half" in parts:
        return months(year, 6 * int(parts["half"]) - 5, 6)
    if "season" in parts:
        return months(year, SEASONS[parts["season"]], 3)
    return months(year, 1, 12)


def _day_bounds(day: date, clock: str | None) -> Bounds:
    if clock is None or clock.isalpha():
        return _span(day, day)
    hour, minute = int(clock[:2]), int(clock[3:] or 0)
    moment = datetime.combine(day, time(0), UTC) + timedelta(hours=hour, minutes=minute)
    return moment - EAST, moment + WEST


def _span(first: date, last: date) -> Bounds:
    return datetime.combine(first, time(0), UTC), datetime.combine(last, _DAY_END, UTC)


def months(year: int, month: int, count: int) -> Bounds:
    """Bounds of ``count`` months from ``month`` of ``year`` on."""
    last_year, last_month = add_months(year, month, count - 1)
    last = date(last_year, last_month, monthrange(last_year, last_month)[1])
    return _span(date(year, month, 1), last)


def add_months(year: int, month: int, count: int) -> tuple[int, int]:
    """Year and month ``count`` months on."""
    total = year * 12 + month - 1 + count
    return total // 12, total % 12 + 1


def week_of(day: date) -> str:
    """ISO week of a day: "2014-W16"."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def quarter_of(day: date) -> str:
    return f"{day.year:04}-Q{(day.month + 2) // 3}"


def shift(day: date, unit: str, count: int) -> str | None:
    """Value of the unit (D W M Q Y E C) that lies ``count`` units from the one ``day`` is in."""
    try:
        return _shift(day, unit, count)
    except (ValueError, OverflowError):
        return None


def _shift(day: date, unit: str, count: int) -> str | None:
    if unit == "D":
        return (day + timedelta(count)).isoformat()
    if unit in {"W", "F"}:
        return week_of(day + timedelta(7 * count * (1 + (unit == "F"))))
    if unit in {"M", "Q"}:
        year, month = add_months(day.year, day.month, count * (3 if unit == "Q" else 1))
        first = date(year, month, 1)
        return quarter_of(first) if unit == "Q" else f"{year:04}-{month:02}"
    if unit == "Y":
        return f"{date(day.year + count, 1, 1).year:04}"
    if unit == "E":
        return f"{date((day.year // 10 + count) * 10, 1, 1).year // 10:03}"
    return f"{date((day.year // 100 + count) * 100, 1, 1).year // 100:02}" if unit == "C" else None


def shift_value(value: str, unit: str, count: int) -> str | None:
    """``shift`` from a calendar value, at the coarser of both grains' first day."""
    first, _ = bounds(value)
    return shift(first.date(), unit, count) if first else None


def year_before(value: str, count: int = 1) -> str:
    """Return the same stretch ``count`` years before: "1989-Q3" to "1988-Q3"."""
    return f"{int(value[:4]) - count:04}{value[4:]}"


def nth_weekday(year: int, month: int, weekday: int, number: int) -> date:
    """Return the ``number``-th ``weekday`` (Monday 0) of a month."""
    first = date(year, month, 1)
    return first + timedelta((weekday - first.weekday()) % 7 + 7 * (number - 1))


def easter(year: int) -> date:
    """Western Easter Sunday (Butcher's computus, valid for the Gregorian calendar)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


def feast(year: int, code: str) -> date | None:
    """Day of a feast by its code: "12-25", "4-3-11" (4th Thursday of November), "E-2" from Easter."""
    if code.startswith("E"):
        return easter(year) + timedelta(int(code[1:] or 0))
    parts = [int(x) for x in code.split("-")]
    return (
        nth_weekday(year, parts[2], parts[1], parts[0]) if len(parts) == 3 else date(year, *parts)
    )


def day(year: int, month: int, number: int) -> date | None:
    """Day of a month, None where the month has none of that number."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def real(value: str) -> str | None:
    """Return a value if there is such a time."""
    return value if bounds(value)[0] else None


def numeric(written: str, near: date | None) -> str | None:
    """Day of "24/12/2019", "24.12.19"; of "04/05/19" the reading that is near a day, if one is."""
    days = readings(*_figures(written), stopped="." in written)
    if len(days) > 1:
        days = [day for day in days if near and abs(day - near).days < _NEAR]
    return days[0].isoformat() if len(days) == 1 else None


def readings(first: int, second: int, year: int, *, stopped: bool) -> list[date]:
    """Days that two numbers of a year can be; between full stops the first one is the day."""
    orders = [(second, first)] if stopped else [(second, first), (first, second)]
    return list(dict.fromkeys(found for order in orders if (found := day(year, *order))))


def day_first(written: str) -> str | None:
    """Day of "04/05/2019" where the day is always written before the month."""
    number, month, year = _figures(written)
    return real(f"{year:04}-{month:02}-{number:02}")


def _figures(written: str) -> tuple[int, int, int]:
    a, b, c = (int(x) for x in written.replace(".", "/").replace("-", "/").split("/"))
    return a, b, whole_year(c)


def whole_year(year: int) -> int:
    """Return a year, of two digits perhaps, in full."""
    return year if year > 99 else year + (2000 if year <= _PIVOT else 1900)
