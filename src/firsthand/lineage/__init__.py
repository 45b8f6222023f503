"""Who copied whom: passages, relations, the stemma and independent origins."""

from collections.abc import Iterable

from firsthand.lexicon import gazetteer
from firsthand.lineage.trace import Lineage
from firsthand.records import Article

__all__ = ["Lineage", "trace_lineage"]


def trace_lineage(articles: Iterable[Article]) -> Lineage:
    """Trace who copied whom among ``articles``, from text, credits, links and dates.

    The result is a function of the set of articles. Time grows nearly linearly with their words.
    """
    return Lineage(articles, gazetteer=gazetteer.load())
