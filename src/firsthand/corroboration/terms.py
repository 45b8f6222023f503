"""Words made comparable: classes of synonyms, else a stem."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import repeat
from math import fsum

from firsthand.lexicon import wordings
from firsthand.lexicon.wordings import Wordings

#: "depart-ure" keeps 6, "den-ial" must not become "den"
MIN_STEM = 4

_NOTHING = repeat(0.0)

#: a word's classes, or its stem as its only class
Term = frozenset[str]


@cache
def _suffixes() -> tuple[str, ...]:
    """Longest first."""
    return tuple(sorted(wordings.load()["suffixes"], key=lambda suffix: (-len(suffix), suffix)))


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """Strip the longest known suffix of a lemma; crude, and meant to be compared only."""
    for suffix in _suffixes():
        if word.endswith(suffix) and len(word) - len(suffix) >= MIN_STEM:
            return word[: -len(suffix)]
    return word


def term(word: str, known: Wordings) -> Term:
    """Return the classes of a lemma; a word of no class is its own, by its stem."""
    return known.classes.get(word) or frozenset(("=" + stem(word),))


@dataclass(frozen=True, slots=True)
class Bag:
    """Some words with their weights."""

    #: class -> weight of the words that are of it alone
    alone: Mapping[str, float]
    #: words of several classes
    several: Sequence[tuple[Term, float]]
    #: all classes
    held: Term

    #: all weights together
    total: float

    def common(self, shared: Term) -> float:
        """Return the weight of the words that are of one of the classes ``shared``."""
        met = map(self.alone.get, shared, _NOTHING)
        if self.several:
            more = [weight for names, weight in self.several if not names.isdisjoint(shared)]
            return fsum([*met, *more])
        return fsum(met)  # the same in whatever order


@lru_cache(maxsize=1 << 12)
def bag(words: tuple[tuple[Term, float], ...]) -> Bag:
    """Gather words, each by its classes and its weight; those of copies, which are the same, once."""
    alone: dict[str, float] = {}
    several = [(names, weight) for names, weight in words if len(names) > 1]
    for names, weight in words:
        if len(names) == 1:
            (name,) = names
            alone[name] = alone.get(name, 0.0) + weight
    held = frozenset().union(*(names for names, _ in words))
    return Bag(alone, several, held, fsum([*alone.values(), *(weight for _, weight in several)]))


def meet(a: Iterable[Term], b: Iterable[Term]) -> bool:
    """Whether some word of ``a`` can say the same as one of ``b``."""
    held = frozenset().union(*b)
    return any(not held.isdisjoint(one) for one in a)
