"""Labelled sets of documents, one a line, with a scorer that reads the key and what was said."""

import json
import tempfile
from abc import abstractmethod
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, ClassVar

from evaluation import shared
from evaluation.measures import Labelled, read_off


class Documents(Labelled):
    """Documents with their key; of each firsthand gives a list of what it finds in it."""

    unit = "documents"
    #: language of the documents, and the name of the scorer
    language: ClassVar[str] = "en"
    tool: ClassVar[str]

    def rows(self) -> list[dict[str, Any]]:
        return shared.rows(self.data / self.path)

    def units(self) -> list[str]:
        return [row["id"] for row in self.rows()]

    def predict(self) -> dict[str, list[Any]]:
        return {row["id"]: self.found(row) for row in self.rows()}

    @abstractmethod
    def found(self, row: dict[str, Any]) -> list[Any]:
        """Run firsthand on one document."""

    def score(self, answer: dict[str, list[Any]], kept: Collection[str]) -> Mapping[str, float]:
        scorer, wanted = shared.scorer(self.tool), set(kept)
        with tempfile.TemporaryDirectory() as folder:
            gold, said = Path(folder, "gold.jsonl"), Path(folder, "said.json")
            shared.write_rows(gold, (row for row in self.rows() if row["id"] in wanted))
            said.write_text(json.dumps({key: answer[key] for key in wanted}), encoding="utf-8")
            return read_off(self.measures, shared.printed(scorer.main, str(gold), str(said)))
