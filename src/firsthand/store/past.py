"""The articles of a library as they were kept at an earlier moment."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from firsthand.records import Article, Published
from firsthand.store import codec, shelf
from firsthand.store.database import Database, Row


class Past(NamedTuple):
    """An article as it stood, and the same with all that is known by now of when it was public."""

    article: Article
    dated: Article


def articles(
    database: Database, numbers: Sequence[int] | None, *, by: datetime | None
) -> Iterator[Past]:
    """Yield each article in its latest wording by ``by`` (the present if None).

    ``numbers`` None means all of them. A wording after the first was public when it was seen; the
    first one as soon as it was published, so its own date stands. Its status is that of the time,
    but what was taken down stays down.
    """
    limit = shelf.stamp(by) if by else shelf.LAST
    named = None if numbers is None else json.dumps(list(numbers))
    rows = database.all("past_versions", numbers=named, limit=limit)
    for _, versions in groupby(rows, key=lambda row: row["number"]):
        yield _last(list(versions), limit)


def _last(versions: Sequence[Row], limit: str) -> Past:
    """Return the last wording seen by the limit, or the first one if all were seen after it."""
    known = [row for row in versions if row["first_seen"] <= limit] or versions[:1]
    row = known[-1]
    article = replace(shelf.article_of(row), id=row["id"], status=row["past_status"] or "live")
    if row["published"]:
        article = replace(article, published=codec.loads(Published, row["published"]))
    doubted = codec.loads(Published, row["redated"]) if row["redated"] else article.published
    seen = article.seen or datetime.fromisoformat(row["first_seen"])
    return Past(article=article, dated=replace(article, published=doubted, seen=seen))
