"""What a user names, as articles: one by one, so that each is safe before the next is waited for."""

import os
from collections.abc import Iterable, Iterator
from datetime import datetime

from firsthand import pipeline
from firsthand.collect import sources as collecting
from firsthand.collect.addresses import is_address
from firsthand.collect.sources import Known, Spread
from firsthand.errors import Refused
from firsthand.pipeline import Source
from firsthand.records import Article


def articles(
    sources: Source | Iterable[Source],
    refused: list[Refused],
    now: datetime,
    allow_net: Iterable[str],
    spread: Spread = map,
    known: Known | None = None,
) -> Iterator[Article]:
    """Yield the articles of each source; what cannot be read goes to ``refused``.

    ``spread`` gives the pages of archives to whoever reads them; those ``known`` are passed over.
    """
    named = [sources] if isinstance(sources, str | os.PathLike | Article) else sources
    # one for all: a host is asked with a pause whoever names it
    web = pipeline.way(allow_net)
    for source in named:
        if isinstance(source, Article):
            yield source
            continue
        on_web = is_address(os.fspath(source))
        web = web or (collecting.public() if on_web else None)
        # what lies in a file says itself when it was seen
        yield from collecting.each(
            [source], refused, seen=now if on_web else None, web=web, spread=spread, known=known
        )
