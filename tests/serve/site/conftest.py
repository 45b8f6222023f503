"""A small library, and a caller that needs no socket."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from firsthand.collect import articles
from firsthand.library import Library
from firsthand.records import Outlet

STOLEN = "<img src=x onerror=alert(1)>"
TEXTS = {
    "herald": f"""Ferry Aurelia hits the quay {STOLEN}

PORT CALDER, Sept. 11, 2023 (Meridian Wire) - The ferry Aurelia hit the north quay of Port Calder on
Monday, the harbour master said. "Nobody was hurt," Ines Moll said. The coastguard did not confirm
that the captain had been asleep.
""",
    "calder/post": """Aurelia rams Port Calder quay

PORT CALDER, Sept. 11, 2023 (Meridian Wire) - The ferry Aurelia hit the north quay of Port Calder on
Monday, the harbour master said. "Nobody was hurt," Ines Moll said.

The quay was built in 1911, and a plaque of <script>alert(2)</script> brass hangs over its eastern stairs.
""",
}


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


def call(
    app: Any,
    address: str,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    body: bytes = b"",
) -> Answer:
    """Ask an ASGI application one thing."""  # fmt: skip
    parts = urlsplit(address)
    given = {"host": "localhost", **(headers or {})}
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method,
        "scheme": "http", "path": unquote(parts.path), "raw_path": parts.path.encode(),
        "query_string": parts.query.encode(), "root_path": "", "client": ("127.0.0.1", 1),
        "server": ("localhost", 80),
        "headers": [(k.lower().encode(), v.encode("latin-1")) for k, v in given.items()],
    }  # fmt: skip
    sent: list[dict[str, Any]] = []
    waiting = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> dict[str, Any]:
        return waiting.pop() if waiting else {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    asyncio.run(app(scope, receive, send))
    found = {k.decode().lower(): v.decode() for k, v in sent[0]["headers"]}
    return Answer(
        sent[0]["status"], found, b"".join(m.get("body", b"") for m in sent[1:])
    )  # fmt: skip


@pytest.fixture(scope="session")
def shelf(tmp_path_factory):
    """Return the path of a library with two articles."""
    path = tmp_path_factory.mktemp("site") / "library.db"
    with Library(path) as library:
        house = Outlet(name="Calder Herald", domain=None, owner=None)
        library.add(
            [replace(articles.make(text, id=name), outlet=house) for name, text in TEXTS.items()]
        )
    return path


@pytest.fixture(scope="session")
def places(shelf):
    """Name every address of the site that the small library has, by its route."""
    with Library(shelf) as library:
        story = library.stories()[0].id
        claim = library.story(story).stories[0].claims[0].id
    here = f"/stories/{story}"
    return {
        "/": "/",
        "/stories/{story}": here,
        "/stories/{story}/claims": f"{here}/claims",
        "/stories/{story}/claims/{claim}": f"{here}/claims/{claim}",
        "/stories/{story}/articles/{article:path}": f"{here}/articles/calder%2Fpost",
        "/stories/{story}/pack.zip": f"{here}/pack.zip",
        "/articles/{article:path}": "/articles/calder%2Fpost",
        "/claims/{claim}": f"/claims/{claim}",
        "/outlets/{outlet:path}": "/outlets/Calder%20Herald",
        "/api/outlets/{outlet:path}": "/api/outlets/Calder%20Herald",
        "/search": "/search?q=quay",
        "/start": "/start",
        "/ask": "/ask?text=The+ferry+Aurelia+hit+the+north+quay+on+Monday.",
        "/add": "/add",
        "/sources": "/sources",
        "/sources/add": "/sources/add",
        "/sources/remove": "/sources/remove",
        "/theme": "/theme?to=dark",
        "/stories.atom": "/stories.atom",
        "/stories.json": "/stories.json",
        "/api": "/api",
        "/api/stories": "/api/stories",
        "/api/stories/{story}": f"/api{here}",
        "/api/stories/{story}/claims/{claim}": f"/api{here}/claims/{claim}",
        "/api/articles/{article:path}/history": "/api/articles/calder%2Fpost/history",
        "/api/search": "/api/search?q=quay",
        "/static/page.css": "/static/page.css",
        "/favicon.ico": "/favicon.ico",
    }
