"""Articles as they were grouped, before an analyst's acts: what stories are made of."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from firsthand.store.database import Database, Row


class Gathering(NamedTuple):
    """A group of articles."""

    number: int
    id: str
    #: (article, words), None if none has been chosen
    headline: tuple[str, str] | None
    #: number of the story that has most of it
    story: int | None
    #: (number, id) of its articles, in their order
    articles: Sequence[tuple[int, str]]


def begin(database: Database, proposed: str) -> int:
    """Begin a group under an id that no other group has."""
    name, count = proposed, 1
    while database.one("gathering_named", name):
        count += 1
        name = f"{proposed}-{count}"
    return database.do("add_gathering", name)


def join(database: Database, old: int, new: int) -> None:
    """Give what is left of a group to another one."""
    database.do("join_gatherings", old=old, new=new)
    database.do("delete_gathering", old)


def put(database: Database, articles: Iterable[int], gathering: int) -> None:
    """Make articles members of a group."""
    database.many("set_placement", [(article, gathering) for article in articles])


def part(database: Database, seconds: Mapping[int, Iterable[tuple[int, int, int]]]) -> None:
    """Keep which parts of articles tell of another event: (start, stop, article of its story)."""
    database.many("delete_seconds", [(article,) for article in seconds])
    rows = [(article, *one) for article, parts in seconds.items() for one in parts]
    database.many("add_second", rows)


def seconds(database: Database, articles: Iterable[int]) -> list[Row]:
    """Return the parts of articles that tell of other stories: article, start, stop, story, title."""
    return database.all("seconds", numbers=json.dumps(list(articles)))


def drop_empty(database: Database, numbers: Iterable[int]) -> set[int]:
    """Delete those of some groups that nothing is left of, and return them."""
    rows = database.all("empty_gatherings", gatherings=json.dumps(sorted(set(numbers))))
    found = {row["number"] for row in rows}
    for number in found:
        database.do("delete_gathering", number)
    return found


def of(database: Database, articles: Iterable[int]) -> dict[int, int]:
    """Return the group of each of these articles."""
    rows = database.all("placements", numbers=json.dumps(list(articles)))
    return {row["article"]: row["gathering"] for row in rows}


def load(database: Database, numbers: Collection[int]) -> list[Gathering]:
    """Return groups with their articles, those that are there."""
    asked = json.dumps(sorted(numbers))
    members: dict[int, list[tuple[int, str]]] = {}
    for row in database.all("gathered", gatherings=asked):
        members.setdefault(row["gathering"], []).append((row["article"], row["id"]))
    return [
        Gathering(
            row["number"], row["id"], _headline(row["headline"]), row["story"],
            members.get(row["number"], ()),
        )
        for row in database.all("gatherings", gatherings=asked)
    ]  # fmt: skip


def _headline(kept: str | None) -> tuple[str, str] | None:
    article, words = json.loads(kept) if kept else (None, "")
    return (article, words) if article is not None else None


def describe(
    database: Database, number: int, title: tuple[str, str], related: Iterable[tuple[int, str]]
) -> bool:
    """Keep headline and related groups (number, kind); whether the headline is a new one."""
    database.do("delete_relations", number)
    rows = [(number, place, other, kind) for place, (other, kind) in enumerate(related)]
    database.many("add_relation", rows)
    headline = json.dumps(title, ensure_ascii=False)
    return bool(database.all("set_gathering_headline", gathering=number, headline=headline))
