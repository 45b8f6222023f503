"""The pages: one frozen object for each, which HTML and JSON show alike."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import quote

from firsthand.inquiry import Answer, Found
from firsthand.library import Heading, History, OutletPage
from firsthand.library import Hit as ArticleHit
from firsthand.library import Told as ClaimHit
from firsthand.records import Article
from firsthand.serve import composition, sigla, times
from firsthand.serve.composition import Composer
from firsthand.serve.sheet import Item, Sheet, Text
from firsthand.serve.site import addresses
from firsthand.serve.site.desk import Told, joined
from firsthand.serve.words import count, origins, say, share
from firsthand.upkeep.subscribing import Source

#: claims on one page; stories on the front page; hits of a search
CLAIMS, STORIES, HITS = 20, 30, 50

#: what chips are read aloud as: the address of a name on the page, and the name
Names = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A story in a list."""

    id: str
    title: str
    href: str
    count: str
    reports: str
    changed: str
    #: ISO 8601
    latest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    new: tuple[Line, ...]
    earlier: tuple[Line, ...]
    #: address of those that come after these
    more: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A version of an article, with what changed since the one before."""

    ordinal: int
    first_seen: str
    last_seen: str
    diff: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePage:
    story: str
    #: headline of the story
    title: str
    names: Names
    #: address of the page of its outlet
    outlet: str | None
    text: Text
    editions: tuple[Edition, ...]
    marks: tuple[tuple[str, str, str], ...]
    links: tuple[tuple[str, str], ...]
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPage:
    story: str
    title: str
    names: Names
    item: Item


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Something that a search found; ``words`` are published ones."""

    href: str
    title: str
    words: str
    #: what the words are of, for those who check them
    place: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    query: str
    #: articles or claims
    kind: str
    hits: tuple[Hit, ...]


# --------------------------------------------------------------------------- lists of stories


def line(heading: Heading) -> Line:
    """Set a story for a list."""
    counted = heading.independent_origins
    low, high = (counted.low, counted.high) if counted else (0, 0)
    return Line(
        id=heading.id,
        title=heading.title,
        href=addresses.story(heading.id),
        count=origins(low, high, "independent"),
        reports=count("report", heading.articles),
        changed=_stamp(heading.latest),
        latest=heading.latest,
    )


def front(headings: Sequence[Heading], *, since: str, more: str | None) -> Front:
    """Set the front page: what changed after ``since``, then the rest."""
    lines = [line(heading) for heading in headings]
    return Front(
        new=tuple(one for one in lines if since and one.latest > since),
        earlier=tuple(one for one in lines if not since or one.latest <= since),
        more=more,
    )


# --------------------------------------------------------------------------- one story


def composer(told: Told, *, full: int = CLAIMS, public: bool) -> Composer:
    """Make what composes a story, its texts standing on pages of their own."""
    name = told.story.id
    return Composer(
        told.view, "s", (), full=full, public=public,
        address=lambda article, at: addresses.article(name, article, at),
    )  # fmt: skip


def sheet(told: Told, *, public: bool) -> Sheet:
    """Compose the page of a story."""
    return composer(told, public=public).sheet({})


def claim(told: Told, name: str, *, public: bool) -> ClaimPage | None:
    """Compose the page of a claim; None where the story has none of that name."""
    found = told.view.by_id.get(name)
    if found is None:
        return None
    made = composer(told, full=0, public=public)
    item = made.setter.item(found, full=True)
    return ClaimPage(
        story=told.story.id, title=told.story.title[1], item=item,
        names=tuple(made.chips.names()),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsPage:
    story: str
    title: str
    names: Names
    items: tuple[Item, ...]
    order: str
    #: addresses of those before and after these
    before: str | None
    after: str | None


def claims(told: Told, after: int, *, public: bool) -> ClaimsPage:
    """Compose some of the claims of a story, in their order."""
    made = composer(told, full=0, public=public)
    known, here = told.view.claims, f"{addresses.story(told.story.id)}/claims"
    items = tuple(made.setter.item(one, full=True) for one in known[after : after + CLAIMS])
    return ClaimsPage(
        story=told.story.id, title=told.story.title[1], items=items,
        names=tuple(made.chips.names()),
        order=say("claims.order", n=len(known)),
        before=f"{here}?after={max(0, after - CLAIMS)}" if after else None,
        after=f"{here}?after={after + CLAIMS}" if after + CLAIMS < len(known) else None,
    )  # fmt: skip


# --------------------------------------------------------------------------- one article


def article(told: Told, name: str, history: History, *, public: bool) -> ArticlePage | None:
    """Compose the page of an article; None where the story does not hold it."""
    found = told.article(name)
    if found is None or name not in told.story.articles:
        return None
    story = told.story.id
    made = Composer(
        told.view, "w", (name,), full=0, public=public,
        address=lambda other, at: (
            f"#w-{at}" if other == name and at is not None
            else addresses.article(story, other, at)
        ),
    )  # fmt: skip
    text = replace(made.text(name), anchor="w")
    return ArticlePage(
        story=story,
        title=told.story.title[1],
        names=tuple(made.chips.names()),
        outlet=addresses.outlet(found.outlet.name) if found.outlet else None,
        text=text,
        editions=tuple(_editions(history, public=public)),
        marks=history.marks,
        links=tuple(_links(found)),
        flags=tuple(f"{flag.kind.replace('_', ' ')}: {flag.why}" for flag in found.flags),
    )


def _editions(history: History, *, public: bool) -> Iterable[Edition]:
    for version in history.versions:
        yield Edition(
            ordinal=version.ordinal,
            first_seen=_stamp(version.first_seen),
            last_seen=_stamp(version.last_seen),
            diff=() if public else version.diff,
        )


def _links(found: Article) -> Iterable[tuple[str, str]]:
    for link in found.links:
        url = composition.safe_url(link.url)
        if url is not None and link.kind == "source":
            yield url, found.text[link.start : link.stop].strip() or url


def _stamp(written: str) -> str:
    """Say a time that the library keeps."""
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return say("time.unknown")
    return f"{times.day(moment)}, {times.clock(moment)}"


# --------------------------------------------------------------------------- asking


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """A claim that was found for something asked."""

    same: bool
    item: Item
    href: str
    why: str
    #: who said it first, and when
    first: str
    story: str
    story_href: str
    differs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    words: str
    found: tuple[Near, ...]


def asked(text: str, answers: Iterable[Answer], *, public: bool) -> tuple[Asked, ...]:
    """Set what was found for each assertion of a text."""
    return tuple(
        Asked(
            words=" ".join(text[answer.report.start : answer.report.stop].split()),
            found=tuple(_near(found, public=public) for found in answer.found),
        )
        for answer in answers
    )


def _near(found: Found, *, public: bool) -> Near:
    told = joined(found.reading, found.story)
    item = composer(told, full=0, public=public).setter.item(found.claim, full=False)
    articles = told.texts.articles
    first = min((articles[r.article] for r in found.claim.reports), key=sigla.appeared)
    when = times.interval(first.published.earliest, first.published.latest)
    return Near(
        same=found.match.same,
        item=item,
        href=addresses.claim(found.story.id, found.claim.id),
        why="; ".join(found.match.reasons),
        first=say("brief.first", outlet=told.view.outlet(first.id), when=when),
        story=found.story.title[1],
        story_href=addresses.story(found.story.id),
        differs=sum(
            any(found.claim.id in side.claims for side in question.sides)
            for question in found.story.disagreements
        ),
    )


# --------------------------------------------------------------------------- sources


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """A source in a list, and how it does."""

    name: str
    address: str
    url: str | None
    checked: str
    brought: str
    articles: int
    health: str


def sources(kept: Iterable[Source]) -> tuple[SourceLine, ...]:
    """Set the sources that the library collects from."""
    return tuple(
        SourceLine(
            name=one.title or one.address,
            address=one.address,
            url=composition.safe_url(one.site or one.address),
            checked=_stamp(one.checked) if one.checked else say("sources.never"),
            brought=_stamp(one.brought) if one.brought else say("sources.never"),
            articles=one.articles,
            health=_health(one),
        )
        for one in kept
    )


def _health(one: Source) -> str:
    if one.stopped:
        return say("sources.stopped", why=one.stopped)
    if one.failures:
        return say("sources.failing", n=one.failures, problem=one.problem or "")
    return say("sources.well" if one.checked else "sources.waiting")


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """Other houses that an outlet has to do with in one way."""

    head: str
    #: name, address, articles
    others: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletSheet:
    name: str
    count: str
    #: how many of its words stand in no earlier text that is known; none for a house only cited
    own: str
    relations: tuple[Relation, ...]
    #: headline, address of the page here, when, whose article it is
    latest: tuple[tuple[str, str, str, str], ...]


def outlet(found: OutletPage) -> OutletSheet:
    """Set what is known of an outlet or agency by what it prints."""
    kinds = {
        "cites": found.cites, "citedby": found.cited_by,
        "takes": found.takes, "takenby": found.taken_by,
    }  # fmt: skip
    own = share(found.own_words / found.words) if found.words else ""
    return OutletSheet(
        name=found.name,
        count=count("report", found.articles),
        own=say("outlet.own", share=own) if own else "",
        relations=tuple(
            Relation(
                head=say(f"outlet.{kind}"),
                others=tuple((t.name, addresses.outlet(t.name), t.articles) for t in ties),
            )
            for kind, ties in kinds.items()
            if ties
        ),
        latest=tuple(
            (
                one.title or " ".join(one.text.split())[:80],
                f"/articles/{quote(one.id, safe='')}",
                times.interval(one.published.earliest, one.published.latest),
                one.id,
            )
            for one in found.latest
        ),
    )


# --------------------------------------------------------------------------- searching


def article_hits(found: Iterable[ArticleHit], public: bool) -> Iterable[Hit]:
    """Set articles that a search found; in public without their words."""
    for one in found:
        if one.story is not None:
            yield Hit(
                href=addresses.article(one.story, one.article),
                title=one.title or "",
                words="" if public and one.title else one.words,
                place=f"{one.article}:words",
                about=one.outlet or say("outlet.unknown"),
            )


def claim_hits(found: Iterable[ClaimHit]) -> Iterable[Hit]:
    """Set claims that a search found."""
    for one in found:
        yield Hit(
            href=addresses.claim(one.story, one.claim),
            title="",
            words=one.words,
            place=f"{one.claim}:words",
            about=origins(one.low, one.high),
        )
