"""Titles of made-up pages."""

import pytest
from lxml import html

from firsthand.collect import headlines
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
        "Mill reopens after flood-Local|Tarn Valley Post",
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
        "Twenty million in old-money",
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


def test_of_two_that_differ_the_one_that_is_shown():
    said = {"headline": "Tarn mill: all you need to know", "shared": "The wheel that came back"}
    assert choose(Titles(**said, shown=(said["shared"],)), SITES) == said["shared"]
    assert choose(Titles(**said, shown=(said["headline"],)), SITES) == said["headline"]
    assert choose(Titles(**said, shown=tuple(said.values())), SITES) == said["headline"]


PAGE = """<body class="without-sidebar">
<nav class="Breadcrumbs_root__x1"><ol><li>Home</li><li><h1>Tarn mill: all you need</h1></li></ol></nav>
<article><header><h2><span>Tarn valley</span> <span>The wheel that came back</span></h2></header>
<aside><h2>Read on</h2></aside><p>Words.</p></article>
<div class="teasers"><h2>Another mill</h2></div></body>"""


def test_a_heading_in_the_path_to_the_page_is_not_what_is_shown():
    told = headlines.shown(html.document_fromstring(PAGE))
    assert told == (
        "Tarn valley The wheel that came back",
        "Tarn valley",
        "The wheel that came back",
    )


def test_a_heading_of_the_first_order_elsewhere_is_shown_and_comes_before_the_second():
    tree = html.document_fromstring("<h1>The wheel <b>that</b> came back</h1><h2>Another mill</h2>")
    assert headlines.shown(tree) == ("The wheel that came back", "that")


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


def test_a_window_that_names_the_outlet_first_gives_way_to_what_is_shown():
    titles = Titles(window="Marsh Mail: Sluice opened", shown=("Sport", "Sluice opened"))

    assert choose(titles, SITES) == "Sluice opened"
    assert (
        choose(Titles(window="Sluice opened: Marsh", shown=("Marsh",)), SITES)
        == "Sluice opened: Marsh"
    )
    assert choose(Titles(window="Marsh Mail: Sluice opened"), SITES) == "Marsh Mail: Sluice opened"


def test_the_name_of_a_file_is_no_title():
    titles = Titles(headline="mill-reopens-may-2", headings=("Mill reopens after flood",))
    assert choose(titles, SITES) == "Mill reopens after flood"
    assert choose(Titles(headline="Twenty million in old-money"), SITES).startswith("Twenty")
