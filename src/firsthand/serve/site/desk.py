"""What the pages are made from: a library for each thread that answers, and what may be shown."""

import threading
from dataclasses import dataclass, replace
from datetime import datetime
from os import PathLike

from firsthand import inquiry
from firsthand.collect import articles
from firsthand.errors import UsageError
from firsthand.inquiry import Answer, Found
from firsthand.library import Library
from firsthand.reading import Reading
from firsthand.records import Article, Story
from firsthand.serve import rights, sigla
from firsthand.serve.sigla import Texts
from firsthand.serve.views import View, view
from firsthand.serve.words import say
from firsthand.timeline.replay import PRESENT, Replay

#: characters that are asked after
ASKED = 2_000
#: claims that share words with what is asked after, and stories of them that are looked into
_HITS, _STORIES = 40, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A story of the library with what its pages need."""

    reading: Reading
    story: Story
    texts: Texts
    view: View

    def article(self, name: str) -> Article | None:
        """Return one of its articles."""
        return self.texts.articles.get(name)


class Desk:
    """A library as several threads read it.

    ``public`` is whether others than the owner of this computer can see the answers.
    """

    def __init__(self, path: str | PathLike[str], *, public: bool = False) -> None:
        self._path = path
        self._local = threading.local()
        self.public = public
        self._reader = threading.Lock()
        with Library(path):
            pass  # made if it is not there, refused at once if it is something else

    @property
    def library(self) -> Library:
        """The library of this thread."""
        known: Library | None = getattr(self._local, "library", None)
        if known is None:
            known = self._local.library = Library(self._path, create=False)
        return known

    def reading(self, story: str, replay: Replay = PRESENT) -> Reading:
        """Return a story as far as it may be shown. Raises UsageError where there is none."""
        return rights.limit(self.library.story(story, replay=replay), public=self.public)

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
        return replace(found, reading=rights.limit(found.reading, public=self.public))

    def told(self, story: str, replay: Replay = PRESENT) -> Told:
        """Return a story joined for a page.

        Raises UsageError where there is no such story, or nothing of it at the moment asked.
        """
        reading = self.reading(story, replay)
        if not reading.stories:
            raise UsageError(say("asof.none"))
        # of what was several stories then, the largest; the address stays that of the one it is now
        found = max(reading.stories, key=lambda one: len(one.articles))
        if replay.moment:
            found = replace(found, id=story)
        return joined(reading, found, as_of=replay.moment)


def joined(reading: Reading, story: Story, *, as_of: datetime | None = None) -> Told:
    """Join a story with what its pages need."""
    texts = sigla.index(reading.articles, reading.lineage)
    return Told(reading=reading, story=story, texts=texts, view=view(story, texts, as_of=as_of))
