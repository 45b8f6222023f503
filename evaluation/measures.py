"""What a labelled set is to the gate, and the figures it gives."""

import math
import re
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any, ClassVar

#: groups of the jackknife: each costs one run of the scorer
GROUPS = 10


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure of a set, better when higher."""

    name: str
    #: a regular expression over what the scorer prints, with one group; or a path into its result
    where: str
    #: it stands for its stage: it has a floor
    held: bool = False
    #: baselines, published figures, the human ceiling, from the README of the set
    reference: str = ""


class Labelled(ABC):
    """A labelled set: what firsthand is asked on it and how the answer is scored."""

    name: ClassVar[str]
    #: what the standard error resamples, in the plural
    unit: ClassVar[str]
    measures: ClassVar[tuple[Measure, ...]]
    #: "module:name" of what the set runs on; while one is not there the set is "not yet"
    needs: ClassVar[Sequence[str]] = ()
    #: its file under the folder of the data, where it is one
    path: ClassVar[str]

    def __init__(self, data: Path) -> None:
        self.data = data

    def files(self) -> list[Path]:
        """Give the files that make the set."""
        return [self.data / self.path]

    @abstractmethod
    def units(self) -> list[str]:
        """Give the ids of the units, in a fixed order."""

    @abstractmethod
    def predict(self) -> Any:
        """Run firsthand; the answer is what ``score`` and ``misses`` take."""

    @abstractmethod
    def score(self, answer: Any, kept: Collection[str]) -> Mapping[str, float]:
        """Run the scorer on some of the units: measure -> figure."""

    def misses(self, answer: Any) -> Iterable[str]:
        """Give what is wrong, one line each."""
        del answer
        return ()


@dataclass(frozen=True, slots=True)
class Figure:
    measure: Measure
    value: float
    error: float


def read_off(measures: Iterable[Measure], text: str) -> dict[str, float]:
    """Read the figures from what a scorer printed; a measure that it did not print is left out."""
    found = ((measure.name, re.search(measure.where, text)) for measure in measures)
    return {name: float(match.group(1)) for name, match in found if match}


def figures(labelled: Labelled, answer: Any) -> list[Figure]:
    """Score an answer, with the standard error of each figure."""
    units = labelled.units()
    whole = labelled.score(answer, units)
    parts = [labelled.score(answer, kept) for kept in _without_one_group(units)]
    return [
        Figure(
            measure, whole[measure.name], jackknife([part.get(measure.name, 0.0) for part in parts])
        )
        for measure in labelled.measures
        if measure.name in whole
    ]


def _without_one_group(units: Sequence[str]) -> list[list[str]]:
    groups = min(GROUPS, len(units))
    return [
        [unit for place, unit in enumerate(units) if place % groups != left]
        for left in range(groups)
    ]


def jackknife(parts: Sequence[float]) -> float:
    """Give the standard error of a figure from its values without one group each (Quenouille)."""
    if len(parts) < 2:
        return 0.0
    mean = fmean(parts)
    return math.sqrt((len(parts) - 1) / len(parts) * sum((part - mean) ** 2 for part in parts))
