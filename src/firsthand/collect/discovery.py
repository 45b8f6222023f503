"""The feeds of a site: those that its page names, and places where sites keep them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlsplit

from firsthand.collect.addresses import web

#: pages name a few feeds in their head; later ones are readers' comments
MAX_CANDIDATES = 20
#: heads of real pages end before that many characters
_MAX_PAGE = 2_000_000
#: read by its tags, without a tree: neither nesting nor damage costs time
_TAG = re.compile(r"<(link|a|base)\s([^<>]{1,4000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([a-zA-Z-]{1,20})\s{0,5}=\s{0,5}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_MAX_TAGS = 20_000
_KINDS = frozenset(
    "application/rss+xml application/atom+xml application/rdf+xml application/feed+json"
    " application/json application/xml text/xml".split()
)
#: an address that looks like a feed's
_LOOKS = re.compile(
    r"(?:^|[/._-])(?:rss|feeds?|atom|rdf)(?:[/._-]|\d*$)|\.(?:rss|atom|rdf)$", re.IGNORECASE
)
#: where content systems keep feeds and news sitemaps, most common first
_USUAL = (
    "/feed",
    "/rss",
    "/rss.xml",
    "/feed.xml",
    "/atom.xml",
    "/index.xml",
    "/feeds/all.atom.xml",
    "/feed.json",
    "/news-sitemap.xml",
    "/sitemap-news.xml",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An address that may be a feed."""

    url: str
    title: str = ""
    #: link (the page's head names it) | anchor (a link that looks like one) | guess
    why: str


def find(html: str, url: str) -> list[Candidate]:
    """Candidates on a page at ``url``, the surest first, without those that are only guessed."""
    tags = list(_tags(html[:_MAX_PAGE]))
    base = next((told.get("href") for tag, told in tags if tag == "base"), None)
    base = web(url, base) or url
    named, looks = [], []
    for tag, told in tags:
        address = web(base, told.get("href"))
        if address is None or tag == "base":
            continue
        title = " ".join(told.get("title", "").split())[:200]
        if tag == "link" and _names_feed(told):
            named.append(Candidate(url=address, title=title, why="link"))
        elif tag == "a" and _LOOKS.search(urlsplit(address).path) and _site(address) == _site(url):
            looks.append(Candidate(url=address, title=title, why="anchor"))
    first: dict[str, Candidate] = {}
    for one in (*named, *looks):
        first.setdefault(one.url, one)
    return list(first.values())[:MAX_CANDIDATES]


def _tags(html: str) -> Iterator[tuple[str, dict[str, str]]]:
    for count, tag in enumerate(_TAG.finditer(html)):
        if count == _MAX_TAGS:
            return
        told = {
            one[1].lower(): unescape(one[2] or one[3] or one[4] or "")
            for one in _ATTRIBUTE.finditer(tag[2])
        }
        yield tag[1].lower(), told


def _names_feed(told: dict[str, str]) -> bool:
    kind = told.get("type", "").partition(";")[0].strip().lower()
    alternate = "alternate" in told.get("rel", "").lower().split()
    # WordPress names its JSON interface so too
    return alternate and kind in _KINDS and "/wp-json/" not in told.get("href", "")


def usual(url: str) -> list[Candidate]:
    """Places of the site of ``url`` where feeds often are."""
    parts = urlsplit(url)
    return [Candidate(url=f"{parts.scheme}://{parts.netloc}{path}", why="guess") for path in _USUAL]


def _site(url: str) -> str:
    """Host without its first label where it has several: feeds often have a host of their own."""
    labels = (urlsplit(url).hostname or "").split(".")
    return ".".join(labels[-2:])
