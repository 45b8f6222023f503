"""The slider: it stands under the timeline, and leads to moments at which a story changed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from firsthand.collect import articles
from firsthand.serve.axis import Axis
from firsthand.serve.site import moments
from firsthand.timeline.replay import Replay, moment

START = datetime(2031, 3, 1, tzinfo=UTC)
LAID = Axis(start=START, stop=START + timedelta(days=10), columns=100)


def _published(day, hour=0):
    return articles.make(
        "A tram left the rails.", id=f"{day}", published=f"2031-03-{day:02}T{hour:02}:00:00Z"
    )


FOUND = [_published(2, 12), _published(4), _published(6)]


def test_it_runs_along_the_timeline():
    slider = moments.slider(FOUND, None, LAID)
    assert [stop.at for stop in slider.stops] == [36, 72, 120]
    assert slider.most >= 240
    assert slider.value == 120  # the last change, not the end of the axis
    assert moments.slider(FOUND, START + timedelta(days=4, hours=5), LAID).value == 72


def test_what_is_never_surely_public_counts_among_all():
    odd = articles.make("A tram left the rails.", id="odd")
    unknown = replace(odd, published=replace(odd.published, earliest=None, latest=None))
    slider = moments.slider([*FOUND, unknown], LAID.stop, LAID)
    assert slider.said == "Thu 6 Mar 2031, 00:00, 3 of 4 reports"
    assert moments.slider([*FOUND, unknown], None, LAID).said == "now, 4 reports"


def test_what_came_within_a_minute_is_one_stop():
    told = [replace(one, id=f"{one.id}-{n}") for n in range(2) for one in FOUND]
    told = [
        replace(one, published=replace(one.published, earliest=late, latest=late))
        for n, one in enumerate(told)
        if (late := one.published.latest + timedelta(seconds=n))
    ]
    slider = moments.slider(told, None, LAID)
    assert [stop.reports for stop in slider.stops] == [2, 4, 6]
    assert moments.slider(told[::3], None, LAID) is None


def test_moments_are_said_in_words():
    slider = moments.slider(FOUND, None, LAID)
    assert slider.earlier.said == "Tue 4 Mar 2031, 00:00"
    assert slider.later is None
    assert slider.on == ""
    # what a step leaves out, or brings
    last, before = FOUND[-1].id, FOUND[-2].id
    assert slider.back == f"Earlier: Tue 4 Mar 2031, 00:00, before {last}"
    there = moments.slider(FOUND, slider.earlier.moment, LAID)
    assert there.on.endswith(f", with {last}")
    assert there.back.endswith(f", before {before}")


def test_without_a_timeline_it_begins_with_the_first_report():
    slider = moments.slider(FOUND, None)
    assert slider.stops[0].at == 0
    assert slider.most >= slider.stops[-1].at
    assert moments.slider(FOUND[:1], None, LAID) is None


def test_the_address_of_a_moment_leads_to_all_that_was_public_then():
    ends = ("2031-03-02", "2031-03-03T10:00:00Z", "2031-03-04T10:00:00Z")
    told = [articles.make("A tram left the rails.", id=at, published=at) for at in ends]
    late = told[1].published.latest + timedelta(milliseconds=250)
    told[1] = replace(told[1], published=replace(told[1].published, latest=late))
    slider = moments.slider(told, None, LAID)
    assert [stop.iso for stop in slider.stops] == [
        "2031-03-02", "2031-03-03T10:00:01Z", "2031-03-04T10:00:00Z"
    ]  # fmt: skip
    for stop in slider.stops:
        replay = Replay(as_of=moment(stop.iso))
        assert len(replay.public(told)) == stop.reports
        assert moments.slider(told, replay.moment, LAID).here == stop
