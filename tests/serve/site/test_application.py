"""The pages: what they show, to whom, and that nothing from outside acts in them."""

import io
import json
import zipfile
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import feedparser
import html5lib
import pytest

from firsthand.serve.site.application import Visit, application, routes
from tests.serve.site.conftest import STOLEN, call

_READING = [route for route in routes() if "GET" in (route.methods or ())]
#: addresses that anybody may ask for
_HIDDEN = "a plaque of"


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
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("route", _READING, ids=lambda route: route.path)
def test_nothing_acts_in_a_page(site, places, route):
    answer = call(site, places[route.path])
    if not answer.headers.get("content-type", "").startswith("text/html"):
        return
    tree = html5lib.parse(answer.text, namespaceHTMLElements=False)
    for element in tree.iter():
        assert element.tag not in {"script", "iframe", "object", "embed", "img", "base"}
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


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "https://evil.example"},
        {"sec-fetch-site": "cross-site"},
        {"content-type": "text/plain"},
        {"origin": "null"},
    ],
)
@pytest.mark.parametrize("address", ["/theme?to=dark", "/add", "/sources/add", "/sources/remove"])
def test_acts_are_not_taken_from_other_sites(site, address, headers):
    assert call(site, address, "POST", headers).status == 403


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
    assert "First reported by" in answer.text


@pytest.mark.parametrize("name", ["/articles/{article:path}", "/claims/{claim}"])
def test_what_is_named_alone_is_found_in_its_story(site, places, name):
    target = call(site, places[name]).headers["location"]
    assert target.startswith(places["/stories/{story}"])
    assert call(site, target).status == 200


def test_an_outlet_is_shown_by_what_it_prints(site, places):
    answer = call(site, places["/outlets/{outlet:path}"])
    assert "2 reports" in answer.text
    assert call(site, "/outlets/Nobody").status == 404


def test_feeds_are_feeds(site):
    parsed = feedparser.parse(call(site, "/stories.atom").body)
    assert not parsed.bozo
    assert [entry.title for entry in parsed.entries]
    assert json.loads(call(site, "/stories.json").body)["items"][0]["url"].startswith("http://")


def test_a_pack_says_what_it_holds(site, places):
    body = call(site, places["/stories/{story}/pack.zip"]).body
    assert body == call(site, places["/stories/{story}/pack.zip"]).body
    archive = zipfile.ZipFile(io.BytesIO(body))
    sums = dict(
        reversed(line.split("  ", 1)) for line in archive.read("SHA256SUMS").decode().splitlines()
    )
    for name in ("story.json", "story.html", "story.md"):
        assert sums[name] == sha256(archive.read(name)).hexdigest()


def test_the_description_names_every_route_for_programs(site):
    described = set(json.loads(call(site, "/api").body)["paths"])
    ours = {route.path.replace(":path", "") for route in routes()}
    assert described == {path for path in ours if path.startswith("/api")}


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


def test_a_story_as_it_stood(site, places):
    address = places["/stories/{story}"]
    assert call(site, f"{address}?as-of=2001-01-01").status == 404
    past = call(site, f"{address}?as-of=2030-01-01")
    assert "As it stood at the end of Tue 1 Jan 2030. 2 of 2 reports." in past.text
    assert call(site, f"{address}?as-of=whenever").status == 400


def test_pages_within_half_an_hour_are_one_visit():
    now = datetime(2023, 9, 11, 12, tzinfo=UTC)
    first = Visit.read("", now)
    again = Visit.read(first.cookie, now + timedelta(minutes=5))
    later = Visit.read(again.cookie, now + timedelta(hours=5))
    assert (first.since, again.since) == ("", "")
    assert later.since == (now + timedelta(minutes=5)).isoformat(timespec="seconds")
    assert Visit.read(later.cookie, now + timedelta(hours=5, minutes=1)).since == later.since
    assert Visit.read("x~\x00", now).since == ""
