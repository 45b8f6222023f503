"""Owners' requests on the pages: what a stranger may do, what it leads to, and what nobody is told."""

import json
import threading
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import html5lib
import jsonschema
import pytest

import firsthand
from evaluation.caller import call
from firsthand.collect import addresses
from firsthand.collect.fetch import Fetcher
from firsthand.collect.pace import Pace
from firsthand.collect.web import Web
from firsthand.library import Library
from firsthand.serve.site import owners
from firsthand.serve.site.application import application
from firsthand.serve.site.desk import Desk
from firsthand.upkeep import takedowns
from tests.collect.conftest import Server, reply

NOW = datetime(2031, 3, 4, 12, tzinfo=UTC)
LAMP = (
    "The lamp of Ulvering failed twice on Monday, lighthouse keeper Agda Brinkhoff said. She had "
    "asked the coast office for a second lens in the spring, and none had come by the summer."
)
ASKED = {
    "site": "herald.example",
    "pages": "",
    "who": "Ida Brolin, ida@herald.example",
    "why": "sold",
}
PAGE = "https://herald.example/lamp?reader=pfefferling"


class Clock:
    def __init__(self):
        self.now = NOW

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def path(tmp_path):
    with Library(tmp_path / "library.db"):
        return tmp_path / "library.db"


@pytest.fixture
def public(path, clock):
    return application(path, public=True, clock=clock)


@pytest.fixture
def private(path, clock):
    return application(path, clock=clock)


def send(to, address, /, **fields):
    return call(
        to, address, "POST", {"origin": "http://localhost"}, urlencode(fields).encode()
    )  # fmt: skip


def ask(to, /, **fields):
    return send(to, "/owners", **{**ASKED, **fields})


def shown(answer):
    tree = html5lib.parse(answer.text, namespaceHTMLElements=False)
    return " ".join("".join(tree.find("body/main").itertext()).split())


# --------------------------------------------------------------------------- asking


def test_what_happens_and_by_when_is_said_first(public):
    answer = call(public, "/owners")
    words = shown(answer).removeprefix("Owners’ requests ")
    assert words.startswith(
        "If you own a site, you can have its texts deleted here: the moment you"
    )
    assert "within 24 hours at the latest" in words.partition(".")[0]
    tree = html5lib.parse(answer.text, namespaceHTMLElements=False)
    assert len(list(tree.iter("h1"))) == 1
    fields = {one.get("id") for one in tree.iter() if one.tag in {"input", "textarea"}}
    assert fields >= set(ASKED)
    assert {one.get("for") for one in tree.iter("label")} >= set(ASKED)


def test_a_request_leads_to_its_token_and_the_same_again_to_the_same(public):
    first, again = ask(public), ask(public, who="Somebody Else", site="https://herald.example/")
    assert (first.status, first.headers["location"]) == (303, "/owners/1")
    assert again.headers["location"] == "/owners/1"
    assert ask(public, pages=f"{PAGE}\n/boats").headers["location"] == "/owners/2"
    assert (
        ask(public, pages=f"https://herald.example/boats\n{PAGE}").headers["location"]
        == "/owners/2"
    )
    page = call(public, "/owners/1").text
    data = json.loads(call(public, "/api/owners/1").body)
    assert data["token"] in page
    assert data["proof_at"] == "https://herald.example/.well-known/firsthand-takedown.txt"
    assert data["proof_at"] in page


def test_requests_that_are_sent_at_once_are_one(path, clock):
    sites = [application(path, public=True, clock=clock) for _ in range(4)]
    led = []
    threads = [
        threading.Thread(target=lambda of=site: led.append(ask(of).headers["location"]))
        for site in sites
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert led == ["/owners/1"] * 4


@pytest.mark.parametrize(
    ("fields", "at", "why"),
    [
        ({"site": ""}, "site", "name it"),
        ({"site": "ftp://herald.example"}, "site", "only http"),
        ({"site": "https://a:b@herald.example"}, "site", "user name"),
        ({"site": "x" * 301}, "site", "at most 300 characters"),
        ({"site": "herald example"}, "site", "spaces"),
        ({"who": " "}, "who", "ask you back"),
        ({"who": "x" * 201}, "who", "at most 200 characters"),
        ({"why": "x" * 1_001}, "why", "at most 1,000 characters"),
        ({"pages": "https://other.example/a"}, "pages", "its owner has to ask"),
        ({"pages": "https://blog.herald.example/a"}, "pages", "its owner has to ask"),
        ({"pages": "https://herald.example@evil.example/a"}, "pages", "user name"),
        ({"pages": "\n".join(f"/{n}" for n in range(201))}, "pages", "at most 200 pages"),
        ({"pages": "x" * 100_001}, "pages", "at most 100,000 characters"),
        ({"pages": "javascript://alert(1)"}, "pages", "only http"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_on_top_and_at_its_field(public, fields, at, why):
    answer = ask(public, **fields)
    assert answer.status == 400
    tree = html5lib.parse(answer.text, namespaceHTMLElements=False)
    [alert] = [one for one in tree.iter() if one.get("role") == "alert"]
    [link] = [a for a in alert.iter("a") if a.get("href") == f"#{at}"]
    assert why in "".join(link.itertext())
    [field] = [one for one in tree.iter() if one.get("id") == at]
    assert field.get("aria-invalid") == "true"
    described = {one.get("id"): "".join(one.itertext()) for one in tree.iter() if one.get("id")}
    assert why in "".join(described[name] for name in field.get("aria-describedby").split())
    # what was given is not lost
    kept = {one.get("id"): one.get("value") for one in tree.iter("input")}
    assert kept["site"] == {**ASKED, **fields}["site"].strip()
    assert "Nobody has asked for anything yet" in answer.text


def test_a_page_leads_to_the_form_with_its_address(path, clock):
    with Library(path) as library:
        library.add(firsthand.article(LAMP, id="lamp", url="https://herald.example/lamp"), now=NOW)
        [story] = library.stories()
    for site in (application(path, clock=clock), application(path, public=True, clock=clock)):
        page = call(site, f"/stories/{story.id}/articles/lamp")
        tree = html5lib.parse(page.text, namespaceHTMLElements=False)
        [link] = [a for a in tree.iter("a") if "".join(a.itertext()) == "Are you the owner?"]
        form = call(site, link.get("href")).text
        assert 'value="https://herald.example"' in form
        assert ">https://herald.example/lamp</textarea>" in form
        assert 'href="/owners"' in page.text
    assert call(site, "/owners?page=javascript:alert(1)").status == 200


# --------------------------------------------------------------------------- bounds


def test_strangers_cannot_ask_for_more_than_a_keeper_can_bear(public, clock, monkeypatch):
    for n in range(takedowns.STRANGE_HOST):
        assert ask(public, pages=f"/{n}").status == 303
    refused = ask(public, pages="/more", site="http://www.herald.example")
    assert refused.status == 400
    assert "ask for all of it" in refused.text
    assert ask(public, pages="/1").status == 303  # one that is there
    assert ask(public).status == 303  # the owner can always ask for all of it
    monkeypatch.setattr(takedowns, "STRANGE_OPEN", 8)
    assert [ask(public, site=f"s{n}.example").status for n in range(3)] == [303, 303, 400]
    clock.now += takedowns.STRANGE_AGE + timedelta(days=1)
    assert ask(public, site="late.example").status == 303
    assert ask(public, pages="/1").headers["location"] == "/owners/10"
    ended = [one["state"] for one in json.loads(call(public, "/api/owners").body)["requests"]]
    assert ended == ["asked", "asked", *["withdrawn"] * 8]


def test_the_keeper_is_not_held_to_that(path, public, clock, monkeypatch):
    monkeypatch.setattr(takedowns, "STRANGE_OPEN", 1)
    with Library(path) as library:
        for n in range(3):
            library.takedowns.ask(f"s{n}.example", who="Per", now=NOW)
        assert ask(public).status == 303
        clock.now += takedowns.STRANGE_AGE * 2
        assert ask(public, site="late.example").status == 303
        states = [one.state for one in library.takedowns.all()]
    assert states == ["asked", "asked", "asked", "withdrawn", "asked"]


def test_the_record_is_paged_and_light(path, public):
    with Library(path) as library:
        for n in range(owners.ROWS + 5):
            pages = [f"https://herald{n}.example/{'x' * 50}{m}" for m in range(20)]
            library.takedowns.ask(f"herald{n}.example", pages, who="Per", now=NOW)
    first, second = call(public, "/owners"), call(public, f"/owners?after={owners.ROWS}")
    assert f'href="/owners?after={owners.ROWS}#record"' in first.text
    assert 'href="/owners/35"' in first.text
    assert 'href="/owners/1"' in second.text
    assert "?after=" not in second.text
    assert max(len(first.body), len(second.body)) < 60_000
    found = json.loads(call(public, "/api/owners?most=2&after=1").body)["requests"]
    assert [one["number"] for one in found] == [34, 33]
    assert call(public, "/api/owners?most=x").status == 400


@pytest.mark.parametrize("name", ["0", "7", "x", "-1", "１", "99999999999", "%00", "1%2F..%2F2"])
def test_a_request_that_is_none(public, name):
    assert call(public, f"/owners/{name}").status == 404
    assert call(public, f"/api/owners/{name}").status == 404
    assert send(public, f"/owners/{name}/look").status == 404


# --------------------------------------------------------------------------- the proof


@pytest.mark.enable_socket
@pytest.mark.allow_hosts(["127.0.0.1"])
class TestLooking:
    """The file on the owner's site, asked for on the loopback by whoever presses the button."""

    @pytest.fixture
    def server(self):
        running = Server()
        yield running
        running.close()

    @pytest.fixture
    def site(self, path, clock):
        web = Web(fetcher=Fetcher(allowed=addresses.nets(["127.0.0.1"])), pace=Pace(delay=0.0))
        return application(path, public=True, clock=clock, web=web)

    @pytest.fixture
    def lamp(self, path, server):
        with Library(path) as library:
            url = f"{server.url}/lamp"
            library.add(
                firsthand.article(LAMP, id="lamp", url=url, published="2031-03-04"), now=NOW
            )
            return library.stories()[0].id

    @staticmethod
    def place(site, server, words="{token}", **told):
        token = json.loads(call(site, "/api/owners/1").body)["token"]
        told = {"content_type": "text/plain", **told}
        server.answers[takedowns.PLACE] = [reply(words.format(token=token), **told)]

    def test_what_is_proved_is_deleted_at_once(self, site, server, clock, lamp):
        assert "Brinkhoff" in call(site, f"/api/stories/{lamp}").text
        ask(site, site=server.url, pages="/lamp")
        self.place(site, server)
        done = send(site, "/owners/1/look")
        assert (done.status, done.headers["location"]) == (303, "/owners/1")
        page = shown(call(site, "/owners/1"))
        assert "the file stood on the site, Tue 4 Mar 2031, 12:00" in page
        assert "1 article deleted" in page
        assert "of their words looked for in every byte of the library: none is left" in page
        assert "no article is here that the request covers" in page
        assert "all are as they were written" in page
        assert "Look for the file now" not in page
        assert server.url in shown(call(site, "/owners"))  # whose it is was proved
        data = json.loads(call(site, "/api/owners/1").body)
        assert (data["state"], data["proof"], data["articles"], data["found"]) == (
            "deleted", "file", 1, 0,
        )  # fmt: skip
        assert data["back"] == 0
        for gone in ("/articles/lamp", f"/stories/{lamp}/articles/lamp"):
            answer = call(site, gone)
            assert answer.status == 410
            assert "Removed at the owner’s request, Tue 4 Mar 2031." in answer.text
            assert "did not work" not in answer.text
        assert call(site, "/api/articles/lamp/history").status == 410
        assert call(site, "/articles/other").status == 404
        assert send(site, "/owners/1/look").status == 303  # nothing is left to do
        assert len(server.asked) == 1

    @pytest.mark.parametrize(
        ("words", "told", "why"),
        [
            ("{token}", {"status": "404 Not Found"}, "answered 404"),
            ("{token} or so", {}, "holds something else"),
            ("{token}", {"content_type": "text/<b>html</b>"}, "not text/plain"),
            ("", {"status": "302 Found", "location": "/there"}, "leads elsewhere"),
        ],
    )
    def test_what_is_no_proof_is_said(self, site, server, lamp, words, told, why):
        ask(site, site=server.url)
        self.place(site, server, words, **told)
        answer = send(site, "/owners/1/look")
        assert answer.status == 400
        assert 'role="alert"' in answer.text
        assert why in shown(answer)
        assert why in shown(call(site, "/owners/1"))
        assert "<b>html" not in answer.text
        assert [where for where, _ in server.asked] == [takedowns.PLACE]
        assert "Brinkhoff" in call(site, f"/api/stories/{lamp}").text

    def test_a_site_is_asked_once_a_minute_whoever_presses(self, site, server, clock):
        ask(site, site=server.url)
        ask(site, site=server.url, pages="/lamp")
        assert send(site, "/owners/1/look").status == 400
        for number in (1, 2, 1):
            soon = send(site, f"/owners/{number}/look")
            assert (soon.status, soon.headers["retry-after"]) == (429, "60")
            assert "Look again in a minute" in shown(soon)
        assert len(server.asked) == 1
        clock.now += timedelta(minutes=1)
        assert send(site, "/owners/2/look").status == 400
        assert len(server.asked) == 2

    def test_one_proof_is_looked_for_at_a_time(self, site, server):
        begun, over = threading.Event(), threading.Event()

        def slow():
            begun.set()
            over.wait(10)
            yield reply("no", content_type="text/plain")

        server.answers[takedowns.PLACE] = slow
        ask(site, site=server.url)
        ask(site, site="other.example")
        held = threading.Thread(target=send, args=(site, "/owners/1/look"))
        held.start()
        assert begun.wait(10)
        assert send(site, "/owners/2/look").status == 429
        assert call(site, "/owners").status == 200
        over.set()
        held.join()

    def test_looking_does_not_swell_the_record(self, site, path, server, clock):
        ask(site, site=server.url)
        for n in range(takedowns.MAX_REFUSALS + 20):
            kind = f"text/x{n // 2}"
            server.answers[takedowns.PLACE] = [reply("x", content_type=kind)]
            clock.now += timedelta(minutes=1)
            assert kind in send(site, "/owners/1/look").text
        with Library(path) as library:
            assert len(library._database.all("takedown_lines")) == takedowns.MAX_REFUSALS + 1

    def test_what_was_cut_off_can_be_finished(self, site, path, server, lamp, monkeypatch):
        ask(site, site=server.url)
        with Library(path) as library, monkeypatch.context() as cut:
            cut.setattr(takedowns, "_delete", lambda *_: None)
            library.takedowns.vouch(1, who="Per", how="letter", now=NOW)
            assert "not carried out to the end yet" in shown(call(site, "/owners/1"))
        assert send(site, "/owners/1/look").status == 303
        assert "1 article deleted" in shown(call(site, "/owners/1"))
        assert server.asked == []

    def test_who_reads_since_before_it_was_cut_off_carries_it_out(
        self, path, server, lamp, clock, monkeypatch
    ):
        desk = Desk(path, clock=clock)
        assert desk.library.search("Brinkhoff")
        with Library(path) as library, monkeypatch.context() as cut:
            cut.setattr(takedowns, "_delete", lambda *_: None)
            library.takedowns.ask(server.url, who="Ida", now=NOW)
            library.takedowns.vouch(1, who="Per", how="letter", now=NOW)
        # so far another process may be at it
        assert desk.library.search("Brinkhoff")
        clock.now += takedowns.UNDER_WAY
        assert desk.library.search("Brinkhoff") == []
        assert desk.library.takedowns.get(1).state == "deleted"

    def test_what_comes_back_is_told(self, site, path, server, lamp):
        ask(site, site=server.url)
        self.place(site, server)
        send(site, "/owners/1/look")
        assert "no article is here" in shown(call(site, "/owners/1"))
        with Library(path) as library:
            library._database.do("unbar", 1)
            library.add(firsthand.article(LAMP, id="lamp2", url=f"{server.url}/new"), now=NOW)
        assert "1 article that the request covers are here" in shown(call(site, "/owners/1"))


def test_the_network_of_the_keeper_is_not_told_of(public, private, clock):
    """Whether a name is known there, and what answers, is for the keeper alone."""
    ask(public, site="http://10.1.2.3")
    answer = send(public, "/owners/1/look")
    assert answer.status == 400
    assert "nothing could be had from http://10.1.2.3/.well-known" in shown(answer)
    for page in (answer, call(public, "/owners/1"), call(public, "/api/owners/1")):
        assert "public address" not in page.text
    assert "10.1.2.3 is not a public address" in shown(call(private, "/owners/1"))


# --------------------------------------------------------------------------- who sees what

SECRET = ("Ida", "brolin", "sold", "pfefferling", "Per Quill", "rang", "old.db")


@pytest.fixture
def vouched(path, public, private):
    """Ask on the public pages, vouch on the keeper's own; return the number of the request."""
    with Library(path) as library:
        library.add(firsthand.article(LAMP, id="lamp", url=PAGE), now=NOW)
        library.backup(path.with_name("old.db"))
    ask(public, pages=PAGE)
    assert "Ida Brolin, ida@herald.example" in shown(call(private, "/owners/1"))
    assert "pfefferling" in shown(call(private, "/owners/1"))
    done = send(private, "/owners/1/vouch", who="Per Quill", how="rang the number")
    assert done.status == 303
    return 1


def test_a_story_says_what_was_taken_out_of_it(path, public, private):
    with Library(path) as library:
        for n, name in enumerate(("herald", 'post"x', "echo"), 1):
            url = f"https://{name[:4]}.example/a"
            library.add(
                firsthand.article(LAMP, id=name, url=url, published=f"2031-03-0{n}"), now=NOW
            )
        [story] = library.stories()
    here = f"/stories/{story.id}"
    assert "removed" not in call(public, here).text
    for site in ("hera.example", "post.example"):
        ask(public, site=site)
    send(private, "/owners/1/vouch", who="Per", how="letter")
    for reader in (public, private):
        page = call(reader, here)
        assert "1 report removed at the owner’s request, Tue 4 Mar 2031." in shown(page)
        assert 'href="/owners/1"' in page.text
    assert "none is left but 4 that articles of others have, too" in shown(
        call(public, "/owners/1")
    )
    send(private, "/owners/2/vouch", who="Per", how="letter")
    assert shown(call(public, here)).count("1 report removed at the owner’s request") == 2
    assert call(public, f"{here}/articles/post%22x").status == 410


def test_the_keeper_is_told_on_the_front_page_of_what_waits(path, public, private):
    with Library(path) as library:
        library.add(firsthand.article(LAMP, id="lamp", url=PAGE), now=NOW)
    assert "request" not in shown(call(private, "/")).replace("Owners’ requests", "")
    ask(public, pages=PAGE)
    page = call(private, "/")
    assert "1 request of an owner waits to be carried out." in shown(page)
    assert '<a href="/owners/1">' in page.text
    ask(public, site="echo.example")
    page = call(private, "/")
    assert "2 requests of owners wait to be carried out." in shown(page)
    assert '<a href="/owners#record">' in page.text
    assert "carried out" not in shown(call(public, "/"))
    send(private, "/owners/2/vouch", who="Per Quill", how="rang the number")
    assert "1 request of an owner" in shown(call(private, "/"))
    send(private, "/owners/1/withdraw")
    assert "carried out" not in shown(call(private, "/"))


def test_nothing_private_is_shown_to_others(vouched, public, private):
    for address in ("/owners", "/owners/1", "/api/owners", "/api/owners/1"):
        page = call(public, address).text
        assert not [word for word in SECRET if word.lower() in page.lower()], address
    record = shown(call(public, "/owners"))
    assert "1 page of https://herald.example" in record
    assert "the keeper of this library made sure" in record
    assert "1 article deleted" in record
    alone = shown(call(private, "/owners/1"))
    for words in ("Per Quill made sure: rang the number", "old.db", "sold", "Ida Brolin"):
        assert words in alone


def test_a_site_is_named_in_the_record_only_when_its_owner_asked(public, private):
    ask(public, site="somebody-is-a-crook.example", pages="/he-is")
    assert "crook" not in call(public, "/owners").text
    assert "crook" not in call(public, "/api/owners").text
    assert "1 page of a site that is not proved to be theirs" in shown(call(public, "/owners"))
    assert "crook" in call(private, "/owners").text


def test_only_the_keeper_vouches_and_withdraws(vouched, public, private):
    ask(public)
    for act, fields in (("vouch", {"who": "x", "how": "y"}), ("withdraw", {})):
        assert send(public, f"/owners/2/{act}", **fields).status == 403
        assert f"/owners/2/{act}" not in call(public, "/owners/2").text
        assert f"/owners/2/{act}" in call(private, "/owners/2").text
    assert send(private, "/owners/2/vouch", who="Per", how=" ").status == 400
    assert send(private, "/owners/1/vouch", who="Per", how="letter").status == 400
    for _ in range(2):
        assert send(private, "/owners/1/withdraw", why="found again").status == 303
    assert "nothing is kept out for it any more" in shown(call(public, "/owners/1"))
    assert ask(public, pages=PAGE).headers["location"] == "/owners/3"  # it can be asked for anew


def test_a_record_that_was_altered_is_told(path, public):
    ask(public)
    assert "all are as they were written" in shown(call(public, "/owners"))
    assert json.loads(call(public, "/api/owners").body)["altered"] is None
    with Library(path) as library, library._database.writing():
        library._database._connection.execute("update takedown set at = '2030-01-01T00:00:00Z'")
    assert "from line 1 on they are not" in shown(call(public, "/owners"))
    assert json.loads(call(public, "/api/owners").body)["altered"] == 1


def test_what_programs_are_told_is_as_described(vouched, public, private):
    ask(public)
    for site in (public, private):
        told = json.loads(call(site, "/api").body)
        for address, path in (
            ("/api/owners", "/api/owners"),
            ("/api/owners/1", "/api/owners/{request}"),
            ("/api/owners/2", "/api/owners/{request}"),
        ):
            answer = told["paths"][path]["get"]["responses"]["200"]
            schema = answer["content"]["application/json"]["schema"]
            data = json.loads(call(site, address).body)
            jsonschema.validate(data, {**schema, "components": told["components"]})
            assert set(data) == set(schema["properties"])
            assert f'href="{address}"' in call(site, address.removeprefix("/api")).text


def test_what_strangers_write_is_text(public, private):
    wild = "<script>alert(1)</script>{{7*7}}\u202e"
    assert ask(public, who=wild, why=wild).status == 303
    page = call(private, "/owners/1").text
    assert "<script>alert" not in page
    assert "\u202e" not in page
    assert "{{7*7}}" in page
    assert "<script>alert" not in ask(public, site=wild, who=wild).text


def test_others_sites_send_nothing_here(public):
    for headers in ({}, {"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}):
        assert call(public, "/owners", "POST", headers, urlencode(ASKED).encode()).status == 403
    assert call(public, "/owners/1").status == 404
    assert call(public, "/owners/1/look").status == 405
