"""The command ``archive``: web archives and tables in bulk, read by many processes or machines."""

import argparse
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

from firsthand.console import Output, command, number, opened, tell_added, told
from firsthand.errors import LibraryError, UsageError
from firsthand.processes import end_with_starter

if TYPE_CHECKING:
    from firsthand.collect.sources import Spread

#: how many processes may read
PROCESSES = range(1, 257)
#: files that the command holds open for each of them, and for all else
FILES_EACH, FILES_ELSE = 2, 24
#: a page or an article takes tens of milliseconds: so many are sent together
TOGETHER = 4
#: Ray tells its makers of its use unless this is said, and looks for a cluster that is not there for
#: a quarter of an hour: half a minute for each try
_RAY = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_NUM_REDIS_GET_RETRIES": "1"}
#: what a killed command leaves, the tracker clears away; that it does so is told to nobody
_WARNINGS, _CLEARED = "PYTHONWARNINGS", "ignore:resource_tracker"
_AGAIN = "the same command goes on from there"
_EPILOG = """\
Cut off at any point, the same command goes on: pages that are kept are not read again.
Every process that reads takes 200 MB or so. On a cluster each machine needs `pip install
"firsthand[all,ray]"`; the library stays on the machine where the command runs.
"""


@dataclass(frozen=True, slots=True)
class Commands:
    """The command, a method that takes the options and returns the exit status."""

    out: Output

    def archive(self, options: argparse.Namespace) -> int:
        """``firsthand archive``: keep what archives hold."""
        if options.ray and options.processes:
            raise UsageError("either --processes here or a --ray cluster, not both")
        progress = self.out.progress()
        pool = _cluster(options.ray) if options.ray else _here(options.processes)
        try:
            with opened(options, create=True) as library, pool as spread:
                found = library.add(
                    options.source, kept=told(self.out, options), progress=progress, map=spread
                )
        except BrokenProcessPool as error:
            raise LibraryError(
                f"a process that reads was ended, for want of memory perhaps: give fewer --processes; {_AGAIN}"
            ) from error
        finally:
            progress.close()
        return tell_added(found, self.out, options)


@contextmanager
def _here(processes: int | None) -> "Iterator[Spread]":
    """Give the ``map`` of processes on this machine."""
    count = processes or os.cpu_count() or 1
    with _started(), _quiet():
        _make_room(count)
        pool = ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=_serve)
    try:
        yield partial(_mapped, pool)
    finally:
        # of what failed, or was interrupted, nobody waits for the rest
        pool.shutdown(cancel_futures=True)


def _make_room(processes: int) -> None:
    """Have as many files open as so many processes need; OSError where the system does not allow it.

    Otherwise some would begin, and who ends them waits until they have done what they have begun.
    """
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not everywhere

    needed = FILES_ELSE + processes * FILES_EACH
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY or soft >= needed:
        return
    if hard != resource.RLIM_INFINITY and hard < needed:
        raise OSError(f"{processes} of them need {needed} open files, allowed are {hard}")
    resource.setrlimit(resource.RLIMIT_NOFILE, (needed, hard))


def _mapped(
    pool: ProcessPoolExecutor, function: Callable[[Any], Any], things: Iterable[Any]
) -> Iterable[Any]:
    with _started():  # each process is, once there is something for it to do
        return pool.map(function, things, chunksize=TOGETHER)


@contextmanager
def _started() -> Iterator[None]:
    """Say so where the system lets no more processes, or what they share, begin."""
    try:
        yield
    except (OSError, NotImplementedError) as error:
        raise LibraryError(
            f"no more processes can be started here ({error}): give fewer --processes, or `firsthand "
            f"add` instead; {_AGAIN}"
        ) from error


@contextmanager
def _quiet() -> Iterator[None]:
    """Let Python's tracker of what processes share begin without a voice."""
    before = os.environ.get(_WARNINGS)
    os.environ[_WARNINGS] = f"{before},{_CLEARED}" if before else _CLEARED
    try:
        yield
    finally:
        os.environ.pop(_WARNINGS)
        if before is not None:
            os.environ[_WARNINGS] = before


def _serve() -> None:
    """Leave Ctrl-C to the process that started this one, and end with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_starter()


@contextmanager
def _cluster(address: str) -> "Iterator[Spread]":
    """Give the ``map`` of a Ray cluster."""
    for name, value in _RAY.items():
        os.environ.setdefault(name, value)
    try:
        import ray  # noqa: PLC0415 - of an extra
        from ray.util.multiprocessing import Pool  # noqa: PLC0415
    except ImportError:
        raise UsageError('there is no Ray here: pip install "firsthand[ray]"') from None
    try:
        ray.init(address=address, log_to_driver=False)
    except (ConnectionError, ValueError, RuntimeError) as error:
        why = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise UsageError(f"no Ray cluster is reached at {address}: {why}") from error
    try:
        with Pool() as pool:
            yield partial(pool.map, chunksize=TOGETHER)
    except ray.exceptions.RayError as error:  # a machine went, or had no memory left
        why = str(error).strip().splitlines()[-1]
        raise LibraryError(f"the cluster failed ({why}); {_AGAIN}") from error
    finally:
        ray.shutdown()


def register(commands: Any, output: Output) -> None:
    """Add the command to the command line."""
    words = "keep what web archives and tables hold, read by many processes or machines"
    archive = command(commands, "archive", Commands(output).archive, words, acts=_EPILOG)
    archive.add_argument(
        "source", nargs="+", metavar="SOURCE",
        help="WARC or Parquet files, folders of them, and what else `read` takes",
    )  # fmt: skip
    archive.add_argument(
        "--processes", type=partial(number, among=PROCESSES, what="a number of processes"),
        metavar="N", help="how many read on this machine (one a processor)",
    )  # fmt: skip
    words = "let a Ray cluster read: its address, `auto` for the one this machine is of, `local` for one here"
    archive.add_argument("--ray", metavar="ADDRESS", help=words)
