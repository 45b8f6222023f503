"""Feeds of stories, of the reports of one, searches and outlets: Atom (RFC 4287) and JSON Feed 1.1; links, no texts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree as ET

from firsthand.serve import rights, times
from firsthand.serve.columns import safe
from firsthand.serve.site import addresses
from firsthand.serve.site.fronts import Line
from firsthand.serve.site.houses import OutletSheet
from firsthand.serve.views import View
from firsthand.serve.words import say

#: before anything that has a date
_LONG_AGO = datetime.min.replace(tzinfo=UTC)
_ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a feed names: a story or a report."""

    #: "story" or "report", and its id
    kind: str
    id: str
    title: str
    #: address on the site
    href: str
    #: ISO 8601; empty where that is not known
    updated: str
    summary: str


def stories(lines: Iterable[Line]) -> list[Entry]:
    """Make the entries of stories."""
    return [
        Entry(
            kind="story", id=one.id, title=one.title, href=one.href, updated=one.latest,
            summary=say("head", reports=one.reports, origins=one.count),
        )
        for one in lines
    ]  # fmt: skip


def reports(page: OutletSheet) -> list[Entry]:
    """Make the entries of the latest reports of an outlet."""
    return [
        Entry(
            kind="report", id=one.id, title=one.title or say("outlet.untitled"), href=one.href,
            updated=one.appeared, summary=f"{page.name}, {one.when}",
        )
        for one in page.latest
    ]  # fmt: skip


def told(view: View, most: int, *, public: bool) -> list[Entry]:
    """Make the entries of the reports of a story, the latest first."""
    articles = [view.articles[name] for name in view.story.articles]
    shown = [one for one in articles if not rights.withdrawn(one, public=public)]
    known = {one.id: one.published.earliest or one.published.latest for one in shown}
    # what has no date is named last: a reader of the feed cannot take it for new
    shown.sort(key=lambda one: known[one.id] or _LONG_AGO, reverse=True)
    return [
        Entry(
            kind="report", id=one.id, title=rights.heading(one, public=public) or say("outlet.untitled"),
            # of one without a date, when it came in: what changes each time looks new each time
            href=addresses.article(view.story.id, one.id), updated=_iso(at) if at else "",
            summary=f"{view.outlet(one.id)}, {times.published(one.published)}",
        )
        for one in shown[:most]
        for at in (known[one.id] or one.seen,)
    ]  # fmt: skip


def atom(title: str, entries: Sequence[Entry], base: str, here: str, now: datetime) -> bytes:
    """Write an Atom feed; ``base`` is the address of the site, ``here`` that of the feed on it."""
    base = base.rstrip("/")
    feed = ET.Element("feed", xmlns=_ATOM)
    _add(feed, "title", title)
    _add(feed, "id", f"{base}{here}")
    _add(feed, "updated", max((one.updated for one in entries if one.updated), default=_iso(now)))
    ET.SubElement(feed, "link", rel="self", href=f"{base}{here}")
    ET.SubElement(ET.SubElement(feed, "author"), "name").text = "firsthand"
    for one in entries:
        entry = ET.SubElement(feed, "entry")
        _add(entry, "title", one.title)
        _add(entry, "id", _name(one))
        _add(entry, "updated", one.updated or _iso(now))
        ET.SubElement(entry, "link", href=f"{base}{one.href}")
        _add(entry, "summary", one.summary)
    written: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written


def json_feed(title: str, entries: Sequence[Entry], base: str, here: str) -> dict[str, Any]:
    """Write a JSON Feed."""
    base = base.rstrip("/")
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": safe(title),
        "home_page_url": f"{base}/",
        "feed_url": f"{base}{here}",
        "items": [_item(one, base) for one in entries],
    }


def _item(one: Entry, base: str) -> dict[str, Any]:
    item = {
        "id": _name(one), "url": f"{base}{one.href}", "title": safe(one.title),
        "content_text": one.summary,
    }  # fmt: skip
    return item | ({"date_modified": one.updated} if one.updated else {})


def _name(one: Entry) -> str:
    return f"urn:firsthand:{one.kind}:{one.id}"


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = safe(text)


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
