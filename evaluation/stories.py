"""Stories that firsthand makes of the labelled sets, for the quality gate to score.

Order and dates are those the sets' own description asks for: by date (first ten characters), then
by id; no date is passed where the set has none or only the crawl's, and then an article has the
date that the product finds in its text and its address.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import firsthand
from evaluation import shared
from firsthand.records import Article
from firsthand.stories import place
from firsthand.stories.meaning import Encoder

#: sets that are mixed into one stream, and those of them whose dates are true
MIX = ("basil", "giveme5w_news_cluster", "newswcl50", "wikinews_cited_sources")
DATED = frozenset({"basil", "giveme5w_news_cluster"})


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


def labelled(folder: Path) -> list[tuple[str, Article]]:
    """The four story sets as one stream, each article with its event."""
    events = {
        row["id"]: f"{name} {row['event']}"
        for name in MIX
        for row in _rows(folder / "stories" / f"{name}.jsonl.gz")
    }
    sets = (_articles(folder / "stories" / f"{name}.jsonl.gz", name in DATED) for name in MIX)
    return [(events[one.id], one) for one in _ordered([pair for rows in sets for pair in rows])]


def _group(articles: Iterable[Article], encoder: Encoder | None) -> dict[str, str]:
    stories = place.group(list(articles), encoder=encoder)
    return {article: story.id for story in stories for article in story.articles}


def _ordered(rows: list[tuple[str, Article]]) -> list[Article]:
    return [article for _, article in sorted(rows, key=lambda pair: (pair[0], pair[1].id))]


def _articles(path: Path, dated: bool) -> list[tuple[str, Article]]:
    return [_article(row, dated) for row in _rows(path)]


def _article(row: dict[str, Any], dated: bool) -> tuple[str, Article]:
    day = (row.get("date") or "")[:10]
    title, language = row.get("title") or None, row.get("lang") or "en"
    text, url = row.get("text") or "", row.get("url")
    return day, _make(row["id"], text, title, language, day if dated else "", url)


def _make(
    name: str, text: str, title: str | None, language: str, day: str = "", url: str | None = None
) -> Article:
    """The article as the product makes it: with its parts, and the day that its text or url gives."""
    if not text.strip():
        return Article(id=name, source=name, text=text, title=title, language=language, url=url)
    return firsthand.article(
        text, id=name, title=title, language=language, published=day or None, url=url
    )


def _pairs(path: Path) -> Iterator[list[Article]]:
    for line, row in enumerate(_rows(path)):
        yield [
            _make(f"{line}/{side}", row[f"text{side}"], row[f"title{side}"], row["lang"])
            for side in (1, 2)
        ]


def _rows(path: Path) -> list[dict[str, Any]]:
    return shared.rows(path) if path.exists() else []
