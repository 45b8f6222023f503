"""Conjuncts: verbs joined to a telling or to what it tells, and whether they are told with it.

Told speech steps back in time behind a telling in the past ("had sunk", "would sink"); what does not
stands beside the telling.
"""

from firsthand.claims.tree import Tree
from firsthand.lexicon.language import Words


def apart(tree: Tree, node: int, heads: list[int], words: Words) -> set[int]:
    """Tokens of what somebody else says beside it: "Quill said it leaks and Brack said it holds".

    Or "while Brack said it holds".
    """
    # "says it leaks and Brack said it holds": in the present he may say that of Brack
    beside = ("conj", "advcl") if tree.tokens[node].tag == "VBD" else ("advcl",)
    verbs = (verb for head in heads for verb in tree.kids(head, *beside))
    return {n for verb in verbs if _parts(tree, verb, words) for n in tree.subtree(verb)}


def _parts(tree: Tree, verb: int, words: Words) -> bool:
    """Tell whether a joined verb is a telling of somebody else."""
    if tree.dep(verb) == "conj":
        parted = tree.tokens[verb].tag == "VBD"
    else:
        parted = not words["clauses.contrasting"].isdisjoint(tree.lemmas(verb, "mark"))
    own = tree.kid(verb, "nsubj") is not None and tree.kid(verb, "ccomp") is not None
    return parted and own and "say" in words.cues.get(tree.lemma(verb), ())


def shifted(tree: Tree, node: int, words: Words) -> list[int]:
    """Clauses joined to a telling in the past that step back as told speech does.

    "She said it sank, and the crew had been saved": past perfect or "would"; behind "but", where
    a text seldom takes over, all that may be told so: "but they were looking into it".
    """
    if tree.tokens[node].tag != "VBD":
        return []
    stepped = words["clauses.stepped"]
    stepping = stepped | words["clauses.stepping"]
    but = "but" in tree.lemmas(node, "cc")
    return [
        verb
        for verb in tree.kids(node, "conj")
        if tree.kid(verb, "nsubj", "nsubjpass", "expl") is not None
        and _steps(tree, verb, stepping if but and not _doubts(tree, verb, words) else stepped)
    ]


def _steps(tree: Tree, verb: int, helpers: frozenset[str]) -> bool:
    return any(tree.tokens[c].text.lower() in helpers for c in tree.kids(verb, "aux"))


def _doubts(tree: Tree, verb: int, words: Words) -> bool:
    """Tell whether a clause is the text's own word on what is told: "but that could not be confirmed"."""
    lemma = tree.lemma(verb)
    return lemma in words["stance.confirm_verbs"] or bool(words.cues.get(lemma))


def unshifted(tree: Tree, node: int) -> list[int]:
    """Verbs joined to a past one that cannot be: "said it is watching and will be ready"."""
    if tree.tokens[node].tag != "VBD":
        return []
    return [
        verb
        for verb in tree.kids(node, "conj")
        if tree.kid(verb, "nsubj", "nsubjpass", "expl") is None
        and (
            tree.tokens[verb].tag in {"VBZ", "VBP"}
            or any(tree.tokens[c].tag in {"MD", "VBZ", "VBP"} for c in tree.kids(verb, "aux"))
        )
    ]
