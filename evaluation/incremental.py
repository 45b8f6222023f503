"""A library that grew equals one that was rebuilt, in any order of arrival, and after a purge.

``python -m evaluation.incremental [PART...] [--articles 2000] [--orders 10] [--of 200] [--purged 10]``
takes articles of the labelled sets (or, without them, the demo) and compares canonical dumps, line by
line:

- *grown*: articles added in a random order, in batches, against the same library rebuilt;
- *orders*: a part of the articles in so many random orders of arrival;
- *purged*: some articles added, purged, and the library rebuilt, against one that never had them.

Sentences are parsed once, by the library that grows; the others take its parses over. With
``--folder`` the libraries are kept, and parts may be run one at a time. It is no part of the gate:
every batch tells anew the stories that it touches, and those of the sets are large, so that 2,000
articles take the better part of an hour.
"""

import argparse
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from random import Random
from typing import Any

from evaluation import shared
from firsthand.collect import sources
from firsthand.collect.articles import make
from firsthand.errors import FirsthandError
from firsthand.library import Library
from firsthand.records import Article

NOW = datetime(2031, 3, 4, 12, tzinfo=UTC)
#: parts in which a library grows
BATCHES = 5
#: shorter texts are no articles
MIN_LETTERS = 300
PARTS = ("grown", "orders", "purged")
TEXTS = ("text", "body", "maintext")
SETS = (
    "stories/*.jsonl.gz", "lineage_helsinki/*docs*.jsonl.gz", "wikinews_en_2019_2020/*.jsonl.gz",
    "fnc1/*bodies.jsonl.gz", "polnear/train.jsonl.gz",
)  # fmt: skip


def main() -> int:
    options = _options()
    articles = collection(options.articles, demo=options.demo)
    print(f"{len(articles)} articles", flush=True)
    if options.folder is not None:
        options.folder.mkdir(parents=True, exist_ok=True)
        return 1 if _compare(options, options.folder, articles) else 0
    with tempfile.TemporaryDirectory() as name:
        return 1 if _compare(options, Path(name), articles) else 0


def _compare(options: argparse.Namespace, folder: Path, articles: Sequence[Article]) -> int:
    """Count the lines that differ in the parts that are wanted."""
    differences = 0
    wanted = options.parts or PARTS
    if "grown" in wanted:
        differences += grown(folder, articles)
    if "orders" in wanted:
        part = _shuffled(articles, 2)[: options.of]
        differences += orders(folder, part, options.orders)
    if "purged" in wanted:
        differences += purged(folder, articles, min(options.purged, len(articles) // 2))
    return differences


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; all")
    parser.add_argument("--folder", type=Path, help="where libraries are kept, and found again")
    parser.add_argument("--articles", type=int, default=2_000)
    parser.add_argument("--orders", type=int, default=10)
    parser.add_argument("--of", type=int, default=200, help="articles of the orders")
    parser.add_argument("--purged", type=int, default=10)
    parser.add_argument("--demo", action="store_true", help="the articles of the demo")
    options = parser.parse_args()
    if unknown := set(options.parts).difference(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    return options


# --------------------------------------------------------------------------- articles


def collection(count: int, *, demo: bool = False) -> list[Article]:
    """Give articles of the labelled sets, taken in turn from each; without these those of the demo."""
    folder = shared.root()
    if demo or folder is None:
        return sources.read([str(files("firsthand").joinpath("demo", "articles"))])[0]
    paths = [path for place in SETS for path in sorted((folder / "data").glob(place))]
    streams = [_made(path) for path in paths]
    found: list[Article] = []
    while streams and len(found) < count:
        for stream in list(streams):
            article = next(stream, None)
            if article is None:
                streams.remove(stream)
            else:
                found.append(article)
    return found[:count]


def _made(path: Path) -> Iterator[Article]:
    for number, row in enumerate(shared.rows(path)):
        text = next((row[name] for name in TEXTS if row.get(name)), "")
        if len(text) < MIN_LETTERS:
            continue
        name = f"{path.name.partition('.')[0]}-{number}"
        try:
            yield make(text, id=name, source=name, **_about(row))
        except FirsthandError:
            yield make(text, id=name, source=name)


def _about(row: dict[str, Any]) -> dict[str, Any]:
    known = {name: row.get(name) for name in ("title", "url", "outlet")}
    known["published"] = row.get("published") or row.get("date")
    return {name: value for name, value in known.items() if isinstance(value, str) and value}


# --------------------------------------------------------------------------- comparisons


def grown(folder: Path, articles: Sequence[Article]) -> int:
    """Compare a library that grew in batches with its rebuild; leaves it as ``grown.db``."""
    order = _shuffled(articles, 1)
    size = max(1, -(-len(order) // BATCHES))
    with Library(folder / "grown.db") as library:
        for at in range(0, len(order), size):
            begun = time.process_time()
            library.add(order[at : at + size], now=NOW)
            print(f"{at + size} added, {time.process_time() - begun:.0f} s of CPU", flush=True)
        live = list(library.dump())
        library.rebuild()
        return _told(folder, "grown", live, list(library.dump()))


def orders(folder: Path, articles: Sequence[Article], count: int) -> int:
    """Compare libraries to which the same articles came in different orders, one half at a time."""
    first: list[str] = []
    differences = 0
    for seed in range(count):
        order = _shuffled(articles, seed)
        cut = _random(seed).randrange(1, len(order))
        with _library(folder, f"order-{seed}.db") as library:
            for part in (order[:cut], order[cut:]):
                library.add(part, now=NOW)
            dump = list(library.dump())
        first = first or dump
        differences += _told(folder, f"order {seed}, cut at {cut}", first, dump)
    return differences


def purged(folder: Path, articles: Sequence[Article], count: int) -> int:
    """Compare a library of which articles were purged with one that never had them."""
    gone = _shuffled(articles, 3)[:count]
    names = {article.id for article in gone}
    with Library(folder / "grown.db") as library:
        for name in sorted(names):
            library.purge(name)
        live = list(library.dump())
        library.rebuild()
        rebuilt = list(library.dump())
    with _library(folder, "never.db") as library:
        library.add([article for article in articles if article.id not in names], now=NOW)
        never = list(library.dump())
    return _told(folder, f"{count} purged", live, never) + _told(
        folder, "purged and rebuilt", rebuilt, never
    )


def _library(folder: Path, name: str) -> Library:
    """Begin a library that knows the parses and vectors of the one that grew."""
    for old in folder.glob(f"{name}*"):
        old.unlink()
    Library(folder / name).close()
    if not (folder / "grown.db").exists():
        return Library(folder / name)
    with closing(sqlite3.connect(folder / name)) as fresh:
        fresh.execute("attach ? as grown", (str(folder / "grown.db"),))
        for table in ("parse", "vector"):
            fresh.execute(f"insert into {table} select * from grown.{table}")  # noqa: S608 -- our own names
        fresh.commit()
    return Library(folder / name)


def _shuffled(articles: Sequence[Article], seed: int) -> list[Article]:
    return _random(seed).sample(articles, len(articles))


def _random(seed: int) -> Random:
    return Random(seed)  # noqa: S311 -- an order, not a secret


def _told(folder: Path, name: str, ours: list[str], theirs: list[str]) -> int:
    """Say how many lines differ, by their kind, and write them down beside the libraries."""
    different = sorted(set(ours) ^ set(theirs))
    kinds: dict[str, int] = {}
    for line in different:
        kind = line[2:30].partition('"')[0] if line.startswith("[") else "story"
        kinds[kind] = kinds.get(kind, 0) + 1
    (folder / f"{name}.txt").write_text("\n".join(different), encoding="utf-8")
    print(f"{name}: {len(different)} of {len(theirs)} lines differ {kinds or ''}", flush=True)
    return len(different)


if __name__ == "__main__":
    sys.exit(main())
