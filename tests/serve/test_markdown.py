"""Markdown: as drawn once, and nothing from outside acts in it."""

from dataclasses import replace

import pytest

from firsthand.reading import Reading
from firsthand.records import Outlet
from firsthand.serve.markdown import draw, escape

HOSTILE = "# <b>x</b> [a](javascript:b) `c` | *d* ![e](f) &lt; ~~g~~ http://h.example www.i.example @j\n\n# k\u202e\x1b"


def test_drawn_as_once(reading, golden):
    golden("reading.md", draw(reading))


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("a_b*c", r"a\_b\*c"), ("1. x", r"1\. x"), ("- x", r"\- x"), ("+ x", r"\+ x"),
        ("a | b", r"a \| b"), ("<i>", r"\<i\>"), ("a\n\n# b", r"a \# b"), ("http://x", r"http\://x"),
        ("www.x.y", r"www\.x.y"), ("2024 was", "2024 was"),
    ],
)  # fmt: skip
def test_what_means_something_is_escaped(text, escaped):
    assert escape(text) == escaped


def test_what_comes_from_outside_cannot_act(reading):
    articles = tuple(
        replace(a, title=HOSTILE, outlet=Outlet(name=HOSTILE)) for a in reading.articles
    )
    story = replace(reading.stories[0], title=("courier", HOSTILE))
    drawn = draw(replace(reading, articles=articles, stories=(story,)))
    plain = draw(reading)

    def heads(text):
        return sum(line.startswith("#") for line in text.splitlines())

    assert heads(drawn) == heads(plain)
    assert "<b>" not in drawn.replace("\\<b\\>", "")
    assert "](javascript" not in drawn.replace("\\](", "")
    assert not set(drawn) & set("\u202e\x1b")


def test_every_row_of_a_table_has_the_cells_of_its_head(reading):
    width = None
    for line in draw(reading).splitlines():
        cells = line.replace("\\|", "").count("|") if line.startswith("|") else None
        assert width is None or cells is None or cells == width
        width = cells


def test_nothing_read_is_said():
    assert draw(Reading()).startswith("# No story: nothing could be read.\n")
