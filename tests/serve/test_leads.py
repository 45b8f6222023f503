"""Words that are shown without their sentence stand behind those that they are about."""

from dataclasses import replace

import html5lib
import pytest

from firsthand.serve import markdown, page, terminal

HTML = "{http://www.w3.org/1999/xhtml}"
ABOUT, SAID = "The funicular", "Two people were hurt"


@pytest.fixture
def led(reading):
    """Return the reading with one report that is about words elsewhere in its article."""
    story, text = reading.stories[0], reading.articles[0].text
    start = text.index(ABOUT)
    claim = next(claim for claim in story.claims if claim.id == "c1")
    report = replace(claim.reports[0], lead=(start, start + len(ABOUT)))
    claim = replace(claim, reports=(report, *claim.reports[1:]))
    claims = tuple(claim if c.id == "c1" else c for c in story.claims)
    return replace(reading, stories=(replace(story, claims=claims),))


def test_in_a_terminal(led):
    drawn = terminal.draw(led, everything=True)

    assert f"“[{ABOUT}] {SAID}”" in drawn
    assert f"“[{ABOUT}] … people were hurt”" in drawn
    assert f"  [{ABOUT}] Two" in drawn


def test_in_markdown(led):
    drawn = markdown.draw(led)

    # the claim, the two places of the difference, and the timeline
    assert drawn.count(rf"“\[{ABOUT}\] {SAID}”") == 3


def test_on_a_page_both_are_stored_spans_of_their_own(led):
    drawn = page.draw(led)
    tree = html5lib.parse(drawn)
    text = led.articles[0].text
    about = [n for n in tree.iter(f"{HTML}span") if n.get("class") == "w" and n.text == ABOUT]

    assert len(about) >= 4
    for node in about:
        start, stop = map(int, node.get("data-a").rpartition(":")[2].split("-"))
        assert text[start:stop] == ABOUT
    for quote in tree.iter(f"{HTML}q"):
        assert not "".join(quote.itertext()).startswith("[")


def test_a_report_that_can_be_read_alone_has_none(reading):
    assert f"[{ABOUT}]" not in terminal.draw(reading, everything=True)
