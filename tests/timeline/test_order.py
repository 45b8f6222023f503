"""Event time and knowledge time."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from firsthand.records import (
    Article,
    Claim,
    Moment,
    Proposition,
    Published,
    Range,
    Report,
)  # fmt: skip
from firsthand.timeline.expectations import expect
from firsthand.timeline.order import order


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
