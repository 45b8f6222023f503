"""How answers go out: at once, however often a connection is used again; and what is not waited for."""

import asyncio
from socket import IPPROTO_TCP, TCP_NODELAY, socket

import pytest
import uvicorn
from uvicorn.server import ServerState

from firsthand.serve.site import connection as connections
from firsthand.serve.site.connection import Connection

pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]


async def _answered(_scope, _receive, _send):
    """Answer nothing: only the connection is looked at."""


async def _holding_back():
    """Connect to a reader as several processes share one, and ask how its end sends."""
    config = uvicorn.Config(_answered, lifespan="off", log_level="critical")
    config.load()
    made = asyncio.Queue()

    class Seen(Connection):
        def connection_made(self, transport):
            super().connection_made(transport)
            made.put_nowait(transport.get_extra_info("socket"))

    def connection():
        return Seen(config=config, server_state=ServerState(), app_state={})

    with socket() as listening:  # made as uvicorn makes it, without naming the protocol
        listening.bind(("127.0.0.1", 0))
        async with await asyncio.get_running_loop().create_server(connection, sock=listening):
            _, writer = await asyncio.open_connection(*listening.getsockname())
            end = await made.get()
            found = end.getsockopt(IPPROTO_TCP, TCP_NODELAY)
            writer.close()
    return not found


def test_no_connection_holds_back_what_is_small():
    assert not asyncio.run(_holding_back())


async def _reading(_scope, receive, send):
    """Read all that is sent, and say how much it was."""
    size, more = 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return
        size, more = size + len(message.get("body", b"")), message.get("more_body", False)
    body = b"%d" % size
    headers = [(b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def _trickled(begin):
    """Send a beginning, then a byte now and then; return what came until the connection ended."""
    config = uvicorn.Config(_reading, lifespan="off", log_level="critical")
    config.load()

    def connection():
        return Connection(config=config, server_state=ServerState(), app_state={})

    loop = asyncio.get_running_loop()
    async with await loop.create_server(connection, "127.0.0.1", 0) as server:
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        writer.write(begin)
        came = asyncio.create_task(reader.read())
        for _ in range(100):
            await asyncio.sleep(0.05)
            if came.done():
                break
            writer.write(b"a")
        assert came.done(), "it was waited for"
        writer.close()
        return came.result()


HEAD = b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n"


@pytest.mark.parametrize(
    ("begin", "answer"),
    [
        (b"", b""),
        (b"GET / HTTP/1.1\r\nHost: a\r\nX: ", b""),
        (HEAD.replace(b"9", b"5000"), b""),
        (HEAD + b"123456789" + HEAD.replace(b"9", b"5000"), b"9"),
    ],
)
def test_a_request_that_trickles_in_is_not_waited_for(monkeypatch, begin, answer):
    monkeypatch.setattr(connections, "WHOLE", 0.4)
    assert asyncio.run(_trickled(begin)).endswith(answer)


def test_an_answer_may_take_longer_than_its_request(monkeypatch):
    monkeypatch.setattr(connections, "WHOLE", 0.1)

    async def slow(scope, receive, send):
        await asyncio.sleep(0.5)
        await _reading(scope, receive, send)

    async def asked():
        config = uvicorn.Config(slow, lifespan="off", log_level="critical")
        config.load()
        made = lambda: Connection(config=config, server_state=ServerState(), app_state={})  # noqa: E731
        loop = asyncio.get_running_loop()
        async with await loop.create_server(made, "127.0.0.1", 0) as server:
            reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
            writer.write(HEAD + b"123456789")
            found = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n9"), 5)
            writer.close()
        return found

    assert asyncio.run(asked())
