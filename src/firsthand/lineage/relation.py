"""What two articles have to do with one another, judged from the words they share.

The rules are held in the order of their strength: copy, trimmed, version, excerpt, rewrite,
shared quotations, furniture, independent. Whose words are shared decides before how many: words
of third parties and the furniture of pages never make a copy.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from firsthand.lineage import paraphrase
from firsthand.lineage.align import Block, blocks, runs
from firsthand.lineage.paraphrase import Likeness, Sentence, Weights
from firsthand.lineage.reading import FURNITURE, OWN, QUOTED, Codes, Reading
from firsthand.lineage.translation import Translated

#: Own words in one passage by which copying is proved: chance, stock phrases and short
#: statements stay below (found on pairs read by hand: 18 to 22 serve alike).
PROOF = 20
#: A passage of this many own words is solid. A text copied in part has most of what it shares in
#: solid passages; one that tells anew from notes has scraps.
_SOLID = 16
_SOLID_SHARE = 0.6
#: Words of a run or quotation below which nothing is listed.
_SHORTEST_PASSAGE = 6
#: A body of which this much stands in the other is that body; a twentieth may be slips and links.
_WHOLE = 0.95
#: The same where all of the other stands in it: a tenth may be lines of the page taken for text.
_WHOLE_WITH_PAGE = 0.9
#: Share of its beginning that a copy keeps: with another lead it is another edition.
_COPY_HEAD = 0.5
#: A cut text: this much of it stands in the longer one, at most a sentence is added, hardly a word
#: is changed, and its beginning is there.
_CUT_SHARE, _ONE_SENTENCE, _CUT_EQUAL, _CUT_HEAD = 0.8, 40, 0.98, 0.8
#: Words of a text that are its beginning.
_HEAD = 40
#: Part of the longer body that must stand in the shorter for a change to be an edition.
_VERSION_SHARE = 0.4
#: Fewer own words than this, and none of the first ones, are background that both use.
_BACKGROUND, _LEAD = 40, 15
#: Scraps of own words, in at least three places, that show dependence where words were changed.
_SCRAPS = 36
#: The same where one of the two names the other as its source.
_CREDITED_SCRAPS = 15
#: Share of the shorter text's sentences with a counterpart in a credited retelling.
_RETOLD = 0.25
_RETOLD_SENTENCES = 3
#: The same for texts that nobody credits: meaning in common (Dice over the weights of own stems)
#: and sentences with a counterpart, in the same order. Of two translations of one text nineteen in
#: twenty have more, of the likeliest pairs of other articles of their year none.
_ANEW, _ANEW_SHARE, _ANEW_ORDER = 0.45, 0.33, 0.9
#: The same where fewer than three sentences can be held together.
_ANEW_SHORT = 0.48
#: A machine that tells anew and shuffles leaves nearly every sentence its counterpart.
_SHUFFLED, _SHUFFLED_SHARE = 0.5, 0.6
#: A short text is proved by one run, if that is nearly all of it.
_SHORT_PROOF, _SHORT_SHARE = 10, 0.8
#: One quotation of eight words, or two shorter ones, are third-party words in common.
_QUOTATION = 8

Kinds = NDArray[np.uint8]


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
        return sum(p.own for p in self.pieces if p.own >= _SHORTEST_PASSAGE)

    @property
    def largest(self) -> int:
        """Own words of the largest passage."""
        return max((p.own for p in self.pieces), default=0)

    @property
    def solid(self) -> int:
        """Own words in solid passages."""
        return sum(p.own for p in self.pieces if p.own >= _SOLID)

    @property
    def coverage(self) -> tuple[float, float]:
        """Share of either body that stands in passages."""
        if self.translated is not None:
            return (self.translated.share, self.translated.share)
        return self.covered[0] / max(1, self.size[0]), self.covered[1] / max(1, self.size[1])


@dataclass(frozen=True, slots=True)
class Ties:
    """What is known of two articles beside their words."""

    #: both credit one agency, or belong to one outlet
    source: str | None = None
    #: one names the other as its source
    credited: bool = False
    #: one was helped by the source of the other: a piece of its own with borrowed paragraphs
    helped: bool = False
    #: words with which one links the page of the other in its running text; None without a link
    linked: str | None = None
    #: how many of the two are logs or digests of several items
    digests: int = 0


def compare(a: Reading, b: Reading, weight: Weights) -> Comparison:
    """Align two texts: their bodies, their furniture, and sentences told in other words."""
    shared = compare_bodies(a, b)
    sentences = paraphrase.sentences(a), paraphrase.sentences(b)
    retold = _mutual(*sentences, weight)
    own = [sum(_mostly_own(r, s) for s in side) for side, r in zip(sentences, (a, b), strict=True)]
    told = [x for x in retold if _mostly_own(a, x.a) and _mostly_own(b, x.b)]
    pairs = len(told)
    return replace(
        shared,
        pieces=shared.pieces + tuple(_aligned(a, b, furniture=True)),
        retold=retold,
        retold_share=pairs / max(1, min(own)) if pairs >= _least_retold(min(own)) else 0.0,
        retold_own=pairs,
        retold_order=_in_order(told),
        meaning=meaning(a, b, weight),
    )


def _least_retold(sentences: int) -> int:
    """How many retold sentences prove something: of a text of one or two sentences half."""
    return _RETOLD_SENTENCES if sentences >= _RETOLD_SENTENCES else max(1, (sentences + 1) // 2)


def _in_order(told: Sequence[Likeness]) -> float:
    """Share of neighbouring counterparts that stand in the same order in both texts."""
    if len(told) < 2:
        return 1.0
    places = [x.b[0] for x in sorted(told)]
    return sum(p < q for p, q in pairwise(places)) / (len(places) - 1)


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
        if p.own + p.quoted + p.furniture >= _SHORTEST_PASSAGE
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


def _mutual(a: list[Sentence], b: list[Sentence], weight: Weights) -> tuple[Likeness, ...]:
    """Sentence pairs each of which is the other's likeliest counterpart."""
    back = {(x.b, x.a) for x in paraphrase.alike(b, a, weight)}
    return tuple(x for x in paraphrase.alike(a, b, weight) if (x.a, x.b) in back)


def _mostly_own(reading: Reading, span: Sentence | tuple[int, int]) -> bool:
    return bool((reading.kinds[span[0] : span[1]] == OWN).mean() > 0.5)


def _mask(reading: Reading, spans: Iterable[tuple[int, int]]) -> NDArray[np.bool_]:
    """Per word of the body whether it stands in one of the spans."""
    mask = np.zeros(len(reading), dtype=bool)
    for start, stop in spans:
        mask[start:stop] = True
    return mask[reading.kinds < FURNITURE]


def judge(shared: Comparison, ties: Ties) -> tuple[str, float, tuple[str, ...]]:
    """Relation, confidence (0..1) and the reasons in plain sentences."""
    if shared.translated is not None:
        return "translation", shared.translated.confidence, shared.translated.why
    if shared.largest >= PROOF or _short(shared):
        scraps = shared.solid < _SOLID_SHARE * shared.own
        if not scraps:
            return _copying(shared, ties)
        return "rewrite", 0.6, (f"{_words(shared.own)} in common, but in scraps: told anew",)
    return _dependent(shared, ties) or _quoting(shared)


def _short(shared: Comparison) -> bool:
    """Whether the shorter text is too short for a proof, and one run is nearly all of it."""
    return shared.largest >= max(_SHORT_PROOF, _SHORT_SHARE * min(shared.size))


def _copying(shared: Comparison, ties: Ties) -> tuple[str, float, tuple[str, ...]]:
    low, high = sorted(shared.coverage)
    why = (
        f"{_words(shared.own)} of the running text in common, the longest passage {shared.largest}",
        f"passages cover {high:.0%} of one body and {low:.0%} of the other",
    )
    sure = min(0.97, 0.6 + shared.own / 300)
    whole = low >= _WHOLE or (low >= _WHOLE_WITH_PAGE and high >= _WHOLE)
    if whole and shared.head >= _COPY_HEAD:
        return "copy", 0.95, why
    if ties.digests == 1:
        return "excerpt", sure, (*why, "one of the two is a collection of items")
    if ties.digests == 0 and _cut(shared, high):
        return "trimmed", sure, why
    if ties.helped:
        return "excerpt", sure, (*why, "one credits the source of the other for help")
    if ties.source:
        return "version", sure, (*why, f"both from {ties.source}")
    passing = shared.own < _BACKGROUND and not shared.lead
    return "excerpt" if passing or low < _VERSION_SHARE else "version", 0.9 * sure, why


def _cut(shared: Comparison, high: float) -> bool:
    """Whether the shorter text is the longer one cut."""
    shorter = shared.size[0] > shared.size[1]
    added = shared.size[shorter] - shared.covered[shorter]
    return (
        high >= _CUT_SHARE
        and added <= _ONE_SENTENCE
        and shared.equal >= _CUT_EQUAL
        and shared.head >= _CUT_HEAD
        and shared.ordered
    )


def _dependent(shared: Comparison, ties: Ties) -> tuple[str, float, tuple[str, ...]] | None:
    scraps = sum(p.own >= _SHORTEST_PASSAGE for p in shared.pieces)
    follows = shared.retold_share >= _RETOLD and shared.retold_own >= _RETOLD_SENTENCES
    if ties.credited and (shared.own >= _CREDITED_SCRAPS or follows):
        return "rewrite", 0.7, ("one names the other as its source and follows its sentences",)
    if ties.linked is not None and (scraps or shared.retold):
        told = "its sentences" if shared.largest < _SOLID else "a passage of it"
        relation = "rewrite" if shared.largest < _SOLID else "excerpt"
        return relation, 0.75, (f"one links the other{_as(ties.linked)} and has {told}",)
    if scraps >= 3 and shared.own >= _SCRAPS:
        return "rewrite", 0.6, (f"{_words(shared.own)} in common in {scraps} scraps: told anew",)
    return _anew(shared)


def _as(words: str) -> str:
    return f" (“{words[:60]}”)" if words.strip() else ""


def _anew(shared: Comparison) -> tuple[str, float, tuple[str, ...]] | None:
    """Whether one text is the other in other words, whoever put it so."""
    both, poorer = shared.meaning
    bar = _ANEW if shared.retold_own >= _RETOLD_SENTENCES else _ANEW_SHORT
    followed = both >= bar and shared.retold_order >= _ANEW_ORDER
    shuffled = bar == _ANEW and poorer >= _SHUFFLED and shared.retold_share >= _SHUFFLED_SHARE
    if shared.retold_share >= _ANEW_SHARE and (followed or shuffled):
        return (
            "rewrite",
            0.6,
            (
                f"{shared.retold_share:.0%} of the sentences have a counterpart in other words",
                f"{both:.0%} of the telling words in common",
            ),
        )
    return None


def _quoting(shared: Comparison) -> tuple[str, float, tuple[str, ...]]:
    quoted = sorted((p.quoted for p in shared.pieces if p.kind != "furniture"), reverse=True)
    furniture = sum(p.furniture for p in shared.pieces if p.kind == "furniture")
    total = sum(q for q in quoted if q >= 4)
    if (quoted and quoted[0] >= _QUOTATION) or total >= 2 * _SHORTEST_PASSAGE:
        return "shared_quotes", 0.8, (f"only words of third parties in common ({total})",)
    if furniture >= _QUOTATION:
        return "furniture", 0.8, (f"only captions, credits or site lines in common ({furniture})",)
    return "independent", 0.8, ("no dependent text found",)


def _words(count: int) -> str:
    return f"{count} words"
