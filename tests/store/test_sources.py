"""Sources, their turns at hosts, and what migrating an older library does to them."""

import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from firsthand.store import database as stored
from firsthand.store import sources
from firsthand.store.database import Database, migrate, migrations

NOW = datetime(2031, 3, 4, 12, tzinfo=UTC)
PAUSE = timedelta(seconds=5)


@pytest.fixture
def database(tmp_path):
    found = Database(tmp_path / "library.db")
    yield found
    found.close()


def test_a_source_is_kept_once(database):
    first = sources.add(database, "https://o.example/feed", kind="feed", now=NOW, title="O")
    assert sources.add(database, "https://o.example/feed", kind="feed", now=NOW) is None
    [one] = sources.everything(database)
    assert (one.number, one.title, one.articles, one.former) == (first, "O", 0, ())
    assert [row["number"] for row in sources.find(database, "o")] == [first]
    assert [row["number"] for row in sources.find(database, "https://o.example/feed")] == [first]


def test_turns_are_shared_by_all_connections(database, tmp_path):
    other = Database(tmp_path / "library.db")
    assert sources.turns(database, ["a", "b"], NOW, PAUSE) == {}
    later = NOW + timedelta(seconds=2)
    assert sources.turns(other, ["a", "c"], later, PAUSE) == {"a": 3.0}
    assert sources.turns(other, ["a"], NOW + PAUSE, PAUSE) == {}


def test_a_longer_pause_holds(database):
    sources.turns(database, ["a"], NOW, PAUSE)
    sources.hold(database, "a", NOW + timedelta(minutes=1))
    sources.hold(database, "a", NOW + timedelta(seconds=1))
    assert sources.turns(database, ["a"], NOW + PAUSE, PAUSE) == {"a": 55.0}


def test_a_source_of_an_older_library_is_due(tmp_path):
    path = tmp_path / "library.db"
    old = sqlite3.connect(path, isolation_level=None)
    migrate(old, migrations()[:1])
    old.execute(
        "insert into source (address, kind, added, due) values ('https://o.example/', 'feed', '', '')"
    )
    old.execute(f"pragma application_id = {stored.APPLICATION}")
    old.close()
    [row] = sources.due(Database(path), NOW)
    assert (row["every"], row["candidates"]) == (1_800.0, "[]")


def test_a_clock_that_was_wrong_puts_nothing_off_for_ever(database):
    ahead = NOW + timedelta(days=366)
    sources.add(database, "https://o.example/feed", kind="feed", now=ahead)
    sources.turns(database, ["a"], ahead, PAUSE)
    [row] = sources.due(database, NOW)
    assert sources.is_due(database, row["number"], NOW)
    assert sources.turns(database, ["a"], NOW, PAUSE) == {}


def test_who_has_waited_longest_is_asked_first(database):
    with database.writing():
        for hours in (2, 5, 1):
            sources.add(
                database, f"https://{hours}.example/", kind="feed", now=NOW - timedelta(hours=hours)
            )
    waiting = [row["address"] for row in sources.due(database, NOW)]
    assert waiting == [f"https://{hours}.example/" for hours in (5, 2, 1)]
