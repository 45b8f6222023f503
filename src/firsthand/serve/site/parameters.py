"""What a request says: numbers, moments and choices in its address, cookies, and forms."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import ImmutableMultiDict
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from firsthand.errors import UsageError
from firsthand.serve.site.desk import Desk
from firsthand.serve.words import say
from firsthand.timeline import replay

#: remembers when the reader was here last
VISITED = "firsthand_visited"
#: header in which an open page that asks whether it has changed says for which visit it was drawn
LOOKING = "firsthand-visit"
#: seconds for which a browser keeps what a reader chose
YEAR = 31_536_000
_VISIT = timedelta(minutes=30)
#: fields of a form (a split names every article), and characters of a query
_FIELDS, _QUERY = 600, 1_000

#: what a form holds; a field may have several values
Sent = ImmutableMultiDict[str, str]


def desk(request: Request) -> Desk:
    """Return what the answer is made from."""
    found: Desk = request.app.state.desk
    return found


def now(request: Request) -> datetime:
    """Tell what time it is."""
    moment: datetime = request.app.state.clock()
    return moment


def query(request: Request) -> str:
    """Return the words that are looked for."""
    return request.query_params.get("q", "")[:_QUERY]


def number(request: Request, name: str, otherwise: int = 0, *, most: int | None = None) -> int:
    """Read a number from the address; on a page anything else is as if it were not there."""
    given = request.query_params.get(name)
    if given is None:
        return otherwise
    if given.isascii() and given.isdecimal() and len(given) < 10:
        if most is None or int(given) <= most:
            return int(given)
        _strict(request, name)
        return most
    _strict(request, name)
    return otherwise


def choice(request: Request, name: str, known: tuple[str, ...]) -> str:
    """Read one of some values; the first where none is given, or on a page an unknown one."""
    given = request.query_params.get(name, known[0])
    if given in known:
        return given
    _strict(request, name)
    return known[0]


def moment(request: Request, name: str = "as-of") -> datetime | None:
    """Read the moment of which the page shall be."""
    try:
        return replay.moment(request.query_params.get(name) or None)
    except (UsageError, OverflowError):
        raise HTTPException(400, say("asof.odd")) from None


def _strict(request: Request, name: str) -> None:
    """Refuse what a program sends and nobody can read; people get the page without it."""
    if request.url.path.startswith("/api"):
        raise HTTPException(400, say("site.oddvalue", name=name))


def form(take: Callable[[Request, Sent], Response]) -> Any:
    """Read a form, and let ``take`` work on it in a thread of its own."""

    async def endpoint(request: Request) -> Response:
        try:
            body = (await request.body()).decode()
            sent = Sent(parse_qsl(body, keep_blank_values=True, max_num_fields=_FIELDS))
        except (ClientDisconnect, ValueError):
            raise HTTPException(400, say("site.notread")) from None
        return await run_in_threadpool(take, request, sent)

    return endpoint


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """When the reader was here before; pages that follow within half an hour are one visit.

    It is kept in the reader's own browser and nowhere else.
    """

    #: end of the visit before this one; None on the first
    since: datetime | None
    cookie: str

    @classmethod
    def read(cls, cookie: str, at: datetime) -> "Visit":
        before, _, last = cookie[:60].partition("~")
        since, left = _read(before), _read(last)
        if left is None:
            since = None
        elif at - left > _VISIT:
            since = left
        return cls(since=since, cookie=f"{_written(since)}~{_written(at)}")

    @classmethod
    def of(cls, request: Request) -> "Visit":
        cookie, looked = request.cookies.get(VISITED, ""), request.headers.get(LOOKING)
        if looked is None:
            return cls.read(cookie, now(request))
        # nobody came: the page is as it was for that visit unless something is new, and none begins
        before, _, last = cookie[:60].partition("~")
        return cls(since=_read(looked), cookie=f"{_written(_read(before))}~{_written(_read(last))}")

    @property
    def mark(self) -> str:
        """Name the visit for which a page is drawn."""
        return _written(self.since)

    def keep(self, answer: Response) -> Response:
        """Let the browser remember it."""
        answer.set_cookie(VISITED, self.cookie, max_age=YEAR, httponly=True, samesite="lax")
        return answer


def _written(moment: datetime | None) -> str:
    return moment.isoformat(timespec="seconds") if moment else ""


def _read(written: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(written)
        return found.astimezone(UTC) if found.tzinfo else None
    except (ValueError, OverflowError):
        return None
