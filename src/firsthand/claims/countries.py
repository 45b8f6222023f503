"""Countries that an article names, for "both countries" and "the two sides" that go back to them."""

from collections.abc import Iterator

from firsthand.claims.tree import Tree
from firsthand.lexicon.language import Words
from firsthand.lexicon.places import Places

#: sentences back within which "both countries" looks for the two
PAIR_REACH = 2


class Countries:
    """The countries named so far, in order."""

    def __init__(self, words: Words, places: Places) -> None:
        self._words = words
        self._peoples = places.peoples
        self._lands = frozenset(name.lower() for name in places.peoples.values())
        self._seen: list[tuple[int, str]] = []

    def learn(self, tree: Tree, index: int) -> None:
        """Remember the countries of a sentence."""
        self._seen.extend((index, name) for _, name in self._named(tree))

    def both(self, tree: Tree, node: int, index: int) -> list[str]:
        """Resolve "both countries", "the two sides": the two named last; empty if it is not that."""
        two = tree.lemmas(node, "det", "nummod", "predet") & {"both", "two"}
        if not two or tree.lemma(node) not in self._words["voices.pairs"]:
            return []
        seen = [name for sentence, name in self._seen if index - sentence <= PAIR_REACH]
        seen += [name for place, name in self._named(tree) if place < node]
        last = list(dict.fromkeys(reversed(seen)))[:2]
        if len(last) < 2:
            return []
        return list(reversed(last))

    def _named(self, tree: Tree) -> Iterator[tuple[int, str]]:
        """Countries that a sentence names, by their name or their people, in order."""
        place = 0
        while place < len(tree.tokens):
            if not tree.tokens[place].text[:1].isupper():
                place += 1
                continue
            for length in (3, 2, 1):
                words = " ".join(t.text for t in tree.tokens[place : place + length]).lower()
                name = self._peoples.get(words)
                if name is None and words in self._lands:
                    name = " ".join(t.text for t in tree.tokens[place : place + length])
                if name is not None:
                    yield place, name
                    break
            place += length
