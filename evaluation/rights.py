"""What owners say may be done with their pages: each signal read, and kept to, as shares."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from evaluation import shared
from evaluation.cases import Case, Cases
from evaluation.measures import Measure
from firsthand.collect import polling, rights, robots
from firsthand.collect.extract import extract
from firsthand.collect.feeds import read as read_feed
from firsthand.collect.rests import Rest
from firsthand.collect.rights import Allowed

AGENT = "firsthand/1"
#: after every day that a case names
LATER = datetime(2099, 1, 1, tzinfo=UTC)
#: what an expectation says, and how it is told from what is left
LEFT: dict[str, Callable[[Allowed], bool]] = {
    "store": lambda left: left.store,
    "serve": lambda left: left.listed,
    "analyse": lambda left: left.analyse,
    "serve_fulltext": lambda left: left.in_full,
    "serve_excerpt": lambda left: left.excerpt is None or left.excerpt > 0,
}  # fmt: skip
_PROSE = "<p>The harbor master said on Monday that the ferry would stay in port all week.</p>"


def _signals(folder: Path) -> Iterator[Case]:
    rows = {row["id"]: row for row in shared.rows(folder / "rights_signals.jsonl")}
    return map(_case, rows.values())


class Rights(Cases):
    """Each signal: whether it was kept to, and what was seen."""

    name = "rights"
    unit = "signals"
    needs = ("firsthand.collect.rights:allowed",)
    measures = (Measure("rights signals kept to", "held", held=True),)
    path = "trust/rights_signals.jsonl"
    parts = (_signals,)


def _case(row: dict[str, Any]) -> Case:
    given, expect = row["given"], row["expect"]
    if "robots" in given:
        said: object = robots.read(given["robots"], AGENT).allows(_url(given))
        # a feed that a person named is one of the things that its site may keep back
        return Case(row["id"], "held", said is False, f"fetch: {said}")
    if "rss" in given:
        channel = f"<rss version='2.0'><channel><title>x</title>{given['rss']}</channel></rss>"
        rest = read_feed(channel.encode()).rest
        return Case(row["id"], "held", _rests(given["rss"], rest), f"{rest}")
    left = _left(given)
    return Case(row["id"], "held", all(_kept(left, *item) for item in expect.items()), f"{left}")


def _left(given: dict[str, Any]) -> Allowed:
    metas = "".join(f'<meta name="{k}" content="{v}">' for k, v in given.get("meta", {}).items())
    page = f"<html><head><title>x</title>{metas}</head><body>{_PROSE * 5}</body></html>"
    size = given.get("file_bytes")
    file = b"[" + b" " * size if size else json.dumps(given.get("file", [])).encode()
    headers = {name.lower(): str(value) for name, value in given.get("header", {}).items()}
    signals = [*rights.of_file(rights.read(file), _url(given)), *rights.of_headers(headers)]
    return rights.allowed(extract(page, url=_url(given), signals=signals).flags, LATER)


def _url(given: Mapping[str, Any]) -> str:
    return "https://o.example" + str(given.get("path", "/a"))


def _kept(left: Allowed, what: str, wanted: object) -> bool:
    """Whether what is left is what a case expects; what it says in words is read as words."""
    if what in LEFT:
        free = wanted if isinstance(wanted, bool) else str(wanted).startswith("as if unset")
        return LEFT[what](left) == free
    if what == "excerpt_chars":
        return left.excerpt == int(re.sub(r"\D", "", str(wanted)))
    if what == "show":
        return left.excerpt == 0 and left.listed
    return False


def _rests(rss: str, rest: Rest) -> bool:
    """Whether a feed is not asked more often than it says, nor on the days and in the hours it names."""
    ttl = re.search(r"<ttl>(\d+)", rss)
    least = timedelta(minutes=int(ttl[1])) if ttl else polling.SHORTEST
    state = polling.State(url="https://o.example/feed", every=polling.SHORTEST)
    for hour in range(7 * 24):
        now = datetime(2031, 3, 3, tzinfo=UTC) + timedelta(hours=hour)
        due = polling.paced(state, now, brought=True, rest=rest).due
        assert due is not None
        if due - now < least or f"<day>{due:%A}<" in rss or f"<hour>{due.hour}<" in rss:
            return False
    return True
