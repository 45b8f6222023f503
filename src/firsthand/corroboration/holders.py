"""Who holds an office, from the words of the same articles.

"Norland's president" and "Vint" are one party where some text of the story says "Norland President
Orla Vint" or "Orla Vint, the president of Norland". An office is meant only where one person of the
article holds it, or, if none of the article does, one of the story.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from firsthand.corroboration.terms import Term, term
from firsthand.lexicon.wordings import Wordings
from firsthand.records import Article, Report
from firsthand.text.words import Word, words
from firsthand.text.words import forms as split_forms

#: words before the noun of an office that say which it is ("Norland deputy foreign minister")
MOST_MODIFIERS = 4
#: words of a name
MOST_NAMES = 4
#: what may stand between the words of an office, and of a name
_GAPS = frozenset({" ", "-", "\u2010", "\u2011", "\u00a0", "'s ", "\u2019s "})
#: and behind the last letter of "U.S."
_STOP = ". "
#: and between a name and the office told behind it or before it
_COMMAS = frozenset({", "})


@dataclass(frozen=True, slots=True)
class Office:
    """An office as some words tell it: "deputy foreign minister of Norland"."""

    #: classes of its noun
    noun: Term
    #: classes of the words that say which it is
    which: Term
    #: words that make another office of it ("deputy", "former")
    rank: frozenset[str]

    def is_told_by(self, other: "Office") -> bool:
        """Whether shorter words can mean this one: "the minister" means the foreign minister."""
        same = not self.noun.isdisjoint(other.noun) and self.rank == other.rank
        return same and other.which <= self.which


@dataclass(frozen=True, slots=True)
class Holders:
    """The people of a story with the offices that its texts give them."""

    #: article -> (office, words of the name)
    of: Mapping[str, Sequence[tuple[Office, frozenset[str]]]] = field(default_factory=dict)
    #: the same of all articles, each once: thousands of copies say the same
    every: Sequence[tuple[Office, frozenset[str]]] = ()
    #: word of a name -> classes of the words of the offices that some text gives it
    told_of: Mapping[str, Term] = field(default_factory=dict)
    #: word of the name of a spokesman -> classes of the words for whom he speaks
    speaks_for: Mapping[str, Term] = field(default_factory=dict)
    #: office -> the people whom any of them gives it
    _known: dict[Office, list[frozenset[str]]] = field(default_factory=dict, compare=False)

    def holding(self, office: Office, article: str) -> frozenset[str]:
        """Words of the one name that is meant by an office in an article; empty if that is not known."""
        own = self.of.get(article, ())
        found = _people(name for held, name in own if held.is_told_by(office))
        if not found:
            if office not in self._known:
                told = (name for held, name in self.every if held.is_told_by(office))
                self._known[office] = _people(told)
            found = self._known[office]
        return found[0] if len(found) == 1 else frozenset()


def _people(names: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    """Join names of which one holds the other: "Vint" is Orla Vint."""
    found: list[frozenset[str]] = []
    for name in names:
        same = [one for one in found if one <= name or name <= one]
        found = [one for one in found if one not in same] + [name.union(*same)]
    return found


def find(articles: Iterable[Article], lists: Wordings) -> Holders:
    """Read from texts in English who holds which office."""
    read = [article for article in articles if article.read_as == "en"]
    pairs: dict[str, tuple[tuple[Office, frozenset[str]], ...]] = {}
    speaks_for: dict[str, Term] = {}
    for text in dict.fromkeys(one.text for one in read):
        told = _Text(text, lists)
        pairs[text] = tuple(dict.fromkeys(told.pairs()))
        told.posts = lists["spokesmen"]
        for office, name in told.pairs():
            for word in name if office.which else ():
                speaks_for[word] = speaks_for.get(word, frozenset()) | office.which
    of = {one.id: pairs[one.text] for one in read}
    every = tuple(dict.fromkeys(pair for pairs in of.values() for pair in pairs))
    told_of: dict[str, Term] = {}
    for office, name in every:
        for word in name:
            told_of[word] = told_of.get(word, frozenset()) | office.noun | office.which
    return Holders(of, every, told_of, speaks_for)


def meant(
    report: Report, text: str, holders: Holders, lists: Wordings
) -> dict[str, frozenset[str]]:
    """Return for the words of each office that a clause speaks of, without its holder, his name."""
    if report.article not in holders.of:
        return {}
    if lists["posts"].isdisjoint(split_forms(text[report.start : report.stop])):
        return {}
    told = _Text(text, lists, report.start, report.stop)
    return {form: name for forms, name in told.unnamed(report.article, holders) for form in forms}


class _Text:
    """The words of a text, and the offices among them."""

    def __init__(self, text: str, lists: Wordings, start: int = 0, stop: int | None = None) -> None:
        self.text, self.lists = text, lists
        self.words = words(text, start, stop)
        #: nouns of the offices that are looked for
        self.posts = lists["posts"]

    def pairs(self) -> Iterator[tuple[Office, frozenset[str]]]:
        """Offices with the names that stand beside them."""
        for noun in self.nouns():
            office, _ = self.office(noun)
            named = self.named(noun)
            behind = self._of(self._last(noun) + len(named)) if named else None
            if behind is not None:  # "President Orla Vint of Norland"
                which = office.which | term(self.words[behind].form, self.lists)
                office = replace(office, which=which)
            for name in (named, self.apposed(noun)):
                if name:
                    yield office, frozenset(word.form for word in name) - self.posts

    def unnamed(
        self, article: str, holders: Holders
    ) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
        """Words of offices told without a name, each with that of the holder."""
        for noun in self.nouns():
            office, forms = self.office(noun)
            if not self.named(noun) and (office.which or self.is_definite(noun)):
                name = holders.holding(office, article)
                if name:
                    yield forms, name

    def nouns(self) -> Iterator[int]:
        return (at for at, word in enumerate(self.words) if word.form in self.posts)

    def office(self, noun: int) -> tuple[Office, frozenset[str]]:
        """The office whose noun stands there, and the forms of its words."""
        first, last = self._first(noun), self._last(noun)
        forms = [self.words[at].form for at in range(first, last + 1)]
        rank = frozenset(forms) & self.lists["ranks"]
        beside = [f for at, f in enumerate(forms, first) if at != noun and f not in rank]
        which = [term(f, self.lists) for f in beside if f not in self.lists["articles"]]
        office = Office(term(self.words[noun].form, self.lists), frozenset().union(*which), rank)
        return office, frozenset(forms) - self.lists["articles"]

    def _first(self, noun: int) -> int:
        """Where the words begin that say which office it is: names, and what is no common word."""
        first = noun
        while first and noun - first < MOST_MODIFIERS and self._follows(first, _GAPS):
            word = self.words[first - 1]
            if not (self._is_high(word) or word.form in self.lists["ranks"] | self.lists["fields"]):
                break
            first -= 1
        return first

    def _last(self, noun: int) -> int:
        """The country or body behind it: "president of Norland"."""
        behind = self._of(noun)
        if behind is not None:
            return behind
        field = [word.form for word in self.words[noun + 1 : noun + 3]]
        told = field[:1] == ["of"] and not self.lists["fields"].isdisjoint(field[1:])
        return noun + 2 if told else noun

    def _of(self, at: int) -> int | None:
        """Where a name with "of" follows a word ("of Norland", "for the Skell Union")."""
        follow = [word.form for word in self.words[at + 1 : at + 3]]
        if not follow or follow[0] not in self.lists["whose"]:
            return None
        name = at + 2 + (follow[1:] == ["the"])
        return name if name < len(self.words) and self._is_high(self.words[name]) else None

    def is_definite(self, noun: int) -> bool:
        """Whether "the" stands before it."""
        first = self._first(noun)
        return bool(first) and self.words[first - 1].form == "the"

    def named(self, noun: int) -> list[Word]:
        """The name behind an office: "President Orla Vint", and not "Chief Justice Vint"."""
        found = self._name(self._last(noun) + 1, _GAPS)
        return [] if found and found[0].form in self.lists["fields"] else found

    def apposed(self, noun: int) -> list[Word]:
        """The name beside an office: "the president, Orla Vint,", "Orla Vint, the president"."""
        behind = self._name(self._last(noun) + 1, _COMMAS)
        if len(behind) > 1 and self.is_definite(noun):
            return behind
        first = self._first(noun)
        if first and self.words[first - 1].form in self.lists["determiners"]:
            first -= 1
        before: list[Word] = []
        at = first
        while at and len(before) < MOST_NAMES and self._follows(at, _GAPS if before else _COMMAS):
            if not self._is_high(self.words[at - 1]) or self.words[at - 1].form in self.posts:
                break
            before.insert(0, self.words[at - 1])
            at -= 1
        return before if len(before) > 1 else []

    def _name(self, at: int, gap: frozenset[str]) -> list[Word]:
        """A run of words with a capital, each of them behind a gap."""
        found: list[Word] = []
        while at < len(self.words) and len(found) < MOST_NAMES:
            word = self.words[at]
            if not self._follows(at, _GAPS if found else gap) or not self._is_high(word):
                break
            found.append(word)
            at += 1
        return found

    def _follows(self, at: int, gaps: frozenset[str]) -> bool:
        before = self.words[at - 1]
        gap = self.text[before.stop : self.words[at].start]
        return at > 0 and (gap in gaps or (gap == _STOP and "." in before.form))

    def _is_high(self, word: Word) -> bool:
        """Whether it is written with a capital, and is no word that merely begins a sentence."""
        return self.text[word.start].isupper() and word.form not in self.lists["low"]
