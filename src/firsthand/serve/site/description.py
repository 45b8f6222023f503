"""The interface for programs, described (OpenAPI 3.1)."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

from firsthand.serve.site.found import KINDS
from firsthand.serve.site.search import LANGUAGES, TESTS

_TEXT: dict[str, Any] = {"type": "string"}
_NUMBER: dict[str, Any] = {"type": "integer", "minimum": 0, "maximum": 999_999_999}
_DAY: dict[str, Any] = {"type": "string", "anyOf": [{"format": "date"}, {"maxLength": 0}]}
_MAYBE: dict[str, Any] = {"type": ["string", "null"]}
_NULLABLE: dict[str, Any] = {"type": ["integer", "null"]}
_ERROR = {
    "description": "What is wrong.",
    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}},
}


@cache
def document() -> dict[str, Any]:
    """Return the description: every address, what it takes, what it answers."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "firsthand",
            "version": "1",
            "description": "Stories, claims and their origins, as the pages show them. Offsets are "
            "code points into the text of an article. Where others than the owner of the library "
            "can read, texts hold spaces but for the words that carry claims.",
        },
        "paths": {
            "/api": _get("This description.", {"type": "object"}),
            "/api/stories": _get(
                "Stories, those with the latest news first.",
                _object(stories=_list("Heading")),
                _query("most", _NUMBER | {"maximum": 200}),
                _query("after", _NUMBER),
            ),
            "/api/stories/{story}": _get(
                "A story in full, in the form firsthand/1.",
                {"$ref": "#/components/schemas/Reading"},
                _path("story"),
            ),
            "/api/stories/{story}/claims/{claim}": _get(
                "A claim of a story, as it stands in the story.",
                {"type": "object"}, _path("story"), _path("claim"),
            ),
            "/api/watch": _get(
                "What is watched, and what of it is new: each is told once. Nothing is noted. Only on "
                "the computer that holds the library.",
                _object(watches=_list("Watch"), alerts=_list("Alert")), _query("after", _NUMBER),
            ),
            "/api/watch/{watch}": _get(
                "What a watch told, and would have told before it began, in the last 30 days.",
                _object(watches=_list("Watch"), alerts=_list("Alert")), _path("watch"), _query("after", _NUMBER),
            ),
            "/api/articles/{article}/history": _get(
                "Versions of an article, and what became of it.",
                _object(
                    versions={"type": "array", "items": {"type": "object"}},
                    marks={"type": "array"}, sightings={"type": "array"},
                ),
                _path("article"),
            ),
            "/api/outlets/{outlet}": _get(
                "An outlet or agency by what it prints: how much of it is its own, whom it cites.",
                {"type": "object"}, _path("outlet"),
            ),
            "/api/search": _get(
                "Articles or claims that hold all words of a query, or stories of such articles.",
                _object(
                    query=_TEXT, kind=_TEXT, given={"type": "object"}, hits=_list("Hit"),
                    stories=_list("Found"),
                ),
                _query("q", _TEXT),
                _query("in", {"type": "string", "enum": list(KINDS)}),
                _query("outlet", _TEXT),
                _query("language", {"type": "string", "enum": list(LANGUAGES)}),
                _query("since", _DAY),
                _query("until", _DAY),
                *(
                    _query(name, {"type": "string", "enum": ["", *values]})
                    for name, values in TESTS.items()
                ),
            ),
            "/api/owners": _get(
                "What owners of sites asked to have deleted, the latest first. ``altered`` is the "
                "first line of the record that is not as it was written.",
                _object(requests=_list("Asked"), altered=_NUMBER | _NULLABLE),
                _query("most", _NUMBER | {"maximum": 200}),
                _query("after", _NUMBER),
            ),
            "/api/owners/{request}": _get(
                "One of these requests; what proves it, and where it has to stand; how many articles "
                "that it covers are here in spite of it.",
                _asked(token=_TEXT, proof_at=_TEXT, back=_NUMBER | _NULLABLE),
                _path("request"),
            ),
            **_files(),
        },
        "components": {
            "schemas": {
                "Error": _object(error=_TEXT),
                "Watch": _object(
                    number=_NUMBER, words=_MAYBE, story=_MAYBE, kind=_MAYBE, since=_TEXT
                ),
                "Alert": _object(
                    watch=_NUMBER, kind=_TEXT, story=_TEXT, about=_TEXT, words=_TEXT, what=_TEXT,
                    sides={"type": "array", "items": _TEXT}, at=_TEXT, new={"type": "boolean"},
                ),
                "Heading": _object(
                    id=_TEXT, title=_TEXT, articles=_NUMBER, latest=_TEXT,
                    independent_origins={"type": ["object", "null"]},
                ),
                "Hit": _object(
                    href=_TEXT, title=_MAYBE, words=_TEXT, place=_TEXT, about=_TEXT, story=_TEXT,
                    at=_TEXT, when=_TEXT, lead=_TEXT,
                ),
                "Found": _object(href=_TEXT, title=_TEXT, about=_TEXT),
                "Asked": _asked(),
                "Reading": _schema(),
            }
        },
    }  # fmt: skip


def _files() -> dict[str, Any]:
    """Describe what programs are given that is not JSON of this form."""
    atom, feed = "application/atom+xml", "application/feed+json"
    table, archive = "text/csv", "application/zip"
    story, claim, outlet = _path("story"), _path("claim"), _path("outlet")
    words = _query("q", _TEXT)
    return {
        "/stories.atom": _file("The latest stories.", atom),
        "/stories.json": _file("The latest stories.", feed),
        "/search.atom": _file("Stories whose reports hold these words.", atom, words),
        "/search.json": _file("Stories whose reports hold these words.", feed, words),
        "/search.csv": _file("What a search found.", table, words),
        "/outlets/{outlet}/reports.atom": _file("The latest of an outlet.", atom, outlet),
        "/outlets/{outlet}/reports.json": _file("The latest of an outlet.", feed, outlet),
        "/watch/{watch}/alerts.atom": _file("The last 30 days of a watch.", atom, _path("watch")),
        "/stories/{story}/reports.atom": _file("The reports of a story.", atom, story),
        "/stories/{story}/reports.json": _file("The reports of a story.", feed, story),
        "/stories/{story}/claims.csv": _file("The claims of a story.", table, story),
        "/stories/{story}/reports.csv": _file("All reports of these claims.", table, story),
        "/stories/{story}/pack.zip": _file("Evidence pack of a story.", archive, story),
        "/stories/{story}/claims/{claim}/pack.zip": _file(
            "Evidence pack of a claim.", archive, story, claim
        ),
    }


def _file(summary: str, kind: str, *parameters: dict[str, Any]) -> dict[str, Any]:
    made = _get(summary, {}, *parameters)
    answers = made["get"]["responses"]
    answers["200"]["content"] = {kind: {}}
    page = {"description": "What is wrong.", "content": {"text/html": {}}}
    answers.update({status: page for status in answers if status in {"400", "404", "405", "503"}})
    return made


def _asked(**more: dict[str, Any]) -> dict[str, Any]:
    """Describe a request of an owner; others learn of a site only when its owner proved it theirs."""
    numbers = (
        "number",
        "pages",
        "articles",
        "others",
        "sources",
        "looked_for",
        "elsewhere",
        "found",
    )
    times = ("proved", "deadline", "deleted", "wiped")
    return _object(
        asked=_TEXT, seal=_TEXT, site=_MAYBE,
        state={"type": "string", "enum": ["asked", "proved", "deleted", "withdrawn"]},
        proof={"type": ["string", "null"], "enum": ["file", "person", None]},
        **dict.fromkeys(numbers, _NUMBER), **dict.fromkeys(times, _MAYBE), **more,
    )  # fmt: skip


def _schema() -> dict[str, Any]:
    written = files("firsthand.schema").joinpath("firsthand-1.schema.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(written)
    # its own references count from its own root
    text = json.dumps({k: v for k, v in found.items() if not k.startswith("$") or k == "$defs"})
    moved: dict[str, Any] = json.loads(text.replace('"#/', '"#/components/schemas/Reading/'))
    return moved


def _get(summary: str, schema: dict[str, Any], *parameters: dict[str, Any]) -> dict[str, Any]:
    answer = {"description": summary, "content": {"application/json": {"schema": schema}}}
    answers = {"200": answer, **dict.fromkeys(("400", "404", "405", "503"), _ERROR)}
    # before an address is looked at, answers are plain
    plain = {"description": "What is wrong.", "content": {"text/plain": {}}}
    answers |= dict.fromkeys(("401", "403", "414", "421"), plain)
    if any(one["name"] == "article" for one in parameters):
        answers["410"] = _ERROR  # deleted at its owner's request
    return {"get": {"summary": summary, "parameters": list(parameters), "responses": answers}}


def _object(**properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": sorted(properties)}


def _list(name: str) -> dict[str, Any]:
    return {"type": "array", "items": {"$ref": f"#/components/schemas/{name}"}}


def _path(name: str) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": _TEXT | {"minLength": 1}}


def _query(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "schema": schema}
