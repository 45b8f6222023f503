"""The date of publication: an interval that holds, a value only where it is certain."""

from datetime import UTC, date, datetime, timedelta

import pytest

from firsthand.collect import published
from firsthand.records import Part


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def dated(text, head="", kind="dateline", **known):
    parts = [
        Part(kind=kind, start=0, stop=len(head)),
        Part(kind="body", start=len(head), stop=len(head) + len(text)),
    ]
    return published.date(head + text, parts, **known)


@pytest.mark.parametrize("metadata", ["2014-06-17", date(2014, 6, 17)])
def test_a_day_stays_a_day(metadata):
    found = dated("It rained.", metadata=metadata)
    assert (found.value, found.origin) == ("2014-06-17", "metadata")
    assert (found.earliest.date(), found.latest.date()) == (date(2014, 6, 17), date(2014, 6, 17))


def test_a_time_with_zone_is_an_instant():
    found = dated("It rained.", metadata="Tue, 15 Jun 2021 19:00:00 KST")
    assert found.earliest == found.latest == at("2021-06-15T10:00")


def test_a_time_without_zone_is_wide():
    found = dated("It rained.", metadata="2021-06-15T08:08")
    assert (found.earliest, found.latest) == (at("2021-06-14T18:08"), at("2021-06-15T20:08"))


def test_a_date_line_counts_where_there_is_no_metadata():
    found = dated("It rained.", "June. 15, 2021 08:08. ", "date")
    assert (found.value, found.origin) == ("2021-06-15T08:08", "byline")


def test_date_lines_that_disagree_leave_an_interval():
    found = published.date("It rained.", [], byline=("June 15, 2021", "June 18, 2021"))
    assert found.value is None
    assert (found.earliest.day, found.latest.day) == (15, 18)


def test_a_dateline_takes_its_year_from_the_collection():
    found = dated("It rained.", "Tarnfeld, Sep 7 (Halden).- ", seen=at("2021-09-08T06:00"))
    assert (found.value, found.origin) == ("2021-09-07", "dateline")


def test_a_dateline_of_december_seen_in_january_is_of_last_year():
    found = dated("It rained.", "Tarnfeld, Dec 30 (Halden) - ", seen=at("2021-01-02T06:00"))
    assert found.value == "2020-12-30"


def test_a_dateline_takes_its_year_from_the_text_and_the_weekday():
    # 7 September 2021 was a Tuesday
    text = "The mayor said on Tuesday that it rained, as it had in March 2021."
    assert dated(text, "Tarnfeld, Sep 7 (Halden).- ").value == "2021-09-07"


def test_a_dateline_with_an_open_year_has_no_value():
    found = dated("The mayor said on Tuesday that it rained.", "Tarnfeld, Sep 7 (Halden).- ")
    assert found.value is None
    assert found.origin == "none"


def test_today_with_its_date_names_the_day():
    text = "The mayor resigned yesterday (Feb. 3), aides said."
    assert dated(text, seen=at("2021-02-06T00:00")).value == "2021-02-04"


def test_what_is_told_as_past_is_a_lower_bound():
    found = dated("Pictures were published on Sept. 8, 2021 by the port.")
    assert (found.value, found.earliest, found.latest) == (None, at("2021-09-08T00:00"), None)
    assert found.origin == "text"


def test_a_plan_is_no_lower_bound():
    assert dated("The bridge will open on Sept. 8, 2031.").earliest is None


def test_metadata_before_what_is_told_is_not_believed():
    found = dated("The bridge was opened on Sept. 8, 2021.", metadata="2021-09-01")
    assert found.value is None
    assert found.earliest == at("2021-09-08T00:00")


def test_metadata_after_the_collection_is_not_believed():
    found = dated("It rained.", metadata="2021-09-10", seen=at("2021-09-01T00:00"))
    assert (found.value, found.latest) == (None, at("2021-09-01T00:00"))


def test_an_address_alone_gives_an_interval():
    found = dated("It rained.", url="https://halden.example/2021/09/07/rain")
    assert found.value is None
    assert found.earliest <= at("2021-09-07T12:00") <= found.latest


@pytest.mark.parametrize(
    "path", ["2021/sep/07/rain", "2021/September/7/rain", "rain-20210907-story.html", "20210907"]
)
def test_an_address_names_its_day_in_many_ways(path):
    found = dated("It rained.", url=f"https://halden.example/{path}")
    assert found.latest - found.earliest <= timedelta(3)
    assert found.earliest <= at("2021-09-07T12:00") <= found.latest


@pytest.mark.parametrize("path", ["2021/foo/07", "rain-20219907", "202109071", "rain?day=20210907"])
def test_other_numbers_in_an_address_are_no_day(path):
    found = dated("It rained.", url=f"https://halden.example/{path}")
    assert (found.earliest, found.latest) == (None, None)


def test_an_address_settles_the_year_of_a_dateline():
    found = dated(
        "It rained.", "Tarnfeld, Sep 7 (Halden).- ", url="https://halden.example/2021/09/08/rain"
    )
    assert found.value == "2021-09-07"


def test_nothing_known():
    found = dated("It rained.")
    assert (found.value, found.earliest, found.latest, found.origin) == (None, None, None, "none")


def test_the_day_of_a_change_is_an_upper_bound():
    head = "Updated: April 9, 2031, 10:00 GMT\n"
    told = dated("The mill has reopened.", head, "date")

    assert (told.value, told.earliest, told.latest) == (None, None, at("2031-04-09T10:00"))
    assert (
        dated("It opened.", "April 8, 2031, updated April 9, 2031\n", "date").value == "2031-04-08"
    )
