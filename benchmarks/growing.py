"""One article more in a story: seconds of the processor, the larger the story.

``python -m benchmarks.growing [--sizes 10 100 400 2000] [--copies]``. The articles are invented (see
``articles``): half of them tell the same facts in words of their own, half are copies with edits, so that each
article touches nearly every claim; with ``--copies`` all but one in fifty are copies. A large story is told
again when a share of it is new (see ``upkeep.telling``), so to each story articles are added one by one
until it has been told at least once: ``mean`` is for one of them, what the telling took shared out among
them, ``worst`` is for the one at which it was told. ``ratio`` compares the means with that of the smallest
story. The stages add up to the mean but for what taking an article in costs.
"""

import argparse
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from benchmarks import articles
from benchmarks.clock import Clock
from firsthand.collect.articles import make
from firsthand.library import Library
from firsthand.records import Article
from firsthand.upkeep import rounds
from firsthand.upkeep.telling import PATIENCE

NOW = datetime(2031, 4, 1, tzinfo=UTC)
SIZES = (10, 100, 400, 2_000)
#: articles added at least
ADDED = 5
STAGES = ("place", "narrow", "read", "trace", "tell")
ROW = "{:>9} {:>6} {:>8} {:>6} {:>8}" + " {:>8}" * len(STAGES)


class Spent(NamedTuple):
    """Seconds for one article."""

    added: int
    mean: float
    worst: float
    #: of the mean, by stage
    stages: dict[str, float]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="articles of the story")
    parser.add_argument("--copies", action="store_true", help="nearly all are copies of one text")
    options = parser.parse_args()
    print(ROW.format("articles", "added", "mean", "ratio", "worst", *STAGES))
    first = 0.0
    for size in options.sizes:
        found = measure(size, copies=options.copies)
        first = first or found.mean
        print(
            ROW.format(
                size, found.added, f"{found.mean:.3f}", f"{found.mean / first:.1f}",
                f"{found.worst:.2f}", *(f"{found.stages.get(name, 0.0):.3f}" for name in STAGES),
            ),
            flush=True,
        )  # fmt: skip


def measure(size: int, *, copies: bool = False) -> Spent:
    """Add articles one by one to a story of ``size``, until it has been told."""
    added = max(ADDED, 1 + size // (PATIENCE.growth - 1))
    told = _story(size + added + 1, copies=copies)
    with tempfile.TemporaryDirectory() as folder, Library(Path(folder, "library.db")) as library:
        library.add(told[:size], now=NOW)
        library.catch_up()
        # what is loaded and begun once is no part of it
        library.add(told[size : size + 1], now=NOW)
        clock = Clock()
        with clock.on(rounds, {name: name for name in STAGES}):
            each = [_spent(library, article) for article in told[size + 1 :]]
        [heading] = library.stories()
        assert heading.waiting < added, "it was told in between"
    mean = sum(each) / added
    stages = {name: spent / added for name, spent in clock.seconds.items()}
    return Spent(added, mean, max(each), stages)


def _spent(library: Library, article: Article) -> float:
    begun = time.process_time()
    library.add([article], now=NOW)
    return time.process_time() - begun


def _story(size: int, *, copies: bool) -> list[Article]:
    return [
        make(
            row["text"], id=row["id"], source=row["id"], title=row["title"], outlet=row["outlet"],
            published=row["published"],
        )
        for row in articles.articles(size, sizes=(size,), own=50 if copies else 2)
    ]  # fmt: skip


if __name__ == "__main__":
    main()
