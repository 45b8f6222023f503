"""What written statements are called, as data."""

from functools import cache

from firsthand.lexicon import data


@cache
def names() -> frozenset[str]:
    """Return the words, folded, of all languages together."""
    return frozenset(data.read("documents")["names"])
