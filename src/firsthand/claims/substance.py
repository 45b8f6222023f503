"""Substance: whether the words of a clause assert something, or only lead, wish, ask or echo."""

from firsthand.claims import anonymity, silences
from firsthand.claims.tree import Tree
from firsthand.lexicon.language import Words

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"})
#: what a verb may have beside what it holds, and says nothing by itself
_SMALL = frozenset(
    {
        "nsubj",
        "nsubjpass",
        "aux",
        "auxpass",
        "advmod",
        "punct",
        "mark",
        "cc",
        "acomp",
        "ccomp",
        "det",
    }
)
_BIDDING = frozenset({"ROOT", "ccomp", "conj", "parataxis", "xcomp"})
#: a clause of content words fewer than these says nothing by itself
MIN_CONTENT = 2


def says(tree: Tree, nodes: list[int], words: Words) -> bool:
    """Tell whether the words say something by themselves ("what's more" and "us get along" don't).

    That a source would not be named says nothing of the matter either.
    """
    if anonymity.withholds(tree, nodes, words):
        return False
    content = {
        n
        for n in nodes
        if tree.tokens[n].pos in _CONTENT and tree.lemma(n) not in words["clauses.empty"]
    }
    return len(content) >= MIN_CONTENT or (bool(content) and _has_subject(tree, nodes, words))


def _has_subject(tree: Tree, nodes: list[int], words: Words) -> bool:
    """Tell whether the words have a subject of their own: somebody, or "there is"."""
    return any(
        tree.dep(n) == "expl"
        or (
            tree.dep(n) in {"nsubj", "nsubjpass"}
            and tree.lemma(n) not in words["clauses.no_subjects"]
        )
        for n in nodes
    )


def wishes(tree: Tree, head: int, words: Words) -> bool:
    """Tell whether a clause stands in a wish: "our thoughts are with those who lost friends"."""
    for node in (head, *tree.ancestors(head)):
        for subject in tree.kids(node, "nsubj"):
            own = [tree.tokens[c].text.lower() for c in tree.kids(subject, "poss")]
            if tree.lemma(subject) in words["clauses.wishes"] and {"our", "my"} & set(own):
                return True
    return False


def amends(tree: Tree, head: int, words: Words) -> bool:
    """Tell whether a clause stands in a notice on the text itself: "an earlier version of this story said that"."""
    for node in (head, *tree.ancestors(head)):
        # "An earlier version of this story named": the parse may leave it without a verb
        noun = node if tree.dep(node) == "ROOT" and not tree.verbal(node) else None
        subject = tree.kid(node, "nsubj", "nsubjpass") if noun is None else noun
        if subject is not None and _amended(tree, node, subject, words):
            return True
        if tree.dep(node) in {"conj", "parataxis"}:
            return False
    return False


def _amended(tree: Tree, verb: int, subject: int, words: Words) -> bool:
    if _this_text(tree, subject, words):
        before = not words["clauses.formerly"].isdisjoint(tree.lemmas(verb, "advmod"))
        return before or tree.lemma(verb) in words["clauses.amending"]
    if tree.lemma(subject) not in words["clauses.versions"]:
        return False
    former = not words["clauses.former"].isdisjoint(tree.lemmas(subject, "amod"))
    of = [c for prep in tree.kids(subject, "prep") for c in tree.kids(prep, "pobj")]
    if of:
        return any(_this_text(tree, c, words) for c in of)
    return former and tree.lemma(verb) in words["cues.say"]


def _this_text(tree: Tree, noun: int, words: Words) -> bool:
    this = "this" in tree.lemmas(noun, "det")
    return this and tree.lemma(noun) in words["clauses.texts"]


def asks(tree: Tree, head: int) -> bool:
    """Tell whether the clause is the main one of a question, which asserts nothing."""
    if tree.dep(head) not in {"ROOT", "ccomp"} and not _inverts(tree, head):
        return False
    own = [n for n in tree.subtree(head) if tree.dep(n) != "punct"]
    behind = own[-1] + 1
    while behind < len(tree.tokens) and tree.dep(behind) == "punct":
        if tree.tokens[behind].text == "?":
            return True
        behind += 1
    return False


def _inverts(tree: Tree, head: int) -> bool:
    """Tell whether a joined clause has the order of a question: "and why is it closed?"."""
    own = tree.kid(head, "nsubj", "nsubjpass")
    helpers = [*tree.kids(head, "aux", "auxpass"), head]
    first = tree.tokens[min(helpers)]
    finite = first.tag in {"MD", "VBD", "VBZ", "VBP"}
    return tree.dep(head) == "conj" and own is not None and min(helpers) < own and finite


def orders(tree: Tree, head: int, words: Words) -> bool:
    """Tell whether a clause bids somebody do something: "Please keep back", "Do not leave"."""
    if tree.tokens[head].tag != "VB" or tree.dep(head) not in _BIDDING:
        return False
    helpers = [n for n in tree.kids(head, "aux", "nsubj", "nsubjpass", "expl") if n < head]
    if any(tree.lemma(n) != "do" or tree.tokens[n].text.lower() == "did" for n in helpers):
        return False
    if tree.dep(head) == "conj":
        return orders(tree, tree.tokens[head].head, words)
    before = (n for n in range(tree.subtree(head)[0], head) if tree.dep(n) != "punct")
    return all(tree.lemma(n) in words["clauses.bidding"] for n in before)


def verbless(tree: Tree, head: int, nodes: list[int], *, told: bool) -> bool:
    """Tell whether words hold no verb ("some strange idea"), or none that tells of "him" ("him to run")."""
    verbs = [n for n in nodes if tree.verbal(n)]
    own = tree.kid(head, "nsubj")
    if own is None:
        # 'says the pump “leaks under load”': the half in quotation marks may be a verb to its writer
        cited = told and any(tree.tokens[n].tag == "``" for n in (max(0, nodes[0] - 1), *nodes))
        return not (verbs or cited)
    if tree.tokens[head].pos == "ADJ" and not verbs:
        # "hold the harbour safe"
        return True
    # "the pump leaks under": a noun with a subject is a verb, whatever the parse says
    return tree.tokens[own].text.lower() in {"him", "them", "me", "us"}


def tells(tree: Tree, head: int, words: Words) -> bool:
    """Tell whether a clause is only "he said in a call": what he said stands elsewhere."""
    if tree.lemma(head) in words["cues.quote"] and tree.kid(head, "auxpass") is not None:
        # "he was quoted as saying"
        return "as" in tree.lemmas(head, "prep")
    made = [
        n for n in tree.kids(head, "acomp", "oprd", "ccomp") if tree.lemma(n) in words["cues.made"]
    ]
    if tree.lemma(head) == "make" and made:
        # "..., an aide made clear": what she made clear stands elsewhere
        return all(
            tree.dep(c) in {"nsubj", "punct", "advmod", "prep"}
            for c in tree.kids(head)
            if c not in made
        )
    loose = {"nsubj", "punct", "advmod", "ccomp", "npadvmod"}
    bare = all(
        tree.dep(c) in loose
        or (tree.dep(c) == "prep" and tree.lemma(c) in words["clauses.occasions"])
        for c in tree.kids(head)
    )
    if bare and tree.lemma(head) in words["clauses.inquiring"]:
        return any(token.text == "?" for token in tree.tokens)
    if tree.lemma(head) not in words["clauses.telling"] or tree.kid(head, "nsubj") is None:
        return False
    if tree.negated(head) and silences.asked(tree, head):
        return False
    return tree.kid(head, "ccomp", "xcomp", "dobj", "acomp", "oprd", "auxpass") is None


def brings(tree: Tree, head: int, words: Words) -> bool:
    """Tell whether a clause only brings out what says it all: "they issued a statement saying that"."""
    if tree.lemma(head) not in words["clauses.bringing"]:
        return False
    return any(
        tree.lemma(noun) in words["voices.documents"]
        and tree.lemma(clause) in words["cues.say"]
        and tree.kid(clause, "ccomp") is not None
        for noun in tree.kids(head, "dobj")
        for clause in tree.kids(noun, "acl")
    )


def hollow(tree: Tree, head: int, cut: set[int]) -> bool:
    """Tell whether a clause has given all it says to the one it holds: "they knew", "I am glad"."""
    # "he had reason to", not "they broke an accord that"
    reasons = tree.kids(head, "dobj") if tree.lemma(head) == "have" else []
    bearers = [head, *tree.kids(head, "acomp"), *reasons]
    held = [c for b in bearers for c in tree.kids(b, "ccomp", "acl") if c in cut and c > b]
    if not held:
        return False
    kids = (c for b in bearers for c in tree.kids(b))
    return all(c in cut or c in bearers or tree.dep(c) in _SMALL for c in kids)


def emerges(tree: Tree, head: int, words: Words) -> bool:
    """Tell whether a verb only brings up what it holds: "it emerged that"."""
    own = tree.kid(head, "nsubj")
    it = own is not None and tree.lemma(own) == "it"
    return it and tree.lemma(head) in words["clauses.emerging"]


def breaks_off(tree: Tree, head: int) -> bool:
    """Tell whether a clause ends before it says anything: "hours ago, I was ..."."""
    behind = (c for c in tree.kids(head) if c > head and tree.dep(c) not in {"punct", "cc", "conj"})
    alone = tree.dep(head) == "ROOT" and tree.lemma(head) == "be"
    own = tree.kid(head, "nsubj")
    return alone and own is not None and own < head and next(behind, None) is None


def lies(tree: Tree, head: int, words: Words) -> bool:
    """Tell what only says where something lies: "left for Skell, bordering the bay", "sharing a border with"."""
    if tree.tokens[head].tag != "VBG" or tree.lemma(head) not in words["clauses.stative"]:
        return False
    held = tree.lemmas(head, "dobj")
    return tree.lemma(head) != "share" or any(n in words["clauses.stative"] for n in held)


def echoes(tree: Tree, head: int, words: Words) -> bool:
    """Tell whether a clause only says that somebody told the like: "others had similar reports"."""
    if tree.lemma(head) not in words["clauses.echoing"]:
        return False
    return any(
        tree.lemma(noun) in words["clauses.echoes"]
        and not words["clauses.alike"].isdisjoint(tree.lemmas(noun))
        for noun in tree.kids(head, "dobj")
    )


def withholds(tree: Tree, node: int, words: Words) -> bool:
    """Tell whether to "deny" something is not to give it: "denied them access", not "denied the claim"."""
    given = tree.kids(node, "dobj", "nsubjpass")
    return tree.kid(node, "dative") is not None or any(
        tree.lemma(n) in words["cues.withheld"] for n in given
    )
