"""What the pages of a reader show: each found by an index, so that its cost does not grow with the library."""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from firsthand.records import Article, Claim, Descent, Primary, Voice
from firsthand.store import codec, findings, shelf
from firsthand.store.database import Database, Row
from firsthand.store.findings import Heading

#: articles that are listed as having their words from one, and names in a list of an outlet
LISTED = 100
#: of so many articles of an outlet, the latest, it is told how long after their source they came
DELAYS = 1_000
#: questions of a story among which a list looks for what stands out; what is to come there
ASKED, AHEAD = 8, 3
#: articles of a story, the earliest, whose dates are held against their lineage before one is the first
EARLY = 4
#: links as an outline holds them: the text above, the relation, coverage, confidence
_LINKS = tuple[tuple[str, str, float, float], ...]
#: questions whose sides are no words of an article, and the side whose claim is shown instead
_ALONE = {"denial": "denied", "unconfirmed": "said"}


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
class Printer:
    """An outlet or agency in a list."""

    name: str
    articles: int
    #: words of its articles, and how many of them stand in no earlier text that is known
    words: int
    own_words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletPage(Printer):
    """An outlet or agency by what it prints: what is its own, from whom it has the rest, who cites it."""

    #: whom its articles say to have something from, and whose articles say so of it
    cites: tuple[Tie, ...]
    cited_by: tuple[Tie, ...]
    #: from whose texts it has words, and who has words from its texts
    takes: tuple[Tie, ...]
    taken_by: tuple[Tie, ...]
    #: the ones that appeared last
    latest: tuple[Article, ...]
    #: articles with words from an earlier text that is here; minutes from it to them, the shortest
    #: first, of those where both hours are known
    following: int = 0
    delays: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """What reports differ in, as a list shows it: two sides of it."""

    #: those of a question
    kind: str
    verdict: str
    #: two values; of a denial the words that deny, alone, and of what was not confirmed those that tell
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What a list shows of a story: its heading, its articles, and how they hang together."""

    heading: Heading
    #: id of each article, and when it came into the library (ISO 8601), in order of appearance
    articles: tuple[tuple[str, str], ...]
    #: links into them, without passages and reasons
    links: tuple[Descent, ...]
    #: when the first of them appeared (ISO 8601; "" where that is not known)
    first: str = ""
    #: their languages (ISO 639-1), and how many articles each has
    languages: Mapping[str, int] = field(default_factory=dict)
    #: of what reports differ in, the first of each kind of line that a list has
    contrasts: tuple[Contrast, ...] = ()
    #: what was to come when the latest of them appeared: words of the claim, by when (ISO 8601)
    ahead: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """A claim in a list: who says so first, in which story."""

    #: nearest voice to farthest; empty is the voice of ``outlet``
    chain: tuple[Voice, ...]
    outlet: str | None
    words: str
    #: the article in which these stand
    article: str
    #: title of its story
    title: str


def leads(database: Database, claims: Iterable[str]) -> dict[str, Lead]:
    """Return for claims of a list who says so first, by their ids."""
    return {
        row["id"]: Lead(
            chain=codec.loads(tuple[Voice, ...], row["chain"] or "[]"), outlet=row["outlet"],
            words=row["words"], article=row["place"] or "", title=row["title"],
        )
        for row in database.all("leads", claims=json.dumps(list(claims)))
    }  # fmt: skip


def headings(database: Database, stories: Iterable[str]) -> dict[str, Heading]:
    """Return the headings of these stories by their ids."""
    rows = database.all("headings", stories=json.dumps(list(stories)))
    return {row["id"]: findings.heading(row) for row in rows}


def guarded(database: Database, stories: Iterable[str]) -> list[str]:
    """Return those of some stories whose headline may be one that not everybody may be shown.

    It is the title of no article whose owner has reserved nothing: that of another, or words of a text.
    """
    return [row["id"] for row in database.all("guarded", stories=json.dumps(list(stories)))]


def homes(database: Database, articles: Iterable[str]) -> dict[str, Heading]:
    """Return the headings of the stories of these articles, by the ids of the articles."""
    rows = database.all("homes", articles=json.dumps(list(articles)))
    return {row["article"]: findings.heading(row) for row in rows}


def outlines(database: Database, stories: Iterable[str]) -> dict[str, Outline]:
    """Return the outlines of these stories by their ids, in the same order."""
    named = json.dumps(names := list(stories))
    heads = headings(database, names)
    rows: dict[str, list[Row]] = {name: [] for name in names}
    for row in database.all("outlines", stories=named):
        rows[row["id"]].append(row)
    # words of what was taken back, or is no longer in the story, are shown nowhere
    shown = {r["article"] for members in rows.values() for r in members if r["status"] != "removed"}
    early = [row["article"] for members in rows.values() for row in members[:EARLY]]
    redated = database.all("redated", articles=json.dumps(early))
    earliest = {row["id"]: row["earliest"] for row in redated}
    contrasts: dict[str, list[tuple[Question, list[Side]]]] = {}
    coming: dict[str, list[tuple[str, str]]] = {}
    for row in database.all("outline_told", stories=named):
        found = codec.loads(_Told, row["told"])
        contrasts[row["id"]] = _chosen(found.disagreements[:ASKED])
        coming[row["id"]] = _ahead(found.timeline, row["latest"])
    sides = [one.claims[0] for found in contrasts.values() for _, kept in found for one in kept]
    told = leads(database, [*sides, *(claim for of in coming.values() for claim, _ in of)])
    return {
        name: replace(
            _outline(heads[name], members),
            first=_first(members, earliest),
            contrasts=tuple(_contrasts(contrasts.get(name, ()), told, shown)),
            ahead=tuple(
                (lead.words, latest)
                for claim, latest in coming.get(name, ())
                if (lead := told.get(claim)) and lead.article in shown
            ),
        )
        for name, members in rows.items()
        if members
    }


def _outline(heading: Heading, rows: list[Row]) -> Outline:
    return Outline(
        heading=heading,
        articles=tuple((row["article"], row["added"]) for row in rows),
        links=tuple(
            Descent(
                upstream=upstream, to=row["article"], relation=relation, coverage=coverage,
                confidence=confidence, why=(),
            )
            for row, links in zip(rows, _links(rows), strict=True)
            for upstream, relation, coverage, confidence in links
        ),
        languages=Counter(row["language"] for row in rows if row["language"]),
    )  # fmt: skip


def _links(rows: list[Row]) -> tuple[_LINKS, ...]:
    """Read the links into each of some articles, all at once: a list shows hundreds."""
    written = ",".join(row["links"] or "[]" for row in rows)
    return codec.loads(tuple[_LINKS, ...], f"[{written}]")


def _first(rows: list[Row], redated: Mapping[str, str]) -> str:
    """Tell when the first of some articles appeared; the date of a copy is not older than its source."""
    found = min(redated.get(row["article"], row["appeared"]) for row in rows[:EARLY])
    return shelf.dated(found)


@dataclass(frozen=True, slots=True)
class Side:
    """Of a side of a question what a list shows."""

    value: str
    claims: tuple[str, ...] = ()
    reports: tuple[tuple[str, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """Of what the reports of a story differ in what a list shows."""

    kind: str
    verdict: str
    sides: tuple[Side, ...] = ()


@dataclass(frozen=True, slots=True)
class _Event:
    claim: str
    #: ISO 8601; null where it is not known
    earliest: str | None
    latest: str | None


@dataclass(frozen=True, slots=True)
class _Told:
    """Of what is told of a story what a list shows: it is a small part, and lists are read often."""

    disagreements: tuple[Question, ...] = ()
    timeline: tuple[_Event, ...] = ()


def _ahead(events: Iterable[_Event], latest: str) -> list[tuple[str, str]]:
    """Name the claims of what was to come when the latest article appeared, and by when."""
    found = [
        (event.claim, event.latest)
        for event in events
        if event.latest and (event.earliest or "") > latest
    ]
    return sorted(found, key=lambda one: one[1])[:AHEAD]


def _chosen(questions: Iterable[Question]) -> list[tuple[Question, list[Side]]]:
    """Choose of what reports differ in the first update, the first denial and the first other."""
    first: dict[str, tuple[Question, list[Side]]] = {}
    for one in questions:
        if one.verdict not in {"conflict", "update"}:
            continue
        alone = _ALONE.get(one.kind)
        sides = [side for side in one.sides if alone in {None, side.value}]
        line = "update" if one.verdict == "update" else one.kind if alone else "other"
        if sides and (alone or len(sides) > 1):
            first.setdefault(line, (one, sides[:2]))
    return list(first.values())


def _contrasts(
    chosen: Iterable[tuple[Question, list[Side]]],
    told: Mapping[str, Lead],
    shown: Collection[str],
) -> Iterator[Contrast]:
    for one, sides in chosen:
        if one.kind in _ALONE:
            lead = told.get(sides[0].claims[0])
            words = [lead.words] if lead and lead.article in shown else []
        else:
            words = [side.value for side in sides if side.reports and side.reports[0][0] in shown]
        if len(words) == len(sides[:1] if one.kind in _ALONE else sides):
            yield Contrast(kind=one.kind, verdict=one.verdict, words=tuple(words))


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
    found = database.all("outlet_delays", outlet=name, most=DELAYS)
    return OutletPage(
        following=database.count("outlet_following", name),
        delays=tuple(sorted(minutes for one in found if (minutes := round(one["minutes"])) >= 0)),
        name=row["name"] or name, articles=row["articles"], words=row["words"] or 0,
        own_words=round(row["own"] or 0), latest=tuple(one.shown for one in reversed(kept)), **ties,
    )  # fmt: skip


def outlets(database: Database, *, most: int) -> list[Printer]:
    """Return the outlets and agencies with most articles."""
    return [
        Printer(
            name=row["name"], articles=row["articles"], words=row["words"] or 0,
            own_words=round(row["own"] or 0),
        )
        for row in database.all("outlets", most=most)
    ]  # fmt: skip


def _ties(rows: Iterable[Row]) -> tuple[Tie, ...]:
    return tuple(Tie(name=row["name"], articles=row["articles"]) for row in rows)
