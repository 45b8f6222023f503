"""The floors: figures that a set has reached once, kept in a file that only rises."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evaluation.measures import Figure

PATH = Path(__file__).with_name("floors.json")
#: a floor is its figure rounded down to this many decimals
DECIMALS = 2


@dataclass(slots=True)
class Floors:
    """Floors of all sets. ``sets`` maps a set to its gold's digest and the floors of its measures."""

    sets: dict[str, dict[str, Any]] = field(default_factory=dict)
    #: every lowering, with its reason
    lowered: list[dict[str, Any]] = field(default_factory=list)

    def of(self, name: str) -> Mapping[str, float]:
        floors: Mapping[str, float] = self.sets.get(name, {}).get("floors", {})
        return floors

    def same_gold(self, name: str, digest: str) -> bool:
        """Tell whether the floors of a set were set on this gold; True where it has none yet."""
        return name not in self.sets or self.sets[name]["gold"] == digest

    def below(self, name: str, figures: Sequence[Figure]) -> list[str]:
        """Name the measures that have fallen below their floor, or are gone."""
        values = {figure.measure.name: figure.value for figure in figures}
        return [
            measure
            for measure, floor in self.of(name).items()
            # the figures have three decimals or are sums of floats
            if values.get(measure, -1.0) < floor - 1e-9
        ]

    def update(self, name: str, digest: str, figures: Sequence[Figure], reason: str | None) -> None:
        """Raise the floors of a set; lower one only for a ``reason``, which is kept.

        Floors of other gold do not count: they are set anew.
        """
        before = dict(self.of(name)) if self.same_gold(name, digest) else {}
        after = {
            figure.measure.name: round_down(figure.value)
            for figure in figures
            if figure.measure.held
        }
        for measure, floor in before.items():
            value = after.get(measure)
            if value is not None and value >= floor:
                continue
            if reason is None:
                after[measure] = floor
            else:
                self.lowered.append(
                    {"set": name, "measure": measure, "from": floor, "to": value, "reason": reason}
                )
        self.sets[name] = {"gold": digest, "floors": after}


def round_down(value: float) -> float:
    scale: int = 10**DECIMALS
    return math.floor(value * scale + 1e-9) / scale


def load(path: Path = PATH) -> Floors:
    return Floors(**json.loads(path.read_text("utf-8"))) if path.exists() else Floors()


def save(floors: Floors, path: Path = PATH) -> None:
    content = {"sets": dict(sorted(floors.sets.items())), "lowered": floors.lowered}
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
