"""Where two reports on one matter give another number."""

from itertools import pairwise

from firsthand.corroboration.bearers import parted
from firsthand.corroboration.context import Context
from firsthand.corroboration.counting import MEASURES, kind_of, term_of
from firsthand.corroboration.deeds import apart, crossing
from firsthand.corroboration.facts import Facts
from firsthand.corroboration.readings import Reading, are_near
from firsthand.corroboration.slots import (
    Clash,
    another_name,
    clashing,
    clashing_times,
    one_time,
)
from firsthand.corroboration.terms import Term, term
from firsthand.corroboration.times import MAX_DAYS
from firsthand.lexicon.wordings import Wordings
from firsthand.records import Quantity
from firsthand.text import numbers
from firsthand.text.words import forms

#: of two accounts of one number neither is farther from the other than this factor
MAX_RATIO = 4.0
#: numbers of this size or more that differ by so little are hardly of two things
CLOSE_RATIO, CLOSE_SIZE = 1.15, 20
#: and measures that round to one another are no farther apart than this factor
ROUNDED_RATIO = 1.15
#: words on either side of a number that show what it is of
BESIDE = 4
#: and so many in common show by themselves what is measured
TOLD_TWICE = 2
#: measures in two units are one figure, converted and rounded, if they are no farther apart than this factor
CONVERTED = 1.04
#: tolls of that size are near one another up to this factor
NEAR_TOLLS = 1.5
#: days between two texts that tell of one toll; what is told later may be of another
NEAR_DAYS = 2.0
#: counts of this size are rounded
ROUNDED_SIZE = 100
#: two accounts of one age are so many years apart at most: more is the age of another
MAX_AGES = 5
#: units in which one thing is measured again and again with other rounding
PHYSICAL = frozenset({"km", "kg", "minute", "USD", "EUR", "GBP"})
ROSE = "a count that rose as reports came in"


# --------------------------------------------------------------------------- numbers


def counted(a: Facts, b: Facts, context: Context) -> Reading | None:
    """Two numbers of what may be one thing."""
    clash = clashing(a, b)
    if clash is None or clash.counted in {"", "time"}:
        return None
    aged = clash.counted == "age"
    if not (aged or _comparable(clash)) or another_name(a, b) or _then(a, b):
        return None
    if aged:
        return _aged(clash, a, b)
    needs = _shared(clash, a, b, context)
    if needs is None or _tell_of_two(clash, a, b, context.wordings):
        return None
    if not _of_one(clash, a, b, context):
        return None
    if _loose(clash, a, b, context) or _is_part(clash, a, b, context.wordings):
        return None
    if needs == "number" and _is_one_measure(clash, a, b, context):
        needs = "measure"
    return _compared(clash, a, b, needs, context.wordings)


def _compared(clash: Clash, a: Facts, b: Facts, needs: str, lists: Wordings) -> Reading:
    """Tell how two numbers of one thing stand to one another."""
    values = (clash.a.text, clash.b.text)
    bound = any(_open(value, lists) for value in values)
    if numbers.compatible(clash.a, clash.b) and _near_sizes(clash) and not bound:
        return Reading("number", "compatible", values, needs, clash.counted, _both(values))
    if clash.counted in lists.harms and _grows(a, b, clash.a.number, clash.b.number):
        return Reading("number", "update", values, needs, clash.counted, ROSE)
    return Reading("number", "conflict", values, needs, clash.counted)


def _near_sizes(clash: Clash) -> bool:
    """Whether one may be the other, rounded, or is a range: "$160m" is no rough "$200m"."""
    small, large = _sizes(clash.a, clash.b)
    figures = ([form for form in forms(q.text) if form[0].isdigit()] for q in (clash.a, clash.b))
    return large <= ROUNDED_RATIO * small or max(map(len, figures)) > 1


def _tell_of_two(clash: Clash, a: Facts, b: Facts, lists: Wordings) -> bool:
    """Whether the numbers are of two things by what they count, or when."""
    sides = (clash.a, a), (clash.b, b)
    if any(_is_rank(quantity, facts, lists) for quantity, facts in sides):
        return True
    if not any(lists["surveying"].isdisjoint(facts.forms) for facts in (a, b)):
        return True  # each poll has its own figures
    if len({_is_speed(quantity, facts, lists) for quantity, facts in sides}) > 1:
        return True
    if _are_of_others(clash, lists):
        return True
    return _is_long_after(a, b, clash, lists)


def _sizes(a: Quantity, b: Quantity) -> tuple[float, float]:
    """How large the smaller and the larger is."""
    one, other = abs(a.number), abs(b.number)
    return min(one, other), max(one, other)


def _comparable(clash: Clash) -> bool:
    """Whether two numbers are near enough to be accounts of one."""
    small, large = _sizes(clash.a, clash.b)
    return 1 < large <= MAX_RATIO * small


def _are_of_others(clash: Clash, lists: Wordings) -> bool:
    """Whether each counts people of another sort: "three fighters", "four civilians"."""
    if kind_of(clash.counted, lists) != "person":
        return False
    mine, theirs = (_sort(quantity, lists) for quantity in (clash.a, clash.b))
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def _sort(quantity: Quantity, lists: Wordings) -> frozenset[str]:
    """Classes of the noun that is counted; none for people in general."""
    noun = quantity.unit or ""
    anybody = {"person", "people", "life", "body", "victim", "dead", "wounded", "other", ""}
    return frozenset() if noun in anybody else term(noun, lists)


def _is_long_after(a: Facts, b: Facts, clash: Clash, lists: Wordings) -> bool:
    """Whether the texts are far apart in time, and no time shows that they measure one thing."""
    if clash.counted in lists.harms or a.published is None or b.published is None:
        return False
    return abs(a.published - b.published) > MAX_DAYS and not one_time(a, b)


def _then(a: Facts, b: Facts) -> bool:
    """Whether one is of what was long before, and the other not of the same."""
    return bool(a.old or b.old) and a.old.isdisjoint(b.old)


def _is_rank(quantity: Quantity, facts: Facts, lists: Wordings) -> bool:
    """Whether a number tells which one it is, and counts nothing ("category two")."""
    return _stands_behind(lists["numbered"], quantity, facts)


def _stands_behind(words: frozenset[str], quantity: Quantity, facts: Facts) -> bool:
    """Whether one of some words stands just before a number."""
    first = forms(quantity.text)[0]
    return not words.isdisjoint(facts.forms) and any(
        one in words and two == first for one, two in pairwise(facts.forms)
    )


def _is_speed(quantity: Quantity, facts: Facts, lists: Wordings) -> bool:
    """Whether it is so much by the hour ("90 mph", "80 km an hour")."""
    if quantity.unit == "minute":
        return False  # "half an hour"
    own, speeds = forms(quantity.text), lists["speeds"]
    if own[-1] not in speeds and speeds.isdisjoint(facts.forms):
        return False
    at = next((i for i, form in enumerate(facts.forms) if form == own[-1]), len(facts.forms))
    return not speeds.isdisjoint((own[-1], *facts.forms[at + 1 :][:2]))


def _aged(clash: Clash, a: Facts, b: Facts) -> Reading | None:
    """Two ages of the one person that both clauses name."""
    alone = all(
        len(facts.report.proposition.names) == 1
        and sum(name == "age" for name, _ in facts.counts) == 1
        for facts in (a, b)
    )
    if not alone or a.names.isdisjoint(b.names) or not _near_ages(clash):
        return None
    values = (clash.a.text, clash.b.text)
    return Reading("number", "conflict", values, "age", "age")


def _near_ages(clash: Clash) -> bool:
    return abs(clash.a.number - clash.b.number) <= MAX_AGES


def _shared(clash: Clash, a: Facts, b: Facts, context: Context) -> str | None:
    """What shows that two numbers count one thing."""
    small, large = _sizes(clash.a, clash.b)
    if large >= CLOSE_SIZE and large <= CLOSE_RATIO * small and clash.counted != "percent":
        return "close number"
    if clash.counted in context.wordings.harms:
        return _toll(clash, a, b)
    if clash.counted in context.wordings["gauges"]:
        return "gauge"
    if clashing_times(a, b):
        return None
    if clash.counted == "percent" and a.predicate.isdisjoint(b.predicate):
        return None  # many things have a rate
    if not crossing(a, b):
        return "counted" if clash.counted != "person" else None
    if _bound(clash, context.wordings):
        return "bound"  # what may be at most is told of one ("she") and of all ("an adult")
    return None if apart(a, b, "subject") else "number"


def _of_one(clash: Clash, a: Facts, b: Facts, context: Context) -> bool:
    """Whether two numbers are of one thing: told by one predicate of one, or beside a word that both have.

    Of those who came to harm the words of harm show what is counted.
    """
    unit, lists = clash.counted, context.wordings
    if unit in lists["gauges"] or not lists.harms.isdisjoint(a.predicate & b.predicate):
        return True
    if not a.predicate.isdisjoint(b.predicate):
        return not parted(a, b, "subject", context)
    return bool(_beside_both(clash, a, b, context))


def _is_one_measure(clash: Clash, a: Facts, b: Facts, context: Context) -> bool:
    """Whether a unit and the words beside it say twice that one thing is measured ("late to arrive")."""
    return clash.counted in MEASURES and len(_beside_both(clash, a, b, context)) >= TOLD_TWICE


def _beside_both(clash: Clash, a: Facts, b: Facts, context: Context) -> Term:
    """Classes of the words that are near both numbers."""
    mine, theirs = (_beside(clash.counted, q, f, context) for q, f in ((clash.a, a), (clash.b, b)))
    return mine & theirs


def _beside(unit: str, quantity: Quantity, facts: Facts, context: Context) -> Term:
    """Classes of what is counted, and of the words near a number."""
    lists = context.wordings
    own = forms(quantity.text)
    at = next((i for i, form in enumerate(facts.forms) if form == own[0]), -1) if own else -1
    if at < 0:
        return frozenset()
    # of what is measured the units tell nothing ("2,500 km (1,550 miles)")
    own_words = () if unit in MEASURES else own
    units = {form for name, q in facts.counts if name in MEASURES for form in forms(q.text)}
    near = (
        *facts.forms[max(0, at - BESIDE) : at],
        *own_words,
        *facts.forms[at + len(own) :][:BESIDE],
    )
    telling = set(near).difference(
        lists["little"], lists["around_numbers"], lists["pronouns"], units
    )
    told = (form for form in telling if form.isalpha())
    return frozenset(name for form in told for name in term_of(form, lists))


def _toll(clash: Clash, a: Facts, b: Facts) -> str | None:
    """What shows that two tolls are of one event: large ones of two are seldom near one another."""
    if not _one_event(a, b):
        return None
    if not (are_near(a, b, NEAR_DAYS) or one_time(a, b)):
        return "counted"
    small, large = _sizes(clash.a, clash.b)
    near = small >= CLOSE_SIZE and large <= NEAR_TOLLS * small
    return "near harm" if near else "harm"


def _one_event(a: Facts, b: Facts) -> bool:
    """Whether no time and no name shows that two tolls are of two events."""
    elsewhere = a.own_names and b.own_names and a.own_names.isdisjoint(b.own_names)
    return not elsewhere and clashing_times(a, b) is None


def _bound(clash: Clash, lists: Wordings) -> bool:
    """Whether both numbers are bounds on one side ("up to ten years", "up to 14 years")."""
    mine, theirs = ({*forms(q.text)} for q in (clash.a, clash.b))
    return any(mine & lists[name] and theirs & lists[name] for name in ("at_most", "at_least"))


def _loose(clash: Clash, a: Facts, b: Facts, context: Context) -> bool:
    """Whether a number is vague ("scores") or no total ("two of the dead", "two more", "including two")."""
    kind = kind_of(clash.counted, context.wordings)
    return any(
        (kind, quantity.number) in context.on_top
        or " of " in quantity.text
        or _is_vague(quantity, context.wordings)
        for quantity in (clash.a, clash.b)
    ) or _is_included(clash, a, b, context.wordings)


def _is_included(clash: Clash, a: Facts, b: Facts, lists: Wordings) -> bool:
    """Whether one is part of a count before it, and the other of more ("26 dead, including 20 children")."""
    if _sort(clash.a, lists) == _sort(clash.b, lists):
        return False
    sides = (clash.a, a), (clash.b, b)
    return any(_stands_behind(lists["including"], quantity, facts) for quantity, facts in sides)


def _is_part(clash: Clash, a: Facts, b: Facts, lists: Wordings) -> bool:
    """Whether one side counts in parts what the other counts whole ("two pilots and 14 workers", "16")."""
    (small, facts), (large, _) = sorted(
        ((clash.a, a), (clash.b, b)), key=lambda side: side[0].number
    )
    rest = {
        quantity.number
        for name, quantity in facts.counts
        if quantity is not small
        if name == clash.counted or not (name in lists.harms or name in MEASURES)
    }
    return large.number - small.number in rest


def _is_vague(quantity: Quantity, lists: Wordings) -> bool:
    """Whether it has no figure of its own: "millions of dollars", "scores"."""
    told = forms(quantity.text)
    figures = any(form[0].isdigit() for form in told if form)
    return not figures and not lists["vague_numbers"].isdisjoint(told)


def rounded(a: Facts, b: Facts, context: Context) -> Reading | None:
    """Two measures of one thing that differ in figures and agree within their rounding."""
    lists = context.wordings
    if not (a.counts and b.counts) or (a.names.isdisjoint(b.names) and not crossing(a, b)):
        return None
    theirs = {(unit, other.number) for unit, other in b.counts}
    same = {unit for unit, mine in a.counts if (unit, mine.number) in theirs}
    pairs = [
        (mine, other)
        for unit, mine in a.counts
        for name, other in b.counts
        if unit and unit == name and unit not in same
        if not _is_vague(mine, lists) and not _is_vague(other, lists)
        if _measured(unit, mine, other) and numbers.compatible(mine, other)
        if not _is_converted(mine, other) and _of_one(Clash(unit, mine, other), a, b, context)
    ]
    if not pairs:
        return None
    # of "425 miles (680 kilometers)" the one in the unit that the other is written in
    mine, other = max(pairs, key=lambda pair: _last(pair[0]) == _last(pair[1]))
    values = (mine.text, other.text)
    return Reading("number", "compatible", values, "rounded", why=_both(values))


def _is_converted(mine: Quantity, other: Quantity) -> bool:
    """Whether one is the other in another unit ("2,700 km", "1,680 miles"), and tells nothing else."""
    small, large = _sizes(mine, other)
    units = {_last(mine), _last(other)}
    return len(units) > 1 and all(map(str.isalpha, units)) and large <= CONVERTED * small


def _last(quantity: Quantity) -> str:
    """Return the last word of a quantity, its unit as it is written."""
    return forms(quantity.text)[-1]


def _measured(unit: str, mine: Quantity, other: Quantity) -> bool:
    """Whether numbers are rounded: measures of any size, counts that are large and near."""
    small, large = _sizes(mine, other)
    if large > ROUNDED_RATIO * small:
        return False
    return unit in PHYSICAL or (small >= ROUNDED_SIZE and large <= CLOSE_RATIO * small)


def _both(values: tuple[str, str]) -> str:
    return f"{values[0]} and {values[1]} can both hold, given rounding"


def _open(text: str, lists: Wordings) -> bool:
    """Whether it is a bound: "at least four" would agree with every later count."""
    bounds = lists["at_least"] | lists["at_most"] | lists["beyond"]
    return not bounds.isdisjoint(forms(text)[:2])


def _grows(a: Facts, b: Facts, mine: float, other: float) -> bool:
    if a.published is None or b.published is None:
        return False
    earlier, after = (
        ((a, mine), (b, other)) if a.published <= b.published else ((b, other), (a, mine))
    )
    return earlier[1] <= after[1] or a.published == b.published
