"""What is known about words that are compared between languages, as data."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from firsthand.lexicon import data, language

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
    known = data.read("tongues")
    lists: Mapping[str, frozenset[str]] = {}
    if code in language.UNPARSED:
        lists = language.load(code).lists
    return Tongue(
        numbers={
            word: figure for figure, line in known["numbers"].items() for word in line.split()
        },
        no=frozenset(known["no"].get(code, "").split()) | lists.get("hedges.no", _NONE),
        joins=frozenset().union(
            *(lists.get(f"phrases.{name}", _NONE) for name in ("relative", "subordinate", "and"))
        ),
        small=frozenset(known["small"].get(code, "").split()),
    )
