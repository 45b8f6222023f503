"""What firsthand says on the pairs, passages and origins of the lineage key."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from evaluation import shared
from firsthand.collect import articles
from firsthand.lineage import Lineage, trace_lineage
from firsthand.records import Article, Pair


def predict(folder: Path) -> dict[str, Any]:
    """Trace the documents under ``folder`` as one collection and answer the key's questions."""
    key = folder / "gold_lineage"
    traced = trace_lineage(documents(folder))
    return {
        "pairs": {row["id"]: _pair(traced, row) for row in shared.rows(key / "pairs.jsonl")},
        "origins": {
            row["group"]: _range(traced, row) for row in shared.rows(key / "origins.jsonl")
        },
    }


def documents(folder: Path) -> Iterable[Article]:
    """Give the documents that the key speaks of, and those around them; offsets count in ``text``."""
    for path in sorted((folder / "lineage_helsinki").glob("*_docs.jsonl.gz")):
        for row in shared.rows(path):
            text = "\n".join(row["paragraphs"])
            yield _article(row["id"], text, outlet=row["publisher"], seen=row["scrape_time"])
    for path in sorted((folder / "stories").glob("*.jsonl.gz")):
        for row in shared.rows(path):
            if (row.get("text") or "").strip():
                # dates of these sets are often those of the crawl: left out where they are
                dated = row["date"] if row["set"].startswith("giveme5w") else None
                yield _article(
                    row["id"],
                    row["text"],
                    byline=row.get("authors"),
                    outlet=row.get("source"),
                    url=row.get("url"),
                    published=dated,
                )


def _article(identity: str, text: str, **known: Any) -> Article:
    return articles.make(text, id=identity, **{k: v for k, v in known.items() if v})


def _pair(traced: Lineage, row: dict[str, Any]) -> dict[str, Any]:
    pair: Pair = traced.pair(row["a"], row["b"])
    return {
        "relation": pair.relation,
        "direction": pair.direction,
        "passages": [[[p.a.start, p.a.stop], [p.b.start, p.b.stop]] for p in pair.passages if p.a],
    }


def _range(traced: Lineage, row: dict[str, Any]) -> list[int]:
    counted = traced.origins([doc["id"] for doc in row["docs"]])
    return [counted.low, counted.high]
