"""A parsed sentence as a tree that can be asked."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from firsthand.claims.attachments import attached
from firsthand.claims.mends import mended
from firsthand.lexicon import language
from firsthand.records import Sentence, Token

#: a chain of heads longer than this is damage, not language
MAX_DEPTH = 100
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
_VERBAL = frozenset({"VERB", "AUX"})
_SINGULAR = frozenset({"NN", "NNP"})
_RELATIVE = frozenset({"WP", "WDT"})
#: tags of verbs that tell of a time themselves
FINITE = frozenset({"VBD", "VBZ", "VBP"})


class Tree:
    """The dependency tree of one sentence; a node is the index of its token."""

    __slots__ = ("__dict__", "_lemmas", "children", "sentence", "tokens")

    def __init__(self, sentence: Sentence) -> None:
        # whoever reads the sentence has the parse that is read here
        self.sentence = replace(sentence, tokens=attached(mended(sentence.tokens)))
        self.tokens: tuple[Token, ...] = self.sentence.tokens
        self._lemmas = [token.lemma.lower() for token in self.tokens]
        self.children: list[list[int]] = [[] for _ in self.tokens]
        for index, token in enumerate(self.tokens):
            if token.head != index:
                self.children[token.head].append(index)

    @cached_property
    def roots(self) -> list[int]:
        """Tokens that depend on no other."""
        return [i for i, token in enumerate(self.tokens) if token.head == i]

    def lemma(self, node: int) -> str:
        return self._lemmas[node]

    def dep(self, node: int) -> str:
        return self.tokens[node].dep

    def verbal(self, node: int) -> bool:
        return self.tokens[node].pos in _VERBAL

    def kids(self, node: int, *deps: str) -> list[int]:
        """Children of ``node`` with one of the labels, in order; all children if none is given."""
        if not deps:
            return self.children[node]
        return [child for child in self.children[node] if self.tokens[child].dep in deps]

    def lemmas(self, node: int, *deps: str) -> set[str]:
        """Lemmas of the children with one of the labels: "that" among its marks, "as" among what ties to it."""
        return {self._lemmas[child] for child in self.kids(node, *deps)}

    def kid(self, node: int, *deps: str) -> int | None:
        """Return the first child with one of the labels."""
        return next((c for c in self.children[node] if self.tokens[c].dep in deps), None)

    def subtree(self, node: int, without: Iterable[int] = ()) -> list[int]:
        """Tokens below ``node`` (itself included) in order, less the subtrees of ``without``."""
        skip, children = set(without), self.children
        found = [node]
        for current in found:  # it grows while it is walked
            below = children[current]
            found += [child for child in below if child not in skip] if skip else below
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
            if token.dep == "acomp":
                # "was careful to say"
                node = token.head
                continue
            if token.dep not in {"conj", "xcomp", "advcl", "ccomp", "dep"}:
                return None
            if not self.verbal(token.head) and token.dep != "xcomp":
                return None
            node = token.head
        return None

    def antecedent(self, node: int) -> int:
        """Noun that a relative pronoun stands for ("families who say"); any other node is its own."""
        clause = self.tokens[node].head
        relative = self.tokens[node].tag in _RELATIVE and self.dep(clause) == "relcl"
        return self.tokens[clause].head if relative else node

    def agreeing(self, verb: int, noun: int) -> int:
        """Noun that the "who" of a verb takes up: "journalists at the paper, who have left", not the paper."""
        first = min((verb, *self.kids(verb, "aux", "auxpass")))
        tie = self.tokens[noun].head
        inside = self.dep(noun) == "pobj" and self.dep(tie) == "prep" and tie > 0
        if self.tokens[first].tag != "VBP" or not inside or self.tokens[noun].tag not in _SINGULAR:
            return noun
        wholes = (self.tokens[tie].head, tie - 1)
        return next((n for n in wholes if self.tokens[n].tag in {"NNS", "NNPS"}), noun)

    def span(self, nodes: Sequence[int]) -> tuple[int, int]:
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

    def bare(self, node: int) -> bool:
        """Tell whether a verb has the form that stands behind "may" and "to"."""
        token = self.tokens[node]
        return token.tag == "VB" or (token.tag == "VBP" and token.text.lower() == token.lemma)

    def negated(self, node: int) -> bool:
        """Tell whether the verb is negated ("not", "never", "no longer"), or its subject is nobody."""
        words = language.load("en")["clauses.not"]
        return any(
            self.tokens[c].dep == "neg" or self.lemma(c) in words for c in self.children[node]
        ) or any(map(self.nobody, self.kids(node, "nsubj", "nsubjpass")[-1:]))

    def nobody(self, noun: int) -> bool:
        """Tell whether there is none of something: "no comment", "neither side", "nobody", "none of them"."""
        words, before = language.load("en"), self.lemmas(noun, "det", "neg", "preconj", "cc")
        return self.lemma(noun) in words["clauses.nobody"] or not before.isdisjoint(
            words["clauses.no"]
        )
