"""The file of a library and the files beside it: opened, copied, and what is wrong with them said."""

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from firsthand.errors import LibraryError

#: how long a writer waits for another; a stage holds the lock for seconds at most
PATIENCE_SECONDS = 120.0
#: what SQLite says -> what can be done about it
_REMEDIES = {
    "not a database": ", so no firsthand library; name another file",
    "readonly": "; you may read this library, but not write to it: copy it to where you may",
    "unable to open": "; see that its folder exists and that you may write there",
    "malformed": "; it is damaged: `firsthand restore` a backup",
    "is locked": f": another process has been writing for {PATIENCE_SECONDS:.0f} seconds; try again later",
}

#: what the system says of a file that may not grow: no room, no more for this user, a limit of size
_GROWN = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
#: the same as SQLite says it
_UNWRITTEN = frozenset({"SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_SHMSIZE"})
_AGAIN = "; then the same command goes on, what was told as kept is safe"

#: what to do where a copy would take the place of something
NAME_ANOTHER = "name a file that does not"


def _is_fixed(path: Path) -> bool:
    """Whether a library is there that this process may read, but not write to."""
    writable = os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK)
    return path.is_file() and path.stat().st_size > 0 and not writable


def connect(path: Path, *, create: bool) -> sqlite3.Connection:
    """Open a library, to be read only where nothing else is allowed; LibraryError if there is none."""
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
def told(path: Path) -> Iterator[None]:
    """Say of which library SQLite or the disk complain."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        said, name = str(error), getattr(error, "sqlite_errorname", "")
        remedy = next((words for part, words in _REMEDIES.items() if part in said), "")
        if name in _UNWRITTEN:
            remedy = _room(path, full=name == "SQLITE_FULL")
        raise LibraryError(f"{path}: {said}{remedy}") from error
    except OSError as error:
        remedy = _room(path, full=error.errno == errno.ENOSPC) if error.errno in _GROWN else ""
        raise LibraryError(f"{path}: {error.strerror or error}{remedy}") from error


def _room(path: Path, *, full: bool) -> str:
    """Say why a file cannot grow, and what to do: make room on a ``full`` disk, or raise a limit."""
    folder = path.absolute().parent
    if full:
        return f"; make room on the disk of {folder}, or of temporary files{_AGAIN}"
    if limit := _largest():
        return (
            f": it, or its log, would have more than the {limit:,} bytes that this process may write "
            f"to a file; raise that limit (`ulimit -f`){_AGAIN}"
        )
    return f"; see that you may write more to the disk of {folder}, and that it is sound{_AGAIN}"


def _largest() -> int | None:
    """Return the bytes that a file of this process may have, None if that is not limited."""
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        return None
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)[0]
    return None if limit == resource.RLIM_INFINITY else limit


def reading(path: str | os.PathLike[str]) -> closing[sqlite3.Connection]:
    """Open a file that is left as it is, with nothing put beside it."""
    return closing(sqlite3.connect(_uri(path), uri=True))


def _uri(path: str | os.PathLike[str]) -> str:
    """Address by which a file is opened to be read only."""
    logs = (Path(f"{os.fspath(path)}{end}") for end in ("-wal", "-journal"))
    # beside a library that nobody has open a log would be begun, and left there
    way = "mode=ro" if any(log.exists() for log in logs) else "mode=ro&immutable=1"
    return f"{Path(path).absolute().as_uri()}?{way}"


def copy(connection: sqlite3.Connection, path: Path) -> None:
    """Copy what a connection sees to a file of its own, and see it on the disk."""
    with closing(sqlite3.connect(path)) as fresh:
        connection.backup(fresh)
        fresh.execute("pragma journal_mode = delete")
    with path.open("rb") as file:
        os.fsync(file.fileno())


def refuse_existing(target: Path, remedy: str) -> None:
    """Raise LibraryError, which names a ``remedy``, where there is something already.

    That may be the log alone of a library that was deleted: SQLite would write it into what comes there.
    """
    for end in ("", "-wal", "-journal"):
        if (file := Path(f"{target}{end}")).exists():
            raise LibraryError(f"{file} exists; {remedy}")
