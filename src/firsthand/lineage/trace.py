"""The way back, from passages, credits, links and dates: what the stage gives to others."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from functools import cached_property

from firsthand.lexicon.gazetteer import Gazetteer
from firsthand.lineage import match, origins, parting
from firsthand.lineage.bitext import align
from firsthand.lineage.comparison import Comparison, compare, follow
from firsthand.lineage.doubts import Redated, Suggestion, doubts, redated, suggestions
from firsthand.lineage.evidence import gather, ties
from firsthand.lineage.explain import explain
from firsthand.lineage.match import Matches
from firsthand.lineage.passages import passages
from firsthand.lineage.relation import PROOF, judge
from firsthand.lineage.stemma import above, decide, lost_node, stemma
from firsthand.lineage.translation import Encoder, Translated
from firsthand.records import (
    DEPENDING,
    Act,
    Article,
    Descent,
    Flag,
    Node,
    Pair,
    Primary,
    Range,
    Stemma,
)


def _parted(a: str, b: str, act: Act) -> Pair:
    return Pair(
        a=a, b=b, relation="independent", direction="unknown", upstream=None, coverage=0.0,
        confidence=1.0, why=(f"set apart {act.mark.said}",),
    )  # fmt: skip


class Lineage:
    """Who copied whom among some articles.

    The links are a stemma, not a list of pairs; any pair can be asked for on demand.
    """

    def __init__(
        self,
        articles: Iterable[Article],
        *,
        matches: Matches | None = None,
        gazetteer: Gazetteer | None = None,
        cited: Mapping[str, Collection[str]] | None = None,
        encoder: Encoder | None = None,
        acts: Iterable[Act] = (),
    ) -> None:
        """``cited`` gives, per article id, outlets and agencies that its attributions name as sources.

        ``acts`` part articles that are no copies of one another; see ``parting``. What is found is
        a function of the set of articles and the acts.
        """
        articles = list(articles)
        self._matches = match.find(articles) if matches is None else matches
        parted = parting.find(acts, (article.id for article in articles))
        #: numbers of the acts that decided something
        self.decided = frozenset(act.number for act in parting.meeting(self._matches, parted))
        self._evidence = gather(
            articles, self._matches, gazetteer=gazetteer, cited=cited, encoder=encoder,
            parted=parted,
        )  # fmt: skip
        self._stemma = self._marked(stemma(self._evidence, gazetteer))

    def _marked(self, found: Stemma) -> Stemma:
        """Mark the links into what an act parts from something else."""
        marks: dict[str, list[Act]] = {}
        for pair, act in self._evidence.parted.items():
            for name in pair if act.number in self.decided else ():
                marks.setdefault(name, []).append(act)
        if not marks:
            return found
        links = (
            replace(link, corrected_by=tuple(act.mark for act in marks.get(link.to, ())))
            for link in found.links
        )
        return replace(found, links=tuple(links))

    @property
    def stemma(self) -> Stemma:
        return self._stemma

    @property
    def links(self) -> tuple[Descent, ...]:
        """Links of the stemma, upstream to downstream."""
        return self._stemma.links

    @property
    def nodes(self) -> tuple[Node, ...]:
        return self._stemma.nodes

    @property
    def primary(self) -> Mapping[str, tuple[Primary, ...]]:
        """Primary sources of each article, by its id."""
        return self._stemma.primary

    def pair(self, a: str, b: str) -> Pair:
        """Say what the articles ``a`` and ``b`` have to do with one another.

        Raises KeyError if one of them is not among the articles.
        """
        evidence = self._evidence
        if act := evidence.parted.get((min(a, b), max(a, b))):
            return _parted(a, b, act)
        shared = self._compared(a, b)
        tied = ties(evidence.witnesses[a], evidence.witnesses[b])
        relation, confidence, why = judge(shared, tied)
        if relation == "rewrite" and tied.credited:
            shared = follow(shared, self._matches.weight)
        way, upstream = "unknown", None
        third = None
        if relation in DEPENDING:
            direction = decide(evidence, a, b, shared, relation)
            way, third, why = direction.way, direction.third, (*why, *direction.why)
        elif relation in {"shared_quotes", "furniture"}:
            way = self._quoted(a, b)
        if way == "both":
            upstream = self._above_both(a, b)
            if upstream is None and relation in DEPENDING:
                upstream = lost_node(evidence, min(a, b), third)
        low = min((0, 1), key=lambda side: shared.size[side])
        return Pair(
            a=a,
            b=b,
            relation=relation,
            direction=way,
            upstream=upstream,
            coverage=round(min(1.0, shared.coverage[low]), 3),
            confidence=round(confidence, 2),
            why=why,
            passages=passages(shared, relation),
        )

    def _quoted(self, a: str, b: str) -> str:
        """Direction of what two share without depending: from a page that is linked, else from a third."""
        if (a, b) in self._cited:
            return "a->b"
        return "b->a" if (b, a) in self._cited else "both"

    @cached_property
    def _cited(self) -> frozenset[tuple[str, str]]:
        return frozenset((c.page, c.by) for c in self._evidence.citations)

    def _above_both(self, a: str, b: str) -> str | None:
        """Find the nearest text above ``a`` that is above ``b``, too."""
        others = set(above(b, self._into))
        return next((node for node in above(a, self._into) if node in others), None)

    @cached_property
    def _into(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for link in self.links:
            found.setdefault(link.to, []).append(link.upstream)
        return found

    def _compared(self, a: str, b: str) -> Comparison:
        """Compare two articles; those of one family in two languages are one text translated."""
        evidence = self._evidence
        one, other = (evidence.quoting.get(k) or self._matches.readings[k] for k in (a, b))
        shared = compare(one, other, self._matches.weight)
        articles, kin = evidence.articles, evidence.kin
        one_language = articles[a].language == articles[b].language or shared.largest >= PROOF
        if one_language or kin[a] != kin[b]:
            return shared
        found = self._translated.get((min(a, b), max(a, b)))
        if found is None:
            why = ("each is one text with another article in the language of the other",)
            found = Translated(a, b, 0.6, why, align(one, other))
        elif found.a != a:
            turned = tuple((y, x) for x, y in found.sentences)
            found = found._replace(a=a, b=b, sentences=turned)
        return replace(shared, translated=found)

    @cached_property
    def _translated(self) -> Mapping[tuple[str, str], Translated]:
        edges = self._evidence.edges
        return {(e.a, e.b): e.shared.translated for e in edges if e.shared.translated is not None}

    def explain(self, a: str, b: str) -> tuple[str, ...]:
        """Say why ``a`` and ``b`` are linked, or are not: sentences, with the words they rest on.

        Raises KeyError if one of them is not among the articles.
        """
        changed = next((d.changes for d in self.links if {d.upstream, d.to} == {a, b}), ())
        return explain(self._evidence, self.pair(a, b), changed)

    @cached_property
    def doubts(self) -> Mapping[str, tuple[Flag, ...]]:
        """What does not agree in what articles claim of themselves, by id."""
        return doubts(self._evidence, self.links)

    @cached_property
    def redated(self) -> Mapping[str, Redated]:
        """Dates of publication that lineage contradicts, as intervals, by the id of the article."""
        return redated(self._evidence, self.links)

    @cached_property
    def suggestions(self) -> tuple[Suggestion, ...]:
        """Names that several houses credit for one text, and that the gazetteer lacks."""
        return suggestions(self._evidence)

    def origins(self, ids: Iterable[str]) -> Range:
        """Independent origins among the articles ``ids``; see ``firsthand.lineage.origins``."""
        return origins.count(self._evidence, self._stemma.links, ids)
