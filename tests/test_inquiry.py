"""Asking after texts: what is a claim, what comes near it, and what nobody says."""

import pytest

import firsthand
from firsthand import inquiry, pipeline
from firsthand.models import files

FIRST = (
    "A ferry sank off Port Ash on 16 August, killing seven sailors, the harbour office said. "
    "The captain, Ansa Pelk, was 50 years old, the harbour office said. "
    "Pelk shot her mate Orl Vint in the cabin before the ferry sank, two sailors said."
)
SECOND = (
    "Seven sailors died when a ferry sank off Port Ash on 16 August, police said. "
    "The police do not suspect a fire on board. The ferry had left Holm at noon."
)


@pytest.fixture(scope="module")
def reading():
    made = [
        firsthand.article(text, id=name, outlet=outlet, published=day, language="en", title="Ferry sinks off Port Ash")
        for name, text, outlet, day in (
            ("a", FIRST, "Ash Gazette", "2031-08-17T08:00Z"),
            ("b", SECOND, "Holm Post", "2031-08-17T12:00Z"),
        )
    ]  # fmt: skip
    return firsthand.read(made)


def asked(text, reading, **known):
    """What is found for the one assertion of a text: (same, words of the claim, first reason)."""
    texts = {article.id: article.text for article in reading.articles}
    (answer,) = inquiry.ask(firsthand.article(text, id="asked", **known), [reading])
    return [
        (one.match.same, texts[one.claim.text[0]][slice(*one.claim.text[1:])], one.match.reasons[0])
        for one in answer.found
    ]


def test_another_number_comes_near(reading):
    found = asked("Ansa Pelk was 52 years old.", reading)
    assert [same for same, _, _ in found] == [False]
    assert found[0][2] == "numbers differ: 52 years, 50 years"


def test_a_day_without_a_year_is_one_of_the_story(reading):
    assert asked("A ferry sank off Port Ash on 16 August.", reading)[0][0]
    ((same, _, why), *_) = asked("A ferry sank off Port Ash on 16 September.", reading)
    assert not same
    assert why.startswith("times differ")


def test_what_is_little_alike_is_not_said_to_be_it(reading):
    for same, _, _ in asked("Ansa Pelk shot a seal near the ferry.", reading):
        assert not same


def test_what_some_did_is_not_what_one_did():
    text = "Some quietly criticised Orlo. Orlo News reported it on Friday."
    told = firsthand.article(
        text, id="a", outlet="Ash Gazette", published="2031-08-17", language="en"
    )
    ((same, words, _), *_) = asked("Vint criticised Orlo.", firsthand.read([told]), language="en")
    assert (same, words) == (False, "Some quietly criticised Orlo")


def test_what_is_denied_comes_near(reading):
    ((same, words, why),) = asked("The police suspect a fire on board.", reading)
    assert (same, why) == (False, "one asserts what the other says is not so")
    assert "do not suspect" in words


def test_what_nobody_says_is_not_found(reading):
    assert asked("Purple tortoises invaded the chess federation.", reading) == []


@pytest.mark.skipif(
    files.find(files.known()["sentences"]) is None, reason="the vectors of sentences are not here"
)
@pytest.mark.parametrize(
    ("language", "text", "other", "told"),
    [
        (
            "de",
            "Die Polizei geht nicht von einem Brand an Bord aus.",
            "Die Polizei geht von einem Brand an Bord aus.",
            "The police do not suspect a fire on board",
        ),
        (
            "es",
            "Un ferry se hundió frente a Port Ash el 16 de agosto, según la policía.",
            "Un ferry se hundió frente a Port Ash el 14 de junio, según la policía.",
            "A ferry sank off Port Ash on 16 August",
        ),
    ],
)
def test_a_text_of_another_language_finds_its_claim(language, text, other, told, reading):
    found = asked(text, reading, language=language)
    assert [(same, why) for same, _, why in found] == [(True, "said in another language")]
    assert told in found[0][1]
    assert asked(other, reading, language=language) == []


def test_without_vectors_other_languages_find_nothing(reading):
    text = firsthand.article("Die Fähre sank vor Port Ash.", id="asked", language="de")
    tools = pipeline.Tools(parsers=pipeline.equip().parsers)
    assert [one.found for one in inquiry.ask(text, [reading], tools)] == [()]
