"""What the rules for languages without a parse work with: the words of a language, and frames."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from firsthand.claims.phrases import Line
from firsthand.lexicon.language import Words

#: pieces of a line, from one up to another
Range = tuple[int, int]
#: phrases by their first word, the longest first
Phrases = Mapping[str, tuple[tuple[str, ...], ...]]
#: lists of nouns for those who speak
_SPEAKING = ("anonymous", "people", "organisations", "firms", "documents", "media", "titles")
#: lists of what a noun for those who speak ends with
_ENDING = ("people", "organisations", "organisation_endings", "media", "anonymous")


@dataclass(frozen=True, slots=True)
class Frame:
    """Who says what in one line, as ranges of its pieces."""

    #: pieces of the cue
    cue: tuple[int, ...]
    source: Range | None
    content: tuple[Range, ...]
    #: direct | indirect | back (what is told is the line before) | ahead (the line behind)
    kind: str
    #: pieces of a further source that this one cites
    cited: Range | None = None
    #: the verb stands with a "not"
    negated: bool = False
    #: an outlet that heard it: nearer to the article than its source
    heard: Range | None = None
    #: the subject is left out or a relative word: whoever was named last
    dropped: bool = False


class Grammar:
    """What the rules ask of the words of a language, made once for an article."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.split: dict[str, set[str]] = {}
        for form in self["speech.says_split"]:
            verb, _, particle = form.partition("_")
            self.split.setdefault(verb, set()).add(particle)
        self.phrases = _longest(self["speech.according_phrases"])
        self.citing = _longest(self["speech.citing"])
        #: "about this": what is told is the line before
        self.pointing = _longest(self["speech.back_phrases"])
        #: a telling within the marks of a quotation
        self.within = re.compile("|".join(self["phrases.within"]) or "(?!)")
        #: "for his part"
        self.asides = _longest(self["phrases.asides"])
        #: "in his words": the second word stands for who spoke before
        self.back = _longest(self["speech.according_back"])
        self._stops = frozenset().union(
            self["phrases.prepositions"],
            self["phrases.subordinate"],
            self["phrases.relative"],
            self["phrases.leading"],
            *(self[f"speech.{name}"] for name in ("that", "have", "be_said", "says", "according")),
            self["hedges.no"],
        ) - (self["phrases.ties"] | self["phrases.subject"])
        #: endings of subjects, and of what may be one
        self.subjects = longest_first(
            self["phrases.subject_endings"] | self["phrases.also_endings"]
        )
        self.plurals = longest_first(self["phrases.plural_endings"])
        #: endings by which a clause is told
        self.joining = longest_first(self["speech.joining"])
        self.indirect = self["speech.subjunctive"] | self["speech.conditional"]
        #: nouns for those who speak, and endings of such nouns
        self.speaking = frozenset().union(*(self[f"speakers.{name}"] for name in _SPEAKING))
        self.acting = tuple(self["speakers.person_endings"])
        #: endings of words that are no part of a name
        self.participles = tuple(self["phrases.participle_endings"])
        self.infinitives = tuple(self["phrases.bare_infinitives"])
        self.adverbial = tuple(self["phrases.adverb_endings"])
        self.gerunds = tuple(self["phrases.gerund_endings"])
        self.finite = tuple(self["phrases.finite_endings"])
        #: where endings tell who speaks: ends of nouns for those who do, and of those for bodies
        self.people = tuple(form for name in _ENDING for form in self[f"speakers.{name}"])
        self.bodies = tuple(self["speakers.organisations"] | self["speakers.organisation_endings"])
        #: of whom a sentence is about, of where something is, of a verb before a noun
        self.topics = tuple(self["phrases.topic_endings"])
        self.located = longest_first(self["phrases.located_endings"])
        self.adnominal = tuple(self["phrases.adnominal_endings"])

    def stops(self, form: str) -> bool:
        """Tell whether a word ends a name that no capitals mark."""
        return form in self._stops

    def speaks(self, form: str) -> bool:
        """Tell a noun for somebody who speaks."""
        return form in self.speaking or form.endswith(self.acting)

    def acts(self, form: str) -> bool:
        """Tell a noun for what somebody is."""
        return form in self["speakers.people"] or form.endswith(self.acting)

    def ties(self, form: str) -> bool:
        """Tell a word that ties a name to the one before it, and is no article."""
        return form in self["phrases.ties"] and form not in self["phrases.definite"]

    def prepositional(self, form: str) -> bool:
        """Tell a word that something hangs on another by ("by", "who")."""
        return form in self["phrases.prepositions"] or form in self["phrases.relative"]

    def __getitem__(self, name: str) -> frozenset[str]:
        """Return the list ``section.name``; empty where a language has no words for it."""
        return self.words.lists.get(name, frozenset())


def _longest(phrases: frozenset[str]) -> Phrases:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(phrases, key=lambda phrase: (-len(phrase.split()), phrase)):
        words = tuple(phrase.lower().split())
        found.setdefault(words[0], []).append(words)
    return {first: tuple(several) for first, several in found.items()}


def longest_first(endings: Iterable[str]) -> tuple[str, ...]:
    """Endings in the order in which they are looked for."""
    return tuple(sorted(endings, key=lambda ending: (-len(ending), ending)))


def ending_of(form: str, endings: Sequence[str], least: int = 0) -> str:
    """First ending that a word has behind ``least`` letters or more; empty where it has none."""
    return next((e for e in endings if form.endswith(e) and len(form) - len(e) >= least), "")


def phrase_at(line: Line, place: int, phrases: Phrases) -> int:
    """Length of the longest phrase that stands here, 0 where there is none."""
    for phrase in phrases.get(line.form(place), ()):
        if all(line.form(place + i) == word for i, word in enumerate(phrase)):
            return len(phrase)
    return 0
