"""Records come back as they were."""

import math
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.records import (
    Article,
    Credit,
    Outlet,
    Part,
    Published,
    Quantity,
    Range,
    Stemma,
    Story,
)
from firsthand.store import codec

TIMES = st.none() | st.datetimes(timezones=st.just(UTC))
# a file of text holds no halves of characters; what comes in is cleaned of them before
TEXT = st.text(st.characters(exclude_categories=["Cs"]))


@given(
    st.builds(
        Article,
        id=TEXT,
        source=TEXT,
        text=TEXT,
        title=st.none() | TEXT,
        outlet=st.none() | st.builds(Outlet, name=TEXT, domain=st.none() | TEXT),
        byline=st.lists(TEXT).map(tuple),
        credits=st.lists(
            st.builds(Credit, agency=TEXT, start=st.integers(), stop=st.integers(), text=TEXT)
        ).map(tuple),
        published=st.builds(
            Published, value=st.none() | TEXT, earliest=TIMES, latest=TIMES, origin=TEXT
        ),
        seen=TIMES,
        parts=st.lists(
            st.builds(Part, kind=TEXT, start=st.integers(), stop=st.integers())
        ).map(tuple),
    )
)  # fmt: skip
def test_articles(article):
    assert codec.loads(Article, codec.dumps(article)) == article


@pytest.mark.parametrize(
    "record",
    [
        Quantity(start=0, stop=1, text="x", number=1.5, unit="km", low=-math.inf, high=math.inf),
        Story(id="s", articles=("a",), title=("a", "T"), independent_origins=Range(low=1, high=2)),
        Stemma(primary={}),
    ],
)
def test_records_of_every_shape(record):
    assert codec.loads(type(record), codec.dumps(record)) == record


def test_defaults_are_left_out_and_unknown_fields_ignored():
    assert codec.dumps(Part(kind="body", start=0, stop=3)) == '{"kind":"body","start":0,"stop":3}'
    assert codec.loads(Range, '{"low": 1, "high": 2, "later": 3}') == Range(low=1, high=2)


def test_tuples_of_records():
    moments = (datetime(2024, 3, 11, tzinfo=UTC),)
    assert codec.loads(tuple[datetime, ...], codec.dumps(moments)) == moments


def test_what_is_no_record_is_refused():
    with pytest.raises(TypeError, match="set is no record"):
        codec.dumps((1, {2}))
