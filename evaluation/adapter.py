"""Questions about single documents as JSON, one a line, so that any suite can put them.

    python -m evaluation.adapter < questions.jsonl > answers.jsonl

``{"op": "parse_feed", "input_b64": ..., "headers": {...}, "url": ...}`` is answered by
``{"ok": true, "feed": {...}, "entries": [...]}``, whatever is refused by ``{"ok": false,
"error": reason}``. Nothing here opens the network.
"""

import base64
import io
import json
import sys
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from firsthand.collect import addresses, archives, budget, documents, identity, robots
from firsthand.collect.documents import FEED_SECONDS
from firsthand.collect.feeds import Entry, Feed
from firsthand.errors import FirsthandError, Refused
from firsthand.text import instants

Question = Mapping[str, Any]
Answer = dict[str, Any]


def parse_feed(question: Question) -> Answer:
    feed: Feed = budget.run(
        "firsthand.collect.feeds:read",
        base64.b64decode(question["input_b64"]),
        url=question.get("url") or "",
        headers=question.get("headers") or {},
        seconds=FEED_SECONDS,
    )
    about = {
        "title": feed.title,
        "link": feed.link,
        "feed_url": feed.url,
        **dict.fromkeys(("description", "subtitle", "tagline", "info"), feed.description),
        "author": feed.author,
        "language": feed.language,
        "icon": feed.icon or "",
        "published_parsed": _six(feed.published),
        "updated_parsed": _six(feed.updated),
    }
    entries = [_entry(entry, feed) for entry in feed.entries]
    bozo = "not well-formed" in feed.flags
    return {"feed": about, "entries": entries, "flags": feed.flags, "bozo": bozo}


def _entry(entry: Entry, feed: Feed) -> Answer:
    return {
        **dict.fromkeys(("id", "guid"), entry.id),
        "link": entry.link,
        "title": entry.title,
        "author": entry.author or feed.author,
        "authors": list(entry.authors),
        **dict.fromkeys(("description", "summary"), entry.summary),
        "content": [{"value": entry.content or entry.summary}],
        "tags": [{"term": tag} for tag in entry.tags],
        "enclosures": [
            {**dict.fromkeys(("link", "href", "url"), e.url), "type": e.kind, "length": e.length}
            for e in entry.enclosures
        ],
        "comments": entry.comments or "",
        "language": entry.language,
        "published_parsed": _six(entry.published or entry.updated),
        "updated_parsed": _six(entry.updated or entry.published),
    }


def _six(written: str | None) -> list[int] | None:
    read = instants.read(written) if written else None
    return list(_point(read).utctimetuple()[:6]) if read else None


def _point(read: instants.Instant) -> datetime:
    """The time meant; of a time without zone the one in the middle of what it can be."""
    if len(read.value) > 10 and read.earliest != read.latest:
        return datetime.fromisoformat(read.value)
    return read.earliest


def parse_date(question: Question) -> Answer:
    read = instants.read(question["input"])
    if read is None:
        return {"utc": None, "precision": None}
    precision = {7: "month", 10: "day"}.get(len(read.value), "second")
    cut = {"month": 7, "day": 10}.get(precision, 19)
    return {"utc": _point(read).replace(tzinfo=None).isoformat()[:cut], "precision": precision}


def read_warc(question: Question) -> Answer:
    data = io.BytesIO(base64.b64decode(question["input_b64"]))
    found = list(archives.read(data))
    captures = [one for one in found if not isinstance(one, Refused)]
    data.seek(0)
    made = [one for one in documents.captured(data, source="warc") if not isinstance(one, Refused)]
    return {
        "records": [
            {
                "url": one.url,
                "date": one.when.isoformat() if one.when else None,
                "status": one.status,
                "flags": one.flags,
            }
            for one in captures
        ],
        "refused": [one.reason for one in found if isinstance(one, Refused)],
        "articles": [{"url": one.url, "text": one.text} for one in made],
    }


def url_key(question: Question) -> Answer:
    return {"key": identity.key(question["url"])}


def check_url(question: Question) -> Answer:
    """``resolver`` maps names to addresses; a name that it has not is public, localhost is not."""
    target = addresses.read(question["url"])
    table = {"localhost": ["127.0.0.1"], **(question.get("resolver") or {})}
    found = [target.host] if target.address else table.get(target.host, ["93.184.215.14"])
    pinned = addresses.check(target, found, addresses.nets(question.get("allow") or ()))
    return {"connect": str(pinned[0]), "host": target.host, "port": target.port}


def judge_robots(question: Question) -> Answer:
    rules = robots.read(question["robots"], question["agent"])
    return {"allowed": rules.allows(question["url"]), "delay": rules.delay}


def ingest_polls(question: Question) -> Answer:
    register = identity.Register()
    alerts = 0
    for poll in question["polls"]:
        items = [
            identity.Item(
                link=item.get("link"),
                guid=item.get("guid"),
                title=item.get("title") or "",
                text=item.get("text") or "",
                published=item.get("date"),
            )
            for item in poll
        ]
        alerts += sum(placed.what == "new" for placed in register.poll(items))
    return {
        "articles": len(register.articles),
        "versions_total": sum(known.versions for known in register.articles.values()),
        "new_article_alerts": alerts,
    }


OPS: Mapping[str, Callable[[Question], Answer]] = {
    "parse_feed": parse_feed,
    "parse_date": parse_date,
    "read_warc": read_warc,
    "url_key": url_key,
    "check_url": check_url,
    "robots": judge_robots,
    "ingest_polls": ingest_polls,
}


def answer(question: Question) -> Answer:
    """Answer one question; what firsthand refuses is an answer too."""
    op = OPS.get(str(question.get("op")))
    if op is None:
        return {"ok": False, "error": f"no such op; there are {', '.join(OPS)}"}
    try:
        return {"ok": True, **op(question)}
    except FirsthandError as error:
        return {"ok": False, "error": str(error)}


def main() -> None:
    for line in sys.stdin:
        if line.strip():
            print(json.dumps(answer(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
