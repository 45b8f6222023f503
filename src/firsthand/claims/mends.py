"""Mends of a parse: what the small English model is known to misread, put right before it is read.

Each mend looks for one form and changes heads and labels, never a word; what it makes is still a
tree.
"""

from collections.abc import Sequence
from dataclasses import replace

from firsthand.claims import misreadings
from firsthand.records import Token

Tokens = tuple[Token, ...]

#: rounds in which the reach of a phrase is found; deeper nesting is damage
MAX_NESTED = 20
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
#: behind these a preposition has its capital from the head of a sentence
_OPENING = frozenset({"“", '"', "``", ":", "—", "–", "(", "‘"})
_VERBAL = frozenset({"VERB", "AUX"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_HELPS = frozenset({"aux", "auxpass", "neg"})
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
            if all(misreadings.rooted(mended, node) for node in (place - 1, place, place + 1)):
                tokens = mended
    return tokens


def _reopened(tokens: Tokens) -> Tokens:
    """Tokens in which a noun that was joined to a verb, with a participle, is a clause.

    "The ferry hit the dock and a gap opened": the form is that of the past as well.
    """
    found = list(tokens)
    for noun, token in enumerate(tokens[:-1]):
        verb = tokens[noun + 1]
        joined = token.dep == "conj" and token.pos in _NOUNS and token.head < noun
        told = joined and tokens[token.head].pos in _VERBAL
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
    first = _firsts(tokens)
    found, subjects = list(tokens), set()
    for noun, token in enumerate(tokens):
        if token.dep not in _SUBJECTS:
            continue
        if token.head in subjects and first[noun] - 1 in bare:
            before = first[noun] - 1
            found[noun] = replace(token, dep="pobj", head=before)
            found[before] = replace(tokens[before], dep="prep")
            if not misreadings.rooted(found, noun):
                found[noun], found[before] = token, tokens[before]
        subjects.add(token.head)
    return tuple(found)


def _marks_time(token: Token) -> bool:
    return token.dep == "mark" and token.lemma in {"after", "before", "since", "until"}


def _firsts(tokens: Tokens) -> list[int]:
    """Of each token the first that hangs on it, or itself."""
    first = list(range(len(tokens)))
    for place, token in enumerate(tokens):
        first[token.head] = min(first[token.head], place)
    return first


def _lasts(tokens: Sequence[Token]) -> list[int]:
    """Of each token the last that hangs on it, at any depth, or itself."""
    last = list(range(len(tokens)))
    for _ in range(MAX_NESTED):
        before = list(last)
        for place, token in enumerate(tokens):
            last[token.head] = max(last[token.head], last[place])
        if last == before:
            break
    return last


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
    speaks = tokens[first.head].pos in _VERBAL and first.head > place
    found[name] = replace(tokens[name], dep="nsubj" if speaks else "appos", head=first.head)
    if before.tag == "NN" and before.head < place - 1:
        found[place - 1] = replace(before, dep="compound", head=name)
    return tuple(found)


def _resumed(tokens: Tokens) -> Tokens:
    """Tokens in which the verb behind a relative clause is the main one.

    "A clerk of the bank, of which Quill was head, confirmed it": the parse joins the verb to the
    clause before it and leaves the sentence without one.
    """
    top = next((n for n, token in enumerate(tokens) if token.head == n), None)
    if top is None or tokens[top].pos not in _NOUNS:
        return tokens
    owned = {token.head for token in tokens if token.dep in _SUBJECTS}
    for verb in range(1, len(tokens)):
        token = tokens[verb]
        joined = token.dep == "conj" and tokens[token.head].dep == "relcl" and token.head > top
        if joined and _finite(token) and verb not in owned and tokens[verb - 1].text == ",":
            found = list(tokens)
            found[top] = replace(tokens[top], dep="nsubj", head=verb)
            found[verb] = replace(token, dep="ROOT", head=verb)
            return tuple(found)
    return tokens


def _subjected(tokens: Tokens) -> Tokens:
    """Tokens in which a verb has the name before it for its subject.

    "In Calder, Veldmark, Mayor Quill said": the parse takes the name for one more place; "It hit the
    nets, Ada Quill, a diver, said": for what the nets are.
    """
    owned = {token.head for token in tokens if token.dep in _SUBJECTS}
    verb = next((n for n, token in enumerate(tokens) if token.head == n), 0)
    opened = bool(tokens) and tokens[0].dep == "prep" and tokens[0].head == verb
    told = any(token.dep == "ccomp" and token.head == verb for token in tokens[:verb])
    if not (opened or told) or not verb or verb in owned or not _finite(tokens[verb]):
        return tokens
    first, last = _firsts(tokens), _lasts(tokens)
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
    owned = {token.head for token in tokens if token.dep in _SUBJECTS or token.dep == "expl"}
    found = list(tokens)
    for verb, token in enumerate(tokens):
        if verb in owned or token.pos not in _VERBAL or token.dep not in {"conj", "ccomp", "dep"}:
            continue
        noun = _joined_noun(tokens, verb)
        above = None if noun is None else _verb_above(tokens, tokens[noun].head)
        if noun is not None and above is not None and above < noun and above != verb:
            found[noun] = replace(tokens[noun], dep="nsubj", head=verb)
            found[verb] = replace(token, dep="conj", head=above)
            if not (misreadings.rooted(found, noun) and misreadings.rooted(found, verb)):
                found[noun], found[verb] = tokens[noun], token
    return tuple(found)


def _joined_noun(tokens: Tokens, verb: int) -> int | None:
    """Noun that "and" joins to another one, right before a finite verb and its helpers."""
    start = min(
        (n for n in misreadings.kids(tokens, verb) if tokens[n].dep in _HELPS), default=verb
    )
    if not start or not (tokens[verb].tag in _FINITE or tokens[start].tag in _FINITE):
        return None
    node = start - 1
    while tokens[node].head < node and tokens[node].dep not in {"conj", "ROOT"}:
        if tokens[node].pos in _VERBAL or tokens[node].pos == "PUNCT":
            return None
        node = tokens[node].head
    joined = tokens[node].dep == "conj" and tokens[node].pos in _NOUNS
    if not joined or tokens[tokens[node].head].pos not in _NOUNS:
        return None
    return node if tokens[max(0, _firsts(tokens)[node] - 1)].dep == "cc" else None


def _verb_above(tokens: Sequence[Token], node: int) -> int | None:
    return next((n for n in misreadings.heads(tokens, node) if tokens[n].pos in _VERBAL), None)


def _reduced(tokens: Tokens) -> Tokens:
    """Tokens in which the second of two verbs has the subject, where it had none.

    "The ward hit was small": a past form that is a participle; "hopes the talks, hours after the
    match, will help": a noun that is no object.
    """
    owned = {token.head for token in tokens if token.dep in _SUBJECTS or token.dep == "expl"}
    helped = {token.head for token in tokens if token.dep == "aux" and token.tag in _FINITE}
    for verb, token in enumerate(tokens):
        bare = token.dep in {"ccomp", "conj", "dep"} and token.head < verb and verb not in owned
        if bare and (token.tag in _FINITE or verb in helped):
            read = _lent if token.dep == "ccomp" else _untimely
            found = read(tokens, verb)
            if found is not None:
                return found
    return tokens


def _subject(tokens: Tokens, verb: int) -> int | None:
    return next((n for n in misreadings.kids(tokens, verb) if tokens[n].dep in _SUBJECTS), None)


def _lent(tokens: Tokens, verb: int) -> Tokens | None:
    """Tokens in which a clause without a subject has that of the verb before it, or its object."""
    above = tokens[verb].head
    own = _subject(tokens, above)
    others = [n for n in misreadings.kids(tokens, above) if tokens[n].dep == "ccomp" and n != verb]
    if others and others[0] < verb and tokens[others[0] - 1].text == ",":
        beside = _subject(tokens, others[0])
        past = tokens[others[0]].tag == "VBD" and beside is not None and beside < others[0]
        return _participle(tokens, others[0], beside, verb) if past and beside is not None else None
    if others or tokens[above].dep == "relcl":
        return None
    held = [n for n in misreadings.kids(tokens, above) if tokens[n].dep == "dobj" and n < verb]
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
    own = _subject(tokens, first)
    past = tokens[first].tag == "VBD" and tokens[verb].tag in {"VBZ", "VBP"}
    apart = any(token.dep == "cc" or token.text == "," for token in tokens[first + 1 : verb])
    if not past or apart or own is None or own != first - 1:
        return None
    return _participle(tokens, first, own, verb)


def _verbs(tokens: Tokens) -> Tokens:
    """Tokens in which a past form with a subject of its own is a verb, not what a noun is like.

    "The guard confirmed rubber boats had been used": the parse makes the boats confirmed ones.
    """
    for node, token in enumerate(tokens):
        noun = token.head
        likened = token.dep == "amod" and token.tag == "VBD" and node < noun
        if not likened or not any(tokens[n].dep == "nsubj" for n in misreadings.kids(tokens, node)):
            continue
        verb = tokens[noun].head
        if tokens[noun].dep in _SUBJECTS and tokens[verb].pos in _VERBAL:
            above = tokens[verb]
            found = list(tokens)
            found[node] = replace(
                token, dep=above.dep, head=node if above.head == verb else above.head
            )
            found[verb] = replace(above, dep="ccomp", head=node)
            for other in misreadings.kids(tokens, verb):
                if tokens[other].dep in {"conj", "cc"} or tokens[other].tag == ".":
                    found[other] = replace(tokens[other], head=node)
            return tuple(found)
    return tokens


def _headed(tokens: Tokens) -> Tokens:
    """Tokens in which the first noun is the subject of the verb that the parse hung on it.

    "A bus with two pupils as well as two guides crashed, police said": the parse lets the guides crash.
    """
    for noun, token in enumerate(tokens):
        loose = token.dep == "dep" and token.pos in _NOUNS and noun < token.head
        if not loose or tokens[token.head].pos not in _VERBAL:
            continue
        verb = next((n for n in misreadings.kids(tokens, noun) if tokens[n].dep == "relcl"), None)
        own = (
            []
            if verb is None
            else [n for n in misreadings.kids(tokens, verb) if tokens[n].dep == "nsubj"]
        )
        if verb is None or not own or not _finite(tokens[verb]):
            continue
        tie = _firsts(tokens)[own[0]] - 1
        if tokens[tie].dep == "cc":
            found = list(tokens)
            found[verb] = replace(tokens[verb], dep="ccomp", head=token.head)
            found[noun] = replace(token, dep="nsubj", head=verb)
            found[own[0]] = replace(tokens[own[0]], dep="conj", head=tokens[tie].head)
            return tuple(found)
    return tokens


def _participle(tokens: Tokens, first: int, subject: int, verb: int) -> Tokens:
    """Tokens in which the verb ``first`` says which ``subject``, of which ``verb`` tells."""
    found, above = list(tokens), tokens[first]
    for node in misreadings.kids(tokens, first):
        if node < subject or node > verb or tokens[node].dep in {"conj", "cc"}:
            found[node] = replace(tokens[node], head=verb)
    found[subject] = replace(tokens[subject], head=verb)
    found[first] = replace(above, tag="VBN", dep="acl", head=subject)
    found[verb] = replace(
        tokens[verb], dep=above.dep, head=verb if above.head == first else above.head
    )
    return tuple(found)


_MENDS = (
    _spelled,
    misreadings.prefixed,
    misreadings.hyphened,
    _named,
    _reopened,
    _held,
    _verbs,
    _headed,
    _resumed,
    _subjected,
    _conjoined,
    _reduced,
    misreadings.told,
    misreadings.listed,
    misreadings.apposed,
    misreadings.attached,
    misreadings.inverted,
)
