"""A library that is kept for days: memory, open files and the log of the file, hour by hour.

``python -m benchmarks.soak [--hours 72] [--sites 150] [--told 60]``. One process does each hour what
``firsthand collect`` does, by a clock that goes on as soon as it is done, and takes in so many articles
besides that tell of the same events; ``firsthand serve`` answers beside it. Both go on until the end.
Memory is what the processes hold together, workers included, when an hour is over. What is kept at hand fills up
at first, so the last third of the hours is compared with the second (the first has to bring more than
``upkeep.placing.WINDOW`` articles, which grouping holds): it ends with 1 where the most memory is
more by ``GROWTH``, files by ``FILES``, or the log is longer than ``LOG``. A million items of feeds
are 1,750 sites for 72 hours (Linux).
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from benchmarks import articles, collecting, loopback
from benchmarks.reader import about, family, serving
from firsthand.collect.articles import make
from firsthand.collect.fetch import Fetcher
from firsthand.library import Library
from firsthand.records import Article
from firsthand.store.database import LOG_PAGES
from firsthand.upkeep import listing

#: by how much more memory may be held, as a share, and how many more files
GROWTH, FILES = 0.1, 2
#: bytes that the log may have: what is folded into the file at once, twice
LOG = 2 * LOG_PAGES * 4_096
#: stories that somebody looks at after each round
READ = 10
THIRDS = 3
ROW = "{:>6} {:>9} {:>9} {:>10} {:>10} {:>7} {:>8} {:>8}"


class Hour(NamedTuple):
    """How things stand at the end of an hour: megabytes, and how many files are open."""

    items: int
    articles: int
    collector: float
    reader: float
    files: int
    log: float
    file: float


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--hours", type=int, default=72)
    parser.add_argument("--sites", type=int, default=150)
    parser.add_argument("--told", type=int, default=60, help="articles of common events, each hour")
    options = parser.parse_args()
    if options.hours < THIRDS:
        parser.error(f"--hours: at least {THIRDS}, whose last third is compared with the second")
    listing.BACKLOG = 1
    hours: list[Hour] = []
    print(ROW.format("hour", "items", "articles", "collector", "reader", "files", "log", "file"))
    with tempfile.TemporaryDirectory() as folder:
        for hour in soak(Path(folder, "library.db"), options.hours, options.sites, options.told):
            hours.append(hour)
            shown = (f"{one:.0f}" for one in hour[2:])
            print(ROW.format(len(hours), hour.items, hour.articles, *shown), flush=True)
    return judge(hours)


def soak(path: Path, hours: int, sites: int, told: int) -> Iterator[Hour]:
    """Collect, take in and read, hour by hour."""
    more = _told(hours * told)
    items = kept = 0
    with collecting.served() as port, Library(path) as library, serving(path) as (place, server):
        collecting.subscribe(path, port, range(sites))
        others = {*family(os.getpid())} - {os.getpid()}
        web = collecting.way(0.0)
        for hour in range(hours):
            now = collecting.NOW + timedelta(hours=hour)
            found = library.collect(now=now, web=web)
            items += (found.asked - found.unchanged) * loopback.ITEMS
            added = library.add(list(_seen(islice(more, told), now)), now=now)
            kept += len(found.new) + len(added.new)
            _look(library, web.fetcher, place)
            web.fetcher.get(f"http://127.0.0.1:{port}/next")
            readers = family(server)
            collectors = [one for one in family(os.getpid()) if one not in {*others, *readers}]
            yield Hour(
                items, kept, _held(collectors), _held(readers), _files([*collectors, *readers]),
                _size(path.with_name(f"{path.name}-wal")), _size(path),
            )  # fmt: skip


def judge(hours: Sequence[Hour]) -> int:
    """Compare the last third with the second; returns 0 where nothing has grown too much."""
    third = len(hours) // THIRDS
    before, after = hours[third : 2 * third], hours[2 * third :]

    def grown(field: str) -> float:
        most = [float(max(getattr(one, field) for one in part)) for part in (before, after)]
        return most[1] / most[0]

    collector, reader = grown("collector"), grown("reader")
    files = max(one.files for one in after) - max(one.files for one in before)
    log = max(one.log for one in hours)
    print(
        f"the last third beside the second: collector {collector:.2f}, reader {reader:.2f}, "
        f"{files:+} files; the log had at most {log:.1f} MB"
    )
    flat = max(collector, reader) <= 1 + GROWTH and files <= FILES and log * 1e6 <= LOG
    return 0 if flat else 1


def _told(count: int) -> Iterator[Article]:
    for row in articles.articles(count):
        yield make(row["text"], id=row["id"], title=row["title"], outlet=row["outlet"])


def _seen(told: Iterator[Article], now: datetime) -> Iterator[Article]:
    for article in told:
        yield replace(article, seen=now)


def _look(library: Library, fetcher: Fetcher, port: int) -> None:
    """Look at the first page, at what is new on it, and for some of its words."""
    latest = library.stories(most=READ)
    words = [one.title.split()[-1] for one in latest]
    for page in (
        "/", *(f"/stories/{one.id}" for one in latest), *(f"/search?q={quote(one)}" for one in words)
    ):  # fmt: skip
        status = fetcher.get(f"http://127.0.0.1:{port}{page}").status
        assert status == 200, f"{page}: {status}"


# --------------------------------------------------------------------------- what is held


def _held(processes: Sequence[int]) -> float:
    """Megabytes that processes hold together."""
    total = 0
    for process in processes:
        with suppress(OSError):  # it has ended
            total += int(about(process, "VmRSS").split()[0])
    return total / 1_024


def _files(processes: Sequence[int]) -> int:
    total = 0
    for process in processes:
        with suppress(OSError):
            total += sum(1 for _ in Path(f"/proc/{process}/fd").iterdir())
    return total


def _size(path: Path) -> float:
    return path.stat().st_size / 1e6 if path.exists() else 0.0


if __name__ == "__main__":
    sys.exit(main())
