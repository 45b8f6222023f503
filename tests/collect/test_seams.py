"""Markup that tears a line apart, in made-up pages."""

import pytest
from lxml import html

from firsthand.collect import seams
from firsthand.collect.extract import extract

LINE = "The mill on the Tarn reopened on Monday, two years after the flood that took its wheel."
AFTER = "".join(
    f"<p>{line}</p>"
    for line in (
        "Its owner, who had slept in the office for a month, said that the new wheel was of larch.",
        "The river authority had asked for a fish pass before it let the water into the race again.",
        "Flour from the mill will be sold in the valley first, and in the plain from spring on.",
    )
)


@pytest.mark.parametrize(
    "torn",
    [
        "<p>The mill on the Tarn reopened on Monday, <strong class='x'></strong>two years after the flood that took its wheel.</p>",
        "<p>The mill on the Tarn <a href='/m'><span class='icon'></span>reopened on Monday</a>, two years after the flood that took its wheel.</p>",
        "<p>The mill on the Tarn <b><i> </i></b>reopened on Monday, two years after the flood that took its wheel.</p>",
    ],
)
def test_no_word_of_a_line_is_lost(torn):
    page = f"<html><body><article>{torn}{AFTER}</article></body></html>"

    assert LINE in extract(page).text.split("\n")


def test_what_is_not_empty_stays():
    tree = html.fromstring("<p>a <b>b</b> <a href='/x'><img src='y'></a><em> </em>c<!-- d --></p>")
    seams.close(tree)

    assert html.tostring(tree) == b'<p>a <b>b</b> <a href="/x"><img src="y"></a> c</p>'
