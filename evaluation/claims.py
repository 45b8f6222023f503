"""Claims, chains, stances, origins, disagreements and times against keys made by reading."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import firsthand
from evaluation import drifts, shared
from evaluation.measures import Labelled, Measure


class Claims(Labelled):
    name = "claims"
    unit = "stories"
    needs = ("firsthand:read",)
    measures = (
        Measure("report found", "attribution/recall (a report there)"),
        Measure(
            "chain exact",
            "attribution/chain exact, of all",
            held=True,
            reference="verb list .527, reader .97",
        ),
        Measure(
            "chain exact, 2+ links",
            "attribution/two or more hops: exact, of all",
            held=True,
            reference="verb list .125, reader 1.0",
        ),
        Measure("nearest voice", "attribution/nearest voice, of all"),
        Measure("farthest voice", "attribution/farthest voice, of all"),
        Measure("links F1", "attribution/links/f1", held=True, reference="verb list .543"),
        Measure(
            "certainty accuracy",
            "certainty/accuracy, of all",
            held=True,
            reference="hedge list .866, reader .98",
        ),
        Measure(
            "certainty macro F1",
            "certainty/macro F1, of found",
            held=True,
            reference="hedge list .663, reader .96",
        ),
        Measure("anonymous F1", "anonymous/f1", held=True),
        Measure("firsthand F1", "firsthand/f1", held=True),
        Measure("same claim P", "same claim/precision", reference="reader .96"),
        Measure("same claim R", "same claim/recall", reference="reader .88"),
        Measure(
            "same claim F1", "same claim/f1", held=True, reference="verb list .521, reader .97"
        ),
        Measure(
            "same claim R, other wording",
            "same claim/recall, other wording",
            held=True,
            reference="verb list .137, reader .86",
        ),
        Measure(
            "different kept apart",
            "different claims/kept apart, of all",
            held=True,
            reference="reader 1.0",
        ),
        Measure(
            "origins meet",
            "origins of claims/meets the key's range, of all",
            held=True,
            reference="always 1: .90",
        ),
        Measure("origins within", "origins of claims/within the key's range, of all", held=True),
        Measure("origins meet, 2+", "origins of claims/meets on these", held=True),
        Measure(
            "disagreements R", "disagreements/recall of these", held=True, reference="reader .90"
        ),
        Measure(
            "disagreements P (lower bound)",
            "disagreements/precision (lower bound)",
            held=True,
            reference="reader .6",
        ),
        Measure("disagreements F1", "disagreements/f1", held=True),
        Measure("verdict right, of found", "disagreements/verdict right, of found", held=True),
        Measure("times found", "times/recall"),
        Measure(
            "times right",
            "times/value strict, of all",
            held=True,
            reference="floor .696, reader 1.0",
        ),
        Measure("furniture left alone", "text/furniture", held=True),
        Measure("story origins meet", "origins of the story/meets", held=True),
        Measure("drift found", "drift/found", held=True),
        Measure("drift found, of its kind", "drift/of its kind"),
    )

    def files(self) -> list[Path]:
        return sorted(
            path
            for path in (self.data / "gold_claims").iterdir()
            if path.suffix in {".yaml", ".jsonl"}
        )

    def units(self) -> list[str]:
        return [path.stem for path in self.files() if path.suffix == ".yaml"]

    def predict(self) -> dict[str, list[Any]]:
        output: dict[str, list[Any]] = defaultdict(list)
        for story in self.units():
            found = firsthand.read([str(self.data / "gold_claims" / f"{story}.jsonl")]).to_json()
            for key in ("articles", "stories"):
                output[key].extend(found[key])
        return output

    def score(self, answer: Any, kept: Collection[str]) -> Mapping[str, float]:
        result = self._run(answer, kept)[-1][1]
        result["text"]["furniture"] = _kept_clear(result["text"])
        result["origins of the story"]["meets"] = _share(result["origins of the story"])
        result["drift"] = drifts.score(_scorer(), answer, self._keys(kept))
        return {m.name: value for m in self.measures if (value := _at(result, m.where)) is not None}

    def misses(self, answer: Any) -> Iterable[str]:
        for name, _, _, errors in self._run(answer, self.units()):
            yield from (f"{name}\t{' '.join(error.split())}" for error in errors)
        for name, item, found in drifts.items(_scorer(), answer, self._keys(self.units())):
            if not found:
                yield f"{name}\tdrift: {item['kind']} {item['from']} {item['to']}"

    def _run(self, answer: Any, kept: Collection[str]) -> list[Any]:
        scorer = _scorer()
        rows: list[Any] = scorer.run(scorer.Output(answer), self._keys(kept))
        return rows

    def _keys(self, kept: Collection[str]) -> list[str]:
        stories = (story for story in self.units() if story in set(kept))
        return [str(self.data / "gold_claims" / f"{story}.yaml") for story in stories]


@cache
def _scorer() -> ModuleType:
    """Load the scorer, with its reading of a key remembered: the jackknife asks for each ten times."""
    module = shared.scorer("score_claims")
    vars(module)["load_key"] = cache(module.load_key)
    return module


def _at(result: Any, where: str) -> float | None:
    for key in where.split("/"):
        result = result[key]
    return None if result is None else float(result)


def _kept_clear(text: Mapping[str, int]) -> float | None:
    of = text["of furniture items"]
    return 1 - text["claims on furniture"] / of if of else None


def _share(origins: Mapping[str, int]) -> float | None:
    return origins["meets the key's range"] / origins["items"] if origins["items"] else None
