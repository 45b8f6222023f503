"""Rounds: the stages one after the other until nothing is due."""

from functools import partial

from firsthand import pipeline
from firsthand.collect.sources import Spread
from firsthand.pipeline import Progress, Tools, silent
from firsthand.store import changes
from firsthand.store.caches import KeptEncoder
from firsthand.store.database import Database
from firsthand.upkeep import telling
from firsthand.upkeep.narrowing import narrow
from firsthand.upkeep.placing import place
from firsthand.upkeep.reading import read
from firsthand.upkeep.telling import PATIENCE, Patience, tell
from firsthand.upkeep.tracing import trace

_CLEARED = (
    "clear_stories", "clear_gatherings", "clear_decided", "clear_readings", "clear_descents", "clear_carriers", "clear_runs", "clear_hallmarks",
    "clear_near", "clear_pointers", "clear_bodies", "clear_facets", "clear_citations", "clear_ways",
    "clear_changes", "clear_quarantine",
)  # fmt: skip


def settle(
    database: Database,
    tools: Tools | None = None,
    progress: Progress | None = None,
    *,
    patience: Patience | None = PATIENCE,
    spread: Spread = map,
) -> None:
    """Bring findings up to the articles; returns when nothing is due but what may wait.

    With a ``patience`` of None nothing waits. ``spread`` is what gives articles to whoever reads
    their claims.
    """
    own, say = owned(database, tools), progress or silent
    while _due(database, patience):
        for stage, words, work in (
            ("place", "grouping", _place), ("narrow", "narrowing dates", narrow), ("read", "reading claims", partial(read, spread=spread)), ("trace", "tracing", trace), ("tell", "joining claims", tell),
        ):  # fmt: skip
            if stage == "narrow":
                _due(database, patience)
            due = changes.narrowing(database) if stage == "narrow" else changes.get(database, stage)
            done = 0
            while count := work(database, own):
                done += count
                say(words, done, max(done, len(due)))


def _place(database: Database, tools: Tools) -> int:
    return place(database, tools.encoder)


def _due(database: Database, patience: Patience | None) -> bool:
    telling.call_all(database) if patience is None else telling.call(database, patience)
    return changes.at_once(database)


def catch_up(
    database: Database, story: int, tools: Tools | None = None, *, patience: Patience = PATIENCE
) -> None:
    """Tell one story if something new of it waits."""
    if telling.call_one(database, story):
        settle(database, tools, patience=patience)


def owned(database: Database, tools: Tools | None = None) -> Tools:
    """Return tools that keep in the library what they make."""
    given = tools or pipeline.equip()
    encoder = KeptEncoder(given.encoder, database) if given.encoder else None
    # of the parsers each is wrapped when it is first needed
    return Tools(gazetteer=given.gazetteer, encoder=encoder)


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
    settle(database, tools, progress, patience=None)
