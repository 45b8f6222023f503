"""Bodies by name: firms, groups and media that no gazetteer knows, told apart from persons.

By the words of the name, by the noun beside it ("the charity Calder Aid", "Calder Aid, a charity"),
and by what the article has shown of that name before.
"""

from firsthand.claims.kinds import Kinds
from firsthand.claims.names import bare, clip, core
from firsthand.claims.persons import Names
from firsthand.claims.tree import Tree
from firsthand.lexicon.language import Words

_COMMON = frozenset({"NN", "NNS"})
_NAMES = frozenset({"NNP", "NNPS"})


class Bodies:
    """The bodies that one article names."""

    def __init__(self, words: Words, kinds: Kinds, names: Names) -> None:
        self._words = words
        self._kinds = kinds
        self._names = names
        #: name -> kind of the voice
        self._known: dict[str, str] = {}

    def kind(self, tree: Tree, node: int, nodes: list[int]) -> str | None:
        """Kind of the voice that a name (its ``nodes``) is, where it is one of a body or a thing.

        "Police Chief Ada Quill" is none.
        """
        person = self._names.known(tree.tokens[node].text) is not None
        named = bare(tree, nodes, self._words["voices.titles"])
        if self._kinds.organisation(tree, named):
            return "organisation"
        if named == nodes and self._kinds.thing(tree, node):
            return "organisation"
        if person or named != nodes:
            return None
        name = tree.words(nodes)
        shown = self._beside(tree, node, nodes)
        if shown is not None:
            self._known[name] = shown
        if name in self._known:
            return self._known[name]
        known = name.lower() in self._words["names.bodies"]
        whole = len(nodes) > 1 and self._kinds.article(tree, node, nodes)
        return "organisation" if known or whole else None

    def name(self, tree: Tree, node: int, name: str) -> str:
        """Name with the phrase after "of", "for" or "on" that belongs to it."""
        nodes = core(tree, node, self._words)
        after = [n for n in nodes if n > node]
        tie = tree.lemma(after[0]) if after and tree.dep(after[0]) == "prep" else ""
        # "the Council on Harbour Affairs"
        named = tie == "on" and any(tree.tokens[n].tag in _NAMES for n in after)
        if tie in {"of", "for"} or named:
            return clip(f"{name} {tree.words(after)}", self._words)
        return name

    def _beside(self, tree: Tree, node: int, nodes: list[int]) -> str | None:
        """Kind that the noun right before a name or set beside it shows."""
        if self._kinds.titled(tree, node) or tree.kid(node, "conj") is not None:
            return None
        before = nodes[0] - 1
        nouns = [before] if before >= 0 and tree.tokens[before].head in nodes else []
        nouns += tree.kids(node, "appos")
        if tree.dep(node) == "appos":
            nouns.append(tree.tokens[node].head)
        for noun in nouns:
            lemma, common = tree.lemma(noun), tree.tokens[noun].tag in _COMMON
            if common and lemma in self._words["voices.media"]:
                return "outlet"
            # "Ada Quill, a guard at the pier"
            body = common and not self._kinds.person(lemma)
            if body and lemma in self._words["voices.organisations"]:
                return "organisation"
        return None
