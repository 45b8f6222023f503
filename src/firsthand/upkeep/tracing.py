"""The stage that keeps track of which articles hang together by their words.

Lineage is traced for a story within what hangs together with its articles, and nothing else; so
what an article changes is the lineage of the stories that its component reaches.
"""

from collections.abc import Iterable

import numpy as np

from firsthand.lineage import match
from firsthand.lineage.reading import read
from firsthand.lineage.trace import Lineage
from firsthand.pipeline import Tools
from firsthand.records import Article
from firsthand.store import changes, findings, passages, shelf
from firsthand.store.database import Database
from firsthand.upkeep.reading import MAX_REASON

#: articles between two writes
TOGETHER = 200
_NOTHING_SPOKEN = np.zeros(0, dtype=np.uint64)


def trace(database: Database, tools: Tools) -> int:  # noqa: ARG001 -- as the other stages
    """Tie some of what is due to what shares its words, and return how much that was."""
    with database.writing():
        due = changes.get(database, "trace", TOGETHER)
        touched = set(passages.components(database, due))
        for kept in shelf.load(database, due):
            touched |= _carry(database, kept.number, kept.article)
        reached = {one for component in touched for one in passages.articles(database, component)}
        changes.mark(database, "tell", findings.memberships(database, reached).values())
        # what is not there any more
        changes.done(database, "trace", set(due).difference(reached))
    return len(due)


def _carry(database: Database, number: int, article: Article) -> set[int]:
    if article.status == "removed":
        changes.done(database, "trace", [number])
        return passages.put_down(database, number)
    try:
        [codes] = match.own_shingles([read(article)], _NOTHING_SPOKEN)
    except Exception as error:  # noqa: BLE001 -- one article must not stop all others
        reason = f"{type(error).__name__}: {error}"[:MAX_REASON]
        changes.set_aside(database, "trace", number, reason)
        return set()
    changes.done(database, "trace", [number])
    return passages.carry(database, number, codes)


def lineage(database: Database, numbers: Iterable[int], tools: Tools) -> Lineage:
    """Trace all articles that hang together with any of these."""
    wanted = set(numbers)
    for component in passages.components(database, wanted):
        wanted.update(passages.articles(database, component))
    kept = shelf.load(database, sorted(wanted))
    cited = findings.cited(database, wanted)
    return Lineage(
        [one.settled for one in kept],
        gazetteer=tools.gazetteer,
        cited={one.article.id: cited.get(one.number, frozenset()) for one in kept},
    )
