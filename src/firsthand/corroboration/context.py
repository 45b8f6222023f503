"""What comparison needs to know of reports, read once.

A story's words tell which of them are informative: in a story on a launch every clause says
"satellite". Weights are inverse frequencies over the clauses of the story.
"""

import bisect
import math
import re
from collections import ChainMap, Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, pairwise
from typing import NamedTuple

from firsthand.corroboration import figures, holders, predicates
from firsthand.corroboration.counting import counted, is_on_top, kind_of
from firsthand.corroboration.terms import Bag, Term, bag, term
from firsthand.corroboration.voices import farthest, offices
from firsthand.lexicon import tongues
from firsthand.lexicon.moments import month_names
from firsthand.lexicon.wordings import Wordings
from firsthand.records import Article, Moment, Proposition, Quantity, Report
from firsthand.text import sentences
from firsthand.text.words import forms as split_forms
from firsthand.text.words import words as split_words

#: (article, start, stop)
Place = tuple[str, int, int]
#: a word in every clause still tells a little
LEAST_WEIGHT = 0.15
#: a participant taken over from the clause above counts less than a word that stands in the clause
INHERITED = 0.5
#: names tell whom a clause is about, not what it says of them
NAMED = 0.6

#: characters before a year in which the word stands that ties it to its clause
YEAR_REACH = 16

#: a time as long as this (days) is a month or a year; what is so far back is no news
COARSE_DAYS = 27

_NO_FIGURES: frozenset[str] = frozenset()
#: a TIMEX3 value that gives a time by the clock
_CLOCK = re.compile(r"T\d\d:\d\d")
_PAST_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Facts:
    """A report as comparison sees it."""

    report: Report
    #: the clause's words, folded, in order
    forms: tuple[str, ...]
    #: words of the proposition
    words: Bag
    #: words of the whole sentence
    around: Bag
    #: the clause's own words that are no names: what is said, not of whom
    said: Bag
    predicate: Term
    #: role -> words of its participants
    roles: Mapping[str, frozenset[Term]]
    #: role -> classes of the heads of its participants, without what hangs on them
    heads: Mapping[str, Term]
    #: words of the names, folded ("kim", "jong", "un")
    names: frozenset[str]
    #: quantities with what they count; people by what happened to them ("kill", "wound")
    counts: tuple[tuple[str, Quantity], ...]
    #: the numbers it gives, one aside
    numbers: frozenset[float]
    #: numbers of a clause that was read without a parse: what they count is not known
    figures: frozenset[str]
    #: those of ``numbers`` that came on top of others ("two more", "another 40")
    on_top: frozenset[float]
    #: moments of what is reported that have bounds, and the times by the clock among them
    when: tuple[Moment, ...]
    clocks: frozenset[str]
    #: role -> words of the name that stands in the clause itself: whom a pronoun means is less sure
    named: Mapping[str, frozenset[str]]
    #: it tells of several times ("twice")
    repeated: bool
    #: it asks or leaves open, and asserts nothing
    asks: bool
    #: its own words leave it open ("may", "could")
    may: bool
    #: prepositions that tie a time to it in a way that few do ("since", "between")
    terms_of_time: frozenset[str]
    #: times long before the news, in whose sentence it stands: "1998", "last October"
    old: frozenset[str]
    #: who said it first, if named
    voice: frozenset[str]
    #: order of publication, days since 1970; None if not known
    published: float | None

    @property
    def held(self) -> Term:
        """All classes among its words."""
        return self.words.held


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
    #: word of a name -> sentences of the story that hold it
    sites: Mapping[str, frozenset[Place]]

    #: log-odds of pairs that were compared
    odds: dict[tuple[Place, Place], float] = field(default_factory=dict, compare=False, repr=False)

    def of(self, report: Report) -> Facts:
        return self.facts[place(report)]

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


def place(report: Report) -> Place:
    return report.article, report.start, report.stop


def prepare(
    reports: Sequence[Report],
    articles: Mapping[str, Article],
    wordings: Wordings,
) -> Context:
    """Read the reports of a story for comparison."""
    spans = _sentences(reports, articles)
    contents = {place(report): _words(report) for report in reports}
    sentence_words: dict[Place, list[str]] = {}
    times: dict[Place, list[Moment]] = {}
    for report in reports:
        key = (report.article, *spans[place(report)])
        sentence_words.setdefault(key, []).extend(contents[place(report)])
        times.setdefault(key, []).extend(report.times)
    terms = {word: term(word, wordings) for words in contents.values() for word in words}
    weights = _weights(contents.values(), terms)
    weigh = {word: min(weights[name] for name in names) for word, names in terms.items()}
    people = holders.find({r.article: articles[r.article] for r in reports}.values(), wordings)
    old = {key: _old(articles[key[0]], key[1:], found) for key, found in times.items()}
    facts = {}
    for report in reports:
        key, article = place(report), articles[report.article]
        around = dict.fromkeys(sentence_words[(report.article, *spans[key])])
        held = holders.meant(report, article.text, people, wordings)
        then = old[report.article, *spans[key]]
        told = _Told(contents[key], around, _with_holders(terms, held, wordings), weigh, held, then)
        facts[key] = _facts(report, article, wordings, told)
    posts = offices(reports, articles)
    for key, one in facts.items():
        if one.voice in posts:
            facts[key] = replace(one, voice=posts[one.voice])
    return Context(
        wordings=wordings,
        facts=facts,
        weights=weights,
        figures=_figures(facts.values()),
        sentences=spans,
        on_top=frozenset(
            (kind_of(name, wordings), quantity.number)
            for one in facts.values()
            for name, quantity in one.counts
            if quantity.number in one.on_top
        ),
        parties=frozenset(_parties(reports, wordings)),
        sites=_sites(facts, spans),
    )


def _parties(reports: Iterable[Report], wordings: Wordings) -> Iterator[tuple[str, str]]:
    """Pairs of things of one kind that have to do with one another in a clause."""
    things = frozenset().union(*wordings.kinds)
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


def _words(report: Report) -> list[str]:
    return list(dict.fromkeys(report.proposition.words))


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


class _Told(NamedTuple):
    """The words of a report, and what is known of them."""

    words: Sequence[str]
    #: those of the whole sentence
    around: Collection[str]
    terms: Mapping[str, Term]
    weigh: Mapping[str, float]
    #: words of offices -> the name of who holds it
    held: Mapping[str, frozenset[str]]
    #: times long before the news, in its sentence
    old: frozenset[str]


def _facts(report: Report, article: Article, wordings: Wordings, told: _Told) -> Facts:
    proposition = predicates.turned(report.proposition, wordings)
    names = frozenset(form for name in proposition.names for form in split_forms(name))
    words, around, terms, weigh, held, old = told
    weigh = {word: weigh[word] * (NAMED if word in names else 1.0) for word in (*words, *around)}
    own = [(terms[word], weigh[word]) for word in words]
    said = bag(tuple(pair for word, pair in zip(words, own, strict=True) if word not in names))
    mine = set(words)
    for argument in proposition.arguments:
        for word in argument.words:
            if word not in mine and word in weigh:
                mine.add(word)
                own.append((terms[word], INHERITED * weigh[word]))
    roles: dict[str, set[Term]] = {}
    heads: dict[str, Term] = {}
    for argument in proposition.arguments:
        known = terms.get(argument.head) or term(argument.head, wordings)
        heads[argument.role] = heads.get(argument.role, frozenset()) | known
        roles.setdefault(argument.role, set()).update(
            terms.get(word) or term(word, wordings) for word in argument.words
        )
    published = article.published.earliest
    forms = split_forms(article.text[report.start : report.stop])
    when = tuple(
        m
        for m in report.when
        if m.earliest and m.latest and not _names_a_thing(m, article.text, wordings)
    )
    counts = tuple((counted(q, article.text, wordings), q) for q in report.values)
    predicate = predicates.told(proposition, wordings)
    return Facts(
        report=report,
        forms=forms,
        words=bag(tuple(own)),
        around=bag(tuple((terms[word], weigh[word]) for word in around)),
        predicate=predicate,
        roles={role: frozenset(found) for role, found in roles.items()},
        heads=heads,
        names=names.union(*held.values()),
        said=said,
        counts=counts,
        on_top=frozenset(q.number for q in report.values if is_on_top(q, article.text, wordings)),
        numbers=frozenset(quantity.number for _, quantity in counts if quantity.number != 1),
        figures=_read_plainly(report, article) if not predicate else _NO_FIGURES,
        when=when,
        repeated=_is_repeated(forms, wordings),
        asks=report.stance == "unconfirmed" or _asks(forms, wordings),
        may=not wordings["may"].isdisjoint(forms),
        clocks=frozenset(m.value for m in report.when if m.value and _CLOCK.search(m.value)),
        named=_named(proposition, names, forms, held),
        terms_of_time=_terms_of_time(report) - wordings["loose_times"],
        old=old,
        voice=farthest(report.chain),
        published=published.timestamp() / 86_400 if published else None,
    )


def _old(article: Article, span: tuple[int, int], times: Iterable[Moment]) -> frozenset[str]:
    """Months and years of a sentence that were over when it was published.

    Of an article without a date all are, as what is new in it has none.
    """
    told = article.published.earliest
    found = {
        moment.text.lower()
        for moment in times
        if moment.latest and moment.earliest and (moment.latest - moment.earliest).days >= COARSE_DAYS
        and (told is None or (told - moment.latest).days > COARSE_DAYS)
    }  # fmt: skip
    if told is None:
        months = month_names(article.language if article.language != "und" else "en")
        found |= {text for m in times if (text := m.text.lower()) in months}
    years = _PAST_YEAR.findall(article.text, *span)
    return frozenset(found.union(y for y in years if told is None or int(y) < told.year - 1))


def _names_a_thing(moment: Moment, text: str, wordings: Wordings) -> bool:
    """Whether a year is part of what a thing is called ("the 2016 election"), and dates nothing."""
    if not _YEAR.fullmatch(moment.value or ""):
        return False
    before = split_words(text, max(0, moment.start - YEAR_REACH), moment.start)[-1:]
    return bool(before) and before[0].form in wordings["naming"]


def _read_plainly(report: Report, article: Article) -> frozenset[str]:
    """Numbers of a clause without a parse, those of its times aside."""
    text = list(article.text[report.start : report.stop])
    for moment in report.when:
        stop = moment.stop - report.start
        text[moment.start - report.start : stop] = " " * (moment.stop - moment.start)
    told = "".join(text)
    forms = [word.form for word in split_words(told)]
    return frozenset(figures.read(told, forms, tongues.load(article.language)))


def _asks(forms: Sequence[str], lists: Wordings) -> bool:
    if forms[:1] == ("whether",):
        return True
    return any(
        word in lists["inquiring"] and after in lists["asked"] for word, after in pairwise(forms)
    )


def _is_repeated(forms: Sequence[str], lists: Wordings) -> bool:
    """Whether it happened twice; "twice what is allowed" and "twice as fast" is how much."""
    return any(
        word in lists["repeated"] and after not in lists["so_much"]
        for word, after in pairwise((*forms, ""))
    )


def _named(
    proposition: Proposition, names: frozenset[str], forms: Sequence[str],
    held: Mapping[str, frozenset[str]],
) -> dict[str, frozenset[str]]:  # fmt: skip
    found: dict[str, set[str]] = {}
    for argument in proposition.arguments:
        if argument.head in held:
            found.setdefault(argument.role, set()).update(held[argument.head])
        if argument.name[:1].isupper():
            told = names.intersection(argument.name.lower().split())
            found.setdefault(argument.role, set()).update(told.intersection(forms))
    return {role: frozenset(words) for role, words in found.items()}


def _terms_of_time(report: Report) -> frozenset[str]:
    texts = [moment.text.lower() for moment in report.when]
    return frozenset(
        argument.role
        for argument in report.proposition.arguments
        if any(argument.head in text for text in texts)
    )


def _sentences(
    reports: Sequence[Report], articles: Mapping[str, Article]
) -> dict[Place, tuple[int, int]]:
    """Place of the sentence that each report begins in."""
    bounds: dict[str, list[tuple[int, int]]] = {}
    found = {}
    for report in reports:
        article = articles[report.article]
        if article.id not in bounds:
            bounds[article.id] = sentences.split(article.text, language=article.language)
        spans = bounds[article.id]
        index = bisect.bisect_right(spans, (report.start, len(article.text))) - 1
        found[place(report)] = spans[max(0, index)] if spans else (report.start, report.stop)
    return found
