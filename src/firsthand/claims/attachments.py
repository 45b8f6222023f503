"""Attachments: clauses that the small English model hangs on the wrong word, hung where they belong.

Like the mends, each looks for one form and changes heads and labels, never a word.
"""

from collections.abc import Callable
from dataclasses import replace

from firsthand.claims.arcs import SUBJECTS, VERBAL, Tokens, firsts, kids, lasts, subject, whole
from firsthand.records import Token

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_ASKING = frozenset({"WP", "WRB", "WDT", "WP$"})


def attached(tokens: Tokens) -> Tokens:
    """Tokens of a sentence with all clauses hung where they belong."""
    for mend in _MENDS:
        found = mend(tokens)
        if found is not tokens and whole(found):
            tokens = found
    return tokens


def _changed(tokens: Tokens, new: dict[int, Token]) -> Tokens:
    return tuple(new.get(node, token) for node, token in enumerate(tokens)) if new else tokens


def _retold(tokens: Tokens) -> Tokens:
    """Tokens in which a telling that is repeated is of the same teller.

    "Quill said Calder was near and said the boats were old": the parse makes Calder say it.
    """
    new = {}
    for verb, token in enumerate(tokens):
        inner = tokens[token.head]
        outer = tokens[inner.head]
        again = token.dep == "conj" and inner.dep == "ccomp" and token.tag in _FINITE
        if not again or (token.text, token.tag) != (outer.text, outer.tag):
            continue
        if inner.head < token.head < verb and subject(tokens, verb) is None:
            new[verb] = replace(token, head=inner.head)
    return _changed(tokens, new)


def _extraposed(tokens: Tokens) -> Tokens:
    """Tokens in which a clause belongs to the "it" before it: "said it was possible a deal would be reached"."""
    new = {}
    for verb, token in enumerate(tokens):
        if token.dep != "ccomp":
            continue
        beside = [n for n in kids(tokens, token.head) if tokens[n].dep == "ccomp" and n < verb]
        own = None if not beside else subject(tokens, beside[-1])
        if own is None or tokens[own].text.lower() != "it" or token.head > beside[-1]:
            continue
        state = [n for n in kids(tokens, beside[-1]) if tokens[n].dep == "acomp"]
        first = min([*kids(tokens, verb), verb])
        if state and state[-1] == _opens(tokens, first) - 1:
            new[verb] = replace(token, head=beside[-1])
    return _changed(tokens, new)


def _opens(tokens: Tokens, node: int) -> int:
    """First token of what hangs on one, at any depth."""
    first = firsts(tokens)
    while first[node] < node:
        node = first[node]
    return node


def _marked(tokens: Tokens) -> Tokens:
    """Tokens in which a "that" which has no place in its clause only opens it.

    "An advert that the boats would be sold": the parse makes it the object of a passive.
    """
    new = {}
    for node, token in enumerate(tokens):
        clause = tokens[token.head]
        misread = token.tag == "WDT" and token.dep == "dobj" and token.text.lower() == "that"
        if not misread or clause.dep != "relcl":
            continue
        if any(tokens[n].dep == "auxpass" for n in kids(tokens, token.head)):
            new[node] = replace(token, pos="SCONJ", tag="IN", dep="mark")
            new[token.head] = replace(clause, dep="acl")
    return _changed(tokens, new)


def _asked(tokens: Tokens) -> Tokens:
    """Tokens in which a question is asked by the verb, not tied to its adverb: "have asked all along where they went"."""
    new = {}
    for verb, token in enumerate(tokens):
        above = tokens[token.head]
        if token.dep != "relcl" or above.pos != "ADV" or tokens[above.head].pos not in VERBAL:
            continue
        if tokens[_opens(tokens, verb)].tag in _ASKING:
            new[verb] = replace(token, dep="ccomp", head=above.head)
    return _changed(tokens, new)


def _cleared(tokens: Tokens) -> Tokens:
    """Tokens in which what is made clear is a clause: "making [clear] trade will go on", not "clear trade".

    "Make" takes no finite clause but behind such a word.
    """
    new = {}
    for verb, token in enumerate(tokens[:-1]):
        state = tokens[verb + 1]
        if token.lemma != "make" or state.dep != "amod" or state.tag != "JJ":
            continue
        noun = tokens[state.head]
        told = tokens[noun.head]
        if noun.dep not in SUBJECTS or told.dep != "ccomp" or told.head != verb:
            continue
        if told.tag in _FINITE or any(tokens[n].dep == "aux" for n in kids(tokens, noun.head)):
            new[verb + 1] = replace(state, dep="acomp", head=verb)
    return _changed(tokens, new)


def _doing(tokens: Tokens) -> Tokens:
    """Tokens in which a subject has the finite verb behind what it does besides.

    "Because the crew, seeing the fog, vowed to leave": the parse has the crew see, and others vow.
    """
    for verb, token in enumerate(tokens):
        if token.tag not in _FINITE or token.dep not in {"conj", "ccomp", "dep"} or verb < 2:
            continue
        if tokens[verb - 1].text != "," or subject(tokens, verb) is not None:
            continue
        last = lasts(tokens)
        for doing in kids(tokens, token.head):
            other = tokens[doing]
            own = subject(tokens, doing)
            near = doing < verb and last[doing] in {verb - 2, verb - 1} and own is not None
            helped = any(tokens[n].dep in {"aux", "auxpass"} for n in kids(tokens, doing))
            if not near or own is None or other.tag != "VBG" or helped:
                continue
            if tokens[last[own]].text != "," and tokens[last[own] + 1].text != ",":
                continue
            new = {doing: replace(other, dep="advcl", head=verb)}
            new[own] = replace(tokens[own], head=verb)
            new[verb] = replace(token, dep=other.dep, head=other.head)
            for node in kids(tokens, doing):
                if node < own:
                    new[node] = replace(tokens[node], head=verb)
            return _changed(tokens, new)
    return tokens


def _closing(tokens: Tokens) -> Tokens:
    """Tokens in which who tells at the end of a sentence has his verb: "It sank, an aide, Ada Quill, confirmed".

    The parse joins the aide to a noun before him, and takes a form of the past for what he is like.
    """
    for verb, token in enumerate(tokens):
        noun = token.head
        if token.tag != "VBD" or token.dep != "acl" or tokens[noun].dep not in {"conj", "appos"}:
            continue
        first, last = _opens(tokens, noun), lasts(tokens)
        root = next((n for n in range(first) if tokens[n].head == n), None)
        ends = all(token.dep == "punct" for token in tokens[last[verb] + 1 :])
        if root is None or not ends or first < 1 or tokens[first - 1].text != ",":
            continue
        if noun > verb or tokens[root].tag not in _FINITE or tokens[verb - 1].text != ",":
            continue
        return _changed(
            tokens,
            {
                noun: replace(tokens[noun], dep="nsubj", head=verb),
                verb: replace(token, dep="ROOT", head=verb),
                root: replace(tokens[root], dep="ccomp", head=verb),
            },
        )
    return tokens


def _entitled(tokens: Tokens) -> Tokens:
    """Tokens in which the noun right before a name says who that is: "said co-author Ada Quill".

    The parse makes both the subject of one verb.
    """
    new = {}
    for name, token in enumerate(tokens):
        if token.dep != "nsubj" or token.tag != "NNP":
            continue
        first = _opens(tokens, name)
        if not first or tokens[first].tag != "NNP":
            continue
        role = tokens[first - 1]
        if role.dep == "nsubj" and role.tag == "NN" and role.head == token.head:
            new[first - 1] = replace(role, dep="compound", head=name)
    return _changed(tokens, new)


_MENDS: tuple[Callable[[Tokens], Tokens], ...] = (
    _entitled,
    _retold,
    _extraposed,
    _marked,
    _asked,
    _cleared,
    _doing,
    _closing,
)
