"""Collecting: a round over thousands of feeds, and a collector that is killed again and again.

``python -m benchmarks.collecting feeds [--sites 10000] [--slow 0]`` lets one site after the other
have its feed known (``--quick`` writes that into the file), then times one polite round in which four of five answer 304 and the fifth has
one article more, whose page is fetched too. ``--slow`` sites send a byte a second.

``python -m benchmarks.collecting kills [--kills 100]`` kills collectors (SIGKILL) at random points.
Each time that one gets to its end, articles and findings must be those of a library that was left
alone, and nothing that was told to be kept may be missing; then another library is begun.

``python -m benchmarks.collecting writers`` lets two collectors and a command line write at once.
"""

import argparse
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from benchmarks import articles, loopback
from benchmarks.clock import peak
from firsthand.collect import addresses
from firsthand.collect.fetch import Fetcher
from firsthand.collect.pace import DELAY, Pace
from firsthand.collect.web import Web
from firsthand.library import Library
from firsthand.store.database import Database
from firsthand.upkeep import collecting, listing

NOW = datetime(2031, 3, 4, 12, tzinfo=UTC)
#: sites of the killed collectors, articles that each takes from one, and seconds between requests
SITES, PAGES, PAUSE = 8, 3, 0.05


def main() -> int:
    options = _options()
    if options.child:
        return child(Path(options.child))
    with tempfile.TemporaryDirectory() as folder:
        if options.part == "feeds":
            return feeds(Path(folder), options.sites, options.slow, quick=options.quick)
        if options.part == "kills":
            return kills(Path(folder), options.kills)
        return writers(Path(folder))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("part", choices=("feeds", "kills", "writers"))
    parser.add_argument("--sites", type=int, default=10_000)
    parser.add_argument("--slow", type=int, default=0)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--child", help=argparse.SUPPRESS)
    return parser.parse_args()


@contextmanager
def served(slow: range = range(0)) -> Iterator[int]:
    """Serve the invented web in a process of its own; gives its port."""
    command = [sys.executable, "-m", "benchmarks.loopback", "0", str(slow.start), str(len(slow))]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    try:
        yield int(child.stdout.readline())
    finally:
        child.kill()
        child.wait()


def way(pause: float) -> Web:
    """The way to the loopback."""
    fetcher = Fetcher(allowed=addresses.nets(["127.0.0.0/8"]))
    return Web(fetcher=fetcher, pace=Pace(delay=pause))


def subscribe(path: Path, port: int, sites: range) -> None:
    if not sites:
        return
    with Library(path) as library:
        lines = "\n".join(f"http://{loopback.address(n)}:{port}/feed" for n in sites)
        library.sources.take_in(lines.encode(), now=NOW)


# --------------------------------------------------------------------------- many feeds


def feeds(folder: Path, sites: int, slow: int, *, quick: bool) -> int:
    path = folder / "library.db"
    with served(range(sites - slow, sites)) as port:
        subscribe(path, port, range(sites - slow))
        if quick:
            _know(path)
        else:
            listing.BACKLOG = 0  # what the feeds have already is not fetched
            _round(path, NOW, f"first round, {sites - slow} feeds")
        listing.BACKLOG = 1
        way(0.0).fetcher.get(f"http://127.0.0.1:{port}/next")
        subscribe(path, port, range(sites - slow, sites))
        seconds, peak = _round(path, NOW + timedelta(days=1), f"next round, {slow} slow besides")
    print(f"{seconds:.0f} s, {peak:.0f} MB")
    return 0 if seconds < 600 and peak < 500 else 1


def _know(path: Path) -> None:
    """Let all feeds be known as after a first round, but for what they list."""
    with closing(sqlite3.connect(path)) as library:
        library.execute(
            "update source set kind = 'feed', whole = added, etag = '\"' || (number - 1) || '-0\"'"
        )
        library.commit()


def _round(path: Path, now: datetime, name: str) -> tuple[float, float]:
    database, taken, begun = Database(path), list[float](), time.perf_counter()
    before = _computed()
    found = collecting.collect(
        database, way(DELAY), clock=_now, at=now,
        kept=lambda *_: taken.append(time.perf_counter() - begun), progress=lambda *_: None,
    )  # fmt: skip
    seconds = time.perf_counter() - begun
    last = taken[int(len(taken) * 0.99)] if taken else 0.0
    workers = _workers()
    print(
        f"{name}: {seconds:.0f} s ({_computed() - before:.0f} s of computing), {found.asked} answered, {found.unchanged} with nothing new, "
        f"{len(found.new)} articles (99 of 100 after {last:.0f} s), {len(found.refused)} refused, "
        f"{peak():.0f} MB, workers {workers:.0f} MB",
        flush=True,
    )
    database.close()
    return seconds, peak()


def _now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 -- hosts have their pauses by it


def _computed() -> float:
    """Give the seconds that this process and its ended workers have computed."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _workers() -> float:
    """End the workers; gives their largest sizes together in megabytes, where the system tells."""
    from firsthand.collect import budget  # noqa: PLC0415 (its workers are ended here)

    total = 0.0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            about = (process / "status").read_text()
            ours = f"PPid:\t{os.getpid()}\n" in about
            if ours and b"budget" in (process / "cmdline").read_bytes():
                total += int(about.partition("VmHWM:")[2].split()[0]) / 1024
        except OSError:
            continue  # it has ended
    budget.close()
    return total


# --------------------------------------------------------------------------- kills


def child(path: Path) -> int:
    """Collect into a library, telling each article that is kept, and ``done`` at the end."""
    listing.BACKLOG = PAGES
    with Library(path, create=False) as library:
        library.collect(
            now=NOW, web=way(PAUSE), kept=lambda what, name: print(what, name, flush=True)
        )
    print("done", flush=True)
    return 0


def _child(path: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "benchmarks.collecting", "kills", "--child", str(path)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def _finished(path: Path) -> tuple[list[str], float]:
    begun = time.perf_counter()
    lines = _child(path).communicate()[0].splitlines()
    return lines, time.perf_counter() - begun


def kills(folder: Path, count: int) -> int:
    with served() as port:
        calm = folder / "calm.db"
        subscribe(calm, port, range(SITES))
        _, longest = _finished(calm)
        wanted = _dump(calm)
        print(f"undisturbed: {len(wanted)} lines in {longest:.1f} s", flush=True)
        done, number, random = 0, 0, Random(4)
        while done < count:
            path = folder / f"killed-{number}.db"
            subscribe(path, port, range(SITES))
            killed, told = _campaign(path, random, longest, count - done)
            done, number = done + killed, number + 1
            if not _same(path, wanted, told, done):
                return 1
    return 0


def _campaign(path: Path, random: Random, longest: float, most: int) -> tuple[int, set[str]]:
    """Kill collectors of one library until one of them gets to the end; gives what they told."""
    told: set[str] = set()
    for killed in range(most):
        running = _child(path)
        timer = threading.Timer(random.uniform(0.2, longest), running.send_signal, [signal.SIGKILL])
        timer.start()
        lines = running.communicate()[0].splitlines(keepends=True)
        timer.cancel()
        told |= {line.split()[1] for line in lines if line.endswith("\n") and " " in line}
        if "done\n" in lines:
            return killed, told
    told |= {line.split()[1] for line in _finished(path)[0] if " " in line}
    return most, told


def _dump(path: Path) -> list[str]:
    with Library(path) as library:
        return list(library.dump())


def _same(path: Path, wanted: list[str], told: set[str], done: int) -> bool:
    dump = _dump(path)
    with Library(path) as library:
        lost = [name for name in told if not library.history(name).versions]
        problems = library.doctor().problems
    same = dump == wanted
    print(
        f"{done} kills: {len(told)} told, {len(lost)} of them lost, "
        f"{'equal' if same else 'DIFFERENT'}, file {'DAMAGED' if problems else 'sound'}",
        flush=True,
    )
    return same and not lost and not problems


# --------------------------------------------------------------------------- writers


def writers(folder: Path) -> int:
    """Let two collectors and ``firsthand add`` write to one library at once."""
    path, source = folder / "library.db", folder / "articles.jsonl"
    articles.write(source, 30)
    with served() as port:
        subscribe(path, port, range(SITES))
        add = [sys.executable, "-m", "firsthand", "add", "--library", str(path), str(source)]
        running = [_child(path), _child(path)]
        running.append(subprocess.Popen(add, stdout=subprocess.PIPE, text=True))
        lines = [line for one in running for line in one.communicate()[0].splitlines()]
    told = {line.split()[1] for line in lines if line.startswith(("new ", "same ", "version "))}
    wanted = SITES * PAGES + 30
    with Library(path) as library:
        lost = [name for name in told if not library.history(name).versions]
        kept, sound = library.doctor().counts["articles"], not library.doctor().problems
    fine = all(one.returncode == 0 for one in running)
    print(f"{kept} of {wanted} articles, {len(lost)} lost, {'no' if fine else 'SOME'} errors")
    return 0 if kept == wanted and not lost and sound and fine else 1


if __name__ == "__main__":
    sys.exit(main())
