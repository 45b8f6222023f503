"""The reader as an ASGI application, and the server that runs it on one computer."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from importlib.resources import as_file, files
from os import PathLike
from typing import Any
from urllib.parse import parse_qsl, quote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from firsthand.collect import articles
from firsthand.errors import LibraryError, Refused, UsageError
from firsthand.records import Article
from firsthand.serve.site import addresses, description, feeds, moments, packs, pages, sheets
from firsthand.serve.site.desk import ASKED, Desk
from firsthand.serve.site.guard import Guard, came_from, loopback
from firsthand.serve.words import say
from firsthand.timeline.replay import Replay, moment

#: remembers when the front page was last seen
VISITED = "firsthand_visited"
THEME = "firsthand_theme"
_YEAR = 31_536_000
_VISIT = timedelta(minutes=30)
#: fields of a form
_FIELDS = 20
#: stories that a program is given at once
_MOST = 200
Clock = Callable[[], datetime]


def application(
    path: str | PathLike[str],
    *,
    public: bool = False,
    hosts: frozenset[str] = frozenset(),
    token: str | None = None,
    clock: Clock | None = None,
) -> Guard:
    """Return the reader over the library at ``path``.

    With ``public`` an article is its title, its credit, a link and the words that carry claims;
    ``token`` is asked of everybody where it is set; ``hosts`` are the only names it goes by.
    """
    site = _Site(Desk(path, public=public), clock or _now)
    inner = Starlette(
        routes=site.routes(),
        exception_handlers={
            HTTPException: site.refused, UsageError: site.unknown, Refused: site.unread, LibraryError: site.broken,
            Exception: site.failed,
        },
    )  # fmt: skip
    return Guard(inner, hosts=hosts, token=token)


def token_for(host: str) -> str | None:
    """Make a token where others can reach the address; None on this computer alone."""
    return None if loopback(host) else secrets.token_urlsafe(24)


def greeting(host: str, port: int, token: str | None) -> str:
    """Say where the pages are."""
    name = f"[{host}]" if ":" in host else host
    return say("site.at", address=f"http://{name}:{port}/" + (f"?token={token}" if token else ""))


def run(path: str | PathLike[str], *, host: str, port: int, token: str | None) -> None:
    """Serve the library until interrupted; beyond this computer only with a token.

    Raises UsageError if the address is reached by others and there is no token.
    """
    import uvicorn  # noqa: PLC0415 -- not needed to make the application

    alone = loopback(host)
    if not alone and not token:
        raise UsageError(say("site.notoken"))
    names = frozenset({"localhost", "127.0.0.1", "::1", host.strip("[]")}) if alone else frozenset()
    app = application(path, public=not alone, hosts=names, token=token)
    uvicorn.run(
        app, host=host, port=port, log_level="warning", access_log=False, server_header=False,
        timeout_keep_alive=15, limit_concurrency=200,
    )  # fmt: skip


def routes() -> list[Route]:
    """Return all routes, for whoever has to know that none is forgotten."""
    return _Site.__new__(_Site).routes()


class _Site:
    """The routes, each a method that is run in a thread of its own."""

    def __init__(self, desk: Desk, clock: Clock) -> None:
        self._desk = desk
        self._clock = clock

    def routes(self) -> list[Route]:
        return [
            Route("/", self.front, name="front"),
            Route("/stories/{story}", self.story),
            Route("/stories/{story}/claims", self.claims),
            Route("/stories/{story}/claims/{claim}", self.claim),
            Route("/stories/{story}/articles/{article:path}", self.article),
            Route("/stories/{story}/pack.zip", self.pack),
            Route("/articles/{article:path}", self.found_article),
            Route("/claims/{claim}", self.found_claim),
            Route("/outlets/{outlet:path}", self.outlet),
            Route("/search", self.search),
            Route("/ask", self.ask),
            Route("/start", self.start),
            Route("/add", _form(self.take), methods=["POST"]),
            Route("/sources", self.sources),
            Route("/sources/add", _form(self.add_source), methods=["POST"]),
            Route("/sources/remove", _form(self.remove_source), methods=["POST"]),
            Route("/theme", self.theme, methods=["POST"]),
            Route("/stories.atom", self.atom),
            Route("/stories.json", self.json_feed),
            Route("/api", self.api_description),
            Route("/api/stories", self.api_stories),
            Route("/api/stories/{story}", self.api_story),
            Route("/api/stories/{story}/claims/{claim}", self.api_claim),
            Route("/api/articles/{article:path}/history", self.api_history),
            Route("/api/outlets/{outlet:path}", self.api_outlet),
            Route("/api/search", self.api_search),
            Route("/static/page.css", self.stylesheet),
            Route("/favicon.ico", self.nothing),
        ]

    # ---------------------------------------------------------------- pages

    def front(self, request: Request) -> Response:
        after = _number(request, "after")
        found = self._desk.library.front(most=pages.STORIES + 1, after=after)
        if not found and not after:
            return RedirectResponse("/start", status_code=303)
        more = f"/?after={after + pages.STORIES}" if len(found) > pages.STORIES else None
        visited = Visit.read(request.cookies.get(VISITED, ""), self._clock())
        page = pages.front(found[: pages.STORIES], since=visited.since, more=more)
        answer = self._html(
            request, "front", page=page, title=say("site.stories"), data="/api/stories"
        )
        answer.set_cookie(
            VISITED, visited.cookie, max_age=_YEAR, httponly=True, samesite="lax"
        )  # fmt: skip
        return answer

    def story(self, request: Request) -> Response:
        name = request.path_params["story"]
        now = self._desk.told(name)
        here = addresses.story(now.story.id)
        if now.story.id != name:
            return RedirectResponse(here, status_code=308)
        moment = _moment(request)
        slider = moments.slider(now.reading.articles, moment)
        if slider is not None and "at" in request.query_params:
            stop = slider.stop_at(_number(request, "at"))
            return RedirectResponse(f"{here}?as-of={quote(stop.iso)}", status_code=303)
        told = now if moment is None else self._desk.told(name, Replay(as_of=moment))
        sheet = pages.sheet(told, public=self._desk.public)
        return self._html(
            request, "story", sheets=[sheet], s=sheet, level=1, title=sheet.title, here=here,
            claims_at=f"{here}/claims", pack=f"{here}/pack.zip", slider=slider,
            claim_at=lambda item: addresses.claim(told.story.id, item.id),
            past=moment and moments.bar(moment, len(told.story.articles), len(now.story.articles)),
            data=addresses.api(here),
        )  # fmt: skip

    def claims(self, request: Request) -> Response:
        told = self._desk.told(request.path_params["story"])
        page = pages.claims(told, _number(request, "after"), public=self._desk.public)
        return self._html(
            request, "claims", page=page, title=page.title,
            back=addresses.story(told.story.id),
        )  # fmt: skip

    def claim(self, request: Request) -> Response:
        told = self._desk.told(request.path_params["story"])
        page = pages.claim(told, request.path_params["claim"], public=self._desk.public)
        if page is None:
            raise UsageError(say("site.noclaim"))
        return self._html(
            request, "claim", page=page, title=page.item.words.text,
            back=addresses.story(told.story.id),
            data=addresses.api(addresses.claim(told.story.id, page.item.id)),
        )  # fmt: skip

    def article(self, request: Request) -> Response:
        told = self._desk.told(request.path_params["story"])
        name = request.path_params["article"]
        if told.article(name) is None:
            raise UsageError(say("site.noarticle"))
        history = self._desk.library.history(name)
        page = pages.article(told, name, history, public=self._desk.public)
        if page is None:
            raise UsageError(say("site.noarticle"))
        return self._html(
            request, "article", page=page, t=page.text,
            title=page.text.article.title or page.text.opening.text,
            back=addresses.story(told.story.id),
            claim_at=lambda item: addresses.claim(told.story.id, item.id),
        )  # fmt: skip

    def found_article(self, request: Request) -> Response:
        name = request.path_params["article"]
        story = self._desk.library.article(name).story
        if story is None:
            raise UsageError(say("site.noarticle"))
        return RedirectResponse(addresses.article(story.id, name), status_code=307)

    def found_claim(self, request: Request) -> Response:
        name = request.path_params["claim"]
        story = self._desk.library.claim(name).story
        return RedirectResponse(addresses.claim(story.id, name), status_code=307)

    def outlet(self, request: Request) -> Response:
        name = request.path_params["outlet"]
        page = pages.outlet(self._desk.library.outlet(name, most=pages.STORIES))
        return self._html(
            request, "outlet", page=page, title=page.name,
            data=addresses.api(addresses.outlet(page.name)),
        )  # fmt: skip

    def search(self, request: Request) -> Response:
        return self._html(
            request, "search", page=self._found(request), title=say("site.search"),
            data=f"/api/search?{request.url.query}",
        )  # fmt: skip

    def ask(self, request: Request) -> Response:
        text = request.query_params.get("text", "").strip()[:ASKED]
        answers = self._desk.ask(text) if text else []
        found = pages.asked(text, answers, public=self._desk.public)
        return self._html(request, "ask", title=say("site.ask"), text=text, found=found)

    def start(self, request: Request) -> Response:
        return self._html(request, "start", title=say("site.start"), problem="", given="")

    def take(self, request: Request, sent: Mapping[str, str]) -> Response:
        """Add an article by its address or its text, or the sample where nothing is named."""
        self._owner()
        given = sent.get("what", "").strip()
        if "sample" in sent:
            with as_file(files("firsthand").joinpath("demo", "articles")) as folder:
                added = self._desk.library.add(folder)
        elif not given:
            return self._again(request, say("start.empty"), given)
        else:
            added = self._desk.library.add(_named(given))
        names = (*added.new, *added.changed, *added.known)
        if not names:
            why = "; ".join(refused.reason for refused in added.refused)
            return self._again(request, say("start.problem", why=why), given)
        return RedirectResponse("/", status_code=303)

    def _again(self, request: Request, problem: str, given: str) -> Response:
        return self._html(
            request, "start", status=400, title=say("site.start"), problem=problem, given=given
        )

    def sources(self, request: Request) -> Response:
        kept = self._desk.library.sources
        return self._html(
            request, "sources", title=say("site.sources"), sources=pages.sources(kept.all()),
            aside=kept.aside()[: pages.HITS], problem="",
        )  # fmt: skip

    def add_source(self, _: Request, sent: Mapping[str, str]) -> Response:
        self._owner()
        address = sent.get("address", "").strip()
        if not address.startswith(("http://", "https://")):
            raise HTTPException(400, say("sources.none"))
        self._desk.library.sources.add(address, now=self._clock())
        return RedirectResponse("/sources", status_code=303)

    def remove_source(self, _: Request, sent: Mapping[str, str]) -> Response:
        self._owner()
        self._desk.library.sources.remove(sent.get("address", ""))
        return RedirectResponse("/sources", status_code=303)

    def _owner(self) -> None:
        """Refuse what only the owner of this computer may do."""
        if self._desk.public:
            raise HTTPException(403, say("site.notadded"))

    def theme(self, request: Request) -> Response:
        wanted = request.query_params.get("to", "")
        answer = RedirectResponse(came_from(request.headers), status_code=303)
        if wanted in {"light", "dark"}:
            answer.set_cookie(THEME, wanted, max_age=_YEAR, httponly=True, samesite="lax")
        else:
            answer.delete_cookie(THEME)
        return answer

    def _found(self, request: Request) -> pages.Results:
        query = request.query_params.get("q", "")[:1_000]
        kind = request.query_params.get("in", "articles")
        if kind not in {"articles", "claims"}:
            _strict(request, "in")
            kind = "articles"
        library = self._desk.library
        if kind == "claims":
            hits = pages.claim_hits(library.claims(query, most=pages.HITS) if query else [])
        else:
            hits = pages.article_hits(library.search(query, most=pages.HITS), self._desk.public)
        return pages.Results(query=query, kind=kind, hits=tuple(hits))

    # ---------------------------------------------------------------- for programs

    def api_description(self, _: Request) -> Response:
        return _data(description.document())

    def api_stories(self, request: Request) -> Response:
        most = _number(request, "most", pages.STORIES)
        if most > _MOST:
            _strict(request, "most")
        found = self._desk.library.stories(most=most, after=_number(request, "after"))
        return _data({"stories": [asdict(one) for one in found]})

    def api_story(self, request: Request) -> Response:
        return _data(self._desk.reading(request.path_params["story"]).to_json())

    def api_claim(self, request: Request) -> Response:
        reading = self._desk.reading(request.path_params["story"]).to_json()
        for claim in reading["stories"][0]["claims"]:
            if claim["id"] == request.path_params["claim"]:
                return _data(claim)
        raise UsageError(say("site.noclaim"))

    def api_history(self, request: Request) -> Response:
        found = asdict(self._desk.library.history(request.path_params["article"]))
        if self._desk.public:
            for version in found["versions"]:
                version["text"], version["diff"] = "", []
        return _data(found)

    def api_outlet(self, request: Request) -> Response:
        found = self._desk.library.outlet(request.path_params["outlet"], most=pages.STORIES)
        known = asdict(replace(found, latest=()))
        return _data(known | {"latest": [article.id for article in found.latest]})

    def api_search(self, request: Request) -> Response:
        return _data(asdict(self._found(request)))

    def atom(self, request: Request) -> Response:
        lines = list(map(pages.line, self._desk.library.stories(most=pages.STORIES)))
        written = feeds.atom(lines, str(request.base_url), self._clock())
        return Response(written, media_type="application/atom+xml")

    def json_feed(self, request: Request) -> Response:
        lines = list(map(pages.line, self._desk.library.stories(most=pages.STORIES)))
        return _data(feeds.json_feed(lines, str(request.base_url)), kind="application/feed+json")

    def pack(self, request: Request) -> Response:
        reading = self._desk.reading(request.path_params["story"])
        return Response(
            packs.write(reading), media_type="application/zip",
            headers={"content-disposition": 'attachment; filename="evidence.zip"'},
        )  # fmt: skip

    def stylesheet(self, _: Request) -> Response:
        return Response(
            sheets.stylesheet(), media_type="text/css", headers={"cache-control": "max-age=3600"}
        )

    def nothing(self, _: Request) -> Response:
        return Response(status_code=204)

    # ---------------------------------------------------------------- what goes wrong

    def unknown(self, request: Request, error: Exception) -> Response:
        return self._message(request, 404, str(error))

    def unread(self, request: Request, error: Exception) -> Response:
        return self._message(request, 400, str(error))

    def broken(self, request: Request, error: Exception) -> Response:
        return self._message(request, 503, str(error))

    def failed(self, request: Request, _: Exception) -> Response:
        return self._message(request, 500, say("site.failed"))

    def refused(self, request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 400
        known = {404: say("site.nopage"), 405: say("site.notdone")}
        detail = str(error.detail) if isinstance(error, HTTPException) else ""
        answer = self._message(request, status, known.get(status, detail))
        answer.headers.update((error.headers if isinstance(error, HTTPException) else None) or {})
        return answer

    def _message(self, request: Request, status: int, words: str) -> Response:
        if request.url.path.startswith("/api"):
            return JSONResponse({"error": words}, status_code=status)
        return self._html(request, "message", status=status, words=words, title=say("site.message"))

    def _html(self, request: Request, name: str, *, status: int = 200, **fields: Any) -> Response:
        theme = request.cookies.get(THEME, "")
        fields.setdefault("data", None)
        page = sheets.draw(
            name, public=self._desk.public, path=request.url.path,
            theme=theme if theme in {"light", "dark"} else "",
            query=request.query_params.get("q", "")[:1_000], status=status, **fields,
        )  # fmt: skip
        return Response(page, status_code=status, media_type="text/html")


def _form(take: Callable[[Request, Mapping[str, str]], Response]) -> Any:
    """Read a form, and let ``take`` work on it in a thread of its own."""

    async def endpoint(request: Request) -> Response:
        try:
            body = (await request.body()).decode()
            sent = dict(parse_qsl(body, keep_blank_values=True, max_num_fields=_FIELDS))
        except (ClientDisconnect, ValueError):
            raise HTTPException(400, say("site.notread")) from None
        return await run_in_threadpool(take, request, sent)

    return endpoint


def _named(given: str) -> str | Article:
    """Tell an address from a text; a path is a text like others, nothing here reads files."""
    if given.startswith(("http://", "https://")) and not any(sign.isspace() for sign in given):
        return given
    return articles.make(given, id=f"given-{sha256(given.encode()).hexdigest()[:16]}")


def _moment(request: Request) -> datetime | None:
    """Read the moment of which the page shall be."""
    try:
        return moment(request.query_params.get("as-of") or None)
    except (UsageError, OverflowError):
        raise HTTPException(400, say("asof.odd")) from None


def _data(content: Mapping[str, Any], *, kind: str = "application/json") -> Response:
    return JSONResponse(content, media_type=kind)


def _number(request: Request, name: str, otherwise: int = 0) -> int:
    """Read a number from the address; on a page anything else is as if it were not there."""
    given = request.query_params.get(name)
    if given is None:
        return otherwise
    if given.isascii() and given.isdecimal() and len(given) < 10:
        return int(given)
    _strict(request, name)
    return otherwise


def _strict(request: Request, name: str) -> None:
    """Refuse what a program sends and nobody can read; people get the page without it."""
    if request.url.path.startswith("/api"):
        raise HTTPException(400, say("site.oddvalue", name=name))


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """When the reader was here before; pages that follow within half an hour are one visit."""

    #: end of the visit before this one, ISO 8601; empty on the first
    since: str
    cookie: str

    @classmethod
    def read(cls, cookie: str, now: datetime) -> "Visit":
        before, _, last = cookie[:60].partition("~")
        try:
            new = now - datetime.fromisoformat(last) > _VISIT
        except (ValueError, TypeError):
            before, last, new = "", "", False
        since = last if new else before
        return cls(since=since, cookie=f"{since}~{now.isoformat(timespec='seconds')}")


def _now() -> datetime:
    return datetime.now(UTC)
