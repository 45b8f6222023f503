"""What a source lists: recognised from poll to poll, and what is new or changed marked to be fetched.

Whole texts that a feed carries are taken in at once; of all else the page is fetched later.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from firsthand.collect import documents, identity, rights, web
from firsthand.collect.identity import Item, Known, Placed, Register
from firsthand.collect.rights import Reserved
from firsthand.collect.sitemaps import Sitemap
from firsthand.errors import Refused
from firsthand.records import Article
from firsthand.store import shelf, sources
from firsthand.store.database import Database, Row
from firsthand.store.shelf import Seen
from firsthand.upkeep import intake, visiting

if TYPE_CHECKING:
    from firsthand.collect.feeds import Entry, Feed

#: pages fetched of a source that is new: what is older was news before anybody asked for it
BACKLOG = 30
#: entries of one list that are looked at; a news sitemap has at most a thousand
MAX_LISTED = 1_000
#: words of an item that are kept: enough to tell whether another wording speaks of the same
_KEPT = 4_000
#: items are forgotten when they have been off the list for so long; their articles are known by name
FORGET_AFTER = timedelta(days=60)

#: what became of an article ("new", "version", "same"), and its id
Told = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One thing on a list."""

    item: Item
    #: when it says that it changed, as written
    stamp: str | None = None
    entry: "Entry | None" = None


def of(found: "Feed | Sitemap") -> list[Listed]:
    """Return what a feed or sitemap lists, what it calls newest first."""
    if isinstance(found, Sitemap):
        pages = [
            Listed(
                item=Item(link=page.url, title=page.title, published=page.published),
                stamp=page.changed,
            )
            for page in found.pages
        ]
        # dates of one sitemap are written alike, so that they sort as text
        pages.sort(key=lambda one: one.item.published or one.stamp or "", reverse=True)
        return pages[:MAX_LISTED]
    return [_listed(entry) for entry in found.entries[:MAX_LISTED] if entry.link or entry.id]


def gap(found: "Feed | Sitemap") -> str:
    """What of a feed or sitemap is not looked at, in words; empty if all of it is."""
    if isinstance(found, Sitemap):
        listed, whole = len(found.pages), True
    else:
        listed, whole = len(found.entries), "incomplete" not in found.flags
    if over := found.left_out + max(0, listed - MAX_LISTED):
        return f"{over:,} entries left out: of one list {MAX_LISTED:,} are looked at"
    return "" if whole else "it breaks off; what stood whole before that was read"


def _listed(entry: "Entry") -> Listed:
    text = documents.text(entry.content or entry.summary)
    item = Item(
        link=entry.link,
        guid=entry.id,
        title=entry.title,
        text=_cut(text),
        published=entry.published or entry.updated,
    )
    return Listed(item=item, stamp=entry.updated, entry=entry)


def _cut(text: str) -> str:
    """Shorten a long text so that a change anywhere in it still shows."""
    if len(text) <= _KEPT:
        return text
    return f"{text[:_KEPT]} {hashlib.blake2b(text.encode('utf-8', 'replace'), digest_size=8).hexdigest()}"


def keep(
    database: Database,
    source: Row,
    listed: Sequence[Listed],
    now: datetime,
    reserved: Mapping[str, Reserved],
) -> tuple[int, list[Told]]:
    """Keep what a source lists; gives how much of it is new or changed, and what was taken in.

    ``reserved`` is what the owners of its texts reserve, by origin. Of pages that were purged or
    taken down nothing is kept, not even that they are listed.
    """
    listed = [one for one in listed if not _is_out(database, one.item.link)]
    before, by_name = sources.listed(
        database, source["number"], (name for one in listed for name in identity.names(one.item))
    )
    register = Register.of(map(_known, before.values()), by_name)
    placed = register.poll([one.item for one in listed])
    backlog = BACKLOG if source["digest"] is None else MAX_LISTED
    numbers: dict[int, int] = {number: number for number in before}
    news, told = 0, list[Told]()
    for one, place in zip(listed, placed, strict=True):
        row = before.get(place.article.id)
        changed = place.what != "same" or (row is not None and row["stamp"] != one.stamp)
        number = _write(database, source["number"], one, place, numbers.get(place.article.id), now)
        numbers[place.article.id] = number
        if changed:
            news += 1
            if news <= backlog:
                whole = _whole(one, now, reserved)
                if whole is None:
                    _fetch(database, one, number, now)
                else:
                    told += _take(database, source, one, place, number, whole, now)
    return news, told


def _is_out(database: Database, page: str | None) -> bool:
    return page is not None and intake.is_purged_page(database, page)


def _known(row: Row) -> Known:
    return Known(
        id=row["number"],
        keys=(identity.key(row["address"]),) if row["address"] else (),
        guids=(row["guid"],) if row["guid"] else (),
        title=row["title"],
        text=row["words"],
        published=row["published"],
        versions=row["versions"],
    )


def _write(
    database: Database, source: int, one: Listed, place: Placed, number: int | None, now: datetime
) -> int:
    article = place.article
    trusted = f"guid {one.item.guid}" in place.names
    fields: Mapping[str, object] = {
        "address": one.item.link,
        "form": identity.form(one.item.link) if one.item.link else None,
        "guid": one.item.guid if trusted else None,
        "title": article.title,
        "words": article.text,
        "published": article.published,
        "stamp": one.stamp,
        "versions": article.versions,
        "listed": shelf.stamp(now),
    }
    if number is None:
        number = database.do("add_item", source=source, **fields)
    else:
        database.do("set_item", item=number, **fields)
    database.many("name_item", [(source, name, number) for name in place.names])
    return number


def _whole(one: Listed, now: datetime, reserved: Mapping[str, Reserved]) -> Article | None:
    """Text of a thing, if the list has all of it and its owner has nothing against that."""
    if one.entry is None:
        return None
    try:
        whole = web.announced(one.entry, seen=now, reserved=reserved)
    except Refused:
        return None  # the page may be better than what the feed has of it
    return whole


def _fetch(database: Database, one: Listed, number: int, now: datetime) -> None:
    """Mark the page to be fetched."""
    if one.item.link:
        database.do("set_due", item=number, due=shelf.stamp(now))


def _take(
    database: Database,
    source: Row,
    one: Listed,
    place: Placed,
    number: int,
    whole: Article,
    now: datetime,
) -> Iterator[Told]:
    """Take in a text that the list has all of; one that its owner reserves is put aside."""
    guid = one.item.guid if f"guid {one.item.guid}" in place.names else None
    seen = Seen(
        at=now, place=one.item.link or source["address"], source=source["number"], guid=guid
    )
    if not (why := rights.refusal(whole)):
        if intake.is_purged(database, whole, seen):
            return
        try:
            what, article = intake.take(database, whole, seen)
        except Refused as error:
            why = error.reason
        else:
            database.do("set_article", item=number, article=article)
            yield what, shelf.id_of(database, article)
            return
    item = database.one("item", number)
    assert item is not None
    visiting.fail(database, item, why, now)
