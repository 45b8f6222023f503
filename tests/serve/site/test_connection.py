"""How answers go out: at once, however often a connection is used again."""

import asyncio
from socket import IPPROTO_TCP, TCP_NODELAY, socket

import pytest
import uvicorn
from uvicorn.server import ServerState

from firsthand.serve.site.connection import Connection


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


@pytest.mark.enable_socket
@pytest.mark.allow_hosts(["127.0.0.1"])
def test_no_connection_holds_back_what_is_small():
    assert not asyncio.run(_holding_back())
