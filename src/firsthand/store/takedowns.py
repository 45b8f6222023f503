"""What owners asked to have taken down, and what stays out for it: a sealed log, and bars.

The log is only ever added to. Each line carries a hash over itself and the seal of the line before
it, so that a line that was altered, left out or put in later is found. It holds no word of a text.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Any

from firsthand.records import Removed
from firsthand.store import codec, shelf
from firsthand.store.database import Database, Row

#: how the name of a whole site begins in what is barred, and how that of a page does
SITE, PAGE = "site ", "url "


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the log: what happened to a request, and when (ISO 8601)."""

    request: int
    #: asked | refused | proved | deleted | wiped | withdrawn
    kind: str
    at: str
    said: dict[str, Any]
    #: hexadecimal
    seal: str


def begin(database: Database, at: datetime, said: dict[str, Any]) -> int:
    """Log a new request and return its number."""
    with database.writing():
        number = database.count("takedown_next")
        log(database, number, "asked", at, said)
    return number


def log(database: Database, request: int, kind: str, at: datetime, said: dict[str, Any]) -> None:
    """Add a line to the log."""
    with database.writing():
        last = database.one("takedown_last")
        number, before = (last["number"] + 1, last["seal"]) if last else (1, b"")
        words = json.dumps(said, ensure_ascii=False, sort_keys=True)
        row = (number, request, kind, shelf.stamp(at), words)
        database.do("takedown_add", *row, _seal(before, row))


def lines(database: Database, request: int | None = None) -> list[Line]:
    """Return the log, or of it what happened to one request."""
    found = (
        database.all("takedown_lines") if request is None else database.all("takedown_of", request)
    )
    return [
        Line(
            request=row["request"], kind=row["kind"], at=row["at"], said=json.loads(row["said"]),
            seal=row["seal"].hex(),
        )
        for row in found
    ]  # fmt: skip


def deleted(rows: Iterable[tuple[Any, ...]]) -> dict[str, tuple[int, datetime]]:
    """Return the articles that were deleted by the rows of a log: for which request, and when."""
    return {
        article: (request, datetime.fromisoformat(at))
        for _, request, kind, at, said, _ in rows if kind == "deleted"
        for article in json.loads(said)["articles"]
    }  # fmt: skip


def altered(database: Database) -> int | None:
    """Return the number of the first line that is not as it was written; None if all are."""
    before, expected = b"", 1
    for row in database.all("takedown_lines"):
        if row["number"] != expected or row["seal"] != _seal(before, tuple(row)[:5]):
            return expected
        before, expected = row["seal"], expected + 1
    return None


def due(database: Database) -> list[int]:
    """Return the requests that were proved and are not carried out to the end."""
    return [row["request"] for row in database.all("takedowns_due")]


def naming(database: Database, name: str) -> list[int]:
    """Return the requests for which an article was deleted that has this id."""
    quoted = json.dumps(name, ensure_ascii=False)
    return [row["request"] for row in database.all("takedowns_naming", sought=quoted)]


def _seal(before: bytes, row: tuple[object, ...]) -> bytes:
    words = json.dumps(row, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(before + words, digest_size=32).digest()


# --------------------------------------------------------------------------- what stays out


def bar(database: Database, names: Iterable[str], request: int) -> None:
    """Let what is known by these names stay out."""
    database.many("bar", [(name, request) for name in names])


def barring(database: Database, names: Iterable[str]) -> int | None:
    """Return the request for which something known by one of these names stays out."""
    keys = [name for one in names for name in (one, *_sites(one))]
    row = database.one("barring", names=json.dumps(keys))
    return int(row["request"]) if row else None


def _sites(name: str) -> Iterator[str]:
    """Name the site of a page: ``url //host/path`` is on ``site //host/``."""
    if name.startswith(f"{PAGE}//"):
        yield f"{SITE}//{name[len(PAGE) + 2 :].partition('/')[0]}/"


def on_site(database: Database, site: str) -> list[int]:
    """Return the articles that have an address on a site (``//host/``)."""
    first = f"{PAGE}{site}"
    # "0" is what comes after "/"
    rows = database.all("named_on_site", first=first, last=f"{first[:-1]}0")
    return [row["article"] for row in rows]


def take_over(
    database: Database, rows: Sequence[tuple[Any, ...]], bars: Iterable[tuple[str, int]]
) -> None:
    """Go on with the log of the library that this one is a copy of, and bar what that one bars."""
    last = database.one("takedown_last")
    known, seal = (last["number"], last["seal"]) if last else (0, None)
    if not known or (len(rows) >= known and rows[known - 1][-1] == seal):
        database.many("takedown_add", rows[known:])
    database.many("bar", bars)


# --------------------------------------------------------------------------- what is left of a report


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A removed report, and the stories that reports beside which it stood are in by now."""

    report: Removed
    #: ids of reports that are here, with the numbers of their stories, in the order of the library
    homes: tuple[tuple[str, int | None], ...]


def leave(database: Database, report: Removed, appeared: str, beside: Iterable[str]) -> None:
    """Keep the place of a report that is about to be purged; others that stood by it follow."""
    rows = [(name, name in report.kin) for name in dict.fromkeys((*report.kin, *beside))]
    bare = replace(report, kin=())
    with database.writing():
        database.do("leave_removed", report.id, appeared, codec.dumps(bare))
        database.many("leave_beside", [(report.id, *row) for row in rows])
        for name, kin in rows:
            database.do("follow_beside", removed=report.id, article=name, kin=kin)


def left(database: Database, articles: Iterable[int]) -> list[Left]:
    """Return the removed reports that stood beside some of these articles."""
    rows = database.all("removed_beside", numbers=json.dumps(list(articles)))
    return [_left(list(found)) for _, found in groupby(rows, key=lambda row: row["removed"])]


def _left(rows: Sequence[Row]) -> Left:
    kin = tuple(row["article"] for row in rows if row["kin"])
    return Left(
        report=replace(codec.loads(Removed, rows[0]["record"]), kin=kin),
        homes=tuple((row["article"], row["story"]) for row in rows if row["here"]),
    )


# --------------------------------------------------------------------------- copies of the file


def note_copy(database: Database, path: str, at: datetime) -> None:
    """Remember that a copy of the library was made."""
    with database.writing():
        database.do("copied", path, shelf.stamp(at))


def copies(database: Database) -> list[tuple[str, str]]:
    """Return the copies that were made, with the times, the oldest first."""
    return [(row["path"], row["made"]) for row in database.all("copies")]
