"""Making articles: what is given is believed, what is missing is found."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from firsthand.collect.articles import make
from firsthand.errors import Refused, UsageError
from firsthand.records import Link, Outlet
from firsthand.text.language import detect
from firsthand.text.parts import body

TEXT = (
    "Crane falls in Lindhaven harbour\n\nBy Ada Moor and Ben Reed moor@donga.com\n\n"
    "LINDHAVEN (AP) — The harbour of Lindhaven was closed on Monday after a crane fell into the water.\n\n"
    "Related Articles\n"
)


def test_what_is_found():
    article = make(TEXT)
    assert article.title == "Crane falls in Lindhaven harbour"
    assert article.byline == ("Ada Moor", "Ben Reed")
    assert article.language == "en"
    assert article.outlet == Outlet(name="Dong-A Ilbo", domain="donga.com", owner=None)
    assert [credit.agency for credit in article.credits] == ["Associated Press"]
    (span,) = body(article)
    assert TEXT[slice(*span)].startswith("The harbour")
    assert TEXT[slice(*span)].endswith("water.")


def test_what_is_given_is_believed():
    article = make(
        TEXT,
        id="x",
        title="T",
        url="https://www.lindhavenbell.example/a",
        outlet="The Lindhaven Bell",
        owner="Bell Trust",
        byline="Carl Hood",
        credit="Reuters",
        language="de",
        version_of="y",
    )
    assert (article.id, article.title, article.byline, article.language) == (
        "x",
        "T",
        ("Carl Hood",),
        "de",
    )
    assert article.outlet == Outlet(
        name="The Lindhaven Bell", domain="lindhavenbell.example", owner="Bell Trust"
    )
    assert article.credits[0].agency == "Reuters"
    assert article.version_of == "y"


def test_the_outlet_of_an_address():
    assert make(TEXT, url="https://uk.reuters.com/x").outlet.name == "Reuters"
    assert make(TEXT, url="https://www.bell.example/x").outlet.name == "bell.example"
    assert make(TEXT.replace("moor@donga.com", "")).outlet is None


def test_ids_are_the_same_for_the_same_text():
    assert make(TEXT).id == make(TEXT).id != make(TEXT + ".").id


@pytest.mark.parametrize(
    "seen",
    [
        datetime(2031, 9, 7, tzinfo=UTC),
        datetime(2031, 9, 7),  # noqa: DTZ001 - a time without zone is taken as UTC
        date(2031, 9, 7),
        "2031-09-07",
        datetime(2031, 9, 7, 9, tzinfo=timezone(timedelta(hours=9))),
    ],
)
def test_times_become_utc(seen):
    assert make(TEXT, seen=seen).seen == datetime(2031, 9, 7, tzinfo=UTC)


def test_a_published_day_is_kept():
    assert make(TEXT, published="2031-09-07").published.value == "2031-09-07"


@pytest.mark.parametrize("given", ["yesterday", "12/03/2031"])
def test_a_given_date_that_is_none_or_one_of_two_is_told(given):
    [flag] = make(TEXT, published=given).flags
    assert flag.kind == "unread_date"
    assert given in flag.why
    assert make(TEXT, published="").flags == make(TEXT, published=date(2031, 9, 7)).flags == ()


def test_what_cannot_be():
    with pytest.raises(Refused, match="empty"):
        make(" \n")
    with pytest.raises(Refused, match="split it"):
        make("a " * 3_000_000)
    with pytest.raises(UsageError, match="seen"):
        make(TEXT, seen="yesterday")
    with pytest.raises(UsageError, match="string"):
        make(3)
    with pytest.raises(UsageError, match="link"):
        make(TEXT, links=[{"start": 5, "stop": 2, "url": "https://a.example"}])
    with pytest.raises(UsageError, match="link"):
        make(TEXT, links=[{"url": "https://a.example", "kind": []}])


def test_links():
    given = Link(start=0, stop=5, url="https://a.example", kind="source")
    article = make(
        TEXT,
        links=[given, {"start": 0, "stop": 5, "url": "https://b.example"}, "https://c.example"],
    )
    assert [link.url[8] for link in article.links] == ["a", "b", "c"]
    assert article.links[0] is given


def test_half_a_character_is_replaced_so_that_results_can_be_written():
    assert make("Crane \ud800 falls.").text == "Crane \ufffd falls."


def test_languages():
    assert (
        detect("Der Hafen von Lindhaven wurde am Montag nach dem Sturz eines Krans geschlossen.")
        == "de"
    )
    assert detect("Le port de Lindhaven a été fermé lundi après la chute d'une grue.") == "fr"
    assert detect("123 !!") == "und"
    assert detect("") == "und"


def test_a_text_without_parts_is_body():
    assert body(make("Crane falls")) == [(0, 11)]


def test_the_house_in_a_byline_is_nobody():
    article = make(
        "The mill reopened.", outlet="Tarn Valley Post", byline="Ada Moor, Tarn Valley Post"
    )

    assert article.byline == ("Ada Moor",)


def test_a_place_with_its_region_in_brackets_opens_a_dateline():
    article = make("Lindhaven (Tarnholm), 11 jun (HP).- El molino junto al río reabrió el martes.")

    assert [credit.agency for credit in article.credits] == ["HP"]


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("The mill by the river reopens after the flood – tarn voices", False),
        # of whom the text tells, who says it in a headline
        ("The mill by the river reopens after the flood – mayor", True),
    ],
)
def test_an_outlet_that_nobody_knows_is_no_part_of_a_title(title, wanted):
    text = "The mill by the river reopened on Friday after the flood of last week, the mayor said."

    assert (make(text, title=title).title == title) is wanted
    assert (make(f"{title}\n\n{text}").title == title) is wanted


def test_what_ends_a_title_is_no_outlet_where_the_outlet_is_known():
    title = "Mill burns in Lindhaven harbour – Dense smoke"
    body = "The mill burned on Monday night. Two people were hurt, the fire brigade said."
    assert make(body, title=title, outlet="Calder Herald").title == title
    assert (
        make(body, title=title.replace("Dense smoke", "Calder sheets")).title
        == "Mill burns in Lindhaven harbour"
    )
