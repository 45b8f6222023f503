"""Which articles are one story: groups against labelled events."""

import json
import tempfile
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

from evaluation import shared, stories
from evaluation.measures import Labelled, Measure, read_off
from firsthand.models import encoder


@cache
def _predict(data: Path) -> dict[str, dict[str, str]]:
    """Group all sets, once: set -> article -> story."""
    return stories.predict(data, encoder.load())


def _measures(baseline: str = "") -> tuple[Measure, ...]:
    reference = f"TF-IDF, tuned here: {baseline}" if baseline else ""
    return (
        Measure("B3 F1", r"B3 F1 ([\d.]+)", held=True, reference=reference),
        Measure("B3 P", r"\(P ([\d.]+)"),
        Measure("B3 R", r" R ([\d.]+)\)"),
        Measure("pair F1", r"pair F1 ([\d.]+)", held=True),
    )


class Stories(Labelled):
    """Four sets of news as one stream: articles of one set never belong to a story of another."""

    name = "stories"
    unit = "events"
    needs = ("firsthand.models.encoder:load",)
    measures = _measures(".836 (without newswcl50)")
    #: name of the set in the answer
    key: ClassVar[str] = "mix"
    #: folder of its files, and their names if it is made of several
    folder: ClassVar[str] = "stories"
    parts: ClassVar[Sequence[str]] = (
        "basil", "giveme5w_news_cluster", "newswcl50", "wikinews_cited_sources",
    )  # fmt: skip
    #: field of the rows that names the event
    event: ClassVar[str] = "event"

    def files(self) -> list[Path]:
        return [self.data / self.folder / f"{part}.jsonl.gz" for part in self.parts or (self.key,)]

    def units(self) -> list[str]:
        return sorted(
            {
                unit
                for path in self.files()
                for row in shared.rows(path)
                if (unit := self._unit(path, row))
            }
        )

    def predict(self) -> dict[str, str]:
        return _predict(self.data)[self.key]

    def score(self, answer: dict[str, str], kept: Collection[str]) -> Mapping[str, float]:
        scorer, wanted = shared.scorer("score_stories"), set(kept)
        with tempfile.TemporaryDirectory() as folder:
            said = Path(folder, "said.json")
            said.write_text(json.dumps(answer), encoding="utf-8")
            gold = [Path(folder, f"{place}.jsonl") for place in range(len(self.files()))]
            for path, source in zip(gold, self.files(), strict=True):
                rows = (
                    {"id": row["id"], "event": self._unit(source, row)}
                    for row in shared.rows(source)
                )
                shared.write_rows(path, (row for row in rows if row["event"] in wanted))
            return read_off(self.measures, shared.printed(scorer.main, str(said), *map(str, gold)))

    def misses(self, answer: dict[str, str]) -> Iterable[str]:
        events: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        stories: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for path in self.files():
            for row in shared.rows(path):
                story, event = answer.get(row["id"], f"alone {row['id']}"), self._unit(path, row)
                line = f"{row['id']} {row.get('date')} {row.get('title')}"
                events[event][story].append(line)
                stories[story][event].append(line)
        yield from _broken("event in several stories", events)
        yield from _broken("story of several events", stories)

    def _unit(self, path: Path, row: Mapping[str, Any]) -> str:
        return f"{path.name} {row[self.event]}"


def _broken(what: str, groups: Mapping[str, Mapping[str, list[str]]]) -> Iterable[str]:
    for name, parts in groups.items():
        if len(parts) > 1:
            yield f"{what}: {name}"
            for part, lines in parts.items():
                yield from (f"\t{part}\t{line}" for line in lines)


class Single(Stories):
    """A set on its own."""

    parts = ()


class Giveme5w(Single):
    name = "stories-giveme5w"
    measures = _measures(".929")
    key = "giveme5w_news_cluster"


class Wikinews(Single):
    name = "stories-wikinews"
    measures = _measures(".781")
    key = "wikinews_cited_sources"


class Basil(Single):
    name = "stories-basil"
    measures = _measures(".929")
    key = "basil"


class Newswcl(Single):
    name = "stories-newswcl50"
    measures = _measures(".898")
    key = "newswcl50"


class Ecb(Single):
    """Near-miss events in pairs, a few sentences each."""

    name = "stories-ecb"
    measures = _measures(".818 (other part)")
    key = folder = "ecbplus"


class Meantime(Single):
    """The same articles in English, Spanish, Italian and Dutch."""

    name = "stories-meantime"
    measures = _measures()
    key = folder = "meantime"
    event = "parallel_id"


class Pairs(Labelled):
    """Pairs of Russian and English articles chosen to be hard: one event or not."""

    name = "stories-pairs"
    unit = "pairs"
    needs = Stories.needs
    path = "tgcontest_pairs/pairs.jsonl.gz"
    measures = (Measure("same event F1", "", held=True), Measure("accuracy", ""))

    def units(self) -> list[str]:
        return [str(line) for line in range(len(shared.rows(self.files()[0])))]

    def predict(self) -> dict[str, str]:
        return _predict(self.data)["tgcontest_pairs"]

    def score(self, answer: dict[str, str], kept: Collection[str]) -> Mapping[str, float]:
        gold = [row["label"] == "OK" for row in shared.rows(self.files()[0])]
        judged = [(gold[int(line)], _together(answer, line)) for line in kept]
        both, either = judged.count((True, True)), sum(map(sum, judged))
        right = both + judged.count((False, False))
        return {"same event F1": 2 * both / max(1, either), "accuracy": right / max(1, len(judged))}

    def misses(self, answer: dict[str, str]) -> Iterable[str]:
        for line, row in enumerate(shared.rows(self.files()[0])):
            if (row["label"] == "OK") != _together(answer, str(line)):
                yield f"{line}\twant {row['label']}\t{row['title1']}\t{row['title2']}\t{row['hint']}"


def _together(answer: Mapping[str, str], line: str) -> bool:
    return answer.get(f"{line}/1", "alone 1") == answer.get(f"{line}/2", "alone 2")
