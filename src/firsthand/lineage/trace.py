"""The way back, from passages, credits, links and dates: what the stage gives to others."""

from collections.abc import Collection, Iterable, Mapping

from firsthand.lexicon.gazetteer import Gazetteer
from firsthand.lineage import match, origins
from firsthand.lineage.evidence import COPYING, gather, ties
from firsthand.lineage.match import Matches
from firsthand.lineage.relation import compare, judge, passages
from firsthand.lineage.stemma import UNKNOWN_SOURCE, decide, lost_node, stemma
from firsthand.records import Article, Descent, Node, Pair, Primary, Range, Stemma


def trace(
    articles: Iterable[Article],
    matches: Matches,
    *,
    gazetteer: Gazetteer | None = None,
    cited: Mapping[str, Collection[str]] | None = None,
) -> Stemma:
    """Build the stemma of ``articles``: nodes, links and each article's primary sources.

    ``cited`` gives, per article id, outlets and agencies that its attributions name as sources.
    The result is a function of the set of articles.
    """
    return stemma(gather(articles, matches, gazetteer=gazetteer, cited=cited), gazetteer)


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
    ) -> None:
        articles = list(articles)
        self._matches = match.find(articles) if matches is None else matches
        self._evidence = gather(articles, self._matches, gazetteer=gazetteer, cited=cited)
        self._stemma = stemma(self._evidence, gazetteer)

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
        evidence, readings = self._evidence, self._matches.readings
        shared = compare(readings[a], readings[b], self._matches.weight)
        relation, confidence, why = judge(
            shared, ties(evidence.witnesses[a], evidence.witnesses[b])
        )
        way, upstream = "unknown", None
        if relation in COPYING or relation == "rewrite":
            direction = decide(evidence, a, b, shared, relation)
            way, why = direction.way, (*why, *direction.why)
            if way == "both":
                upstream = lost_node(evidence, min(a, b), direction.third or UNKNOWN_SOURCE)
        elif relation in {"shared_quotes", "furniture"}:
            way = "both"
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

    def origins(self, ids: Iterable[str]) -> Range:
        """Independent origins among the articles ``ids``; see ``firsthand.lineage.origins``."""
        return origins.count(self._evidence, self._stemma.links, ids)
