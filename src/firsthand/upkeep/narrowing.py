"""The stage that narrows the dates of a story's articles by one another.

What that moves is read anew, so it stands before the telling of a story, and as often as that.
"""

from firsthand.pipeline import Tools
from firsthand.records import Published
from firsthand.store import changes, findings, shelf
from firsthand.store.database import Database
from firsthand.stories import narrow as narrowing


def narrow(database: Database, tools: Tools) -> int:  # noqa: ARG001 -- as the other stages
    """Narrow the dates of one of the stories that are due; return how many that was."""
    with database.writing():
        due = changes.narrowing(database, 1)
        for number in due:
            try:
                with database.whole():
                    _narrow(database, number)
            except Exception as error:  # noqa: BLE001 -- one story must not stop all others
                changes.set_aside(database, "narrow", number, changes.because(error))
            else:
                changes.done(database, "narrow", [number])
    return len(due)


def _narrow(database: Database, number: int) -> None:
    kept = shelf.load(database, findings.members(database, number))
    narrowed = narrowing.narrow([one.article for one in kept])
    found = {article.id: article.published for article in narrowed}
    moved = False
    for one in kept:
        published: Published | None = found[one.article.id]
        if published == one.article.published:
            published = None
        if published != one.narrowed:
            moved = True
            findings.narrow(database, one.number, published)
            changes.mark(database, "read", [one.number])
            changes.mark(database, "trace", [one.number])
    if moved:
        findings.gather(database, number)
