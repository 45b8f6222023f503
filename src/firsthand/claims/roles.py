"""Roles: who known before is meant by a noun with "the", such as "the agency" or "the minister"."""

from firsthand.claims.memory import PRONOUN_REACH, Known, Memory
from firsthand.claims.tree import Tree
from firsthand.lexicon.language import Words
from firsthand.lexicon.places import Places


class Roles:
    """Resolves the nouns of an article that go back to somebody."""

    def __init__(self, words: Words, memory: Memory, places: Places) -> None:
        self._words = words
        self._memory = memory
        self._places = places

    def holder(self, tree: Tree, node: int, index: int) -> Known | None:
        """Who is meant by "the agency", "the intelligence chief": somebody known who went by such a noun."""
        definite = not tree.lemmas(node, "det").isdisjoint({"the", "this", "that"})
        of = not tree.lemmas(node, "prep").isdisjoint({"of", "for"})
        if not definite or of or tree.tokens[node].tag in {"NNS", "NNPS"}:
            return None
        lemma = tree.lemma(node)
        exact = lemma in self._words["voices.exact"]
        alike = frozenset({lemma}) if exact else self._words.roles.get(lemma, frozenset({lemma}))
        modifiers = tree.lemmas(node, "compound", "amod")
        at = tree.place(node)[0]
        people = frozenset(modifiers & self._places.peoples.keys())
        named = {
            tree.lemma(c) for c in tree.kids(node, "compound") if tree.tokens[c].tag == "NNP"
        } - people
        by_noun = (self._memory.called(noun, index, at, people, named) for noun in alike)
        candidates = [known for known in by_noun if known is not None]
        if not candidates and lemma in self._words["media.agency"]:
            candidates = self._who_reported(index)
        if not candidates:
            return None
        known = max(candidates, key=lambda k: (k.sentence, k.place))  # of a set, in no order
        if modifiers and not modifiers & known.nouns and index - known.sentence > PRONOUN_REACH:
            return None
        return None if self._memory.disputed(alike, known, index) else known

    def again(self, tree: Tree, node: int, index: int) -> Known | None:
        """Who is meant by "the official": the unnamed one who spoke before, in the fuller words for him."""
        if [tree.lemma(c) for c in tree.kids(node)] != ["the"]:
            return None
        plural = tree.tokens[node].tag in {"NNS", "NNPS"}
        for known in self._memory.near(index):
            same = known.anonymous and known.spoke and tree.lemma(node) in known.nouns
            if same and known.plural == plural and known.place < tree.place(node)[0]:
                return known
        return None

    def _who_reported(self, index: int) -> list[Known]:
        """Return the last named body that spoke, for "the agency" that was never called one."""
        for known in self._memory.near(index):
            if known.spoke and known.kind in {"organisation", "outlet"} and known.name.isupper():
                return [known]
        return []
