"""What a document from outside is, and the articles in it. Every parser here runs on a budget."""

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, BinaryIO

from firsthand.collect import archives, budget, charsets, rights
from firsthand.collect.archives import Capture
from firsthand.collect.rights import Reserved
from firsthand.errors import Refused
from firsthand.records import Article
from firsthand.settings import DEFAULT

if TYPE_CHECKING:
    from firsthand.collect.sources import Known, Spread

#: seconds for a feed: one of 10,000 entries takes four
FEED_SECONDS = 15.0
#: text of a feed that has so many words is the article; what has fewer announces it
FULL_WORDS = 150
_ROOT = re.compile(
    rb"<(?:[a-zA-Z]{1,20}:)?(?P<name>rss|feed|rdf|channel|urlset|sitemapindex|opml|html|body)[\s>:/]",
    re.IGNORECASE,
)
_KINDS = {
    **dict.fromkeys((b"rss", b"feed", b"rdf", b"channel"), "feed"),
    **dict.fromkeys((b"urlset", b"sitemapindex"), "sitemap"),
    b"opml": "opml",
}
_HEAD = 4_096
#: captures, and bytes of them, that are given out together where their pages are read by many
PORTION, PORTION_BYTES = 64, 64_000_000
#: addresses to which sites send those who are not signed in, or have not agreed: a path, or a host
_GATE = re.compile(
    r"/(?:log-?in|sign-?in|sign-?up|consent|captcha|challenge|authenticate|paywall)"
    r"(?:-(?:page|required|wall|form|check))?(?:[/._?]|$)"
    r"|^https?://(?:consent|my-?privacy|log-?in|sign-?in|sso|auth|accounts?|captcha)\.",
    re.IGNORECASE,
)


def kind(body: bytes, mime: str = "") -> str:
    """Tell what a document is: archive, feed, sitemap, opml, page or other."""
    if archives.is_archive(body[:_HEAD]):
        return "archive"
    if mime.startswith(("image/", "video/", "audio/", "font/")) or is_packed(body):
        return "other"
    head = body[:_HEAD].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if head.startswith(b"{"):
        return "feed" if b"jsonfeed.org" in head else "other"
    if b"<" not in head:
        return "other"
    root = _ROOT.search(head)
    return _KINDS.get(root["name"].lower(), "page") if root else "page"


def is_packed(body: bytes) -> bool:
    """Whether a document is packed with gzip."""
    return body.startswith(b"\x1f\x8b")


def is_gate(url: str) -> bool:
    """Whether an address is that of a page to sign in or agree on, not of an article."""
    return _GATE.search(url.partition("?")[0]) is not None


def page(
    body: bytes,
    *,
    url: str,
    headers: Mapping[str, str] | None = None,
    fetched: datetime | None = None,
    source: str = "",
    reserved: Reserved | None = None,
) -> Article:
    """Article of a page; ``Refused`` if it has none, or takes more than its budget.

    ``reserved`` is what the site says of rights in a file of its own.
    """
    if len(body) > DEFAULT.max_document:
        raise Refused(
            f"{len(body):,} bytes are more than the {DEFAULT.max_document:,} that are read as one page",
            source=source,
        )
    content_type = (headers or {}).get("content-type", "")
    text, _ = charsets.readable(body, content_type=content_type, source=source)
    try:
        article: Article = budget.run(
            "firsthand.collect.extract:extract",
            text,
            url=url,
            fetched=fetched,
            source=source,
            signals=(
                *rights.of_file(reserved or Reserved(), url),
                *rights.of_headers(headers or {}),
            ),
        )
    except Refused as error:
        raise Refused(error.reason, source=source) from error
    return article


def captured(
    file: BinaryIO,
    *,
    source: str,
    latest: datetime | None = None,
    spread: "Spread" = map,
    known: "Known | None" = None,
) -> Iterator[Article | Refused]:
    """Articles of a web archive, and what was refused in between; other kinds are passed over.

    ``spread`` gives portions of the pages to whoever reads them; those that are ``known`` are
    passed over, too.
    """
    for portion in _portions(archives.read(file, source=source, latest=latest), known):
        pages = [one for one in portion if isinstance(one, Capture)]
        read = iter(spread(partial(_captured, source=source), pages))
        for one in portion:
            yield one if isinstance(one, Refused) else next(read)


def _portions(
    found: Iterable[Capture | Refused], known: "Known | None"
) -> Iterator[list[Capture | Refused]]:
    portion: list[Capture | Refused] = []
    size = 0
    for one in found:
        if isinstance(one, Capture):
            if one.status != 200 or not _is_page(one):
                continue
            if known and one.when and known(one.url, one.when):
                continue
            size += len(one.body)
        portion.append(one)
        if len(portion) == PORTION or size > PORTION_BYTES:
            yield portion
            portion, size = [], 0
    if portion:
        yield portion


def _captured(capture: Capture, source: str) -> Article | Refused:
    where = f"{source}#{capture.url}"
    try:
        return page(
            capture.body, url=capture.url, headers=capture.headers, fetched=capture.when,
            source=where,
        )  # fmt: skip
    except Refused as error:
        return Refused(error.reason, source=where)


def _is_page(capture: Capture) -> bool:
    html_like = capture.mime in {"", "text/html", "application/xhtml+xml"}
    return html_like and kind(capture.body, capture.mime) == "page"


# --------------------------------------------------------------------------- text of a feed

_BLOCKS = frozenset(
    "p div br li ul ol h1 h2 h3 h4 h5 h6 blockquote tr table section article".split()
)
#: read by its tags, without a tree: neither nesting nor damage costs time
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})(?:[\s/][^<>]{0,5000})?>")
_SILENT = frozenset({"script", "style", "figcaption", "noscript", "template", "svg", "math"})


def text(markup: str) -> str:
    """Text of a feed's content, a paragraph a line."""
    pieces: list[str] = []
    silent, place = "", 0
    for tag in _TAG.finditer(markup):
        if not silent:
            pieces.append(markup[place : tag.start()])
        place = tag.end()
        closing, name = tag[1] == "/", tag[2].lower()
        if name in _BLOCKS:
            pieces.append("\n")
        if name in _SILENT and not closing and not silent:
            silent = name
        elif closing and name == silent:
            silent = ""
    pieces.append("" if silent else markup[place:])
    lines = (" ".join(line.split()) for line in html.unescape("".join(pieces)).split("\n"))
    return "\n\n".join(line for line in lines if line)
