"""Event time and knowledge time."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from time import process_time

import pytest

from firsthand.records import (
    Article,
    Claim,
    Expectation,
    Moment,
    Proposition,
    Published,
    Range,
    Report,
)  # fmt: skip
from firsthand.timeline.dates import choose
from firsthand.timeline.expectations import expect, settle
from firsthand.timeline.order import is_sure, order


def _at(day):
    return datetime(2031, 5, day, tzinfo=UTC)


def _article(name, day):
    published = Published(value=None, earliest=_at(day), latest=_at(day), origin="metadata")
    return Article(id=name, source=name, text="x" * 100, published=published)


def _moment(day, hours=23):
    return Moment(
        start=0,
        stop=1,
        text="x",
        value=f"2031-05-{day:02}",
        earliest=_at(day),
        latest=_at(day) + timedelta(hours=hours),
    )


def _report(article, *moments, tense="past", negated=False):
    proposition = Proposition(
        predicate="meet",
        negated=negated,
        tense=tense,
        arguments=(),
        words=("meet", "vint"),
        names=(),
    )
    return Report(
        article=article, start=0, stop=10, quote=False, chain=(), stance="certain", stance_words=(),
        firsthand=False, times=moments, values=(), proposition=proposition,
    )  # fmt: skip


def _claim(name, *reports):
    return Claim(
        id=name,
        text=(reports[0].article, 0, 10),
        reports=reports,
        origins=(),
        independent_origins=Range(low=1, high=1),
    )


def test_events_stand_in_the_order_in_which_they_happened():
    articles = {"a": _article("a", 9), "b": _article("b", 8)}
    claims = [_claim("late", _report("b", _moment(6))), _claim("early", _report("a", _moment(3)))]
    assert [event.claim for event in order(claims, articles)] == ["early", "late"]


def test_the_first_report_is_the_first_public_one():
    articles = {"a": _article("a", 9), "b": _article("b", 8)}
    (event,) = order([_claim("c", _report("a", _moment(3)), _report("b", _moment(3)))], articles)
    assert (event.first_article, event.first_at) == ("b", _at(8))


def test_parts_of_one_day_follow_one_another():
    articles = {"a": _article("a", 9)}
    claims = [
        _claim(f"{at}", _report("a", replace(_moment(3), value=f"2031-05-03{part}")))
        for at, part in enumerate(("TNI", "TEV", "TMO", "", "TAF"))
    ]
    assert [event.claim for event in order(claims, articles)] == ["3", "2", "4", "1", "0"]


@pytest.mark.parametrize(
    ("earliest", "latest", "origin", "sure"),
    [(4, 5, None, True), (3, 9, None, False), (1, 2, "a", True), (None, None, None, False)],
)
def test_the_first_report_is_sure_where_no_other_may_be_as_old(earliest, latest, origin, sure):
    bounds = [day and _at(day) for day in (earliest, latest)]
    published = Published(value=None, earliest=bounds[0], latest=bounds[1], origin="metadata")
    articles = {"a": _article("a", 3), "b": replace(_article("b", 1), published=published)}
    claim = _claim("c", _report("a"), replace(_report("b"), inherited_from=origin))
    assert is_sure(claim.reports[0], claim, articles) is sure


def test_a_claim_without_a_time_is_no_event():
    assert order([_claim("c", _report("a"))], {"a": _article("a", 1)}) == ()


def _outcome(later, *, now=None, alike=0.9):
    articles = {"a": _article("a", 1), "b": _article("b", 9)}
    claims = [_claim("ahead", _report("a", _moment(5), tense="future")), *later]
    found = expect(claims, articles, lambda _, __: alike, now=now)[0].expectation
    assert (found.earliest, found.latest) == (_at(5), _at(5) + timedelta(hours=23))
    return found.outcome


def test_a_later_report_of_the_deed_meets_the_expectation():
    assert _outcome([_claim("done", _report("b"))]) == "met"


def test_a_later_report_that_it_did_not_happen_misses_it():
    assert _outcome([_claim("not", _report("b", negated=True))]) == "missed"


def test_what_is_not_due_is_pending_and_what_is_overdue_unknown():
    assert _outcome([], now=_at(2)) == "pending"
    assert _outcome([], now=_at(20)) == "unknown"
    assert _outcome([]) == "unknown"


def test_an_unlike_report_or_a_guess_decides_nothing():
    assert _outcome([_claim("other", _report("b"))], alike=0.1) == "unknown"
    guess = replace(_report("b"), stance="possible")
    assert _outcome([_claim("guess", guess)]) == "unknown"
    # nor does one that expects the same again
    again = _report("b", _moment(5), tense="future")
    assert _outcome([_claim("again", again)]) == "unknown"
    assert _outcome([_claim("supposed", replace(again, times=()))]) == "unknown"


def test_a_date_that_was_past_when_it_was_told_is_no_expectation():
    ahead = _report("a", _moment(5), tense="future")
    (claim,) = expect([_claim("c", ahead)], {"a": _article("a", 9)}, lambda _, __: 1.0)
    assert claim.expectation is None


def test_the_day_of_saying_is_no_event_time():
    said = replace(_moment(5), start=20, stop=26)
    assert order([_claim("c", _report("a", said))], {"a": _article("a", 6)}) == ()


def test_a_claim_about_the_past_expects_nothing():
    (claim,) = expect([_claim("c", _report("a"))], {"a": _article("a", 1)}, lambda _, __: 1.0)
    assert claim.expectation is None


def test_a_related_story_may_tell_what_came_of_it():
    articles = {"a": _article("a", 1), "b": _article("b", 9)}
    claims = expect(
        [_claim("ahead", _report("a", _moment(5), tense="future"))], articles, lambda _, __: 0.9
    )
    assert claims[0].expectation.outcome == "unknown"
    (done,) = settle(claims, [_report("b")], articles, lambda _: lambda _, __: 0.9)
    assert (done.expectation.outcome, done.expectation.because) == ("met", (("b", 0, 10),))
    assert settle(claims, [_report("b")], articles, lambda _: lambda _, __: 0.1) == claims
    assert settle((done,), [_report("b", negated=True)], articles, lambda _: lambda _, __: 0.9) == (
        done,
    )


def test_the_first_report_is_no_copy_whatever_its_date_says():
    articles = {"a": _article("a", 9), "b": _article("b", 8)}
    copy = replace(_report("b", _moment(3)), inherited_from="a")
    (event,) = order([_claim("c", _report("a", _moment(3)), copy)], articles)
    assert event.first_article == "a"


def test_the_end_of_an_interval_says_when_a_text_was_surely_public():
    vague = replace(
        _article("vague", 1),
        published=Published(value=None, earliest=_at(1), latest=_at(9), origin="story"),
    )
    articles = {"vague": vague, "exact": _article("exact", 2)}
    claim = _claim("c", _report("vague", _moment(3)), _report("exact", _moment(3)))
    (event,) = order([claim], articles)
    assert event.first_article == "exact"


def test_what_was_not_to_be_is_met_where_it_was_not():
    articles = {"a": _article("a", 1), "b": _article("b", 9)}
    ahead = _report("a", _moment(5), tense="future", negated=True)
    for negated, outcome in ((True, "met"), (False, "missed")):
        told = _claim("told", _report("b", negated=negated))
        found = expect([_claim("c", ahead), told], articles, lambda _, __: 0.9)
        assert found[0].expectation.outcome == outcome


def test_another_verb_may_tell_the_deed():
    articles = {"a": _article("a", 1), "b": _article("b", 9)}
    told = _report("b")
    other = replace(told, proposition=replace(told.proposition, predicate="gather"))
    claims = [_claim("c", _report("a", _moment(5), tense="future")), _claim("told", other)]
    assert expect(claims, articles, lambda _, __: 0.9)[0].expectation.outcome == "met"


def test_what_was_told_as_past_did_not_happen_later():
    articles = {"a": _article("a", 6)}
    assert order([_claim("c", _report("a", _moment(9)))], articles) == ()
    assert order([_claim("c", _report("a", _moment(9), tense="future"))], articles) != ()


def test_what_was_told_before_the_day_decides_nothing():
    articles = {"a": _article("a", 1), "b": _article("b", 4)}
    claims = [_claim("c", _report("a", _moment(5), tense="future")), _claim("d", _report("b"))]
    assert expect(claims, articles, lambda _, __: 0.9)[0].expectation.outcome == "unknown"


def test_an_exact_time_is_chosen_among_vague_ones_that_agree():
    exact = replace(_moment(3), earliest=_at(3), latest=_at(3), value="2031-05-03T00:00")
    wide = replace(_moment(3), earliest=_at(2), latest=_at(4), value="2031-05-03T01:00")
    assert choose([wide, exact, exact, _moment(3), wide, wide]) == exact


def test_many_reports_of_one_time_cost_little():
    start = process_time()
    assert choose([_moment(3)] * 20_000) == _moment(3)
    assert process_time() - start < 2


SINCE = (
    ("Vint met the mayor on 2 May", True),
    ("Vint has met the mayor since 2 May", True),
    ("Vint has met the mayor often since the flood of 2 May", False),
    ("In the wake of the flood of 2 May Vint met the mayor", False),
    ("Since the flood, on Friday 2 May, Vint met the mayor", True),
)


@pytest.mark.parametrize(("text", "event"), SINCE)
def test_the_day_of_what_came_before_is_not_that_of_the_thing(text, event):
    articles = {"a": replace(_article("a", 9), text=text)}
    start = text.index("2 May")
    moment = replace(_moment(2), start=start, stop=start + 5, text="2 May")
    report = replace(_report("a", moment), stop=len(text))
    assert bool(order([_claim("c", report)], articles)) == event


def test_what_was_taken_for_an_expectation_once_and_is_none_stays_as_it_was_told():
    # a library tells its stories as the version that wrote it read them
    claim = _claim("c", _report("a"))
    kept = replace(claim, expectation=Expectation(earliest=None, latest=None, outcome="unknown"))
    articles = {"a": _article("a", 5), "b": _article("b", 8)}

    assert settle((kept,), [_report("b")], articles, lambda _: lambda _, __: 0.9) == (kept,)
