"""The file: its schema, its locks, its refusals, its copies."""

import errno
import random
import sqlite3
import subprocess
import sys
from contextlib import ExitStack, closing, suppress

import pytest

from firsthand.errors import LibraryError
from firsthand.store import copies, files
from firsthand.store.database import APPLICATION, Database, migrate, migrations, statements


@pytest.fixture
def connect():
    """Return how to open a file of SQLite that is closed after the test."""
    with ExitStack() as opened:

        def connect(path):
            return opened.enter_context(closing(sqlite3.connect(path, isolation_level=None)))

        yield connect


def restore(backup, path):
    with copies.restoring(backup, path):
        pass


def schema(connection):
    return connection.execute("select type, name, sql from sqlite_schema order by name").fetchall()


def test_migrated_step_by_step_equals_fresh(tmp_path, connect):
    fresh = connect(tmp_path / "fresh.db")
    stepped = connect(tmp_path / "stepped.db")

    migrate(fresh)
    for count in range(1, len(migrations()) + 1):
        migrate(stepped, migrations()[:count])

    assert schema(stepped) == schema(fresh)
    assert stepped.execute("pragma user_version").fetchone() == (len(migrations()),)


def test_a_migration_that_fails_leaves_what_was_there(tmp_path, connect):
    connection = connect(tmp_path / "library.db")
    migrate(connection)
    before = schema(connection)

    with pytest.raises(sqlite3.OperationalError):
        migrate(connection, (*migrations(), "create table more (x integer) strict;\nnonsense;"))

    assert schema(connection) == before
    assert connection.execute("pragma user_version").fetchone() == (len(migrations()),)


def test_every_table_is_strict(tmp_path, connect):
    connection = connect(tmp_path / "library.db")
    migrate(connection)

    loose = connection.execute(
        "select name from pragma_table_list where schema = 'main' and type = 'table' and not strict"
        " and name not like 'sqlite_%'"
    ).fetchall()
    assert loose == []


def test_every_statement_can_be_prepared(tmp_path, connect):
    Database(tmp_path / "library.db").close()
    connection = connect(tmp_path / "library.db")

    for words in statements().values():
        # it only lacks its values
        with suppress(sqlite3.ProgrammingError):
            connection.execute(f"explain {words}")


def test_a_newer_schema_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "library.db"
    Database(path).close()
    newer = sqlite3.connect(path)
    newer.execute(f"pragma user_version = {len(migrations()) + 1}")
    newer.close()

    with pytest.raises(LibraryError, match="newer firsthand"):
        Database(path)


def test_a_process_of_an_older_program_writes_no_more_once_the_file_is_of_a_newer_one(tmp_path):
    path = tmp_path / "library.db"
    with closing(Database(path)) as older:
        with older.writing():
            older.do("set_robots", origin="a", rules="", until="")
        newer = sqlite3.connect(path)
        newer.execute(f"pragma user_version = {len(migrations()) + 1}")
        newer.close()

        for _ in range(2):
            with pytest.raises(LibraryError, match="newer firsthand"), older.writing():
                older.do("set_robots", origin="b", rules="", until="")
        assert older.one("robots", origin="b", now="") is None


def test_other_files_are_refused(tmp_path):
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("create table notes (words text)")
    other.close()
    (tmp_path / "letter.txt").write_text("Dear library, " * 100, encoding="utf-8")
    (tmp_path / "empty.db").touch()

    for name, why in (
        ("other.db", "not a firsthand library"),
        ("letter.txt", "not a database"),
        (".", "is a folder"),
    ):
        with pytest.raises(LibraryError, match=why):
            Database(tmp_path / name)
    for name, why in (("none.db", "there is no library"), ("empty.db", "is empty")):
        with pytest.raises(LibraryError, match=why):
            Database(tmp_path / name, create=False)
    assert (tmp_path / "letter.txt").read_text(encoding="utf-8").startswith("Dear library")


def test_what_fails_half_way_is_not_kept(tmp_path):
    database = Database(tmp_path / "library.db")

    def fail():
        with database.writing():
            database.do("mark_changed", "place", 1)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    assert database.all("pending") == []


def test_a_damaged_file_is_noticed(tmp_path):
    path = tmp_path / "library.db"
    database = Database(path)
    with database.writing():
        database.many("mark_changed", [("place", number) for number in range(20_000)])
    database.forget()
    database.close()
    content = bytearray(path.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 4096] = b"\x55" * 4096
    path.write_bytes(content)

    try:
        problems = Database(path).problems()
    except LibraryError as error:
        problems = [str(error)]
    assert problems


def test_what_refers_to_nothing_is_noticed(tmp_path):
    path = tmp_path / "library.db"
    Database(path).close()
    raw = sqlite3.connect(path)  # references are not held to, unless a connection asks for it
    raw.execute("insert into mark (article, status, why, seen) values (7, 'gone', 'x', '2031')")
    raw.commit()
    raw.close()

    assert Database(path).problems() == ["a row of mark refers to a missing row of article"]


WRITER = """
import sys
from firsthand.store.database import Database
database = Database(sys.argv[1])
for number in range(100):
    with database.writing():
        # reads first, then writes: the order in which a late lock would fail
        database.all("pending")
        database.do("mark_changed", sys.argv[2], number)
"""


def test_two_processes_that_write_at_once_lose_nothing(tmp_path):
    path = tmp_path / "library.db"
    Database(path).close()
    both = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(path), stage], stderr=subprocess.PIPE)
        for stage in ("place", "read")
    ]

    assert [writer.communicate()[1] for writer in both] == [b"", b""]
    rows = Database(path).all("pending")
    assert [tuple(row) for row in rows] == [("place", 100), ("read", 100)]


def test_a_backup_is_a_point_in_time(tmp_path):
    database = Database(tmp_path / "library.db")
    database.do("mark_changed", "place", 1)
    database.back_up(tmp_path / "backup.db")
    database.do("mark_changed", "place", 2)

    copy = Database(tmp_path / "backup.db")
    assert copy.problems() == []
    assert copy.one("pending")["subjects"] == 1
    with pytest.raises(LibraryError, match="exists"):
        database.back_up(tmp_path / "backup.db")


def test_restoring_refuses_what_is_damaged_or_foreign_and_leaves_it_alone(tmp_path):
    database = Database(tmp_path / "library.db")
    with database.writing():
        database.many("mark_changed", [("place", number) for number in range(20_000)])
    database.back_up(tmp_path / "backup.db")
    database.close()
    content = bytearray((tmp_path / "backup.db").read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 4096] = b"\x55" * 4096
    (tmp_path / "damaged.db").write_bytes(content)
    (tmp_path / "letter.txt").write_text("Dear library, " * 100, encoding="utf-8")

    for name in ("damaged.db", "letter.txt", "nothing.db", "."):
        with pytest.raises(LibraryError):
            restore(tmp_path / name, tmp_path / "restored.db")
    assert (tmp_path / "damaged.db").read_bytes() == content
    restore(tmp_path / "backup.db", tmp_path / "restored.db")
    assert Database(tmp_path / "restored.db").one("pending")["subjects"] == 20_000
    assert not list(tmp_path.glob("*.part*"))


def test_an_error_within_a_restore_and_a_library_begun_meanwhile_put_nothing_in_place(tmp_path):
    Database(tmp_path / "library.db").back_up(tmp_path / "backup.db")
    path = tmp_path / "restored.db"
    with pytest.raises(KeyError), copies.restoring(tmp_path / "backup.db", path) as copy:
        copy.do("no such statement")
    assert not list(tmp_path.glob("restored*"))

    with (
        pytest.raises(LibraryError, match="exists"),
        copies.restoring(tmp_path / "backup.db", path),
        closing(Database(path)) as begun,
    ):
        begun.do("mark_changed", "place", 7)
    assert Database(path).one("pending")["subjects"] == 1
    assert not list(tmp_path.glob("*.part*"))


def test_one_table_is_read_from_a_file_that_is_damaged_elsewhere(tmp_path):
    path = tmp_path / "library.db"
    with closing(Database(path)) as database, database.writing():
        database.many("bury", [(bytes([number] * 16), "2031-03-04") for number in range(200)])
        database.many("mark_changed", [("place", number) for number in range(2_000)])
        roots = "select name, rootpage from sqlite_schema"
        pages = dict(database._connection.execute(roots).fetchall())
    sound, size = path.read_bytes(), 4096

    def damaged(table):
        content = bytearray(sound)
        start = (pages[table] - 1) * size
        content[start : start + size] = b"\x55" * size
        path.write_bytes(content)

    damaged("change")
    assert len(copies.salvage(path, "tombstone", "tombstones")) == 200
    damaged("tombstone")
    with pytest.raises(LibraryError):
        copies.salvage(path, "tombstone", "tombstones")
    assert [file.name for file in tmp_path.iterdir()] == ["library.db"]


def test_what_was_written_is_on_the_disk_before_it_is_told(tmp_path):
    database = Database(tmp_path / "library.db")

    # in every other mode the last of what was told may be gone after a power cut
    full = 2
    assert (database.pragma("synchronous"), database.pragma("journal_mode")) == (full, "wal")


def test_the_log_stays_short_however_much_is_written(tmp_path, monkeypatch):
    pages = 100
    monkeypatch.setattr("firsthand.store.database.LOG_PAGES", pages)
    database = Database(tmp_path / "library.db")
    for number in range(300):
        database.do("mark_changed", "place", number)

    assert (tmp_path / "library.db-wal").stat().st_size < 2 * pages * database.pragma("page_size")


def test_a_full_disk_is_told_and_does_no_harm(tmp_path):
    database = Database(tmp_path / "library.db")
    database._connection.execute(f"pragma max_page_count = {database.pragma('page_count') + 4}")

    with pytest.raises(LibraryError, match="full"), database.writing():
        database.many("mark_changed", [("place", number) for number in range(100_000)])

    database._connection.execute("pragma max_page_count = 1000000")
    database.do("mark_changed", "place", 1)
    assert database.problems() == []
    assert database.pragma("application_id") == APPLICATION


def test_a_disk_that_is_full_before_there_is_a_library_is_told(connect):
    connection = connect(":memory:")
    connection.execute("pragma max_page_count = 8")

    with pytest.raises(sqlite3.OperationalError, match="full"):
        migrate(connection)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "; make room on the disk of .*; then the same command goes on"),
        (errno.EDQUOT, "; see that you may write more to the disk of .*; then the same command"),
        (errno.EFBIG, "; see that you may write more to the disk of .*; then the same command"),
        (errno.EIO, "$"),
    ],
)
def test_what_hinders_a_copy_is_told_with_what_helps(tmp_path, monkeypatch, number, said):
    def refuse(*_):
        raise OSError(number, "not written")

    database = Database(tmp_path / "library.db")
    monkeypatch.setattr("os.fsync", refuse)
    monkeypatch.setattr(files, "_largest", lambda: None)

    with pytest.raises(LibraryError, match=f"backup.db: not written{said}"):
        database.back_up(tmp_path / "backup.db")


def test_a_copy_that_cannot_be_finished_leaves_nothing(tmp_path, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    database = Database(tmp_path / "library.db")
    database.back_up(tmp_path / "backup.db")
    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(LibraryError, match="No space left"):
        database.back_up(tmp_path / "second.db")
    with pytest.raises(LibraryError, match="No space left"):
        restore(tmp_path / "backup.db", tmp_path / "third.db")

    # half a copy would keep words that are purged later, under a name nobody looks at
    assert [*tmp_path.glob("second*"), *tmp_path.glob("third*")] == []


def test_a_log_that_was_cut_or_garbled_leaves_a_whole_beginning(tmp_path):
    """As after a power cut: what was committed first is there, nothing by halves."""
    path, random_ = tmp_path / "library.db", random.Random(11)
    database = Database(path)
    database.forget()
    for number in range(1, 41):
        with database.writing():
            database.many("mark_changed", [("place", number), ("read", number)])
    whole, log = path.read_bytes(), path.with_name("library.db-wal").read_bytes()
    kept = set()
    for trial in range(40):
        at = random_.randrange(len(log))
        hurt = tmp_path / f"hurt{trial}.db"
        hurt.write_bytes(whole)
        rest = b"\x55" * 64 + log[at + 64 :] if trial % 2 else b""
        hurt.with_name(hurt.name + "-wal").write_bytes(log[:at] + rest)
        after = Database(hurt)
        assert after.problems() == []
        placed, read = (
            [row["subject"] for row in after.all("changed", stage=stage, most=-1)]
            for stage in ("place", "read")
        )
        assert placed == read == list(range(1, len(placed) + 1))
        kept.add(len(placed))
        after.close()
    assert len(kept) > 10  # the damage was felt, here and there
