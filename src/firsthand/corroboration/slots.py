"""Slots on which two reports cannot both be the same claim: time, number, person, polarity."""

import re
from collections.abc import Iterator
from datetime import timedelta
from functools import cache, lru_cache
from itertools import islice, product
from typing import NamedTuple

from firsthand.corroboration import ways
from firsthand.corroboration.context import Context
from firsthand.corroboration.counting import MEASURES
from firsthand.corroboration.deeds import (
    is_drifted,
    meet,
    one_deed,
    opposed,
    other_participant,
    same_matter,
    words_meet,
)
from firsthand.corroboration.facts import Facts, is_name
from firsthand.corroboration.persons import another_doer, one_of_many
from firsthand.corroboration.sites import another_place
from firsthand.corroboration.terms import stem, term
from firsthand.lexicon import tongues, wordings
from firsthand.lexicon.moments import weekday_names
from firsthand.records import Argument, Moment, Quantity
from firsthand.text import numbers
from firsthand.text.words import words

#: an interval of times longer than this (days) says too little to contradict another
LONG_DAYS = 8
#: a time of at most so many days keeps claims apart
PRECISE_DAYS = 2
#: part of what one time proves that is left of a month or a year: much happens in it
COARSE = 0.5
#: units in which one thing is measured again and again with other rounding
PHYSICAL = frozenset({"km", "kg", "USD", "EUR", "GBP"})
#: a smaller number is given of many things, and shows by itself no more than a word
TELLING = 5
#: prepositions that tie to a predicate whom it took to do it
PARTNERS = ("with", "against")
_NO_NUMBERS: frozenset[float] = frozenset()
_CALENDAR = re.compile(r"\d{4}(-\d\d)?")


def conflicts(a: Facts, b: Facts, context: Context) -> Iterator[str]:
    """Yield the reasons why two reports cannot assert the same, each looked for when it is asked for."""
    return filter(None, _looked_for(a, b, context))


def _looked_for(a: Facts, b: Facts, context: Context) -> Iterator[str]:
    yield contrary(a, b, context)
    yield _numbers(a, b)
    yield _times(a, b)
    yield another_name(a, b)
    yield another_doer(a, b)
    yield one_of_many(a, b, context) or one_of_many(b, a, context)
    yield _earlier(a, b, context)
    yield _another_event(a, b, context)
    yield another_place(a, b, context)
    yield from ways.differing(a, b, context)
    yield _long_before(a, b) or _long_before(b, a)


def _another_event(a: Facts, b: Facts, context: Context) -> str:
    """Tell whether both only say that something took place, and not of the same."""
    happening = context.wordings["happening"]
    if a.predicate.isdisjoint(happening) or b.predicate.isdisjoint(happening):
        return ""
    return "another event" if other_participant(a, b, context) else ""


def _long_before(a: Facts, b: Facts) -> str:
    """Tell whether the one is of what was long before, and the other of what has a later time.

    What a text without a date is of, and how long before, is not known.
    """
    if a.published is None or b.published is None:
        return ""
    apart = a.old and b.when and not b.old and not one_time(a, b)
    return "one is of long before" if apart and not is_drifted(a, b) else ""


def contrary(a: Facts, b: Facts, context: Context) -> str:
    """Tell why one report says that it is so and the other that it is not; empty if they do not."""
    differ = a.negative != b.negative
    if not differ and not a.predicate.isdisjoint(b.predicate):
        return ""
    if not (a.predicate & b.predicate).isdisjoint(context.wordings["denying"]):
        return ""  # two that deny say the same, whichever of them was read as a denial
    if opposed(a, b, context):
        # "unharmed" and "not hurt" say the same
        return (
            ""
            if differ
            else f"contrary: {a.report.proposition.predicate}, {b.report.proposition.predicate}"
        )
    if (
        differ
        and not _both_say_no(a, b)
        and ("denied" in {a.report.stance, b.report.stance} or same_matter(a, b))
    ):
        return "one asserts what the other says is not so"
    return ""


def _both_say_no(a: Facts, b: Facts) -> bool:
    """Whether both say no of one thing, though in one what says more ("ruled that it was not") hides it."""
    if "denied" in {a.report.stance, b.report.stance}:
        denial, told = (a, b) if a.report.stance == "denied" else (b, a)
        # "does not think that it answered", "went on without answering"
        return not _denied_words(told.forms).isdisjoint(map(stem, denial.forms))
    return not _denied_words(a.forms).isdisjoint(_denied_words(b.forms))


def _denied_words(forms: tuple[str, ...]) -> frozenset[str]:
    """The telling words that follow a "no" or "not"."""
    no, little = tongues.load("en").no, wordings.load()["little"]
    found: set[str] = set()
    for at, form in enumerate(forms):
        if form in no:
            rest = (word for word in forms[at + 1 :] if word not in little and word not in no)
            found.update(stem(word) for word in islice(rest, 1))
    return frozenset(found)


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
            (name, other) for name, other in b.counts if same_count(counted, quantity, name, other)
        ]
        mates = [
            mine
            for name, mine in a.counts
            if any(same_count(name, mine, *rival) for rival in rivals)
        ]
        if rivals and not any(agree(mine, other) for mine in mates for _, other in rivals):
            return Clash(counted, quantity, rivals[0][1])
    return None


def same_count(one: str, a: Quantity, other: str, b: Quantity) -> bool:
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
        - _loose_words()
    )


@cache
def _loose_words() -> frozenset[str]:
    return frozenset(stem(word) for word in wordings.load()["around_numbers"])


def agree(a: Quantity, b: Quantity) -> bool:
    """Whether two quantities give the same number: equal, or equal once one is rounded.

    "At least four" and "at least six" could both hold, but they are two claims.
    """
    if a.number == b.number:
        return True
    tolerance = 0.08 * max(abs(a.number), abs(b.number))
    return abs(a.number - b.number) <= tolerance and numbers.compatible(a, b)


def _numbers(a: Facts, b: Facts) -> str:
    """Tell which numbers keep two reports apart.

    A number that both give shows that they speak of one thing ("six dead and 120 wounded", "six dead
    and more than 100 wounded"); what else differs is then a disagreement within it.
    """
    if a.figures and b.figures and a.figures.isdisjoint(b.figures):
        return f"numbers differ: {', '.join(sorted(a.figures))}; {', '.join(sorted(b.figures))}"
    telling = any(abs(number) >= TELLING for number in a.numbers & b.numbers)
    found = None if telling else clashing(a, b)
    return f"numbers differ: {found.a.text}, {found.b.text}" if found else ""


# --------------------------------------------------------------------------- times


def clashing_times(a: Facts, b: Facts) -> tuple[Moment, Moment] | None:
    """Return a pair of moments if no moment of the one can be any of the other.

    Only moments of the clause itself count: what stands outside dates the saying, not what is said.
    """
    mine, theirs = a.when, b.when
    if not mine or not theirs or not all(are_apart(one, other) for one in mine for other in theirs):
        return None
    # "today" in texts of two days is mostly one text retold, not two accounts
    if any(_reads_alike(one, other) for one in mine for other in theirs):
        return None
    return mine[0], theirs[0]


def one_time(a: Facts, b: Facts) -> bool:
    """Whether both clauses give a time, and one of these can be the same."""
    theirs = b.when
    return any(not are_apart(one, other) for one in a.when for other in theirs)


def shared_time(a: Facts, b: Facts) -> float:
    """How far one time shows that two clauses are of one thing: "on Monday" and "since Monday" do not."""
    if (
        not a.when
        or not b.when
        or a.terms_of_time != b.terms_of_time
        or not any(_overlap(one, other) for one in a.when for other in b.when)
    ):
        return 0.0
    return COARSE if _is_coarse(a) or _is_coarse(b) else 1.0


def _overlap(a: Moment, b: Moment) -> bool:
    """Whether some day can be both; of what has no bounds nothing is known."""
    if a.earliest is None or a.latest is None or b.earliest is None or b.latest is None:
        return False
    return max(a.earliest, b.earliest) <= min(a.latest, b.latest)


def _is_coarse(facts: Facts) -> bool:
    """Whether all its times are longer than a week or so."""
    lasting = (m.latest - m.earliest for m in facts.when if m.latest and m.earliest)
    return all(time.days > LONG_DAYS for time in lasting)


def one_measure(a: Facts, b: Facts) -> frozenset[float]:
    """Numbers of the first that the other gives in another unit or rounding ("100 feet", "30 m")."""
    if not a.counts or not b.counts:
        return _NO_NUMBERS
    return frozenset(
        mine.number
        for unit, mine in a.counts
        for other_unit, other in b.counts
        if unit == other_unit and unit in PHYSICAL and agree(mine, other)
    )


def measuring(a: Facts, b: Facts) -> bool:
    """Whether both give one measure of one subject: what it is called by matters little."""
    return bool(one_measure(a, b)) and meet(a, b, "subject")


def one_clock(a: Facts, b: Facts) -> bool:
    """Whether both give the same time of the same day by the clock."""
    return not a.clocks.isdisjoint(b.clocks)


def _reads_alike(a: Moment, b: Moment) -> bool:
    one, other = a.text.lower(), b.text.lower()
    return one in other or other in one


def are_apart(a: Moment, b: Moment) -> bool:
    """Whether two moments cannot be one: days that differ, or longer times that lie well apart."""
    mine, theirs = _weekday(a.text), _weekday(b.text)
    if mine and theirs and mine.isdisjoint(theirs):
        return True
    if a.earliest is None or a.latest is None or b.earliest is None or b.latest is None:
        return False
    gap = max(a.earliest, b.earliest) - min(a.latest, b.latest)
    if gap > timedelta(0) and _is_calendar(a) and _is_calendar(b):
        return True
    longest = max(a.latest - a.earliest, b.latest - b.earliest)
    return gap > timedelta(0) and (longest.days <= LONG_DAYS or gap > longest)


@lru_cache(maxsize=1 << 10)
def _weekday(text: str) -> frozenset[str]:
    """The day of the week that a time names; of a text without a date it may be all that is known."""
    return frozenset(word.form for word in words(text)) & weekday_names("en", ("wide",)).keys()


def _is_calendar(moment: Moment) -> bool:
    """Whether it is a year or a month of one: what is of 1996 is not of 1998."""
    return bool(_CALENDAR.fullmatch(moment.value or ""))


def _is_loose(moment: Moment) -> bool:
    """Whether it is told by the week: "last week" and "this week" are mixed up on the way."""
    if moment.earliest is None or moment.latest is None:
        return True
    return PRECISE_DAYS < (moment.latest - moment.earliest).days <= LONG_DAYS


def _times(a: Facts, b: Facts) -> str:
    """Tell which days keep two reports apart.

    Weeks are told loosely, a clause with several times may date several things, and a copy that
    changed the day is still a copy.
    """
    pair = clashing_times(a, b)
    if pair and (any(_is_loose(x) for x in pair) or is_drifted(a, b)):
        return ""
    if len(a.when) > 1 or len(b.when) > 1:
        return ""
    return f"times differ: {pair[0].text}, {pair[1].text}" if pair else ""


# --------------------------------------------------------------------------- persons


def another_name(a: Facts, b: Facts) -> str:
    """Tell whether another one is named: as subject or object, or where it is told who somebody is."""
    lists = wordings.load()
    identifying = a.predicate & lists["identifying"]
    verbs = a.report.proposition.predicate, b.report.proposition.predicate
    if identifying.isdisjoint(b.predicate) or not lists["voting"].isdisjoint(verbs):
        return _another_party(a, b)
    mine, theirs = (facts.names.intersection(facts.forms) for facts in (a, b))
    if mine and theirs and mine.isdisjoint(theirs):
        return f"another name: {' '.join(sorted(mine))}; {' '.join(sorted(theirs))}"
    return ""


def _another_party(a: Facts, b: Facts) -> str:
    for role in ("subject", "object", "as"):
        mine, theirs = a.named.get(role), b.named.get(role)
        if not mine or not theirs or not mine.isdisjoint(theirs):
            continue
        # where both clauses have one of the names, who did what may have been misread
        misread = (mine <= b.names) != (theirs <= a.names)
        if not (misread and a.predicate.isdisjoint(b.predicate)) and not words_meet(a, b, role):
            return f"another {role}: {' '.join(sorted(mine))}; {' '.join(sorted(theirs))}"
    return _another_partner(a, b)


def _another_partner(a: Facts, b: Facts) -> str:
    """Tell whether it was done with or against another one, who is not named in the other clause."""
    if a.predicate.isdisjoint(b.predicate):
        return ""
    for role in PARTNERS:
        for mine, theirs in product(_called(a, role), _called(b, role)):
            # "the Norland leader" may be the one who has a name in the other
            if is_name(mine) == is_name(theirs) and not (
                _is_told_in(mine, b) or _is_told_in(theirs, a)
            ):
                return f"another {role}: {mine.name}; {theirs.name}"
    return ""


def _called(facts: Facts, role: str) -> list[Argument]:
    """Those in a role of whom some word is a name's or a nation's."""
    return [x for x in facts.report.proposition.filling(role) if _proper(x)]


def _proper(argument: Argument) -> list[str]:
    return [word.lower() for word in argument.name.split() if word[:1].isupper()]


def _is_told_in(argument: Argument, facts: Facts) -> bool:
    """Whether a clause holds one of the names of it, by whatever word that says the same."""
    known = wordings.load()
    return any(not term(name, known).isdisjoint(facts.held) for name in _proper(argument))


def _earlier(a: Facts, b: Facts, context: Context) -> str:
    """Tell whether one is of earlier ones ("condemned past launches", "condemned the launch")."""
    mine, theirs = (
        any(
            not context.wordings["earlier"].isdisjoint(argument.words)
            for argument in facts.report.proposition.filling("object")
        )
        for facts in (a, b)
    )
    return "one tells of earlier ones" if mine != theirs and one_deed(a, b, context) else ""
