"""Pages of the site, drawn from their templates."""

import re
from functools import cache
from importlib.resources import files
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from firsthand.records import Article
from firsthand.serve.marks import Marks
from firsthand.serve.measured import beside
from firsthand.serve.page import environment, style, tidy
from firsthand.serve.site.parameters import desk, query
from firsthand.serve.spans import Words

#: remembers which colours a reader chose
THEME = "firsthand_theme"


def answer(
    request: Request, name: str, *, title: str, status: int = 200, **fields: Any
) -> Response:
    """Answer with the page ``name``."""
    theme = request.cookies.get(THEME, "")
    page = draw(
        name, title=title, public=desk(request).public, path=request.url.path, query=query(request),
        theme=theme if theme in {"light", "dark"} else "", **fields,
    )  # fmt: skip
    return Response(page, status_code=status, media_type="text/html")


def draw(name: str, *, public: bool, **fields: Any) -> str:
    """Draw the page ``name``; what most pages have alike need not be given."""
    alike = {
        "public": public, "acting": not public, "data": None, "live": None, "feed": "/stories.atom",
        "measured": beside(),
    }  # fmt: skip

    def place(words: Words) -> str:
        return f"{words.article}:{words.start}-{words.stop}"

    def titled(article: Article, title: str) -> str:
        at = -1 if title == article.title else article.text.find(title)
        return f"{article.id}:title" if at < 0 else f"{article.id}:{at}-{at + len(title)}"

    template = environment().get_template(f"site/{name}.html")
    return tidy(template.render({**alike, **fields}, h=Marks(place, titled)))


@cache
def stylesheet() -> str:
    """Return the stylesheet: that of all pages, the site's own, and the reader's choice of colours."""
    dark = re.compile(
        r"@media screen and \(prefers-color-scheme:dark\)\{:root\{(.*?)\}\}", re.DOTALL
    )
    chosen = (
        r"@media screen and (prefers-color-scheme:dark){:root:not([data-theme=light]){\1}}"
        "\n"
        r"@media screen{:root[data-theme=dark]{color-scheme:dark;\1}:root[data-theme=light]{color-scheme:light}}"
    )
    return dark.sub(chosen, style()) + "\n" + _own("site.css")


@cache
def script() -> str:
    """Return the script of the site, which spares whole pages; they do without it."""
    return _own("page.js")


def _own(name: str) -> str:
    return files("firsthand.serve").joinpath("templates/site", name).read_text(encoding="utf-8")
