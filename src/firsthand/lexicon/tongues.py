"""What is known about words that are compared between languages, as data."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from firsthand.lexicon import language

_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue:
    """The few words of one language that can be compared with those of another."""

    #: number word -> its figures ("three" -> "3")
    numbers: Mapping[str, str]
    #: words that make a clause negative
    no: frozenset[str]
    #: words that a clause begins with after another
    joins: frozenset[str]
    #: words that every longer text has
    small: frozenset[str]


@cache
def load(code: str) -> Tongue:
    """Read what is known of a language (ISO 639-1); of an unknown one the numbers of all."""
    path = resources.files("firsthand.lexicon").joinpath("tongues.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    lists: Mapping[str, frozenset[str]] = {}
    if code in language.UNPARSED:
        lists = language.load(code).lists
    return Tongue(
        numbers={word: figure for figure, line in data["numbers"].items() for word in line.split()},
        no=frozenset(data["no"].get(code, "").split()) | lists.get("hedges.no", _NONE),
        joins=frozenset().union(
            *(lists.get(f"phrases.{name}", _NONE) for name in ("relative", "subordinate", "and"))
        ),
        small=frozenset(data["small"].get(code, "").split()),
    )
