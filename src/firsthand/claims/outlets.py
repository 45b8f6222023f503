"""Outlets and agencies of the gazetteer among the noun phrases of an article."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from firsthand.claims.names import core
from firsthand.claims.tree import Tree
from firsthand.lexicon.language import Words

#: names that stand beside one another ("the paper, the Herald") are followed so far; more is a list
MAX_ASIDES = 4


@dataclass(frozen=True, slots=True)
class Named:
    """A mention of an outlet or agency of the gazetteer, as the article writes it."""

    start: int
    stop: int
    name: str
    kind: str
    #: canonical key of the entry
    key: str
    #: common nouns for such a medium ("network", "paper")
    nouns: frozenset[str]


class Outlets:
    """Finds the mentions of outlets in parsed sentences."""

    def __init__(self, words: Words, named: Sequence[Named]) -> None:
        self._words = words
        self._named = {mention.start: mention for mention in named}
        self._starts = sorted(self._named)
        self._names: Mapping[str, str] = _longest(named)
        #: last word of a name -> the name that had it last
        self._ends: dict[str, str] = {}

    def name(self, found: Named) -> str:
        """Longest name that the article itself uses for an outlet."""
        return self.longer(self._names.get(found.key, found.name))

    def longer(self, name: str) -> str:
        """Return the longer name of an outlet that an article named last, of which this one is the end."""
        last = name.rsplit(" ", 1)[-1]
        known = self._ends.get(last, name)
        if not set(name.split()) <= set(known.split()):
            known = name
        self._ends[last] = known
        return known

    def mention(self, tree: Tree, node: int) -> Named | None:
        """Outlet or agency of the gazetteer whose name is the heart of the phrase, or beside it."""
        for _ in range(MAX_ASIDES):
            if (found := self._heart(tree, node)) is not None:
                return found
            beside = tree.kid(node, "appos")
            if beside is None:
                return None
            node = beside
        return None

    def _heart(self, tree: Tree, node: int) -> Named | None:
        covering = self._at(tree.place(node)[0])
        if not self._medium(tree, node):
            return covering
        left, right = tree.span(core(tree, node, self._words))
        inside = self._starts[bisect_left(self._starts, left) : bisect_left(self._starts, right)]
        found = [self._named[begin] for begin in inside]
        found += [covering] if covering is not None else []
        return min(found, key=lambda one: one.start, default=None)

    def _at(self, place: int) -> Named | None:
        """Mention that holds a place of the text."""
        index = bisect_right(self._starts, place) - 1
        found = self._named[self._starts[index]] if index >= 0 else None
        return found if found is not None and place < found.stop else None

    def _medium(self, tree: Tree, node: int) -> bool:
        """Tell whether the head is "newspaper", "agency": the name beside it is the outlet's."""
        lemma = tree.lemma(node)
        return lemma in self._words["voices.media"] or lemma in {"agency", "service", "report"}


def _longest(named: Sequence[Named]) -> dict[str, str]:
    """Longest form of each outlet's name that the article itself uses."""
    found: dict[str, str] = {}
    for mention in named:
        if len(mention.name) > len(found.get(mention.key, "")):
            found[mention.key] = mention.name
    return found
