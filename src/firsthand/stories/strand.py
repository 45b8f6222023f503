"""What the members of a story in one language have in common: the sums of their vectors."""

import math
from collections.abc import Iterable

from firsthand.stories.vector import Vector, Words, add, dot, found, heaviest, named

#: names that stand for a story where another language is compared with it
CORE_NAMES = 6


class Strand:
    """Sums over members; their dot products are means over all pairs, whatever their number.

    Most stories have one member and stay so: then its vector is all that is kept.
    """

    __slots__ = ("only", "size", "sums", "telling", "weekdays")

    def __init__(self) -> None:
        self.size = 0
        #: sum of the weekdays that members tell of, and how many tell of any
        self.weekdays: tuple[float, ...] = ()
        self.telling = 0
        #: the member of a story of one
        self.only: Vector | None = None
        #: of more members: sum of their vectors, how many hold each word, sum of their titles, sum
        #: of the weights of their names
        self.sums: tuple[dict[str, float], ...] = ({}, {}, {}, {})

    @property
    def total(self) -> Words:
        """Sum of the members' vectors."""
        return self.only.words if self.only else self.sums[0]

    @property
    def titles(self) -> Words:
        """Sum of their titles."""
        return self.only.title if self.only else self.sums[2]

    @property
    def names(self) -> Words:
        """Sum of the weights of their names."""
        return named(self.only) if self.only else self.sums[3]

    def take(self, vector: Vector) -> None:
        """Add a member."""
        self._meet(vector.weekdays, 1)
        if not self.size:
            self.only = vector
        else:
            self._spread()
            self._add(vector)
        self.size += 1

    def absorb(self, other: "Strand") -> None:
        """Take over all that ``other`` holds."""
        if other.only:
            self.take(other.only)
            return
        self._spread()
        self._meet(other.weekdays, other.telling)
        self.size += other.size
        for ours, theirs in zip(self.sums, other.sums, strict=True):
            add(ours, theirs)

    def mean(self, vector: Vector) -> float:
        """Mean likeness of an article's words to the members'."""
        return dot(vector.words, self.total) / self.size

    def titled(self, vector: Vector) -> float:
        """How much of each one's title is found in the other's words, on average."""
        both = self.held(vector.title) * found(self.titles, vector.words)
        return math.sqrt(both) / self.size

    def held(self, titles: Words) -> float:
        """Sum of the weights in ``titles``, each as often as members hold the word."""
        return found(titles, self.only.words) if self.only else dot(titles, self.sums[1])

    def core(self) -> dict[str, float]:
        """The names that weigh most, with their weights."""
        return heaviest(self.names, CORE_NAMES)

    def _spread(self) -> None:
        """Put the only member into the sums."""
        only, self.only = self.only, None
        if only:
            self._add(only)

    def _add(self, vector: Vector) -> None:
        once = dict.fromkeys(vector.words, 1.0)
        told = vector.words, once, vector.title, named(vector)
        for ours, theirs in zip(self.sums, told, strict=True):
            add(ours, theirs)

    def _meet(self, weekdays: tuple[float, ...], telling: int) -> None:
        if weekdays:
            self.telling += telling
            self.weekdays = plus(self.weekdays, weekdays)


def woven(strands: Iterable[Strand]) -> Strand:
    """All of ``strands`` as one."""
    known = list(strands)
    if len(known) == 1:
        return known[0]
    whole = Strand()
    for strand in known:
        whole.absorb(strand)
    return whole


def alone(vector: Vector) -> Strand:
    """A strand of one member."""
    strand = Strand()
    strand.take(vector)
    return strand


def kinship(pairs: Iterable[tuple[Strand, Strand]]) -> tuple[float, float]:
    """Mean likeness of the members' words, and of their titles, over all ``pairs`` of strands."""
    count, words, titles = 0, 0.0, 0.0
    for a, b in pairs:
        count += a.size * b.size
        words += dot(a.total, b.total)
        titles += math.sqrt(b.held(a.titles) * a.held(b.titles))
    return (words / count, titles / count) if count else (0.0, 0.0)


def agreement(a: Strand, b: Strand) -> float:
    """Share of the heaviest names of one side that the other one has, 0 to 1: the larger share."""
    return max(share(a.core(), b.total), share(b.core(), a.total))


def share(core: Words, words: Words) -> float:
    """Share of the weight of the names ``core`` that stands in ``words``."""
    whole = math.fsum(core.values())
    return found(core, words) / whole if whole else 0.0


def plus(a: tuple[float, ...], b: tuple[float, ...]) -> tuple[float, ...]:
    """Sum, member by member; either may be empty."""
    return tuple(x + y for x, y in zip(a, b, strict=True)) if a and b else a or b
