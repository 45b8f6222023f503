"""What changed between two tellings of one text: the words between the runs they share."""

import re
from collections.abc import Callable, Iterable

from firsthand.lexicon import copying
from firsthand.lexicon.language import Words
from firsthand.lineage.align import blocks, runs
from firsthand.lineage.comparison import Comparison, Piece
from firsthand.lineage.reading import Reading
from firsthand.records import Change

#: Longest replaced stretch, in words, that is one change and not another sentence.
_LONGEST = 10
#: Changes listed per pair: enough to see how a text was edited; hundreds say no more.
_MOST = 50
_HEDGES = (
    "stance.probable_adverbs", "stance.possible_adverbs", "stance.possible_modals",
    "stance.probable_adjectives", "stance.possible_adjectives", "hedges.unconfirmed",
)  # fmt: skip
_ENDING = re.compile(r"(?:ed|ing|es|s|d)$")


def changes(shared: Comparison, words: Words, *, turned: bool = False) -> tuple[Change, ...]:
    """List replaced, dropped and added words of the passages, from ``a`` to ``b``.

    With ``turned`` from ``b`` to ``a``. Where a change is of several kinds, the one that touches
    the sense most is named: number, date, denial, hedge, attribution, name, word.
    """
    found: list[Change] = []
    for piece in shared.pieces:
        if piece.kind == "edited" and len(found) < _MOST:
            found.extend(_of_piece(shared.a, shared.b, piece, words, turned))
    return tuple(found[:_MOST])


def _of_piece(a: Reading, b: Reading, piece: Piece, words: Words, turned: bool) -> Iterable[Change]:
    left, right = a.codes[slice(*piece.a)], b.codes[slice(*piece.b)]
    for block in blocks(runs(left, right)):
        for one, two in zip(block.runs, block.runs[1:], strict=False):
            in_a = (piece.a[0] + one.a + one.length, piece.a[0] + two.a)
            in_b = (piece.b[0] + one.b + one.length, piece.b[0] + two.b)
            if in_a[1] - in_a[0] <= _LONGEST and in_b[1] - in_b[0] <= _LONGEST:
                before, after = ((b, in_b), (a, in_a)) if turned else ((a, in_a), (b, in_b))
                yield _change(*before, *after, words)


def _change(
    before: Reading, old: tuple[int, int], after: Reading, new: tuple[int, int], words: Words
) -> Change:
    old_words, new_words = _text(before, old), _text(after, new)
    left, right = set(before.forms(*old)), set(after.forms(*new))
    differing = (left - right) | (right - left)
    return Change(
        kind=_kind(differing, old_words + " " + new_words, words), before=old_words, after=new_words
    )


def _text(reading: Reading, span: tuple[int, int]) -> str:
    if span[0] >= span[1]:
        return ""
    return reading.article.text[int(reading.starts[span[0]]) : int(reading.stops[span[1] - 1])]


def _kind(differing: set[str], as_written: str, words: Words) -> str:
    known = copying.load()
    tests: tuple[tuple[str, Callable[[str], bool]], ...] = (
        ("date", lambda f: f in known.dates),
        ("number", lambda f: f in known.numbers or any(c.isdigit() for c in f)),
        ("denial", lambda f: f in known.denials),
        ("hedge", lambda f: any(f in words[name] for name in _HEDGES)),
        ("attribution", lambda f: _lemma(f) in words["cues.say"] or f == "according"),
        ("name", lambda f: bool(re.search(rf"\b{re.escape(f.title())}", as_written))),
    )
    for kind, test in tests:
        if any(test(form) for form in sorted(differing)):
            return kind
    return "word"


def _lemma(form: str) -> str:
    return copying.load().past.get(form, _ENDING.sub("", form) if len(form) > 4 else form)
