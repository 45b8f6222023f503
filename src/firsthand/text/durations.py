"""Lengths, repetitions and times of day as TIMEX3 has them ("P3D", "PXY", "XXXX-WXX-1", "19:00")."""

from collections.abc import Mapping
from typing import Any

Slots = Mapping[str, Any]
#: units smaller than a day by their letter in TIMEX3
CLOCK_UNITS = {"S": "S", "MIN": "M", "H": "H"}
_LETTERS = {"Q": "M", "F": "W", "E": "Y", "C": "Y"}
#: half of the day by its part
_HALVES = {"MO": "a", "AF": "p", "EV": "p", "NI": "p"}
#: hours of the night before this one belong to the morning
_DAWN = 6
#: larger numbers would be written with an exponent
_EXACT = 10**6


def count(slots: Slots) -> float:
    """Return the number an expression states: a numeral, "twenty-two", "two hundred", "a couple"."""
    if "'couple'" in slots:
        return 2
    if "half" in slots and "num" not in slots:
        return float(slots["half"])
    number = slots.get("tens", 0) + slots.get("ones", 0) or slots.get("num", 1)
    return float(number * slots.get("hundreds", 1)) + float(slots.get("half", 0))


def duration(slots: Slots) -> str:
    return period(count(slots), slots.get("unit") or slots["units"])


def both(slots: Slots) -> str | None:
    one, other = duration(slots), duration(_second(slots))
    if "T" in one:
        return one + other[2:] if other.startswith("PT") else None
    return one + other[1:]


def _second(slots: Slots) -> Slots:
    return {name[:-2]: value for name, value in slots.items() if name.endswith(":2")}


def period(number: float, unit: str) -> str:
    """TIMEX3 value of so many units; quarters count in months, fortnights in weeks, decades in years."""
    number *= {"Q": 3, "F": 2, "E": 10, "C": 100}.get(unit, 1)
    written = f"{number:g}" if number < _EXACT else f"{number:.0f}"
    if unit in CLOCK_UNITS:
        return f"PT{written}{CLOCK_UNITS[unit]}"
    return f"P{written}{_LETTERS.get(unit, unit)}"


def vague(slots: Slots) -> str:
    unit = slots.get("unit") or slots.get("units") or slots["long"]
    return f"PTX{CLOCK_UNITS[unit]}" if unit in CLOCK_UNITS else f"PX{unit}"


def repeated(slots: Slots) -> str:
    if "weekday" in slots:
        return f"XXXX-WXX-{slots['weekday'] + 1}" + (f"T{slots['part']}" if "part" in slots else "")
    if "month" in slots:
        return f"XXXX-{slots['month']:02}"
    return period(count(slots), slots.get("unit", slots.get("units", "Y")))


def often(slots: Slots) -> str:
    return str(slots["often"])


def clock(slots: Slots) -> str | None:
    """Time of day of a clock expression, "19:00"."""
    if "noon" in slots:
        return str(slots["noon"])[1:]
    spoken = slots.get("hour", slots.get("hours", slots.get("num")))
    hour, minute = slots.get("clock") or slots.get("dotclock") or slots.get("hhmm") or (spoken, 0)
    if "hour" in slots:
        hour, minute = slots["hour"], slots.get("minute", 30 if "half" in slots else 0)
    if "'halb'" in slots:  # "halb neun" is half past eight
        hour, minute = spoken - 1, 30
    if hour != int(hour):
        return None
    half = slots.get("ampm") or _HALVES.get(slots.get("part", ""))
    if slots.get("part") == "NI" and hour % 12 < _DAWN:  # "3 at night" is before dawn
        half = "a"
    if half and hour <= 12:
        hour = hour % 12 + 12 * (half == "p")
    return f"{hour:02}:{minute:02}" if hour <= 24 else None
