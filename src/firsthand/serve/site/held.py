"""Stories that were read, held for as long as all that they were read from is as it was.

Each reader has pages of its own (what is new to it differs), and a story has several; all of them
are made from one reading, and making that out of the library takes most of the time.
"""

import threading
from dataclasses import dataclass
from datetime import datetime, timedelta

from firsthand.library import Library, Notes, recall
from firsthand.reading import Reading
from firsthand.timeline.replay import Replay

#: for so long something made from the library is kept: with time what is expected falls due, and
#: words that were purged stay in memory no longer
LONGEST = timedelta(minutes=10)
#: the same where others see it: with time leave to show a text ends, too
PUBLIC = timedelta(minutes=1)
#: reports in all stories held together; one takes 5 kB
MOST_REPORTS = 20_000

Key = tuple[str, Replay]


@dataclass(frozen=True, slots=True)
class _Story:
    reading: Reading
    notes: Notes
    read: datetime
    reports: int


class Held:
    """The stories that one reader holds, for all of its threads."""

    def __init__(self, longest: timedelta) -> None:
        self._longest = longest
        #: the one that was not asked for longest comes first
        self._stories: dict[Key, _Story] = {}
        self._reports = 0
        self._lock = threading.Lock()

    def find(self, key: Key, library: Library, now: datetime) -> Reading | None:
        """Return a story that still is as it was read; whoever takes notes has those of it."""
        with self._lock:
            found = self._stories.get(key)
        if found is None:
            return None
        fresh = found.read <= now < found.read + self._longest and library.pages.stands(found.notes)
        with self._lock:
            if self._stories.get(key) is found:
                self._drop(key)
                if fresh:
                    self._put(key, found)
        if not fresh:
            return None
        recall(found.notes)
        return found.reading

    def keep(self, key: Key, reading: Reading, notes: Notes, read: datetime) -> None:
        """Hold a story, and let go of others where there are too many."""
        if not notes.whole:
            return
        reports = sum(len(claim.reports) for story in reading.stories for claim in story.claims)
        with self._lock:
            self._drop(key)
            self._put(key, _Story(reading, notes, read, reports))
            while self._reports > MOST_REPORTS and len(self._stories) > 1:
                self._drop(next(iter(self._stories)))

    def _put(self, key: Key, story: _Story) -> None:
        self._stories[key] = story
        self._reports += story.reports

    def _drop(self, key: Key) -> None:
        found = self._stories.pop(key, None)
        self._reports -= found.reports if found else 0
