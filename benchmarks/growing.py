"""One article more in a story: seconds of the processor, the larger the story.

``python -m benchmarks.growing [--sizes 10 100 400] [--added 3]``. The articles are invented (see
``articles``): half of them tell the same facts in words of their own, half are copies with edits, so that each
article touches nearly every claim. ``ratio`` compares with the smallest story; ``each`` is for one
article of the story, in milliseconds: telling reads all of them.
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks import articles
from firsthand.collect.articles import make
from firsthand.library import Library
from firsthand.records import Article
from firsthand.upkeep import rounds

NOW = datetime(2031, 4, 1, tzinfo=UTC)
SIZES, ADDED = (10, 100, 400), 3
STAGES = ("place", "read", "trace", "tell")
ROW = "{:>9} {:>9} {:>7} {:>9}" + " {:>8}" * len(STAGES)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="articles of the story")
    parser.add_argument("--added", type=int, default=ADDED, help="articles added one by one")
    options = parser.parse_args()
    print(ROW.format("articles", "seconds", "ratio", "each, ms", *STAGES))
    first = 0.0
    for size in options.sizes:
        spent, stages = measure(_story(size + options.added + 1), options.added)
        first = first or spent
        print(
            ROW.format(
                size, f"{spent:.2f}", f"{spent / first:.1f}", f"{1_000 * spent / size:.1f}",
                *(f"{stages.get(name, 0.0):.2f}" for name in STAGES),
            ),
            flush=True,
        )  # fmt: skip


def _story(size: int) -> list[Article]:
    return [
        make(
            row["text"], id=row["id"], source=row["id"], title=row["title"], outlet=row["outlet"],
            published=row["published"],
        )
        for row in articles.articles(size, sizes=(size,))
    ]  # fmt: skip


def measure(told: Sequence[Article], added: int) -> tuple[float, dict[str, float]]:
    """Add the last articles one by one; return the seconds for one, and those of each stage."""
    with tempfile.TemporaryDirectory() as folder, Library(Path(folder, "library.db")) as library:
        library.add(told[: -added - 1], now=NOW)
        # what is loaded and begun once is no part of it
        library.add(told[-added - 1 : -added], now=NOW)
        stages: dict[str, float] = {}
        begun = time.process_time()
        with _Clocks(stages):
            for article in told[-added:]:
                library.add([article], now=NOW)
        spent = (time.process_time() - begun) / added
        assert len(library.stories()) == 1
    return spent, {name: seconds / added for name, seconds in stages.items()}


class _Clocks:
    """Takes the time of each stage while it stands around a block."""

    def __init__(self, seconds: dict[str, float]) -> None:
        self._seconds = seconds
        self._kept = {name: vars(rounds)[name] for name in STAGES}

    def __enter__(self) -> None:
        for name, stage in self._kept.items():
            vars(rounds)[name] = self._timed(name, stage)

    def __exit__(self, *_: object) -> None:
        vars(rounds).update(self._kept)

    def _timed(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def measured(*arguments: Any, **named: Any) -> Any:
            begun = time.process_time()
            try:
                return call(*arguments, **named)
            finally:
                spent = time.process_time() - begun
                self._seconds[name] = self._seconds.get(name, 0.0) + spent

        return measured


if __name__ == "__main__":
    main()
