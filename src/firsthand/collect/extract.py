"""An article out of an HTML page: its main text, what the page says of itself, its links."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from firsthand.collect import metadata
from firsthand.collect.articles import make
from firsthand.collect.credits import names_source
from firsthand.errors import Refused
from firsthand.records import Article, Link
from firsthand.settings import DEFAULT
from firsthand.text.language import detect

#: anchors of running text that are looked for again in the extracted text
_MAX_LINKS = 500
#: an anchor of more than this share of its line is the line: a heading or a teaser
_WHOLE_LINE = 0.6
#: more attributes in one element than any page has; the parser's time grows with their square
_MAX_ATTRIBUTES = 2_000
_BIG_TAG = re.compile(r"<[a-zA-Z][^<>]{20000,}")


class _Anchor(NamedTuple):
    words: str
    url: str


def extract(
    html: str,
    *,
    url: str | None = None,
    fetched: datetime | None = None,
    id: str | None = None,  # noqa: A002 - the word of the public face
    source: str = "",
) -> Article:
    """Article of a page; ``fetched`` is when the page was read, ``url`` its address.

    The main text is trafilatura's (Barbaresi 2021), metadata are read from JSON-LD first. Raises
    ``Refused`` if the page is empty, too large, built to stall a parser, or has no main text.
    """
    tree = _parse(html, source)
    about = metadata.read(tree, url)
    address = url or about.canonical
    anchors = list(_anchors(tree, address))
    text = _main_text(tree)
    if not text:
        raise Refused(
            "no main text was found in the page; save the article's own page", source=source
        )
    return make(
        text,
        id=id,
        title=about.title,
        url=address,
        outlet=about.outlet,
        byline=about.byline,
        published=about.published,
        seen=fetched,
        language=about.language if detect(text) == "und" else None,
        canonical=about.canonical,
        links=_located(text, anchors, address),
        source=source,
    )


def _parse(html: str, source: str) -> Any:
    if not html.strip():
        raise Refused("the page is empty; there is nothing to read", source=source)
    if len(html) > DEFAULT.max_document:
        raise Refused(
            f"the page has {len(html):,} characters, more than the {DEFAULT.max_document:,} that are read",
            source=source,
        )
    if any(tag.group().count("=") > _MAX_ATTRIBUTES for tag in _BIG_TAG.finditer(html)):
        raise Refused(
            "an element of the page has thousands of attributes; no article is built so",
            source=source,
        )
    from lxml import etree  # noqa: PLC0415 - start-up time
    from lxml import html as pages  # noqa: PLC0415

    parser = pages.HTMLParser(encoding="utf-8", huge_tree=False)
    try:
        tree = pages.document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise Refused(f"the page is not HTML that can be read ({error})", source=source) from error
    return tree


def _main_text(tree: Any) -> str:
    import trafilatura  # noqa: PLC0415 - takes a third of a second to import

    document = trafilatura.bare_extraction(
        tree, fast=True, include_comments=False, include_tables=True
    )
    return str(document.text or "").strip() if document is not None else ""


def _anchors(tree: Any, base: str | None) -> Iterator[_Anchor]:
    found = tree.xpath("//p//a[@href]|//li//a[@href]|//blockquote//a[@href]")
    for element in found[:_MAX_LINKS]:
        words = " ".join(element.text_content().split())
        url = _absolute(element.get("href"), base)
        if url and len(words) > 1:
            yield _Anchor(words, url)


def _absolute(href: str, base: str | None) -> str | None:
    try:
        url = urljoin(base or "", href.strip())
        return url if urlsplit(url).scheme in {"http", "https"} else None
    except ValueError:
        return None


def _located(text: str, anchors: list[_Anchor], address: str | None) -> list[Link]:
    """Links where their words stand in the text, in the order of the page."""
    host = urlsplit(address).hostname if address else None
    links = []
    place = 0
    for anchor in anchors:
        start = text.find(anchor.words, place)
        if start < 0:
            continue
        place = start + len(anchor.words)
        kind = _kind(
            text, start, place, same=host is not None and urlsplit(anchor.url).hostname == host
        )
        links.append(Link(start=start, stop=place, url=anchor.url, kind=kind))
    return links


def _kind(text: str, start: int, stop: int, *, same: bool) -> str:
    """Inside a sentence or after "Source:" a link cites; one that is its line leads elsewhere."""
    line_start = text.rfind("\n", 0, start) + 1
    line_stop = text.find("\n", stop)
    line = text[line_start : line_stop if line_stop >= 0 else len(text)]
    if stop - start > _WHOLE_LINE * len(line) and not names_source(line):
        return "related"
    return "self" if same else "source"
