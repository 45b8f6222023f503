"""Which articles share words, and which of their words are a third party's.

Every run of five words is a number; equal numbers meet in sorted arrays (see ``postings``). From
each class of equal runs an article is given two neighbours: the first holder of the words, and the
holder before it. So a passage held by thousands costs as many steps as it has holders, no passage
is too frequent to be seen, and articles that share any passage hang together. A second index
holds pairs of words that carry meaning, whatever stands between them: retellings and second
translations share those where they share no run.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from firsthand.lineage.paraphrase import Weights, weigh
from firsthand.lineage.postings import NOBODY, Holders, Postings
from firsthand.lineage.reading import (
    FURNITURE,
    OWN,
    QUOTED,
    Codes,
    Flags,
    Kinds,
    Places,
    Reading,
    read,
    windows,
    with_kinds,
)
from firsthand.records import Article

#: Words of a shingle. Seven lose a tenth of the machine-translated copies, four see chance.
SHINGLE = 5
#: Neighbours kept per article: those with which it shares most. More only finds the same
#: upstream again by way of its other copies.
NEIGHBOURS = 6
#: Share of its holders that must print a run in quotation marks for it to be spoken words
#: wherever it stands, once one of them does.
_QUOTED_SHARE = 0.5
#: Articles whose words are sorted together; the more, the fewer passes over the arrays.
_TOGETHER = 2_000


@dataclass(frozen=True, slots=True)
class Matches:
    """What shares words with what.

    ``same`` maps every article to the first of those with word for word the same body;
    ``neighbours`` holds pairs of such first ones, each with the number of shingles they share;
    ``likely`` pairs that share much meaning, with the number of word pairs.
    """

    readings: Mapping[str, Reading]
    same: Mapping[str, str]
    neighbours: tuple[tuple[str, str, int], ...]
    #: how much a word stem tells here: the rarer among the articles, the more
    weight: Weights
    likely: tuple[tuple[str, str, int], ...] = ()
    #: how many pairs of telling words each article has
    telling: Mapping[str, int] = field(default_factory=dict)


def find(articles: Iterable[Article]) -> Matches:
    """Read the articles and find those that share a run of five words.

    A function of the set of articles: their order does not matter. Time grows with the number of
    words (sorting them), memory with that of different runs.
    """
    readings = {a.id: read(a) for a in sorted(articles, key=lambda a: a.id)}
    return match(readings)


def match(readings: Mapping[str, Reading]) -> Matches:
    """Find which of the readings, given in the order of their ids, share runs."""
    same = _same_bodies(readings)
    firsts = sorted((k for k in same if same[k] == k), key=lambda k: (-len(readings[k]), k))
    ordered = [readings[k] for k in firsts]
    spoken = spoken_runs(ordered)
    runs, likely = Postings(), Postings()
    neighbours: list[tuple[str, str, int]] = []
    retold: list[tuple[str, str, int]] = []
    telling: dict[str, int] = {}
    for start in range(0, len(ordered), _TOGETHER):
        part = ordered[start : start + _TOGETHER]
        telling |= {
            key: int(((r.stems != 0) & (r.kinds < FURNITURE)).sum())
            for key, r in zip(firsts[start:], part, strict=False)
        }
        for index, numbers, found in (
            (runs, own_shingles(part, spoken), neighbours),
            (likely, meanings(part), retold),
        ):
            pairs = join(index, *gathered(numbers, start))
            found.extend((firsts[x], firsts[y], n) for x, y, n in pairs)
    return Matches(
        {k: enlighten(r, spoken) for k, r in readings.items()},
        same,
        tuple(neighbours),
        weigh(ordered),
        tuple(retold),
        telling,
    )


def body_key(reading: Reading) -> bytes:
    """Give the words of a body as one key; empty if it has none."""
    return reading.codes[reading.kinds < FURNITURE].tobytes()


def _same_bodies(readings: Mapping[str, Reading]) -> dict[str, str]:
    """Per article the first (by id) whose body has the same words."""
    first: dict[bytes, str] = {}
    same = {}
    for key, reading in readings.items():
        words = body_key(reading)
        same[key] = first.setdefault(words, key) if words else key
    return same


def shingles(codes: Codes) -> Codes:
    """One number per run of ``SHINGLE`` words."""
    return windows(codes, SHINGLE)


def _shingle_kinds(kinds: Kinds) -> Kinds:
    """Per shingle: furniture if a word is; else quoted if all words are; else the article's own."""
    count = max(0, len(kinds) - SHINGLE + 1)
    low, high = kinds[:count], kinds[:count]
    for k in range(1, SHINGLE):
        low = np.minimum(low, kinds[k : k + count])
        high = np.maximum(high, kinds[k : k + count])
    return np.where(high == FURNITURE, np.uint8(FURNITURE), low)


def spoken_runs(readings: Sequence[Reading]) -> Codes:
    """Shingles that stand in quotation marks in at least half of their places, in order."""
    said = [
        shingles(r.codes)[_shingle_kinds(r.kinds) == QUOTED]
        for r in readings
        if (r.kinds == QUOTED).any()
    ]
    if not said:
        return np.zeros(0, dtype=np.uint64)
    unique, quoted = np.unique(np.concatenate(said), return_counts=True)
    present = np.zeros(len(unique), dtype=np.int64)
    for start in range(0, len(readings), _TOGETHER) if len(unique) else ():
        mine = np.concatenate(
            [
                shingles(r.codes)[_shingle_kinds(r.kinds) < FURNITURE]
                for r in readings[start : start + _TOGETHER]
            ]
        )
        at = np.minimum(np.searchsorted(unique, mine), len(unique) - 1)
        present += np.bincount(at[unique[at] == mine], minlength=len(unique))
    return unique[quoted >= _QUOTED_SHARE * present]


def _among(codes: Codes, ordered: Codes) -> Flags:
    if not len(ordered):
        return np.zeros(len(codes), dtype=bool)
    at = np.minimum(np.searchsorted(ordered, codes), len(ordered) - 1)
    found: Flags = ordered[at] == codes
    return found


def enlighten(reading: Reading, spoken: Codes) -> Reading:
    """Mark own words as quoted where others print them in quotation marks."""
    hits = np.flatnonzero(_among(shingles(reading.codes), spoken))
    if not len(hits):
        return reading
    kinds = reading.kinds.copy()
    for k in range(SHINGLE):
        places = hits + k
        kinds[places[kinds[places] == OWN]] = QUOTED
    return with_kinds(reading, kinds)


def without_words(reading: Reading) -> Reading:
    """Give a reading none of whose words are its own: its runs are known from a twin."""
    return with_kinds(reading, np.full_like(reading.kinds, FURNITURE))


def own_shingles(readings: Sequence[Reading], spoken: Codes) -> Iterator[Codes]:
    """Shingles of the own words of each reading, those that others quote left out."""
    for reading in readings:
        mine = shingles(reading.codes)[_shingle_kinds(reading.kinds) == OWN]
        yield mine[~_among(mine, spoken)]


def meanings(readings: Sequence[Reading]) -> Iterator[Codes]:
    """Pairs of neighbouring words that carry meaning, in either order, one number each."""
    for reading in readings:
        stems = reading.stems[(reading.kinds < FURNITURE) & (reading.stems != 0)]
        # a sum does not mind the order; the product keeps (a, b) apart from (a + 1, b - 1)
        yield (stems[1:] ^ stems[:-1]) + (stems[1:] * stems[:-1]) if len(stems) > 1 else stems[:0]


def gathered(numbers: Iterable[Codes], start: int) -> tuple[Codes, Holders]:
    """Numbers of several articles in order, by holder, each once per holder."""
    each = list(numbers)
    holders = np.repeat(
        np.arange(start, start + len(each), dtype=np.int32), [len(codes) for codes in each]
    )
    codes = np.concatenate(each) if each else np.zeros(0, dtype=np.uint64)
    order = _in_order(codes)
    codes, holders = codes[order], holders[order]
    distinct = np.ones(len(codes), dtype=bool)
    distinct[1:] = (codes[1:] != codes[:-1]) | (holders[1:] != holders[:-1])
    return codes[distinct], holders[distinct]


def _in_order(codes: Codes) -> Places:
    """Order of the codes, equal ones as they stand: the fast sort, and a second look at ties."""
    order = np.argsort(codes)
    same = np.zeros(len(codes) + 1, dtype=bool)
    same[1:-1] = codes[order[1:]] == codes[order[:-1]]
    ties = np.flatnonzero(same[:-1] | same[1:])
    tied = order[ties]
    order[ties] = tied[np.lexsort((tied, codes[tied]))]
    return order


def join(index: Postings, codes: Codes, holders: Holders) -> list[tuple[int, int, int]]:
    """Pairs (earlier, later, runs in common) that new articles make with one another and before.

    The strongest ``NEIGHBOURS`` per later article. The new articles are then in the index.
    """
    if not len(codes):
        return []
    first, last = index.find(codes)
    index.add(codes, holders)
    starts = np.append(True, codes[1:] != codes[:-1])
    begin = np.flatnonzero(starts)[np.cumsum(starts) - 1]
    first = np.where(first == NOBODY, np.where(starts, NOBODY, holders[begin]), first)
    last = np.where(starts, last, np.append(NOBODY, holders[:-1]))
    apart = (last != NOBODY) & (last != first)
    known = first != NOBODY
    return _strongest(
        np.concatenate((first[known], last[apart])),
        np.concatenate((holders[known], holders[apart])),
    )


def _strongest(first: Holders, second: Holders) -> list[tuple[int, int, int]]:
    if not len(first):
        return []
    size = np.int64(int(max(first.max(), second.max())) + 1)
    pairs, counts = np.unique(second.astype(np.int64) * size + first, return_counts=True)
    second, first = (pairs // size).astype(np.int64), (pairs % size).astype(np.int64)
    order = np.lexsort((first, -counts, second))
    first, second, counts = first[order], second[order], counts[order]
    group = np.append(True, second[1:] != second[:-1])
    begin = np.flatnonzero(group)[np.cumsum(group) - 1]
    kept = np.arange(len(second)) - begin < NEIGHBOURS
    return list(
        zip(first[kept].tolist(), second[kept].tolist(), counts[kept].tolist(), strict=True)
    )
