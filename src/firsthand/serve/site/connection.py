"""How requests come in from browsers and answers go out to them."""

import asyncio
from socket import IPPROTO_TCP, TCP_NODELAY

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

#: seconds within which a request comes whole once it, or its connection, has begun: a form of five
#: megabytes needs no more on a slow line
PATIENCE = 60.0
#: bytes that whoever reads an answer takes in a second, at the least
SLOWEST = 10_000
#: connections at one time to each process that answers; browsers keep six each
CONNECTIONS = 150


class Connection(H11Protocol):
    """A connection that sends what it has at once, and that nobody holds for nothing.

    Nagle's algorithm is off (RFC 9293, 3.7.4): the head of an answer and its body are written one
    after the other, and on a connection that is used again the body waited for the browser to say
    that it has the head, which takes it 40 ms. asyncio does the same by itself, but not where several
    processes answer on one socket.

    The server knows no time for what has begun: connections that say nothing, send a form byte by
    byte or leave an answer unread were kept, and a few hundred kept all others out. So a request and
    an answer have to come to their end, closed or not; and where there are too many connections, the
    one that has been waited for longest gives way: not who reads a long answer at a fair pace.
    """

    #: when its other end's turn began, and how many bytes were unread then
    since = 0.0
    _unread = 0
    _end: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        transport.get_extra_info("socket").setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)
        super().connection_made(transport)
        self._bound()
        self._make_room()

    def data_received(self, data: bytes) -> None:
        begins = self.timeout_keep_alive_task is not None
        super().data_received(data)
        if self.flow.write_paused:
            return  # the answer has to be read first
        if not self.asking:
            self._unbound()
            self.since = self.loop.time()
        elif begins or self._end is None:
            self._bound()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        # the next request may have begun before, and a connection that closes waits for its reader
        if self.theirs:
            self._bound()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._bound()

    def resume_writing(self) -> None:
        super().resume_writing()
        if self.theirs:
            self._bound()
        else:
            self._unbound()

    def connection_lost(self, exc: Exception | None) -> None:
        self._unbound()
        super().connection_lost(exc)

    @property
    def asking(self) -> bool:
        """Tell whether a request, or the rest of one, is still to come."""
        return self.conn.their_state in {h11.IDLE, h11.SEND_BODY}

    @property
    def theirs(self) -> bool:
        """Tell whether nothing is left to be done here: what is written has to be read, or more sent."""
        return self.asking or self.transport.is_closing()

    @property
    def waited_since(self) -> float:
        """Tell since when it is waited for; each byte that is read moves that on."""
        read = self._unread - self.transport.get_write_buffer_size()
        return self.since + read / SLOWEST

    @property
    def there(self) -> bool:
        """Tell whether it is open: one that was ended is forgotten a moment later."""
        return not self.transport.is_closing()

    def _bound(self) -> None:
        """Give the other end its time to send what is missing and to read what is written."""
        self._unbound()
        self.since, self._unread = self.loop.time(), self.transport.get_write_buffer_size()
        self._end = self.loop.call_later(PATIENCE + self._unread / SLOWEST, self.transport.abort)

    def _unbound(self) -> None:
        if self._end is not None:
            self._end.cancel()
            self._end = None

    def _make_room(self) -> None:
        """End the connection that has been waited for longest where there are too many."""
        there = [one for one in self.connections if isinstance(one, Connection) and one.there]
        if len(there) > CONNECTIONS:
            waited = (one for one in there if one.asking or one.flow.write_paused)
            min(waited, key=lambda one: one.waited_since).transport.abort()
