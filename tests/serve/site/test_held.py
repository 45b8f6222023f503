"""Stories that are held: read once for all pages, and never shown from there when they changed."""

from datetime import UTC, datetime, timedelta

import pytest

from firsthand.collect import articles
from firsthand.library import Library, noting
from firsthand.serve.site import held
from firsthand.serve.site.desk import Desk

NOW = datetime(2031, 3, 4, 12, tzinfo=UTC)


@pytest.fixture
def path(tmp_path, shelf):
    with Library(shelf) as library:
        library.backup(tmp_path / "library.db")
    return tmp_path / "library.db"


@pytest.fixture
def story(path):
    with Library(path) as library:
        return library.stories()[0].id


class Clock:
    time = NOW

    def __call__(self):
        return self.time


def test_a_story_is_read_once_until_something_of_it_changes(path, story):
    desk = Desk(path, clock=Clock())
    first = desk.reading(story)
    assert desk.reading(story) is first
    with Library(path) as other:
        other.add([articles.make("A tram left the rails in Osk, the operator said.", id="tram")])
    assert desk.reading(story) is first
    with Library(path) as other:
        other.mark("herald", "removed", "its owner asked for it")
    changed = desk.reading(story)
    assert changed is not first
    assert not any(a.text.strip() for a in changed.articles if a.id == "herald")


@pytest.mark.parametrize(("public", "longest"), [(False, held.LONGEST), (True, held.PUBLIC)])
def test_a_story_is_held_for_a_while(path, story, public, longest):
    clock = Clock()
    desk = Desk(path, clock=clock, public=public)
    first = desk.reading(story)
    clock.time = NOW + longest - timedelta(seconds=1)
    assert desk.reading(story) is first
    clock.time = NOW + longest
    assert desk.reading(story) is not first


def test_whoever_takes_notes_has_those_of_what_is_held(path, story):
    desk = Desk(path, clock=Clock())
    desk.reading(story)
    with noting() as notes:
        desk.reading(story)
    assert desk.library.pages.stands(notes)
    with Library(path) as other:
        other.purge("herald")
    assert not desk.library.pages.stands(notes)


def test_not_too_many_are_held(path, story, monkeypatch):
    with Library(path) as library:
        library.add([articles.make("A tram left the rails in Osk, its operator said.", id="tram")])
        other = library.pages.article("tram").story.id
    monkeypatch.setattr(held, "MOST_REPORTS", 1)
    desk = Desk(path, clock=Clock())
    first = desk.reading(story)
    desk.reading(other)
    assert desk.reading(story) is not first
