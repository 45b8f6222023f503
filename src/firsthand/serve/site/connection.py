"""How answers go out to browsers."""

import asyncio
from socket import IPPROTO_TCP, TCP_NODELAY

from uvicorn.protocols.http.h11_impl import H11Protocol


class Connection(H11Protocol):
    """A connection that sends what it has at once (Nagle's algorithm off, RFC 9293, 3.7.4).

    The head of an answer and its body are written one after the other: on a connection that is used
    again the body waited for the browser to say that it has the head, which takes it 40 ms. asyncio
    does the same by itself, but not where several processes answer on one socket.
    """

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        transport.get_extra_info("socket").setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)
        super().connection_made(transport)
