"""Who copied whom: relations between articles against a key made by reading."""

import json
import tempfile
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

from evaluation import lineage, shared
from evaluation.measures import Labelled, Measure, read_off

#: the files of the key, and the field of their rows that names the unit
KEY_FILES = {"pairs.jsonl": "id", "origins.jsonl": "group", "passages.jsonl": "pair"}


class Lineage(Labelled):
    name = "lineage"
    unit = "pairs and groups"
    needs = ("firsthand:trace_lineage",)
    measures = (
        Measure(
            "pair F1", r"^pair F1: ([\d.]+)", held=True, reference="shingles, tuned here: .863"
        ),
        Measure("pair P", r"^pair F1: .*\(P ([\d.]+)"),
        Measure("pair R", r"^pair F1: .* R ([\d.]+)"),
        Measure(
            "hard slice F1",
            r"hard slice F1: ([\d.]+)",
            held=True,
            reference="shingles, tuned here: .788",
        ),
        Measure(
            "relation macro F1",
            r"relation macro F1: ([\d.]+)",
            held=True,
            reference="self-agreement .97",
        ),
        Measure("direction both", r"direction: both ([\d.]+)", held=True),
        Measure("direction one way", r"one way ([\d.]+)", held=True),
        Measure("passages R", r"passages: recall ([\d.]+)", held=True),
        Measure("passages P", r"passages: .*precision ([\d.]+)", held=True),
        Measure("origins meet", r"origins: range meets the key's in ([\d.]+)", held=True),
    )

    @property
    def _folder(self) -> Path:
        return self.data / "gold_lineage"

    def files(self) -> list[Path]:
        return [self._folder / name for name in KEY_FILES]

    def units(self) -> list[str]:
        pairs, groups = (
            shared.rows(self._folder / name) for name in ("pairs.jsonl", "origins.jsonl")
        )
        return [row["id"] for row in pairs] + [row["group"] for row in groups]

    def predict(self) -> Any:
        return lineage.predict(self.data)

    def score(self, answer: Any, kept: Collection[str]) -> Mapping[str, float]:
        wanted = set(kept)
        with tempfile.TemporaryDirectory() as folder:
            for name, unit in KEY_FILES.items():
                rows = shared.rows(self._folder / name)
                shared.write_rows(Path(folder, name), (row for row in rows if row[unit] in wanted))
            said = Path(folder, "said.json")
            said.write_text(json.dumps(answer), encoding="utf-8")
            return read_off(
                self.measures,
                shared.printed(shared.scorer("score_lineage").main, folder, str(said)),
            )

    def misses(self, answer: Any) -> Iterable[str]:
        for row in shared.rows(self._folder / "pairs.jsonl"):
            said = answer["pairs"].get(
                row["id"], {"relation": "independent", "direction": "unknown"}
            )
            about = f"{row['id']}\t{row['confidence']}\t{row['a']}\t{row['b']}\t{row['evidence']}"
            wanted, direction = row["relation"], row["direction"].split()[0]
            if said["relation"] != wanted and {said["relation"], wanted} != {
                "independent",
                "unrelated",
            }:
                yield f"relation\twant {wanted}\tgot {said['relation']}\t{about}"
            if said["direction"] != direction and direction not in {"none", "unknown"}:
                yield f"direction\twant {direction}\tgot {said['direction']}\t{about}"
        for row in shared.rows(self._folder / "origins.jsonl"):
            low, high = answer["origins"].get(row["group"], (0, 0))
            if low > row["n_origins"][1] or high < row["n_origins"][0]:
                yield f"origins\twant {row['n_origins']}\tgot {[low, high]}\t{row['group']}\t{row['event']}"
