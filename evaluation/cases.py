"""Labelled sets of single cases: things that were tried, each of which held or did not."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import ClassVar, NamedTuple

from evaluation.measures import Labelled, Measure


class Case(NamedTuple):
    """One thing that was tried: the measure it counts for, whether it held, and what was seen."""

    id: str
    measure: str
    held: bool
    seen: str


class Cases(Labelled):
    """A set whose figures are shares of the cases that held."""

    unit = "cases"
    #: what yields cases out of the folder of the data
    parts: ClassVar[tuple[Callable[[Path], Iterator[Case]], ...]]

    def units(self) -> list[str]:
        return [case.id for case in self._cases()]

    def predict(self) -> list[Case]:
        return self._cases()

    def _cases(self) -> list[Case]:
        if not hasattr(self, "_found"):
            folder = self.data / "trust"
            self._found = [case for part in self.parts for case in part(folder)]
        return self._found

    def score(self, answer: list[Case], kept: Collection[str]) -> Mapping[str, float]:
        wanted = set(kept)
        held: dict[str, list[bool]] = {}
        for case in answer:
            if case.id in wanted:
                held.setdefault(case.measure, []).append(case.held)
        names = {measure.where: measure.name for measure in self.measures}
        return {names[key]: sum(values) / len(values) for key, values in held.items()}

    def misses(self, answer: list[Case]) -> Iterable[str]:
        return (f"{case.measure}\t{case.id}\t{case.seen}" for case in answer if not case.held)


def measures(known: Mapping[str, tuple[str, str]]) -> tuple[Measure, ...]:
    """Make the measures of a set out of key -> (name, reference)."""
    return tuple(
        Measure(name, key, held=True, reference=reference)
        for key, (name, reference) in known.items()
    )
