"""The stage that traces a story's lineage and joins what it says: claims, questions, timeline.

All of a story is told at once, for one article more can change anything in it: what words weigh, what
is one claim, whose words they are. So a story of many articles is not told for each of them, but when
a good part of it is new, and before somebody asks for it: what it costs for an article does not grow
with the story (amortised, as an array that grows by a share of itself).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from firsthand import narration, pipeline, sigla
from firsthand.lineage.trace import Lineage
from firsthand.pipeline import Tools
from firsthand.reading import Reading
from firsthand.records import (
    ACTS_ON_CLAIMS,
    ACTS_ON_LINKS,
    Act,
    Article,
    Descent,
    Report,
    Story,
)
from firsthand.store import acts, changes, findings, shelf
from firsthand.store.database import Database
from firsthand.store.shelf import Kept
from firsthand.upkeep import tombstones
from firsthand.upkeep.tracing import Around, around, lineage


class Patience(NamedTuple):
    """How long what is new in a story may wait to be told."""

    #: stories of up to so many articles are told at once: that takes less than a second
    prompt: int = 50
    #: a larger one when one in so many of its articles waits. Telling takes some 13 ms for each article
    #: of a story, so an article more costs so many times that, four times what reading it does; with
    #: one in 8 half of it, and twice as much of the news would wait
    growth: int = 16


PATIENCE = Patience()


def call(database: Database, patience: Patience = PATIENCE) -> None:
    """Make the stories due that have waited long enough."""
    _call(database, lambda: changes.grown(database, patience.prompt, patience.growth))


def call_all(database: Database) -> None:
    """Make all stories due that wait."""
    _call(database, lambda: changes.waiting(database))


def call_one(database: Database, number: int) -> bool:
    """Make one story due if something of it waits; return whether it is due."""
    _call(database, lambda: changes.waiting(database, number))
    return changes.is_due(database, "tell", number)


def _call(database: Database, find: Callable[[], list[int]]) -> None:
    if find():  # the write lock is asked for only where there is something to write
        with database.writing():
            changes.mark(database, "tell", find())


@dataclass(frozen=True, slots=True)
class _Sources:
    """All that the telling of a story follows from."""

    story: Story
    kept: tuple[Kept, ...]
    read: Mapping[int, tuple[Report, ...]]
    standing: tuple[Act, ...]
    around: Around


class _Result(NamedTuple):
    story: Story
    articles: Mapping[str, Article]
    lineage: Lineage


def tell(database: Database, tools: Tools) -> int:
    """Tell one of the stories that are due, and return how many that was; 0 when none is due.

    The write lock is not held meanwhile, which may take minutes. Where somebody else has changed what
    the story is told from, it is told once more with the lock held, so that this comes to an end.
    """
    for number in changes.get(database, "tell", 1):
        with database.looking():
            sources = _load(database, number)
        result = _tried(sources, tools)
        with database.writing():
            now = _load(database, number)
            _keep(database, number, now, result if now == sources else _tried(now, tools), tools)
        return 1
    return 0


def _load(database: Database, number: int) -> _Sources | None:
    """Return what a story is told from; None if there is no such story."""
    story = findings.gathered(database, number)
    if story is None or not story.articles:
        return None
    numbers = findings.members(database, number)
    return _Sources(
        story, tuple(shelf.load(database, numbers)), findings.readings(database, numbers),
        tuple(acts.standing(database, numbers)), around(database, numbers),
    )  # fmt: skip


def _tried(sources: _Sources | None, tools: Tools) -> _Result | str | None:
    """Tell a story, or say why that cannot be done: one story must not stop all others."""
    try:
        return None if sources is None else _told(sources, tools)
    except Exception as error:  # noqa: BLE001 -- whatever it is, it is set aside with its reason
        return changes.because(error)


def _told(sources: _Sources, tools: Tools) -> _Result:
    traced = lineage(sources.around, tools)
    articles = {one.article.id: one.settled for one in sources.kept}
    reports = {one.article.id: sources.read.get(one.number, ()) for one in sources.kept}
    dated, said = pipeline.redated(articles, reports, traced, tools)
    told = narration.tell_story(
        sources.story, dated, said, traced, None, tools.encoder, sources.standing
    )
    return _Result(told, dated, traced)


def _keep(
    database: Database, number: int, sources: _Sources | None, result: _Result | str | None,
    tools: Tools,
) -> None:  # fmt: skip
    """Keep what was told of a story, or the reason why nothing was."""
    if sources is not None and isinstance(result, _Result):
        try:
            with database.whole():
                _write(database, number, sources, result, tools)
        except Exception as error:  # noqa: BLE001 -- nor must its writing
            result = changes.because(error)
    if isinstance(result, str):
        changes.set_aside(database, "tell", number, result)
    else:
        changes.done(database, "tell", [number])
        findings.join_all(database, number)
    changes.done(database, "join", [number])


def _write(
    database: Database, number: int, sources: _Sources, result: _Result, tools: Tools
) -> None:
    told, traced = result.story, result.lineage
    findings.tell(database, number, told, result.articles)
    _mark(database, sources, result)
    decided = {mark.number for claim in told.claims for mark in claim.corrected_by}
    acts.decide(database, number, ACTS_ON_CLAIMS, decided)
    parted = traced.decided.intersection(act.number for act in sources.standing)
    acts.decide(database, number, ACTS_ON_LINKS, parted)
    above: dict[str, list[Descent]] = {}
    for link in traced.links:
        above.setdefault(link.to, []).append(link)
    for one in sources.kept:
        name = one.article.id
        links, dated = above.get(name, []), traced.redated.get(name)
        findings.descend(
            database, one.number, links, traced.primary.get(name, ()),
            published=dated.published if dated else None, flags=traced.doubts.get(name, ()),
        )  # fmt: skip
        outlet = one.article.outlet
        entry = tools.gazetteer.named(outlet.name) if outlet else None
        house = entry.name if entry else outlet.name if outlet else None
        findings.appraise(database, one.number, one.article, house, _own(links))


def _mark(database: Database, sources: _Sources, result: _Result) -> None:
    """Keep the marks that the reports of a story have: what was given moves no more."""
    reading = Reading(
        articles=tuple(result.articles.values()), stories=(result.story,), lineage=result.lineage.stemma
    )  # fmt: skip
    reading = tombstones.show(database, reading, [one.number for one in sources.kept])
    story = reading.stories[0]
    found = sigla.assign(story, sigla.index(reading.articles, reading.lineage))
    names = (*story.articles, *(one.id for one in story.removed))
    given = {name: found.marks[name] for name in names}
    findings.keep_marks(database, dict(given.items() - story.marks.items()))
    families = {one.letter for one in found.families}
    findings.keep_letters(
        database,
        {
            (link.to, tombstones.text(link.upstream)): mark
            for link in reading.lineage.links
            if link.to in given
            and (mark := found.marks.get(link.upstream))
            and not found.order[link.upstream][2]
            and mark not in families
        },
    )


def _own(links: Sequence[Descent]) -> float:
    """Share of a text that stands in none of those it has its words from.

    Of one that was not collected only the credit is known; then all of it is taken for that one's.
    """
    taken = (
        1.0 if link.relation == "copy" and not link.coverage else link.coverage for link in links
    )
    return round(1.0 - min(1.0, max(taken, default=0.0)), 3)
