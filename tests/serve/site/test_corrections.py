"""Corrections on the pages: asked for, made, shown on what they decide, undone; by plain forms."""

from dataclasses import replace
from urllib.parse import quote, urlencode

import html5lib
import pytest

from evaluation.caller import call
from firsthand.collect import articles
from firsthand.library import Library
from firsthand.records import Outlet
from firsthand.serve.site.application import application
from tests.serve.site.conftest import TEXTS

OTHER = """Council of Lindal raises the fees for moorings

LINDAL, Sept. 12, 2023 - The council of Lindal raised the fees for moorings by ten percent on Tuesday,
the treasurer, Ada Holm, said. Anglers protested before the town hall.
"""


@pytest.fixture
def path(tmp_path):
    with Library(tmp_path / "library.db") as library:
        texts = {**TEXTS, "fees": OTHER}
        library.add([articles.make(text, id=name) for name, text in texts.items()])
    return tmp_path / "library.db"


@pytest.fixture
def site(path):
    return application(path)


def _sent(site, address, fields):
    body = urlencode(fields, doseq=True).encode()
    return call(site, address, "POST", {"origin": "http://localhost"}, body)


def _forms(page):
    """Return what each form of a page would send, with the first of what is offered."""
    found = []
    for form in html5lib.parse(page.text, namespaceHTMLElements=False).iter("form"):
        fields = [
            (one.get("name"), one.get("value", ""))
            for one in form.iter("input")
            if one.get("type") not in {"radio", "checkbox"}
        ]
        choices = [one for one in form.iter("input") if one.get("type") in {"radio", "checkbox"}]
        fields += [(one.get("name"), one.get("value")) for one in choices[:1]]
        found.append((form.get("action"), [pair for pair in fields if pair[0]]))
    return dict(found)


def _stories(path):
    with Library(path) as library:
        return {h.id: h for h in library.stories()}


def _story_of(path, article):
    with Library(path) as library:
        return library.pages.article(article).story.id


def _links(page, words):
    tree = html5lib.parse(page.text, namespaceHTMLElements=False)
    return [a.get("href") for a in tree.iter("a") if "".join(a.itertext()).strip() == words]


def test_stories_are_merged_and_the_act_undone(site, path):
    before = len(_stories(path))
    story = _story_of(path, "herald")
    page = call(site, f"/stories/{story}")
    [ask] = _links(page, "join with another story")
    fields = _forms(call(site, ask))["/correct"]
    answer = _sent(site, "/correct", [*fields, ("who", "Ada Holm"), ("why", "the same week")])
    assert answer.status == 303
    assert len(_stories(path)) == before - 1
    shown = call(site, answer.headers["location"]).text
    assert "corrected by Ada Holm" in shown
    [address] = {
        a.get("href")
        for a in html5lib.parse(shown, namespaceHTMLElements=False).iter("a")
        if "".join(a.itertext()).startswith("corrected by")
    }
    history = call(site, address)
    assert "One story" in history.text
    assert "the same week" in history.text
    assert _sent(site, "/corrections/undo", _forms(history)["/corrections/undo"]).status == 303
    assert len(_stories(path)) == before
    assert "Undone by" in call(site, "/corrections").text
    assert "corrected by" not in call(site, f"/stories/{_story_of(path, 'herald')}").text


def test_a_report_of_another_event_is_split_off(site, path):
    story = _story_of(path, "herald")
    assert story == _story_of(path, "calder/post")
    [ask] = _links(call(site, f"/stories/{story}"), "take out reports of another event")
    fields = _forms(call(site, ask))["/correct"]
    assert ("act", "split") in fields
    assert _sent(site, "/correct", fields).status == 303
    assert _story_of(path, "herald") != _story_of(path, "calder/post")


def test_texts_are_parted(tmp_path):
    path = tmp_path / "library.db"
    wire = Outlet(name="Meridian Wire")
    with Library(path) as library:
        library.add([replace(articles.make(TEXTS["herald"], id="wire"), outlet=wire)])
        library.add([articles.make(TEXTS["calder/post"], id="post")])
    site = application(path)
    story = _story_of(path, "post")
    [ask] = _links(call(site, f"/stories/{story}"), "Not a copy?")
    assert _sent(site, "/correct", _forms(call(site, ask))["/correct"]).status == 303
    page = call(site, f"/stories/{story}")
    assert not _links(page, "Not a copy?")


def test_claims_are_joined(site, path):
    story = _story_of(path, "herald")
    with Library(path) as library:
        claim = library.story(story).stories[0].claims[0].id
        count = len(library.story(story).stories[0].claims)
    [ask] = _links(call(site, f"/stories/{story}/claims/{claim}"), "says the same as another claim")
    assert _sent(site, "/correct", _forms(call(site, ask))["/correct"]).status == 303
    with Library(path) as library:
        assert len(library.story(story).stories[0].claims) == count - 1
    assert "corrected by" in call(site, f"/stories/{story}/claims").text


def test_what_cannot_be_decided_is_said_in_the_form(site, path):
    story = _story_of(path, "herald")
    answer = _sent(site, "/correct", {"act": "merge", "name": ["herald", "calder/post"]})
    assert answer.status == 400
    assert 'role="alert"' in answer.text
    assert call(site, f"/correct?act=merge&name={story}").status == 200
    assert call(site, "/correct?act=burn&name=herald").status == 404
    assert call(site, "/correct?act=merge&name=nobody").status == 404
    assert _sent(site, "/corrections/undo", {"number": "x"}).status == 400
    assert _sent(site, "/corrections/undo", {"number": "77"}).status == 404


def test_nobody_else_corrects(path):
    public = application(path, public=True)
    story = _story_of(path, "herald")
    assert call(public, f"/correct?act=merge&name={story}").status == 403
    assert call(public, "/corrections").status == 403
    assert _sent(public, "/correct", {"act": "pin", "name": "herald"}).status == 403
    assert _sent(public, "/corrections/undo", {"number": "1"}).status == 403
    assert "/correct?" not in call(public, f"/stories/{story}").text


def test_a_name_is_remembered(site):
    answer = _sent(site, "/correct", {"act": "pin", "name": "herald", "who": "Ådne ; x"})
    cookie = answer.headers["set-cookie"].partition(";")[0]
    page = call(site, f"/correct?act=move&name={quote('herald')}", headers={"cookie": cookie})
    assert 'value="Ådne ; x"' in page.text
