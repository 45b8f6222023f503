"""Pages that an article links in its running text: the most direct evidence of where it looked.

A linked page may be the text that the article prints or tells anew; then it is its upstream. Else
the article cites it: what it shares with the page are words it quotes, with or without marks.
"""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np

from firsthand.lexicon import copying
from firsthand.lineage.align import runs
from firsthand.lineage.comparison import Comparison
from firsthand.lineage.reading import FURNITURE, OWN, QUOTED, Reading, with_kinds
from firsthand.lineage.witness import Witness
from firsthand.records import Article
from firsthand.text.folding import fold
from firsthand.text.parts import body
from firsthand.text.sentences import split

#: Letters of a word below which it names nobody.
_NAMING = 4
_WORD = re.compile(r"\w+")


class Citation(NamedTuple):
    """An article that links the page of another and does not have its text."""

    page: str
    by: str
    #: from the lesser id to the greater
    shared: Comparison
    #: "shared_quotes" or "cites"
    relation: str
    why: tuple[str, ...]


def pages(articles: Mapping[str, Article]) -> dict[str, str]:
    """Article of every address; its own address goes before one that others call canonical."""
    found = {a.canonical: key for key, a in articles.items() if a.canonical}
    return found | {a.url: key for key, a in articles.items() if a.url}


def linked(witnesses: Mapping[str, Witness]) -> Iterable[tuple[str, str]]:
    """Pairs of a page and an article whose running text, or canonical address, points at it."""
    articles = {key: witness.article for key, witness in witnesses.items()}
    known = pages(articles)
    for key, article in articles.items():
        targets = {link.url for link in article.links if link.kind == "source"}
        for page in sorted(targets | {article.canonical or ""}):
            if known.get(page, key) != key:
                yield known[page], key


def one_way(found: Iterable[Citation]) -> tuple[Citation, ...]:
    """Leave out pages that cite one another: neither shows where the other looked."""
    each = {(c.page, c.by): c for c in found}
    return tuple(c for pair, c in sorted(each.items()) if pair[::-1] not in each)


def quoting(reading: Reading, page: Reading, words: str) -> Reading:
    """Mark as quoted what an article shares with a page it links, where it says so.

    ``words`` are those that are linked. A sentence says so where a word of reporting stands beside
    one of them ("the statement said") or the last of the name of the page's house ("the authority").
    """
    said = np.zeros(len(reading), dtype=bool)
    for start, stop in _attributed(reading.article, _names(page.article, words)):
        said[slice(*np.searchsorted(reading.starts, (start, stop)))] = True
    kinds = reading.kinds.copy()
    places = np.flatnonzero(reading.kinds < FURNITURE)
    for run in runs(reading.codes[places], page.codes[page.kinds < FURNITURE]):
        here = places[run.a : run.a + run.length]
        kinds[here[said[here] & (kinds[here] == OWN)]] = QUOTED
    return with_kinds(reading, kinds)


def _names(page: Article, words: str) -> frozenset[str]:
    house = _WORD.findall(fold(page.outlet.name).text)[-1:] if page.outlet else []
    known = copying.load()
    found = {w for w in (*house, *_words(words)) if len(w) >= _NAMING}
    return frozenset(found) - known.reported - known.plain_labels


def _words(text: str) -> set[str]:
    return set(_WORD.findall(fold(text).text))


def _attributed(article: Article, names: frozenset[str]) -> Iterable[tuple[int, int]]:
    """Sentences in which one of the names stands beside a word of reporting."""
    reported = copying.load().reported
    for part in body(article):
        for start, stop in split(article.text, *part):
            mine = _words(article.text[start:stop])
            if mine & names and mine & reported:
                yield start, stop
