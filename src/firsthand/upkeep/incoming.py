"""What a user names, taken in article by article: each is safe before the next is waited for."""

import os
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import lru_cache, partial

from firsthand import pipeline
from firsthand.collect import sources as collecting
from firsthand.collect.addresses import is_address
from firsthand.collect.sources import Known, Spread
from firsthand.errors import Refused
from firsthand.pipeline import Source
from firsthand.records import Article
from firsthand.store import shelf
from firsthand.store.database import Database
from firsthand.store.shelf import Seen
from firsthand.upkeep import intake

#: addresses of archived pages whose captures are remembered: those of one page mostly stand together
CAPTURES = 10_000


def take(
    database: Database,
    sources: Source | Iterable[Source],
    *,
    now: datetime,
    kept: Callable[[str, str], None],
    allow_net: Iterable[str] = (),
    again: bool = False,
    spread: Spread = map,
) -> tuple[dict[str, list[str]], list[Refused]]:
    """Keep the articles of some sources; returns their ids by what they are, and what was refused.

    ``kept`` is told "new", "version" or "same" and the id of each. Pages of an archive that were
    kept from it before are known without being read.
    """
    ids: dict[str, list[str]] = {"new": [], "version": [], "same": []}
    refused: list[Refused] = []
    # an archive of one page that has many versions must not load them all for each
    captures = lru_cache(CAPTURES)(partial(intake.captures, database))

    def note(what: str, number: int) -> None:
        name = shelf.id_of(database, number)
        ids[what].append(name)
        kept(what, name)

    def known(url: str, when: datetime) -> bool:
        number = captures(url).get(when)
        if number is not None:
            note("same", number)
        return number is not None

    for article in articles(sources, refused, now, allow_net, spread, known):
        place = article.url or article.source or article.id
        try:
            what, number = intake.take(database, article, Seen(at=now, place=place), again=again)
        except Refused as error:
            refused.append(error)
        else:
            note(what, number)
    return ids, refused


def articles(
    sources: Source | Iterable[Source],
    refused: list[Refused],
    now: datetime,
    allow_net: Iterable[str],
    spread: Spread = map,
    known: Known | None = None,
) -> Iterator[Article]:
    """Yield the articles of each source, of a file named twice once; what is not read goes to ``refused``.

    ``spread`` gives the pages of archives to whoever reads them; those ``known`` are passed over.
    """
    given = [sources] if isinstance(sources, str | os.PathLike | Article) else sources
    named: set[str] = set()
    # one for all: a host is asked with a pause whoever names it
    web = pipeline.way(allow_net)
    for source in given:
        if isinstance(source, Article):
            yield source
            continue
        # file by file: rows of two may bear one id
        for path in collecting.files(source, refused, named):
            on_web = is_address(path)
            web = web or (collecting.public() if on_web else None)
            # what lies in a file says itself when it was seen
            yield from collecting.each(
                [path], refused, seen=now if on_web else None, web=web, spread=spread, known=known
            )
