"""Articles as weighed words, and how much of one is found in another."""

import heapq
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from operator import itemgetter

from firsthand.stories.features import Features
from firsthand.stories.rarity import Rarity

#: words kept of an article, the weightiest ones. Of 100, 150 and 250 all tell events within a language
#: apart about as well (B3 F1 of the mixed stream .866, .863, .866, each with its best threshold);
#: the fewest keep translations of chapters on one subject apart best (pair F1 .97, .93, .93) and cost
#: least. While few articles are known, which words are the weightiest is a guess, and 100 split two
#: of nine stories of four to seven articles that more keep whole. Up to the eighth article only: 250
#: up to the 64th halved a set of a few dozen (.977 to .903)
KEPT_WORDS, KEPT_AT_FIRST, FIRST = 100, 250, 8
#: weight that is taken off every word: a word held by a third of all articles says nothing
LEAST_WEIGHT = 1.0
#: words kept of a story's sums before they are pruned to half of them
SUM_WORDS = 8_000

Words = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Vector:
    """An article as weighed words."""

    #: word -> weight, a unit vector, the weightiest first
    words: Words
    #: words of the title -> share of the title's weight, 1 in all
    title: Words
    #: the names among the words
    names: tuple[str, ...] = ()
    #: the weekdays that are told of, a unit vector from Monday on, or empty
    weekdays: tuple[float, ...] = ()


def weigh(features: Features, rarity: Rarity) -> Vector:
    """Vector of an article under what is known of words by now."""
    counts = features.counts
    rare = telling(counts, rarity)
    weights = {word: weight * (1.0 + math.log(counts[word])) for word, weight in rare.items()}
    most = KEPT_WORDS if rarity.articles > FIRST else KEPT_AT_FIRST
    kept = heaviest(weights, most)
    norm = math.sqrt(sum(weight * weight for weight in kept.values()))
    title = {word: rare[word] for word in sorted(features.title) if word in rare}
    whole = sum(title.values())
    return Vector(
        words={word: weight / norm for word, weight in kept.items()},
        title={word: weight / whole for word, weight in title.items()},
        names=tuple(word for word in kept if word in features.names),
        weekdays=features.weekdays,
    )


def heaviest(words: Words, most: int) -> dict[str, float]:
    """The words that weigh most, the weightiest first."""
    return dict(heapq.nlargest(most, words.items(), key=itemgetter(1, 0)))


def telling(words: Iterable[str], rarity: Rarity) -> dict[str, float]:
    """Those of ``words`` that say something, and how much."""
    weighed = rarity.weigh(words).items()
    return {word: weight - LEAST_WEIGHT for word, weight in weighed if weight > LEAST_WEIGHT}


def named(vector: Vector) -> dict[str, float]:
    """The names of an article with their weights."""
    return {name: vector.words[name] for name in vector.names}


def dot(a: Words, b: Words) -> float:
    """Sum of products over the words of both; exact, so that no order of words changes it."""
    return math.fsum([a[word] * b[word] for word in a.keys() & b.keys()])


def lean(a: Words, b: Words) -> float:
    """How much of ``dot`` rests on few words: all of it on one, a third on nine alike."""
    return math.sqrt(math.fsum([(a[word] * b[word]) ** 2 for word in a.keys() & b.keys()]))


def found(title: Words, words: Words) -> float:
    """Sum of the weights in ``title`` of the words that ``words`` holds."""
    return math.fsum([title[word] for word in title.keys() & words.keys()])


def add(total: dict[str, float], words: Words) -> None:
    """Add ``words`` to ``total`` in place and keep ``total`` within bounds."""
    for word, weight in words.items():
        total[word] = total.get(word, 0.0) + weight
    if len(total) > SUM_WORDS:
        kept = heaviest(total, SUM_WORDS // 2)
        total.clear()
        total.update(kept)
