"""What was found: stories with their claims, readings of articles, lineage. All of it derived."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from firsthand.records import (
    ACTS_ON_STORIES,
    Article,
    Claim,
    Descent,
    Flag,
    Primary,
    Published,
    Range,
    Related,
    Report,
    Story,
)
from firsthand.store import acts, codec
from firsthand.store.database import Database, Row

#: related stories of one, at most
RELATED = 6
#: what the one story is to the other, if that is this to it
_TURNED = {"earlier": "later", "later": "earlier"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A story in a list."""

    id: str
    #: words of the headline
    title: str
    #: how many articles it has
    articles: int
    #: without the merges; None until its claims have been joined
    independent_origins: Range | None
    #: when its latest article appeared, ISO 8601; the empty string where that is not known
    latest: str
    #: how many of its articles are not in what is told of it yet
    waiting: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A claim in a list: its wording and what stands behind it."""

    claim: str
    story: str
    words: str
    #: independent origins, from the least that is sure to the most that is possible
    low: int
    high: int
    #: what the words say something of, where these cannot be read without it
    lead: str = ""
    #: articles that report it, and voices from which these have it
    reports: int = 0
    voices: int = 0
    #: how surely it is told, in the order of its reports
    stances: tuple[str, ...] = ()
    #: whether it is told first-hand
    firsthand: bool = False
    #: whether somebody who is not named vouches for it
    unnamed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An article that a search found, with the words around what was asked for."""

    article: str
    story: str | None
    title: str | None
    outlet: str | None
    words: str
    #: when it appeared, at the earliest and at the latest, ISO 8601; the empty string where that is not known
    appeared: str = ""
    until: str = ""


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
    return None if row is None else (row["number"], _story(database, row))


def story_of(database: Database, article: str) -> Story | None:
    """Return the story in which an article stands."""
    row = database.one("story_with", article)
    return None if row is None else _story(database, row)


def stories(database: Database) -> list[Story]:
    """Return all stories as far as they are told."""
    return [_story(database, row) for row in database.all("all_stories")]


def gathered(database: Database, number: int) -> Story | None:
    """Return what grouping says of a story, None if there is no such story."""
    row = database.one("story_at", number)
    return None if row is None else _gathered(database, number, row)


def _gathered(database: Database, number: int, row: Row) -> Story:
    article, words = json.loads(row["headline"]) if row["headline"] else ("", "")
    names = tuple(member["id"] for member in database.all("members", number))
    return Story(
        id=row["id"], articles=names, title=(article, words), related=_related(database, number),
        corrected_by=acts.deciding(database, number, ACTS_ON_STORIES),
    )  # fmt: skip


def _related(database: Database, number: int) -> tuple[Related, ...]:
    """Return related stories: those near this one, and those that this one is near to."""
    found: dict[str, str] = {}
    for row in database.all("relations", story=number):
        kind = _TURNED.get(row["kind"], row["kind"]) if row["turned"] else row["kind"]
        found.setdefault(row["id"], kind)
    return tuple(Related(story=name, kind=kind) for name, kind in list(found.items())[:RELATED])


def _story(database: Database, row: Row) -> Story:
    placed = _gathered(database, row["number"], row)
    if not row["told"]:
        return placed
    told = codec.loads(Story, row["told"])
    records = (one["record"] for one in database.all("claims_of", row["number"]))
    claims = tuple(codec.loads(Claim, record) for record in records if record)
    here = frozenset(placed.articles)
    if {told.title[0]} - {""} <= here and all(_rests_on(claim) <= here for claim in claims):
        return replace(
            placed, title=told.title, disagreements=told.disagreements, timeline=told.timeline,
            claims=claims, independent_origins=told.independent_origins,
        )  # fmt: skip
    return _left(placed, told, [claim for claim in claims if _rests_on(claim) <= here])


def _rests_on(claim: Claim) -> set[str]:
    """Name the articles that a claim is made of."""
    return {claim.text[0], *(report.article for report in claim.reports)}


def _left(placed: Story, told: Story, claims: Sequence[Claim]) -> Story:
    """Return what still holds of a story that has lost articles and is about to be told anew.

    For others may read it between the two.
    """
    known = {claim.id for claim in claims}
    counted = told.independent_origins
    return replace(
        placed, claims=tuple(claims),
        disagreements=tuple(
            question for question in told.disagreements
            if all(known.issuperset(side.claims) for side in question.sides)
        ),
        timeline=tuple(event for event in told.timeline if event.claim in known),
        independent_origins=replace(counted, merges=()),
    )  # fmt: skip


def headings(database: Database, *, most: int, after: int = 0) -> list[Heading]:
    """Return the stories whose latest article appeared last, these first."""
    return [heading(row) for row in database.all("stories", most=most, after=after)]


def heading(row: Row) -> Heading:
    """Return the heading that a row of a story gives."""
    origins = Range(low=row["low"], high=row["high"]) if row["told"] else None
    return Heading(
        id=row["id"], title=row["title"], articles=row["size"], independent_origins=origins,
        latest="" if row["latest"] == "9999" else row["latest"], waiting=row["waiting"],
    )  # fmt: skip


def members(database: Database, number: int) -> list[int]:
    """Return the articles of a story in the order in which they appeared."""
    return [row["article"] for row in database.all("members", number)]


def memberships(database: Database, articles: Iterable[int]) -> dict[int, int]:
    """Return the story of each of these articles."""
    rows = database.all("memberships", numbers=json.dumps(list(articles)))
    return {row["article"]: row["story"] for row in rows}


def drop_empty(database: Database, numbers: Iterable[int]) -> set[int]:
    """Delete those of some stories that nothing is left of, and return them."""
    rows = database.all("empty_stories", stories=json.dumps(sorted(set(numbers))))
    found = {row["number"] for row in rows}
    for number in found:
        database.do("delete_story", number)
    return found


def leave_unjoined(database: Database, article: int) -> None:
    """Note that what a story tells is not yet joined with what one of its articles says."""
    database.do("leave_unjoined", article)


def join_all(database: Database, number: int) -> None:
    """Note that what a story tells is joined of what all of its articles say."""
    database.do("set_joined", number)


def concerned(
    database: Database, *, story: str = "", article: str = "", claim: str = ""
) -> list[int]:
    """Return the stories of which something is asked that asks for a story, an article or a claim."""
    rows = database.all("concerned", story=story, article=article, claim=claim)
    return [row["number"] for row in rows]


def waiting(database: Database, number: int) -> int:
    """Return how many articles of a story are not in what is told of it yet."""
    return database.count("count_waiting", number)


def narrow(database: Database, article: int, published: Published | None) -> None:
    """Keep the day of publication as narrowed by the story; None where it told nothing."""
    database.do("set_published", None if published is None else codec.dumps(published), article)


def gather(database: Database, number: int) -> None:
    """Keep how many articles a story has, and when the latest of them appeared."""
    database.do("set_gathered", story=number)


def entitle(database: Database, number: int, title: tuple[str, str]) -> bool:
    """Keep the headline of a story as grouping chose it, and say whether it is a new one."""
    headline = json.dumps(title, ensure_ascii=False)
    return bool(database.all("set_headline", story=number, headline=headline, title=title[1]))


def tell(database: Database, number: int, told: Story, articles: Mapping[str, Article]) -> None:
    """Keep the claims, questions and timeline of a story."""
    counted = told.independent_origins
    # which articles it has, and what it is near to, is known without it; claims are rows
    bare = replace(told, articles=(), related=(), claims=(), corrected_by=())
    database.do(
        "set_told", story=number, told=codec.dumps(bare), title=told.title[1],
        low=counted.low, high=counted.high,
    )  # fmt: skip
    rows = [
        (
            claim.id, number, place, _words(claim, articles), claim.independent_origins.low,
            claim.independent_origins.high, codec.dumps(claim),
        )
        for place, claim in enumerate(told.claims)
    ]  # fmt: skip
    _replace(database, number, rows)


def _replace(database: Database, number: int, rows: Sequence[tuple[object, ...]]) -> None:
    """Write the claims of a story; those that are as they were stay, in the search index, too."""
    before = {
        row["place"]: (
            row["id"], number, row["place"], row["words"], row["low"], row["high"], row["record"]
        )
        for row in database.all("claims_of", number)
    }  # fmt: skip
    same = {place for place, row in enumerate(rows) if before.get(place) == row}
    database.many("delete_claims", [(number, place) for place in before if place not in same])
    database.many("add_claim", [row for place, row in enumerate(rows) if place not in same])


def _words(claim: Claim, articles: Mapping[str, Article]) -> str:
    article, start, stop = claim.text
    return articles[article].text[start:stop]


# --------------------------------------------------------------------------- one article


def read(
    database: Database,
    article: int,
    reports: Sequence[Report],
    cited: Collection[str],
    flags: Sequence[Flag] = (),
) -> None:
    """Keep the reports of an article, whom it cites, and flags that say how well it was read."""
    database.do(
        "set_reading", article=article, reports=codec.dumps(tuple(reports)),
        cited=json.dumps(sorted(cited), ensure_ascii=False),
        flags=codec.dumps(tuple(flags)),
    )  # fmt: skip
    database.do("delete_citations", article)
    database.many("add_citation", [(article, name) for name in sorted(set(cited))])


def readings(database: Database, articles: Iterable[int]) -> dict[int, tuple[Report, ...]]:
    """Return the reports of each of these articles."""
    rows = database.all("readings", numbers=json.dumps(list(articles)))
    return {row["article"]: codec.loads(tuple[Report, ...], row["reports"]) for row in rows}


def cited(database: Database, articles: Iterable[int]) -> dict[int, frozenset[str]]:
    """Return the outlets and agencies from which each article says to have something."""
    rows = database.all("cited", numbers=json.dumps(list(articles)))
    return {row["article"]: frozenset(json.loads(row["cited"])) for row in rows}


def descend(
    database: Database,
    article: int,
    links: Sequence[Descent],
    primary: Sequence[Primary],
    *,
    published: Published | None = None,
    flags: Sequence[Flag] = (),
) -> None:
    """Keep the links into an article and its primary sources.

    ``published`` and ``flags`` are given where its lineage contradicts its date.
    """
    database.do(
        "set_descent", article=article, links=codec.dumps(tuple(links)),
        origins=codec.dumps(tuple(primary)),
        published=codec.dumps(published) if published else None,
        flags=codec.dumps(tuple(flags)) if flags else None,
    )  # fmt: skip
    database.do("delete_ways", article)
    upstreams = json.dumps([link.upstream for link in links])
    database.do("add_ways", article=article, upstreams=upstreams)


def appraise(
    database: Database, number: int, article: Article, outlet: str | None, own: float
) -> None:
    """Keep whose an article is, under the name by which others cite it, and what share is its own."""
    database.do(
        "set_facet", article=number, outlet=outlet, language=article.language,
        words=len(article.text.split()), own=own,
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


def keep_marks(database: Database, marks: Mapping[str, str]) -> None:
    """Keep the marks that some reports have, by their ids."""
    with database.writing():
        database.many("keep_siglum", marks.items())


def marks(database: Database, articles: Iterable[str]) -> dict[str, str]:
    """Return the marks of reports that were kept."""
    rows = database.all("sigla_kept", articles=json.dumps(list(articles)))
    return {row["article"]: row["mark"] for row in rows}


def keep_letters(database: Database, letters: Mapping[tuple[str, str], str]) -> None:
    """Keep the letters of texts that are only cited, by who cites them and by their names."""
    with database.writing():
        database.many("keep_letter", [(*of, letter) for of, letter in letters.items()])


def letters(database: Database, articles: Iterable[str]) -> dict[tuple[str, str], str]:
    """Return the letters of texts that these reports cite, as far as they were kept."""
    rows = database.all("letters_kept", articles=json.dumps(list(articles)))
    return {(row["article"], row["text"]): row["letter"] for row in rows}
