"""Clocks beside dates: an hour is no day, and no year."""

import pytest

from firsthand.text import instants


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
