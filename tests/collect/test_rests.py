"""When feeds ask to be left alone."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.collect import feeds, polling, rests
from firsthand.collect.polling import State
from firsthand.collect.rests import Rest

#: a Saturday
NOW = datetime(2031, 3, 1, 21, 30, tzinfo=UTC)
HEAD = "<ttl>90</ttl><skipHours><hour>23</hour><hour> 0 </hour></skipHours>"


def feed(head, item=""):
    return (
        f"<rss version='2.0'><channel><title>Port</title>{head}<item>{item}</item></channel></rss>"
    )


def test_a_feed_says_how_often_and_when():
    days = "<skipDays><day>Sunday</day><day>Monday</day><day>Someday</day></skipDays>"
    found = feeds.read(feed(HEAD + days).encode()).rest
    assert found == Rest(minutes=90, hours=(0, 23), days=(0, 6))


@pytest.mark.parametrize(
    "head", ["", "<ttl>soon</ttl>", "<skipHours><hour>x</hour></skipHours>", "<skipDays>"]
)
def test_what_says_nothing_asks_for_nothing(head):
    assert rests.read(feed(head).encode()) == rests.NONE


def test_only_what_stands_before_the_entries_counts():
    assert rests.read(feed("", HEAD).encode()) == rests.NONE


@pytest.mark.parametrize(
    ("rest", "due"),
    [
        (Rest(), NOW + polling.SHORTEST),
        (Rest(minutes=120), NOW + timedelta(hours=2)),
        (Rest(minutes=60 * 24 * 30), NOW + polling.LONGEST),
        (Rest(minutes=120, hours=(23,)), NOW + timedelta(hours=2, minutes=30)),
        (Rest(minutes=60, hours=(22, 23), days=(6,)), datetime(2031, 3, 3, tzinfo=UTC)),
        (Rest(days=tuple(range(7))), NOW + polling.SHORTEST),
    ],
)
def test_it_is_asked_when_it_may_be(rest, due):
    state = State(url="https://port.example/feed", every=timedelta(minutes=1))
    assert polling.paced(state, NOW, brought=True, rest=rest).due == due


@given(
    st.builds(
        Rest, hours=st.lists(st.integers(0, 23), max_size=23).map(tuple),
        days=st.lists(st.integers(0, 6), max_size=6).map(tuple),
    )
)  # fmt: skip
def test_a_time_that_may_be_is_left_as_it_is(rest):
    at = rest.after(NOW)
    assert at >= NOW
    assert rest.after(at) == at


@given(st.binary(max_size=300))
def test_any_bytes_are_read(data):
    rests.read(b"<skipHours>" + data + b"</skipHours><skipDays>" + data)
