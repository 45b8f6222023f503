"""Which words of a clause carry what it asserts, as data: one TOML file a language."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


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
def load(language: str = "en") -> Predicates:
    """Read the lists of ``language`` (only "en" so far)."""
    name = {"en": "predicates_en.toml"}[language]
    text = resources.files("firsthand.lexicon").joinpath(name).read_text(encoding="utf-8")
    lists = tomllib.loads(text)
    return Predicates(**{key: frozenset(words.split()) for key, words in lists.items()})
