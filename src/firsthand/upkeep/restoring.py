"""Restoring: a backup becomes a library again, without what was purged since it was made."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from firsthand.errors import LibraryError
from firsthand.store import copies, shelf, takedowns
from firsthand.store.database import Database
from firsthand.upkeep import burying, intake, rounds


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What became of a backup."""

    #: when something was last seen, marked or purged in it (ISO 8601); None if nothing ever was
    until: str | None
    #: ids of its articles that were purged later and are gone now; None if that is not known
    purged: tuple[str, ...] | None

    @property
    def after(self) -> str:
        """From when on purges are not in the backup, in words."""
        return _after(self.until)


def restore(
    backup: str | os.PathLike[str],
    path: str | os.PathLike[str],
    *,
    purged: str | os.PathLike[str] | None = None,
) -> Restored:
    """Make a backup a library at ``path``, where there must be nothing; the backup is only read.

    ``purged`` is the library that it was made of. What was purged there since is purged here, too,
    before the library is put in its place, and stays out. Of that file no more is read than what it
    remembers of this, so it may be damaged elsewhere; not to name it is to let in what was purged.

    Raises LibraryError, and leaves nothing, where the backup is damaged, or no library of this
    version or before, or what was purged since cannot be read.
    """
    with copies.restoring(backup, path) as database:
        until = shelf.last_touched(database)
        gone = None
        if purged is not None:
            graves, lines = _graves(purged, until), _requests(purged)
            gone = _purge(database, graves, takedowns.deleted(lines))
            _take_down(database, purged, lines)
    return Restored(until=until, purged=gone)


def _graves(purged: str | os.PathLike[str], until: str | None) -> set[shelf.Tombstone]:
    try:
        return set(copies.salvage(purged, "tombstone", "tombstones"))
    except LibraryError as error:
        raise LibraryError(
            f"what was purged {_after(until)} cannot be known: {error}. To restore it all the "
            "same, do not name that library; what was purged since may come back: purge it once more"
        ) from error


def _after(until: str | None) -> str:
    """Say after which moment purges are not in a backup."""
    return f"after the backup (last written to on {until[:10]})" if until else "after the backup"


def _requests(purged: str | os.PathLike[str]) -> list[tuple[Any, ...]]:
    """Return the record of owners' requests; a library of a version without them has none."""
    try:
        return copies.salvage(purged, "takedown", "takedown_lines")
    except LibraryError as error:
        if "no such table" not in str(error):
            raise
        return []


def _take_down(
    database: Database, purged: str | os.PathLike[str], lines: Sequence[tuple[Any, ...]]
) -> None:
    """Go on with the record of owners' requests: what they had taken down is among the purged."""
    if lines:
        bars = copies.salvage(purged, "barred", "bars")
        with database.writing():
            takedowns.take_over(database, lines, bars)


def _purge(
    database: Database,
    graves: set[shelf.Tombstone],
    deleted: Mapping[str, tuple[int, datetime]],
) -> tuple[str, ...]:
    """Purge what these tombstones name, and work out what follows; return the ids of articles.

    Those that were ``deleted`` at an owner's request keep their place.
    """
    # older ones name no article of the backup but what was taken in again before it was made
    with database.writing():
        found = shelf.take_over(database, graves - shelf.tombstones(database))
        names = {one.number: one.article.id for one in shelf.load(database, list(found))}
        gone = tuple(sorted(names.values()))
        asked = {number: deleted[name] for number, name in names.items() if name in deleted}
        for left in burying.dig(database, asked).values():
            burying.bury(database, left)
        for number, moment in found.items():
            intake.purge(database, number, datetime.fromisoformat(moment))
        intake.forget_listed(database)
    if gone:
        rounds.settle(database)
    return gone
