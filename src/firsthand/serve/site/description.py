"""The interface for programs, described (OpenAPI 3.1)."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

from firsthand.serve.site.found import KINDS
from firsthand.serve.site.search import LANGUAGES, TESTS

_TEXT: dict[str, Any] = {"type": "string"}
_NUMBER: dict[str, Any] = {"type": "integer", "minimum": 0, "maximum": 999_999_999}
_MAYBE: dict[str, Any] = {"type": ["string", "null"]}
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
                _query("since", {"type": "string", "format": "date"}),
                _query("until", {"type": "string", "format": "date"}),
                *(
                    _query(name, {"type": "string", "enum": ["", *values]})
                    for name, values in TESTS.items()
                ),
            ),
        },
        "components": {
            "schemas": {
                "Error": _object(error=_TEXT),
                "Heading": _object(
                    id=_TEXT, title=_TEXT, articles=_NUMBER, latest=_TEXT,
                    independent_origins={"type": ["object", "null"]},
                ),
                "Hit": _object(href=_TEXT, title=_MAYBE, words=_TEXT, place=_TEXT, about=_TEXT),
                "Found": _object(href=_TEXT, title=_TEXT, about=_TEXT),
                "Reading": _schema(),
            }
        },
    }  # fmt: skip


def _schema() -> dict[str, Any]:
    written = files("firsthand.schema").joinpath("firsthand-1.schema.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(written)
    # its own references count from its own root
    text = json.dumps({k: v for k, v in found.items() if not k.startswith("$") or k == "$defs"})
    moved: dict[str, Any] = json.loads(text.replace('"#/', '"#/components/schemas/Reading/'))
    return moved


def _get(summary: str, schema: dict[str, Any], *parameters: dict[str, Any]) -> dict[str, Any]:
    answer = {"description": summary, "content": {"application/json": {"schema": schema}}}
    answers = {"200": answer, **dict.fromkeys(("400", "401", "404", "405", "414", "421"), _ERROR)}
    return {"get": {"summary": summary, "parameters": list(parameters), "responses": answers}}


def _object(**properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": sorted(properties)}


def _list(name: str) -> dict[str, Any]:
    return {"type": "array", "items": {"$ref": f"#/components/schemas/{name}"}}


def _path(name: str) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": _TEXT | {"minLength": 1}}


def _query(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "schema": schema}
