"""What the pages are made from: a library for each thread that answers, and what may be shown."""

import hashlib
import threading
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from os import PathLike

from firsthand import inquiry, sigla
from firsthand.collect import articles
from firsthand.errors import UsageError
from firsthand.inquiry import Answer, Found
from firsthand.library import History, Library, noting
from firsthand.reading import Reading
from firsthand.records import Article
from firsthand.serve import rights, views
from firsthand.serve.site import fronts
from firsthand.serve.site.fronts import Line
from firsthand.serve.site.held import LONGEST, PUBLIC, Held
from firsthand.serve.site.joining import Joiner
from firsthand.serve.views import View
from firsthand.serve.words import say
from firsthand.timeline.replay import PRESENT, Replay
from firsthand.upkeep.takedowns import UNDER_WAY

#: characters that are asked after
ASKED = 2_000
#: claims that share words with what is asked after, and stories of them that are looked into
_HITS, _STORIES = 40, 3
#: megabytes of the library that each thread holds; there are many, and the system holds the file
HELD = 2


class Desk:
    """A library as several threads read it.

    ``public`` is whether others than the owner of this computer can see the answers. Whatever
    holds words of articles has gone through ``rights``.
    """

    def __init__(
        self, path: str | PathLike[str], *, clock: Callable[[], datetime], public: bool = False
    ) -> None:
        self._path = path
        self._local = threading.local()
        self._clock = clock
        self.public = public
        self._reader, self._finishing = threading.Lock(), threading.Lock()
        self._joiner = Joiner(path)
        self._held = Held(PUBLIC if public else LONGEST)
        with Library(path):
            pass  # made if it is not there, refused at once if it is something else

    @property
    def library(self) -> Library:
        """The library of this thread, once what owners proved and was cut off is carried out in it."""
        known: Library | None = getattr(self._local, "library", None)
        if known is None:
            known = self._local.library = Library(self._path, create=False, held=HELD, as_told=True)
            self._local.finished = known.pages.state()
        elif self._local.finished != (state := known.pages.state()):
            with self._finishing:
                waits = known.takedowns.finish(now=self._clock(), patience=UNDER_WAY)
            self._local.finished = None if waits else state
        return known

    def state(self) -> object:
        """Return what is another one after anybody wrote, to be compared within this thread."""
        return self.library.pages.state()

    def reading(self, story: str, replay: Replay = PRESENT) -> Reading:
        """Return a story as far as it may be shown. Raises UsageError where there is none."""
        key, now = (story, replay), self._clock()
        found = self._held.find(key, self.library, now)
        if found is None:
            with noting() as notes:
                found = self.limit(self.library.story(story, replay=replay))
            self._held.keep(key, found, notes, now)
        self.waiting(story)
        return found

    def waiting(self, story: str) -> int:
        """Return how many reports are not in what is told of a story yet; has them joined."""
        waiting = self.library.pages.waiting(story)
        if waiting:
            self._joiner.ask(story)
        return waiting

    def view(self, story: str, replay: Replay = PRESENT) -> View:
        """Return a story joined for a page.

        Raises UsageError where there is no such story, or nothing of it at the moment asked.
        """
        reading = self.reading(story, replay)
        if not reading.stories:
            raise UsageError(say("asof.none"))
        # of what was several stories then, the address stays that of the one it is now
        return self.joined(reading, replay.moment, story if replay.moment else None)

    def joined(
        self, reading: Reading, as_of: datetime | None = None, name: str | None = None
    ) -> View:
        """Join the largest story of a reading for a page; ``name`` is its id, if it has another."""
        found = max(reading.stories, key=lambda one: len(one.articles))
        texts = sigla.index(reading.articles, reading.lineage)
        return views.view(replace(found, id=name) if name else found, texts, as_of=as_of)

    def evidence(self, story: str) -> tuple[Reading, dict[str, str]]:
        """Return a story as far as it may be shown, and of each article the hash of all its text."""
        whole = self.library.story(story)
        sums = {
            article.id: hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()
            for article in whole.articles
        }
        return self.limit(whole), sums

    def history(self, article: Article) -> History:
        """Return what happened to an article, as far as it may be shown."""
        found = self.library.history(article.id)
        return rights.history(found, article, public=self.public, now=self._clock())

    def titles(self, stories: Iterable[str]) -> dict[str, str]:
        """Return the titles of stories by their ids, as far as they may be shown."""
        names = list(stories)
        found = {n: one.title for n, one in self.library.pages.headings(names).items()}
        for name in self.library.pages.guarded(found) if self.public else ():
            found[name] = self.reading(name).stories[0].title[1]
        return found

    def lines(self, stories: Iterable[str], since: datetime | None = None) -> tuple[Line, ...]:
        """Set stories for a list; what came after ``since`` is new."""
        outlines = self.library.pages.outlines(stories)
        titles = self.titles(outlines)
        told = [
            replace(one, heading=replace(one.heading, title=titles[name]))
            for name, one in outlines.items()
        ]
        return fronts.lines(told, since, self._clock(), public=self.public)

    def ask(self, text: str) -> list[Answer]:
        """Find the claims that a text makes in the stories that share most words with it."""
        asked = articles.make(text[:ASKED], id="asked")
        near = dict.fromkeys(hit.story for hit in self.library.near(asked.text, most=_HITS))
        readings = [self.library.story(story) for story in list(near)[:_STORIES]]
        with self._reader:  # the parser is for one thread at a time
            answers = inquiry.ask(asked, readings)
        return [
            replace(answer, found=tuple(self._shown(found) for found in answer.found))
            for answer in answers
        ]

    def _shown(self, found: Found) -> Found:
        """Limit what was found, its claim with it."""
        reading = self.limit(found.reading)
        story = next(one for one in reading.stories if one.id == found.story.id)
        claim = next(one for one in story.claims if one.id == found.claim.id)
        return replace(found, reading=reading, story=story, claim=claim)

    def withdrawn(self, article: Article) -> bool:
        """Tell whether nothing of an article may be shown."""
        return rights.withdrawn(article, public=self.public, now=self._clock())

    def heading(self, article: Article) -> str:
        """Return what an article goes by in a list; nothing where that may not be shown."""
        return rights.heading(article, public=self.public, now=self._clock())

    def limit(self, reading: Reading) -> Reading:
        """Take out of a reading what may not be shown."""
        return rights.limit(reading, public=self.public, now=self._clock())
