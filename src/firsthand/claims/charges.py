"""Charges: what somebody is accused of, and what something is called or taken for."""

from firsthand.claims.tree import Tree


def some(tree: Tree, node: int) -> bool:
    """Tell whether somebody is accused of something."""
    named = tree.kid(node, "dobj") is not None
    return named and any(
        tree.lemma(p) in {"of", "for", "with", "on"} and tree.kids(p, "pcomp", "pobj")
        for p in tree.subtree(node)
        if tree.dep(p) == "prep" and p > node
    )


def likens(tree: Tree, node: int, lemma: str, quoted: frozenset[int]) -> bool:
    """Tell whether something is called or taken for something."""
    taken = [
        p
        for n in (node, *tree.kids(node, "dobj"))
        for p in tree.kids(n, "prep")
        if tree.lemma(p) == "as"
    ]
    if lemma == "attribute" and any(tree.lemma(p) == "to" for p in tree.kids(node, "prep")):
        return True
    if lemma in {"see", "view", "regard"}:
        return bool(taken) and not tree.kids(node, "oprd")
    direct = tree.kid(node, "dobj") is not None and lemma in {"condemn", "denounce"}
    # 'called the claims "deeply troubling"'
    marked = any(
        c in quoted and n not in quoted
        for n in tree.kids(node, "dobj")
        for c in tree.kids(n, "acl", "amod")
    )
    return bool(tree.kids(node, "oprd") or taken) or direct or (marked and lemma == "call")
