"""An article as lineage reads it: its words, each with its place and with whose words it is.

Words are found and numbered over whole arrays of characters, never one by one: reading must keep
up with a thousand articles a second.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from firsthand.lexicon import copying
from firsthand.records import Article
from firsthand.text import posts
from firsthand.text.folding import fold, fold_words
from firsthand.text.parts import body
from firsthand.text.quotes import quoted
from firsthand.text.sentences import split
from firsthand.text.words import MARKS

#: whose words: the article's own, a third party's, or the furniture's of page and photo
OWN, QUOTED, FURNITURE = 0, 1, 2
#: A line longer than this tells a story, whatever stands in it.
_LONGEST_FURNITURE_LINE = 900
#: A caption is not longer than this; the first paragraph of a text without a dateline may be.
_LONGEST_CAPTION = 500
#: Letters of a word that are compared as its stem, so that endings do not matter.
STEM = 6
#: Shorter words carry grammar, not meaning; numbers count at any length.
SHORTEST_STEM = 4
#: Scripts written without spaces: two kinds of kana, then ideographs.
_SIGNS = (
    (0x3040, 0x309F),
    (0x30A0, 0x30FF),
    (0x3400, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)
_IDEOGRAPHS = 3
#: Letters of a word that its number is made of; a longer one is damage or data.
_LONGEST_WORD = 256
#: A text without any of these quotes nobody: a look that costs less than reading for marks.
_MARKS = ('"', "``", "''", "“", "”", "„", "«", "»", "「", "」", "『", "』", "‘‘", "’’")
_ASCII_MARKS = tuple(mark for mark in _MARKS if mark.isascii())
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_POWERS = np.cumprod(np.full(_LONGEST_WORD, 0x100000001B3, dtype=np.uint64), dtype=np.uint64)

Codes = NDArray[np.uint64]
#: characters: bytes where all are ASCII
Signs = NDArray[np.uint8] | NDArray[np.uint32]
Places = NDArray[np.int64]
Kinds = NDArray[np.uint8]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Reading:
    """The words of an article. The arrays run in parallel, one entry per word."""

    article: Article
    codes: Codes
    starts: Places
    stops: Places
    kinds: Kinds
    #: number of the word's stem; 0 for words that carry grammar only
    stems: Codes
    #: the word holds a digit
    digits: Flags

    def __len__(self) -> int:
        return len(self.codes)

    def forms(self, start: int, stop: int) -> tuple[str, ...]:
        """Fold some words, where they are shown or looked up; elsewhere their numbers do."""
        text = self.article.text
        places = zip(self.starts[start:stop].tolist(), self.stops[start:stop].tolist(), strict=True)
        return tuple(fold_words(text[begin:end]) for begin, end in places)


def read(article: Article) -> Reading:
    """Read the words of the whole text."""
    folded = fold(article.text)
    signs = _characters(folded.text)
    first, last = _words(signs)
    where, after = _places(folded.where), _places(folded.after)
    starts, stops = where[first], after[np.maximum(last - 1, 0)]
    digits = _any((signs >= 48) & (signs <= 57), first, last)
    codes, stems = _numbers(signs, first, last)
    return Reading(
        article,
        codes,
        starts,
        stops,
        _kinds(article, starts),
        np.where((last - first >= SHORTEST_STEM) | digits, stems, np.uint64(0)),
        digits,
    )


def _characters(text: str) -> Signs:
    if text.isascii():
        return np.frombuffer(text.encode(), dtype=np.uint8)
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def _places(places: object) -> Places:
    if isinstance(places, range):
        return np.arange(places.start, places.stop, dtype=np.int64)
    return np.array(places, dtype=np.int64)


_ASCII_LETTERS = np.array([chr(n).isalnum() or n == 95 for n in range(128)])


def _words(signs: Signs) -> tuple[Places, Places]:
    """First character and end of every word, as ``firsthand.text.words`` finds them.

    But for the scripts without spaces, which are cut into pieces.
    """
    letters = _letters(signs)
    joiner = np.zeros(len(signs), dtype=bool)
    if len(signs) > 2:
        between = (signs[1:-1] == 39) | (signs[1:-1] == 46)
        joiner[1:-1] = between & letters[:-2] & letters[2:]
    inside = letters | joiner
    edges = np.diff(np.concatenate(([False], inside, [False])).astype(np.int8))
    first, last = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    first, last = _split_signs(signs, first, last)
    ends = np.maximum(last - 1, 0)
    possessive = (last - first > 2) & (signs[ends] == 115) & (signs[np.maximum(ends - 1, 0)] == 39)
    return first, np.where(possessive, last - 2, last)


def _letters(signs: Signs) -> Flags:
    if signs.dtype == np.uint8:
        return _ASCII_LETTERS[signs]
    low = signs < 128
    letters: Flags = _ASCII_LETTERS[np.where(low, signs, 0)] & low
    for sign in np.unique(signs[~low]).tolist():
        if chr(sign).isalnum() or chr(sign) in MARKS:
            letters[signs == sign] = True
    return letters


def _split_signs(signs: Signs, first: Places, last: Places) -> tuple[Places, Places]:
    """Cut what is written without spaces into pieces of about a word.

    Where there is kana, at every change of script; else two signs are a piece, counted anew from
    every mark of punctuation, so that an edit is felt in its clause only.
    """
    # signs that Unicode had not yet assigned are no letters, and make no words
    if signs.dtype == np.uint8 or not len(first) or int(signs.max()) < _SIGNS[0][0]:
        return first, last
    script = np.zeros(len(signs), dtype=np.int8)
    for number, (low, high) in enumerate(_SIGNS, start=1):
        script[(signs >= low) & (signs <= high)] = min(number, _IDEOGRAPHS)
    if not script.any():
        return first, last
    inside = np.zeros(len(signs) + 1, dtype=bool)
    for begin, end in zip(first.tolist(), last.tolist(), strict=True):
        inside[begin:end] = True
    cut = np.zeros(len(signs) + 1, dtype=bool)
    cut[1:-1] = (script[1:] != script[:-1]) & inside[1:-1]
    cut[first] = True
    if not np.isin(script, (1, 2)).any():
        starts = np.flatnonzero(cut[:-1])
        run = (
            np.arange(len(signs))
            - starts[
                np.maximum(np.searchsorted(starts, np.arange(len(signs)), side="right") - 1, 0)
            ]
        )
        cut[:-1] |= (script > 0) & inside[:-1] & (run % 2 == 0)
    stops = np.zeros(len(signs) + 1, dtype=bool)
    stops[last] = True
    stops |= cut & np.append(False, inside[:-1])
    return np.flatnonzero(cut), np.flatnonzero(stops)


def _numbers(signs: Signs, first: Places, last: Places) -> tuple[Codes, Codes]:
    """Two numbers per word, of all of it and of its stem: polynomials of the signs, well mixed."""
    if not len(first):
        return np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.uint64)
    lengths = np.minimum(last - first, _LONGEST_WORD)
    ends = np.cumsum(lengths)
    starts = ends - lengths
    step = np.arange(int(ends[-1])) - np.repeat(starts, lengths)
    values = signs[step + np.repeat(first, lengths)] * _POWERS[step]
    whole: Codes = np.add.reduceat(values, starts)
    stem: Codes = np.add.reduceat(np.where(step < STEM, values, np.uint64(0)), starts)
    return _mixed(whole), _mixed(stem)


def _mixed(codes: Codes) -> Codes:
    codes = (codes ^ (codes >> np.uint64(32))) * _MULTIPLIER
    return codes ^ (codes >> np.uint64(29))


def _any(flags: Flags, first: Places, last: Places) -> Flags:
    """Whether a flag is set within each stretch."""
    if not len(first):
        return np.zeros(0, dtype=bool)
    sums = np.concatenate(([0], np.cumsum(flags)))
    found: Flags = sums[last] > sums[first]
    return found


def _kinds(article: Article, starts: Places) -> Kinds:
    """Whose words, per word: outside the body and in furniture lines nobody's, in quotes another's."""
    kinds = np.full(len(starts), FURNITURE, dtype=np.uint8)
    marks = _ASCII_MARKS if article.text.isascii() else _MARKS
    marked = any(mark in article.text for mark in marks)
    for start, stop in body(article):
        _paint(kinds, starts, start, stop, OWN)
        for begin, end in quoted(article.text, start, stop) if marked else ():
            _paint(kinds, starts, begin, end, QUOTED)
    told = [(post.start, post.stop, QUOTED) for post in posts.find(article.text)]
    for start, stop, kind in (*_lines(article.text), *told):
        inside = slice(*np.searchsorted(starts, (start, stop)))
        kinds[inside] = np.maximum(kinds[inside], kind)
    return kinds


def _paint(kinds: Kinds, starts: Places, start: int, stop: int, kind: int) -> None:
    kinds[slice(*np.searchsorted(starts, (start, stop)))] = kind


def _lines(text: str) -> list[tuple[int, int, int]]:
    """Lines that are furniture, or a post by its handle or the addresses in it, with their kind."""
    known, folded = copying.load(), text.lower()
    if not any(hint in folded for hint in (*known.hints, *posts.LINK_CUES)):
        return []
    lines = text.split("\n")
    kinds = [_line_kind(line, known) for line in lines]
    for number, line in enumerate(lines):
        if (
            number
            and len(line) < _LONGEST_CAPTION
            and len(lines[number - 1]) < _LONGEST_FURNITURE_LINE
            and known.photo_credits.whole(lines[number - 1])
        ):
            kinds[number] = FURNITURE
    found, start = [], 0
    for line, kind in zip(lines, kinds, strict=True):
        if kind != OWN:
            found.append((start, start + len(line), kind))
        start += len(line) + 1
    return found


def _line_kind(line: str, known: copying.Copying) -> int:
    if len(line) > _LONGEST_FURNITURE_LINE:
        return OWN
    if known.furniture.found(line) or known.photo_credits.whole(line):
        return FURNITURE
    return QUOTED if known.posts.found(line) or posts.LINK.search(line) else OWN


def own_sentences(
    reading: Reading, language: str = "en"
) -> Iterator[tuple[tuple[int, int], tuple[int, int], Places]]:
    """Sentences that are mostly no furniture: place, numbers of the words, and of those that are none."""
    for place in split(reading.article.text, language=language):
        first, last = (int(n) for n in np.searchsorted(reading.starts, place))
        own = first + np.flatnonzero(reading.kinds[first:last] < FURNITURE)
        if len(own) * 2 > last - first:
            yield place, (first, last), own


def windows(codes: Codes, length: int) -> Codes:
    """One number per run of ``length`` words, the same in every run; unlike runs meet once in 2**64."""
    count = max(0, len(codes) - length + 1)
    total = np.zeros(count, dtype=np.uint64)
    for k in range(length):
        total = (total ^ (total >> np.uint64(29))) * _MULTIPLIER + codes[k : k + count]
    return total


def with_kinds(reading: Reading, kinds: Kinds) -> Reading:
    """Give the same words, seen in the light of other texts."""
    return replace(reading, kinds=kinds)
