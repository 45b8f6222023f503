"""Heads of clauses: which words of a parsed sentence carry an assertion of their own."""

from collections.abc import Collection
from itertools import islice

from firsthand.claims import bonds
from firsthand.claims.tree import FINITE, Tree
from firsthand.lexicon import furniture
from firsthand.lexicon.language import Words

#: an aside of fewer words ("he said", "asked why") asserts nothing of its own
MIN_WORDS = 2
MIN_ASIDE_WORDS = 3
#: "producing artillery systems" only says which; a long one is read as an assertion
MIN_RESTRICTIVE_WORDS = 5
#: clauses read in one sentence; beyond it is a list or an attack
MAX_CLAUSES = 40
_OWN = frozenset({"ROOT", "ccomp", "parataxis", "dep", "csubj"})
_ASIDES = frozenset({"advcl", "relcl", "acl"})


def find(tree: Tree, contents: Collection[int], words: Words) -> list[int]:
    """Heads of the clauses of a sentence, in order; ``contents`` are heads of what is told."""
    found = (n for n in range(len(tree.tokens)) if _is_head(tree, n, contents, words))
    return list(islice(found, MAX_CLAUSES))


def _is_head(tree: Tree, node: int, contents: Collection[int], words: Words) -> bool:
    token = tree.tokens[node]
    if node in contents or token.head == node:
        return True
    preposition = token.text.lower() in words["clauses.prepositions"]
    if not tree.verbal(node) or preposition or _nominal(tree, node) or _titled(tree, node):
        return False
    if token.dep in {"conj", "advcl"} and (_run_on(tree, node) or _likened(tree, node)):
        return False
    if token.dep in _ASIDES:
        if bonds.conditional(tree, node, words):
            return False
        return "to" not in tree.lemmas(node, "aux")
    if token.dep in _OWN:
        if bonds.asked(tree, node, words) or _held(tree, node):
            return False
        bare = token.dep == "ccomp" and token.tag in {"VBN", "VBG"}
        return (
            (token.tag != "VB" and not (bare and tree.kid(node, "aux", "auxpass") is None))
            or any(tree.tokens[c].tag == "MD" for c in tree.kids(node, "aux"))
            or tree.kid(node, "mark", "neg") is not None
        )
    joined = token.dep == "conj" and tree.verbal(token.head) and _substantial(tree, node)
    return joined and _is_head(tree, token.head, contents, words)


def _titled(tree: Tree, node: int) -> bool:
    """Tell a verb in the name of a work: "her last song, Can't Stop the River", where not all have capitals."""
    word, tokens = tree.tokens[node].text, tree.tokens
    if not word[:1].isupper() or word.isupper() or node == 0 or tokens[node - 1].pos == "PUNCT":
        return False
    return not furniture.is_title_case(tree.sentence.text)


def _held(tree: Tree, node: int) -> bool:
    """Tell what a participle behind a noun brings about: "with faults ensuring that it leaks"."""
    return tree.dep(node) == "ccomp" and tree.dep(tree.tokens[node].head) == "acl"


def _nominal(tree: Tree, node: int) -> bool:
    """Tell a clause that only names something: "selling shells is hard", "to show that it holds"."""
    token = tree.tokens[node]
    # "what we found was a pair"
    free = tree.tokens[tree.subtree(node)[0]].tag == "WP"
    subject = token.dep == "csubj" and (token.tag == "VBG" or free)
    aim = token.dep == "ccomp" and tree.tokens[token.head].tag == "VB"
    return subject or aim or (token.dep == "advcl" and _of_noun(tree, node))


def _of_noun(tree: Tree, node: int) -> bool:
    """Tell a gerund with its noun ("interested in them selling shells"), which asserts nothing alone."""
    token, before = tree.tokens[node], tree.tokens[node - 1] if node else None
    own = tree.kid(node, "mark", "aux", "nsubj", "nsubjpass") is not None
    return (
        token.tag == "VBG"
        and not own
        and before is not None
        and before.pos in {"NOUN", "PROPN", "PRON"}
    )


def _run_on(tree: Tree, node: int) -> bool:
    """Tell a finite verb that nothing parts from another one: misread "the boat the firm sold leaked"."""
    above = tree.tokens[node].head
    own = tree.kid(node, "nsubj", "nsubjpass", "expl", "mark") is not None
    last = max((n for n in (above, *tree.kids(above, "conj")) if n < node), default=node)
    between = tree.tokens[last + 1 : tree.subtree(node)[0]]
    parted = own or any(t.dep in {"punct", "cc"} and t.tag != "HYPH" for t in between)
    return tree.tokens[node].tag in FINITE and not parted


def _likened(tree: Tree, node: int) -> bool:
    """Tell a helper that stands for the verb before it: "will leave, as will the crew"."""
    own = tree.kid(node, "nsubj")
    return (
        tree.tokens[node].pos == "AUX"
        and own is not None
        and own > node
        and "as" in tree.lemmas(node, "mark")
    )


def _substantial(tree: Tree, node: int) -> bool:
    """Tell whether a joined verb has words of its own ("and wounding dozens", not "and went")."""
    return any(tree.dep(c) not in {"cc", "punct", "conj"} for c in tree.kids(node))


def enough(tree: Tree, head: int, heads: list[int], words: Words) -> bool:
    """Tell whether a clause has words enough to assert something of its own."""
    nodes = tree.subtree(head, set(heads) - {head})
    count = sum(tree.tokens[n].pos != "PUNCT" for n in nodes)
    dep = tree.dep(head)
    beside = tree.dep(tree.tokens[head].head) == "appos"
    if dep in {"relcl", "acl"} and not (bonds.set_off(tree, head) or beside):
        if dep == "acl" and count >= MIN_ASIDE_WORDS and _counts(tree, head, words):
            return True
        return dep == "relcl" and count >= MIN_RESTRICTIVE_WORDS and _relative(tree, head)
    return count >= (MIN_ASIDE_WORDS if dep in _ASIDES or dep == "conj" else MIN_WORDS)


def _counts(tree: Tree, head: int, words: Words) -> bool:
    """Tell whether a participle counts something of one thing: "a ferry carrying 40 people"."""
    about, held = tree.tokens[head].head, tree.kid(head, "dobj")
    if tree.tokens[head].tag != "VBG" or held is None or tree.kid(held, "nummod") is None:
        return False
    fixed = tree.kids(about, "det", "nummod", "poss")
    one = tree.tokens[about].tag in {"NN", "NNP"} or bool(fixed)
    return one and not any(tree.lemma(c) in words["clauses.any"] for c in fixed)


def _relative(tree: Tree, head: int) -> bool:
    """Tell whether a relative clause has its "who"; one without ("the train Kim used") only says which."""
    first = tree.subtree(head)[:2]
    return any(tree.tokens[n].tag in {"WP", "WDT", "WRB", "WP$", "IN"} for n in first)
