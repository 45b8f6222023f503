"""What a page says of its article in JSON-LD, in whatever shape it is written.

Single objects, lists, ``@graph``, articles as the main entity of a page, authors as names, objects,
nested lists or references to another object of the page are all in use.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import urlsplit

#: blocks and nodes looked at in one page; real pages have fewer than twenty
_MAX_BLOCKS = 50
_MAX_NODES = 2_000
_MAX_NAMES = 20
#: lists of names in lists of names
_MAX_DEPTH = 3
#: articles in the data of a page that is one; a page of many lists them
_FEW = 3
_ARTICLE = ("Article", "BlogPosting", "Report", "LiveBlogPosting")
_INSIDE = ("@graph", "mainEntity", "mainEntityOfPage")
_COMMENT = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*.{0,50}?\*/)|(?:-->|//\s*\]\]>|;)\s*$")
#: commas before a bracket that closes, as templates leave them
_NEEDLESS = re.compile(r",(?=\s*[}\]])")
#: control characters in strings, and what follows the first object, are put up with
_DECODER = json.JSONDecoder(strict=False)
_TAG = re.compile(r"<[^<>]{1,500}>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """What was found; everything as the page writes it, empty where it does not say."""

    headline: str = ""
    authors: tuple[str, ...] = ()
    publisher: tuple[str, ...] = ()
    published: str = ""
    language: str = ""
    body: str = ""
    #: it has an article, and says that not everybody may read it
    article: bool = False
    free: bool = True


def read(tree: Any, address: str | None = None) -> Linked:
    """Read the JSON-LD of a page; of several articles the one at ``address`` comes first."""
    nodes = [node for data in _blocks(tree) for node in _nodes(data)][:_MAX_NODES]
    named = {
        node["@id"]: node["name"]
        for node in nodes
        if isinstance(node.get("@id"), str) and isinstance(node.get("name"), str)
    }
    articles = [node for node in nodes if _is_article(node)]
    articles.sort(key=lambda node: not _is_at(node, address))
    return Linked(
        headline=_first(articles, "headline"),
        authors=_people(articles, named),
        publisher=tuple(
            name for node in articles for name in _names(node.get("publisher"), named, 0)
        )[:_MAX_NAMES],
        published=_first(articles, "datePublished"),
        language=_first(articles, "inLanguage"),
        body=_body(articles),
        article=0 < len(articles) <= _FEW or any(_is_at(node, address) for node in articles[:1]),
        free=not any(str(n.get("isAccessibleForFree")).lower() == "false" for n in articles),
    )


def text(value: object) -> str:
    """A string without needless space and entities, escaped once or twice; empty if it is none."""
    return " ".join(unescape(unescape(value)).split()) if isinstance(value, str) else ""


def _blocks(tree: Any) -> Iterator[object]:
    for script in tree.xpath('//script[contains(@type, "ld+json")]')[:_MAX_BLOCKS]:
        words = _COMMENT.sub("", script.text_content()).lstrip()
        for written in (words, _NEEDLESS.sub("", words)):
            try:
                yield _DECODER.raw_decode(written)[0]
            except (ValueError, RecursionError):
                continue
            break


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
            waiting.extend(node[key] for key in _INSIDE if key in node)


def _is_article(node: Mapping[str, Any]) -> bool:
    kinds = node.get("@type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and kind.endswith(_ARTICLE) for kind in listed)


def _is_at(node: Mapping[str, Any], address: str | None) -> bool:
    page = node.get("mainEntityOfPage")
    told = [node.get("url"), node.get("@id"), page.get("@id") if isinstance(page, dict) else page]
    return any(isinstance(x, str) and address and _path(x) == _path(address) for x in told)


def _path(address: str) -> str:
    try:
        return urlsplit(address).path.rstrip("/")
    except ValueError:
        return address


def _first(nodes: list[dict[str, Any]], key: str) -> str:
    return next((found for node in nodes if (found := text(node.get(key)))), "")


def _people(nodes: list[dict[str, Any]], named: Mapping[str, str]) -> tuple[str, ...]:
    for node in nodes:
        for key in ("author", "creator"):
            found = tuple(_names(node.get(key), named, 0))[:_MAX_NAMES]
            if found:
                return found
    return ()


def _names(value: object, named: Mapping[str, str], depth: int) -> Iterator[str]:
    listed = value if isinstance(value, list) else [value]
    for item in listed[:_MAX_NAMES]:
        if isinstance(item, list) and depth < _MAX_DEPTH:
            yield from _names(item, named, depth + 1)
            continue
        if isinstance(item, dict):
            item = item.get("name") or named.get(str(item.get("@id")))  # noqa: PLW2901 - one of its forms
            if isinstance(item, list):
                yield from (name for part in item[:_MAX_NAMES] if (name := text(part)))
        name = text(item)
        if name and "//" not in name:
            yield name


def _body(nodes: list[dict[str, Any]]) -> str:
    for node in nodes:
        body = node.get("articleBody")
        if isinstance(body, str) and body.strip():
            return unescape(_TAG.sub(" ", unescape(body)))
    return ""
