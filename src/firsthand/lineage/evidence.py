"""What the stemma is built from: testimonies, judged neighbours, components, whose text is whose."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from firsthand.lexicon.gazetteer import Gazetteer
from firsthand.lineage import citations, parting, translation
from firsthand.lineage.citations import Citation
from firsthand.lineage.comparison import Comparison, compare, compare_bodies, follow
from firsthand.lineage.direction import Side, links
from firsthand.lineage.match import Matches
from firsthand.lineage.paraphrase import Weights
from firsthand.lineage.parting import Parted
from firsthand.lineage.reading import Reading
from firsthand.lineage.relation import Ties, as_words, in_scraps, judge
from firsthand.lineage.translation import Encoder, Translated
from firsthand.lineage.witness import Witness
from firsthand.records import COPYING, DEPENDING, Article
from firsthand.sets import Sets

#: Name of the text above several of which nothing else is known.
UNKNOWN_SOURCE = "unknown common source"
#: Shingles two articles must share before their words are aligned: fewer prove no copying.
LEAST_SHINGLES = 6
#: The same where one names the other's outlet.
_CREDITED_SHINGLES = 3
#: Pairs of telling words two articles must share, at least and as a part of what the shorter has,
#: before their sentences are held against one another.
_LEAST_MEANING, _MEANING_SHARE = 2, 0.1
#: Share of a body in one other text from which on its lineage is settled by that text.
SETTLED = 0.6
#: Share of an uncredited body that must stand in a credited text to be that agency's too.
AGENCYS = 0.5


class Edge(NamedTuple):
    """Two articles that depend on one another or on a third, ``a`` before ``b`` by id."""

    a: str
    b: str
    shared: Comparison
    relation: str
    confidence: float
    why: tuple[str, ...]

    @property
    def strength(self) -> tuple[int, str, str]:
        """By which edges are sorted: own words shared, then ids for a firm order."""
        return (-self.shared.own, self.a, self.b)

    @property
    def kindred(self) -> bool:
        """Whether the two are one text as a whole, in whatever words."""
        shared = self.shared
        return self.relation == "translation" or (
            max(*shared.coverage, shared.retold_share) >= AGENCYS
            and not (self.relation == "excerpt" and min(shared.coverage) < AGENCYS)
        )

    def other(self, key: str) -> str:
        return self.b if key == self.a else self.a

    def coverage(self, key: str) -> float:
        """Share of the body of ``key`` that stands in the other, retold sentences included."""
        covered = self.shared.coverage[key == self.b]
        return max(covered, self.shared.retold_share) if self.relation == "rewrite" else covered


@dataclass(frozen=True)
class Evidence:
    """All that the stemma is built from."""

    articles: Mapping[str, Article]
    witnesses: Mapping[str, Witness]
    same: Mapping[str, str]
    edges: tuple[Edge, ...]
    #: article -> a name for its component: articles that share copied text hang together
    component: Mapping[str, str]
    #: article -> agency or outlet whose text it prints, by credit or by equality with such
    agency: Mapping[str, str]
    #: articles among them known by their own credit
    credited: frozenset[str]
    #: agencies and outlets whose name is known, or borne by an outlet at hand
    known: frozenset[str]
    #: article -> a name for its family: copies, retellings and translations of one whole text
    kin: Mapping[str, str]
    citations: tuple[Citation, ...] = ()
    #: articles that quote a linked page: their words, those of the page marked as quoted
    quoting: Mapping[str, Reading] = field(default_factory=dict)
    #: pairs that an act parts
    parted: Parted = field(default_factory=dict)

    @cached_property
    def twins(self) -> Mapping[str, list[str]]:
        """Of each body that several print, the others beside the first."""
        found: dict[str, list[str]] = defaultdict(list)
        for key, first in self.same.items():
            if key != first:
                found[first].append(key)
        return found

    @cached_property
    def prints(self) -> Mapping[str, str]:
        """For articles that print a house's text, that house's own page with most of it."""
        found: dict[str, tuple[float, str]] = {}
        for edge in self.edges:
            for key, page in ((edge.a, edge.b), (edge.b, edge.a)):
                house = self.agency.get(key)
                mine = house is not None and self.witnesses[page].outlet == house
                if mine and edge.relation in COPYING and edge.coverage(key) >= AGENCYS:
                    found[key] = max(found.get(key, (0.0, "")), (edge.coverage(key), page))
        return {key: page for key, (_, page) in found.items()}

    @cached_property
    def pages(self) -> Mapping[str, str]:
        """Article of every address."""
        return citations.pages(self.articles)

    @cached_property
    def touching(self) -> Mapping[str, list[Edge]]:
        """Edges of each article, the strongest first."""
        found: dict[str, list[Edge]] = defaultdict(list)
        for edge in self.edges:
            found[edge.a].append(edge)
            found[edge.b].append(edge)
        return found

    @cached_property
    def withdrawn(self) -> frozenset[str]:
        """Pages that their house took back, by the id of the page."""
        return frozenset(
            self.page(key) for key, witness in self.witnesses.items() if witness.withdrawn
        )

    def parts(self, a: str, b: str) -> bool:
        """Whether an act says that two articles are no copies of one another."""
        return (min(a, b), max(a, b)) in self.parted

    def page(self, key: str) -> str:
        """Give the id of the page that an article is a version of."""
        return self.articles[key].version_of or key

    @cached_property
    def sole_agency(self) -> Mapping[str, str]:
        """Of each component that credits exactly one agency or outlet, its name."""
        found: dict[str, set[str]] = defaultdict(set)
        for key in self.credited:
            found[self.component[key]].add(self.witnesses[key].credited[0])
        return {component: min(names) for component, names in found.items() if len(names) == 1}

    def name(self, key: str) -> str:
        """Name an article for people to read."""
        return self.side(key).name

    def side(self, key: str) -> Side:
        agency = self.agency.get(key)
        return Side(self.articles[key], self.witnesses[key], agency, agency in self.known)


def gather(
    articles: Iterable[Article],
    matches: Matches,
    *,
    gazetteer: Gazetteer | None = None,
    cited: Mapping[str, Collection[str]] | None = None,
    encoder: Encoder | None = None,
    parted: Parted | None = None,
) -> Evidence:
    """Hear the articles and judge the pairs that the matches hold to be neighbours.

    ``parted`` are pairs that are no copies of one another.
    """
    parted = parted or {}
    matches = parting.part(matches, parted)
    known = {a.id: a for a in sorted(articles, key=lambda a: a.id)}
    witnesses = {k: Witness(a, gazetteer, (cited or {}).get(k, ())) for k, a in known.items()}
    houses = _houses(witnesses.values())
    for witness in witnesses.values():
        witness.rename(houses)
    same = {k: first for k, first in matches.same.items() if k in known and first in known}
    linked, cited_pages, quoting = _linked(matches, witnesses, parted)
    matches = replace(matches, readings={**matches.readings, **quoting})
    alone = frozenset(key for pair in parted for key in pair)
    edges = _edges(matches, witnesses, linked, alone)
    related = _components(known, [(e.a, e.b) for e in edges] + list(same.items()))
    readings = {k: matches.readings[k] for k in known}
    translated = translation.find(readings, encoder, related)
    # words in common tell more than a guess of language, and what a person says more than both
    judged = {(e.a, e.b) for e in edges}.union(parted)
    edges += tuple(_translation(readings, t) for t in translated if (t.a, t.b) not in judged)
    kin = _components(known, [(e.a, e.b) for e in edges if e.kindred] + list(same.items()))
    component = _components(known, [(e.a, e.b) for e in edges] + list(same.items()))
    agency = _agencies(witnesses, edges, same)
    credited = frozenset(k for k, w in witnesses.items() if w.credited)
    entries = gazetteer.entries if gazetteer is not None else ()
    names = frozenset(entry.name for entry in entries) | frozenset(houses.values())
    depending = {(e.a, e.b) for e in edges}
    cites = tuple(c for c in cited_pages if (min(c[:2]), max(c[:2])) not in depending)
    return Evidence(
        known, witnesses, same, edges, component, agency, credited, names, kin, cites, quoting,
        parted,
    )  # fmt: skip


def nameless(node: str) -> bool:
    """Whether a node is a text of which only is known that several share it."""
    return node.startswith(f"lost:{UNKNOWN_SOURCE}:")


def _translation(readings: Mapping[str, Reading], found: Translated) -> Edge:
    a, b = readings[found.a], readings[found.b]
    shared = Comparison(a, b, (), (len(a), len(b)), (0, 0), translated=found)
    return Edge(found.a, found.b, shared, *judge(shared, Ties()))


def _houses(witnesses: Iterable[Witness]) -> dict[str, str]:
    """Outlets at hand by their squeezed names; a name that two bear is the first seen one's."""
    found: dict[str, tuple[tuple[bool, float, str], str]] = {}
    for witness in witnesses:
        if witness.outlet is None:
            continue
        seen = witness.article.seen
        rank = (seen is None, seen.timestamp() if seen else 0.0, witness.outlet)
        for key in witness.keys:
            found[key] = min(found.get(key, (rank, witness.outlet)), (rank, witness.outlet))
    return {key: name for key, (_, name) in found.items()}


def ties(a: Witness, b: Witness) -> Ties:
    """Say what two articles have in common beside words."""
    both = [n for n in (*a.credited, a.outlet) if n and n in (*b.credited, b.outlet)]
    helped = any(
        n in (*other.credited, other.outlet) for one, other in ((a, b), (b, a)) for n in one.helped
    )
    named = _credits(a, b), _credits(b, a)
    forth, back = links(a.article, b.article), links(b.article, a.article)
    telling = named[0] or forth is not None, named[1] or back is not None
    return Ties(
        source=both[0] if both else None,
        # an agency, and who signs datelines as one does, sends out editions
        house=bool(both) and both[0] == a.outlet == b.outlet and not (a.wire or a.own_credit),
        credited=any(telling),
        teller=None if telling[0] == telling[1] else int(telling[1]),
        leaning=max(a.leaning(b) if named[0] else 0.0, b.leaning(a) if named[1] else 0.0),
        helped=helped,
        linked=back if forth is None else forth,
        digests=a.digest + b.digest,
    )


def _credits(one: Witness, other: Witness) -> bool:
    """Whether ``one`` names the house of ``other``, in a credit or in its text."""
    return other.outlet is not None and (
        other.outlet in one.credited + one.helped or one.names(other) or one.cites(other)
    )


def _linked(
    matches: Matches, witnesses: Mapping[str, Witness], parted: Parted
) -> tuple[list[Edge], tuple[Citation, ...], dict[str, Reading]]:
    """Judge the pairs of which one links the other: those that depend, and those that cite.

    Also give the articles that cite, what they quote marked as quoted.
    """
    edges: list[Edge] = []
    cites: list[Citation] = []
    marked: dict[str, Reading] = {}
    for page, key in citations.linked(witnesses):
        there, mine = matches.readings[page], matches.readings[key]
        edge = _edge(there, mine, witnesses, matches.weight)
        words = links(witnesses[key].article, witnesses[page].article)
        if _depends(witnesses, edge) and (edge.a, edge.b) not in parted:
            edges.append(edge)
        elif words:
            marked[key] = citations.quoting(marked.get(key, mine), there, words)
            edge = _edge(there, marked[key], witnesses, matches.weight)
            quotes = edge.relation == "shared_quotes"
            why = (f"its running text links the page{as_words(words)}",)
            relation = "shared_quotes" if quotes else "cites"
            cites.append(Citation(page, key, edge.shared, relation, why + edge.why * quotes))
    return edges, citations.one_way(cites), marked


def _depends(witnesses: Mapping[str, Witness], edge: Edge) -> bool:
    """Whether words show that one depends on the other; of two languages only copied words do."""
    languages = {witnesses[key].article.language for key in (edge.a, edge.b)} - {"und"}
    return edge.relation in (DEPENDING if len(languages) < 2 else COPYING)


def _edges(
    matches: Matches, witnesses: Mapping[str, Witness], linked: Iterable[Edge],
    alone: Collection[str],
) -> tuple[Edge, ...]:  # fmt: skip
    """Judged neighbours; once most of a body is found in one text, weaker ones are let be.

    That one may be what is parted from an article that stands ``alone``, so of such a one none is.
    """
    found: dict[tuple[str, str], Edge] = {}
    settled: set[str] = set()

    def keep(edge: Edge, settling: str | None = None) -> None:
        if _depends(witnesses, edge):
            found.setdefault((edge.a, edge.b), edge)
        if settling and edge.relation in COPYING and edge.coverage(settling) >= SETTLED:
            settled.add(settling)

    def is_settled(one: str, other: str) -> bool:
        return other in settled and one not in alone and other not in alone

    for edge in linked:
        keep(edge)
    for one, other in _sharing(matches, witnesses):
        if not is_settled(one, other):
            pair = matches.readings[one], matches.readings[other]
            edge = _edge(*pair, witnesses, None)
            if edge.relation == "excerpt" and in_scraps(edge.shared):
                edge = _edge(*pair, witnesses, matches.weight)
            keep(edge, other)
    for one, other in _likely(matches, witnesses):
        if not is_settled(one, other) and (min(one, other), max(one, other)) not in found:
            pair = matches.readings[one], matches.readings[other]
            keep(_edge(*pair, witnesses, matches.weight), other)
    return tuple(sorted(found.values(), key=lambda e: e.strength))


def _sharing(matches: Matches, witnesses: Mapping[str, Witness]) -> Iterable[tuple[str, str]]:
    """Pairs that share so many runs of words that they may depend."""
    for one, other, count in matches.neighbours:
        if one in witnesses and other in witnesses:
            near = count >= _CREDITED_SHINGLES
            if count >= LEAST_SHINGLES or (
                near and ties(witnesses[one], witnesses[other]).credited
            ):
                yield one, other


def _likely(matches: Matches, witnesses: Mapping[str, Witness]) -> Iterable[tuple[str, str]]:
    """Pairs that share so much meaning that one may tell the other anew."""
    for one, other, count in matches.likely:
        if one in witnesses and other in witnesses:
            shorter = min(matches.telling[one], matches.telling[other])
            if count >= max(_LEAST_MEANING, _MEANING_SHARE * shorter):
                yield one, other


def _edge(
    one: Reading, other: Reading, witnesses: Mapping[str, Witness], weight: Weights | None
) -> Edge:
    """Judge two articles; without weights by their runs of words alone."""
    one, other = sorted((one, other), key=lambda r: r.article.id)
    a, b = one.article.id, other.article.id
    shared = compare_bodies(one, other) if weight is None else compare(one, other, weight)
    tied = ties(witnesses[a], witnesses[b])
    judged = judge(shared, tied)
    if judged[0] == "rewrite" and tied.credited and weight is not None:
        shared = follow(shared, weight)
    return Edge(a, b, shared, *judged)


def _components(keys: Collection[str], pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Least id of the component, per article."""
    sets = Sets(keys)
    for one, other in pairs:
        sets.join(one, other)
    return {key: sets.find(key) for key in keys}


def _agencies(
    witnesses: Mapping[str, Witness], edges: tuple[Edge, ...], same: Mapping[str, str]
) -> dict[str, str]:
    """Whose text each article prints: its credit, else that of the text it equals most."""
    agency = {k: w.credited[0] for k, w in witnesses.items() if w.credited}
    agency |= {k: w.outlet for k, w in witnesses.items() if w.wire and w.outlet}
    for key, first in same.items():
        if key in agency:
            agency.setdefault(first, agency[key])
    reach: dict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        if edge.relation in COPYING:
            reach[edge.a].append(edge)
            reach[edge.b].append(edge)
    front = sorted(agency)
    while front:
        taken: dict[str, tuple[tuple[int, str, str], str]] = {}
        for key in front:
            for edge in reach[key]:
                other = edge.other(key)
                if (
                    other not in agency
                    and edge.coverage(other) >= AGENCYS
                    and not witnesses[other].helped
                ):
                    taken[other] = min(
                        taken.get(other, (edge.strength, agency[key])), (edge.strength, agency[key])
                    )
        agency |= {key: name for key, (_, name) in taken.items()}
        front = sorted(taken)
    return agency | {
        k: agency[first] for k, first in same.items() if first in agency and k not in agency
    }
