"""What a time expression means: one function a rule, from captured classes to a TIMEX3 value.

A function answers a value, or None where the expression cannot be settled (a weekday without a
day of reference). ``Scene`` is what a reader has in mind at that place of the text.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from firsthand.text import calendar, durations
from firsthand.text.durations import Slots
from firsthand.text.tenses import FUTURE, PAST

#: on Monday to Wednesday "the weekend" is the last one
_MIDWEEK = 3
#: results of a quarter are news for this many months after its end, less than 12 - 4
_RESULTS = 8
_EXACT = re.compile(r"T\d\d:\d\d$")
_POINTERS = ("'same'", "'that'", "'next'", "turn")


@dataclass(frozen=True, slots=True)
class Scene:
    """The day of reference, the clause's tense, and the time last spoken of."""

    day: date | None
    tense: str = "none"
    #: last calendar value, and last one at the grain of a day
    last: str | None = None
    last_day: str | None = None
    #: of the days spoken of the last one before it
    day_before: str | None = None
    #: last quarter spoken of nearby
    quarter: str | None = None
    #: last year that was named, and not only understood ("in June 2019", "last year", not "in June")
    year: str | None = None

    def then(self, value: str | None, *, named: bool = False) -> "Scene":
        """Return the scene after an expression with ``value``; ``named`` if it names its year."""
        first, _ = calendar.bounds(value)
        if value is None or first is None:
            return self
        day = value[:10] if len(value) >= 10 and value[5].isdigit() else self.last_day
        quarter = value if "-Q" in value else self.quarter
        before = self.day_before
        if day and self.last_day and day > self.last_day:
            before = self.last_day
        elif day and before and day <= before:
            before = None
        year = value[:4] if named or value.isdecimal() else self.year
        return replace(
            self, last=value, last_day=day, day_before=before, quarter=quarter, year=year
        )


def _iso(slots: Slots, _: Scene) -> str | None:
    return calendar.real(slots["iso"])


def _numeric(slots: Slots, scene: Scene) -> str | None:
    return calendar.numeric(slots["numeric"], scene.day)


def _date(slots: Slots, scene: Scene) -> str | None:
    month, day = slots["month"], slots.get("day", slots.get("ord"))
    if "year" in slots:
        return calendar.real(f"{slots['year']:04}-{month:02}-{day:02}")
    if _points(slots):
        named = _pointed(slots, scene)
        return calendar.real(f"{named}-{month:02}-{day:02}") if named else None
    if scene.day is None:
        return None
    if "shift" in slots and slots.get("unit") == "Y":
        return calendar.real(f"{scene.day.year + slots['shift']:04}-{month:02}-{day:02}")
    return _nearest(scene, month, day, slots.get("weekday"))


def _nearest(scene: Scene, month: int, number: int, weekday: int | None) -> str | None:
    assert scene.day is not None
    days = [d for y in (-1, 0, 1) if (d := calendar.day(scene.day.year + y, month, number))]
    if weekday is not None:
        days = [d for d in days if d.weekday() == weekday] or days
    gaps = {(d - scene.day).days: d for d in days}
    wanted = [g for g in gaps if _fits(g, scene.tense)] or list(gaps)
    return gaps[min(wanted, key=abs)].isoformat() if wanted else None


def _fits(gap: int, tense: str) -> bool:
    if tense == PAST:
        return gap <= 0 and gap > -300
    return gap >= 0 if tense == FUTURE else True


def _month(slots: Slots, scene: Scene) -> str | None:
    month = slots["month"]
    if "year" in slots:
        return f"{slots['year']:04}-{month:02}"
    if _points(slots):
        named = _pointed(slots, scene)
        return f"{named}-{month:02}" if named else None
    if scene.day is None:
        return None
    if slots.get("unit") == "Y":
        return f"{scene.day.year + slots['shift']:04}-{month:02}"
    ahead = (month - scene.day.month) % 12
    count = _months_away(ahead, slots.get("shift"), scene.tense)
    year, _ = calendar.add_months(scene.day.year, scene.day.month, count)
    return f"{year:04}-{month:02}"


def _months_away(ahead: int, shift: int | None, tense: str) -> int:
    """Months from now to the month meant, of which the next comes in ``ahead`` months."""
    if shift == -1:
        return ahead - 12
    if shift == 1:
        return ahead or 12
    if ahead == 0:
        return 0
    return ahead if tense == FUTURE else ahead - 12


def _weekday(slots: Slots, scene: Scene) -> str | None:
    weekday, part = slots.get("weekday_part") or (slots["weekday"], slots.get("part"))
    if scene.day is None:
        return None
    ahead = (weekday - scene.day.weekday()) % 7
    day = scene.day + timedelta(_days_away(ahead, slots.get("shift"), scene.tense))
    return day.isoformat() + (f"T{part}" if part else "")


def _days_away(ahead: int, shift: int | None, tense: str) -> int:
    """Days from the reference to the weekday meant, which next comes in ``ahead`` days."""
    if shift == -1:
        return ahead - 7
    if shift == 1:
        return ahead or 7
    # "this Tuesday" is read as the coming one whatever the verb before it: a convention, not measured
    return ahead if ahead == 0 or shift == 0 or tense == FUTURE else ahead - 7


def _today(slots: Slots, scene: Scene) -> str | None:
    if scene.day is None:
        return None
    part = slots.get("part")
    day = scene.day + timedelta(slots.get("today", slots.get("tomorrow", 0)))
    return day.isoformat() + (f"T{part}" if part else "")


def _nowadays(slots: Slots, scene: Scene) -> str | None:
    # German "heute" is this day or these days; a past event or a part of the day tells
    if scene.tense != PAST and "part" not in slots and "'früh'" not in slots:
        return "PRESENT_REF"
    return _today({"today": 0, **slots}, scene)


def _tonight(slots: Slots, scene: Scene) -> str | None:
    return f"{scene.day.isoformat()}T{slots['tonight']}" if scene.day else None


def _partday(slots: Slots, scene: Scene) -> str | None:
    part, shift = slots.get("part", "NI"), slots.get("shift")
    if scene.day is None:
        return None
    if shift is None and scene.last_day:
        return f"{scene.last_day}T{part}"
    return (scene.day + timedelta(shift or 0)).isoformat() + f"T{part}"


def _weekend(slots: Slots, scene: Scene) -> str | None:
    if scene.day is None:
        return None
    shift = slots.get("shift")
    if shift is None:
        shift = -1 if scene.day.weekday() < _MIDWEEK and scene.tense != FUTURE else 0
    return calendar.week_of(scene.day + timedelta(7 * shift)) + "-WE"


def _unit(slots: Slots, scene: Scene) -> str | None:
    if scene.day is None:
        return None
    return calendar.shift(
        scene.day, slots.get("singular", "Y"), slots.get("shift", slots.get("lastyear", 0))
    )


def _points(slots: Slots) -> bool:
    """Tell whether a month or day is of a year spoken of before: "June of that year"."""
    return "'year'" in slots and not slots.keys().isdisjoint(_POINTERS)


def _pointed(slots: Slots, scene: Scene) -> str | None:
    """Year of "June of that year": one that the text has named; nothing else is meant for sure."""
    step = slots.get("turn", 1 if "'next'" in slots else 0)
    return calendar.shift_value(scene.year, "Y", step) if scene.year else None


def _same(slots: Slots, scene: Scene) -> str | None:
    last = scene.year if slots["singular"] == "Y" else scene.last
    return calendar.shift_value(last, slots["singular"], 0) if last else None


def _neighbour(slots: Slots, scene: Scene) -> str | None:
    unit, part = slots.get("singular", "D"), slots.get("part")
    last = scene.last_day if unit == "D" else scene.last
    if unit == "Y" and scene.year:
        last = scene.year
    if last is None:
        return None
    value = calendar.shift_value(last, unit, slots.get("step") or slots.get("turn", 1))
    return f"{value}T{part}" if value and part else value


def _ago(slots: Slots, scene: Scene) -> str | None:
    count = durations.count(slots) * slots.get("ago", slots.get("before", slots.get("step", 1)))
    unit = slots.get("unit") or slots["units"]
    start = scene.day
    first, _ = calendar.bounds(scene.last)
    if "step" in slots and first:
        start = first.date()
    if start is None:
        return None
    if "step" in slots and unit in {"H", "MIN"} and scene.last and _EXACT.search(scene.last):
        # minutes later than a time of day that was told
        at = datetime.fromisoformat(scene.last) + timedelta(
            hours=count / (1 if unit == "H" else 60)
        )
        return at.isoformat(timespec="minutes")
    if unit in durations.CLOCK_UNITS:
        return start.isoformat() if unit == "H" and abs(count) < 3 else None
    if count != int(count):
        return calendar.shift(start, "M", int(count * 12)) if unit == "Y" else None
    return calendar.shift(start, unit, int(count))


def _yearago(_: Slots, scene: Scene) -> str | None:
    if scene.quarter:
        return calendar.year_before(scene.quarter)
    return calendar.shift(scene.day, "Y", -1) if scene.day else None


def _vague_ago(slots: Slots, _: Scene) -> str:
    return "FUTURE_REF" if slots.get("step") == 1 else "PAST_REF"


def _season(slots: Slots, scene: Scene) -> str | None:
    season = slots["season"]
    if "year" in slots:
        return f"{slots['year']:04}-{season}"
    if scene.day is None:
        return None
    if "unit" in slots:
        return f"{scene.day.year + slots['shift']:04}-{season}"
    return f"{_season_year(scene, calendar.SEASONS[season], slots.get('shift')):04}-{season}"


def _season_year(scene: Scene, first: int, shift: int | None) -> int:
    assert scene.day is not None
    year, month = scene.day.year, scene.day.month
    if shift == 0:
        return year - (first == 12 and month < 3)
    if shift == 1 or (shift is None and scene.tense == FUTURE):
        return year + (month >= first + 3)
    if shift == -1:
        return year - (month < first + 3)
    return year - (month < first)


def _quarter(slots: Slots, scene: Scene) -> str | None:
    number = slots["ord"]
    if number > 4:
        return None
    if "year" in slots:
        return f"{slots['year']:04}-Q{number}"
    if scene.day is None:
        return None
    if slots.get("unit") == "Y":
        return f"{scene.day.year + slots['shift']:04}-Q{number}"
    # a quarter is spoken of when it has just ended, for as long as results come in
    ahead = (3 * number - scene.day.month) % 12
    year = scene.day.year - (3 * number > scene.day.month)
    if scene.tense == FUTURE and 0 < ahead < _RESULTS:
        year += 1
    return f"{year:04}-Q{number}"


def _thequarter(slots: Slots, scene: Scene) -> str | None:
    shift = slots.get("shift")
    if scene.day is None:
        return None
    if shift in {0, 1}:
        return calendar.shift(scene.day, "Q", shift)
    return scene.quarter or calendar.shift(scene.day, "Q", -1)


def _half(slots: Slots, scene: Scene) -> str | None:
    year = slots.get("year")
    if year is None:
        year = scene.day.year + slots["shift"] if scene.day else None
    number = 1 if "'first'" in slots else 2
    return f"{year:04}-H{number}" if year else None


def _yearagoquarter(slots: Slots, scene: Scene) -> str | None:
    quarter = scene.quarter or (calendar.shift(scene.day, "Q", -1) if scene.day else None)
    if quarter is None:
        return None
    if "ord" in slots:
        quarter = f"{quarter[:4]}-Q{slots['ord']}"
    if "year" in slots:
        return f"{slots['year']:04}{quarter[4:]}"
    return calendar.year_before(quarter, -slots.get("shift", -1))


def _decade(slots: Slots, _: Scene) -> str:
    return str(slots["decade"])


def _century(slots: Slots, _: Scene) -> str | None:
    number = slots.get("ord", slots.get("day", 0))
    return f"{number - 1:02}" if 1 < number < 23 else None


def _year(slots: Slots, _: Scene) -> str:
    if "age" in slots:
        return f"{slots['age'] + slots['tens'] + slots.get('ones', 0):04}"
    return f"{slots['year']:04}"


def _holiday(slots: Slots, scene: Scene) -> str | None:
    code = slots.get("holiday", "12-31")
    if "year" in slots:
        found = calendar.feast(slots["year"], code)
        return found.isoformat() if found else None
    if scene.day is None:
        return None
    days = [d for y in (-1, 0, 1) if (d := calendar.feast(scene.day.year + y, code))]
    gaps = {(d - scene.day).days: d for d in days}
    wanted = [g for g in gaps if _fits(g, scene.tense)] or list(gaps)
    return gaps[min(wanted, key=abs)].isoformat()


def _fixed(slots: Slots, _: Scene) -> str:
    return str(slots["value"])


def _clock(slots: Slots, scene: Scene) -> str | None:
    at = durations.clock(slots)
    today = scene.day.isoformat() if scene.day else None
    day = scene.last_day
    if day is None or (today and scene.tense == PAST and day > today):
        day = today
    return f"{day[:10]}T{at}" if day and at else None


RULES: Mapping[str, Callable[[Slots, Scene], str | None]] = {
    "iso": _iso,
    "numeric": _numeric,
    "date": _date,
    "month": _month,
    "weekday": _weekday,
    "today": _today,
    "tonight": _tonight,
    "partday": _partday,
    "weekend": _weekend,
    "unit": _unit,
    "same": _same,
    "neighbour": _neighbour,
    "ago": _ago,
    "vague_ago": _vague_ago,
    "yearago": _yearago,
    "nowadays": _nowadays,
    "season": _season,
    "quarter": _quarter,
    "thequarter": _thequarter,
    "half": _half,
    "yearagoquarter": _yearagoquarter,
    "decade": _decade,
    "century": _century,
    "year": _year,
    "holiday": _holiday,
    "clock": _clock,
    "fixed": _fixed,
}
_LENGTHS: Mapping[str, Callable[[Slots], str | None]] = {
    "duration": durations.duration,
    "both": durations.both,
    "vague_duration": durations.vague,
    "set": durations.repeated,
    "often": durations.often,
}


def resolve(rule: str, slots: Slots, scene: Scene) -> str | None:
    """TIMEX3 value of an expression in a scene, or None if it cannot be known."""
    try:
        return _LENGTHS[rule](slots) if rule in _LENGTHS else RULES[rule](slots, scene)
    except (ValueError, OverflowError):
        return None
