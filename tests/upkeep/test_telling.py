"""A large story waits until enough of it is new, and whoever needs it has it told first."""

import json
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from firsthand.collect import articles as collected
from firsthand.library import Library
from firsthand.store import changes
from firsthand.store.database import migrate, migrations
from firsthand.timeline.replay import Replay
from firsthand.upkeep import rounds, telling
from firsthand.upkeep.telling import Patience

START = datetime(2031, 3, 3, 6, tzinfo=UTC)
NOW = START + timedelta(days=2)
#: stories of more than two articles wait until a quarter is new
PATIENCE = Patience(prompt=2, growth=4)
SAID = (
    "Der Frachter Linnea rammte am Montag das Schleusentor von Tarnholm, sagte Kapitän Arne Vik.",
    "Die Kanalbehörde von Tarnholm schickte drei Taucher zur Linnea, teilte die Behörde mit.",
    "In der Schleuse von Tarnholm liegen 400 Tonnen Kies der Linnea, sagte Hafenmeisterin Ulla Brandt.",
    "Der Koch der Linnea schwamm in Tarnholm an Land, sagte Arne Vik.",
    "Das Schleusentor von Tarnholm wird wohl erst im Mai ersetzt, erklärte die Kanalbehörde.",
)


def article(number, *, dated=True):
    told = [SAID[(number + at) % len(SAID)] for at in range(3)]
    return collected.make(
        f"{' '.join(told)}\n\nDas meldete das Blatt Nummer {number} aus Tarnholm zur Linnea.",
        id=f"linnea{number:02}", title="Frachter Linnea rammt Schleuse von Tarnholm", language="de",
        outlet=f"Blatt {number}", url=f"https://blatt{number}.example/linnea",
        published=START + timedelta(hours=number) if dated else None,
        seen=START + timedelta(hours=number),
    )  # fmt: skip


@pytest.fixture
def library(tmp_path):
    with Library(tmp_path / "library.db", patience=PATIENCE) as library:
        yield library


@pytest.fixture(scope="module")
def nine(tmp_path_factory):
    """Return the path of a library of nine articles, the last of which waits."""
    path = tmp_path_factory.mktemp("telling") / "library.db"
    with Library(path, patience=PATIENCE) as library:
        assert add(library, *range(9)).waiting == 1
    return path


@pytest.fixture
def grown(nine, tmp_path):
    """Make a library of nine articles, the last of which waits."""
    shutil.copy(nine, tmp_path / "grown.db")
    with Library(tmp_path / "grown.db", patience=PATIENCE) as library:
        yield library


@pytest.fixture
def told(monkeypatch):
    """Count the tellings, each with how many articles the story has."""
    sizes, real = [], telling._told

    def told(sources, tools):
        sizes.append(len(sources.story.articles))
        return real(sources, tools)

    monkeypatch.setattr(telling, "_told", told)
    return sizes


def add(library, *numbers):
    for number in numbers:
        library.add([article(number)], now=NOW)
    [heading] = library.stories()
    return heading


def rebuilt(library, tmp_path):
    path = tmp_path / "fresh.db"
    library._database.back_up(path)
    with Library(path) as fresh:
        fresh.rebuild()
        return list(fresh.dump()), fresh.stories()


def test_a_story_is_told_when_a_part_of_it_is_new(library, told):
    add(library, *range(20))

    # 1 and 2 at once; then at 3, which is a quarter and more new, and so on by a third each
    assert told == [1, 2, 3, 4, 6, 8, 11, 15, 20]


def test_what_is_told_of_an_article_does_not_grow_with_the_story(library, told):
    add(library, *range(24))

    assert sum(told) <= 24 * (1 + PATIENCE.growth)


def test_lists_say_how_many_articles_wait(grown):
    [heading] = grown.stories()
    assert (heading.articles, heading.waiting, grown.pages.waiting(heading.id)) == (9, 1, 1)
    assert grown.pages.front()[0].waiting == 1
    assert grown.pages.headings([heading.id])[heading.id].waiting == 1
    assert grown.pages.outlines([heading.id])[heading.id].heading.waiting == 1
    assert grown.pages.article("linnea01").story.waiting == 0, "who asks for one has it told"


@pytest.mark.parametrize(
    "ask",
    [
        lambda library, story: library.story(story),
        lambda library, _: library.trace("linnea08"),
        lambda library, _: library.pages.article("linnea08"),
        lambda library, _: library.pages.claim(library.claims()[0].claim),
        lambda library, story: library.explain(story),
        lambda library, _: library.explain(library.claims()[0].claim),
        lambda library, _: list(library.dump()),
        lambda library, _: library.stories(replay=Replay(as_of=NOW)),
        lambda library, _: library.claims(replay=Replay(as_of=NOW)),
        lambda library, story: library.story(story, replay=Replay(as_of=NOW)),
        lambda library, story: library.catch_up(story),
        lambda library, _: library.collect(now=NOW),
        lambda library, _: library.doctor(),
        lambda library, _: library.rebuild(),
    ],
)
def test_whoever_needs_it_has_it_told(grown, ask):
    story = grown.stories()[0].id
    assert grown.pages.waiting(story) == 1
    ask(grown, story)

    assert grown.pages.waiting(story) == 0
    assert changes.waiting(grown._database) == []
    reporting = {
        report.article for c in grown.story(story).stories[0].claims for report in c.reports
    }
    assert "linnea08" in reporting


def test_lists_and_searches_tell_nothing(grown, told):
    before = list(told)
    grown.stories()
    grown.claims("Schleuse")
    assert grown.search("Nummer 8")[0].article == "linnea08", "it is found at once"

    assert told == before


def test_as_told_nothing_is_told_for_a_reader(grown, told):
    story = grown.stories()[0].id
    before = list(told)
    with Library(grown._database.path, as_told=True) as reader:
        [shown] = reader.story(story).stories
        reader.pages.article("linnea08")
        assert "linnea08" in shown.articles
        assert all(r.article != "linnea08" for claim in shown.claims for r in claim.reports)

    assert told == before


def test_what_waits_is_told_by_another_process_later(grown, tmp_path):
    story = grown.stories()[0].id
    grown.close()
    with Library(tmp_path / "grown.db", patience=PATIENCE) as later:
        assert later.pages.waiting(story) == 1
        later.add([article(9), article(10)], now=NOW)
        assert later.pages.waiting(story) == 0


@pytest.mark.parametrize("count", [3, 9])
def test_settled_it_is_what_a_rebuild_gives(library, tmp_path, count):
    add(library, *range(count))
    lines, headings = rebuilt(library, tmp_path)

    assert list(library.dump()) == lines
    assert [(h.articles, h.latest, h.title, h.waiting) for h in library.stories()] == [
        (h.articles, h.latest, h.title, 0) for h in headings
    ]


def test_dates_are_narrowed_before_a_story_is_told(grown, tmp_path):
    grown.add([article(9, dated=False)], now=NOW)
    add(grown, 10, 11, 12)
    lines, _ = rebuilt(grown, tmp_path)
    grown.catch_up()
    [undated] = [a for a in grown.story(grown.stories()[0].id).articles if a.id == "linnea09"]

    assert undated.published.origin == "story"
    assert list(grown.dump()) == lines


def test_another_wording_waits_too(grown, tmp_path):
    story = grown.stories()[0].id
    grown.catch_up(story)
    changed = article(4)
    words = changed.text.replace("drei Taucher", "vier Taucher")
    grown.add([collected.make(
        words, id=changed.id, title=changed.title, language="de", outlet="Blatt 4", url=changed.url,
        published=START + timedelta(hours=4), seen=START + timedelta(hours=4),
    )], now=NOW)  # fmt: skip

    assert grown.pages.waiting(story) == 1
    assert list(grown.dump()) == rebuilt(grown, tmp_path)[0]


def test_a_purge_leaves_nothing_that_waits(grown):
    story = grown.stories()[0].id
    grown.purge("linnea03")

    assert grown.pages.waiting(story) == 0
    rows = grown._database._connection.execute("select record from claim").fetchall()
    assert rows
    assert not any("linnea03" in row[0] for row in rows)


def test_a_purge_that_was_cut_off_is_told_at_once_by_whoever_comes(grown, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(rounds, "settle", lambda *_, **__: None)
        grown.purge("linnea03")
    assert changes.at_once(grown._database)
    grown.add([article(20)], now=NOW)

    rows = grown._database._connection.execute("select record from claim").fetchall()
    assert not any("linnea03" in row[0] for row in rows)


@pytest.mark.parametrize("gone", ["purge", "removed"])
def test_stories_that_have_words_from_what_is_gone_are_told_at_once(grown, gone, monkeypatch):
    """What a large story tells of its lineage holds words of texts that stand in other stories."""
    grown.correct("split", "linnea00", why="another ship")
    database = grown._database
    [heading] = [one for one in grown.stories() if one.articles > PATIENCE.prompt]
    story = database.one("story_named", id=heading.id)["number"]
    links = "select article from descent where links like '%linnea00%'"
    assert database._connection.execute(links).fetchall()
    with monkeypatch.context() as patched:
        patched.setattr(rounds, "settle", lambda *_, **__: None)
        if gone == "purge":
            grown.purge("linnea00")
        else:
            grown.mark("linnea00", "removed", "asked", now=NOW)
    assert changes.is_due(database, "tell", story)
    rounds.settle(database, patience=PATIENCE)

    assert not database._connection.execute(links).fetchall()


def test_acts_and_marks_are_told_at_once(grown, told):
    story = grown.stories()[0].id
    grown.correct("split", "linnea03", why="another ship")
    assert grown.pages.waiting(story) == 0
    assert told[-2:] in ([1, 8], [8, 1])
    before = len(told)
    grown.add([article(9)], now=NOW)
    assert max(told[before:], default=0) <= PATIENCE.prompt, "only the small one beside it"
    before = len(told)
    grown.mark("linnea01", "corrected", "the captain's name", now=NOW)
    assert 9 in told[before:]


def test_a_story_that_cannot_be_told_is_set_aside_and_does_not_come_again(library, monkeypatch):
    story = add(library, *range(8)).id

    def fail(*_):
        raise ArithmeticError("no sum")

    with monkeypatch.context() as patched:
        patched.setattr(telling, "_told", fail)
        library.add([article(8), article(9)], now=NOW)
        [failure] = library.doctor().quarantined
    assert (failure.stage, failure.subject) == ("tell", story)
    assert library.doctor(replay=True).quarantined == ()
    assert library.pages.waiting(story) == 0


def test_dates_that_cannot_be_narrowed_are_set_aside_under_their_story(library, monkeypatch):
    def fail(*_):
        raise ArithmeticError("no day")

    with monkeypatch.context() as patched:
        patched.setattr("firsthand.stories.narrow.narrow", fail)
        story = add(library, 0).id
    [failure] = library.doctor().quarantined
    assert (failure.stage, failure.subject) == ("narrow", story)
    assert library.doctor(replay=True).quarantined == ()


def test_an_article_placed_while_its_story_is_told_is_narrowed_all_the_same(library):
    """What is placed after the dates were narrowed keeps the story due."""
    add(library, *range(4))
    database = library._database
    [number] = [row["number"] for row in database.all("all_stories")]
    with database.writing():
        changes.mark(database, "tell", [number])
        # another process placed an article, whose story another one tells just now
        changes.mark(database, "narrow", [number])
        changes.mark(database, "join", [number])
    telling.tell(database, rounds.owned(database))

    assert changes.waiting(database) == [number]


def test_others_may_write_while_a_story_is_told(grown, monkeypatch, tmp_path):
    """What they write is told with it, as the story is told once more with the lock held."""
    story, real, sizes = grown.stories()[0].id, telling._told, []

    def told(sources, tools):
        sizes.append(len(sources.story.articles))
        if len(sizes) == 1:
            with Library(grown._database.path) as other, monkeypatch.context() as patched:
                patched.setattr(telling, "_told", real)
                other.purge("linnea03")
        return real(sources, tools)

    monkeypatch.setattr(telling, "_told", told)
    grown.catch_up(story)

    assert sizes == [9, 8]
    assert "linnea03" not in json.dumps(grown.story(story).to_json())
    rows = grown._database._connection.execute("select record from claim").fetchall()
    assert not any("linnea03" in row[0] for row in rows)
    assert list(grown.dump()) == rebuilt(grown, tmp_path)[0]


def test_a_story_that_is_gone_does_not_wait_for_ever(library):
    with library._database.writing():
        changes.mark(library._database, "join", [77])
        changes.mark(library._database, "narrow", [77])
    library.add([article(0)], now=NOW)

    assert library.doctor().pending == {}


def test_in_a_library_of_before_nothing_waits():
    at = next(at for at, one in enumerate(migrations()) if "membership_waiting" in one)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as older:
        migrate(older, migrations()[:at])
        older.executescript(
            "insert into article (number, id, appeared, added) values (1, 'a', '', '');"
            "insert into story (number, id, told) values (2, 's', '{}');"
            "insert into membership (article, story) values (1, 2);"
        )
        migrate(older)
        assert older.execute("select joined from membership").fetchall() == [(1,)]
