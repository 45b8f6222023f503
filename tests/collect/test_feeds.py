import contextlib
import json
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from firsthand.collect import feeds
from firsthand.errors import Refused

URL = "https://harbor.example/feed"
ITEM = "<item><title>Ferry {0}</title><link>/n/{0}</link><guid>g{0}</guid></item>"


def rss(inside, head='<?xml version="1.0"?>'):
    return f'{head}<rss version="2.0"><channel><title>Wire</title>{inside}</channel></rss>'.encode()


def test_an_rss_feed_as_published():
    feed = feeds.read(
        rss(
            """<link>https://harbor.example/</link><language>en-GB</language>
            <item><title>Pier &amp;amp; ferry</title><link>/n/1?a=1&amp;b=2</link>
            <guid isPermaLink="false">g1</guid><pubDate>Mon, 02 Mar 2026 19:00:00 KST</pubDate>
            <dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">Ida Marsh</dc:creator>
            <description>&lt;p&gt;Short.&lt;/p&gt;</description><category>Ports</category>
            <enclosure url="/a.mp3" type="audio/mpeg" length="7"/></item>"""
        ),
        url=URL,
    )
    (entry,) = feed.entries
    assert (feed.version, feed.title, feed.language, feed.flags) == ("rss20", "Wire", "en-gb", ())
    assert (feed.link, feed.url) == ("https://harbor.example/", URL)
    assert entry.link == "https://harbor.example/n/1?a=1&b=2"
    assert (entry.id, entry.authors, entry.tags) == ("g1", ("Ida Marsh",), ("Ports",))
    assert entry.published == "Mon, 02 Mar 2026 19:00:00 KST"
    assert feeds.plain(entry.title) == "Pier & ferry"
    assert entry.enclosures[0].length == 7


def test_an_atom_entry_leads_to_its_page_and_not_to_its_sound():
    feed = feeds.read(
        b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>W</title>
        <link rel="self" href="https://harbor.example/atom"/><entry><id>urn:1</id><title>T</title>
        <link rel="enclosure" href="/a.mp3"/><link href="/n/1"/>
        <content type="html">&lt;p&gt;All of it.&lt;/p&gt;</content></entry></feed>""",
        url=URL,
    )
    assert feed.url == "https://harbor.example/atom"
    assert feed.entries[0].link == "https://harbor.example/n/1"
    assert feed.entries[0].content == "<p>All of it.</p>"


def test_json_feed():
    about = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Wire",
        "items": [
            {"id": 7, "url": "/n/7", "title": "T", "content_text": "a < b", "tags": ["x", 3]},
            "damaged",
            {"id": "8", "external_url": "https://o.example/8", "authors": [{"name": "Ida"}, "x"]},
        ],
    }
    feed = feeds.read(json.dumps(about).encode(), url=URL)
    assert [entry.id for entry in feed.entries] == ["7", "8"]
    assert feed.entries[0].content == "a &lt; b"
    assert feed.entries[0].tags == ("x",)
    assert feed.entries[1].authors == ("Ida",)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"  ",
        b"plain words",
        b'{"items": []}',
        b"{" * 100_000,
        b"\0\1\2",
        b"<!doctype html><html><head><title>Sign in</title></head><body>x</body></html>",
    ],
)
def test_what_is_no_feed_is_refused(data):
    with pytest.raises(Refused):
        feeds.read(data)


def test_a_feed_that_is_cut_off_gives_its_whole_entries():
    whole = rss(ITEM.format(1) + ITEM.format(2))
    feed = feeds.read(whole[: whole.rindex(b"</guid>") + 3])
    assert [entry.id for entry in feed.entries] == ["g1"]
    assert "incomplete" in feed.flags


def test_damage_around_a_feed_costs_no_entry():
    noise = b"\n<br />\n<b>Warning</b>: line 3\n"
    feed = feeds.read(noise + rss("\x0b<x:y>" + ITEM.format(1)), url=URL)
    assert [entry.title for entry in feed.entries] == ["Ferry 1"]
    assert "not well-formed" in feed.flags


def test_words_are_whole_and_hold_no_signs_that_act():
    """Names of HTML that XML does not know, bytes of no encoding, signs that move a terminal."""
    title = "<item><title>Caf&eacute; &mdash; \x07\x1b[31m\x00&aacute; &amp; &nowhere; harbor</title></item>"
    assert feeds.read(rss(title)).entries[0].title == "Café — [31má & &nowhere; harbor"
    data = rss("<item><title>Z\xe4hler</title></item>").decode("utf-8").encode("latin-1")
    assert feeds.read(data).entries[0].title == "Zähler"


@pytest.mark.parametrize(
    ("reference", "read"),
    [
        ("&#xD83D;&#xDE00;", "\ufffd\ufffd"),  # an emoji as UTF-16 has it: many programs write so
        ("&#55357;", "\ufffd"),
        ("&#x110000;", "\ufffd"),
        ("&#0099999999999999999999999;", "\ufffd"),
        ("&#x1F600;", "😀"),
        ("&#1048576;", "\U00100000"),
        ("&#57344;", "\ue000"),
    ],
)
def test_a_reference_to_what_is_no_character_costs_no_entry(reference, read):
    items = f"<item><title>Ferry {reference} sinks</title></item>{ITEM.format(2)}"
    for damage in ("", "<x:y>"):
        feed = feeds.read(rss(damage + items))
        assert [entry.title for entry in feed.entries] == [f"Ferry {read} sinks", "Ferry 2"]


def test_a_reference_to_what_is_no_character_is_told_where_no_guard_sees_it():
    data = rss("<item><title>&#x110000;</title></item>").decode()
    declared = f'<?xml version="1.0" encoding="utf-16"?>{data[data.index("<rss") :]}'
    with pytest.raises(Refused, match="characters that there are not"):
        feeds.read(declared.encode("utf-16"))


def test_markup_in_an_encoding_that_nobody_reads_is_no_markup():
    head = '<?xml version="1.0" encoding="UTF-7"?>'
    feed = feeds.read(
        rss("<item><title>+ADw-script+AD4-alert(1)+ADw-/script+AD4-</title></item>", head)
    )
    assert all("<" not in (entry.title or "") for entry in feed.entries)


def doctype(*entities):
    return f'<?xml version="1.0"?><!DOCTYPE rss [{"".join(entities)}]>'


def test_a_feed_may_have_entities_of_its_own():
    head = doctype('<!ENTITY co "Port Co">', "<!ENTITY nbsp '\u00a0'>")
    assert feeds.read(rss("<item><title>&co;&nbsp;a</title></item>", head)).entries[0].title == (
        "Port Co\u00a0a"
    )


def test_nothing_large_or_external_is_expanded(tmp_path):
    (tmp_path / "secret").write_text("hidden words")
    head = doctype(
        '<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">',
        '<!ENTITY long "' + "L" * 500 + '">',
        f'<!ENTITY file SYSTEM "{(tmp_path / "secret").as_uri()}">',
    )
    title = feeds.read(rss("<item><title>&b;|&long;|&file;</title></item>", head)).entries[0].title
    assert not any(words in title for words in ("aaaa", "LLLL", "hidden"))


def test_hidden_markup_stays_hidden():
    data = rss(
        "<item><title>+ADw-script+AD4-</title></item>", '<?xml version="1.0" encoding="utf-7"?>'
    )
    for headers in ({}, {"Content-Type": "text/xml; charset=utf-7"}):
        found = feeds.read(data, headers=headers)
        assert found.entries[0].title == "+ADw-script+AD4-"
        assert "<script" not in str(found)


def test_links_are_web_addresses_or_nothing():
    inside = "<item><title>T</title><link>javascript:x()</link><comments>data:x</comments></item>"
    entry = feeds.read(rss(inside), url=URL).entries[0]
    assert (entry.link, entry.comments) == (None, None)


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<comments>https://harbor.example/n/1#talk</comments>", "https://harbor.example/n/1#talk"),
        ("<comments>nobody said a word</comments>", None),
        (
            """<atom:link rel="replies" type="application/atom+xml" href="https://harbor.example/f"/>
            <atom:link rel="replies" type="text/html" href="https://harbor.example/talk"/>""",
            "https://harbor.example/talk",
        ),
    ],
)
def test_comments_are_a_page(inside, expected):
    item = f"<item xmlns:atom='http://www.w3.org/2005/Atom'><title>T</title>{inside}</item>"
    assert feeds.read(rss(item), url=URL).entries[0].comments == expected


def test_several_authors_are_all_named():
    people = "".join(f"<author><name>{name}</name></author>" for name in ("Ida", "Ben", "Ida"))
    feed = feeds.read(
        f"<feed xmlns='http://www.w3.org/2005/Atom'><title>T</title>{people}"
        f"<entry><title>E</title>{people}</entry></feed>".encode(),
        url=URL,
    )
    assert (feed.author, feed.entries[0].author) == ("Ida, Ben", "Ida, Ben")


def test_a_language_is_written_with_a_hyphen():
    assert feeds.read(rss("<language>pt_BR</language>")).language == "pt-br"


def test_entries_beyond_the_cap_are_counted():
    feed = feeds.read(rss("<item><guid>1</guid></item>" * (feeds.MAX_ENTRIES + 5)))
    assert len(feed.entries) == feeds.MAX_ENTRIES
    assert feed.flags == ("5 entries left out",)


@pytest.mark.parametrize(
    "data",
    [
        rss("<item " + "".join(f'a{n}="x" ' for n in range(20_000)) + "/>"),
        rss("<item><author>a@a" + ".a" * 20_000 + "!</author></item>"),
        rss("<item><title>" + "<!" * 20_000 + "</title></item>"),
        b"<!DOCTYPE " + b"<!ENTITY " * 20_000 + b"<rss><channel/></rss>",
        b"<!--" * 50_000,
    ],
    ids=["attributes", "author", "tags", "entities", "comments"],
)
def test_nothing_stalls_the_reader(data):
    begin = time.process_time()
    with contextlib.suppress(Refused):
        feeds.read(data)
    assert time.process_time() - begin < 3.0


@given(st.binary(max_size=300))
@example(b"<!DOCTYPE[")
@example(b"&#x110000;")
def test_any_bytes_are_a_feed_or_refused(data):
    for whole in (data, rss(data.decode("latin-1"))):
        try:
            feed = feeds.read(whole, url=URL)
        except Refused:
            continue
        assert all(entry.link is None or entry.link.startswith("http") for entry in feed.entries)
