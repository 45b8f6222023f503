"""A difference has a history: it begins when its second side is first reported."""

from dataclasses import replace
from datetime import UTC, datetime

import firsthand
from firsthand.records import Claim, Question, Range, Report, Side
from firsthand.timeline.turns import history

TEXT = "The ferry carried 40 people on Monday, the harbour office said."


def article(name, published=None, outlet="Ostrand Post"):
    return firsthand.article(TEXT, id=name, outlet=outlet, published=published, language="en")


def report(name):
    return Report(
        article=name, start=0, stop=27, quote=False, chain=(), stance="certain", stance_words=(),
        firsthand=False, times=(), values=(), proposition=None,
    )  # fmt: skip


def claim(name, *articles):
    reports = tuple(map(report, articles))
    return Claim(
        id=name, text=(articles[0], 0, 27), reports=reports, origins=(),
        independent_origins=Range(low=1, high=1), drift=(), expectation=None,
    )  # fmt: skip


def asked(*values, verdict="conflict"):
    sides = (
        Side(value=value, claims=(name,), reports=(), independent_origins=Range(low=1, high=1))
        for value, name in values
    )
    return Question(kind="number", verdict=verdict, sides=tuple(sides))


def told(question, claims, articles):
    return history(question, {c.id: c for c in claims}, {a.id: a for a in articles})


def test_there_is_no_question_before_the_second_side():
    articles = [
        article("late", "2031-05-06"),
        article("early", "2031-05-04"),
        article("mid", "2031-05-05"),
    ]
    claims = [claim("forty", "late", "mid"), claim("fifty", "early")]

    [turn] = told(asked(("40", "forty"), ("50", "fifty")), claims, articles)
    assert (turn.at, turn.verdict) == (datetime(2031, 5, 5, tzinfo=UTC), "conflict")
    assert turn.why == "first told of “40” in Ostrand Post [mid]"


def test_an_answer_is_no_quotation():
    articles = [article("a", "2031-05-04"), article("b", "2031-05-05")]
    question = asked(("said", "one"), ("denied", "two"))

    [turn] = told(question, [claim("one", "a"), claim("two", "b")], articles)
    assert turn.why == "denied, first told in Ostrand Post [b]"


def test_each_further_side_is_a_turn_in_order_of_time():
    articles = [article("a", "2031-05-04"), article("b", "2031-05-06"), article("c", "2031-05-05")]
    claims = [claim("one", "a"), claim("two", "b"), claim("three", "c")]
    question = asked(("1", "one"), ("2", "two"), ("3", "three"), verdict="update")

    assert [turn.at.day for turn in told(question, claims, articles)] == [5, 6]
    assert told(question, claims, articles[::-1]) == told(question, claims, articles)


def test_a_side_without_a_date_is_left_out():
    articles = [article("a", "2031-05-04"), article("b")]
    claims = [claim("one", "a"), claim("two", "b")]

    assert told(asked(("1", "one"), ("2", "two")), claims, articles) == ()


def test_only_the_reports_of_a_side_count():
    articles = [article("a", "2031-05-04"), article("b", "2031-05-05"), article("c", "2031-05-06")]
    claims = [claim("one", "a"), claim("two", "b", "c")]
    question = asked(("1", "one"), ("2", "two"))
    later = replace(question.sides[1], reports=(("c", 0, 27),))
    narrow = replace(question, sides=(question.sides[0], later))

    assert [turn.at.day for turn in told(narrow, claims, articles)] == [6]
