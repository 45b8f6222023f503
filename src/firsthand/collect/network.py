"""Many hosts at once, each politely: one request at a time, and a pause between two.

What is to be fetched waits by host; a host whose turn has come gives a job to a thread of its own.
A thread only fetches and reads: what comes of it is handed to the thread that asked, which alone
keeps anything. So a round that is cut off anywhere has lost nothing but what it had not kept.
"""

import hashlib
import heapq
import queue
import threading
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import count
from typing import Protocol, TypeAlias

from firsthand.collect import addresses, charsets, discovery, documents, rights
from firsthand.collect.discovery import Candidate
from firsthand.collect.feeds import Feed
from firsthand.collect.fetch import Answer, Unreachable, conditions
from firsthand.collect.rights import Reserved
from firsthand.collect.sitemaps import Sitemap
from firsthand.collect.web import Web, feed, other, sitemap
from firsthand.errors import Refused
from firsthand.records import Article

#: requests under way at one time, not counting those that have taken long already, and all of them:
#: a few hundred slow hosts delay nobody, and a thread that waits costs little
QUICK, MOST = 48, 256
#: seconds after which a request counts as slow
SLOW = 3.0
#: seconds between two looks at whether there is room again
_BEAT = 0.25
_MAX_REASON = 300

Found: TypeAlias = Feed | Sitemap | Article | tuple[Candidate, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One document to be fetched."""

    url: str
    #: "source" (a feed, a sitemap, or a page that names some) or "page" (an article)
    kind: str
    #: number of the source or item
    subject: int
    etag: str | None = None
    modified: str | None = None
    #: of the body when it was last read
    digest: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a job."""

    job: Job
    #: what the server said, without the body; None if there was no answer
    answer: Answer | None = None
    #: what the body holds; None if it was not read, or is the same as before
    found: Found | None = None
    digest: bytes | None = None
    #: by origin: what the owners of the texts in a feed reserve
    reserved: Mapping[str, Reserved] = field(default_factory=dict)
    #: why it was not read, and whether another try may do better
    problem: str = ""
    passing: bool = False
    #: seconds that the host asks to be left alone between two requests
    pause: float = 0.0

    def header(self, name: str) -> str | None:
        """What the server said under a name, in small letters, if anything."""
        return self.answer.headers.get(name) if self.answer else None


class Gate(Protocol):
    """Who lets requests through to a host: all that collect have the same."""

    def wanted(self, job: Job) -> bool:
        """Whether nobody else has done a job since it was put."""

    def turns(self, hosts: list[str], pause: float) -> Mapping[str, float]:
        """Take the turn at each host for ``pause`` seconds; gives how long others still have it."""

    def hold(self, host: str, seconds: float) -> None:
        """Leave a host alone for so many seconds from now."""


class Network:
    """Jobs of many hosts, done at once. For one thread, but for those that it starts itself."""

    def __init__(self, web: Web, gate: Gate, seen: datetime) -> None:
        """``seen`` is the time at which articles of this round are said to be seen."""
        self._web, self._gate, self._seen = web, gate, seen
        self._waiting: dict[str, deque[Job]] = {}
        #: (time, order, host) of hosts that have something waiting and nothing under way
        self._due: list[tuple[float, int, str]] = []
        self._order = count()
        #: host of each request under way, and when it began; 0.0 once its body is being read
        self._running: dict[str, float] = {}
        self._done: queue.SimpleQueue[tuple[str, Outcome]] = queue.SimpleQueue()
        self.left = 0

    def put(self, job: Job) -> None:
        """Add a job, behind those of its host that wait already."""
        try:
            host = addresses.read(job.url).host
        except Refused as error:
            self._done.put(("", Outcome(job=job, problem=error.reason)))
            self.left += 1
            return
        if host not in self._waiting and host not in self._running:
            self._push(self._web.pace.clock(), host)
        self._waiting.setdefault(host, deque()).append(job)
        self.left += 1

    def results(self, seconds: float) -> Iterator[Outcome]:
        """Outcomes as they come, until nothing is left; nothing is begun after so many seconds."""
        end = self._web.pace.clock() + seconds
        while True:
            self._begin_some(end)
            if not self._running and self._done.empty() and not self._hopes(end):
                return
            outcome = self._next()
            if outcome is not None:
                yield outcome

    @property
    def wait(self) -> float:
        """Seconds until the first of what is left may be asked for."""
        return max(0.0, self._due[0][0] - self._web.pace.clock()) if self._due else 0.0

    def _push(self, at: float, host: str) -> None:
        heapq.heappush(self._due, (at, next(self._order), host))

    # ---------------------------------------------------------------- beginning

    def _hopes(self, end: float) -> bool:
        """Tell whether some host's turn comes before the end."""
        return bool(self._due) and self._due[0][0] < end and self._web.pace.clock() < end

    def _begin_some(self, end: float) -> None:
        """Begin what can be begun now."""
        now = self._web.pace.clock()
        hosts: list[str] = []
        room = self._room(now) if now < end else 0
        while self._due and self._due[0][0] <= now and len(hosts) < room:
            host = heapq.heappop(self._due)[2]
            if self._has_work(host):
                hosts.append(host)
        if hosts:
            waits = self._gate.turns(hosts, self._web.pace.delay)
            for host in hosts:
                if wait := waits.get(host, 0.0):
                    self._push(now + wait, host)
                else:
                    self._begin(host, now)

    def _has_work(self, host: str) -> bool:
        """Let go of what others have done meanwhile; False if nothing is left of a host's jobs."""
        jobs = self._waiting[host]
        while jobs and not self._gate.wanted(jobs[0]):
            jobs.popleft()
            self.left -= 1
        if not jobs:
            del self._waiting[host]
        return bool(jobs)

    def _room(self, now: float) -> int:
        quick = sum(now - began < SLOW or not began for began in self._running.values())
        return min(QUICK - quick, MOST - len(self._running))

    def _begin(self, host: str, now: float) -> None:
        job = self._waiting[host].popleft()
        self._running[host] = now
        threading.Thread(target=self._work, args=(host, job), daemon=True).start()

    # ---------------------------------------------------------------- ending

    def _next(self) -> Outcome | None:
        try:
            host, outcome = self._done.get(timeout=self._patience())
        except queue.Empty:
            return None
        self.left -= 1
        if host:
            began = self._running.pop(host)
            self._rest(host, outcome.pause, began)
        return outcome

    def _patience(self) -> float:
        """Return how long to wait for an outcome before something else can be begun."""
        if not self._due:
            return 1.0
        return min(max(self.wait, 0.0 if not self._running else 0.01), _BEAT)

    def _rest(self, host: str, pause: float, began: float) -> None:
        """Let a host rest, and line it up again if it has more to do."""
        if pause > self._web.pace.delay:
            self._gate.hold(host, pause)
        now = self._web.pace.clock()
        if self._waiting.get(host):
            self._push(max(now, (began or now) + max(pause, self._web.pace.delay)), host)
        else:
            self._waiting.pop(host, None)

    # ---------------------------------------------------------------- in a thread

    def _work(self, host: str, job: Job) -> None:
        try:
            outcome = self._look(host, job)
        except Refused as error:
            passing = isinstance(error, Unreachable)
            outcome = Outcome(job=job, problem=error.reason[:_MAX_REASON], passing=passing)
        except Exception as error:  # noqa: BLE001 -- one document must not stop all others
            problem = f"{type(error).__name__}: {error}"[:_MAX_REASON]
            outcome = Outcome(job=job, problem=problem)
        self._done.put((host, outcome))

    def _look(self, host: str, job: Job) -> Outcome:
        answer = self._web.ask(job.url, conditions(job.etag, job.modified))
        pause = self._web.rules(job.url).delay or 0.0
        bare = replace(answer, body=b"")
        if answer.status != 200:
            return Outcome(job=job, answer=bare, pause=pause)
        self._running[host] = 0.0
        digest = hashlib.blake2b(answer.body, digest_size=16).digest()
        if digest == job.digest:
            return Outcome(job=job, answer=bare, digest=digest, pause=pause)
        try:
            found = self._article(answer) if job.kind == "page" else read(answer)
        except Refused as error:
            return Outcome(job=job, answer=bare, problem=error.reason[:_MAX_REASON], pause=pause)
        reserved = self._web.reserving(found, answer, job.url) if isinstance(found, Feed) else {}
        return Outcome(
            job=job, answer=bare, found=found, digest=digest, pause=pause, reserved=reserved
        )

    def _article(self, answer: Answer) -> Article:
        """Article of a page, unless its owner keeps it from programs that come by themselves."""
        if documents.kind(answer.body, answer.mime) != "page":
            raise Refused("the link leads to no page")
        article = self._web.page(answer, seen=self._seen, source=answer.url)
        if why := rights.refusal(article):
            raise Refused(why)
        return article


def read(answer: Answer) -> Found:
    """What a source lists, or where its feed may be; raises ``Refused``."""
    what = documents.kind(answer.body, answer.mime)
    if what == "feed":
        return feed(answer)
    if what == "sitemap":
        found = sitemap(answer)
        return found if found.pages else _news_first(found)
    if what == "page":
        content_type = answer.headers.get("content-type", "")
        text, _ = charsets.readable(answer.body, content_type=content_type, source=answer.url)
        return (*discovery.find(text, answer.url), *discovery.usual(answer.url))
    if what == "archive":
        raise Refused("a web archive is no source to be asked again; `firsthand add` reads it once")
    raise other(answer)


def _news_first(index: Sitemap) -> tuple[Candidate, ...]:
    urls = sorted(index.sitemaps, key=lambda url: "news" not in url)[: discovery.MAX_CANDIDATES]
    return tuple(Candidate(url=url, why="link") for url in urls)
