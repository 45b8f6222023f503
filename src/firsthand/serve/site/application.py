"""The reader as an ASGI application, and the server that runs it on one computer."""

import gc
import json
import os
import secrets
import socket
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from os import PathLike
from typing import TYPE_CHECKING

from anyio import to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from firsthand.errors import LibraryError, Refused, UsageError
from firsthand.processes import end_with_starter
from firsthand.serve.site import acts, addresses, owners, programs, reader, sheets, watches
from firsthand.serve.site.desk import Desk
from firsthand.serve.site.guard import Guard, loopback
from firsthand.serve.site.kept import Kept
from firsthand.serve.words import say
from firsthand.settings import GARBAGE

if TYPE_CHECKING:
    from firsthand.collect.web import Web

Clock = Callable[[], datetime]
#: seconds after which a thread that draws a page lets others compute: every row that is read from
#: the library waits for it once
SWITCH = 0.0005
#: requests that are worked on at once; most of these wait for their turn, and must not keep others
#: from what is there already
THREADS = 120
#: processes that answer, if so many can run at once; each keeps pages and stories of its own
PROCESSES = 2
#: holds what processes that answer are told, where nobody else can read it
_SERVED = "FIRSTHAND_SERVED"
_PACKAGE = __name__.rpartition(".")[0]
#: seconds after which a process that does not say that it is there is replaced
_SILENT = 60


def application(
    path: str | PathLike[str],
    *,
    public: bool = False,
    hosts: frozenset[str] = frozenset(),
    token: str | None = None,
    clock: Clock | None = None,
    web: "Web | None" = None,
) -> Guard:
    """Return the reader over the library at ``path``.

    With ``public`` an article is its title, its credit, a link and the words that carry claims;
    ``token`` is asked of everybody where it is set; ``hosts`` are the only names it goes by; an
    owner's proof is looked for by ``web``, by the public one if none is given.
    """
    inner = Starlette(
        routes=routes(),
        lifespan=_lifespan,
        exception_handlers={
            HTTPException: _refused, UsageError: _unknown, Refused: _unread,
            LibraryError: _broken, Exception: _failed,
        },
    )  # fmt: skip
    inner.state.clock = clock or _now
    inner.state.desk = Desk(path, clock=inner.state.clock, public=public)
    inner.state.kept = Kept()
    inner.state.prover = owners.Prover(web)
    return Guard(inner, routes=inner.routes, hosts=hosts, token=token)


@asynccontextmanager
async def _lifespan(_: Starlette) -> AsyncIterator[None]:
    to_thread.current_default_thread_limiter().total_tokens = THREADS
    yield


def token_for(host: str) -> str | None:
    """Make a token where others can reach the address; None on this computer alone."""
    return None if loopback(host) else secrets.token_urlsafe(24)


def greeting(host: str, port: int, token: str | None) -> str:
    """Say where the pages are."""
    name = f"[{host}]" if ":" in host else host
    return say("site.at", address=f"http://{name}:{port}/" + (f"?token={token}" if token else ""))


def reserve(host: str, port: int) -> None:
    """Raise UsageError where nobody could be served at an address, before it is told."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family) as tried:
            # as the server asks for it: what was just ended does not stand in the way
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind((host, port))
    except OSError as error:
        why = error.strerror or str(error)
        raise UsageError(say("site.taken", host=host, port=str(port), why=why)) from error


def run(
    path: str | PathLike[str],
    *,
    host: str,
    port: int,
    token: str | None,
    processes: int | None = None,
) -> None:
    """Serve the library until interrupted; beyond this computer only with a token.

    So many ``processes`` answer; if none is given, as many as can run at once, ``PROCESSES`` at most.
    Raises UsageError if the address is reached by others and there is no token.
    """
    import uvicorn  # noqa: PLC0415 -- not needed to make the application

    alone = loopback(host)
    if not alone and not token:
        raise UsageError(say("site.notoken"))
    names = {"localhost", "127.0.0.1", "::1", host.strip("[]")} if alone else set[str]()
    os.environ[_SERVED] = json.dumps(
        {"path": os.fspath(path), "public": not alone, "hosts": sorted(names), "token": token}
    )
    uvicorn.run(
        f"{__name__}:served", factory=True, host=host, port=port,
        workers=processes or min(PROCESSES, os.cpu_count() or 1),
        http=f"{_PACKAGE}.connection:Connection", timeout_keep_alive=15,
        log_level="warning", access_log=False, server_header=False,
        limit_concurrency=200, timeout_worker_healthcheck=_SILENT,
    )  # fmt: skip


def served() -> Guard:
    """Make the reader that this process was started to be."""
    sys.setswitchinterval(SWITCH)
    gc.freeze()
    gc.set_threshold(*GARBAGE)
    end_with_starter()
    told = json.loads(os.environ[_SERVED])
    return application(**{**told, "hosts": frozenset(told["hosts"])})


def routes() -> list[Route]:
    """Return all routes: the router's list, for whoever has to know that none is forgotten."""
    # an outlet may have any name, so its page comes last
    return [*programs.ROUTES, *acts.ROUTES, *watches.ROUTES, *owners.ROUTES, *reader.ROUTES]


# --------------------------------------------------------------------------- what goes wrong


def _unknown(request: Request, error: Exception) -> Response:
    gone = owners.removed(request)
    return _message(request, 410 if gone else 404, gone or str(error))


def _unread(request: Request, error: Exception) -> Response:
    return _message(request, 400, str(error))


def _broken(request: Request, error: Exception) -> Response:
    return _message(request, 503, str(error))


def _failed(request: Request, _: Exception) -> Response:
    return _message(request, 500, say("site.failed"))


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    known = {404: say("site.nopage"), 405: say("site.notdone")}
    answer = _message(request, error.status_code, known.get(error.status_code, str(error.detail)))
    answer.headers.update(error.headers or {})
    return answer


def _message(request: Request, status: int, words: str) -> Response:
    if request.url.path.startswith("/api"):
        return JSONResponse({"error": words}, status_code=status)
    story = request.path_params.get("story") if "as-of" in request.query_params else None
    return sheets.answer(
        request, "message", status=status, words=words, gone=status == 410,
        title=say("owners.head" if status == 410 else "site.message"),
        present=addresses.story(story) if story else None,
    )  # fmt: skip


def _now() -> datetime:
    return datetime.now(UTC)
