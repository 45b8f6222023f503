"""Who copied whom: passages, relations, the stemma and independent origins."""

from collections.abc import Iterable

from firsthand.lexicon import gazetteer
from firsthand.lineage.trace import Lineage
from firsthand.lineage.translation import Encoder
from firsthand.records import Article

__all__ = ["Lineage", "trace_lineage"]


def trace_lineage(articles: Iterable[Article], *, encoder: Encoder | None = None) -> Lineage:
    """Trace who copied whom among ``articles``, from text, credits, links and dates.

    The result is a function of the set of articles. Time grows nearly linearly with their words.
    ``encoder`` (sentences to unit vectors) lets texts be known again in another language.
    """
    return Lineage(articles, gazetteer=gazetteer.load(), encoder=encoder)
