"""Answers of a large library: search, a story, a way back, lists; and adding one article more.

``python -m benchmarks.library [--articles 50000] [--keep FILE]``. The articles are invented (see
``articles``). What ten of them say is worked out once and written under the names of all others:
the records are as large as real ones, and filling takes minutes instead of hours.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from itertools import groupby, islice
from pathlib import Path
from random import Random
from typing import Any

from benchmarks import articles
from firsthand import pipeline
from firsthand.collect.articles import make
from firsthand.library import Library
from firsthand.records import Article, Part
from firsthand.store import changes, findings, shelf
from firsthand.store.database import Database
from firsthand.store.search import Filters
from firsthand.store.shelf import Seen
from firsthand.upkeep import intake, placing, tracing

NOW = datetime(2031, 4, 1, tzinfo=UTC)
ROW = "{:<24} {:>8} {:>8} {:>8} {:>8}"
#: questions asked of each kind, and articles added one by one
ASKED, ADDED = 200, 20
#: articles written in one transaction while filling
TOGETHER = 1_000


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


def fill(path: Path, count: int, sizes: Sequence[int] = (articles.TELLINGS,)) -> None:
    """Write a library of ``count`` invented articles: grouped and traced, but for their claims.

    The first story of each of ``sizes`` is read in full, and all others are told after it.
    """
    patterns: dict[int, dict[str, Any]] = {}
    waiting: list[list[Article]] = []
    rows = articles.articles(count, sizes=sizes)
    with closing(Database(path)) as database:
        for _, found in groupby(rows, key=lambda row: row["id"].partition("-")[0]):
            story = list(found)
            if len(story) not in patterns:
                patterns[len(story)] = _learn([_article(row) for row in story])
            waiting.append([_plain(row) for row in story])
            if sum(map(len, waiting)) >= TOGETHER:
                _fill(database, waiting, patterns)
                waiting.clear()
        _fill(database, waiting, patterns)
    print()


def _learn(told: list[Article]) -> dict[str, Any]:
    """Read a story as everybody does, in a library of its own; returns what was found in it."""
    with tempfile.TemporaryDirectory() as folder, Library(Path(folder, "library.db")) as library:
        library.add(told, now=NOW)
        assert library.claims(), library.doctor().quarantined
        return _pattern(library._database, told[0].id.partition("-")[0])  # noqa: SLF001


def _fill(
    database: Database, stories: list[list[Article]], patterns: Mapping[int, dict[str, Any]]
) -> None:
    """Write stories after those of their size."""
    sizes = {told[0].id.partition("-")[0]: len(told) for told in stories}
    with database.writing():
        for told in stories:
            for article in told:
                _write(database, article, patterns[len(told)])
        while placing.place(database, None):
            pass
        while tracing.trace(database, pipeline.equip()):
            pass
        for number in sorted({*changes.get(database, "tell"), *changes.waiting(database)}):
            _tell(database, number, sizes, patterns)
    print(end=".", flush=True)


def _article(row: dict[str, str]) -> Article:
    return make(
        row["text"], id=row["id"], title=row["title"], outlet=row["outlet"],
        published=row["published"], language="en",
    )  # fmt: skip


def _plain(row: dict[str, str]) -> Article:
    """The same article with all of its text as body: its parts are not looked for."""
    body = Part(kind="body", start=0, stop=len(row["text"]))
    made = _article({**row, "text": row["text"].partition("\n")[0]})
    return replace(made, text=row["text"], parts=(body,))


def _pattern(database: Database, name: str) -> dict[str, Any]:
    """Return what was found in the only story, to be written for the others."""
    story = max(database.all("all_stories"), key=lambda row: len(row["told"]))
    return {
        "name": name,
        "story": story,
        "claims": database.all("claims_of", story["number"]),
        "readings": {row["id"]: row for row in database.all("dump_readings")},
        "descents": {row["id"]: row for row in database.all("dump_descents")},
    }


def _write(database: Database, article: Article, pattern: dict[str, Any]) -> None:
    story, _, telling = article.id.partition("-")
    _, number = intake.take(database, article, Seen(at=NOW, place="x"))
    changes.done(database, "read", [number])
    read, descent = (
        pattern[kind][f"{pattern['name']}-{telling}"] for kind in ("readings", "descents")
    )
    renamed = _renamed(pattern, story)
    database.do(
        "set_reading", article=number, reports=renamed(read["reports"]), cited=read["cited"],
        flags=read["flags"],
    )  # fmt: skip
    database.do(
        "set_descent", article=number, links=renamed(descent["links"]),
        origins=renamed(descent["origins"]), published=None, flags=None,
    )  # fmt: skip


def _renamed(pattern: dict[str, Any], story: str) -> Callable[[str], str]:
    """Return what puts the names of a story's articles in the place of the pattern's."""
    return lambda text: text.replace(f'"{pattern["name"]}-', f'"{story}-')


def _tell(
    database: Database,
    number: int,
    sizes: Mapping[str, int],
    patterns: Mapping[int, dict[str, Any]],
) -> None:
    """Write what the story pattern tells, if all of the story is one that was told so."""
    members = database.all("members", number)
    for stage in ("narrow", "join", "tell"):
        changes.done(database, stage, [number])
    findings.join_all(database, number)
    stories = {row["id"].partition("-")[0] for row in members}
    if len(stories) > 1 or len(members) != sizes.get(min(stories, default="")):
        return
    [story] = stories
    pattern = patterns[len(members)]
    kept = shelf.load(database, [row["article"] for row in members])
    texts = [one.article.text for one in kept]
    renamed = _renamed(pattern, story)
    database.do(
        "set_told", story=number, told=renamed(pattern["story"]["told"]), title=texts[0][:60],
        low=1 + number % 4, high=4,
    )  # fmt: skip
    for place, row in enumerate(pattern["claims"]):
        words = texts[place % len(texts)][: len(row["words"])]
        name = f"c-{story}-{place}"
        claim = (name, number, place, words, 1, 2, renamed(row["record"]))
        database.many("delete_claims", [(number, place)])
        database.many("add_claim", [claim])
    for one in kept:
        outlet = one.article.outlet
        findings.appraise(database, one.number, one.article, outlet.name if outlet else None, 0.5)


# --------------------------------------------------------------------------- measuring


def measure(path: Path) -> None:
    """Print how long answers take, in milliseconds."""
    random = Random(3)
    print(ROW.format("milliseconds", "median", "p95", "max", "found"))
    with Library(path, create=False) as library:
        stories = [one.id for one in library.stories(most=1_000)]
        names = [
            article.id for story in stories[:100] for article in library.story(story).articles[:3]
        ]
        claims = [found.claim for found in library.claims(most=1_000)]
        outlets = [
            article.outlet.name
            for name in names
            if (article := library.pages.article(name).article).outlet is not None
        ]
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
            "front page": lambda: library.pages.front(after=random.randrange(500)),
            "article": lambda: [library.pages.article(random.choice(names))],
            "claim": lambda: library.pages.claim(random.choice(claims)).articles,
            "outlet": lambda: library.pages.outlet(random.choice(outlets)).latest,
            "search in an outlet": lambda: library.search(
                "the said", only=Filters(outlet=random.choice(outlets))
            ),
        }
        for name, question in asked.items():
            _show(name, question)
        _add(library)


def _add(library: Library) -> None:
    """Print what one article more costs: a story of its own, and then more of one and the same.

    The seconds are the processor's: what else the machine does is no part of the price.
    """
    taken: list[float] = []
    # the first ones load the models, and place what the process has to know of what was there
    for row in islice(articles.articles(2 * ADDED, seed=1_000), 2, None):
        late = replace(_article(row), id=f"late-{row['id']}", seen=NOW)
        began = time.process_time()
        library.add(late, now=NOW)
        taken.append(1_000 * (time.process_time() - began))
        if len(taken) == 1:
            print(f"{'first add':<24} {taken[0]:>8.0f}", flush=True)
    _print("add one article", taken[ADDED:], 1)


def _show(name: str, question: Callable[[], Any]) -> None:
    taken: list[float] = []
    found = 0
    deadline = time.perf_counter() + 20
    while len(taken) < ASKED and time.perf_counter() < deadline:
        began = time.perf_counter()
        found += len(question())
        taken.append(1_000 * (time.perf_counter() - began))
    _print(name, taken, found // len(taken))


def _print(name: str, taken: list[float], found: int) -> None:
    taken.sort()
    at = taken[len(taken) // 2], taken[int(len(taken) * 0.95)], taken[-1]
    print(ROW.format(name, *(f"{each:.1f}" for each in at), found), flush=True)


if __name__ == "__main__":
    sys.exit(main())
