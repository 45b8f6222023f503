"""The kept library: articles, their versions, and what was found in them, in one SQLite file.

What is added is safe when ``add`` says so; what follows from it is worked out at the end of the
call, and by any later one should this one be cut off.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import TYPE_CHECKING, Self

from firsthand.collect.sources import Spread
from firsthand.errors import LibraryError, Refused, UsageError
from firsthand.pipeline import Progress, Source, silent
from firsthand.reading import Reading
from firsthand.records import Act
from firsthand.store import acts, changes, copies, dump, findings, search, shelf, sources, takedowns
from firsthand.store.changes import Failure
from firsthand.store.database import HELD, Database
from firsthand.store.findings import Heading, Hit, Told
from firsthand.store.notes import Notes, noting, recall
from firsthand.store.pages import (
    ArticlePage,
    ClaimPage,
    Contrast,
    Lead,
    OutletPage,
    Outline,
    Printer,
    Tie,
)
from firsthand.store.search import NO_FILTERS, Filters
from firsthand.store.sources import Aside
from firsthand.timeline.replay import PRESENT, Replay
from firsthand.upkeep import correcting, incoming, intake, past, reasons, rounds, showing
from firsthand.upkeep.pages import MOST, Pages, bounded, numbered, skipped
from firsthand.upkeep.restoring import Restored, restore
from firsthand.upkeep.showing import History, Version
from firsthand.upkeep.telling import PATIENCE, Patience

if TYPE_CHECKING:
    from firsthand.collect.web import Web
    from firsthand.upkeep.collecting import Collected
    from firsthand.upkeep.subscribing import Sources
    from firsthand.upkeep.takedowns import Takedowns
    from firsthand.upkeep.watching import Watches

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
    "Pages",
    "Printer",
    "Restored",
    "Tie",
    "Told",
    "Version",
    "noting",
    "recall",
    "restore",
]

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
        self,
        path: str | os.PathLike[str],
        *,
        create: bool = True,
        held: int = HELD,
        as_told: bool = False,
        patience: Patience = PATIENCE,
    ) -> None:
        """Open the library at ``path``, or begin one there unless ``create`` is False.

        Of its file at most ``held`` megabytes are held in memory, as far as it is for reading.
        A large story may wait, with the ``patience`` given, until enough of it is new; it is told
        before it is read, unless the library is to be read ``as_told``.
        Raises LibraryError where there is something else, or a library of a newer firsthand.
        """
        self._database = Database(path, create=create, held=held)
        self._as_told, self._patience = as_told, patience
        if takedowns.due(self._database):  # cut off: nothing is shown before it is done
            self.takedowns.finish(now=datetime.now(UTC))

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
        map: Spread = map,  # noqa: A002 -- it is put in the place of that one
    ) -> Added:
        """Keep articles and work out what follows from them.

        ``sources`` are paths, addresses, or articles made before; ``now`` is when they were seen.
        ``kept`` is told ("new", "version" or "same", id) of each article once it is on the disk.
        ``allow_net`` names networks that are open although they are not public (CIDR). What was
        purged is refused, unless it is wanted ``again``. ``map`` gives the pages of archives, and
        the articles, to whoever reads them, as that of a pool of processes, or of machines, does;
        pages of an archive that were kept from it before are known without being read.
        """
        ids, refused = incoming.take(
            self._database, sources, now=now or datetime.now(UTC), kept=kept or _nobody,
            allow_net=allow_net, again=again, spread=map,
        )  # fmt: skip
        rounds.settle(self._database, progress=progress, patience=self._patience, spread=map)
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
            kept=kept or _nobody, progress=progress or silent,
        )  # fmt: skip
        rounds.settle(self._database, progress=progress, patience=None)
        return collected

    def catch_up(self, story: str | None = None) -> None:
        """Tell what is new in a story, if something waits; without one, in all stories."""
        if story is None:
            rounds.settle(self._database, patience=None)
        elif row := self._database.one("story_named", id=story):
            rounds.catch_up(self._database, row["number"], patience=self._patience)

    def mark(self, article: str, status: str, why: str, *, now: datetime | None = None) -> None:
        """Record that an article was corrected, retracted, removed, or is gone from its place.

        A removed one is no longer shown or counted; its text stays until it is purged.
        """
        if status not in _STATUSES:
            raise UsageError(f"{status!r} is no status; one of {', '.join(_STATUSES)}")
        at = shelf.stamp(now or datetime.now(UTC))
        intake.judge(
            self._database, numbered(self._database, article), status, why, at, at_once=True
        )
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
        return correcting.history(self._database, name, most=bounded(most), after=skipped(after))

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
        intake.purge(self._database, numbered(self._database, article), now or datetime.now(UTC))
        rounds.settle(self._database)
        if not self._database.forget():
            raise LibraryError(
                f"{article} is deleted, but its words stay in the log until other readers of the "
                "library have finished; purge again, or run `firsthand doctor`, then"
            )

    @property
    def watches(self) -> "Watches":
        """What somebody wants to be told of."""
        from firsthand.upkeep.watching import Watches  # noqa: PLC0415 - what only it needs

        return Watches(self._database)

    @property
    def takedowns(self) -> "Takedowns":
        """What owners asked to have taken down."""
        from firsthand.upkeep.takedowns import Takedowns  # noqa: PLC0415 - what only it needs

        return Takedowns(self._database)

    @property
    def pages(self) -> Pages:
        """What readers of the library ask of it."""
        return Pages(self._database, self._prepare)

    # ---------------------------------------------------------------- what is there

    def stories(
        self, *, most: int = MOST, after: int = 0, replay: Replay = PRESENT
    ) -> list[Heading]:
        """Return stories, those with the latest news first; ``after`` so many.

        With ``replay`` those of an earlier moment; they are made anew, which takes its time.
        """
        if replay.moment:
            self._prepare(replay=replay)
            reading = past.read(self._database, replay)
            return past.headings(reading, most=bounded(most), after=skipped(after))
        return findings.headings(self._database, most=bounded(most), after=skipped(after))

    def story(
        self, story: str, *, now: datetime | None = None, replay: Replay = PRESENT
    ) -> Reading:
        """Return one story in full, with its articles and their lineage.

        ``story`` may be the id of one that was merged into it. With ``replay`` its articles are read
        as they stood then: they may have been several stories, and an id of one that was a story
        then is taken, too. Raises UsageError for others.
        """
        self._prepare(story=story, replay=replay)
        with self._database.looking():
            found = findings.story(self._database, story)
            if found is None and not replay.moment:
                raise UsageError(f"there is no story {story!r}; `firsthand stories` lists them")
            numbers = findings.members(self._database, found[0]) if found else None
            if found and numbers and not replay.moment:
                return showing.story(self._database, found[1], numbers, now or datetime.now(UTC))
        # parses are kept, so nothing may be held for reading alone
        if numbers is None:
            return past.story(self._database, replay, story)
        return past.read(self._database, replay, numbers)

    def claims(
        self, query: str | None = None, *, most: int = MOST, replay: Replay = PRESENT
    ) -> list[Told]:
        """Return claims that hold all words of ``query``; without one those of the latest stories."""
        if replay.moment:
            self._prepare(replay=replay)
            return past.claims(past.read(self._database, replay), query, most=bounded(most))
        return search.claims(self._database, query, most=bounded(most))

    def search(
        self, query: str, *, most: int = MOST, after: int = 0, only: Filters = NO_FILTERS
    ) -> list[Hit]:
        """Return articles that hold all words of ``query``, the best first; none for no words.

        ``only`` names what else must hold of them.
        """
        return search.articles(
            self._database, query, most=bounded(most), after=skipped(after), only=only
        )

    def near(self, text: str, *, most: int = MOST) -> list[Told]:
        """Return claims that hold words of ``text``, those with most and rarest of them first."""
        return search.near(self._database, text, most=bounded(most))

    def trace(self, article: str) -> Reading:
        """Return the way back from an article: what stands above it, and its primary sources."""
        self._prepare(article=article)
        with self._database.looking():
            return showing.way_back(self._database, numbered(self._database, article))

    def history(self, article: str) -> History:
        """Return the versions of an article with their differences, and what became of it."""
        return showing.history(self._database, numbered(self._database, article))

    def explain(self, *names: str) -> list[str]:
        """Say why: an article stands in its story, two articles are linked, a claim has its origins.

        ``names`` are the id of an article, of two articles, or of a claim or story.
        """
        if len(names) == 1:
            self._prepare(story=names[0], claim=names[0])
        return reasons.explain(self._database, names)

    # ---------------------------------------------------------------- the file

    def backup(self, path: str | os.PathLike[str]) -> None:
        """Copy the library as it is now to a new file, while others may write to it."""
        copies.make(self._database, path, datetime.now(UTC))

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
            rounds.settle(database, patience=None)
            if database.forget():
                self.takedowns.note_wiped(now=datetime.now(UTC))
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
        self.catch_up()
        return dump.lines(self._database)

    # ---------------------------------------------------------------- inside

    def _differences(self) -> list[str]:
        copy = self._database.path.with_name(self._database.path.name + ".rebuilt")
        copy.unlink(missing_ok=True)
        try:
            self._database.back_up(copy)
            with Library(copy) as fresh:
                fresh.rebuild()
                return _compared(list(self.dump()), list(fresh.dump()))
        finally:
            for end in ("", "-wal", "-shm"):
                copy.with_name(copy.name + end).unlink(missing_ok=True)

    def _prepare(
        self, *, story: str = "", article: str = "", claim: str = "", replay: Replay = PRESENT
    ) -> None:
        """Tell first what is asked for, unless it is to be read as it was told before.

        Of an earlier moment all is: what was public then follows from the lineage of all articles.
        """
        if self._as_told:
            return
        if replay.moment:
            self.catch_up()
        for number in findings.concerned(self._database, story=story, article=article, claim=claim):
            rounds.catch_up(self._database, number, patience=self._patience)


def _nobody(what: str, name: str) -> None:
    """Tell nobody."""


def _compared(live: list[str], fresh: list[str]) -> list[str]:
    ours, theirs = set(live), set(fresh)
    return [f"- {line}" for line in live if line not in theirs] + [
        f"+ {line}" for line in fresh if line not in ours
    ]
