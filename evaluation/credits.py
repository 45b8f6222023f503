"""Whose text an article prints: the agency in its credits, against a corpus that names the wire."""

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from evaluation import shared
from evaluation.measures import Labelled, Measure
from firsthand.collect import articles
from firsthand.lexicon import gazetteer

#: how the corpus writes its wires, and what firsthand calls them; any other word is no wire
WIRES = {
    "ap": "Associated Press",
    "upi": "United Press International",
    "afp": "Agence France-Presse",
    "reuters": "Reuters",
}


class Credits(Labelled):
    name = "credits"
    unit = "articles"
    needs = ("firsthand.collect:articles",)
    measures = (
        Measure("wire F1", "F1", held=True, reference="four regular expressions .935"),
        Measure("wire P", "P"),
        Measure("wire R", "R"),
    )

    def files(self) -> list[Path]:
        # the part for tests is to be used once, by somebody else
        return [self.data / "polnear" / f"{part}.jsonl.gz" for part in ("train", "dev")]

    @cached_property
    def _rows(self) -> dict[str, dict[str, Any]]:
        return {row["id"]: row for path in self.files() for row in shared.rows(path)}

    @cached_property
    def _key(self) -> dict[str, set[str]]:
        wires = {key: WIRES.get(str(row["wire"]).lower()) for key, row in self._rows.items()}
        return {key: {wire} if wire else set() for key, wire in wires.items()}

    def units(self) -> list[str]:
        return sorted(self._rows)

    def predict(self) -> dict[str, set[str]]:
        agencies = {entry.name for entry in gazetteer.load().agencies}
        return {key: _credited(row) & agencies for key, row in self._rows.items()}

    def score(self, answer: dict[str, set[str]], kept: Collection[str]) -> Mapping[str, float]:
        right = sum(len(answer[key] & self._key[key]) for key in kept)
        said, held = (sum(len(each[key]) for key in kept) for each in (answer, self._key))
        precision, recall = right / max(1, said), right / max(1, held)
        total = max(1e-9, precision + recall)
        return {"wire F1": 2 * precision * recall / total, "wire P": precision, "wire R": recall}

    def misses(self, answer: dict[str, set[str]]) -> Iterable[str]:
        for key, row in self._rows.items():
            if row["split"] == "train" and answer[key] != self._key[key]:
                yield f"{key}\tsaid {sorted(answer[key])}\twire {row['wire']}"


def _credited(row: Mapping[str, Any]) -> set[str]:
    known = {"title": row["title"], "byline": row["author"], "outlet": row["publisher"]}
    given = {name: value for name, value in known.items() if value}
    return {c.agency for c in articles.make(row["text"], id=row["id"], **given).credits}
