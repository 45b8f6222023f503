"""Names that hold an "and": "U.S. Customs and Border Protection", "the Food and Drug Administration"."""

from dataclasses import replace
from itertools import takewhile

from firsthand.claims.arcs import Tokens
from firsthand.lexicon import language
from firsthand.records import Token

_NAMES = frozenset({"NNP", "NNPS"})
_ANDS = frozenset({"and", "&"})
#: as what a word hangs on the name that it is a part of
_PARTS = frozenset({"compound", "nmod", "amod"})


def united(tokens: Tokens) -> Tokens:
    """Tokens in which such a name is one, not two that are joined.

    The name of a body ends with what it is ("Administration"), of which the first word hangs; others are known.
    """
    for place in range(1, len(tokens) - 1):
        if tokens[place].tag == "CC" and tokens[place].text in _ANDS:
            last = _end(tokens, place) or _known(tokens, place)
            if last is not None:
                tokens = _joined(tokens, place, last)
    return tokens


def is_inside(token: Token) -> bool:
    """Whether a word is the "and" of a name."""
    return token.tag in _NAMES and token.text in _ANDS


def _end(tokens: Tokens, place: int) -> int | None:
    """Body of which the words before and behind an "and" are parts."""
    first, behind = tokens[place - 1], tokens[place + 1]
    last = first.head
    between = tokens[place + 1 : last + 1]
    parts = first.dep in _PARTS and last > place + 1 and behind.dep in {"conj", "compound"}
    named = first.text[:1].isupper() and all(
        t.tag in _NAMES and t.text[:1].isupper() for t in between
    )
    bodies = language.load("en")["voices.organisations"]
    return last if parts and named and tokens[last].text.lower() in bodies else None


def _known(tokens: Tokens, place: int) -> int | None:
    """End of a name that is known by its words."""
    names, first = language.load("en")["names.united"], tokens[place - 1]
    if not first.text[:1].isupper():
        return None
    run = takewhile(lambda n: tokens[n].text[:1].isupper(), range(place + 1, len(tokens)))
    for last in run:
        if tokens[last].head == place - 1 and tokens[last].dep == "conj":
            words = " ".join(token.text.lower() for token in tokens[place - 1 : last + 1])
            if words.replace("&", "and") in names:
                return last
    return None


def _joined(tokens: Tokens, place: int, last: int) -> Tokens:
    """Tokens in which the words from before an "and" to ``last`` are one name, which ends there."""
    found, first = list(tokens), place - 1
    if tokens[last].head == first:
        above = tokens[first].head
        found = [
            replace(token, head=last) if token.head == first and n != last else token
            for n, token in enumerate(found)
        ]
        found[last] = replace(
            found[last], dep=tokens[first].dep, head=last if above == first else above
        )
    for n in range(first, last):
        if n in {first, place} or tokens[n].dep == "conj":
            found[n] = replace(found[n], pos="PROPN", tag="NNP", dep="compound", head=last)
    return tuple(found)
