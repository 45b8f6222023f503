"""Titles of made-up pages."""

import pytest

from firsthand.collect.headlines import Titles, choose

SITES = ("The Tarn Valley Post", "tarnvalleypost.example")


@pytest.mark.parametrize(
    "shared",
    [
        "Mill reopens after flood",
        "Mill reopens after flood | Tarn Valley Post",
        "Mill reopens after flood - Local - The Tarn Valley Post",
        "Mill reopens after flood：Tarn Valley Post",
        "Mill reopens after flood — tarnvalleypost",
    ],
)
def test_the_outlet_and_the_section_before_it_are_no_part_of_a_title(shared):
    heading = ("Mill reopens after flood",)
    assert choose(Titles(shared=shared, headings=heading), SITES) == "Mill reopens after flood"


@pytest.mark.parametrize(
    "title",
    [
        "Mill reopens – sister towns",
        "Race for the weir | the last lap",
        "Tarn Valley Post reopens mill",
    ],
)
def test_what_else_stands_after_a_rule_is_part_of_it(title):
    assert choose(Titles(shared=title), SITES) == title


def test_a_title_that_is_the_outlet_s_name_stays():
    assert choose(Titles(window="Post - Tarn Valley Post"), SITES) == "Post"
    assert choose(Titles(window="Tarn Valley Post"), SITES) == "Tarn Valley Post"


def test_the_headline_comes_before_the_others():
    titles = Titles(headline="Wheel of larch turns", shared="Mill reopens", window="Mill reopens")
    assert choose(titles, SITES) == "Wheel of larch turns"


def test_the_shared_title_where_all_others_are_for_search_engines():
    titles = Titles(
        headline="Tarn mill: all you need to know",
        shared="The wheel that came back",
        window="Tarn mill: all you need to know | Tarn Valley Post",
        headings=("Tarn mill: all you need to know",),
    )
    assert choose(titles, SITES) == "The wheel that came back"


def test_without_the_kicker():
    titles = Titles(
        headline="Tarn valley: Mill reopens after flood", shared="Mill reopens after flood"
    )
    assert choose(titles, SITES) == "Mill reopens after flood"


def test_of_several_headings_the_one_that_another_title_confirms():
    titles = Titles(
        window="Mill reopens after flood - x", headings=("Local news", "Mill reopens after flood")
    )
    assert choose(titles, SITES) == "Mill reopens after flood"
    assert choose(Titles(headings=("Local news", "Mill reopens")), SITES) == "Local news"


def test_no_title():
    assert choose(Titles(), SITES) is None
