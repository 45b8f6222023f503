"""Whom two texts name behind the words that they share."""

from time import process_time

import pytest

from firsthand.lexicon import gazetteer
from firsthand.lineage import trace_lineage
from firsthand.lineage.witness import Witness
from firsthand.records import Outlet, Part
from tests.lineage.builders import article, published

TOLD = (
    "The crane came down on the quay of Lindhaven shortly before the night shift was to begin, and "
    "two of the four men below it could not get out of the way in time, harbour master Odile Brandt "
    "told {agency}."
)
COAST = f"A crane fell in Lindhaven.\n{TOLD}\nThe Coast Daily has asked the owner for its papers."
HILL = f"Two dockers are in hospital.\n{TOLD}\nNobody at the shipping firm picked up the phone."


def side(key, text, outlet, **known):
    return article(key, text, outlet=outlet, **known)


def lost(traced):
    return [node.name for node in traced.nodes if node.kind == "lost"]


def test_an_agency_that_both_say_they_have_it_from_is_the_common_source():
    pages = [
        side("a", COAST.format(agency="AFP"), "Coast Daily"),
        side("b", HILL.format(agency="AFP"), "Hill Post"),
    ]
    traced = trace_lineage(pages)

    assert lost(traced) == ["Agence France-Presse"]
    assert traced.pair("a", "b").direction == "both"
    assert [p.name for p in traced.primary["a"] if p.kind == "agency"] == ["Agence France-Presse"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("reporters", "reporters"),  # nobody is named
        ("AFP", "Kyodo News"),  # they name two
        ("reporters. AFP carried pictures", "AFP"),  # a name without a word of reporting
    ],
)
def test_otherwise_nobody_is_named(first, second):
    pages = [
        side("a", COAST.format(agency=first), "Coast Daily"),
        side("b", HILL.format(agency=second), "Hill Post"),
    ]
    assert lost(trace_lineage(pages)) == ["unknown common source"]


def test_who_is_told_something_is_named_as_well_as_who_tells():
    page = side("a", COAST.format(agency="AFP"), "Coast Daily")
    witness = Witness(page, gazetteer.load())

    assert {"afp", "odilebrandt"} <= witness.citations
    assert witness.informed == {"Agence France-Presse"}


@pytest.mark.parametrize("apart", [True, False])
def test_a_name_in_a_dateline_counts_whether_it_was_set_apart_or_not(apart):
    head = "LINDHAVEN, May 9 (Tidewater Wire) - "
    text = head + TOLD.format(agency="reporters")
    parts = (
        Part(kind="dateline", start=0, stop=len(head)),
        Part(kind="body", start=len(head), stop=len(text)),
    )
    pages = [side(key, text, f"Paper {key}", parts=parts if apart else ()) for key in "ab"]

    assert lost(trace_lineage(pages)) == ["Tidewater Wire"]


RELEASE = (
    "The winter of the ferrymen has cost more boats than any since the harbour was dug, the Saltmarsh "
    "River Watch said today. The Saltmarsh River Watch counted forty hulls on the mud below the "
    "third lock. Nobody had asked the owners to move them, and the wardens had no boat of their own."
)


def on(key, text, host):
    found = side(key, text, host)
    object.__setattr__(found, "outlet", Outlet(name=host, domain=host))
    return found


def test_a_body_that_speaks_on_a_site_of_its_initials_is_the_house_of_its_release():
    traced = trace_lineage([on("a", RELEASE, "bluepaper.example"), on("z", RELEASE, "srw.example")])

    assert [(link.upstream, link.to) for link in traced.links] == [("z", "a")]


@pytest.mark.parametrize("host", ["xyz.example", "srv.example"])
def test_other_initials_say_nothing(host):
    traced = trace_lineage([on("a", RELEASE, "bluepaper.example"), on("z", RELEASE, host)])

    assert lost(traced) == ["unknown common source"]


@pytest.mark.parametrize("unit", ["A", "A-", "A ", "Aa’", "told A", "Aa of "])
def test_words_without_end_are_read_in_bounded_time(unit):
    page = side("a", f"The mayor said {unit * (40_000 // len(unit))} was shut.", "Coast Daily")
    begun = process_time()
    witness = Witness(page, gazetteer.load())
    assert witness.citations is not None
    assert isinstance(witness.secondhand, bool)
    # seconds of quadratic time before names were bounded; linear takes a few hundredths
    assert process_time() - begun < 2.0


def test_a_house_is_one_with_and_without_its_article():
    pages = [
        side("a", COAST.format(agency="reporters"), "The Coast Daily", published=published(3)),
        side("b", COAST.format(agency="reporters"), "Coast Daily", published=published(4)),
    ]
    assert trace_lineage(pages).pair("a", "b").direction == "a->b"
