"""What a page says about itself: JSON-LD first, then its meta elements."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

#: JSON-LD blocks and nodes looked at in one page; real pages have fewer than twenty
_MAX_BLOCKS = 50
_MAX_NODES = 2_000
_ARTICLE = ("Article", "BlogPosting", "Report", "LiveBlogPosting")
_DATES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "article.published",
    "published-date",
    "cxenseparse:recs:publishtime",
    "article_date_original",
)
#: an element that calls itself the byline
_BYLINE = (
    '//*[@itemprop="author" or @rel="author"'
    ' or contains(concat(" ", normalize-space(@class), " "), " byline ")]'
)
#: characters of a byline; longer ones are a box about the author
_MAX_BYLINE = 120
_AUTHORS = (
    "author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "byl",
    "article:author_name",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What was found; everything as the page writes it."""

    title: str | None = None
    byline: tuple[str, ...] = ()
    published: str | None = None
    outlet: str | None = None
    language: str | None = None
    canonical: str | None = None


def read(tree: Any, url: str | None) -> Metadata:
    """Metadata of a page given as an lxml tree; ``url`` is the address it came from."""
    meta = _meta(tree)
    found = next(_articles(tree), {})
    named = (name for key in _AUTHORS for name in meta.get(key, ())[:5])
    names = (
        tuple(_names(found.get("author")))
        or tuple(name for name in named if not name.startswith("http"))
        or _byline(tree)
    )
    canonical = _canonical(tree, meta, url)
    outlet = (
        _first(meta, "og:site_name")
        or next(_names(found.get("publisher")), None)
        or _site(tree, canonical or url)
    )
    title = (
        _text(found.get("headline")) or _first(meta, "og:title", "twitter:title") or _heading(tree)
    )
    return Metadata(
        title=_without_site(title, outlet),
        byline=tuple(dict.fromkeys(names)),
        published=_text(found.get("datePublished"))
        or _first(meta, *_DATES)
        or _item(tree, "datePublished"),
        outlet=outlet,
        language=_language(tree, found),
        canonical=canonical,
    )


def _byline(tree: Any) -> tuple[str, ...]:
    """Byline that stands on the page only, in an element that says what it is."""
    for element in tree.xpath(_BYLINE)[:1]:
        words = _text(element.text_content())
        if words and len(words) <= _MAX_BYLINE:
            return (words,)
    return ()


def _site(tree: Any, address: str | None) -> str | None:
    """Name after the title that is, letter for letter, the one in the page's address."""
    host = (urlsplit(address).hostname or "").removeprefix("www.") if address else ""
    for element in tree.xpath("//head/title")[:1]:
        name = re.split(r"\s[|–—-]\s", _text(element.text_content()) or "")[-1]
        letters = "".join(c for c in name.lower() if c.isalnum())
        if letters and letters == host.split(".")[0].replace("-", ""):
            return name
    return None


def _without_site(title: str | None, site: str | None) -> str | None:
    """Title without " | Site" or " - Site" at its end."""
    if not title or not site:
        return title
    bare = re.sub(rf"\s+[|–—-]\s+{re.escape(site)}$", "", title)
    return bare or title


def _text(value: object) -> str | None:
    words = " ".join(unescape(value).split()) if isinstance(value, str) else ""
    return words or None


def _meta(tree: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        key = element.get("property") or element.get("name") or element.get("itemprop")
        value = _text(element.get("content"))
        if key and value:
            found.setdefault(key.strip().lower(), []).append(value)
    return found


def _first(meta: dict[str, list[str]], *keys: str) -> str | None:
    return next((meta[key][0] for key in keys if key in meta), None)


def _articles(tree: Any) -> Iterator[dict[str, Any]]:
    """JSON-LD objects that are articles, in the order of the page."""
    scripts = tree.xpath('//script[@type="application/ld+json"]')
    for script in scripts[:_MAX_BLOCKS]:
        try:
            data = json.loads(script.text_content(), strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(data):
            kinds = node.get("@type")
            listed = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(kind, str) and kind.endswith(_ARTICLE) for kind in listed):
                yield node


def _nodes(data: object) -> Iterator[dict[str, Any]]:
    waiting = [data]
    for _ in range(_MAX_NODES):
        if not waiting:
            return
        node = waiting.pop(0)
        if isinstance(node, list):
            waiting.extend(node)
        elif isinstance(node, dict):
            yield node
            waiting.extend(
                node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in node
            )


def _names(value: object) -> Iterator[str]:
    listed = value if isinstance(value, list) else [value]
    for item in listed[:20]:
        name = _text(item.get("name") if isinstance(item, dict) else item)
        if name and not name.startswith("http"):
            yield name


def _heading(tree: Any) -> str | None:
    for path in ("//h1", "//title"):
        for element in tree.xpath(path)[:1]:
            words = _text(element.text_content())
            if words:
                return words
    return None


def _item(tree: Any, name: str) -> str | None:
    for element in tree.xpath(f'//*[@itemprop="{name}"]')[:1]:
        return _text(element.get("content") or element.get("datetime"))
    times = tree.xpath("//article//time[@datetime]|//header//time[@datetime]")
    return _text(times[0].get("datetime")) if times else None


def _language(tree: Any, found: dict[str, Any]) -> str | None:
    declared = _text(found.get("inLanguage")) or _text(tree.get("lang"))
    code = declared.split("-")[0].split("_")[0].lower() if declared else ""
    return code if len(code) == 2 and code.isalpha() else None


def _canonical(tree: Any, meta: dict[str, list[str]], url: str | None) -> str | None:
    links = tree.xpath('//link[@rel="canonical"]/@href')
    given = _text(links[0]) if links else _first(meta, "og:url")
    address = urljoin(url or "", given) if given else None
    return address if address and urlsplit(address).scheme in {"http", "https"} else None
