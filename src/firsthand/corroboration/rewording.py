"""The words that a retelling has in place of others, or added, or left out."""

from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from firsthand.corroboration.terms import stem
from firsthand.lexicon import wordings

#: wordings that agree so far in order (percent) retell one another; a new wording is no change
RETOLD = 60
#: and so far that a word added or left out is told, not a sentence built otherwise
COPIED = 75
#: words that a copy may put for others
MAX_REWORDED = 3
#: words that are left to compare where one side is cut
LEAST = 3
#: clauses longer than this many words are not compared: alignment costs their product
MOST = 500
#: forms that agree so far (percent) are spellings or endings of one word
ONE_WORD = 80

Words = list[str]


def reworded(
    before: Words, after: Words, told: frozenset[str] = frozenset()
) -> Iterator[tuple[Words, Words]]:
    """Yield the first change of words that says something, as (earlier, later), at most one.

    Words put for others go before words added or left out; changes of ``told`` words are none. What one
    side has more at its ends was cut, or stands in another clause.
    """
    if max(len(before), len(after)) > MOST:
        return
    before, after = _core(before, after)
    alike = fuzz.ratio(before, after)
    if before == after or min(len(before), len(after)) < LEAST or alike < RETOLD:
        return
    changes = [
        (edit.tag, before[edit.src_start : edit.src_end], after[edit.dest_start : edit.dest_end])
        for edit in Levenshtein.opcodes(before, after)
        if edit.tag == "replace" or (edit.tag != "equal" and alike >= COPIED)
    ]
    changes.sort(key=lambda change: change[0] != "replace")
    for _, mine, theirs in changes:
        if max(len(mine), len(theirs)) <= MAX_REWORDED and _says(mine, theirs, told):
            yield mine, theirs
            return


def _core(before: Words, after: Words) -> tuple[Words, Words]:
    """Leave out what only one side has at its beginning and end."""
    edits = Levenshtein.opcodes(before, after)
    cut = {"insert", "delete"}
    if edits and edits[-1].tag in cut:
        before, after = before[: edits[-1].src_start], after[: edits[-1].dest_start]
    if edits and edits[0].tag in cut:
        before, after = before[edits[0].src_end :], after[edits[0].dest_end :]
    return before, after


def _says(mine: Sequence[str], theirs: Sequence[str], told: frozenset[str]) -> bool:
    """Whether the change is one of words that mean something, not of forms or spelling."""
    little = wordings.load()["little"] | told
    mine, theirs = ([form for form in side if form not in little] for side in (mine, theirs))
    if not mine and not theirs:
        return False
    return len(mine) != len(theirs) or any(
        not _is_one_word(a, b) for a, b in zip(mine, theirs, strict=True)
    )


def _is_one_word(a: str, b: str) -> bool:
    """Whether two forms differ in their endings or spelling: both begin alike."""
    return stem(a) == stem(b) or (a[:1] == b[:1] and fuzz.ratio(a, b) >= ONE_WORD)
