"""Pages that were drawn, kept for as long as all that they were drawn from is as it was.

A page follows from what its address says, a few cookies, and what was read from the library. The
first two are its key; the third is read again each time (the articles, not what was made of them,
which is where the time goes), so that what was taken down, purged or corrected is never shown from
here. Who may see a page is decided before; each reader has pages of its own if it is public or not.
"""

import hashlib
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps

from starlette.requests import Request
from starlette.responses import Response

from firsthand.library import Notes, noting
from firsthand.serve.site import guard
from firsthand.serve.site.held import LONGEST, PUBLIC
from firsthand.serve.site.parameters import VISITED, Visit, desk, now

#: bytes of all pages together; compressed, a page of 100 kB takes about 12
MOST_BYTES = 64_000_000
#: pages of stories that are drawn at once: one of hundreds of reports takes much memory and seconds
AT_ONCE = 2
#: browsers may keep a page, and ask each time whether it still holds
HEADERS = {"cache-control": "private, no-cache", "vary": "cookie"}

#: headers that an answer may have and still be made again
_PLAIN = frozenset({"content-type", "content-length", "set-cookie"})

Endpoint = Callable[[Request], Response]
Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class _Page:
    body: bytes
    kind: str
    tag: str
    #: it goes out with the cookie that remembers the visit
    visited: bool
    notes: Notes
    drawn: datetime
    until: datetime

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
    """The pages that one reader keeps, for all of its threads."""

    def __init__(self) -> None:
        #: the oldest first
        self._pages: dict[Key, _Page] = {}
        self._size = 0
        self._lock = threading.Lock()
        self._drawn: dict[Key, tuple[threading.Lock, list[None]]] = {}
        self._turns = threading.Semaphore(AT_ONCE)

    def answer(self, request: Request, endpoint: Endpoint, *, turns: bool) -> Response:
        """Answer with the page that is kept, or have it drawn; by one thread, if several ask.

        With ``turns`` it waits until few others are drawn.
        """
        if request.method != "GET":
            return endpoint(request)
        key = _key(request)
        found: _Page | Response | None = self._find(key, request)
        if found is None:
            with self._alone(key):
                found = self._find(key, request) or self._draw(key, request, endpoint, turns)
        return found.answer(request) if isinstance(found, _Page) else found

    def _find(self, key: Key, request: Request) -> _Page | None:
        with self._lock:
            page = self._pages.get(key)
        if page and page.holds(now(request)) and desk(request).library.stands(page.notes):
            return page
        with self._lock:
            if page and self._pages.get(key) is page:
                self._drop(key)
        return None

    def _draw(
        self, key: Key, request: Request, endpoint: Endpoint, turns: bool
    ) -> _Page | Response:
        with self._turns if turns else nullcontext(), noting() as notes:
            drawn = now(request)
            answer = endpoint(request)
        page = _made(answer, notes, drawn, PUBLIC if desk(request).public else LONGEST)
        if page is None:
            return answer
        with self._lock:
            self._drop(key)
            self._pages[key] = page
            self._size += len(page.body)
            self._clear(drawn)
        return page

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

    @contextmanager
    def _alone(self, key: Key) -> Iterator[None]:
        """Let one thread after the other draw the same page."""
        with self._lock:
            lock, users = self._drawn.setdefault(key, (threading.Lock(), []))
            users.append(None)
        try:
            with lock:
                yield
        finally:
            with self._lock:
                users.pop()
                if not users:
                    del self._drawn[key]


def _made(answer: Response, notes: Notes, drawn: datetime, span: timedelta) -> _Page | None:
    """Make a page of an answer, if that can be made again from what is known of it."""
    cookies = answer.headers.getlist("set-cookie")
    plain = _PLAIN.issuperset(answer.headers) and all(
        cookie.startswith(f"{VISITED}=") for cookie in cookies
    )
    if answer.status_code != 200 or not plain or not notes.whole:
        return None
    body = bytes(answer.body)
    return _Page(
        body=zlib.compress(body, 1), kind=answer.headers["content-type"], notes=notes, drawn=drawn,
        tag=f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"', visited=bool(cookies),
        until=drawn + span,
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
    return (url.netloc, url.path, url.query, Visit.of(request).since, *others)


def page(endpoint: Endpoint, *, turns: bool = True) -> Endpoint:
    """Keep what an endpoint answers; it may depend on nothing but the request and the library.

    With ``turns`` it is one of those that take so much computing that few are drawn at once.
    """

    @wraps(endpoint)
    def answer(request: Request) -> Response:
        kept: Kept = request.app.state.kept
        return kept.answer(request, endpoint, turns=turns)

    return answer
