"""The data files beside this module: TOML, one for each thing that is known."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def read(name: str) -> dict[str, Any]:
    """Read one of them by its name; once."""
    return tomllib.loads(files("firsthand.lexicon").joinpath(f"{name}.toml").read_text("utf-8"))
