"""Which time is meant: time expressions against TempEval-3 (English) and KRAUTS (German)."""

import json
import tempfile
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import ClassVar

import firsthand
from evaluation import shared
from evaluation.measures import Labelled, Measure, read_off

Answer = dict[str, list[tuple[int, int, str]]]


def _measures(published: str) -> tuple[Measure, ...]:
    return (
        Measure("value F1", r"all: .*value ([\d.]+)", held=True, reference=published),
        Measure("strict F1", r"all: F1 strict ([\d.]+)", held=True),
        Measure("relaxed F1", r"all: .*relaxed ([\d.]+)", held=True),
        Measure("dates, value F1", r"dates: .*value ([\d.]+)", held=True),
        Measure("dates, relaxed F1", r"dates: .*relaxed ([\d.]+)"),
    )


class Moments(Labelled):
    name = "moments"
    unit = "documents"
    needs = ("firsthand:find_moments",)
    measures = _measures("HeidelTime .776 (other part)")
    path: ClassVar[str] = "timex/tempeval3_train_tbaq.jsonl.gz"
    language: ClassVar[str] = "en"

    def files(self) -> list[Path]:
        return [self.data / self.path]

    def units(self) -> list[str]:
        return [row["id"] for row in shared.rows(self.data / self.path)]

    def predict(self) -> Answer:
        return {
            row["id"]: [
                (moment.start, moment.stop, moment.value or "")
                for moment in firsthand.find_moments(
                    row["text"], reference=row["dct"], language=self.language
                )
            ]
            for row in shared.rows(self.data / self.path)
        }

    def score(self, answer: Answer, kept: Collection[str]) -> Mapping[str, float]:
        scorer, wanted = shared.scorer("score_moments"), set(kept)
        with tempfile.TemporaryDirectory() as folder:
            gold, said = Path(folder, "gold.jsonl"), Path(folder, "said.json")
            shared.write_rows(
                gold, (r for r in shared.rows(self.data / self.path) if r["id"] in wanted)
            )
            said.write_text(json.dumps({key: answer[key] for key in wanted}), encoding="utf-8")
            return read_off(self.measures, shared.printed(scorer.main, str(gold), str(said)))

    def misses(self, answer: Answer) -> Iterable[str]:
        scorer = shared.scorer("score_moments")
        for row in shared.rows(self.data / self.path):
            head = f"{row['id']} {row['dct']}"
            key = [
                (t["begin"], t["end"], t["value"], t["type"])
                for t in row["timex"]
                if t["begin"] is not None
            ]
            pairs = scorer.figures(key, answer[row["id"]])
            for gold, said in pairs:
                if gold[2] != said[2] or gold[:2] != said[:2]:
                    kind = "value" if gold[2] != said[2] else "span"
                    yield f"{head}\t{kind}\t{_around(row['text'], *gold[:2])}\twant {gold[2]}\tgot {said[2]} {row['text'][said[0] : said[1]]!r}"
            for gold in sorted(set(key) - {pair[0] for pair in pairs}):
                yield f"{head}\tmissed\t{_around(row['text'], *gold[:2])}\twant {gold[2]}"
            for said in sorted(set(answer[row["id"]]) - {pair[1] for pair in pairs}):
                yield f"{head}\tnot in the key\t{_around(row['text'], *said[:2])}\tgot {said[2]}"


def _around(text: str, start: int, stop: int) -> str:
    before, after = text[max(0, start - 60) : start], text[stop : stop + 60]
    return " ".join(f"{before}[{text[start:stop]}]{after}".split())


class GermanMoments(Moments):
    name = "moments-de"
    measures = _measures("HeidelTime .63-.80")
    path = "timex/krauts_de.jsonl.gz"
    language = "de"
