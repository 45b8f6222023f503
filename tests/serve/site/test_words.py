"""Whose words an answer holds: on every route, of what may be shown and of nothing else."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from evaluation.caller import call
from firsthand.collect import articles
from firsthand.library import Library
from firsthand.records import Outlet
from firsthand.serve import rights
from firsthand.serve.site.application import application, routes

#: each sentence of these has a word that stands nowhere else
KEPT = """Wabbelkind fog, everywhere. The dredger Otter sank off Lindal on Monday, the pilot Ines Moll said.

It lies on the drobnarist bank. "Nobody was hurt in the fenwirrel," Moll said. Its owner, the Calder
company, denied that the pump had been kantostrim for weeks. The harbour master likely closed the
olbringer channel on Tuesday, according to the coastguard. Two tugs called Vepplin came at noon.
The wreck is 40 metres long and quarzimund. Local media reported that divers found the trelbauch bell.
Work may begin as soon as Friday, the company said, if the slorevin holds.
"""
OLD = KEPT.replace(
    "Two tugs called Vepplin came at noon", "Three tugs called Murgensot came at noon"
)
GONE = """Dredger Otter sinks in brumswick

Wabbelkind fog, everywhere. The dredger Otter sank off Lindal on Monday, the pilot Ines Moll said. It
lies on the hastrovel bank. "Nobody was hurt in the fenwirrel," Moll said, jolmenter.
"""
#: a feed that is made for one subscriber
FEED = "https://reader.example/feed?key=pfefferling"
OF_GONE = {"brumswick", "hastrovel", "jolmenter"}
QUERIES = {
    "search": [f"?in={kind}&q={word}" for word in ("Otter", "weather", "pump", "tugs", "metres", "bell")
               for kind in ("articles", "claims", "stories")],
    "correct": ["?act=merge&name=gone", "?act=not-a-copy&name=gone&name=untitled", "?act=pin&name=gone:0-40"],
    "corrections": ["", "?name=gone"],
    "new": ["?words=Otter", "?words=bell&kind=claim"],
    "search.atom": ["?q=Otter"],
    "search.json": ["?q=Otter"],
    "search.csv": [f"?in={kind}&q=Otter" for kind in ("articles", "claims", "stories")],
    "ask": ["", "?text=Divers+found+the+bell.", "?text=The+pump+had+not+worked+for+weeks."],
}  # fmt: skip
STRANGE = {
    "wabbelkind", "drobnarist", "fenwirrel", "kantostrim", "olbringer", "vepplin", "murgensot",
    "quarzimund", "trelbauch", "slorevin",
}  # fmt: skip


@pytest.fixture(scope="module")
def guarded(tmp_path_factory):
    """Return a library with a text in two versions, one that copies it, one that was removed."""
    folder = tmp_path_factory.mktemp("words")
    house = Outlet(name="Calder Herald", domain=None, owner=None)
    with Library(folder / "library.db") as library:
        for text in (OLD, KEPT):
            (folder / "herald.txt").write_text(f"Dredger Otter sinks\n\n{text}")
            library.add(folder / "herald.txt")
        name = library.search("Otter")[0].article
        made = articles.make(KEPT, id="untitled")
        library.add([replace(made, outlet=house, title=None, source=FEED)])
        library.sources.add(FEED, now=datetime(2031, 5, 9, tzinfo=UTC))
        library.add([articles.make(GONE, id="gone")])
        library.watches.add("Otter", now=datetime.now(UTC))
        library.mark("gone", "removed", "its owner asked for it: “brumswick”")
    return folder / "library.db", name, folder


@pytest.fixture(scope="module")
def answers(guarded):
    """Return what every route answers, by whether others can see it, route and address."""
    path, name, _ = guarded
    found = {}
    with Library(path) as library:
        story = library.pages.article(name).story.id
        claims = [claim.id for claim in library.story(story).stories[0].claims]
    given = {"story": story, "outlet": "Calder Herald", "request": "1"}
    for public in (False, True):
        app = application(path, public=public)
        for route in routes():
            if "GET" not in route.methods:
                continue
            for article in (name, "untitled", "gone") if "{article" in route.path else ("",):
                for claim in claims[:4] if "{claim" in route.path else ("",):
                    places = {**given, "watch": "1", "article": article, "claim": claim}
                    plain = re.sub(r":path", "", route.path).format(**places)
                    for query in QUERIES.get(route.path.split("/")[-1], [""]):
                        found[public, route.path, plain + query] = _unpacked(
                            call(app, plain + query)
                        )
    return found


def _unpacked(answer):
    if answer.headers.get("content-type") != "application/zip":
        return answer.text
    archive = zipfile.ZipFile(io.BytesIO(answer.body))
    return "\n".join(archive.read(name).decode() for name in archive.namelist())


def _strange(text):
    return set(re.findall(r"[a-z]+", text.lower())) & (STRANGE | OF_GONE)


@pytest.fixture(scope="module")
def allowed(guarded):
    path, name, _ = guarded
    with Library(path) as library:
        reading = library.story(library.pages.article(name).story.id)
    limited = rights.limit(reading, public=True)
    return set().union(*(_strange(article.text) for article in limited.articles))


def test_some_words_are_shown_and_some_are_not(allowed):
    assert allowed
    assert STRANGE - allowed - OF_GONE


def test_in_public_no_words_but_those_that_carry_claims(answers, allowed):
    for (public, _, address), text in answers.items():
        if public:
            assert _strange(text) <= allowed, address


def test_no_word_of_what_was_removed_is_shown_to_anybody(answers):
    for (_, _, address), text in answers.items():
        assert not _strange(text) & OF_GONE, address


def test_in_public_nobody_learns_where_files_lie(answers, guarded):
    for (public, _, address), text in answers.items():
        if public:
            assert str(guarded[2]) not in text, address


def test_in_public_nobody_learns_the_key_of_a_subscriber(answers):
    for (public, _, address), text in answers.items():
        assert not public or "pfefferling" not in text, address
    assert "https://reader.example/feed<" in answers[True, "/sources", "/sources"]
    assert "pfefferling" in answers[False, "/sources", "/sources"]


def test_alone_everything_else_is_there(answers):
    shown = set().union(*(_strange(text) for (public, _, _), text in answers.items() if not public))
    assert shown >= STRANGE


def test_a_public_story_leads_to_its_owner_instead_of_showing_blanks(answers):
    for (public, route, address), text in answers.items():
        if public and "text/html" not in address and route.startswith("/stories/{story}"):
            assert not re.search(r"<q [^>]*>\s*</q>", text), address
            assert not re.search(r'<p class="w"[^>]*>[^<]*(  |\s*</p>)', text), address
