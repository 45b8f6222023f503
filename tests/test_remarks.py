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


LOCK = (
    "The sea lock of Brennick jammed on Tuesday with eleven barges inside, lock keeper Asta Holm said. A"
    " diver cut a mooring cable out of the lower gate; the barges left Brennick after seven hours."
)
CHOIR = (
    "The Dovrin boys' choir refused to sing at the opening of parliament in Kestermark. Choirmaster Pavel"
    " Ost said that the boys had not been paid since autumn; Kestermark's culture office regretted it."
)


def test_an_article_that_tells_of_a_second_event_says_in_which_words():
    def article(name, text):
        return firsthand.article(text, id=name, language="en", published="2031-05-05T08:00Z")

    told = [article(f"lock-{n}", f"{LOCK} {n} boats waited.") for n in range(2)]
    told += [article(f"stage-{n}", f"{CHOIR} {n} seats stayed empty.") for n in range(2)]
    both = article("zz", f"{LOCK}\n\nIn other news: {CHOIR}")
    reading = firsthand.read([*told, both])

    found = {one.id: [f for f in one.flags if f.kind == "two_events"] for one in reading.articles}
    assert [name for name, flags in found.items() if flags] == ["zz"]
    (flag,) = found["zz"]
    (choir,) = (story for story in reading.stories if "stage-0" in story.articles)
    assert flag.story == choir.id
    assert both.text[flag.start : flag.stop].endswith(CHOIR)
    assert "lock" not in both.text[flag.start : flag.stop]
    assert flag.why == (
        "from “In other news: The Dovrin boys' choir refused” on it tells of another event: "
        f"“{choir.title[1]}”"
    )
