"""What written statements are called, as data."""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def names() -> frozenset[str]:
    """Return the words, folded, of all languages together."""
    text = files("firsthand.lexicon").joinpath("documents.toml").read_text("utf-8")
    return frozenset(tomllib.loads(text)["names"])
