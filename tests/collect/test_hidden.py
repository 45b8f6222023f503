"""Words that the reader of a made-up page does not see."""

import time

import pytest
from lxml import html

from firsthand.collect import hidden
from firsthand.collect.extract import extract

STORY = "".join(
    f"<p>The miller of Tarn said on Monday that wheel number {n} would turn again before winter.</p>"
    for n in range(8)
)
UNSEEN = "Unseen words that nobody is meant to find on this page at all."


def text(piece):
    page = f"<html lang='en'><body><article><h1>Mill turns</h1>{STORY}{piece}{STORY}</article></body></html>"
    return extract(page).text


@pytest.mark.parametrize(
    "piece",
    [
        "<p style='display:none'>{}</p>",
        "<div style='color:red; DISPLAY : none !important'><p>{}</p></div>",
        "<p style='visibility: hidden'>{}</p>",
        "<p>Seen. <span style='font-size:0px;line-height:0'>{}</span></p>",
        "<p style='opacity: 0.0'>{}</p>",
        "<p style='height:0;overflow:hidden'>{}</p>",
        "<p hidden>{}</p>",
        "<p aria-hidden='true'>{}</p>",
        "<p style='color:#fff;background:#FFFFFF'>{}</p>",
        "<p style='color:white;background-color:rgb(255, 255, 255)'>{}</p>",
        "<p style='position:absolute;left:-9999px'>{}</p>",
        "<p style='text-indent:-200em'>{}</p>",
        "<p>Seen <span class='sr-only'>{}</span> here.</p>",
        "<template><p>{}</p></template>",
        "<noscript><p>{}</p></noscript>",
        "<!-- <p>{}</p> -->",
    ],
)
def test_what_cannot_be_seen_is_not_read(piece):
    assert "Unseen" not in text(piece.format(UNSEEN))


@pytest.mark.parametrize(
    "piece",
    [
        "<p style='opacity:0.9'>{}</p>",
        "<p style='margin-left:-10px'>{}</p>",
        "<p style='color:#fff'>{}</p>",
        "<p style='color:#fff;background:#000'>{}</p>",
        "<p hidden='until-found'>{}</p>",
        "<p style='height:0'>{}</p>",
        "<p style='position:relative;left:-9999'>{}</p>",
        "<p style=';;:;display'>{}</p>",
    ],
)
def test_what_can_be_seen_is(piece):
    assert "Unseen" in text(piece.format(UNSEEN))


def test_a_text_that_a_script_shows_is_no_hiding_place():
    page = f"<html><body style='opacity:0'><article style='opacity:0'><h1>Mill turns</h1>{STORY}</article></body></html>"

    assert "wheel number 7" in extract(page).text


def test_what_stands_behind_stays():
    tree = html.document_fromstring(
        "<p>Wheels <b hidden>never</b> turn.</p><p>They do so every day.</p>"
    )
    hidden.leave_out(tree)

    assert tree.text_content() == "Wheels  turn.They do so every day."


def test_thousands_of_hidden_elements_cost_no_square():
    tree = html.document_fromstring("<i hidden>x</i>" * 20_000 + STORY)
    nested = html.document_fromstring("<div style='opacity:0'>" * 200 + "x" * 100_000)
    begin = time.process_time()
    hidden.leave_out(tree)
    hidden.leave_out(nested)

    assert time.process_time() - begin < 2
