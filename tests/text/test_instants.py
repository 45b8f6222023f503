"""Clocks beside dates: an hour is no day, and no year."""

from datetime import timedelta

import pytest

from firsthand.text import instants


@pytest.mark.parametrize(
    ("words", "hour"),
    [
        ("Tue, 04 Mar 2031 19:00:00 KST", "10:00"),
        ("Tue, 04 Mar 2031 19:00:00 JST", "10:00"),
        ("Tue, 04 Mar 2031 13:00:00 MSK", "10:00"),
        ("2031-03-04 07:36:00 GMT-07:00", "14:36"),
        ("Tue Mar 04 11:00:00 PST 2031", "19:00"),
        ("March 4, 2031 1:55 PM EST", "18:55"),
    ],
)
def test_the_letters_of_a_zone_are_hours(words, hour):
    found = instants.read(words)
    assert found.earliest == found.latest
    assert found.earliest.isoformat() == f"2031-03-04T{hour}:00+00:00"


def test_a_zone_that_nobody_knows_leaves_the_hour_open():
    found = instants.read("Tue, 04 Mar 2031 19:00:00 XYZ")
    assert found.latest - found.earliest > timedelta(hours=24)


@pytest.mark.parametrize(
    "words",
    [
        "Thu, 01 Jan 1970 00:00:00 GMT", "0001-01-01", "9999-12-31", "0000000000", "2031-02-30",
        "Mon, 32 Mar 2031", "2031-03-04T25:00:00Z", "2031-03-04T10:00:00+25:00", "04/05/2031",
    ],
)  # fmt: skip
def test_a_date_that_cannot_be_or_may_be_two_is_none(words):
    assert instants.read(words) is None


def test_the_day_of_the_week_settles_which_number_is_the_day():
    assert instants.read("Sat, 11 04 2020").value == "2020-04-11"


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("12:20pm Jan 7, 2031", "2031-01-07T12:20"),
        ("By Ada Moor12:20pm Jan 7, 2031", "2031-01-07T12:20"),
        ("20:49, 5 Aug 2031", "2031-08-05T20:49"),
        ("8 avril 2031 à 18h05", "2031-04-08T18:05"),
        ("Thu, 5 Apr 31 10:15", "2031-04-05T10:15"),
        ("10.15 8 April 2031", "2031-04-08"),
    ],
)
def test_a_clock_beside_a_date_is_not_its_day(words, value):
    assert instants.read(words).value == value


@pytest.mark.parametrize(
    "words",
    [
        "mandag 5. august kl. 14:47",
        "mandag 5. august kl. 14.47",
        "8 января, 17:46",
        "5 Aug 20:31",
        "8 April, 20.26",
        "Le 8 avril à 20h31",
    ],
)
def test_a_clock_beside_a_date_is_not_its_year(words):
    assert instants.read(words) is None


def test_midnight_without_a_zone_is_a_day_in_a_field_for_times():
    assert instants.read("2031-04-08 00:00:00") == instants.read("2031-04-08")
    assert instants.read("2031-04-08 00:00:01").value == "2031-04-08T00:00:01"
    assert instants.read("2031-04-08T00:00:00Z").value == "2031-04-08T00:00Z"
