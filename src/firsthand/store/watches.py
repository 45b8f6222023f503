"""What somebody wants to be told of, and which of it was told."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from firsthand.store import codec, shelf
from firsthand.store.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """What is watched: claims that hold all of some words, or a story."""

    number: int
    words: str | None
    story: str | None
    #: ISO 8601
    since: str


def add(
    database: Database, *, words: str | None = None, story: str | None = None, now: datetime
) -> int:
    """Keep a watch and return its number."""
    return database.do("add_watch", words=words, story=story, since=shelf.stamp(now))


def everything(database: Database) -> list[Watch]:
    """Return all watches, the oldest first."""
    return [Watch(**dict(row)) for row in database.all("watches")]


def remove(database: Database, number: int) -> None:
    """Forget a watch, and what was told of it."""
    database.do("delete_watch", number)


def unseen(database: Database, watch: int, keys: Iterable[str]) -> list[str]:
    """Return those of ``keys`` that were not told for a watch, in their order."""
    told = {row["hash"] for row in database.all("alerted", watch)}
    return [key for key in dict.fromkeys(keys) if codec.key(key) not in told]


def tell(database: Database, watch: int, keys: Iterable[str], now: datetime) -> None:
    """Note what was told for a watch."""
    at = shelf.stamp(now)
    database.many("alert", [(watch, codec.key(key), at) for key in keys])
