"""Full names of one article, without a parse: which surname is whose, and which words are no name."""

import re
from collections.abc import Iterator, Sequence
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
#: an article or preposition in one with its word ("l'agence", "d'Halden"), but not "O'Brien"
ELIDED = re.compile(r"\b([ldjmtnscLDJMTNSC]['’])(?=\w)")
_ARABIC = re.compile(r"(?:al|el|as|ad|an|ar|ash|at)-[A-ZÁÉÍÓÚ]")
_BRACKET = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")


class Word(NamedTuple):
    text: str
    form: str
    capital: bool


def words_of(text: str, place: Place) -> list[Word]:
    """Words of a stretch of a text, without what stands in brackets; "l'agence" is two."""
    words = _BRACKET.sub(" ", text[slice(*place)])
    return [part for match in _WORD.finditer(words) for part in _parts(match)]


def _parts(match: re.Match[str]) -> Iterator[Word]:
    head = ELIDED.match(match.group())
    if head is not None:
        yield _word(head.group())
    yield _word(match.group()[head.end() if head else 0 :])


def _word(text: str) -> Word:
    # an article in one with its name has no capital: "al-Mesmar"
    capital = text[0].isupper() or _ARABIC.match(text) is not None
    return Word(text.rstrip("."), text.lower(), capital)


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
            or word.form.endswith(tuple(self.grammar["speakers.organisation_endings"]))
        )

    def acts(self, word: Word) -> bool:
        """Tell a noun for what somebody is ("minister") from a name that ends like one ("Baptiste")."""
        listed = word.form in self.grammar["speakers.people"]
        name = bool(self.grammar["order.bare"]) and word.capital and not listed
        return not name and self.grammar.acts(word.form)


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

    def bare(self, run: Sequence[Word]) -> Sequence[Word]:
        """Name without the body and the land before it: "Банка России Эльвира Ветлова"."""
        nouns = bool(self.grammar["order.bare"]) and not self.grammar["phrases.definite"]
        lands = self.grammar["names.lands"]
        while len(run) > 2 and (run[0].form in lands or (nouns and self.nouns.common(run[0]))):
            run = run[1:]
        return run

    def _names(self, text: str) -> dict[str, str]:
        found: dict[str, set[str]] = {}
        run: list[Word] = []
        stop, tied = 0, False
        for match in _WORD.finditer(text):
            word = _word(match.group())
            joined = not text[stop : match.start()].strip(" \u00a0")
            within = bool(run) and joined and bool(self.grammar["order.bare"])
            named = word.capital and (within or not self._role(word))
            tied = tied and joined
            if not (joined and named):
                self._learn(run[tied and len(run) > 2 :], found)
                run = []
            if named:
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

    def _role(self, word: Word) -> bool:
        """Tell a word that is no part of a name, unless it stands within one."""
        return word.form in self._plain or self.nouns.acts(word)

    def _learn(self, run: Sequence[Word], found: dict[str, set[str]]) -> None:
        run = self.bare(run)
        if 2 <= len(run) <= MAX_WORDS - 1 and not any(map(self.nouns.common, run)):
            name = " ".join(word.text for word in run)
            known = found.setdefault(self._key(run[-1].text), set())
            # the same name in another case is the same name: the shorter form is the first case
            same = next((other for other in known if self._same(name, other)), None)
            if same is not None and len(name) < len(same):
                known.remove(same)
                known.add(name)
            elif same is None and len(known) < MAX_NAMESAKES:
                known.add(name)

    def _same(self, one: str, other: str) -> bool:
        return list(map(self._key, one.split())) == list(map(self._key, other.split()))

    def _key(self, word: str) -> str:
        """Fold a name's word: lower case, without its case ending."""
        form = word.lower()
        return form.removesuffix(ending_of(form, self._endings, MIN_STEM))
