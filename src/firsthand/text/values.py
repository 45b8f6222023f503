"""What a time expression means: one function a rule, from captured classes to a TIMEX3 value.

A function answers a value, or None where the expression cannot be settled (a weekday without a
day of reference). Days by their month, number or weekday are in ``text.days``.
"""

import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from firsthand.text import calendar, days, durations
from firsthand.text.days import Scene
from firsthand.text.durations import Slots
from firsthand.text.tenses import FUTURE, PAST

#: on Monday to Wednesday "the weekend" is the last one
_MIDWEEK = 3
#: results of a quarter are news for this many months after its end, less than 12 - 4
_RESULTS = 8
#: until then it is still night
_DAWN = "06:00"
_EXACT = re.compile(r"T\d\d:\d\d$")


def _month(slots: Slots, scene: Scene) -> str | None:
    month = slots["month"]
    if (year := days.year_told(slots, scene)) is not None:
        return f"{year:04}-{month:02}"
    if days.points(slots):
        named = days.pointed(slots, scene)
        return f"{named}-{month:02}" if named else None
    if scene.day is None:
        return None
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
    if slots.get("singular") == "E" and slots.get("shift") == -1:
        # "the past decade" are the ten years up to now, not those of the calendar
        return durations.period(1, "E")
    if scene.day is None:
        return None
    return calendar.shift(
        scene.day, slots.get("singular", "Y"), slots.get("shift", slots.get("lastyear", 0))
    )


def _same(slots: Slots, scene: Scene) -> str | None:
    last = {"Y": scene.year, "D": scene.last_day}.get(slots["singular"], scene.last)
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
    return "FUTURE_REF" if slots.get("step", slots.get("ago")) == 1 else "PAST_REF"


def _season(slots: Slots, scene: Scene) -> str | None:
    season = slots["season"]
    if (year := days.year_told(slots, scene)) is not None:
        return f"{year:04}-{season}"
    if scene.day is None:
        return None
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
    number = slots.get("ord", slots.get("day", 0))
    if not 1 <= number <= 4:
        return None
    if (year := days.year_told(slots, scene)) is not None:
        return f"{year:04}-Q{number}"
    if scene.day is None:
        return None
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
    number = 1 if "'first'" in slots or slots.get("ord") == 1 else 2
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


def _decade(slots: Slots, _: Scene) -> str | None:
    if "decade" in slots:
        return str(slots["decade"])
    number = int(slots["year"] if "year" in slots else slots["num"])  # "années 1990", "années 90"
    if number < 100:
        number += 1900 if number % 10 == 0 else 0
    if not 1000 < number < 2200:
        return None
    # "les années 2017 et 2018" are two years
    return f"{number}" if number % 10 else f"{number // 10}"


def _century(slots: Slots, _: Scene) -> str | None:
    number = slots.get("ord", slots.get("day", 0))
    return f"{number - 1:02}" if 1 < number < 23 else None


def _year(slots: Slots, _: Scene) -> str:
    if "age" in slots:
        return f"{slots['age'] + slots['tens'] + slots.get('ones', 0):04}"
    return f"{slots['year']:04}"


def _holiday(slots: Slots, scene: Scene) -> str | None:
    code = slots.get("holiday", "1-1" if "'day'" in slots else "12-31")
    if "year" in slots:
        found = calendar.feast(slots["year"], code)
        return found.isoformat() if found else None
    if scene.day is None:
        return None
    near = [d for y in (-1, 0, 1) if (d := calendar.feast(scene.day.year + y, code))]
    return days.nearest(scene, near)


def _fixed(slots: Slots, _: Scene) -> str:
    return str(slots["value"])


def _clock(slots: Slots, scene: Scene) -> str | None:
    at = durations.clock(slots)
    today = scene.day.isoformat() if scene.day else None
    day = scene.last_day
    if day is None or (today and scene.tense == PAST and day > today):
        day = today
    if day and at and at < _DAWN and scene.last == f"{day}TNI":
        # a night has its hours before dawn on the next day, if that has come
        after = calendar.shift_value(day, "D", 1)
        day = after if after and today and (after <= today or scene.tense == FUTURE) else day
    return f"{day[:10]}T{at}" if day and at else None


RULES: Mapping[str, Callable[[Slots, Scene], str | None]] = {
    "iso": days.iso,
    "numeric": days.numeric,
    "dayfirst": days.day_first,
    "date": days.in_month,
    "month": _month,
    "weekday": days.in_week,
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
