"""The stage that reads what each article reports: once, and again when its date was narrowed."""

from collections.abc import Sequence
from typing import NamedTuple

from firsthand import pipeline
from firsthand.collect.sources import Spread
from firsthand.models.parser import Plain
from firsthand.pipeline import Tools
from firsthand.records import Article, Flag, Report
from firsthand.store import changes, findings, shelf
from firsthand.store.caches import KeptParser
from firsthand.store.database import Database
from firsthand.store.shelf import Kept

#: articles between two writes: little is lost when it is cut off
TOGETHER = 20
#: the same where others read them: each has some, whatever one of them takes
SPREAD = 200


class _Result(NamedTuple):
    kept: Kept
    reports: list[Report]
    problem: str | None
    flags: tuple[Flag, ...] = ()


def read(database: Database, tools: Tools, spread: Spread = map) -> int:
    """Read some of what is due, and return how much that was; 0 when nothing is due.

    With another ``spread`` than ``map`` the processes that it has read it, with tools of their own,
    and no parse is kept. The write lock is not held meanwhile: parsing is what takes longest.
    """
    due = changes.get(database, "read", TOGETHER if spread is map else SPREAD)
    kept = shelf.load(database, due)
    if spread is map:
        results = [_read(one, database, tools) for one in kept]
    else:
        results = list(spread(_read_elsewhere, kept))
    with database.writing():
        now = {kept.number: kept for kept in shelf.load(database, due)}
        for result in results:
            if now.get(result.kept.number) == result.kept:
                _keep(database, result)
        changes.done(database, "read", _gone(due, now))
    return len(due)


def _gone(due: Sequence[int], now: dict[int, Kept]) -> list[int]:
    return [number for number in due if number not in now]


def _read(kept: Kept, database: Database, tools: Tools) -> _Result:
    equip(database, tools, kept.article)
    return _told(kept, tools)


def _read_elsewhere(kept: Kept) -> _Result:
    return _told(kept, pipeline.equip())


def _told(kept: Kept, tools: Tools) -> _Result:
    if kept.article.status == "removed":
        return _Result(kept, [], None)
    try:
        reports = pipeline.report(kept.settled, tools)
        flags = pipeline.marked(kept.article, tools).flags[len(kept.article.flags) :]
        return _Result(kept, reports, None, flags)
    except Exception as error:  # noqa: BLE001 -- one article must not stop all others
        return _Result(kept, [], changes.because(error))


def equip(database: Database, tools: Tools, article: Article) -> None:
    """Give the tools the parser that an article needs, one that looks into the library first."""
    code = article.read_as
    if code in pipeline.CLAIMS_IN and code not in tools.parsers:
        parser = pipeline.equip().parser(code)
        tools.parsers[code] = parser if isinstance(parser, Plain) else KeptParser(parser, database)


def _keep(database: Database, result: _Result) -> None:
    number = result.kept.number
    cited = pipeline.cited_in(result.reports)
    if findings.cited(database, [number]).get(number) != cited:
        changes.mark(database, "trace", [number])
    findings.read(database, number, result.reports, cited, result.flags)
    if result.kept.story is not None:
        findings.leave_unjoined(database, number)
        changes.mark(database, "join", [result.kept.story])
    if result.problem is None:
        changes.done(database, "read", [number])
    else:
        changes.set_aside(database, "read", number, result.problem)
