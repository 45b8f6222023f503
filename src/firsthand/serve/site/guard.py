"""What stands before every page: whose request it is, from where it comes, and what answers carry.

It is plain ASGI and wraps the whole application, so that no route can forget it.
"""

import hashlib
import hmac
import ipaddress
from collections.abc import Iterable
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: bytes of a request's body; a pasted article is the longest thing that is sent
MOST_BODY = 5_000_000
#: characters of an address
MOST_ADDRESS = 8_000
COOKIE = "firsthand"
#: loads nothing from anywhere else, runs nothing that stands in a page
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
#: methods that change nothing
_READING = frozenset({"GET", "HEAD", "OPTIONS"})


class Guard:
    """Lets through what may be answered.

    ``hosts`` are the names under which the reader is reached (others are refused, so that a page
    elsewhere cannot point its own name here); ``token`` is asked of everybody where it is set;
    what ``routes`` would take as an act is refused to other sites.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        routes: Iterable[BaseRoute],
        hosts: frozenset[str],
        token: str | None,
    ) -> None:
        self._app = app
        self._routes = tuple(routes)
        self._hosts = hosts
        self._digest = digest(token) if token else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("cache-control", "private, no-cache")
            await send(message)

        refusal = self._refusal(scope)
        if refusal is not None:
            await refusal(scope, receive, dressed)
            return
        await self._app(scope, bounded(receive), dressed)

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if self._hosts and named(headers.get("host", "")) not in self._hosts:
            return refuse(421, "this reader does not go by that name")
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > MOST_ADDRESS:
            return refuse(414, "the address is too long")
        if declared(headers) > MOST_BODY:
            return refuse(413, "what was sent is too long")
        if embedded(headers):
            return refuse(403, "a page of another site asked for this")
        if self._digest is not None:
            # the token leaves the address even where the browser has its cookie already
            if (entered := self._enter(scope)) is not None:
                return entered
            if not self._known(headers):
                return refuse(401, "open the address that was printed when the reader was started")
        if self._acts(scope) and not same_site(headers):
            return refuse(403, "this was sent from another site")
        return None

    def _acts(self, scope: Scope) -> bool:
        """Tell whether a request changes something: a route takes it, and it is no reading."""
        if scope["method"] in _READING:
            return False
        return any(route.matches(scope)[0] is Match.FULL for route in self._routes)

    def _known(self, headers: Headers) -> bool:
        scheme, _, given = headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            return self._is(digest(given.strip()))
        return self._is(_cookie(headers))

    def _is(self, given: str) -> bool:
        return hmac.compare_digest((self._digest or "").encode(), given.encode())

    def _enter(self, scope: Scope) -> Response | None:
        """Take the token out of the address into a cookie; only its digest is kept there."""
        asked = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = next((value for name, value in asked if name == "token"), "")
        if scope["method"] != "GET" or not self._is(digest(given)):
            return None
        rest = urlencode([(name, value) for name, value in asked if name != "token"])
        target = quote(scope["path"]) + (f"?{rest}" if rest else "")
        answer = RedirectResponse(local(target), status_code=303)
        answer.set_cookie(
            COOKIE, self._digest or "", httponly=True, samesite="strict",
            secure=scope.get("scheme") == "https", path="/",
        )  # fmt: skip
        return answer


def local(target: str) -> str:
    """Return an address on this site: a plain path, or "/" for everything else."""
    plain = target.startswith("/") and target.isprintable() and target.isascii()
    if not plain or target[:2] in {"//", "/\\"} or "\\" in target or "/../" in target:
        return "/"
    return target


def came_from(headers: Headers) -> str:
    """Return the address of the page that was left, if it was one of ours; else "/"."""
    try:
        page = urlsplit(headers.get("referer", ""))
    except ValueError:
        return "/"
    ours = page.netloc.lower() == headers.get("host", "").lower()
    return local(f"{page.path}?{page.query}" if page.query else page.path) if ours else "/"


def digest(token: str) -> str:
    return hashlib.sha256(f"firsthand reader\0{token}".encode()).hexdigest()


def refuse(status: int, why: str) -> Response:
    return PlainTextResponse(f"{why}\n", status_code=status)


def named(host: str) -> str:
    """Return the name in a Host line, without its port."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def declared(headers: Headers) -> int:
    length = headers.get("content-length", "0")
    return int(length) if length.isdecimal() and len(length) < 20 else MOST_BODY + 1


def same_site(headers: Headers) -> bool:
    """Tell whether a form was sent from a page of this reader.

    Browsers say so themselves (Fetch Metadata, Origin); programs that say neither must send JSON,
    which a foreign page cannot do without being asked first.
    """
    fetched, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if fetched is not None:
        return fetched in {"same-origin", "none"}
    if origin is not None:
        try:
            return urlsplit(origin).netloc.lower() == headers.get("host", "").lower()
        except ValueError:
            return False
    return headers.get("content-type", "").partition(";")[0].strip() == "application/json"


def embedded(headers: Headers) -> bool:
    """Tell whether a page of another site asks, and not somebody who follows a link on it.

    It could not read the answer, but have it computed, and learn from how long that takes whether
    something is found (W3C, Fetch Metadata: resource isolation).
    """
    elsewhere = headers.get("sec-fetch-site") in {"cross-site", "same-site"}
    return elsewhere and headers.get("sec-fetch-dest") != "document"


def loopback(host: str) -> bool:
    """Tell whether an address to listen on is reached from this computer alone."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def bounded(receive: Receive) -> Receive:
    """End a request whose body grows beyond the bound, whatever it declared."""
    left = MOST_BODY

    async def receive_some() -> Message:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        return message if left >= 0 else {"type": "http.disconnect"}

    return receive_some


def _cookie(headers: Headers) -> str:
    return cookie_parser(headers.get("cookie", "")).get(COOKIE, "")
