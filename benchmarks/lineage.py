"""Lineage at work: articles a second against a window, growth, hot texts, and a peer beside it.

``python -m benchmarks.lineage [window|hot|peer]``. Made-up articles of 400 words, one in five of
them a copy with edits of one that came before; one process, no model. ``peer`` needs datasketch
and runs its MinHash-LSH (word 5-shingles, 128 permutations) on the same articles in the same run.
"""

import argparse
import gc
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

import numpy as np

from benchmarks.clock import peak
from firsthand.lexicon import gazetteer
from firsthand.lineage.window import Window
from firsthand.records import Article, Descent, Outlet

WORDS, SENTENCE, PARAGRAPH = 400, 20, 3
VOCABULARY = 30_000
COPIED = 0.2
#: new articles that are timed against a window, taken in so many at a time
FRESH, TOGETHER = 4_000, 500
WINDOWS = (10_000, 100_000, 500_000)
HOT, OTHERS = (1, 10, 100, 1_000, 10_000), 20_000
#: copies added one by one to time the next
TIMED = 20
PEER = 3_000
THRESHOLD, PERMUTATIONS = 0.5, 128


class Press:
    """Articles without end, the same in every run; words come as often as in a language."""

    def __init__(self, seed: int = 1) -> None:
        self._chance = np.random.default_rng(seed)
        letters = self._chance.integers(97, 123, (VOCABULARY, 11)).astype(np.uint8)
        lengths = self._chance.integers(2, 11, VOCABULARY)
        self._words = [row[:n].tobytes().decode() for row, n in zip(letters, lengths, strict=True)]

    def text(self) -> str:
        places = (VOCABULARY * self._chance.random(WORDS) ** 3).astype(int).tolist()
        words = [self._words[place] for place in places]
        sentences = [
            " ".join(words[n : n + SENTENCE]).capitalize() + "." for n in range(0, WORDS, SENTENCE)
        ]
        return "\n".join(
            " ".join(sentences[n : n + PARAGRAPH]) for n in range(0, len(sentences), PARAGRAPH)
        )

    def edited(self, text: str, *, cut: bool = False) -> str:
        """Give ``text`` with twelve words changed; with ``cut`` only its first half."""
        words = text.split(" ")
        for place in self._chance.integers(0, len(words), 12).tolist():
            words[place] = f"edit{self._chance.integers(1000)}"
        return " ".join(words[: len(words) // 2] if cut else words)

    def stream(self, count: int, name: str, before: list[str]) -> Iterator[tuple[Article, int]]:
        """Give articles, each with the place of what it copies in ``before``, or -1."""
        for number in range(count):
            copied = -1
            if before and self._chance.random() < COPIED:
                copied = int(self._chance.integers(len(before)))
            text = self.text() if copied < 0 else self.edited(before[copied], cut=number % 2 == 0)
            yield article(f"{name}{number:07}", text, number), copied


def article(key: str, text: str, number: int) -> Article:
    outlet = Outlet(name=f"Paper {number % 997}")
    return Article(id=key, source="made up", text=text, language="en", outlet=outlet)


def timed(call: Callable[..., Any], *arguments: Any) -> tuple[float, Any]:
    gc.collect()
    begin = time.process_time()
    result = call(*arguments)
    return time.process_time() - begin, result


def _in_parts(kept: Window, parts: list[list[Article]]) -> list[list[tuple[Descent, ...]]]:
    return [kept.extend(part) for part in parts]


def window(sizes: tuple[int, ...]) -> None:
    """Show articles a second added and linked, the window filled further and further."""
    print(f"{'window':>9} {'articles/s':>11} {'links':>7} {'runs MB':>8} {'peak MB':>8}")
    press, kept = Press(), Window(gazetteer=gazetteer.load(), limit=max(sizes) * 2)
    texts: list[str] = []
    for size in sizes:
        while len(kept) < size:
            count = min(2_000, size - len(kept))
            new = [article(f"w{len(kept) + n:07}", press.text(), n) for n in range(count)]
            texts += [one.text for one in new[:100]]
            kept.extend(new)
        fresh = [one for one, _ in press.stream(FRESH, f"f{size}-", texts)]
        parts = [fresh[n : n + TOGETHER] for n in range(0, FRESH, TOGETHER)]
        seconds, links = timed(_in_parts, kept, parts)
        linked = sum(bool(found) for part in links for found in part)
        print(
            f"{size:>9} {FRESH / seconds:>11.0f} {linked:>7} {kept.room / 1e6:>8.0f} {peak():>8.0f}",
            flush=True,
        )


def hot(sizes: tuple[int, ...], others: int) -> None:
    """Show that copies of one text are one origin, and what the next copy costs."""
    print(f"{'copies':>7} {'origins':>9} {'ms a copy':>10} {'runs MB':>8} {'peak MB':>8}")
    press, kept = Press(), Window(gazetteer=gazetteer.load())
    for start in range(0, others, TOGETHER):
        kept.extend([article(f"x{start + n:07}", press.text(), n) for n in range(TOGETHER)])
    first, copies = press.text(), list[str]()
    for size in sizes:
        while len(copies) < size:
            count = min(TOGETHER, size - len(copies))
            new = [
                article(f"c{len(copies) + n:07}", press.edited(first), len(copies) + n)
                for n in range(count)
            ]
            kept.extend(new)
            copies += [one.id for one in new]
        more = [article(f"m{size}-{n}", press.edited(first), size + n) for n in range(TIMED)]
        seconds, _ = timed(_in_parts, kept, [[one] for one in more])
        copies += [one.id for one in more]
        counted = kept.lineage().origins(copies)
        print(
            f"{len(copies):>7} {counted.low:>4} to {counted.high} {1000 * seconds / TIMED:>10.2f} "
            f"{kept.room / 1e6:>8.0f} {peak():>8.0f}",
            flush=True,
        )


def peer(count: int) -> None:
    """Run the same articles through this and through MinHash-LSH, and show who finds the copies."""
    press = Press()
    base = [press.text() for _ in range(count)]
    made = list(press.stream(count, "n", base))
    older = [article(f"b{n:07}", text, n) for n, text in enumerate(base)]
    truth = {one.id: f"b{copied:07}" for one, copied in made if copied >= 0}
    ours, found = timed(_ours, older, [one for one, _ in made])
    rows = [("firsthand", ours, found)]
    for batch in (False, True):
        seconds, pairs = timed(_theirs, older, [one for one, _ in made], batch)
        rows.append(("datasketch, in batches" if batch else "datasketch", seconds, pairs))
    for name, seconds, pairs in rows:
        recall = sum(truth[key] in pairs.get(key, ()) for key in truth) / len(truth)
        speed = 2 * count / seconds
        print(f"{name:<23} {speed:>7.0f} articles/s, {seconds / ours:>4.1f} times our time, "
              f"recall of copies {recall:.3f}")  # fmt: skip


def _ours(older: list[Article], new: list[Article]) -> dict[str, set[str]]:
    kept = Window(gazetteer=gazetteer.load())
    for start in range(0, len(older), TOGETHER):
        kept.extend(older[start : start + TOGETHER])
    found: dict[str, set[str]] = {}
    for start in range(0, len(new), TOGETHER):
        part = new[start : start + TOGETHER]
        for one, near in zip(part, kept.extend(part), strict=True):
            found[one.id] = kept.neighbours(one.id) if near else set()
    return found


def _theirs(older: list[Article], new: list[Article], batch: bool) -> dict[str, set[str]]:
    """As its manual has it (one update a shingle), or with its call for many at once."""
    datasketch = import_module("datasketch")  # only for this comparison

    index = datasketch.MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
    found = {}
    for one in [*older, *new]:
        words = one.text.lower().split()
        sketch = datasketch.MinHash(num_perm=PERMUTATIONS)
        shingles = [" ".join(words[n : n + 5]).encode() for n in range(len(words) - 4)]
        if batch:
            sketch.update_batch(shingles)
        else:
            for shingle in shingles:
                sketch.update(shingle)
        found[one.id] = set(index.query(sketch))
        index.insert(one.id, sketch)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", choices=("window", "hot", "peer"))
    parser.add_argument("--sizes", type=int, nargs="+")
    options = parser.parse_args()
    if options.part == "window":
        window(tuple(options.sizes or WINDOWS))
    elif options.part == "hot":
        hot(tuple(options.sizes or HOT), OTHERS)
    else:
        peer((options.sizes or [PEER])[0])


if __name__ == "__main__":
    main()
