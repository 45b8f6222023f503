"""What two texts share: runs of words, sentences told in other words, and how much of either."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from firsthand.lineage import paraphrase
from firsthand.lineage.align import Block, blocks, in_order, rising, runs
from firsthand.lineage.paraphrase import Likeness, Sentence, Weights
from firsthand.lineage.reading import FURNITURE, OWN, QUOTED, Codes, Reading
from firsthand.lineage.translation import Translated

#: A passage of this many own words is solid. A text copied in part has most of what it shares in
#: solid passages; one that tells anew from notes has scraps.
SOLID = 16
#: Words of a run or quotation below which nothing is listed.
SHORTEST_PASSAGE = 6
#: Words of a text that are its beginning, and its very first.
_HEAD, _LEAD = 40, 15
#: Retold sentences that prove something.
RETOLD_SENTENCES = 3


class Piece(NamedTuple):
    """A passage: word numbers in both texts, own and quoted words shared, and its kind."""

    a: tuple[int, int]
    b: tuple[int, int]
    own: int
    quoted: int
    furniture: int
    kind: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two readings share, counted in words."""

    a: Reading
    b: Reading
    pieces: tuple[Piece, ...]
    #: words of the bodies, and of them those in passages
    size: tuple[int, int]
    covered: tuple[int, int]
    #: share of the beginning of the shorter body that stands in the other
    head: float = 0.0
    #: passages stand among the first words of both bodies
    lead: bool = False
    #: share of equal words within the passages of the bodies
    equal: float = 1.0
    #: the passages stand in the same order in both
    ordered: bool = True
    retold: tuple[Likeness, ...] = ()
    #: share of either text's sentences, quotations too, that are like one of the other
    told: tuple[float, float] = (0.0, 0.0)
    #: share of the shorter text's own sentences that have a counterpart
    retold_share: float = 0.0
    #: retold sentences that are mainly the articles' own words
    retold_own: int = 0
    #: share of neighbouring retold sentences that stand in the same order
    retold_order: float = 0.0
    #: meaning in common: of both texts together, and of the poorer of them
    meaning: tuple[float, float] = (0.0, 0.0)
    #: the two are one text in two languages
    translated: Translated | None = None

    @property
    def own(self) -> int:
        """Own words shared, in passages long enough to count."""
        return sum(p.own for p in self.pieces if p.own >= SHORTEST_PASSAGE)

    @property
    def largest(self) -> int:
        """Own words of the largest passage."""
        return max((p.own for p in self.pieces), default=0)

    @property
    def solid(self) -> int:
        """Own words in solid passages."""
        return sum(p.own for p in self.pieces if p.own >= SOLID)

    @property
    def coverage(self) -> tuple[float, float]:
        """Share of either body that stands in passages."""
        if self.translated is not None:
            return (self.translated.share, self.translated.share)
        return self.covered[0] / max(1, self.size[0]), self.covered[1] / max(1, self.size[1])


def compare(a: Reading, b: Reading, weight: Weights) -> Comparison:
    """Align two texts: their bodies, their furniture, and sentences told in other words."""
    shared = compare_bodies(a, b)
    sentences = paraphrase.sentences(a), paraphrase.sentences(b)
    forth, back = (paraphrase.alike(*two, weight) for two in (sentences, sentences[::-1]))
    retold = _mutual(forth, back)
    own = [sum(_mostly_own(r, s) for s in side) for side, r in zip(sentences, (a, b), strict=True)]
    told = [x for x in retold if _mostly_own(a, x.a) and _mostly_own(b, x.b)]
    pairs = len(told)
    return replace(
        shared,
        pieces=shared.pieces + tuple(_aligned(a, b, furniture=True)),
        retold=retold,
        told=(len(forth) / max(1, len(sentences[0])), len(back) / max(1, len(sentences[1]))),
        retold_share=pairs / max(1, min(own)) if pairs >= _least_retold(min(own)) else 0.0,
        retold_own=pairs,
        retold_order=in_order([x.b[0] for x in sorted(told)]),
        meaning=meaning(a, b, weight),
    )


def follow(shared: Comparison, weight: Weights) -> Comparison:
    """Align a retelling and the text it names as its source: by a lower bar, sentences in order."""
    sentences = paraphrase.sentences(shared.a), paraphrase.sentences(shared.b)
    found = _mutual(
        *(paraphrase.alike(*two, weight, following=True) for two in (sentences, sentences[::-1]))
    )
    order = rising([x.b[0] for x in found])
    kept = {x.a: x for n, x in enumerate(found) if n in order}
    return replace(shared, retold=tuple(sorted({*kept.values(), *shared.retold})))


def _least_retold(sentences: int) -> int:
    """How many retold sentences prove something: of a text of one or two sentences half."""
    return RETOLD_SENTENCES if sentences >= RETOLD_SENTENCES else max(1, (sentences + 1) // 2)


def meaning(a: Reading, b: Reading, weight: Weights) -> tuple[float, float]:
    """Weight of the own stems in common: of all (Dice), and of the text that has less."""
    mine, theirs = _stems(a), _stems(b)
    common = float(weight.of(np.intersect1d(mine, theirs, assume_unique=True)).sum())
    masses = float(weight.of(mine).sum()), float(weight.of(theirs).sum())
    return 2 * common / max(1e-9, sum(masses)), common / max(1e-9, min(masses))


def _stems(reading: Reading) -> Codes:
    return np.unique(reading.stems[(reading.kinds == OWN) & (reading.stems != 0)])


def compare_bodies(a: Reading, b: Reading) -> Comparison:
    """Align two bodies only, word by word: what copying shows, at a fraction of the time."""
    inside = _aligned(a, b, furniture=False)
    masks = _mask(a, (p.a for p in inside)), _mask(b, (p.b for p in inside))
    size = len(masks[0]), len(masks[1])
    covered = int(masks[0].sum()), int(masks[1].sum())
    head = masks[size[0] > size[1]][:_HEAD]
    shared = sum(p.own + p.quoted for p in inside)
    return Comparison(
        a,
        b,
        tuple(inside),
        size,
        covered,
        head=float(head.mean()) if len(head) else 0.0,
        lead=all(bool(mask[:_LEAD].any()) for mask in masks),
        equal=shared / max(1, *covered),
        ordered=all(p.b[0] <= q.b[0] for p, q in pairwise(inside)),
    )


def _aligned(a: Reading, b: Reading, *, furniture: bool) -> list[Piece]:
    places = [np.flatnonzero((r.kinds == FURNITURE) == furniture) for r in (a, b)]
    if furniture:  # furniture of one page may be the text of another: captions made of a lead
        places = [np.arange(len(a)), np.arange(len(b))]
    found = blocks(runs(a.codes[places[0]], b.codes[places[1]]))
    pieces = [_piece(a, b, block, places[0], places[1]) for block in found]
    return [
        p
        for p in pieces
        if p.own + p.quoted + p.furniture >= SHORTEST_PASSAGE
        and (p.kind == "furniture") == furniture
    ]


def _piece(
    a: Reading, b: Reading, block: Block, in_a: NDArray[np.int64], in_b: NDArray[np.int64]
) -> Piece:
    counts = np.zeros(3, dtype=np.int64)
    for run in block.runs:
        kinds = np.maximum(
            a.kinds[in_a[run.a : run.a + run.length]], b.kinds[in_b[run.b : run.b + run.length]]
        )
        counts += np.bincount(kinds, minlength=3)
    extent = max(block.a[1] - block.a[0], block.b[1] - block.b[0])
    return Piece(
        (int(in_a[block.a[0]]), int(in_a[block.a[1] - 1]) + 1),
        (int(in_b[block.b[0]]), int(in_b[block.b[1] - 1]) + 1),
        int(counts[OWN]),
        int(counts[QUOTED]),
        int(counts[FURNITURE]),
        _kind(counts, extent),
    )


def _kind(counts: NDArray[np.int64], extent: int) -> str:
    total = int(counts.sum())
    if counts[FURNITURE] * 2 > total:
        return "furniture"
    if counts[QUOTED] * 3 > total * 2:
        return "quotation"
    return "verbatim" if total == extent else "edited"


def _mutual(forth: Sequence[Likeness], back: Sequence[Likeness]) -> tuple[Likeness, ...]:
    """Sentence pairs each of which is the other's likeliest counterpart."""
    turned = {(x.b, x.a) for x in back}
    return tuple(x for x in forth if (x.a, x.b) in turned)


def _mostly_own(reading: Reading, span: Sentence | tuple[int, int]) -> bool:
    return bool((reading.kinds[span[0] : span[1]] == OWN).mean() > 0.5)


def _mask(reading: Reading, spans: Iterable[tuple[int, int]]) -> NDArray[np.bool_]:
    """Per word of the body whether it stands in one of the spans."""
    mask = np.zeros(len(reading), dtype=bool)
    for start, stop in spans:
        mask[start:stop] = True
    return mask[reading.kinds < FURNITURE]
