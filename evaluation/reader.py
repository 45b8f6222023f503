"""What the pages make of hostile content: markup in every field, search strings, redirect targets."""

import csv
import io
import json
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from evaluation import shared
from evaluation.caller import call
from evaluation.cases import Case, Cases, measures
from firsthand.collect import articles
from firsthand.library import Library
from firsthand.records import Article, Link, Outlet

MEASURES = {
    "markup": ("markup from outside that acts", "bleach 2 act, lxml_html_clean 63"),
    "searches": ("search strings answered", "FTS5 as it is: 30 of 83"),
    "redirects": ("redirects stay on the site", ""),
    "cells": ("cells that stay text", ""),
}
#: what may not stand in a page of ours, whoever wrote it
_ACTIVE = frozenset(
    "script iframe frame object embed base img svg math video audio source style applet".split()
)
#: the one script of the pages, a file of the site; see docs/decisions/0010
_OWN_SCRIPT = {"src": "/static/page.js", "defer": ""}
_ADDRESSES = ("href", "src", "action", "formaction", "xlink:href", "data", "poster")


def _markup(folder: Path) -> Iterator[Case]:
    """Put each payload into every field of an article, and look at all its pages for what acts."""
    import html5lib  # noqa: PLC0415 -- a tool of development

    from firsthand.serve.site import application  # noqa: PLC0415 -- an extra

    rows = list(shared.rows(folder / "xss_payloads.jsonl"))
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "library.db"
        with Library(path) as library:
            library.add([_article(row["id"], row["input"]) for row in rows])
            stories = library.stories(most=1_000)
        site = application(path)
        seen: dict[str, str] = {}
        for heading in stories:
            here = f"/stories/{quote(heading.id, safe='')}"
            held = json.loads(call(site, f"/api{here}").body)["articles"]
            pages = [here, f"{here}/claims"]
            pages += [f"{here}/articles/{quote(one['id'], safe='')}" for one in held]
            for page in pages:
                answer = call(site, page)
                tree = html5lib.parse(answer.text, namespaceHTMLElements=False)
                status = answer.status
                found = next(_acting(tree), "") or ("" if status == 200 else f"status {status}")
                for one in held:
                    if found:
                        seen.setdefault(one["id"], f"{page}: {found}")
        for row in rows:
            name = row["id"]
            yield Case(f"page {name}", "markup", name not in seen, seen.get(name, ""))


def _article(name: str, payload: str) -> Article:
    text = f"{payload}\n\nThe ferry {name} sank on Monday, the pilot {payload} said.\n\n{payload}"
    made = articles.make(text, id=name)
    address = payload.strip()[:500]
    return replace(
        made, title=payload[:2_000] or None, byline=(payload[:200],), url=address,
        canonical=address, outlet=Outlet(name=payload[:200] or "x", domain=None, owner=None),
        links=(Link(start=0, stop=min(10, len(made.text)), url=address, kind="source"),),
    )  # fmt: skip


def _acting(tree: Any) -> Iterator[str]:
    """Find what acts in a page by itself or by a click."""
    for element in tree.iter():
        tag = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        if tag in _ACTIVE and not _is_ours(tag, element):
            yield f"<{tag}>"
        for name, value in element.attrib.items():
            plain = str(name).casefold()
            if plain.startswith("on") or plain in {"style", "srcdoc"}:
                yield f"{tag} {plain}"
            if plain in _ADDRESSES and not _harmless(value):
                yield f"{tag} {plain}={value[:80]}"


def _is_ours(tag: str, element: Any) -> bool:
    """Whether it is a drawing of ours, or the script that every page names, with nothing in it."""
    if tag == "script":
        return element.attrib == _OWN_SCRIPT and not element.text
    return tag == "svg" and element.get("aria-hidden") == "true"


def _harmless(value: str) -> bool:
    scheme = urlsplit(value.strip()).scheme if ":" in value.partition("/")[0] else ""
    return not scheme or scheme in {"http", "https"}


def _searches(folder: Path) -> Iterator[Case]:
    from firsthand.serve.site import application  # noqa: PLC0415 -- an extra

    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "library.db"
        with Library(path) as library:
            library.add([articles.make("COVID-19 rules eased, O'Brien said.", id="a")])
        site = application(path)
        for row in shared.rows(folder / "fts_queries.jsonl"):
            long = row["repeat"] or {"head": "", "prefix_of_length_used_in_probe": 0}
            whole = long["head"] * (long["prefix_of_length_used_in_probe"] // 50)
            asked = row["query"] if row["query"] is not None else whole
            asked = quote(asked.encode("utf-8", "surrogatepass")[:2_500])
            status = call(site, f"/search?q={asked}").status
            yield Case(f"search {row['id']}", "searches", status in {200, 400, 414}, str(status))


def _redirects(folder: Path) -> Iterator[Case]:
    from firsthand.serve.site import guard  # noqa: PLC0415 -- an extra

    for number, row in enumerate(shared.rows(folder / "redirect_targets.jsonl")):
        given = guard.local(row["target"])
        inside = given.startswith("/") and given[1:2] not in {"/", "\\"}
        yield Case(f"redirect {number}", "redirects", inside, given)


def _cells(folder: Path) -> Iterator[Case]:
    """Write each cell into a table, and read it back as a spreadsheet would."""
    from firsthand.serve.site import tables  # noqa: PLC0415 -- an extra

    for number, row in enumerate(shared.rows(folder / "csv_cells.jsonl")):
        written = tables.write(("a", "b"), [(row["input"], "7")])
        [_, (cell, other)] = csv.reader(io.StringIO(written, newline=""))
        same = cell.removeprefix("'") == row["input"] and other == "7"
        begins = "".join(sign for sign in cell if sign.isprintable()).lstrip()[:1]
        held = same and begins not in {"=", "+", "-", "@", "＝"}
        yield Case(f"cell {number}", "cells", held, repr(cell))


class Reader(Cases):
    name = "trust-reader"
    needs = ("starlette.applications:Starlette",)
    measures = measures(MEASURES)
    parts = (_markup, _searches, _redirects, _cells)

    def files(self) -> list[Path]:
        names = ("xss_payloads", "fts_queries", "redirect_targets", "csv_cells")
        return [self.data / "trust" / f"{name}.jsonl" for name in names]
