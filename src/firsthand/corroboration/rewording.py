"""The words that a retelling has in place of others."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from firsthand.corroboration.terms import meet, stem, term
from firsthand.lexicon import wordings

#: wordings that agree so far in order (percent) retell one another; a new wording is no change
RETOLD = 60
#: and so far that a word added or left out is told, not a sentence built otherwise
COPIED = 75
#: words that a copy may put for others, small ones aside
MAX_REWORDED = 4
#: words that are left to compare where one side is cut
LEAST = 3
#: clauses longer than this many words are not compared: alignment costs their product
MOST = 500
#: forms that agree so far (percent) are spellings or endings of one word
ONE_WORD = 80

Words = Sequence[str]
#: (start, stop) among the words of a clause
Place = tuple[int, int]


def reworded(
    before: Sequence[str],
    after: Sequence[str],
    told: frozenset[str] = frozenset(),
    verbs: tuple[str, str] = ("", ""),
) -> Iterator[tuple[Place, Place]]:
    """Yield where words were first put for others that say something else, at most one.

    Equal words stand around them. Of clauses that are copies words that were only added or left out are
    told, too, if none was put for another; moved words are no change, nor are those of ``told``. Of several
    words put for others those that mean the same are named, else the ``verbs``, the lemmas of either side.
    """
    if max(len(before), len(after)) > MOST:
        return
    begun, began, mine, theirs = _core(before, after)
    alike = fuzz.ratio(mine, theirs)
    if min(len(mine), len(theirs)) < LEAST or alike < RETOLD:
        return
    put, more = [], []
    for one, other in _blocks(mine, theirs):
        trimmed = _trimmed(mine, one, told), _trimmed(theirs, other, told)
        trimmed = _alike(mine, theirs, *trimmed) or _done(mine, theirs, *trimmed, verbs) or trimmed
        inner = one[0] > 0 and one[1] < len(mine)
        if _is_put(mine, theirs, *trimmed, most=MAX_REWORDED if inner else 1):
            put.append(trimmed)
        elif inner and alike >= COPIED and not (one[0] < one[1] and other[0] < other[1]):
            more += [trimmed] if _is_more(mine, theirs, *trimmed) else []
    for one, other in (put or more)[:1]:
        yield (begun + one[0], begun + one[1]), (began + other[0], began + other[1])


def _core(before: Words, after: Words) -> tuple[int, int, Words, Words]:
    """Leave out what only one side has at its beginning and end; with where the rest begins."""
    edits = Levenshtein.opcodes(before, after)
    begun, began, cut = 0, 0, {"insert", "delete"}
    if edits and edits[-1].tag in cut:
        before, after = before[: edits[-1].src_start], after[: edits[-1].dest_start]
    if len(edits) > 1 and edits[0].tag in cut:
        begun, began = edits[0].src_end, edits[0].dest_end
    return begun, began, before[begun:], after[began:]


def _blocks(before: Words, after: Words) -> Iterator[tuple[Place, Place]]:
    """Runs of words between equal ones."""
    for changed, run in groupby(Levenshtein.opcodes(before, after), lambda e: e.tag != "equal"):
        edits = list(run)
        if changed:
            first, last = edits[0], edits[-1]
            yield (first.src_start, last.src_end), (first.dest_start, last.dest_end)


def _trimmed(words: Words, place: Place, told: frozenset[str]) -> Place:
    """Leave out words that say little at the ends of a run."""
    little = wordings.load()["little"] | told
    start, stop = place
    while start < stop and words[start] in little:
        start += 1
    while start < stop and words[stop - 1] in little:
        stop -= 1
    return start, stop


def _alike(before: Words, after: Words, mine: Place, theirs: Place) -> tuple[Place, Place] | None:
    """Two words of one meaning in the runs."""
    lists = wordings.load()
    for here in range(*mine):
        for there in range(*theirs):
            if meet([term(before[here], lists)], [term(after[there], lists)]):
                return (here, here + 1), (there, there + 1)
    return None


def _done(
    before: Words, after: Words, mine: Place, theirs: Place, verbs: tuple[str, str]
) -> tuple[Place, Place] | None:
    """The verbs in the runs, where one is all its run: "[on] board crashed" is put for "struck"."""
    here, there = _verb(before, mine, verbs[0]), _verb(after, theirs, verbs[1])
    if there is not None and mine[1] - mine[0] == 1:
        return mine, (there, there + 1)
    if here is not None and theirs[1] - theirs[0] == 1:
        return (here, here + 1), theirs
    return None


def _verb(words: Words, run: Place, verb: str) -> int | None:
    return next((at for at in range(*run) if verb and stem(words[at]) == stem(verb)), None)


def _is_put(before: Words, after: Words, mine: Place, theirs: Place, *, most: int) -> bool:
    """Whether words were put for others that mean something else, and are not found elsewhere."""
    one, other = _telling(before, mine), _telling(after, theirs)
    few = min(len(one), len(other)) > 0 and max(len(one), len(other)) <= most
    return few and not say_the_same(one, other) and _is_new(one, other, before, after)


def say_the_same(one: Words, other: Words) -> bool:
    """Whether each word of either side can stand for one of the other's ("arms", "weapons")."""
    groups = [[_groups(word) for word in words] for words in (one, other)]
    return all(
        any(not mine.isdisjoint(theirs) for theirs in others)
        for side, others in (groups, groups[::-1])
        for mine in side
    )


@lru_cache(maxsize=1 << 14)
def _groups(word: str) -> frozenset[int]:
    """Groups of words that a form belongs to, whatever its ending."""
    known = wordings.load().interchangeable
    endings = [
        word.removesuffix(e) for e in ("s", "es", "ed", "d", "ing", "ly") if word.endswith(e)
    ]
    shapes = [
        word,
        *endings,
        *(f"{e}e" for e in endings),
        *(f"{e[:-1]}y" for e in endings if e.endswith("i")),
    ]
    return frozenset().union(*(known.get(shape, frozenset()) for shape in shapes))


def _telling(words: Words, place: Place) -> list[str]:
    """The words of a run but those that say little."""
    little = wordings.load()["little"]
    return [word for word in words[slice(*place)] if word not in little]


def _is_more(before: Words, after: Words, mine: Place, theirs: Place) -> bool:
    """Whether one side has a word more that is not found elsewhere on the other."""
    one, other = before[slice(*mine)], after[slice(*theirs)]
    return len(one) + len(other) == 1 and _is_new(one, other, before, after)


def _is_new(one: Words, other: Words, before: Words, after: Words) -> bool:
    if any(form[:1].isdigit() for form in (*one, *other)):
        return False  # numbers and times are told apart
    return not _found(one, after) and not _found(other, before)


def _found(words: Words, among: Words) -> bool:
    """Whether one of the words stands among others, in whatever form."""
    return any(_is_one_word(a, b) for a in words for b in among)


def _is_one_word(a: str, b: str) -> bool:
    """Whether two forms differ in their endings or spelling: both begin alike."""
    if a.removesuffix("n't") == b.removesuffix("n't"):
        return True  # "could not", "couldn't"
    return stem(a) == stem(b) or (a[:1] == b[:1] and fuzz.ratio(a, b) >= ONE_WORD)
