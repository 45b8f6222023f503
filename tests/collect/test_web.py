import gzip
from datetime import UTC, datetime

import pytest

from firsthand.collect import documents, sources
from firsthand.collect.pace import Pace
from firsthand.collect.web import Web
from firsthand.errors import Refused
from tests.collect.conftest import reply

pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]

NOW = datetime(2026, 3, 3, tzinfo=UTC)
STORY = (
    "The ferry Aldan Star lay at the pier of Port Aldan all day on Monday, and the harbor master "
    "said that nobody would cross the strait before the storm had passed. "
)
PAGE = f"""<html lang="en"><head><title>Ferry stays in port</title></head><body><article>
<h1>Ferry stays in port</h1><p>{STORY}</p><p>{STORY}</p><p>{STORY}</p></article></body></html>"""


@pytest.fixture
def slept():
    return []


@pytest.fixture
def web(fetcher, slept):
    return Web(fetcher=fetcher, pace=Pace(clock=lambda: 0.0, sleep=slept.append))


def page(body=PAGE, **headers):
    return [reply(body, content_type="text/html; charset=utf-8", **headers)]


def read(web, url):
    found = list(web.articles(url, seen=NOW))
    articles = [one for one in found if not isinstance(one, Refused)]
    return articles, [str(one) for one in found if isinstance(one, Refused)]


def test_a_page_is_read_and_its_host_asked_politely(server, web, slept):
    server.answers["/a"] = page()
    (article,), refused = read(web, f"{server.url}/a")
    assert refused == []
    assert STORY.strip() in article.text
    assert (article.url, article.source, article.seen) == (f"{server.url}/a",) * 2 + (NOW,)
    rules = ["/robots.txt", "/.well-known/tdmrep.json"]
    assert [path for path, _ in server.asked] == [rules[0], "/a", rules[1]]
    read(web, f"{server.url}/a")
    assert slept == [5.0]


def test_what_the_owner_says_of_rights_goes_with_the_page(server, web):
    server.answers |= {
        "/.well-known/tdmrep.json": [reply('[{"location": "/a*", "tdm-reservation": "1"}]')],
        "/a": page(),
        "/b": page(x_robots_tag="noarchive"),
    }
    [a], _ = read(web, f"{server.url}/a")
    [b], _ = read(web, f"{server.url}/b")
    place = "the site's file /.well-known/tdmrep.json"
    assert [flag.why for flag in a.flags] == [f"tdm-reservation: 1, says {place}"]
    assert [flag.why for flag in b.flags] == ["noarchive, says the header X-Robots-Tag"]
    assert [path for path, _ in server.asked].count("/.well-known/tdmrep.json") == 1


def test_robots_are_kept_to_on_every_hop(server, web):
    server.answers["/robots.txt"] = [reply("User-agent: *\nDisallow: /private\nCrawl-delay: 9")]
    server.answers["/a"] = [reply(status="302 Found", location="/private/a")]
    server.answers["/private/a"] = page()
    for path in ("/a", "/private/a"):
        articles, refused = read(web, server.url + path)
        assert articles == []
        assert "robots.txt" in refused[0]
    assert [path for path, _ in server.asked] == ["/robots.txt", "/a"]
    assert web.rules(server.url).delay == 9


@pytest.mark.parametrize("answer", [[reply(status="503 Busy")], [b""]])
def test_robots_that_cannot_be_had_forbid_and_are_asked_for_again(server, web, answer):
    now = [0.0]
    web.pace.clock = lambda: now[0]
    server.answers |= {"/robots.txt": answer, "/a": page()}
    assert "robots.txt cannot be had" in read(web, f"{server.url}/a")[1][0]
    assert [path for path, _ in server.asked] == ["/robots.txt"]
    server.answers["/robots.txt"] = [reply("User-agent: *\nAllow: /")]
    now[0] = 3_601.0
    assert len(read(web, f"{server.url}/a")[0]) == 1


def test_of_a_robots_file_without_end_what_is_read_holds(server, web):
    rules = "User-agent: *\nDisallow: /private\n" + "# and so on\n" * 60_000
    server.answers |= {"/robots.txt": [reply(rules)], "/a": page(), "/private": page()}
    assert "asks not to fetch" in read(web, f"{server.url}/private")[1][0]
    assert len(read(web, f"{server.url}/a")[0]) == 1


def test_a_robots_file_holds_for_a_day(server, web):
    now = [0.0]
    web.pace.clock = lambda: now[0]
    for now[0] in (0.0, 3_600.0, 90_000.0):
        assert web.rules(server.url).allows(f"{server.url}/a")
    assert len(server.asked) == 2


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
def test_a_host_that_asks_for_patience_is_left_alone(server, web, slept, status):
    server.answers |= {"/a": [reply(status=status, retry_after="90")], "/b": page()}
    assert len(read(web, f"{server.url}/a")[1]) == 1
    assert len(read(web, f"{server.url}/b")[0]) == 1
    assert slept == [90.0]


def test_of_a_list_no_more_addresses_are_asked_for_than_anybody_waits_for(
    web, tmp_path, monkeypatch
):
    (tmp_path / "list.urls").write_text("".join(f"https://o.example/{n}\n" for n in range(1_005)))
    asked = []
    monkeypatch.setattr(Web, "articles", lambda _, url, **__: iter(asked.append(url) or ()))
    assert list(web.named(str(tmp_path / "list.urls"))) == []
    assert (len(asked), asked[-1]) == (1_000, "https://o.example/999")


def test_a_feed_gives_the_articles_it_names_and_those_it_carries(server, web):
    server.answers["/feed"] = [
        reply(
            f"""<rss version="2.0"><channel><title>Wire</title>
            <item><title>Short</title><link>/a</link></item>
            <item><title>Whole &amp;amp; long</title><link>{server.url}/b</link>
            <pubDate>Mon, 02 Mar 2026 19:00:00 KST</pubDate>
            <description>&lt;p&gt;{STORY * 6}&lt;/p&gt;&lt;script&gt;x&lt;/script&gt;</description>
            <content:encoded xmlns:content="http://purl.org/rss/1.0/modules/content/">
            &lt;p&gt;{STORY * 6}&lt;/p&gt;&lt;script&gt;x()&lt;/script&gt;</content:encoded></item>
            <item><title>Gone</title><link>/c</link></item></channel></rss>""",
            content_type="application/rss+xml",
        )
    ]
    server.answers["/a"] = page()
    articles, refused = read(web, f"{server.url}/feed")
    assert [article.url for article in articles] == [f"{server.url}/a", f"{server.url}/b"]
    assert articles[1].title == "Whole & long"
    assert articles[1].published.earliest == datetime(2026, 3, 2, 10, tzinfo=UTC)
    assert "x()" not in articles[1].text
    assert [one.rpartition("/")[2] for one in refused] == [
        "c: the server answered 404: there is nothing at this address"
    ]


def test_a_sitemap_and_its_index(server, web):
    server.answers["/index.xml"] = [
        reply("<sitemapindex><sitemap><loc>/s.xml</loc></sitemap></sitemapindex>")
    ]
    server.answers["/s.xml"] = [
        reply("<urlset><url><loc>/a</loc></url><url><loc>http://10.0.0.1/</loc></url></urlset>")
    ]
    server.answers["/a"] = page()
    articles, refused = read(web, f"{server.url}/index.xml")
    assert len(articles) == 1
    assert "not a public address" in refused[0]


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (reply(status="500 No"), "answered 500"),
        (reply(b"\x89PNG", content_type="image/png"), "image/png is no page"),
        (reply("<html><head><title>Just a moment...</title></head>"), "asks who reads"),
        (reply(status="302 Found", location="/login?next=/a"), "sign in"),
        (reply(status="403 Forbidden"), "open it in a browser"),
        (reply(""), "the answer is empty"),
        (reply('{"error": "none"}', content_type="text/html"), "it is JSON (sent as text/html)"),
        (reply(gzip.compress(b"x" * 50, mtime=0)), "packed once more"),
        # the time in its head may look like the beginning of a tag
        (reply(gzip.compress(b"x" * 50, mtime=ord("<"))), "packed once more"),
    ],
)
def test_what_is_no_article(server, web, answer, reason):
    server.answers["/a"] = [answer]
    server.answers["/login?next=/a"] = page()
    articles, refused = read(web, f"{server.url}/a")
    assert articles == []
    assert reason in refused[0]


def test_a_page_that_refreshes_elsewhere_is_not_followed(server, web):
    body = PAGE.replace("<head>", '<head><meta http-equiv="refresh" content="0;url=/b">')
    server.answers["/a"] = page(body)
    read(web, f"{server.url}/a")
    assert "/b" not in [path for path, _ in server.asked]


def test_sources_take_addresses_lists_and_archives(server, web, tmp_path):
    server.answers["/a"] = page()
    (tmp_path / "list.urls").write_text(f"# mine\n{server.url}/a\n")
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE.encode()
    record = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2026-03-02T09:00:00Z\r\n"
        "WARC-Target-URI: https://o.example/w\r\nContent-Type: application/http\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    ).encode()
    (tmp_path / "a.warc.gz").write_bytes(gzip.compress(record + http + b"\r\n\r\n"))
    articles, refused = sources.read([f"{server.url}/a", tmp_path], seen=NOW, web=web)
    assert refused == []
    assert {article.url for article in articles} == {f"{server.url}/a", "https://o.example/w"}
    archived = next(article for article in articles if article.url == "https://o.example/w")
    assert archived.seen == datetime(2026, 3, 2, 9, tzinfo=UTC)


def test_text_of_markup():
    assert documents.text("<p>a<br>b</p><style>x</style><p>c &lt; d</p>") == "a\n\nb\n\nc < d"
    assert documents.text("a & b") == "a & b"
    assert len(documents.text("<script>" * 100_000)) == 0
