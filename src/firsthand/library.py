"""The kept library: articles, their versions, and what was found in them, in one SQLite file.

What is added is safe when ``add`` says so; what follows from it is worked out at the end of the
call, and by any later one should this one be cut off.
"""

import difflib
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from types import TracebackType
from typing import TYPE_CHECKING, Self

from firsthand import pipeline
from firsthand.collect import sources as collecting
from firsthand.errors import LibraryError, Refused, UsageError
from firsthand.pipeline import Progress, Source
from firsthand.reading import Reading
from firsthand.records import Act, Article, Claim, Node, Stemma, Story
from firsthand.remarks import remark
from firsthand.store import acts, changes, dump, findings, pages, search, shelf, sources
from firsthand.store.changes import Failure
from firsthand.store.database import HELD, Database, Row
from firsthand.store.findings import Heading, Hit, Told
from firsthand.store.notes import Notes, noting, recall
from firsthand.store.pages import ArticlePage, ClaimPage, Contrast, Lead, OutletPage, Outline, Tie
from firsthand.store.search import NO_FILTERS, Filters
from firsthand.store.shelf import Seen
from firsthand.store.sources import Aside
from firsthand.timeline import expectations
from firsthand.timeline.replay import PRESENT, Replay
from firsthand.upkeep import correcting, intake, past, reasons, rounds
from firsthand.upkeep.restoring import Restored, restore

if TYPE_CHECKING:
    from firsthand.collect.web import Web
    from firsthand.upkeep.collecting import Collected
    from firsthand.upkeep.subscribing import Sources

__all__ = [
    "Added",
    "ArticlePage",
    "ClaimPage",
    "Contrast",
    "Filters",
    "Heading",
    "Health",
    "History",
    "Hit",
    "Lead",
    "Library",
    "Notes",
    "OutletPage",
    "Outline",
    "Restored",
    "Tie",
    "Told",
    "Version",
    "noting",
    "recall",
    "restore",
]

#: entries of a list unless more are asked for, and at most
MOST, LIMIT = 20, 1_000
#: steps of a way back that are followed; editions of editions can be endless
STEPS = 200
_WEB = ("http://", "https://")
_STATUSES = ("live", "corrected", "retracted", "removed", "gone")


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of what was added: ids of articles, and what was refused with its reason."""

    new: tuple[str, ...] = ()
    #: known articles of which this is another wording
    changed: tuple[str, ...] = ()
    #: seen before as they are
    known: tuple[str, ...] = ()
    refused: tuple[Refused, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A wording of an article, and when it was seen."""

    ordinal: int
    title: str | None
    text: str
    first_seen: str
    last_seen: str
    #: lines of a unified diff against the version before it
    diff: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What happened to an article."""

    versions: tuple[Version, ...]
    #: (status, why, when) in order
    marks: tuple[tuple[str, str, str], ...]
    #: (place, when) in order
    sightings: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """What the doctor found. ``problems`` is empty if the file is sound."""

    problems: tuple[str, ...]
    counts: dict[str, int]
    pending: dict[str, int]
    quarantined: tuple[Failure, ...]
    #: pages that `collect` gave up, with the reasons
    aside: tuple[Aside, ...] = ()
    #: lines in which a library rebuilt from the same articles differs; None if not asked for
    differences: tuple[str, ...] | None = None


class Library:
    """A library, opened. Close it, or use it as a context manager; it is for one thread."""

    def __init__(
        self, path: str | os.PathLike[str], *, create: bool = True, held: int = HELD
    ) -> None:
        """Open the library at ``path``, or begin one there unless ``create`` is False.

        Of its file at most ``held`` megabytes are held in memory, as far as it is for reading.
        Raises LibraryError where there is something else, or a library of a newer firsthand.
        """
        self._database = Database(path, create=create, held=held)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        self._database.close()

    # ---------------------------------------------------------------- what comes in

    def add(
        self,
        sources: Source | Iterable[Source],
        *,
        now: datetime | None = None,
        kept: Callable[[str, str], None] | None = None,
        progress: Progress | None = None,
        allow_net: Iterable[str] = (),
        again: bool = False,
    ) -> Added:
        """Keep articles and work out what follows from them.

        ``sources`` are paths, addresses, or articles made before; ``now`` is when they were seen.
        ``kept`` is told ("new", "version" or "same", id) of each article once it is on the disk.
        ``allow_net`` names networks that are open although they are not public (CIDR). What was
        purged is refused, unless it is wanted ``again``.
        """
        seen = now or datetime.now(UTC)
        ids: dict[str, list[str]] = {"new": [], "version": [], "same": []}
        refused: list[Refused] = []
        for article in _collected(sources, refused, seen, allow_net):
            place = article.url or article.source or article.id
            try:
                what, number = intake.take(
                    self._database, article, Seen(at=seen, place=place), again=again
                )
            except Refused as error:
                refused.append(error)
                continue
            name = shelf.load(self._database, [number])[0].article.id
            ids[what].append(name)
            if kept:
                kept(what, name)
        rounds.settle(self._database, progress=progress)
        return Added(
            new=tuple(ids["new"]), changed=tuple(ids["version"]), known=tuple(ids["same"]),
            refused=tuple(refused),
        )  # fmt: skip

    @property
    def sources(self) -> "Sources":
        """What the library collects from."""
        from firsthand.upkeep.subscribing import Sources  # noqa: PLC0415 - what only it needs

        return Sources(self._database)

    def collect(
        self,
        *,
        now: datetime | None = None,
        kept: Callable[[str, str], None] | None = None,
        progress: Progress | None = None,
        allow_net: Iterable[str] = (),
        web: "Web | None" = None,
    ) -> "Collected":
        """Ask all sources that are due, fetch what is new, and work out what follows from it.

        ``kept`` as in ``add``. ``now`` is when everything is said to be seen (the time it is, if not
        given). ``web`` is the way to the web (one that opens ``allow_net`` besides what is public).
        """
        from firsthand.collect.web import reach  # noqa: PLC0415 - only who collects loads it
        from firsthand.upkeep import collecting as rounds_of_collecting  # noqa: PLC0415 - the same

        collected = rounds_of_collecting.collect(
            self._database, web or reach(allow_net), clock=lambda: datetime.now(UTC), at=now,
            kept=kept or _nobody, progress=progress or _silent,
        )  # fmt: skip
        rounds.settle(self._database, progress=progress)
        return collected

    def mark(self, article: str, status: str, why: str, *, now: datetime | None = None) -> None:
        """Record that an article was corrected, retracted, removed, or is gone from its place.

        A removed one is no longer shown or counted; its text stays until it is purged.
        """
        if status not in _STATUSES:
            raise UsageError(f"{status!r} is no status; one of {', '.join(_STATUSES)}")
        at = shelf.stamp(now or datetime.now(UTC))
        intake.judge(self._database, self._number(article), status, why, at)
        rounds.settle(self._database)

    def correct(
        self, act: str, *names: str, who: str | None = None, why: str = "",
        now: datetime | None = None,
    ) -> Act:  # fmt: skip
        """Decide something where firsthand found something else, and work out what follows.

        ``act`` is "merge" (two articles or stories: their stories are one), "split" (articles of one
        story: they are another event), "move" (an article, and one of the story it belongs to), "pin"
        (an article stays where it is), "not-a-copy" (two articles), "same-claim" or "not-same-claim"
        (two claims, or places of reports as "ARTICLE:START-STOP"). ``who`` made it, and ``why``, are
        kept with it. It holds whatever is added or made anew, until it is undone; of two that
        contradict one another the later one counts. Raises UsageError where there is nothing to
        decide.
        """
        rounds.settle(self._database)  # what was cut off before stands in no story yet
        at = now or datetime.now(UTC)
        number = correcting.correct(self._database, act, names, who=who, why=why, at=at)
        return self._act(number)

    def undo(
        self, act: int, *, who: str | None = None, why: str = "", now: datetime | None = None
    ) -> Act:
        """Take an act back, named by its number. Raises UsageError if it was undone before."""
        at = now or datetime.now(UTC)
        correcting.undo(self._database, act, who=who, why=why, at=at)
        return self._act(act)

    def acts(self, *, name: str | None = None, most: int = MOST, after: int = 0) -> list[Act]:
        """Return an analyst's acts, the latest first, those that were undone among them.

        ``name`` asks for those that name an article, or one of a story or claim.
        """
        return correcting.history(self._database, name, most=_most(most), after=max(0, after))

    def _act(self, number: int) -> Act:
        rounds.settle(self._database)
        found = acts.get(self._database, number)
        assert found is not None
        return found

    def purge(self, article: str, *, now: datetime | None = None) -> None:
        """Delete an article and all that was derived from its words, from the file's bytes too.

        Hashes of its addresses stay, so that no source brings it back.

        Raises LibraryError if another process that reads keeps them in the log for now.
        """
        intake.purge(self._database, self._number(article), now or datetime.now(UTC))
        rounds.settle(self._database)
        if not self._database.forget():
            raise LibraryError(
                f"{article} is deleted, but its words stay in the log until other readers of the "
                "library have finished; purge again, or run `firsthand doctor`, then"
            )

    # ---------------------------------------------------------------- what is there

    def stories(
        self, *, most: int = MOST, after: int = 0, replay: Replay = PRESENT
    ) -> list[Heading]:
        """Return stories, those with the latest news first; ``after`` so many.

        With ``replay`` those of an earlier moment; they are made anew, which takes its time.
        """
        if replay.moment:
            reading = past.read(self._database, replay)
            return past.headings(reading, most=_most(most), after=max(0, after))
        return findings.headings(self._database, most=_most(most), after=max(0, after))

    def story(
        self, story: str, *, now: datetime | None = None, replay: Replay = PRESENT
    ) -> Reading:
        """Return one story in full, with its articles and their lineage.

        ``story`` may be the id of one that was merged into it. With ``replay`` its articles are read
        as they stood then: they may have been several stories, and an id of one that was a story
        then is taken, too. Raises UsageError for others.
        """
        with self._database.looking():
            found = findings.story(self._database, story)
            if found is None and not replay.moment:
                raise UsageError(f"there is no story {story!r}; `firsthand stories` lists them")
            numbers = findings.members(self._database, found[0]) if found else None
            if found and numbers and not replay.moment:
                told, deciding = self._settled(found[1], numbers)
                told = _as_of(told, now or datetime.now(UTC))
                return self._reading([*numbers, *deciding], told)
        # parses are kept, so nothing may be held for reading alone
        if numbers is None:
            return past.story(self._database, replay, story)
        return past.read(self._database, replay, numbers)

    def claims(
        self, query: str | None = None, *, most: int = MOST, replay: Replay = PRESENT
    ) -> list[Told]:
        """Return claims that hold all words of ``query``; without one those of the latest stories."""
        if replay.moment:
            return past.claims(past.read(self._database, replay), query, most=_most(most))
        return search.claims(self._database, query, most=_most(most))

    def search(
        self, query: str, *, most: int = MOST, after: int = 0, only: Filters = NO_FILTERS
    ) -> list[Hit]:
        """Return articles that hold all words of ``query``, the best first; none for no words.

        ``only`` names what else must hold of them.
        """
        return search.articles(
            self._database, query, most=_most(most), after=max(0, after), only=only
        )

    def front(self, *, most: int = MOST, after: int = 0, day: str | None = None) -> list[Heading]:
        """Return stories day by day, the latest first; of a day those with most origins first.

        ``day`` (ISO 8601) leaves out what came later; ``after`` leaves out so many.
        """
        return pages.front(self._database, most=_most(most), after=max(0, after), day=day)

    def outlines(self, stories: Iterable[str]) -> dict[str, Outline]:
        """Return, for a list of stories, which articles each has and how they hang together."""
        return pages.outlines(self._database, stories)

    def headings(self, stories: Iterable[str]) -> dict[str, Heading]:
        """Return the headings of these stories by their ids."""
        return pages.headings(self._database, stories)

    def leads(self, claims: Iterable[str]) -> dict[str, Lead]:
        """Return, for a list of claims, who says so first and in which story."""
        return pages.leads(self._database, claims)

    def article(self, article: str) -> ArticlePage:
        """Return one article, with what it comes from and what comes from it."""
        with self._database.looking():
            number = self._number(article)
            found = pages.article(self._database, number)
            above = shelf.numbers(self._database, [link.upstream for link in found.links])
            # what became of the texts above it is remarked on the article
            read = self._reading([number, *above.values()], None).articles
        return replace(found, article=next(one for one in read if one.id == article))

    def claim(self, claim: str) -> ClaimPage:
        """Return one claim, with the articles that report it."""
        with self._database.looking():
            found = pages.claim(self._database, claim)
        if found is None:
            raise UsageError(f"there is no claim {claim!r} in this library")
        return found

    def outlet(self, name: str, *, most: int = MOST, after: int = 0) -> OutletPage:
        """Return what an outlet or agency prints: how much is its own, whom it cites, who cites it."""
        with self._database.looking():
            found = pages.outlet(self._database, name, most=_most(most), after=max(0, after))
        if found is None:
            raise UsageError(f"no article of this library is by {name!r} or cites it")
        return found

    def near(self, text: str, *, most: int = MOST) -> list[Told]:
        """Return claims that hold words of ``text``, those with most and rarest of them first."""
        return search.near(self._database, text, most=_most(most))

    def stands(self, notes: Notes) -> bool:
        """Tell whether all that was read while these ``noting`` notes were taken is as it was."""
        return notes.stand(self._database)

    def trace(self, article: str) -> Reading:
        """Return the way back from an article: what stands above it, and its primary sources."""
        with self._database.looking():
            wanted: dict[int, None] = {}
            due = [self._number(article)]
            while due and len(wanted) < STEPS:
                traced = findings.descents(self._database, due)
                wanted.update(dict.fromkeys(due))
                above = [link.upstream for one in traced for link in one.links]
                due = [n for n in shelf.numbers(self._database, above).values() if n not in wanted]
            return self._reading(list(wanted), None)

    def history(self, article: str) -> History:
        """Return the versions of an article with their differences, and what became of it."""
        number = self._number(article)
        return History(
            versions=tuple(_versions(self._database.all("versions", number))),
            marks=tuple(tuple(row) for row in self._database.all("marks", number)),
            sightings=tuple(
                (row["place"], row["seen"]) for row in self._database.all("sightings", number)
            ),
        )

    def explain(self, *names: str) -> list[str]:
        """Say why: an article stands in its story, two articles are linked, a claim has its origins.

        ``names`` are the id of an article, of two articles, or of a claim or story.
        """
        return reasons.explain(self._database, names)

    # ---------------------------------------------------------------- the file

    def backup(self, path: str | os.PathLike[str]) -> None:
        """Copy the library as it is now to a new file, while others may write to it."""
        self._database.back_up(path)

    def doctor(self, *, compare: bool = False, replay: bool = False) -> Health:
        """Examine the file, and finish what was begun; ``compare`` rebuilds a copy and compares.

        With ``replay`` what stands in quarantine is tried again.
        """
        database = self._database
        problems = tuple(database.problems())
        if not problems:
            with database.writing():
                if replay:
                    changes.replay(database)
            rounds.settle(database)
            database.forget()
        row = database.one("counts")
        pending = {row["stage"]: row["subjects"] for row in database.all("pending")}
        return Health(
            problems=problems,
            counts=dict(row) if row else {},
            pending=pending,
            quarantined=tuple(changes.failures(database)),
            aside=tuple(sources.aside(database)),
            differences=tuple(self._differences()) if compare and not problems else None,
        )

    def rebuild(self, *, progress: Progress | None = None) -> None:
        """Throw all findings away and make them anew from the articles."""
        rounds.rebuild(self._database, progress=progress)

    def dump(self) -> Iterator[str]:
        """Return articles and findings as lines in a fixed order, for comparing two libraries."""
        return dump.lines(self._database)

    # ---------------------------------------------------------------- inside

    def _differences(self) -> list[str]:
        copy = self._database.path.with_name(self._database.path.name + ".rebuilt")
        copy.unlink(missing_ok=True)
        try:
            self.backup(copy)
            with Library(copy) as fresh:
                fresh.rebuild()
                return _compared(list(self.dump()), list(fresh.dump()))
        finally:
            for end in ("", "-wal", "-shm"):
                copy.with_name(copy.name + end).unlink(missing_ok=True)

    def _number(self, article: str) -> int:
        number = shelf.number_of(self._database, article)
        if number is None:
            raise UsageError(
                f"there is no article {article!r} in this library; `firsthand search` and "
                "`firsthand story` name them by their ids"
            )
        return number

    def _settled(self, story: Story, numbers: list[int]) -> tuple[Story, list[int]]:
        """Look into related stories for what is still expected; also name what decides it."""
        named = [findings.story(self._database, one.story) for one in story.related]
        others = [one for one in named if one]
        if not others or not any(expectations.is_open(claim) for claim in story.claims):
            return story, []
        also = [n for number, _ in others for n in findings.members(self._database, number)]
        kept = shelf.load(self._database, [*numbers, *also])
        articles = {one.article.id: one.shown for one in kept}
        settled = pipeline.settle(story, [told for _, told in others], articles)
        due = (claim.expectation for claim in settled.claims)
        deciding = {place[0] for one in due if one for place in one.because} - {*story.articles}
        return settled, [one.number for one in kept if one.article.id in deciding]

    def _reading(self, numbers: list[int], story: Story | None) -> Reading:
        """Return articles with what is known of their lineage."""
        kept = shelf.load(self._database, numbers)
        traced = findings.descents(self._database, numbers)
        links = tuple(link for one in traced for link in one.links)
        articles = {one.article.id: one.shown for one in kept}
        above = [link.upstream for link in links if link.upstream not in articles]
        others = shelf.load(self._database, list(shelf.numbers(self._database, above).values()))
        nodes = [_node(article) for article in articles.values()]
        nodes += [_node(one.article) for one in others]
        shown = {node.id for node in nodes}
        nodes += [_lost(name) for name in sorted({*above} - shown)]
        reading = Reading(
            articles=tuple(articles.values()),
            stories=() if story is None else (story,),
            lineage=Stemma(
                nodes=tuple(nodes),
                links=links,
                primary={one.article: one.primary for one in traced},
            ),
        )
        return remark(reading)


def _collected(
    sources: Source | Iterable[Source],
    refused: list[Refused],
    now: datetime,
    allow_net: Iterable[str],
) -> Iterator[Article]:
    """Yield the articles of each source; what cannot be read goes to ``refused``."""
    named = [sources] if isinstance(sources, str | os.PathLike | Article) else sources
    nets = list(allow_net)
    for source in named:
        if isinstance(source, Article):
            yield source
        elif isinstance(source, str) and source.startswith(_WEB):
            # one by one, so that each is safe before the next is waited for
            for found in _fetched(source, now, nets):
                if isinstance(found, Refused):
                    refused.append(found)
                else:
                    yield found
        else:
            articles, problems = collecting.read([source], web=_way(nets))
            refused.extend(problems)
            yield from articles


def _fetched(url: str, now: datetime, nets: list[str]) -> Iterator[Article | Refused]:
    from firsthand.collect.web import reach  # noqa: PLC0415 - only who needs the network loads it

    return reach(nets).articles(url, seen=now)


def _way(nets: list[str]) -> "Web | None":
    """The way to the web for lists of addresses; None for the one that they take by themselves."""
    if not nets:
        return None
    from firsthand.collect.web import reach  # noqa: PLC0415 - the same

    return reach(nets)


def _nobody(what: str, name: str) -> None:
    """Tell nobody."""


def _silent(stage: str, done: int, total: int) -> None:
    """Tell nobody."""


def _most(most: int) -> int:
    return min(max(0, most), LIMIT)


def _as_of(story: Story, now: datetime) -> Story:
    """Tell what is still open apart from what was never settled."""
    return replace(story, claims=tuple(_open(claim, now) for claim in story.claims))


def _open(claim: Claim, now: datetime) -> Claim:
    expected = claim.expectation
    if (
        not expected
        or expected.outcome != "unknown"
        or not expected.latest
        or expected.latest < now
    ):
        return claim
    return replace(claim, expectation=replace(expected, outcome="pending"))


def _versions(rows: Iterable[Row]) -> Iterator[Version]:
    before: list[str] | None = None
    for row in rows:
        lines = [row["title"] or "", *row["text"].split("\n")]
        changed = difflib.unified_diff(before, lines, lineterm="", n=0) if before else ()
        before = lines
        yield Version(**dict(row), diff=tuple(changed))


def _node(article: Article) -> Node:
    name = article.title or article.text.strip().split("\n", 1)[0][:120]
    return Node(id=article.id, kind="article", name=name, url=article.canonical or article.url)


def _lost(name: str) -> Node:
    return Node(id=name, kind="lost", name=name.split(":")[1] if ":" in name else name)


def _compared(live: list[str], fresh: list[str]) -> list[str]:
    ours, theirs = set(live), set(fresh)
    return [f"- {line}" for line in live if line not in theirs] + [
        f"+ {line}" for line in fresh if line not in ours
    ]
