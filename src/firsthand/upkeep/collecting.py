"""One round of collecting: every source that is due is asked, and every page that is due fetched.

What comes of each document is kept in one transaction together with the fact that it was fetched,
and only then told. So a round may be cut off anywhere: the next one goes on where it stopped.
"""

import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from firsthand.collect import addresses, identity, polling, rests
from firsthand.collect import sources as files
from firsthand.collect.feeds import Feed, plain
from firsthand.collect.network import Job, Network, Outcome
from firsthand.collect.polling import State
from firsthand.collect.rests import Rest
from firsthand.collect.robots import Robots
from firsthand.collect.sitemaps import Sitemap
from firsthand.collect.web import Web, origin
from firsthand.errors import Refused
from firsthand.pipeline import Progress
from firsthand.store import changes, codec, shelf, sources
from firsthand.store.database import Database, Row
from firsthand.store.shelf import Seen
from firsthand.upkeep import intake, listing, visiting
from firsthand.upkeep.listing import FORGET_AFTER, Told

#: seconds after which a round begins nothing more; what is left is due in the next one
ROUND = 1_800.0
#: pages that wait in one round; more stay in the library until the next one
MAX_PAGES = 20_000
FEEDS = (Feed, Sitemap)
_DAY = timedelta(days=1)

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """What a round of collecting did: ids of articles, and what could not be had, with reasons."""

    #: sources that answered, and how many of them had nothing new to say
    asked: int = 0
    unchanged: int = 0
    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    refused: tuple[Refused, ...] = ()
    #: documents that were due and not fetched in the time of one round
    left: int = 0
    #: when something is due again, or the first of what is left may be asked for, ISO 8601; None if
    #: there is nothing to wait for
    due: str | None = None


@dataclass(slots=True)
class _Gate:
    """Turns at hosts, kept in the library for all processes that collect into it."""

    database: Database
    clock: Clock
    #: the time by which things are due
    now: Clock

    def wanted(self, job: Job) -> bool:
        if job.kind == "page":
            return sources.is_due_item(self.database, job.subject, self.now())
        return sources.is_due(self.database, job.subject, self.now())

    def turns(self, hosts: list[str], pause: float) -> dict[str, float]:
        return sources.turns(self.database, hosts, self.clock(), timedelta(seconds=pause))

    def hold(self, host: str, seconds: float) -> None:
        sources.hold(self.database, host, self.clock() + timedelta(seconds=seconds))


@dataclass(slots=True)
class _Round:
    database: Database
    web: Web
    #: the time by which hosts are asked, and the one at which all is said to be seen (or the same)
    clock: Clock
    at: datetime | None
    kept: Callable[[str, str], None]
    progress: Progress
    network: Network = field(init=False)
    asked: int = 0
    unchanged: int = 0
    done: int = 0
    told: dict[str, dict[str, None]] = field(
        default_factory=lambda: {"new": {}, "version": {}, "same": {}}
    )
    refused: list[Refused] = field(default_factory=list)
    #: addresses of pages in this round: two sources may list the same
    pages: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.network = Network(self.web, _Gate(self.database, self.clock, self.now), self.now())

    def now(self) -> datetime:
        return self.at or self.clock()

    def run(self, seconds: float) -> Collected:
        sources.settle(self.database, self.now())
        for source in sources.due(self.database, self.now()):
            if source["kind"] == "path":
                self._read_path(source)
            else:
                self._put_source(source)
        for item in sources.due_items(self.database, self.now(), MAX_PAGES):
            self._put_page(item)
        for outcome in self.network.results(seconds):
            self._take(outcome)
            self.done += 1
            self.progress("collecting", self.done, self.done + self.network.left)
        self._forget()
        return Collected(
            asked=self.asked, unchanged=self.unchanged, new=tuple(self.told["new"]),
            changed=tuple(self.told["version"]), known=tuple(self.told["same"]),
            refused=tuple(self.refused), left=self.network.left, due=self._due(),
        )  # fmt: skip

    def _due(self) -> str | None:
        """When something can be asked for again: what is left, when its host may be asked."""
        if not self.network.left:
            return sources.next_due(self.database)
        later = sources.next_due(self.database, shelf.stamp(self.now()))
        left = shelf.stamp(self.now() + timedelta(seconds=self.network.wait))
        return min(later or left, left)

    # ---------------------------------------------------------------- what is to be fetched

    def _put_source(self, source: Row) -> None:
        etag, modified = polling.validators(_state(source), self.now())
        self._put(
            Job(
                url=source["address"], kind="source", subject=source["number"], etag=etag,
                modified=modified, digest=source["digest"],
            )
        )  # fmt: skip

    def _put_page(self, item: Row) -> None:
        key = identity.key(item["address"])
        if key in self.pages or len(self.pages) >= MAX_PAGES:
            return
        self.pages.add(key)
        with self.database.writing():
            if visiting.known(self.database, item, self.now()):
                return
        self._put(
            Job(
                url=item["address"], kind="page", subject=item["number"],
                etag=item["etag"], modified=item["modified"],
            )
        )  # fmt: skip

    def _put(self, job: Job) -> None:
        try:
            of = origin(job.url)
        except Refused:
            of = ""  # the network says why
        row = self.database.one("robots", origin=of, now=shelf.stamp(self.clock()))
        if row is not None:
            left = datetime.fromisoformat(row["until"]) - self.clock()
            self.web.remember(of, codec.loads(Robots, row["rules"]), left.total_seconds())
        self.network.put(job)

    # ---------------------------------------------------------------- what came of it

    def _take(self, outcome: Outcome) -> None:
        job = outcome.job
        try:
            with self.database.writing():
                told, outcome = self._keep(outcome)
        except Exception as error:  # noqa: BLE001 -- one document must not stop all others
            problem = error.reason if isinstance(error, Refused) else changes.because(error)
            outcome = Outcome(job=job, answer=outcome.answer, problem=problem)
            with self.database.writing():
                told, outcome = self._keep(outcome)
        gap = listing.gap(outcome.found) if isinstance(outcome.found, FEEDS) else ""
        if problem := outcome.problem or _unread(outcome) or gap:
            self.refused.append(Refused(problem, source=outcome.job.url))
        for what, name in told:
            self.told[what][name] = None
            self.kept(what, name)
        if job.kind == "source":
            now = shelf.stamp(self.now())
            for item in self.database.all("due_of_source", source=job.subject, now=now):
                self._put_page(item)

    def _keep(self, outcome: Outcome) -> tuple[list[Told], Outcome]:
        """Keep what came of a job, and give it as it is to be told.

        It may be that its subject was removed meanwhile.
        """
        now = self.now()
        wait = polling.retry_after(outcome.header("retry-after"), self.clock())
        if wait:
            host = addresses.read(outcome.job.url).host
            sources.hold(self.database, host, self.clock() + wait)
        self._learn()
        if outcome.job.kind == "page":
            item = self.database.one("item", outcome.job.subject)
            told = visiting.keep(self.database, item, outcome, now) if item else []
            return told, outcome
        source = self.database.one("source", outcome.job.subject)
        return self._keep_source(source, outcome, now) if source else ([], outcome)

    def _keep_source(
        self, source: Row, outcome: Outcome, now: datetime
    ) -> tuple[list[Told], Outcome]:
        found = outcome.found
        seeking = source["candidates"] != "[]" or isinstance(found, tuple)
        if source["kind"] == "unknown" and seeking and not isinstance(found, FEEDS):
            problem = self._seek(source, outcome)
            source = self.database.one("source", source["number"]) or source
            # where a feed was only looked for nobody said that there is one: of the site it is told
            job = replace(outcome.job, url=source["address"])
            outcome = Outcome(job=job, problem=problem or "")
            if problem is None:
                return [], outcome
        state, told, news = _answered(source, outcome, now), list[Told](), 0
        rest = codec.loads(Rest, source["rest"]) if source["rest"] else rests.NONE
        if isinstance(found, FEEDS):
            rest = found.rest if isinstance(found, Feed) else rests.NONE
            _describe(self.database, source, found, rest)
            news, told = listing.keep(
                self.database, source, listing.of(found), now, outcome.reserved
            )
            self.database.do(
                "set_read", source=source["number"], digest=outcome.digest,
                brought=shelf.stamp(now) if news else None,
            )  # fmt: skip
        if not state.failures:
            self.asked += 1
            self.unchanged += not news
            state = polling.paced(state, now, _chance(), brought=news > 0, rest=rest)
        elif state.due is not None:
            state = replace(state, due=rest.after(state.due))
        _write(self.database, source, state, now)
        return told, outcome

    def _seek(self, source: Row, outcome: Outcome) -> str | None:
        """Go on to the next place where the feed of a site may be; why not, if there is none."""
        sought: list[str] = json.loads(source["candidates"])
        if not sought and isinstance(outcome.found, tuple):
            sought = [source["address"], *dict.fromkeys(one.url for one in outcome.found)]
        site, *left = sought
        known = left[:1] if left and sources.find(self.database, left[0]) else []
        go_on = bool(left) and not known
        self.database.do(
            "seek", source=source["number"], site=site, address=left[0] if go_on else site,
            candidates=json.dumps([site, *left[1:]] if go_on else []),
        )  # fmt: skip
        if known:
            return f"its feed {known[0]} is a source already"
        if not left:
            return "no feed was found there"
        again = self.database.one("source", source["number"])
        assert again is not None
        self._put_source(again)
        return None

    def _learn(self) -> None:
        """Keep the robots.txt files that were fetched."""
        learned = self.web.learned
        while learned:
            of, rules, seconds = learned.popleft()
            until = shelf.stamp(self.clock() + timedelta(seconds=seconds))
            self.database.do("set_robots", origin=of, rules=codec.dumps(rules), until=until)

    def _read_path(self, source: Row) -> None:
        """Take in the files of a place on this machine."""
        now = self.now()
        refused: list[Refused] = []
        found = news = False
        for article in files.each([source["address"]], refused):
            found = True
            place = article.url or article.source
            seen = Seen(at=now, place=place, source=source["number"])
            if intake.is_purged(self.database, article, seen):
                continue
            try:
                what, number = intake.take(self.database, article, seen)
            except Refused as error:
                refused.append(error)
                continue
            name = shelf.id_of(self.database, number)
            self.told[what][name] = None
            self.kept(what, name)
            news = news or what != "same"
        state = polling.paced(_state(source), now, _chance(), brought=news)
        self.refused += refused
        if refused and not found:
            state = polling.failed(state, refused[0].reason, now, _chance())
        with self.database.writing():
            _write(self.database, source, state, now)
        self.asked += 1
        self.unchanged += not news

    def _forget(self) -> None:
        """Let go of what is of no more use."""
        with self.database.writing():
            self._learn()
            before = shelf.stamp(self.now() - FORGET_AFTER)
            self.database.do("forget_items", before=before)
            self.database.do("forget_hosts", shelf.stamp(self.clock() - _DAY))
            self.database.do("forget_robots", shelf.stamp(self.clock()))


def collect(
    database: Database,
    web: Web,
    *,
    clock: Clock,
    at: datetime | None = None,
    seconds: float = ROUND,
    kept: Callable[[str, str], None],
    progress: Progress,
) -> Collected:
    """Collect what is due, once; findings are not brought up to it.

    ``clock`` tells the time by which hosts are asked; ``at``, where given, is when all is said to
    be seen. ``kept`` is told (what, id) of each article once it is on the disk.
    """
    return _Round(database, web, clock, at, kept, progress).run(seconds)


# --------------------------------------------------------------------------- one source


def _answered(source: Row, outcome: Outcome, now: datetime) -> State:
    state = _state(source)
    if isinstance(outcome.found, tuple):
        return polling.failed(state, "it is a page now, and no feed", now, _chance())
    if outcome.answer is None or outcome.problem:
        return polling.failed(state, outcome.problem, now, _chance())
    return polling.answered(state, outcome.answer, now, _chance())


def _describe(database: Database, source: Row, found: Feed | Sitemap, rest: Rest) -> None:
    about = found if isinstance(found, Feed) else None
    database.do(
        "set_described", source=source["number"], kind="feed" if about else "sitemap",
        title=(plain(about.title) or None) if about else None,
        site=about.link if about else None,
        language=(about.language or None) if about else None,
        rest=codec.dumps(rest) if rest != rests.NONE else None,
    )  # fmt: skip


def _state(source: Row) -> State:
    def time(name: str) -> datetime | None:
        return datetime.fromisoformat(source[name]) if source[name] else None

    return State(
        url=source["address"], every=timedelta(seconds=source["every"]), due=time("due"),
        etag=source["etag"], modified=source["modified"], full=time("whole"),
        failures=source["failures"], problem=source["problem"] or "", missing=time("missing"),
        moving=source["moved_to"], moving_since=time("moved_since"),
        moving_sights=source["moving_sights"], former=tuple(json.loads(source["former"])),
        ended=source["stopped"] is not None,
    )  # fmt: skip


def _write(database: Database, source: Row, state: State, now: datetime) -> None:
    stopped = state.problem if state.ended else None
    if state.url != source["address"]:
        if sources.find(database, state.url):
            stopped = f"it moved to {state.url}, which is a source already"
        else:
            database.do("set_address", source=source["number"], address=state.url)
    database.do(
        "set_polled", source=source["number"], every=state.every.total_seconds(),
        due=_stamp(state.due), etag=state.etag, modified=state.modified, whole=_stamp(state.full),
        checked=shelf.stamp(now), failures=state.failures, problem=state.problem or None,
        missing=_stamp(state.missing), moved_to=state.moving,
        moved_since=_stamp(state.moving_since), moving_sights=state.moving_sights,
        former=json.dumps(state.former), stopped=stopped,
    )  # fmt: skip


def _stamp(moment: datetime | None) -> str | None:
    return shelf.stamp(moment) if moment else None


def _chance() -> float:
    return random.random()  # noqa: S311 -- it spreads polls, and keeps no secret


def _unread(outcome: Outcome) -> str:
    status = outcome.answer.status if outcome.answer else 0
    return "" if status in {0, 200, 304} else f"the server answered {status}"
