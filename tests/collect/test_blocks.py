"""The main text of made-up pages, and what their markup knows of its lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from firsthand.collect import blocks

PROSE = [
    "The mill on the Tarn reopened on Monday, two years after the flood that had carried off its wheel.",
    "Its owner, who had slept in the office for a month, said that the new wheel was made of larch.",
    "The river authority had asked for a fish pass before it would let the water into the race again.",
    "Flour from the mill will be sold in the valley first, and in the towns of the plain from spring on.",
]


def page(*middle):
    before = "".join(f"<p>{line}</p>" for line in PROSE[:2])
    after = "".join(f"<p>{line}</p>" for line in PROSE[2:])
    return html.document_fromstring(
        f"<html><body><nav><a href='/'>Home</a></nav><article>{before}{''.join(middle)}{after}"
        "</article><footer>Imprint</footer></body></html>"
    )


def test_one_block_a_line():
    assert blocks.read(page()).text.split("\n") == PROSE


def test_anchors_stand_where_their_words_are():
    linked = "<p>The plans were <a href='/plans'>drawn  up in March</a> by the <a href='//a.example/x'>Tarn Trust</a>, it says.</p>"
    found = blocks.read(page(linked))

    told = [(found.text[a.start : a.stop], a.href) for a in found.anchors]
    assert told == [("drawn up in March", "/plans"), ("Tarn Trust", "//a.example/x")]


def test_items_of_a_list_and_lines_that_are_links_are_marked():
    listed = "<ul><li>a wheel of larch</li><li>a weir with a fish pass beside it</li></ul>"
    found = blocks.read(page(listed))
    marked = {line_at(found.text, start): mark for start, mark in found.marks.items()}

    assert marked == {
        "- a wheel of larch": "item",
        "- a weir with a fish pass beside it": "item",
    }


def line_at(text, start):
    return text[start:].split("\n")[0]


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("Mill reopens", "title"),
        ("MILL REOPENS!", "title"),
        ("Tarn valley:Mill reopens", "title"),
        ("Ada Moor", "byline"),
        ("von Ada Moor", "byline"),
        ("Ada Moor is the miller of the Tarn", None),
        ("The owner, a friend of the valley's schools, told the town council: Mill reopens", None),
    ],
)
def test_titles_and_the_byline_of_the_page_are_marked_where_they_stand(line, mark):
    found = blocks.Blocks(text=f"{PROSE[0]}\n{line}\n{PROSE[1]}")

    marks = blocks.marked(found, ["", "Mill reopens"], ["Ada Moor"]).marks
    assert marks.get(len(PROSE[0]) + 1) == mark
    assert len(marks) == (mark is not None)


def test_an_item_that_is_mostly_a_link_leads_elsewhere():
    listed = "<ul><li>Flood: <a href='/f'>The wheel is found</a></li></ul>"
    found = blocks.write([html.fragment_fromstring(listed)])

    assert list(found.marks.values()) == ["link"]


def test_what_cannot_be_seen_is_left_out():
    assert (
        blocks.read(
            page("<p>The wa\xadter\u200bwheel turns  day\nand night, the miller says now.</p>")
        ).text.split("\n")[2]
        == "The waterwheel turns day and night, the miller says now."
    )


def test_a_page_without_text_gives_nothing():
    assert blocks.read(html.document_fromstring("<html><body><p></p></body></html>")).text == ""


def test_nesting_without_end_is_read_as_one_piece():
    deep = html.fragment_fromstring("<div>" + "<b>" * 200 + "deep" + "</b>" * 200 + "</div>")

    assert blocks.write([deep]).text == "deep"


@given(st.lists(st.tuples(st.text(alphabet="ab c\n\xad", max_size=12), st.booleans()), max_size=6))
def test_anchors_hold_words_without_space_around(pieces):
    markup = "".join(f"<a href='/x'>{words}</a>" if linked else words for words, linked in pieces)
    found = blocks.write([html.fragment_fromstring(f"<div><p>{markup}</p></div>")])

    for anchor in found.anchors:
        words = found.text[anchor.start : anchor.stop]
        assert words
        assert words == words.strip()


def test_headings_are_marked_and_code_in_a_sentence_breaks_no_line():
    said = "The wheel is driven by <code>turn</code>, as its plans of the spring say, in both directions."
    found = blocks.read(page("<h2>A wheel of larch?</h2>", f"<p>{said}</p>"))
    marked = {line_at(found.text, start): mark for start, mark in found.marks.items()}

    assert marked == {"A wheel of larch?": "heading"}
    assert said.replace("<code>", "").replace("</code>", "") in found.text.split("\n")
