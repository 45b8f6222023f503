"""The articles of a library: their versions, names, sightings and statuses."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, TypeAlias

from firsthand.records import Article, Flag, Published
from firsthand.store import codec
from firsthand.store.database import Database, Row

#: sorts behind every time
LAST = "9999"
#: hash of a name that was purged, and when (ISO 8601)
Tombstone: TypeAlias = tuple[bytes, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A current version as the stages are given it."""

    number: int
    #: place in the order of the library
    appeared: str
    #: as it was collected
    article: Article
    #: the day of publication as narrowed by its story, None where that told nothing
    narrowed: Published | None
    #: number of its story
    story: int | None
    ordinal: int
    #: how well its claims could be read
    flags: tuple[Flag, ...] = ()
    #: its day of publication where lineage contradicts it, and what says so
    redated: Published | None = None
    doubts: tuple[Flag, ...] = ()

    @property
    def settled(self) -> Article:
        """The article with its narrowed day of publication, and flags that say how it was read."""
        return _amended(self.article, self.narrowed, self.flags)

    @property
    def shown(self) -> Article:
        """The same with the date as its lineage leaves it: for readers, not for what finds it."""
        published = self.redated or self.narrowed
        return _amended(self.article, published, (*self.flags, *self.doubts))


def _amended(article: Article, published: Published | None, flags: tuple[Flag, ...]) -> Article:
    """Return an article with another day of publication, if one is given, and further flags."""
    if published is None and not flags:
        return article
    return replace(
        article, published=published or article.published, flags=(*article.flags, *flags)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One sighting: when, where, by which source and under which guid."""

    at: datetime
    place: str
    source: int | None = None
    guid: str | None = None


def stamp(moment: datetime) -> str:
    """Write a time as it is kept: UTC, of one length, so that times sort as text."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def digest(article: Article) -> bytes:
    """Return what two wordings of an article differ by: title and text, however they are spaced."""
    words = "\0".join(" ".join(part.split()) for part in (article.title or "", article.text))
    return codec.key(words)


def appeared(article: Article, seen: datetime) -> str:
    """Return the place of an article in the order of the library, which saw it first then."""
    return stamp(article.seen or article.published.earliest or seen)


def dated(appeared: str) -> str:
    """Return when something appeared, as it is shown: nothing where that is not known."""
    return "" if appeared.startswith(LAST) else appeared


def named(database: Database, keys: Iterable[str]) -> list[int]:
    """Return the articles known by one of these names."""
    return [row["article"] for row in database.all("named", keys=json.dumps(sorted(keys)))]


def leading(database: Database, keys: Sequence[str]) -> list[int]:
    """Return the articles known by these names, in the order of the names."""
    found = {row["key"]: row["article"] for row in database.all("leading", keys=json.dumps(keys))}
    return list(dict.fromkeys(found[key] for key in keys if key in found))


def bury(database: Database, keys: Iterable[str], at: datetime) -> None:
    """Remember that what is known by these names was purged: hashes, nothing of its words."""
    database.many("bury", [(codec.key(key), stamp(at)) for key in keys])


def raise_again(database: Database, keys: Iterable[str]) -> None:
    """Forget that what is known by these names was purged."""
    database.many("raise_again", [(codec.key(key),) for key in keys])


def buried(database: Database, keys: Iterable[str]) -> str | None:
    """Return when something known by one of these names was purged, None if nothing was."""
    found = (database.one("buried", codec.key(key)) for key in keys)
    return next((row["purged"] for row in found if row), None)


def tombstones(database: Database) -> set[Tombstone]:
    """Return what is remembered as purged."""
    return {(row["hash"], row["purged"]) for row in database.all("tombstones")}


def take_over(database: Database, graves: Iterable[Tombstone]) -> dict[int, str]:
    """Remember what another library purged; return when, by the articles here that it names."""
    known = dict(graves)
    database.many("bury", known.items())
    hashed = ((row["article"], codec.key(row["key"])) for row in database.all("all_names"))
    return {article: known[mark] for article, mark in hashed if mark in known}


def last_touched(database: Database) -> str | None:
    """Return when an article was last seen, marked or purged; None if nothing ever was."""
    row = database.one("last_touched")
    assert row is not None
    moment: str | None = row["moment"]
    return moment


def begin(database: Database, article: Article, seen: Seen) -> int:
    """Keep a new article and return its number; its id is made one that nobody has."""
    name, count = article.id, 1
    while database.one("id_taken", name):
        count += 1
        name = f"{article.id}-{count}"
    number = database.do(
        "add_article", id=name, appeared=appeared(article, seen.at), added=stamp(seen.at)
    )
    revise(database, number, article, seen)
    return number


def revise(database: Database, number: int, article: Article, seen: Seen) -> None:
    """Make ``article`` the current version of the article ``number``."""
    database.do("supersede", number)
    record = replace(article, text="", title=None, status="live")
    version = database.do(
        "add_version",
        article=number,
        digest=digest(article),
        title=article.title,
        text=article.text,
        record=codec.dumps(record),
        seen=stamp(seen.at),
    )
    _see(database, number, version, seen)


def see_again(database: Database, number: int, seen: Seen, *, wording: bytes | None = None) -> None:
    """Note that the current version was seen once more, or the last one of that ``wording``."""
    found = wording and database.one("version_of_wording", number, wording)
    row = found or database.one("current_version", number)
    assert row is not None
    database.do("see_again", version=row["number"], seen=stamp(seen.at))
    _see(database, number, row["number"], seen)


def _see(database: Database, number: int, version: int, seen: Seen) -> None:
    database.do(
        "add_sighting", article=number, version=version, source=seen.source, place=seen.place,
        guid=seen.guid, seen=stamp(seen.at),
    )  # fmt: skip


def current(database: Database, number: int) -> tuple[bytes, Article]:
    """Return the digest of the current version, and the article as it holds it."""
    row = database.one("current_version", number)
    assert row is not None
    return row["digest"], article_of(row)


def times(database: Database, number: int, wording: bytes) -> int:
    """Return how often an article has come to have a wording."""
    return database.count("times_worded", number, wording)


def load(database: Database, numbers: Sequence[int]) -> list[Kept]:
    """Return current versions, in the order of the library."""
    rows = database.all("articles", numbers=json.dumps(list(numbers)))
    return [_kept(row) for row in rows]


def wordings(database: Database, number: int) -> list[Article]:
    """Return all versions of an article, as they were collected."""
    return [article_of(row) for row in database.all("wordings", number)]


def article_of(row: Row, **known: Any) -> Article:
    """Return the article that a version holds, as it was collected, but for what else is ``known``."""
    found = codec.loads(Article, row["record"])
    return replace(found, text=row["text"], title=row["title"], **known)


def _kept(row: Row) -> Kept:
    article = article_of(row, id=row["id"], status=row["status"])
    narrowed = codec.loads(Published, row["published"]) if row["published"] else None
    return Kept(
        number=row["number"],
        appeared=row["appeared"],
        article=article,
        narrowed=narrowed,
        story=row["story"],
        ordinal=row["ordinal"],
        flags=codec.loads(tuple[Flag, ...], row["flags"]) if row["flags"] else (),
        redated=codec.loads(Published, row["redated"]) if row["redated"] else None,
        doubts=codec.loads(tuple[Flag, ...], row["doubts"]) if row["doubts"] else (),
    )


def number_of(database: Database, article: str) -> int | None:
    """Return the number of an article by its id, None if there is none."""
    row = database.one("id_taken", article)
    return row["number"] if row else None


def id_of(database: Database, number: int) -> str:
    """Return the id of an article."""
    [row] = database.all("id_of", number)
    return str(row["id"])


def numbers(database: Database, ids: Iterable[str]) -> dict[str, int]:
    """Return the numbers of those ids that are known."""
    rows = database.all("numbers", ids=json.dumps(list(ids)))
    return {row["id"]: row["number"] for row in rows}
