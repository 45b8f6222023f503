"""What was looked for and asked after."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial

from firsthand.inquiry import Answer, Found
from firsthand.library import Heading, Lead, Told
from firsthand.library import Hit as ArticleHit
from firsthand.serve import rights, times
from firsthand.serve.answers import known
from firsthand.serve.room import LIST
from firsthand.serve.sheet import Item
from firsthand.serve.site import addresses, fronts, pages
from firsthand.serve.site.desk import Desk
from firsthand.serve.site.fronts import Line
from firsthand.serve.views import voice
from firsthand.serve.words import count, origins, say

#: hits of a search; those whose words must first be held against what may be shown
HITS, PUBLIC = 50, 12
KINDS = ("articles", "claims", "stories")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """What a search found."""

    href: str
    title: str
    words: str
    #: where title and words stand, for those who check them
    place: str
    about: str
    #: what the words say something of, where these cannot be read without it
    lead: str = ""
    #: when a report appeared, said
    when: str = ""
    #: title and address of its story; the title is empty where it may not be shown
    story: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A way to narrow a search, or back from it."""

    #: name of the filter
    by: str
    label: str
    href: str
    #: hits that it leaves; None for the one that is chosen
    count: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    query: str
    #: articles | claims | stories
    kind: str
    #: filters that are set, by their names
    given: Mapping[str, str] = field(default_factory=dict)
    hits: tuple[Hit, ...] = ()
    #: stories
    lines: tuple[Line, ...] = ()
    #: ways to narrow the search
    choices: tuple[Choice, ...] = ()
    #: codes and names of languages
    languages: tuple[tuple[str, str], ...] = ()
    #: whether as much was found as a page has room for
    most: bool = False


def articles(
    desk: Desk, asked: Results, found: Sequence[ArticleHit], choices: tuple[Choice, ...]
) -> Results:
    """Set reports that a search found; for others than the owner as their stories show them."""
    own = _article if not desk.public else partial(_public, desk)
    hits = (own(one, one.story) for one in found if one.story is not None)
    names = dict.fromkeys(one.story for one in found if one.story is not None)
    titles = desk.titles(names)
    placed = (replace(h, story=titles.get(h.at, ""), at=addresses.story(h.at)) for h in hits if h)
    return replace(asked, hits=tuple(placed), choices=choices)


def stories(asked: Results, lines: tuple[Line, ...]) -> Results:
    """Set the stories in which a search found reports."""
    return replace(asked, lines=lines)


def _article(one: ArticleHit, story: str) -> Hit:
    return Hit(
        href=addresses.article(story, one.article),
        title=one.title or "",
        # a title that stands in the text, too, is above already
        words=one.words.removeprefix(one.title or "").strip(),
        place=f"{one.article}:words",
        about=one.outlet or say("outlet.unknown"),
        when=_appeared(one),
        at=story,
    )


def _appeared(one: ArticleHit) -> str:
    """Say when a report appeared, or that this is not known."""
    first, last = map(_moment, (one.appeared, one.until))
    return times.interval(first, last) if first or last else say("dates.none")


def _moment(written: str) -> datetime | None:
    return datetime.fromisoformat(written) if written else None


def _public(desk: Desk, one: ArticleHit, story: str) -> Hit | None:
    """Set a hit with its title, or without one the first of its words that may be shown."""
    limited = next((a for a in desk.reading(story).articles if a.id == one.article), None)
    if limited is None or desk.withdrawn(limited):
        return None
    first = next((limited.text[a:b] for a, b in rights.shown(limited)), "")
    return replace(_article(one, story), words="" if one.title else first)


def claims(
    desk: Desk, asked: Results, found: Sequence[Told], choices: tuple[Choice, ...]
) -> Results:
    """Set claims that a search found."""
    stories = dict.fromkeys(one.story for one in found)
    readings = {name: desk.reading(name) for name in stories} if desk.public else {}
    shown: dict[str, str] = {}
    for reading in readings.values():
        texts = {article.id: article.text for article in reading.articles}
        for story in reading.stories:
            for claim in story.claims:
                name, start, stop = claim.text
                shown[claim.id] = texts[name][start:stop].strip()
    leads, titles = desk.library.pages.leads(one.claim for one in found), desk.titles(stories)
    days = desk.library.pages.headings(stories)
    hits = tuple(
        Hit(
            href=addresses.claim(one.story, one.claim),
            title="",
            words=shown.get(one.claim, "") if desk.public else one.words,
            place=f"{one.claim}:words",
            about=" · ".join(_about(one, leads.get(one.claim))),
            # to others no more is shown than the words of the claim
            lead="" if desk.public else one.lead,
            when=_lately(days.get(one.story)),
            story=titles.get(one.story, ""),
            at=addresses.story(one.story),
        )
        for one in found
    )
    return replace(asked, hits=hits, choices=choices)


def _lately(story: Heading | None) -> str:
    """Say when the last report of a story appeared: words alone do not tell which year they are of."""
    return say("front.last", moment=fronts.appeared(story.latest)) if story and story.latest else ""


def _about(one: Told, lead: Lead | None) -> Iterator[str]:
    """Say how surely a claim is told, by whom, and what stands behind it."""
    yield ", ".join(say(f"stance.{stance}") for stance in one.stances)
    if lead is not None:
        name = " ← ".join(map(voice, lead.chain)) or lead.outlet or say("outlet.unknown")
        yield say("search.voices", name=name, n=one.voices - 1) if one.voices > 1 else name
    yield say("head", reports=count("report", one.reports), origins=origins(one.low, one.high))


# --------------------------------------------------------------------------- asking


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """A claim that was found for something asked."""

    same: bool
    item: Item
    #: what its marks are read aloud as
    names: pages.Names
    href: str
    why: str
    #: who said it first, and when
    first: str
    title: str
    story: str
    #: on how many questions reports differ about it
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
            found=tuple(
                _near(found, f"a{place}-{n}-", public=public)
                for n, found in enumerate(answer.found)
            ),
        )
        for place, answer in enumerate(answers)
    )


def _near(found: Found, prefix: str, *, public: bool) -> Near:
    """Set a claim; ``prefix`` sets its marks apart from those of other stories."""
    told = known(found)
    made = pages.composer(told.view, prefix, public=public, room=LIST)
    item = made.setter.item(found.claim, full=False)
    return Near(
        same=found.match.same,
        item=item,
        names=tuple(made.chips.names()),
        href=addresses.claim(found.story.id, found.claim.id),
        why="; ".join(found.match.reasons),
        first=told.first,
        title=found.story.title[1],
        story=addresses.story(found.story.id),
        differs=len(told.differing),
    )
