"""The stage that traces a story's lineage and joins what it says: claims, questions, timeline."""

from dataclasses import replace

from firsthand import pipeline
from firsthand.pipeline import Tools
from firsthand.records import Story
from firsthand.store import changes, codec, findings, shelf
from firsthand.store.database import Database
from firsthand.upkeep.reading import MAX_REASON
from firsthand.upkeep.tracing import lineage


def tell(database: Database, tools: Tools) -> int:
    """Tell one of the stories that are due, and return how many that was; 0 when none is due."""
    with database.writing():
        due = changes.get(database, "tell", 1)
        for number in due:
            row = database.one("placed_story", number)
            try:
                if row is not None and row["placed"]:
                    _tell(database, number, codec.loads(Story, row["placed"]), tools)
            except Exception as error:  # noqa: BLE001 -- one story must not stop all others
                reason = f"{type(error).__name__}: {error}"[:MAX_REASON]
                changes.set_aside(database, "tell", number, reason)
            else:
                changes.done(database, "tell", [number])
    return len(due)


def _tell(database: Database, number: int, placed: Story, tools: Tools) -> None:
    kept = shelf.load(database, findings.members(database, number))
    articles = {one.article.id: one.settled for one in kept}
    read = findings.readings(database, [one.number for one in kept])
    reports = {one.article.id: read.get(one.number, ()) for one in kept}
    traced = lineage(database, [one.number for one in kept], tools)
    story = replace(placed, articles=tuple(articles))
    told = pipeline.tell_story(story, articles, reports, traced, None)
    findings.tell(database, number, told, articles)
    for one in kept:
        name = one.article.id
        links = [link for link in traced.links if link.to == name]
        findings.descend(database, one.number, links, traced.primary.get(name, ()))
