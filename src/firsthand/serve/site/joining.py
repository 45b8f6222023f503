"""Telling what waits in large stories while readers look at what is told of them.

No reader waits for it, and none has to come back for it to be done: whoever asks for a story has it
told afterwards, one story at a time. A process of its own does it, which steps back for all others:
a thread would take turns in computing with those that draw pages.
"""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from os import PathLike
from pathlib import Path
from queue import SimpleQueue

from firsthand.errors import LibraryError
from firsthand.library import Library

#: how long it rests after telling a story, by what that took: a story that grows while it is read
#: takes no more than a quarter of a processor
REST = 3.0
#: seconds before it begins: the page that was asked for is drawn first
BEFORE = 1.0
#: how far the process steps back for others that want to compute: as far as there is
NICENESS = 19


class Joiner:
    """Tells stories that somebody has asked for, each once however often it is asked for meanwhile."""

    def __init__(self, path: str | PathLike[str]) -> None:
        self._path = path
        #: the one asked for first first
        self._asked: dict[str, None] = {}
        self._lock = threading.Lock()
        self._working = False

    def ask(self, story: str) -> None:
        """Have a story told; returns at once."""
        with self._lock:
            self._asked[story] = None
            if self._working:
                return
            self._working = True
        threading.Thread(target=self._work, name="joining", daemon=True).start()

    def _work(self) -> None:
        time.sleep(BEFORE)
        # it ends with its input, so with this process, too, however that ends; Ctrl-C is not for it
        with subprocess.Popen(  # noqa: S603 - Python itself, with code from here
            [sys.executable, "-c", f"from {__name__} import main; main()", os.fspath(self._path)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0, start_new_session=True,
        ) as teller:  # fmt: skip
            while (story := self._next()) is not None:
                begun = time.monotonic()
                with suppress(BrokenPipeError):  # killed: the next reader asks again
                    _tell(teller, story)
                time.sleep(REST * (time.monotonic() - begun))

    def _next(self) -> str | None:
        with self._lock:
            story = next(iter(self._asked), None)
            if story is None:
                self._working = False
            else:
                del self._asked[story]
            return story


def _tell(teller: subprocess.Popen[bytes], story: str) -> None:
    """Have a process tell a story, and wait for it."""
    assert teller.stdin is not None
    assert teller.stdout is not None
    teller.stdin.write(f"{story}\n".encode())
    teller.stdout.readline()


def main() -> None:
    """Tell the stories whose ids are read, a line each, answering each with an empty line.

    It ends with its input, even in the midst of a story: nothing of that is written yet.
    """
    _step_back()
    path, asked = sys.argv[1], SimpleQueue[str]()
    threading.Thread(target=_listen, args=(asked,), daemon=True).start()
    while True:
        story = asked.get()
        # another process writes for long, or the disk is full: the next reader asks again
        with suppress(LibraryError), _alone(path), Library(path, create=False) as library:
            library.catch_up(story)
        with suppress(BrokenPipeError):  # nobody waits for it any more
            os.write(sys.stdout.fileno(), b"\n")


def _listen(asked: SimpleQueue[str]) -> None:
    for line in sys.stdin:
        asked.put(line.strip())
    os._exit(0)


def _step_back() -> None:
    """Compute only while nobody else wants to.

    A nice process still keeps its turn for some milliseconds when another wakes up, and a page that
    is drawn wakes up often (Linux; elsewhere niceness has to do).
    """
    os.nice(NICENESS)
    if sys.platform == "linux":
        with suppress(OSError):  # forbidden here
            os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))


@contextmanager
def _alone(path: str) -> Iterator[None]:
    """Wait for those who tell stories of the same library: two would tell the same one."""
    with ExitStack() as stack:
        with suppress(OSError, ImportError):
            import fcntl  # noqa: PLC0415 - not on every system, nor every file system

            # of the folder: SQLite has locks of its own on the file, which end when it is closed
            place = os.open(Path(path).resolve().parent, os.O_RDONLY)
            stack.callback(os.close, place)
            fcntl.flock(place, fcntl.LOCK_EX)
        yield
