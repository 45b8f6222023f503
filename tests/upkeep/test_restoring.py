"""What was purged after a backup stays purged in what is restored from it."""

import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

import firsthand
from firsthand.library import Library, restore
from firsthand.store import shelf

NOW = datetime(2031, 3, 4, 12, tzinfo=UTC)
LATER = NOW + timedelta(days=3)
LAMP = "The lamp of Ulvering failed twice on Monday, lighthouse keeper Agda Brinkhoff said."
BOATS = "Harbour pilots of Merrow went on strike for better boats, their union said on Monday."


def article(name, text=LAMP, **known):
    return firsthand.article(
        text, id=name, published="2031-03-04", language="en",
        **{"title": f"News of {name}", "url": f"https://ulvering.example/{name}"} | known,
    )  # fmt: skip


@pytest.fixture
def kept(tmp_path):
    """Return a library and the path of a backup of it."""
    with Library(tmp_path / "library.db") as library:
        library.add([article("lamp"), article("boats", BOATS)], now=NOW)
        library.backup(tmp_path / "backup.db")
        yield library, tmp_path / "backup.db"


def names(path):
    with Library(path) as library:
        return {one.article for word in ("lamp", "boats") for one in library.search(word)}


def test_what_is_no_backup_is_refused_by_its_name(tmp_path):
    with Library(tmp_path / "newer.db"):
        pass
    newer = sqlite3.connect(tmp_path / "newer.db")
    newer.execute("pragma user_version = 999")
    newer.close()
    (tmp_path / "nothing.db").touch()
    for name, why in (("newer.db", "newer.db was written by a newer"), ("nothing.db", "is empty")):
        with pytest.raises(firsthand.LibraryError, match=why):
            restore(tmp_path / name, tmp_path / "restored.db")
        assert not (tmp_path / "restored.db").exists()


@pytest.mark.parametrize("end", ["-wal", "-journal"])
def test_the_log_of_a_library_that_is_gone_gets_into_none(kept, tmp_path, end):
    """SQLite would take it for that of the file which comes into its place."""
    library, backup = kept
    left = tmp_path / f"other.db{end}"
    left.write_bytes((tmp_path / "library.db-wal").read_bytes())
    for refused in (
        lambda: restore(backup, tmp_path / "other.db"),
        lambda: library.backup(tmp_path / "other.db"),
    ):
        with pytest.raises(firsthand.LibraryError, match=f"other.db{end} exists"):
            refused()
    assert not (tmp_path / "other.db").exists()
    left.unlink()
    restore(backup, tmp_path / "other.db")
    assert names(tmp_path / "other.db") == {"lamp", "boats"}


def test_what_was_purged_after_a_backup_is_not_restored(kept, tmp_path):
    library, backup = kept
    library.purge("lamp", now=LATER)
    folder = tmp_path / "new"
    done = restore(backup, folder / "restored.db", purged=tmp_path / "library.db")

    assert (done.until[:10], done.purged) == ("2031-03-04", ("lamp",))
    left = b"".join(file.read_bytes() for file in folder.iterdir())
    assert b"Brinkhoff" not in left
    assert b"Merrow" in left
    with Library(folder / "restored.db") as restored:
        assert restored._database.all("pending") == []
        assert restored.doctor(compare=True).differences == ()
        assert "purged on 2031-03-07" in restored.add(article("lamp")).refused[0].reason
        assert list(restored.dump()) == list(library.dump())


def test_a_restored_library_without_the_old_one_says_what_it_does_not_know(kept, tmp_path):
    library, backup = kept
    library.purge("lamp", now=LATER)

    assert restore(backup, tmp_path / "restored.db").purged is None
    assert names(tmp_path / "restored.db") == {"lamp", "boats"}


def test_a_wording_that_came_after_the_backup_stays_out_too(kept, tmp_path):
    library, backup = kept
    library.add(article("lamp", LAMP + " It is forty years old."), now=LATER)
    library.purge("lamp", now=LATER)

    assert restore(backup, tmp_path / "new.db", purged=tmp_path / "library.db").purged == ("lamp",)
    with Library(tmp_path / "new.db") as restored:
        newer = article("moved", LAMP + " It is forty years old.", title="News of lamp")
        assert restored.add(newer, now=LATER).refused


def test_what_was_taken_in_again_is_kept(tmp_path):
    path, backup = tmp_path / "library.db", tmp_path / "backup.db"
    with Library(path) as library:
        library.add([article("lamp"), article("boats", BOATS)], now=NOW)
        library.purge("lamp", now=NOW)
        library.add(article("lamp"), now=NOW, again=True)
        library.backup(backup)
        library.purge("boats", now=LATER)
        library.add(article("boats", BOATS), now=LATER, again=True)

    assert restore(backup, tmp_path / "new.db", purged=path).purged == ()
    assert names(tmp_path / "new.db") == {"lamp", "boats"}


def test_what_was_buried_before_the_backup_takes_nothing_out_of_it(kept, tmp_path):
    library, _ = kept
    # a name that leads to an article although something else was purged under it
    library._database.many("add_name", [("url https://ulvering.example/old", 1)])
    shelf.bury(library._database, ["url https://ulvering.example/old"], NOW)
    library.backup(tmp_path / "second.db")
    done = restore(tmp_path / "second.db", tmp_path / "new.db", purged=tmp_path / "library.db")
    assert done.purged == ()


def test_an_old_library_that_tells_nothing_is_refused_and_nothing_is_left(kept, tmp_path):
    _, backup = kept
    (tmp_path / "letter.txt").write_text("Dear library, " * 100, encoding="utf-8")
    (tmp_path / "empty.db").touch()
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("create table tombstone (hash blob, purged text)")
    other.close()

    before = {file.name for file in tmp_path.iterdir()}
    for name in ("letter.txt", "empty.db", "other.db", "nothing.db", "."):
        with pytest.raises(firsthand.LibraryError, match=r"on 2031-03-04\) cannot be known"):
            restore(backup, tmp_path / "restored.db", purged=tmp_path / name)
    assert {file.name for file in tmp_path.iterdir()} == before
