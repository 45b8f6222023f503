"""What waits in a story is told while its readers look at what was told of it."""

import shutil
import time
from datetime import UTC, datetime, timedelta

import pytest

from evaluation.caller import call
from firsthand.collect import articles
from firsthand.library import Library
from firsthand.serve.site import joining
from firsthand.serve.site.application import application
from firsthand.serve.site.joining import Joiner
from firsthand.upkeep.telling import Patience

START = datetime(2031, 3, 3, 6, tzinfo=UTC)
SAID = "Der Frachter Linnea rammte am Montag das Schleusentor von Tarnholm, sagte Kapitän Arne Vik."


def article(number):
    return articles.make(
        f"{SAID} Das Blatt Nummer {number} aus Tarnholm meldete es.", id=f"linnea{number}",
        title="Frachter Linnea rammt Schleuse", language="de", seen=START + timedelta(hours=number),
    )  # fmt: skip


@pytest.fixture(scope="module")
def waiting(tmp_path_factory):
    """Return the path of a library with a story that waits to be told."""
    path = tmp_path_factory.mktemp("joining") / "library.db"
    with Library(path, patience=Patience(prompt=1, growth=1)) as library:
        for number in range(3):
            library.add([article(number)], now=START)
        assert library.stories()[0].waiting
    return path


def left(path):
    with Library(path) as library:
        return library.stories()[0].waiting


@pytest.fixture
def kept(waiting, tmp_path, monkeypatch):
    """A copy of that library, in which joining begins soon and takes no rest, and its story."""
    monkeypatch.setattr(joining, "REST", 0.0)
    monkeypatch.setattr(joining, "BEFORE", 0.3)
    path = tmp_path / "library.db"
    shutil.copy(waiting, path)
    with Library(path) as library:
        [story] = library.stories()
    return path, story


def test_a_page_says_what_waits_and_has_it_told(kept):
    path, story = kept
    reader = application(path)
    assert "Not joined yet: 2 reports" in call(reader, f"/stories/{story.id}").text
    for _ in range(600):
        if not left(path):
            break
        time.sleep(0.1)

    assert "Not joined yet" not in call(reader, f"/stories/{story.id}").text


def test_it_tells_each_story_that_is_asked_for_and_then_ends(kept):
    path, story = kept
    joiner = Joiner(path)
    joiner.ask("none")
    joiner.ask(story.id)
    joiner.ask(story.id)
    for _ in range(600):
        if not joiner._working:
            break
        time.sleep(0.1)

    assert not joiner._working
    assert not left(path)
    joiner.ask(story.id)  # begins again
