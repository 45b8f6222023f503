"""The change log: what each stage still has to look at, and what it could not do.

A stage takes what is due, works, and notes it as done in the transaction that keeps its results.
So a stage that was cut off begins again, and doing a thing twice does no harm.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from firsthand.store.database import Database

#: the stages in the order in which they run; their subjects are articles, those of "tell" stories
STAGES = ("place", "read", "trace", "tell")


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


def mark(database: Database, stage: str, subjects: Iterable[int]) -> None:
    """Note that a stage has to look at these."""
    assert stage in STAGES, stage
    database.many("mark_changed", [(stage, subject) for subject in subjects])


def done(database: Database, stage: str, subjects: Iterable[int]) -> None:
    """Note that a stage has looked at these; what it could not do before, it could."""
    for subject in subjects:
        database.do("done", stage, subject)
        database.do("release", stage, subject)


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
