"""Cutting of text into the word pieces of a SentencePiece unigram model.

The method is that of Kudo (2018), "Subword Regularization": of all ways to cut a word into known
pieces the one whose pieces are together the likeliest. Pieces never run across white space in the
models read here, so words are cut one by one, and a word that was met before is looked up.
"""

import struct
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from firsthand.errors import ModelError

#: ids that every such model has first
UNKNOWN, BEGIN, END = 0, 1, 2
#: mark that stands for the white space before a word
SPACE = "\u2581"
#: how much less likely than the unlikeliest piece an unknown character is; SentencePiece's number
UNKNOWN_PENALTY = 10.0
#: words remembered with their pieces
REMEMBERED = 50_000
#: longest stretch without white space that is cut as one; longer ones are cut off here first
MAX_WORD = 256
#: control characters, which the model's own normalisation drops
_DROPPED = dict.fromkeys([*range(1, 9), 11, *range(14, 32), 127, 143, 159])
#: invisible ones, which it takes for white space
_SPACES = dict.fromkeys([0x200B, 0x200E, 0x200F, 0x2581, 0xFEFF, 0xFFFD], " ")


class Pieces:
    """The pieces of one model file, and the cutting of texts into them.

    Raises ModelError for a file that is no such model.
    """

    def __init__(self, path: Path) -> None:
        try:
            found = list(_read(path.read_bytes()))
        except (IndexError, struct.error, UnicodeDecodeError) as error:
            raise ModelError(f"{path} is no SentencePiece model") from error
        if len(found) <= END:
            raise ModelError(f"{path} holds no pieces")
        self._known = {piece: (number, score) for number, (piece, score) in enumerate(found)}
        self._longest = max(len(piece) for piece, _ in found)
        self._unknown_score = min(score for _, score in found) - UNKNOWN_PENALTY
        self._cut = lru_cache(maxsize=REMEMBERED)(self._cut_word)

    def __len__(self) -> int:
        return len(self._known)

    def encode(self, text: str) -> list[int]:
        """Ids of the pieces of ``text``, between the marks of begin and end."""
        ids = [BEGIN]
        plain = unicodedata.normalize("NFKC", text.translate(_DROPPED | _SPACES))
        for word in plain.split():
            marked = SPACE + word
            for start in range(0, len(marked), MAX_WORD):
                ids.extend(self._cut(marked[start : start + MAX_WORD]))
        return [*(ids if len(ids) > 1 else [BEGIN, UNKNOWN]), END]

    def _cut_word(self, word: str) -> tuple[int, ...]:
        """Ids of the likeliest way to cut ``word`` (the algorithm of Viterbi)."""
        best = [0.0] + [float("-inf")] * len(word)
        came = [(0, UNKNOWN)] * (len(word) + 1)
        for start in range(len(word)):
            for stop, number, score in self._starting(word, start):
                if best[start] + score > best[stop]:
                    best[stop] = best[start] + score
                    came[stop] = (start, number)
        ids = []
        place = len(word)
        while place:
            place, number = came[place]
            ids.append(number)
        return tuple(reversed(ids))

    def _starting(self, word: str, start: int) -> Iterator[tuple[int, int, float]]:
        """(stop, id, score) of the pieces at ``start``; the character alone is always one."""
        for stop in range(start + 1, min(len(word), start + self._longest) + 1):
            known = self._known.get(word[start:stop])
            if known is not None:
                yield stop, *known
            elif stop == start + 1:
                yield stop, UNKNOWN, self._unknown_score


def _read(data: bytes) -> Iterator[tuple[str, float]]:
    """Pieces with their scores: field 1 of the message; in each, field 1 is text, 2 the score."""
    for field, start, stop in _fields(data, 0, len(data)):
        if field != 1:
            continue
        parts = {number: data[begin:end] for number, begin, end in _fields(data, start, stop)}
        if 1 in parts:
            score = struct.unpack("<f", parts[2])[0] if 2 in parts else 0.0
            yield parts[1].decode(), score


def _fields(data: bytes, start: int, stop: int) -> Iterator[tuple[int, int, int]]:
    """(number, begin, end) of the fields of a protocol-buffer message."""
    place = start
    while place < stop:
        key, place = _number(data, place)
        kind = key & 7
        if kind == 0:
            begin = place
            _, place = _number(data, place)
        elif kind == 2:
            size, begin = _number(data, place)
            place = begin + size
        elif kind in {1, 5}:
            begin, place = place, place + (8 if kind == 1 else 4)
        else:
            raise IndexError(f"wire type {kind} is not one of protocol buffers")
        yield key >> 3, begin, place


def _number(data: bytes, place: int) -> tuple[int, int]:
    """Number of variable length at ``place``, and the place after it."""
    value = shift = 0
    while True:
        byte = data[place]
        place += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, place
        shift += 7
