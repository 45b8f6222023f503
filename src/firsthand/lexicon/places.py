"""Names of countries and capitals, which news uses for governments."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType

from babel import Locale

from firsthand.lexicon import data


@dataclass(frozen=True, slots=True)
class Places:
    """What is known of places in one language; ``name in places`` asks for a lower-case name."""

    names: frozenset[str] = frozenset()
    #: adjective of nationality, lower case -> its country
    peoples: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def __contains__(self, name: object) -> bool:
        return name in self.names


NOWHERE = Places()


@cache
def load(language: str = "en") -> Places:
    """Countries (CLDR), seats of government and peoples in ``language``."""
    known = data.read("places")
    own = known["names"].get(language, "").split(";")
    territories = Locale.parse(language).territories
    countries = (name for code, name in territories.items() if code.isalpha())
    pairs = (pair.partition("=") for pair in known["peoples"].get(language, "").split(";"))
    return Places(
        names=frozenset(name.strip().lower() for name in (*own, *countries) if name.strip()),
        peoples=MappingProxyType(
            {people.strip().lower(): country.strip() for people, _, country in pairs if country}
        ),
    )
