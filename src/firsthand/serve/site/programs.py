"""What programs read: the same as data, feeds, tables, evidence packs."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from firsthand.errors import UsageError
from firsthand.serve.site import (
    description,
    feeds,
    fronts,
    houses,
    kept,
    packs,
    search,
    sheets,
    tables,
)
from firsthand.serve.site.feeds import Entry
from firsthand.serve.site.parameters import desk, now, number, query
from firsthand.serve.words import say

#: stories that a program is given at once
MOST = 200


def api_description(_: Request) -> Response:
    return _data(description.document())


def api_stories(request: Request) -> Response:
    most = number(request, "most", fronts.STORIES, most=MOST)
    found = desk(request).library.stories(most=most, after=number(request, "after"))
    return _data({"stories": [asdict(one) for one in found]})


def api_story(request: Request) -> Response:
    return _data(desk(request).reading(request.path_params["story"]).to_json())


def api_claim(request: Request) -> Response:
    reading = desk(request).reading(request.path_params["story"]).to_json()
    for claim in reading["stories"][0]["claims"]:
        if claim["id"] == request.path_params["claim"]:
            return _data(claim)
    raise UsageError(say("site.noclaim"))


def api_history(request: Request) -> Response:
    found = desk(request).library.pages.article(request.path_params["article"])
    return _data(asdict(desk(request).history(found.article)))


def api_outlet(request: Request) -> Response:
    found = desk(request).library.pages.outlet(request.path_params["outlet"], most=fronts.STORIES)
    known = asdict(replace(found, latest=()))
    return _data(known | {"latest": [article.id for article in found.latest]})


def api_search(request: Request) -> Response:
    found = search.read(request)
    stories = [{"href": one.href, "title": one.title, "about": one.count} for one in found.lines]
    hits = [asdict(hit) for hit in found.hits]
    known = {"query": found.query, "kind": found.kind, "given": found.given}
    return _data({**known, "hits": hits, "stories": stories})


def atom(request: Request) -> Response:
    return atom_of(request, say("site.stories"), _latest(request))


def json_feed(request: Request) -> Response:
    return _json_feed(request, say("site.stories"), _latest(request))


def search_atom(request: Request) -> Response:
    return atom_of(request, query(request), _looked(request))


def search_json(request: Request) -> Response:
    return _json_feed(request, query(request), _looked(request))


def outlet_atom(request: Request) -> Response:
    return atom_of(request, *_printed(request))


def outlet_json(request: Request) -> Response:
    return _json_feed(request, *_printed(request))


def story_atom(request: Request) -> Response:
    return atom_of(request, *_told(request))


def story_json(request: Request) -> Response:
    return _json_feed(request, *_told(request))


def _latest(request: Request) -> list[Entry]:
    latest = desk(request).library.stories(most=fronts.STORIES)
    return feeds.stories(desk(request).lines(one.id for one in latest))


def _looked(request: Request) -> list[Entry]:
    return feeds.stories(search.read(request, "stories").lines)


def _printed(request: Request) -> tuple[str, list[Entry]]:
    known = desk(request).library.pages.outlet(request.path_params["outlet"], most=fronts.STORIES)
    page = houses.outlet(desk(request), known)
    return page.name, feeds.reports(page)


def _told(request: Request) -> tuple[str, list[Entry]]:
    view = desk(request).view(request.path_params["story"])
    return view.story.title[1], feeds.told(view, fronts.STORIES, public=desk(request).public)


def atom_of(request: Request, title: str, entries: list[Entry]) -> Response:
    written = feeds.atom(
        f"{title} · firsthand", entries, str(request.base_url), _here(request), now(request)
    )
    return Response(written, media_type="application/atom+xml")


def _json_feed(request: Request, title: str, entries: list[Entry]) -> Response:
    found = feeds.json_feed(
        f"{title} · firsthand", entries, str(request.base_url), _here(request)
    )  # fmt: skip
    return _data(found, kind="application/feed+json")


def _here(request: Request) -> str:
    """Return the address that was asked, on this site; no token stands in it."""
    asked = urlencode([pair for pair in request.query_params.multi_items() if pair[0] != "token"])
    path = quote(request.url.path, safe="/%")
    return f"{path}?{asked}" if asked else path


def pack(request: Request) -> Response:
    reading, sums = desk(request).evidence(request.path_params["story"])
    return Response(
        packs.write(reading, sums, public=desk(request).public), media_type="application/zip",
        headers={"content-disposition": 'attachment; filename="evidence.zip"'},
    )  # fmt: skip


def claim_pack(request: Request) -> Response:
    reading, sums = desk(request).evidence(request.path_params["story"])
    view = desk(request).joined(reading)
    claim = view.by_id.get(request.path_params["claim"])
    if claim is None:
        raise UsageError(say("site.noclaim"))
    return Response(
        packs.write_claim(view, claim, sums), media_type="application/zip",
        headers={"content-disposition": 'attachment; filename="claim.zip"'},
    )  # fmt: skip


def claims_table(request: Request) -> Response:
    view = desk(request).view(request.path_params["story"])
    return _table(tables.claims(view), "claims")


def reports_table(request: Request) -> Response:
    view = desk(request).view(request.path_params["story"])
    return _table(tables.reports(view), "reports")


def hits_table(request: Request) -> Response:
    return _table(tables.hits(search.read(request)), "found")


def _table(written: str, name: str) -> Response:
    # the mark tells spreadsheets that it is UTF-8
    return Response(
        f"\ufeff{written}", media_type="text/csv",
        headers={"content-disposition": f'attachment; filename="{name}.csv"'},
    )  # fmt: skip


def stylesheet(_: Request) -> Response:
    return _static(sheets.stylesheet(), "text/css")


def script(_: Request) -> Response:
    return _static(sheets.script(), "text/javascript")


def _static(content: str, kind: str) -> Response:
    return Response(content, media_type=kind, headers={"cache-control": "max-age=3600"})


def nothing(_: Request) -> Response:
    return Response(status_code=204)


def _data(content: Mapping[str, Any], *, kind: str = "application/json") -> Response:
    return JSONResponse(content, media_type=kind)


ROUTES = [
    Route("/stories.atom", kept.page(atom)),
    Route("/stories.json", kept.page(json_feed)),
    Route("/search.atom", kept.page(search_atom)),
    Route("/search.json", kept.page(search_json)),
    Route("/stories/{story}/reports.atom", kept.page(story_atom)),
    Route("/stories/{story}/reports.json", kept.page(story_json)),
    Route("/outlets/{outlet:path}/reports.atom", kept.page(outlet_atom)),
    Route("/outlets/{outlet:path}/reports.json", kept.page(outlet_json)),
    Route("/stories/{story}/pack.zip", pack),
    Route("/stories/{story}/claims/{claim}/pack.zip", claim_pack),
    Route("/stories/{story}/claims.csv", claims_table),
    Route("/stories/{story}/reports.csv", reports_table),
    Route("/search.csv", hits_table),
    Route("/api", api_description),
    Route("/api/stories", kept.page(api_stories)),
    Route("/api/stories/{story}", kept.page(api_story)),
    Route("/api/stories/{story}/claims/{claim}", kept.page(api_claim)),
    Route("/api/articles/{article:path}/history", api_history),
    Route("/api/outlets/{outlet:path}", kept.page(api_outlet)),
    Route("/api/search", kept.page(api_search)),
    Route("/static/page.css", stylesheet),
    Route("/static/page.js", script),
    Route("/favicon.ico", nothing),
]
