"""Feeds of what the library holds: Atom (RFC 4287) and JSON Feed 1.1. They carry links, no texts."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree as ET

from firsthand.serve.columns import safe
from firsthand.serve.site.pages import Line
from firsthand.serve.words import say

_ATOM = "http://www.w3.org/2005/Atom"


def atom(lines: Sequence[Line], base: str, now: datetime) -> bytes:
    """Write the stories as an Atom feed; ``base`` is the address of the site."""
    base = base.rstrip("/")
    feed = ET.Element("feed", xmlns=_ATOM)
    _add(feed, "title", "firsthand")
    _add(feed, "id", f"{base}/")
    _add(feed, "updated", max((one.latest for one in lines if one.latest), default=_iso(now)))
    ET.SubElement(feed, "link", rel="self", href=f"{base}/stories.atom")
    ET.SubElement(ET.SubElement(feed, "author"), "name").text = "firsthand"
    for one in lines:
        entry = ET.SubElement(feed, "entry")
        _add(entry, "title", one.title)
        _add(entry, "id", f"urn:firsthand:story:{one.id}")
        _add(entry, "updated", one.latest or _iso(now))
        ET.SubElement(entry, "link", href=f"{base}{one.href}")
        _add(entry, "summary", _summary(one))
    written: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written


def json_feed(lines: Sequence[Line], base: str) -> dict[str, Any]:
    """Write the stories as a JSON Feed."""
    base = base.rstrip("/")
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "firsthand",
        "home_page_url": f"{base}/",
        "feed_url": f"{base}/stories.json",
        "items": [_item(one, base) for one in lines],
    }


def _item(one: Line, base: str) -> dict[str, Any]:
    item = {
        "id": f"urn:firsthand:story:{one.id}", "url": f"{base}{one.href}",
        "title": safe(one.title), "content_text": _summary(one),
    }  # fmt: skip
    return item | ({"date_modified": one.latest} if one.latest else {})


def _summary(one: Line) -> str:
    return say("head", reports=one.reports, origins=one.count)


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = safe(text)


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
