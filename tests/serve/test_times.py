"""Times in words say what is known, and no more."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from firsthand.records import Moment, Published
from firsthand.serve.times import between, interval, meant, published, stretch


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


def text(first, last, value=None):
    return Published(earliest=first, latest=last, value=value, origin="byline")


def test_a_time_without_a_zone_is_said_as_it_is_stated():
    wide = text(at(2031, 5, 6, 4, 30), at(2031, 5, 7, 6, 30), "2031-05-06T18:30")
    assert published(wide) == "Tue 6 May 2031, 18:30, zone not given"
    # one that was given up for another is not stated any more
    moved = text(at(2031, 5, 9, 4), at(2031, 5, 10, 6), "2031-05-06T18:30")
    assert published(moved) == "9 or 10 May 2031"


def test_texts_came_from_one_day_to_another_not_on_one_or_the_other():
    first, last = text(at(2031, 5, 6), at(2031, 5, 6, 23)), text(None, at(2031, 5, 7, 9))
    assert stretch([last, first]) == "6 to 7 May 2031"
    late = text(at(2031, 5, 6, 20), at(2031, 5, 7, 22), "2031-05-07T09:00")
    assert stretch([late]) == "Wed 7 May 2031"
    assert stretch([text(None, None)]) == ""
