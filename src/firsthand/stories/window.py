"""The stories that are under way, found by the words they hold."""

from array import array
from collections.abc import Container, Iterable
from contextlib import suppress
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from firsthand.stories.vector import Words

#: words of an article by which stories are looked up, the weightiest first
ASKED_WORDS = 40
#: stories visited for one word, those that used it last. A story takes one place however many
#: articles it has, so a text reprinted ten thousand times crowds nobody out
STORIES_A_WORD = 64
#: stories kept for one word; the ones that used it longest ago leave the window
KEPT_STORIES_A_WORD = 256
#: stories handed on for exact comparison
CANDIDATES = 12

Numbers = NDArray[np.intc]


class Window:
    """Word -> stories that used it, in order of last use.

    Numbers of stories are kept in arrays of machine integers, and the scores of all stories in one
    array that is wiped after each question: with 50,000 stories under way a question takes no
    longer than with 5,000, and a story costs four bytes a word.
    """

    def __init__(self) -> None:
        self._stories: dict[str, array[int]] = {}
        self._scores: NDArray[Any] = np.zeros(1_024)
        self._seen: NDArray[Any] = np.zeros(1_024, int)

    def note(self, story: int, words: Iterable[str], known: Container[str] = ()) -> None:
        """Note that ``story`` uses ``words`` now; those in ``known`` it may have used before."""
        if story >= len(self._scores):
            self._scores, self._seen = np.zeros(2 * story), np.zeros(2 * story, int)
        for word in words:
            stories = self._stories.get(word)
            if stories is None:
                self._stories[word] = array("i", (story,))
            elif stories[-1] != story:
                if word in known:
                    _remove(stories, story)
                stories.append(story)
                if len(stories) > 2 * KEPT_STORIES_A_WORD:
                    del stories[:-KEPT_STORIES_A_WORD]

    def forget(self, story: int, words: Iterable[str]) -> None:
        """Take ``story`` out, which used ``words``."""
        for word in words:
            stories = self._stories.get(word)
            if stories is not None:
                _remove(stories, story)
                if not stories:
                    del self._stories[word]

    def near(self, words: Words) -> list[int]:
        """Stories that share telling words with ``words``, the nearest first."""
        met = []
        for word, weight in islice(words.items(), ASKED_WORDS):
            stories = self._stories.get(word)
            if stories is not None:
                newest = np.array(stories[-STORIES_A_WORD:])
                # a story that stands there twice is counted once
                self._scores[newest] += weight * weight
                met.append(newest)
        return self._best(np.concatenate(met)) if met else []

    def _best(self, met: Numbers) -> list[int]:
        """The stories of ``met`` with the highest scores; wipes the scores."""
        places = np.arange(len(met))
        self._seen[met] = places
        once = met[self._seen[met] == places]
        scores = self._scores[once]
        self._scores[once] = 0.0
        if len(once) > CANDIDATES:
            least = np.partition(scores, -CANDIDATES)[-CANDIDATES]
            once, scores = once[scores >= least], scores[scores >= least]
        order = np.lexsort((once, -scores))[:CANDIDATES]
        return [int(number) for number in once[order]]


def _remove(stories: "array[int]", story: int) -> None:
    """Take a story out wherever it stands: one told in two languages may stand there twice."""
    with suppress(ValueError):
        while True:
            stories.remove(story)
