"""Pages that were drawn, kept for as long as all that they were drawn from is as it was.

A page follows from what its address says, a few cookies, and what was read from the library. The
first two are its key; the third is read again once somebody has written (the rows, not what was
made of them, which is where the time goes), so that what was taken down, purged or corrected is
never shown from here. Who may see a page is decided before; each reader has pages of its own if it
is public or not.

All of this runs in the thread of the event loop, but for reading and drawing.
"""

import hashlib
import zlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps

from anyio import CapacityLimiter, Event, current_time
from anyio.lowlevel import RunVar
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from firsthand.library import Notes, noting
from firsthand.serve.site import guard
from firsthand.serve.site.held import LONGEST, PUBLIC
from firsthand.serve.site.parameters import VISITED, Visit, desk, now

#: bytes of all pages together; compressed, a page of 100 kB takes about 12
MOST_BYTES = 64_000_000
#: pages that are looked through or drawn at once in each line, what was asked for first first: two
#: that are computed at once take a sixth more, and each twice as long
AT_ONCE = 1
#: browsers may keep a page, and ask each time whether it still holds
HEADERS = {"cache-control": "private, no-cache", "vary": "cookie"}

#: headers that an answer may have and still be made again
_PLAIN = frozenset({"content-type", "content-length", "set-cookie"})

#: whose turn it is, in the event loop that asks: in the line of pages of the present, and in that of
#: earlier moments, which have to be read anew and take seconds
_LINES = RunVar[tuple[CapacityLimiter, CapacityLimiter]]("lines of those who wait")

Endpoint = Callable[[Request], Response]
Key = tuple[object, ...]


@dataclass(slots=True)
class _Page:
    body: bytes
    kind: str
    tag: str
    #: it goes out with the cookie that remembers the visit
    visited: bool
    notes: Notes
    drawn: datetime
    until: datetime
    #: state of the library in which it was found to hold, and when that was asked for
    state: object = None
    seen: float = 0.0

    def fresh(self, request: Request, asked: float) -> bool:
        """Tell whether nobody has written since it was found to hold, or that was after ``asked``."""
        if not self.holds(now(request)):
            return False
        return self.seen >= asked or self.state == desk(request).state()

    def holds(self, at: datetime) -> bool:
        """Tell whether it is of so late that nothing but the library can have changed it."""
        return self.drawn <= at < self.until

    def answer(self, request: Request) -> Response:
        known = request.headers.get("if-none-match", "")
        headers = {**HEADERS, "etag": self.tag}
        if self.tag in {tag.strip().removeprefix("W/") for tag in known.split(",")}:
            answer = Response(status_code=304, headers=headers)
        else:
            answer = Response(zlib.decompress(self.body), headers=headers, media_type=self.kind)
        return Visit.of(request).keep(answer) if self.visited else answer


class Kept:
    """The pages that one reader keeps."""

    def __init__(self) -> None:
        #: the oldest first
        self._pages: dict[Key, _Page] = {}
        self._size = 0
        #: pages that are being looked through or drawn
        self._begun: dict[Key, Event] = {}

    async def answer(self, request: Request, endpoint: Endpoint) -> Response:
        """Answer with the page that is kept, or have it drawn, once for all who ask meanwhile."""
        if request.method != "GET":
            return await run_in_threadpool(endpoint, request)
        key, asked = _key(request), current_time()
        while not (page := self._pages.get(key)) or not page.fresh(request, asked):
            if (begun := self._begun.get(key)) is None:
                return await self._make(key, request, endpoint)
            await begun.wait()
        return page.answer(request)

    async def _make(self, key: Key, request: Request, endpoint: Endpoint) -> Response:
        """Have a page looked through, or drawn, when it is its turn."""
        begun = self._begun[key] = Event()
        try:
            async with _line(request):
                before, seen = self._pages.get(key), current_time()
                state, at = desk(request).state(), now(request)
                made = await run_in_threadpool(_made, request, endpoint, before, at)
                if isinstance(made, _Page):
                    made.state, made.seen = state, seen
        finally:
            del self._begun[key]
            begun.set()
        if made is not before:
            self._drop(key)
        if not isinstance(made, _Page):
            return made
        if made is not before:
            self._pages[key] = made
            self._size += len(made.body)
            self._clear(at)
        return made.answer(request)

    def _clear(self, at: datetime) -> None:
        """Drop what is too old or too much, the oldest first."""
        while self._pages:
            key, page = next(iter(self._pages.items()))
            if page.holds(at) and self._size <= MOST_BYTES:
                return
            self._drop(key)

    def _drop(self, key: Key) -> None:
        page = self._pages.pop(key, None)
        self._size -= len(page.body) if page else 0


def _line(request: Request) -> CapacityLimiter:
    try:
        lines = _LINES.get()
    except LookupError:
        lines = CapacityLimiter(AT_ONCE), CapacityLimiter(AT_ONCE)
        _LINES.set(lines)
    return lines["as-of" in request.query_params]


def _made(
    request: Request, endpoint: Endpoint, before: _Page | None, at: datetime
) -> _Page | Response:
    """Return the page of before if it still holds, or else what is drawn: a page if it can be kept."""
    if before and before.holds(at) and desk(request).library.pages.stands(before.notes):
        return before
    with noting() as notes:
        answer = endpoint(request)
    cookies = answer.headers.getlist("set-cookie")
    plain = _PLAIN.issuperset(answer.headers) and all(
        cookie.startswith(f"{VISITED}=") for cookie in cookies
    )
    if answer.status_code != 200 or not plain or not notes.whole:
        return answer
    body, span = bytes(answer.body), PUBLIC if desk(request).public else LONGEST
    return _Page(
        body=zlib.compress(body, 1), kind=answer.headers["content-type"], notes=notes, drawn=at,
        tag=f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"', visited=bool(cookies),
        until=at + span,
    )  # fmt: skip


def _key(request: Request) -> Key:
    """Return all that a page depends on besides the library.

    Of cookies those of other programs count too, for nobody knows them; but not when the reader was
    here last, of which pages know only the visit before.
    """
    others = sorted(
        cookie for cookie in request.cookies.items() if cookie[0] not in {VISITED, guard.COOKIE}
    )
    url = request.url
    return (url.scheme, url.netloc, url.path, url.query, Visit.of(request).since, *others)


def page(endpoint: Endpoint) -> Callable[[Request], Awaitable[Response]]:
    """Keep what an endpoint answers; it may depend on nothing but the request and the library."""

    @wraps(endpoint)
    async def answer(request: Request) -> Response:
        kept: Kept = request.app.state.kept
        return await kept.answer(request, endpoint)

    return answer
