"""Sitemaps, lists of feeds, feeds that a page names."""

import gzip
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.collect import budget, discovery, opml, sitemaps
from firsthand.collect.opml import Subscription
from firsthand.errors import Refused

NEWS = b"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc> https://o.example/a </loc>
<lastmod>2026-03-02</lastmod><news:news><news:publication><news:name>Harbor</news:name>
<news:language>EN</news:language></news:publication><news:title>Pier &amp; sea</news:title>
<news:publication_date>2026-03-02T10:00:00Z</news:publication_date></news:news></url>
<url><loc>file:///x</loc></url></urlset>"""


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_news_sitemap(pack):
    (page,) = sitemaps.read(pack(NEWS)).pages
    assert (page.url, page.title, page.outlet) == ("https://o.example/a", "Pier & sea", "Harbor")
    assert (page.published, page.changed, page.language) == (
        "2026-03-02T10:00:00Z",
        "2026-03-02",
        "en",
    )


def test_an_index_and_a_plain_list():
    index = b"<sitemapindex><sitemap><loc>/s.xml</loc></sitemap></sitemapindex>"
    assert sitemaps.read(index, url="https://o.example/").sitemaps == ("https://o.example/s.xml",)
    assert len(sitemaps.read(b"https://o.example/1\nhttps://o.example/2\n").pages) == 2


@pytest.mark.parametrize(
    "data",
    [b"", b"<html/>", b"words", b"<!DOCTYPE x [<!ENTITY a 'b'>]><urlset/>", b"\x1f\x8b\x08x"],
)
def test_what_is_no_sitemap(data):
    with pytest.raises(Refused):
        sitemaps.read(data)


lines = st.text(st.characters(exclude_categories=["C", "Z"]), max_size=20)
subscriptions = st.builds(
    Subscription,
    url=st.integers().map("https://o.example/{}".format),
    title=lines.filter(bool),
    link=st.sampled_from([None, "https://o.example/"]),
    language=st.sampled_from(["", "en"]),
    folders=st.lists(lines.filter(bool), max_size=2).map(tuple),
)


@given(st.lists(subscriptions, unique_by=lambda feed: feed.url, max_size=6))
def test_a_list_of_feeds_comes_back(feeds):
    written = opml.write(feeds, title="My <feeds>")
    found, left_out = opml.read(written.encode())
    assert sorted(found, key=str) == sorted(feeds, key=str)
    assert left_out == 0


def test_a_list_keeps_only_web_addresses_and_each_once():
    data = b"""<opml><body><outline text="A" xmlUrl="https://o.example/f"/><outline xmlurl="file:///f"/>
    <outline text="B" xmlUrl="https://o.example/f"/></body></opml>"""
    found, left_out = opml.read(data)
    assert [feed.title for feed in found] == ["A"]
    assert left_out == 1
    nested = b"<opml>" + b"<outline text='x'>" * 200 + b"<outline xmlUrl='https://o.example/f'/>"
    assert len(opml.read(nested)[0][0].folders) <= 20


def test_feeds_that_a_page_names_come_first():
    page = """<base href="https://o.example/x/"><link rel="alternate" type="application/rss+xml"
    title="All" href="../rss"><a href="/feeds/world.rss">w</a><a href="/breakfeeds">b</a>
    <a href="https://other.test/feed">o</a><link rel="stylesheet" type="text/css" href="/feed.css">"""
    found = discovery.find(page, "https://o.example/")
    assert [(one.url, one.why) for one in found] == [
        ("https://o.example/rss", "link"),
        ("https://o.example/feeds/world.rss", "anchor"),
    ]
    assert found[0].title == "All"
    assert discovery.usual("https://o.example/x?y")[0].url == "https://o.example/feed"


@pytest.mark.parametrize("piece", ["<a ", "<!--", "<a href=x>", "<![", "&#1"])
def test_discovery_takes_little_time(piece):
    begin = time.process_time()
    discovery.find(piece * 100_000, "https://o.example/")
    assert time.process_time() - begin < 3.0


@pytest.mark.parametrize(
    "data",
    [
        "<opml><body>{}</body></opml>".format(
            "".join(f"<outline xmlUrl='https://o.example/{n}'/>" for n in range(5))
        ),
        "# mine\n"
        + "".join(f"https://o.example/{n}\n" for n in range(5))
        + "https://o.example/0\n",
    ],
)
def test_of_a_list_without_end_the_rest_is_counted(data, monkeypatch):
    monkeypatch.setattr(opml, "MAX_FEEDS", 3)
    monkeypatch.setattr(budget, "run", lambda _, body: opml.read(body))
    found, left_out = opml.listed(data.encode())
    assert [feed.url for feed in found] == [f"https://o.example/{n}" for n in range(3)]
    assert left_out == 2


def test_a_list_of_fifty_thousand_feeds_is_read_and_no_longer_one():
    data = "".join(f"https://o.example/{n}\n" for n in range(50_002)).encode()
    found, left_out = opml.listed(data)
    assert (len(found), found[-1].url, left_out) == (50_000, "https://o.example/49999", 2)


@pytest.mark.parametrize(
    ("form", "one"),
    [
        ("<urlset>{}</urlset>", "<url><loc>https://o.example/{}</loc></url>"),
        ("{}", "https://o.example/{}\n"),
    ],
)
def test_of_a_sitemap_without_end_the_rest_is_counted(form, one, monkeypatch):
    monkeypatch.setattr(sitemaps, "MAX_PAGES", 3)
    found = sitemaps.read(form.format("".join(one.format(n) for n in range(5))).encode())
    assert (len(found.pages), found.left_out) == (3, 2)
