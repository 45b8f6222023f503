"""A claim that stands in another one's words has no row of its own."""

from dataclasses import replace

import pytest

from firsthand.records import Range
from firsthand.serve import nesting, terminal
from tests.serve.conftest import claim, report, voice

WHOLE, PART = "The funicular likely slipped because of ice on the rail", "ice on the rail"
MEDIA = [voice("local media", "group", anonymous=True)]
ONE = Range(low=1, high=1)


def told(whole, part):
    return claim(1, whole, ["local media"], ONE), claim(2, part, ["local media"], ONE)


def test_within_the_words_of_the_same_teller():
    claims = told([report("courier", WHOLE, MEDIA)], [report("courier", PART, MEDIA)])

    assert nesting.within(claims, ()) == {"c2"}


@pytest.mark.parametrize(
    ("why", "part"),
    [
        ("somebody else tells it", [report("courier", PART)]),
        ("it is told elsewhere too", [report("courier", PART, MEDIA), report("mirador", PART, MEDIA)]),
        ("they are the same words", [report("courier", WHOLE, MEDIA)]),
        ("it was denied", [report("courier", PART, MEDIA, "denied")]),
        ("it was seen", [report("courier", PART, MEDIA, firsthand=True)]),
    ],
)  # fmt: skip
def test_stands_for_itself(why, part):
    claims = told([report("courier", WHOLE, MEDIA)], part)

    assert nesting.within(claims, ()) == frozenset(), why


def test_what_there_is_more_to_say_of_keeps_its_row():
    claims = told([report("courier", WHOLE, MEDIA)], [report("courier", PART, MEDIA)])

    assert nesting.within(claims, {"c2"}) == frozenset()


def test_two_claims_that_each_hold_a_part():
    """One claim has to hold all of it: halves elsewhere do not say the same."""
    claims = (
        claim(1, [report("courier", WHOLE, MEDIA)], ["local media"], ONE),
        claim(2, [report("mirador", "slipped because of ice on the rail", MEDIA)], ["local media"], ONE),
        claim(3, [report("courier", PART, MEDIA), report("mirador", PART, MEDIA)], ["local media"], ONE),
    )  # fmt: skip

    assert nesting.within(claims, ()) == frozenset()


def test_words_are_shown_once_and_counted_so(reading):
    story = reading.stories[0]
    part = claim(9, [report("courier", PART, MEDIA)], ["local media"], ONE)
    drawn = terminal.draw(
        replace(reading, stories=(replace(story, claims=(*story.claims, part)),)), everything=True
    )

    assert drawn == terminal.draw(reading, everything=True)
