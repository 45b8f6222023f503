"""Number words, hedges and units, as data."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from firsthand.lexicon import data


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
    known = data.read("quantities")
    return Quantities(
        small=_by_word(known["small"]),
        tens=_by_word(known["tens"]),
        scale=known["scale"],
        vague={word: (low, high) for word, (low, high) in known["vague"].items()},
        fraction=known["fraction"],
        hedges={kind: tuple(phrases) for kind, phrases in known["hedge"].items()},
        units={
            word: (unit, factor)
            for unit, words in known["unit"].items()
            for word, factor in words.items()
        },
        currency=known["currency"],
        irregular=known["irregular"],
        stop=frozenset(known["noun"]["stop"].split()),
        passed=frozenset(known["noun"]["passed"].split()),
        months=tuple(known["calendar"]["months"].split()),
    )


def _by_word(section: Mapping[str, str]) -> dict[str, int]:
    return {word: int(value) for value, words in section.items() for word in words.split()}
