"""What is known about the words of a language, as data: one TOML file a language."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from firsthand.lexicon import data

#: languages whose claims are read with a parse, and by words alone, with the names of their files
PARSED = {"en": "english"}
UNPARSED = {"de": "german", "fr": "french", "es": "spanish", "ru": "russian", "ko": "korean"}

#: kinds of cue by which a verb can bring what somebody says, in the order in which they are tried
CUES = ("quote", "deny", "accuse", "belief", "say", "characterise", "urge")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Word lists of one language, by section and name; all lemmas, all lower case."""

    language: str
    lists: Mapping[str, frozenset[str]]
    #: role noun -> the set of roles that it may stand for
    roles: Mapping[str, frozenset[str]]
    #: verb -> the kinds of cue that it is ("say", "deny"), in the order in which they are tried
    cues: Mapping[str, tuple[str, ...]]

    def __getitem__(self, name: str) -> frozenset[str]:
        """Return the list ``section.name``; a missing list is an error of the data."""
        return self.lists[name]


@cache
def load(language: str = "en") -> Words:
    """Read the word lists of a language (ISO 639-1), one of ``PARSED`` or ``UNPARSED``."""
    known = data.read((PARSED | UNPARSED)[language])
    lists = {
        f"{section}.{key}": frozenset(_items(value))
        for table in (data.read("names"), known)
        for section, content in table.items()
        for key, value in content.items()
        if key != "roles"
    }
    roles = [frozenset(line.split()) for line in known.get("voices", {}).get("roles", ())]
    return Words(
        language=language,
        lists=lists,
        roles={word: line for line in roles for word in line},
        cues=_cues(lists),
    )


def _cues(lists: Mapping[str, frozenset[str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for kind in CUES:
        for word in lists.get(f"cues.{kind}", ()):
            found[word] = (*found.get(word, ()), kind)
    return found


def _items(value: str | list[str]) -> list[str]:
    return value.split() if isinstance(value, str) else [item.strip() for item in value]
