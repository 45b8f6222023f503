"""A report as comparison sees it: its words by their classes, who does what, numbers and times."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from firsthand.corroboration import figures, predicates
from firsthand.corroboration.counting import counted, is_on_top
from firsthand.corroboration.terms import Bag, Term, bag, stem, term
from firsthand.corroboration.voices import farthest
from firsthand.lexicon import tongues
from firsthand.lexicon.moments import month_names
from firsthand.lexicon.wordings import Wordings
from firsthand.records import Argument, Article, Moment, Proposition, Quantity, Report
from firsthand.text.words import forms as split_forms
from firsthand.text.words import words as split_words

#: seconds of a day, in which days of publication are counted
DAY = 86_400.0
#: a time by the clock: what it is of, hour and minute
CLOCK = re.compile(r"^(.*)T(\d\d):(\d\d)")
#: a participant taken over from the clause above counts less than a word that stands in the clause
INHERITED = 0.5
#: names tell whom a clause is about, not what it says of them
NAMED = 0.6

#: characters before a year in which the word stands that ties it to its clause
YEAR_REACH = 16

#: a time as long as this (days) is a month or a year; what is so far back is no news
COARSE_DAYS = 27

_NO_FIGURES: frozenset[str] = frozenset()
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
    #: words of the names, folded ("kim", "jong", "un"), and those that stand in the clause itself
    names: frozenset[str]
    own_names: frozenset[str]
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
    #: words of the name of who does it, where it stands in the clause or before its "who", or is the speaker's
    doer: frozenset[str]
    #: words for things of a kind that excludes others: what it is about ("truck")
    things: frozenset[str]
    #: preposition -> the named place that it ties to the predicate, in its own words
    sites: Mapping[str, str]
    #: noun -> which of several it tells of ("the second site", "lap 5")
    orders: Mapping[str, frozenset[str]]
    #: it tells of several times ("twice")
    repeated: bool
    #: it asks or leaves open, and asserts nothing
    asks: bool
    #: it says that something is not so
    negative: bool
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


class Told(NamedTuple):
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
    #: word of a name -> the one full name of the story that has it
    full: Mapping[str, frozenset[str]]


def read(report: Report, article: Article, wordings: Wordings, told: Told) -> Facts:
    """Read a report for comparison; what ``told`` needs of the rest of the story comes with it."""
    proposition = predicates.turned(report.proposition, wordings)
    names = frozenset(form for name in proposition.names for form in split_forms(name))
    mine, said, around = _bags(proposition, names, told)
    roles, heads = _participants(proposition, wordings, told.terms)
    published = article.published.earliest
    forms = split_forms(article.text[report.start : report.stop])
    counts = tuple((counted(q, article.text, wordings), q) for q in report.values)
    predicate = predicates.told(proposition, wordings)
    held = names.union(*told.held.values())
    return Facts(
        report=report,
        forms=forms,
        words=mine,
        around=around,
        said=said,
        predicate=predicate,
        roles=roles,
        heads=heads,
        names=held,
        own_names=names.intersection(forms),
        counts=counts,
        on_top=frozenset(q.number for q in report.values if is_on_top(q, article.text, wordings)),
        numbers=frozenset(quantity.number for _, quantity in counts if quantity.number != 1),
        figures=_read_plainly(report, article) if not predicate else _NO_FIGURES,
        when=_when(report, article, wordings),
        orders=_orders(forms, wordings),
        repeated=_is_repeated(forms, wordings),
        asks=report.stance == "unconfirmed" or _asks(forms, wordings),
        negative=_is_negative(report, forms),
        may=not wordings["may"].isdisjoint(forms),
        clocks=frozenset(m.value for m in report.when if m.value and CLOCK.match(m.value)),
        named=_named(proposition, names, forms, told, wordings),
        doer=_doer(report, names.intersection(forms), forms, wordings),
        things=_things(report.proposition, wordings),
        sites=_sites(report.proposition, held, wordings["where"]),
        terms_of_time=_terms_of_time(report) - wordings["loose_times"],
        old=told.old,
        voice=farthest(report.chain),
        published=published.timestamp() / DAY if published else None,
    )


def _bags(proposition: Proposition, names: frozenset[str], told: Told) -> tuple[Bag, Bag, Bag]:
    """Weigh the words of the clause with those of its participants, its own but names, the sentence's."""
    words, terms = told.words, told.terms
    weigh = {
        word: told.weigh[word] * (NAMED if word in names else 1.0)
        for word in (*words, *told.around)
    }
    own = [(terms[word], weigh[word]) for word in words]
    said = tuple(pair for word, pair in zip(words, own, strict=True) if word not in names)
    mine = set(words)
    for word in (word for argument in proposition.arguments for word in argument.words):
        if word not in mine and word in weigh:
            mine.add(word)
            own.append((terms[word], INHERITED * weigh[word]))
    return bag(tuple(own)), bag(said), bag(tuple((terms[w], weigh[w]) for w in told.around))


def _participants(
    proposition: Proposition, wordings: Wordings, terms: Mapping[str, Term]
) -> tuple[dict[str, frozenset[Term]], dict[str, Term]]:
    """The words of the participants by their roles, and their heads."""
    roles: dict[str, set[Term]] = {}
    heads: dict[str, Term] = {}
    for argument in proposition.arguments:
        known = terms.get(argument.head) or term(argument.head, wordings)
        heads[argument.role] = heads.get(argument.role, frozenset()) | known
        roles.setdefault(argument.role, set()).update(
            terms.get(word) or term(word, wordings) for word in argument.words
        )
    return {role: frozenset(found) for role, found in roles.items()}, heads


def _when(report: Report, article: Article, wordings: Wordings) -> tuple[Moment, ...]:
    return tuple(
        m
        for m in report.when
        if m.earliest and m.latest and not _names_a_thing(m, article.text, wordings)
    )


def old_times(
    article: Article, span: tuple[int, int], times: Iterable[Moment], lists: Wordings
) -> frozenset[str]:
    """Months and years of a sentence that were over when it was published.

    Of an article without a date all are, as what is new in it has none.
    """
    told = article.published.earliest
    found = {
        moment.text.lower()
        for moment in times
        if moment.latest and moment.earliest and (moment.latest - moment.earliest).days >= COARSE_DAYS
        and (told is None or (told - moment.latest).days > COARSE_DAYS)
        and not _names_a_thing(moment, article.text, lists)
    }  # fmt: skip
    if told is None:
        months = month_names(article.read_as)
        found |= {text for m in times if (text := m.text.lower()) in months}
    years = (
        year[0]
        for year in _PAST_YEAR.finditer(article.text, *span)
        if not _is_named_after(year.start(), article.text, lists)
    )
    return frozenset(found.union(y for y in years if told is None or int(y) < told.year - 1))


def _names_a_thing(moment: Moment, text: str, wordings: Wordings) -> bool:
    """Whether a year is part of what a thing is called ("the 2016 election"), and dates nothing."""
    if not _YEAR.fullmatch(moment.value or ""):
        return False
    return _is_named_after(moment.start, text, wordings)


def _is_named_after(year: int, text: str, wordings: Wordings) -> bool:
    """Whether a word stands before a year with which a thing is named."""
    before = split_words(text, max(0, year - YEAR_REACH), year)[-1:]
    return bool(before) and before[0].form in wordings["naming"]


def _read_plainly(report: Report, article: Article) -> frozenset[str]:
    """Numbers of a clause without a parse, those of its times aside."""
    text = list(article.text[report.start : report.stop])
    for moment in report.when:
        stop = moment.stop - report.start
        text[moment.start - report.start : stop] = " " * (moment.stop - moment.start)
    told = "".join(text)
    forms = [word.form for word in split_words(told)]
    return frozenset(figures.read(told, forms, tongues.load(article.read_as)))


def _asks(forms: Sequence[str], lists: Wordings) -> bool:
    if forms[:1] == ("whether",):
        return True
    inquiring, asked = lists["inquiring"], lists["asked"]
    return not inquiring.isdisjoint(forms) and any(
        word in inquiring and after in asked for word, after in pairwise(forms)
    )


def _is_negative(report: Report, forms: Sequence[str]) -> bool:
    told = report.proposition.negated or report.stance == "denied"
    return told or ("longer" in forms and ("no", "longer") in pairwise(forms))


def _orders(forms: Sequence[str], lists: Wordings) -> dict[str, frozenset[str]]:
    ordinals, numbered = lists["ordinals"], lists["numbered"]
    found: dict[str, frozenset[str]] = {}
    for one, other in pairwise(forms):
        if one in ordinals:
            found[stem(other)] = found.get(stem(other), frozenset()) | {one}
        elif one in numbered and other.isdigit():
            found[stem(one)] = found.get(stem(one), frozenset()) | {other}
    return found


def _is_repeated(forms: Sequence[str], lists: Wordings) -> bool:
    """Whether it happened twice; "twice what is allowed" and "twice as fast" is how much."""
    repeated, much = lists["repeated"], lists["so_much"]
    return not repeated.isdisjoint(forms) and any(
        word in repeated and after not in much for word, after in pairwise((*forms, ""))
    )


def _named(
    proposition: Proposition,
    names: frozenset[str],
    forms: Sequence[str],
    told: Told,
    lists: Wordings,
) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for argument in proposition.arguments:
        known = found.setdefault(argument.role, set())
        known.update(told.held.get(argument.head, ()))
        if argument.name[:1].isupper():
            own = names.intersection(_own_words(argument, lists)).intersection(forms)
            known.update(own, *(told.full.get(word, ()) for word in own))
    return {role: frozenset(words) for role, words in found.items()}


def _own_words(argument: Argument, lists: Wordings) -> list[str]:
    """Its words but for whose it is and of what: "Norland's mayor", "the mayor of Norland" has another name."""
    words = argument.name.lower().split()
    last = next((at for at, word in enumerate(words) if word == argument.head), len(words))
    owned = (at for at, word in enumerate(words[:last]) if word in lists["genitive"])
    stop = (at for at, word in enumerate(words) if at > last and word in lists["owners"])
    return words[max(owned, default=-1) + 1 : next(stop, None)]


def is_name(argument: Argument) -> bool:
    """Whether its head is a name ("Orla Vint"), and no thing that one is called by ("the Vint pier")."""
    return any(
        word[:1].isupper() and word.lower() == argument.head for word in argument.name.split()
    )


def _doer(
    report: Report, own_names: frozenset[str], forms: Sequence[str], lists: Wordings
) -> frozenset[str]:
    """Words of the name of who does it; whom else a pronoun means is less sure."""
    doing = report.proposition.filling("subject")
    speaker = farthest(report.chain)
    if doing and all(x.head in lists["himself"] for x in doing):
        return speaker
    behind = report.lead is not None and not lists["appended"].isdisjoint(forms[:1])
    found: set[str] = set()
    for x in doing:
        parts = x.name.split()
        if parts and parts[0][0].isupper() and parts[-1][0].isupper():
            sure = behind and x.head not in lists["pronouns"]
            named = frozenset(split_forms(x.name))
            found.update(named if sure else named & (own_names | speaker))
    return frozenset(found) - lists["titles"]


def _things(proposition: Proposition, lists: Wordings) -> frozenset[str]:
    """The words that name what it is about: a "closed-door meeting" is of no door."""
    named = {proposition.predicate, *(argument.head for argument in proposition.arguments)}
    return lists.things.intersection(
        named.union(lists["qualities"].intersection(proposition.words))
    )


def _sites(
    proposition: Proposition, names: frozenset[str], where: frozenset[str]
) -> dict[str, str]:
    found: dict[str, str] = {}
    for argument in proposition.arguments:
        is_named = argument.role in where and argument.name[:1].isupper()
        if is_named and names.issuperset(argument.name.lower().split()):
            found.setdefault(argument.role, argument.name)
    return found


def _terms_of_time(report: Report) -> frozenset[str]:
    texts = [moment.text.lower() for moment in report.when]
    return frozenset(
        argument.role
        for argument in report.proposition.arguments
        if any(argument.head in text for text in texts)
    )
