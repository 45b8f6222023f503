"""Search: any everyday string finds what holds all of its words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from firsthand.records import Article
from firsthand.store import codec
from firsthand.store.database import Database, Row
from firsthand.store.findings import Hit, Told
from firsthand.store.shelf import stamp

#: words of a query that are looked for; nobody types more, and each costs
MAX_WORDS = 32
#: characters of a query that are read
MAX_CHARACTERS = 1_000
#: of what holds the words, so many that came in last are ranked: of words that stand everywhere
#: nobody needs the best of all, and ranking takes about four microseconds each
RANKED = 5_000
#: of what holds the words, so many that came in last are looked at for the rest of what is asked
LOOKED = 15_000


def match(query: str) -> str:
    """Write what somebody typed as an FTS5 expression, each word in quotation marks.

    Nothing in it commands: "AND", "title:" and "*" are words like others. Empty where there is no
    letter or digit.
    """
    words = query[:MAX_CHARACTERS].replace("\0", " ").split()
    # a word of signs alone would be a phrase of nothing
    asked = [word for word in words if any(sign.isalnum() for sign in word)][:MAX_WORDS]
    quoted = (word.encode("utf-8", "ignore").decode().replace('"', '""') for word in asked)
    return " ".join(f'"{word}"' for word in quoted)


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
    """Return articles whose title or text holds all words of ``query``, the best first."""
    asked = match(query)
    if not asked:
        return []
    rows = database.all(
        "search", query=asked, ranked=RANKED, most=most, after=after,
        looked=RANKED + 1 if only == NO_FILTERS else LOOKED,
        outlet=only.outlet, language=only.language, since=stamp(only.since) if only.since else None,
        until=stamp(only.until) if only.until else None,
    )  # fmt: skip
    return [
        Hit(
            article=row["id"], story=row["story"], title=row["title"],
            outlet=_outlet(codec.loads(Article, row["record"])), words=row["words"],
        )
        for row in rows
    ]  # fmt: skip


def near(database: Database, text: str, *, most: int) -> list[Told]:
    """Return claims that hold some of the words of ``text``, the best first."""
    asked = match(text).replace('" "', '" OR "')
    if not asked:
        return []
    return _told(database.all("find_claims", query=asked, ranked=RANKED, most=most))


def _outlet(article: Article) -> str | None:
    return article.outlet.name if article.outlet else None


def claims(database: Database, query: str | None, *, most: int) -> list[Told]:
    """Return claims that hold all words of ``query``; without one those of the latest stories."""
    if query is None:
        rows = database.all("claims", most=most)
    elif asked := match(query):
        rows = database.all("find_claims", query=asked, ranked=RANKED, most=most)
    else:
        return []
    return _told(rows)


def _told(rows: Iterable[Row]) -> list[Told]:
    return [
        Told(
            claim=row["id"],
            story=row["story"],
            words=row["words"],
            low=row["low"],
            high=row["high"],
        )
        for row in rows
    ]
