"""Whether an article tells of a second event, too, and in which of its words.

A round-up, a live page, a report with other news at its end: a part of it tells what another story
tells. Background does so, too, and most reports have some, but it is tied to the rest by names and
subject. So the part must have more in common with the other story alone than with the rest of the
article and of its story; the rest must stand in its own story in turn; and the two stories must have
little in common. An article that is alone in its story must tell of two others.

The part is the run of lines whose words stand in the other story, weighed, most beyond what any text
has in common with it: the run with the largest sum (Bentley 1984). Linear in the length of the text.
"""

import math
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from operator import itemgetter

from firsthand.records import Article
from firsthand.stories.features import MAX_CHARACTERS, Features, fold
from firsthand.stories.gathering import Gathering
from firsthand.stories.rarity import Rarity
from firsthand.stories.strand import Strand
from firsthand.stories.vector import Vector, Words, dot, found, heaviest, telling
from firsthand.text.parts import body
from firsthand.text.sentences import split

#: words that a part and the rest have at least, a short paragraph
LEAST_WORDS = 30
#: telling words that only the part and the other story have, and only the rest and its own story.
#: These numbers were chosen on 120 articles put together from two to four of other events each, and on
#: the 857 of the mixed stream: of the former 91 are known, and 9 of 10 parts told are right; of the
#: latter three are, a real round-up one of them. With 6 words six are, with 10 and 12 as many as with 8
LEAST_SHARED = 8
#: share of a part's weight that stands in the other story, below which it is chance
CHANCE = 0.2
#: mean likeness of a part to the members of the other story that is asked, and of the members of
#: both stories that is too much: then they are of one subject, and the part is background
NEAR, ALIKE = 0.08, 0.06
#: words by which other stories are looked up
ASKED_WORDS = 40
#: what is left of a word where all that hold it are taken away
LEAST_LEFT = 1e-9
#: longer lines are taken sentence by sentence
LONG_LINE = 400

_LINE = re.compile(r"\S(?:[^\n]*\S)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Second:
    """A part of an article that tells of another event."""

    start: int
    stop: int
    #: the article of the other story that is nearest to the part
    other: str


def find(
    article: Article,
    features: Features,
    rarity: Rarity,
    own: "Side",
    near: Callable[[Words], Iterable[Gathering]],
) -> list[Second]:
    """Parts of ``article`` that tell of other stories than its ``own``, in their order.

    ``near`` gives stories that may be told of: by the words, weighed, that are not those of its own.
    """
    weights = telling(features.counts, rarity)
    foreign = {word: weight for word, weight in weights.items() if not own.holds(word)}
    others = [
        story
        for story in near(heaviest(foreign, ASKED_WORDS))
        if story.number != own.number
        and len(foreign.keys() & story.known(article.language).keys()) >= LEAST_SHARED
    ]
    if len(others) < (1 if own.size else 2):
        return []
    text = _Text(article, weights)
    parts = sorted(filter(None, map(text.part, others)), key=lambda part: -part.gain)
    # of one alone, what it tells most of stands for its own
    first = [] if own.size else parts[:1]
    for part in first:
        own = Side(part.story.number, part.strand)
    told = [*first]
    for part in parts:
        if not any(map(part.meets, told)) and _stands_apart(part, own):
            told.append(part)
    if len(told) == len(first):
        return []
    return [text.told(part) for part in sorted(told, key=lambda part: part.first)]


class Side:
    """What an article's own event is told in: the members of its story in its language but itself."""

    def __init__(self, number: int, strand: Strand, itself: Vector | None = None) -> None:
        self.number = number
        self.size = strand.size - (itself is not None)
        self._total = strand.total
        self._itself = itself.words if itself else {}

    def holds(self, word: str) -> bool:
        """Whether a word stands there."""
        left = self._total.get(word, 0.0) - self._itself.get(word, 0.0)
        return left > LEAST_LEFT

    def likeness(self, other: Strand) -> float:
        """Mean likeness to the members of another story."""
        both = dot(self._total, other.total) - dot(self._itself, other.total)
        return both / (self.size * other.size)


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    stop: int
    length: int
    #: those of its words that say something, weighed, and what of that stands anywhere by chance
    words: Words
    chance: float


@dataclass(frozen=True, slots=True)
class _Part:
    """A run of lines that may tell of another story, and the rest of the article."""

    first: int
    last: int
    gain: float
    story: Gathering
    strand: Strand
    words: Words
    rest: Words

    def meets(self, other: "_Part") -> bool:
        return self.first < other.last and other.first < self.last


class _Text:
    """An article line by line."""

    def __init__(self, article: Article, weights: Words) -> None:
        self._language = article.language
        self._lines = list(_lines(article, weights))
        self._length = sum(line.length for line in self._lines)

    def part(self, story: Gathering) -> _Part | None:
        """The run of lines that has most of a story; None if it, or the rest, is too short."""
        strand = story.strands[self._language]
        gain, first, last = self._run(strand.total)
        length = sum(line.length for line in self._lines[first:last])
        if min(length, self._length - length) < LEAST_WORDS:
            return None
        words = _together(self._lines[first:last])
        rest = _together(self._lines[:first] + self._lines[last:])
        return _Part(first, last, gain, story, strand, words, rest)

    def _run(self, words: Words) -> tuple[float, int, int]:
        """The run of lines that has most of some words, beyond chance: (how much, first, last)."""
        best, gain, first = (0.0, 0, 0), 0.0, 0
        for place, line in enumerate(self._lines):
            if gain <= 0.0:
                gain, first = 0.0, place
            gain += found(line.words, words) - line.chance
            best = max(best, (gain, first, place + 1), key=itemgetter(0))
        return best

    def told(self, part: _Part) -> Second:
        """The place of a part, and the article that is nearest to it."""
        nearest = max(part.story.kept, key=lambda kept: dot(part.words, kept[1].words))
        start, stop = self._lines[part.first].start, self._lines[part.last - 1].stop
        return Second(start=start, stop=stop, other=nearest[0])


def _lines(article: Article, weights: Words) -> Iterator[_Line]:
    for start, stop in _places(article):
        words, _ = fold(article.text[start:stop])
        known = {word: weights[word] for word in words if word in weights}
        chance = CHANCE * math.fsum(known.values())
        yield _Line(start, stop, len(words), known, chance)


def _together(lines: Iterable[_Line]) -> Words:
    return {word: weight for line in lines for word, weight in line.words.items()}


def _places(article: Article) -> Iterator[tuple[int, int]]:
    """Lines of the body, long ones sentence by sentence."""
    for first, last in body(article):
        for line in _LINE.finditer(article.text, first, min(last, MAX_CHARACTERS)):
            start, stop = line.span()
            if stop - start > LONG_LINE:
                yield from split(article.text, start, stop, language=article.read_as)
            else:
                yield start, stop


def _stands_apart(part: _Part, own: Side) -> bool:
    """Whether a part tells of another event than ``own``, and the rest of that."""
    there = part.strand.total
    tied = {word for word in part.words if word in part.rest or own.holds(word)}
    only = {word for word in part.words if word in there} - tied
    ours = {word for word in part.rest if word not in there and own.holds(word)}
    nearness = dot(part.words, there) / part.strand.size
    return (
        min(len(only), len(ours)) >= LEAST_SHARED
        and _mass(only, part.words) >= _mass(tied, part.words)
        and nearness >= NEAR * math.sqrt(_mass(part.words, part.words))
        and own.likeness(part.strand) < ALIKE
    )


def _mass(words: Iterable[str], weights: Words) -> float:
    return math.fsum(weights[word] ** 2 for word in words)
