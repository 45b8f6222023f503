"""Charges: what somebody is accused of, and what something is called or taken for."""

from firsthand.claims.tree import Tree
from firsthand.lexicon.language import Words

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})


def some(tree: Tree, node: int) -> bool:
    """Tell whether somebody is accused of something."""
    named = tree.kid(node, "dobj") is not None
    return named and any(
        tree.lemma(p) in {"of", "for", "with", "on"} and tree.kids(p, "pcomp", "pobj")
        for p in tree.subtree(node)
        if tree.dep(p) == "prep" and p > node
    )


def likens(tree: Tree, node: int, lemma: str, quoted: frozenset[int], words: Words) -> bool:
    """Tell whether something is called or taken for something."""
    taken = [
        p
        for n in (node, *tree.kids(node, "dobj"))
        for p in tree.kids(n, "prep")
        if tree.lemma(p) == "as"
    ]
    if lemma in words["cues.viewing"]:
        return bool(taken)
    to = "to" in tree.lemmas(node, "prep")
    direct = tree.kid(node, "dobj") is not None and lemma in words["cues.condemning"]
    named = lemma == "call" and _named(tree, node, quoted)
    likened = to and lemma in words["cues.likening"]
    # "called in the crew": a particle, whatever the parse makes of it
    what = [n for n in tree.kids(node, "oprd") if tree.tokens[n].tag != "RB"]
    return bool(what or taken) or likened or direct or named


def _named(tree: Tree, node: int, quoted: frozenset[int]) -> bool:
    """Tell whether something is called by words in quotation marks: 'called the plan "a trap"'.

    The parse takes them for more of what is called so.
    """
    for thing in [] if node in quoted else tree.kids(node, "dobj"):
        below = [n for n in tree.subtree(thing) if tree.dep(n) != "punct"]
        first = next((n for n in below if n in quoted), below[0])
        if any(tree.tokens[n].pos in _NOMINAL for n in below if n < first):
            return True
    return False
