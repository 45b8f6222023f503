"""What is shown of a library: articles with what is known of their lineage, a story as it stands now."""

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from firsthand import narration
from firsthand.reading import Reading
from firsthand.records import Article, Claim, Node, Stemma, Story
from firsthand.remarks import Elsewhere, remark
from firsthand.store import findings, gatherings, shelf
from firsthand.store.database import Database, Row
from firsthand.timeline import expectations
from firsthand.upkeep import tombstones

#: steps of a way back that are followed; editions of editions can be endless
STEPS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A wording of an article, and when it was seen."""

    ordinal: int
    title: str | None
    text: str
    first_seen: str
    last_seen: str
    #: lines of a unified diff against the version before it
    diff: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What happened to an article."""

    versions: tuple[Version, ...]
    #: (status, why, when) in order
    marks: tuple[tuple[str, str, str], ...]
    #: (place, when) in order
    sightings: tuple[tuple[str, str], ...]


def story(database: Database, told: Story, numbers: list[int], now: datetime) -> Reading:
    """Return a story with its articles, the numbers of which are given, as it stands now."""
    settled, deciding = _settled(database, told, numbers)
    found = reading(database, [*numbers, *deciding], _as_of(settled, now))
    return tombstones.show(database, found, numbers)


def way_back(database: Database, number: int) -> Reading:
    """Return an article with all that stands above it."""
    wanted: dict[int, None] = {}
    due = [number]
    while due and len(wanted) < STEPS:
        traced = findings.descents(database, due)
        wanted.update(dict.fromkeys(due))
        above = [link.upstream for one in traced for link in one.links]
        due = [n for n in shelf.numbers(database, above).values() if n not in wanted]
    return reading(database, list(wanted))


def history(database: Database, number: int) -> History:
    """Return the versions of an article with their differences, and what became of it."""
    return History(
        versions=tuple(_versions(database.all("versions", number))),
        marks=tuple(tuple(row) for row in database.all("marks", number)),
        sightings=tuple((row["place"], row["seen"]) for row in database.all("sightings", number)),
    )


def reading(database: Database, numbers: list[int], story: Story | None = None) -> Reading:
    """Return articles with what is known of their lineage."""
    kept = shelf.load(database, numbers)
    traced = findings.descents(database, numbers)
    links = tuple(link for one in traced for link in one.links)
    articles = {one.article.id: one.shown for one in kept}
    above = [link.upstream for link in links if link.upstream not in articles]
    others = shelf.load(database, list(shelf.numbers(database, above).values()))
    nodes = [_node(article) for article in articles.values()]
    nodes += [_node(one.article) for one in others]
    shown = {node.id for node in nodes}
    nodes += [_lost(name) for name in sorted({*above} - shown)]
    found = Reading(
        articles=tuple(articles.values()),
        stories=() if story is None else (story,),
        lineage=Stemma(
            nodes=tuple(nodes),
            links=links,
            primary={one.article: one.primary for one in traced},
        ),
    )
    elsewhere = (Elsewhere(**dict(row)) for row in gatherings.seconds(database, numbers))
    return remark(found, elsewhere)


def _settled(database: Database, story: Story, numbers: list[int]) -> tuple[Story, list[int]]:
    """Look into related stories for what is still expected; also name what decides it."""
    if not any(expectations.is_open(claim) for claim in story.claims):
        return story, []
    named = [findings.story(database, one.story) for one in story.related]
    others = [one for one in named if one]
    if not others:
        return story, []
    also = [n for number, _ in others for n in findings.members(database, number)]
    kept = shelf.load(database, [*numbers, *also])
    articles = {one.article.id: one.shown for one in kept}
    settled = narration.settle(story, [told for _, told in others], articles)
    due = (claim.expectation for claim in settled.claims)
    deciding = {place[0] for one in due if one for place in one.because} - {*story.articles}
    return settled, [one.number for one in kept if one.article.id in deciding]


def _as_of(story: Story, now: datetime) -> Story:
    """Tell what is still open apart from what was never settled."""
    return replace(story, claims=tuple(_open(claim, now) for claim in story.claims))


def _open(claim: Claim, now: datetime) -> Claim:
    expected = claim.expectation
    if (
        not expected
        or expected.outcome != "unknown"
        or not expected.latest
        or expected.latest < now
    ):
        return claim
    return replace(claim, expectation=replace(expected, outcome="pending"))


def _versions(rows: Iterable[Row]) -> Iterator[Version]:
    before: list[str] | None = None
    for row in rows:
        lines = [row["title"] or "", *row["text"].split("\n")]
        changed = difflib.unified_diff(before, lines, lineterm="", n=0) if before else ()
        before = lines
        yield Version(**dict(row), diff=tuple(changed))


def _node(article: Article) -> Node:
    name = article.title or article.text.strip().split("\n", 1)[0][:120]
    return Node(id=article.id, kind="article", name=name, url=article.canonical or article.url)


def _lost(name: str) -> Node:
    return Node(id=name, kind="lost", name=name.split(":")[1] if ":" in name else name)
