"""What a reader of a library asks of it: lists, single records, and whether what it keeps still holds."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from firsthand.errors import UsageError
from firsthand.store import findings, pages, search, shelf
from firsthand.store.database import Database
from firsthand.store.findings import Heading, Told
from firsthand.store.notes import Notes
from firsthand.store.pages import ArticlePage, ClaimPage, Lead, OutletPage, Outline, Printer
from firsthand.upkeep import showing

#: entries of a list unless more are asked for, and at most
MOST, LIMIT = 20, 1_000
#: entries that are left out at most: no number that a database holds is larger
_FARTHEST = 2**63 - 1


class Pages:
    """The pages of a library, each found by an index, so that its cost does not grow with it."""

    def __init__(self, database: Database, prepare: Callable[..., None]) -> None:
        """Read from ``database``; ``prepare`` has told what is read of an ``article`` or ``claim``."""
        self._database = database
        self._prepare = prepare

    # ---------------------------------------------------------------- lists

    def front(self, *, most: int = MOST, after: int = 0, day: str | None = None) -> list[Heading]:
        """Return stories day by day, the latest first; of a day those with most origins first.

        ``day`` (ISO 8601) leaves out what came later; ``after`` leaves out so many.
        """
        return pages.front(self._database, most=bounded(most), after=skipped(after), day=day)

    def outlines(self, stories: Iterable[str]) -> dict[str, Outline]:
        """Return, for a list of stories, which articles each has and how they hang together."""
        with self._database.looking():
            return pages.outlines(self._database, stories)

    def headings(self, stories: Iterable[str]) -> dict[str, Heading]:
        """Return the headings of these stories by their ids."""
        return pages.headings(self._database, stories)

    def guarded(self, stories: Iterable[str]) -> list[str]:
        """Return those of these stories whose headline may be one that not everybody may be shown."""
        return pages.guarded(self._database, stories)

    def homes(self, articles: Iterable[str]) -> dict[str, Heading]:
        """Return the headings of the stories of these articles, by the ids of the articles."""
        return pages.homes(self._database, articles)

    def leads(self, claims: Iterable[str]) -> dict[str, Lead]:
        """Return, for a list of claims, who says so first and in which story."""
        return pages.leads(self._database, claims)

    def claims(self, claims: Iterable[str]) -> dict[str, Told]:
        """Return these claims for a list, by their ids."""
        return {told.claim: told for told in search.named(self._database, claims)}

    def outlets(self, *, most: int = MOST) -> list[Printer]:
        """Return the outlets and agencies with most articles, and how much of these is their own."""
        return pages.outlets(self._database, most=bounded(most))

    # ---------------------------------------------------------------- single ones

    def article(self, article: str) -> ArticlePage:
        """Return one article, with what it comes from and what comes from it."""
        self._prepare(article=article)
        with self._database.looking():
            number = numbered(self._database, article)
            found = pages.article(self._database, number)
            above = shelf.numbers(self._database, [link.upstream for link in found.links])
            # what became of the texts above it is remarked on the article
            read = showing.reading(self._database, [number, *above.values()]).articles
        return replace(found, article=next(one for one in read if one.id == article))

    def claim(self, claim: str) -> ClaimPage:
        """Return one claim, with the articles that report it."""
        self._prepare(claim=claim)
        with self._database.looking():
            found = pages.claim(self._database, claim)
        if found is None:
            raise UsageError(f"there is no claim {claim!r} in this library")
        return found

    def outlet(self, name: str, *, most: int = MOST, after: int = 0) -> OutletPage:
        """Return what an outlet or agency prints: how much is its own, whom it cites, who cites it."""
        with self._database.looking():
            found = pages.outlet(self._database, name, most=bounded(most), after=skipped(after))
        if found is None:
            raise UsageError(f"no article of this library is by {name!r} or cites it")
        return found

    # ---------------------------------------------------------------- what still holds

    def waiting(self, story: str) -> int:
        """Return how many articles of a story are not in what is told of it yet."""
        numbers = findings.concerned(self._database, story=story)
        return sum(findings.waiting(self._database, number) for number in numbers)

    def stands(self, notes: Notes) -> bool:
        """Tell whether all that was read while these ``noting`` notes were taken is as it was."""
        return notes.stand(self._database)

    def state(self) -> object:
        """Return what differs after anybody wrote, as this library sees the file; no other's is like it."""
        return self._database.serial, self._database.state()


def bounded(most: int) -> int:
    """Bound how many entries of a list are asked for."""
    return min(max(0, most), LIMIT)


def skipped(after: int) -> int:
    """Bound how many entries of a list are left out."""
    return min(max(0, after), _FARTHEST)


def numbered(database: Database, article: str) -> int:
    """Return the number of an article. Raises UsageError where there is none of that id."""
    number = shelf.number_of(database, article)
    if number is None:
        raise UsageError(
            f"there is no article {article!r} in this library; `firsthand search` and "
            "`firsthand story` name them by their ids"
        )
    return number
