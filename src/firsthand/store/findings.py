"""What was found: stories with their claims, readings of articles, lineage. All of it derived."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from firsthand.records import (
    Article,
    Claim,
    Descent,
    Flag,
    Primary,
    Published,
    Range,
    Report,
    Story,
)
from firsthand.store import codec
from firsthand.store.database import Database, Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A story in a list."""

    id: str
    #: words of the headline
    title: str
    #: how many articles it has
    articles: int
    #: None until its claims have been joined
    independent_origins: Range | None
    #: when its latest article appeared, ISO 8601; the empty string where that is not known
    latest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A claim in a list: its wording and what stands behind it."""

    claim: str
    story: str
    words: str
    #: independent origins, from the least that is sure to the most that is possible
    low: int
    high: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An article that a search found, with the words around what was asked for."""

    article: str
    story: str | None
    title: str | None
    outlet: str | None
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Traced:
    """The lineage of one article: the links into it, and its primary sources."""

    article: str
    links: tuple[Descent, ...]
    primary: tuple[Primary, ...]


# --------------------------------------------------------------------------- stories


def story(database: Database, name: str) -> tuple[int, Story] | None:
    """Return a story by its id, or by that of one that was merged into it."""
    row = database.one("story_named", id=name)
    return None if row is None else (row["number"], _story(row))


def stories(database: Database) -> list[Story]:
    """Return all stories as far as they are told."""
    return [_story(row) for row in database.all("all_stories")]


def _story(row: Row) -> Story:
    placed = replace(codec.loads(Story, row["placed"]), id=row["id"])
    if not row["told"]:
        return placed
    told = codec.loads(Story, row["told"])
    return replace(
        placed, title=told.title, claims=told.claims, disagreements=told.disagreements,
        timeline=told.timeline, independent_origins=told.independent_origins,
    )  # fmt: skip


def headings(database: Database, *, most: int, after: int = 0) -> list[Heading]:
    """Return the stories whose latest article appeared last, these first."""
    return [_heading(row) for row in database.all("stories", most=most, after=after)]


def _heading(row: Row) -> Heading:
    origins = codec.loads(Range, row["origins"]) if row["origins"] else None
    return Heading(
        id=row["id"], title=row["title"], articles=row["size"], independent_origins=origins,
        latest="" if row["latest"] == "9999" else row["latest"],
    )  # fmt: skip


def members(database: Database, number: int) -> list[int]:
    """Return the articles of a story in the order in which they appeared."""
    return [row["article"] for row in database.all("members", number)]


def memberships(database: Database, articles: Iterable[int]) -> dict[int, int]:
    """Return the story of each of these articles."""
    rows = database.all("memberships", numbers=json.dumps(list(articles)))
    return {row["article"]: row["story"] for row in rows}


def narrow(database: Database, article: int, published: Published | None) -> None:
    """Keep the day of publication as narrowed by the story; None where it told nothing."""
    database.do("set_published", None if published is None else codec.dumps(published), article)


def place(database: Database, number: int, placed: Story, *, latest: str) -> bool:
    """Keep what grouping says of a story; False if it said the same before."""
    text = codec.dumps(placed)
    before = database.one("placed_story", number)
    if before is not None and before["placed"] == text:
        return False
    database.do("set_placed", story=number, placed=text, size=len(placed.articles), latest=latest)
    return True


def tell(database: Database, number: int, told: Story, articles: dict[str, Article]) -> None:
    """Keep the claims, questions and timeline of a story."""
    database.do("set_told", story=number, told=codec.dumps(told))
    database.do("delete_claims", number)
    rows = [
        (claim.id, number, place, _words(claim, articles), counted.low, counted.high)
        for place, claim in enumerate(told.claims)
        for counted in [claim.independent_origins]
    ]
    database.many("add_claim", rows)


def _words(claim: Claim, articles: dict[str, Article]) -> str:
    article, start, stop = claim.text
    return articles[article].text[start:stop]


# --------------------------------------------------------------------------- one article


def read(
    database: Database,
    article: int,
    reports: Sequence[Report],
    cited: Iterable[str],
    flags: Sequence[Flag] = (),
) -> None:
    """Keep the reports of an article, whom it cites, and flags that say how well it was read."""
    database.do(
        "set_reading", article=article, reports=codec.dumps(tuple(reports)),
        cited=json.dumps(sorted(cited), ensure_ascii=False),
        flags=codec.dumps(tuple(flags)),
    )  # fmt: skip


def readings(database: Database, articles: Iterable[int]) -> dict[int, tuple[Report, ...]]:
    """Return the reports of each of these articles."""
    rows = database.all("readings", numbers=json.dumps(list(articles)))
    return {row["article"]: codec.loads(tuple[Report, ...], row["reports"]) for row in rows}


def cited(database: Database, articles: Iterable[int]) -> dict[int, frozenset[str]]:
    """Return the outlets and agencies from which each article says to have something."""
    rows = database.all("cited", numbers=json.dumps(list(articles)))
    return {row["article"]: frozenset(json.loads(row["cited"])) for row in rows}


def descend(
    database: Database, article: int, links: Sequence[Descent], primary: Sequence[Primary]
) -> None:
    """Keep the links into an article and its primary sources."""
    database.do(
        "set_descent", article=article, links=codec.dumps(tuple(links)),
        origins=codec.dumps(tuple(primary)),
    )  # fmt: skip


def descents(database: Database, articles: Iterable[int]) -> list[Traced]:
    """Return the lineage of each of these articles."""
    rows = database.all("descents", numbers=json.dumps(list(articles)))
    return [
        Traced(
            article=row["id"], links=codec.loads(tuple[Descent, ...], row["links"]),
            primary=codec.loads(tuple[Primary, ...], row["origins"]),
        )
        for row in rows
    ]  # fmt: skip
