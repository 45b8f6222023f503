"""Which English words of a clause carry what it asserts, as data (``predicates_en.toml``)."""

from dataclasses import dataclass
from functools import cache

from firsthand.lexicon import data


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicates:
    """Word lists by which propositions are read; the file says what each is for."""

    light: frozenset[str]
    raising: frozenset[str]
    ahead: frozenset[str]
    contrary: frozenset[str]
    happening: frozenset[str]
    copulas: frozenset[str]
    naming: frozenset[str]
    becoming: frozenset[str]
    future: frozenset[str]
    possible: frozenset[str]
    negative: frozenset[str]
    empty: frozenset[str]
    calendar: frozenset[str]
    relative: frozenset[str]


@cache
def load() -> Predicates:
    """Read the lists of English, the only language that has them; once."""
    lists = data.read("predicates_en")
    return Predicates(**{key: frozenset(words.split()) for key, words in lists.items()})
