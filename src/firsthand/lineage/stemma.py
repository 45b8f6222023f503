"""The stemma: links from upstream to downstream, lost texts, and each article's primary sources.

It is a forest: an article has few upstreams, each the nearest known. Where articles print one
agency's text that was not collected, the stemma has a lost node for it, known by the credit or by
the words that its copies share.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from firsthand.lexicon import language
from firsthand.lexicon.gazetteer import Gazetteer
from firsthand.lineage.changes import changes
from firsthand.lineage.citations import Citation
from firsthand.lineage.comparison import Comparison
from firsthand.lineage.direction import Direction, direct
from firsthand.lineage.evidence import UNKNOWN_SOURCE, Edge, Evidence
from firsthand.lineage.passages import passages
from firsthand.lineage.primary import primaries
from firsthand.records import (
    COPYING,
    DEPENDING,
    PRINTING,
    Article,
    Descent,
    Node,
    Passage,
    Span,
    Stemma,
)

#: Upstreams listed per article.
_UPSTREAMS = 3
#: Relations of a text as a whole to another, the most telling first.
_WHOLE = ("trimmed", "copy", "version")
#: Texts above a text that are looked at for a shorter way: of long chains of editions the nearest.
_NEAR = 8
#: Share of either body in the other below which two editions tell different things.
_APART = 0.5
#: How sure it is that an article looked at a page that its running text links.
_CITED = 0.8


def stemma(evidence: Evidence, gazetteer: Gazetteer | None = None) -> Stemma:
    """Nodes, links and primary sources from the evidence."""
    links = _nearest(_acyclic(sorted(_unparted(evidence), key=_rank)))
    lost = sorted({d.upstream for d in links if d.upstream not in evidence.articles})
    nodes = [
        Node(id=k, kind="article", name=_title(a), url=a.canonical or a.url)
        for k, a in evidence.articles.items()
    ]
    nodes += [Node(id=k, kind="lost", name=k.split(":")[1]) for k in lost]
    return Stemma(
        nodes=tuple(nodes), links=tuple(links), primary=primaries(evidence, links, gazetteer)
    )


def _rank(link: Descent) -> tuple[str, float, str]:
    return (link.to, -link.coverage, link.upstream)


def _title(article: Article) -> str:
    return article.title or article.text.strip().split("\n", 1)[0][:120]


def lost_node(evidence: Evidence, key: str, name: str | None) -> str:
    """Id of the lost text of ``name`` in the component of ``key``.

    Without a name it is that of the one agency which the component credits, if it is one.
    """
    name = name or evidence.sole_agency.get(evidence.component[key]) or UNKNOWN_SOURCE
    return f"lost:{name.replace(':', ' ')}:{evidence.component[key]}"


def _unparted(evidence: Evidence) -> Iterable[Descent]:
    """Leave out links that come by way of a third where an act parts the two."""
    for link in _descents(evidence):
        if link.relation not in DEPENDING or not evidence.parts(link.upstream, link.to):
            yield link


def _descents(evidence: Evidence) -> Iterable[Descent]:
    for key in evidence.articles:
        if evidence.same.get(key, key) == key:
            twins = evidence.twins.get(key, [])
            first = _into_first(evidence, key, twins)
            links = (
                first
                if any(link.upstream in evidence.articles for link in first)
                else _joined(first, _into_one(evidence, key, evidence.touching.get(key, [])))
            )
            yield from links or _by_credit_alone(evidence, key)
            for twin in twins:
                yield from into_twin(evidence, twin, key, links)
    yield from map(_cited, evidence.citations)


def _cited(citation: Citation) -> Descent:
    """Give the link from a page that an article cites: matter came from there, not its text."""
    turned = citation.page > citation.by
    return Descent(
        upstream=citation.page,
        to=citation.by,
        relation=citation.relation,
        coverage=round(min(1.0, citation.shared.coverage[not turned]), 3),
        confidence=_CITED,
        why=citation.why,
        passages=_into(
            passages(citation.shared, citation.relation)
            if citation.relation == "shared_quotes"
            else (),
            turned=turned,
            kept=True,
        ),
    )


def links_into(evidence: Evidence, key: str, edges: list[Edge]) -> list[Descent]:
    """Links into an article: from its neighbours, else by its credit alone."""
    return _into_one(evidence, key, edges) or list(_by_credit_alone(evidence, key))


def _joined(first: Iterable[Descent], others: Iterable[Descent]) -> list[Descent]:
    """Give the links of both; of two from one text that of the closer relation."""
    found: dict[str, Descent] = {}
    for link in (*first, *others):
        known = found.setdefault(link.upstream, link)
        found[link.upstream] = min(
            known, link, key=lambda one: _distance(one.relation, one.coverage)
        )
    return list(found.values())


def _distance(relation: str, coverage: float) -> tuple[bool, float, int]:
    """How far an article is from the text above it: what has a part of it only is the farthest.

    What a longer print has shows more than that two prints are equal.
    """
    whole = relation in _WHOLE
    return not whole, -round(coverage, 1), _WHOLE.index(relation) if whole else 0


def _into_one(evidence: Evidence, key: str, edges: list[Edge]) -> list[Descent]:
    """Links into an article from its strongest upstreams, each once.

    Several prints of a lost text may show it: that counts which is nearest the article.
    """
    found: dict[str, tuple[Edge, _Upstream]] = {}
    nearest: dict[str, tuple[bool, float, int]] = {}
    for edge in edges:
        above = _upstream(evidence, key, edge)
        if above is None or (above.upstream in found and above.upstream in evidence.articles):
            continue
        if above.upstream not in found and len(found) == _UPSTREAMS:
            break
        relation = _relation(evidence, key, edge, above.upstream)
        distance = _distance(relation, edge.coverage(key))
        if distance < nearest.get(above.upstream, (True, 1.0, 0)):
            found[above.upstream], nearest[above.upstream] = (edge, above), distance
    return _collected(
        evidence, {name: _descent(evidence, key, *shown) for name, shown in found.items()}
    )


def _collected(evidence: Evidence, found: Mapping[str, Descent]) -> list[Descent]:
    """Leave out the lost text of a house whose own print of it is among the upstreams."""
    houses = {
        outlet.name
        for key, link in found.items()
        if link.relation in PRINTING
        and key in evidence.articles
        and (outlet := evidence.articles[key].outlet) is not None
    }
    return [
        link
        for key, link in found.items()
        if key in evidence.articles or key.split(":")[1] not in houses
    ]


class _Upstream(NamedTuple):
    """What an edge shows to be above one of its articles."""

    upstream: str
    #: the upstream is the edge's other article, whose places are known
    kept: bool
    why: tuple[str, ...]


def _upstream(evidence: Evidence, key: str, edge: Edge) -> _Upstream | None:
    """Tell what an edge proves ``key`` to come from, if anything."""
    way = decide(evidence, edge.a, edge.b, edge.shared, edge.relation)
    if way.way == ("b->a" if key == edge.a else "a->b"):
        return _Upstream(edge.other(key), True, way.why)
    if way.way != "both":
        return None
    if edge.relation == "excerpt" and way.third == evidence.witnesses[key].outlet is not None:
        return None  # where a house had a passage before says nothing of its page's descent
    printed = _print_of(evidence, key, edge.other(key), way.third)
    if printed is None:
        return _Upstream(lost_node(evidence, key, way.third), False, way.why)
    sides = evidence.side(printed), evidence.side(key)
    return _Upstream(printed, False, direct(*sides, edge.relation, a_longer=False).why)


def _descent(evidence: Evidence, key: str, edge: Edge, above: _Upstream) -> Descent:
    """Give the link into ``key`` that an edge proves.

    Where the upstream is lost, the changes are those against the other copy of it.
    """
    turned = key == edge.a
    return Descent(
        upstream=above.upstream,
        to=key,
        relation=_relation(evidence, key, edge, above.upstream),
        coverage=round(min(1.0, edge.coverage(key)), 3),
        confidence=round(edge.confidence, 2),
        why=(*above.why, *edge.why),
        passages=_into(passages(edge.shared, edge.relation), turned=turned, kept=above.kept),
        changes=changes(edge.shared, language.load("en"), turned=turned),
    )


def _relation(evidence: Evidence, key: str, edge: Edge, upstream: str) -> str:
    """Relation of an article to the text above it.

    Of two prints of a lost text one of which is cut, the longer is not: it is the text as far as it
    is known, or has it among other matter.
    """
    longer = edge.shared.size[key == edge.b] > edge.shared.size[key == edge.a]
    if upstream in evidence.articles or edge.relation != "trimmed" or not longer:
        return edge.relation
    if evidence.agency.get(key) == upstream.split(":")[1]:
        return "copy"
    return "version" if edge.coverage(key) >= _APART else "excerpt"


def _print_of(evidence: Evidence, key: str, other: str, house: str | None) -> str | None:
    """Find the house's own print of what ``key`` shares with ``other``."""
    near = (*evidence.twins.get(other, ()), evidence.prints.get(other), evidence.prints.get(key))
    pages = (p for p in near if p is not None and p != key and not evidence.parts(p, key))
    return next((p for p in pages if house and evidence.witnesses[p].outlet == house), None)


def decide(evidence: Evidence, a: str, b: str, shared: Comparison, relation: str) -> Direction:
    """Direction between two articles in the light of all the evidence."""
    return direct(
        evidence.side(a),
        evidence.side(b),
        relation,
        a_longer=shared.size[0] > shared.size[1],
        apart=relation in {"version", "excerpt"} and min(shared.coverage) < _APART,
    )


def _into(found: tuple[Passage, ...], *, turned: bool, kept: bool) -> tuple[Passage, ...]:
    """Passages from upstream to downstream; a lost upstream has no places."""
    return tuple(
        Passage(
            a=(p.b if turned else p.a) if kept else None,
            b=p.a if turned and p.a is not None else p.b,
            kind=p.kind,
        )
        for p in found
    )


def _between_twins(evidence: Evidence, first: str, twin: str) -> Direction:
    """Direct two articles with the same body; ``first`` counts as "a"."""
    return direct(evidence.side(first), evidence.side(twin), "copy", a_longer=False)


def _into_first(evidence: Evidence, first: str, twins: Sequence[str]) -> list[Descent]:
    """Link the first of several with one body: to a twin that it comes from, or to a third."""
    for twin in twins:
        way = _between_twins(evidence, first, twin)
        if way.way == "b->a":
            return [_same(evidence, first, twin, way.why)]
        if way.way == "both":
            lost = lost_node(evidence, first, way.third)
            return [_same(evidence, first, lost, way.why)]
    return []


def into_twin(
    evidence: Evidence, twin: str, first: str, links: Sequence[Descent] = ()
) -> Iterable[Descent]:
    """Link a twin: to the first if it comes from there, else to where the first comes from."""
    way = _between_twins(evidence, first, twin)
    if way.way in {"a->b", "unknown"} or (way.way == "both" and not links):
        yield _same(evidence, twin, first, way.why)
    for link in links:
        if way.way == "both" and link.upstream != twin:
            yield replace(
                link,
                to=twin,
                why=(*link.why, f"the body is that of {evidence.name(first)} word for word"),
            )


def _same(evidence: Evidence, to: str, upstream: str, why: tuple[str, ...]) -> Descent:
    """Give the link between two articles with the same body; its passage is the whole text."""
    text, above = evidence.articles[to].text, evidence.articles.get(upstream)
    whole = Span(start=0, stop=len(text), text=text)
    there = None if above is None else Span(start=0, stop=len(above.text), text=above.text)
    return Descent(
        upstream=upstream,
        to=to,
        relation="copy",
        coverage=1.0,
        confidence=0.95,
        why=(*why, "the bodies are the same word for word"),
        passages=(Passage(a=there, b=whole, kind="verbatim"),),
    )


def _by_credit_alone(evidence: Evidence, key: str) -> Iterable[Descent]:
    witness = evidence.witnesses[key]
    for name, relation in [(n, "copy") for n in witness.credited[:1]] + [
        (n, "excerpt") for n in witness.helped
    ]:
        yield Descent(
            upstream=lost_node(evidence, key, name),
            to=key,
            relation=relation,
            coverage=0.0,
            confidence=0.6,
            why=(f"credited to {name}; no other copy was collected",),
        )


def _acyclic(links: list[Descent]) -> list[Descent]:
    """Leave out links that would make an article its own ancestor, the least sure first.

    Only links that can lie on a circle are looked at one by one: what has nothing above or nothing
    below it is peeled off first, so that long chains of editions stay cheap.
    """
    core = _core(links)
    above: dict[str, set[str]] = defaultdict(set)
    kept = []
    # that one cites another gives way to the words that another has from it
    for link in sorted(links, key=lambda d: (d.relation not in DEPENDING, -d.confidence, _rank(d))):
        if link.to in core and link.upstream in core:
            if link.to in _ancestors(link.upstream, above):
                continue
            above[link.to].add(link.upstream)
        kept.append(link)
    return sorted(kept, key=_rank)


def _nearest(links: Sequence[Descent]) -> list[Descent]:
    """Leave out links from farther up where a nearer text brought as much of the same words."""
    into: dict[str, list[Descent]] = defaultdict(list)
    for link in links:
        into[link.to].append(link)
    upstreams = {key: [link.upstream for link in found] for key, found in into.items()}

    def by_way_of(link: Descent, nearer: Descent) -> bool:
        if nearer is link or nearer.relation not in COPYING or nearer.coverage < link.coverage:
            return False
        return link.upstream in above(nearer.upstream, upstreams, _NEAR)

    return [x for x in links if not any(by_way_of(x, other) for other in into[x.to])]


def _core(links: list[Descent]) -> set[str]:
    """Give the nodes that are left when those without upstream or downstream go, again and again."""
    left = {key for link in links for key in (link.upstream, link.to)}
    for ends in ([(d.upstream, d.to) for d in links], [(d.to, d.upstream) for d in links]):
        below: dict[str, list[str]] = defaultdict(list)
        count: Counter[str] = Counter()
        for one, other in ends:
            below[one].append(other)
            count[other] += 1
        free = [key for key in left if not count[key]]
        while free:
            key = free.pop()
            left.discard(key)
            for other in below[key]:
                count[other] -= 1
                if not count[other]:
                    free.append(other)
    return left


def _ancestors(key: str, upstreams: Mapping[str, Collection[str]]) -> set[str]:
    return {key, *above(key, upstreams)}


def above(
    key: str, upstreams: Mapping[str, Collection[str]], most: int | None = None
) -> Iterable[str]:
    """Texts above one, the nearest first, each once, of the ``most`` nearest texts and it."""
    seen, front = {key}, deque([key])
    while front and (most is None or len(seen) <= most):
        for up in upstreams.get(front.popleft(), ()):
            if up not in seen:
                seen.add(up)
                front.append(up)
                yield up
