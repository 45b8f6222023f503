"""The sources of a library: how each is asked, what it lists, and what could not be fetched."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta

from firsthand.store.database import Database, Row
from firsthand.store.shelf import stamp

#: nothing is put off for longer: a server may ask for a week
HORIZON = timedelta(days=10)
#: clocks of several collectors may differ by so much
CLOCKS = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A source and how it does. Times are ISO 8601 in UTC."""

    number: int
    address: str
    #: feed | sitemap | path (files on this machine) | unknown (until it was asked)
    kind: str
    title: str | None
    site: str | None
    language: str | None
    #: seconds from one poll to the next
    every: float
    due: str | None
    checked: str | None
    #: when it last brought something new
    brought: str | None
    #: errors in a row, and the last one
    failures: int
    problem: str | None
    #: why it is not asked any more
    stopped: str | None
    #: addresses it had before
    former: tuple[str, ...]
    #: articles it brought, pages still to be fetched, and pages that were given up
    articles: int
    waiting: int
    aside: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """A page that was given up, with the reason; it can be tried again."""

    place: str
    source: str
    reason: str
    tries: int


def add(
    database: Database,
    address: str,
    *,
    kind: str,
    now: datetime,
    title: str | None = None,
    site: str | None = None,
    language: str | None = None,
) -> int | None:
    """Keep a source that is due at once; returns its number, None if it is there already."""
    row = database.one(
        "add_source", address=address, kind=kind, title=title, site=site, language=language,
        added=stamp(now), due=stamp(now),
    )  # fmt: skip
    return row["number"] if row else None


def find(database: Database, named: str) -> list[Row]:
    """Return the source at an address, or those with a title."""
    return database.all("source_named", named=named)


def everything(database: Database) -> list[Source]:
    """Return all sources in the order in which they were added."""
    return [_source(row) for row in database.all("sources")]


def _source(row: Row) -> Source:
    known = {one.name: row[one.name] for one in fields(Source) if one.name != "former"}
    return Source(**known, former=tuple(json.loads(row["former"])))


def due(database: Database, now: datetime) -> list[Row]:
    """Return the sources that are due, those that have waited longest first."""
    return database.all("due_sources", now=stamp(now), horizon=stamp(now + HORIZON))


def settle(database: Database, now: datetime) -> None:
    """Bring forward what was put off by a clock that was ahead of the present one.

    Polls that lie in the future show it; what waited goes on waiting for as long as it had to then.
    """
    row = database.one("latest_poll")
    ahead = datetime.fromisoformat(row["at"]) - now if row and row["at"] else timedelta(0)
    if ahead <= CLOCKS:
        return
    shift = f"-{ahead.total_seconds():.3f} seconds"
    with database.writing():
        for what in ("settle_sources", "settle_items", "settle_hosts", "settle_robots"):
            database.do(what, shift=shift, now=stamp(now))


def is_due(database: Database, source: int, now: datetime) -> bool:
    """Tell whether a source is still there and due."""
    horizon = stamp(now + HORIZON)
    return database.one("due_source", source=source, now=stamp(now), horizon=horizon) is not None


def is_due_item(database: Database, item: int, now: datetime) -> bool:
    """Tell whether the page of an item is still to be fetched."""
    return database.one("due_item", item=item, now=stamp(now)) is not None


def next_due(database: Database, after: str = "") -> str | None:
    """Return when something is due again, after a moment if one is given; None if nothing is."""
    row = database.one("next_due", after=after)
    return row["due"] if row else None


def aside(database: Database) -> list[Aside]:
    """Return the pages that were given up."""
    return [
        Aside(place=row["place"], source=row["source"], reason=row["problem"] or "", tries=row["tries"])
        for row in database.all("items_aside")
    ]  # fmt: skip


# --------------------------------------------------------------------------- what a source lists


def listed(
    database: Database, source: int, keys: Iterable[str]
) -> tuple[dict[int, Row], dict[str, int]]:
    """Return the items of a source that have one of these names, and which name leads to which."""
    rows = database.all("item_names", source=source, keys=json.dumps(sorted(set(keys))))
    items = {row["number"]: row for row in rows}
    return items, {row["key"]: row["number"] for row in rows}


def due_items(database: Database, now: datetime, most: int) -> list[Row]:
    """Return the items whose page is to be fetched."""
    return database.all("due_items", now=stamp(now), most=most)


# --------------------------------------------------------------------------- hosts


def turns(
    database: Database, hosts: Sequence[str], now: datetime, pause: timedelta
) -> dict[str, float]:
    """Take the turn at each host until ``pause`` is over; gives the seconds others still have it."""
    waits = {}
    with database.writing():
        for host in hosts:
            taken = database.one(
                "take_turn", host=host, free=stamp(now + pause), now=stamp(now),
                horizon=stamp(now + HORIZON),
            )  # fmt: skip
            if taken is None:
                row = database.one("host", host)
                assert row is not None
                free = datetime.fromisoformat(row["free"])
                waits[host] = max((free - now).total_seconds(), 0.001)
    return waits


def hold(database: Database, host: str, until: datetime) -> None:
    """Let nobody ask a host before then."""
    with database.writing():
        database.do("hold_host", host=host, free=stamp(until))
