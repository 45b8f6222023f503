"""Rounds of collecting among servers that lie and machines that fail: on the loopback, into a real file."""

import gzip
import zlib
from datetime import datetime, timedelta

import pytest

from firsthand.errors import LibraryError
from firsthand.store import shelf
from tests.collect.conftest import reply
from tests.upkeep.conftest import DAY, HOUR, NOW, STORY, feed, page

pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]

YEAR = 365 * DAY


@pytest.fixture
def ready(server, collector):
    """Collector that knows one feed and took in its one article."""
    server.answers |= {"/feed": feed(server, 1), "/1": page(1), "/2": page(2)}
    collector.add()
    collector.round()
    return collector


def body(server, *items):
    return feed(server, *items)[0].partition(b"\r\n\r\n")[2]


# --------------------------------------------------------------------------- feeds that lie


@pytest.mark.parametrize(
    ("label", "pack"),
    [
        ("gzip", gzip.compress),
        ("gzip", bytes),
        ("deflate", bytes),
        ("deflate", gzip.compress),
        ("deflate", lambda data: zlib.compress(data)[2:-4]),
        ("br", bytes),
        ("br", gzip.compress),
        ("zstd", gzip.compress),
        ("x-gzip", gzip.compress),
        ("identity", bytes),
        ("gzip, gzip", lambda data: gzip.compress(gzip.compress(data))),
    ],
)
def test_a_feed_is_read_whatever_its_server_says_of_the_packing(server, collector, label, pack):
    data = pack(body(server, 1))
    server.answers |= {"/feed": [reply(data, content_encoding=label)], "/1": page(1)}
    collector.add()
    found, _ = collector.round()
    assert (len(found.new), found.refused) == (1, ())


@pytest.mark.parametrize("label", ["br", "zstd", "gzip"])
def test_a_feed_that_cannot_be_unpacked_is_told_and_asked_again(server, ready, label):
    server.answers["/feed"] = [reply(b"\x00\x01\x02\x03" * 99, content_encoding=label)]
    found, _ = ready.round(NOW + HOUR)
    assert len(found.refused) == 1
    server.answers["/feed"] = feed(server, 2, 1)
    assert len(ready.round(NOW + DAY)[0].new) == 1


def test_a_feed_that_turns_into_a_page_keeps_its_articles_and_may_come_back(server, ready):
    server.answers["/feed"] = page(7)
    found, _ = ready.round(NOW + HOUR)
    assert [one.reason for one in found.refused] == []
    [source] = ready.sources.all()
    assert (source.failures, source.problem) == (1, "it is a page now, and no feed")
    assert len(ready.articles()) == 1
    server.answers["/feed"] = feed(server, 2, 1)
    assert len(ready.round(NOW + DAY)[0].new) == 1


def test_a_feed_whose_names_all_change_brings_nothing_twice(server, ready):
    server.answers["/feed"] = feed(server, {"number": 1, "guid": "quite-another"})
    found, asked = ready.round(NOW + HOUR)
    assert (asked, found.new, found.changed) == (["/feed"], (), ())


def test_things_that_are_listed_twice_are_fetched_once(server, collector):
    other = {"number": 1, "guid": "other"}
    tracked = {"number": 1, "guid": "third", "link": f"{server.url}/1?utm_source=feed"}
    server.answers |= {"/feed": feed(server, 1, 1, other, tracked), "/1": page(1)}
    server.answers["/1?utm_source=feed"] = page(1)
    collector.add()
    found, asked = collector.round()
    assert (len(asked), len(found.new), len(collector.articles())) == (2, 1, 1)


def test_a_feed_of_ten_megabytes_is_read(server, collector):
    many = [{"number": n, "description": STORY.format(n) * 300} for n in range(250)]
    server.answers |= {"/feed": feed(server, *many)}
    server.answers |= {f"/{n}": page(n) for n in range(30)}
    assert len(server.answers["/feed"][0]) > 10_000_000
    collector.add()
    found, asked = collector.round()
    assert (len(asked), len(found.new), found.refused) == (31, 30, ())


def test_what_a_feed_asks_for_holds_after_answers_without_news(server, collector):
    rest = (
        b"<skipHours>" + b"".join(b"<hour>%d</hour>" % n for n in range(12, 24)) + b"</skipHours>"
    )
    data = body(server, 1).replace(b"<item>", rest + b"<item>", 1)
    server.answers |= {"/feed": [reply(data, etag='"x"')], "/1": page(1)}
    collector.add()
    collector.round()
    midnight = NOW.replace(hour=0) + DAY
    assert collector.sources.all()[0].due == shelf.stamp(midnight)
    for status in ("304 Not Modified", "500 Oops"):
        server.answers["/feed"] = [reply(status=status)]
        collector.round(midnight + timedelta(hours=11, minutes=59))
        midnight += DAY
        assert collector.sources.all()[0].due == shelf.stamp(midnight)


# --------------------------------------------------------------------------- redirects and patience


def test_a_chain_of_redirects_is_followed_as_far_as_it_is_permanent(server, ready):
    server.answers |= {
        "/feed": [reply(status="301 Moved Permanently", location="/b")],
        "/b": [reply(status="308 Permanent Redirect", location="/c")],
        "/c": [reply(status="302 Found", location="/d")],
        "/d": feed(server, 2, 1),
    }
    assert len(ready.round(NOW + HOUR)[0].new) == 1
    ready.round(NOW + 2 * DAY)
    [source] = ready.sources.all()
    assert (source.address, source.former) == (f"{server.url}/c", (f"{server.url}/feed",))


def test_redirects_in_a_circle_are_an_error_that_is_waited_for(server, ready):
    server.answers |= {
        "/feed": [reply(status="301 Moved Permanently", location="/b")],
        "/b": [reply(status="301 Moved Permanently", location="/feed")],
    }
    ready.round(NOW + HOUR)
    [source] = ready.sources.all()
    assert (source.address, source.failures) == (f"{server.url}/feed", 1)
    assert "redirect" in source.problem


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
@pytest.mark.parametrize(
    ("wish", "wait"),
    [
        ("7200", 2 * HOUR),
        ("Tue, 04 Mar 2031 18:00:00 GMT", 5 * HOUR),
        ("Tue, 04 Mar 2031 06:00:00 GMT", timedelta(0)),
        ("Tue, 04 Mar 2131 18:00:00 GMT", 7 * DAY),
        ("999999999999999999", 7 * DAY),
        ("soon", timedelta(0)),
        ("-5", timedelta(0)),
    ],
)
def test_a_server_s_wish_for_patience_is_kept_to(server, ready, status, wish, wait):
    server.answers["/feed"] = [reply(status=status, retry_after=wish)]
    at = NOW + HOUR
    ready.round(at)
    [source] = ready.sources.all()
    due = datetime.fromisoformat(source.due) - at
    assert max(wait, timedelta(minutes=15)) <= due <= wait * 1.2 + HOUR
    held = datetime.fromisoformat(ready.database.one("host", "127.0.0.1")["free"]) - at
    assert held == wait


# --------------------------------------------------------------------------- the machine


def test_a_clock_that_was_a_year_ahead_delays_nothing(server, collector):
    server.answers |= {"/feed": feed(server, 1), "/1": page(1), "/2": page(2)}
    collector.add()
    server.answers["/1"] = [reply(status="500 Oops")]
    collector.round(NOW + YEAR)
    server.answers |= {"/feed": feed(server, 2, 1), "/1": page(1)}
    assert collector.round(NOW)[1] == []
    found, asked = collector.round(NOW + HOUR)
    assert (sorted(asked), len(found.new)) == (["/1", "/2", "/feed"], 2)


@pytest.mark.parametrize("back", [HOUR, DAY, YEAR])
def test_a_clock_that_is_set_back_brings_no_storm_and_no_second_copy(server, ready, back):
    found, asked = ready.round(NOW - back)
    assert (found.new, found.changed, len(ready.articles())) == ((), (), 1)
    assert len(asked) <= 2
    assert ready.round(NOW - back + timedelta(seconds=30))[1] == []


def test_a_disk_that_is_full_is_told_and_nothing_is_lost(server, ready, tmp_path):
    pages = ready.database._connection.execute("pragma page_count").fetchone()[0]
    ready.database._connection.execute(f"pragma max_page_count = {pages + 2}")
    server.answers |= {"/feed": feed(server, *range(2, 12), 1)}
    server.answers |= {f"/{n}": page(n, STORY.format(n) * 40) for n in range(2, 12)}
    with pytest.raises(LibraryError, match="full"):
        ready.round(NOW + HOUR)
    told = len(ready.told)
    ready.database._connection.execute("pragma max_page_count = 1000000")
    assert len(ready.articles()) == told
    ready.round(NOW + DAY)
    assert len(ready.articles()) == 11
    assert ready.database.problems() == []
