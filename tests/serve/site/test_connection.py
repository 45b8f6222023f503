"""How requests come in and answers go out: at once, in bounded time, and nobody keeps others out."""

import asyncio
from contextlib import asynccontextmanager
from socket import IPPROTO_TCP, SO_RCVBUF, SO_SNDBUF, SOL_SOCKET, TCP_NODELAY, socket

import pytest
import uvicorn
from uvicorn.server import ServerState

from firsthand.serve.site import connection
from firsthand.serve.site.connection import Connection

pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]
_ASKED = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
_SENT = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nwhat"


async def _answer(_scope, receive, send):
    """Answer with what was sent; "/much" with more than a server holds, "/some" with less."""
    body, more = b"", True
    while more:
        message = await receive()
        body, more = body + message.get("body", b""), message.get("more_body", False)
    if _scope["path"] == "/much":
        body = b"x" * 30_000_000
    if _scope["path"] == "/some":
        body = b"x" * 60_000
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": body})


@asynccontextmanager
async def _served():
    """Serve as several processes share one socket; gives where, and the ends of connections made."""
    config = uvicorn.Config(_answer, lifespan="off", log_level="critical", limit_concurrency=6)
    config.load()
    state, made = ServerState(), asyncio.Queue()

    class Seen(Connection):
        def connection_made(self, transport):
            super().connection_made(transport)
            made.put_nowait(transport.get_extra_info("socket"))

    with socket() as listening:  # made as uvicorn makes it, without naming the protocol
        listening.bind(("127.0.0.1", 0))
        loop = asyncio.get_running_loop()
        async with await loop.create_server(
            lambda: Seen(config=config, server_state=state, app_state={}), sock=listening
        ):
            yield listening.getsockname(), made


async def _ended(end):
    """Wait until the server has closed its end."""
    for _ in range(400):
        if end.fileno() < 0:
            return
        await asyncio.sleep(0.05)
    raise TimeoutError


async def _said(where, *parts, pause=0.0):
    """Connect, send parts with a pause after each, and read all that comes until the end."""
    reader, writer = await asyncio.open_connection(*where)
    for part in parts:
        writer.write(part)
        await asyncio.sleep(pause)
    async with asyncio.timeout(20):
        try:
            return await reader.read()
        except ConnectionError:
            return b""
        finally:
            writer.close()


def test_no_connection_holds_back_what_is_small():
    async def holding_back():
        async with _served() as (where, made):
            _, writer = await asyncio.open_connection(*where)
            end = await made.get()
            found = end.getsockopt(IPPROTO_TCP, TCP_NODELAY)
            writer.close()
        return not found

    assert not asyncio.run(holding_back())


@pytest.mark.parametrize(
    "begun", [[], [_ASKED[:20]], [_SENT], [_ASKED, b"GET"], [_ASKED + _SENT], [b"G", b"E", b"T"]]
)
def test_a_request_that_does_not_end_is_ended(begun, monkeypatch):
    monkeypatch.setattr(connection, "PATIENCE", 0.3)

    async def ended():
        async with _served() as (where, _):
            return await _said(where, *begun, pause=0.05)

    assert asyncio.run(ended()).count(b"HTTP/1.1 200") == b"".join(begun).count(_ASKED)


def test_a_request_that_comes_byte_by_byte_is_ended_before_it_is_whole(monkeypatch):
    monkeypatch.setattr(connection, "PATIENCE", 0.3)

    async def bytes_taken():
        async with _served() as (where, made):
            _, writer = await asyncio.open_connection(*where)
            end = await made.get()
            taken = 0
            while taken < 100 and end.fileno() >= 0:
                writer.write(b"G")
                await asyncio.sleep(0.1)
                taken += 1
            writer.close()
            return taken

    assert asyncio.run(bytes_taken()) < 100


def test_a_request_that_takes_its_time_and_its_answer_are_whole(monkeypatch):
    monkeypatch.setattr(connection, "PATIENCE", 2.0)

    async def answered():
        async with _served() as (where, _):
            last = b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
            return await _said(where, _ASKED, _SENT, b"ever!", last, pause=0.7)

    said = asyncio.run(answered())
    assert said.count(b"HTTP/1.1 200") == 3
    assert b"whatever!" in said


@pytest.mark.parametrize("later", [b"", b"G", _ASKED])
def test_an_answer_that_nobody_reads_is_ended(later, monkeypatch):
    monkeypatch.setattr(connection, "PATIENCE", 0.2)
    monkeypatch.setattr(connection, "SLOWEST", 1e9)

    async def left():
        async with _served() as (where, made):
            _, writer = await asyncio.open_connection(*where, limit=1)
            writer.write(_ASKED.replace(b"/ ", b"/much "))
            end = await made.get()
            await asyncio.sleep(0.1)
            writer.write(later)
            await _ended(end)
            writer.close()

    asyncio.run(left())


def test_the_rest_of_an_answer_that_nobody_reads_is_ended(monkeypatch):
    monkeypatch.setattr(connection, "PATIENCE", 0.2)
    monkeypatch.setattr(connection, "SLOWEST", 1e9)

    async def left():
        async with _served() as (where, made):
            with socket() as reading:
                # so little is held by the system that the rest is held by the server, which closes
                reading.setsockopt(SOL_SOCKET, SO_RCVBUF, 2048)
                reading.setblocking(False)
                loop = asyncio.get_running_loop()
                await loop.sock_connect(reading, where)
                end = await made.get()
                end.setsockopt(SOL_SOCKET, SO_SNDBUF, 2048)
                last = _ASKED.replace(b"/ ", b"/some ").replace(
                    b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"
                )
                await loop.sock_sendall(reading, last)
                await _ended(end)

    asyncio.run(left())


def test_of_too_many_connections_one_that_reads_at_a_fair_pace_stays(monkeypatch):
    monkeypatch.setattr(connection, "CONNECTIONS", 3)

    async def crowded():
        async with _served() as (where, _):
            reader, writer = await asyncio.open_connection(*where)
            writer.write(_ASKED.replace(b"/ ", b"/much "))
            await reader.readuntil(b"\r\n\r\n")
            idle, read = [], 0
            async with asyncio.timeout(20):
                while read < 30_000_000:
                    read += len(await reader.readexactly(1_000_000))
                    if len(idle) < 9:
                        idle.append(await asyncio.open_connection(*where))
                        await asyncio.sleep(0.02)
            for _, other in [*idle, (reader, writer)]:
                other.close()
            return read

    assert asyncio.run(crowded()) == 30_000_000


def test_of_too_many_connections_those_that_say_nothing_give_way(monkeypatch):
    monkeypatch.setattr(connection, "CONNECTIONS", 3)

    async def crowded():
        async with _served() as (where, _):
            idle = [await asyncio.open_connection(*where) for _ in range(9)]
            slow = [await asyncio.open_connection(*where) for _ in range(9)]
            for _, writer in slow:
                writer.write(_SENT)
            await asyncio.sleep(0.1)
            reader, writer = await asyncio.open_connection(*where)
            writer.write(_ASKED)
            async with asyncio.timeout(20):
                found = await reader.readline()
            for _, other in [*idle, *slow, (reader, writer)]:
                other.close()
            return found

    assert asyncio.run(crowded()) == b"HTTP/1.1 200 OK\r\n"
