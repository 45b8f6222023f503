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
#: "producing artillery systems" only says which; a long one is read as an assertion
MIN_RESTRICTIVE_WORDS = 5
#: clauses read in one sentence; beyond it is a list or an attack
MAX_CLAUSES = 40
_OWN = frozenset({"ROOT", "ccomp", "parataxis", "dep", "csubj"})
_ASIDES = frozenset({"advcl", "relcl", "acl"})
_CITING = frozenset({"cite", "quote"})
#: verbs that bring a noun with its content ("released intelligence that")
_BRINGING = frozenset(
    {"release", "issue", "publish", "make", "give", "have", "reject", "deny", "repeat"}
)
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"})
_NO_SUBJECTS = frozenset({"it", "that", "this", "what", "which", "who", "us", "them", "you"})
_EMPTY = frozenset({"be", "have", "do", "get", "go", "more", "so", "also", "then", "just", "even"})
#: a clause of content words fewer than these says nothing by itself
MIN_CONTENT = 2
#: what they open is not asserted and stays with the clause that it conditions
_CONDITIONS = frozenset({"if", "unless", "until", "than", "lest", "provided"})
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
    contents = {head for cue in cues for head in cue.content}
    silent = _silent(tree, cues, contents)
    heads = [n for n in range(len(tree.tokens)) if _is_head(tree, n, contents)][:MAX_CLAUSES]
    torn = {cue.torn for cue in cues if cue.torn is not None}
    untold = torn | {
        c
        for cue in cues
        if cue.kind == "silence"
        for c in tree.kids(cue.node, "ccomp", "advcl")
        if c in cue.scope
    }
    heads = [
        n
        for n in heads
        if n not in untold and (n in contents or n in silent or _enough(tree, n, heads))
    ]
    cut = set(heads) | silent
    found = []
    for head in heads:
        if head in silent or _frame(tree, head, cut) or _asks(tree, head):
            continue
        nodes = _trim(tree, tree.subtree(head, cut - {head}), head)
        if _says(tree, nodes):
            found.append(Clause(head, tuple(nodes)))
    return found


def _says(tree: Tree, nodes: list[int]) -> bool:
    """Tell whether the words say something by themselves ("what's more" and "us get along" don't).

    That a source would not be named says nothing of the matter either.
    """
    if any(tree.lemma(n) == "anonymity" for n in nodes) or _unnamed(tree, nodes):
        return False
    content = {n for n in nodes if tree.tokens[n].pos in _CONTENT and tree.lemma(n) not in _EMPTY}
    return len(content) >= MIN_CONTENT or (bool(content) and _has_subject(tree, nodes))


def _unnamed(tree: Tree, nodes: list[int]) -> bool:
    """Tell whether somebody "asked not to be named", "refused to be identified"."""
    return any(
        tree.lemma(c) in {"name", "identify"} and tree.kid(c, "auxpass") is not None
        for n in nodes
        for c in tree.kids(n, "xcomp", "ccomp")
        if tree.lemma(n) in {"ask", "refuse", "decline", "want", "request"}
    )


def _has_subject(tree: Tree, nodes: list[int]) -> bool:
    """Tell whether the words have a subject of their own: somebody, or "there is"."""
    return any(
        tree.dep(n) == "expl"
        or (tree.dep(n) in {"nsubj", "nsubjpass"} and tree.lemma(n) not in _NO_SUBJECTS)
        for n in nodes
    )


def _asks(tree: Tree, head: int) -> bool:
    """Tell whether the clause is the main one of a question, which asserts nothing."""
    last = max(tree.subtree(head))
    following = [token.text for token in tree.tokens[last : last + 3]]
    return tree.dep(head) == "ROOT" and "?" in following


def _silent(tree: Tree, cues: list[Cue], contents: set[int]) -> set[int]:
    """Heads of words that only attribute: "X said", "according to X", "citing sources"."""
    found = {
        cue.node
        for cue in cues
        if cue.node not in cue.content and cue.kind not in {"noun", "vantage"}
    }
    for cue in cues:
        found.update(c for c in tree.kids(cue.node, "advcl", "prep") if tree.lemma(c) in _CITING)
        verb = tree.tokens[cue.node].head
        if cue.kind == "noun" and _carries(tree, cue.node, verb):
            found.add(verb)
    return found - {n for n in contents if tree.lemma(n) not in _CITING and n not in found}


def _carries(tree: Tree, noun: int, verb: int) -> bool:
    """Tell whether a verb only brings the noun whose content is the report: "there are fears that"."""
    if tree.kid(verb, "expl") is not None:
        return tree.dep(noun) == "attr"
    return tree.dep(noun) == "dobj" and tree.lemma(verb) in _BRINGING


def _frame(tree: Tree, head: int, cut: set[int]) -> bool:
    """Tell whether a clause only frames another: "it was unclear whether"."""
    subject = tree.kid(head, "nsubj", "nsubjpass", "expl")
    empty = subject is not None and tree.lemma(subject) in {"it", "there"}
    inner = [c for n in (head, *tree.kids(head, "acomp")) for c in tree.kids(n, "ccomp", "csubj")]
    return empty and any(c in cut for c in inner)


def _enough(tree: Tree, head: int, heads: list[int]) -> bool:
    """Tell whether a clause has words enough to assert something of its own."""
    nodes = tree.subtree(head, set(heads) - {head})
    count = sum(tree.tokens[n].pos != "PUNCT" for n in nodes)
    dep = tree.dep(head)
    if dep in {"relcl", "acl"} and not _set_off(tree, head):
        return dep == "relcl" and count >= MIN_RESTRICTIVE_WORDS
    return count >= (MIN_ASIDE_WORDS if dep in _ASIDES or dep == "conj" else MIN_WORDS)


def _set_off(tree: Tree, head: int) -> bool:
    """Tell whether a comma or dash stands before the clause: it adds, where one without it only tells apart."""
    first = tree.subtree(head)[0]
    return first > 0 and tree.tokens[first - 1].text in {",", "-", "–", "—", "--", "("}


def _is_head(tree: Tree, node: int, contents: set[int]) -> bool:
    token = tree.tokens[node]
    if node in contents or token.dep == "ROOT":
        return True
    if not _is_verb(tree, node):
        return False
    if token.dep in _ASIDES:
        if any(tree.lemma(m) in _CONDITIONS for m in tree.kids(node, "mark")):
            return False
        return not any(tree.lemma(c) == "to" for c in tree.kids(node, "aux"))
    if token.dep in _OWN:
        return (
            token.tag != "VB"
            or any(tree.tokens[c].tag == "MD" for c in tree.kids(node, "aux"))
            or tree.kid(node, "mark", "neg") is not None
        )
    joined = token.dep == "conj" and _is_verb(tree, token.head) and _substantial(tree, node)
    return joined and token.head < node and _is_head(tree, token.head, contents)


def _is_verb(tree: Tree, node: int) -> bool:
    return tree.verbal(node) or tree.tokens[node].tag.startswith("VB")


def _substantial(tree: Tree, node: int) -> bool:
    """Tell whether a joined verb has words of its own ("and wounding dozens", not "and went")."""
    return any(tree.dep(c) not in {"cc", "punct", "conj"} for c in tree.kids(node))


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
