"""Ready-made sources: public feeds of outlets and agencies, as data (``sources.toml``)."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A feed that can be added by its outlet's name."""

    name: str
    feed: str
    site: str
    #: ISO 639-1 and ISO 3166-1
    language: str
    country: str
    #: agency | public | newspaper | magazine | broadcaster | organisation
    kind: str


@cache
def load() -> tuple[Source, ...]:
    """Give the ready-made sources in the order of the file."""
    text = files("firsthand.lexicon").joinpath("sources.toml").read_text(encoding="utf-8")
    return tuple(Source(**row) for row in tomllib.loads(text)["source"])
