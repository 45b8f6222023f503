"""What comes from outside: addresses, feeds, dates, archives, robots.txt, identity, as shares."""

import base64
import io
import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from evaluation import shared
from evaluation.adapter import answer
from evaluation.cases import Case, Cases, measures
from firsthand.collect import addresses, documents, unpacking
from firsthand.errors import Refused

#: the scorer's cap for packed content, and what may be unpacked before it stops
CAP = 1_000_000
#: a page's budget, with the time to end what went beyond it
PAGE_SECONDS = 3.5
MEASURES = {
    "targets": ("SSRF targets refused or let through", ""),
    "scenarios": ("SSRF redirects and look-ups", ""),
    "unpacking": ("packed bombs stopped at the cap", ""),
    "feeds": ("feeds, core", "feedparser .985"),
    "feed checks": ("feeds, checks of other readers", "feedparser .52"),
    "hostile feeds": ("hostile feeds", ""),
    "hostile pages": ("hostile pages in bounds", ""),
    "dates": ("dates right", "dateparser .89"),
    "dates wrong": ("dates not silently wrong", ""),
    "archives": ("web archives", ""),
    "robots": ("robots.txt", "Protego .914"),
    "keys": ("addresses, same or not", ""),
    "streams": ("polls: articles, versions, alerts", ""),
}


# --------------------------------------------------------------------------- the parts


def _rows(folder: Path, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    path = folder / f"{name}.jsonl"
    if path.exists():
        yield from ((f"{name}/{n}", row) for n, row in enumerate(shared.rows(path)))


def targets(folder: Path) -> Iterator[Case]:
    for name, row in _rows(folder, "ssrf_urls"):
        said = answer({"op": "check_url", "url": row["url"]})
        held = said["ok"] == (row["expect"] == "allow")
        yield Case(name, "targets", held, f"{row['url']!r}: {said}")


def scenarios(folder: Path) -> Iterator[Case]:
    """The scenarios that name redirects or look-ups; the rest is tried by the tests of fetch."""
    for name, row in _rows(folder, "ssrf_scenarios"):
        if "steps" in row:
            led = _led(row["steps"])
            yield Case(name, "scenarios", led is None, f"{row['id']}: led to {led}")
        elif "resolver" in row:
            said = [
                answer({"op": "check_url", "url": f"http://{host}/", "resolver": row["resolver"]})
                for host in row["resolver"]
            ]
            held = not any(one["ok"] for one in said)
            yield Case(name, "scenarios", held, f"{row['id']}: {said}")


def _led(steps: Iterable[str]) -> str | None:
    """Where redirects lead; None if they are refused on the way."""
    url = "http://public.test/"
    try:
        for step in steps:
            url = addresses.joined(url, step.partition(" ")[2])
            if not answer({"op": "check_url", "url": url})["ok"]:
                return None
    except Refused:
        return None
    return url


def bombs(folder: Path) -> Iterator[Case]:
    place = folder / "decompression"
    expected = json.loads((place / "expect.json").read_text("utf-8"))["files"]
    for name, row in expected.items():
        if not (place / name).exists():
            continue
        data = io.BytesIO((place / name).read_bytes())
        try:
            size = len(unpacking.unpack(data, [row["encoding"]], CAP))
            yield Case(name, "unpacking", False, f"{size} bytes, not refused")
        except Refused as error:
            stopped = isinstance(error, unpacking.TooLarge)
            yield Case(name, "unpacking", stopped, str(error))


def core_feeds(folder: Path) -> Iterator[Case]:
    for name, row in _rows(folder, "feedparser_cases"):
        if row["tier"] != "core":
            continue
        url = row["headers"].get("content-location", "")
        said = answer({"op": "parse_feed", **row, "url": url})
        wrong = [check for check in row["checks"] if not _holds(said, check)]
        yield Case(name, "feeds", not wrong, f"{row['id']}: {wrong[:2]}")


def other_feeds(folder: Path) -> Iterator[Case]:
    for name, row in _rows(folder, "miniflux_feeds"):
        packed = base64.b64encode(row["data"].encode()).decode()
        said = answer({"op": "parse_feed", "input_b64": packed, "url": row["url"].strip()})
        for number, check in enumerate(row["checks"]):
            held = not said["ok"] if check["op"] == "error" else _holds(said, check)
            yield Case(f"{name}.{number}", "feed checks", held, f"{row['id']}: {check}")


def _holds(said: Mapping[str, Any], check: Mapping[str, Any]) -> bool:
    found: Any = said
    for step in check["path"]:
        try:
            found = len(found) if step == "#len" else found[step]
        except (KeyError, IndexError, TypeError):
            found = None
            break
    if check["path"][-1:] == ["content"] and isinstance(found, list):
        found = found[0]["value"]
    wanted = check["value"]
    if isinstance(wanted, list) and isinstance(found, list):
        return bool(found[:6] == wanted[:6])
    tests: dict[str, Callable[[], bool]] = {
        "==": lambda: bool(found == wanted),
        "!=": lambda: bool(found != wanted),
        "falsy": lambda: not found,
        "truthy": lambda: bool(found),
        "has": lambda: wanted in (found or ()),
        "!has": lambda: wanted not in (found or ()),
    }
    return tests.get(check["op"], lambda: True)()


def hostile_feeds(folder: Path) -> Iterator[Case]:
    """None may stall or crash, none may show what is not its own."""
    documents = {path.name: path.read_bytes() for path in (folder / "hostile_feeds").glob("*")}
    generated = json.loads((folder / "hostile_feeds_generated.json").read_text("utf-8"))
    documents |= {recipe["name"]: _cooked(recipe) for recipe in generated}
    own = Path("/etc/hostname").read_text("utf-8") if Path("/etc/hostname").exists() else "\0"
    for name, data in documents.items():
        packed = base64.b64encode(data).decode()
        try:
            said = json.dumps(answer({"op": "parse_feed", "input_b64": packed}))
            held = (
                own.strip() not in said and "<script" not in said and "reading it takes" not in said
            )
            yield Case(f"hostile_feeds/{name}", "hostile feeds", held, said[:300])
        except RuntimeError as error:
            yield Case(f"hostile_feeds/{name}", "hostile feeds", False, str(error))


def _cooked(recipe: Mapping[str, Any]) -> bytes:
    text = [recipe["prefix"]]
    for part in recipe["parts"]:
        if "lit" in part:
            text.append(part["lit"])
        elif "unit" in part:
            text.append(part["unit"] * part["n"])
        else:
            text += [part["counter"].replace("%d", str(n)) for n in range(part["n"])]
    return "".join([*text, recipe["suffix"]]).encode()


def hostile_pages(folder: Path) -> Iterator[Case]:
    """Each is read or given up in time, and the page after it is not delayed."""
    path = folder / "hostile_html_generated.json"
    for recipe in json.loads(path.read_text("utf-8")) if path.exists() else ():
        begin = time.perf_counter()
        try:
            seen = documents.page(_cooked(recipe), url="https://o.example/").text[:60]
        except Refused as error:
            seen = error.reason
        took = time.perf_counter() - begin
        held = took <= PAGE_SECONDS
        yield Case(f"html/{recipe['name']}", "hostile pages", held, f"{took:.1f} s: {seen}")


def dates(folder: Path) -> Iterator[Case]:
    for name, row in _rows(folder, "dates_expected"):
        written = row["input"]
        if written is None:
            written = row["repeat"][0] * row["repeat"][1]
        said = answer({"op": "parse_date", "input": written})["utc"]
        held = said == row["expected_utc"]
        yield Case(name, "dates", held, f"{written[:60]!r}: {said}, not {row['expected_utc']}")
        yield Case(f"{name}!", "dates wrong", held or said is None, f"{written[:60]!r}: {said}")


def web_archives(folder: Path) -> Iterator[Case]:
    place = folder / "warc"
    expected = json.loads((place / "expect.json").read_text("utf-8"))["files"]
    for path in sorted(place.glob("*.warc*")):
        packed = base64.b64encode(path.read_bytes()).decode()
        said = answer({"op": "read_warc", "input_b64": packed})
        row = expected.get(path.name, {})
        good = [one["url"] for one in said["records"] if "//ok" in one["url"]]
        least = row.get("plus", row.get("good", row.get("min_good", 0)))
        flagged = [flag for one in said["records"] for flag in one["flags"]]
        held = (
            len(good) >= least
            and len(good) <= row.get("good", 99)
            and len(said["articles"]) == row.get("articles", len(said["articles"]))
            and row.get("flags", "") in [*flagged, ""]
        )
        yield Case(path.name, "archives", held, f"{row}: {len(good)} good, {said['refused']}")


def robots(folder: Path) -> Iterator[Case]:
    for name, row in _rows(folder, "robots_google"):
        said = answer({**row, "op": "robots"})
        yield Case(name, "robots", said["allowed"] == row["allowed"], f"{row['id']}: {said}")


def keys(folder: Path) -> Iterator[Case]:
    for name, row in _rows(folder, "url_identity"):
        a, b = (answer({"op": "url_key", "url": row[side]})["key"] for side in "ab")
        yield Case(name, "keys", (a == b) == (row["same"] is True), f"{row}: {a} {b}")


def streams(folder: Path) -> Iterator[Case]:
    for name, row in _rows(folder, "identity_streams"):
        said = answer({"op": "ingest_polls", "polls": row["polls"]})
        held = all(said[key] == value for key, value in row["expect"].items())
        yield Case(name, "streams", held, f"{row['id']}: {said}, not {row['expect']}")


PARTS: tuple[Callable[[Path], Iterator[Case]], ...] = (
    targets,
    scenarios,
    bombs,
    core_feeds,
    other_feeds,
    hostile_feeds,
    hostile_pages,
    dates,
    web_archives,
    robots,
    keys,
    streams,
)


class Trust(Cases):
    name = "trust"
    needs = ("firsthand.collect.fetch:Fetcher",)
    measures = measures(MEASURES)
    parts = PARTS

    def files(self) -> list[Path]:
        return sorted(path for path in (self.data / "trust").rglob("*") if path.is_file())
