"""The pages under load: one reader and fifty, while a collector adds to a large library.

``python -m benchmarks.reader --keep FILE [--articles 100000] [--readers 50] [--seconds 20]`` fills a
library unless FILE is there (as ``benchmarks.library`` does, stories from 1 to 400 articles), starts
``firsthand serve`` on it and a collector beside it (which adds to FILE), and asks for pages in a
third process: by one reader, by ``--readers`` who leave no pause, and by as many who read each page
for some seconds. Milliseconds are those of the readers; ``cpu`` is the server's own computing for
a page of each kind (one reader), which the load of the machine leaves alone. It ends with 1 where a bound is not kept.
"""

import argparse
import asyncio
import os
import re
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from itertools import count
from pathlib import Path
from random import Random
from urllib.parse import quote

from benchmarks import collecting, library
from firsthand.library import Library
from firsthand.upkeep import listing

#: articles of the stories, in turns: most events are told by few, one in a thousand by hundreds
SMALL = (10, 1, 3, 1, 25, 1, 5, 2, 10, 60)
SIZES = (*SMALL, 400, *SMALL * 79)
#: how often each article of a large library is in it, each time under another name: to group and to
#: trace all of them would take an hour
COPIES = 8
#: seconds from one round of the collector to the next, and sites that it takes up in each; each
#: brings ``collecting.PAGES`` articles: about one article a second
ROUND, TAKEN_UP = 6.0, 2
#: what 19 of 20 pages must not exceed, in milliseconds, for one reader and for many; megabytes
ALONE, TOGETHER, MEMORY = 150, 500, 1_000
#: seconds for which a page is read by those who read, on average
READING = 5.0
ROW = "{:<22} {:>7} {:>8} {:>8} {:>8} {:>8} {:>7} {:>7}"


@dataclass(slots=True)
class Asked:
    """What became of the pages that were asked for: milliseconds by their kind, and errors."""

    taken: dict[str, list[float]] = field(default_factory=dict)
    bytes: dict[str, int] = field(default_factory=dict)
    #: seconds that the server computed for them, where one was asked for after the other
    computed: dict[str, float] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)


def main() -> int:
    options = _options()
    if options.collector:
        collect(Path(options.collector), options.port)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        path = options.keep or Path(folder, "library.db")
        if not path.exists():
            fill(path, options.articles)
        print(f"{path.stat().st_size / 1e6:.0f} MB")
        addresses = pages(path)
        with serving(path) as (port, server), nullcontext() if options.calm else collector(path):
            # models, templates and files are there then, as they are later
            asyncio.run(read(port, addresses, readers=1, seconds=3, pause=0))
            fine = measure(port, server, addresses, options)
            peak = sum(int(about(one, "VmHWM").split()[0]) for one in family(server)) / 1024
    print(f"the server held at most {peak:.0f} MB")
    return 0 if fine and peak < MEMORY else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--keep", type=Path, metavar="FILE", help="use or leave the library there")
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--calm", action="store_true", help="without the collector")
    parser.add_argument("--collector", help=argparse.SUPPRESS)
    parser.add_argument("--port", type=int, help=argparse.SUPPRESS)
    return parser.parse_args()


# --------------------------------------------------------------------------- a large library

#: columns that name rows of these tables, and those that hold the names of articles as JSON
NUMBERS = {
    "article": ("number",), "version": ("number", "article"), "story": ("number",),
    "membership": ("article", "story"), "gathering": ("number", "story"),
    "placement": ("article", "gathering"), "reading": ("article",), "claim": ("number", "story"),
    "descent": ("article",), "facet": ("article",), "citation": ("article",),
    "way": ("article", "upstream"),
}  # fmt: skip
TEXTS = {"headline", "told", "reports", "record", "links", "origins"}
_ARTICLE = re.compile(r'"(\d+-\d+)"')


def fill(path: Path, count: int) -> None:
    """Write a library of ``count`` articles or some more: an eighth is made, and taken again."""
    library.fill(path, -(-count // COPIES), SIZES)
    multiply(path)


def multiply(path: Path) -> None:
    """Write all articles again and again under other names, with what was found in them."""
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        first = file.execute("select max(number) from version").fetchone()[0]
        step = 10 * max(first, file.execute("select max(number) from claim").fetchone()[0])
        for copy in range(1, COPIES):
            renamed = partial(_ARTICLE.sub, rf'"{copy}x\1"')
            file.create_function("renamed", 1, lambda text, to=renamed: text and to(text))
            file.execute("begin")
            for table, numbers in NUMBERS.items():
                _copy(file, table, numbers, copy, step)
            file.execute("commit")
            print(end=".", flush=True)
        print()


def _copy(
    file: sqlite3.Connection, table: str, numbers: tuple[str, ...], copy: int, step: int
) -> None:
    columns = [row[1] for row in file.execute(f"pragma table_info({table})")]
    if not columns:
        return  # of another version

    def value(column: str) -> str:
        if column in numbers:
            return f"{column} + {copy * step}"
        if column == "id":
            return f"'{copy}x' || id" if table == "article" else f"id || '-{copy}'"
        return f"renamed({column})" if column in TEXTS else column

    file.execute(
        f"insert into {table} ({', '.join(columns)}) "  # noqa: S608 -- names of this module
        f"select {', '.join(map(value, columns))} from {table} where {numbers[0]} < {step} "
        f"order by {numbers[0]}"
    )


# --------------------------------------------------------------------------- what is asked for


def pages(path: Path) -> dict[str, list[str]]:
    """Return addresses to ask for, by their kind."""
    random = Random(5)
    with Library(path, create=False) as kept:
        near, far = kept.pages.front(most=60), kept.stories(most=1_000)
        every = [
            one for at in range(0, 100_000, 1_000) for one in kept.stories(most=1_000, after=at)
        ]
        largest = max(every, key=lambda one: one.articles)
        names = [word for one in far for word in one.title.split() if len(word) > 8]
        articles = [
            hit for word in random.choices(names, k=40) for hit in kept.search(word, most=5)
        ]
    some = random.sample(every, min(len(every), 1_000))
    return {
        "front": ["/"],
        "front, further": [f"/?after={30 * n}" for n in range(1, 20)],
        # what stands at the top is read most
        "story": [f"/stories/{one.id}" for n, one in enumerate(near) for _ in range(60 // (n + 1))],
        "story, any": [f"/stories/{one.id}" for one in some],
        f"story of {largest.articles}": [f"/stories/{largest.id}"],
        "article": [
            f"/stories/{hit.story}/articles/{quote(hit.article, safe='')}" for hit in articles
        ],
        "search, a name": [f"/search?q={word}" for word in random.choices(names, k=1_000)],
        "search, everyday": ["/search?q=said", "/search?q=the+said", "/search?q=officials+who"],
        "claims, everyday": ["/search?in=claims&q=the"],
    }  # fmt: skip


# --------------------------------------------------------------------------- who answers, who adds


@contextmanager
def serving(path: Path) -> Iterator[tuple[int, int]]:
    """Run ``firsthand serve`` over a library; gives its port and its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "firsthand", "serve", "--library", str(path)]
    child = subprocess.Popen([*command, "--port", str(port)])
    try:
        _wait(port)
        yield port, child.pid
    finally:
        child.terminate()
        child.wait()


def _wait(port: int) -> None:
    for _ in range(600):
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("the server does not answer")


@contextmanager
def collector(path: Path) -> Iterator[None]:
    """Collect from invented sites meanwhile, in processes of their own."""
    with collecting.served() as port:
        command = [sys.executable, "-m", "benchmarks.reader", "--collector", str(path)]
        child = subprocess.Popen([*command, "--port", str(port)])
        try:
            yield
        finally:
            child.terminate()
            child.wait()


def collect(path: Path, port: int) -> None:
    """Take up sites that nobody knew, and collect from them, until it is ended."""
    listing.BACKLOG = collecting.PAGES
    first = Random().randrange(1_000_000)
    for number in count(first, TAKEN_UP):
        begun = time.monotonic()
        collecting.subscribe(path, port, range(number, number + TAKEN_UP))
        with Library(path, create=False) as kept:
            kept.collect(now=datetime.now(UTC), web=collecting.way(0.05))  # noqa: TID251 -- as users do
        time.sleep(max(0.0, begun + ROUND - time.monotonic()))


# --------------------------------------------------------------------------- readers


def measure(
    port: int, server: int, addresses: dict[str, list[str]], options: argparse.Namespace
) -> bool:
    """Measure one reader, many without pause, and many who read; tell whether bounds are kept."""
    fine = True
    for name, readers, pause, bound in (
        ("one reader", 1, 0.0, ALONE),
        (f"{options.readers} readers without pause", options.readers, 0.0, TOGETHER),
        (f"{options.readers} who read", options.readers, READING, TOGETHER),
    ):
        begun, mine = _computed(server), sum(os.times()[:2])
        asked = asyncio.run(
            read(
                port, addresses, readers=readers, seconds=options.seconds, pause=pause,
                server=server if readers == 1 else None,
            )
        )  # fmt: skip
        cpu, own = _computed(server) - begun, sum(os.times()[:2]) - mine
        print(f"\n{name}")
        fine &= _show(asked, bound)
        pages = sum(map(len, asked.taken.values()))
        print(
            f"{pages / options.seconds:.0f} pages a second; computing for each: server "
            f"{1_000 * cpu / max(1, pages):.1f} ms, readers {1_000 * own / max(1, pages):.1f} ms; load of the "
            f"machine {os.getloadavg()[0]:.1f}; {len(asked.failed)} errors {asked.failed[:3]}",
            flush=True,
        )
    return fine


async def read(
    port: int,
    addresses: dict[str, list[str]],
    *,
    readers: int,
    seconds: float,
    pause: float,
    server: int | None = None,
) -> Asked:
    """Let readers ask for pages of all kinds in turns, each on a connection of its own.

    Of a ``server`` (process) that answers one reader it is told what it computed for each kind.
    """
    asked, until = Asked(), time.perf_counter() + seconds
    await asyncio.gather(
        *(_reader(port, addresses, asked, until, pause, Random(n), server) for n in range(readers))
    )
    return asked


async def _reader(
    port: int,
    addresses: dict[str, list[str]],
    asked: Asked,
    until: float,
    pause: float,
    random: Random,
    server: int | None,
) -> None:
    kinds = list(addresses)
    random.shuffle(kinds)
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    # they do not all come in one moment
    await asyncio.sleep(random.random() * pause)
    for n in count():
        if time.perf_counter() > until:
            break
        kind = kinds[n % len(kinds)]
        address = random.choice(addresses[kind])
        if pause:
            # a connection that nobody used for long is closed by the server
            writer.close()
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
        begun, computed = time.perf_counter(), _computed(server) if server else 0.0
        try:
            status, size = await _get(reader, writer, port, address)
        except (OSError, asyncio.IncompleteReadError) as error:
            asked.failed.append(f"{address}: {error!r}")
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            continue
        asked.taken.setdefault(kind, []).append(1_000 * (time.perf_counter() - begun))
        if server:
            spent = _computed(server) - computed
            asked.computed[kind] = asked.computed.get(kind, 0.0) + spent
        asked.bytes[kind] = max(size, asked.bytes.get(kind, 0))
        if status >= 400:  # a story may have become part of another
            asked.failed.append(f"{address}: {status}")
        if pause:
            await asyncio.sleep(
                min(random.expovariate(1 / pause), until - time.perf_counter() + 0.01)
            )
    writer.close()


async def _get(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, port: int, address: str
) -> tuple[int, int]:
    writer.write(f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    length = re.search(r"content-length: (\d+)", head, re.IGNORECASE)
    size = int(length[1]) if length else 0
    await reader.readexactly(size)
    return int(head.split(" ", 2)[1]), size


# --------------------------------------------------------------------------- what is printed


def _show(asked: Asked, bound: float) -> bool:
    print(ROW.format("milliseconds", "pages", "median", "p95", "p99", "max", "kB", "cpu"))
    fine = not asked.failed
    for kind, taken in asked.taken.items():
        taken.sort()
        at = [taken[int(len(taken) * share)] for share in (0.5, 0.95, 0.99)]
        fine &= at[1] <= bound
        shown = (f"{each:.0f}" for each in (*at, taken[-1]))
        cpu = f"{1_000 * asked.computed[kind] / len(taken):.0f}" if asked.computed else ""
        print(ROW.format(kind, len(taken), *shown, asked.bytes[kind] // 1_000, cpu).rstrip())
    return fine


def about(process: int, name: str) -> str:
    """Read one line of what Linux tells of a process."""
    status = Path(f"/proc/{process}/status").read_text()
    return status.partition(f"{name}:")[2].partition("\n")[0].strip()


def family(process: int) -> list[int]:
    """Name a process and those that it has started (Linux)."""
    threads = Path(f"/proc/{process}/task").glob("*/children")
    started = [child for thread in threads for child in thread.read_text().split()]
    return [process, *(one for child in started for one in family(int(child)))]


def _computed(process: int) -> float:
    """Give the seconds that a process and those that it has started have computed (Linux)."""
    computed = 0
    for one in family(process):
        fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        computed += sum(map(int, fields[11:13]))
    return computed / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    sys.exit(main())
