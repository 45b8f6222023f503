"""A story under way: what is kept of it to compare the next article with."""

import heapq
import math
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import itemgetter

from firsthand.stories.strand import Strand, kinship, woven
from firsthand.stories.vector import Vector, dot

#: members kept word by word, the newest; the others live on in the sums
KEPT_MEMBERS = 8
#: share of the nearest member in the likeness to a story; the rest is the mean over all members.
#: The mean keeps look-alikes of one week apart, the nearest lets a story move on
NEAREST_SHARE = 0.3
#: weight of the titles: how much of each one's title is found in the other's words
TITLE_WEIGHT = 0.2
#: what one unit of ln(1 + days apart) takes from a likeness, and how many days apart take no more
#: (of 30, 365, 1,000 days the longer ones keep later chapters apart and change the mix by .002)
TIME_WEIGHT = 0.03
TIME_CAP = 365.0
#: words by which the stories near this one are looked up
ASKED_WORDS = 40

Days = tuple[float, float] | None


@dataclass(slots=True)
class Gathering:
    """The members of a story and the sums of their vectors."""

    number: int
    id: str
    articles: list[str] = field(default_factory=list)
    #: language -> what the members in it have in common
    strands: dict[str, Strand] = field(default_factory=dict)
    kept: deque[tuple[str, Vector]] = field(default_factory=lambda: deque(maxlen=KEPT_MEMBERS))
    days: Days = None

    @property
    def whole(self) -> Strand:
        """The members in all languages together."""
        return woven(self.strands.values())

    def take(self, article: str, vector: Vector, days: Days, language: str) -> None:
        """Make ``article`` a member."""
        self.articles.append(article)
        self.strands.setdefault(language, Strand()).take(vector)
        self.kept.append((article, vector))
        self.days = span(self.days, days)

    def absorb(self, other: "Gathering") -> None:
        """Take over all that ``other`` holds."""
        self.articles.extend(other.articles)
        for language, strand in other.strands.items():
            self.strands.setdefault(language, Strand()).absorb(strand)
        self.kept.extend(other.kept)
        self.days = span(self.days, other.days)

    def likeness(self, vector: Vector, days: Days, language: str) -> float:
        """How much an article is about what this story is about, 0 to about 1.

        It is compared with the members in its own language, where there are any.
        """
        strand = self.strands.get(language) or self.whole
        mean = nearest = strand.mean(vector)
        if len(self.articles) > 1:
            nearest = max(dot(vector.words, member.words) for _, member in self.kept)
        return _blend(mean, nearest, strand.titled(vector)) - _distance(days, self.days)

    def weightiest(self) -> dict[str, float]:
        """The words that weigh most in this story, the weightiest first."""
        total = self.whole.total
        return dict(heapq.nlargest(ASKED_WORDS, total.items(), key=itemgetter(1, 0)))

    def kinship(self, other: "Gathering", *, closely: bool = True) -> float:
        """How much two stories are about the same: the likeness of their members on average.

        Members in the same language are compared, where there are any. ``closely`` lets the
        members that are nearest count more.
        """
        mean, titles = kinship(self._beside(other))
        nearest = self._nearest(other) if closely else mean
        return _blend(mean, nearest, titles) - _distance(self.days, other.days)

    def _beside(self, other: "Gathering") -> Iterator[tuple[Strand, Strand]]:
        """The strands of both that can be compared."""
        shared = self.strands.keys() & other.strands.keys()
        if not shared:
            yield self.whole, other.whole
        for language in sorted(shared):
            yield self.strands[language], other.strands[language]

    def _nearest(self, other: "Gathering") -> float:
        """Mean, over the kept members of both, of the likeness to the other's nearest one."""
        table = [[dot(a.words, b.words) for _, b in other.kept] for _, a in self.kept]
        ours = [max(row) for row in table]
        theirs = [max(column) for column in zip(*table, strict=True)]
        return math.fsum(ours) / (2 * len(ours)) + math.fsum(theirs) / (2 * len(theirs))


def span(a: Days, b: Days) -> Days:
    """Days from the first of both to the last of both."""
    if a is None or b is None:
        return a or b
    return min(a[0], b[0]), max(a[1], b[1])


def apart(a: Days, b: Days) -> float | None:
    """Days that certainly lie between; None where one side is not known."""
    return None if a is None or b is None else max(0.0, a[0] - b[1], b[0] - a[1])


def _blend(mean: float, nearest: float, titles: float) -> float:
    """One number; ``titles`` is how much of each title the other side holds."""
    return (1 - NEAREST_SHARE) * mean + NEAREST_SHARE * nearest + TITLE_WEIGHT * titles


def _distance(a: Days, b: Days) -> float:
    return TIME_WEIGHT * math.log1p(min(apart(a, b) or 0.0, TIME_CAP))
