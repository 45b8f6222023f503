"""The stage that traces a story's lineage and joins what it says: claims, questions, timeline."""

from collections.abc import Mapping, Sequence

from firsthand import pipeline
from firsthand.pipeline import Tools
from firsthand.records import ACTS_ON_CLAIMS, ACTS_ON_LINKS, Descent, Report, Story
from firsthand.store import acts, changes, findings, shelf
from firsthand.store.database import Database
from firsthand.upkeep.reading import MAX_REASON
from firsthand.upkeep.tracing import lineage


def tell(database: Database, tools: Tools) -> int:
    """Tell one of the stories that are due, and return how many that was; 0 when none is due."""
    with database.writing():
        due = changes.get(database, "tell", 1)
        for number in due:
            story = findings.gathered(database, number)
            try:
                if story is not None and story.articles:
                    with database.whole():
                        _tell(database, number, story, tools)
            except Exception as error:  # noqa: BLE001 -- one story must not stop all others
                reason = f"{type(error).__name__}: {error}"[:MAX_REASON]
                changes.set_aside(database, "tell", number, reason)
            else:
                changes.done(database, "tell", [number])
    return len(due)


def _tell(database: Database, number: int, story: Story, tools: Tools) -> None:
    kept = shelf.load(database, findings.members(database, number))
    articles = {one.article.id: one.settled for one in kept}
    read = findings.readings(database, [one.number for one in kept])
    reports: Mapping[str, Sequence[Report]] = {
        one.article.id: read.get(one.number, ()) for one in kept
    }
    standing = acts.standing(database, {one.number for one in kept})
    traced = lineage(database, [one.number for one in kept], tools)
    articles, reports = pipeline.redated(articles, reports, traced, tools)
    told = pipeline.tell_story(story, articles, reports, traced, None, tools.encoder, standing)
    findings.tell(database, number, told, articles)
    decided = {mark.number for claim in told.claims for mark in claim.corrected_by}
    acts.decide(database, number, ACTS_ON_CLAIMS, decided)
    parted = traced.decided.intersection(act.number for act in standing)
    acts.decide(database, number, ACTS_ON_LINKS, parted)
    for one in kept:
        name = one.article.id
        links = [link for link in traced.links if link.to == name]
        doubt = traced.redated.get(name)
        findings.descend(
            database, one.number, links, traced.primary.get(name, ()),
            published=doubt.published if doubt else None, flags=(doubt.flag,) if doubt else (),
        )  # fmt: skip
        outlet = one.article.outlet
        entry = tools.gazetteer.named(outlet.name) if outlet else None
        house = entry.name if entry else outlet.name if outlet else None
        findings.appraise(database, one.number, one.article, house, _own(links))


def _own(links: Sequence[Descent]) -> float:
    """Share of a text that stands in none of those it has its words from.

    Of one that was not collected only the credit is known; then all of it is taken for that one's.
    """
    taken = (
        1.0 if link.relation == "copy" and not link.coverage else link.coverage for link in links
    )
    return round(1.0 - min(1.0, max(taken, default=0.0)), 3)
