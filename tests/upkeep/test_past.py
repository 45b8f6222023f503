"""The library at an earlier moment: its wordings, its dates, and what was still open then."""

from datetime import UTC, datetime

import pytest

import firsthand
from firsthand import pipeline
from firsthand.library import Library
from firsthand.timeline.replay import Replay
from tests.lineage.builders import LINDHAVEN

EARLY = (
    "The harbour office of Ulvering said on Monday that 12 boats were missing after the storm. "
    "The ferry will sail again on Friday, the harbour office said."
)
LATE = EARLY.replace("12 boats", "15 boats")


def day(number, hour=12):
    return datetime(2031, 3, number, hour, tzinfo=UTC)


def harbour(text, **known):
    return firsthand.article(
        text, id="harbour", title="Boats missing off Ulvering", url="https://u.example/boats",
        language="en", **known,
    )  # fmt: skip


@pytest.fixture
def library(tmp_path):
    with Library(tmp_path / "library.db") as library:
        yield library


def texts(library, **then):
    """Return the texts of the stories that the library had at a moment."""
    replay = Replay(**then)
    found = library.stories(replay=replay)
    articles = [one for story in found for one in library.story(story.id, replay=replay).articles]
    return {one.id: one.text for one in articles}


@pytest.mark.parametrize("dated", ["2031-03-04", None])
def test_the_wording_is_that_of_the_moment(library, dated):
    library.add([harbour(EARLY, published=dated)], now=day(5))
    library.add([harbour(LATE, published=dated)], now=day(7))

    assert texts(library, known_at=day(4)) == texts(library, as_of=day(3)) == {}
    for then in ({"as_of": day(6)}, {"known_at": day(6)}):
        assert texts(library, **then) == {"harbour": EARLY}
    for then in ({"as_of": day(8)}, {"known_at": day(8)}):
        assert texts(library, **then) == {"harbour": LATE}
    # it was public before it was seen, if it says when; else from then on
    assert texts(library, as_of=day(5, 1)) == ({"harbour": EARLY} if dated else {})


def test_what_was_expected_is_open_until_it_falls_due(library):
    library.add([harbour(EARLY, published="2031-03-04")], now=day(5))

    def outcomes(at):
        reading = library.story(library.stories()[0].id, replay=Replay(as_of=at))
        claims = reading.stories[0].claims
        return [one.expectation.outcome for one in claims if one.expectation]

    assert outcomes(day(6)) == ["pending"]
    assert outcomes(day(12)) == ["unknown"]


SOURCE = firsthand.article(
    f"LINDHAVEN, May 9 (Coast Daily) - {LINDHAVEN}", id="source", outlet="Coast Daily",
    published="2031-05-09", language="en",
)  # fmt: skip
COPY = firsthand.article(
    LINDHAVEN, id="copy", outlet="Inland Post", credit="Coast Daily", published="2031-05-02",
    language="en",
)  # fmt: skip
#: of what it says of the days it can only have appeared on the ninth
UNDATED = firsthand.article(
    "LINDHAVEN, May 9 - Divers looked at the hull of the Marlene, the ferry that lost its engine "
    "off Lindhaven, and the line stays shut, the harbour office reported.",
    id="undated", outlet="Hill Post", language="en",
)  # fmt: skip


@pytest.mark.parametrize("of", ["files", "library"])
def test_no_date_counts_that_lineage_contradicts_and_each_that_the_story_gives(library, of):
    given = [SOURCE, COPY, UNDATED]

    def public(at):
        replay = Replay(as_of=at)
        if of == "files":
            return {one.id for one in pipeline.read(given, replay=replay).articles}
        return {*texts(library, as_of=at)}

    library.add(given, now=datetime(2031, 6, 1, tzinfo=UTC))
    assert public(datetime(2031, 5, 5, tzinfo=UTC)) == set()
    # of the copy it is only known that it came after its source
    assert public(datetime(2031, 5, 12, tzinfo=UTC)) == {"source", "undated"}
    assert {one.id for one in pipeline.study(given).articles} == {"source", "copy", "undated"}
