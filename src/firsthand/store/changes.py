"""The change log: what each stage still has to look at, and what it could not do.

A stage takes what is due, works, and notes it as done in the transaction that keeps its results.
So a stage that was cut off begins again, and doing a thing twice does no harm.

To "narrow" the dates of a story's articles and to "join" what they say may wait until enough of it is
new: then the story is due to "tell", and both are done.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from firsthand.errors import FirsthandError, LibraryError, ModelError
from firsthand.store.database import Database

#: the stages in the order in which they run
STAGES = ("place", "narrow", "read", "trace", "join", "tell")
#: those whose subjects are articles; those of the others are stories
OF_ARTICLES = ("place", "read", "trace")
#: errors of what was to be written, not of the file or the machine
_OF_WORDS = (sqlite3.DataError, sqlite3.IntegrityError)
#: characters of a reason
MAX_REASON = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """What a stage could not do, with its reason; kept until it is replayed."""

    stage: str
    #: id of the article or story
    subject: str
    reason: str
    tries: int


def get(database: Database, stage: str, most: int = -1) -> list[int]:
    """Return subjects that are due in a stage; all of them if ``most`` is negative."""
    return [row["subject"] for row in database.all("changed", stage=stage, most=most)]


def at_once(database: Database) -> bool:
    """Return whether anything is due that may not wait."""
    return database.one("at_once") is not None


def grown(database: Database, prompt: int, growth: int) -> list[int]:
    """Return stories that have waited long enough to join what is new of them.

    Those are the ones of at most ``prompt`` articles, those of which one in ``growth`` waits, and what is
    no story any more.
    """
    return [row["subject"] for row in database.all("grown", prompt=prompt, growth=growth)]


def waiting(database: Database, story: int | None = None) -> list[int]:
    """Return the stories, or this one, of which something is new that may wait."""
    return [row["subject"] for row in database.all("waiting", story=story)]


def narrowing(database: Database, most: int = -1) -> list[int]:
    """Return stories whose dates are to be narrowed, for they are told at once."""
    return [row["subject"] for row in database.all("narrowing", most=most)]


def is_due(database: Database, stage: str, subject: int) -> bool:
    """Return whether a stage has to look at this."""
    return database.one("is_due", stage, subject) is not None


def mark(database: Database, stage: str, subjects: Iterable[int]) -> None:
    """Note that a stage has to look at these."""
    assert stage in STAGES, stage
    database.many("mark_changed", [(stage, subject) for subject in subjects])


def done(database: Database, stage: str, subjects: Iterable[int]) -> None:
    """Note that a stage has looked at these; what it could not do before, it could."""
    for subject in subjects:
        database.do("done", stage, subject)
        database.do("release", stage, subject)


def because(error: Exception) -> str:
    """Say why something could not be done, so that it can be set aside.

    Raises the error itself where nothing is wrong with what was to be done, which stays due: the library
    cannot be written to, for want of room or because another process has it, or a model is damaged.
    """
    if isinstance(error, ModelError):
        raise error
    if isinstance(error, LibraryError) and not isinstance(error.__cause__, _OF_WORDS):
        raise error
    known = isinstance(error, FirsthandError)
    return (str(error) if known else f"{type(error).__name__}: {error}")[:MAX_REASON]


def set_aside(database: Database, stage: str, subject: int, reason: str) -> None:
    """Put what cannot be done into quarantine, and go on with the rest."""
    database.do("done", stage, subject)
    database.do("set_aside", stage=stage, subject=subject, reason=reason)


def failures(database: Database) -> list[Failure]:
    """Return what stands in quarantine."""
    return [
        Failure(
            stage=row["stage"], subject=row["id"] or "", reason=row["reason"], tries=row["tries"]
        )
        for row in database.all("quarantined")
    ]


def replay(database: Database) -> int:
    """Make everything in quarantine due again, and return how much that is."""
    rows = database.all("quarantined")
    for row in rows:
        mark(database, row["stage"], [row["subject"]])
    return len(rows)
