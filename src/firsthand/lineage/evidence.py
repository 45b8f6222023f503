"""What the stemma is built from: testimonies, judged neighbours, components, whose text is whose."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from firsthand.lexicon.gazetteer import Gazetteer
from firsthand.lineage.direction import Side
from firsthand.lineage.match import Matches
from firsthand.lineage.relation import Comparison, Ties, compare_bodies, judge
from firsthand.lineage.witness import Witness, testify
from firsthand.records import Article

COPYING = frozenset({"copy", "trimmed", "version", "excerpt"})
#: Shingles two articles must share before their words are aligned: fewer prove no copying.
_LEAST_SHINGLES = 6
#: The same where one names the other's outlet.
_CREDITED_SHINGLES = 3
#: Share of a body in one other text from which on its lineage is settled by that text.
_SETTLED = 0.6
#: Share of an uncredited body that must stand in a credited text to be that agency's too.
_AGENCYS = 0.5


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

    def other(self, key: str) -> str:
        return self.b if key == self.a else self.a

    def coverage(self, key: str) -> float:
        """Share of the body of ``key`` that stands in the other."""
        return self.shared.coverage[key == self.b]


@dataclass(frozen=True, slots=True)
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

    def side(self, key: str) -> Side:
        return Side(self.articles[key], self.witnesses[key], self.agency.get(key))


def gather(
    articles: Iterable[Article],
    matches: Matches,
    *,
    gazetteer: Gazetteer | None = None,
    cited: Mapping[str, Collection[str]] | None = None,
) -> Evidence:
    """Hear the articles and judge the pairs that the matches hold to be neighbours."""
    known = {a.id: a for a in sorted(articles, key=lambda a: a.id)}
    witnesses = {
        k: _cite(testify(a, gazetteer), (cited or {}).get(k, ())) for k, a in known.items()
    }
    same = {k: first for k, first in matches.same.items() if k in known and first in known}
    edges = _edges(matches, witnesses)
    component = _components(known, [(e.a, e.b) for e in edges] + list(same.items()))
    agency = _agencies(witnesses, edges, same)
    credited = frozenset(k for k, w in witnesses.items() if w.credited)
    return Evidence(known, witnesses, same, edges, component, agency, credited)


def _cite(witness: Witness, names: Collection[str]) -> Witness:
    more = {n: witness.named.get(n, 0) + 1 for n in names if n != witness.outlet}
    return replace(witness, named=witness.named | more)


def ties(a: Witness, b: Witness) -> Ties:
    """Say what two articles have in common beside words."""
    both = [n for n in (*a.credited, a.outlet) if n and n in (*b.credited, b.outlet)]
    credited = any(
        one.outlet is not None
        and (one.outlet in other.named or one.outlet in other.credited + other.helped)
        for one, other in ((a, b), (b, a))
    )
    helped = any(
        n in (*other.credited, other.outlet) for one, other in ((a, b), (b, a)) for n in one.helped
    )
    return Ties(both[0] if both else None, credited, helped, a.digest + b.digest)


def _edges(matches: Matches, witnesses: Mapping[str, Witness]) -> tuple[Edge, ...]:
    """Judged neighbours; once most of a body is found in one text, weaker ones are let be."""
    found = []
    settled: set[str] = set()
    for first, second, count in matches.neighbours:
        if first not in witnesses or second not in witnesses or second in settled:
            continue
        if count < (
            _CREDITED_SHINGLES
            if ties(witnesses[first], witnesses[second]).credited
            else _LEAST_SHINGLES
        ):
            continue
        edge = _edge(matches, witnesses, *sorted((first, second)))
        if edge.relation in COPYING or edge.relation == "rewrite":
            found.append(edge)
        if edge.relation in COPYING and edge.coverage(second) >= _SETTLED:
            settled.add(second)
    return tuple(sorted(found, key=lambda e: e.strength))


def _edge(matches: Matches, witnesses: Mapping[str, Witness], a: str, b: str) -> Edge:
    shared = compare_bodies(matches.readings[a], matches.readings[b])
    return Edge(a, b, shared, *judge(shared, ties(witnesses[a], witnesses[b])))


def _components(keys: Iterable[str], pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Least id of the component, per article."""
    parent = {key: key for key in keys}

    def root(key: str) -> str:
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for one, other in pairs:
        low, high = sorted((root(one), root(other)))
        parent[high] = low
    return {key: root(key) for key in parent}


def _agencies(
    witnesses: Mapping[str, Witness], edges: tuple[Edge, ...], same: Mapping[str, str]
) -> dict[str, str]:
    """Whose text each article prints: its credit, else that of the text it equals most."""
    agency = {k: w.credited[0] for k, w in witnesses.items() if w.credited}
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
                    and edge.coverage(other) >= _AGENCYS
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
