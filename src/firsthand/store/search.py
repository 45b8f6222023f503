"""Search: any everyday string finds what holds all of its words."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from firsthand.records import Published, Report, Voice
from firsthand.store import codec
from firsthand.store.database import Database, Row
from firsthand.store.findings import Hit, Told
from firsthand.store.shelf import stamp

#: words of a query that are looked for; nobody types more, and each costs
MAX_WORDS = 32
#: characters of a query that are read
MAX_CHARACTERS = 1_000
#: so many that hold the words are ranked, which takes two microseconds each and as much again for
#: all that hold one of them; of words that stand in more, nobody needs the best of all
RANKED = 2_000
#: of what holds the words, so many that came in last are looked at for the rest of what is asked;
#: of words that stand in more, as many of the time that is asked for as are ranked
LOOKED = 15_000


def match(query: str) -> str:
    """Write what somebody typed as an FTS5 expression, each word in quotation marks.

    Nothing in it commands: "AND", "title:" and "*" are words like others. Empty where there is no
    letter or digit.
    """
    return " ".join(_quoted(query))


def _quoted(query: str) -> list[str]:
    words = query[:MAX_CHARACTERS].replace("\0", " ").split()
    # a word of signs alone would be a phrase of nothing
    asked = [word for word in words if any(sign.isalnum() for sign in word)][:MAX_WORDS]
    plain = (word.encode("utf-8", "ignore").decode().replace('"', '""') for word in asked)
    return [f'"{word}"' for word in plain]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What else must hold of an article that is found."""

    #: name of its outlet, whatever the capitals
    outlet: str | None = None
    #: ISO 639-1
    language: str | None = None
    #: when it appeared: from the first, before the second
    since: datetime | None = None
    until: datetime | None = None


NO_FILTERS = Filters()


def articles(
    database: Database, query: str, *, most: int, after: int = 0, only: Filters = NO_FILTERS
) -> list[Hit]:
    """Return articles whose title or text holds all words of ``query``, the best first.

    Of words that stand in a great many, those whose title holds them, the latest first, and then
    the latest of the others.
    """
    asked = match(query)
    if not asked:
        return []
    with database.looking():
        best = _best(database, asked, most, after, only)
        return _hits(database, asked, [row["number"] for row in best])


def _best(database: Database, asked: str, most: int, after: int, only: Filters) -> list[Row]:
    if only == NO_FILTERS:
        if database.count("holding", asked, RANKED + 1) > RANKED:
            return database.all("latest", query=asked, ranked=RANKED, most=most, after=after)
        return database.all("best", query=asked, most=most, after=after)
    asked_of = {
        "query": asked, "looked": LOOKED, "most": most, "after": after, "language": only.language,
        "since": stamp(only.since) if only.since else None,
        "until": stamp(only.until) if only.until else None,
    }  # fmt: skip
    if only.outlet is not None:
        return database.all("best_of_outlet", outlet=only.outlet, **asked_of)
    dated = only.since is not None or only.until is not None
    if dated and database.count("holding", asked, LOOKED + 1) > LOOKED:
        return database.all("best_of_time", ranked=RANKED, **asked_of)
    return database.all("best_of_some", ranked=RANKED, **asked_of)


def _hits(database: Database, asked: str, numbers: list[int]) -> list[Hit]:
    """Return what is shown of these versions, in their order."""
    # the words around are looked for by the longest two: each one more takes as long again
    told, named = " ".join(sorted(asked.split(" "), key=len)[-2:]), json.dumps(numbers)
    found = {row["number"]: row for row in database.all("hits", numbers=named)}
    # cut from a text of known digest, they are as they were as long as that is
    cut = database.following("snippets", query=told, numbers=named)
    words = {row["number"]: row["words"] for row in cut}
    return [
        _hit(found[number], words[number])
        for number in numbers
        if number in found and number in words
    ]


def _hit(row: Row, words: str) -> Hit:
    known = codec.loads(Published, row["published"]) if row["published"] else None
    first, last = (known.earliest, known.latest) if known else (None, None)
    return Hit(
        article=row["id"], story=row["story"], title=row["title"], outlet=row["outlet"],
        words=words, appeared=stamp(first) if first else "", until=stamp(last) if last else "",
    )  # fmt: skip


def near(database: Database, text: str, *, most: int) -> list[Told]:
    """Return claims that hold some of the words of ``text``, the best first.

    Words that stand in a great many claims do not lead to one, unless there are no others.
    """
    with database.looking():
        words = dict.fromkeys(_quoted(text))
        rare = [w for w in words if database.count("claims_with", w, RANKED) < RANKED]
        asked = " OR ".join(rare or words)
        rows = database.all("find_claims", query=asked, ranked=LOOKED, most=most) if asked else []
        return _told(database, rows)


def claims(database: Database, query: str | None, *, most: int) -> list[Told]:
    """Return claims that hold all words of ``query``; without one those of the latest stories."""
    with database.looking():
        if query is None:
            rows = database.all("claims", most=most)
        elif asked := match(query):
            rows = database.all("find_claims", query=asked, ranked=RANKED, most=most)
        else:
            return []
        return _told(database, rows)


def named(database: Database, names: Iterable[str]) -> list[Told]:
    """Return the claims of these ids for a list, as far as there are such."""
    with database.looking():
        return _told(database, database.all("claims_named", claims=json.dumps(list(names))))


@dataclass(frozen=True, slots=True)
class _Report:
    """Of a report what a list shows."""

    article: str
    start: int
    stop: int
    stance: str
    firsthand: bool
    chain: tuple[Voice, ...] = ()
    lead: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class _Claim:
    """Of a claim what a list shows: it is a small part."""

    text: tuple[str, int, int] = ("", 0, 0)
    reports: tuple[_Report, ...] = ()

    @property
    def lead(self) -> tuple[str, int, int] | None:
        """Place of what its words say something of, where that stands outside them."""
        for one in self.reports:
            if one.lead is not None and (one.article, one.start, one.stop) == self.text:
                return one.article, *one.lead
        return None


def _told(database: Database, rows: Sequence[Row]) -> list[Told]:
    claims = [codec.loads(_Claim, row["record"] or "{}") for row in rows]
    places = {
        n: (*one.lead, *one.text[1:], row["words"])
        for n, (row, one) in enumerate(zip(rows, claims, strict=True))
        if one.lead is not None
    }
    asked = json.dumps(list(places.values()))
    cut = database.all("spans", places=asked) if places else []
    leads = dict(zip(places, _in_order(cut, len(places)), strict=True))
    return [
        reported(
            found.reports, claim=row["id"], story=row["story"], words=row["words"],
            lead=leads.get(n, ""), low=row["low"], high=row["high"],
        )
        for n, (row, found) in enumerate(zip(rows, claims, strict=True))
    ]  # fmt: skip


def reported(reports: Sequence[_Report | Report], **known: Any) -> Told:
    """Return a claim for a list, with what its reports tell of it."""
    return Told(
        stances=tuple(dict.fromkeys(one.stance for one in reports)),
        reports=len({one.article for one in reports}),
        # an outlet that says it itself speaks in each of its articles
        voices=len({tuple(v.name for v in one.chain) or ("", one.article) for one in reports}),
        firsthand=any(one.firsthand for one in reports),
        unnamed=any(one.chain[-1].anonymous for one in reports if one.chain),
        **known,
    )


def _in_order(cut: Iterable[Row], most: int) -> list[str]:
    """Put words on a line each, in the order in which they were asked for."""
    words = {row["place"]: " ".join(row["words"].split()) for row in cut}
    return [words.get(place, "") for place in range(most)]
