"""Clauses of a parsed sentence: the grain of a report.

A clause is a verb with what belongs to it, less the clauses inside it that carry an assertion of
their own. "The train left on Sunday and Kim, who was aboard, waved" has three.
"""

from dataclasses import dataclass

from firsthand.claims.cues import Cue
from firsthand.claims.tree import Tree

#: an aside of fewer words ("he said", "asked why") asserts nothing of its own
MIN_WORDS = 2
MIN_ASIDE_WORDS = 3
#: clauses read in one sentence; beyond it is a list or an attack
MAX_CLAUSES = 40
_OWN = frozenset({"ROOT", "ccomp", "parataxis", "dep", "csubj"})
_ASIDES = frozenset({"advcl", "relcl", "acl"})
_EDGE = frozenset({"cc", "punct", "preconj"})


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause: its head and its own tokens, in order, edges trimmed."""

    head: int
    nodes: tuple[int, ...]


def find(tree: Tree, cues: list[Cue]) -> list[Clause]:
    """Clauses of the sentence that carry an assertion, in order of their heads.

    The words of a cue whose content is a clause ("X said", "according to X") belong to no clause.
    """
    asides = {cue.node for cue in cues if cue.kind in {"according", "vantage"}}
    asides |= {cue.node for cue in cues if cue.node not in cue.content and cue.kind != "noun"}
    contents = {head for cue in cues for head in cue.content}
    heads = [n for n in range(len(tree.tokens)) if _is_head(tree, n, contents)][:MAX_CLAUSES]
    heads = [n for n in heads if n in contents or n in asides or _enough(tree, n, heads)]
    cut = set(heads) | asides | _citing(tree, asides)
    found = []
    for head in heads:
        if head in asides and head not in contents:
            continue
        nodes = _trim(tree, tree.subtree(head, cut - {head}), head)
        if any(tree.tokens[n].pos != "PUNCT" for n in nodes):
            found.append(Clause(head, tuple(nodes)))
    return found


def _enough(tree: Tree, head: int, heads: list[int]) -> bool:
    """Tell whether a clause has words enough to assert something of its own."""
    nodes = tree.subtree(head, set(heads) - {head})
    least = MIN_ASIDE_WORDS if tree.dep(head) in _ASIDES else MIN_WORDS
    return sum(tree.tokens[n].pos != "PUNCT" for n in nodes) >= least


def _is_head(tree: Tree, node: int, contents: set[int]) -> bool:
    token = tree.tokens[node]
    if node in contents:
        return True
    if token.dep == "ROOT":
        return True
    if not (tree.verbal(node) or token.tag.startswith("VB")):
        return False
    if token.dep in _OWN or token.dep in _ASIDES:
        return True
    return token.dep == "conj" and _is_verb(tree, token.head) and _substantial(tree, node)


def _is_verb(tree: Tree, node: int) -> bool:
    return tree.verbal(node) or tree.tokens[node].tag.startswith("VB")


def _substantial(tree: Tree, node: int) -> bool:
    """A joined verb with a word of its own ("and wounding dozens"), not "came and went"."""
    return any(tree.dep(c) not in {"cc", "punct", "conj"} for c in tree.kids(node))


def _citing(tree: Tree, asides: set[int]) -> set[int]:
    """Adjuncts of a cue that only name a further source ("citing sources")."""
    return {
        c
        for aside in asides
        for c in tree.kids(aside, "advcl", "prep")
        if tree.lemma(c) in {"cite", "quote"}
    }


def _trim(tree: Tree, nodes: list[int], head: int) -> list[int]:
    """Drop punctuation, "and" and a leading "that" at the edges, and what lies beyond a gap."""
    while len(nodes) > 1 and nodes[0] != head and _edge(tree, nodes[0]):
        nodes = nodes[1:]
    while len(nodes) > 1 and nodes[-1] != head and tree.dep(nodes[-1]) in _EDGE:
        nodes = nodes[:-1]
    return nodes


def _edge(tree: Tree, node: int) -> bool:
    that = tree.dep(node) == "mark" and tree.lemma(node) == "that"
    return tree.dep(node) in _EDGE or that
