"""Sentences of two texts that say the same in mostly other words.

Two sentences are held together when the words that carry meaning (rare among the articles, long,
or numbers) are largely the same. It is a modest measure: it finds edits and close retellings, not
free ones.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from math import log
from typing import NamedTuple

import numpy as np

from firsthand.lineage.reading import FURNITURE, Reading
from firsthand.text.sentences import split

#: Share of meaning (Dice) two sentences must have in common. On pairs read by hand a lower bar
#: lets unlike statements in faster than it finds like ones.
LIKENESS = 0.4
#: Meaning-bearing stems both sentences must have in common at least.
_SHARED_STEMS = 4
#: Letters of a word that are compared, so that endings do not matter.
_STEM = 6
#: Shorter words carry grammar, not meaning; numbers count at any length.
_SHORTEST_WORD = 4


#: Articles imagined beside those at hand, and how many of them hold any word: so that two
#: articles alone do not make the words they share look common.
_PRIOR_ARTICLES, _PRIOR_HOLDERS = 50, 5


class Sentence(NamedTuple):
    """Word numbers of a sentence (end exclusive) and its stems."""

    start: int
    stop: int
    stems: frozenset[str]


class Likeness(NamedTuple):
    """Two like sentences, as word numbers in either text."""

    a: tuple[int, int]
    b: tuple[int, int]
    likeness: float


def weights(texts: Iterable[tuple[str, ...]]) -> dict[str, float]:
    """Inverse document frequency of every stem of the texts, each a tuple of folded words."""
    holders: Counter[str] = Counter()
    count = 0
    for forms in texts:
        holders.update(_stems(forms))
        count += 1
    return {
        stem: log((count + _PRIOR_ARTICLES) / (n + _PRIOR_HOLDERS)) for stem, n in holders.items()
    }


def sentences(reading: Reading) -> list[Sentence]:
    """Sentences of the text outside its furniture."""
    found = []
    for start, stop in split(reading.article.text):
        first, last = (int(n) for n in np.searchsorted(reading.starts, (start, stop)))
        if last > first and (reading.kinds[first:last] < FURNITURE).mean() > 0.5:
            found.append(Sentence(first, last, _stems(reading.forms[first:last])))
    return found


def _stems(forms: tuple[str, ...]) -> frozenset[str]:
    return frozenset(
        f[:_STEM] for f in forms if len(f) >= _SHORTEST_WORD or any(c.isdigit() for c in f)
    )


def alike(a: list[Sentence], b: list[Sentence], weight: Mapping[str, float]) -> list[Likeness]:
    """For each sentence of ``a`` its likeliest counterpart in ``b``, if it is one."""
    holders: dict[str, list[int]] = defaultdict(list)
    for number, sentence in enumerate(b):
        for stem in sentence.stems:
            holders[stem].append(number)
    masses = [_mass(s, weight) for s in b]
    found = []
    for sentence in a:
        best = _best(sentence, b, holders, masses, weight)
        if best is not None:
            found.append(best)
    return found


def _mass(sentence: Sentence, weight: Mapping[str, float]) -> float:
    return sum(weight.get(stem, 1.0) for stem in sentence.stems)


def _best(
    sentence: Sentence,
    others: list[Sentence],
    holders: Mapping[str, list[int]],
    masses: list[float],
    weight: Mapping[str, float],
) -> Likeness | None:
    shared: dict[int, float] = defaultdict(float)
    count: dict[int, int] = defaultdict(int)
    for stem in sorted(sentence.stems):
        for number in holders.get(stem, ()):
            shared[number] += weight.get(stem, 1.0)
            count[number] += 1
    mass = _mass(sentence, weight)
    scored = [(2 * shared[n] / (mass + masses[n]), -n) for n in shared if count[n] >= _SHARED_STEMS]
    if not scored or max(scored)[0] < LIKENESS:
        return None
    likeness, number = max(scored)
    other = others[-number]
    return Likeness((sentence.start, sentence.stop), (other.start, other.stop), likeness)
