"""Slots on which two reports cannot both be the same claim: time, number, person, polarity."""

from typing import NamedTuple

from firsthand.corroboration.context import MEASURES, Context, Facts
from firsthand.corroboration.terms import stem
from firsthand.records import Moment, Quantity, Report
from firsthand.text import numbers
from firsthand.text.words import words

#: an interval of times longer than this (days) says too little to contradict another
LONG_DAYS = 8
_HEDGES = frozenset(
    stem(word)
    for word in """
    more than least about around nearly almost some over another further additional million thousand
    hundred dozen other most three four five seven eight nine
    """.split()
)


def conflicts(a: Facts, b: Facts, context: Context) -> list[str]:
    """Return the reasons why two reports cannot assert the same; empty if there is none."""
    found = (
        contrary(a, b, context),
        _numbers(a, b),
        _times(a, b),
        another_name(a, b),
    )
    return [reason for reason in found if reason]


def negative(facts: Facts) -> bool:
    """Whether the report asserts that something is not so."""
    return facts.report.proposition.negated or facts.report.stance == "denied"


def crossing(a: Facts, b: Facts) -> bool:
    """Whether the predicates agree, or one is among the words of the other."""
    return not (a.predicate.isdisjoint(b.held) and b.predicate.isdisjoint(a.held))


def apart(a: Facts, b: Facts, role: str) -> bool:
    """Whether both reports fill a role, with participants of other kinds."""
    mine, theirs = a.heads.get(role), b.heads.get(role)
    return bool(mine and theirs and mine.isdisjoint(theirs))


def opposed(a: Facts, b: Facts, context: Context) -> bool:
    """Whether the predicates are contraries ("missing", "freed")."""
    if not a.predicate.isdisjoint(b.predicate):
        return False
    return any(
        b.predicate & context.wordings.opposites.get(name, frozenset()) for name in a.predicate
    )


def contrary(a: Facts, b: Facts, context: Context) -> str:
    """Tell why one report says that it is so and the other that it is not; empty if they do not."""
    differ = negative(a) != negative(b)
    if opposed(a, b, context):
        # "unharmed" and "not hurt" say the same
        return (
            ""
            if differ
            else f"contrary: {a.report.proposition.predicate}, {b.report.proposition.predicate}"
        )
    if differ and ("denied" in {a.report.stance, b.report.stance} or crossing(a, b)):
        return "one asserts what the other says is not so"
    return ""


# --------------------------------------------------------------------------- numbers


class Clash(NamedTuple):
    """Two quantities that count the same and give different numbers."""

    counted: str
    a: Quantity
    b: Quantity


def clashing(a: Facts, b: Facts) -> Clash | None:
    """Find a count on which two reports differ.

    A quantity is in order if any of the other report's that counts the same agrees with it.
    """
    for counted, quantity in a.counts:
        rivals = [
            (name, other) for name, other in b.counts if _same_count(counted, quantity, name, other)
        ]
        mates = [
            mine
            for name, mine in a.counts
            if any(_same_count(name, mine, *rival) for rival in rivals)
        ]
        if rivals and not any(_agree(mine, other) for mine in mates for _, other in rivals):
            return Clash(counted, quantity, rivals[0][1])
    return None


def _same_count(one: str, a: Quantity, other: str, b: Quantity) -> bool:
    """Whether two quantities have one unit, or what they count shares a word ("star systems", "stars")."""
    if one == other:
        return True
    if not one or not other or one in MEASURES or other in MEASURES:
        return False
    return not _counted(a).isdisjoint(_counted(b))


def _counted(quantity: Quantity) -> frozenset[str]:
    return (
        frozenset(
            stem(word.form)
            for word in words(quantity.text)
            if word.form.isalpha() and len(word.form) > 3
        )
        - _HEDGES
    )


def _agree(a: Quantity, b: Quantity) -> bool:
    """Whether two quantities give the same number: equal, or equal once one is rounded.

    "At least four" and "at least six" could both hold, but they are two claims.
    """
    if a.number == b.number:
        return True
    tolerance = 0.08 * max(abs(a.number), abs(b.number))
    return abs(a.number - b.number) <= tolerance and numbers.compatible(a, b)


def _numbers(a: Facts, b: Facts) -> str:
    found = clashing(a, b)
    return f"numbers differ: {found.a.text}, {found.b.text}" if found else ""


# --------------------------------------------------------------------------- times


def dated(report: Report) -> list[Moment]:
    """Moments of the clause itself that are precise enough to contradict.

    What stands outside the clause dates the saying, not what is said.
    """
    return [
        moment
        for moment in report.times
        if moment.earliest
        and moment.latest
        and (moment.latest - moment.earliest).days <= LONG_DAYS
        and report.start <= moment.start < report.stop
    ]


def clashing_times(a: Facts, b: Facts) -> tuple[Moment, Moment] | None:
    """Return a pair of moments if no moment of the one can be any of the other."""
    mine, theirs = dated(a.report), dated(b.report)
    if not mine or not theirs or any(_meet(one, other) for one in mine for other in theirs):
        return None
    # "today" in texts of two days is mostly one text retold, not two accounts
    if {one.text.lower() for one in mine} & {other.text.lower() for other in theirs}:
        return None
    return mine[0], theirs[0]


def _meet(a: Moment, b: Moment) -> bool:
    if a.earliest is None or a.latest is None or b.earliest is None or b.latest is None:
        return True
    return a.earliest <= b.latest and b.earliest <= a.latest


def _times(a: Facts, b: Facts) -> str:
    pair = clashing_times(a, b)
    return f"times differ: {pair[0].text}, {pair[1].text}" if pair else ""


# --------------------------------------------------------------------------- persons


def another_name(a: Facts, b: Facts) -> str:
    """Same predicate, but another named subject or object."""
    for role in ("subject", "object"):
        mine, theirs = _named(a, role), _named(b, role)
        if mine and theirs and mine.isdisjoint(theirs) and not _words_meet(a, b, role):
            return f"another {role}: {' '.join(sorted(mine))}; {' '.join(sorted(theirs))}"
    return ""


def _named(facts: Facts, role: str) -> frozenset[str]:
    found: set[str] = set()
    for argument in facts.report.proposition.arguments:
        if argument.role == role and argument.name[:1].isupper():
            found.update(word for word in argument.name.lower().split() if word in facts.names)
    return frozenset(found)


def _words_meet(a: Facts, b: Facts, role: str) -> bool:
    held = frozenset().union(*b.roles.get(role, frozenset()))
    return any(not one.isdisjoint(held) for one in a.roles.get(role, frozenset()))
