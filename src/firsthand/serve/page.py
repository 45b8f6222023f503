"""The reading as one page of HTML that loads nothing: stylesheet inside, no script, no picture."""

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from firsthand.reading import Reading
from firsthand.records import Article
from firsthand.serve.columns import safe
from firsthand.serve.composition import compose
from firsthand.serve.marks import Marks
from firsthand.serve.sheet import Sheet
from firsthand.serve.words import count, say

#: refusals named at the foot
REFUSED = 50
_GAPS = re.compile(r"\n\s*")


def draw(reading: Reading, *, public: bool = False) -> str:
    """Draw ``reading`` as one self-contained page; ``public`` is that it was limited for others.

    Everything that comes from outside is escaped, characters that act on the direction or are no
    characters are neutralised, and links lead to http and https only.
    """
    sheets = compose(reading, public=public)
    anchors = {name: anchor for sheet in sheets for name, anchor in sheet.anchors.items()}
    places = {sheet.story: f"#{sheet.prefix}" for sheet in sheets}
    fields = {
        "sheets": sheets,
        "stories": len(reading.stories),
        "refused": reading.refused[:REFUSED],
        "anchors": anchors,
        "h": Marks(
            lambda words: f"{anchors.get(words.article, '')}:{words.start}-{words.stop}",
            lambda article, title: f"{anchors.get(article.id, '')}:{_where(article, title)}",
        ),
        "rest": {},
        "acting": False,
        "measured": {},
        "claim_at": lambda item: f"#{item.anchor}",
        "story_at": places.get,
        "title": _title(sheets, len(reading.stories)),
        "description": _about(sheets, len(reading.stories)),
        "style": Markup(style()),  # noqa: S704 -- the package's own stylesheet
        "digest": digest(style()),
    }
    page = environment().get_template("page.html").render(fields)
    return tidy(page)


def tidy(page: str) -> str:
    """Take out the room between tags; texts from outside have no line breaks left."""
    return _GAPS.sub("\n", page) + "\n"


def _where(article: Article, title: str) -> str:
    """Tell where a headline stands: it is the article's title, or, without one, words of it."""
    at = -1 if title == article.title else article.text.find(title)
    return "title" if at < 0 else f"{at}-{at + len(title)}"


def _title(sheets: list[Sheet], stories: int) -> str:
    if not sheets:
        return say("page.nothing")
    return say("page.one", title=sheets[0].title) if stories == 1 else say("page.many", n=stories)


def _about(sheets: list[Sheet], stories: int) -> str:
    if not sheets:
        return say("nothing")
    return sheets[0].count if stories == 1 else say("page.stories", n=stories)


@cache
def environment() -> Environment:
    """Return what all pages are drawn with: everything is escaped, and neutralised."""
    environment = Environment(
        loader=PackageLoader("firsthand.serve"),
        autoescape=True,
        finalize=_clean,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        auto_reload=False,
    )
    environment.globals.update(say=say, count=count)
    return environment


def _clean(value: object) -> object:
    """Neutralise what comes from outside; what the templates themselves made is left as it is."""
    return safe(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def style(name: str = "page.css") -> str:
    """Return the stylesheet that all pages share, or another one of the package."""
    sheet = files("firsthand.serve").joinpath("templates", name).read_text(encoding="utf-8")
    sheet = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    return _GAPS.sub("\n", sheet).strip()


def digest(style: str) -> str:
    return base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
