"""The pages: what they show, to whom, and that nothing from outside acts in them."""

import argparse
import csv
import gc
import io
import json
import os
import re
import socket
import sys
import zipfile
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import pairwise
from urllib.parse import quote

import feedparser
import html5lib
import pytest
import uvicorn

from evaluation.caller import call
from firsthand import commands, console
from firsthand.errors import UsageError
from firsthand.library import Library
from firsthand.serve.site.application import (
    _SERVED,
    application,
    reserve,
    routes,
    run,
    served,
)
from firsthand.serve.site.guard import MOST_BODY
from firsthand.serve.site.parameters import Visit
from tests.serve.site.conftest import STOLEN

_READING = [route for route in routes() if "GET" in (route.methods or ())]
#: addresses that anybody may ask for
_HIDDEN = "a plaque of"


#: what every answer carries, whatever it answers
_POLICY = {
    "default-src 'none'", "style-src 'self'", "script-src 'self'", "connect-src 'self'", "img-src 'self'",
    "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'",
}  # fmt: skip
_HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


def is_guarded(answer):
    """Tell whether what shows an answer is told to let nothing in, and to tell nobody."""
    policy = {one.strip() for one in answer.headers["content-security-policy"].split(";")}
    return policy == _POLICY and _HEADERS.items() <= answer.headers.items()


def post(app, address, body):
    return call(app, address, "POST", {"origin": "http://localhost"}, body)


@pytest.fixture(scope="module")
def site(shelf):
    return application(shelf)


@pytest.fixture(scope="module")
def public(shelf):
    return application(shelf, public=True)


def test_every_route_has_an_address_here(places):
    assert {route.path for route in routes()} == set(places)


@pytest.mark.parametrize("route", _READING, ids=lambda route: route.path)
def test_every_page_answers_with_the_policy(site, places, route):
    answer = call(site, places[route.path])
    assert answer.status in {200, 204, 307}
    assert is_guarded(answer)
    if answer.headers.get("content-type", "").startswith("text/html"):
        assert answer.headers["cache-control"] == "private, no-cache"


@pytest.mark.parametrize(
    ("status", "method", "address", "headers"),
    [
        (400, "POST", "/add", {"origin": "http://localhost"}),
        (401, "GET", "/", {"host": "named.example"}),
        (403, "POST", "/add", {"origin": "https://evil.example"}),
        (403, "GET", "/", {"sec-fetch-site": "cross-site", "sec-fetch-dest": "iframe"}),
        (404, "GET", "/stories/<script>", {}),
        (404, "GET", "/api/stories/<script>", {}),
        (405, "PUT", "/", {}),
        (413, "POST", "/add", {"content-length": "99999999"}),
        (414, "GET", "/search?q=" + "a" * 9_000, {}),
        (421, "GET", "/", {"host": "evil.example"}),
    ],
)  # fmt: skip
def test_refusals_answer_with_the_policy_and_show_no_markup(
    shelf, status, method, address, headers
):
    token = "sesame" if status == 401 else None
    site = application(shelf, hosts=frozenset({"localhost", "named.example"}), token=token)
    answer = call(site, address, method, headers)
    assert answer.status == status
    assert is_guarded(answer)
    assert "<script>" not in answer.text or answer.headers["content-type"] == "application/json"


@pytest.mark.parametrize("route", _READING, ids=lambda route: route.path)
def test_nothing_acts_in_a_page(site, places, route):
    answer = call(site, places[route.path])
    if not answer.headers.get("content-type", "").startswith("text/html"):
        return
    tree = html5lib.parse(answer.text, namespaceHTMLElements=False)
    # the one script is the package's own
    [script] = [(one.attrib, one.text) for one in tree.iter("script")]
    assert script == ({"src": "/static/page.js", "defer": ""}, None)
    for element in tree.iter():
        assert element.tag not in {"iframe", "object", "embed", "img", "base"}
        assert not any(str(name).startswith("on") or name == "style" for name in element.attrib)
        for name in ("href", "action", "formaction"):
            assert element.get(name, "/").partition(":")[0] in {"http", "https"} or element.get(
                name, "/"
            ).startswith(("/", "#"))


@pytest.mark.parametrize(
    "name", ["/", "/stories/{story}/articles/{article:path}", "/stories/{story}"]
)
def test_pages_show_what_was_published(site, places, name):
    answer = call(site, places[name])
    shown = "".join(html5lib.parse(answer.text, namespaceHTMLElements=False).itertext())
    assert "Aurelia" in shown


def test_what_one_voice_tells_in_a_paragraph_stands_in_one_line(site, places):
    page = call(site, places["/stories/{story}/articles/{article:path}"])
    shown = html5lib.parse(page.text, namespaceHTMLElements=False)
    for margin in shown.iterfind(".//ul[@class='mar']"):
        told = ["".join(line.itertext()).partition("“")[0] for line in margin.iter("li")]
        assert len(told) == len(set(told))
        # a link says in words to which claim it leads
        assert all("".join(a.itertext()).strip() for a in margin.iter("a"))
        assert all(a.tail.endswith(("origin", "origins")) for a in margin.iter("a"))


def test_what_the_owner_can_do_is_offered_to_nobody_else(site, public, places):
    for offered in ('href="/start"', 'href="/corrections"'):
        assert offered in call(site, "/").text
        assert offered not in call(public, "/").text


@pytest.mark.parametrize("given", ["0", "-1", "65", "two", "２", ""])
def test_so_many_processes_cannot_answer(given):
    assert console.number("3", commands.PROCESSES) == 3
    with pytest.raises(argparse.ArgumentTypeError, match="from 1 to 64"):
        console.number(given, commands.PROCESSES)


@pytest.mark.parametrize(
    ("host", "public"),
    [
        ("127.0.0.1", False),
        ("::1", False),
        ("localhost", False),
        ("0.0.0.0", True),
        ("pages.example", True),
    ],
)
def test_whoever_listens_elsewhere_shows_what_others_may_see(shelf, monkeypatch, host, public):
    monkeypatch.setenv(_SERVED, "")
    monkeypatch.setattr(uvicorn, "run", lambda *_, **__: None)
    run(shelf, host=host, port=8000, token="secret")
    told = json.loads(os.environ[_SERVED])
    assert (told["public"], told["token"]) == (public, "secret")
    if public:
        with pytest.raises(UsageError, match="token"):
            run(shelf, host=host, port=8000, token=None)


def test_the_reader_is_made_from_what_its_process_was_told(shelf, monkeypatch):
    told = {"path": str(shelf), "public": True, "hosts": ["pages.example"], "token": "secret"}
    monkeypatch.setenv(_SERVED, json.dumps(told))
    monkeypatch.setattr(sys, "setswitchinterval", lambda _: None)
    monkeypatch.setattr(gc, "freeze", lambda: None)
    monkeypatch.setattr(gc, "set_threshold", lambda *_: None)
    site = served()
    there = {"host": "pages.example"}
    assert call(site, "/", headers=there).status == 401
    assert call(site, "/", headers={"authorization": "Bearer secret"}).status == 421
    known = call(site, "/", headers={**there, "authorization": "Bearer secret"})
    assert known.status == 200
    assert 'href="/start"' not in known.text


def test_a_title_is_text(site, places):
    answer = call(site, places["/"] + "")
    other = call(
        site, places["/stories/{story}/articles/{article:path}"].replace("calder%2Fpost", "herald")
    )
    assert STOLEN not in answer.text
    assert "&lt;img" in other.text


@pytest.mark.parametrize("route", _READING, ids=lambda route: route.path)
def test_in_public_words_that_carry_no_claim_stay_with_their_owner(public, places, route):
    answer = call(public, places[route.path])
    whole = answer.body
    if answer.headers.get("content-type") == "application/zip":
        archive = zipfile.ZipFile(io.BytesIO(answer.body))
        whole = b"".join(archive.read(name) for name in archive.namelist())
    assert _HIDDEN.encode() not in whole


def test_a_mark_leads_to_its_words(site, places):
    shown = html5lib.parse(
        call(site, places["/stories/{story}/claims"]).text, namespaceHTMLElements=False
    )
    links = {a.get("href") for a in shown.iter("a") if "/articles/" in a.get("href", "")}
    assert links
    for link in links:
        address, _, place = link.partition("#")
        page = html5lib.parse(call(site, address).text, namespaceHTMLElements=False)
        assert any(element.get("id") == place for element in page.iter())


def test_alone_the_whole_text_is_shown(site, places):
    assert _HIDDEN in call(site, places["/stories/{story}/articles/{article:path}"]).text


@pytest.mark.parametrize("route", routes(), ids=lambda route: route.path)
def test_with_a_token_every_route_asks_for_it(shelf, places, route):
    app = application(shelf, token="open sesame")
    method = "GET" if "GET" in (route.methods or ()) else "POST"
    assert call(app, places[route.path], method).status == 401
    wrong = {"authorization": "Bearer open sesam"}
    assert call(app, places[route.path], method, wrong).status == 401


def test_the_token_opens_and_leaves_the_address(shelf):
    app = application(shelf, token="open-sesame")
    answer = call(app, "/?token=open-sesame")
    assert (answer.status, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"]
    assert "open-sesame" not in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert call(app, "/", headers={"cookie": cookie.partition(";")[0]}).status == 200
    assert call(app, "/", headers={"authorization": "Bearer open-sesame"}).status == 200


def test_the_token_leaves_the_address_of_who_is_known_too(shelf):
    app = application(shelf, token="open-sesame")
    cookie = call(app, "/?token=open-sesame").headers["set-cookie"].partition(";")[0]
    again = call(app, "/search?token=open-sesame", headers={"cookie": cookie})
    assert (again.status, again.headers["location"]) == (303, "/search")
    asked = call(
        app, "/search?q=ice+%C3%A9t%C3%A9&token=open-sesame&empty=", headers={"cookie": cookie}
    )
    assert asked.headers["location"] == "/search?q=ice+%C3%A9t%C3%A9&empty="


@pytest.mark.parametrize("site_of", ["cross-site", "same-site"])
@pytest.mark.parametrize("kind", ["image", "script", "iframe", "object", "empty", ""])
def test_no_page_of_another_site_has_anything_computed(site, places, site_of, kind):
    asked = {"sec-fetch-site": site_of, "sec-fetch-dest": kind}
    for name in ("/ask", "/search", "/stories/{story}/pack.zip", "/api/search"):
        assert call(site, places[name], headers=asked).status == 403
    followed = {"sec-fetch-site": site_of, "sec-fetch-dest": "document"}
    assert call(site, places["/search"], headers=followed).status == 200


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "https://evil.example"},
        {"sec-fetch-site": "cross-site"},
        # a form on a page of another site, or of another port of this computer
        {"sec-fetch-site": "cross-site", "sec-fetch-dest": "document"},
        {"sec-fetch-site": "same-site", "sec-fetch-dest": "document"},
        {"content-type": "text/plain"},
        {"origin": "null"},
    ],
)
@pytest.mark.parametrize("route", routes(), ids=lambda route: route.path)
def test_acts_are_not_taken_from_other_sites(site, places, route, headers):
    if "POST" in route.methods:
        assert call(site, places[route.path], "POST", headers).status == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://localhost"},
        # what a browser says where it keeps the address of the page to itself
        {"origin": "null", "sec-fetch-site": "same-origin"},
        {"content-type": "application/json"},
    ],
)
def test_acts_are_taken_from_our_own_pages(site, headers):
    assert call(site, "/theme?to=dark", "POST", headers).status == 303


def test_an_act_is_no_reading(site):
    assert call(site, "/theme").status == 405
    assert call(site, "/", "POST", {"origin": "http://localhost"}).status == 405
    # who sends it does not matter where nothing takes it
    assert call(site, "/", "POST", {"origin": "https://evil.example"}).status == 405
    assert call(site, "/nothing", "POST", {"origin": "https://evil.example"}).status == 404


def test_colours_are_a_cookie(site):
    answer = call(site, "/theme?to=dark", "POST", {"origin": "http://localhost"})
    assert "firsthand_theme=dark" in answer.headers["set-cookie"]
    assert 'data-theme="dark"' in call(site, "/", headers={"cookie": "firsthand_theme=dark"}).text
    assert "evil" not in call(site, "/", headers={"cookie": "firsthand_theme=evil"}).text


@pytest.mark.parametrize(
    ("referer", "target"),
    [
        ("http://localhost/search?q=quay", "/search?q=quay"),
        ("https://evil.example/x", "/"),
        ("http://localhost//evil.example", "/"),
        ("", "/"),
    ],
)
def test_choosing_colours_leads_back(site, referer, target):
    headers = {"origin": "http://localhost", "referer": referer}
    assert call(site, "/theme?to=dark", "POST", headers).headers["location"] == target


def test_another_name_is_refused(shelf):
    app = application(shelf, hosts=frozenset({"localhost"}))
    assert call(app, "/", headers={"host": "evil.example"}).status == 421
    assert call(app, "/", headers={"host": "localhost:8000"}).status == 200


def test_what_is_too_long_is_refused(site):
    assert call(site, "/search?q=" + "a" * 9_000).status == 414
    assert call(site, "/add", "POST", {"content-length": "99999999"}).status == 413


@pytest.mark.parametrize(
    "address",
    [
        "/nothing", "/stories/none", "/stories/..%2F..%2Fetc", "/stories/%00", "/api/stories/none",
        "/stories/none/articles/none", "/static/../../secret", "/api/articles/%2e%2e/history",
        "/stories/{{7*7}}",
    ],
)  # fmt: skip
def test_what_is_not_there_is_said_in_the_same_frame(site, address):
    answer = call(site, address)
    assert answer.status == 404
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "49" not in answer.text
    if address.startswith("/api"):
        assert json.loads(answer.body)["error"]


@pytest.mark.parametrize("given", ["-1", "1e18", "99999999999999", "x", "1;drop table article", ""])
def test_odd_numbers_are_as_if_absent(site, given):
    assert call(site, f"/?after={given}").status == 200
    assert call(site, f"/api/stories?most={given}").status == 400
    assert call(site, f"/api/stories?after={given}").status == 400


def test_a_method_that_is_none_here_is_refused(site):
    for method in ("TRACE", "PUT", "DELETE"):
        assert call(site, "/api/stories", method).status == 405


@pytest.mark.parametrize(
    "query",
    ["COVID-19", "O'Brien", '"', "*", "AND", "title:x", "%00", "(((", "a" * 999, "NEAR(a b)"],
)
def test_any_words_can_be_looked_for(site, query):
    for kind in ("articles", "claims"):
        assert call(site, f"/search?in={kind}&q={query}").status == 200
        assert call(site, f"/api/search?in={kind}&q={query}").status == 200


def test_search_finds(site):
    assert "Aurelia" in call(site, "/search?q=quay").text
    assert json.loads(call(site, "/api/search?q=quay").body)["hits"]
    assert "hit the north quay" in call(site, "/search?in=claims&q=quay").text


def test_asking_leads_to_the_claim(site, places):
    answer = call(site, places["/ask"])
    assert "This is the claim" in answer.text
    assert f"{places['/stories/{story}']}/claims/" in answer.text
    assert "Among the first to report it:" in answer.text  # the dates leave open who was first


@pytest.mark.parametrize("name", ["/articles/{article:path}", "/claims/{claim}"])
def test_what_is_named_alone_is_found_in_its_story(site, places, name):
    target = call(site, places[name]).headers["location"]
    assert target.startswith(places["/stories/{story}"])
    assert call(site, target).status == 200


def test_the_page_of_a_claim_says_who_reported_it_first(site, places):
    answer = call(site, places["/stories/{story}/claims/{claim}"])
    assert re.search(r"(First reported by|Among the first to report it:) ", answer.text)


def test_a_claim_that_was_found_has_a_date(site, places):
    hits = json.loads(call(site, "/api/search?in=claims&q=quay").body)["hits"]
    assert hits
    assert all(re.search(r"\d{4}", hit["when"]) for hit in hits)


def test_an_outlet_is_shown_by_what_it_prints(site, places):
    answer = call(site, places["/outlets/{outlet:path}"])
    assert "2 reports" in answer.text
    # each leads to its story, with what that counts
    assert f'<a href="{places["/stories/{story}"]}">Its story' in answer.text
    assert re.search(r"</a>: \d+ reports, \S+ independent origins?", answer.text)
    assert call(site, "/outlets/Nobody").status == 404


@pytest.mark.parametrize(
    "name", ["/stories", "/search", "/outlets/{outlet:path}/reports", "/stories/{story}/reports"]
)
def test_feeds_are_feeds(site, places, name):
    address = places[f"{name}.atom"]
    parsed = feedparser.parse(call(site, address).body)
    assert not parsed.bozo
    assert parsed.feed.links[0].href == f"http://localhost{address}"
    found = json.loads(call(site, places[f"{name}.json"]).body)
    assert found["feed_url"] == f"http://localhost{places[f'{name}.json']}"
    assert [item["url"] for item in found["items"]] == [entry.link for entry in parsed.entries]
    for entry in parsed.entries:
        assert call(site, entry.link.removeprefix("http://localhost")).status in {200, 307}
    assert parsed.entries


def test_a_pack_says_what_it_holds(site, places):
    body = call(site, places["/stories/{story}/pack.zip"]).body
    assert body == call(site, places["/stories/{story}/pack.zip"]).body
    archive = zipfile.ZipFile(io.BytesIO(body))
    sums = dict(
        reversed(line.split("  ", 1)) for line in archive.read("SHA256SUMS").decode().splitlines()
    )
    for name in ("story.json", "story.html", "story.md"):
        assert sums[name] == sha256(archive.read(name)).hexdigest()


def test_a_pack_of_a_claim_has_its_words_places_and_hashes(site, places, shelf):
    archive = zipfile.ZipFile(
        io.BytesIO(call(site, places["/stories/{story}/claims/{claim}/pack.zip"]).body)
    )
    sums = dict(
        reversed(line.split("  ", 1)) for line in archive.read("SHA256SUMS").decode().splitlines()
    )
    for name in ("claim.json", "claim.md"):
        assert sums[name] == sha256(archive.read(name)).hexdigest()
    told = json.loads(archive.read("claim.json"))
    with Library(shelf, create=False) as library:
        texts = {
            one["id"]: library.pages.article(one["id"]).article.text for one in told["articles"]
        }
    for one in told["words"]:
        assert one["text"] == texts[one["article"]][one["start"] : one["stop"]]
        assert " ".join(one["text"].split()) in archive.read("claim.md").decode()
    for one in told["articles"]:
        assert one["sha256"] == sha256(texts[one["id"]].encode()).hexdigest()
        assert sums[f"article {one['id']}"] == one["sha256"]
    other = places["/stories/{story}/claims/{claim}/pack.zip"].replace("/claims/c", "/claims/x")
    assert call(site, other).status == 404


def test_the_description_names_every_route_for_programs(site):
    described = set(json.loads(call(site, "/api").body)["paths"])
    ours = {route.path.replace(":path", "") for route in routes()}
    files = (".atom", ".json", ".csv", ".zip")
    assert described == {path for path in ours if path.startswith("/api") or path.endswith(files)}


def test_an_empty_library_leads_to_the_first_story(tmp_path):
    app = application(tmp_path / "new.db")
    assert call(app, "/").headers["location"] == "/start"
    assert call(app, "/start").status == 200
    assert post(app, "/add", b"what=+").status == 400
    text = (
        b"what=The+dredger+Otter+sank+off+Lindal+on+Monday%2C+the+pilot+said.%0A%0ANobody+was+hurt."
    )
    assert post(app, "/add", text).status == 303
    assert "story-" in call(app, "/").text


def test_a_path_is_no_article_to_read(tmp_path):
    (tmp_path / "secret.txt").write_text("The dredger Otter sank off Lindal on Monday.")
    app = application(tmp_path / "new.db")
    post(app, "/add", f"what={tmp_path}/secret.txt".encode())
    assert "Otter" not in call(app, "/").text


def test_a_source_is_added_and_removed(tmp_path):
    app = application(tmp_path / "new.db")
    assert post(app, "/sources/add", b"address=https://herald.example/feed").status == 303
    assert "herald.example/feed" in call(app, "/sources").text
    assert post(app, "/sources/add", b"address=/etc/passwd").status == 400
    assert post(app, "/sources/remove", b"address=https://herald.example/feed").status == 303
    assert "herald.example/feed" not in call(app, "/sources").text


@pytest.mark.parametrize("address", ["/add", "/sources/add", "/sources/remove"])
def test_nobody_else_adds(public, address):
    assert post(public, address, b"what=x&address=https://herald.example").status == 403


def test_a_form_of_a_million_fields_is_refused(site):
    assert post(site, "/add", b"&".join([b"a=b"] * 100_000)).status == 400


def test_a_body_that_does_not_say_how_long_it_is_is_read_up_to_the_bound(tmp_path):
    text = b"what=The+dredger+Otter+sank+off+Lindal+on+Monday%2C+the+pilot+said." + b"+" * 1_000
    for more, status in ((0, 303), (MOST_BODY, 400)):
        app = application(tmp_path / f"{status}.db")
        assert post(app, "/add", text + b"+" * more).status == status
        assert ("Otter" in call(app, "/").text) is (status == 303)


def test_a_story_as_it_stood(site, places):
    address = places["/stories/{story}"]
    before = call(site, f"{address}?as-of=2001-01-01")
    assert before.status == 404
    assert f'href="{address}">Back to now' in before.text
    past = call(site, f"{address}?as-of=2030-01-01")
    assert "As it stood at the end of Tue 1 Jan 2030. 2 of 2 reports." in past.text
    assert past.text.count("s it stood") == 1 + past.text.count('<label for="at">As it stood')
    # what is of the present: its claims have other names, and counts of their own
    for place in (f"{address}/claims", f"{address}/pack.zip", f"/api{address}"):
        assert place in call(site, address).text
        assert place not in past.text
    assert call(site, f"{address}?as-of=whenever").status == 400


def test_what_this_computer_does_not_speak_is_said_before_an_address_is(monkeypatch):
    def refuse(family):
        raise OSError(97, "Address family not supported by protocol")

    monkeypatch.setattr(socket, "socket", refuse)
    with pytest.raises(UsageError, match=r"no pages at ::1, port 8600 \(Address family"):
        reserve("::1", 8600)


def test_pages_within_half_an_hour_are_one_visit():
    now = datetime(2023, 9, 11, 12, tzinfo=UTC)
    first = Visit.read("", now)
    again = Visit.read(first.cookie, now + timedelta(minutes=5))
    later = Visit.read(again.cookie, now + timedelta(hours=5))
    assert (first.since, again.since) == (None, None)
    assert later.since == now + timedelta(minutes=5)
    assert Visit.read(later.cookie, now + timedelta(hours=5, minutes=1)).since == later.since
    assert Visit.read("x~\x00", now).since is None
    assert Visit.read("~2023-09-11T11:59:00", now).since is None
    assert Visit.read("~0001-01-01T00:00:00+23:59", now).since is None


def test_an_open_page_that_asks_whether_it_has_changed_is_as_it_was_drawn_and_no_visit(
    shelf, places
):
    begun = datetime(2031, 5, 9, 12, tzinfo=UTC)
    moment = begun
    site = application(shelf, clock=lambda: moment)
    cookie = "firsthand_visited=2001-01-01T00:00:00+00:00~2031-05-09T11:59:00+00:00"
    for address in ("/", places["/stories/{story}"]):
        moment = begun
        drawn = call(site, address, headers={"cookie": cookie})
        [mark] = re.findall('data-live="([^"]*)"', drawn.text)
        moment = begun + timedelta(hours=5)
        asking = {"cookie": cookie, "firsthand-visit": mark}
        again = call(site, address, headers=asking)
        assert again.text == drawn.text
        assert again.headers["set-cookie"].startswith(cookie)
        assert call(site, address, headers={"cookie": cookie}).text != drawn.text
    # what is kept for who asks so brings visitors their cookie, too
    assert "set-cookie" in call(site, "/", headers={"firsthand-visit": "x\x7f"}).headers
    assert "~20" in call(site, "/").headers["set-cookie"]


def test_what_came_since_the_last_visit_is_said(shelf, places):
    here = places["/stories/{story}"]
    site = application(shelf)
    before = {"cookie": "firsthand_visited=~2001-01-01T00:00:00+00:00"}
    front = call(site, "/", headers=before)
    assert "Changed since your last visit" in front.text
    assert "2 reports since Mon 1 Jan 2001, 00:00" in front.text
    story = call(site, here, headers=before).text
    assert "New since Mon 1 Jan 2001, 00:00" in story
    assert '<span class="tag">new</span>' in story
    later = {
        "cookie": f"firsthand_visited={front.headers['set-cookie'].split('=')[1].split(';')[0]}"
    }
    assert "2 reports since" in call(site, "/", headers=later).text
    ahead = {"cookie": "firsthand_visited=2999-01-01T00:00:00+00:00~2999-01-01T00:00:00+00:00"}
    for address in ("/", here):
        plain = call(site, address, headers=ahead).text
        assert "New since" not in plain
        assert "since Tue" not in plain
    assert "New since" not in call(site, here).text


def test_a_story_in_a_list_has_its_strip(site):
    tree = html5lib.parse(call(site, "/").text, namespaceHTMLElements=False)
    [strip] = [one for one in tree.iter() if "stripe" in str(one.get("class"))]
    assert len(list(strip)) == 2  # two reports of one text


def test_a_search_can_be_narrowed(site):
    found = call(site, "/search?q=quay")
    assert "Calder Herald" in found.text
    for narrowed, n in {
        "outlet=Calder+Herald": 2,
        "outlet=Nobody": 0,
        "language=ko": 0,
        "language=en": 2,
        "since=2099-01-01": 0,
        "until=2099-01-01": 2,
        "until=1999-01-01": 0,
    }.items():
        hits = json.loads(call(site, f"/api/search?q=quay&{narrowed}").body)["hits"]
        assert len(hits) == n, narrowed
        assert call(site, f"/search?q=quay&{narrowed}").status == 200
    assert json.loads(call(site, "/api/search?q=quay&in=claims&origins=1").body)["hits"]
    assert not json.loads(call(site, "/api/search?q=quay&in=claims&origins=2").body)["hits"]
    for narrowed, found in {
        "stance=certain": True,
        "stance=denied": False,
        "voice=named": True,
        "voice=unnamed": False,
    }.items():
        hits = json.loads(call(site, f"/api/search?q=quay&in=claims&{narrowed}").body)["hits"]
        assert bool(hits) is found, narrowed
        assert call(site, f"/search?q=quay&in=claims&{narrowed}").status == 200
    assert len(json.loads(call(site, "/api/search?q=quay&in=stories").body)["stories"]) == 1


@pytest.mark.parametrize(
    "odd", ["since=9999-12-31", "until=9999-12-31", "since=x", "language=xx", "origins=9", "in=x"]
)
def test_odd_filters_do_no_harm(site, odd):
    assert call(site, f"/search?q=quay&{odd}").status in {200, 400}
    assert call(site, f"/api/search?q=quay&{odd}").status in {200, 400}


def test_tables_hold_what_the_pages_show(site, places):
    claims = call(site, places["/stories/{story}/claims.csv"])
    assert claims.headers["content-type"].startswith("text/csv")
    rows = list(csv.reader(io.StringIO(claims.text.removeprefix("\ufeff"), newline="")))
    assert len(rows) > 2
    assert any("hit the north quay" in row[1] for row in rows)
    reports = call(site, places["/stories/{story}/reports.csv"]).text
    assert "Ines Moll" in reports
    assert "Aurelia" in call(site, "/search.csv?q=quay").text


def test_an_article_shows_what_changed(tmp_path):
    path = tmp_path / "herald.txt"
    with Library(tmp_path / "library.db") as library:
        for n in ("12", "15"):
            path.write_text(
                f"Ferry Aurelia hits the quay\n\nThe ferry hit the quay with {n} people aboard, Ines Moll said.\n"
            )
            library.add(path)
        name = library.search("ferry")[0].article
    site = application(tmp_path / "library.db")
    page = call(site, call(site, f"/articles/{quote(name, safe='')}").headers["location"])
    assert "<del>12</del>" in page.text
    assert "<ins>15</ins>" in page.text
    assert "The text without marks" in page.text
    address = call(site, f"/articles/{quote(name, safe='')}").headers["location"]
    assert 'class="plainly"' in call(site, f"{address}?marks=off").text


def test_every_page_says_how_often_it_is_right(site, places):
    assert "Right, where people checked:" in call(site, places["/stories/{story}"]).text
    assert "not read" in call(site, "/measured").text


@pytest.mark.parametrize("route", _READING, ids=lambda route: route.path)
def test_pages_are_well_formed(site, places, route):
    answer = call(site, places[route.path])
    if not answer.headers.get("content-type", "").startswith("text/html"):
        return
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(answer.text)
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    known = set(ids)
    for element in tree.iter():
        for name in ("for", "aria-labelledby", "aria-describedby", "list"):
            assert not element.get(name) or element.get(name) in known
        # one of each kind of thing that must not hold itself
        if element.tag == "a":
            assert not [inner for inner in element.iter("a") if inner is not element]
    heads = [
        int(element.tag[1]) for element in tree.iter() if element.tag in {"h1", "h2", "h3", "h4"}
    ]
    assert heads.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(heads))


def test_in_public_a_passage_bears_its_own_claims_only(public, places):
    page = call(public, places["/stories/{story}/articles/{article:path}"])
    found = json.loads(call(public, places["/api/stories/{story}"]).body)["stories"][0]["claims"]
    starts = [r["start"] for c in found for r in c["reports"] if r["article"] == "calder/post"]
    tree = html5lib.parse(page.text, namespaceHTMLElements=False)
    rows = [one for one in tree.iter("div") if one.get("class") == "par"]
    assert rows
    for row in rows:
        [place] = [one.get("data-a") for one in row.iter("p") if one.get("data-a")]
        start, _, stop = place.rpartition(":")[2].partition("-")
        held = [one for one in starts if int(start) <= one < int(stop)]
        assert len(list(row.iter("li"))) == len(held) > 0
