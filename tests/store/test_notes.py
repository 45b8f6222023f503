"""An answer that was kept is known to be stale as soon as it is, whoever wrote."""

import pytest

from firsthand.collect import articles
from firsthand.store import search, shelf
from firsthand.store.database import Database
from firsthand.store.notes import Notes, noting, recall
from firsthand.store.shelf import Seen


@pytest.fixture
def path(tmp_path, now):
    database = Database(tmp_path / "library.db")
    for name in ("ferry", "quay"):
        shelf.begin(database, articles.make(f"On the {name}.", id=name), Seen(at=now, place="x"))
    database.close()
    return tmp_path / "library.db"


@pytest.fixture
def database(path):
    return Database(path)


def title(database, name):
    return database.one("current_version", shelf.number_of(database, name))["text"]


def read(database, name="ferry") -> Notes:
    with noting() as notes:
        title(database, name)
    return notes


def revise(database, name, now):
    article = articles.make(f"More on the {name}.", id=name)
    with database.writing():
        shelf.revise(database, shelf.number_of(database, name), article, Seen(at=now, place="x"))


def test_an_answer_stands_until_what_it_was_read_from_is_written(path, database, now):
    notes, other = read(database), Database(path)

    assert notes.stand(database)
    assert notes.stand(other)
    revise(other, "quay", now)
    assert notes.stand(database)
    revise(other, "ferry", now)
    assert not notes.stand(database)
    assert not notes.stand(other)


def test_what_the_same_connection_writes_counts_too(database, now):
    notes = read(database)
    assert notes.stand(database)

    revise(database, "ferry", now)

    assert not notes.stand(database)


def test_what_several_answers_rest_on_is_read_again_once(database, now, monkeypatch):
    below = read(database)
    above = []
    for _ in range(3):
        with noting() as notes:
            recall(below)
        above.append(notes)
    revise(database, "quay", now)
    asked = []
    rows = Database.rows

    def counted(self, name, values, *, first):
        asked.append(name)
        return rows(self, name, values, first=first)

    monkeypatch.setattr(Database, "rows", counted)
    assert all(notes.stand(database) for notes in above)
    assert asked.count("current_version") == 1
    revise(database, "ferry", now)
    assert not any(notes.stand(database) for notes in above)


def test_words_that_a_search_found_fall_with_their_text(database, now):
    with noting() as notes:
        [hit] = search.articles(database, "quay", most=5)
    assert hit.words == "On the quay."
    assert notes.stand(database)

    number = shelf.number_of(database, "quay")
    with database.writing():
        database.do("delete_article", number)
    shelf.begin(database, articles.make("By the quay.", id="quay"), Seen(at=now, place="x"))

    assert shelf.number_of(database, "quay") == number  # all but the text is as it was
    assert not notes.stand(database)


def test_what_is_written_back_stands_again(path, database, now):
    notes, other = read(database), Database(path)
    number = shelf.number_of(other, "ferry")
    with other.writing():
        other.do("set_status", article=number, status="retracted")
    assert notes.stand(database)  # its status was not read
    with other.writing():
        other.do("supersede", number)
    assert not notes.stand(database)


def test_one_that_is_gone_and_one_that_comes_are_seen(path, database, now):
    there = read(database)
    with noting() as missing:
        assert database.one("id_taken", "harbour") is None
    other = Database(path)
    with other.writing():
        shelf.begin(other, articles.make("A harbour.", id="harbour"), Seen(at=now, place="x"))

    assert there.stand(database)
    assert not missing.stand(database)
    with other.writing():
        other.do("delete_article", shelf.number_of(other, "ferry"))
    assert not there.stand(database)


def test_an_answer_that_wrote_never_stands(database, now):
    with noting() as notes:
        revise(database, "ferry", now)
    assert not notes.whole
    assert not notes.stand(database)


def test_notes_are_taken_of_nothing_outside(database):
    notes = read(database)
    before = notes.stand(database), notes.whole
    title(database, "quay")
    with database.writing():
        pass
    assert (notes.stand(database), notes.whole) == before == (True, True)
