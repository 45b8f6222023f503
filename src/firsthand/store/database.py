"""One SQLite file: opened, brought to the schema of this version, read and written by statements.

Statements live in ``statements/*.sql``, each under its name (``-- name: words``); migrations in
``migrations/0001.sql`` and up. Every write is a transaction that takes the write lock at its
beginning: one that reads first and writes later could lose its turn to another process.
"""

import os
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from itertools import count
from pathlib import Path
from typing import Any, Self

from firsthand.errors import LibraryError
from firsthand.store import notes
from firsthand.store.files import NAME_ANOTHER, connect, copy, refuse_existing, told

#: marks the file as firsthand's ("fhnd"), so that no other database is taken for one
APPLICATION = 0x66686E64
#: first SQLite with STRICT tables
OLDEST_SQLITE = (3, 37, 0)
#: pages the write-ahead log may hold before it is folded into the file (4 kB each)
LOG_PAGES = 4_000
#: megabytes of the file that a connection holds in memory
HELD = 64
#: of the connections that this process has opened
_SERIALS = count()
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
        with told(self.path):
            self._connection = connect(self.path, create=create)
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
        refuse_foreign(self._connection, self.path)
        for setting in (
            "journal_mode = wal", "synchronous = full", "foreign_keys = on", "secure_delete = on",
            f"cache_size = -{1024 * self._held}", f"wal_autocheckpoint = {LOG_PAGES}",
        ):  # fmt: skip
            self._connection.execute(f"pragma {setting}")
        migrate(self._connection)

    def pragma(self, name: str) -> Any:
        """Return the value of a pragma."""
        return _pragma(self._connection, name)

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

    def following(self, name: str, **named: object) -> list[Row]:
        """Return rows that follow from others that were read; no notes are taken of them."""
        rows: list[Row] = self._run(name, named).fetchall()
        return rows

    def do(self, name: str, *values: object, **named: object) -> int:
        """Carry out a named statement and return the number of the row it inserted."""
        self._tell_of_writing()
        return self._run(name, named or values).lastrowid or 0

    def many(self, name: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Carry out a named statement for each of ``rows``."""
        self._tell_of_writing()
        with told(self.path):
            self._connection.executemany(statements()[name], rows)

    def _run(self, name: str, values: tuple[object, ...] | Mapping[str, object]) -> Any:
        with told(self.path):
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
        with told(self.path):
            self._connection.execute("begin immediate")
        try:
            if self.pragma("data_version") != self._known:
                self.memory.clear()
                # a newer program may have brought the file to its schema meanwhile
                refuse_foreign(self._connection, self.path, empty=False)
                self._known = self.pragma("data_version")
            yield self
            with told(self.path):
                self._connection.execute("commit")
        except BaseException:
            self.memory.clear()
            if self._connection.in_transaction:
                self._connection.execute("rollback")
            raise

    @contextmanager
    def whole(self) -> Iterator[Self]:
        """Within ``writing``: take back what was written here if it cannot be done to the end."""
        with told(self.path):
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
        with told(self.path):
            self._connection.execute("begin")
        try:
            yield self
        finally:
            if self._connection.in_transaction:
                self._connection.execute("rollback")

    # ---------------------------------------------------------------- the file

    def problems(self) -> list[str]:
        """Check the file's structure and its references; empty if it is sound."""
        with told(self.path):
            found = [row[0] for row in self._connection.execute("pragma integrity_check")]
            broken = self._connection.execute("pragma foreign_key_check").fetchall()
        lost = [f"a row of {row[0]} refers to a missing row of {row[2]}" for row in broken]
        return [line for line in found if line != "ok"] + lost

    def back_up(self, path: str | os.PathLike[str]) -> None:
        """Copy the library as it is now, while others may go on writing."""
        target = Path(path)
        refuse_existing(target, NAME_ANOTHER)
        fresh = target.with_name(target.name + ".part")
        with told(target):
            fresh.unlink(missing_ok=True)
            try:
                copy(self._connection, fresh)
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
        with told(self.path):
            return bool(
                self._connection.execute("pragma wal_checkpoint(truncate)").fetchone()[0] == 0
            )

    def close(self) -> None:
        self._connection.close()


def refuse_foreign(connection: sqlite3.Connection, path: Path, *, empty: bool = True) -> None:
    """Leave alone what is no library that can be read, before anything is written to it.

    What is ``empty`` may become one, unless it has to be one already.
    """
    application, version = (_pragma(connection, n) for n in ("application_id", "user_version"))
    tables = connection.execute("select count(*) from sqlite_schema").fetchone()[0]
    if application != APPLICATION and (tables or application or not empty):
        what = "a database, but not" if tables or application else "empty, so no backup of"
        raise LibraryError(f"{path} is {what} a firsthand library")
    if version > len(migrations()):
        raise LibraryError(
            f"{path} was written by a newer firsthand (schema {version}, known are up to "
            f"{len(migrations())}); update firsthand"
        )


def _pragma(connection: sqlite3.Connection, name: str) -> Any:
    return connection.execute(f"pragma {name}").fetchone()[0]


def migrate(connection: sqlite3.Connection, scripts: tuple[str, ...] | None = None) -> None:
    """Bring the schema to that of this version, each step whole or not at all."""
    steps = migrations() if scripts is None else scripts
    if _pragma(connection, "user_version") >= len(steps):
        return
    connection.execute("begin immediate")
    try:
        # another process may have done it while this one waited
        done = _pragma(connection, "user_version")
        for step in steps[done:]:
            for statement in _split(step):
                connection.execute(statement)
        connection.execute(f"pragma application_id = {APPLICATION}")
        connection.execute(f"pragma user_version = {max(done, len(steps))}")
        connection.execute("commit")
    except BaseException:
        if connection.in_transaction:  # a full disk takes all of it back by itself
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
