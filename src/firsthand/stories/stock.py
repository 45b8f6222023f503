"""The stories under way: by number, by article, and by the words they hold."""

from collections.abc import Iterable
from itertools import count

from firsthand.stories.features import Days
from firsthand.stories.gathering import Gathering
from firsthand.stories.vector import Vector, Words
from firsthand.stories.window import Window


class Stock:
    """Keeps stories, which article stands in which, and which are near to some words."""

    def __init__(self) -> None:
        #: number -> story, the one begun first first
        self.stories: dict[int, Gathering] = {}
        #: finds stories by their words
        self.window = Window()
        self._numbers = count()
        #: article -> number of the story it was put into
        self._homes: dict[str, int] = {}
        #: story that was taken over -> the one that took it
        self._moved: dict[int, int] = {}

    def begin(self, name: str) -> Gathering:
        """Begin a story without articles under the id ``name``."""
        number = next(self._numbers)
        story = self.stories[number] = Gathering(number, name)
        return story

    def put(
        self, story: Gathering, article: str, vector: Vector, days: Days | None, language: str
    ) -> None:
        """Make an article a member of ``story``."""
        self.window.note(story.number, vector.words, story.known(language))
        story.take(article, vector, days, language)
        self._homes[article] = story.number

    def near(self, words: Words) -> list[Gathering]:
        """Stories that share telling words with ``words``, the nearest first."""
        return [self.stories[number] for number in self.window.near(words)]

    def of(self, article: str) -> Gathering:
        """The story of an article. Raises KeyError for one that has none."""
        number = self._homes[article]
        while number in self._moved:
            number = self._moved[number]
        return self.stories[number]

    def places(self) -> dict[str, str]:
        """Article -> id of its story."""
        return {article: self.of(article).id for article in self._homes}

    def join(self, kept: Gathering, absorbed: Gathering) -> None:
        """Give all of one story to another."""
        total = absorbed.whole.total
        kept.absorb(absorbed)
        self.window.forget(absorbed.number, total)
        self.window.note(kept.number, total, total)
        del self.stories[absorbed.number]
        self._moved[absorbed.number] = kept.number

    def settle(self, order: Iterable[str]) -> dict[str, int]:
        """Take the stories as they stand now, their articles in this order; article -> story."""
        places = {article: place for place, article in enumerate(order)}
        self._moved.clear()
        for number, story in self.stories.items():
            story.articles.sort(key=places.__getitem__)
            self._homes.update(dict.fromkeys(story.articles, number))
        return self._homes

    def refile(self) -> None:
        """Find stories by the words they hold now."""
        self.window = Window()
        for number, story in self.stories.items():
            self.window.note(number, story.whole.total)
