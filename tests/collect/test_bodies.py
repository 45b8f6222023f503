"""A body that a made-up page gives apart, and the text found in its markup."""

from lxml import html

from firsthand.collect import blocks, bodies
from firsthand.collect.blocks import Blocks

LINES = [
    f"The {place} of the old canal was opened again on a {day}, and boats went through it until the evening came."
    for place in ("lower lock", "upper lock", "long tunnel", "stone bridge")
    for day in ("Monday", "Tuesday")
]
BODY = " ".join(LINES)


def page(lines=LINES):
    rows = "".join(f"<div><p>{line} <a href='/x'>More</a></p></div>" for line in lines)
    return html.document_fromstring(
        f"<html><body>{rows}<p>Other news of the day.</p></body></html>"
    )


def test_the_page_s_own_blocks_are_read_where_the_body_has_more():
    tree = page([line.replace(" <a href='/x'>More</a>", "") for line in LINES])
    for link in tree.iter("a"):
        link.text = ""
    found = Blocks(text="\n".join(LINES[:3]))

    assert bodies.agreed(found, tree, BODY).text.split("\n") == LINES


def test_what_follows_the_end_of_the_body_is_cut():
    found = Blocks(
        text="\n".join([*LINES, "A lighthouse keeper has retired after forty years of service."])
    )

    assert bodies.agreed(found, page(), BODY).text.split("\n") == LINES


def test_a_body_that_says_something_else_changes_nothing():
    other = "Subscribe to read this article, and many others from the archive of our paper. " * 20
    found = Blocks(text="\n".join(LINES))

    assert bodies.agreed(found, page(), other) is found


def test_a_body_that_is_not_on_the_page_changes_nothing():
    found = Blocks(text="\n".join(LINES[:2]))

    assert bodies.agreed(found, page(LINES[:2]), BODY) is found


def test_a_summary_in_place_of_a_body_changes_nothing():
    found = Blocks(text="\n".join(LINES))

    assert bodies.agreed(found, page(), LINES[0]) is found


def test_anchors_behind_the_end_go_with_it():
    text = "\n".join([*LINES, "A lighthouse keeper has retired."])
    inside = blocks.Anchor(start=0, stop=3, href="/a")
    behind = blocks.Anchor(start=len(text) - 8, stop=len(text) - 1, href="/b")

    assert bodies.agreed(Blocks(text=text, anchors=(inside, behind)), page(), BODY).anchors == (
        inside,
    )
