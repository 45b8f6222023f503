"""Which English words say the same thing, as data (``wordings_en.toml``)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from firsthand.lexicon import data


@dataclass(frozen=True, slots=True, kw_only=True)
class Wordings:
    """Classes of words with one meaning; a word may stand in several."""

    #: lemma -> names of its classes (a class is called by its first member)
    classes: Mapping[str, frozenset[str]]
    #: class -> the classes whose claims are contrary
    opposites: Mapping[str, frozenset[str]]
    #: sets of words for things of one kind, each of which excludes the others
    kinds: tuple[frozenset[str], ...]
    #: all words of these
    things: frozenset[str]
    #: sets of classes for what often is one event, seen by several
    kin: tuple[frozenset[str], ...]
    #: lemma -> numbers of the groups of words that can stand for one another ("arm", "weapon")
    interchangeable: Mapping[str, frozenset[int]]
    #: first names of which each is short for another, or a spelling of it
    nicknames: tuple[frozenset[str], ...]
    #: counted nouns that stand for people in general
    people: frozenset[str]
    #: classes that say what happened to counted people
    harms: frozenset[str]
    #: further lists of words, by the name of what they are used for
    lists: Mapping[str, frozenset[str]]

    def __getitem__(self, name: str) -> frozenset[str]:
        """Return a list of words; a missing list is an error of the data."""
        return self.lists[name]


@cache
def load() -> Wordings:
    """Read the wordings of English, the only language that has them; once."""
    known = data.read("wordings_en")
    classes: dict[str, set[str]] = {}
    for line in known["same"]:
        members = line.split()
        for member in members:
            classes.setdefault(member, set()).add(members[0])
    opposites: dict[str, set[str]] = {}
    for one, other in known["opposite"]:
        opposites.setdefault(one, set()).add(other)
        opposites.setdefault(other, set()).add(one)
    return Wordings(
        classes={word: frozenset(names) for word, names in classes.items()},
        opposites={word: frozenset(names) for word, names in opposites.items()},
        kinds=tuple(frozenset(line.split()) for line in known["kinds"]),
        things=frozenset(word for line in known["kinds"] for word in line.split()),
        kin=tuple(frozenset(line.split()) for line in known["kin"]),
        interchangeable=_groups(known["interchangeable"]),
        nicknames=tuple(frozenset(line.split()) for line in known["nicknames"]),
        people=frozenset(known["people"].split()),
        harms=frozenset(known["harms"].split()),
        lists={name: frozenset(words.split()) for name, words in known["lists"].items()},
    )


def _groups(lines: Iterable[str]) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, line in enumerate(lines):
        for word in line.split():
            found.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}
