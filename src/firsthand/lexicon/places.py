"""Names of countries and capitals, which news uses for governments."""

import tomllib
from functools import cache
from importlib import resources

from babel import Locale


@cache
def load(language: str = "en") -> frozenset[str]:
    """Names of countries (CLDR) and seats of government in ``language``, lower case."""
    text = resources.files("firsthand.lexicon").joinpath("places.toml").read_text(encoding="utf-8")
    own = (name.strip() for name in tomllib.loads(text).get(language, "").split(";"))
    territories = Locale.parse(language).territories
    countries = (name for code, name in territories.items() if code.isalpha())
    return frozenset(name.lower() for name in (*own, *countries) if name)
