"""How requests come in from browsers, and answers go out to them."""

import asyncio
from socket import IPPROTO_TCP, TCP_NODELAY

from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

#: seconds in which a request has to be there, its head and what it sends: a form of five megabytes
#: needs no more on a slow line
WHOLE = 60.0


class Connection(H11Protocol):
    """A connection that sends what it has at once (Nagle's algorithm off, RFC 9293, 3.7.4).

    The head of an answer and its body are written one after the other: on a connection that is used
    again the body waited for the browser to say that it has the head, which takes it 40 ms. asyncio
    does the same by itself, but not where several processes answer on one socket.

    A request that trickles in is waited for no longer than a whole one may take: otherwise a few
    hundred of them were all that can be answered at a time.
    """

    _late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        transport.get_extra_info("socket").setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)
        super().connection_made(transport)
        self._wait()

    def on_response_complete(self) -> None:
        self._wait()
        super().on_response_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        if self._late:
            self._late.cancel()
        super().connection_lost(exc)

    def _wait(self) -> None:
        """Begin to wait for the next request."""
        if self._late:
            self._late.cancel()
        self._late = self.loop.call_later(WHOLE, self._end)

    def _end(self) -> None:
        """Close if the request is not all there yet."""
        cycle: RequestResponseCycle | None = self.cycle  # None until the first head is whole
        if cycle is None or cycle.response_complete or cycle.more_body:
            self.transport.close()
