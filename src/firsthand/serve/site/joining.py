"""Telling what waits in large stories while readers look at what is told of them.

No reader waits for it, and none has to come back for it to be done: whoever asks for a story has it
told afterwards, in a thread of its own, one story at a time.
"""

import threading
import time
from os import PathLike

from firsthand.errors import LibraryError
from firsthand.library import Library

#: how long it rests after telling a story, by what that took: a story that grows while it is read
#: takes no more than a quarter of a processor
REST = 3.0
#: seconds before it begins: the page that was asked for is drawn first
BEFORE = 1.0


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
        while (story := self._next()) is not None:
            begun = time.monotonic()
            try:
                with Library(self._path, create=False) as library:
                    library.catch_up(story)
            except LibraryError:
                pass  # another process writes for long, or the disk is full: the next reader asks again
            time.sleep(REST * (time.monotonic() - begun))

    def _next(self) -> str | None:
        with self._lock:
            story = next(iter(self._asked), None)
            if story is None:
                self._working = False
            else:
                del self._asked[story]
            return story
