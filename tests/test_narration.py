"""Telling a story."""

import gc

import pytest

import firsthand
from firsthand import narration
from firsthand.lineage.trace import Lineage
from firsthand.records import Article, Story


@pytest.mark.parametrize("enabled", [True, False])
@pytest.mark.parametrize("known", [True, False])
def test_garbage_is_collected_afterwards_as_before(enabled, known):
    """A story whose articles are not there is not told, and must not end collecting either."""
    article = Article(id="a", source="made up", text="The ferry sank off Port Ash.", language="en")
    story = Story(id="s", articles=("a",), title=("a", "Ferry sinks"))
    articles, reports = ({"a": article}, {"a": []}) if known else ({}, {})
    (gc.enable if enabled else gc.disable)()
    try:
        if known:
            assert (
                narration.tell_story(story, articles, reports, Lineage([article]), None).id == "s"
            )
        else:
            with pytest.raises(KeyError):
                narration.tell_story(story, articles, reports, Lineage([article]), None)
        assert gc.isenabled() == enabled
    finally:
        gc.enable()


@pytest.mark.parametrize(
    ("done", "read"), [("The council raised the toll", False), ("The council met", True)]
)
def test_what_is_due_is_read_only_beside_what_tells_of_the_same_deed(done, read, monkeypatch):
    """Reading all reports of two stories takes longer than all else that a page of one needs."""
    prepared = []
    prepare = narration.prepare
    monkeypatch.setattr(
        narration, "prepare", lambda *of, **among: prepared.append(of) or prepare(*of, **among)
    )
    told = [
        firsthand.article(f"{words}, the mayor said.", id=name, published=f"2031-05-{day:02}T08:00Z")
        for name, words, day in (
            ("plan", "The council will meet on Thursday", 5),
            ("done", f"{done} on Thursday", 9),
        )
    ]  # fmt: skip
    ahead, later = (firsthand.read([article]).stories[0] for article in told)
    assert any(claim.expectation for claim in ahead.claims)
    narration.settle(ahead, [later], {article.id: article for article in told})
    assert bool(prepared) is read
