"""The library at an earlier moment: the same stages, over what was public or had been seen by then."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from firsthand import pipeline
from firsthand.pipeline import Progress, Tools
from firsthand.reading import Reading
from firsthand.records import Article, Story
from firsthand.store import past
from firsthand.store.caches import KeptEncoder
from firsthand.store.database import Database
from firsthand.store.findings import Heading, Told
from firsthand.store.shelf import stamp
from firsthand.text.words import words
from firsthand.timeline.replay import Replay
from firsthand.upkeep.reading import equip


def read(
    database: Database,
    replay: Replay,
    numbers: Sequence[int] | None = None,
    progress: Progress | None = None,
) -> Reading:
    """Read the articles ``numbers`` (all of them if None) as they stood then; nothing is kept."""
    articles = list(_articles(database, replay, numbers))
    given = pipeline.equip()
    encoder = KeptEncoder(given.encoder, database) if given.encoder else None
    tools = Tools(gazetteer=given.gazetteer, encoder=encoder)
    for article in articles:
        equip(database, tools, article)
    reading = pipeline.study(articles, now=replay.moment, tools=tools, progress=progress)
    return replace(reading, as_of=replay.moment)


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
                found.append(
                    Told(claim=claim.id, story=story.id, words=told, low=count.low, high=count.high)
                )
    return found[:most]
