"""Copies of a library: made, become a library again, and what can be saved of a damaged one."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from firsthand.errors import LibraryError
from firsthand.store import takedowns
from firsthand.store.database import APPLICATION, Database, refuse_foreign, statements
from firsthand.store.files import NAME_ANOTHER, copy, reading, refuse_existing, told

#: what to do where a library stands in the place of the one to be
_MOVE_AWAY = "move it away (and name it with --purged), or restore to another name"


def make(database: Database, path: str | os.PathLike[str], at: datetime) -> None:
    """Copy a library as it is now to a new file, and remember where; others may go on writing.

    For what is taken down later still stands in the copy, and its keeper is told so.
    """
    refuse_existing(Path(path), NAME_ANOTHER)
    takedowns.note_copy(database, str(Path(path).resolve()), at)
    database.back_up(path)


@contextmanager
def restoring(backup: str | os.PathLike[str], path: str | os.PathLike[str]) -> Iterator[Database]:
    """Copy a backup to ``path``, where there must be nothing; the backup is only read.

    What is done within is done to the copy before it is put in its place; an error leaves nothing
    there. Raises LibraryError where the backup is damaged, or no library of this version or before.
    """
    source, target = Path(backup), Path(path)
    refuse_existing(target, _MOVE_AWAY)
    if not source.is_file():
        raise LibraryError(f"there is no backup at {source}")
    fresh = target.with_name(target.name + ".part")
    with told(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh.unlink(missing_ok=True)
        fresh.touch()
    try:
        with told(source), reading(source) as old:
            refuse_foreign(old, source, empty=False)
            copy(old, fresh)
        with closing(Database(fresh, create=False)) as database:
            if problems := database.problems():
                raise LibraryError(f"{source} is damaged: {problems[0]}")
            yield database
            database.forget()
        refuse_existing(target, _MOVE_AWAY)  # one that was begun there meanwhile
        fresh.replace(target)
    finally:
        for end in ("", "-wal", "-shm"):
            fresh.with_name(fresh.name + end).unlink(missing_ok=True)


def salvage(path: str | os.PathLike[str], table: str, name: str) -> list[tuple[Any, ...]]:
    """Return the rows of a named statement on one table of a library; its file is only read.

    What else of the file is damaged does not matter. Raises LibraryError where the table is damaged
    or not there.
    """
    try:
        with reading(path) as old:
            if old.execute("pragma application_id").fetchone()[0] != APPLICATION:
                raise LibraryError(f"{path} is no firsthand library")
            [found] = old.execute(f"pragma integrity_check({table})").fetchone()
            if found != "ok":
                raise LibraryError(f"{path} is damaged: {found}")
            return old.execute(statements()[name]).fetchall()
    except sqlite3.Error as error:  # no remedy: nothing is asked of this file but these rows
        raise LibraryError(f"{path}: {error}") from error
