"""Full names of one article, without a parse: which surname is whose, and which words are no name."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from firsthand.claims.grammar import Grammar, ending_of, longest_first
from firsthand.lexicon.places import Places

Place = tuple[int, int]

#: words of a person's name, and letters of a name kept when its ending is cut
MAX_WORDS, MIN_STEM = 5, 3
#: full names kept for one surname
MAX_NAMESAKES = 4
#: letters of what is abbreviated in a name ("W.", "Dr.")
INITIALS = 2
#: lists of words that are no part of a name, though they may begin a sentence
_PLAIN = (
    "speakers.titles", "speech.according", "speech.as", "phrases.prepositions", "phrases.subject",
    "phrases.oblique", "phrases.leading", "phrases.pronouns", "phrases.subordinate",
)  # fmt: skip
_NOUNS = ("anonymous", "people", "organisations", "documents", "media")
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*\.?")
_BRACKET = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")


class Word(NamedTuple):
    text: str
    form: str
    capital: bool


def words_of(text: str, place: Place) -> list[Word]:
    """Words of a stretch of a text, without what stands in brackets."""
    words = _BRACKET.sub(" ", text[slice(*place)])
    return [_word(match) for match in _WORD.finditer(words)]


def _word(match: re.Match[str]) -> Word:
    text = match.group()
    return Word(text.rstrip("."), text.lower(), text[0].isupper())


class Nouns:
    """What a word is, by the lists of a language: a role, a noun for a body, no name."""

    def __init__(self, grammar: Grammar, places: Places) -> None:
        self.grammar, self.places = grammar, places

    def known(self, form: str) -> bool:
        """Tell a noun for somebody who speaks."""
        return any(form in self.grammar[f"speakers.{name}"] for name in _NOUNS)

    def common(self, word: Word) -> bool:
        """Tell a noun for a body, a medium or a place from a name."""
        return (
            word.form in self.places
            or any(word.form in self.grammar[f"speakers.{n}"] for n in _NOUNS if n != "people")
            or word.form.endswith(tuple(self.grammar["speakers.organisation_endings"]) or ("\0",))
        )

    def role(self, form: str) -> bool:
        """Tell a noun for what somebody is ("minister")."""
        endings = tuple(self.grammar["speakers.person_endings"])
        return form in self.grammar["speakers.people"] or (bool(endings) and form.endswith(endings))


class Surnames:
    """The full name behind each surname that only one full name of a text has."""

    def __init__(self, text: str, nouns: Nouns) -> None:
        self.nouns, self.grammar = nouns, nouns.grammar
        self._plain = frozenset().union(*(self.grammar[name] for name in _PLAIN))
        self._endings = longest_first(self.grammar["speakers.case_endings"])
        self._full = self._names(text)

    def full(self, surname: str) -> str | None:
        """Full name of a surname; None where there is none, or more than one."""
        return self._full.get(self._key(surname))

    def landed(self, run: Sequence[Word]) -> bool:
        """Tell a land before the name of its head: "президент России Иван Ветлов"."""
        return len(run) > 2 and run[0].form in self.grammar["names.lands"]

    def _names(self, text: str) -> dict[str, str]:
        found: dict[str, set[str]] = {}
        run: list[Word] = []
        stop, tied = 0, False
        for match in _WORD.finditer(text):
            word = _word(match)
            joined = not text[stop : match.start()].strip(" \u00a0")
            role = word.form in self._plain or self.nouns.role(word.form)
            if not (joined and word.capital and not role):
                self._learn(run[tied and len(run) > 2 :], found)
                run = []
            if word.capital and not role:
                run.append(word)
            if not run:
                tied = (
                    bool(self.grammar["order.bare"]) and word.form in self.grammar["phrases.ties"]
                )
            stop = match.end()
            if match.group().endswith(".") and len(word.text) > INITIALS:
                self._learn(run[tied and len(run) > 2 :], found)
                run = []
        self._learn(run[tied and len(run) > 2 :], found)
        shortest = {key: min(names, key=lambda n: (len(n), n)) for key, names in found.items()}
        return {
            key: name
            for key, name in shortest.items()
            if all(other.endswith(name) for other in found[key])
        }

    def _learn(self, run: Sequence[Word], found: dict[str, set[str]]) -> None:
        run = run[self.landed(run) :]
        if 2 <= len(run) <= MAX_WORDS - 1 and not any(map(self.nouns.common, run)):
            name = " ".join(word.text for word in run)
            known = found.setdefault(self._key(run[-1].text), set())
            # the same name in another case is the same name
            if len(known) < MAX_NAMESAKES and not any(self._same(name, other) for other in known):
                known.add(name)

    def _same(self, one: str, other: str) -> bool:
        return list(map(self._key, one.split())) == list(map(self._key, other.split()))

    def _key(self, word: str) -> str:
        """Fold a name's word: lower case, without its case ending."""
        form = word.lower()
        return form.removesuffix(ending_of(form, self._endings, MIN_STEM))
