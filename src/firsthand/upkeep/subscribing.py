"""The sources of a library: added, listed, taken in and out as OPML, removed, tried again."""

import contextlib
import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from firsthand.collect import addresses, opml
from firsthand.collect.addresses import is_address
from firsthand.collect.opml import Subscription
from firsthand.errors import Refused, UsageError
from firsthand.lexicon import directory
from firsthand.store import shelf, sources
from firsthand.store.database import Database
from firsthand.store.sources import Aside, Source

__all__ = ["Aside", "Source", "Sources", "ready"]

#: larger lists are refused
MAX_LIST = 20_000_000


class Sources:
    """What a library collects from."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, named: str, *, now: datetime) -> str | None:
        """Keep a source, which is asked at the next ``collect``; gives its address.

        ``named`` is an address (a feed, a news sitemap, or a site that has one), a file or folder,
        or a name out of the directory. None if it is there already. Raises Refused for an address
        that is none, UsageError for a name that nobody has.
        """
        if is_address(named):
            url = addresses.read(named).url
            return url if self._keep(url, "unknown", now) else None
        ready = [one for one in directory.load() if one.name.casefold() == named.casefold()]
        if ready:
            known = ready[0]
            return known.feed if self.add_ready(known, now=now) else None
        if not os.path.lexists(named):
            raise UsageError(
                f"{named!r} is no address, no file, and no name of `firsthand sources directory`"
            )
        path = str(Path(named).absolute())
        return path if self._keep(path, "path", now) else None

    def add_ready(self, known: directory.Source, *, now: datetime) -> bool:
        """Keep a ready-made source; False if it is there already."""
        return self._keep(known.feed, "feed", now, known.name, known.site, known.language)

    def take_in(self, data: bytes, *, now: datetime) -> tuple[int, int, list[Refused]]:
        """Keep the sources of an OPML file or a list of addresses.

        Gives how many are new, how many were there already, and what was refused.
        """
        if len(data) > MAX_LIST:
            raise Refused(f"{len(data):,} bytes are more than are read as one list of sources")
        listed, left_out = opml.listed(data)
        why = f"{left_out:,} of the list left out: they have no address, or there are too many"
        refused = [Refused(why)] if left_out else []
        new = known = 0
        with self._database.writing():
            for one in listed:
                try:
                    url = addresses.read(one.url).url
                except Refused as error:
                    refused.append(error)
                    continue
                kept = self._keep(url, "unknown", now, one.title, one.link, one.language)
                new, known = new + kept, known + (not kept)
        return new, known, refused

    def opml(self) -> str:
        """Write the sources of the web as OPML."""
        feeds = [
            Subscription(
                url=one.address, title=one.title or "", link=one.site, language=one.language or ""
            )
            for one in self.all()
            if one.kind != "path"
        ]
        return opml.write(feeds, title="Sources of firsthand")

    def all(self) -> list[Source]:
        """Return all sources, in the order in which they were added."""
        return sources.everything(self._database)

    def remove(self, named: str) -> list[str]:
        """Ask sources no more, by address or title; their articles stay. Gives their addresses."""
        with self._database.writing():
            found = next(filter(None, (sources.find(self._database, n) for n in _names(named))), [])
            if not found:
                raise UsageError(f"there is no source {named!r}; `firsthand sources` lists them")
            for row in found:
                self._database.do("delete_source", row["number"])
        return [row["address"] for row in found]

    def aside(self) -> list[Aside]:
        """Return the pages that were given up, with the reasons."""
        return sources.aside(self._database)

    def replay(self, *, now: datetime) -> None:
        """Let everything be tried again that was given up, sources that ended too."""
        with self._database.writing():
            self._database.do("replay_items", now=shelf.stamp(now))
            for one in self.all():
                if one.stopped or one.failures:
                    self._database.do("revive_source", source=one.number, now=shelf.stamp(now))

    def _keep(
        self,
        address: str,
        kind: str,
        now: datetime,
        title: str = "",
        site: str | None = None,
        language: str = "",
    ) -> bool:
        with self._database.writing():
            number = sources.add(
                self._database, address, kind=kind, now=now, title=title or None, site=site,
                language=language or None,
            )  # fmt: skip
        return number is not None


def _names(named: str) -> list[str]:
    """Names under which a source may be kept that is named so."""
    if is_address(named):
        with contextlib.suppress(Refused):
            return [named, addresses.read(named).url]
        return [named]
    return [named, str(Path(named).absolute())]


def ready(words: Sequence[str] = ()) -> list[directory.Source]:
    """Return the ready-made sources in which every word occurs: in name, language, country or kind."""

    def fits(one: directory.Source, word: str) -> bool:
        exact = {one.language.casefold(), one.country.casefold(), one.kind.casefold()}
        return word.casefold() in exact or (
            len(word) > 2 and word.casefold() in one.name.casefold()
        )

    return [one for one in directory.load() if all(fits(one, word) for word in words)]
