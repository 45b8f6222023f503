"""Number words, hedges and units, as data."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantities:
    """What is known about the words of quantities; all lower case."""

    small: Mapping[str, int]
    tens: Mapping[str, int]
    scale: Mapping[str, float]
    #: plural words that name a size: (lowest, highest)
    vague: Mapping[str, tuple[float, float]]
    #: shares in percent
    fraction: Mapping[str, float]
    #: least | most | nearly | about -> the phrases
    hedges: Mapping[str, tuple[str, ...]]
    #: unit word -> (folded unit, factor)
    units: Mapping[str, tuple[str, float]]
    currency: Mapping[str, str]
    #: plural -> singular
    irregular: Mapping[str, str]
    stop: frozenset[str]
    passed: frozenset[str]
    months: tuple[str, ...]


@cache
def load() -> Quantities:
    """Read the data, English and German together: numbers are written alike."""
    path = resources.files("firsthand.lexicon").joinpath("quantities.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return Quantities(
        small=_by_word(data["small"]),
        tens=_by_word(data["tens"]),
        scale=data["scale"],
        vague={word: (low, high) for word, (low, high) in data["vague"].items()},
        fraction=data["fraction"],
        hedges={kind: tuple(phrases) for kind, phrases in data["hedge"].items()},
        units={
            word: (unit, factor)
            for unit, words in data["unit"].items()
            for word, factor in words.items()
        },
        currency=data["currency"],
        irregular=data["irregular"],
        stop=frozenset(data["noun"]["stop"].split()),
        passed=frozenset(data["noun"]["passed"].split()),
        months=tuple(data["calendar"]["months"].split()),
    )


def _by_word(section: Mapping[str, str]) -> dict[str, int]:
    return {word: int(value) for value, words in section.items() for word in words.split()}
