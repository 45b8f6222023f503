"""A server on the loopback that does what a test tells it."""

import ssl
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from firsthand.collect import addresses
from firsthand.collect.fetch import Fetcher, Limits

#: path -> bytes of the whole answer, in pieces that are sent one after the other
Answers = dict[str, list[bytes] | Callable[[], Iterator[bytes]]]


class Server:
    """Answers by path; remembers what was asked, as (path, headers)."""

    def __init__(self, host: str = "127.0.0.1") -> None:
        self.answers: Answers = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        owner = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_: object) -> None:
                pass

            def do_GET(self) -> None:
                headers = {name.lower(): value for name, value in self.headers.items()}
                owner.asked.append((self.path, headers))
                answer = owner.answers.get(self.path, [reply(status="404 Not Found")])
                try:
                    for piece in answer() if callable(answer) else answer:
                        self.wfile.write(piece)
                        self.wfile.flush()
                except OSError:
                    pass  # the client has had enough
                self.close_connection = True

        self._http = ThreadingHTTPServer((host, 0), Handler)
        self._http.daemon_threads = True
        self._http.handle_error = lambda *_: None  # a client that leaves is what is tested
        self._thread = threading.Thread(
            target=self._http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        )
        self._thread.start()
        self.port = self._http.server_port
        self.url = f"http://127.0.0.1:{self.port}"

    def secure(self, certificate: Path, key: Path) -> None:
        """Speak TLS from now on."""
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(certificate, key)
        self._http.socket = context.wrap_socket(
            self._http.socket, server_side=True, do_handshake_on_connect=False
        )
        self.url = f"https://127.0.0.1:{self.port}"

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()


def reply(body: bytes | str = b"", *, status: str = "200 OK", **headers: str) -> bytes:
    """Make the bytes of an answer; ``content_type`` is Content-Type."""
    data = body.encode() if isinstance(body, str) else body
    told = {"Content-Length": str(len(data))}
    told |= {name.replace("_", "-").title(): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in told.items())
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + data


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server()
    yield running
    running.close()


@pytest.fixture
def fetcher() -> Fetcher:
    """A fetcher to which the loopback is open, with little patience."""
    return Fetcher(
        limits=Limits(seconds=2.0, wire=200_000, unpacked=300_000),
        allowed=addresses.nets(["127.0.0.1"]),
    )
