"""Ready-made sources: public feeds of outlets and agencies, as data (``sources.toml``)."""

from dataclasses import dataclass
from functools import cache

from firsthand.lexicon import data


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
    return tuple(Source(**row) for row in data.read("sources")["source"])
