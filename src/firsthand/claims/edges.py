"""Edges of a clause: where its words begin and end, so that it can be read."""

from itertools import pairwise

from firsthand.claims import bonds
from firsthand.claims.tree import FINITE, Tree
from firsthand.lexicon.language import Words

#: words of a noun that only brings the clause behind it: ", a provision [that]"
MAX_HUNG = 4
_EDGE = frozenset({"cc", "punct", "preconj"})
_MARKS = frozenset({"``", "''"})
#: what brings a clause or a noun, and says nothing where that was cut off
_BRINGING = frozenset({"prep", "mark", "agent", "advcl", "amod"})
#: what the words before it call for: "was mum [on whether]", "leave it certain [that]"
_CALLED = frozenset({"ccomp", "xcomp", "pcomp", "prep", "dobj", "acomp", "attr", "oprd"})


def trim(tree: Tree, nodes: list[int], head: int, words: Words) -> list[int]:
    """Drop punctuation, "and", "that" and "because" at the edges, and what lies beyond a gap."""
    tie = max(bonds.tie(tree, head, words), _told_when(tree, head, words))
    while len(nodes) > 1 and nodes[0] != head and not _stands(tree, nodes[0], head):
        if not (nodes[0] <= tie or _opens(tree, nodes[0], head)):
            break
        nodes = nodes[1:]
    while len(nodes) > 1 and nodes[-1] != head and _loose(tree, nodes[-1], nodes):
        nodes = nodes[:-1]
    return nodes


def _opens(tree: Tree, node: int, head: int) -> bool:
    """Tell what only opens a clause; a "that" before the subject of what is told, whatever the parse says."""
    own = tree.kid(head, "nsubj", "nsubjpass")
    told = tree.dep(head) == "ccomp" and own is not None and node < own
    that = told and tree.lemma(node) == "that" and tree.tokens[node].head == head
    return that or _edge(tree, node)


def _told_when(tree: Tree, head: int, words: Words) -> int:
    """Last word of when or how something was told, behind the telling; -1 without.

    "Said [on Monday] it had sunk", "said [only that] it had sunk": nothing of it stands before "that".
    """
    above, own = tree.tokens[head].head, tree.kid(head, "nsubj", "nsubjpass", "expl")
    that = next((n for n in tree.kids(head, "mark") if tree.lemma(n) == "that"), -1)
    if above < that < head and tree.dep(head) == "ccomp":
        return that
    if own is None or tree.dep(head) != "ccomp" or tree.lemma(above) not in words["cues.say"]:
        return -1
    before = range(above + 1, tree.subtree(own)[0])
    beside = {n for c in tree.kids(head, "prep", "npadvmod", "advmod") for n in tree.subtree(c)}
    timed = any(tree.tokens[n].text.lower() in words["voices.not_names"] for n in before)
    return before[-1] if timed and beside.issuperset(before) else -1


def _loose(tree: Tree, node: int, nodes: list[int]) -> bool:
    """Tell whether a last word belongs to something that was cut off: "and", "with", "meaning"."""
    dep = tree.dep(node)
    behind = [c for c in tree.kids(node) if c > node and tree.dep(c) != "punct"]
    if dep in {"advcl", "amod"}:
        behind = [c for c in behind if tree.dep(c) in {"ccomp", "xcomp"}]
    alone = dep in _BRINGING and bool(behind) and not set(behind) & set(nodes)
    orphan = dep in {"npadvmod", "advmod", "mark"} and tree.tokens[node].head not in nodes
    return dep in _EDGE or alone or orphan


def _edge(tree: Tree, node: int) -> bool:
    that = tree.tokens[node].text.lower() == "that" and (
        tree.dep(node) == "mark" or (tree.tokens[node].tag == "IN" and tree.dep(node) != "det")
    )
    # "nor did they leave"
    joins = tree.dep(node) in _EDGE and tree.lemma(node) not in {"nor", "neither"}
    return joins or that


def _stands(tree: Tree, node: int, head: int) -> bool:
    """Tell a "that" which is the subject: "say that amounts to an order"."""
    finite = tree.tokens[head].tag in FINITE and tree.dep(head) != "relcl"
    next_ = all(tree.dep(n) == "advmod" for n in range(node + 1, head))
    return tree.lemma(node) == "that" and finite and next_


def completed(tree: Tree, nodes: list[int], silent: set[int]) -> list[int]:
    """Take in what the last words call for, though it is a report of its own: "she was mum on [why]"."""
    below, behind = set(nodes), nodes[-1] + 1
    while behind < len(tree.tokens) and tree.tokens[behind].tag in _MARKS:
        behind += 1
    if behind == len(tree.tokens) or tree.dep(behind) == "punct":
        return nodes
    path = [behind, *tree.ancestors(behind)]
    top = next((n for n, above in pairwise(path) if above in below), None)
    if top is None or tree.dep(top) not in _CALLED:
        return nodes
    if (top in silent and tree.dep(top) == "prep") or _beyond(tree, top):
        # "according to"
        return nodes
    more = [n for n in tree.subtree(top) if n >= behind]
    while tree.dep(more[-1]) == "punct":
        more.pop()
    return [*nodes, *more]


def _beyond(tree: Tree, told: int) -> bool:
    """Tell what is only joined by a misread parse: "when it sank we left", "on news of it we left"."""
    above = tree.tokens[told].head
    timed = any(tree.tokens[n].tag == "WRB" for n in tree.kids(above, "advmod"))
    held = tree.kid(above, "dobj") is not None and tree.dep(told) == "ccomp"
    return timed or (held and tree.kid(told, "mark") is None)


def unhung(tree: Tree, nodes: list[int], cut: set[int]) -> list[int]:
    """Leave off a noun set behind another one for the sake of a clause that is a report: ", a view"."""
    last = nodes[-1]
    # such as ", a process" before "that she called hard", not "this year" before "when it sank"
    loose = tree.dep(last) == "npadvmod" and "a" in tree.lemmas(last)
    if not (loose or tree.dep(last) == "appos") or not any(
        c in cut for c in tree.kids(last, "relcl", "acl")
    ):
        return nodes
    below = [n for n in tree.subtree(last, cut) if n <= last]
    kept = [n for n in nodes if n < below[0]]
    while kept and tree.dep(kept[-1]) == "punct":
        kept = kept[:-1]
    short = len(below) <= MAX_HUNG and len(kept) > len(below)
    return kept if short and tree.tokens[last].tag in {"NN", "NNS", "CD"} else nodes
