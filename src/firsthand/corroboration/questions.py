"""Questions on which the reports of a story differ, with their sides. Never a verdict on truth.

Two claims are sides of one question if they speak of the same thing (same predicate, same main
participants, much likeness) and differ in one slot: a time, a number, a person, or whether it is so
at all. A denial that only points back ("denied such claims") answers the claims just before it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.corroboration import candidates, denials
from firsthand.corroboration.context import Context, Facts
from firsthand.corroboration.match import likeness
from firsthand.corroboration.slots import (
    another_name,
    clashing,
    clashing_times,
    contrary,
    crossing,
    negative,
    opposed,
)
from firsthand.records import Claim, Moment, Question, Range, Report, Side
from firsthand.text import numbers

#: likeness that two reports need to be about one question, by kind; higher where a slot is cheap
ENOUGH = {"time": 0.38, "number": 0.32, "denial": 0.46, "other": 0.42, "compatible": 0.15}
#: of two accounts of one number neither is farther from the other than this factor
MAX_RATIO = 4.0
#: two accounts of when one thing happened lie within so many days
MAX_DAYS = 15
#: units in which one thing is measured again and again with other rounding
PHYSICAL = frozenset({"km", "kg", "minute", "USD", "EUR", "GBP"})
#: predicates that say too little for their negation to be a contradiction
VAGUE = frozenset("get make take go come see have do be keep know want think mean let put".split())
#: reports of a claim that are compared
MAX_COMPARED = 8
#: sides of one question
MAX_SIDES = 8


@dataclass(frozen=True, slots=True)
class _Difference:
    """Two claims that answer one question differently."""

    kind: str
    verdict: str
    a: int
    b: int
    #: the reports that differ, and their answers
    reports: tuple[Report, Report]
    values: tuple[str, str]
    why: str


def find(claims: Sequence[Claim], context: Context) -> tuple[Question, ...]:
    """Return the disagreements among the claims of a story."""
    found = [*_between(claims, context), *_answers(claims, context)]
    found.sort(key=lambda one: (one.kind, one.a, one.b))
    return tuple(_question(group, claims) for group in _gather(found))


def _between(claims: Sequence[Claim], context: Context) -> list[_Difference]:
    """Differences between claims that are worth comparing."""
    reports: list[Report] = []
    owner: list[int] = []
    for index, claim in enumerate(claims):
        for report in _distinct(claim, context):
            reports.append(report)
            owner.append(index)
    best: dict[tuple[int, int, str], tuple[float, _Difference]] = {}
    for one, other in candidates.pairs(reports, context):
        pair = (one, other) if owner[one] < owner[other] else (other, one)
        found = _difference(
            owner[pair[0]], owner[pair[1]], reports[pair[0]], reports[pair[1]], context
        )
        if found:
            score, difference = found
            key = (difference.a, difference.b, difference.kind)
            if key not in best or score > best[key][0]:
                best[key] = (score, difference)
    return [difference for _, difference in best.values()]


def _distinct(claim: Claim, context: Context) -> list[Report]:
    """A few reports of a claim in different words."""
    seen: dict[tuple[str, ...], Report] = {}
    for report in claim.reports:
        seen.setdefault(context.of(report).forms, report)
        if len(seen) == MAX_COMPARED:
            break
    return list(seen.values())


def _difference(
    a: int, b: int, mine: Report, other: Report, context: Context
) -> tuple[float, _Difference] | None:
    one, two = context.of(mine), context.of(other)
    if mine.article == other.article and mine.start < other.stop and other.start < mine.stop:
        return None
    score = likeness(one, two, context)
    elsewhere = mine.article != other.article
    for kind, verdict, values, why in _readings(one, two, context):
        # an article that gives two times or numbers mostly speaks of two things
        if not elsewhere and kind in {"time", "number"}:
            continue
        if a == b and verdict != "compatible":
            continue
        if verdict != "compatible" and not _same_matter(one, two):
            continue
        if score >= ENOUGH.get("compatible" if verdict == "compatible" else kind, 1.0):
            return score, _Difference(kind, verdict, a, b, (mine, other), values, why)
    return None


def _same_matter(a: Facts, b: Facts) -> bool:
    """Same predicate, or the predicate of one among the words of the other; no other name in a role."""
    return crossing(a, b) and not another_name(a, b)


_Reading = tuple[str, str, tuple[str, str], str]


def _readings(a: Facts, b: Facts, context: Context) -> list[_Reading]:
    """The ways in which two reports on one matter differ, the weightiest first."""
    found = (_denial(a, b, context), _number(a, b, context), _rounded(a, b), _time(a, b))
    return [reading for reading in found if reading]


def _denial(a: Facts, b: Facts, context: Context) -> _Reading | None:
    why = contrary(a, b, context)
    if not why:
        return None
    if opposed(a, b, context):
        return (
            "other",
            _later(a, b),
            (a.report.proposition.predicate, b.report.proposition.predicate),
            why,
        )
    if a.predicate.isdisjoint(b.predicate) or a.report.proposition.predicate in VAGUE:
        return None
    values = ("denied", "said") if negative(a) else ("said", "denied")
    verdict = "conflict" if "denied" in {a.report.stance, b.report.stance} else _later(a, b)
    return "denial", verdict, values, why


def _number(a: Facts, b: Facts, context: Context) -> _Reading | None:
    clash = clashing(a, b)
    if clash is None or clash.counted == "age" or not _near(clash.a.number, clash.b.number):
        return None
    values = (clash.a.text, clash.b.text)
    if numbers.compatible(clash.a, clash.b) and not _open(values[0]) and not _open(values[1]):
        return (
            "number",
            "compatible",
            values,
            f"{values[0]} and {values[1]} can both hold, given rounding",
        )
    if clash.counted in context.wordings.harms and _grows(a, b, clash.a.number, clash.b.number):
        return "number", "update", values, "a count that rose as reports came in"
    return "number", "conflict", values, f"{values[0]} against {values[1]}"


def _rounded(a: Facts, b: Facts) -> _Reading | None:
    """Two measures of one thing that differ in figures and agree within their rounding."""
    if a.names.isdisjoint(b.names):
        return None
    for unit, mine in a.counts:
        for name, other in b.counts:
            differ = unit == name and unit in PHYSICAL and mine.number != other.number
            if differ and mine.text != other.text and numbers.compatible(mine, other):
                values = (mine.text, other.text)
                return (
                    "number",
                    "compatible",
                    values,
                    f"{values[0]} and {values[1]} can both hold, given rounding",
                )
    return None


def _near(a: float, b: float) -> bool:
    """Whether two numbers can be accounts of one: not single things, not of another order."""
    small, large = sorted((abs(a), abs(b)))
    return large > 1 and large <= MAX_RATIO * small


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


def _time(a: Facts, b: Facts) -> _Reading | None:
    pair = clashing_times(a, b)
    if pair is None or a.report.proposition.tense == "past" != b.report.proposition.tense:
        return None
    if not _close(*pair):
        return None
    values = (pair[0].text, pair[1].text)
    return "time", "conflict", values, f"{values[0]} against {values[1]}"


def _close(a: Moment, b: Moment) -> bool:
    if not (a.earliest and a.latest and b.earliest and b.latest):
        return False
    gap = max(a.earliest, b.earliest) - min(a.latest, b.latest)
    return gap.days <= MAX_DAYS


def _later(a: Facts, b: Facts) -> str:
    """A later report that says otherwise brings news; one of the same day contradicts."""
    if a.published is None or b.published is None or abs(a.published - b.published) < 1:
        return "conflict"
    return "update"


# --------------------------------------------------------------------------- pointing back


def _answers(claims: Sequence[Claim], context: Context) -> list[_Difference]:
    """Denials and refusals to confirm that only point back to what was said before."""
    owner = {id(report): index for index, claim in enumerate(claims) for report in claim.reports}
    reports = [report for claim in claims for report in claim.reports]
    found = []
    for answer, asserted in denials.pointing_back(reports, context):
        a, b = owner[id(asserted)], owner[id(answer)]
        if a == b:
            continue
        denied = answer.stance == "denied"
        found.append(
            _Difference(
                "denial" if denied else "unconfirmed", "conflict" if denied else "tension", a, b,
                (asserted, answer), ("said", "denied" if denied else "not confirmed"),
                "the claims before it are denied" if denied else "the claims before it are not confirmed",
            )
        )  # fmt: skip
    return found


# --------------------------------------------------------------------------- sides


def _gather(found: Sequence[_Difference]) -> list[list[_Difference]]:
    """Join differences of one kind and verdict whose claims all differ from one another."""
    differ = {(one.kind, one.verdict, min(one.a, one.b), max(one.a, one.b)) for one in found}
    groups: list[tuple[set[int], list[_Difference]]] = []
    for one in found:
        home = next((g for g in groups if _fits(g, one, differ)), None)
        if home:
            home[0].update((one.a, one.b))
            home[1].append(one)
        else:
            groups.append(({one.a, one.b}, [one]))
    return [members for _, members in groups]


def _fits(
    group: tuple[set[int], list[_Difference]],
    one: _Difference,
    differ: set[tuple[str, str, int, int]],
) -> bool:
    held, members = group
    if (members[0].kind, members[0].verdict) != (one.kind, one.verdict) or not held & {
        one.a,
        one.b,
    }:
        return False
    joined = held | {one.a, one.b}
    return len(joined) <= MAX_SIDES and all(
        (one.kind, one.verdict, x, y) in differ for x in joined for y in joined if x < y
    )


def _question(group: Sequence[_Difference], claims: Sequence[Claim]) -> Question:
    values: dict[tuple[int, str], list[Report]] = {}
    for one in group:
        for claim, report, value in zip((one.a, one.b), one.reports, one.values, strict=True):
            within = one.a == one.b
            held = next((key for key in values if key[0] == claim and not within), (claim, value))
            values.setdefault(held, []).append(report)
    sides = tuple(
        _side(claims[claim], value, reports if group[0].a == group[0].b else claims[claim].reports)
        for (claim, value), reports in sorted(values.items(), key=lambda item: item[0])
    )
    return Question(kind=group[0].kind, verdict=group[0].verdict, sides=sides, why=group[0].why)


def _side(claim: Claim, value: str, reports: Sequence[Report]) -> Side:
    places = dict.fromkeys((report.article, report.start, report.stop) for report in reports)
    return Side(
        value=value,
        claims=(claim.id,),
        reports=tuple(places),
        independent_origins=Range(
            low=claim.independent_origins.low, high=claim.independent_origins.high
        ),
    )
