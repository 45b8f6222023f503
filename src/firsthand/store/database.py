"""One SQLite file: opened, brought to the schema of this version, read and written by statements.

Statements live in ``statements/*.sql``, each under its name (``-- name: words``); migrations in
``migrations/0001.sql`` and up. Every write is a transaction that takes the write lock at its
beginning: one that reads first and writes later could lose its turn to another process.
"""

import os
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from functools import cache
from importlib.resources import files
from itertools import count
from pathlib import Path
from typing import Any, Self

from firsthand.errors import LibraryError
from firsthand.store import notes

#: marks the file as firsthand's ("fhnd"), so that no other database is taken for one
APPLICATION = 0x66686E64
#: first SQLite with STRICT tables
OLDEST_SQLITE = (3, 37, 0)
#: how long a writer waits for another; a stage holds the lock for seconds at most
PATIENCE_SECONDS = 120.0
#: pages the write-ahead log may hold before it is folded into the file (4 kB each)
LOG_PAGES = 4_000
#: megabytes of the file that a connection holds in memory
HELD = 64
#: of the connections that this process has opened
_SERIALS = count()
#: what SQLite says -> what can be done about it
_REMEDIES = {
    "not a database": ", so no firsthand library; name another file",
    "readonly": "; you may read this library, but not write to it: copy it to where you may",
    "unable to open": "; see that its folder exists and that you may write there",
    "is full": "; make room and try again, what was told as kept is safe",
    "malformed": "; it is damaged: `firsthand restore` a backup",
    "is locked": f": another process has been writing for {PATIENCE_SECONDS:.0f} seconds; try again later",
}
_NAME = re.compile(r"^-- name: (\w+)\s*$", re.MULTILINE)

Row = sqlite3.Row


@cache
def statements() -> Mapping[str, str]:
    """Return the statements by their names."""
    found: dict[str, str] = {}
    folder = files("firsthand.store").joinpath("statements")
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        pieces = _NAME.split(file.read_text(encoding="utf-8"))[1:]
        for name, words in zip(pieces[::2], pieces[1::2], strict=True):
            assert name not in found, name
            found[name] = words.strip()
    return found


@cache
def migrations() -> tuple[str, ...]:
    """Return the scripts that lead from an empty file to the schema of this version."""
    folder = files("firsthand.store").joinpath("migrations")
    scripts = (file for file in folder.iterdir() if file.name.endswith(".sql"))
    ordered = sorted(scripts, key=lambda file: file.name)
    return tuple(script.read_text(encoding="utf-8") for script in ordered)


class Database:
    """A connection to one library file.

    At most ``held`` megabytes of the file are held in memory. Raises LibraryError where the file is
    no library, is damaged, or is of a newer schema.
    """

    def __init__(
        self, path: str | os.PathLike[str], *, create: bool = True, held: int = HELD
    ) -> None:
        self.path = Path(path)
        self._held = held
        #: what stages keep from one call to the next; emptied when something was written that they
        #: do not know of, by another process or in a transaction that was taken back
        self.memory: dict[object, object] = {}
        self._known = -1
        self.serial = next(_SERIALS)
        self._writings = 0
        with _told(self.path):
            self._connection = _connect(self.path, create=create)
            try:
                self._prepare()
            except BaseException:
                self._connection.close()
                raise

    def _prepare(self) -> None:
        """Set the connection up and bring the schema to this version."""
        if sqlite3.sqlite_version_info < OLDEST_SQLITE:
            raise LibraryError(f"SQLite {sqlite3.sqlite_version} is too old; 3.37 is needed")
        self._connection.row_factory = Row
        self._refuse_foreign()
        for setting in (
            "journal_mode = wal", "synchronous = full", "foreign_keys = on", "secure_delete = on",
            f"cache_size = -{1024 * self._held}", f"wal_autocheckpoint = {LOG_PAGES}",
        ):  # fmt: skip
            self._connection.execute(f"pragma {setting}")
        migrate(self._connection)

    def _refuse_foreign(self) -> None:
        """Leave alone what is not a library, before anything is written to it."""
        application, version = self.pragma("application_id"), self.pragma("user_version")
        tables = self._connection.execute("select count(*) from sqlite_schema").fetchone()[0]
        if application != APPLICATION and (tables or application):
            raise LibraryError(f"{self.path} is a database, but not a firsthand library")
        if version > len(migrations()):
            raise LibraryError(
                f"{self.path} was written by a newer firsthand (schema {version}, known are up "
                f"to {len(migrations())}); update firsthand"
            )

    def pragma(self, name: str) -> Any:
        """Return the value of a pragma."""
        return self._connection.execute(f"pragma {name}").fetchone()[0]

    # ---------------------------------------------------------------- statements

    def all(self, name: str, *values: object, **named: object) -> list[Row]:
        """Return all rows of a named statement."""
        return self.rows(name, named or values, first=False)

    def one(self, name: str, *values: object, **named: object) -> Row | None:
        """Return the first row of a named statement, None if there is none."""
        return next(iter(self.rows(name, named or values, first=True)), None)

    def rows(
        self, name: str, values: tuple[object, ...] | Mapping[str, object], *, first: bool
    ) -> list[Row]:
        """Return the rows of a named statement, or no more than the first; notes are taken of it."""
        cursor = self._run(name, values)
        rows: list[Row] = cursor.fetchmany(1) if first else cursor.fetchall()
        if (taken := notes.taken()) is not None:
            taken.read(name, values, rows, first=first)
        return rows

    def count(self, name: str, *values: object) -> int:
        """Return the number that a named statement selects; 0 if it selects nothing."""
        row = self.one(name, *values)
        return int(row[0]) if row else 0

    def do(self, name: str, *values: object, **named: object) -> int:
        """Carry out a named statement and return the number of the row it inserted."""
        self._tell_of_writing()
        return self._run(name, named or values).lastrowid or 0

    def many(self, name: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Carry out a named statement for each of ``rows``."""
        self._tell_of_writing()
        with _told(self.path):
            self._connection.executemany(statements()[name], rows)

    def _run(self, name: str, values: tuple[object, ...] | Mapping[str, object]) -> Any:
        with _told(self.path):
            return self._connection.execute(statements()[name], values)

    def _tell_of_writing(self) -> None:
        self._writings += 1
        if (taken := notes.taken()) is not None:
            taken.wrote()

    def state(self) -> tuple[int, int]:
        """Return what is another one after anybody wrote, as this connection sees the file."""
        # what a connection writes itself does not change the version that it is told
        return self.pragma("data_version"), self._writings

    @contextmanager
    def writing(self) -> Iterator[Self]:
        """Hold the write lock; what is written within is kept as a whole or not at all.

        Within another ``writing`` it is part of that one.
        """
        self._tell_of_writing()
        if self._connection.in_transaction:
            yield self
            return
        with _told(self.path):
            self._connection.execute("begin immediate")
        if self.pragma("data_version") != self._known:
            self.memory.clear()
            self._known = self.pragma("data_version")
        try:
            yield self
            with _told(self.path):
                self._connection.execute("commit")
        except BaseException:
            self.memory.clear()
            if self._connection.in_transaction:
                self._connection.execute("rollback")
            raise

    @contextmanager
    def whole(self) -> Iterator[Self]:
        """Within ``writing``: take back what was written here if it cannot be done to the end."""
        with _told(self.path):
            self._connection.execute("savepoint whole")
        try:
            yield self
        except BaseException:
            if self._connection.in_transaction:  # a full disk takes all of it back by itself
                self._connection.execute("rollback to whole")
            raise
        finally:
            if self._connection.in_transaction:
                self._connection.execute("release whole")

    @contextmanager
    def looking(self) -> Iterator[Self]:
        """Read one state of the file, whatever others write meanwhile."""
        if self._connection.in_transaction:
            yield self
            return
        with _told(self.path):
            self._connection.execute("begin")
        try:
            yield self
        finally:
            if self._connection.in_transaction:
                self._connection.execute("rollback")

    # ---------------------------------------------------------------- the file

    def problems(self) -> list[str]:
        """Check the file's structure and its references; empty if it is sound."""
        with _told(self.path):
            found = [row[0] for row in self._connection.execute("pragma integrity_check")]
            broken = self._connection.execute("pragma foreign_key_check").fetchall()
        lost = [f"a row of {row[0]} refers to a missing row of {row[2]}" for row in broken]
        return [line for line in found if line != "ok"] + lost

    def back_up(self, path: str | os.PathLike[str]) -> None:
        """Copy the library as it is now, while others may go on writing."""
        target = Path(path)
        if target.exists():
            raise LibraryError(f"{target} exists; name a file that does not")
        fresh = target.with_name(target.name + ".part")
        with _told(target):
            fresh.unlink(missing_ok=True)
            try:
                _copy(self._connection, fresh)
                fresh.replace(target)
            finally:
                fresh.unlink(missing_ok=True)

    def forget(self) -> bool:
        """Write what was deleted out of the file for good; False while a reader holds it back.

        Deleted words are left in the search index until its parts are joined, and in the
        write-ahead log until that is emptied.
        """
        self.do("join_article_words")
        self.do("join_claim_words")
        with _told(self.path):
            return bool(
                self._connection.execute("pragma wal_checkpoint(truncate)").fetchone()[0] == 0
            )

    def close(self) -> None:
        self._connection.close()


@contextmanager
def restoring(backup: str | os.PathLike[str], path: str | os.PathLike[str]) -> Iterator[Database]:
    """Copy a backup to ``path``, where there must be nothing; the backup is only read.

    What is done within is done to the copy before it is put in its place; an error leaves nothing
    there. Raises LibraryError where the backup is damaged, or no library of this version or before.
    """
    source, target = Path(backup), Path(path)
    _refuse_existing(target)
    if not source.is_file():
        raise LibraryError(f"there is no backup at {source}")
    fresh = target.with_name(target.name + ".part")
    with _told(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh.unlink(missing_ok=True)
        fresh.touch()
    try:
        with _told(source), _reading(source) as old:
            _copy(old, fresh)
        with closing(Database(fresh, create=False)) as database:
            if problems := database.problems():
                raise LibraryError(f"{source} is damaged: {problems[0]}")
            yield database
            database.forget()
        _refuse_existing(target)  # one that was begun there meanwhile
        fresh.replace(target)
    finally:
        for end in ("", "-wal", "-shm"):
            fresh.with_name(fresh.name + end).unlink(missing_ok=True)


def _refuse_existing(target: Path) -> None:
    if target.exists():
        raise LibraryError(
            f"{target} exists; move it away (and name it with --purged), or restore to another name"
        )


def salvage(path: str | os.PathLike[str], table: str, name: str) -> list[tuple[Any, ...]]:
    """Return the rows of a named statement on one table of a library; its file is only read.

    What else of the file is damaged does not matter. Raises LibraryError where the table is damaged
    or not there.
    """
    try:
        with _reading(path) as old:
            if old.execute("pragma application_id").fetchone()[0] != APPLICATION:
                raise LibraryError(f"{path} is no firsthand library")
            [found] = old.execute(f"pragma integrity_check({table})").fetchone()
            if found != "ok":
                raise LibraryError(f"{path} is damaged: {found}")
            return old.execute(statements()[name]).fetchall()
    except sqlite3.Error as error:  # no remedy: nothing is asked of this file but these rows
        raise LibraryError(f"{path}: {error}") from error


def _reading(path: str | os.PathLike[str]) -> closing[sqlite3.Connection]:
    """Open a file that is left as it is, with nothing put beside it."""
    return closing(sqlite3.connect(_uri(path), uri=True))


def _uri(path: str | os.PathLike[str]) -> str:
    """Address by which a file is opened to be read only."""
    logs = (Path(f"{os.fspath(path)}{end}") for end in ("-wal", "-journal"))
    # beside a library that nobody has open a log would be begun, and left there
    way = "mode=ro" if any(log.exists() for log in logs) else "mode=ro&immutable=1"
    return f"{Path(path).absolute().as_uri()}?{way}"


def _copy(connection: sqlite3.Connection, path: Path) -> None:
    """Copy what a connection sees to a file of its own, and see it on the disk."""
    with closing(sqlite3.connect(path)) as copy:
        connection.backup(copy)
        copy.execute("pragma journal_mode = delete")
    with path.open("rb") as file:
        os.fsync(file.fileno())


def migrate(connection: sqlite3.Connection, scripts: tuple[str, ...] | None = None) -> None:
    """Bring the schema to that of this version, each step whole or not at all."""
    steps = migrations() if scripts is None else scripts
    if connection.execute("pragma user_version").fetchone()[0] >= len(steps):
        return
    connection.execute("begin immediate")
    try:
        # another process may have done it while this one waited
        done = connection.execute("pragma user_version").fetchone()[0]
        for step in steps[done:]:
            for statement in _split(step):
                connection.execute(statement)
        connection.execute(f"pragma application_id = {APPLICATION}")
        connection.execute(f"pragma user_version = {max(done, len(steps))}")
        connection.execute("commit")
    except BaseException:
        connection.execute("rollback")
        raise


def _split(script: str) -> Iterator[str]:
    """Statements of a script, for ``executescript`` would commit before the first of them."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _is_fixed(path: Path) -> bool:
    """Whether a library is there that this process may read, but not write to."""
    writable = os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK)
    return path.is_file() and path.stat().st_size > 0 and not writable


def _connect(path: Path, *, create: bool) -> sqlite3.Connection:
    if _is_fixed(path):
        return sqlite3.connect(_uri(path), uri=True, isolation_level=None)
    if path.is_dir():
        raise LibraryError(f"{path} is a folder; name a file")
    if not create and not path.exists():
        raise LibraryError(f"there is no library at {path}; begin one with `firsthand add`")
    if create:
        path.parent.mkdir(parents=True, exist_ok=True)
    elif path.stat().st_size == 0:
        raise LibraryError(f"{path} is empty; restore it from a backup")
    return sqlite3.connect(path, timeout=PATIENCE_SECONDS, isolation_level=None)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Say of which library SQLite or the disk complain."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        said = str(error)
        remedy = next((words for part, words in _REMEDIES.items() if part in said), "")
        raise LibraryError(f"{path}: {said}{remedy}") from error
    except OSError as error:
        raise LibraryError(f"{path}: {error.strerror or error}") from error
