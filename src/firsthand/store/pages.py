"""What the pages of a reader show: each found by an index, so that its cost does not grow with the library."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from firsthand.records import Article, Claim, Descent, Primary
from firsthand.store import codec, findings, shelf
from firsthand.store.database import Database, Row
from firsthand.store.findings import Heading

#: articles that are listed as having their words from one, and names in a list of an outlet
LISTED = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePage:
    """One article, with its way up and what has its words from it."""

    article: Article
    story: Heading | None
    #: links into it, and its primary sources
    links: tuple[Descent, ...]
    primary: tuple[Primary, ...]
    #: links from it to the texts nearest below, the earliest first, and how many there are in all
    below: tuple[Descent, ...]
    count_below: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPage:
    """One claim, with the articles that report it."""

    claim: Claim
    story: Heading
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """Another house, and in how many articles."""

    name: str
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletPage:
    """An outlet or agency by what it prints: what is its own, from whom it has the rest, who cites it."""

    name: str
    articles: int
    #: words of its articles, and how many of them stand in no earlier text that is known
    words: int
    own_words: int
    #: whom its articles say to have something from, and whose articles say so of it
    cites: tuple[Tie, ...]
    cited_by: tuple[Tie, ...]
    #: from whose texts it has words, and who has words from its texts
    takes: tuple[Tie, ...]
    taken_by: tuple[Tie, ...]
    #: the ones that appeared last
    latest: tuple[Article, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What a list shows of a story: its heading, its articles, and how they hang together."""

    heading: Heading
    #: id of each article, and when it came into the library (ISO 8601), in order of appearance
    articles: tuple[tuple[str, str], ...]
    #: links into them, without passages and reasons
    links: tuple[Descent, ...]


def outlines(database: Database, stories: Iterable[str]) -> dict[str, Outline]:
    """Return the outlines of these stories by their ids, in the same order."""
    names = list(stories)
    headings: dict[str, Heading] = {}
    articles: dict[str, list[tuple[str, str]]] = {name: [] for name in names}
    links: dict[str, list[Descent]] = {name: [] for name in names}
    for row in database.all("outlines", stories=json.dumps(names)):
        headings[row["id"]] = findings.heading(row)
        articles[row["id"]].append((row["article"], row["added"]))
        links[row["id"]] += (
            Descent(
                upstream=upstream, to=row["article"], relation=relation, coverage=coverage,
                confidence=confidence, why=(),
            )
            for upstream, relation, coverage, confidence in json.loads(row["links"] or "[]")
        )  # fmt: skip
    return {
        name: Outline(
            heading=headings[name], articles=tuple(articles[name]), links=tuple(links[name])
        )
        for name in names
        if name in headings
    }


def front(
    database: Database, *, most: int, after: int = 0, day: str | None = None
) -> list[Heading]:
    """Return the stories of the latest day (``day`` and before, ISO 8601) and so on back.

    Of one day those come first that most newsrooms gathered themselves.
    """
    return [
        findings.heading(row)
        for row in database.all("front", most=most, after=after, day=day)
    ]  # fmt: skip


def article(database: Database, number: int) -> ArticlePage:
    """Return an article with its lineage, upward and downward."""
    [kept] = shelf.load(database, [number])
    traced = findings.descents(database, [number])
    row = database.one("heading", number)
    return ArticlePage(
        article=kept.shown,
        story=findings.heading(row) if row else None,
        links=tuple(link for one in traced for link in one.links),
        primary=tuple(source for one in traced for source in one.primary),
        below=tuple(_below(database, number, kept.article.id)),
        count_below=database.count("count_below", number),
    )


def _below(database: Database, number: int, name: str) -> Iterable[Descent]:
    for row in database.all("below", article=number, most=LISTED):
        links = codec.loads(tuple[Descent, ...], row["links"])
        yield from (link for link in links if link.upstream == name)


def claim(database: Database, name: str) -> ClaimPage | None:
    """Return a claim with what reports it; None if there is none of that id."""
    row = database.one("claim_record", name)
    story = database.one("heading_of", row["story"]) if row else None
    if row is None or story is None or not row["record"]:
        return None
    found = codec.loads(Claim, row["record"])
    names = dict.fromkeys(report.article for report in found.reports)
    numbers = shelf.numbers(database, [*names][:LISTED])
    kept = shelf.load(database, list(numbers.values()))
    return ClaimPage(
        claim=found, story=findings.heading(story), articles=tuple(one.shown for one in kept)
    )


def outlet(database: Database, name: str, *, most: int, after: int = 0) -> OutletPage | None:
    """Return what is known of an outlet or agency; None if it is neither printed nor cited here."""
    row = database.one("outlet_totals", outlet=name)
    assert row is not None
    ties = {
        kind: _ties(database.all(f"outlet_{kind}", outlet=name, most=LISTED))
        for kind in ("cites", "cited_by", "takes", "taken_by")
    }
    if not row["articles"] and not ties["cited_by"]:
        return None
    latest = database.all("outlet_latest", outlet=name, most=most, after=after)
    kept = shelf.load(database, [one["number"] for one in latest])
    return OutletPage(
        name=row["name"] or name, articles=row["articles"], words=row["words"] or 0,
        own_words=round(row["own"] or 0), latest=tuple(one.shown for one in reversed(kept)), **ties,
    )  # fmt: skip


def _ties(rows: Iterable[Row]) -> tuple[Tie, ...]:
    return tuple(Tie(name=row["name"], articles=row["articles"]) for row in rows)
