"""Dates as machines and mastheads write them: one string, one point in time.

``read`` takes what stands in feeds, metadata and bylines ("2023-09-07", "Mon, 11 Sep 2023 19:00:00
JST", "September. 06, 2023 08:08"). A string that can mean two days is refused unless its weekday
settles it: a wrong date is worse than none.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from firsthand.lexicon.moments import month_names, seasonal_zones, weekday_names, zones
from firsthand.text import calendar

#: longer strings are no dates
_MAX_CHARACTERS = 120
#: what was published on the web was published between these years; 1970-01-01 is a missing date
_FIRST, _LAST = date(1971, 1, 1), date(2100, 1, 1)
#: languages whose names of months and days are tried
_LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "ru", "pl", "sv", "ar")
_ISO = re.compile(
    r"(\d{4})-?(\d\d)(?:-?(\d\d))?(?:[T ]\s?(\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d{1,9})?)?)?"
    r"\s*(Z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d)?",
    re.IGNORECASE,
)
_WEEK = re.compile(r"(\d{4})-W(\d\d)-([1-7])")
_EAST_ASIA = re.compile(r"(\d{4})\s*[년年]\s*(\d{1,2})\s*[월月]\s*(\d{1,2})\s*[일日]")
_CLOCK = re.compile(
    r"(?<!\d)(\d{1,2})(?:(?::|h(?=\d\d))(\d\d)(?::(\d\d))?\s?([ap])?\.?m?\b\.?| ?([ap])\.?m\b\.?)",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"(?:UTC|GMT|\s)\s?([+-]\d{1,2}:?\d{0,2})(?!\d)", re.IGNORECASE)
_IANA = re.compile(r"\b[A-Z][A-Za-z]+/[A-Z][A-Za-z_]+\b")
_SLASHED = re.compile(r"\b(\d{1,4})([./ -])(\d{1,2})\2(\d{4}|\d{2})\b")
_PIECE = re.compile(r"[^\W\d_]+|\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Instant:
    """A date at the precision that was written."""

    #: "2023-09", "2023-09-07" or "2023-09-07T08:08", with the offset if one was written
    value: str
    earliest: datetime
    latest: datetime

    @property
    def day(self) -> date | None:
        """The day as written, in the zone of the writer."""
        return date.fromisoformat(self.value[:10]) if len(self.value) >= 10 else None


def of_day(day: date) -> Instant:
    """Make an instant of a whole day; without zone it is that day in UTC."""
    first, last = calendar.bounds(day.isoformat())
    assert first is not None
    assert last is not None
    return Instant(value=day.isoformat(), earliest=first, latest=last)


def of_datetime(at: datetime) -> Instant:
    """Make an instant of a datetime; a naive one is of an unknown zone, at midnight the whole day.

    Who writes neither zone nor a time after midnight has stored a day in a field for times.
    """
    if at.tzinfo is None and at.time() == time.min:
        return of_day(at.date())
    text = at.replace(tzinfo=None).isoformat(timespec="seconds")
    text = text.removesuffix(":00") if at.second == 0 else text
    if at.tzinfo is None:
        point = at.replace(tzinfo=UTC)
        return Instant(value=text, earliest=point - calendar.EAST, latest=point + calendar.WEST)
    point = at.astimezone(UTC)
    return Instant(value=text + _offset_text(at), earliest=point, latest=point)


def _offset_text(at: datetime) -> str:
    offset = at.strftime("%z")
    return "Z" if offset == "+0000" else f"{offset[:3]}:{offset[3:5]}"


def read(string: str) -> Instant | None:
    """Date in ``string``, or None if there is none, it is implausible, or it can mean two days."""
    string = unicodedata.normalize("NFKC", string).strip()
    if not string or len(string) > _MAX_CHARACTERS:
        return None
    try:
        found = _read_iso(string) or _read_words(string)
    except (ValueError, OverflowError, ZoneInfoNotFoundError):
        return None
    return found if found and _FIRST <= found.latest.date() < _LAST else None


def _read_iso(string: str) -> Instant | None:
    if re.fullmatch(r"\d{10}|\d{13}", string):
        return of_datetime(datetime.fromtimestamp(int(string[:10]), UTC))
    if week := _WEEK.fullmatch(string):
        return of_day(date.fromisocalendar(*(int(x) for x in week.groups())))
    match = _ISO.fullmatch(string)
    if match is None:
        return None
    year, month, day, hour, minute, second, zone = match.groups()
    if day is None:
        first, last = calendar.months(int(year), int(month), 1)
        written = "-" in string and hour is None and zone is None
        return Instant(value=f"{year}-{month}", earliest=first, latest=last) if written else None
    whole = date(int(year), int(month), int(day))
    return of_day(whole) if hour is None else _at(whole, (hour, minute, second), zone)


def _at(day: date, clock: tuple[str, str | None, str | None], zone: str | None) -> Instant:
    hour, minute, second = (int(x or 0) for x in clock)
    at = datetime(day.year, day.month, day.day, hour, minute, second)  # noqa: DTZ001 - zone follows
    offset = _minutes(zone) if zone else None
    return of_datetime(at if offset is None else at.replace(tzinfo=_zone(offset)))


def _zone(minutes: int) -> timezone:
    return timezone(timedelta(minutes=minutes))


def _minutes(zone: str) -> int:
    name = zone.upper()
    if name in zones():
        return zones()[name]
    digits = name[1:].replace(":", "").ljust(4, "0") if len(name) > 2 else f"0{name[1:]}00"
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    if minutes > 14 * 60 or int(digits[2:]) > 59:
        message = f"no zone is {zone}"
        raise ValueError(message)
    return -minutes if name[0] == "-" else minutes


def _read_words(string: str) -> Instant | None:
    day = _day(string)
    if day is None:
        return _month_only(string)
    rest = _without_date(string)
    clock = _CLOCK.search(rest)
    if clock is None:
        return of_day(day) if not re.search(r"\d:\d", rest) else None
    hour, minute, second, half, alone = clock.groups()
    half = (half or alone or "").lower()
    number = int(hour) % 12 + 12 * (half == "p") if half and int(hour) <= 12 else int(hour)
    return _placed(_at(day, (str(number), minute, second), None), rest)


def _placed(at: Instant, rest: str) -> Instant:
    """``at`` in the zone that ``rest`` names, if it names one."""
    local = datetime.fromisoformat(at.value)
    if iana := _IANA.search(rest):
        return of_datetime(local.replace(tzinfo=ZoneInfo(iana.group())))
    if offset := _OFFSET.search(rest):
        return of_datetime(local.replace(tzinfo=_zone(_minutes(offset.group(1)))))
    for word in re.findall(r"\b[A-Z]{1,5}\b", rest):
        if word in zones():
            return of_datetime(local.replace(tzinfo=_zone(zones()[word])))
        if word in seasonal_zones():
            return of_datetime(local.replace(tzinfo=ZoneInfo(seasonal_zones()[word])))
    return at


def _without_date(string: str) -> str:
    string = _EAST_ASIA.sub(" ", string)
    return re.sub(r"\b\d{1,4}([./-])\d{1,2}\1\d{2,4}\b", " ", string)


def _day(string: str) -> date | None:
    if match := _EAST_ASIA.search(string):
        return date(*(int(x) for x in match.groups()))
    string = _CLOCK.sub(" ", string)
    words = _PIECE.findall(string.lower())
    # French "mar." is Tuesday beside another month's name
    months = [w for w in words if _month(w)]
    month = next((_month(w) for w in months if _weekday(w) is None), _month((months or [""])[0]))
    weekday = next((d for w in words if (d := _weekday(w)) is not None), None)
    if month is None:
        match = _SLASHED.search(string)
        return _slashed(match.groups(), weekday) if match else None
    return _named(words, month)


def _named(words: list[str], month: int) -> date | None:
    """Read the day of "11 September 2023" or "September. 06, 2023", clock or not."""
    at = next(i for i, w in enumerate(words) if _month(w) == month)
    around = [w for w in words[max(0, at - 2) : at] if w.isdecimal()][-1:]
    after = [w for w in words[at + 1 : at + 5] if w.isdecimal()]
    if not after:
        return None
    years = [w for w in words if w.isdecimal() and len(w) == 4 and 1900 < int(w) < 2200]
    first = around[0] if around and int(around[0]) <= 31 else None
    number = first or after[0]
    if not 1 <= int(number) <= 31:
        return None
    if years:
        return date(int(years[0]), month, int(number))
    # a year of two digits stands beside its month; what stands further on, or before more, is a clock
    beside, more = [*words[at + 1 : at + 3], "", ""][:2]
    short = first and beside.isdecimal() and len(beside) == 2 and not more.isdecimal()
    return date(calendar.whole_year(int(beside)), month, int(number)) if short else None


def _slashed(parts: tuple[str, ...], weekday: int | None) -> date | None:
    first, mark, second, third = parts
    a, b, c = int(first), int(second), int(third)
    if len(first) == 4:
        return date(a, b, c)
    days = calendar.readings(a, b, calendar.whole_year(c), stopped=mark == ".")
    if len(days) > 1:
        days = [day for day in days if day.weekday() == weekday]
    return days[0] if len(days) == 1 else None


def _month_only(string: str) -> Instant | None:
    words = _PIECE.findall(string.lower())
    if len(words) != 2 or _month(words[0]) is None or not re.fullmatch(r"\d{4}", words[1]):
        return None
    first, last = calendar.months(int(words[1]), _month(words[0]) or 1, 1)
    return Instant(value=f"{words[1]}-{_month(words[0]):02}", earliest=first, latest=last)


@cache
def _names(what: str) -> dict[str, int]:
    table: dict[str, int] = {}
    for language in reversed(_LANGUAGES):
        names = month_names(language) if what == "month" else weekday_names(language)
        table.update({name: number for name, number in names.items() if len(name) > 2})
    return table | ({"sept": 9} if what == "month" else {"thur": 3, "thurs": 3, "tues": 1})


def _month(word: str) -> int | None:
    return _names("month").get(word)


def _weekday(word: str) -> int | None:
    return _names("day").get(word)
