"""Anonymity: whether it is left open who an unnamed voice is, and for whom it speaks.

After the guidelines of the project's claims: unnamed people who do not speak for a named body.
"""

from collections.abc import Sequence

from firsthand.claims.tree import Tree
from firsthand.lexicon.language import Words
from firsthand.lexicon.places import Places


def find(
    tree: Tree, node: int, nodes: Sequence[int], kind: str, words: Words, places: Places
) -> bool:
    """Tell whether the phrase ``nodes`` around a common noun names a voice of ``kind`` that is anonymous."""
    forms = {tree.lemma(n) for n in nodes} | {tree.tokens[n].text.lower() for n in nodes}
    if forms & words["speakers.unnamed_words"]:
        return True
    lemma, named = tree.lemma(node), _named(tree, node, nodes)
    if lemma == "report" and tree.tokens[node].tag == "NNS":
        return not named
    if lemma in words["voices.unnamed_media"] and not (named or forms & words["voices.state"]):
        return True
    if _speaks_for(tree, node, words, places):
        return False
    return lemma in words["voices.anonymous"] or _anyone(tree, node, kind, words)


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
