"""Mends of a parse: what the small English model is known to misread, put right before it is read.

Each mend looks for one form and changes heads and labels, never a word; what it makes is still a
tree.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from firsthand.claims import holders, unions
from firsthand.claims.arcs import (
    SUBJECTS,
    VERBAL,
    Tokens,
    firsts,
    heads,
    kids,
    lasts,
    rooted,
    subject,
    whole,
)
from firsthand.records import Token

#: behind these a preposition has its capital from the head of a sentence
_OPENING = frozenset({"“", '"', "``", ":", "—", "–", "(", "‘"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_HELPS = frozenset({"aux", "auxpass", "neg"})
#: syllables before a hyphen that the model takes for words
_PREFIXES = frozenset({"re", "co", "pre", "de", "un", "mid", "non", "anti", "ex", "vice", "pro"})
#: what a word is that only says more of the noun behind it ("Skell-era ships")
_MODIFIES = frozenset({"compound", "amod", "nmod", "npadvmod", "nummod"})
#: words that hold a sentence together, as which the model reads the end of a name ("Brandt-on")
_SMALL = frozenset({"IN", "RB", "RP", "DT", "CC", "TO"})
#: forms of verbs in "-e" that the model gives to verbs without it, and a noun of its own
_LEMMAS = {
    "hopes": "hope", "hoped": "hope", "hoping": "hope", "hates": "hate", "hated": "hate", "hating": "hate",
    "rated": "rate", "rating": "rate", "media": "media",
}  # fmt: skip


def mended(tokens: Tokens) -> Tokens:
    """Tokens of a sentence with all mends made."""
    for mend in _MENDS:
        tokens = mend(tokens)
    return tokens


def _spelled(tokens: Tokens) -> Tokens:
    """Tokens with the lemmas of verbs that the model takes for others ("hoped" for "hopped")."""
    if all(token.text.lower() not in _LEMMAS for token in tokens):
        return tokens
    return tuple(
        replace(token, lemma=_LEMMAS.get(token.text.lower(), token.lemma)) for token in tokens
    )


def _prefixed(tokens: Tokens) -> Tokens:
    """Tokens in which a word with a prefix is one ("the dam re-opens"), where each piece was read as a verb."""
    for mark in _hyphens(tokens):
        if tokens[mark - 1].text.lower() in _PREFIXES and tokens[mark + 1].text[:1].isalpha():
            tokens = _rejoined(tokens, mark - 1)
    return tokens


def _hyphened(tokens: Tokens) -> Tokens:
    """Tokens in which the end of a name behind a hyphen is a name ("Ada Brandt-on", "Weld Jae-in")."""
    for place in _hyphens(tokens):
        first, last = tokens[place - 1], tokens[place + 1]
        full = place > 1 and tokens[place - 2].tag == "NNP"
        named = (first.tag == "NNP" or full) and first.text[:1].isupper()
        if not named or last.tag == "NNP" or not last.text.islower():
            continue
        behind = tokens[place + 2] if place + 2 < len(tokens) else None
        longer = behind is not None and behind.text == "-" and behind.start == last.stop
        head = last.dep not in _MODIFIES and last.pos != "VERB"
        if not longer and head and (full or last.tag in _SMALL):
            tokens = _ended(tokens, place)
    return tokens


def _named(tokens: Tokens) -> Tokens:
    """Tokens in which a first name that was read as a preposition is a name ("Per Quill said")."""
    for place in range(1, len(tokens) - 1):
        token, after = tokens[place], tokens[place + 1]
        misread = token.tag == "IN" or token.dep == "prep"
        if not (misread and token.text[:1].isupper() and after.tag == "NNP"):
            continue
        tied = token.head == place + 1 or (after.head == place and after.dep == "pobj")
        if tied and tokens[place - 1].text not in _OPENING:
            mended = _renamed(tokens, place)
            if all(rooted(mended, node) for node in (place - 1, place, place + 1)):
                tokens = mended
    return tokens


def _renamed(tokens: Tokens, place: int) -> Tokens:
    """Tokens in which ``place`` is the first name of what follows, with the role before it."""
    found, name = list(tokens), place + 1
    first, before = tokens[place], tokens[place - 1]
    found[place] = replace(first, pos="PROPN", tag="NNP", dep="compound", head=name)
    if tokens[name].head != place:
        return tuple(found)
    if first.head == place - 1:
        head = name if before.head == place - 1 else before.head
        found[name] = replace(tokens[name], dep=before.dep, head=head)
        found[place - 1] = replace(before, dep="compound", head=name)
        return tuple(found)
    speaks = tokens[first.head].pos in VERBAL and first.head > place
    found[name] = replace(tokens[name], dep="nsubj" if speaks else "appos", head=first.head)
    if before.tag == "NN" and before.head < place - 1:
        found[place - 1] = replace(before, dep="compound", head=name)
    return tuple(found)


def _reopened(tokens: Tokens) -> Tokens:
    """Tokens in which a noun that was joined to a verb, with a participle, is a clause.

    "The ferry hit the dock and a gap opened": the form is that of the past as well.
    """
    found = list(tokens)
    for noun, token in enumerate(tokens[:-1]):
        verb = tokens[noun + 1]
        joined = token.dep == "conj" and token.pos in _NOUNS
        told = joined and tokens[token.head].pos in VERBAL
        if told and verb.dep == "acl" and verb.tag == "VBN" and verb.head == noun:
            found[noun] = replace(token, dep="nsubj", head=noun + 1)
            found[noun + 1] = replace(verb, tag="VBD", dep="conj", head=token.head)
    return tuple(found)


def _held(tokens: Tokens) -> Tokens:
    """Tokens in which a verb's second subject belongs to the preposition before it.

    "A ferry with 40 people on board sank": the preposition was left without a noun.
    """
    bare = {n for n, token in enumerate(tokens) if token.dep == "prep" or _marks_time(token)}
    bare -= {token.head for token in tokens}
    if not bare:
        return tokens
    first = firsts(tokens)
    found, subjects = list(tokens), set()
    for noun, token in enumerate(tokens):
        if token.dep not in SUBJECTS:
            continue
        if token.head in subjects and first[noun] - 1 in bare:
            before = first[noun] - 1
            found[noun] = replace(token, dep="pobj", head=before)
            found[before] = replace(tokens[before], dep="prep")
            if not rooted(found, noun):
                found[noun], found[before] = token, tokens[before]
        subjects.add(token.head)
    return tuple(found)


def _marks_time(token: Token) -> bool:
    return token.dep == "mark" and token.lemma in {"after", "before", "since", "until"}


def _verbs(tokens: Tokens) -> Tokens:
    """Tokens in which a past form with a subject of its own is a verb, not what a noun is like.

    "The guard confirmed rubber boats had been used": the parse makes the boats confirmed ones.
    """
    for node, token in enumerate(tokens):
        likened = token.dep == "amod" and token.tag == "VBD"
        if not likened or all(tokens[n].dep != "nsubj" for n in kids(tokens, node)):
            continue
        if tokens[token.head].dep in SUBJECTS:
            verb = tokens[token.head].head
            above = tokens[verb]
            found = list(tokens)
            found[node] = replace(
                token, dep=above.dep, head=node if above.head == verb else above.head
            )
            found[verb] = replace(above, dep="ccomp", head=node)
            for other in kids(tokens, verb):
                if tokens[other].dep in {"conj", "cc"} or tokens[other].tag == ".":
                    found[other] = replace(tokens[other], head=node)
            return tuple(found)
    return tokens


def _subjected(tokens: Tokens) -> Tokens:
    """Tokens in which a verb has the name before it for its subject.

    "In Calder, Veldmark, Mayor Quill said": the parse takes the name for one more place; "It hit the
    nets, Ada Quill, a diver, said": for what the nets are.
    """
    owned = {token.head for token in tokens if token.dep in SUBJECTS}
    verb = next((n for n, token in enumerate(tokens) if token.head == n), 0)
    opened = bool(tokens) and tokens[0].dep == "prep" and tokens[0].head == verb
    told = any(token.dep == "ccomp" and token.head == verb for token in tokens[:verb])
    if not (opened or told) or verb in owned or not _finite(tokens[verb]):
        return tokens
    first, last = firsts(tokens), lasts(tokens)
    reach = [
        n
        for n in range(1, verb)
        if tokens[n].pos in _NOUNS
        and tokens[n].dep in {"conj", "appos"}
        and tokens[first[n] - 1].text == ","
        and all(token.text == "," for token in tokens[last[n] + 1 : verb])
    ]
    joined = [n for n in reach if tokens[n].dep == "conj"]
    if not reach:
        return tokens
    name = joined[0] if joined else reach[-1 if opened else 0]
    found = list(tokens)
    found[name] = replace(tokens[name], dep="nsubj", head=verb)
    return tuple(found)


def _finite(token: Token) -> bool:
    return token.tag in {"VBD", "VBZ", "VBP"}


def _conjoined(tokens: Tokens) -> Tokens:
    """Tokens in which a noun joined to another one is the subject of the verb behind it.

    "She was helped by Skell and her men were paid": the parse makes the men helpers as well.
    """
    owned = {token.head for token in tokens if token.dep in SUBJECTS or token.dep == "expl"}
    found = list(tokens)
    for verb, token in enumerate(tokens):
        if verb in owned or token.pos not in VERBAL or token.dep not in {"conj", "ccomp", "dep"}:
            continue
        noun = _joined_noun(tokens, verb)
        above = None if noun is None else _verb_above(tokens, tokens[noun].head)
        if noun is not None and above is not None:
            found[noun] = replace(tokens[noun], dep="nsubj", head=verb)
            if above != verb:
                # not of "along with Skell, Mire and Calder would gain", whose verb it is already
                found[verb] = replace(token, dep="conj", head=above)
            if not (rooted(found, noun) and rooted(found, verb)):
                found[noun], found[verb] = tokens[noun], token
    return tuple(found)


def _joined_noun(tokens: Tokens, verb: int) -> int | None:
    """Noun that "and" joins to another one, right before a finite verb and its helpers."""
    start = min((n for n in kids(tokens, verb) if tokens[n].dep in _HELPS), default=verb)
    if not start or not (tokens[verb].tag in _FINITE or tokens[start].tag in _FINITE):
        return None
    node = start - 1
    while tokens[node].head < node and tokens[node].dep not in {"conj", "ROOT"}:
        if tokens[node].pos in VERBAL or tokens[node].pos == "PUNCT":
            return None
        node = tokens[node].head
    joined = tokens[node].dep == "conj" and tokens[node].pos in _NOUNS
    if not joined or tokens[tokens[node].head].pos not in _NOUNS:
        return None
    return node if tokens[max(0, firsts(tokens)[node] - 1)].dep == "cc" else None


def _verb_above(tokens: Sequence[Token], node: int) -> int | None:
    return next((n for n in heads(tokens, node) if tokens[n].pos in VERBAL), None)


def _reduced(tokens: Tokens) -> Tokens:
    """Tokens in which the second of two verbs has the subject, where it had none.

    "The ward hit was small": a past form that is a participle; "hopes the talks, hours after the
    match, will help": a noun that is no object.
    """
    owned = {token.head for token in tokens if token.dep in SUBJECTS or token.dep == "expl"}
    helped = {token.head for token in tokens if token.dep == "aux" and token.tag in _FINITE}
    for verb, token in enumerate(tokens):
        bare = token.dep in {"ccomp", "conj", "dep"} and token.head < verb and verb not in owned
        if bare and (token.tag in _FINITE or verb in helped):
            read = _lent if token.dep == "ccomp" else _untimely
            found = read(tokens, verb)
            if found is not None:
                return found
    return tokens


def _lent(tokens: Tokens, verb: int) -> Tokens | None:
    """Tokens in which a clause without a subject has that of the verb before it, or its object."""
    above = tokens[verb].head
    own = subject(tokens, above)
    others = [n for n in kids(tokens, above) if tokens[n].dep == "ccomp" and n != verb]
    if others or tokens[above].dep == "relcl":
        return None
    held = [n for n in kids(tokens, above) if tokens[n].dep == "dobj" and n < verb]
    if held:
        found = list(tokens)
        found[held[0]] = replace(tokens[held[0]], dep="nsubj", head=verb)
        return tuple(found)
    past = own is not None and own == above - 1 and tokens[above].tag == "VBD"
    return _participle(tokens, above, own, verb) if past and own is not None else None


def _untimely(tokens: Tokens, verb: int) -> Tokens | None:
    """Tokens in which a past form before a verb of the present is a participle.

    "The law adopted in May requires": nothing joins the two.
    """
    first = tokens[verb].head
    own = subject(tokens, first)
    past = tokens[first].tag == "VBD" and tokens[verb].tag in {"VBZ", "VBP"}
    apart = any(token.dep == "cc" or token.text == "," for token in tokens[first + 1 : verb])
    if not past or apart or own is None or own != first - 1:
        return None
    return _participle(tokens, first, own, verb)


def _participle(tokens: Tokens, first: int, subject: int, verb: int) -> Tokens:
    """Tokens in which the verb ``first`` says which ``subject``, of which ``verb`` tells."""
    found, above = list(tokens), tokens[first]
    for node in kids(tokens, first):
        if node < subject or node > verb or tokens[node].dep in {"conj", "cc"}:
            found[node] = replace(tokens[node], head=verb)
    found[subject] = replace(tokens[subject], head=verb)
    found[first] = replace(above, tag="VBN", dep="acl", head=subject)
    found[verb] = replace(
        tokens[verb], dep=above.dep, head=verb if above.head == first else above.head
    )
    return tuple(found)


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
    return tuple(found) if whole(found) else tokens


_MENDS = (
    unions.united,
    _spelled,
    _prefixed,
    _hyphened,
    _named,
    holders.named,
    _reopened,
    _held,
    _verbs,
    _subjected,
    _conjoined,
    _reduced,
)
