"""What comparison needs to know of reports, read once.

A story's words tell which of them are informative: in a story on a launch every clause says
"satellite". Weights are inverse frequencies over the clauses of the story.
"""

import bisect
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from firsthand.corroboration.terms import Term, term
from firsthand.corroboration.voices import farthest
from firsthand.lexicon.wordings import Wordings
from firsthand.records import Article, Quantity, Report
from firsthand.text import sentences
from firsthand.text.words import words as split_words

#: (article, start, stop)
Place = tuple[str, int, int]
#: a word in every clause still tells a little
LEAST_WEIGHT = 0.15
#: a participant taken over from the clause above counts less than a word that stands in the clause
INHERITED = 0.5
#: names tell whom a clause is about, not what it says of them
NAMED = 0.6
#: units of measure; a counted noun never equals one
MEASURES = frozenset({"km", "kg", "minute", "day", "year", "age", "percent", "USD", "EUR", "GBP"})
#: words behind counted people that show that the harm after them was theirs
_SUFFERED = frozenset({"were", "was", "are", "have", "had", "has", "died", "dead"})
#: characters around a number in which a word of harm says who is counted
HARM_REACH = 36


@dataclass(frozen=True, slots=True)
class Facts:
    """A report as comparison sees it."""

    report: Report
    #: the clause's words, folded, in order
    forms: tuple[str, ...]
    #: words of the proposition with their weights
    terms: tuple[tuple[Term, float], ...]
    #: words of the whole sentence
    around: tuple[tuple[Term, float], ...]
    #: all classes among ``terms`` and ``around``
    held: Term
    held_around: Term
    #: the clause's own words that are no names: what is said, not of whom
    said: tuple[tuple[Term, float], ...]
    #: their classes
    matter: Term
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
    #: who said it first, if named
    voice: frozenset[str]
    #: order of publication, days since 1970; None if not known
    published: float | None


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

    def of(self, report: Report) -> Facts:
        return self.facts[place(report)]


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
    for report in reports:
        key = (report.article, *spans[place(report)])
        sentence_words.setdefault(key, []).extend(contents[place(report)])
    terms = {word: term(word, wordings) for words in contents.values() for word in words}
    weights = _weights(contents.values(), terms)
    weigh = {word: min(weights[name] for name in names) for word, names in terms.items()}
    facts = {}
    for report in reports:
        key = place(report)
        around = dict.fromkeys(sentence_words[(report.article, *spans[key])])
        facts[key] = _facts(
            report, articles[report.article], wordings, terms, weigh, contents[key], around
        )
    return Context(
        wordings=wordings,
        facts=facts,
        weights=weights,
        figures=_figures(facts.values()),
        sentences=spans,
    )


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


def _facts(
    report: Report, article: Article, wordings: Wordings, terms: Mapping[str, Term],
    weigh: Mapping[str, float], words: Sequence[str], around: Iterable[str],
) -> Facts:  # fmt: skip
    proposition = report.proposition
    names = frozenset(word.form for name in proposition.names for word in split_words(name))
    weigh = {word: weigh[word] * (NAMED if word in names else 1.0) for word in (*words, *around)}
    own = [(terms[word], weigh[word]) for word in words]
    said = tuple(pair for word, pair in zip(words, own, strict=True) if word not in names)
    mine = set(words)
    for argument in proposition.arguments:
        for word in argument.words:
            if word not in mine and word in weigh:
                mine.add(word)
                own.append((terms[word], INHERITED * weigh[word]))
    wide = [(terms[word], weigh[word]) for word in around]
    roles: dict[str, set[Term]] = {}
    heads: dict[str, Term] = {}
    for argument in proposition.arguments:
        heads[argument.role] = heads.get(argument.role, frozenset()) | term(argument.head, wordings)
        roles.setdefault(argument.role, set()).update(
            term(word, wordings) for word in argument.words
        )
    published = article.published.earliest
    counts = tuple((_counted(q, article.text, wordings), q) for q in report.values)
    return Facts(
        report=report,
        forms=tuple(word.form for word in split_words(article.text, report.start, report.stop)),
        terms=tuple(own),
        around=tuple(wide),
        held=frozenset().union(*(names for names, _ in own)),
        held_around=frozenset().union(*(names for names, _ in wide)),
        predicate=term(proposition.predicate.replace(" ", "_"), wordings)
        if proposition.predicate
        else frozenset(),
        roles={role: frozenset(found) for role, found in roles.items()},
        heads=heads,
        names=names,
        said=said,
        matter=frozenset().union(*(found for found, _ in said)),
        counts=counts,
        numbers=frozenset(quantity.number for _, quantity in counts if quantity.number != 1),
        voice=farthest(report.chain),
        published=published.timestamp() / 86_400 if published else None,
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


def _counted(quantity: Quantity, text: str, wordings: Wordings) -> str:
    """Return what a quantity counts: its unit, or for people what happened to them.

    "Killing six civilians and wounding 120": the word just before decides, else those behind.
    """
    if quantity.unit in MEASURES:
        return quantity.unit
    loose = not quantity.unit or quantity.unit in wordings.people | {"wounded", "other"}
    begin = max(0, quantity.start - HARM_REACH)
    before = split_words(text, begin, quantity.start)[-2:]
    behind = split_words(text, quantity.stop, min(len(text), quantity.stop + HARM_REACH))[:4]
    suffered = loose or (behind and behind[0].form in _SUFFERED)
    own = split_words(text, quantity.start, quantity.stop) if loose else []
    for word in [*own, *reversed(before), *(behind if suffered else [])]:
        harm = _harm(word.form, wordings)
        if harm:
            return harm
    return ("person" if loose else quantity.unit) if quantity.unit else ""


def _harm(form: str, wordings: Wordings) -> str:
    for shape in (
        form,
        form.removesuffix("s"),
        form.removesuffix("ed"),
        form.removesuffix("d"),
        form.removesuffix("ing"),
    ):
        found = wordings.classes.get(shape, frozenset()) & wordings.harms
        if found:
            return min(found)
    return ""
