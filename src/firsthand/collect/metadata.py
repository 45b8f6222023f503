"""What a page says about itself: JSON-LD first, then its meta elements."""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from firsthand.collect import addresses, bylines, headlines, jsonld, rights, stamps
from firsthand.collect.headlines import Titles
from firsthand.collect.jsonld import Linked, text
from firsthand.collect.rights import Signal
from firsthand.lexicon import gazetteer
from firsthand.text.language import named

_SITES = ("og:site_name", "application-name", "apple-mobile-web-app-title", "twitter:site")


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What was found; everything as the page writes it."""

    title: str | None = None
    byline: tuple[str, ...] = ()
    published: str | None = None
    outlet: str | None = None
    language: str | None = None
    canonical: str | None = None
    #: the article's text, where the page gives it apart
    body: str = ""
    #: all titles of the page, its headings first, and that of the window
    titles: tuple[str, ...] = ()
    window: str = ""
    #: whether it says that it is an article, and that everybody may read it
    article: bool = False
    free: bool = True
    #: what its owner says may be done with it
    rights: tuple[Signal, ...] = ()


def read(tree: Any, url: str | None) -> Metadata:
    """Metadata of a page given as an lxml tree; ``url`` is the address it came from."""
    meta = _meta(tree)
    canonical = _canonical(tree, meta, url)
    address = canonical or url
    linked = jsonld.read(tree, address)
    outlet = (
        _first(meta, "og:site_name")
        or next(iter(linked.publisher), None)
        or _publisher(tree)
        or _site(_window(tree), address)
    )
    houses = _houses(meta, linked, address)
    titles = Titles(
        headline=linked.headline,
        shared=_first(meta, "og:title") or "",
        posted=_first(meta, "twitter:title") or "",
        window=_window(tree),
        headings=headlines.headings(tree),
        shown=headlines.shown(tree),
    )
    return Metadata(
        title=headlines.choose(titles, houses),
        byline=bylines.read(tree, meta, linked.authors, houses),
        published=stamps.read(tree, meta, linked.published, address),
        outlet=_house(outlet, address),
        language=named(linked.language or tree.get("lang") or ""),
        canonical=canonical,
        body=linked.body,
        titles=(*titles.headings, titles.headline, titles.shared),
        window=titles.window,
        article=linked.article or _first(meta, "og:type") == "article",
        free=linked.free,
        rights=tuple(rights.of_meta(meta)),
    )


def _site(window: str, address: str | None) -> str | None:
    """Name after the title that is, letter for letter, the one in the page's address."""
    host = addresses.site(address)
    name = re.split(r"\s[|–—-]\s", window)[-1]
    letters = "".join(c for c in name.lower() if c.isalnum())
    return name if letters and letters == host.split(".")[0].replace("-", "") else None


def _house(name: str | None, address: str | None) -> str | None:
    """The outlet's name, unless its address is known and the name is another's: that of a section."""
    host = addresses.site(address)
    known = gazetteer.load().of_domain(host) if host else None
    if name is None or known is None or not name.isascii():
        return name
    words = {word for word in re.findall(r"\w{2,}", name.lower()) if word != "the"}
    theirs = " ".join((known.name, *known.aliases, *known.short)).lower()
    letters = re.sub(r"\W+", "", f"{host} {theirs}")
    return name if any(word in letters for word in words) else known.name


def _publisher(tree: Any) -> str | None:
    """Name of the outlet in microdata."""
    for element in tree.xpath('//*[@itemprop="publisher"]//*[@itemprop="name"]')[:1]:
        return text(element.get("content") or element.text_content()) or None
    return None


def _houses(meta: dict[str, list[str]], linked: Linked, address: str | None) -> list[str]:
    """Names by which the page calls its outlet, and its host."""
    host = addresses.site(address)
    named = [name for key in _SITES for name in meta.get(key, ())]
    return [name for name in (*named, *linked.publisher, host, host.rpartition(".")[0]) if name]


def _window(tree: Any) -> str:
    found = tree.xpath("//head/title") or tree.xpath("//title")
    return " ".join(found[0].text_content().split()) if found else ""


def _meta(tree: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        key = element.get("property") or element.get("name") or element.get("itemprop")
        value = text(element.get("content"))
        if key and value:
            found.setdefault(key.strip().lower(), []).append(value)
    return found


def _first(meta: dict[str, list[str]], *keys: str) -> str | None:
    return next((meta[key][0] for key in keys if key in meta), None)


def _canonical(tree: Any, meta: dict[str, list[str]], url: str | None) -> str | None:
    """Address that the page calls its own; not the front page, as careless templates write for all."""
    links = tree.xpath('//link[@rel="canonical"]/@href')
    for given in (*links[:1], *meta.get("og:url", ())[:1]):
        try:
            address = urljoin(url or "", text(given))
            scheme, path = urlsplit(address).scheme, urlsplit(address).path
            deep = url is not None and len(urlsplit(url).path) > 1
        except ValueError:
            continue
        if text(given) and scheme in {"http", "https"} and not (deep and path in {"", "/"}):
            return address
    return None
