"""Remarks on articles follow from the whole reading, and are made anew each time."""

import pytest

import firsthand
from firsthand.remarks import KINDS, remark

STATEMENT = (
    "The Orla Lift Company stopped all cabins on Monday. No passenger was hurt in the gorge."
)
OLD = (
    "VINT (Orlo News) — A cable car with 312 people aboard stopped over the Orla gorge on Monday, the "
    "operator said. Helpers lowered all of them by rope before it was dark, said the driver, Bodil Krantz."
)
NEW = (
    OLD.replace("312", "231")
    + "\n\nCorrection: An earlier version of this story said that 312 people were aboard."
)
QUOTED = "“No passenger was hurt, as far as we know,” the Orla Lift Company said in a statement."

MISSING = (
    "“No passenger was hurt, as far as we know” does not stand in “Cable car: own”; "
    "“No passenger was hurt” does"
)


@pytest.fixture(scope="module")
def reading():
    def article(name, text, outlet, day):
        return firsthand.article(
            text, id=name, title=f"Cable car: {name}", outlet=outlet, language="en",
            published=f"2031-05-{day:02}T08:00Z",
        )  # fmt: skip

    return firsthand.read(
        [
            article("own", STATEMENT, "Orla Lift Company", 5),
            article("first", OLD, "Orlo News", 5),
            article("second", NEW, "Orlo News", 6),
            article("quoting", QUOTED, "Vint Post", 6),
        ]
    )


def flags(reading):
    return {
        article.id: [(flag.kind, flag.why) for flag in article.flags if flag.kind in KINDS]
        for article in reading.articles
    }


def test_flags_say_what_was_found(reading):
    assert flags(reading) == {
        "own": [],
        "first": [("uncorrected", "still has “312 people”, corrected in “Cable car: second”")],
        "second": [("correction", "corrects “312 people”; 1 text here still has it")],
        "quoting": [("quotation", MISSING)],
    }


def test_remarking_again_changes_nothing(reading):
    assert remark(reading) == reading


def test_articles_that_were_read_before_can_be_read_as_of_a_moment(reading):
    then = firsthand.read(reading.articles, as_of="2031-05-05")
    assert flags(then) == {"own": [], "first": []}
    assert flags(firsthand.read(reading.articles)) == flags(reading)
