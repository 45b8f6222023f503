"""Words made comparable: classes of synonyms, else a stem."""

from collections.abc import Iterable
from functools import lru_cache

from firsthand.lexicon.wordings import Wordings

#: longest first; what is left keeps at least MIN_STEM characters
_SUFFIXES = (
    "izations", "isations", "ization", "isation", "fulness", "ations", "ation", "ement", "ments",
    "ition", "ment", "ness", "ance", "ence", "ious", "ions", "able", "ible", "ing", "ied", "ies",
    "ity", "ive", "ful", "ous", "ion", "ure", "est", "ed", "es", "er", "or", "ly", "al", "s", "e", "y",
)  # fmt: skip
#: "depart-ure" keeps 6, "den-ial" must not become "den"
MIN_STEM = 4

#: a word's classes, or its stem as its only class
Term = frozenset[str]


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """Strip the longest known suffix of a lemma; crude, and meant to be compared only."""
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= MIN_STEM:
            return word[: -len(suffix)]
    return word


def term(word: str, wordings: Wordings) -> Term:
    """Return the classes of a lemma; a word of no class is its own, by its stem."""
    return wordings.classes.get(word) or frozenset(("=" + stem(word),))


def meet(a: Iterable[Term], b: Iterable[Term]) -> bool:
    """Whether some word of ``a`` can say the same as one of ``b``."""
    held = frozenset().union(*b)
    return any(not held.isdisjoint(one) for one in a)
