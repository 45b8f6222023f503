"""Times in words say what is known, and no more."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from firsthand.records import Moment
from firsthand.serve.times import between, interval, meant


def at(*parts):
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("earliest", "latest", "value", "said"),
    [
        (at(2023, 9, 11, 10), at(2023, 9, 11, 10), None, "Mon 11 Sep 2023, 10:00"),
        (at(2023, 9, 11), at(2023, 9, 11, 23, 59, 59), "2023-09-11", "Mon 11 Sep 2023"),
        (at(2023, 9, 11), at(2023, 9, 12), None, "Mon 11 Sep 2023"),
        (at(2023, 9, 10, 17), at(2023, 9, 10, 21), "2023-09-10TEV", "Sun 10 Sep 2023, evening"),
        (at(2023, 9, 11, 10), at(2023, 9, 11, 23, 59, 59), None, "Mon 11 Sep 2023, not before 10:00"),
        (at(2023, 9, 11), at(2023, 9, 11, 10), None, "Mon 11 Sep 2023, not after 10:00"),
        (at(2023, 9, 11, 8), at(2023, 9, 11, 10), None, "Mon 11 Sep 2023, 08:00 to 10:00"),
        (at(2023, 9, 11), at(2023, 9, 12, 23, 59, 59), None, "11 or 12 Sep 2023"),
        (at(2023, 9, 30), at(2023, 10, 1, 23, 59, 59), None, "30 Sep or 1 Oct 2023"),
        (at(2023, 9, 6), at(2023, 9, 11, 12), None, "6 to 11 Sep 2023"),
        (at(2023, 12, 30), at(2024, 1, 4), None, "30 Dec 2023 to 3 Jan 2024"),
        (at(2023, 9, 1), at(2023, 9, 30, 23, 59, 59), "2023-09", "Sep 2023"),
        (at(2022, 1, 1), at(2022, 12, 31, 23, 59, 59), "2022", "2022"),
        (None, at(2023, 9, 7), None, "before Thu 7 Sep 2023"),
        (at(2023, 9, 7), None, None, "Thu 7 Sep 2023 or later"),
        (None, None, None, "time not known"),
    ],
)  # fmt: skip
def test_intervals(earliest, latest, value, said):
    assert interval(earliest, latest, value) == said


def test_times_are_shown_in_utc():
    seoul = datetime(2023, 9, 12, 3, tzinfo=timezone(timedelta(hours=9)))

    assert interval(seoul, seoul) == "Mon 11 Sep 2023, 18:00"


def test_one_day_needs_no_second():
    assert between(at(2023, 9, 6, 1), at(2023, 9, 6, 22)) == "6 Sep 2023"


def moment(first, last, value=None):
    return Moment(start=0, stop=1, text="x", value=value, earliest=first, latest=last)


def test_the_more_precise_of_two_times_is_said():
    day = datetime(2031, 5, 6, tzinfo=UTC)
    exact = moment(day.replace(hour=8), day.replace(hour=8))
    vague = moment(day - timedelta(hours=6), day + timedelta(hours=20))
    month = moment(datetime(2031, 5, 1, tzinfo=UTC), datetime(2031, 5, 31, 23, 59, 59, tzinfo=UTC))
    assert meant([vague, exact, exact, month]) == ["May 2031", "Tue 6 May 2031, 08:00"]
    assert meant([moment(None, None)]) == []
