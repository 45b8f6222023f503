"""Rounds of collecting: against a server on the loopback, into a real library file."""

import json
import os
import signal
import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from firsthand.library import Library
from firsthand.store import shelf
from firsthand.store.database import LOG_PAGES
from firsthand.upkeep import intake, listing, visiting
from firsthand.upkeep.takedowns import Takedowns
from tests.collect.conftest import reply
from tests.upkeep.conftest import DAY, HOUR, NOW, STORY, Collector, feed, page

pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]


# --------------------------------------------------------------------------- sources


def test_what_a_feed_lists_is_fetched_once_and_new_things_as_they_come(server, collector):
    server.answers |= {"/feed": feed(server, 1, 2), "/1": page(1), "/2": page(2), "/3": page(3)}
    collector.add()
    found, asked = collector.round()
    assert sorted(asked) == ["/1", "/2", "/feed"]
    assert [what for what, _ in collector.told] == ["new", "new"]
    assert (found.asked, found.unchanged, found.refused) == (1, 0, ())
    assert collector.round(NOW + timedelta(minutes=1))[1] == []
    assert collector.round(NOW + HOUR)[1] == ["/feed"]
    server.answers["/feed"] = feed(server, 3, 1, 2)
    found, asked = collector.round(NOW + 2 * HOUR)
    assert asked == ["/feed", "/3"]
    assert len(found.new) == 1


def test_it_asks_only_for_what_changed_and_in_full_now_and_then(server, collector):
    server.answers["/feed"] = feed(
        server, etag='W/"x"', last_modified="Mon, 03 Mar 2031 09:00:00 GMT"
    )
    collector.add()
    collector.round()
    server.answers["/feed"] = [reply(status="304 Not Modified")]
    found, _ = collector.round(NOW + HOUR)
    told = server.asked[-1][1]
    assert (told["if-none-match"], told["if-modified-since"]) == (
        'W/"x"', "Mon, 03 Mar 2031 09:00:00 GMT",
    )  # fmt: skip
    assert (found.asked, found.unchanged) == (1, 1)
    collector.round(NOW + 8 * DAY)
    assert "if-none-match" not in server.asked[-1][1]


def test_a_source_without_news_is_asked_less_often(server, collector):
    server.answers |= {"/feed": feed(server, 1), "/1": page()}
    collector.add()
    collector.round()
    [first] = collector.sources.all()
    for hours in range(1, 9):
        collector.round(NOW + hours * 6 * HOUR)
    [later] = collector.sources.all()
    assert first.every < 1_800 < 2 * first.every < later.every


def test_a_site_leads_to_its_feed_past_what_is_none(server, collector):
    head = "".join(
        f'<link rel="alternate" type="application/rss+xml" href="{path}">'
        for path in ("/missing", "/other", "/feed")
    )
    server.answers |= {
        "/": [
            reply(f"<html><head>{head}</head><body>News</body></html>", content_type="text/html")
        ],
        "/other": page(),
        "/feed": feed(server, 1),
        "/1": page(),
    }
    collector.add("/")
    found, asked = collector.round()
    assert asked == ["/", "/missing", "/other", "/feed", "/1"]
    assert found.refused == ()
    [source] = collector.sources.all()
    assert (source.address, source.site) == (f"{server.url}/feed", f"{server.url}/")
    assert (source.kind, source.title, source.articles) == ("feed", "Port news", 1)


def test_a_site_without_a_feed_says_so_and_is_looked_at_again(server, collector):
    server.answers["/"] = [
        reply("<html><body>Nothing here</body></html>", content_type="text/html")
    ]
    collector.add("/")
    found, _ = collector.round()
    [source] = collector.sources.all()
    assert (source.address, source.problem) == (f"{server.url}/", "no feed was found there")
    # of places where nobody said that there is a feed nothing is told
    assert [str(one) for one in found.refused] == [f"{server.url}/: no feed was found there"]
    assert source.due > shelf.stamp(NOW)
    server.answers["/rss.xml"] = feed(server)
    collector.round(NOW + DAY)
    assert [one.address for one in collector.sources.all()] == [f"{server.url}/rss.xml"]


def test_an_empty_answer_and_an_archive_are_told_for_what_they_are(server, collector):
    server.answers |= {"/empty": [reply()], "/news": [reply(b"WARC/1.0\r\n")]}
    for path in server.answers:
        collector.add(path)
    collector.round()
    empty, archive = collector.sources.all()
    assert empty.problem == "the answer is empty"
    assert "`firsthand add` reads it" in archive.problem


def test_a_site_whose_feed_is_there_already_says_so(server, collector):
    link = '<link rel="alternate" type="application/rss+xml" href="/feed">'
    server.answers |= {
        "/": [reply(f"<html>{link}</html>", content_type="text/html")],
        "/feed": feed(server),
    }
    collector.add()
    collector.add("/")
    collector.round()
    first, second = collector.sources.all()
    assert first.problem is None
    assert second.problem == f"its feed {server.url}/feed is a source already"


def test_a_news_sitemap_and_its_index(server, collector):
    page_of = f"<url><loc>{server.url}/1</loc><lastmod>2031-03-04</lastmod></url>"
    index = "".join(
        f"<sitemap><loc>{server.url}/{name}.xml</loc></sitemap>" for name in ("old", "news")
    )
    server.answers |= {
        "/map.xml": [reply(f"<sitemapindex>{index}</sitemapindex>", content_type="text/xml")],
        "/news.xml": [reply(f"<urlset>{page_of}</urlset>", content_type="text/xml")],
        "/1": page(),
    }
    collector.add("/map.xml")
    assert collector.round()[1] == ["/map.xml", "/news.xml", "/1"]
    server.answers |= {
        "/news.xml": [
            reply(f"<urlset>{page_of.replace('03-04', '03-05')}</urlset>", content_type="text/xml")
        ],
        "/1": page(more="It left in the evening."),
    }
    found, asked = collector.round(NOW + HOUR)
    assert asked == ["/news.xml", "/1"]
    assert len(found.changed) == 1


def test_a_feed_that_is_gone_is_asked_no_more(server, collector):
    server.answers |= {"/feed": feed(server, 1), "/1": page()}
    collector.add()
    collector.round()
    server.answers["/feed"] = [reply(status="410 Gone")]
    collector.round(NOW + HOUR)
    [source] = collector.sources.all()
    assert source.stopped == "gone (410)"
    assert collector.round(NOW + 2 * HOUR)[1] == []
    assert len(collector.articles()) == 1


def test_a_feed_that_moved_is_followed_after_a_day(server, collector):
    server.answers |= {
        "/feed": [reply(status="301 Moved", location="/moved")],
        "/moved": feed(server, 1),
        "/1": page(),
    }
    collector.add()
    for hours in (0, 1, 25):
        collector.round(NOW + hours * HOUR)
    [source] = collector.sources.all()
    assert (source.address, source.former) == (f"{server.url}/moved", (f"{server.url}/feed",))


def test_a_server_that_asks_for_patience_gets_it(server, collector):
    server.answers["/feed"] = [reply(status="429 Slow down", retry_after="7200")]
    collector.add()
    collector.round()
    assert collector.round(NOW + HOUR)[1] == []
    server.answers["/feed"] = feed(server)
    assert collector.round(NOW + 3 * HOUR)[1] == ["/feed"]


def test_the_pause_that_a_site_asks_for_holds_for_all_who_collect(server, collector):
    server.answers |= {
        "/robots.txt": [reply("User-agent: *\nCrawl-delay: 40")],
        "/feed": feed(server),
    }
    collector.add()
    assert collector.round()[1] == ["/feed"]
    free = datetime.fromisoformat(collector.database.one("host", "127.0.0.1")["free"])
    assert free == NOW + timedelta(seconds=40)


def test_what_a_host_makes_wait_is_told_with_the_time(server, collector, tmp_path):
    server.answers |= {
        "/feed": [reply(status="429 Slow down", retry_after="7200")],
        "/b": feed(server),
    }
    collector.add()
    collector.add("/b")
    found, asked = collector.round()
    assert (asked, found.left, len(found.refused)) == (["/feed"], 1, 1)
    assert NOW + timedelta(minutes=119) < datetime.fromisoformat(found.due) <= NOW + 2 * HOUR
    collector.sources.add(str(tmp_path), now=NOW - HOUR)
    found, _ = collector.round(NOW + HOUR / 2)
    assert found.left == 1
    assert NOW + HOUR / 2 < datetime.fromisoformat(found.due) < NOW + 119 * HOUR / 60


@pytest.mark.parametrize(
    ("listed", "cut", "words"), [(5, 0, "2 entries left out"), (3, 30, "it breaks off")]
)
def test_a_list_that_is_not_read_to_its_end_says_so(
    server, collector, monkeypatch, listed, cut, words
):
    monkeypatch.setattr(listing, "MAX_LISTED", 3)
    [answer] = feed(server, *range(listed))
    head, _, body = answer.partition(b"\r\n\r\n")
    whole = reply(body[: len(body) - cut], content_type="application/rss+xml")
    assert head
    server.answers |= {"/feed": [whole], **{f"/{n}": page(n) for n in range(listed)}}
    collector.add()
    found, _ = collector.round()
    assert len(found.new) == (3 if not cut else 2)
    [refused] = found.refused
    assert (refused.source, words in refused.reason) == (f"{server.url}/feed", True)


def test_files_of_this_machine_are_a_source_too(server, collector, tmp_path):
    lines = tmp_path / "news.jsonl"
    lines.write_text(json.dumps({"text": STORY, "title": "Ferry"}) + "\n", encoding="utf-8")
    collector.sources.add(str(lines), now=NOW)
    collector.round()
    lines.write_text(json.dumps({"text": STORY + "More.", "title": "Ferry"}) + "\n", "utf-8")
    collector.round(NOW + HOUR)
    assert [what for what, _ in collector.told] == ["new", "version"]


def test_rules_for_robots_are_asked_once_for_all_rounds(server, collector):
    server.answers |= {
        "/robots.txt": [reply("User-agent: *\nDisallow: /1")],
        "/feed": feed(server, 1, 2), "/1": page(1), "/2": page(2),
    }  # fmt: skip
    collector.add()
    found, asked = collector.round()
    assert asked == ["/feed", "/2"]
    assert "robots.txt" in found.refused[0].reason
    collector.round(NOW + HOUR)
    assert [path for path, _ in server.asked] == ["/feed"]


def test_what_its_owner_keeps_from_programs_is_not_collected(server, collector):
    reserved = '[{"location": "/2", "tdm-reservation": 1}]'
    server.answers |= {
        "/.well-known/tdmrep.json": [reply(reserved)],
        "/feed": feed(server, 1, 2, 3), "/1": page(x_robots_tag="noindex"),
        "/2": page(), "/3": page(x_robots_tag="noarchive"),
    }  # fmt: skip
    collector.add()
    found, _ = collector.round()
    assert len(found.new) == 1
    assert sorted(one.reason.partition(",")[0] for one in found.refused) == [
        "its owner keeps it from programs (noindex",
        "its owner keeps it from programs (tdm-reservation: 1",
    ]
    [kept] = collector.articles()
    assert [flag.kind for flag in kept.article.flags] == ["rights"]
    collector.round(NOW + HOUR)
    assert [path for path, _ in server.asked] == ["/feed"]


# --------------------------------------------------------------------------- pages


def test_a_page_is_looked_at_again_and_its_versions_kept(server, collector):
    server.answers |= {"/feed": feed(server, 1), "/1": page(etag='"a"')}
    collector.add()
    collector.round()
    server.answers |= {"/feed": [reply(status="304 Same")], "/1": page(more="It left.", etag='"b"')}
    found, _ = collector.round(NOW + DAY)
    assert len(found.changed) == 1
    assert dict(server.asked)["/1"]["if-none-match"] == '"a"'
    server.answers["/1"] = [reply(status="304 Same")]
    collector.round(NOW + 2 * DAY)
    assert dict(server.asked)["/1"]["if-none-match"] == '"b"'
    [one] = collector.articles()
    seen = [row["last_seen"] for row in collector.database.all("versions", one.number)]
    assert seen == [shelf.stamp(NOW), shelf.stamp(NOW + 2 * DAY)]


def test_a_new_headline_has_the_page_fetched_again(server, collector):
    server.answers |= {"/feed": feed(server, 1), "/1": page()}
    collector.add()
    collector.round()
    server.answers |= {
        "/feed": feed(server, {"number": 1, "title": "Ferry 1 leaves port"}),
        "/1": page(more="It left."),
    }
    found, asked = collector.round(NOW + HOUR)
    assert asked == ["/feed", "/1"]
    assert len(found.changed) == 1


def test_a_correction_is_recorded(server, collector):
    server.answers |= {"/feed": feed(server, 1), "/1": page()}
    collector.add()
    collector.round()
    server.answers["/1"] = page(more="Correction: An earlier version misstated the day.")
    collector.round(NOW + DAY)
    [one] = collector.articles()
    assert one.article.status == "corrected"
    [mark] = collector.database.all("marks", one.number)
    assert "Correction" in mark["why"]


def test_what_is_missing_on_two_days_is_gone_and_stays_in_the_library(server, collector):
    server.answers |= {"/feed": feed(server, 1), "/1": page()}
    collector.add()
    collector.round()
    del server.answers["/1"]
    collector.round(NOW + DAY)
    assert [one.article.status for one in collector.articles()] == ["live"]
    collector.round(NOW + 2 * DAY)
    assert [one.article.status for one in collector.articles()] == ["gone"]
    assert collector.round(NOW + 9 * DAY)[1] == ["/feed"]


def test_what_was_gone_and_is_there_again_is_what_it_was(server, collector):
    changed = {"number": 1, "title": "Ferry 1 is back"}
    server.answers |= {"/feed": feed(server, 1), "/1": page()}
    collector.add()
    collector.round()
    server.answers["/1"] = [reply(status="410 Gone")]
    collector.round(NOW + DAY)
    assert [one.article.status for one in collector.articles()] == ["gone"]
    server.answers |= {"/feed": feed(server, changed), "/1": page()}
    collector.round(NOW + 2 * DAY)
    [one] = collector.articles()
    assert one.article.status == "live"
    marks = [(row["status"], row["why"]) for row in collector.database.all("marks", one.number)]
    assert marks == [("gone", "not there any more (410)"), ("live", "it is there again")]


def test_a_site_that_shows_one_article_everywhere_loses_no_others(server, collector):
    def written(number):
        body = page(number)[0].partition(b"\r\n\r\n")[2]
        signed = b'<meta name="author" content="Ada Brook"></head>'
        return [reply(body.replace(b"</head>", signed), content_type="text/html")]

    wheat = "Frost took a part of the wheat harvest in Tarnholm this year. " * 9
    other = (
        '<html lang="en"><head><title>Wheat</title><meta name="author" content="Ned Bly"></head>'
        f"<article><h1>Wheat</h1><p>{wheat}</p></article></html>"
    )
    server.answers |= {"/feed": feed(server, 1, 2), "/1": written(1), "/2": written(2)}
    collector.add()
    collector.round()
    everywhere = [reply(other, content_type="text/html")]
    server.answers |= {"/1": everywhere, "/2": everywhere}
    collector.round(NOW + DAY)
    server.answers |= {"/1": written(1), "/2": written(2)}
    collector.round(NOW + 8 * DAY)
    statuses = {one.article.title: one.article.status for one in collector.articles()}
    assert statuses == {
        "Ferry 1 stays in port": "live", "Ferry 2 stays in port": "live", "Wheat": "gone",
    }  # fmt: skip


def test_an_address_that_leads_to_another_article_is_no_version(server, collector):
    server.answers |= {"/feed": feed(server, 1), "/1": page()}
    collector.add()
    collector.round()
    other = "<p>" + "Frost took a part of the wheat harvest in Tarnholm this year. " * 5 + "</p>"
    server.answers |= {
        "/1": [reply(status="302 Found", location="/other")],
        "/other": [
            reply(
                f"<html lang='en'><title>Wheat</title><article><h1>Wheat</h1>{other}</article></html>",
                content_type="text/html",
            )
        ],
    }
    collector.round(NOW + DAY)
    assert [one.article.status for one in collector.articles()] == ["gone", "live"]


def test_an_article_that_moved_is_the_same_article(server, collector):
    server.answers |= {"/feed": feed(server, 1), "/1": page()}
    collector.add()
    collector.round()
    server.answers |= {
        "/1": [reply(status="301 Moved", location="/archive/1")],
        "/archive/1": page(more="It left."),
    }
    found, _ = collector.round(NOW + DAY)
    assert len(found.changed) == 1
    [one] = collector.articles()
    places = [row["place"] for row in collector.database.all("sightings", one.number)]
    assert places == [f"{server.url}/1", f"{server.url}/archive/1"]


def test_what_two_feeds_list_is_fetched_once(server, collector):
    server.answers |= {"/feed": feed(server, 1), "/top": feed(server, 1), "/1": page()}
    collector.add()
    collector.add("/top")
    assert sorted(collector.round()[1]) == ["/1", "/feed", "/top"]
    assert collector.round(NOW + HOUR)[1].count("/1") == 0
    assert [one.articles for one in collector.sources.all()] == [1, 1]
    assert len(collector.articles()) == 1


def test_an_item_that_comes_back_to_an_older_address_is_the_same(server, collector):
    server.answers |= {"/1": page(), "/other": page()}
    other = {"number": 1, "link": f"{server.url}/other"}
    again = {"number": 1, "guid": "new", "description": "Number 1 stays for the night."}
    collector.add()
    for hours, item in enumerate([1, other, again]):
        server.answers["/feed"] = feed(server, item)
        collector.round(NOW + hours * HOUR)
    [[items]] = collector.database._connection.execute("select count(*) from item").fetchall()
    assert items == 1


def test_whole_texts_are_taken_from_the_feed(server, collector):
    whole = {"number": 1, "content:encoded": f"<![CDATA[<p>{STORY.format(1) * 8}</p>]]>"}
    server.answers["/feed"] = feed(server, whole)
    collector.add()
    assert collector.round()[1] == ["/feed"]
    assert collector.texts() == ["Ferry 1 stays in port"]


def whole(number, **fields):
    text = f"<![CDATA[<p>{STORY.format(number) * 8}</p>]]>"
    return {"number": number, "content:encoded": text, **fields}


def test_a_whole_text_in_a_feed_is_its_owner_s_too(server, collector):
    server.answers |= {
        "/feed": feed(server, whole(1), whole(2), whole(3)),
        "/.well-known/tdmrep.json": [reply('[{"location": "/2*", "tdm-reservation": 1}]')],
    }
    collector.add()
    collector.round()

    assert sorted(collector.texts()) == [f"Ferry {n} stays in port" for n in (1, 3)]
    [aside] = collector.sources.aside()
    assert aside.place == f"{server.url}/2"
    assert "tdm-reservation: 1" in aside.reason
    assert [path for path, _ in server.asked].count("/.well-known/tdmrep.json") == 1


def test_no_feed_has_a_say_over_the_texts_of_another_site(server, collector):
    elsewhere = server.url.replace("127.0.0.1", "localhost")
    forged = [whole(n, link=f"{elsewhere}/{n}", title=f"Ferry {n} sank") for n in (1, 2)]
    server.answers |= {"/feed": feed(server, *forged), "/1": page(1)}
    collector.add()
    found, asked = collector.round()

    assert sorted(asked) == ["/1", "/2", "/feed"]
    assert collector.texts() == ["Ferry 1 stays in port"]
    assert [one.source for one in found.refused] == [f"{elsewhere}/2"]


def test_a_site_may_have_its_feed_elsewhere(server, collector):
    elsewhere = server.url.replace("127.0.0.1", "localhost")
    server.answers |= {
        "/feed": [reply(status="302 Found", location=f"{elsewhere}/1234.xml")],
        "/1234.xml": feed(server, whole(1)),
    }
    collector.add()
    assert collector.round()[1] == ["/feed", "/1234.xml"]
    assert collector.texts() == ["Ferry 1 stays in port"]


def test_of_a_new_source_only_the_latest_is_fetched(server, collector, monkeypatch):
    monkeypatch.setattr(listing, "BACKLOG", 1)
    server.answers |= {"/feed": feed(server, 2, 1), "/1": page(1), "/2": page(2), "/3": page(3)}
    collector.add()
    assert collector.round()[1] == ["/feed", "/2"]
    server.answers["/feed"] = feed(server, 3, 2, 1)
    assert collector.round(NOW + HOUR)[1] == ["/feed", "/3"]


def test_pages_that_cannot_be_read_are_put_aside_and_tried_again(server, collector):
    server.answers |= {
        "/feed": feed(server, 1),
        "/1": [reply("%PDF-1.7", content_type="application/pdf")],
    }
    collector.add()
    found, _ = collector.round()
    [aside] = collector.sources.aside()
    assert aside.place == f"{server.url}/1"
    assert aside.reason == found.refused[0].reason == "the link leads to no page"
    with Library(collector.database.path) as library:
        assert library.doctor().aside == (aside,)
    assert collector.round(NOW + DAY)[1] == ["/feed"]
    server.answers["/1"] = page()
    collector.sources.replay(now=NOW + DAY)
    assert len(collector.round(NOW + DAY)[0].new) == 1
    assert collector.sources.aside() == []


def test_passing_trouble_is_waited_for_but_not_for_ever(server, collector):
    server.answers |= {"/feed": feed(server, 1), "/1": [reply(status="503 Busy")]}
    collector.add()
    asked = [collector.round(NOW + days * DAY)[1].count("/1") for days in range(8)]
    assert asked == [1] * visiting.MAX_TRIES + [0] * (8 - visiting.MAX_TRIES)
    [aside] = collector.sources.aside()
    assert (aside.reason, aside.tries) == ("the server answered 503", visiting.MAX_TRIES)


# --------------------------------------------------------------------------- forgetting


def test_articles_stay_when_their_source_is_removed(server, collector):
    server.answers |= {"/feed": feed(server, 1), "/1": page()}
    collector.add()
    collector.round()
    assert collector.sources.remove("port news") == [f"{server.url}/feed"]
    assert collector.round(NOW + HOUR)[1] == []
    assert len(collector.articles()) == 1


def test_purged_words_are_not_kept_by_the_source(server, collector):
    server.answers |= {"/feed": feed(server, {"number": 1, "title": "Quaggaword"}), "/1": page()}
    collector.add()
    collector.round()
    [one] = collector.articles()
    intake.purge(collector.database, one.number, NOW)
    collector.database.forget()
    assert b"Quaggaword" not in collector.database.path.read_bytes()


@pytest.mark.parametrize("whole", [False, True])
def test_of_what_was_purged_no_list_brings_a_word_back(server, collector, whole):
    listed = {"number": 1, "title": "Quaggaword", "description": "Zeburword stays."}
    if whole:  # then its page is never asked for
        listed["content:encoded"] = f"<![CDATA[<p>Zeburword. {STORY.format(1) * 8}</p>]]>"
    server.answers |= {"/feed": feed(server, listed), "/1": page()}
    collector.add()
    collector.round()
    [one] = collector.articles()
    intake.purge(collector.database, one.number, NOW)
    server.answers["/feed"] = feed(server, listed, 2)
    server.answers["/2"] = page(2)
    assert collector.round(NOW + HOUR)[1] == ["/feed", "/2"]
    collector.database.forget()
    kept = collector.database.path.read_bytes()
    assert b"Quaggaword" not in kept
    assert b"Zeburword" not in kept
    assert collector.texts() == ["Ferry 2 stays in port"]


@pytest.mark.parametrize("status", ["503 Busy", "403 Forbidden"])
def test_what_a_list_says_of_a_page_that_was_never_had_goes_with_a_takedown(
    server, collector, status
):
    listed = {"number": 1, "title": "Quaggaword", "description": "Zeburword stays."}
    server.answers |= {
        "/feed": feed(server, listed, 2),
        "/1": [reply(status=status)],
        "/2": page(2),
    }
    collector.add()
    collector.round()
    requests = Takedowns(collector.database)
    asked = requests.ask(server.url, [f"{server.url}/1"], who="Ida Brolin", now=NOW)
    requests.vouch(asked.number, who="Per Quill", how="rang her up", now=NOW)
    collector.database.forget()
    kept = collector.database.path.read_bytes()
    assert b"Quaggaword" not in kept
    assert b"Zeburword" not in kept
    assert collector.texts() == ["Ferry 2 stays in port"]
    assert collector.sources.aside() == []
    assert "/1" not in collector.round(NOW + 2 * DAY)[1]


def test_what_a_list_says_of_a_page_that_another_source_brought_goes_with_it(server, collector):
    listed = {"number": 1, "title": "Quaggaword", "description": "Zeburword stays."}
    server.answers |= {"/list": feed(server, listed), "/1": [reply(status="403 Forbidden")]}
    collector.add("/list")
    collector.round()
    server.answers["/feed"] = feed(server, whole(1))
    collector.add()
    collector.round(NOW + HOUR)
    [one] = collector.articles()
    assert collector.sources.aside() != []
    with Library(collector.database.path) as library:
        library.purge(one.article.id, now=NOW + HOUR)
    kept = collector.database.path.read_bytes()
    assert b"Quaggaword" not in kept
    assert b"Zeburword" not in kept


def test_what_was_purged_stays_out_however_it_is_listed(server, collector):
    server.answers |= {"/feed": feed(server, 1), "/1": page()}
    collector.add()
    collector.round()
    [one] = collector.articles()
    intake.purge(collector.database, one.number, NOW)
    moved = {"number": 2, "guid": "x", "link": f"{server.url}/y"}
    server.answers["/feed"] = feed(server, 1, moved)
    server.answers["/y"] = [reply(status="302 Found", location="/1")]
    found, asked = collector.round(NOW + HOUR)
    # the new address cannot be known before it was asked for
    assert asked == ["/feed", "/y", "/1"]
    assert collector.articles() == []
    assert (found.refused, collector.sources.aside()) == ((), [])
    assert collector.round(NOW + 2 * HOUR)[1] == ["/feed"]


# --------------------------------------------------------------------------- several at once


def test_processes_share_the_turns_at_a_host(server, collector, tmp_path):
    server.answers |= {"/feed": feed(server, 1), "/1": page()}
    collector.add()
    times = iter(NOW + n * timedelta(seconds=0.02) for n in range(10_000))
    found, _ = collector.round(pause=0.3, clock=lambda: next(times))
    other = Collector(tmp_path / "library.db", server)
    free = other.database.one("host", "127.0.0.1")["free"]
    assert len(found.new) == 1
    # the second request had to wait for the pause after the first
    assert free >= shelf.stamp(NOW + timedelta(seconds=0.6))


CHILD = """
import signal
import sys
from datetime import UTC, datetime
from firsthand.collect import addresses
from firsthand.collect.fetch import Fetcher
from firsthand.collect.pace import Pace
from firsthand.collect.web import Web
from firsthand.store.database import Database
from firsthand.upkeep import collecting
signal.signal(signal.SIGINT, signal.default_int_handler)  # tests in the background have it ignored
collecting.collect(
    Database(sys.argv[1]),
    Web(fetcher=Fetcher(allowed=addresses.nets(["127.0.0.1"])), pace=Pace(delay=0.02)),
    clock=lambda: datetime.now(UTC), at=datetime.fromisoformat(sys.argv[2]),
    kept=lambda what, name: print(name, flush=True), progress=lambda *_: None,
)
print("done", flush=True)
"""


def test_a_collector_that_is_killed_has_lost_nothing_it_told(server, tmp_path):
    """The long form, at random points and with findings, is ``benchmarks.collecting kills``."""
    numbers = range(5)
    server.answers["/feed"] = feed(server, *numbers)
    server.answers |= {f"/{number}": page(number) for number in numbers}
    calm = Collector(tmp_path / "calm.db", server)
    calm.add()
    calm.round()
    killed = Collector(tmp_path / "killed.db", server)
    killed.add()
    told, lines = [], []
    for kept in (2, 99):
        command = [sys.executable, "-c", CHILD, str(tmp_path / "killed.db"), NOW.isoformat()]
        child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        lines = [line.strip() for _, line in zip(range(kept), child.stdout, strict=False)]
        child.send_signal(signal.SIGKILL)
        told += lines + child.communicate(timeout=60)[0].split()
    assert "done" in lines
    assert set(told) - {"done"} <= {one.article.id for one in killed.articles()}
    assert [one.article for one in killed.articles()] == [one.article for one in calm.articles()]
    assert killed.database.problems() == []


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_a_collector_that_is_asked_to_end_does_so_at_once_and_leaves_nobody(server, tmp_path, end):
    def endless():
        yield b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
        while True:
            yield b"<p>"
            time.sleep(0.2)

    server.answers |= {"/feed": feed(server, 0, 1), "/0": page(0), "/1": endless}
    collector = Collector(tmp_path / "library.db", server)
    collector.add()
    command = [sys.executable, "-c", CHILD, str(tmp_path / "library.db"), NOW.isoformat()]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    ) as child:
        name = child.stdout.readline().strip()
        began = time.monotonic()
        child.send_signal(end)
        child.wait(timeout=10)
    while time.monotonic() < began + 10 and _is_there(child.pid):
        time.sleep(0.05)
    assert not _is_there(child.pid)
    assert [one.article.id for one in collector.articles()] == [name]
    assert collector.database.problems() == []


def _is_there(group):
    """Whether any process of a group is left."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="files are counted by /proc")
def test_rounds_without_end_hold_no_more_files_and_keep_the_log_short(server, collector):
    collector.add()

    def rounds(start, count):
        for number in range(start, start + count):
            server.answers |= {"/feed": feed(server, number), f"/{number}": page(number)}
            assert len(collector.round(NOW + number * DAY)[0].new) == 1
        return len(list(Path("/proc/self/fd").iterdir()))

    begun = rounds(0, 3)
    assert rounds(3, 12) <= begun + 1
    log = collector.database.path.with_name("library.db-wal")
    assert log.stat().st_size < 2 * LOG_PAGES * 4_096
