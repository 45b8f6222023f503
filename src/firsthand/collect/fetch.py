"""The one way out to the network: a guarded HTTP GET.

Every request of firsthand goes through ``Fetcher.get``, and so do all its redirects: the address
is read strictly, the name is resolved once, every address it has must be public (or in a network
that was allowed by name), and the connection is made to the address that was checked, while TLS
and the Host header keep the name. One deadline holds for the whole, bytes are counted on the wire
and unpacked, nothing that a server sets is kept, and credentials never leave their origin.
"""

import http.client
import io
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from functools import cache

from firsthand.collect import addresses, unpacking
from firsthand.collect.addresses import IP, Net, Target
from firsthand.errors import Refused

#: redirects of one request; RFC 1945 said 5, browsers allow 20
MAX_HOPS = 10
#: bytes of status line and headers of one answer
MAX_HEAD = 64 * 1024
#: addresses of one name that are tried
_MAX_TRIED = 3
#: requests at one time to one address, whatever the names of its hosts
MAX_PER_ADDRESS = 2
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
AGENT = "firsthand"
_HEADER = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds of one request."""

    #: seconds for all of it, redirects and name look-ups included
    seconds: float = 30.0
    #: bytes of one body on the wire, and unpacked
    wire: int = 15_000_000
    unpacked: int = 15_000_000
    #: leave off what is larger, rather than refuse it
    cut: bool = False


class Unreachable(Refused):
    """No answer was had this time: another try later may do better."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server said. ``body`` is unpacked and whole."""

    #: the address that answered, after redirects
    url: str
    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    #: (status, address it led to) of each redirect
    hops: tuple[tuple[int, str], ...] = ()

    @property
    def moved(self) -> str | None:
        """Address to which the first permanent redirects lead; None without one."""
        to = None
        for status, url in self.hops:
            if status not in _PERMANENT:
                break
            to = url
        return to

    @property
    def mime(self) -> str:
        """Content type without parameters, in lower case."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


#: name and port into addresses; raises OSError
Resolver = Callable[[str, int], Sequence[str]]


def resolve(host: str, port: int) -> list[str]:
    """Addresses of a host, as the system orders them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(slots=True)
class Fetcher:
    """Fetches addresses. Safe for use by several threads."""

    limits: Limits = Limits()
    #: networks that are open although they are not public
    allowed: Sequence[Net] = ()
    agent: str = AGENT
    resolver: Resolver = resolve
    clock: Callable[[], float] = time.monotonic
    #: whose certificates are believed: the system's
    trust: ssl.SSLContext | None = None
    turns: "_Turns" = field(default_factory=lambda: _Turns(MAX_PER_ADDRESS))

    def get(
        self,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        secret: Mapping[str, str] | None = None,
        permit: Callable[[str], None] | None = None,
        limits: Limits | None = None,
    ) -> Answer:
        """Fetch ``url``, following redirects.

        ``headers`` go to every hop, ``secret`` ones (credentials) only to the origin of ``url``.
        ``permit`` is asked before every hop and raises ``Refused`` to stop. Raises
        ``Unreachable`` where no whole answer came in time, ``TooLarge``, or ``Refused``.
        """
        limits = limits or self.limits
        deadline = self.clock() + limits.seconds
        first = addresses.read(url)
        hops: list[tuple[int, str]] = []
        target, seen = first, {first.url}
        while True:
            if permit:
                permit(target.url)
            own = dict(secret or {}) if target.origin == first.origin else {}
            if target.origin != first.origin:
                secret = None  # a way back does not give them again
            answer = self._hop(target, {**(headers or {}), **own}, limits, deadline)
            to = answer.headers.get("location")
            if answer.status not in _REDIRECTS or not to:
                return replace(answer, hops=tuple(hops))
            target = addresses.read(addresses.joined(target.url, to))
            hops.append((answer.status, target.url))
            if target.url in seen or len(hops) >= MAX_HOPS:
                raise Refused(f"redirects without end (stopped after {len(hops)})", source=url)
            seen.add(target.url)

    def _hop(
        self, target: Target, headers: Mapping[str, str], limits: Limits, deadline: float
    ) -> Answer:
        try:
            found = addresses.check(target, self._resolved(target, deadline), self.allowed)
            with self.turns.of(found[0], deadline - self.clock()):
                return self._ask(target, found, headers, limits, deadline)
        except (TimeoutError, OSError, http.client.HTTPException) as error:
            raise Unreachable(_why(error, limits), source=target.url) from error
        except Refused as error:
            raise type(error)(error.reason, source=target.url) from error

    def _resolved(self, target: Target, deadline: float) -> Sequence[str]:
        if target.address is not None:
            return [target.host]
        # the system's look-up knows no time limit
        return _in_time(lambda: self.resolver(target.host, target.port), deadline - self.clock())

    def _ask(
        self,
        target: Target,
        found: Sequence[IP],
        headers: Mapping[str, str],
        limits: Limits,
        deadline: float,
    ) -> Answer:
        connected = _connect(target, found, deadline, self.clock)
        if target.scheme == "https":
            left = _left(deadline, self.clock)
            connected = _secured(connected, target.host, self.trust or _trust(), left)
        wire = _Wire(connected, deadline, self.clock)
        try:
            wire.sendall(_request(target, self.agent, headers))
            with closing(http.client.HTTPResponse(wire, method="GET")) as response:  # type: ignore[arg-type]
                response.begin()
                wire.allow(limits.wire)
                told = _headers(response)
                body = b"" if response.status in _REDIRECTS else _body(response, told, limits)
                return Answer(url=target.url, status=response.status, headers=told, body=body)
        finally:
            wire.close()


def _why(error: Exception, limits: Limits) -> str:
    if isinstance(error, TimeoutError):
        return f"no whole answer within {limits.seconds:g} s"
    if isinstance(error, socket.gaierror):
        return "the host name is not known"
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not trusted ({error.verify_message})"
    if isinstance(error, OSError) and error.errno and error.strerror:
        return f"it cannot be reached: {_line(error.strerror)}"
    return f"no answer that can be read ({_line(str(error) or type(error).__name__)})"


def _line(text: str) -> str:
    """One line of printable characters, whatever a server put into it."""
    return "".join(char if char.isprintable() else " " for char in text)[:300]


def _request(target: Target, agent: str, headers: Mapping[str, str]) -> bytes:
    lines = {
        "Host": target.authority,
        "User-Agent": agent,
        "Accept-Encoding": unpacking.ACCEPTED,
        "Connection": "close",
        **headers,
    }
    for name, value in lines.items():
        if not _HEADER.fullmatch(name) or any(char in value for char in "\r\n\0"):
            raise Refused(f"the header {name!r} cannot be sent")
    text = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"GET {target.path} HTTP/1.1\r\n{text}\r\n".encode("latin-1", "replace")


def _headers(response: http.client.HTTPResponse) -> dict[str, str]:
    """Headers by lower-case name; of repeated ones the values are joined, of Location the first."""
    told: dict[str, str] = {}
    for name, value in response.getheaders():
        low = name.lower()
        if low not in told:
            told[low] = value
        elif low != "location":
            told[low] += f", {value}"
    told.pop("set-cookie", None)
    return told


def _body(response: http.client.HTTPResponse, told: Mapping[str, str], limits: Limits) -> bytes:
    encodings = told.get("content-encoding", "").split(",")
    return unpacking.unpack(_Whole(response), encodings, limits.unpacked, cut=limits.cut)


class _Whole:
    """A body that must come to the end that its length announced."""

    def __init__(self, response: http.client.HTTPResponse) -> None:
        self._response = response

    def read(self, size: int, /) -> bytes:
        if self._response.isclosed():
            return b""
        try:
            piece = self._response.read(size)
        except http.client.HTTPException as error:
            raise ConnectionError("the body is damaged or cut short") from error
        if not piece and size and self._response.length:
            raise ConnectionError("the body is shorter than announced")
        return piece


# --------------------------------------------------------------------------- sockets


class _Wire(io.RawIOBase):
    """A connected socket that counts what comes and knows its deadline."""

    def __init__(
        self, connected: socket.socket, deadline: float, clock: Callable[[], float]
    ) -> None:
        self._socket = connected
        self._deadline = deadline
        self._clock = clock
        self._left = MAX_HEAD
        self._in_head = True

    def allow(self, more: int) -> None:
        """Let so many bytes of a body come, after the head is read."""
        self._left += more
        self._in_head = False

    def makefile(self, mode: str) -> io.BufferedReader:  # noqa: ARG002 - as http.client calls it
        return io.BufferedReader(self, 4_096)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if self._left <= 0:
            part = "headers" if self._in_head else "bytes"
            raise unpacking.TooLarge(f"the server sends more {part} than are read")
        self._socket.settimeout(_left(self._deadline, self._clock))
        count = self._socket.recv_into(buffer[: self._left])
        self._left -= count
        return count

    def sendall(self, data: bytes) -> None:
        self._socket.settimeout(_left(self._deadline, self._clock))
        self._socket.sendall(data)

    def close(self) -> None:
        if not self.closed:
            super().close()
            self._socket.close()


def _left(deadline: float, clock: Callable[[], float]) -> float:
    left = deadline - clock()
    if left <= 0:
        raise TimeoutError
    return left


def _connect(
    target: Target, found: Sequence[IP], deadline: float, clock: Callable[[], float]
) -> socket.socket:
    """Connect to the first checked address that answers."""
    tried = found[:_MAX_TRIED]
    problem: OSError | None = None
    for place, address in enumerate(tried):
        share = _left(deadline, clock) / (len(tried) - place)
        try:
            return socket.create_connection((str(address), target.port), timeout=share)
        except OSError as error:
            problem = error
    raise problem or OSError("no address")


def _secured(
    connected: socket.socket, host: str, trust: ssl.SSLContext, seconds: float
) -> socket.socket:
    """Speak TLS with the host of that name; its certificate must be for it."""
    connected.settimeout(seconds)
    try:
        return trust.wrap_socket(connected, server_hostname=host)
    except BaseException:
        connected.close()
        raise


@cache
def _trust() -> ssl.SSLContext:
    return ssl.create_default_context()


def _in_time(look_up: Callable[[], Sequence[str]], seconds: float) -> Sequence[str]:
    """Give what ``look_up`` finds; a thread that takes longer is left behind."""
    answer: list[Sequence[str] | OSError] = []

    def work() -> None:
        try:
            answer.append(look_up())
        except (OSError, UnicodeError) as error:
            answer.append(error if isinstance(error, OSError) else OSError(str(error)))

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(max(seconds, 0.0))
    if not answer:
        raise TimeoutError
    if isinstance(answer[0], OSError):
        raise answer[0]
    return answer[0]


class _Turns:
    """At most so many requests at one time to one address."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._open: dict[IP, int] = {}
        self._changed = threading.Condition()

    @contextmanager
    def of(self, address: IP, seconds: float) -> Iterator[None]:
        """Wait for a turn at ``address``; raises ``TimeoutError`` if there is none in time."""
        with self._changed:
            free = self._changed.wait_for(
                lambda: self._open.get(address, 0) < self._most, max(seconds, 0.0)
            )
            if not free:
                raise TimeoutError
            self._open[address] = self._open.get(address, 0) + 1
        try:
            yield
        finally:
            with self._changed:
                self._open[address] -= 1
                if not self._open[address]:
                    del self._open[address]
                self._changed.notify_all()


def conditions(etag: str | None, modified: str | None) -> dict[str, str]:
    """Headers that ask for a document only if it changed, byte for byte as the server gave them."""
    told = {"If-None-Match": etag, "If-Modified-Since": modified}
    return {name: value for name, value in told.items() if value}


def accepting(*kinds: str) -> dict[str, str]:
    """The Accept header for kinds of documents, in the order of preference."""
    return {"Accept": ", ".join([*kinds, "*/*;q=0.1"])}
