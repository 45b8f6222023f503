"""The timeline in characters."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.serve.axis import Axis, Mark, lay, period


def at(day, hour=0):
    return datetime(2024, 2, day, hour, tzinfo=UTC)


def whole(day):
    return Mark(earliest=at(day), latest=at(day) + timedelta(days=1, seconds=-1))


WEEK = Axis(start=at(5), stop=at(12), columns=28)


@pytest.mark.parametrize(
    ("mark", "lane"),
    [
        (Mark(earliest=at(6), latest=at(6)), "    ●"),
        (whole(6), "    ├──┤"),
        (Mark(earliest=at(6), latest=at(7), stated=at(6, 12)), "    ├─●─┤"),
        (Mark(earliest=at(6), latest=at(6, 2)), "    ●"),
        (Mark(earliest=at(6), latest=at(7, 23), expected=True), "    ╌╌╌○╌╌╌╌"),
        (Mark(earliest=at(6), latest=at(7, 23), lasting=True), "    ━━━━━━━━"),
        (Mark(earliest=at(6), latest=at(7, 23), lasting=True, expected=True), "    ╍╍╍╍╍╍╍╍"),
        (Mark(earliest=at(11), latest=at(28)), " " * 24 + "├──┤"),
        (Mark(earliest=at(20), latest=at(21)), ""),
        (Mark(earliest=None, latest=None), ""),
    ],
)
def test_lanes(mark, lane):
    assert WEEK.lane(mark) == lane


def test_the_moment_as_of_which_it_is_drawn_runs_through_the_lane():
    assert WEEK.lane(Mark(earliest=at(6), latest=at(6)), at(7)) == "    ●   │"


def test_labels_stand_above_their_columns():
    assert WEEK.head() == "5   6   7   8   9   10  11"


@pytest.mark.parametrize(("days", "label"), [(1, "03h"), (10, "6"), (60, "12 Feb"), (300, "Mar")])
def test_the_unit_follows_the_span(days, label):
    axis = Axis(start=at(5), stop=at(5) + timedelta(days=days), columns=100)

    assert label in axis.head().split("  ") or label in [name for _, name in axis.ticks()]


def test_a_look_back_does_not_press_the_reports_together():
    long_ago = Mark(earliest=at(5) - timedelta(days=900), latest=at(5) - timedelta(days=899))
    axis = lay([whole(6)], [long_ago, whole(9)], 40)

    assert (axis.start, axis.stop) == (at(6), at(10))
    assert not axis.holds(long_ago)
    assert period(axis) == "Feb 2024"


def test_without_any_time_there_is_no_axis():
    assert lay([Mark(earliest=None, latest=None)], [], 40) is None


HOURS = st.integers(0, 24 * 366 * 40).map(
    lambda n: datetime(1990, 1, 1, tzinfo=UTC) + timedelta(hours=n)
)


@given(st.lists(st.tuples(HOURS, st.integers(0, 90 * 24)), min_size=1, max_size=5), st.booleans())
def test_every_lane_and_head_fits(times, expected):
    marks = [
        Mark(earliest=t, latest=t + timedelta(hours=hours), expected=expected) for t, hours in times
    ]
    axis = lay(marks, marks, 40)

    assert len(axis.head()) <= 40
    for mark in marks:
        assert len(axis.lane(mark)) <= 40
        assert axis.lane(mark).strip()


def test_what_is_much_further_off_than_the_reports_take_is_named_not_drawn():
    near, far = whole(9), whole(24)
    axis = lay([whole(6), whole(7)], [near, far], 40)
    assert axis.holds(near)
    assert not axis.holds(far)
    assert lay([whole(1), whole(9)], [far], 40).holds(far)
