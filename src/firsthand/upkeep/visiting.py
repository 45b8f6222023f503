"""The pages that sources list: fetched, looked at again, and what is found to have become of them.

Most changes of an article come within a day, and a few within a week: so a page is fetched again
after these times, if the server says that it changed. What is not there any more is "gone" when it
was missed twice on different days; what was collected of it stays.
"""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from firsthand.collect import identity, polling
from firsthand.collect.network import Outcome
from firsthand.records import Article
from firsthand.store import shelf
from firsthand.store.database import Database, Row
from firsthand.store.shelf import Seen
from firsthand.upkeep import intake

if TYPE_CHECKING:
    from firsthand.upkeep.listing import Told

#: waits between two looks at a page: of 88 million re-crawled ones 18 in 100 changed within a week,
#: four of five of these within the first day (GDELT)
REVISITS = (timedelta(days=1), timedelta(days=6))
#: looks at a page that changes every time: what stands around an article changes without end
MOST_LOOKS = 14
#: tries of a page that cannot be had just now
MAX_TRIES = 5
#: a page that is missing is looked for once more after this time
MISSED_AGAIN = timedelta(days=1)
_MISSING = frozenset({404, 410, 451})


def known(database: Database, item: Row, now: datetime) -> bool:
    """Whether another source brought this page before; then it is noted as seen here, too.

    What was purged or taken down is not fetched, either, and what the list said of it goes.
    """
    if item["address"] and intake.is_purged_page(database, item["address"]):
        database.do("drop_item", item["number"])
        return True
    if item["article"] is not None or not item["address"]:
        return False
    numbers = shelf.named(database, [f"url {identity.key(item['address'])}"])
    if not numbers:
        return False
    shelf.see_again(database, numbers[0], _seen(item, item["address"], now))
    database.do("set_article", item=item["number"], article=numbers[0])
    return True


def keep(database: Database, item: Row, outcome: Outcome, now: datetime) -> "list[Told]":
    """Keep what came of fetching the page of an item; gives what was taken in."""
    status = outcome.answer.status if outcome.answer else 0
    if isinstance(outcome.found, Article):
        if intake.is_purged(database, outcome.found, _seen(item, item["address"], now)):
            database.do("set_due", item=item["number"], due=None)
            return []
        return [_taken(database, item, outcome, outcome.found, now)]
    if status == 304 and item["article"] is not None:
        shelf.see_again(database, item["article"], _seen(item, item["address"], now))
        _back(database, item["article"], now)
        _fetched(database, item, item["article"], outcome, _next(item["visits"], now))
    elif status in _MISSING:
        _missed(database, item, status, now)
    else:
        problem = outcome.problem or f"the server answered {status}"
        passing = outcome.passing or (not outcome.problem and status not in {401, 402, 403})
        # where an article was read something else stands just now: a gate, or that all is out of order
        passing = passing or (status == 200 and item["article"] is not None)
        wait = polling.retry_after(outcome.header("retry-after"), now)
        fail(database, item, problem, now, passing=passing, wait=wait)
    return []


def fail(
    database: Database,
    item: Row,
    problem: str,
    now: datetime,
    *,
    passing: bool = False,
    wait: timedelta | None = None,
) -> None:
    """Note that a page could not be had: it is tried again, or put aside with the reason."""
    tries = item["tries"] + 1
    again = passing and tries < MAX_TRIES
    pause = max(polling.FIRST_WAIT * 2 ** min(item["tries"], 16), wait or timedelta(0))
    database.do(
        "set_failed", item=item["number"], due=shelf.stamp(now + pause) if again else None,
        missing=item["missing"], problem=problem, aside=0 if again or item["article"] else 1,
    )  # fmt: skip


def _taken(
    database: Database, item: Row, outcome: Outcome, article: Article, now: datetime
) -> "Told":
    assert outcome.answer is not None
    before = item["article"]
    url = outcome.answer.url
    if before is not None and identity.key(url) != identity.key(item["address"]):
        intake.lead(database, before, article, url)
    what, number = intake.take(database, article, _seen(item, url, now))
    _back(database, number, now)
    if before is not None and number != before:
        _gone(database, before, f"its address now leads to {url}", now)
    elif before is None:
        # so that another source that lists it does not fetch it again
        intake.lead(database, number, article, item["address"])
    changing = what == "version" and item["visits"] < MOST_LOOKS
    due = now + REVISITS[0] if changing else _next(item["visits"], now)
    _fetched(database, item, number, outcome, due)
    return what, shelf.id_of(database, number)


def _fetched(
    database: Database, item: Row, article: int, outcome: Outcome, due: datetime | None
) -> None:
    database.do(
        "set_fetched", item=item["number"], article=article,
        due=shelf.stamp(due) if due else None,
        etag=outcome.header("etag") or item["etag"],
        modified=outcome.header("last-modified") or item["modified"],
    )  # fmt: skip


def _missed(database: Database, item: Row, status: int, now: datetime) -> None:
    since = datetime.fromisoformat(item["missing"]) if item["missing"] else now
    if status != 410 and now - since < MISSED_AGAIN:
        database.do(
            "set_failed", item=item["number"], due=shelf.stamp(now + MISSED_AGAIN),
            missing=shelf.stamp(since), problem=f"not there ({status})", aside=0,
        )  # fmt: skip
        return
    problem = f"not there any more ({status})"
    fail(database, item, problem, now)
    if item["article"] is not None:
        _gone(database, item["article"], problem, now)


def _gone(database: Database, number: int, why: str, now: datetime) -> None:
    """Record that an article is not at its place any more, unless worse is known of it."""
    if shelf.load(database, [number])[0].article.status in {"live", "corrected"}:
        intake.judge(database, number, "gone", why, shelf.stamp(now))


def _back(database: Database, number: int, now: datetime) -> None:
    """Record that an article is at its place again, as what it was before it was gone."""
    if database.all("status", number)[0]["status"] == "gone":
        marks = [row["status"] for row in database.all("marks", number)]
        status = "corrected" if "corrected" in marks else "live"
        intake.judge(database, number, status, "it is there again", shelf.stamp(now))


def _next(visits: int, now: datetime) -> datetime | None:
    return now + REVISITS[visits] if visits < len(REVISITS) else None


def _seen(item: Row, place: str, now: datetime) -> Seen:
    return Seen(at=now, place=place, source=item["source"], guid=item["guid"])
