"""Lemmas and names of a clause, with what its pronouns and roles stand for."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from firsthand.lexicon.predicates import Predicates
from firsthand.records import Proposition, Sentence, Token
from firsthand.text.words import words as split_words


class Resolved(Protocol):
    """Whom or what a token of the sentence stands for."""

    @property
    def name(self) -> str:
        """Name, or the noun of what the text gives no name."""
        ...

    @property
    def named(self) -> bool:
        """Whether it is a name."""
        ...


#: gives what a token of the sentence stands for, None where it stands for itself
Resolve = Callable[[int], Resolved | None]

CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"})
_CAPITALISED = re.compile(r"[^\W\d_a-z][\w'’-]*(?:\s[^\W\d_a-z][\w'’-]*)*")


class Lemmas:
    """The content words and names among the tokens of a sentence."""

    def __init__(self, tokens: Sequence[Token], resolve: Resolve, words: Predicates) -> None:
        self.tokens = tokens
        self.resolve = resolve
        self.words = words

    def content(self, indexes: Sequence[int]) -> Iterator[str]:
        """Lemmas of the words that say something, in order."""
        for index in indexes:
            token = self.tokens[index]
            found = self.resolve(index) if token.pos == "PRON" else None
            if found is not None:
                yield from (word.form for word in split_words(found.name))
                continue
            lemma = _lemma(token)
            if (
                token.pos in CONTENT
                and lemma not in self.words.empty
                and lemma not in self.words.calendar
                and lemma not in self.words.happening
                and any(map(str.isalnum, lemma))
            ):
                yield lemma

    def names(self, indexes: Sequence[int]) -> list[str]:
        """Names, as resolved, in order."""
        names: list[list[str]] = []
        last = -2
        for index in indexes:
            token = self.tokens[index]
            if token.pos == "PROPN" and token.text.lower().rstrip(".") not in self.words.calendar:
                if index == last + 1:
                    names[-1].append(token.text)
                else:
                    names.append([token.text])
                last = index
            elif (found := self.resolve(index)) is not None and found.named:
                names.append([found.name])
        return [" ".join(parts) for parts in names]


def _lemma(token: Token) -> str:
    """Folded lemma; a possessive ending or a full stop glued to a word goes."""
    lemma = token.lemma if token.pos != "PROPN" else token.text
    return lemma.lower().strip("'’\".,").removesuffix("'s").removesuffix("’s")


def plain(sentence: Sentence, start: int, stop: int, words: Predicates) -> Proposition:
    """Read the proposition of a clause that has no parse: its words and names alone."""
    clause = sentence.text[max(0, start - sentence.start) : max(0, stop - sentence.start)]
    forms = [word.form for word in split_words(clause)]
    names = [
        match.group()
        for match in _CAPITALISED.finditer(clause)
        if match.start() > 0 and match.group().lower() not in words.calendar
    ]
    return Proposition(
        predicate="",
        negated=any(form in words.negative or form.endswith("n't") for form in forms),
        tense="future" if words.future & set(forms) else "present",
        arguments=(),
        words=tuple(
            form
            for form in forms
            if len(form) > 3 and form not in words.empty and form not in words.calendar
        ),
        names=tuple(dict.fromkeys(names)),
    )
