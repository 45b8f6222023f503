"""Silences: somebody does not confirm, comment or know, and that is the report."""

from firsthand.claims import bonds
from firsthand.claims.tree import Tree
from firsthand.lexicon.language import Words


def is_one(tree: Tree, node: int, lemma: str, words: Words) -> bool:
    """Tell whether somebody does not confirm, comment or know: the report is the silence itself."""
    if tree.kid(node, "nsubj") is None and tree.dep(node) not in {"conj", "xcomp", "advcl"}:
        return False
    if lemma in words["stance.decline_verbs"]:
        return declines(tree, node, words)
    nouns = [c for c in tree.kids(node, "dobj") if tree.lemma(c) in words["stance.knowledge_nouns"]]
    if nouns and lemma in words["stance.knowledge_verbs"]:
        return tree.negated(node) or any(tree.nobody(noun) for noun in nouns)
    if not (tree.negated(node) and confirms(tree, node, words)):
        return False
    return not bidden(tree, node) and not _tells_that(tree, node)


def _tells_that(tree: Tree, node: int) -> bool:
    """Tell whether what is told begins with "that": "did not say that he would"."""
    return any("that" in tree.lemmas(clause, "mark") for clause in tree.kids(node, "ccomp"))


def confirms(tree: Tree, node: int, words: Words) -> bool:
    """Tell whether a verb is what a source does that confirms: "provided no names", not "provided no food"."""
    lemma, given = tree.lemma(node), tree.kids(node, "dobj", "nsubjpass")
    if any(tree.tokens[noun].text.lower().endswith(("self", "selves")) for noun in given):
        # "did not identify themselves"
        return False
    if lemma not in words["stance.handing"]:
        return lemma in words["stance.confirm_verbs"]
    told = words["stance.knowledge_nouns"] | words["stance.told"] | words["voices.documents"]
    return not given or any(tree.lemma(noun) in told for noun in given)


def prompts(tree: Tree, node: int, words: Words) -> bool:
    """Tell what somebody was asked and did answer: "asked whether it leaked, Quill said no"."""
    above = tree.tokens[node].head
    asked = tree.lemma(node) in words["clauses.inquiring"] and tree.tokens[node].tag == "VBN"
    beside = tree.dep(node) == "advcl" and tree.kid(node, "nsubj", "nsubjpass") is None
    return asked and beside and not is_one(tree, above, tree.lemma(above), words)


def declines(tree: Tree, node: int, words: Words) -> bool:
    """Tell whether somebody will not tell: "declined to comment"."""
    return tree.lemma(node) in words["stance.decline_verbs"] and any(
        confirms(tree, c, words) for c in tree.kids(node, "xcomp")
    )


def bidden(tree: Tree, node: int) -> bool:
    """Tell what others are to do: "urged people not to comment"."""
    return tree.dep(node) == "xcomp" and tree.kid(tree.tokens[node].head, "dobj") is not None


def asked(tree: Tree, node: int) -> list[int]:
    """Heads of what is not told: "have not said when they would leave"."""
    return [c for c in tree.kids(node, "ccomp", "advcl") if bonds.opens(tree, c)]


def beyond(tree: Tree, node: int, words: Words) -> bool:
    """Tell whether something is not there to be confirmed, or not yet: "impossible to verify", "too early to say"."""
    above = tree.tokens[node].head
    to = tree.bare(node) or any(tree.bare(n) for n in tree.kids(node, "auxpass"))
    if not (to and confirms(tree, node, words)):
        return False
    if tree.dep(node) not in {"xcomp", "advcl", "csubj", "ccomp"}:
        return False
    if tree.lemma(above) == "have":
        return "yet" in tree.lemmas(above, "advmod")
    for adjective in (above, *tree.kids(above, "acomp")):
        lemma, negated = tree.lemma(adjective), tree.negated(tree.tokens[adjective].head)
        too = "too" in tree.lemmas(adjective, "advmod")
        if (
            lemma in words["stance.hard"]
            or (negated and lemma in words["stance.feasible"])
            or (too and lemma in words["stance.soon"])
        ):
            return True
    return False


def unreached(tree: Tree, node: int, words: Words) -> bool:
    """Tell whether somebody gave no answer: "could not be reached", "did not return calls"."""
    if not tree.negated(node):
        return False
    lemma, passive = tree.lemma(node), tree.kid(node, "auxpass") is not None
    asked = not words["stance.contacts"].isdisjoint(tree.lemmas(node, "dobj"))
    reached = passive and lemma in words["stance.reach_verbs"]
    return reached or (asked and lemma in words["stance.answer_verbs"])


def for_comment(tree: Tree, node: int, words: Words) -> bool:
    """Tell whether somebody or something is "available for comment", or is not."""
    return any(
        tree.lemma(noun) in words["stance.answers"]
        for prep in (*tree.kids(node, "prep"), *tree.kids(tree.tokens[node].head, "prep"))
        for noun in tree.kids(prep, "pobj")
        if tree.lemma(prep) == "for"
    )


def broken(tree: Tree, node: int) -> bool:
    """Tell whether a negated "say" or "know" is no silence: it still says something.

    "Did not say that he would"; "did not know of the leak" is told of a leak.
    """
    if tree.lemma(node) == "know" and not tree.lemmas(node, "prep").isdisjoint({"of", "about"}):
        return True
    return _tells_that(tree, node)


def no_knowledge(tree: Tree, node: int, words: Words) -> bool:
    """Tell whether it says "had no information", "there was no immediate comment"."""
    told = tree.lemma(node) in words["stance.knowledge_verbs"] and (
        tree.subject(node) is not None or tree.kid(node, "expl") is not None
    )
    return any(
        tree.lemma(noun) in words["stance.knowledge_nouns"]
        and (told or tree.dep(noun) == "nsubj")
        and (tree.negated(node) or tree.nobody(noun))
        for noun in tree.kids(node, "dobj", "attr", "nsubj")
    )
