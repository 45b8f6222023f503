"""Who said what: attributions against PolNeAR (English) and Wikinews (German)."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from types import ModuleType
from typing import Any, ClassVar

import firsthand
from evaluation import shared
from evaluation.documents import Documents
from evaluation.measures import Measure

#: the type of told speech that runs on without a new cue
RUNNING = "IndirectFreeIndirect"
#: the place of a figure that the scorer does not print: it is counted here
HERE = r"(?!)"
Answer = dict[str, list[dict[str, Any]]]


class Attributions(Documents):
    name = "attributions"
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
    path = "polnear/dev.jsonl.gz"
    tool = "score_attributions"

    def found(self, row: dict[str, Any]) -> list[dict[str, Any]]:
        return [
            {
                "source": [found.source.start, found.source.stop] if found.source else None,
                "content": [[span.start, span.stop] for span in found.content],
            }
            for found in firsthand.find_attributions(row["text"], language=self.language)
        ]

    def misses(self, answer: Answer) -> Iterable[str]:
        scorer = shared.scorer(self.tool)
        for row in self.rows():
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
    measures = (
        *(replace(measure, reference="") for measure in Attributions.measures[:-2]),
        # what matches quotations of the other types (summaries, free indirect) is left out of the
        # count of the predicted
        Measure("content F1, direct + indirect", HERE, held=True),
        Measure("content R, direct", HERE),
        Measure("content R, indirect", HERE),
        Measure("content R, running indirect", HERE),
    )
    path = "german_wikinews_quotes/dev.jsonl.gz"
    language = "de"

    def score(self, answer: Answer, kept: Collection[str]) -> Mapping[str, float]:
        whole = super().score(answer, kept)
        scorer = shared.scorer(self.tool)
        wanted, found, predicted = Counter[str](), Counter[str](), 0
        for row in self.rows():
            if row["id"] in kept:
                wanted.update(quote["type"] for quote in row["quotes"])
                found.update(_types_found(scorer, row, answer[row["id"]]))
                predicted += len(answer[row["id"]])
        both = ("Direct", "Indirect")
        hits, gold = sum(found[kind] for kind in both), sum(wanted[kind] for kind in both)
        told = predicted - (found.total() - hits)
        return {
            **whole,
            "content F1, direct + indirect": 2 * hits / max(1, gold + told),
            "content R, direct": found["Direct"] / max(1, wanted["Direct"]),
            "content R, indirect": found["Indirect"] / max(1, wanted["Indirect"]),
            "content R, running indirect": found[RUNNING] / max(1, wanted[RUNNING]),
        }


def _types_found(
    scorer: ModuleType, row: dict[str, Any], answers: list[dict[str, Any]]
) -> Iterable[str]:
    """Give the types of the quotations found, paired one to one as the scorer pairs them."""
    said = [scorer.characters(found["content"]) for found in answers]
    gold = [
        scorer.characters([[span["begin"], span["end"]] for span in quote["quote"]])
        for quote in row["quotes"]
    ]
    pairs = sorted(
        (
            (len(one & other) / len(one | other), i, j)
            for i, one in enumerate(gold)
            for j, other in enumerate(said)
            if one & other
        ),
        reverse=True,
    )
    used: tuple[set[int], set[int]] = (set(), set())
    for overlap, i, j in pairs:
        if overlap >= 0.5 and i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            yield row["quotes"][i]["type"]
