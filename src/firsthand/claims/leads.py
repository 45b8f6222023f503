"""Leads: what a clause says something of, where that stands outside it.

"Pell, who sells herring": who; "the ferry turned and hit the pier": what hit it. A lead that does not
agree with its verb, or that the parse only guesses, is worse than none.
"""

from firsthand.claims.kinds import Kinds
from firsthand.claims.names import core, nominal
from firsthand.claims.parties import Parties
from firsthand.claims.tree import Tree
from firsthand.lexicon.language import Words
from firsthand.records import Token

_RELATIVE = frozenset({"WP", "WDT"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_PLURAL = frozenset({"NNS", "NNPS"})
#: words from a noun to the clause behind it that still belong to the noun
MAX_PHRASE = 12
_CLOSING = frozenset({"”", '"', "’"})
_JOINS = frozenset(
    {
        "conj",
        "appos",
        "cc",
        "amod",
        "compound",
        "det",
        "nummod",
        "poss",
        "case",
        "pobj",
        "prep",
        "nmod",
        "punct",
    }
)


def find(tree: Tree, head: int, nodes: set[int], *, told: bool, words: Words) -> tuple[int, ...]:
    """Tokens of the noun phrase that a clause (its ``nodes``) is about and does not hold."""
    about = of(tree, head, told=told, words=words)
    if about is None or about in nodes or not nominal(tree, about, words):
        return ()
    return _phrase(tree, about, head, nodes, words)


def of(tree: Tree, head: int, *, told: bool, words: Words) -> int | None:
    """Noun that a clause is about and does not hold; None where it has its own or none is sure."""
    own = tree.kid(head, "nsubj", "nsubjpass", "expl", "csubj")
    if not tree.verbal(head):
        return None
    if own is not None and tree.tokens[own].tag in _RELATIVE:
        return _antecedent(tree, head, words)
    if _hangs(tree, head, own, told=told):
        return _agreeing(tree, _someone(tree, head, words), head, own, words)
    if own is not None:
        return None
    if tree.dep(head) == "ccomp" and tree.dep(tree.tokens[head].head) == "relcl":
        # "men who, the bank said, had left", "men the bank said were spies"
        return _agreeing(tree, _someone(tree, tree.tokens[head].head, words), head, None, words)
    found = _heard(tree, head, words)
    found = _shared(tree, head, words) if found is None else found
    if found is not None and tree.tokens[found].tag in _RELATIVE:
        # "a war that cost lives and ruined the land", not "men seek a boat that fled and are asking"
        about = _antecedent(tree, tree.tokens[found].head, words)
        if about is None or agrees(tree, about, head, words):
            return about
        verbs = (n for n in tree.ancestors(about) if tree.verbal(n))
        subjects = (s for n in verbs for s in tree.kids(n, "nsubj", "nsubjpass"))
        return next((s for s in subjects if agrees(tree, s, head, words)), None)
    return found if found is not None and agrees(tree, found, head, words) else None


def _hangs(tree: Tree, head: int, own: int | None, *, told: bool) -> bool:
    """Tell whether a clause hangs on a noun and is about it, not told by it ("the wish that")."""
    if tree.dep(head) not in {"relcl", "acl"}:
        return False
    if own is None:
        return True
    above = tree.tokens[tree.tokens[head].head]
    if above.dep == "attr" and "it" in tree.lemmas(above.head, "nsubj"):
        # "it is a loss that they died" is not about the loss
        return False
    opening = tree.subtree(head)[:2]
    relative = any(tree.tokens[n].tag in {"WP", "WDT", "WRB", "WP$"} for n in opening)
    mark = "that" in tree.lemmas(head, "mark")
    return tree.dep(head) == "relcl" and (relative or not (told or mark))


def _agreeing(tree: Tree, about: int, head: int, own: int | None, words: Words) -> int | None:
    """Noun of a phrase that agrees with the clause behind it: of "a load of nets that are" the nets.

    A clause with a subject of its own agrees with that; its noun is the one it hangs on.
    """
    opening = {tree.lemma(n) for n in tree.subtree(head)[:2]}
    about = _nearest(tree, about, head)
    if "where" in opening and not _place(tree, about, words):
        above = (n for n in tree.ancestors(about) if tree.tokens[n].pos in _NOUNS)
        found = next((n for n in above if _place(tree, n, words)), None)
        beside = _sited(tree, about, words)
        about = next((n for n in (found, beside) if n is not None), about)
    if "when" not in opening and _time(tree, about, words):
        above = (n for n in tree.ancestors(about) if tree.tokens[n].pos in _NOUNS)
        return next((n for n in above if not _time(tree, n, words)), None)
    if own is not None:
        return about
    if "which" in opening and _titled(tree, about, words):
        # "he met President Quill, which worried them": the meeting, where it has a noun
        return _above(tree, about, head, words)
    within = [n for n in tree.subtree(about) if about < n < head and tree.tokens[n].pos in _NOUNS]
    inner = [n for n in reversed(within) if tree.dep(n) in {"pobj", "dobj", "conj"}]
    nouns = [about, *(n for n in inner if tree.dep(n) != "conj")]
    first = tree.subtree(head)[0]
    if any(tree.tokens[n].tag == "VBG" and tree.dep(n) == "pcomp" for n in range(about, first)):
        # "a plan of selling nets that are old": the nets
        nouns = inner or nouns
    if "who" in opening:
        kinds = Kinds(words)
        path = tree.ancestors(about) if tree.tokens[about].pos in _NOUNS else ()
        above = (n for n in path if tree.tokens[n].pos in _NOUNS)
        persons = (n for n in (*nouns, *above) if _personal(tree, n, kinds, words))
        nouns = list(persons) or nouns
    return next((n for n in nouns if agrees(tree, n, head, words)), None)


def _nearest(tree: Tree, about: int, head: int) -> int:
    """Noun right before a clause, where the parse hangs that on one that the noun is no part of."""
    before = tree.subtree(head)[0] - 1
    torn = before > about and before not in tree.subtree(about)
    return before if torn and tree.tokens[before].pos in _NOUNS else about


def _sited(tree: Tree, noun: int, words: Words) -> int | None:
    """Find where something was at a time: "she saw Skell in May, where": the place beside the time."""
    tie = tree.tokens[noun].head
    verb = tree.tokens[tie].head
    if tree.dep(noun) != "pobj" or not tree.verbal(verb):
        return None
    beside = [p for t in tree.kids(verb, "prep") if t < tie for p in tree.kids(t, "pobj")]
    known = (n for n in (*reversed(beside), *tree.kids(verb, "dobj")) if _place(tree, n, words))
    return next(known, None)


def _above(tree: Tree, noun: int, head: int, words: Words) -> int | None:
    """Noun that a phrase belongs to: "talks with President Quill, which failed"."""
    above = next((n for n in tree.ancestors(noun) if tree.dep(n) != "prep"), noun)
    fits = tree.tokens[above].pos == "NOUN" and agrees(tree, above, head, words)
    return above if fits else None


def _titled(tree: Tree, noun: int, words: Words) -> bool:
    return any(
        tree.tokens[n].text.lower().rstrip(".") in words["voices.titles"]
        for n in tree.kids(noun, "compound")
    )


def _personal(tree: Tree, noun: int, kinds: Kinds, words: Words) -> bool:
    """Tell whether "who" can go back to a noun: a name that is no body's, or a noun for people."""
    if tree.tokens[noun].pos == "PROPN":
        return tree.tokens[noun].text.lower() not in words["voices.organisations"]
    return kinds.can_speak(tree.lemma(noun)) or kinds.person(tree.lemma(noun))


def _time(tree: Tree, noun: int, words: Words) -> bool:
    """Tell a noun for a time: "June", "2019"."""
    month = tree.tokens[noun].text.lower().rstrip(".") in words["voices.not_names"]
    return month or tree.lemma(noun) in words["clauses.whens"] or tree.tokens[noun].tag == "CD"


def _place(tree: Tree, noun: int, words: Words) -> bool:
    """Tell whether something can be where something is: a name, or a noun for a place."""
    named = any(tree.tokens[n].pos == "PROPN" for n in core(tree, noun, words))
    known = words["clauses.wheres"] | words["voices.places"] | words["voices.organisations"]
    return not _time(tree, noun, words) and (named or tree.lemma(noun) in known)


def pronoun(tree: Tree, head: int, *, told: bool, words: Words) -> int | None:
    """Subject of a clause where it is a pronoun, its own or one that it shares."""
    own = tree.kid(head, "nsubj", "nsubjpass")
    found = own if own is not None else of(tree, head, told=told, words=words)
    return found if found is not None and tree.tokens[found].pos == "PRON" else None


def agrees(tree: Tree, noun: int, head: int, words: Words) -> bool:
    """Tell whether a noun can be the subject of a verb by its number."""
    verb = next((c for c in tree.kids(head, "aux", "auxpass")), head)
    token, lemma = tree.tokens[verb], tree.lemma(noun)
    form = token.text.lower()
    one = token.tag == "VBZ" or form in words["clauses.singular"]
    many = token.tag == "VBP" or form in words["clauses.plural"]
    if not (one or many) or lemma in words["clauses.collective"]:
        return True
    several = tree.tokens[noun].tag in _PLURAL or bool(tree.kids(noun, "conj", "nummod"))
    if tree.tokens[noun].pos == "PROPN":
        # "Calder Ferries owns", "the two Skells have"
        return one or several or lemma.endswith("s")
    return several == many


def _shared(tree: Tree, head: int, words: Words) -> int | None:
    """Subject of the verb that a clause is joined to or hangs on.

    What is told never shares the subject of the telling: "criticised, X and Y pose a threat".
    """
    above, node = tree.tokens[head].head, head
    found = tree.subject(head)
    if tree.dep(head) == "advcl" and tree.kid(above, "agent") is not None:
        # "the deal was driven by Skell's need for herring, turning to": whoever needs it
        return None
    if found is not None and tree.dep(head) == "advcl" and tree.lemma(head) in words.cues:
        return Parties(tree, words).speaker(head)
    while found is not None and found not in tree.kids(node):
        if tree.dep(node) == "ccomp" and tree.tokens[tree.tokens[node].head].tag != "VBG":
            return None
        node = tree.tokens[node].head
        if node == tree.tokens[node].head:
            break
    return found


def _antecedent(tree: Tree, head: int, words: Words) -> int | None:
    """Noun that "who" or "that" stands for, also one clause down: "a wish that he says was kept"."""
    for node in (head, *tree.ancestors(head)):
        if tree.dep(node) == "relcl":
            return _agreeing(tree, _someone(tree, node, words), head, None, words)
        if tree.dep(node) not in {"ccomp", "conj"}:
            break
    return None


def _heard(tree: Tree, head: int, words: Words) -> int | None:
    """Find what a participle behind a telling is about: "told Skell Radio, run by the mayor": the radio."""
    token, before = tree.tokens[head], head - 2
    beside = token.dep == "advcl" and token.tag == "VBN" and tree.subtree(head)[0] == head
    if not beside or tree.lemma(token.head) not in words["cues.say"] or before < token.head:
        return None
    noun = tree.tokens[head - 1].text == "," and tree.tokens[before].pos in _NOUNS
    return before if noun else None


def _someone(tree: Tree, head: int, words: Words) -> int:
    """Return what a relative clause hangs on; for "a nurse from Skell who" that is no place or body."""
    about = tree.tokens[head].head
    tie = tree.tokens[about].head
    who = any(tree.tokens[n].tag == "WP" for n in tree.kids(head, "nsubj", "nsubjpass"))
    named = tree.tokens[about].pos == "PROPN" and tree.dep(tie) == "prep"
    body = tree.tokens[about].text.lower() in words["voices.organisations"]
    above = tree.tokens[tie].head
    # "Ada Quill, 24, of Skell, who": hardly "the mayor of Ada Quill, who"
    home = tree.lemma(tie) == "of" and tree.tokens[above].pos == "PROPN"
    other = who and named and (body or home or tree.lemma(tie) in words["clauses.siting"])
    return above if other and tree.tokens[above].pos in _NOUNS else about


def _phrase(tree: Tree, about: int, head: int, nodes: set[int], words: Words) -> tuple[int, ...]:
    """Tokens of a noun phrase as a lead, with what is joined to it and the helpers of its verb."""
    phrase = (*core(tree, about, words),)
    first = tree.tokens[about].head
    if tree.dep(about) == "conj" and "other" in tree.lemmas(about):
        # "nets and other gear that could be sold": all of it
        phrase = tuple(range(core(tree, first, words)[0], phrase[-1] + 1))
    while len(phrase) > 1 and tree.tokens[phrase[0]].pos in {"SCONJ", "CCONJ"}:
        phrase = phrase[1:]
    if tree.dep(head) in {"relcl", "acl"}:
        stop = min(nodes, default=0)
        while stop and tree.dep(stop - 1) == "punct" and tree.tokens[stop - 1].text not in _CLOSING:
            stop -= 1
        behind = _joined(tree, about, phrase[-1], stop)
        return phrase if any(tree.tokens[n].text == "," for n in behind) else (*phrase, *behind)
    last = about
    while others := _others(tree, last):
        last = others[0]
    if last != about:
        phrase = (*phrase, *_joined(tree, about, phrase[-1], core(tree, last, words)[-1] + 1))
    return (*phrase, *_helpers(tree, phrase[-1], head))


def _others(tree: Tree, noun: int) -> list[int]:
    """Nouns joined to one; the parse takes the second of three for what the first is."""
    apposed = [n for n in tree.kids(noun, "appos") if tree.kids(n, "cc")]
    return tree.kids(noun, "conj") or apposed


def _joined(tree: Tree, about: int, last: int, stop: int) -> tuple[int, ...]:
    """Tokens from behind ``last`` up to ``stop``, if all belong to the noun phrase of ``about``."""
    behind = tuple(range(last + 1, stop))
    below = set(tree.subtree(about))
    whole = all(n in below and tree.dep(n) in _JOINS for n in behind)
    return behind if whole and len(behind) <= MAX_PHRASE else ()


def _helpers(tree: Tree, last: int, head: int) -> tuple[int, ...]:
    """Helping verbs that a joined verb shares: "the mayor [will] come and speak"."""
    token = tree.tokens[head]
    own = tree.kid(head, "aux", "auxpass")
    bare = tree.bare(head)
    if token.dep != "conj" or not (bare or token.tag in {"VBN", "VBG"}) or own is not None:
        return ()
    first = tree.tokens[head].head
    while tree.dep(first) == "conj" and tree.kid(first, "aux", "auxpass") is None:
        first = tree.tokens[first].head
    shared = tree.kids(first, "aux", "auxpass", "neg")
    if not any(_helps(tree, helper, token) for helper in shared):
        return ()
    found = []
    for node in range(last + 1, first):
        if node not in shared:
            break
        found.append(node)
    return tuple(found)


def subject(tree: Tree, head: int, lead: tuple[int, ...], words: Words) -> tuple[int, ...]:
    """Tokens of what a clause says something of: its subject, or its lead."""
    own = tree.kid(head, "nsubj", "nsubjpass")
    if own is None or tree.tokens[own].pos not in _NOUNS:
        return lead
    return tuple(core(tree, own, words))


def _helps(tree: Tree, helper: int, token: Token) -> bool:
    """Tell whether a helping verb goes with the form of a verb."""
    if token.tag in {"VB", "VBP"}:
        return tree.tokens[helper].tag == "MD"
    if token.tag == "VBG":
        return tree.lemma(helper) == "be"
    return tree.lemma(helper) in {"be", "have"}
