"""Answers of a large library: search, a story, a way back, lists; and adding one article more.

``python -m benchmarks.library [--articles 50000] [--keep FILE]``. The articles are invented (see
``articles``). What ten of them say is worked out once and written under the names of all others:
the records are as large as real ones, and filling takes a minute instead of an hour.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from benchmarks import articles
from firsthand.collect.articles import make
from firsthand.library import Library
from firsthand.records import Article
from firsthand.store import shelf
from firsthand.store.database import Database
from firsthand.store.shelf import Seen

NOW = datetime(2031, 4, 1, tzinfo=UTC)
ROW = "{:<24} {:>8} {:>8} {:>8} {:>8}"
#: questions asked of each kind
ASKED = 200


def main() -> int:
    options = _options()
    assert options.articles > articles.TELLINGS
    with tempfile.TemporaryDirectory() as folder:
        path = options.keep or Path(folder, "library.db")
        if not path.exists():
            began = time.perf_counter()
            fill(path, options.articles)
            print(f"filled with {options.articles} in {time.perf_counter() - began:.0f} s")
        print(f"{path.stat().st_size / 1e6:.0f} MB")
        measure(path)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=50_000)
    parser.add_argument("--keep", type=Path, metavar="FILE", help="use or leave the library there")
    return parser.parse_args()


# --------------------------------------------------------------------------- filling


def fill(path: Path, count: int) -> None:
    """Write a library of ``count`` invented articles with findings."""
    rows = articles.articles(count)
    first = [_article(row) for row in islice(rows, articles.TELLINGS)]
    with Library(path) as library:
        library.add(first, now=NOW)
        assert library.claims(), library.doctor().quarantined
        pattern = _pattern(library._database)  # noqa: SLF001
    database = Database(path)
    story = 0
    while chunk := list(islice(rows, articles.TELLINGS)):
        story += 1
        with database.writing():
            _write(database, story, [_article(row) for row in chunk], pattern)
    database.close()


def _article(row: dict[str, str]) -> Article:
    return make(
        row["text"], id=row["id"], title=row["title"], outlet=row["outlet"],
        published=row["published"], language="en",
    )  # fmt: skip


def _pattern(database: Database) -> dict[str, list[Any]]:
    """Return what was found in the first story, to be written for the others."""
    return {
        "story": database.all("all_stories"),
        "claims": database.all("claims", most=1_000),
        **{name: database.all(name) for name in ("dump_readings", "dump_descents")},
    }


def _write(
    database: Database, story: int, members: list[Article], pattern: dict[str, list[Any]]
) -> None:
    def renamed(text: str) -> str:
        return text.replace('"0-', f'"{story}-')

    found = max(pattern["story"], key=lambda row: len(row["placed"]))
    number = database.do("add_story", id=f"story-{story}")
    latest = shelf.appeared(members[-1])
    placed = renamed(found["placed"])
    database.do("set_placed", story=number, placed=placed, size=len(members), latest=latest)
    database.do("set_told", story=number, told=renamed(found["told"]))
    for place, row in enumerate(pattern["claims"]):
        words = members[place % len(members)].text[: len(row["words"])]
        database.many("add_claim", [(f"c-{story}-{place}", number, place, words, 1, 2)])
    numbers = {}
    for article in members:
        numbers[article.id] = shelf.begin(database, article, Seen(at=NOW, place="x"))
    database.many("set_membership", [(one, number) for one in numbers.values()])
    for row in pattern["dump_readings"]:
        one = numbers.get(f"{story}-{row['id'].partition('-')[2]}")
        if one:
            database.do(
                "set_reading", article=one, reports=renamed(row["reports"]), cited=row["cited"]
            )
    for row in pattern["dump_descents"]:
        one = numbers.get(f"{story}-{row['id'].partition('-')[2]}")
        if one:
            links, origins = renamed(row["links"]), renamed(row["origins"])
            database.do("set_descent", article=one, links=links, origins=origins)


# --------------------------------------------------------------------------- measuring


def measure(path: Path) -> None:
    """Print how long answers take, in milliseconds."""
    random = Random(3)
    print(ROW.format("milliseconds", "median", "p95", "max", "found"))
    with Library(path, create=False) as library:
        stories = [one.id for one in library.stories(most=1_000)]
        numbers = [story.removeprefix("story-") for story in stories]
        names = [f"{story}-{n}" for story in numbers if story.isdecimal() for n in (0, 1, 5)]
        words = [hit.words.split() for hit in library.search("said", most=500)]
        rare = [word.strip('.,"…') for row in words for word in row if word[:1].isupper()]
        asked: dict[str, Callable[[], Any]] = {
            "search, one name": lambda: library.search(random.choice(rare)),
            "search, two words": lambda: library.search(f"{random.choice(rare)} said"),
            "search, in every article": lambda: library.search("the said"),
            "claims, one name": lambda: library.claims(random.choice(rare)),
            "claims, a common word": lambda: library.claims("the"),
            "stories": lambda: library.stories(after=random.randrange(1_000)),
            "story": lambda: library.story(random.choice(stories)).stories,
            "story as JSON": lambda: json.dumps(library.story(random.choice(stories)).to_json()),
            "trace": lambda: library.trace(random.choice(names)).articles,
            "history": lambda: library.history(random.choice(names)).versions,
        }
        for name, question in asked.items():
            _show(name, question)
        for times in range(3):
            article = make(articles_text(times), id=f"late-{times}", language="en")
            began = time.perf_counter()
            library.add(article, now=NOW)
            print(f"add one article: {time.perf_counter() - began:.2f} s")


def articles_text(number: int) -> str:
    """Return the text of an article that no library of the benchmark has."""
    return next(articles.articles(1, seed=1_000 + number))["text"]


def _show(name: str, question: Callable[[], Any]) -> None:
    taken: list[float] = []
    found = 0
    deadline = time.perf_counter() + 20
    while len(taken) < ASKED and time.perf_counter() < deadline:
        began = time.perf_counter()
        found += len(question())
        taken.append(1_000 * (time.perf_counter() - began))
    taken.sort()
    at = taken[len(taken) // 2], taken[int(len(taken) * 0.95)], taken[-1]
    print(ROW.format(name, *(f"{each:.1f}" for each in at), found // len(taken)), flush=True)


if __name__ == "__main__":
    sys.exit(main())
