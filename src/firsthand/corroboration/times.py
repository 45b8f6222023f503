"""Where two reports on one matter give another time."""

import re
from collections.abc import Iterator
from itertools import product

from firsthand.corroboration.bearers import one_matter
from firsthand.corroboration.context import Context
from firsthand.corroboration.deeds import apart, crossing
from firsthand.corroboration.facts import CLOCK, DAY, Facts
from firsthand.corroboration.readings import Reading, later
from firsthand.corroboration.slots import another_name, clashing_times
from firsthand.lexicon.wordings import Wordings
from firsthand.records import Moment
from firsthand.text.words import forms

#: two accounts of when one thing happened lie within so many days, or, by the clock, minutes
MAX_DAYS, MAX_MINUTES = 15, 60
#: minutes between two times of which one has morning for evening
HALF_A_DAY = 720
#: "about seven" may be so many minutes from it
ABOUT_MINUTES = 30


def timed(a: Facts, b: Facts, context: Context) -> Reading | None:
    """Two times of what may be one thing."""
    pair = clashing_times(a, b)
    if (pair is None and not (a.clocks and b.clocks)) or another_name(a, b):
        return None
    if pair is None:
        return _by_the_clock(a, b, context)
    if (
        _past(a, pair[0]) != _past(b, pair[1])
        or not _near(*pair)
        or _is_roughly(*pair, context.wordings)
    ):
        return None
    values = (pair[0].text, pair[1].text)
    if not _of_one_predicate(a, b, context):
        return _by_the_clock(a, b, context)
    if any(
        _is_by_the_day(m, context.wordings) or _is_counted_on(m, context.wordings) for m in pair
    ):
        return None
    past = _past(a, pair[0])
    if past:
        needs = "time" if one_matter(a, b, context) else "time of another"
    else:
        needs = "time of another" if apart(a, b, "subject") else "plan"
    if a.terms_of_time & b.terms_of_time:
        needs = "term"
    # of two plans the later one holds
    verdict = "conflict" if past else later(a, b)
    return Reading("time", verdict, values, needs)


def _of_one_predicate(a: Facts, b: Facts, context: Context) -> bool:
    """Whether the predicates agree and say something: "expected to" does not.

    Of what both time in one way ("between"), or one voice tells, it is enough that the one holds the other's.
    """
    alike = not (a.terms_of_time.isdisjoint(b.terms_of_time) and a.voice.isdisjoint(b.voice))
    return any(
        one.report.proposition.predicate not in context.wordings["vague"]
        and not one.predicate.isdisjoint(other.held if alike else other.predicate)
        for one, other in ((a, b), (b, a))
    )


def _is_by_the_day(moment: Moment, lists: Wordings) -> bool:
    """Whether it is told from the day of writing ("yesterday"): it is no surer than an article's date.

    Texts are printed, and put on the web, a day and more after they were written.
    """
    return not lists["by_the_day"].isdisjoint(forms(moment.text))


def _is_counted_on(moment: Moment, lists: Wordings) -> bool:
    """Whether it is told from what another thing was ("ten minutes later"): its own hour is read into it."""
    return forms(moment.text)[-1] in lists["apart"]


def _by_the_clock(a: Facts, b: Facts, context: Context) -> Reading | None:
    """Two times of one day, by the clock, that are near one another."""
    if not a.clocks or not b.clocks or a.clocks & b.clocks:
        return None
    if not crossing(a, b) and not _are_kin(a, b, context.wordings):
        return None
    lists = context.wordings
    for (mine, one), (other, two) in product(_clocked(a, lists), _clocked(b, lists)):
        if not (one[1] == two[1] or _gives_day(a, two[1]) or _gives_day(b, one[1])):
            continue
        apart = _minutes(one, two)
        if 0 < apart <= MAX_MINUTES or apart == HALF_A_DAY:
            values = (mine.text, other.text)
            loose = _is_about(a, mine, lists) or _is_about(b, other, lists)
            if loose and apart < ABOUT_MINUTES:
                return Reading("time", "compatible", values, "clock", why=_roughly(values))
            return Reading("time", "conflict", values, "clock")
    return None


def _gives_day(facts: Facts, day: str) -> bool:
    """Whether a clause gives a day, beside a time by the clock that has none of its own."""
    return any(moment.value == day for moment in facts.when)


def _clocked(facts: Facts, lists: Wordings) -> Iterator[tuple[Moment, re.Match[str]]]:
    """The times by the clock that a clause gives itself."""
    for moment in facts.report.when:
        found = CLOCK.match(moment.value or "")
        if found and not _is_counted_on(moment, lists):
            yield moment, found


def _are_kin(a: Facts, b: Facts, lists: Wordings) -> bool:
    """Whether both tell of what often is one event: an attack here, a blast that was heard there."""
    return any(not kin.isdisjoint(a.held) and not kin.isdisjoint(b.held) for kin in lists.kin)


def _roughly(values: tuple[str, str]) -> str:
    return f"{values[0]} and {values[1]} can both hold, one being told roughly"


def _is_about(facts: Facts, moment: Moment, lists: Wordings) -> bool:
    """Whether a time is told roughly: "at about 7", "shortly before 7"."""
    told = forms(moment.text)
    at = next((i for i, form in enumerate(facts.forms) if form == told[0]), 0) if told else 0
    return not lists["roughly"].isdisjoint((*told, *facts.forms[max(0, at - 2) : at]))


def _minutes(one: re.Match[str], two: re.Match[str]) -> int:
    return abs(60 * int(one[2]) + int(one[3]) - 60 * int(two[2]) - int(two[3]))


def _past(facts: Facts, moment: Moment) -> bool:
    """Tell whether it is told as past; "was possible as soon as Tuesday" on Monday is not."""
    ahead = (
        facts.published is not None
        and moment.earliest is not None
        and moment.earliest.timestamp() / DAY > facts.published
    )
    return facts.report.proposition.tense == "past" and not ahead


def _is_roughly(a: Moment, b: Moment, lists: Wordings) -> bool:
    """Whether one counts back, and they are a day apart: "ten days ago", "the past week" are said loosely."""
    if not (a.earliest and a.latest and b.earliest and b.latest):
        return False
    loose = any(not lists["counting_back"].isdisjoint(forms(m.text)) for m in (a, b))
    return loose and (max(a.earliest, b.earliest) - min(a.latest, b.latest)).days < 1


def _near(a: Moment, b: Moment) -> bool:
    if not (a.earliest and a.latest and b.earliest and b.latest):
        return False
    gap = max(a.earliest, b.earliest) - min(a.latest, b.latest)
    return gap.days <= MAX_DAYS
