"""When an article was published, from everything it carries, as an interval.

Metadata comes first, then a date line or byline, a dateline, the words of the text. What is not
certain stays an interval without a value: dates decide who was first, so a wrong day is far worse
than a wide interval. A day without zone is that day in UTC; a time of day without zone may lie 14
hours before to 12 hours after the same time in UTC.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from datetime import date as Day  # noqa: N812 - the module's own word is "date"
from itertools import chain

from firsthand.collect import heads
from firsthand.lexicon.moments import month_names
from firsthand.records import Link, Part, Published
from firsthand.text import calendar, instants, moments
from firsthand.text.days import Scene
from firsthand.text.instants import Instant
from firsthand.text.moments import Expression
from firsthand.text.tenses import PAST
from firsthand.text.values import resolve

#: a dateline without year that lies this close before the day it was collected is of that year
FRESH = timedelta(days=60)
#: the latest weekday a report tells of is the day of its dateline or the one before: so in 62 of 63
#: agency reports (AQUAINT), but in only 233 of 259 articles of news sites at large
_DATELINE_LAG = 1
#: a page's address is made on the day of publication, in some zone, or the day before
_BEFORE_URL, _AFTER_URL = timedelta(days=1), timedelta(days=2)
#: what is collected cannot have been published later, clocks and zones apart
_CLOCK_ERROR = timedelta(days=1)
#: only the head of a text is read for datelines, and so much of it for dates it tells of
_MAX_TEXT = 200_000
_MAX_DATELINE = 200
_MAX_URL = 2_000
#: years before the day of collection in which a dateline without year can lie
_MAX_YEARS = 60
#: day and weekday fall together again after 5, 6 or 11 years
_REPEAT = 11
#: expressions that name a day, and those that name a longer stretch too. A bare year is told as
#: past by mistake often enough (in 3 of 100 dated articles it then lies ahead) that it only helps
#: to choose among the years of a dateline
_DAYS = frozenset({"date", "iso"})
_STRETCHES = _DAYS | {"month", "season", "year"}
_YEAR = re.compile(r"(?<!\d)(?:(?:19|20)\d\d|(?<=[./-])\d\d)(?!\d)")
#: the day in an address: /2023/09/07/, /2023/sep/07/, -20230907
_URL_DAYS = (
    re.compile(
        r"/((?:19|20)\d\d)[/-](\d{1,2}|[a-z]{3,9})[/-](\d{1,2})(?=[/\-_.]|$)", re.IGNORECASE
    ),
    re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)"),
)


def date(  # noqa: PLR0913 - each is a different witness, all but the text optional
    text: str,
    parts: Sequence[Part],
    *,
    title: str | None = None,
    byline: Sequence[str] = (),
    metadata: datetime | Day | str | None = None,
    seen: datetime | None = None,
    language: str = "en",
    links: Sequence[Link] = (),
    url: str | None = None,
) -> Published:
    """Tell when the article was published.

    ``metadata`` is what the page or feed says (a string that holds no date, or two, says nothing),
    ``seen`` when the article was collected. ``origin`` of the answer names the evidence: metadata,
    byline (a date line or byline), dateline, text, none.
    """
    given = _given(metadata)
    if given is not None and _possible(given, _later(text, title, given, language), seen):
        return _whole(given, "metadata")
    told = moments.scan(text[:_MAX_TEXT], language=language)
    told_of = [*told, *moments.scan(title or "", language=language)]
    floor = _floor(told_of, _DAYS)
    lines, changes = heads.dates((*_words(text, parts, "date"), *byline))
    written = [x for x in lines if _possible(x, None, seen)]
    if written:
        return _agreed(written)
    address = _address([url, *(link.url for link in links if link.kind == "self")])
    known = _Known(
        floor=floor,
        since=_floor(told_of, _STRETCHES),
        seen=seen,
        address=address,
        weekdays=_weekdays(told),
        changed=min((x.latest for x in changes if _possible(x, floor, seen)), default=None),
    )
    for kind in ("dateline", "date"):
        for words in _words(text, parts, kind):
            if found := _dateline(heads.publication(words)[0], known, language):
                return found
    own = moments.own_day(told)
    found = _in_year(own, known, "text") if own else None
    return found or _loose(known)


def is_read(metadata: datetime | Day | str | None) -> bool:
    """Whether what a page, a feed or a person says of the date, if anything, is one."""
    return not metadata or _given(metadata) is not None


@dataclass(frozen=True, slots=True)
class _Known:
    """What bounds the day of publication."""

    #: the latest day that the text tells of as past
    floor: Day | None
    #: the latest stretch that it seems to tell of as past, by its first day
    since: Day | None
    seen: datetime | None
    #: the day in the page's address
    address: Day | None
    #: weekdays that the text tells of as past
    weekdays: frozenset[int]
    #: when it is said to have been changed
    changed: datetime | None


def _given(metadata: datetime | Day | str | None) -> Instant | None:
    if isinstance(metadata, datetime):
        return instants.of_datetime(metadata)
    if isinstance(metadata, Day):
        return instants.of_day(metadata)
    return instants.read(metadata) if metadata else None


def _possible(given: Instant, floor: Day | None, seen: datetime | None) -> bool:
    """Whether a date lies neither after its own collection nor before what the text tells of."""
    if seen is not None and given.earliest > seen + _CLOCK_ERROR:
        return False
    return floor is None or floor <= given.latest.date() + timedelta(1)


def _whole(given: Instant, origin: str) -> Published:
    return Published(value=given.value, earliest=given.earliest, latest=given.latest, origin=origin)


def _agreed(lines: Sequence[Instant]) -> Published:
    """Take the most exact of several lines on one day; their span if they name several."""
    days = {line.value[:10] for line in lines}
    if len(days) == 1:
        return _whole(max(lines, key=lambda line: len(line.value)), "byline")
    early = min(line.earliest for line in lines)
    late = max(line.latest for line in lines)
    return Published(value=None, earliest=early, latest=late, origin="byline")


def _words(text: str, parts: Sequence[Part], kind: str) -> Iterable[str]:
    return (text[part.start : part.stop] for part in parts if part.kind == kind)


def _later(text: str, title: str | None, given: Instant, language: str) -> Day | None:
    """Find the latest day told of as past in lines that name a year not before that of ``given``.

    Other lines cannot tell of a later day, and reading them all takes a fourth of an article's time.
    """
    year = given.latest.year
    lines = [*text[:_MAX_TEXT].split("\n"), title or ""]
    told = (
        expression
        for line in lines
        if any(len(n) == 2 or int(n) >= year for n in _YEAR.findall(line))
        for expression in moments.scan(line, language=language)
    )
    return _floor(told, _DAYS)


def _floor(told: Iterable[Expression], rules: frozenset[str]) -> Day | None:
    """Find the latest day told of, with its year, as past: publication cannot precede it."""
    days = []
    for expression in told:
        whole = expression.slots.keys() & {"year", "iso"} and expression.rule in rules
        if whole and expression.tense == PAST:
            first, _ = calendar.bounds(resolve(expression.rule, expression.slots, Scene(None)))
            days += [first.date()] if first else []
    return max(days, default=None)


def _weekdays(told: Iterable[Expression]) -> frozenset[int]:
    return frozenset(
        e.slots["weekday"]
        for e in told
        if e.rule == "weekday"
        and e.tense == PAST
        and "shift" not in e.slots
        and "weekday" in e.slots
    )


def _address(urls: Iterable[str | None]) -> Day | None:
    for url in filter(None, urls):
        path = url[:_MAX_URL].partition("?")[0]
        for match in chain.from_iterable(pattern.finditer(path) for pattern in _URL_DAYS):
            year, month, number = match.groups()
            if day := calendar.day(int(year), _month(month), int(number)):
                return day
    return None


def _month(written: str) -> int:
    """Month 1..12; 0 for what names none. Addresses name months in English."""
    return int(written) if written.isdigit() else month_names("en").get(written.lower(), 0)


def _dateline(words: str, known: _Known, language: str) -> Published | None:
    """Read the day of a dateline ("Sep 7"), in the year that the rest leaves."""
    told = moments.scan(words[:_MAX_DATELINE], language=language)
    for expression in told:
        slots = expression.slots
        if expression.rule == "date" and "year" in slots:
            full = instants.read(str(resolve("date", slots, Scene(None))))
            return _whole(full, "dateline") if full else None
    named = moments.dateline_day(told)
    return _in_year(named, known, "dateline") if named else None


def _in_year(named: tuple[int, int, int], known: _Known, origin: str) -> Published | None:
    month, number, since = named
    days = [
        d + timedelta(since) for year in _years(known) if (d := calendar.day(year, month, number))
    ]
    days = [d for d in days if _fits(d, known)]
    if not days:
        return None
    chosen = _sure(days, known)
    if chosen is not None:
        return _whole(instants.of_day(chosen), origin)
    early = calendar.bounds(days[0].isoformat())[0] if known.floor else None
    late = calendar.bounds(days[-1].isoformat())[1] if known.seen else None
    return Published(value=None, earliest=early, latest=late, origin=origin)


def _years(known: _Known) -> range:
    if known.seen is None and known.since is None:
        address = known.address
        return range(address.year - 1, address.year + 2) if address else range(0)
    last = known.seen.year + 1 if known.seen else (known.since or Day.min).year + _REPEAT
    first = known.since.year if known.since else last - _MAX_YEARS
    return range(first, last + 1)


def _fits(day: Day, known: _Known) -> bool:
    if known.seen is not None and day > (known.seen + _CLOCK_ERROR).date():
        return False
    if known.since is not None and day < known.since - timedelta(1):
        return False
    return not known.weekdays or _lag(day, known) <= _DATELINE_LAG


def _lag(day: Day, known: _Known) -> int:
    return min((day.weekday() - weekday) % 7 for weekday in known.weekdays)


def _sure(days: Sequence[Day], known: _Known) -> Day | None:
    """Choose the one of the possible days that other evidence confirms, if one is."""
    address = known.address
    near = [d for d in days if address and abs(d - address) <= _AFTER_URL]
    if near:
        return near[0]
    if known.seen is not None:
        fresh = known.seen.date() - days[-1] <= FRESH
        return days[-1] if fresh or (len(days) == 1 and known.since) else None
    told = known.since is not None and days[0].year == known.since.year
    return days[0] if told and known.weekdays else None


def _loose(known: _Known) -> Published:
    """Bounds only: the words of the text, a line that tells of a change, the address, the collection."""
    early = calendar.bounds(known.floor.isoformat())[0] if known.floor else None
    late = min(filter(None, (known.seen, known.changed)), default=None)
    if known.address is not None:
        day = datetime.combine(known.address, datetime.min.time(), UTC)
        first = max(early or day - _BEFORE_URL, day - _BEFORE_URL)
        last = min(late or day + _AFTER_URL, day + _AFTER_URL)
        if first <= last:
            return Published(value=None, earliest=first, latest=last, origin="metadata")
    origin = "byline" if known.changed else "text" if known.floor else "none"
    return Published(value=None, earliest=early, latest=late, origin=origin)
