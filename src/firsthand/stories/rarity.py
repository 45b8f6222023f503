"""How telling a word is: learned from the stream, with a prior for what has not been seen yet.

The weight is an inverse document frequency (Spärck Jones 1972). A background frequency is not
shipped: what is common in the news of the day is learned from the articles so far, and
until they are many, short words are taken to be common. That holds in every language that is
written with an alphabet (Zipf's law of abbreviation).
"""

import math
from collections.abc import Iterable

#: articles that the prior is worth
PRIOR_ARTICLES = 100
#: members of a story that all count
COUNTED = 8
#: share of articles expected to hold a word of 1, 2, 3... letters before any was seen
PRIOR_SHARE = (0.6, 0.6, 0.5, 0.3, 0.15, 0.1, 0.06, 0.05, 0.04)
#: numbers say little alone, however short they are
NUMBER_SHARE = 0.05
#: two characters of a script without spaces are about as telling as a longer word
PAIR_SHARE = 0.05
#: where such scripts begin
UNSPACED = "\u0e00"


class Rarity:
    """Counts how many articles hold each word, copies of one another hardly."""

    def __init__(self) -> None:
        #: how many have been learned from; of a large story some only
        self.articles = 0
        self._holding = _Expected()

    def learn(self, words: Iterable[str], size: int) -> None:
        """Count an article that holds ``words`` and is the ``size``-th one of its story.

        Of a story the first few members count and then the 16th, 32nd, 64th...: a text that is
        reprinted ten thousand times must not make its own words common, or its copies could no
        longer be told from anything.
        """
        if size > COUNTED and size & (size - 1):
            return
        self.articles += 1
        holding = self._holding
        for word in words:
            holding[word] += 1

    def weigh(self, words: Iterable[str]) -> dict[str, float]:
        """Weight of each of ``words``; negative for one that nearly every article holds."""
        top = math.log(self.articles + PRIOR_ARTICLES)
        holding, log = self._holding, math.log
        return {word: top - log(holding[word]) for word in words}


class _Expected(dict[str, float]):
    """Word -> articles that hold it, those of the prior included."""

    def __missing__(self, word: str) -> float:
        first = word[0]
        if first.isdigit():
            share = NUMBER_SHARE
        elif first >= UNSPACED and len(word) <= 2:
            share = PAIR_SHARE
        else:
            share = PRIOR_SHARE[min(len(word), len(PRIOR_SHARE)) - 1]
        return PRIOR_ARTICLES * share
