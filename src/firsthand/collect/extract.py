"""An article out of an HTML page: its main text, what the page says of itself, its links."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from firsthand.collect import (
    addresses,
    blocks,
    bodies,
    fronts,
    gates,
    hidden,
    metadata,
    rights,
    seams,
    states,
)
from firsthand.collect.articles import make
from firsthand.collect.blocks import Blocks
from firsthand.collect.credits import names_source
from firsthand.collect.metadata import Metadata
from firsthand.collect.rights import Signal
from firsthand.errors import Refused
from firsthand.records import Article, Link
from firsthand.settings import DEFAULT
from firsthand.text.language import UNCODED, UNKNOWN, detect

#: no article links to more pages
_MAX_LINKS = 500
#: an anchor of more than this share of its line is the line: a heading or a teaser
_WHOLE_LINE = 0.6
#: characters of a text that may be what stands in the place of one that a script makes
_LITTLE = 200
#: more attributes in one element than any page has; the parser's time grows with their square
_MAX_ATTRIBUTES = 2_000
_BIG_TAG = re.compile(r"<[a-zA-Z][^<>]{20000,}")


def extract(
    html: str,
    *,
    url: str | None = None,
    fetched: datetime | None = None,
    id: str | None = None,  # noqa: A002 - the word of the public face
    source: str = "",
    signals: Sequence[Signal] = (),
) -> Article:
    """Article of a page; ``fetched`` is when the page was read, ``url`` its address.

    ``signals`` are what its site and the headers say of rights; the page's own come after them.

    The main text is trafilatura's (Barbaresi 2021), metadata are read from JSON-LD first. Raises
    ``Refused`` if the page is empty, too large, built to stall a parser, or has no main text.
    """
    tree = _parse(html, source)
    about = metadata.read(tree, url)
    address = url or about.canonical
    hidden.leave_out(tree)
    seams.close(tree)
    found = blocks.marked(_main(tree, about, source), about.titles, about.byline)
    text = found.text
    _refuse(tree, text, about, address, source)
    article = make(
        text,
        id=id,
        title=about.title,
        url=address,
        outlet=about.outlet,
        byline=about.byline,
        published=about.published,
        seen=fetched,
        language=_language(text, about.language),
        canonical=about.canonical,
        links=_links(found, address),
        marks=found.marks,
        source=source,
    )
    partial = gates.flags(tree, text, address, free=about.free)
    return replace(article, flags=(*rights.flags((*signals, *about.rights)), *partial))


def _main(tree: Any, about: Metadata, source: str) -> Blocks:
    """Find the main text, if need be among the data of a page that a script makes."""
    found = bodies.agreed(blocks.read(tree), tree, about.body)
    if len(found.text) < _LITTLE and (kept := states.markup(tree)):
        again = blocks.read(_parse(f"<article>{kept}</article>", source))
        return max(found, again, key=lambda one: len(one.text))
    return found


def _refuse(tree: Any, text: str, about: Metadata, address: str | None, source: str) -> None:
    """Raise ``Refused`` for a page that is no article."""
    titles = (*about.titles, about.window)
    gates.refuse(tree, text, titles, article=about.article, source=source)
    if not text:
        raise Refused(
            "no main text was found in the page; save the article's own page", source=source
        )
    if not about.article and fronts.is_list(tree, text, address):
        raise Refused(
            "the page lists articles and is none itself; give one of them, or keep it as a source",
            source=source,
        )


def _language(text: str, declared: str | None) -> str | None:
    """What a page says of its language, where its text does not tell; templates say English of all."""
    found = detect(text)
    return declared if found == UNKNOWN or (found == UNCODED and declared != "en") else None


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
    if "<" not in html:
        raise Refused(
            "it is no HTML, as it has no markup; give the article's own page", source=source
        )
    from lxml import etree  # noqa: PLC0415 - start-up time
    from lxml import html as pages  # noqa: PLC0415

    parser = pages.HTMLParser(encoding="utf-8", huge_tree=False)
    try:
        tree = pages.document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise Refused(f"the page is not HTML that can be read ({error})", source=source) from error
    return tree


def _links(found: Blocks, address: str | None) -> list[Link]:
    """Links of the text in its order."""
    here = addresses.site(address)
    links = []
    for anchor in found.anchors[:_MAX_LINKS]:
        if url := addresses.web(address or "", anchor.href):
            same = bool(here) and addresses.site(url) == here
            kind = _kind(found.text, anchor.start, anchor.stop, same=same)
            links.append(Link(start=anchor.start, stop=anchor.stop, url=url, kind=kind))
    return links


def _kind(text: str, start: int, stop: int, *, same: bool) -> str:
    """Inside a sentence or after "Source:" a link cites; one that is its line leads elsewhere."""
    line_start = text.rfind("\n", 0, start) + 1
    line_stop = text.find("\n", stop)
    line = text[line_start : line_stop if line_stop >= 0 else len(text)]
    if stop - start > _WHOLE_LINE * len(line) and not names_source(line):
        return "related"
    return "self" if same else "source"
