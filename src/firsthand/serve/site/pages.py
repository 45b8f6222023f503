"""The pages of one story: itself, its claims, its articles. Each is one frozen object."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from firsthand.errors import UsageError
from firsthand.library import History
from firsthand.records import Article, Claim, Stemma
from firsthand.serve import reasons, timetable, tree
from firsthand.serve.axis import Axis
from firsthand.serve.briefing import Teller
from firsthand.serve.chips import Address, Chip
from firsthand.serve.composition import Composer
from firsthand.serve.links import safe_url
from firsthand.serve.room import AMPLE, LIST, SINGLE, TIGHT, Room
from firsthand.serve.sheet import Branch, Chapter, Difference, Item, Sheet, Text, Timeline
from firsthand.serve.site import addresses
from firsthand.serve.site.editions import Rewording, rewordings
from firsthand.serve.site.fronts import stamp
from firsthand.serve.views import View
from firsthand.serve.words import count, say

#: rows of a group on a page of the timeline; lanes of a group at most, more than a story has
ROWS, ALL = 50, 1_000_000
#: what chips are read aloud as: the address of a name on the page, and the name
Names = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What came to a story since its reader was here."""

    chips: tuple[Chip, ...]
    #: chips left out
    further: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPage:
    sheet: Sheet
    news: News | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPage:
    #: headline of the story
    title: str
    names: Names
    item: Item
    #: who reported it first, said, and on how many questions reports differ about it
    first: str
    differs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """Some of what a story has of one kind, in their order."""

    #: headline of the story
    title: str
    names: Names
    #: claims | differ | lineage | timeline
    part: str
    head: str
    order: str
    claims: tuple[Item, ...] = ()
    differences: tuple[Difference, ...] = ()
    branches: tuple[Branch, ...] = ()
    timeline: Timeline | None = None
    #: addresses of those before and after these
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A version of an article, with what changed since the one before."""

    ordinal: int
    first_seen: str
    last_seen: str
    changes: tuple[Rewording, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePage:
    title: str
    names: Names
    #: address of the page of its outlet
    outlet: str | None
    text: Text
    editions: tuple[Edition, ...]
    #: what became of it, why, when
    marks: tuple[tuple[str, str, str], ...]
    #: addresses that its text links as its sources, with their words
    links: tuple[tuple[str, str], ...]
    #: what was found in checking it, with the address of another story that it tells of
    notes: tuple[tuple[str, str | None], ...]


# --------------------------------------------------------------------------- one story


def story(
    view: View,
    fresh: Collection[str],
    *,
    public: bool,
    laid: Axis | None = None,
    room: Room = TIGHT,
    titles: Mapping[str, str] = MappingProxyType({}),
) -> StoryPage:
    """Compose the page of a story; ``fresh`` are the articles that are new to its reader.

    ``laid`` is the axis of its timeline, that of the present also where it shows the past;
    ``titles`` are those of its related stories.
    """
    made = composer(view, public=public, room=room)
    made.laid = laid
    new = [claim.id for claim in view.claims if _new(claim, fresh)]
    news = _news(made, view, fresh, new) if fresh else None
    sheet = made.sheet({})
    if new:
        items = tuple(_tagged(item, new) for item in sheet.claims)
        sheet = replace(sheet, claims=items)
    related = tuple(
        Chapter(
            label=say(f"related.{one.kind}"), article=None, title=titles[one.story],
            href=addresses.story(one.story),
        )
        for one in view.story.related
        if titles.get(one.story)
    )  # fmt: skip
    return StoryPage(
        sheet=replace(sheet, names=tuple(made.chips.names()), related=related), news=news
    )


def _new(claim: Claim, fresh: Collection[str]) -> bool:
    return all(report.article in fresh for report in claim.reports)


def _tagged(item: Item, new: Collection[str]) -> Item:
    return replace(item, tags=(say("new.tag"), *item.tags)) if item.id in new else item


def _news(
    made: Composer, view: View, fresh: Collection[str], claims: Collection[str]
) -> News | None:
    held = [(name, None) for name in view.story.articles if name in fresh]
    if not held:
        return None
    chips, further = made.chips.row(held)
    denied = sum(
        report.stance == "denied" for name in claims for report in view.by_id[name].reports[:1]
    )
    lines = [count("report", len(held))]
    if claims:
        lines.append(say("new.claims", claims=count("claim", len(claims))))
    if denied:
        lines.append(count("denial", denied))
    return News(chips=tuple(chips), further=further, lines=tuple(lines))


def claim(view: View, name: str, *, public: bool) -> ClaimPage:
    """Compose the page of a claim. Raises UsageError where the story has none of that name."""
    found = view.by_id.get(name)
    if found is None:
        raise UsageError(say("site.noclaim"))
    made = composer(view, public=public, room=SINGLE)
    item = made.setter.item(found, full=True)
    return ClaimPage(
        title=view.story.title[1],
        item=item,
        names=tuple(made.chips.names()),
        first=Teller(view, Stemma(), by_outlet=True).first(found),
        differs=sum(any(name in side.claims for side in one.sides) for one in view.questions),
    )


def claims(view: View, after: int, *, public: bool) -> Leaf:
    """Compose some of the claims of a story, in their order."""
    made, known = composer(view, public=public, room=LIST), view.claims
    shown = known[after : after + made.room.claims]
    items = tuple(made.setter.item(one, full=True) for one in shown)
    leaf = _leaf(made, "claims", after, made.room.claims, len(known))
    return replace(leaf, claims=items, names=tuple(made.chips.names()))


def differences(view: View, after: int, *, public: bool) -> Leaf:
    """Compose some of what the reports of a story differ in."""
    made, known = composer(view, public=public, room=LIST), view.questions
    shown = known[after : after + made.room.differences]
    set_ = tuple(map(made.setter.difference, shown))
    leaf = _leaf(made, "differ", after, made.room.differences, len(known))
    return replace(leaf, differences=set_, names=tuple(made.chips.names()))


def lineage(view: View, after: int, *, public: bool) -> Leaf:
    """Compose some rows of the lineage of a story."""
    made, known = composer(view, public=public), list(tree.rows(view))
    branches = made.lineage(known, after)
    leaf = _leaf(made, "lineage", after, made.room.lineage, len(known))
    return replace(leaf, branches=branches, names=tuple(made.chips.names()))


def timeline(view: View, after: int, *, public: bool) -> Leaf:
    """Compose some rows of every group of the timeline of a story."""
    made, most = composer(view, public=public), ROWS
    found = timetable.timeline(view, made.setter, made.chips, ALL, first=after, rows=most)
    groups = found.groups if found else ()
    left = max((group.hidden for group in groups), default=0)
    leaf = _leaf(made, "timeline", after, most, after + most + left)
    return replace(leaf, timeline=found, names=tuple(made.chips.names()))


def _leaf(made: Composer, kind: str, after: int, most: int, of: int) -> Leaf:
    here = {
        "claims": addresses.claims,
        "differ": addresses.differences,
        "lineage": addresses.lineage,
        "timeline": addresses.timeline,
    }
    address = here[kind](made.view.story.id)
    return Leaf(
        title=made.view.story.title[1], names=(), part=kind, head=say(f"{kind}.head").capitalize(),
        order=say(f"{kind}.order", n=of),
        before=f"{address}?after={max(0, after - most)}" if after else None,
        after=f"{address}?after={after + most}" if after + most < of else None,
    )  # fmt: skip


def _elsewhere(view: View) -> Address:
    """Lead to texts on pages of their own."""
    pages = {name: addresses.article(view.story.id, name) for name in view.story.articles}
    pages |= {name: addresses.owners(one.request) for name, one in view.removed.items()}
    return lambda article, at: addresses.at(pages[article], at)


def composer(view: View, prefix: str = "s", *, public: bool, room: Room = AMPLE) -> Composer:
    """Make what composes a story whose texts stand on pages of their own."""
    address = _elsewhere(view)
    return Composer(view, prefix, (), room=room, address=address, public=public)


# --------------------------------------------------------------------------- one article


def article(view: View, name: str, history: History, *, public: bool) -> ArticlePage:
    """Compose the page of an article. Raises UsageError where the story does not hold it."""
    if name not in view.story.articles:
        raise UsageError(say("site.noarticle"))
    found, elsewhere = view.articles[name], _elsewhere(view)
    made = Composer(
        view, "w", (name,), public=public,
        address=lambda other, at: (
            f"#w-{at}" if other == name and at is not None else elsewhere(other, at)
        ),
    )  # fmt: skip
    text = replace(made.text(name), anchor="w")
    return ArticlePage(
        title=view.story.title[1],
        names=tuple(made.chips.names()),
        outlet=addresses.outlet(found.outlet.name) if found.outlet else None,
        text=text,
        editions=tuple(_editions(history)),
        marks=tuple((status, why, stamp(when)) for status, why, when in history.marks),
        links=tuple(_links(found)),
        notes=tuple(
            (words, story and addresses.story(story)) for words, story in reasons.notes(found)
        ),
    )


def _editions(history: History) -> Iterable[Edition]:
    for version in history.versions:
        yield Edition(
            ordinal=version.ordinal,
            first_seen=stamp(version.first_seen),
            last_seen=stamp(version.last_seen),
            changes=tuple(rewordings(version.diff)),
        )


def _links(found: Article) -> Iterable[tuple[str, str]]:
    for link in found.links:
        url = safe_url(link.url)
        if url is not None and link.kind == "source":
            yield url, found.text[link.start : link.stop].strip() or url
