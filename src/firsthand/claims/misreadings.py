"""Misreadings of whole clauses: subjects and verbs that the small English model takes for others.

Like the mends they stand beside: one form each, heads and labels only, and still a tree.
"""

from collections.abc import Sequence
from dataclasses import replace

from firsthand.records import Token

Tokens = tuple[Token, ...]

_NOUNS = frozenset({"NOUN", "PROPN"})
_VERBAL = frozenset({"VERB", "AUX"})


def told(tokens: Tokens) -> Tokens:
    """Tokens in which a sentence without a verb has the one that its subject was given as a participle.

    "The Harbour Watch estimated in May that the quay sinks": the form is that of the past as well.
    """
    noun = next((n for n, token in enumerate(tokens) if token.head == n), None)
    if noun is None or tokens[noun].pos not in _NOUNS:
        return tokens
    verb = next(
        (n for n in _kids(tokens, noun) if tokens[n].dep == "acl" and tokens[n].tag == "VBN"), None
    )
    if verb is None or verb < noun:
        return tokens
    that = any(
        tokens[n].dep == "ccomp" and any(tokens[m].dep == "mark" for m in _kids(tokens, n))
        for n in _kids(tokens, verb)
    )
    if not that or any(tokens[n].dep == "agent" for n in _kids(tokens, verb)):
        return tokens
    found = list(tokens)
    found[verb] = replace(tokens[verb], tag="VBD", dep="ROOT", head=verb)
    found[noun] = replace(tokens[noun], dep="nsubj", head=verb)
    for other in _kids(tokens, noun):
        if other > verb:
            found[other] = replace(tokens[other], head=verb)
    return tuple(found)


def listed(tokens: Tokens) -> Tokens:
    """Tokens in which the second of some places is no second subject.

    "Officials in Skell, Calder and Brack declined": the parse has Calder decline as well.
    """
    first: dict[int, int] = {}
    for noun, token in enumerate(tokens):
        if token.dep not in {"nsubj", "nsubjpass"} or tokens[token.head].pos not in _VERBAL:
            continue
        before = first.setdefault(token.head, noun)
        place = noun - 2
        apart = before < place and tokens[noun - 1].text == "," and token.tag == "NNP"
        joined = any(tokens[n].dep == "conj" for n in _kids(tokens, noun)) if apart else False
        if joined and tokens[place].dep == "pobj" and tokens[place].tag == "NNP":
            if tokens[tokens[place].head].head != before:
                continue
            found = list(tokens)
            found[noun] = replace(token, dep="conj", head=place)
            return tuple(found)
    return tokens


def _kids(tokens: Sequence[Token], node: int) -> list[int]:
    return [n for n, token in enumerate(tokens) if token.head == node != n]
