"""Rounds of collecting among servers that lie and machines that fail: on the loopback, into a real file."""

import gzip
import zlib
from datetime import datetime, timedelta

import pytest

from firsthand.errors import LibraryError
from firsthand.store import shelf
from firsthand.upkeep import listing, visiting
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


def test_a_feed_of_fifty_thousand_things_costs_no_more_than_what_is_looked_at(server, collector):
    server.answers |= {"/feed": feed(server, *range(50_000))}
    server.answers |= {f"/{n}": page(n) for n in range(listing.BACKLOG)}
    collector.add()
    found, asked = collector.round()
    assert (len(asked), len(found.new)) == (1 + listing.BACKLOG, listing.BACKLOG)
    assert [one.reason[:23] for one in found.refused] == ["49,000 entries left out"]


# --------------------------------------------------------------------------- pages that are no article

AGREE = (
    "Our partners and we store information on a device and access it there, such as identifiers in "
    "cookies, to process personal data. You may accept or manage your choices by clicking below. "
)
TROUBLE = "We are having some trouble here. Try again in a few minutes. Reference 8fa0."
SIGNED = '<meta name="author" content="Ada Brook">'


def shown(title, text, head=""):
    body = (
        f"<html lang='en'><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1>"
        f"<p>{text}</p></article></body></html>"
    )
    return [reply(body, content_type="text/html; charset=utf-8")]


def report(number=1, more=""):
    story = "</p><p>".join(f"{STORY.format(number)} Part {part}." for part in range(6))
    return shown(f"Ferry {number} stays in port", f"{story}</p><p>{more}", SIGNED)


@pytest.mark.parametrize(
    ("title", "text", "head"),
    [
        ("Your choices about data", AGREE * 6, ""),  # longer than the article, and by nobody
        ("Ferry 1 stays in port", AGREE, SIGNED),  # in the frame of the article
        ("Port Aldan Times", AGREE, ""),
        ("Some trouble", TROUBLE, ""),
        ("Ferry 1 stays in port", TROUBLE, SIGNED),
        ("Service unavailable", TROUBLE, ""),
        ("Ferry 1 stays in port", f"{STORY.format(1)}</p><p>Subscribe to continue reading", SIGNED),
    ],
)
def test_nothing_comes_over_what_was_read_of_an_article(server, collector, title, text, head):
    server.answers |= {"/feed": feed(server, 1), "/1": report()}
    collector.add()
    collector.round()
    server.answers["/1"] = shown(title, text, head)
    found, _ = collector.round(NOW + DAY)
    assert (found.new, found.changed, len(found.refused)) == ((), (), 1)
    [kept] = collector.articles()
    assert (kept.ordinal, kept.article.status) == (1, "live")
    # it may be a passing trouble: the page is asked for again, and what has changed by then is read
    server.answers["/1"] = report(more="It left in the evening.")
    assert len(collector.round(NOW + DAY + HOUR)[0].changed) == 1


def test_a_notice_in_the_place_of_an_article_is_recorded(server, collector):
    server.answers |= {"/feed": feed(server, 1), "/1": report()}
    collector.add()
    collector.round()
    notice = "This article has been retracted: the ferry had left on Sunday."
    server.answers["/1"] = shown("Ferry 1 stays in port", notice, SIGNED)
    collector.round(NOW + DAY)
    assert [one.article.status for one in collector.articles()] == ["retracted"]


def test_what_was_read_in_the_place_of_an_article_gives_way_to_it(server, collector):
    server.answers |= {"/feed": feed(server, 1), "/1": shown("Port Aldan Times", AGREE)}
    collector.add()
    collector.round()
    server.answers["/1"] = page(1)
    collector.round(NOW + DAY)
    assert sorted(one.article.status for one in collector.articles()) == ["gone", "live"]


def test_a_page_that_goes_to_and_fro_between_two_wordings_is_left_at_that(server, collector):
    server.answers |= {"/feed": feed(server, 1), "/1": report()}
    collector.add()
    collector.round()
    for hours in range(1, 20):
        server.answers |= {
            "/1": report(more="Read our letter." if hours % 2 else ""),
            "/feed": feed(server, {"number": 1, "description": f"Ferry number {hours}"}),
        }
        collector.round(NOW + hours * HOUR)
    [kept] = collector.articles()
    assert kept.ordinal == 4
    seen = [row["last_seen"] for row in collector.database.all("versions", kept.number)]
    assert max(seen) >= shelf.stamp(NOW + 18 * HOUR)


def test_a_page_that_changes_without_end_is_not_looked_at_without_end(server, collector):
    server.answers |= {"/feed": feed(server, 1), "/1": report()}
    collector.add()
    collector.round()
    looks = 0
    for days in range(1, 30):
        server.answers["/1"] = report(more=f"Read {days} times.")
        looks += collector.round(NOW + days * DAY)[1].count("/1")
    assert looks == visiting.MOST_LOOKS


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize(
    "other", ["/amp/1", "/1/amp/", "/1?outputType=amp", "/1.amp", "/1.amp.html"]
)
def test_an_article_and_its_form_for_phones_are_one(server, collector, other, order):
    main = "/1.html" if other.endswith(".html") else "/1"
    server.answers |= {main: report(), other: report(more="See all photos.")}
    links = [main, other][::order]
    for hours, link in enumerate(links):
        item = {"number": 1, "link": server.url + link, "guid": link, "description": f"No. {hours}"}
        server.answers[f"/feed{hours}"] = feed(server, item)
        collector.add(f"/feed{hours}")
    collector.round()
    collector.round(NOW + DAY)
    [kept] = collector.articles()
    assert (kept.ordinal, kept.article.status) == (1, "live")


def test_of_two_addresses_that_look_alike_other_words_make_another_article(server, collector):
    server.answers |= {"/1": report(1), "/amp/1": shown("Wheat fails", "Frost took it. " * 40)}
    amp = {"number": 2, "link": f"{server.url}/amp/1"}
    server.answers["/feed"] = feed(server, 1, amp)
    collector.add()
    collector.round()
    assert len(collector.articles()) == 2


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


def test_rules_for_robots_that_were_read_by_a_clock_ahead_hold_for_a_day(server, ready):
    ready.round(NOW + YEAR)
    ready.round(NOW + YEAR + HOUR)
    server.answers["/robots.txt"] = [reply("User-agent: *\nDisallow: /2")]
    server.answers["/feed"] = feed(server, 2, 1)
    ready.round(NOW)
    assert ready.round(NOW + 2 * DAY)[0].new == ()
    assert len(ready.articles()) == 1


def test_what_has_long_been_off_the_list_is_forgotten_and_known_when_it_comes_back(server, ready):
    server.answers["/feed"] = feed(server, 2)
    for days in (1, 10, 30, 90, 91):
        ready.round(NOW + days * DAY)
    count = "select count(*) from item"
    assert ready.database._connection.execute(count).fetchone()[0] == 1
    server.answers["/feed"] = feed(server, 1, 2)
    found, asked = ready.round(NOW + 100 * DAY)
    assert (asked, found.new, len(ready.articles())) == (["/feed"], (), 2)


def test_a_sitemap_that_names_itself_and_another_that_names_it_come_to_an_end(server, collector):
    def index(*paths):
        named = "".join(f"<sitemap><loc>{server.url}{path}</loc></sitemap>" for path in paths)
        return [reply(f"<sitemapindex>{named}</sitemapindex>", content_type="text/xml")]

    server.answers |= {"/a.xml": index("/a.xml", "/b.xml"), "/b.xml": index("/a.xml", "/b.xml")}
    for path in ("/a.xml", "/b.xml"):
        collector.add(path)
    _, asked = collector.round()
    assert len(asked) <= 4
    assert all(source.problem for source in collector.sources.all())


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
