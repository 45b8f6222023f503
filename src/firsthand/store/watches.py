"""What somebody wants to be told of, which of it was told, and when it came in."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from firsthand.store import codec, search, shelf
from firsthand.store.database import Database, Row
from firsthand.store.pages import Question

#: (article, start, stop)
Place = tuple[str, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """What is watched: claims that hold all of some words, or a story."""

    number: int
    words: str | None
    story: str | None
    #: the kind of news that is told, None for all
    kind: str | None = None
    #: ISO 8601
    since: str


def add(
    database: Database,
    *,
    words: str | None = None,
    story: str | None = None,
    kind: str | None = None,
    now: datetime,
) -> int:
    """Keep a watch and return its number."""
    return database.do("add_watch", words=words, story=story, kind=kind, since=shelf.stamp(now))


def everything(database: Database) -> list[Watch]:
    """Return all watches, the oldest first."""
    return [Watch(**dict(row)) for row in database.all("watches")]


def remove(database: Database, number: int) -> None:
    """Forget a watch, and what was told of it."""
    database.do("delete_watch", number)


def told(database: Database, watch: int) -> set[bytes]:
    """Return the hashes of what was told for a watch."""
    return {row["hash"] for row in database.all("alerted", watch)}


def tell(database: Database, watch: int, hashes: Iterable[bytes], now: datetime) -> None:
    """Note what was told for a watch."""
    at = shelf.stamp(now)
    database.many("alert", [(watch, one, at) for one in hashes])


# --------------------------------------------------------------------------- what may be told


@dataclass(frozen=True, slots=True)
class _Report:
    article: str
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class _Origin:
    reports: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Expectation:
    outcome: str
    because: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class _Claim:
    """Of a claim what is told: it is a small part."""

    text: Place = ("", 0, 0)
    reports: tuple[_Report, ...] = ()
    origins: tuple[_Origin, ...] = ()
    expectation: _Expectation | None = None


@dataclass(frozen=True, slots=True)
class _Told:
    disagreements: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """A claim that is watched."""

    id: str
    story: str
    words: str
    #: where its words stand, and where it is reported
    text: Place
    reports: tuple[Place, ...]
    #: how many surely independent origins it has, and indexes of the reports of each
    low: int
    origins: tuple[tuple[int, ...], ...]
    #: what came of it if it was expected, and the words that decide that
    outcome: str
    because: tuple[Place, ...]

    @property
    def places(self) -> tuple[Place, ...]:
        return (*self.reports, *self.because)


def claims_with(
    database: Database, words: str, *, since: str, most: int
) -> tuple[list[Watched], bool]:
    """Return claims that hold all of some words, of stories in which something happened since.

    Of words that stand in more than ``most`` claims those that were written last; also tells whether
    these are such.
    """
    asked = search.match(words)
    if not asked:
        return [], False
    rows = database.all("claims_with_words", query=asked, since=since, most=most)
    return list(map(_watched, rows)), database.count("claims_with", asked, most + 1) > most


def claims_of(database: Database, story: str, *, most: int) -> tuple[list[Watched], bool]:
    """Return the claims of a story, the last that were written; and whether it has more."""
    row = database.one("story_named", id=story)
    if row is None:
        return [], False
    rows = database.all("claims_of_story", story=row["number"], most=most + 1)
    return list(map(_watched, rows[:most])), len(rows) > most


def _watched(row: Row) -> Watched:
    found = codec.loads(_Claim, row["record"] or "{}")
    expected = found.expectation
    return Watched(
        id=row["id"], story=row["story"], words=" ".join(row["words"].split()), text=found.text, low=row["low"],
        reports=tuple((one.article, one.start, one.stop) for one in found.reports),
        origins=tuple(one.reports for one in found.origins),
        outcome=expected.outcome if expected else "", because=expected.because if expected else (),
    )  # fmt: skip


def questions(database: Database, stories: Iterable[str]) -> dict[str, tuple[Question, ...]]:
    """Return what the reports of these stories differ in."""
    rows = database.all("outline_told", stories=json.dumps(list(stories)))
    return {row["id"]: codec.loads(_Told, row["told"]).disagreements for row in rows}


# --------------------------------------------------------------------------- when it came in


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """When an article and its current wording came in, and what became of it."""

    added: str
    latest: str
    title: str
    status: str
    #: when it got its status; None if nobody gave it one
    judged: str | None


def arrived(database: Database, articles: Iterable[str]) -> dict[str, Arrived]:
    """Tell when articles came in; those that are no longer shown are left out."""
    rows = database.all("came_in", articles=json.dumps(sorted(set(articles))))
    return {
        row["id"]: Arrived(
            added=row["added"], latest=row["latest"], title=row["title"] or row["id"],
            status=row["status"], judged=row["judged"],
        )
        for row in rows
    }  # fmt: skip


def worded(
    database: Database, places: Iterable[Place], known: Mapping[str, Arrived], since: str
) -> dict[Place, str]:
    """Tell when words of articles came in: with the article, or in a later wording of it."""
    distinct = set(places)
    found = {place: known[place[0]].added for place in distinct if place[0] in known}
    again = sorted(
        p for p, at in found.items() if known[p[0]].latest >= since and at < known[p[0]].latest
    )
    rows = database.all("worded", places=json.dumps(again)) if again else ()
    return found | {again[row["place"]]: row["at"] for row in rows}
