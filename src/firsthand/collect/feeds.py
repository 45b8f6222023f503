"""Feeds: RSS, Atom, RDF and CDF by feedparser behind guards, JSON Feed by hand.

feedparser is the most tolerant reader there is, but its time grows with the square of what an
attacker may repeat, and it reads named time zones as UTC. So sizes are capped before it sees a
document, and dates are handed on as they are written, to be read by ``text.instants``. Titles and
texts are handed on as published (they may hold markup): ``plain`` makes text of them.
"""

import html
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import feedparser

from firsthand.collect import guards, rests
from firsthand.collect.addresses import web
from firsthand.collect.rests import Rest
from firsthand.errors import Refused

#: larger documents are refused; 100,000 items of a line each have 13 MB
MAX_BYTES = 15_000_000
#: entries that are read of one document; what is left out is counted. More are looked at by nobody
MAX_ENTRIES = 1_000
#: longer titles, names and the like are cut
MAX_LINE = 2_000
MAX_TEXT = 1_000_000
_MAX_LISTED = 100
_ENDS = re.compile(rb"</(?:[a-zA-Z]{1,20}:)?(?:rss|feed|rdf|channel)\s*>", re.IGNORECASE)
_ROOT = re.compile(rb"<(?:[a-zA-Z]{1,20}:)?(?:rss|feed|rdf|channel)[\s>/]", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_TAG = re.compile(r"<[^<>]{0,2000}>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    url: str
    kind: str = ""
    #: bytes, 0 if not told
    length: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An item of a feed, as published."""

    #: guid or Atom id; made absolute where it is an address
    id: str | None = None
    #: absolute http(s) address of the article
    link: str | None = None
    title: str = ""
    #: names as the feed writes them, and one by one
    author: str = ""
    authors: tuple[str, ...] = ()
    #: dates as written
    published: str | None = None
    updated: str | None = None
    summary: str = ""
    #: the whole text, where the feed carries it
    content: str = ""
    tags: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    comments: str | None = None
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed and its entries in their order."""

    #: "rss20", "atom10", "rss10", "json1" ...
    version: str
    title: str = ""
    #: the site, and the feed's own address (the one given, if it names none)
    link: str | None = None
    url: str | None = None
    description: str = ""
    author: str = ""
    language: str = ""
    icon: str | None = None
    published: str | None = None
    updated: str | None = None
    entries: tuple[Entry, ...] = ()
    #: when it asks to be left alone
    rest: Rest = rests.NONE
    #: what is wrong with it: "incomplete", "not well-formed", "undecodable", "N entries left out"
    flags: tuple[str, ...] = ()
    left_out: int = 0


def read(data: bytes, *, url: str = "", headers: Mapping[str, str] | None = None) -> Feed:
    """Read a feed; ``url`` is where it was fetched, ``headers`` those of the answer.

    Raises ``Refused`` if it is no feed, or too large. Meant to be run by ``budget.run`` when the
    document is from outside.
    """
    if len(data) > MAX_BYTES:
        raise Refused(
            f"the feed has {len(data):,} bytes, more than the {MAX_BYTES:,} that are read"
        )
    if not data.strip():
        raise Refused("the feed is empty")
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return _json(data, url)
    told = {name.lower(): value for name, value in (headers or {}).items()}
    told = {name: told[name] for name in ("content-type", "content-language") if name in told}
    if guards.hides(told.get("content-type", "")):
        told["content-type"] = "application/xml"
    told["content-location"] = url
    guarded, left_out = guards.guarded(data, MAX_ENTRIES)
    try:
        parsed = feedparser.parse(io.BytesIO(guarded), response_headers=told)
    except (ValueError, OverflowError) as error:  # in an encoding of which the guards see nothing
        raise Refused("the feed names characters that there are not") from error
    return _feed(parsed, data, url, left_out)


# --------------------------------------------------------------------------- feedparser's result


def _feed(parsed: Any, data: bytes, url: str, left_out: int) -> Feed:
    about = parsed.feed
    version = parsed.get("version", "")  # not there after an early refusal of the XML reader
    flags = _flags(parsed, data, left_out)
    entries = [_entry(one, url, about.get("language")) for one in parsed.entries]
    if "incomplete" in flags and entries and not _last_closed(data):
        entries = entries[:-1]  # of an entry that is cut off, no field can be trusted
    if not version and not entries and not _named(data):
        raise Refused(f"not a feed{_what(data)}")
    return Feed(
        version=version or "unknown",
        title=_line(about.get("title")),
        link=_link(about, url) or web("", url),
        url=_self(about, url) or web("", url),
        description=_text(about.get("subtitle") or about.get("description") or about.get("info")),
        author=_author(about),
        language=_tongue(about.get("language")),
        icon=web(url, about.get("icon") or about.get("image", {}).get("href") or about.get("logo")),
        published=_written(about, "published"),
        updated=_written(about, "updated"),
        entries=tuple(entries),
        rest=rests.read(data),
        flags=flags,
        left_out=left_out,
    )


def _flags(parsed: Any, data: bytes, left_out: int) -> tuple[str, ...]:
    flags = []
    problem = parsed.get("bozo_exception")
    # an unusual content type damages nothing, and what is cut off here is no fault of the feed
    harmless = isinstance(problem, feedparser.NonXMLContentType) or left_out > 0
    if parsed.bozo and not harmless:
        flags.append("not well-formed")
        if not _ENDS.search(data[-4_000:].replace(b"\0", b"")):
            flags.append("incomplete")
    if isinstance(problem, feedparser.CharacterEncodingUnknown):
        flags.append("undecodable")
    if left_out:
        flags.append(f"{left_out:,} entries left out")
    return tuple(flags)


def _last_closed(data: bytes) -> bool:
    tail = data[data.rfind(b"<item") if b"<item" in data else data.rfind(b"<entry") :]
    return b"</item>" in tail or b"</entry>" in tail


def _named(data: bytes) -> bool:
    """Whether a document of no known version has at least the root of a feed."""
    root = guards.first(data)
    return root is not None and _ROOT.match(data, root) is not None


def _what(data: bytes) -> str:
    title = re.search(rb"<title[^<>]{0,200}>([^<]{1,200})", data[:20_000], re.IGNORECASE)
    if title is None:
        return ""
    return f" but a page titled {_line(title.group(1).decode('utf-8', 'replace'))!r}"


def _entry(one: Any, url: str, feed_language: object) -> Entry:
    details = [*one.get("content", ()), one.get("title_detail") or {}, one.get("summary_detail")]
    spoken = next((d["language"] for d in details if d and d.get("language")), None)
    content = next((c.get("value") for c in one.get("content", ()) if c.get("value")), "")
    return Entry(
        id=_line(one.get("id")) or None,
        link=_link(one, url),
        title=_line(one.get("title")),
        author=_author(one),
        authors=_authors(one),
        published=_written(one, "published"),
        updated=_written(one, "updated"),
        summary=_text(one.get("summary")),
        content=_text(content),
        tags=_distinct(tag.get("term") for tag in one.get("tags", ())),
        enclosures=_enclosures(one, url),
        comments=_comments(one),
        language=_tongue(one.get("language") or spoken or feed_language),
    )


def _link(one: Any, url: str) -> str | None:
    """Address of the page: an "alternate" link first, a guid that is one last."""
    links = one.get("links", ())
    alternates = [link.get("href") for link in links if link.get("rel") == "alternate"]
    for address in (one.get("feedburner_origlink"), *alternates, one.get("link"), one.get("id")):
        found = web(url, address) if address != one.get("id") or one.get("guidislink") else None
        if found:
            return found
    return web("", one.get("id"))


def _written(one: Any, name: str) -> str | None:
    """A date as written; feedparser's own look-up gives another one in its place."""
    found = dict.get(one, name)
    return _line(found) or None


def _self(about: Any, url: str) -> str | None:
    links = [link.get("href") for link in about.get("links", ()) if link.get("rel") == "self"]
    return next((found for href in links if (found := web(url, href))), None)


def _enclosures(one: Any, url: str) -> tuple[Enclosure, ...]:
    found = {}
    for part in one.get("enclosures", ())[:_MAX_LISTED]:
        address = web(url, part.get("href"))
        length = str(part.get("length") or "")
        if address:
            size = int(length) if re.fullmatch(r"\d{1,15}", length) else 0
            found[address] = Enclosure(url=address, kind=_line(part.get("type")), length=size)
    return tuple(found.values())


def _authors(one: Any) -> tuple[str, ...]:
    return _distinct(who.get("name") or who.get("email") for who in one.get("authors", ()))


def _author(one: Any) -> str:
    """The author as the feed writes it; of several all names."""
    names = _authors(one)
    return ", ".join(names) if len(names) > 1 else _line(one.get("author"))


def _comments(one: Any) -> str | None:
    """Address of the page of comments; what some feeds have there is words."""
    replies = [
        link.get("href")
        for link in one.get("links", ())
        if link.get("rel") == "replies" and "html" in (link.get("type") or "")
    ]
    found = (web("", at) for at in (one.get("comments"), *replies))
    return next((address for address in found if address and " " not in address), None)


def _tongue(value: object) -> str:
    return _line(value).replace("_", "-").lower()


def _distinct(values: Iterable[object]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line for value in values if (line := _line(value))))[:_MAX_LISTED]


def _line(value: object, most: int = MAX_LINE) -> str:
    return _CONTROL.sub("", value).strip()[:most] if isinstance(value, str) else ""


def _text(value: object) -> str:
    return _line(value, MAX_TEXT)


def plain(markup: str) -> str:
    """Text of a title or another short field: tags off, references resolved, one line."""
    return " ".join(html.unescape(_TAG.sub(" ", markup) if "<" in markup else markup).split())


# --------------------------------------------------------------------------- JSON Feed


def _json(data: bytes, url: str) -> Feed:
    try:
        about = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Refused("not a feed (the JSON is damaged or nested too deeply)") from error
    version = about.get("version") if isinstance(about, dict) else None
    items = about.get("items") if isinstance(about, dict) else None
    if not isinstance(items, list) or "jsonfeed.org" not in str(version):
        raise Refused("not a feed (JSON, but no JSON Feed)")
    language = _tongue(about.get("language"))
    left_out = max(0, len(items) - MAX_ENTRIES)
    icon = _line(about.get("favicon")) or _line(about.get("icon"))
    return Feed(
        version="json1",
        title=_line(about.get("title")),
        link=web(url, _line(about.get("home_page_url"))) or web("", url),
        url=web(url, _line(about.get("feed_url"))) or web("", url),
        description=_text(about.get("description")),
        author=", ".join(_people(about)),
        language=language,
        icon=web(url, icon),
        entries=tuple(
            _item(item, url, language) for item in items[:MAX_ENTRIES] if isinstance(item, dict)
        ),
        flags=(f"{left_out:,} entries left out",) if left_out else (),
        left_out=left_out,
    )


def _item(item: dict[str, Any], url: str, language: str) -> Entry:
    given = item.get("id")
    people = _people(item)
    text = _text(item.get("content_html")) or html.escape(
        _text(item.get("content_text")), quote=False
    )
    return Entry(
        id=_line(str(given)) if isinstance(given, str | int | float) else None,
        link=web(url, _line(item.get("url"))) or web(url, _line(item.get("external_url"))),
        title=_line(item.get("title")),
        author=", ".join(people),
        authors=people,
        published=_line(item.get("date_published")) or None,
        updated=_line(item.get("date_modified")) or None,
        summary=_text(item.get("summary")),
        content=text,
        tags=_distinct(_list(item.get("tags"))),
        enclosures=_attachments(item, url),
        language=_tongue(item.get("language")) or language,
    )


def _people(item: dict[str, Any]) -> tuple[str, ...]:
    authors = item.get("authors")
    listed = [*(_list(authors) or [authors]), item.get("author")]
    return _distinct(one.get("name") for one in listed if isinstance(one, dict))


def _attachments(item: dict[str, Any], url: str) -> tuple[Enclosure, ...]:
    found = {}
    for part in _list(item.get("attachments"))[:_MAX_LISTED]:
        address = web(url, _line(part.get("url"))) if isinstance(part, dict) else None
        if address:
            size = part.get("size_in_bytes")
            length = int(size) if isinstance(size, int | float) and 0 <= size < 1e15 else 0
            kind = _line(part.get("mime_type"))
            found[address] = Enclosure(url=address, kind=kind, length=length)
    return tuple(found.values())


def _list(value: object) -> Sequence[Any]:
    return value if isinstance(value, list) else []
