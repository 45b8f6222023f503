"""The stage that keeps track of which articles share their words, or name one another's pages.

Lineage is traced for a story within what is around its articles (see ``store.passages``), and
nothing else; so what an article changes is the lineage of the stories that it is around.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from firsthand.collect import identity
from firsthand.lineage import hallmarks, match
from firsthand.lineage.reading import read
from firsthand.lineage.trace import Lineage
from firsthand.pipeline import Tools
from firsthand.records import Act, Article
from firsthand.store import acts, changes, findings, passages, shelf
from firsthand.store.database import Database
from firsthand.store.shelf import Kept

#: articles between two writes
TOGETHER = 200
#: pages that one article links; who links more is a list
MAX_POINTERS = 50
_NOTHING_SPOKEN = _NO_MARKS = np.zeros(0, dtype=np.uint64)


def trace(database: Database, tools: Tools) -> int:  # noqa: ARG001 -- as the other stages
    """Tie some of what is due to what shares its words or its names; return how much that was."""
    with database.writing():
        due = changes.get(database, "trace", TOGETHER)
        found = shelf.load(database, due)
        touched: set[int] = set()
        for kept in found:
            touched |= _carry(database, kept.number, kept.article)
        changes.mark(database, "join", touched)
        # what is not there any more
        changes.done(database, "trace", set(due).difference(kept.number for kept in found))
    return len(due)


def _carry(database: Database, number: int, article: Article) -> set[int]:
    if article.status == "removed":
        changes.done(database, "trace", [number])
        touched = passages.stories_beside(database, number)
        passages.put_down(database, number)
        return touched
    try:
        reading = read(article)
        [codes] = match.own_shingles([reading], _NOTHING_SPOKEN)
        # of a text in an unknown language it is not known what is another one
        marks = hallmarks.find(reading) if article.language != "und" else _NO_MARKS
    except Exception as error:  # noqa: BLE001 -- one article must not stop all others
        changes.set_aside(database, "trace", number, changes.because(error))
        return set()
    changes.done(database, "trace", [number])
    return passages.carry(
        database, number, codes, _pages(article), hallmarks=marks, language=article.language
    )  # fmt: skip


def _pages(article: Article) -> list[str]:
    """Return the names of the pages that the running text, or the canonical address, leads to."""
    urls = [link.url for link in article.links if link.kind == "source"][:MAX_POINTERS]
    urls += [article.canonical] if article.canonical and article.canonical != article.url else []
    return [f"url {identity.key(url)}" for url in dict.fromkeys(urls)]


@dataclass(frozen=True, slots=True)
class Around:
    """What lineage has to look at for some articles: them, and what is around them."""

    kept: tuple[Kept, ...]
    #: article -> outlets and agencies from which it says to have something
    cited: Mapping[int, frozenset[str]]
    acts: tuple[Act, ...]


def around(database: Database, numbers: Iterable[int]) -> Around:
    """Return all that is around some articles."""
    wanted = passages.around(database, numbers)
    kept = (one for one in shelf.load(database, sorted(wanted)) if one.article.status != "removed")
    cited, standing = findings.cited(database, wanted), acts.standing(database, wanted)
    return Around(tuple(kept), cited, tuple(standing))


def lineage(found: Around, tools: Tools) -> Lineage:
    """Trace all articles around some."""
    return Lineage(
        [one.settled for one in found.kept],
        gazetteer=tools.gazetteer,
        cited={one.article.id: found.cited.get(one.number, frozenset()) for one in found.kept},
        encoder=tools.encoder,
        acts=found.acts,
    )
