"""What an owner had taken down is gone from every byte, stays out, and nobody else can ask for it."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import firsthand
from evaluation.caller import call
from firsthand.collect import addresses
from firsthand.collect.fetch import Fetcher
from firsthand.collect.pace import Pace
from firsthand.collect.web import Web
from firsthand.errors import Refused, UsageError
from firsthand.library import Library, restore
from firsthand.serve import rights
from firsthand.serve.site.application import application
from firsthand.store import shelf
from firsthand.upkeep import erasure, takedowns
from tests.collect.conftest import reply

NOW = datetime(2031, 3, 4, 12, tzinfo=UTC)
LATER = NOW + timedelta(hours=3)
LAMP = (
    "The lamp of Ulvering failed twice on Monday, lighthouse keeper Agda Brinkhoff said. She had "
    "asked the coast office for a second lens in the spring, and none had come by the summer."
)
BOATS = "Harbour pilots of Merrow went on strike for better boats on Monday, their union said."
WORDS = (b"Brinkhoff", b"brinkhoff", b"Agda", b"second lens")


def article(name, text=LAMP, site="https://herald.example", **known):
    return firsthand.article(
        text, id=name, published="2031-03-04", language="en",
        **{"title": f"News of {name}", "url": f"{site}/{name}"} | known,
    )  # fmt: skip


@pytest.fixture
def library(tmp_path):
    with Library(tmp_path / "library.db") as opened:
        yield opened


def vouched(library, site="herald.example", *pages):
    asked = library.takedowns.ask(site, pages, who="Ida Brolin, Herald", why="sold", now=NOW)
    return library.takedowns.vouch(asked.number, who="Per Quill", how="rang her up", now=LATER)


def in_files(folder):
    """Return all bytes of a folder."""
    return b"".join(file.read_bytes() for file in folder.iterdir() if file.is_file())


# --------------------------------------------------------------------------- gone


def test_no_byte_of_it_is_left_anywhere(tmp_path, library):
    library.add([article("lamp"), article("boats", BOATS, "https://post.example")], now=NOW)
    library.add(article("lamp", f"{LAMP} Agda Brinkhoff has kept it for forty years."), now=NOW)
    library.correct("merge", "lamp", "boats", now=NOW)
    # what is kept for other reasons: parses and vectors, the search index, passages, feeds' lists
    assert library.search("Brinkhoff")
    assert library.claims("lens")
    assert all(word in in_files(tmp_path) for word in WORDS[:2])

    done = vouched(library, "herald.example", "http://www.herald.example/lamp?utm_source=x")
    assert (done.state, done.articles, done.found, done.others) == ("deleted", ("lamp",), 0, ())
    assert done.looked_for > 3
    assert done.wiped is not None
    assert not [word for word in WORDS if word in in_files(tmp_path)]
    assert library.search("Brinkhoff") == library.search("lens") == []
    assert library.claims("lens") == []
    with pytest.raises(UsageError):
        library.history("lamp")
    told = json.dumps(
        [rights.limit(library.story(one.id), public=False).to_json() for one in library.stories()]
    )
    assert "Merrow" in told
    assert "Brinkhoff" not in told
    assert library.doctor(compare=True).differences == ()


def test_pages_that_are_served_forget_it_too(tmp_path, library):
    library.add(article("lamp"), now=NOW)
    pages = application(tmp_path / "library.db")
    [story] = library.stories()
    asked = [
        "/", f"/stories/{story.id}", f"/stories/{story.id}/articles/lamp", "/stories.atom",
        "/search?q=lens", f"/api/stories/{story.id}", f"/stories/{story.id}/claims.csv",
    ]  # fmt: skip
    before = {place: call(pages, place) for place in asked}
    assert "Brinkhoff" in before[asked[2]].text
    vouched(library)
    for place in asked:
        answer = call(
            pages, place, headers={"if-none-match": before[place].headers.get("etag", "")}
        )
        assert answer.status in {200, 303, 404, 410}, place
        assert "Agda" not in answer.text, place


def test_a_search_for_what_is_left_finds_it_where_it_is_left(library):
    library.add([article("lamp"), article("copy", LAMP, "https://post.example")], now=NOW)
    runs = erasure.sample([[article("lamp")]])
    assert runs
    assert erasure.search(library._database, runs).elsewhere == len(runs)
    assert (
        erasure.search(library._database, ["Words of this length stand in none of it"]).found == 0
    )
    library._database._connection.execute("create table stray (words text)")
    stray = "Words of a length that no other article h"
    library._database._connection.execute("insert into stray values (?)", [stray])
    assert erasure.search(library._database, [stray]).found == 1


def test_of_a_copy_that_another_prints_it_is_said_that_these_words_are_left(library):
    library.add([article("lamp"), article("copy", LAMP, "https://post.example")], now=NOW)
    done = vouched(library)
    assert done.articles == ("lamp",)
    assert done.elsewhere > 0
    assert done.found == 0
    assert library.search("Brinkhoff")[0].article == "copy"


def test_copies_of_the_library_are_named_as_long_as_they_are_there(tmp_path, library):
    library.add(article("lamp"), now=NOW)
    for name in ("old.db", "lost.db"):
        library.backup(tmp_path / name)
    (tmp_path / "lost.db").unlink()
    assert vouched(library).copies == (str(tmp_path / "old.db"),)


def test_a_reader_that_holds_words_back_is_told_of(tmp_path, monkeypatch):
    monkeypatch.setattr("firsthand.store.files.PATIENCE_SECONDS", 0.1)
    path = tmp_path / "library.db"
    with Library(path) as library:
        library.add(article("lamp"), now=NOW)
        with Library(path) as reader, reader._database.looking():
            assert reader.search("lens")
            done = vouched(library)
            assert (done.state, done.wiped) == ("deleted", None)
        library.doctor()
        assert library.takedowns.get(done.number).wiped is not None
        assert b"Brinkhoff" not in in_files(tmp_path)


# --------------------------------------------------------------------------- stays out


def test_it_stays_out_even_if_it_is_wanted_again_until_the_request_is_withdrawn(library):
    library.add(article("lamp"), now=NOW)
    done = vouched(library, "herald.example", "https://herald.example/lamp")
    for again in (False, True):
        refused = library.add(article("lamp"), now=LATER, again=again).refused
        assert "at its owner's request (1)" in refused[0].reason
    assert library.add(article("other", BOATS), now=LATER).new == ("other",)
    assert library.takedowns.withdraw(done.number, why="found", now=LATER).state == "withdrawn"
    assert library.add(article("lamp"), now=LATER, again=True).new == ("lamp",)


@pytest.mark.parametrize(
    "spelling",
    [
        "http://herald.example/lamp", "https://www.herald.example/lamp", "https://herald.example/lamp/",
        "https://HERALD.example:443/x/../lamp#top", "https://herald.example/l%61mp?utm_source=x",
    ],
)  # fmt: skip
def test_no_other_spelling_of_its_address_brings_it_back(library, spelling):
    library.add([article("lamp"), article("boats", BOATS)], now=NOW)
    vouched(library, "herald.example", "https://herald.example/lamp")
    library.purge("boats", now=NOW)
    for url in (spelling, spelling.replace("lamp", "boats").replace("l%61mp", "boats")):
        other = article(
            "again", "It was told anew in other words, the office of the coast said.", url=url
        )
        assert len(library.add(other, now=LATER).refused) == 1
    mobile = article(
        "amp", BOATS, url="https://m.herald.example/lamp", canonical="https://herald.example/lamp"
    )
    assert library.add(mobile, now=LATER).new == ("amp",)  # a page has no say over another site's
    wanted = library.add(
        article("boats", BOATS, url="https://herald.example/boats/"), now=LATER, again=True
    )
    assert wanted.new == ("boats",)


def test_of_a_whole_site_nothing_comes_in_again_and_no_other_site_is_touched(library):
    for address in ("https://herald.example/feed", "https://post.example/feed"):
        library.sources.add(address, now=NOW)
    library.add(
        [
            article("lamp"), article("boats", BOATS, "https://www.herald.example"),
            article("blog", BOATS + " It goes on.", "https://blog.herald.example"),
            article("near", BOATS + " Yes.", "https://herald.example.org"),
        ],
        now=NOW,
    )  # fmt: skip
    done = vouched(library)
    assert set(done.articles) == {"lamp", "boats"}
    assert done.sources == ("https://herald.example/feed",)
    assert [one.address for one in library.sources.all()] == ["https://post.example/feed"]
    assert library.add(article("new", "A new text of that site on nets."), now=LATER).refused
    assert library.add(article("x", "A text on nets.", "https://blog.herald.example"), now=NOW).new


def test_it_stays_out_of_what_is_restored(tmp_path, library):
    library.add([article("lamp"), article("boats", BOATS, "https://post.example")], now=NOW)
    library.backup(tmp_path / "backup.db")
    done = vouched(library)
    folder = tmp_path / "new"
    restore(tmp_path / "backup.db", folder / "restored.db", purged=tmp_path / "library.db")
    assert not [word for word in WORDS if word in in_files(folder)]
    with Library(folder / "restored.db") as restored:
        assert restored.takedowns.all() == [done]
        assert restored.takedowns.altered() is None
        assert restored.add(article("next", "Nets were mended."), now=LATER, again=True).refused


# --------------------------------------------------------------------------- whose it is


def test_a_site_has_no_say_over_another_ones_pages(library):
    library.add(article("lamp"), now=NOW)
    for site in ("blog.herald.example", "example", "herald.example.org", "evil.example"):
        with pytest.raises(Refused, match="its owner has to ask"):
            library.takedowns.ask(site, ["https://herald.example/lamp"], who="x", now=NOW)
    assert library.takedowns.all() == []


def test_an_address_that_leads_to_the_text_of_another_does_not_delete_it(library):
    library.add(article("lamp"), now=NOW)
    number = shelf.number_of(library._database, "lamp")
    library._database.many("add_name", [("url //evil.example/lamp", number)])
    done = vouched(library, "evil.example", "https://evil.example/lamp")
    assert (done.articles, done.others) == ((), ("lamp",))
    assert library.search("Brinkhoff")
    assert vouched(library, "evil.example").others == ("lamp",)


def test_somebody_has_to_ask_and_to_say_how_they_made_sure(library):
    with pytest.raises(UsageError, match="who asks"):
        library.takedowns.ask("herald.example", who=" ", now=NOW)
    asked = library.takedowns.ask("herald.example", who="Ida", now=NOW)
    for who, how in (("", "letter"), ("Per", "")):
        with pytest.raises(UsageError, match="how"):
            library.takedowns.vouch(asked.number, who=who, how=how, now=NOW)
    with pytest.raises(UsageError, match="no request 7"):
        library.takedowns.get(7)


@pytest.mark.enable_socket
@pytest.mark.allow_hosts(["127.0.0.1"])
class TestProof:
    """The file on the owner's site, asked for on the loopback."""

    @pytest.fixture
    def web(self):
        return Web(fetcher=Fetcher(allowed=addresses.nets(["127.0.0.1"])), pace=Pace(delay=0.0))

    def test_the_token_at_its_place_carries_it_out_at_once(self, library, server, web):
        library.add(article("lamp", site=server.url), now=NOW)
        asked = library.takedowns.ask(server.url, who="Ida", now=NOW)
        server.answers[takedowns.PLACE] = [reply(f"{asked.token}\n", content_type="text/plain")]
        done = library.takedowns.check(asked.number, web, now=LATER)
        assert (done.state, done.articles) == ("deleted", ("lamp",))
        assert done.proof == f"its token stood at {server.url}{takedowns.PLACE}"
        with pytest.raises(UsageError, match="is deleted"):
            library.takedowns.check(asked.number, web, now=LATER)

    @pytest.mark.parametrize(
        ("status", "kind", "body", "why"),
        [
            ("404 Not Found", "text/plain", "{token}", "answered 404"),
            ("200 OK", "text/html", "{token}", "not text/plain"),
            ("200 OK", "text/plain", "you asked for {token}", "something else"),
            ("200 OK", "text/plain", "{other}", "something else"),
            ("200 OK", "text/plain", "", "something else"),
        ],
    )
    def test_anything_else_deletes_nothing(
        self, library, server, web, status, kind, body, why
    ):  # fmt: skip
        library.add(article("lamp", site=server.url), now=NOW)
        before = library.takedowns.ask(server.url, who="Ida", now=NOW)
        asked = library.takedowns.ask(server.url, who="Ida", now=NOW)
        words = body.format(token=asked.token, other=before.token)
        server.answers[takedowns.PLACE] = [reply(words, status=status, content_type=kind)]
        found = library.takedowns.check(asked.number, web, now=LATER)
        assert found.state == "asked"
        assert why in found.refused
        assert library.search("Brinkhoff")

    def test_a_proof_that_stands_elsewhere_is_none(self, library, server, web):
        asked = library.takedowns.ask(server.url, who="Ida", now=NOW)
        there = f"{server.url}/there"
        server.answers |= {
            takedowns.PLACE: [reply(status="302 Found", location=there)],
            "/there": [reply(asked.token, content_type="text/plain")],
        }
        assert "leads elsewhere" in library.takedowns.check(asked.number, web, now=LATER).refused

    def test_what_is_not_there_may_be_looked_for_again(self, library, server, web):
        asked = library.takedowns.ask(server.url, who="Ida", now=NOW)
        assert library.takedowns.check(asked.number, web, now=LATER).refused
        server.answers[takedowns.PLACE] = [reply(asked.token, content_type="text/plain")]
        done = library.takedowns.check(asked.number, web, now=LATER)
        assert (done.state, done.refused) == ("deleted", None)


# --------------------------------------------------------------------------- the record


def test_the_record_says_who_what_when_and_nothing_of_the_text(library):
    library.add(article("lamp"), now=NOW)
    done = vouched(library)
    assert (done.who, done.why, done.site) == (
        "Ida Brolin, Herald",
        "sold",
        "https://herald.example",
    )
    assert done.proof == "Per Quill made sure: rang her up"
    assert done.asked < done.proved <= done.deleted < done.deadline
    rows = [tuple(row) for row in library._database.all("takedown_lines")]
    assert not [word for word in WORDS if word.decode() in str(rows)]


def test_a_record_that_was_altered_is_found(tmp_path, library):
    for site in ("herald.example", "post.example"):
        library.takedowns.ask(site, who="Ida", now=NOW)
    assert library.takedowns.altered() is None
    connection = library._database._connection
    connection.execute("update takedown set said = replace(said, 'Ida', 'Eva') where number = 2")
    assert library.takedowns.altered() == 2
    connection.execute("delete from takedown where number = 1")
    assert library.takedowns.altered() == 1


def test_what_was_cut_off_is_carried_out_before_anything_is_shown(tmp_path, monkeypatch):
    path = tmp_path / "library.db"
    with Library(path) as library:
        library.add(article("lamp"), now=NOW)
        asked = library.takedowns.ask("herald.example", who="Ida", now=NOW)
        with monkeypatch.context() as cut:
            cut.setattr(takedowns, "_delete", lambda *_: None)
            library.takedowns.vouch(asked.number, who="Per", how="letter", now=NOW)
        assert library.takedowns.get(1).state == "proved"
    with Library(path) as opened:
        assert opened.search("Brinkhoff") == []
        assert opened.takedowns.get(1).state == "deleted"
    assert b"Brinkhoff" not in in_files(Path(tmp_path))
