"""An analyst's acts: kept with their history, and which of them decides what."""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from firsthand.records import Act, Corrected, Named
from firsthand.store.database import Database, Row
from firsthand.store.shelf import stamp


class Entry(NamedTuple):
    """An article that an act names, or a place in it."""

    article: int
    start: int | None = None
    stop: int | None = None
    digest: str | None = None


def add(
    database: Database,
    kind: str,
    these: Sequence[Entry],
    those: Sequence[Entry],
    *,
    who: str | None,
    why: str,
    at: datetime,
) -> int:
    """Keep an act and return its number."""
    number = database.do("add_act", kind=kind, who=who, why=why, made=stamp(at))
    rows = [
        (number, side, place, *entry)
        for side, entries in enumerate((these, those))
        for place, entry in enumerate(entries)
    ]
    database.many("name_in_act", rows)
    return number


def undo(database: Database, number: int, *, who: str | None, why: str, at: datetime) -> None:
    """Note that an act does not stand any more."""
    database.do("undo_act", act=number, undone=stamp(at), who=who, why=why)


def get(database: Database, number: int) -> Act | None:
    """Return an act by its number, None if there is none."""
    row = database.one("act", number)
    return next(_read(database, [row])) if row else None


def history(
    database: Database, articles: Collection[int] | None, *, most: int, after: int
) -> list[Act]:
    """Return acts, the latest first; only those that name one of ``articles`` if these are given."""
    return _find(database, articles, most=most, after=after, standing=False)


def standing(
    database: Database, articles: Collection[int] | None = None, known_at: datetime | None = None
) -> list[Act]:
    """Return the acts that stand, or stood at a moment; those that name one of ``articles``."""
    return _find(database, articles, known_at=known_at)


def _find(
    database: Database,
    articles: Collection[int] | None,
    *,
    known_at: datetime | None = None,
    standing: bool = True,
    most: int = -1,
    after: int = 0,
) -> list[Act]:
    named = None if articles is None else json.dumps(sorted(articles))
    rows = database.all(
        "acts", articles=named, known=stamp(known_at) if known_at else None,
        standing=int(standing), most=most, after=after,
    )  # fmt: skip
    return list(_read(database, rows))


def _read(database: Database, rows: Sequence[Row]) -> Iterator[Act]:
    numbers = json.dumps([row["number"] for row in rows])
    named: dict[tuple[int, int], list[Named]] = {}
    for row in database.all("act_articles", acts=numbers):
        one = Named(article=row["id"], start=row["start"], stop=row["stop"], digest=row["digest"])
        named.setdefault((row["act"], row["side"]), []).append(one)
    for row in rows:
        number = row["number"]
        yield Act(
            number=number, kind=row["kind"], who=row["who"], why=row["why"],
            these=tuple(named.get((number, 0), ())), those=tuple(named.get((number, 1), ())),
            at=datetime.fromisoformat(row["made"]),
            undone=datetime.fromisoformat(row["undone"]) if row["undone"] else None,
            undone_by=row["undone_by"], undone_why=row["undone_why"], effect=bool(row["effect"]),
        )  # fmt: skip


def articles(database: Database, number: int) -> list[int]:
    """Return the articles that an act names and that are here, removed ones too."""
    rows = database.all("act_articles", acts=json.dumps([number]))
    return list(dict.fromkeys(row["article"] for row in rows if row["article"] is not None))


def companions(database: Database, article: int) -> list[int]:
    """Return the articles that standing acts name together with this one."""
    return [row["article"] for row in database.all("companions", article=article)]


def tied(database: Database, kinds: Iterable[str], *, undone: bool = False) -> dict[int, list[int]]:
    """Return, per standing act of these kinds, the groups of the articles that it names.

    Those of acts that were ``undone`` too, if they are asked for.
    """
    rows = database.all("tied_gatherings", kinds=_listed(kinds), undone=int(undone))
    return {
        act: [row["gathering"] for row in group]
        for act, group in groupby(rows, key=lambda row: row["act"])
    }


def decide(database: Database, story: int, kinds: Iterable[str], acts: Iterable[int]) -> None:
    """Keep which acts, of these kinds, decided something about a story."""
    database.do("forget_decided", story=story, kinds=_listed(kinds))
    database.many("add_decided", [(story, act) for act in sorted(set(acts))])


def deciding(database: Database, story: int, kinds: Iterable[str]) -> tuple[Corrected, ...]:
    """Return the marks of the acts, of these kinds, that decided something about a story."""
    return tuple(
        Corrected(
            act=row["kind"], number=row["number"], who=row["who"], why=row["why"],
            when=datetime.fromisoformat(row["made"]),
        )
        for row in database.all("deciding", story=story, kinds=_listed(kinds))
    )  # fmt: skip


def _listed(kinds: Iterable[str]) -> str:
    return json.dumps(sorted(kinds))
