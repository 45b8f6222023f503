"""Bonds: what ties a clause so closely to another one that it says nothing, or something else, alone.

"They met when she coached there", "what they knew of it", "any man who sells herring pays".
"""

from collections.abc import Callable

from firsthand.claims.tree import Tree
from firsthand.lexicon.language import Words

#: words of a clause that says which one is meant, or when, from which on it can be met elsewhere and
#: then is a report of its own as well
MIN_DEFINING_WORDS = 7
MIN_TIME_WORDS = 5
_PARTING = frozenset({",", "-", "–", "—", "--", "("})
_ASKING = frozenset({"WP", "WRB", "WDT", "WP$"})
_PRESENT = frozenset({"VBZ", "VBP"})
_SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
#: what stands before a conjunction that only ties: "even though", "nine months after"
_MEASURE = frozenset({"advmod", "punct", "cc", "npadvmod", "nummod", "det", "quantmod"})
#: what a verb has beside a clause where it says nothing without it: "the vote came as"
_SLIGHT = frozenset(
    {"nsubj", "nsubjpass", "aux", "auxpass", "advcl", "punct", "advmod", "mark", "cc"}
)


def set_off(tree: Tree, head: int) -> bool:
    """Tell whether a comma or dash stands before a clause: it adds, where one without it only tells apart."""
    first = tree.subtree(head)[0]
    return first > 0 and tree.tokens[first - 1].text in _PARTING


def defines(tree: Tree, head: int, words: Words) -> bool:
    """Tell whether a clause says which one is meant: "any man who sells herring", "the one that sank".

    Behind "a" or a number it adds: what comes before it holds without it.
    """
    if tree.dep(head) not in {"relcl", "acl"} or set_off(tree, head):
        return False
    noun = tree.tokens[head].head
    if tree.tokens[noun].pos not in {"NOUN", "PROPN"}:
        return tree.tokens[noun].pos in {"PRON", "DET"}
    before = [c for c in tree.kids(noun, "det", "nummod", "poss", "amod", "predet") if c < noun]
    if any(tree.lemma(c) in words["clauses.which"] or tree.tokens[c].tag == "JJS" for c in before):
        return True
    if tree.dep(noun) == "attr" and tree.kids(noun) == [*before, head]:
        # "herring is a fish that sells"
        return True
    # "ships that are old are sold": not all of them
    bare = all(tree.dep(c) == "amod" for c in before) and tree.tokens[noun].tag == "NNS"
    return tree.lemma(noun) in words["clauses.light"] or (bare and tree.dep(noun) in _SUBJECTS)


def stays(tree: Tree, head: int, words: Words) -> bool:
    """Tell whether a clause beside another one belongs to it: as its time, its manner, its frame."""
    joined = tree.dep(head) == "conj" and tree.tokens[head].tag == "VBG"
    either = any(tree.dep(c) == "preconj" for c in tree.kids(head))
    if tree.dep(head) == "advcl" and either:
        # "not because they are old but because they leak"
        return True
    if joined and tree.kid(head, *_SUBJECTS) is None:
        return stays(tree, tree.tokens[head].head, words)
    if tree.dep(head) != "advcl":
        counts = any(tree.tokens[n].tag == "CD" for n in tree.subtree(head))
        short = _length(tree, head) < MIN_DEFINING_WORDS
        # "those who sell herring pay" tells of nobody who does
        anybody = tree.lemma(tree.tokens[head].head) in words["clauses.anybody"]
        return ((short and not counts) or anybody) and defines(tree, head, words)
    if tree.kid(head, *_SUBJECTS) is None:
        first = tree.subtree(head)[0]
        # "be careful when opening letters", "while holding her seat"
        brief = (
            tree.lemma(first) in words["clauses.spans"] and _length(tree, head) < MIN_DEFINING_WORDS
        )
        opened = tree.tokens[first].tag == "WRB" or brief
        timed = opened and tree.tokens[head].tag in {"VBG", "VBN"}
        return timed or _opens(tree, head) or (first > 0 and tree.tokens[first - 1].text == ":")
    tie = _conjunction(tree, head)
    if tie is None:
        return False
    timed = tree.lemma(tie) in words["clauses.times"]
    spans = timed or tree.lemma(tie) in words["clauses.spans"]
    if (timed and _general(tree, head)) or (spans and _length(tree, head) < MIN_TIME_WORDS):
        return True
    above = tree.tokens[head].head
    if tree.lemma(tie) == "since" and tree.kid(above, "aux") is not None:
        # "has not left since it began": since then, not because
        return True
    return slight(tree, above, words) or _feels(tree, above, words)


def vague(tree: Tree, head: int, words: Words, known: Callable[[int], bool]) -> bool:
    """Tell whether a clause beside another one is about nobody who can be named: "as he tries to"."""
    own = tree.kid(head, "nsubj", "nsubjpass")
    if tree.dep(head) != "advcl" or own is None or tree.tokens[own].pos != "PRON":
        return False
    tie = _conjunction(tree, head)
    empty = tree.lemma(head) == "be" and any(
        tree.kid(n, "ccomp", "advcl", "xcomp", "csubj") is not None
        for n in (head, *tree.kids(head, "acomp"))
    )
    ties = words["clauses.ties"] | words["clauses.spans"]
    if tie is None or tree.lemma(tie) not in ties or empty:
        # "although it is unclear if" is about nobody
        return False
    them = (
        words["pronouns.he"] | words["pronouns.she"] | words["pronouns.it"] | words["pronouns.they"]
    )
    return tree.tokens[own].text.lower() in them and not known(own)


def asked(tree: Tree, head: int, words: Words) -> bool:
    """Tell whether a clause is what somebody asks or knows: "they must tell what they knew".

    What nothing asks ("it is unclear how many") is left to the one who reads how sure it is.
    """
    above = tree.tokens[head].head
    if tree.dep(head) not in {"ccomp", "pcomp"} or asking(tree, head) is None:
        return False
    if tree.lemma(above) == "be" and tree.negated(above) and tree.kid(above, "acomp") is None:
        # "it is not where it sank": says what something is
        return True
    for node in (above, *tree.ancestors(above)):
        own = tree.kid(node, *_SUBJECTS)
        if own is not None:
            return tree.lemma(own) not in words["clauses.unasking"] and not tree.negated(node)
    return False


def asking(tree: Tree, head: int) -> int | None:
    """Word with which a clause asks: "[what] they knew", "exactly [when] it sank"; not one of its subject's own."""
    for node in tree.subtree(head)[:2]:
        if tree.dep(node) == "mark":
            return None
        if tree.tokens[node].tag in _ASKING and tree.lemma(node) != "that":
            path = [node, *tree.ancestors(node)]
            inner = path[: path.index(head)]
            own = all(tree.dep(n) in {"xcomp", "ccomp"} for n in inner if tree.verbal(n))
            return node if own else None
    return None


def wonders(tree: Tree, head: int) -> bool:
    """Tell a clause that leaves open what it says: "whether it leaked"."""
    return not tree.lemmas(head, "mark").isdisjoint({"whether", "if"})


def opens(tree: Tree, head: int) -> bool:
    """Tell an indirect question: "when it sank", "whether it leaked"."""
    return wonders(tree, head) or asking(tree, head) is not None


def conditional(tree: Tree, head: int, words: Words) -> bool:
    """Tell whether a clause says on which terms another one holds: "if it rains", "whether it did or not"."""
    marks = tree.lemmas(head, "mark")
    if tree.dep(head) == "advcl" and "whether" in marks and tree.kid(head, "cc") is not None:
        return "or" in tree.lemmas(head, "cc")
    # "as though it leaked"
    return bool(marks & words["clauses.conditions"]) or marks >= {"as", "though"}


def disbelieves(tree: Tree, node: int, words: Words) -> bool:
    """Tell whether who does not hold something holds that it is not so: "does not think that it leaks".

    What somebody "never thought" may have come to be; "did not expect snow" says so itself.
    """
    held = tree.lemma(node) in words["stance.held_cues"] and tree.negated(node)
    return held and "do" in tree.lemmas(node, "aux")


def names(tree: Tree, head: int) -> bool:
    """Tell a clause that only says what something is called: "among [what they call spies]", "the ship [they call old]"."""
    first, own = tree.tokens[tree.subtree(head)[0]], tree.kid(head, "nsubj")
    if own is None or first.tag == "WP":
        # who is named here says it nowhere else: "what the mayor calls spies"
        return own is not None and tree.dep(head) == "pcomp" and tree.tokens[own].pos == "PRON"
    bare = first.tag not in _ASKING and first.lemma != "that"
    return tree.dep(head) == "relcl" and bare and not set_off(tree, head)


def supposed(tree: Tree, head: int, words: Words) -> bool:
    """Tell whether a clause stands on terms that another one has: "if they believe [that it leaks]"."""
    for node in (head, *tree.ancestors(head)):
        if tree.dep(node) not in {"ccomp", "conj", "advcl", "xcomp"}:
            return False
        if tree.dep(node) in {"advcl", "conj"} and conditional(tree, node, words):
            return True
    return False


def granted(tree: Tree, head: int, words: Words) -> bool:
    """Tell whether a clause is taken for granted by who denies or demands something: "when the dam broke".

    What is presupposed stays so under a denial (Karttunen 1973); "because it broke" does not.
    """
    found = _conjunction(tree, head)
    finite = (*tree.kids(head, "aux", "auxpass"), head)[0]
    own = tree.kid(head, *_SUBJECTS) is not None and tree.tokens[finite].tag == "VBD"
    return own and found is not None and tree.lemma(found) in words["clauses.granted"]


def tie(tree: Tree, head: int, words: Words) -> int:
    """Last of the words that only tie a clause to another ("even though", "because"); -1 without.

    What it says is said without them; "if" and "until" say that it may not be so.
    """
    found = _conjunction(tree, head)
    if tree.kid(head, *_SUBJECTS) is None:
        # "while accusing the crew"
        return found if found is not None and tree.lemma(found) == "while" else -1
    if found is None or tree.lemma(found) not in words["clauses.ties"]:
        return -1
    before = range(tree.subtree(head)[0], found)
    return found if all(tree.dep(n) in _MEASURE for n in before) else -1


def _conjunction(tree: Tree, head: int) -> int | None:
    """Conjunction of a clause beside another one ("because", "when")."""
    if tree.dep(head) not in {"advcl", "conj"}:
        return None
    return next(
        (
            n
            for n in tree.kids(head, "mark", "advmod")
            if n < head and (tree.dep(n) == "mark" or tree.tokens[n].tag == "WRB")
        ),
        None,
    )


def _opens(tree: Tree, head: int) -> bool:
    """Tell whether a participle opens the sentence: "Asked about it, Quill said", "Using nets, they"."""
    above = tree.tokens[head].head
    own = tree.kid(above, *_SUBJECTS)
    return own is not None and max(tree.subtree(head)) < own


def _general(tree: Tree, head: int) -> bool:
    """Tell whether a clause is of the present: "when a ship passes" tells of no one time.

    "When she is to leave" does.
    """
    finite = (*tree.kids(head, "aux", "auxpass"), head)
    ahead = any(tree.kid(c, "aux") is not None for c in tree.kids(head, "xcomp"))
    return tree.tokens[finite[0]].tag in _PRESENT and not ahead


def _length(tree: Tree, head: int) -> int:
    return sum(tree.tokens[n].pos != "PUNCT" for n in tree.subtree(head))


def _feels(tree: Tree, head: int, words: Words) -> bool:
    """Tell whether a verb only says how somebody feels: "she was upset after they had left"."""
    felt = any(
        tree.lemma(n) in words["clauses.feelings"] for n in (head, *tree.kids(head, "acomp"))
    )
    return felt and all(tree.dep(c) in {*_SLIGHT, "acomp"} for c in tree.kids(head))


def slight(tree: Tree, head: int, words: Words) -> bool:
    """Tell whether a verb says nothing beside the clause that hangs on it: "the vote came as"."""
    return tree.lemma(head) in words["clauses.slight"] and all(
        tree.dep(c) in _SLIGHT for c in tree.kids(head)
    )


def bereft(tree: Tree, head: int) -> bool:
    """Tell whether a finite verb has lost its subject: damage, not language."""
    if tree.dep(head) not in {"advcl", "ROOT"} or tree.kid(head, *_SUBJECTS) is not None:
        return False
    finite = (*tree.kids(head, "aux", "auxpass"), head)[0]
    return tree.tokens[finite].tag == "MD"
