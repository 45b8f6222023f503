"""Stories that firsthand makes of the labelled sets, for the quality gate to score.

Order and dates are those the sets' own description asks for: by date (first ten characters), then
by id; no date is passed where the set has none or only the crawl's.
"""

import gzip
import json
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from firsthand.records import Article, Published
from firsthand.stories import place
from firsthand.stories.meaning import Encoder

#: sets that are mixed into one stream, and those of them whose dates are true
MIX = ("basil", "giveme5w_news_cluster", "newswcl50", "wikinews_cited_sources")
DATED = frozenset({"basil", "giveme5w_news_cluster"})

Rows = list[dict[str, Any]]


def predict(folder: Path, encoder: Encoder | None = None) -> dict[str, dict[str, str]]:
    """Set name -> {article id: story id}; a set that is not under ``folder`` is left out.

    ``mix`` is the four story sets as one stream. ``tgcontest_pairs`` holds each pair grouped on
    its own, ``tgcontest_stream`` all of them as one stream; their ids are ``line/1``, ``line/2``.
    """
    sets = {name: _articles(folder / "stories" / f"{name}.jsonl.gz", name in DATED) for name in MIX}
    sets["mix"] = [pair for name in MIX for pair in sets[name]]
    sets["ecbplus"] = _articles(folder / "ecbplus" / "ecbplus.jsonl.gz", dated=False)
    sets["meantime"] = _articles(folder / "meantime" / "meantime.jsonl.gz", dated=False)
    found = {name: _group(_ordered(rows), encoder) for name, rows in sets.items() if rows}
    pairs = list(_pairs(folder / "tgcontest_pairs" / "pairs.jsonl.gz"))
    if pairs:
        found["tgcontest_pairs"] = {}
        for pair in pairs:
            found["tgcontest_pairs"] |= _group(pair, encoder)
        found["tgcontest_stream"] = _group((article for pair in pairs for article in pair), encoder)
    return found


def _group(articles: Iterable[Article], encoder: Encoder | None) -> dict[str, str]:
    stories = place.group(list(articles), encoder=encoder)
    return {article: story.id for story in stories for article in story.articles}


def _ordered(rows: list[tuple[str, Article]]) -> list[Article]:
    return [article for _, article in sorted(rows, key=lambda pair: (pair[0], pair[1].id))]


def _articles(path: Path, dated: bool) -> list[tuple[str, Article]]:
    return [_article(row, dated) for row in _rows(path)]


def _article(row: dict[str, Any], dated: bool) -> tuple[str, Article]:
    day = (row.get("date") or "")[:10]
    article = Article(
        id=row["id"],
        source=row["id"],
        text=row.get("text") or "",
        title=row.get("title") or None,
        language=row.get("lang") or "en",
        published=_published(day if dated else ""),
    )
    return day, article


def _published(day: str) -> Published:
    if not day:
        return Published(value=None, earliest=None, latest=None, origin="none")
    first = datetime.fromisoformat(day).replace(tzinfo=UTC)
    last = first + timedelta(days=1, microseconds=-1)
    return Published(value=day, earliest=first, latest=last, origin="metadata")


def _pairs(path: Path) -> Iterator[list[Article]]:
    for line, row in enumerate(_rows(path)):
        yield [
            Article(
                id=f"{line}/{side}",
                source=f"{line}/{side}",
                text=row[f"text{side}"],
                title=row[f"title{side}"],
                language=row["lang"],
            )
            for side in (1, 2)
        ]


def _rows(path: Path) -> Rows:
    if not path.exists():
        return []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


if __name__ == "__main__":
    json.dump(predict(Path(sys.argv[1])), sys.stdout)
