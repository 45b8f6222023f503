"""Time expressions of a text, resolved against the day it was published.

``find`` answers what a reader of news would understand by "Monday", "late last week" or "7 p.m.
(1000 GMT)". Values are TIMEX3 as in TimeBank (weeks are ISO weeks). Reading has two steps, so that
a text can be resolved again when its day becomes known: ``scan`` finds the expressions, ``settle``
gives them values. Bounds are instants in UTC; a day without stated zone is that day in UTC (see
``text.calendar``).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from firsthand.lexicon.moments import Cues
from firsthand.records import Moment, Published
from firsthand.text import calendar
from firsthand.text.days import Scene
from firsthand.text.durations import Slots
from firsthand.text.namesakes import is_other, unlike
from firsthand.text.patterns import Found, Token, grammar
from firsthand.text.tenses import FUTURE, lies_before, tense
from firsthand.text.values import resolve

#: rules that name a day and so can complete a time of day
_DAYS = frozenset({"weekday", "today", "date", "iso", "numeric", "dayfirst"})
#: rules whose expressions need the tense of their clause
_TENSED = frozenset(
    {
        "weekday",
        "date",
        "month",
        "season",
        "holiday",
        "weekend",
        "quarter",
        "clock",
        "nowadays",
        "year",
        "iso",
    }
)
#: rules whose expressions count from another time
_COUNTED = frozenset({"ago", "yearago", "neighbour", "vague_ago"})
#: rules of a part of some day or year, which what follows may tell: "the night before the vote"
_PARTS = frozenset({"partday", "weekend", "season"})
#: slots that tell of which day or year it is a part
_TOLD = frozenset({"shift", "year", "weekday", "month", "day"})
#: rule of what only looks like a time; it hides shorter ones
NO_TIME = "none"
#: marks between the two ends of a range; the words are those of the language (``bounding``)
_DASHES = frozenset("-–")
#: words between a time of day and its day: "7 p.m. local time on Sunday"
_MAX_JOINTS = 4
#: characters between "today" and its date: " ("
_BRACKET = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """A time expression as found, not yet resolved."""

    start: int
    stop: int
    rule: str
    slots: Slots
    #: past | future | none, by the words of the clause around it
    tense: str
    #: the day that a time of day names itself ("7 p.m. Sunday")
    day: "Expression | None" = None
    #: the first of a range that this one ends ("Sunday to Wednesday")
    ends_range: bool = False
    #: its clause lies before the past that the text tells of ("had struck at 7")
    earlier: bool = False
    #: what it counts from is told behind it and not known here ("a year before the fire")
    hangs: bool = False


def find(
    text: str,
    *,
    reference: Published | datetime | date | str | None,
    language: str = "en",
    start: int = 0,
    stop: int | None = None,
) -> list[Moment]:
    """Time expressions of ``text[start:stop]`` with offsets into ``text``, in order.

    ``reference`` is the day of publication: a date, a datetime (its own day counts, not the one
    in UTC), an ISO string, or a ``Published``, whose interval is used where it has no value: an
    expression then has a value only if every day of the interval gives the same. Without
    reference, relative expressions have neither value nor bounds. Raises ``ValueError`` for a
    string that is no ISO date.
    """
    found = scan(text, language=language, start=start, stop=stop)
    return settle(text, found, days(reference), late=_is_late(reference))


def _is_late(reference: object) -> bool:
    """Whether it may have been the next day where the text was written, and no later one."""
    if not isinstance(reference, Published) or not reference.value or not reference.latest:
        return False
    known = days(reference)  # of a month no day is late
    return known is not None and known[0] == known[1] == reference.latest.date() - timedelta(1)


def days(reference: Published | datetime | date | str | None) -> tuple[date, date] | None:
    """First and last day that a reference can mean; None if nothing is known."""
    if isinstance(reference, Published):
        if reference.value is None:
            early, late = reference.earliest, reference.latest
            return (early.date(), late.date()) if early and late else None
        reference = reference.value
    if isinstance(reference, str):
        return _days_of(reference)
    if isinstance(reference, datetime):
        reference = reference.date()
    return (reference, reference) if reference else None


def _days_of(value: str) -> tuple[date, date]:
    if len(value) >= 10:
        day = date.fromisoformat(value[:10])
        return day, day
    first, last = calendar.bounds(value)
    if first is None or last is None:
        message = f"not an ISO 8601 date: {value!r}"
        raise ValueError(message)
    return first.date(), last.date()


def scan(
    text: str, *, language: str = "en", start: int = 0, stop: int | None = None
) -> list[Expression]:
    """Time expressions of ``text[start:stop]`` before resolution, in order."""
    rules = grammar(language)
    cues = rules.vocabulary.cues
    tokens = rules.tokens(text, start, len(text) if stop is None else stop)
    short = rules.vocabulary.abbreviations
    found = [
        f
        for f in rules.search(tokens)
        if f.rule != NO_TIME and not is_other(f, tokens, short, cues)
    ]
    whole = _days_shared(unlike(found, tokens, cues), tokens, cues)
    pairs = [(f, _expression(f, tokens, cues)) for f in whole]
    return _join(_ranges(pairs, tokens, cues), tokens, cues)


def _days_shared(found: Iterable[Found], tokens: Sequence[Token], cues: Cues) -> Iterator[Found]:
    """Yield what was found, and with a date the other day of its month: "4–6 September", "Sept. 4 to 6"."""
    told = 0
    for one in found:
        day, before = one.slots.get("day"), told
        if one.first < told:
            continue  # the year behind a range: "Sept. 4-6, 2023"
        told = one.last
        if one.rule != "date" or not isinstance(day, int) or "month" not in one.slots:
            yield one
            continue
        at, last = one.first - 2, one.last + 1
        leads = at >= before and "day" in tokens[one.first].values
        first = tokens[at].values.get("day") if leads else 0
        if first and first < day and _bounds_days(tokens, at, cues) and _opens_days(tokens, at):
            yield one._replace(first=at, last=at + 1, slots={**one.slots, "day": first})
        end = tokens[last].values.get("day") if last < len(tokens) else 0
        ranges = end and day < end and _bounds_days(tokens, last - 2, cues)
        if not ranges or not _closes_days(tokens, last):
            yield one
            continue
        told, year = _year_behind(tokens, last + 1)
        slots = {**one.slots, **year}
        yield one._replace(slots=slots)
        yield one._replace(first=last, last=told, slots={**slots, "day": end})


def _year_behind(tokens: Sequence[Token], at: int) -> tuple[int, Slots]:
    """Return where a range of days ends, and the year behind it, if there is one."""
    place = at + 1 if at < len(tokens) and "comma" in tokens[at].values else at
    year = tokens[place].values.get("year") if place < len(tokens) else None
    return (at, {}) if year is None else (place + 1, {"year": year})


def _bounds_days(tokens: Sequence[Token], at: int, cues: Cues) -> bool:
    """Whether one day leads to another behind the token ``at``."""
    return tokens[at + 1].form in cues.bounding | _DASHES


def _opens_days(tokens: Sequence[Token], at: int) -> bool:
    """Whether the number ``at`` begins a range, and ends no other: "Sept. 1-4 to 6 October"."""
    before = tokens[at - 1] if at else None
    return before is None or (before.form not in _DASHES and "month" not in before.values)


def _closes_days(tokens: Sequence[Token], at: int) -> bool:
    """Whether nothing behind the number ``at`` says that it counts something else: "to 6 people"."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if after is None or "month" in after.values:
        return after is None
    return tokens[at - 1].form in _DASHES or not after.form[:1].isalpha()


def _expression(found: Found, tokens: Sequence[Token], cues: Cues) -> Expression:
    return Expression(
        start=tokens[found.first].start,
        stop=tokens[found.last - 1].stop,
        rule=found.rule,
        slots=found.slots,
        tense=tense(tokens, found.first, found.last, cues) if found.rule in _TENSED else "none",
        earlier=found.rule == "clock" and lies_before(tokens, found.first, cues),
        hangs=_hangs(found, tokens, cues),
    )


def _hangs(found: Found, tokens: Sequence[Token], cues: Cues) -> bool:
    """Tell whether what follows tells when: "the same year as", "a day before the", "the night of the"."""
    after = tokens[found.last] if found.last < len(tokens) else None
    if after is None:
        return False
    if found.rule in _COUNTED and tokens[found.last - 1].form in cues.until_then:
        return after.form in cues.whereof or after.capital or "noon" in after.values
    if found.rule in _PARTS and _TOLD.isdisjoint(found.slots) and "'the'" in found.slots:
        return after.form in cues.beside and found.last + 1 < len(tokens)
    return "'same'" in found.slots and after.form in cues.alike


def _ranges(
    pairs: list[tuple[Found, Expression]], tokens: Sequence[Token], cues: Cues
) -> list[tuple[Found, Expression]]:
    out: list[tuple[Found, Expression]] = []
    for found, expression in pairs:
        ends = bool(out) and _is_range(out[-1][0], found, tokens, cues)
        out.append((found, replace(expression, ends_range=ends)))
    return out


def _is_range(one: Found, other: Found, tokens: Sequence[Token], cues: Cues) -> bool:
    between = [t.form for t in tokens[one.last : other.first]]
    same = one.rule == other.rule == "weekday"
    return same and len(between) == 1 and between[0] in cues.bounding | _DASHES


def _join(
    pairs: list[tuple[Found, Expression]], tokens: Sequence[Token], cues: Cues
) -> list[Expression]:
    """Join a time of day and the day right after it into one expression.

    "Between 1 p.m. and 2 p.m. on Tuesday" both are of that day.
    """
    out: list[Expression] = []
    before: Found | None = None
    previous: Found | None = None
    for found, expression in pairs:
        if previous is not None and previous.rule == "clock" and _joined(previous, found, tokens):
            out[-1] = replace(out[-1], stop=expression.stop, day=expression)
            if before is not None and _linked(before, previous, tokens, cues):
                out[-2] = replace(out[-2], day=out[-2].day or expression)
        else:
            out.append(expression)
        before, previous = previous, found
    return out


def _linked(one: Found, other: Found, tokens: Sequence[Token], cues: Cues) -> bool:
    between = [t.form for t in tokens[one.last : other.first] if "zone" not in t.values]
    linking = cues.bounding | cues.listing | _DASHES
    return one.rule == "clock" and len(between) == 1 and between[0] in linking


def _joined(one: Found, other: Found, tokens: Sequence[Token]) -> bool:
    between = tokens[one.last : other.first]
    if other.rule not in _DAYS or len(between) > _MAX_JOINTS:
        return False
    return all(t.values.keys() & {"joint", "comma", "zone"} for t in between)


def own_day(expressions: Sequence[Expression]) -> tuple[int, int, int] | None:
    """Month and day that a text gives its own day, and how many days before it that was.

    "today (Feb. 26)" names the day of the text, "yesterday (Feb. 26)" the one before.
    """
    for one, other in pairwise(expressions):
        adjacent = 0 <= other.start - one.stop <= _BRACKET
        if one.rule == "today" and other.rule == "date" and adjacent and "month" in other.slots:
            return other.slots["month"], _number(other.slots), -one.slots["today"]
    return None


def dateline_day(expressions: Iterable[Expression]) -> tuple[int, int, int] | None:
    """Month and day of the first date without year, in the form of ``own_day``."""
    for expression in expressions:
        if expression.rule == "date" and "month" in expression.slots:
            return expression.slots["month"], _number(expression.slots), 0
    return None


def _number(slots: Slots) -> int:
    return int(slots.get("day", slots.get("ord", 0)))


def settle(
    text: str,
    expressions: Iterable[Expression],
    reference: tuple[date, date] | None,
    *,
    late: bool = False,
) -> list[Moment]:
    """Resolve expressions against the first and last day that the text can be of.

    ``late`` where it may have been the next day already where the text was written.
    """
    found = list(expressions)
    first = _read(found, reference[0] if reference else None, late=late)
    if reference is None or reference[0] == reference[1]:
        return [_moment(text, e, v, v, reference) for e, v in zip(found, first, strict=True)]
    last = _read(found, reference[1])
    return [_moment(text, e, a, b, reference) for e, a, b in zip(found, first, last, strict=True)]


def _read(
    expressions: Sequence[Expression], day: date | None, *, late: bool = False
) -> list[str | None]:
    """Values of the expressions of a text, each in the scene that the ones before have set."""
    scene, values = Scene(day, late=late), []
    earlier: str | None = None
    for expression in expressions:
        value = _value(expression, replace(scene, tense=expression.tense), earlier)
        values.append(value)
        scene, earlier = scene.then(value, named=_names_year(expression)), value
        if expression.rule == "quarter" and value:
            scene = replace(scene, quarter=value)
    return values


def _names_year(expression: Expression) -> bool:
    """Tell whether an expression has its year in its own words, or from one that has."""
    pointed = "'year'" in expression.slots and "month" in expression.slots
    return (
        pointed or "year" in expression.slots or expression.rule in {"iso", "numeric", "dayfirst"}
    )


def _value(expression: Expression, scene: Scene, earlier: str | None) -> str | None:
    if expression.day is not None:
        told = replace(scene, tense=expression.day.tense)
        own = resolve(expression.day.rule, expression.day.slots, told)
        if own is None:
            return None  # "8 a.m. on Wednesday, May 3", which was no Wednesday
        # a day that is named is the one that is meant, whatever the tense
        scene = replace(scene, last_day=own, tense="none")
    elif expression.earlier and scene.day_before:
        scene = replace(scene, last_day=scene.day_before)
    elif expression.ends_range and earlier:
        scene = replace(scene, day=date.fromisoformat(earlier[:10]), tense=FUTURE)
    return None if expression.hangs else resolve(expression.rule, expression.slots, scene)


def _moment(
    text: str,
    expression: Expression,
    early: str | None,
    late: str | None,
    reference: tuple[date, date] | None,
) -> Moment:
    first, last = _bounds(expression, early, reference)
    if early != late:
        _, last = _bounds(expression, late, reference)
    return Moment(
        start=expression.start,
        stop=expression.stop,
        text=text[expression.start : expression.stop],
        value=early if early == late else None,
        earliest=first,
        latest=last,
    )


def _bounds(expression: Expression, value: str | None, reference: tuple[date, date] | None) -> Any:
    if value in {"PAST_REF", "FUTURE_REF"} and reference:
        early, late = (calendar.bounds(day.isoformat()) for day in reference)
        return (None, late[1]) if value == "PAST_REF" else (early[0], None)
    if expression.rule == "clock" and value and "zone" in expression.slots:
        return _instant(expression.slots, value)
    return calendar.bounds(value)


def _instant(slots: Slots, value: str) -> tuple[datetime, datetime]:
    """Return the instant of a time with zone; "7 p.m. (1000 GMT)" gives it in brackets."""
    local = datetime.combine(date.fromisoformat(value[:10]), datetime.min.time(), UTC)
    hour, minute = (int(x) for x in value[11:].split(":"))
    local += timedelta(hours=hour, minutes=minute)
    other = slots.get("hhmm") or slots.get("clock:2")
    if "hour" in slots and "clock" in slots:
        other = slots["clock"]
    elif "hour:2" in slots:
        other = (slots["hour:2"], slots.get("minute:2", 0))
    if other is None:
        at = local - _offset(slots["zone"], local)
        return at, at
    stated = local.replace(hour=other[0] % 24, minute=other[1]) - _offset(slots["zone"], local)
    # of the three days that the time in brackets can be on, the one within reach of a zone
    at = min((stated + timedelta(d) for d in (-1, 0, 1)), key=lambda t: abs(t - local))
    return at, at


def _offset(zone: int | str, local: datetime) -> timedelta:
    """Distance from Greenwich of a zone by minutes or, where it moves with the season, by name."""
    if isinstance(zone, int):
        return timedelta(minutes=zone)
    return local.replace(tzinfo=ZoneInfo(zone)).utcoffset() or timedelta(0)
