"""What a user names, as articles: one by one, so that each is safe before the next is waited for."""

import os
from collections.abc import Iterable, Iterator
from datetime import datetime

from firsthand import pipeline
from firsthand.collect import sources as collecting
from firsthand.errors import Refused
from firsthand.pipeline import Source
from firsthand.records import Article

_WEB = ("http://", "https://")


def articles(
    sources: Source | Iterable[Source],
    refused: list[Refused],
    now: datetime,
    allow_net: Iterable[str],
) -> Iterator[Article]:
    """Yield the articles of each source; what cannot be read goes to ``refused``."""
    named = [sources] if isinstance(sources, str | os.PathLike | Article) else sources
    nets = list(allow_net)
    for source in named:
        if isinstance(source, Article):
            yield source
        elif isinstance(source, str) and source.startswith(_WEB):
            # one by one, so that each is safe before the next is waited for
            for one in _fetched(source, now, nets):
                if isinstance(one, Refused):
                    refused.append(one)
                else:
                    yield one
        else:
            found, problems = collecting.read([source], web=pipeline.way(nets))
            refused.extend(problems)
            yield from found


def _fetched(url: str, now: datetime, nets: list[str]) -> Iterator[Article | Refused]:
    from firsthand.collect.web import reach  # noqa: PLC0415 - only who needs the network loads it

    return reach(nets).articles(url, seen=now)
