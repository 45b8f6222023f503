"""A story under way: what is kept of it to compare the next article with."""

import heapq
import math
from collections import deque
from dataclasses import dataclass, field
from operator import itemgetter

from firsthand.stories.vector import Vector, add, dot, found

#: members kept word by word, the newest; the others live on in the sums
KEPT_MEMBERS = 8
#: share of the nearest member in the likeness to a story; the rest is the mean over all members.
#: The mean keeps look-alikes of one week apart, the nearest lets a story move on
NEAREST_SHARE = 0.3
#: weight of the titles: how much of each one's title is found in the other's words
TITLE_WEIGHT = 0.2
#: what one unit of ln(1 + days apart) takes from a likeness, and how many days apart take no more
TIME_WEIGHT = 0.03
TIME_CAP = 30.0
#: words by which the stories near this one are looked up
ASKED_WORDS = 40

Days = tuple[float, float] | None


@dataclass(slots=True)
class Gathering:
    """The members of a story and the sums of their vectors."""

    number: int
    id: str
    articles: list[str] = field(default_factory=list)
    #: sum of the members' vectors; how many hold each word; sum of their titles
    total: dict[str, float] = field(default_factory=dict)
    holding: dict[str, float] = field(default_factory=dict)
    titles: dict[str, float] = field(default_factory=dict)
    kept: deque[tuple[str, Vector]] = field(default_factory=lambda: deque(maxlen=KEPT_MEMBERS))
    days: Days = None

    def take(self, article: str, vector: Vector, days: Days) -> None:
        """Make ``article`` a member."""
        self.articles.append(article)
        add(self.total, vector.words)
        add(self.holding, dict.fromkeys(vector.words, 1.0))
        add(self.titles, vector.title)
        self.kept.append((article, vector))
        self.days = span(self.days, days)

    def absorb(self, other: "Gathering") -> None:
        """Take over all that ``other`` holds."""
        self.articles.extend(other.articles)
        add(self.total, other.total)
        add(self.holding, other.holding)
        add(self.titles, other.titles)
        self.kept.extend(other.kept)
        self.days = span(self.days, other.days)

    def likeness(self, vector: Vector, days: Days) -> float:
        """How much an article is about what this story is about, 0 to about 1."""
        size = len(self.articles)
        mean = nearest = dot(vector.words, self.total) / size
        if size > 1:
            nearest = max(dot(vector.words, member.words) for _, member in self.kept)
        titles = dot(vector.title, self.holding) * found(self.titles, vector.words) / (size * size)
        return _blend(mean, nearest, titles) - _distance(days, self.days)

    def weightiest(self) -> dict[str, float]:
        """The words that weigh most in this story, the weightiest first."""
        ranked = heapq.nlargest(ASKED_WORDS, self.total.items(), key=itemgetter(1, 0))
        return dict(ranked)

    def kinship(self, other: "Gathering") -> float:
        """How much two stories are about the same: the likeness of their members on average."""
        pairs = len(self.articles) * len(other.articles)
        mean = dot(self.total, other.total) / pairs
        titles = dot(self.titles, other.holding) * dot(other.titles, self.holding) / (pairs * pairs)
        return _blend(mean, self._nearest(other), titles) - _distance(self.days, other.days)

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
    """One number; ``titles`` is the product of how much of each title the other side holds."""
    return (1 - NEAREST_SHARE) * mean + NEAREST_SHARE * nearest + TITLE_WEIGHT * math.sqrt(titles)


def _distance(a: Days, b: Days) -> float:
    return TIME_WEIGHT * math.log1p(min(apart(a, b) or 0.0, TIME_CAP))
