"""Sitemaps and news sitemaps (sitemaps.org, Google News): addresses with dates and titles."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from firsthand.collect import unpacking, xmltrees
from firsthand.collect.addresses import web
from firsthand.errors import Refused

#: addresses of one sitemap, as the protocol caps them
MAX_PAGES = 50_000
_MAX_LINE = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One address of a sitemap. Dates are as written."""

    url: str
    changed: str | None = None
    #: of a news sitemap
    title: str = ""
    published: str | None = None
    language: str = ""
    outlet: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitemap:
    """The pages of a sitemap, or the sitemaps of an index."""

    pages: tuple[Page, ...] = ()
    sitemaps: tuple[str, ...] = ()
    left_out: int = 0


def read(data: bytes, *, url: str = "") -> Sitemap:
    """Read a sitemap, its index, or a plain list of addresses; packed or not.

    Raises ``Refused`` if it is none. Addresses are made absolute and must be http(s); whether
    they may be fetched is for the fetch to decide.
    """
    if data.startswith(b"\x1f\x8b"):
        data = unpacking.unpack(io.BytesIO(data), ["gzip"], xmltrees.MAX_BYTES)
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return _list(data)
    root = xmltrees.parse(data, "sitemap")
    kind = xmltrees.name(root)
    if kind == "sitemapindex":
        found = [web(url, _child(one, "loc")) for one in root if xmltrees.name(one) == "sitemap"]
        return Sitemap(sitemaps=tuple(one for one in found if one)[:MAX_PAGES])
    if kind != "urlset":
        raise Refused(f"not a sitemap (its root is {kind[:40]!r})")
    pages = [page for one in root if xmltrees.name(one) == "url" and (page := _page(one, url))]
    return Sitemap(pages=tuple(pages[:MAX_PAGES]), left_out=max(0, len(pages) - MAX_PAGES))


def _list(data: bytes) -> Sitemap:
    lines = [line.strip() for line in data.decode("utf-8-sig", "replace").splitlines()]
    lines = [line for line in lines if line]
    pages = [web("", line) for line in lines]
    if not lines or not all(pages):
        raise Refused("not a sitemap")
    return Sitemap(
        pages=tuple(Page(url=page) for page in pages[:MAX_PAGES] if page),
        left_out=max(0, len(pages) - MAX_PAGES),
    )


def _page(element: Any, url: str) -> Page | None:
    address = web(url, _child(element, "loc"))
    if address is None:
        return None
    news: Any = next((one for one in element if xmltrees.name(one) == "news"), ())
    about: Any = next((one for one in news if xmltrees.name(one) == "publication"), ())
    return Page(
        url=address,
        changed=_child(element, "lastmod") or None,
        title=_child(news, "title"),
        published=_child(news, "publication_date") or None,
        language=_child(about, "language").lower(),
        outlet=_child(about, "name"),
    )


def _child(element: Any, name: str) -> str:
    found: Iterator[str] = (xmltrees.words(one) for one in element if xmltrees.name(one) == name)
    return next(found, "")[:_MAX_LINE]
