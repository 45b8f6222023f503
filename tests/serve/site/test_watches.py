"""The pages of what is watched: looking changes nothing, a form says what was seen, others see none of it."""

import json
import re
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import feedparser
import html5lib
import pytest

import firsthand
from evaluation.caller import call
from firsthand.library import Library
from firsthand.serve.site import watches
from firsthand.serve.site.application import application
from tests.test_watches import FERRY, OTHER, TUGS

BEGUN = datetime(2031, 3, 4, 12, tzinfo=UTC)
LATER = BEGUN + timedelta(days=10)


def article(name, text, title="Ferry aground off Ulvering"):
    return firsthand.article(
        text, id=name, title=title, outlet=f"{name.title()} Post", language="en",
        published="2031-03-04", url=f"https://{name}.example/1",
    )  # fmt: skip


@pytest.fixture
def path(tmp_path):
    with Library(tmp_path / "library.db") as library:
        library.add(article("herald", FERRY), now=BEGUN)
    return tmp_path / "library.db"


@pytest.fixture
def site(path):
    return application(path, clock=lambda: LATER)


def add(path, *names, now=LATER):
    texts = {"pier": TUGS, "bread": OTHER}
    with Library(path) as library:
        library.add([article(name, texts[name], title=f"Of {name}") for name in names], now=now)


def sent(site, address, **fields):
    body = urlencode(fields, doseq=True).encode()
    return call(site, address, "POST", {"origin": "http://localhost"}, body)


def watch(path, *words, now=BEGUN, **known):
    with Library(path) as library:
        return library.watches.add(*words, now=now, **known)[0].number


def told(path):
    with Library(path) as library:
        return [(one.kind, one.words) for one in library.watches.check(now=LATER)]


def tree(page):
    return html5lib.parse(page.text, namespaceHTMLElements=False)


def form(page, action):
    """Return what a form of a page sends."""
    [found] = [one for one in tree(page).iter("form") if one.get("action") == action]
    fields = {}
    for one in found.iter("input"):
        fields.setdefault(one.get("name"), []).append(one.get("value", ""))
    return fields


def test_a_watch_is_shown_before_it_begins_and_then_kept(site, path):
    page = call(site, "/watch/new?words=people+hurt")
    assert "In the last 30 days this would have sent 1 alert." in page.text
    assert "40 people were hurt" in page.text
    assert "Nothing is watched yet" in call(site, "/watch").text
    answer = sent(site, "/watch/add", **form(page, "/watch/add"))
    assert (answer.status, answer.headers["location"]) == (303, "/watch")
    shown = call(site, "/watch").text
    assert "Anything new about “people hurt”" in shown
    assert "1 alert in the last 30 days" in shown
    assert "40 people were hurt" not in shown  # was so before
    assert "You watch this already" in call(site, "/watch/new?words=people+hurt").text
    assert sent(site, "/watch/add", words="people hurt").status == 303
    assert len(json.loads(call(site, "/api/watch").body)["watches"]) == 1


def test_what_is_new_stays_until_it_is_marked_as_seen(site, path):
    watch(path, "bread")
    add(path, "bread")
    for _ in range(2):  # to look changes nothing
        page = call(site, "/watch")
        assert "Bakers of Merrow sent bread" in page.text
        assert page.headers["etag"]  # only what wrote nothing is kept
    seen = form(page, "/watch/seen")
    assert len(seen["seen"]) == 1
    assert sent(site, "/watch/seen", **seen).headers["location"] == "/watch"
    page = call(site, "/watch").text
    assert "Bakers of Merrow" not in page
    assert "Nothing new." in page
    assert told(path) == []
    assert "Bakers of Merrow sent bread" in call(site, "/watch/1").text  # the last 30 days again


@pytest.mark.parametrize(
    "address",
    ["/watch", "/watch/1", "/watch/new?words=bread", "/watch/1/alerts.atom", "/api/watch", "/api/watch/1"],
)  # fmt: skip
def test_looking_at_what_is_new_takes_nothing_from_the_command_line(site, path, address):
    watch(path, "bread")
    add(path, "bread")
    before = path.read_bytes()
    assert "Bakers" in call(site, address).text
    assert path.read_bytes() == before
    assert len(told(path)) == 1
    assert "Bakers" not in call(site, "/watch").text  # it is told once, wherever


def test_only_what_was_shown_is_marked(site, path, monkeypatch):
    watch(path, "Monday")
    add(path, "bread", "pier")
    monkeypatch.setattr(watches, "ALERTS", 1)
    page = call(site, "/watch")
    seen = form(page, "/watch/seen")["seen"]
    assert len(seen) == 1
    n = int(re.search(r"(\d+) more come up", page.text)[1])
    sent(site, "/watch/seen", seen=seen)
    assert len(told(path)) == n > 0


def test_what_is_new_to_several_watches_stands_once(site, path):
    watch(path, "bread")
    watch(path, "pilots")
    add(path, "bread")
    page = call(site, "/watch")
    assert page.text.count("Bakers of Merrow sent bread") == 1
    assert "watch on “bread”" in page.text
    assert "watch on “pilots”" in page.text
    assert len(form(page, "/watch/seen")["seen"]) == 2


def test_a_story_is_watched_from_its_page(site, path):
    with Library(path) as library:
        [story] = library.stories()
    page = call(site, f"/stories/{story.id}")
    [margin] = [one for one in tree(page).iter("div") if one.get("class") == "side"]
    [link] = [a for a in margin.iter("a") if a.text == "Watch this story"]
    asked = call(site, f"{link.get('href')}&kind=article")
    assert "Ferry aground off Ulvering" in asked.text
    assert sent(site, "/watch/add", **form(asked, "/watch/add")).status == 303
    with Library(path) as library:
        library.mark("herald", "retracted", "taken back", now=LATER)
    shown = call(site, "/watch").text
    assert "Reports that were corrected, retracted or are gone in" in shown
    assert "<b>Retracted</b>" in shown
    assert "/watch/new?words=ferry" in call(site, "/search?in=claims&q=ferry").text


def test_sides_are_set_side_by_side(site, path):
    watch(path, "people hurt", kind="differs")
    with Library(path) as library:
        library.add(article("pier", TUGS), now=LATER)
    page = call(site, "/watch").text
    assert "Reports differ:" in page
    assert ">40 people</q> | <q" in page
    assert ">52 people</q>" in page


def test_a_watch_is_removed(site, path):
    watch(path, "bread")
    assert (
        sent(site, "/watch/remove", **form(call(site, "/watch/1"), "/watch/remove")).status == 303
    )
    assert "Nothing is watched yet" in call(site, "/watch").text
    assert call(site, "/watch/1").status == 404
    assert sent(site, "/watch/remove", number="1").status == 404


def test_watches_are_paged(site, path):
    for n in range(watches.WATCHES + 1):
        watch(path, f"bread {n}")
    first = call(site, "/watch").text
    assert first.count("0 alerts in the last 30 days") == watches.WATCHES
    [more] = re.findall(r'href="(/watch\?after=\d+)"', first)
    assert "“bread 0”" in call(site, more).text
    assert call(site, "/watch?after=999999999").status == 200


def test_nobody_else_sees_what_is_watched(path):
    watch(path, "bread")
    add(path, "bread")
    public = application(path, public=True, clock=lambda: LATER)
    assert "/watch" not in call(public, "/").text
    for address in (
        "/watch",
        "/watch/1",
        "/watch/new?words=bread",
        "/watch/1/alerts.atom",
        "/api/watch",
        "/api/watch/1",
    ):
        answer = call(public, address)
        assert answer.status == 403
        assert "bread" not in answer.text.replace("words=bread", "")
    for address in ("add", "seen", "remove"):
        assert sent(public, f"/watch/{address}", words="x", number="1", seen="1-00").status == 403
    assert len(told(path)) == 1


@pytest.mark.parametrize(
    "words",
    ['"', "*", "NEAR(a b)", "a" * 999, "<script>alert(1)</script>", "x\0y", "{n}", "AND OR"],
)
def test_whatever_is_watched_for_does_no_harm(site, words):
    page = call(site, f"/watch/new?{urlencode({'words': words})}")
    assert page.status in {200, 400}
    assert "<script>alert" not in page.text
    answer = sent(site, "/watch/add", words=words, kind="\0odd")
    assert answer.status in {303, 400}
    assert (answer.status == 400) == ("Name at least one word" in answer.text)
    assert call(site, "/watch").status == 200
    assert "<script>alert" not in call(site, "/watch").text


def test_what_is_not_there_is_not_watched(site):
    assert call(site, "/watch/new?story=story-none").status == 404
    assert sent(site, "/watch/add", story="story-none").status == 404
    assert sent(site, "/watch/add").status == 400
    for number in ("0", "-1", "9" * 40, "١", "1.5", "x"):
        assert call(site, f"/watch/{number}").status == 404
        assert sent(site, "/watch/remove", number=number).status == 404


@pytest.mark.parametrize(
    "mark", ["", "1", "1-", "1-zz", "1-00", f"7-{'0' * 32}", f"1-{'f' * 32}", "-", "1-\0"]
)
def test_marks_that_name_nothing_mark_nothing(site, path, mark):
    watch(path, "bread")
    add(path, "bread")
    assert sent(site, "/watch/seen", seen=mark).status == 303
    assert len(told(path)) == 1


def test_what_was_removed_or_purged_is_told_nowhere(site, path):
    watch(path, "bread")
    add(path, "bread")
    assert "Bakers" in call(site, "/watch").text
    with Library(path) as library:
        library.mark("bread", "removed", "its owner asked for it", now=LATER)
    for address in ("/watch", "/watch/1", "/watch/1/alerts.atom", "/api/watch/1"):
        assert "Bakers" not in call(site, address).text
    with Library(path) as library:
        library.purge("bread")
    files = b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert b"Bakers" not in files
    assert "0 alerts" in call(site, "/watch").text


def test_programs_are_given_the_same(site, path):
    watch(path, "bread")
    add(path, "bread")
    page, one = (json.loads(call(site, address).body) for address in ("/api/watch", "/api/watch/1"))
    assert page["watches"] == one["watches"]
    assert page["alerts"] == one["alerts"]
    [alert] = page["alerts"]
    assert (alert["kind"], alert["new"], alert["at"][:10]) == ("claim", True, "2031-03-14")
    feed = feedparser.parse(call(site, "/watch/1/alerts.atom").body)
    assert not feed.bozo
    [entry] = feed.entries
    assert entry.title == "New “Bakers of Merrow sent bread to the striking pilots on Monday”"
    assert entry.link == f"http://localhost/stories/{alert['story']}/claims/{alert['about']}"
    assert entry.updated.startswith("2031-03-14T12:00")


def test_pages_are_light_and_whole_for_those_who_hear_them(site, path):
    with Library(path) as library:
        for n in range(watches.WATCHES):
            library.watches.add(f"Monday {'ferry ' * 100 if n else ''}", now=BEGUN)
    add(path, "bread", "pier")
    page = call(site, "/watch")
    assert len(page.body) < 60_000
    names = ["".join(button.itertext()) for button in tree(page).iter("button")]
    assert len([name for name in names if name.startswith("Remove")]) == watches.WATCHES
    labelled = [one.tag for label in tree(page).iter("label") for one in label]
    assert labelled == ["select", "input"]
