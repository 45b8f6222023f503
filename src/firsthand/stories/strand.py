"""What the members of a story in one language have in common: the sums of their vectors."""

import heapq
import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from operator import itemgetter

from firsthand.stories.vector import Vector, Words, add, dot, found

#: names that stand for a story where another language is compared with it
CORE_NAMES = 6


@dataclass(slots=True)
class Strand:
    """Sums over members; their dot products are means over all pairs, whatever their number."""

    size: int = 0
    #: sum of the members' vectors; how many hold each word; sum of their titles
    total: dict[str, float] = field(default_factory=dict)
    holding: dict[str, float] = field(default_factory=dict)
    titles: dict[str, float] = field(default_factory=dict)
    #: sum of the weights of the members' names
    names: dict[str, float] = field(default_factory=dict)

    def take(self, vector: Vector) -> None:
        """Add a member."""
        self.size += 1
        add(self.total, vector.words)
        add(self.holding, dict.fromkeys(vector.words, 1.0))
        add(self.titles, vector.title)
        add(self.names, {name: vector.words[name] for name in vector.names})

    def absorb(self, other: "Strand") -> None:
        """Take over all that ``other`` holds."""
        self.size += other.size
        add(self.total, other.total)
        add(self.holding, other.holding)
        add(self.titles, other.titles)
        add(self.names, other.names)

    def mean(self, vector: Vector) -> float:
        """Mean likeness of an article's words to the members'."""
        return dot(vector.words, self.total) / self.size

    def titled(self, vector: Vector) -> float:
        """How much of each one's title is found in the other's words, on average."""
        both = dot(vector.title, self.holding) * found(self.titles, vector.words)
        return math.sqrt(both) / self.size

    def core(self) -> dict[str, float]:
        """The names that weigh most, with their weights."""
        return dict(heapq.nlargest(CORE_NAMES, self.names.items(), key=itemgetter(1, 0)))


def woven(strands: Iterable[Strand]) -> Strand:
    """All of ``strands`` as one."""
    known = list(strands)
    if len(known) == 1:
        return known[0]
    whole = Strand()
    for strand in known:
        whole.absorb(strand)
    return whole


def kinship(pairs: Iterable[tuple[Strand, Strand]]) -> tuple[float, float]:
    """Mean likeness of the members' words, and of their titles, over all ``pairs`` of strands."""
    count, words, titles = 0, 0.0, 0.0
    for a, b in pairs:
        count += a.size * b.size
        words += dot(a.total, b.total)
        titles += math.sqrt(dot(a.titles, b.holding) * dot(b.titles, a.holding))
    return (words / count, titles / count) if count else (0.0, 0.0)


def share(core: Words, words: Words) -> float:
    """Share of the weight of the names ``core`` that stands in ``words``."""
    whole = math.fsum(core.values())
    return math.fsum([core[name] for name in core if name in words]) / whole if whole else 0.0
