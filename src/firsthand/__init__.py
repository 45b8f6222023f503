"""firsthand traces the world's news to its primary sources.

>>> import firsthand
>>> reading = firsthand.read(["articles.jsonl", "page.html"])    # doctest: +SKIP
>>> reading.to_json()                                            # doctest: +SKIP

``read`` does the whole work; the other functions are its stages, for use on their own. What they
need is imported when they are first called: ``import firsthand`` itself costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from firsthand.errors import FirsthandError, LibraryError, ModelError, Refused, UsageError

if TYPE_CHECKING:
    from firsthand.collect.articles import make as article
    from firsthand.face import (
        extract,
        find_attributions,
        find_moments,
        group_stories,
        match_claims,
        open_library,
        read,
        trace_lineage,
    )
    from firsthand.reading import Reading

__all__ = [
    "FirsthandError",
    "LibraryError",
    "ModelError",
    "Reading",
    "Refused",
    "UsageError",
    "article",
    "extract",
    "find_attributions",
    "find_moments",
    "group_stories",
    "match_claims",
    "open_library",
    "read",
    "trace_lineage",
]


#: where what is not a function of ``firsthand.face`` lives
_HOMES = {
    "Reading": ("firsthand.reading", "Reading"),
    "article": ("firsthand.collect.articles", "make"),
}


def __getattr__(name: str) -> object:
    """Import a part of the face when it is first used (PEP 562)."""
    if name not in __all__:
        raise AttributeError(f"module 'firsthand' has no attribute {name!r}")
    module, inner = _HOMES.get(name, ("firsthand.face", name))
    found = globals()[name] = getattr(import_module(module), inner)
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
