"""What comparison needs to know of reports, read once.

A story's words tell which of them are informative: in a story on a launch every clause says
"satellite". Weights are inverse frequencies over the clauses of the story.
"""

import bisect
import math
from collections import ChainMap, Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import NamedTuple

from firsthand.corroboration import holders
from firsthand.corroboration.counting import kind_of
from firsthand.corroboration.facts import Facts, Told, old_times, read
from firsthand.corroboration.terms import Term, term
from firsthand.corroboration.voices import offices
from firsthand.lexicon.wordings import Wordings
from firsthand.records import Article, Moment, Report
from firsthand.text import sentences
from firsthand.text.words import forms

#: (article, start, stop)
Place = tuple[str, int, int]
#: a word in every clause still tells a little
LEAST_WEIGHT = 0.15
#: a full name has no more words
FULL = 3


@dataclass(frozen=True, slots=True)
class Context:
    """The reports of a story, read for comparison; made by ``prepare``."""

    wordings: Wordings
    facts: Mapping[Place, Facts]
    weights: Mapping[str, float]
    #: number -> how telling it is: 1 if one clause gives it, less the more do
    figures: Mapping[float, float]
    #: sentence of each place
    sentences: Mapping[Place, tuple[int, int]]

    #: what some clause counts on top of others, with how many
    on_top: frozenset[tuple[str, float]]
    #: words for things that stand in several roles in one clause, as pairs in alphabetical order
    parties: frozenset[tuple[str, str]]
    #: who holds which office
    people: holders.Holders
    #: word of a name -> sentences of the story that hold it
    sites: Mapping[str, frozenset[Place]]

    #: log-odds of pairs that were compared
    odds: dict[tuple[Place, Place], float] = field(default_factory=dict, compare=False, repr=False)

    def of(self, report: Report) -> Facts:
        return self.facts[report.place]

    def in_one_sentence(self, a: Report, b: Report) -> bool:
        """Whether two reports begin in one sentence of one article."""
        return a.article == b.article and self.sentences[a.place] == self.sentences[b.place]

    def sites_apart(self, one: str, other: str) -> bool:
        """Whether two names share no word, and no sentence of the story holds both."""
        mine, theirs = one.lower().split(), other.lower().split()
        if not set(mine).isdisjoint(theirs):
            return False
        none: frozenset[Place] = frozenset()
        return all(
            self.sites.get(a, none).isdisjoint(self.sites.get(b, none))
            for a in mine
            for b in theirs
        )

    def are_parties(self, one: str, other: str) -> bool:
        """Whether some clause tells what the one has to do with the other ("the van hit a truck")."""
        return (min(one, other), max(one, other)) in self.parties

    def are_told_together(self, one: str, other: str) -> bool:
        """Whether some article of the story holds both words of names."""
        mine, theirs = ({at[0] for at in self.sites.get(word, ())} for word in (one, other))
        return not mine.isdisjoint(theirs)


class _Vocabulary(NamedTuple):
    """The words of the clauses of a story."""

    #: place -> words of the clause
    of: Mapping[Place, list[str]]
    terms: dict[str, Term]
    #: class -> weight
    weights: Mapping[str, float]


def prepare(
    reports: Sequence[Report],
    articles: Mapping[str, Article],
    wordings: Wordings,
    among: Sequence[Report] = (),
) -> Context:
    """Read the reports of a story for comparison; what words weigh is counted ``among`` more, if given."""
    spans = _sentences(reports, articles)
    contents = {
        report.place: list(dict.fromkeys(report.proposition.words)) for report in (*among, *reports)
    }
    terms = {word: term(word, wordings) for words in contents.values() for word in words}
    vocabulary = _Vocabulary(contents, terms, _weights(contents.values(), terms))
    people = holders.find({r.article: articles[r.article] for r in reports}.values(), wordings)
    facts = dict(_read(reports, articles, spans, vocabulary, people, wordings))
    posts = offices(reports, articles)
    for key, one in facts.items():
        if one.voice in posts:
            facts[key] = replace(one, voice=posts[one.voice])
    return Context(
        wordings=wordings,
        facts=facts,
        weights=vocabulary.weights,
        figures=_figures(facts.values()),
        sentences=spans,
        on_top=frozenset(
            (kind_of(name, wordings), quantity.number)
            for one in facts.values()
            for name, quantity in one.counts
            if quantity.number in one.on_top
        ),
        parties=frozenset(_parties(reports, wordings)),
        people=people,
        sites=_sites(facts, spans),
    )


def _read(
    reports: Sequence[Report],
    articles: Mapping[str, Article],
    spans: Mapping[Place, tuple[int, int]],
    vocabulary: _Vocabulary,
    people: holders.Holders,
    wordings: Wordings,
) -> Iterator[tuple[Place, Facts]]:
    """Read each report beside the words and times of its sentence, and the people of the story."""
    around: dict[Place, dict[str, None]] = {}
    times: dict[Place, list[Moment]] = {}
    for report in reports:
        sentence = report.article, *spans[report.place]
        around.setdefault(sentence, {}).update(dict.fromkeys(vocabulary.of[report.place]))
        times.setdefault(sentence, []).extend(report.times)
    full = _full_names(reports, wordings)
    old = {at: old_times(articles[at[0]], at[1:], found, wordings) for at, found in times.items()}
    terms, weights = vocabulary.terms, vocabulary.weights
    weigh = {word: min(weights[name] for name in names) for word, names in terms.items()}
    for report in reports:
        at, article = report.place, articles[report.article]
        sentence = report.article, *spans[at]
        held = holders.meant(report, article.text, people, wordings)
        met = _with_holders(terms, held, wordings)
        told = Told(vocabulary.of[at], around[sentence], met, weigh, held, old[sentence], full)
        yield at, read(report, article, wordings, told)


def _full_names(reports: Iterable[Report], wordings: Wordings) -> dict[str, frozenset[str]]:
    """For the words of names the full name that has them, where the story has only one such."""
    titles = wordings["titles"] | wordings["posts"]
    every = {name for report in reports for name in report.proposition.names}
    names = {frozenset(forms(name)) - titles for name in every}
    found: dict[str, frozenset[str]] = {}
    twice: set[str] = set()
    for name in sorted((name for name in names if 1 < len(name) <= FULL), key=len, reverse=True):
        twice.update(word for word in name if not name <= found.setdefault(word, name))
    return {word: name for word, name in found.items() if word not in twice}


def _parties(reports: Iterable[Report], wordings: Wordings) -> Iterator[tuple[str, str]]:
    """Pairs of things of one kind that have to do with one another in a clause."""
    things = wordings.things
    for report in reports:
        arguments = report.proposition.arguments
        told = [(a.head, a.role) for a in arguments if a.head in things]
        for (one, role), (other, another) in combinations(sorted(told), 2):
            if role != another and one != other:
                yield one, other
        for argument in arguments:  # "the roof of the building"
            yield from combinations(sorted(things.intersection(argument.words)), 2)


def _with_holders(
    terms: dict[str, Term], held: Mapping[str, frozenset[str]], wordings: Wordings
) -> Mapping[str, Term]:
    """Let the words of an office meet the name of its holder as well."""
    more = {
        word: term(word, wordings).union(*(term(name, wordings) for name in names))
        for word, names in held.items()
    }
    return ChainMap(more, terms) if more else terms


def _sites(
    facts: Mapping[Place, Facts], spans: Mapping[Place, tuple[int, int]]
) -> dict[str, frozenset[Place]]:
    found: dict[str, set[Place]] = {}
    for at, one in facts.items():
        for name in one.names:
            found.setdefault(name, set()).add((at[0], *spans[at]))
    return {name: frozenset(places) for name, places in found.items()}


def _weights(clauses: Iterable[list[str]], terms: Mapping[str, Term]) -> dict[str, float]:
    """Inverse clause frequency of each class, 1 for a class that stands in one clause only."""
    counts: Counter[str] = Counter()
    total = 0
    for words in clauses:
        total += 1
        counts.update({name for word in words for name in terms[word]})
    return {name: _rarity(count, total) for name, count in counts.items()}


def _figures(facts: Iterable[Facts]) -> dict[float, float]:
    counts: Counter[float] = Counter()
    total = 0
    for one in facts:
        total += 1
        counts.update(one.numbers)
    return {number: _rarity(count, total) for number, count in counts.items()}


def _rarity(count: int, total: int) -> float:
    return max(LEAST_WEIGHT, math.log((1 + total) / count) / (math.log(1 + total) or 1.0))


def _sentences(
    reports: Sequence[Report], articles: Mapping[str, Article]
) -> dict[Place, tuple[int, int]]:
    """Place of the sentence that each report begins in."""
    bounds: dict[str, list[tuple[int, int]]] = {}
    found = {}
    for report in reports:
        article = articles[report.article]
        if article.id not in bounds:
            bounds[article.id] = sentences.split(article.text, language=article.read_as)
        spans = bounds[article.id]
        index = bisect.bisect_right(spans, (report.start, len(article.text))) - 1
        found[report.place] = spans[max(0, index)] if spans else (report.start, report.stop)
    return found
