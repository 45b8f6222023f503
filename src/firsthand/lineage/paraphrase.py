"""Sentences of two texts that say the same in mostly other words.

Two sentences are held together when the words that carry meaning (rare among the articles, long,
or numbers) are largely the same. It is a modest measure: it finds edits and close retellings, not
free ones.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from firsthand.lineage.reading import Codes, Reading, own_sentences

#: Share of meaning (Dice) two sentences must have in common. On pairs read by hand a lower bar
#: lets unlike statements in faster than it finds like ones.
LIKENESS = 0.4
#: Meaning-bearing stems both sentences must have in common at least.
_SHARED_STEMS = 4
#: The same in a text that says it follows the other, for sentences that follow in order.
FOLLOWED, _FOLLOWED_STEMS = 0.2, 3
#: Articles imagined beside those at hand, and how many of them hold any word: so that two
#: articles alone do not make the words they share look common.
_PRIOR_ARTICLES, _PRIOR_HOLDERS = 50, 5


class Sentence(NamedTuple):
    """Word numbers of a sentence (end exclusive) and its stems."""

    start: int
    stop: int
    stems: frozenset[int]


class Likeness(NamedTuple):
    """Two like sentences, as word numbers in either text."""

    a: tuple[int, int]
    b: tuple[int, int]
    likeness: float


@dataclass(frozen=True, slots=True)
class Weights:
    """Inverse document frequency of the stems of some articles; ``stems`` are in order."""

    stems: Codes
    values: NDArray[np.float64]
    #: of a stem that none of the articles has
    unknown: float = 1.0

    def of(self, stems: Codes) -> NDArray[np.float64]:
        """Weight of each stem."""
        if not len(self.stems):
            return np.full(len(stems), self.unknown)
        at = np.minimum(np.searchsorted(self.stems, stems), len(self.stems) - 1)
        return np.where(self.stems[at] == stems, self.values[at], self.unknown)


def weigh(readings: Iterable[Reading]) -> Weights:
    """Inverse document frequency of every stem of the readings."""
    each = [np.unique(reading.stems) for reading in readings]
    if not each:
        return Weights(np.zeros(0, dtype=np.uint64), np.zeros(0))
    stems, holders = np.unique(np.concatenate(each), return_counts=True)
    return Weights(stems, np.log((len(each) + _PRIOR_ARTICLES) / (holders + _PRIOR_HOLDERS)))


def sentences(reading: Reading) -> list[Sentence]:
    """Sentences of the text outside its furniture."""
    found = []
    for _, _, own in own_sentences(reading):
        first, last = int(own[0]), int(own[-1]) + 1  # no dateline
        stems = frozenset(reading.stems[first:last].tolist()) - {0}
        found.append(Sentence(first, last, stems))
    return found


def alike(
    a: list[Sentence], b: list[Sentence], weights: Weights, *, following: bool = False
) -> list[Likeness]:
    """For each sentence of ``a`` its likeliest counterpart in ``b``, if it is one.

    With ``following`` by the lower bar for texts of which one is known to follow the other.
    """
    weight = _table(a + b, weights)
    holders: dict[int, list[int]] = defaultdict(list)
    for number, sentence in enumerate(b):
        for stem in sentence.stems:
            holders[stem].append(number)
    masses = [_mass(s, weight) for s in b]
    bars = (FOLLOWED, _FOLLOWED_STEMS) if following else (LIKENESS, _SHARED_STEMS)
    found = []
    for sentence in a:
        best = _best(sentence, b, holders, masses, weight, bars)
        if best is not None:
            found.append(best)
    return found


def _table(found: Iterable[Sentence], weights: Weights) -> dict[int, float]:
    stems = np.array(sorted(set().union(*(s.stems for s in found))), dtype=np.uint64)
    return dict(zip(stems.tolist(), weights.of(stems).tolist(), strict=True))


def _mass(sentence: Sentence, weight: Mapping[int, float]) -> float:
    return sum(weight[stem] for stem in sorted(sentence.stems))


def _best(
    sentence: Sentence,
    others: list[Sentence],
    holders: Mapping[int, list[int]],
    masses: list[float],
    weight: Mapping[int, float],
    bars: tuple[float, int],
) -> Likeness | None:
    shared: dict[int, float] = defaultdict(float)
    count: Counter[int] = Counter()
    for stem in sorted(sentence.stems):
        for number in holders.get(stem, ()):
            shared[number] += weight[stem]
            count[number] += 1
    mass = _mass(sentence, weight)
    scored = [(2 * shared[n] / (mass + masses[n]), -n) for n in shared if count[n] >= bars[1]]
    if not scored or max(scored)[0] < bars[0]:
        return None
    likeness, number = max(scored)
    other = others[-number]
    return Likeness((sentence.start, sentence.stop), (other.start, other.stop), likeness)
