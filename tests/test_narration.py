"""Telling a story."""

import gc

import pytest

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
