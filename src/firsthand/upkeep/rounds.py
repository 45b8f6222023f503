"""Rounds: the stages one after the other until nothing is due."""

from firsthand import pipeline
from firsthand.models.encoder import Encoder
from firsthand.pipeline import Progress, Tools
from firsthand.store import changes
from firsthand.store.caches import KeptEncoder
from firsthand.store.database import Database
from firsthand.upkeep.placing import place
from firsthand.upkeep.reading import read
from firsthand.upkeep.telling import tell
from firsthand.upkeep.tracing import trace

_CLEARED = (
    "clear_stories", "clear_gatherings", "clear_decided", "clear_readings", "clear_descents", "clear_carriers", "clear_runs", "clear_hallmarks",
    "clear_near", "clear_pointers", "clear_bodies", "clear_facets", "clear_citations", "clear_ways",
    "clear_changes", "clear_quarantine",
)  # fmt: skip


def settle(
    database: Database, tools: Tools | None = None, progress: Progress | None = None
) -> None:
    """Bring all findings up to the articles; returns when nothing is due."""
    given, say = tools or pipeline.equip(), progress or _silent
    # of the parsers each is wrapped when it is first needed
    own = Tools(gazetteer=given.gazetteer, encoder=_kept(given.encoder, database))
    while _pending(database):
        for stage, words, work in (
            ("place", "grouping", _place), ("read", "reading claims", read), ("trace", "tracing", trace), ("tell", "joining claims", tell),
        ):  # fmt: skip
            done, due = 0, len(changes.get(database, stage))
            while count := work(database, own):
                done += count
                say(words, done, max(done, due))


def _place(database: Database, tools: Tools) -> int:
    return place(database, tools.encoder)


def _pending(database: Database) -> bool:
    return bool(database.all("pending"))


def _kept(encoder: Encoder | None, database: Database) -> Encoder | None:
    return None if encoder is None else KeptEncoder(encoder, database)


def rebuild(
    database: Database, tools: Tools | None = None, progress: Progress | None = None
) -> None:
    """Throw all findings away and make them anew from the articles."""
    with database.writing():
        database.memory.clear()
        for statement in _CLEARED:
            database.do(statement)
        numbers = [row["number"] for row in database.all("everything")]
        for stage in ("place", "read", "trace"):
            changes.mark(database, stage, numbers)
    settle(database, tools, progress)


def _silent(stage: str, done: int, total: int) -> None:
    """Tell nobody."""
