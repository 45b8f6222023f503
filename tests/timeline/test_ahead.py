"""Which reports look ahead, and when what they expect falls due."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from firsthand.records import Article, Proposition, Published, Report, Voice
from firsthand.text import moments
from firsthand.timeline.ahead import due, is_ahead

VINT = Voice(name="Orla Vint", kind="person")
TOLD = datetime(2031, 5, 6, 9, tzinfo=UTC)  # a Tuesday


def _article(text, language="en"):
    published = Published(value="2031-05-06", earliest=TOLD, latest=TOLD, origin="metadata")
    return Article(id="a", source="a", text=text, language=language, published=published)


def _report(article, tense="present", **known):
    proposition = Proposition(
        predicate="reopen", negated=False, tense=tense, arguments=(), words=("reopen",), names=()
    )
    found = moments.find(
        article.text, reference=article.published, language=article.language
    )  # fmt: skip
    return Report(
        article="a", start=0, stop=len(article.text), quote=False, chain=(), stance="certain",
        stance_words=(), firsthand=False, times=tuple(found), values=(), proposition=proposition,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The Vint tunnel should reopen as soon as Friday"),
        ("en", "The Vint tunnel opens again on Friday"),
        ("es", "El túnel de Vint podría reabrirse a partir del viernes"),
        ("es", "El viernes reabrirá el túnel de Vint"),
        ("de", "Der Tunnel von Vint soll am Freitag wieder öffnen"),
        ("de", "Der Tunnel von Vint wird ab Freitag wieder befahren"),
    ],
)
def test_a_day_that_lies_ahead_makes_an_expectation(language, text):
    article = _article(text, language)
    report = _report(article)
    assert is_ahead(report, article)
    earliest, latest = due([report], [article])
    assert (earliest.date().isoformat(), latest.date().isoformat()) == ("2031-05-09", "2031-05-09")


@pytest.mark.parametrize(
    "text", ["The Vint tunnel is closed", "The Vint tunnel has been shut since Monday"]
)
def test_what_gives_no_day_ahead_expects_nothing(text):
    article = _article(text)
    assert not is_ahead(_report(article), article)


@pytest.mark.parametrize(
    "text",
    [
        "The tunnel would have reopened sooner",
        "The tunnel could not have reopened on Friday",
        "If the tunnel reopens on Friday",
        "What the tunnel will cost next year",
    ],
)
def test_what_is_supposed_or_asked_is_not_foretold(text):
    article = _article(text)
    assert not is_ahead(_report(article, tense="future"), article)


@pytest.mark.parametrize(
    "text",
    [
        "The tunnel is ready for Friday's rush",
        "The tunnel is like the May 20 viaduct of Orlo",
        "The tunnel is dear to May 20 survivors of Orlo",
        "Vint is the first 2032 candidate for the tunnel",
    ],
)
def test_a_day_of_another_thing_makes_no_expectation(text):
    article = _article(text)
    assert not is_ahead(_report(article), article)


@pytest.mark.parametrize(
    ("text", "predicate"),
    [
        ("it would be wrong to shut the tunnel", "wrong"),
        ("the tunnel would be a danger to ships", "danger"),
        ("which could ease the traffic", "ease"),
        ("the tunnel was just going to sink", "sink"),
        ("leaving the tunnel would harm it", "harm"),
        ("he would leave the tunnel if it sank", "leave"),
    ],
)
def test_an_opinion_foretells_nothing(text, predicate):
    article = _article(text)
    report = _report(article, tense="future")
    report = replace(
        report, chain=(VINT,), proposition=replace(report.proposition, predicate=predicate)
    )
    assert not is_ahead(report, article)
    held = _article("the tunnel would be searched")
    assert is_ahead(replace(report, start=0, stop=len(held.text)), held)


def test_what_holds_in_spite_of_a_condition_is_foretold():
    article = _article("the tunnel would be searched even if it sank")
    assert is_ahead(replace(_report(article, tense="future"), chain=(VINT,)), article)


def test_to_have_is_no_perfect():
    article = _article("The tunnel will open and could have a big effect")
    assert is_ahead(replace(_report(article, tense="future"), chain=(VINT,)), article)


def test_a_wish_is_not_foretold():
    article = _article("Vint will see the tunnel reopen")
    report = _report(article, tense="future")
    assert is_ahead(report, article)
    wished = replace(report, proposition=replace(report.proposition, predicate="want"))
    assert not is_ahead(wished, article)
    article = _article("Vint wants the tunnel to reopen")
    assert not is_ahead(_report(article, tense="future"), article)


@pytest.mark.parametrize(
    "text",
    [
        "The crew used a drill to open the tunnel",
        "Vint thought the tunnel was going to flood",
        "The tunnel had been expected to open this year",
        "The crew were hoping to open the tunnel this year",
    ],
)
def test_what_for_and_what_was_to_come_are_not_foretold(text):
    article = _article(text)
    assert not is_ahead(_report(article, tense="future"), article)


def test_what_is_left_open_is_expected_by_nobody():
    article = _article("Vint will not say when the tunnel reopens")
    report = _report(article, tense="future")
    assert is_ahead(report, article)
    assert not is_ahead(replace(report, stance="unconfirmed"), article)


def test_of_a_text_without_a_date_nothing_falls_due():
    article = _article("The tunnel will reopen on 9 May")
    report = _report(article, tense="future")
    assert due([report], [article])[0] is not None
    unknown = Published(value=None, earliest=None, latest=None, origin="none")
    assert due([report], [replace(article, published=unknown)]) == (None, None)


def test_what_is_told_as_past_or_denied_does_not_look_ahead():
    article = _article("The Vint tunnel reopens on Friday")
    assert not is_ahead(_report(article, tense="past"), article)
    assert not is_ahead(replace(_report(article), stance="denied"), article)


@pytest.mark.parametrize(
    ("text", "ahead"),
    [
        ("A second tunnel could ease the traffic", False),
        ("A second tunnel could open on Friday", True),
        ("A second tunnel will ease the traffic", True),
    ],
)
def test_a_supposition_without_a_date_expects_nothing(text, ahead):
    article = _article(text)
    assert is_ahead(_report(article, tense="future"), article) is ahead


def test_by_friday_begins_when_it_is_told():
    article = _article("The Vint tunnel will reopen by Friday")
    earliest, latest = due([_report(article)], [article])
    assert earliest == TOLD
    assert latest - TOLD > timedelta(days=3)


def test_a_day_that_had_passed_is_not_the_one_that_is_due():
    article = _article("The mayor, who left on Sunday, will be back on Thursday")
    earliest, _ = due([_report(article)], [article])
    assert earliest.date().isoformat() == "2031-05-08"


def test_without_a_day_of_publication_a_verb_alone_tells():
    article = replace(_article("The Vint tunnel opens on Friday"), published=Published(
        value=None, earliest=None, latest=None, origin="none"
    ))  # fmt: skip
    assert not is_ahead(_report(article), article)
    assert is_ahead(_report(article, tense="future"), article)


def test_what_somebody_took_to_come_is_not_foretold():
    article = _article("Many thought the tunnel would reopen on Friday")
    start = article.text.index("the tunnel")
    report = replace(_report(article, tense="future"), start=start)
    assert is_ahead(report, article)
    assert not is_ahead(replace(report, stance_words=((5, 12),)), article)


@pytest.mark.parametrize(
    ("text", "due_on"),
    [
        ("The tunnel will never be like this day", None),
        ("The day of Wednesday's vote will tell", None),
        ("The tunnel, said Vint on Wednesday's show, will reopen on Friday", "2031-05-09"),
        ("The tunnel will be shut as Vint said earlier this month", None),
        ("The tunnel will reopen later this month", "2031-05-01"),
    ],
)
def test_only_its_own_day_is_when_a_thing_falls_due(text, due_on):
    article = _article(text)
    earliest, _ = due([_report(article, tense="future")], [article])
    assert (earliest and earliest.date().isoformat()) == due_on


@pytest.mark.parametrize(
    ("text", "due_on"),
    [
        ("The tunnel will not reopen on Friday", None),
        ("The tunnel will not reopen until Friday", "2031-05-06"),
    ],
)
def test_what_shall_not_be_falls_due_only_at_a_limit(text, due_on):
    article = _article(text)
    report = _report(article, tense="future")
    report = replace(report, proposition=replace(report.proposition, negated=True))
    earliest, _ = due([report], [article])
    assert (earliest and earliest.date().isoformat()) == due_on
