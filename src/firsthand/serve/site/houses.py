"""Outlets and agencies by what they print, and the sources that the library collects from."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from types import MappingProxyType

from firsthand.library import Heading, OutletPage, Printer
from firsthand.records import Article
from firsthand.serve import rights, times
from firsthand.serve.links import safe_url
from firsthand.serve.site import addresses
from firsthand.serve.site.desk import Desk
from firsthand.serve.site.fronts import stamp
from firsthand.serve.words import count, origins, say, share
from firsthand.upkeep.subscribing import Aside, Source

#: before anything that has a date
_LONG_AGO = datetime.min.replace(tzinfo=UTC)
#: pages that were given up, in a list
ASIDE = 50


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


def sources(kept: Iterable[Source], *, public: bool) -> tuple[SourceLine, ...]:
    """Set the sources that the library collects from; those on this computer are its owner's."""
    return tuple(
        _line(one, place) for one in kept if (place := rights.place(one.address, public=public))
    )


def _line(one: Source, address: str) -> SourceLine:
    return SourceLine(
        name=one.title or address,
        address=address,
        url=safe_url(one.site or address),
        checked=stamp(one.checked) if one.checked else say("sources.never"),
        brought=stamp(one.brought) if one.brought else say("sources.never"),
        articles=one.articles,
        health=_health(one),
    )


def _health(one: Source) -> str:
    if one.stopped:
        return say("sources.stopped", why=one.stopped)
    if one.failures:
        return say("sources.failing", n=one.failures, problem=one.problem or "")
    return say("sources.well" if one.checked else "sources.waiting")


def printers(found: Iterable[Printer]) -> tuple[tuple[str, str, int, str], ...]:
    """Set a list of outlets: name, address, articles, share of words that are their own."""
    return tuple(
        (
            one.name, addresses.outlet(one.name), one.articles,
            share(one.own_words / one.words) if one.words else "",
        )
        for one in found
    )  # fmt: skip


def aside(given_up: Iterable[Aside], *, public: bool) -> tuple[Aside, ...]:
    """Choose the pages that were given up, as far as others may know of them."""
    known = ((one, rights.place(one.place, public=public)) for one in given_up)
    return tuple(replace(one, place=place) for one, place in known if place)[:ASIDE]


# --------------------------------------------------------------------------- one house


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """Other houses that an outlet has to do with in one way."""

    head: str
    #: name, address, articles
    others: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Latest:
    """A report of an outlet."""

    id: str
    #: empty where it has no title, or none that may be shown
    title: str
    href: str
    when: str
    #: ISO 8601; empty where that is not known
    appeared: str
    #: the story it belongs to: what it counts, and its address; both empty where it has none
    counted: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletSheet:
    name: str
    count: str
    #: how many of its words stand in no earlier text that is known; none for a house only cited
    own: str
    #: how long after their source its reports came; empty where that is not known of any
    behind: str
    relations: tuple[Relation, ...]
    latest: tuple[Latest, ...]


def outlet(
    desk: Desk, found: OutletPage, homes: Mapping[str, Heading] = MappingProxyType({})
) -> OutletSheet:
    """Set what is known of an outlet or agency by what it prints.

    ``homes`` are the stories of its latest reports, by the ids of these.
    """
    own = share(found.own_words / found.words) if found.words else ""
    return OutletSheet(
        name=found.name,
        count=count("report", found.articles),
        own=say("outlet.own", share=own) if own else "",
        behind=_behind(found),
        relations=tuple(_relations(found)),
        latest=tuple(
            Latest(
                id=one.id,
                title=desk.heading(one),
                href=addresses.found_article(one.id),
                when=times.published(one.published),
                appeared=_iso(one.published.earliest or one.published.latest),
                **_home(homes.get(one.id)),
            )
            for one in sorted(found.latest, key=_known, reverse=True)
            if not desk.withdrawn(one)
        ),
    )


def _known(article: Article) -> datetime:
    """Return when an article appeared as far as that is known; what has no date comes last of the latest."""
    return article.published.earliest or article.published.latest or _LONG_AGO


def _home(story: Heading | None) -> dict[str, str]:
    """Say how many reports and origins a story has, as its own page does."""
    if story is None or story.independent_origins is None:
        return {}
    counted = story.independent_origins
    told = say(
        "head", reports=count("report", story.articles),
        origins=origins(counted.low, counted.high, "independent"),
    )  # fmt: skip
    return {"counted": told, "at": addresses.story(story.id)}


def _behind(found: OutletPage) -> str:
    delays = found.delays
    if not delays:
        return ""
    middle, most = (times.duration(delays[int(len(delays) * part)]) for part in (0.5, 0.75))
    reports = count("report", found.following)
    told = say("outlet.behind", reports=reports, known=len(delays), middle=middle, most=most)
    return told if len(delays) > 1 else say("outlet.behindone", reports=reports, middle=middle)


def _iso(moment: datetime | None) -> str:
    return moment.isoformat().replace("+00:00", "Z") if moment else ""


def _relations(found: OutletPage) -> Iterator[Relation]:
    kinds = {
        "cites": found.cites, "citedby": found.cited_by,
        "takes": found.takes, "takenby": found.taken_by,
    }  # fmt: skip
    for kind, ties in kinds.items():
        if ties:
            others = tuple((t.name, addresses.outlet(t.name), t.articles) for t in ties)
            yield Relation(head=say(f"outlet.{kind}"), others=others)
