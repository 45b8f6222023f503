"""Which articles share words, and which of their words are a third party's.

Every run of five words is a number. The numbers of all articles are sorted; equal ones stand
together. From each such class two kinds of neighbours are taken: every article with the first
holder of the words, and with the holder before it. So a passage held by thousands costs as many
steps as it has holders, no passage is too frequent to be seen, and articles that share any
passage hang together.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firsthand.lineage.paraphrase import weights
from firsthand.lineage.reading import FURNITURE, OWN, QUOTED, Reading, read, with_kinds
from firsthand.records import Article

#: Words of a shingle. Seven lose a tenth of the machine-translated copies, four see chance.
SHINGLE = 5
#: Neighbours kept per article: those with which it shares most. More only finds the same
#: upstream again by way of its other copies.
NEIGHBOURS = 6
#: Share of its holders that must print a run in quotation marks for it to be spoken words
#: wherever it stands, once ``_SPEAKERS`` of them do.
_QUOTED_SHARE = 0.5
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)

Array = NDArray[np.uint64]
Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Matches:
    """What shares words with what.

    ``same`` maps every article to the first of those with word for word the same body;
    ``neighbours`` holds pairs of such first ones, each with the number of shingles they share.
    """

    readings: Mapping[str, Reading]
    same: Mapping[str, str]
    neighbours: tuple[tuple[str, str, int], ...]
    #: how much a word stem tells here: the rarer among the articles, the more
    weight: Mapping[str, float]


def find(articles: Iterable[Article]) -> Matches:
    """Read the articles and find those that share a run of five words.

    A function of the set of articles: their order does not matter. Time and memory grow with the
    number of words (one sort).
    """
    known: dict[str, int] = {}
    readings = {a.id: read(a, known) for a in sorted(articles, key=lambda a: a.id)}
    same = _same_bodies(readings)
    firsts = sorted((k for k in same if same[k] == k), key=lambda k: (-len(readings[k]), k))
    hashes, holders, kinds = _index([readings[k] for k in firsts])
    spoken = _spoken(hashes, kinds)
    own = (kinds == OWN) & ~np.isin(hashes, spoken)
    pairs = _neighbours(hashes, holders, own)
    return Matches(
        {k: _enlighten(r, spoken) for k, r in readings.items()},
        same,
        tuple((firsts[x], firsts[y], n) for x, y, n in pairs),
        weights(readings[k].forms for k in firsts),
    )


def _same_bodies(readings: Mapping[str, Reading]) -> dict[str, str]:
    """Per article the first (by id) whose body has the same words."""
    first: dict[bytes, str] = {}
    same = {}
    for key, reading in readings.items():
        words = reading.codes[reading.kinds < FURNITURE]
        same[key] = first.setdefault(words.tobytes(), key) if len(words) else key
    return same


def shingles(codes: Array) -> Array:
    """One number per run of ``SHINGLE`` words."""
    count = max(0, len(codes) - SHINGLE + 1)
    total = np.zeros(count, dtype=np.uint64)
    for k in range(SHINGLE):
        total = (total ^ (total >> np.uint64(29))) * _MULTIPLIER + codes[k : k + count]
    return total


def _shingle_kinds(kinds: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Per shingle: furniture if a word is; else quoted if all words are; else the article's own."""
    count = max(0, len(kinds) - SHINGLE + 1)
    windows = np.stack([kinds[k : k + count] for k in range(SHINGLE)])
    found: NDArray[np.uint8] = windows.min(axis=0)
    found[windows.max(axis=0) == FURNITURE] = FURNITURE
    return found


def _index(readings: list[Reading]) -> tuple[Array, Places, NDArray[np.uint8]]:
    """Hash, holder and kind of every shingle, sorted by hash, then holder."""
    if not readings:
        return np.array([], np.uint64), np.array([], np.int64), np.array([], np.uint8)
    per_article = [shingles(r.codes) for r in readings]
    holders = np.repeat(np.arange(len(readings)), [len(h) for h in per_article])
    hashes = np.concatenate(per_article)
    kinds = np.concatenate([_shingle_kinds(r.kinds) for r in readings])
    order = np.lexsort((holders, hashes))
    return hashes[order], holders[order], kinds[order]


def _spoken(hashes: Array, kinds: NDArray[np.uint8]) -> Array:
    """Shingles that stand in quotation marks in at least half of their places, sorted."""
    unique, first = np.unique(hashes, return_index=True)
    if not len(unique):
        return unique
    quoted = np.add.reduceat((kinds == QUOTED).astype(np.int64), first)
    present = np.add.reduceat((kinds < FURNITURE).astype(np.int64), first)
    return unique[(quoted > 0) & (quoted >= _QUOTED_SHARE * present)]


def _enlighten(reading: Reading, spoken: Array) -> Reading:
    """Mark own words as quoted where others print them in quotation marks."""
    mine = shingles(reading.codes)
    if not len(mine) or not len(spoken):
        return reading
    at = np.minimum(np.searchsorted(spoken, mine), len(spoken) - 1)
    kinds = reading.kinds.copy()
    for start in np.flatnonzero(spoken[at] == mine):
        window = kinds[start : start + SHINGLE]
        window[window == OWN] = QUOTED
    return with_kinds(reading, kinds)


def _neighbours(
    hashes: Array, holders: Places, wanted: NDArray[np.bool_]
) -> list[tuple[int, int, int]]:
    """Pairs (earlier, later, shingles in common), the strongest ``NEIGHBOURS`` per later article."""
    hashes, holders = hashes[wanted], holders[wanted]
    if len(hashes) < 2:
        return []
    distinct = np.append(True, (hashes[1:] != hashes[:-1]) | (holders[1:] != holders[:-1]))
    hashes, holders = hashes[distinct], holders[distinct]
    starts = np.append(True, hashes[1:] != hashes[:-1])
    first = holders[np.flatnonzero(starts)[np.cumsum(starts) - 1]]
    later = np.flatnonzero(~starts)
    size = int(holders.max()) + 1
    with_first = first[later] * size + holders[later]
    with_last = (holders[later - 1] * size + holders[later])[first[later] != holders[later - 1]]
    pairs, counts = np.unique(np.concatenate([with_first, with_last]), return_counts=True)
    order = np.lexsort((pairs // size, -counts, pairs % size))
    pairs, counts = pairs[order], counts[order]
    return _strongest(pairs // size, pairs % size, counts)


def _strongest(first: Places, second: Places, counts: Places) -> list[tuple[int, int, int]]:
    if not len(second):
        return []
    group = np.append(True, second[1:] != second[:-1])
    begin = np.flatnonzero(group)[np.cumsum(group) - 1]
    kept = np.arange(len(second)) - begin < NEIGHBOURS
    return list(
        zip(first[kept].tolist(), second[kept].tolist(), counts[kept].tolist(), strict=True)
    )
