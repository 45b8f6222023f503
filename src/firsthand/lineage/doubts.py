"""What does not agree in what articles claim of themselves: dates, credits, canonical addresses.

Nothing is said to be false; each doubt names the two things that do not go together.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import NamedTuple

from firsthand.lineage.direction import implausible
from firsthand.lineage.evidence import AGENCYS, Evidence
from firsthand.lineage.witness import Witness, mixed, squeeze
from firsthand.records import COPYING, PRINTING, Article, Descent, Flag, Published

#: A page may be dated a little ahead of its reading: clocks and zones differ.
_AHEAD = timedelta(days=1)
#: A copy may be dated so much before its source: zones differ, and what a house sends out it may
#: show on its own page later.
_BEFORE = timedelta(hours=14)
#: Houses whose copies are all dated before their source: then the source's date is the doubtful one.
_AGREEING = 2
#: Days at which clocks begin: what programs write that know no date.
_BEGINNINGS = ("0001-01-01", "1900-01-01", "1969-12-31", "1970-01-01")
#: Houses that must credit an unknown name for one text before it is suggested as an agency.
_HOUSES = 2


class Suggestion(NamedTuple):
    """A name that several houses credit for one text, and no gazetteer has."""

    name: str
    articles: tuple[str, ...]


class Redated(NamedTuple):
    """What can be said of a date that others contradict, and by what date the text was written."""

    published: Published
    #: date of the text that this one is a copy of: what it says of days was written then
    written: Published | None
    flag: Flag


def redated(evidence: Evidence, links: Iterable[Descent]) -> Mapping[str, Redated]:
    """Dates that cannot be true beside those of the copies or the source, each as an interval.

    Of a copy dated before its source it is known that it came after it. But where copies of
    several houses are, it is the source that must have been there before.
    """
    early: dict[str, list[str]] = defaultdict(list)
    for link in links:
        above = evidence.articles.get(link.upstream)
        if above and link.relation in PRINTING and _before(evidence.articles[link.to], above):
            early[link.upstream].append(link.to)
    found: dict[str, Redated] = {}
    for source, copies in sorted(early.items()):
        houses = {evidence.witnesses[key].outlet or key for key in copies}
        if len(houses) >= _AGREEING:
            found[source] = _dated_late(evidence, source, copies)
        else:
            found |= {key: _dated_back(evidence, key, source) for key in copies}
    return found


def _before(copy: Article, source: Article) -> bool:
    """Whether a copy claims to be older than its source, by more than clocks explain."""
    mine, theirs = copy.published.latest, source.published.earliest
    # of a pile of old pages read on one day all were seen late: that says nothing of one of them
    late = implausible(copy) and not implausible(source)
    margin = timedelta(0) if late else _BEFORE
    return mine is not None and theirs is not None and mine + margin < theirs


def _dated_back(evidence: Evidence, key: str, source: str) -> Redated:
    article, written = evidence.articles[key], evidence.articles[source].published
    seen, earliest = article.seen, written.earliest
    latest = seen if seen and earliest and seen >= earliest else None
    why = f"dated {article.published.value}, before {evidence.name(source)}, whose text it has"
    kind = "claimed_date_contradicts_observation" if implausible(article) else "date_before_source"
    published = replace(article.published, value=None, earliest=earliest, latest=latest)
    return Redated(published, written, Flag(kind=kind, why=why))


def _dated_late(evidence: Evidence, key: str, copies: Iterable[str]) -> Redated:
    """Give a source whose copies are earlier: it was there before the second of them."""
    article = evidence.articles[key]
    dates = sorted((evidence.articles[k].published.latest, k) for k in copies)
    first = dates[1]
    why = f"dated {article.published.value}, after {len(dates)} copies, one by {evidence.name(first[1])}"
    published = replace(article.published, value=None, earliest=None, latest=first[0])
    return Redated(published, None, Flag(kind="date_after_copies", why=why))


def doubts(evidence: Evidence, links: Iterable[Descent]) -> Mapping[str, tuple[Flag, ...]]:
    """Doubts about each article, by its id; articles without any are left out."""
    links = list(links)
    above: dict[str, set[str]] = defaultdict(set)
    for link in links:
        above[link.to].add(link.upstream)
    dates = redated(evidence, links)
    found = {
        key: (
            *_of_date(article),
            *([dates[key].flag] if key in dates else ()),
            *_of_credit(evidence, key),
            *_of_canonical(evidence, key, above[key]),
        )
        for key, article in evidence.articles.items()
    }
    return {key: flags for key, flags in found.items() if flags}


def _of_date(article: Article) -> Iterable[Flag]:
    earliest, value = article.published.earliest, article.published.value
    if earliest is not None and article.seen is not None and earliest - article.seen > _AHEAD:
        why = f"dated {value}, but seen on {article.seen:%Y-%m-%d}"
        yield Flag(kind="future_date", why=why)
    if value is not None and value.startswith(_BEGINNINGS):
        why = f"dated {value}, as programs write that know no date"
        yield Flag(kind="implausible_date", why=why)


def _of_credit(evidence: Evidence, key: str) -> Iterable[Flag]:
    article, witness = evidence.articles[key], evidence.witnesses[key]
    for name in sorted({c.agency for c in article.credits if mixed(c.agency)}):
        why = f"{name!r} is written with letters of another script"
        yield Flag(kind="mixed_script_credit", why=why)
    # that other prints credit nobody says nothing; whom they credit does
    signed = {
        name: other
        for other in _prints(evidence, key)
        for name in _signatures(evidence.witnesses[other])
    }
    if witness.credited and signed and signed.keys().isdisjoint(witness.credited):
        name, other = min(signed.items())
        why = (
            f"it credits {witness.credited[0]}; the same words are credited to {name} in "
            f"{evidence.name(other)}"
        )
        yield Flag(kind="unverified_credit", why=why)


def _prints(evidence: Evidence, key: str) -> list[str]:
    """Articles in which most of one stands word for word."""
    edges = (e for e in evidence.touching.get(key, ()) if e.relation in COPYING)
    return [*(e.other(key) for e in edges if e.coverage(key) >= AGENCYS), *_same(evidence, key)]


def _same(evidence: Evidence, key: str) -> list[str]:
    """Articles with the same body."""
    first = evidence.same[key]
    return [other for other in (first, *evidence.twins.get(first, ())) if other != key]


def _signatures(witness: Witness) -> tuple[str, ...]:
    """Those whose text it is, by its credit or by its own dateline."""
    own = witness.outlet if witness.own_credit or witness.wire else None
    return (*witness.credited, own) if own else witness.credited


def _of_canonical(evidence: Evidence, key: str, above: Collection[str]) -> Iterable[Flag]:
    """Whether an article names another site's page its own, and has another text."""
    article = evidence.articles[key]
    other = evidence.pages.get(article.canonical or "")
    if other is None or evidence.witnesses[other].outlet == evidence.witnesses[key].outlet:
        return
    related = {edge.other(key) for edge in evidence.touching.get(key, ())}
    if other not in related.union(above):
        why = f"its canonical address is that of {evidence.name(other)}, whose text is another"
        yield Flag(kind="canonical_to_other_site_with_other_text", why=why)


def suggestions(evidence: Evidence) -> tuple[Suggestion, ...]:
    """Names that may be agencies: credited by several houses for one text, and not known."""
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key in sorted(evidence.credited):
        for name in evidence.witnesses[key].credited:
            if name not in evidence.known:
                groups[(squeeze(name), evidence.kin[key])].append(key)
    found: dict[str, list[str]] = defaultdict(list)
    for (_, _), keys in sorted(groups.items()):
        houses = {evidence.witnesses[key].outlet for key in keys} - {None}
        if len(houses) >= _HOUSES:
            found[evidence.witnesses[keys[0]].credited[0]] += keys
    return tuple(Suggestion(name, tuple(keys)) for name, keys in sorted(found.items()))
