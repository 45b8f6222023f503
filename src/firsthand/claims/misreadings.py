"""Misreadings of whole clauses: subjects and verbs that the small English model takes for others.

Like the mends they stand beside: one form each, heads and labels only, and still a tree.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from firsthand.records import Token

Tokens = tuple[Token, ...]

_NOUNS = frozenset({"NOUN", "PROPN"})
_VERBAL = frozenset({"VERB", "AUX"})
#: past forms that tell, and are participles as well
_TELLING = frozenset({"confirmed", "announced", "reported", "acknowledged", "warned", "testified"})
#: syllables before a hyphen that the model takes for words
_PREFIXES = frozenset({"re", "co", "pre", "de", "un", "mid", "non", "anti", "ex", "vice", "pro"})
#: what a word is that only says more of the noun behind it ("Skell-era ships")
_MODIFIES = frozenset({"compound", "amod", "nmod", "npadvmod", "nummod"})
#: words that hold a sentence together, as which the model reads the end of a name ("Brandt-on")
_SMALL = frozenset({"IN", "RB", "RP", "DT", "CC", "TO"})
#: what stands beside a telling that ends a sentence: when and where
_LOOSE = frozenset({"npadvmod", "advmod", "prep", "punct", "advcl"})


def told(tokens: Tokens) -> Tokens:
    """Tokens in which a sentence without a verb has the one that its subject was given as a participle.

    "The Harbour Watch estimated in May that the quay sinks": the form is that of the past as well.
    """
    noun = next((n for n, token in enumerate(tokens) if token.head == n), None)
    if noun is None or tokens[noun].pos not in _NOUNS:
        return tokens
    verb = next(
        (n for n in kids(tokens, noun) if tokens[n].dep == "acl" and tokens[n].tag == "VBN"), None
    )
    if verb is None or verb < noun:
        return tokens
    that = any(
        tokens[n].dep == "ccomp" and any(tokens[m].dep == "mark" for m in kids(tokens, n))
        for n in kids(tokens, verb)
    )
    if not that or any(tokens[n].dep == "agent" for n in kids(tokens, verb)):
        return tokens
    found = list(tokens)
    found[verb] = replace(tokens[verb], tag="VBD", dep="ROOT", head=verb)
    found[noun] = replace(tokens[noun], dep="nsubj", head=verb)
    for other in kids(tokens, noun):
        if other > verb:
            found[other] = replace(tokens[other], head=verb)
    return tuple(found)


def listed(tokens: Tokens) -> Tokens:
    """Tokens in which the second of some places is no second subject.

    "Officials in Skell, Calder and Brack declined": the parse has Calder decline as well.
    """
    for before, noun in _subjects(tokens):
        token, place = tokens[noun], noun - 2
        apart = before < place and tokens[noun - 1].text == "," and token.tag == "NNP"
        joined = any(tokens[n].dep == "conj" for n in kids(tokens, noun)) if apart else False
        if joined and tokens[place].dep == "pobj" and tokens[place].tag == "NNP":
            if tokens[tokens[place].head].head != before:
                continue
            found = list(tokens)
            found[noun] = replace(token, dep="conj", head=place)
            return tuple(found)
    return tokens


def _subjects(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """First subject of a verb, with each further one that the parse gives it."""
    first: dict[int, int] = {}
    for noun, token in enumerate(tokens):
        if token.dep in {"nsubj", "nsubjpass"} and tokens[token.head].pos in _VERBAL:
            before = first.setdefault(token.head, noun)
            if before != noun:
                yield before, noun


def attached(tokens: Tokens) -> Tokens:
    """Tokens in which what ends a sentence is its telling, not more of what is told.

    "The ferry sank, a spokesman, Tom Brack, confirmed late Friday": the form is a participle's as well.
    """
    root = next((n for n, token in enumerate(tokens) if token.head == n), 0)
    for verb in range(root + 1, len(tokens)):
        token = tokens[verb]
        if token.text.lower() not in _TELLING or token.dep not in {"acl", "advcl"}:
            continue
        role = _spoken(tokens, verb) if tokens[root].pos in _VERBAL else None
        if role is None or role < root:
            continue
        found = list(tokens)
        found[verb - 2] = replace(tokens[verb - 2], dep="appos", head=role)
        found[role] = replace(tokens[role], dep="nsubj", head=verb)
        found[verb] = replace(token, tag="VBD", dep="parataxis", head=root)
        return tuple(found)
    return tokens


def inverted(tokens: Tokens) -> Tokens:
    """Tokens in which a telling has the name behind it: "said Quill, who left in May, moved here and".

    The parse gives the name to the second verb of the relative clause.
    """
    root = next((n for n, token in enumerate(tokens) if token.head == n), 0)
    below = kids(tokens, root)
    told = [n for n in below if tokens[n].dep == "ccomp"]
    if len(told) < 2 or told[0] > root or any(tokens[n].dep == "nsubj" for n in below):
        return tokens
    verb = told[-1]
    for name in (n for n in kids(tokens, verb) if tokens[n].dep == "nsubj" and root < n < verb):
        behind = [n for n in kids(tokens, name) if tokens[n].dep == "relcl" and name < n < verb]
        named = tokens[name].pos == "PROPN" and all(
            t.pos == "PROPN" for t in tokens[root + 1 : name]
        )
        if behind and named:
            found = list(tokens)
            found[name] = replace(tokens[name], head=root)
            found[verb] = replace(tokens[verb], dep="conj", head=behind[0])
            return tuple(found)
    return tokens


def _spoken(tokens: Tokens, verb: int) -> int | None:
    """Role before a name and a verb, all between commas: ", a spokesman, Tom Brack, confirmed"."""
    first = verb - 2
    if tokens[verb - 1].text != "," or tokens[first].pos != "PROPN":
        return None
    if any(tokens[n].dep not in _LOOSE for n in kids(tokens, verb)):
        return None
    while tokens[first - 1].pos == "PROPN":
        first -= 1
    role = first - 2
    if tokens[first - 1].text != "," or tokens[role].pos != "NOUN":
        return None
    start = role
    while start > 0 and tokens[start - 1].head == role:
        start -= 1
    parted = start > 0 and (tokens[start].text == "," or tokens[start - 1].text == ",")
    return role if parted and start < role else None


def kids(tokens: Sequence[Token], node: int) -> list[int]:
    """Tokens that hang on one, in order."""
    return [n for n, token in enumerate(tokens) if token.head == node != n]


def prefixed(tokens: Tokens) -> Tokens:
    """Tokens in which a word with a prefix is one ("the dam re-opens"), where each piece was read as a verb."""
    for mark in _hyphens(tokens):
        if tokens[mark - 1].text.lower() in _PREFIXES and tokens[mark + 1].text[:1].isalpha():
            tokens = _rejoined(tokens, mark - 1)
    return tokens


def _hyphens(tokens: Tokens) -> Iterator[int]:
    """Hyphens inside a word."""
    for place in range(1, len(tokens) - 1):
        first, mark, last = tokens[place - 1 : place + 2]
        if mark.text == "-" and first.stop == mark.start and mark.stop == last.start:
            yield place


def _rejoined(tokens: Tokens, place: int) -> Tokens:
    pieces = range(place, place + 3)
    last = place + 2
    outer = next((p for p in pieces if tokens[p].head not in pieces or tokens[p].head == p), None)
    if outer is None:
        return tokens
    above = last if tokens[outer].head == outer else tokens[outer].head
    new = {
        place: replace(tokens[place], pos="X", tag="AFX", dep="compound", head=last),
        place + 1: replace(tokens[place + 1], pos="PUNCT", tag="HYPH", dep="punct", head=last),
        last: replace(tokens[last], dep=tokens[outer].dep, head=above),
    }
    joined = tuple(
        new.get(p, replace(token, head=last) if token.head in pieces else token)
        for p, token in enumerate(tokens)
    )
    return joined if rooted(joined, last) else tokens


def rooted(tokens: Sequence[Token], node: int) -> bool:
    """Tell whether the heads above a token lead to a root, and not in a circle."""
    return any(tokens[n].head == n for n in heads(tokens, node))


def heads(tokens: Sequence[Token], node: int) -> Iterator[int]:
    """A token and the heads above it, nearest first; a circle is left after one round."""
    for _ in range(len(tokens)):
        yield node
        if tokens[node].head == node:
            return
        node = tokens[node].head


def hyphened(tokens: Tokens) -> Tokens:
    """Tokens in which the end of a name behind a hyphen is a name ("Ada Brandt-on", "Weld Jae-in")."""
    for place in _hyphens(tokens):
        first, last = tokens[place - 1], tokens[place + 1]
        named = first.tag == "NNP" and first.text[:1].isupper()
        if not named or last.tag == "NNP" or not last.text.islower():
            continue
        full = place > 1 and tokens[place - 2].tag == "NNP"
        behind = tokens[place + 2] if place + 2 < len(tokens) else None
        longer = behind is not None and behind.text == "-" and behind.start == last.stop
        head = last.dep not in _MODIFIES and last.pos != "VERB"
        if not longer and head and (full or last.tag in _SMALL):
            tokens = _ended(tokens, place)
    return tokens


def _ended(tokens: Tokens, mark: int) -> Tokens:
    """Tokens in which the words around a hyphen are one name, with the last at its head."""
    first, last = mark - 1, mark + 1
    found = list(tokens)
    found[last] = replace(tokens[last], pos="PROPN", tag="NNP")
    if tokens[first].head != last:
        above = last if tokens[first].head == first else tokens[first].head
        found[last] = replace(found[last], dep=tokens[first].dep, head=above)
        found[first] = replace(tokens[first], dep="compound", head=last)
        for node in kids(tokens, first):
            if node != last:
                found[node] = replace(tokens[node], head=last)
    found[mark] = replace(tokens[mark], dep="punct", head=last)
    whole = all(rooted(found, node) for node in range(len(found)))
    return tuple(found) if whole else tokens


def apposed(tokens: Tokens) -> Tokens:
    """Tokens in which the second of two subjects says who the first is.

    "Ada Quill, the spokesman for Skell, said", "A woman in Skell, Ada Quill, said": the parse has
    two of them speak.
    """
    for before, noun in _subjects(tokens):
        token = tokens[noun]
        if {tokens[before].pos, token.pos} != _NOUNS or noun > token.head:
            continue
        start, stop = _reach(tokens, noun)
        apart = start > 0 and tokens[start - 1].text == "," and _reach(tokens, before)[1] < start
        if apart and stop + 1 < len(tokens) and tokens[stop + 1].text == ",":
            found = list(tokens)
            found[noun] = replace(token, dep="appos", head=before)
            return tuple(found)
    return tokens


def _reach(tokens: Sequence[Token], node: int) -> tuple[int, int]:
    """First and last token of what hangs on one, at any depth."""
    below = [n for n in range(len(tokens)) if node in heads(tokens, n)]
    return below[0], below[-1]
