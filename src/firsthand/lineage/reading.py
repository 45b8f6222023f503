"""An article as lineage reads it: its words, each with its place and with whose words it is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from firsthand.records import Article
from firsthand.text.parts import body
from firsthand.text.quotes import quoted
from firsthand.text.words import words

#: whose words: the article's own, a third party's, or the furniture's of page and photo
OWN, QUOTED, FURNITURE = 0, 1, 2

#: A line with a photo credit is a caption; a line of rights or of invitations is furniture.
_FURNITURE_LINE = re.compile(
    r"\((?:ap|afp|reuters|getty|epa|bloomberg)\b[^()\n]{0,60}(?:photo|images?|via|pool|/)[^()\n]{0,60}\)"
    r"|\(?\b(?:ap|afp|epa|pool) photo\b|\bgetty images\b|\bphoto(?:graph)? (?:by|courtesy)\b|\breuters/[a-z]"
    r"|\([^()\n]{1,80} via (?:ap|afp|reuters)\)"
    r"|\bimage copyright\b|\bphoto credit\b|^\s*\(?file(?: photo)?\b\s*[-:–—]|^\s*photo:"
    r"|\ball rights reserved\b|\bmay not be published\b|^\s*(?:copyright|©)|\bterms of service\b"
    r"|\bprivacy policy\b|\bsign up (?:for|to)\b|\bnewsletter\b|\bsubscribe\b|\bfollow [^\n]{0,40} on (?:twitter|facebook)\b"
    r"|^\s*(?:read more|related|see also|watch|more)\s*:|\bclick here\b",
    re.IGNORECASE | re.MULTILINE,
)
#: A line that is nothing but a photo credit: the line after it is the photo's caption.
_CREDIT_LINE = re.compile(
    r"\s*(?:(?:photo )?credit: [^\n]{1,50}|(?:ap|afp|reuters) ?(?:photo)?/[^\n]{1,50}|[^\n]{1,40}/(?:getty images|ap|afp|reuters))\s*",
    re.IGNORECASE,
)
#: A line longer than this tells a story, whatever stands in it.
_LONGEST_FURNITURE_LINE = 900
#: A caption is not longer than this; the first paragraph of a text without a dateline may be.
_LONGEST_CAPTION = 500
#: An embedded tweet as pages print it: its author's handle, or a picture's short address.
_TWEET_LINE = re.compile(
    r"\(@\w{1,30}\)|pic\.twitter\.com/|\bhttps?://t\.co/|^\s*@\w{2,30}\b|— [^\n]{0,60}@\w{1,30}",
    re.MULTILINE,
)
#: The signature below an embedded tweet: the line before it is the tweet.
_SIGNATURE = re.compile(r"\s*[—–-] ?[^\n]{1,60} \(@\w{1,30}\)[^\n]{0,40}")


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of an article. The four arrays run in parallel, one entry per word."""

    article: Article
    codes: NDArray[np.uint64]
    starts: NDArray[np.int64]
    stops: NDArray[np.int64]
    kinds: NDArray[np.uint8]
    forms: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.forms)


def code(form: str) -> int:
    """64 bits that stand for a folded word, the same in every run."""
    return int.from_bytes(blake2b(form.encode(), digest_size=8).digest(), "big")


def read(article: Article, known: dict[str, int]) -> Reading:
    """Read the words of the whole text; ``known`` keeps codes of words already met."""
    found = words(article.text)
    for word in found:
        if word.form not in known:
            known[word.form] = code(word.form)
    starts = np.array([w.start for w in found], dtype=np.int64)
    stops = np.array([w.stop for w in found], dtype=np.int64)
    return Reading(
        article,
        np.array([known[w.form] for w in found], dtype=np.uint64),
        starts,
        stops,
        _kinds(article, starts),
        tuple(w.form for w in found),
    )


def _kinds(article: Article, starts: NDArray[np.int64]) -> NDArray[np.uint8]:
    """Whose words, per word: outside the body and in furniture lines nobody's, in quotes another's."""
    kinds = np.full(len(starts), FURNITURE, dtype=np.uint8)
    for start, stop in body(article):
        _paint(kinds, starts, start, stop, OWN)
        for begin, end in quoted(article.text, start, stop):
            _paint(kinds, starts, begin, end, QUOTED)
    for start, stop, kind in _lines(article.text):
        inside = slice(*np.searchsorted(starts, (start, stop)))
        kinds[inside] = np.maximum(kinds[inside], kind)
    return kinds


def _paint(
    kinds: NDArray[np.uint8], starts: NDArray[np.int64], start: int, stop: int, kind: int
) -> None:
    kinds[slice(*np.searchsorted(starts, (start, stop)))] = kind


def _lines(text: str) -> list[tuple[int, int, int]]:
    """Lines that are furniture or a tweet, with their kind."""
    lines = text.split("\n")
    kinds = [_line_kind(line) for line in lines]
    for number, line in enumerate(lines):
        if number and _SIGNATURE.fullmatch(line):
            kinds[number - 1] = max(QUOTED, kinds[number - 1])
        if number and _CREDIT_LINE.fullmatch(lines[number - 1]) and len(line) < _LONGEST_CAPTION:
            kinds[number] = FURNITURE
    found, start = [], 0
    for line, kind in zip(lines, kinds, strict=True):
        if kind != OWN:
            found.append((start, start + len(line), kind))
        start += len(line) + 1
    return found


def _line_kind(line: str) -> int:
    if len(line) > _LONGEST_FURNITURE_LINE:
        return OWN
    if _FURNITURE_LINE.search(line) or _CREDIT_LINE.fullmatch(line):
        return FURNITURE
    return QUOTED if _TWEET_LINE.search(line) else OWN


def with_kinds(reading: Reading, kinds: NDArray[np.uint8]) -> Reading:
    """Give the same words, seen in the light of other texts."""
    return Reading(
        reading.article, reading.codes, reading.starts, reading.stops, kinds, reading.forms
    )


Readings = Mapping[str, Reading]
