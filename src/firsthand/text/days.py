"""Which day an expression means, and what a reader has in mind at that place of the text.

Functions take what a rule has captured and answer a TIMEX3 value, or None where it cannot be settled.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from firsthand.text import calendar
from firsthand.text.durations import Slots
from firsthand.text.tenses import FUTURE, NONE, PAST

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
    #: last quarter spoken of
    quarter: str | None = None
    #: the next day may have begun where the text was written
    late: bool = False
    #: last year that was named, and not only understood ("in June 2019", "last year", not "in June")
    year: str | None = None

    def then(self, value: str | None, *, named: bool = False) -> "Scene":
        """Return the scene after an expression with ``value``; ``named`` if it names its year."""
        first, _ = calendar.bounds(value)
        if value is None or first is None:
            return self
        day = value[:10] if len(value) >= 10 and value[5].isdigit() else self.last_day
        before = self.day_before
        if day and self.last_day and day > self.last_day:
            before = self.last_day
        elif day and before and day <= before:
            before = None
        year = value[:4] if named or value.isdecimal() else self.year
        return replace(self, last=value, last_day=day, day_before=before, year=year)


def iso(slots: Slots, _: Scene) -> str | None:
    return calendar.real(slots["iso"])


def numeric(slots: Slots, scene: Scene) -> str | None:
    return calendar.numeric(slots["numeric"], scene.day)


def day_first(slots: Slots, _: Scene) -> str | None:
    return calendar.day_first(slots["numeric"])


def in_month(slots: Slots, scene: Scene) -> str | None:
    value, part = _day_told(slots, scene), slots.get("part")
    return f"{value}T{part}" if value and part else value


def _day_told(slots: Slots, scene: Scene) -> str | None:
    month, day = slots.get("month"), slots.get("day", slots.get("ord"))
    if month is None:
        return _numbered(slots, scene, day)
    if (year := year_told(slots, scene)) is not None:
        return calendar.real(f"{year:04}-{month:02}-{day:02}")
    if points(slots):
        named = pointed(slots, scene)
        return calendar.real(f"{named}-{month:02}-{day:02}") if named else None
    if scene.day is None:
        return None
    days = [d for y in (-1, 0, 1) if (d := calendar.day(scene.day.year + y, month, day))]
    return nearest(scene, _turned(slots, scene.day, days), slots.get("weekday"))


def _turned(slots: Slots, day: date, days: list[date]) -> list[date]:
    """Of some days those on the side of ``day`` that "last" or "next" says."""
    shift = slots.get("shift", 0)
    return [d for d in days if (d - day).days * shift >= 0] or days


def _numbered(slots: Slots, scene: Scene, number: int) -> str | None:
    """Day that has only its number: "on the 6th of last month", or the nearest "Monday 6"."""
    if scene.day is None:
        return None
    day, shift = scene.day, slots.get("shift", 0)
    told = slots.get("unit", slots.get("singular")) == "M"
    months = [
        calendar.add_months(day.year, day.month, n) for n in ([shift] if told else (-1, 0, 1))
    ]
    days = [d for y, m in months if (d := calendar.day(y, m, number))]
    if told:
        return days[0].isoformat() if days else None
    if "weekday" in slots:  # "on Saturday 30 people" has no day of that number
        days = [d for d in days if d.weekday() == slots["weekday"]]
        if not days:
            return in_week({**slots, "part": None}, scene)
    elif scene.tense == NONE and not shift:
        scene = replace(scene, tense=PAST)
    return nearest(scene, _turned(slots, day, days))


def nearest(scene: Scene, days: list[date], weekday: int | None = None) -> str | None:
    """Of some days the one that the tense allows and that is nearest, a ``weekday`` if one is."""
    assert scene.day is not None
    days = [d for d in days if d.weekday() == weekday] or days
    gaps = {(d - scene.day).days: d for d in days}
    wanted = [g for g in gaps if _fits(g, scene.tense)] or list(gaps)
    return gaps[min(wanted, key=abs)].isoformat() if wanted else None


def _fits(gap: int, tense: str) -> bool:
    if tense == PAST:
        return gap <= 0 and gap > -300
    return 0 <= gap < 300 if tense == FUTURE else True


def in_week(slots: Slots, scene: Scene) -> str | None:
    weekday, part = slots.get("weekday_part") or (slots["weekday"], slots.get("part"))
    if scene.day is None:
        return None
    if slots.get("singular") == "W":  # "Monday of next week"
        day = scene.day + timedelta(7 * slots.get("shift", 0) + weekday - scene.day.weekday())
        return day.isoformat() + (f"T{part}" if part else "")
    ahead = (weekday - scene.day.weekday()) % 7
    away = _days_away(ahead, slots.get("shift"), scene.tense)
    if away == -6 and "shift" not in slots and scene.late:
        # a Tuesday of the other side of the world, told on Monday; not one so long ago
        away = ahead
    day = scene.day + timedelta(away)
    return day.isoformat() + (f"T{part}" if part else "")


def _days_away(ahead: int, shift: int | None, tense: str) -> int:
    """Days from the reference to the weekday meant, which next comes in ``ahead`` days."""
    if shift == -1:
        return ahead - 7
    if shift == 1:
        return ahead or 7
    # "this Tuesday" is read as the coming one whatever the verb before it: a convention, not measured
    return ahead if ahead == 0 or shift == 0 or tense == FUTURE else ahead - 7


def year_told(slots: Slots, scene: Scene) -> int | None:
    """Year that an expression names, or counts from its own ("June last year")."""
    if "year" in slots:
        return int(slots["year"])
    counted = slots.get("unit", slots.get("singular")) == "Y" and "shift" in slots
    return scene.day.year + int(slots["shift"]) if counted and scene.day else None


def points(slots: Slots) -> bool:
    """Tell whether a month or day is of a year spoken of before: "June of that year"."""
    return "'year'" in slots and not slots.keys().isdisjoint(_POINTERS)


def pointed(slots: Slots, scene: Scene) -> str | None:
    """Year of "June of that year": one that the text has named; nothing else is meant for sure."""
    step = slots.get("turn", 1 if "'next'" in slots else 0)
    return calendar.shift_value(scene.year, "Y", step) if scene.year else None
