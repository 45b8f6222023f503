"""Names behind an office: "the head of the space agency, Ada Quill", "President of Ukraine Ada Quill".

The parse takes such a name for one more place or body of the office, or for who does what is told
behind it.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from firsthand.claims.arcs import VERBAL, Tokens, whole
from firsthand.lexicon import language, places
from firsthand.lexicon.language import Words
from firsthand.records import Token

#: words of what an office is held in
MAX_OFFICE = 12
#: words of a name
MAX_NAME = 4
_TIES = frozenset({"of", "for"})
_NAMES = frozenset({"NNP", "NNPS"})
_CLOSING = frozenset({",", ".", "”", '"', "''", ";"})
_INSIDE = frozenset({"-", "'", "’"})


class _Holder(NamedTuple):
    """Places of an office, of the last word of what it is held in, and of a name from end to end."""

    office: int
    held: int
    first: int
    last: int


def named(tokens: Tokens) -> Tokens:
    """Tokens in which the name behind an office is that of who holds it."""
    words = language.load("en")
    for office in range(len(tokens) - 4):
        tie = tokens[office + 1]
        if tie.text in _TIES and tie.head == office and _person(tokens[office], words):
            for found in (*_apart(tokens, office, words), *_joined(tokens, office, words)):
                tokens = _tied(tokens, found)
    return tokens


def _person(token: Token, words: Words) -> bool:
    """Tell whether a word is a noun for one person, or a title."""
    lemma = token.lemma.lower()
    lists = ("people", "officials", "anonymous", "feminine", "masculine")
    known = lemma in words.roles or any(lemma in words[f"voices.{name}"] for name in lists)
    agent = lemma.endswith(tuple(words["voices.agent_endings"]))
    noun = token.tag == "NN" and (known or (agent and lemma not in words["voices.no_agents"]))
    return noun or (token.tag == "NNP" and lemma in words["voices.titles"])


def _apart(tokens: Tokens, office: int, words: Words) -> Iterator[_Holder]:
    """Name between commas, behind an office that is no part of a name itself."""
    for place in range(office + 2, min(office + 2 + MAX_OFFICE, len(tokens))):
        token = tokens[place]
        if token.text == ",":
            last = _end(tokens, place + 1)
            if last > place + 1 and _alone(tokens, place + 1, last, words):
                yield _Holder(office, place - 1, place + 1, last)
            return
        told = token.pos in VERBAL and token.tag != "VBN"
        stopped = token.pos == "PUNCT" and token.text not in _INSIDE
        if told or stopped or _person(token, words):
            return


def _alone(tokens: Tokens, first: int, last: int, words: Words) -> bool:
    """Tell whether a name behind a comma is closed as well, and is no place or one of a list."""
    name = " ".join(token.text.lower() for token in tokens[first : last + 1])
    place = name in words["names.states"] or name in places.load("en")
    # "of the University of California, San Diego,"
    within = tokens[first - 3].text in _TIES and tokens[first - 4].tag in _NAMES
    closed = last + 1 == len(tokens) or tokens[last + 1].text in _CLOSING
    more = any(t.tag in _NAMES or t.tag == "CC" for t in tokens[last + 2 : last + 3])
    return closed and not (place or within or more)


def _joined(tokens: Tokens, office: int, words: Words) -> Iterator[_Holder]:
    """Name right behind a body, or behind a country of which a title is told."""
    first = office + 2 + (tokens[office + 2].tag == "DT")
    last = _end(tokens, first)
    bodies, titled = words["voices.organisations"], tokens[office].tag == "NNP"
    for held in range(first, min(first + MAX_OFFICE, last - 1)):
        land = " ".join(token.text.lower() for token in tokens[first : held + 1])
        body = tokens[held].text.lower() in bodies
        person = not any(_names_body(token, words) for token in tokens[held + 1 : last + 1])
        if (body or (titled and land in places.load("en"))) and person and last - held <= MAX_NAME:
            yield _Holder(office, held, held + 1, last)
            return


def _names_body(token: Token, words: Words) -> bool:
    """Tell whether a word of a name is one of bodies' names, or a title in front of another one."""
    lists = ("voices.organisations", "voices.titles", "voices.media")
    return any(
        token.lemma.lower() in words[name] or token.text.lower() in words[name] for name in lists
    )


def _end(tokens: Tokens, first: int) -> int:
    """Last of the words of names in a row from ``first`` on; the place before it if there is none."""
    last = first
    while last < len(tokens) and tokens[last].tag in _NAMES and tokens[last].text[:1].isupper():
        last += 1
    return last - 1


def _tied(tokens: Tokens, holder: _Holder) -> Tokens:
    """Tokens in which a name stands beside the office, and the office has what it is held in."""
    office, held, first, last = holder
    name, head = range(first, last + 1), tokens[last]
    if head.dep == "appos" and head.head == office:
        return tokens
    found = list(tokens)
    for place in name[:-1]:
        if tokens[place].head not in name:
            found[place] = replace(tokens[place], dep="compound", head=last)
    found[last] = replace(head, dep="appos", head=office)
    for place in range(office + 2, held):
        if tokens[place].head in name:
            found[place] = replace(tokens[place], head=held)
    if tokens[held].head in name:
        found[held] = replace(tokens[held], dep="pobj", head=office + 1)
    return tuple(found) if whole(found) else tokens
