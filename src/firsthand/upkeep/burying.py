"""What is kept of reports before they are purged at an owner's request: their marks and their place."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from firsthand import sigla
from firsthand.collect import addresses
from firsthand.records import Removed
from firsthand.store import findings, shelf, takedowns
from firsthand.store.database import Database
from firsthand.store.shelf import Kept
from firsthand.upkeep import showing, tombstones

#: others on each side by which the place of a removed report is known, and as many of its letter
NEAR = 6
#: number of an owner's request, and when it is carried out
Request = tuple[int, datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grave:
    """What is to be kept of one report."""

    report: Removed
    #: its place in the order of the library
    appeared: str
    #: ids of others near it
    beside: tuple[str, ...]


def dig(database: Database, removed: Mapping[int, Request]) -> dict[int, Grave]:
    """Find what is to be kept of articles that are about to be purged, and keep the others' marks.

    Of a story of which nothing else is left nothing is kept.
    """
    found: dict[int, Grave] = {}
    for number in sorted(set(findings.memberships(database, removed).values())):
        members = findings.members(database, number)
        if not removed.keys() >= set(members):
            found |= _of_story(database, number, members, removed)
    return found


def _of_story(
    database: Database, number: int, members: list[int], removed: Mapping[int, Request]
) -> dict[int, Grave]:
    reading = showing.reading(database, members, findings.gathered(database, number))
    reading = tombstones.show(database, reading, members)
    texts = sigla.index(reading.articles, reading.lineage)
    places = sigla.assign(reading.stories[0], texts).order
    marked = {name: f"{place[1]}{place[2]}" for name, place in places.items() if place[2]}
    findings.keep_marks(database, marked)

    kept = shelf.load(database, members)
    names = [one.article.id for one in kept]
    families: dict[str, list[int]] = {}
    for at, name in enumerate(names):
        families.setdefault(places[name][1], []).append(at)
    staying = [at for at, one in enumerate(kept) if one.number not in removed]
    return {
        one.number: Grave(
            report=_report(
                database, one, removed[one.number],
                [names[other] for other in _near(families[places[names[at]][1]], at)],
            ),
            appeared=one.appeared, beside=tuple(names[other] for other in _near(staying, at)),
        )
        for at, one in enumerate(kept) if one.number in removed
    }  # fmt: skip


def _near(places: Sequence[int], at: int) -> Iterable[int]:
    """Return those of some places, which are in order, that are nearest on each side of one."""
    here = bisect_left(places, at)
    return (other for other in places[max(here - NEAR, 0) : here + NEAR + 1] if other != at)


def _report(database: Database, one: Kept, request: Request, kin: Iterable[str]) -> Removed:
    article, (number, at) = one.shown, request
    first = min(row["first_seen"] for row in database.all("versions", one.number))
    return Removed(
        id=article.id, request=number, removed=at, published=article.published, seen=article.seen,
        name=article.outlet.name if article.outlet else addresses.site(article.url or ""),
        kept=datetime.fromisoformat(first), kin=tuple(kin),
    )  # fmt: skip


def bury(database: Database, grave: Grave | None) -> None:
    """Keep what is left of a report; it is purged within the same transaction."""
    if grave is not None:
        takedowns.leave(database, grave.report, grave.appeared, grave.beside)
