"""The ways in which two reports on one matter differ: number, time, denial, doubt, person, thing.

Each kind has the log-odds of being one claim that two reports need for a difference between them to
mean something: low where the slot itself shows that they speak of one thing (305 and 315 stars), high
where many things of a story share it (days, counts of minutes).
"""

from collections.abc import Iterator
from typing import NamedTuple

from rapidfuzz import fuzz

from firsthand.corroboration.context import Context, Facts
from firsthand.corroboration.match import weigh
from firsthand.corroboration.slots import (
    another_name,
    clashing,
    clashing_times,
    contrary,
    crossing,
    negative,
    opposed,
)
from firsthand.corroboration.voices import TITLES
from firsthand.records import Moment, Report
from firsthand.text import numbers

#: log-odds that two reports need, by kind; set on nine open stories by what each lets in
NEEDS = {
    "number": -1.0, "close number": -3.0, "rounded": -3.0, "time": -1.2, "denial": -2.2, "negation": -0.8,
    "other": -2.2, "thing": -0.8, "unconfirmed": -2.6, "person": -2.0,
}  # fmt: skip
#: of two accounts of one number neither is farther from the other than this factor
MAX_RATIO = 4.0
#: numbers of this size or more that differ by so little are hardly of two things
CLOSE_RATIO, CLOSE_SIZE = 1.12, 20
#: counts of this size are rounded
ROUNDED_SIZE = 100
#: two accounts of when one thing happened lie within so many days
MAX_DAYS = 15
#: units in which one thing is measured again and again with other rounding
PHYSICAL = frozenset({"km", "kg", "minute", "USD", "EUR", "GBP"})
#: predicates that say too little for their negation to be a contradiction
VAGUE = frozenset("get make take go come see have do be keep know want think mean let put".split())
#: weight of the shared words, names aside, that a denial or doubt and an assertion must have
SHARED_BY_DENIAL, SHARED_BY_DOUBT = 0.6, 0.9
#: first words of names that are no first names
_NO_FIRST_NAME = TITLES | frozenset(
    "north south east west new san santa saint comrade pope".split()
)
_PARTICLES = frozenset("- al el bin ibn von van de der da di".split())
#: first names that agree so far (percent) are spellings of one
SPELLING = 70


class Reading(NamedTuple):
    """One way in which two reports differ."""

    kind: str
    verdict: str
    #: what each side says
    values: tuple[str, str]
    why: str
    #: key of ``NEEDS``
    needs: str

    @property
    def within(self) -> bool:
        """Whether one article may well show it: it quotes both sides, or is careless of things."""
        return self.kind in {"denial", "unconfirmed"} or self.needs == "thing"


def read(a: Facts, b: Facts, score: float, context: Context) -> Iterator[Reading]:
    """Yield how two reports differ, the weightiest first; ``score`` are their log-odds."""
    for reading in (
        _denial(a, b, context),
        _number(a, b, context),
        _rounded(a, b),
        _time(a, b),
        _thing(a, b, context),
        _person(a, b),
        _doubt(a, b, context),
    ):
        if reading and score >= NEEDS[reading.needs]:
            yield reading


def _denial(a: Facts, b: Facts, context: Context) -> Reading | None:
    why = contrary(a, b, context)
    if not why or another_name(a, b):
        return None
    if opposed(a, b, context):
        if a.predicate | b.predicate <= context.wordings.harms:
            return None
        values = a.report.proposition.predicate, b.report.proposition.predicate
        return Reading("other", _later(a, b), values, why, "other")
    if weigh(a, b, context).weight < SHARED_BY_DENIAL:
        return None
    values = ("denied", "said") if negative(a) else ("said", "denied")
    if "denied" in {a.report.stance, b.report.stance}:
        return Reading("denial", "conflict", values, why, "denial")
    if a.predicate.isdisjoint(b.predicate) or a.report.proposition.predicate in VAGUE:
        return None
    return Reading("denial", _later(a, b), values, why, "negation")


# --------------------------------------------------------------------------- numbers and times


def _number(a: Facts, b: Facts, context: Context) -> Reading | None:
    clash = clashing(a, b)
    if clash is None or clash.counted == "age" or another_name(a, b):
        return None
    small, large = sorted((abs(clash.a.number), abs(clash.b.number)))
    if large <= 1 or large > MAX_RATIO * small:
        return None
    values = (clash.a.text, clash.b.text)
    close = large >= CLOSE_SIZE and large <= CLOSE_RATIO * small
    if not close and not crossing(a, b):
        return None
    needs = "close number" if close else "number"
    if numbers.compatible(clash.a, clash.b) and not _open(values[0]) and not _open(values[1]):
        return Reading("number", "compatible", values, _both(values), needs)
    if clash.counted in context.wordings.harms and _grows(a, b, clash.a.number, clash.b.number):
        return Reading("number", "update", values, "a count that rose as reports came in", needs)
    return Reading("number", "conflict", values, f"{values[0]} against {values[1]}", needs)


def _rounded(a: Facts, b: Facts) -> Reading | None:
    """Two measures of one thing that differ in figures and agree within their rounding."""
    if a.names.isdisjoint(b.names):
        return None
    for unit, mine in a.counts:
        for name, other in b.counts:
            differ = unit and unit == name and mine.number != other.number
            if (
                differ
                and _measured(unit, mine.number, other.number)
                and numbers.compatible(mine, other)
            ):
                values = (mine.text, other.text)
                return Reading("number", "compatible", values, _both(values), "rounded")
    return None


def _measured(unit: str, mine: float, other: float) -> bool:
    """Whether numbers are rounded: measures of any size, counts that are large and near."""
    small, large = sorted((abs(mine), abs(other)))
    return unit in PHYSICAL or (small >= ROUNDED_SIZE and large <= CLOSE_RATIO * small)


def _both(values: tuple[str, str]) -> str:
    return f"{values[0]} and {values[1]} can both hold, given rounding"


def _open(text: str) -> bool:
    """Whether a hedge opens it: "at least four" would agree with every later count."""
    return not text[:1].isdigit()


def _grows(a: Facts, b: Facts, mine: float, other: float) -> bool:
    if a.published is None or b.published is None:
        return False
    earlier, later = (
        ((a, mine), (b, other)) if a.published <= b.published else ((b, other), (a, mine))
    )
    return earlier[1] <= later[1] or a.published == b.published


def _time(a: Facts, b: Facts) -> Reading | None:
    pair = clashing_times(a, b)
    if pair is None or _past(a, pair[0]) != _past(b, pair[1]) or not _near(*pair):
        return None
    if not crossing(a, b) or another_name(a, b):
        return None
    values = (pair[0].text, pair[1].text)
    return Reading("time", "conflict", values, f"{values[0]} against {values[1]}", "time")


def _past(facts: Facts, moment: Moment) -> bool:
    """Tell whether it is told as past; "was possible as soon as Tuesday" on Monday is not."""
    ahead = (
        facts.published is not None
        and moment.earliest is not None
        and moment.earliest.timestamp() / 86_400 > facts.published
    )
    return facts.report.proposition.tense == "past" and not ahead


def _near(a: Moment, b: Moment) -> bool:
    if not (a.earliest and a.latest and b.earliest and b.latest):
        return False
    gap = max(a.earliest, b.earliest) - min(a.latest, b.latest)
    return gap.days <= MAX_DAYS


def _later(a: Facts, b: Facts) -> str:
    """A later report that says otherwise brings news; one of the same day contradicts."""
    if a.published is None or b.published is None or abs(a.published - b.published) < 1:
        return "conflict"
    return "update"


# --------------------------------------------------------------------------- things and persons


def _thing(a: Facts, b: Facts, context: Context) -> Reading | None:
    """Things of one kind that exclude one another: a car here, a truck there."""
    if not crossing(a, b) or another_name(a, b):
        return None
    for kind in context.wordings.kinds:
        mine, theirs = _of_kind(a, kind), _of_kind(b, kind)
        if mine and theirs and mine.isdisjoint(theirs):
            values = min(mine), min(theirs)
            return Reading("other", "conflict", values, f"{values[0]} against {values[1]}", "thing")
    return None


def _of_kind(facts: Facts, kind: frozenset[str]) -> frozenset[str]:
    return kind.intersection(facts.report.proposition.words)


def _person(a: Facts, b: Facts) -> Reading | None:
    """One family name with two first names, where neither article has both."""
    if not crossing(a, b):
        return None
    mine, theirs = _persons(a.report), _persons(b.report)
    for family in mine.keys() & theirs.keys():
        one, other = mine[family], theirs[family]
        if fuzz.ratio(one[0].lower(), other[0].lower()) < SPELLING:
            values = " ".join(one), " ".join(other)
            return Reading(
                "person", "conflict", values, f"{values[0]} against {values[1]}", "person"
            )
    return None


def _persons(report: Report) -> dict[str, tuple[str, ...]]:
    """Family name -> the whole name, of the names that are a first name and a family name."""
    found: dict[str, tuple[str, ...]] = {}
    for name in report.proposition.names:
        parts = tuple(part for part in name.split() if part.lower() not in _PARTICLES)
        if len(parts) == 2 and all(part[1:].islower() or "-" in part for part in parts):
            first, family = parts[0].lower().strip("."), parts[1].lower().rpartition("-")[2]
            if first not in _NO_FIRST_NAME:
                found[family] = parts
    return found


# --------------------------------------------------------------------------- doubt


def _doubt(a: Facts, b: Facts, context: Context) -> Reading | None:
    """One says that it is not known or not confirmed, the other tells it."""
    open_a, open_b = (facts.report.stance == "unconfirmed" for facts in (a, b))
    if open_a == open_b or another_name(a, b):
        return None
    if weigh(a, b, context).weight < SHARED_BY_DOUBT:
        return None
    doubt, told = (a, b) if open_a else (b, a)
    if negative(told) or told.predicate.isdisjoint(doubt.held - doubt.predicate):
        return None
    values = ("not confirmed", "said") if open_a else ("said", "not confirmed")
    came_later = (
        doubt.published is not None and told.published is not None
        and told.published > doubt.published
    )  # fmt: skip
    verdict = "update" if came_later else "tension"
    why = "what was open is told later" if came_later else "what one tells, the other leaves open"
    return Reading("unconfirmed", verdict, values, why, "unconfirmed")
