"""Which of several times is that of the thing."""

from datetime import UTC, datetime, timedelta
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.records import Argument, Article, Moment, Proposition, Published, Report
from firsthand.text import moments
from firsthand.timeline.dates import choose, lasts, leading, own
from firsthand.timeline.dates import given as all_given

TOLD = datetime(2031, 5, 8, 9, tzinfo=UTC)  # a Thursday


def _times(which, text, **told):
    return [moment.text for moment in _found(which, text, **told)]


def _found(which, text, predicate="meet", arguments=()):
    published = Published(value="2031-05-08", earliest=TOLD, latest=TOLD, origin="metadata")
    article = Article(id="a", source="a", text=text, language="en", published=published)
    proposition = Proposition(
        predicate=predicate, negated=False, tense="past", arguments=arguments, words=(), names=()
    )
    report = Report(
        article="a", start=0, stop=len(text), quote=False, chain=(), stance="certain",
        stance_words=(), firsthand=False, values=(), proposition=proposition,
        times=tuple(moments.find(text, reference=published)),
    )  # fmt: skip
    return which(report, article)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Vint signed the 2016 treaty", []),
        ("Vint signed the treaty in 2016", ["2016"]),
        ("Vint left out the March figures", []),
        ("Orlo's 2030 budget was passed", []),
        ("Vint closed the pool this year after a leak", ["this year"]),
        ("The snow lay all over the winter", ["the winter"]),
        ("Over the winter we've had no snow", ["the winter"]),
        ("Vint trained for the Winter Games", []),
        ("Vint met the mayor in early May", ["early May"]),
        ("Vint won again since the games of 2006, 2009 and 2013", []),
        ("Vint won in 2006 and 2009", ["2006", "2009"]),
        ("The pool was closed between May 3 and May 5", ["May 3 and May 5"]),
        ("Vint closed the pool from Monday to Wednesday", ["Monday to Wednesday"]),
        ("Vint recalled the 25 January Uprising", []),
        ("Vint recalled the fall of Orlo", []),
        ("The pool was shut until Monday", []),
        ("Vint won for the first time since May", []),
        ("The pool was at its lowest level since Monday", []),
        ("The pool has been shut since Monday", ["Monday"]),
        ("Vint met the mayor ahead of the vote on Friday", []),
        ("The pool was shut May 3 – May 5", ["May 3 – May 5"]),
    ],
)
def test_a_time_that_is_part_of_a_name_dates_nothing(text, found):
    assert _times(own, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Vint on Wednesday praised the plan that Roon made on Monday", ["Wednesday"]),
        ("Posts were set up on Monday before a holiday on Friday", ["Monday"]),
        ("Before he left on Tuesday, Vint met the mayor on Monday", ["Monday"]),
        ("who left on Tuesday", ["Tuesday"]),
        ("On Wednesday Vint repeated what he had said two days earlier", ["Wednesday"]),
        ("Vint guarded the May 9 parade on Tuesday", ["Tuesday"]),
        ("On May 6 police met Vint", ["May 6"]),
        ("Vint won in May 2030, two months before the flood", ["May 2030"]),
        ("Vint won in May 2030, two years later", ["May 2030"]),
    ],
)
def test_the_time_of_the_thing_is_told_from_those_within_it(text, found):
    assert _times(leading, text) == found


@pytest.mark.parametrize(
    "text", ["Five died after the tunnel fell in on Monday", "the May 9 parade"]
)
def test_a_time_within_it_is_better_than_none(text):
    assert _times(leading, text) == []
    assert len(_times(own, text)) == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The guild founded in 1984 praised the mayor", []),
        ("The guild praised the mayor in 1984", ["1984"]),
        ("Vint praised the heirs of a mill they seized in 2007", []),
        ("In April, Vint praised the mayor", ["April"]),
    ],
)
def test_the_time_of_a_verb_within_it_dates_nothing(text, found):
    mayor = Argument(role="object", head="mayor", name="mayor", words=("mayor",))
    assert _times(own, text, predicate="praise", arguments=(mayor,)) == found


def _moment(begin, hours):
    first = TOLD + timedelta(hours=begin)
    last = first + timedelta(hours=hours)
    return Moment(start=0, stop=1, text="x", value=f"{begin}+{hours}", earliest=first, latest=last)


def _agreeing(one, moments):
    """Count the times that lie within one, or that it lies within, one by one."""
    return sum(
        (other.earliest <= one.earliest and one.latest <= other.latest)
        or (one.earliest <= other.earliest and other.latest <= one.latest)
        for other in moments
    )


@given(st.lists(st.builds(_moment, st.integers(0, 9), st.integers(0, 9)), max_size=30))
def test_the_time_is_chosen_that_agrees_with_most(moments):
    chosen = choose(moments)
    assert (chosen is None) == (not moments)
    if chosen is not None:
        most = max(_agreeing(one, moments) for one in moments)
        best = [one for one in moments if _agreeing(one, moments) == most]
        assert chosen == min(best, key=lambda m: (m.latest - m.earliest, m.earliest, m.value))


@pytest.mark.parametrize(
    "when",
    [
        "between May 3 and May 5",
        "from May 3 to May 5",
        "May 3 or May 5",
        "May 3-5",
        "from 3 to 5 May",
    ],
)
def test_a_range_lasts_from_its_first_to_its_last_day(when):
    text = f"Vint closed the pool {when}"
    (moment,) = _found(own, text)
    assert (moment.earliest.day, moment.latest.day) == (3, 5)


@pytest.mark.parametrize(
    ("when", "throughout"),
    [
        ("from May 3 to May 5", True),
        ("from May 3 until May 5", True),
        ("May 3 – May 5", True),
        ("between May 3 and May 5", False),
        ("May 3 or May 5", False),
        ("on May 3", False),
    ],
)
def test_only_what_goes_on_from_one_day_to_another_lasts(when, throughout):
    def bounds(report, article):
        (moment,) = own(report, article)
        return lasts(report, article, moment.earliest, moment.latest)

    assert _found(bounds, f"Vint closed the pool {when}") is throughout


def test_of_all_times_a_beginning_and_an_end_are_one():
    found = _found(all_given, "Vint closed the pool from May 3 to May 5 and the gym on May 7")
    assert [moment.text for moment in found] == ["May 3 to May 5", "May 7"]


def test_a_clause_of_many_times_costs_little():
    text = "Vint swam " + "while he met Roon on 5 May and " * 4_000
    start = process_time()
    _times(leading, text)
    assert process_time() - start < 5


def test_many_reports_with_many_times_cost_little():
    many = [_moment(n, 2 * (20_000 - n)) for n in range(20_000)]  # each within all before it
    start = process_time()
    assert choose(many) == many[-1]
    assert process_time() - start < 3


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tuesday's report came days before the pool opened on Monday", []),
        ("Friday's vote was called by Vint on Monday", ["Monday"]),
        ("Vint spoke on Monday's show", ["Monday"]),
    ],
)
def test_what_is_a_days_own_is_not_of_that_day(text, found):
    assert _times(leading, text) == found
