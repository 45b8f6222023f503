"""The sentences of a text and its translation, held together without a dictionary.

Gale and Church 1993, "A program for aligning sentences in bilingual corpora": the likeliest way
through both texts, by steps of one sentence for one, two for one, or one that was left out, where
a sentence and its translation are about as long. Numbers, names and borrowed words that stand in
both add to a step.
"""

from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from firsthand.lineage.reading import Reading, own_sentences

#: Sentences of an article that are looked at: its beginning is enough to know it by.
SENTENCES = 40
#: Steps (sentences of either text) and what they cost: logarithms of how much rarer than one for
#: one they are, after the paper; but news is cut more often than speeches in a parliament (4.5).
_STEPS = {(1, 1): 0.0, (2, 1): 2.3, (1, 2): 2.3, (1, 0): 3.0, (0, 1): 3.0}
#: Variance of the length of a translation per character, after the paper.
_VARIANCE = 6.8
#: What a word in common is worth, and how many count.
_WORTH, _COUNTED = 1.5, 3
#: Costs of a step of which the lengths fit, though no word is common.
_FITTING = 2.0
#: Languages of which a character is worth more than a letter.
_SHORT = frozenset({"zh", "ja", "ko"})

Place = tuple[int, int]


class _Sentence(NamedTuple):
    place: Place
    stems: frozenset[int]


def beginning(reading: Reading) -> list[Place]:
    """Sentences of the body, so many as are looked at."""
    return [sentence.place for sentence in _sentences(reading)]


def align(a: Reading, b: Reading) -> tuple[tuple[Place, Place], ...]:
    """Pairs of places that are likely one another's translation, in the order of both texts."""
    one, other = _sentences(a), _sentences(b)
    if not one or not other:
        return ()
    ratio = 1.0
    if {a.article.language, b.article.language} & _SHORT:
        ratio = _length(other) / max(1, _length(one))
    return tuple(
        ((one[i].place[0], one[k - 1].place[1]), (other[j].place[0], other[m - 1].place[1]))
        for i, k, j, m in _way(one, other, ratio)
        if k > i and m > j and _cost(one[i:k], other[j:m], ratio) <= _FITTING
    )


def _sentences(reading: Reading) -> list[_Sentence]:
    found: list[_Sentence] = []
    read = own_sentences(reading, reading.article.language)
    for (start, stop), (first, last), own in islice(read, SENTENCES):
        begin = start if own[0] == first else int(reading.starts[own[0]])  # no dateline
        stems = frozenset(reading.stems[own[0] : last].tolist()) - {0}
        found.append(_Sentence((begin, stop), stems))
    return found


def _way(
    one: Sequence[_Sentence], other: Sequence[_Sentence], ratio: float
) -> list[tuple[int, int, int, int]]:
    """Steps of the cheapest way, as bounds in both texts."""
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for i in range(len(one) + 1):
        for j in range(len(other) + 1):
            ways = [
                (
                    best[i - x, j - y][0] + price + _cost(one[i - x : i], other[j - y : j], ratio),
                    (x, y),
                )
                for (x, y), price in _STEPS.items()
                if x <= i and y <= j
            ]
            if i or j:
                best[i, j] = min(ways)
    steps = []
    i, j = len(one), len(other)
    while i or j:
        x, y = best[i, j][1]
        steps.append((i - x, i, j - y, j))
        i, j = i - x, j - y
    return steps[::-1]


def _cost(one: Sequence[_Sentence], other: Sequence[_Sentence], ratio: float) -> float:
    """How unlikely it is that some sentences are a translation of others; 0 for none."""
    if not one or not other:
        return 0.0
    long, wide = _length(one) * ratio, _length(other)
    apart = (wide - long) ** 2 / (_VARIANCE * (long + wide) / 2) / 2
    stems = [frozenset[int]().union(*(s.stems for s in side)) for side in (one, other)]
    return apart - _WORTH * min(_COUNTED, len(stems[0] & stems[1]))


def _length(sentences: Sequence[_Sentence]) -> int:
    return sum(s.place[1] - s.place[0] for s in sentences)
