"""Who said what: attributions against PolNeAR (English) and Wikinews (German)."""

import json
import tempfile
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

import firsthand
from evaluation import shared
from evaluation.measures import Labelled, Measure, read_off

Answer = dict[str, list[dict[str, Any]]]


class Attributions(Labelled):
    name = "attributions"
    unit = "documents"
    needs = ("firsthand:find_attributions",)
    measures: ClassVar[tuple[Measure, ...]] = (
        Measure("content F1 @.5", r"content@0\.5:.* F1 ([\d.]+)", held=True),
        Measure("content P @.5", r"content@0\.5: P ([\d.]+)"),
        Measure("content R @.5", r"content@0\.5: .*R ([\d.]+)"),
        Measure("content F1 @.8", r"content@0\.8:.* F1 ([\d.]+)", held=True),
        Measure(
            "triple F1 @.5",
            r"triple@0\.5:.* F1 ([\d.]+)",
            held=True,
            reference="sister set, exact: .57",
        ),
        Measure("speech recall @.5", r"speech recall@0\.5: ([\d.]+)", held=True),
        Measure("source right, of these", r"source right in ([\d.]+)", held=True),
    )
    path: ClassVar[str] = "polnear/dev.jsonl.gz"
    language: ClassVar[str] = "en"

    def files(self) -> list[Path]:
        return [self.data / self.path]

    def units(self) -> list[str]:
        return [row["id"] for row in shared.rows(self.data / self.path)]

    def predict(self) -> Answer:
        return {
            row["id"]: self._attributions(row["text"]) for row in shared.rows(self.data / self.path)
        }

    def _attributions(self, text: str) -> list[dict[str, Any]]:
        return [
            {
                "source": [found.source.start, found.source.stop] if found.source else None,
                "content": [[span.start, span.stop] for span in found.content],
            }
            for found in firsthand.find_attributions(text, language=self.language)
        ]

    def score(self, answer: Answer, kept: Collection[str]) -> Mapping[str, float]:
        scorer, wanted = shared.scorer("score_attributions"), set(kept)
        with tempfile.TemporaryDirectory() as folder:
            gold, said = Path(folder, "gold.jsonl"), Path(folder, "said.json")
            shared.write_rows(
                gold, (r for r in shared.rows(self.data / self.path) if r["id"] in wanted)
            )
            said.write_text(json.dumps({key: answer[key] for key in wanted}), encoding="utf-8")
            return read_off(self.measures, shared.printed(scorer.main, str(gold), str(said)))

    def misses(self, answer: Answer) -> Iterable[str]:
        scorer = shared.scorer("score_attributions")
        for row in shared.rows(self.data / self.path):
            said = [scorer.characters(found["content"]) for found in answer[row["id"]]]
            gold = list(scorer.gold_attributions(row))
            for content, source, speech in gold:
                if not any(_alike(content, guess) for guess in said):
                    kind = "missed speech" if speech else "missed"
                    yield f"{row['id']}\t{kind}\t{_words(row['text'], source)}\t{_words(row['text'], content)}"
            for guess in said:
                if not any(_alike(content, guess) for content, _, _ in gold):
                    yield f"{row['id']}\tnot in the key\t\t{_words(row['text'], guess)}"


def _alike(one: set[int], other: set[int]) -> bool:
    return 2 * len(one & other) >= len(one | other)


def _words(text: str, places: set[int]) -> str:
    return " ".join(text[min(places) : max(places) + 1].split()) if places else ""


class GermanAttributions(Attributions):
    name = "attributions-de"
    # the scorer's list of reporting verbs is English
    measures = tuple(replace(measure, reference="") for measure in Attributions.measures[:-2])
    path = "german_wikinews_quotes/dev.jsonl.gz"
    language = "de"
