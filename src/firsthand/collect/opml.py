"""Lists of feeds: OPML 2.0, in and out, and plain lists of addresses."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import quoteattr

from firsthand.collect import budget, documents, xmltrees
from firsthand.collect.addresses import web
from firsthand.collect.decoding import decode
from firsthand.errors import Refused

#: feeds taken from one list; the largest collections that people share have some 10,000
MAX_FEEDS = 50_000
_MAX_DEPTH = 20
_MAX_LINE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """One feed of a list."""

    url: str
    title: str = ""
    #: the site
    link: str | None = None
    language: str = ""
    #: names of the folders around it, outermost first
    folders: tuple[str, ...] = ()


def read(data: bytes) -> tuple[list[Subscription], int]:
    """Feeds of a list, each address once, and how many were left out (no address, or too many).

    Raises ``Refused`` if it is no OPML.
    """
    root = xmltrees.parse(data, "list of feeds (OPML)")
    if xmltrees.name(root) != "opml":
        raise Refused("not a list of feeds (OPML)")
    found: dict[str, Subscription] = {}
    left_out = 0
    for outline, folders in _outlines(root):
        attributes = {name.lower(): value for name, value in outline.attrib.items()}
        given = attributes.get("xmlurl", "").strip()
        if not given:
            continue
        url = web("", given)
        if url is None or (len(found) >= MAX_FEEDS and url not in found):
            left_out += 1
            continue
        title = attributes.get("title") or attributes.get("text") or ""
        feed = Subscription(
            url=url,
            title=_line(title),
            link=web("", attributes.get("htmlurl")),
            language=_line(attributes.get("language", "")).lower(),
            folders=folders,
        )
        found.setdefault(url, feed)
    return list(found.values()), left_out


def listed(data: bytes) -> tuple[list[Subscription], int]:
    """The same of an OPML file, or of a text with an address in each line; "#" begins a remark.

    Raises ``Refused`` if nothing is listed. The addresses of a text are those that somebody wrote.
    """
    if documents.kind(data) == "opml":
        feeds: tuple[list[Subscription], int] = budget.run("firsthand.collect.opml:read", data)
        return feeds
    lines = (line.strip() for line in decode(data, source="").splitlines())
    named = list(dict.fromkeys(line for line in lines if line and not line.startswith("#")))
    if not named:
        raise Refused("no addresses in this file")
    return [Subscription(url=url) for url in named[:MAX_FEEDS]], max(0, len(named) - MAX_FEEDS)


def _outlines(root: Any) -> Iterator[tuple[Any, tuple[str, ...]]]:
    """Outlines in their order, with the folders they lie in."""
    stack: list[tuple[Any, tuple[str, ...]]] = [(root, ())]
    while stack:
        element, folders = stack.pop()
        inner = folders
        if xmltrees.name(element) == "outline":
            yield element, folders
            name = _line(element.get("title") or element.get("text") or "")
            inner = (*folders, name) if name and len(folders) < _MAX_DEPTH else folders
        stack += [(child, inner) for child in reversed(element)]


def _line(text: str) -> str:
    return " ".join(text.split())[:_MAX_LINE]


def write(feeds: Iterable[Subscription], *, title: str) -> str:
    """OPML of ``feeds``, in their order; those of one folder lie together."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<opml version="2.0">',
        f"<head><title>{_attribute(title)[1:-1]}</title></head>",
        "<body>",
    ]
    grouped: dict[tuple[str, ...], list[Subscription]] = {}
    for feed in feeds:
        grouped.setdefault(feed.folders, []).append(feed)
    for folders, inside in grouped.items():
        lines += [f"<outline text={_attribute(folder)}>" for folder in folders]
        lines += [_outline(feed) for feed in inside]
        lines += ["</outline>" for _ in folders]
    return "\n".join([*lines, "</body>", "</opml>", ""])


def _outline(feed: Subscription) -> str:
    told = {
        "type": "rss",
        "text": feed.title or feed.url,
        "title": feed.title,
        "xmlUrl": feed.url,
        "htmlUrl": feed.link or "",
        "language": feed.language,
    }
    attributes = " ".join(f"{name}={_attribute(value)}" for name, value in told.items() if value)
    return f"<outline {attributes}/>"


def _attribute(text: str) -> str:
    """``text`` in quotation marks, without the characters that XML does not have."""
    return quoteattr("".join(c if c.isprintable() else " " for c in text), {'"': "&quot;"})
