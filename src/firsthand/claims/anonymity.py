"""Anonymity: whether it is left open who an unnamed voice is, and for whom it speaks.

After the guidelines of the project's claims: unnamed people who do not speak for a named body, and
whoever the article says would not be named.
"""

from collections.abc import Collection, Sequence

from firsthand.claims.tree import Tree
from firsthand.lexicon.language import Words
from firsthand.lexicon.places import Places


def find(
    tree: Tree, node: int, nodes: Sequence[int], kind: str, words: Words, places: Places
) -> bool:
    """Tell whether the phrase ``nodes`` around a common noun names a voice of ``kind`` that is anonymous."""
    forms = {tree.lemma(n) for n in nodes} | {tree.tokens[n].text.lower() for n in nodes}
    if forms & words["speakers.unnamed_words"] or _withheld(tree, node, nodes, words):
        return True
    lemma, named = tree.lemma(node), _named(tree, node, nodes)
    if lemma == "report" and tree.tokens[node].tag == "NNS":
        return not named
    if lemma in words["voices.unnamed_media"] and not (named or forms & words["voices.state"]):
        return True
    if _speaks_for(tree, node, words, places):
        return False
    return lemma in words["voices.anonymous"] or _anyone(tree, node, kind, words)


def withholds(tree: Tree, nodes: Collection[int], words: Words) -> bool:
    """Tell whether words say that somebody would not be named: "spoke on condition of anonymity"."""
    unnamed = words["clauses.unnamed"]
    return any(tree.tokens[n].text.lower() in unnamed for n in nodes) or _asks(tree, nodes, words)


def _asks(tree: Tree, nodes: Collection[int], words: Words) -> bool:
    """Tell whether somebody "asked not to be named", "refused to be identified", "gave a first name"."""
    given = (
        c
        for n in nodes
        if tree.lemma(n) in words["clauses.giving"]
        for c in tree.kids(n, "dobj")
        if tree.lemma(c) == "name" and tree.tokens[c].tag == "NN"
    )
    if any(tree.kid(c, "prep") is None for c in given):
        return True
    return any(
        tree.lemma(c) in words["clauses.naming"] and tree.kid(c, "auxpass") is not None
        for n in nodes
        for c in tree.kids(n, "xcomp", "ccomp")
        if tree.lemma(n) in words["clauses.asking"]
    )


def _withheld(tree: Tree, node: int, nodes: Sequence[int], words: Words) -> bool:
    """Tell whether what hangs on a voice, or on what it says, says that it would not be named.

    What others would ("the captain, who met a sailor who asked not to be named") is none of it.
    """
    verb = tree.tokens[node].head
    # of "the captain of the ferry, who" the parse hangs the clause on the ferry
    ends = (n for n in nodes if n == node or tree.dep(n) == "pobj")
    heads = [c for n in ends for c in tree.kids(n, "relcl", "acl")]
    if tree.dep(node) in {"nsubj", "nsubjpass"}:
        beside = tree.kids(verb, "prep", "advcl", "advmod", "npadvmod")
        heads += [c for c in beside if tree.kid(c, "nsubj", "nsubjpass") is None]
    for head in heads:
        inner = {
            c for n in tree.subtree(head) for c in tree.kids(n, "relcl", "ccomp", "acl", "advcl")
        }
        if withholds(tree, tree.subtree(head, inner - {head}), words):
            return True
    return False


def _named(tree: Tree, node: int, nodes: Sequence[int]) -> bool:
    """Tell whether a name stands with a noun: "the Calder spokesman"."""
    return any(tree.tokens[n].tag in {"NNP", "NNPS"} for n in nodes if n != node)


def _speaks_for(tree: Tree, node: int, words: Words, places: Places) -> bool:
    """Tell whether somebody unnamed speaks for a named body; a source or an insider does not."""
    if tree.lemma(node) in words["voices.sources"]:
        return False
    whose = (
        tree.tokens[c].text for c in tree.kids(node, "compound") if tree.tokens[c].tag == "NNP"
    )
    return any(word.isupper() and word.lower() not in places for word in whose)


def _anyone(tree: Tree, node: int, kind: str, words: Words) -> bool:
    """Tell whether a common noun leaves open who somebody is: "a soldier", "villagers", not "both men"."""
    token = tree.tokens[node]
    sides = words["voices.parties"] | words["voices.spokespeople"]
    if tree.lemma(node) in sides or not (node == 0 or token.text.islower()):
        return False
    before = tree.lemmas(node, "det", "nummod", "predet")
    if kind == "group":
        return token.tag == "NNS" and not before & words["voices.pairing"]
    return kind == "person" and token.tag == "NN" and bool(before & words["voices.indefinite"])
