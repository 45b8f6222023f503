"""A parsed sentence as a tree that can be asked."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from firsthand.records import Sentence, Token

#: a chain of heads longer than this is damage, not language
MAX_DEPTH = 100
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
#: behind these a preposition has its capital from the head of a sentence
_OPENING = frozenset({"“", '"', "``", ":", "—", "–", "(", "‘"})
_VERBAL = frozenset({"VERB", "AUX"})
_NOUNS = frozenset({"NOUN", "PROPN"})


def _mended(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Tokens in which a first name that was read as a preposition is a name ("Per Quill said")."""
    for place in range(1, len(tokens) - 1):
        token, after = tokens[place], tokens[place + 1]
        misread = token.tag == "IN" or token.dep == "prep"
        if not (misread and token.text[:1].isupper() and after.tag == "NNP"):
            continue
        tied = token.head == place + 1 or (after.head == place and after.dep == "pobj")
        if tied and tokens[place - 1].text not in _OPENING:
            mended = _renamed(tokens, place)
            if all(_rooted(mended, node) for node in (place - 1, place, place + 1)):
                tokens = mended
    return tokens


def _reopened(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
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


def _held(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Tokens in which a verb's second subject belongs to the preposition before it.

    "A ferry with 40 people on board sank": the preposition was left without a noun.
    """
    first = _firsts(tokens)
    bare = {n for n, token in enumerate(tokens) if token.dep == "prep"}
    bare -= {token.head for token in tokens}
    found, subjects = list(tokens), set()
    for noun, token in enumerate(tokens):
        if token.dep not in _SUBJECTS:
            continue
        if token.head in subjects and first[noun] - 1 in bare:
            found[noun] = replace(token, dep="pobj", head=first[noun] - 1)
            if not _rooted(found, noun):
                found[noun] = token
        subjects.add(token.head)
    return tuple(found)


def _firsts(tokens: tuple[Token, ...]) -> list[int]:
    """Of each token the first that hangs on it, or itself."""
    first = list(range(len(tokens)))
    for place, token in enumerate(tokens):
        first[token.head] = min(first[token.head], place)
    return first


def _rooted(tokens: Sequence[Token], node: int) -> bool:
    """Tell whether the heads above a token lead to a root, and not in a circle."""
    for _ in range(len(tokens)):
        if tokens[node].head == node:
            return True
        node = tokens[node].head
    return False


def _renamed(tokens: tuple[Token, ...], place: int) -> tuple[Token, ...]:
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


class Tree:
    """The dependency tree of one sentence; a node is the index of its token."""

    __slots__ = ("__dict__", "children", "sentence", "tokens")

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens: tuple[Token, ...] = _held(_reopened(_mended(sentence.tokens)))
        self.children: list[list[int]] = [[] for _ in self.tokens]
        for index, token in enumerate(self.tokens):
            if token.head != index:
                self.children[token.head].append(index)

    @cached_property
    def roots(self) -> list[int]:
        """Tokens that depend on no other."""
        return [i for i, token in enumerate(self.tokens) if token.head == i]

    def lemma(self, node: int) -> str:
        return self.tokens[node].lemma.lower()

    def dep(self, node: int) -> str:
        return self.tokens[node].dep

    def verbal(self, node: int) -> bool:
        return self.tokens[node].pos in _VERBAL

    def kids(self, node: int, *deps: str) -> list[int]:
        """Children of ``node`` with one of the labels, in order; all children if none is given."""
        if not deps:
            return self.children[node]
        return [child for child in self.children[node] if self.tokens[child].dep in deps]

    def kid(self, node: int, *deps: str) -> int | None:
        """Return the first child with one of the labels."""
        return next((c for c in self.children[node] if self.tokens[c].dep in deps), None)

    def subtree(self, node: int, without: Iterable[int] = ()) -> list[int]:
        """Tokens below ``node`` (itself included) in order, less the subtrees of ``without``."""
        skip = set(without)
        found, stack = [], [node]
        while stack:
            current = stack.pop()
            found.append(current)
            stack.extend(child for child in self.children[current] if child not in skip)
        return sorted(found)

    def ancestors(self, node: int) -> Iterator[int]:
        """Heads of ``node``, nearest first."""
        for _ in range(MAX_DEPTH):
            head = self.tokens[node].head
            if head == node:
                return
            yield head
            node = head

    def subject(self, node: int) -> int | None:
        """Subject of a verb: its own, else that of the verb it is joined to or controlled by."""
        for _ in range(MAX_DEPTH):
            own = self.kids(node, *_SUBJECTS)
            if own:
                named = [n for n in own if self.tokens[n].tag != "WP"] or own
                return max((n for n in named if n < node), default=named[0])
            token = self.tokens[node]
            if token.head == node:
                return None
            if token.dep in {"relcl", "acl"} and not self.verbal(token.head):
                return token.head
            if token.dep not in {"conj", "xcomp", "advcl", "ccomp", "dep"}:
                return None
            if not self.verbal(token.head) and token.dep != "xcomp":
                return None
            node = token.head
        return None

    def span(self, nodes: list[int]) -> tuple[int, int]:
        """Place in the article of the words from the first to the last node."""
        offset = self.sentence.start
        return offset + self.tokens[nodes[0]].start, offset + self.tokens[nodes[-1]].stop

    def place(self, node: int) -> tuple[int, int]:
        """Place in the article of one token."""
        return self.span([node])

    def words(self, nodes: list[int]) -> str:
        """Words of the sentence from the first to the last node."""
        first, last = self.tokens[nodes[0]], self.tokens[nodes[-1]]
        return self.sentence.text[first.start : last.stop]

    def negated(self, node: int) -> bool:
        """Tell whether the verb is negated ("not", "never", "no longer")."""
        return any(
            self.tokens[c].dep == "neg" or self.lemma(c) in {"never", "not", "n't", "neither"}
            for c in self.children[node]
        )
