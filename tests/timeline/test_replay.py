"""Back to a moment: what was public, and what had been seen."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import firsthand
from firsthand import pipeline
from firsthand.errors import UsageError
from firsthand.records import Article, Published, Related
from firsthand.timeline.replay import PRESENT, Replay, moment

DAY = datetime(2031, 5, 6, tzinfo=UTC)

TEXTS = tuple(
    """\
VINT (Orlo News) — The Vint tunnel was closed on Monday after rock fell on the road, the road office \
said. It should reopen as soon as Thursday, the office said.
The Vint tunnel was closed on Monday after rock fell on the road, the road office said. Three cars were \
hit, said the mayor, Ansa Pelk.
Rock fell in the Vint tunnel on Monday and hit two cars, the police said. Nobody was hurt.
The Vint tunnel did not reopen on Thursday, the road office said.
The choir of Holm sang in the old mill on Sunday, said its leader, Edda Roon.""".split("\n")
)


def article(name, earliest=None, latest=None, seen=None):
    published = Published(value=None, earliest=earliest, latest=latest, origin="metadata")
    return Article(id=name, source=name, text="x", published=published, seen=seen)


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("2031-05-06", DAY + timedelta(days=1, microseconds=-1)),
        (date(2031, 5, 6), DAY + timedelta(days=1, microseconds=-1)),
        ("2031-05-06T12:00Z", DAY + timedelta(hours=12)),
        ("2031-05-06T12:00+02:00", DAY + timedelta(hours=10)),
        (datetime(2031, 5, 6, 3), DAY + timedelta(hours=3)),  # noqa: DTZ001 -- without a zone
        (None, None),
    ],
)
def test_a_day_is_meant_to_its_end_and_a_time_as_it_is(given, found):
    assert moment(given) == found


def test_what_is_no_time_is_refused():
    with pytest.raises(UsageError, match="soon"):
        moment("soon")


def test_public_is_what_all_of_its_interval_says():
    noon = DAY + timedelta(hours=12)
    articles = [
        article("before", DAY, DAY),
        article("maybe", DAY, noon + timedelta(hours=1)),
        article("undated", seen=noon),
        article("unknown"),
    ]
    found = Replay(as_of=noon).public(articles)
    assert [one.id for one in found] == ["before", "undated"]
    assert PRESENT.public(articles) == articles


def test_known_is_only_what_had_been_seen():
    articles = [article("old", DAY, DAY), article("seen", DAY, DAY, seen=DAY)]
    assert [one.id for one in Replay(known_at=DAY).known(articles)] == ["seen"]
    assert Replay(known_at=DAY - timedelta(seconds=1)).known(articles) == []
    assert PRESENT.known(articles) == articles


hours = st.lists(st.integers(0, 120), min_size=len(TEXTS), max_size=len(TEXTS))


@settings(max_examples=8)
@given(hours=hours, then=st.integers(0, 120))
def test_as_of_a_moment_is_a_reading_of_what_was_public_by_then(hours, then):
    made = [
        firsthand.article(
            text, id=f"a{number}", language="en",
            published=(DAY + timedelta(hours=hour)).isoformat(),
        )
        for number, (text, hour) in enumerate(zip(TEXTS, hours, strict=True))
    ]  # fmt: skip
    at = DAY + timedelta(hours=then)
    public = [one for one, hour in zip(made, hours, strict=True) if hour <= then]
    replayed = firsthand.read(made, as_of=at).to_json()
    assert replayed.pop("as_of") == at.isoformat().replace("+00:00", "Z")
    plain = firsthand.read(public, now=at).to_json()
    assert plain.pop("as_of") is None
    assert replayed == plain


def test_an_expectation_is_open_before_it_falls_due_and_missed_once_told():
    made = [
        firsthand.article(TEXTS[0], id="first", language="en", published="2031-05-06T08:00Z"),
        firsthand.article(TEXTS[3], id="last", language="en", published="2031-05-09T08:00Z"),
    ]

    def outcome(at):
        claims = [c for s in firsthand.read(made, as_of=at).stories for c in s.claims]
        return [c.expectation.outcome for c in claims if c.expectation]

    assert outcome("2031-05-05") == []
    assert outcome("2031-05-06") == ["pending"]
    assert outcome("2031-05-09") == ["missed"]


def test_what_came_of_it_may_be_told_in_a_related_story():
    first, last = (
        firsthand.read([firsthand.article(text, id=name, language="en", published=f"2031-05-{day}T08:00Z")])
        for name, day, text in (("first", "06", TEXTS[0]), ("last", "09", TEXTS[3]))
    )  # fmt: skip
    known = {one.id: one for one in (*first.articles, *last.articles)}
    [ahead], [after] = first.stories, last.stories
    related = replace(ahead, related=(Related(story=after.id, kind="later"),))

    def outcome(story):
        told, refused = pipeline._told([story, after], known, lambda one, _: one, pipeline.silent)
        assert refused == []
        return [c.expectation.outcome for c in told[0].claims if c.expectation]

    assert outcome(ahead) == ["pending"]
    assert outcome(related) == ["missed"]
