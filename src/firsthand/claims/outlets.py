"""Outlets and agencies of the gazetteer among the noun phrases of an article."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from firsthand.claims.names import core
from firsthand.claims.tree import Tree
from firsthand.lexicon.language import Words


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

    def name(self, found: Named) -> str:
        """Longest name that the article itself uses for an outlet."""
        return self._names.get(found.key, found.name)

    def mention(self, tree: Tree, node: int) -> Named | None:
        """Outlet or agency of the gazetteer whose name is the heart of the phrase."""
        start, stop = tree.place(node)
        nodes = core(tree, node, self._words)
        left, right = tree.span(nodes)
        first = bisect_right(self._starts, left) - 1
        for begin in self._starts[max(0, first) :]:
            if begin >= right:
                break
            found = self._named[begin]
            if found.stop <= left:
                continue
            if found.start <= start < found.stop or found.start <= stop - 1 < found.stop:
                return found
            if self._medium(tree, node) and left <= found.start and found.stop <= right:
                return found
        beside = tree.kid(node, "appos")
        return None if beside is None or beside < node else self.mention(tree, beside)

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
