"""Placing at work: articles per second among thousands of open stories, and how that grows.

``python -m benchmarks.stories [--open 5000 20000 50000] [--json FILE]`` fills one placer with invented
articles, each the first of its story, and at each number of open stories times further ones: half of
them join one of the stories, half begin one. Processor time of one core, reading of words included,
encoding left out: in one language nothing is encoded once eight articles are known, and what an
article costs where languages meet is timed by itself (``encoding``).

Words are drawn as in a language: a few make up most of a text (Zipf), and each story has names of its
own and a subject, whose words other stories use, too.
"""

import argparse
import json
import sys
import time
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.articles import SYLLABLES
from benchmarks.clock import peak
from firsthand.models import encoder
from firsthand.records import Article, Published
from firsthand.stories.place import Placer

#: words of the invented language, names of a story's own, words of its subject
WORDS, NAMES, SUBJECT = 80_000, 8, 40
#: the commonest words, short ones, are no subject
PLAIN = 500
SENTENCES = 22
#: articles that are timed at each size
TIMED = 600
#: articles that are encoded to time it
ENCODED = 100
START = datetime(2031, 3, 3, 6, tzinfo=UTC)
ROW = "{:>8} {:>12} {:>8} {:>8}"


@dataclass(frozen=True, slots=True)
class Subject:
    """What an invented story is about."""

    names: Sequence[str]
    words: Sequence[str]


class Press:
    """Invents articles, the same ones in each run."""

    def __init__(self) -> None:
        self._random = Random(1)
        lengths = ((1, 1, 2, 2, 3), (2, 3, 3, 4))
        self._words = [self._word(lengths[place >= 2_000]) for place in range(WORDS)]
        self._shares = list(accumulate(1 / (place + 3) for place in range(WORDS)))
        self._told = 0
        self._subjects: list[Subject] = []

    def first(self) -> Article:
        """The first article of a new story."""
        names = [self._word((3,)).capitalize() for _ in range(NAMES)]
        words = [self._words[self._random.randrange(PLAIN, WORDS)] for _ in range(SUBJECT)]
        self._subjects.append(Subject(names, words))
        return self._article(self._subjects[-1])

    def next(self) -> Article:
        """A further article of one of the stories."""
        return self._article(self._random.choice(self._subjects))

    def _word(self, lengths: Sequence[int]) -> str:
        return "".join(self._random.choices(SYLLABLES, k=self._random.choice(lengths)))

    def _plain(self, count: int) -> list[str]:
        whole = self._shares[-1]
        return [
            self._words[bisect(self._shares, self._random.random() * whole)] for _ in range(count)
        ]

    def _sentence(self, subject: Subject) -> str:
        choose = self._random.choices
        words = self._plain(9) + choose(subject.words, k=3) + choose(subject.names, k=2)
        self._random.shuffle(words)
        return " ".join([words[0].capitalize(), *words[1:]]) + "."

    def _article(self, subject: Subject) -> Article:
        self._told += 1
        title = self._random.choices(subject.names, k=2) + self._random.choices(subject.words, k=4)
        when = START + timedelta(minutes=self._told // 10)
        return Article(
            id=f"article-{self._told}",
            source="",
            title=" ".join(title + self._plain(3)),
            text=" ".join(self._sentence(subject) for _ in range(SENTENCES)),
            language="en",
            published=Published(
                value=when.isoformat(), earliest=when, latest=when, origin="metadata"
            ),
        )


def main() -> int:
    """Print a row for each number of open stories."""
    options = _options()
    press, placer, opened = Press(), Placer(), 0
    rows: list[dict[str, Any]] = []
    print(ROW.format("open", "articles/s", "growth", "peak MB"))
    for count in options.open:
        while opened < count:
            placer.place(press.first())
            opened += 1
        each = _time(placer, [press.first() if turn % 2 else press.next() for turn in range(TIMED)])
        opened += TIMED // 2
        growth = each / rows[-1]["seconds"] if rows else None
        rows.append({"open": count, "seconds": each, "growth": growth, "peak": peak()})
        shown = "" if growth is None else f"{growth:.2f}"
        print(ROW.format(count, f"{1 / each:.0f}", shown, f"{peak():.0f}"), flush=True)
    encoding = _encode([f"{one.title}. {one.text}" for one in (press.next(),) * ENCODED])
    print(f"encoding: {1_000 * encoding:.1f} ms an article, where languages meet")
    if options.json:
        found = {"rows": rows, "encoding": encoding}
        options.json.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--open", type=int, nargs="+", default=[5_000, 20_000, 50_000])
    parser.add_argument("--json", type=Path, metavar="FILE")
    return parser.parse_args()


def _time(placer: Placer, articles: Sequence[Article]) -> float:
    """Seconds of processor time for one article."""
    begin = time.process_time()
    for article in articles:
        placer.place(article)
    return (time.process_time() - begin) / len(articles)


def _encode(texts: Sequence[str]) -> float:
    """Seconds of processor time for the vector of one opening."""
    model = encoder.load()
    model.encode(texts[:1])
    begin = time.process_time()
    model.encode([text[:2_000] for text in texts])
    return (time.process_time() - begin) / len(texts)


if __name__ == "__main__":
    sys.exit(main())
