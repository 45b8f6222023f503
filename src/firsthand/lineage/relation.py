"""What two articles have to do with one another, judged from the words they share.

The rules are held in the order of their strength: copy, trimmed, version, excerpt, rewrite,
shared quotations, furniture, independent. Whose words are shared decides before how many: words
of third parties and the furniture of pages never make a copy.
"""

from dataclasses import dataclass

from firsthand.lineage.comparison import RETOLD_SENTENCES, SHORTEST_PASSAGE, SOLID, Comparison

#: Own words in one passage by which copying is proved: chance, stock phrases and short
#: statements stay below (found on pairs read by hand: 18 to 22 serve alike).
PROOF = 20
#: A text copied in part has at least this share of what it shares in solid passages.
_SOLID_SHARE = 0.6
#: A body of which this much stands in the other is that body; a twentieth may be slips and links.
_WHOLE = 0.95
#: The same where all of the other stands in it: a tenth may be lines of the page taken for text.
_WHOLE_WITH_PAGE = 0.9
#: Share of its beginning that a copy keeps: with another lead it is another edition.
_COPY_HEAD = 0.5
#: A cut text: this much of it stands in the longer one, at most a sentence is added, hardly a word
#: is changed, and its beginning is there.
_CUT_SHARE, _ONE_SENTENCE, _CUT_EQUAL, _CUT_HEAD = 0.8, 40, 0.98, 0.8
#: Part of the longer body that must stand in the shorter for a change to be an edition.
_VERSION_SHARE = 0.4
#: Fewer own words than this, and none of the first ones, are background that both use.
_BACKGROUND = 40
#: Scraps of own words, in at least three places, that show dependence where words were changed.
_SCRAPS = 36
#: The same where one of the two names the other as its source, and of scraps that are more than a
#: name and its verb.
_CREDITED_SCRAPS, _TELLING_SCRAP = 15, 10
#: Share of either body that such scraps must be for the whole to be told anew: with less of it they
#: are background or one borrowed passage. The second is for one that names the other.
_MOSTLY, _MOSTLY_CREDITED = 0.2, 0.125
#: A credited retelling tells mostly what the other told: half of its sentences have a counterpart,
#: or a third of them say from whom they are, and two at least have one.
_RETOLD, _LEANING, _LEANING_SENTENCES = 0.5, 0.33, 2
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
#: Share of a text in quotations of the house it credits from which on it is made of them.
_BLOCKS = 0.5
#: One quotation of eight words, or two shorter ones, are third-party words in common.
_QUOTATION = 8


@dataclass(frozen=True, slots=True)
class Ties:
    """What is known of two articles beside their words."""

    #: both credit one agency, or belong to one outlet
    source: str | None = None
    #: what they have in common is their house only: it publishes many texts
    house: bool = False
    #: one names the other as its source
    credited: bool = False
    #: which of the two does: 0, 1, or None where both do or neither
    teller: int | None = None
    #: share of its sentences that say so
    leaning: float = 0.0
    #: one was helped by the source of the other: a piece of its own with borrowed paragraphs
    helped: bool = False
    #: words with which one links the page of the other in its running text; None without a link
    linked: str | None = None
    #: how many of the two are logs or digests of several items
    digests: int = 0


def judge(shared: Comparison, ties: Ties) -> tuple[str, float, tuple[str, ...]]:
    """Relation, confidence (0..1) and the reasons in plain sentences."""
    if shared.translated is not None:
        return "translation", shared.translated.confidence, shared.translated.why
    if shared.largest >= PROOF or _short(shared):
        if not in_scraps(shared):
            return _copying(shared, ties)
        return _told(shared, ties, f"{_words(shared.own)} in common, only in short runs")
    return _dependent(shared, ties) or _quoting(shared)


def in_scraps(shared: Comparison) -> bool:
    """Whether what two share is in short runs: what is told anew must be looked for beside them."""
    return shared.solid < _SOLID_SHARE * shared.own


def _told(shared: Comparison, ties: Ties, why: str) -> tuple[str, float, tuple[str, ...]]:
    """Judge texts that share short runs: one tells the other anew, or has a passage of it.

    Nobody tells anew what both print of one agency: they are its editions.
    """
    if ties.source and not ties.house:
        return "version", 0.6, (f"{why}: editions", f"both from {ties.source}")
    if max(shared.coverage) >= (_MOSTLY_CREDITED if ties.credited else _MOSTLY):
        return "rewrite", 0.6, (f"{why}: retold",)
    return _anew(shared) or ("excerpt", 0.5, (f"{why}: background, or a passage retold",))


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
    if ties.source and (not ties.house or high >= _VERSION_SHARE):
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
    scraps = sum(p.own >= SHORTEST_PASSAGE for p in shared.pieces)
    if ties.source and ties.teller is not None and _block(shared, ties.teller):
        return "excerpt", 0.7, ("one credits the other and is mostly quotation of it",)
    lifted = sum(p.own for p in shared.pieces if p.own >= _TELLING_SCRAP)
    if ties.credited and _follows(shared, ties):
        return "rewrite", 0.7, ("one names the other as its source and follows its sentences",)
    if ties.credited and lifted >= _CREDITED_SCRAPS:
        if max(shared.coverage) < _MOSTLY_CREDITED:
            return "excerpt", 0.5, ("one names the other and has a passage of it",)
        return "rewrite", 0.7, ("one names the other as its source and follows its sentences",)
    if ties.linked is not None and shared.largest >= SOLID:
        return (
            "excerpt",
            0.75,
            (f"one links the other{as_words(ties.linked)} and has a passage of it",),
        )
    if scraps >= 3 and shared.own >= _SCRAPS:
        return _told(shared, ties, f"{_words(shared.own)} in common, in {scraps} short runs")
    # who says from whom he has it tells mostly his own matter, unless he follows the other
    return None if ties.leaning else _anew(shared)


def _block(shared: Comparison, side: int) -> bool:
    """Whether a text is mostly the other's, in long quotations."""
    longest = max((p.quoted for p in shared.pieces), default=0)
    return longest >= PROOF and shared.coverage[side] >= _BLOCKS


def _follows(shared: Comparison, ties: Ties) -> bool:
    """Whether the one that names the other tells mostly what the other told."""
    told = max(shared.told) if ties.teller is None else shared.told[ties.teller]
    mostly = told >= _RETOLD and len(shared.retold) >= RETOLD_SENTENCES
    return mostly or (ties.leaning >= _LEANING and len(shared.retold) >= _LEANING_SENTENCES)


def as_words(words: str) -> str:
    """Quote the words of a link, in brackets."""
    return f" (“{words[:60]}”)" if words.strip() else ""


def _anew(shared: Comparison) -> tuple[str, float, tuple[str, ...]] | None:
    """Whether one text is the other in other words, whoever put it so."""
    both, poorer = shared.meaning
    bar = _ANEW if shared.retold_own >= RETOLD_SENTENCES else _ANEW_SHORT
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
    if (quoted and quoted[0] >= _QUOTATION) or total >= 2 * SHORTEST_PASSAGE:
        return "shared_quotes", 0.8, (f"only words of third parties in common ({total})",)
    if furniture >= _QUOTATION:
        return "furniture", 0.8, (f"only captions, credits or site lines in common ({furniture})",)
    return "independent", 0.8, ("no dependent text found",)


def _words(count: int) -> str:
    return f"{count} words"
