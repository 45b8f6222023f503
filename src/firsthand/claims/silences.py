"""Silences: somebody does not confirm, comment or know, and that is the report."""

from firsthand.claims.tree import Tree
from firsthand.lexicon.language import Words


def is_one(tree: Tree, node: int, lemma: str, words: Words) -> bool:
    """Tell whether somebody does not confirm, comment or know: the report is the silence itself."""
    if tree.kid(node, "nsubj") is None and tree.dep(node) not in {"conj", "xcomp", "advcl"}:
        return False
    if lemma in words["stance.decline_verbs"]:
        return any(tree.lemma(c) in words["stance.confirm_verbs"] for c in tree.kids(node, "xcomp"))
    nouns = [c for c in tree.kids(node, "dobj") if tree.lemma(c) in words["stance.knowledge_nouns"]]
    if nouns and lemma in {"have", "offer", "give", "provide", "make"}:
        none = any(tree.lemma(d) == "no" for noun in nouns for d in tree.kids(noun, "det"))
        return none or tree.negated(node)
    if not (tree.negated(node) and lemma in words["stance.confirm_verbs"]):
        return False
    if bidden(tree, node):
        return False
    marks = {tree.lemma(m) for c in tree.kids(node, "ccomp") for m in tree.kids(c, "mark")}
    return "that" not in marks


def bidden(tree: Tree, node: int) -> bool:
    """Tell what others are to do: "urged people not to comment"."""
    return tree.dep(node) == "xcomp" and tree.kid(tree.tokens[node].head, "dobj") is not None


def asked(tree: Tree, node: int) -> list[int]:
    """Heads of what is not told: "have not said when they would leave"."""
    return [
        clause
        for clause in tree.kids(node, "ccomp", "advcl")
        if tree.tokens[tree.subtree(clause)[0]].tag in {"WRB", "WP", "WDT", "IN"}
        and tree.tokens[tree.subtree(clause)[0]].text.lower()
        not in {"as", "after", "because", "that"}
    ]
