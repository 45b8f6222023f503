"""Whatever a source names that is not public is refused before a connection: on the loopback alone."""

import socket
import threading
from datetime import timedelta

import pytest

from firsthand.collect import polling
from firsthand.collect.polling import State
from firsthand.errors import Refused, UsageError
from tests.collect.conftest import reply
from tests.upkeep.conftest import DAY, HOUR, NOW, feed, page

pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]

PRIVATE = [
    "http://10.0.0.1/x",
    "http://[::ffff:10.0.0.1]/x",
    "http://169.254.169.254/x",
    "//192.168.1.1/x",
]


@pytest.fixture
def ready(server, collector):
    server.answers |= {"/feed": feed(server, 1), "/1": page(1)}
    collector.add()
    collector.round()
    return collector


@pytest.fixture
def connected(monkeypatch):
    """Addresses to which somebody connects."""
    seen = []
    real = socket.create_connection

    def connect(address, *args, **options):
        seen.append(address[0])
        return real(address, *args, **options)

    monkeypatch.setattr(socket, "create_connection", connect)
    return seen


@pytest.mark.parametrize("to", [*PRIVATE, "file:///etc/passwd", "gopher://127.0.0.1/x"])
def test_a_feed_is_not_moved_to_where_it_may_not_lead(server, ready, connected, to):
    server.answers["/feed"] = [reply(status="301 Moved Permanently", location=to)]
    for days in (1, 3, 5):
        ready.round(NOW + days * DAY)
    [source] = ready.sources.all()
    assert (source.address, source.former) == (f"{server.url}/feed", ())
    assert source.failures
    assert set(connected) == {"127.0.0.1"}


@pytest.mark.parametrize("to", PRIVATE)
def test_a_feed_s_own_address_items_and_pictures_open_nothing(server, collector, connected, to):
    head = f"<atom:link xmlns:atom='http://www.w3.org/2005/Atom' rel='self' href='{to}'/>"
    rest = f"<image><url>{to}</url></image><cloud domain='10.0.0.1' port='80' path='/x'/>"
    data = feed(server, {"number": 1, "link": to})[0].partition(b"\r\n\r\n")[2]
    server.answers["/feed"] = [reply(data.replace(b"<item>", (head + rest).encode() + b"<item>"))]
    collector.add()
    collector.round()
    collector.round(NOW + DAY)
    assert [one.address for one in collector.sources.all()] == [f"{server.url}/feed"]
    assert collector.articles() == []
    assert set(connected) == {"127.0.0.1"}


@pytest.mark.parametrize("to", PRIVATE)
def test_a_site_and_a_sitemap_lead_nowhere_private(server, collector, connected, to):
    links = (
        f"<link rel='alternate' type='application/rss+xml' href='{to}'><link rel=icon href='{to}'>"
    )
    refresh = f"<meta http-equiv=refresh content='0;url={to}'>"
    index = f"<sitemapindex><sitemap><loc>{to}</loc></sitemap></sitemapindex>"
    server.answers |= {
        "/": [
            reply(
                f"<html><head>{refresh}{links}</head><body>x</body></html>",
                content_type="text/html",
            )
        ],
        "/map.xml": [reply(index, content_type="text/xml")],
    }
    collector.add("/")
    collector.add("/map.xml")
    for hours in range(3):
        collector.round(NOW + hours * HOUR)
    assert collector.articles() == []
    assert set(connected) == {"127.0.0.1"}


@pytest.mark.parametrize(
    "named", ["file:///etc/passwd", "ftp://port.example/feed", "javascript:alert(1)", "data:,x"]
)
def test_only_web_addresses_and_files_by_their_name_are_sources(collector, named):
    with pytest.raises((Refused, UsageError)):
        collector.sources.add(named, now=NOW)


def test_a_list_of_sources_keeps_what_is_private_out_of_reach(collector, connected):
    listed = "".join(
        f"<outline type='rss' xmlUrl='{to}'/>" for to in (*PRIVATE, "file:///etc/passwd")
    )
    collector.sources.take_in(f"<opml version='2.0'><body>{listed}</body></opml>".encode(), now=NOW)
    collector.round()
    assert all(source.failures or source.problem for source in collector.sources.all())
    assert connected == []


def test_a_day_of_errors_costs_few_requests():
    state, at, asked = State(url="https://port.example/feed"), NOW, 0
    while at < NOW + DAY:
        state = polling.failed(state, "the server answered 503", at, 0.5)
        asked, at = asked + 1, state.due
    assert asked <= 24
    assert state.due - NOW < 3 * DAY


def test_a_worker_that_dies_is_no_end_of_the_round(server, collector, monkeypatch):
    """A page that kills its reader is put aside with the reason, and the pages after it are read."""
    deep = f"<html><body><article>{'<div>' * 50_000}</article></body></html>"
    server.answers |= {
        "/feed": feed(server, 1, 2, 3), "/1": page(1),
        "/2": [reply(deep, content_type="text/html")], "/3": page(3),
    }  # fmt: skip
    collector.add()
    found, _ = collector.round()
    assert len(found.new) == 2
    assert [one.source for one in found.refused] == [f"{server.url}/2"]
    assert collector.round(NOW + timedelta(hours=12))[1] == ["/feed"]


def test_no_thread_is_left_behind(server, collector):
    server.answers |= {"/feed": feed(server, *range(20))} | {f"/{n}": page(n) for n in range(20)}
    collector.add()
    before = threading.active_count()
    collector.round()
    assert threading.active_count() <= before + 1
