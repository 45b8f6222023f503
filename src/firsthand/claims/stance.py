"""Stance: how surely a report is given, and the words that show it.

Five values on one scale, from the reader's side: certain (asserted flatly by somebody), probable,
possible, unconfirmed (said not to be known), denied (the point is that something is not so). They
are FactBank's (Sauri and Pustejovsky 2009) CT+, PR+, PS+, Uu and CT-, with the weakest hedge
between the first speaker and the reader deciding.
"""

from collections.abc import Iterable

from firsthand.claims import bonds, silences, substance
from firsthand.claims.clauses import Clause
from firsthand.claims.cue import Cue
from firsthand.claims.kinds import Kinds
from firsthand.claims.tree import Tree
from firsthand.lexicon.language import Words

#: places of what a verb is said to do something with
_TAKEN = frozenset({"dobj", "nsubjpass"})
#: the weaker stance wins; a denial or "not known" is said of the whole
_RANK = {"certain": 0, "probable": 1, "possible": 2, "unconfirmed": 3, "denied": 4}

Finding = tuple[str, int]


def read(tree: Tree, clause: Clause, cues: Iterable[Cue], words: Words) -> tuple[str, list[int]]:
    """Stance of a clause under its cues, and the nodes of the words that show it."""
    found = list(_own(tree, clause, words))
    for cue in cues:
        found.extend(_of_cue(tree, cue, words))
        found.extend(_hearsay(tree, cue, words))
    found.extend(_above(tree, clause, words))
    found.extend(_joined(tree, clause.head, words))
    if not found:
        return "certain", []
    stance = max((stance for stance, _ in found), key=_RANK.__getitem__)
    return stance, sorted({node for value, node in found if value == stance})


def reaches(tree: Tree, cue: Cue, head: int) -> bool:
    """Tell whether what a cue says of its content holds of a clause in it as well.

    "The herring, which Quill sells, is said to be old": that he sells it is told flatly; "denied the
    theft, blaming Brack": that he blames him is not denied.
    """
    if head in cue.content:
        return True
    if not bonds.set_off(tree, head):
        return True
    if tree.dep(head) == "advcl":
        return cue.kind != "deny"
    return tree.dep(head) not in {"relcl", "acl"}


def _neither(tree: Tree, node: int, words: Words) -> bool:
    """Tell who denies no more than he confirms: "would neither confirm nor deny that it had burned"."""
    first = tree.tokens[node].head if tree.dep(node) == "conj" else node
    verbs = {tree.lemma(n) for n in (first, *tree.kids(first, "conj"))}
    links = tree.lemmas(first, "cc")
    return bool(verbs & words["stance.confirm_verbs"]) and bool(links & {"or", "nor"})


def _of_cue(tree: Tree, cue: Cue, words: Words) -> Iterable[Finding]:
    lemma = tree.lemma(cue.node)
    negated = tree.negated(cue.node)
    if cue.kind == "deny" and not negated:
        yield "unconfirmed" if _neither(tree, cue.node, words) else "denied", cue.node
    elif cue.kind == "passive" and not cue.voices:
        # "it remains to be seen"
        open_ = tree.dep(cue.node) == "xcomp" and tree.lemma(tree.tokens[cue.node].head) == "remain"
        yield "unconfirmed" if open_ else "probable", cue.node
    elif cue.kind == "noun":
        yield from _of_noun(tree, cue, words)
    elif lemma in words["stance.probable_cues"]:
        if not (negated and _amazed(tree, cue.node, words)):
            doubted = cue.node not in cue.content and bonds.disbelieves(tree, cue.node, words)
            # "it won't leak, I don't think" says twice that it will not
            doubted &= not any(head < cue.node and tree.negated(head) for head in cue.content)
            yield "denied" if doubted else "probable", cue.node
    elif lemma in words["stance.possible_cues"]:
        yield "possible", cue.node
    elif cue.kind == "belief":
        yield from _minded(tree, cue, words)
    knows_of = lemma == "know" and silences.broken(tree, cue.node)
    if negated and silences.confirms(tree, cue.node, words) and not knows_of:
        yield "unconfirmed", cue.node
    if _misstates(tree, cue.node, words):
        yield "denied", cue.node
    above = tree.lemma(tree.tokens[cue.node].head)
    declined = tree.dep(cue.node) == "xcomp" and above in words["stance.decline_verbs"]
    if declined or silences.beyond(tree, cue.node, words):
        yield "unconfirmed", cue.node


def _hearsay(tree: Tree, cue: Cue, words: Words) -> Iterable[Finding]:
    """What others say was said: "reportedly said that"."""
    for adverb in tree.kids(cue.node, "advmod"):
        if tree.lemma(adverb) in words["stance.hearsay_adverbs"]:
            yield "probable", adverb


def _misstates(tree: Tree, node: int, words: Words) -> bool:
    """Tell what it is "wrong to say", "not true to say"."""
    above = tree.tokens[node].head
    states = [above, *tree.kids(above, "acomp")]
    wrong = any(tree.lemma(n) in words["stance.misstating"] for n in states)
    return wrong and tree.dep(node) in {"xcomp", "advcl", "ccomp"} and tree.bare(node)


def _amazed(tree: Tree, node: int, words: Words) -> bool:
    """Tell whether somebody only wonders at what is so: "cannot believe that", "could not imagine how"."""
    modals = (n for n in tree.kids(node, "aux") if tree.tokens[n].tag == "MD")
    return any(tree.lemma(n) in {"can", "ca"} | words["stance.able_modals"] for n in modals)


def _of_noun(tree: Tree, cue: Cue, words: Words) -> Iterable[Finding]:
    """What is done with the content of a noun: "rejected claims that", "there is no sign that"."""
    lemma, verb = tree.lemma(cue.node), tree.tokens[cue.node].head
    if tree.dep(cue.node) in _TAKEN and _rejects(tree, verb, words):
        yield "denied", verb
    elif tree.nobody(cue.node):
        yield "denied", cue.node
    elif lemma in words["nouns.hedging"] or not cue.voices:
        yield "probable", cue.node


def _rejects(tree: Tree, verb: int, words: Words) -> bool:
    """Tell whether a verb says of a claim that it is not so: "rejected the claim"."""
    return tree.lemma(verb) in words["stance.reject_verbs"] and not tree.negated(verb)


def _minded(tree: Tree, cue: Cue, words: Words) -> Iterable[Finding]:
    """Read how sure somebody is: "is hopeful that", "is worried that"."""
    for node in tree.kids(cue.node, "acomp"):
        if tree.lemma(node) in words["stance.hopeful"]:
            yield "probable", node
        elif tree.lemma(node) in words["stance.worried"]:
            yield "possible", node


def _own(tree: Tree, clause: Clause, words: Words) -> Iterable[Finding]:
    """Hedges among the clause's own words."""
    governing = _predicate(tree, clause.head)
    for node in clause.nodes:
        token, lemma = tree.tokens[node], tree.lemma(node)
        if token.pos in {"ADV", "ADJ", "VERB"} and token.dep in {"advmod", "amod", "npadvmod"}:
            if token.dep == "amod" and token.pos == "ADJ":
                if _predicated(tree, token.head, governing, words):
                    yield from _complement(tree, node, lemma, words)
                continue
            described = tree.dep(token.head) == "amod" and tree.tokens[token.head].pos == "ADJ"
            if described or _beside(tree, token.head):
                # "a perhaps awkward task" is one; "the row goes on, with some reportedly leaving"
                continue
            yield from _listed(node, lemma, "adverbs", words)
        elif token.tag == "MD" and token.head in governing:
            if not (_unable(tree, node, words) or _sensed(tree, node, words)):
                yield from _listed(node, lemma, "modals", words)
            if lemma in words["stance.expecting_modals"] and _expected(tree, token.head, words):
                yield "probable", node
        elif token.dep in {"acomp", "oprd", "attr"} and token.head in governing:
            yield from _complement(tree, node, lemma, words)
        elif node in governing:
            yield from _verb(tree, node, lemma, words)
        elif token.dep == "mark" and lemma == "whether" and token.head == clause.head:
            yield "unconfirmed", node


def _predicated(tree: Tree, noun: int, governing: set[int], words: Words) -> bool:
    """Tell whether a noun says what something is: "is a possible cause", "is seen as a possible cause"."""
    above = tree.tokens[noun].head
    if tree.dep(noun) == "attr":
        return above in governing
    verb = tree.tokens[above].head
    if tree.dep(noun) != "pobj" or tree.lemma(above) != "as" or verb not in governing:
        return False
    passive = tree.kid(verb, "auxpass") is not None
    return passive or tree.lemma(verb) in words["cues.characterise"] | words["stance.taking"]


def _expected(tree: Tree, verb: int, words: Words) -> bool:
    """Tell what a thing will bring about, not what is to be done to it or by somebody."""
    brought = {tree.lemma(n) for n in (verb, *tree.kids(verb, "acomp"))}
    if not brought & words["stance.effects"]:
        return False
    own = tree.kid(verb, "nsubj")
    if own is None or tree.tokens[own].tag not in {"NN", "NNS"}:
        return False
    return not Kinds(words).can_speak(tree.lemma(own))


def _beside(tree: Tree, verb: int) -> bool:
    """Tell a verb of a small clause behind "with", which says something of its own subject."""
    own = tree.dep(verb) == "pcomp" and tree.kid(verb, "nsubj", "nsubjpass") is not None
    return own and tree.lemma(tree.tokens[verb].head) == "with"


def _unable(tree: Tree, modal: int, words: Words) -> bool:
    """Tell an inability from a possibility: "could not be found", not "could not have left"."""
    verb = tree.tokens[modal].head
    done = "have" in tree.lemmas(verb, "aux")
    return tree.lemma(modal) in words["stance.able_modals"] and tree.negated(verb) and not done


def _sensed(tree: Tree, modal: int, words: Words) -> bool:
    """Tell what was seen or heard from what may be: "shots could be heard", "I could see them"."""
    verb = tree.tokens[modal].head
    if tree.lemma(modal) not in words["stance.able_modals"]:
        return False
    taken = not tree.lemmas(verb, "prep", "aux").isdisjoint({"as", "have"})
    own = (tree.tokens[n].text.lower() for n in tree.kids(verb, "nsubj"))
    seen = tree.kid(verb, "auxpass") is not None or words["phrases.tellers"].intersection(own)
    return tree.lemma(verb) in words["stance.senses"] and not taken and bool(seen)


def _joined(tree: Tree, head: int, words: Words) -> Iterable[Finding]:
    """Modals that a joined verb shares: "the talks could fail and delay the vote"."""
    node = head
    while tree.dep(node) == "conj" and tree.bare(node) and not tree.kid(node, "aux", "nsubj"):
        node = tree.tokens[node].head
    if node != head:
        for modal in tree.kids(node, "aux"):
            if tree.tokens[modal].tag == "MD" and not _unable(tree, modal, words):
                yield from _listed(modal, tree.lemma(modal), "modals", words)


def _predicate(tree: Tree, head: int) -> set[int]:
    """Return the head verb, the verbs it controls ("appears to have left") and auxiliaries.

    What something is, where that is a clause ("the question is that it is unclear"), is one of them.
    """
    found = {head}
    held = tree.kids(head, "ccomp") if tree.lemma(head) == "be" else []
    for node in (head, *held, *tree.kids(head, "acomp", "xcomp", "oprd")):
        found.add(node)
        found.update(tree.kids(node, "xcomp"))
    return found


def _listed(node: int, lemma: str, kind: str, words: Words) -> Iterable[Finding]:
    """Hedges that a word of a kind is by itself: adverbs, modals, adjectives, nouns."""
    for stance in ("probable", "possible"):
        if lemma in words[f"stance.{stance}_{kind}"]:
            yield stance, node


def _complement(tree: Tree, node: int, lemma: str, words: Words) -> Iterable[Finding]:
    negated = tree.negated(tree.tokens[node].head)
    if lemma in words["stance.false_adjectives"] and not negated:
        yield "denied", node
    elif (
        lemma in words["hedges.unconfirmed"]
        or (
            lemma in words["stance.known_adjectives"]
            and negated
            and not _of_person(tree, node, words)
        )
        or (
            silences.for_comment(tree, node, words)
            and (lemma == "unavailable" or (lemma == "available" and negated))
        )
    ):
        yield "unconfirmed", node
    elif lemma in words["stance.possible_nouns"] and tree.nobody(node):
        yield "denied", node
    else:
        yield from _listed(node, lemma, "adjectives", words)
        yield from _listed(node, lemma, "nouns", words)


def _of_person(tree: Tree, node: int, words: Words) -> bool:
    """Tell what somebody is from what a thing is: "he had never been clearer", "it is not clear"."""
    own = tree.kid(tree.tokens[node].head, "nsubj")
    persons = words["pronouns.he"] | words["pronouns.she"]
    return own is not None and tree.tokens[own].text.lower() in persons


def _verb(tree: Tree, node: int, lemma: str, words: Words) -> Iterable[Finding]:
    # "is looking to leave" wants to
    seems = lemma in words["stance.probable_verbs"] and tree.tokens[node].tag != "VBG"
    if (seems and _seeming(tree, node)) or _held(tree, node, lemma, words):
        yield "probable", node
    elif lemma in words["cues.deny"] and not (
        tree.negated(node) or substance.withholds(tree, node, words)
    ):
        yield "unconfirmed" if _neither(tree, node, words) else "denied", node
    elif _rejects(tree, node, words) and not words["stance.rejected"].isdisjoint(
        tree.lemmas(node, *_TAKEN)
    ):
        yield "denied", node
    elif _unknown(tree, node, lemma, words):
        yield "unconfirmed", node
    elif _admitted(tree, node):
        yield "possible", node


def _seeming(tree: Tree, node: int) -> bool:
    """Tell what something seems to be from where somebody is seen: "appeared in court to give evidence"."""
    behind = tree.kids(node, "xcomp", "acomp", "oprd")
    between = [p for p in tree.kids(node, "prep") if behind and node < p < behind[0]]
    return bool(behind) and all(tree.lemma(p) in {"to", "like"} for p in between)


def _admitted(tree: Tree, node: int) -> bool:
    """Tell what is not ruled out."""
    return tree.lemma(node) == "rule" and tree.negated(node) and tree.kid(node, "prt") is not None


def _held(tree: Tree, node: int, lemma: str, words: Words) -> bool:
    """Tell what somebody not named takes for so: "is believed to have left", "is seen as weak".

    "Was seen in May", "was seen leaving": with eyes.
    """
    passive = tree.kid(node, "auxpass") is not None and lemma in words["cues.passive_hedge"]
    if not passive or tree.negated(node):
        return False
    return (
        lemma not in words["cues.perceived"]
        or "as" in tree.lemmas(node, "prep")
        or any(
            tree.tokens[c].tag not in {"VBG", "VBN"} or tree.kid(c, "aux") is not None
            for c in tree.kids(node, "xcomp", "oprd", "ccomp", "advcl")
        )
    )


def _unknown(tree: Tree, node: int, lemma: str, words: Words) -> bool:
    """Tell whether a verb says that something is not known, not told or looked into."""
    empty = silences.no_knowledge(tree, node, words)
    if tree.negated(node) and not silences.bidden(tree, node):
        told = lemma in {"say", "know"} and silences.broken(tree, node)
        if (silences.confirms(tree, node, words) and not told) or empty:
            return True
    asked = lemma in words["stance.investigate_verbs"] and any(
        bonds.wonders(tree, c) for c in tree.kids(node, "ccomp", "advcl", "pcomp") if c > node
    )
    return (
        asked
        or (empty and lemma in {"have", "be"})
        or silences.beyond(tree, node, words)
        or silences.declines(tree, node, words)
        or silences.unreached(tree, node, words)
    )


def _above(tree: Tree, clause: Clause, words: Words) -> Iterable[Finding]:
    """Hedges of the predicate that governs the clause: "it is not clear whether", "likely that"."""
    head = tree.tokens[clause.head].head
    if head == clause.head or tree.dep(clause.head) not in {"ccomp", "csubj", "advcl", "xcomp"}:
        return
    for node in (head, *tree.kids(head, "acomp", "attr", "oprd")):
        word = tree.lemma(node)
        if word in words["hedges.unconfirmed"] or (
            word in words["stance.known_adjectives"] and tree.negated(head)
        ):
            yield "unconfirmed", node
        elif tree.dep(clause.head) == "ccomp":
            yield from _listed(node, word, "adjectives", words)
    if _admitted(tree, head):
        yield "possible", head
    # "they said that if it leaks they sell it" asks nothing
    that = "that" in tree.lemmas(clause.head, "mark")
    asks = bonds.wonders(tree, clause.head) and not that
    unknown = tree.negated(head) and bonds.asking(tree, clause.head) is not None
    if tree.dep(clause.head) != "advcl" and (asks or unknown):
        yield "unconfirmed", head
