"""The library at an earlier moment: the same stages, over what was public or had been seen by then."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from firsthand import pipeline
from firsthand.errors import UsageError
from firsthand.pipeline import Progress
from firsthand.reading import Reading
from firsthand.records import Article, Stemma, Story
from firsthand.store import acts, findings, past, search, shelf
from firsthand.store.database import Database
from firsthand.store.findings import Heading, Told
from firsthand.store.shelf import stamp
from firsthand.stories.regroup import new_id
from firsthand.text.words import words
from firsthand.timeline.replay import Replay
from firsthand.upkeep import amending, rounds, tombstones
from firsthand.upkeep.reading import equip


def read(
    database: Database,
    replay: Replay,
    numbers: Sequence[int] | None = None,
    progress: Progress | None = None,
) -> Reading:
    """Read the articles ``numbers`` (all of them if None) as they stood then; nothing is kept.

    With them come those that stood in one story with them then, by acts that were made or undone later.
    """
    wide = None if numbers is None else sorted(amending.around(database, numbers))
    articles = list(_articles(database, replay, wide))
    tools = rounds.owned(database)
    for article in articles:
        equip(database, tools, article)
    # what was known is what had been decided by then; of what was public, what is known by now counts
    standing = acts.standing(database, known_at=replay.known_at)
    reading = pipeline.study(
        articles, now=replay.moment, tools=tools, progress=progress, acts=standing
    )
    reading = tombstones.show(database, reading, wide, replay)
    if numbers is not None and len(numbers) < len(wide or ()):
        asked = {one.article.id for one in shelf.load(database, numbers)}
        reading = _of(reading, asked)
    return replace(reading, as_of=replay.moment)


def story(database: Database, replay: Replay, name: str) -> Reading:
    """Read one story of an earlier moment by the id that it has in a list of that moment's stories.

    That id is made of the article with which the story began. Raises UsageError where none gives it.
    """
    rows = database.all("everything")
    number, first = next(
        ((row["number"], row["id"]) for row in rows if new_id(row["id"]) == name), (0, "")
    )
    here = findings.memberships(database, [number]).get(number)
    if here is None:
        raise UsageError(f"there is no story {name!r}; `firsthand stories` lists them")
    return _of(read(database, replay, findings.members(database, here)), {first})


def _of(reading: Reading, asked: set[str]) -> Reading:
    """Leave out the stories that have none of some articles."""
    stories = tuple(story for story in reading.stories if not asked.isdisjoint(story.articles))
    left = {name for story in stories for name in story.articles}
    links = tuple(link for link in reading.lineage.links if link.to in left)
    shown = left.union(link.upstream for link in links)
    shown.update(one.id for story in stories for one in story.removed)
    lineage = Stemma(
        nodes=tuple(node for node in reading.lineage.nodes if node.id in shown),
        links=links,
        primary={name: found for name, found in reading.lineage.primary.items() if name in left},
    )
    articles = tuple(article for article in reading.articles if article.id in left)
    return replace(reading, articles=articles, stories=stories, lineage=lineage)


def _articles(
    database: Database, replay: Replay, numbers: Sequence[int] | None
) -> Iterable[Article]:
    """Yield what a replay is made of; what gives no date was public when it was first seen."""
    for one in past.articles(database, numbers, by=replay.moment):
        if replay.public(replay.known([one.dated])):
            yield one.article


def headings(reading: Reading, *, most: int, after: int) -> list[Heading]:
    """List the stories of a reading as the library lists its own, the latest first."""
    articles = {article.id: article for article in reading.articles}
    found = sorted((_heading(story, articles) for story in reading.stories), key=lambda h: h.id)
    found.sort(key=lambda heading: heading.latest, reverse=True)
    return found[after : after + most]


def _heading(story: Story, articles: dict[str, Article]) -> Heading:
    moments = (articles[name].seen or articles[name].published.earliest for name in story.articles)
    return Heading(
        id=story.id, title=story.title[1], articles=len(story.articles),
        independent_origins=story.independent_origins,
        latest=max((stamp(moment) for moment in moments if moment), default=""),
    )  # fmt: skip


def claims(reading: Reading, query: str | None, *, most: int) -> list[Told]:
    """List the claims of a reading whose wording holds all words of ``query``."""
    texts = {article.id: article.text for article in reading.articles}
    asked = {word.form for word in words(query or "")}
    found = []
    for story in reading.stories:
        for claim in story.claims:
            article, start, stop = claim.text
            told = texts[article][start:stop]
            if asked <= {word.form for word in words(told)}:
                count = claim.independent_origins
                place = next((r.lead for r in claim.reports if r.place == claim.text), None)
                lead = " ".join(texts[article][slice(*place)].split()) if place else ""
                found.append(
                    search.reported(
                        claim.reports, claim=claim.id, story=story.id, words=told, lead=lead,
                        low=count.low, high=count.high,
                    )
                )  # fmt: skip
    return found[:most]
