"""A story under way: what is kept of it to compare the next article with."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from operator import mul

from firsthand.stories.features import Days
from firsthand.stories.strand import Strand, kinship, plus, woven
from firsthand.stories.vector import Vector, Words, dot, heaviest, lean

#: members kept word by word, the newest; the others live on in the sums
KEPT_MEMBERS = 8
#: share of the nearest member in the likeness to a story; the rest is the mean over all members.
#: The mean keeps look-alikes of one week apart, the nearest lets a story move on
NEAREST_SHARE = 0.3
#: weight of the titles: how much of each one's title is found in the other's words (.15, .2, .25 do
#: about equally well on the mixed stream, .858 to .867)
TITLE_WEIGHT = 0.2
#: what one unit of ln(1 + days apart) takes from a likeness, and how many days apart take no more
#: (of 30, 365, 1,000 days the longer ones keep later chapters apart and change the mix by .002).
#: A day that stands in the text itself counts for more than one from a page's metadata: of the
#: latter in a labelled set a quarter lie more than 30 days from those of the same event, and a larger
#: weight splits its events (B3 F1 .88 at .0225, .86 at .05); printed days of translations never differ
TIME_WEIGHT = 0.0225
PRINTED_WEIGHT = 0.1
TIME_CAP = 365.0
#: weight of the weekdays that both sides tell of, and what two articles on one subject have in common
#: by chance. Of pairs that are likely and unlikely by their words alone, those whose first weekday is
#: the same are of one event in 84 %, the others in 54 %; weights of .03 to .065 do equally well
WEEKDAY_WEIGHT = 0.05
WEEKDAY_CHANCE = 0.37
#: words by which the stories near this one are looked up
ASKED_WORDS = 40


@dataclass(slots=True)
class Gathering:
    """The members of a story and the sums of their vectors."""

    number: int
    id: str
    articles: list[str] = field(default_factory=list)
    #: language -> what the members in it have in common
    strands: dict[str, Strand] = field(default_factory=dict)
    #: the newest members, the newest last
    kept: list[tuple[str, Vector]] = field(default_factory=list)
    days: Days | None = None

    @property
    def whole(self) -> Strand:
        """The members in all languages together."""
        return woven(self.strands.values())

    def known(self, language: str) -> Words:
        """Words of the members in ``language``."""
        strand = self.strands.get(language)
        return strand.total if strand else {}

    def take(self, article: str, vector: Vector, days: Days | None, language: str) -> None:
        """Make ``article`` a member."""
        self.articles.append(article)
        self.strands.setdefault(language, Strand()).take(vector)
        self._keep([(article, vector)])
        self.days = span(self.days, days)

    def absorb(self, other: "Gathering") -> None:
        """Take over all that ``other`` holds."""
        self.articles.extend(other.articles)
        for language, strand in other.strands.items():
            self.strands.setdefault(language, Strand()).absorb(strand)
        self._keep(other.kept)
        self.days = span(self.days, other.days)

    def likeness(
        self, vector: Vector, days: Days | None, language: str, doubt: float = 0.0
    ) -> float:
        """How much an article is about what this story is about, 0 to about 1.

        It is compared with the members in its own language, where there are any. ``doubt`` is how much
        counts against what rests on few words.
        """
        strand = self.strands.get(language) or self.whole
        mean = nearest = strand.mean(vector)
        if len(self.articles) > 1:
            nearest = max(dot(vector.words, member.words) for _, member in self.kept)
        told = self._common(vector.weekdays, 1) - distance(days, self.days)
        if doubt:
            told -= doubt * lean(vector.words, strand.total) / strand.size
        return _blend(mean, nearest, strand.titled(vector)) + told

    def weightiest(self) -> dict[str, float]:
        """The words that weigh most in this story, the weightiest first."""
        return heaviest(self.whole.total, ASKED_WORDS)

    def kinship(self, other: "Gathering", *, closely: bool = True, doubt: float = 0.0) -> float:
        """How much two stories are about the same: the likeness of their members on average.

        Members in the same language are compared, where there are any. ``closely`` lets the
        members that are nearest count more; ``doubt`` as for the likeness.
        """
        mean, titles = kinship(self._beside(other))
        nearest = self._nearest(other) if closely else mean
        told = self._common(*other.told()) - distance(self.days, other.days)
        if doubt:
            a, b = self.whole, other.whole
            told -= doubt * lean(a.total, b.total) / (a.size * b.size)
        return _blend(mean, nearest, titles) + told

    def told(self) -> tuple[tuple[float, ...], int]:
        """Sum of the weekdays that members tell of, and how many tell of any."""
        weekdays: tuple[float, ...] = ()
        for strand in self.strands.values():
            weekdays = plus(weekdays, strand.weekdays)
        return weekdays, sum(strand.telling for strand in self.strands.values())

    def _common(self, weekdays: tuple[float, ...], telling: int) -> float:
        """What the weekdays that both sides tell of add to their likeness."""
        ours, told = self.told()
        if not weekdays or not ours:
            return 0.0
        mean = math.fsum(map(mul, weekdays, ours)) / (telling * told)
        return WEEKDAY_WEIGHT * (mean - WEEKDAY_CHANCE)

    def _keep(self, members: Sequence[tuple[str, Vector]]) -> None:
        self.kept.extend(members)
        del self.kept[:-KEPT_MEMBERS]

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


def span(a: Days | None, b: Days | None) -> Days | None:
    """Days from the first of both to the last of both; those of the sure one if one is not."""
    if a is None or b is None:
        return a or b
    if a.sure != b.sure:
        return a if a.sure else b
    return Days(min(a.first, b.first), max(a.last, b.last), a.printed and b.printed, a.sure)


def apart(a: Days | None, b: Days | None) -> float | None:
    """Days that lie between; None where that is not known: of one side, or only the last day told of."""
    if a is None or b is None:
        return None
    between = max(0.0, a.first - b.last, b.first - a.last)
    return between if between or (a.sure and b.sure) else None


def _blend(mean: float, nearest: float, titles: float) -> float:
    """One number; ``titles`` is how much of each title the other side holds."""
    return (1 - NEAREST_SHARE) * mean + NEAREST_SHARE * nearest + TITLE_WEIGHT * titles


def distance(a: Days | None, b: Days | None) -> float:
    """What the days between take from a likeness."""
    if a is None or b is None:
        return 0.0
    weight = PRINTED_WEIGHT if a.printed and b.printed else TIME_WEIGHT
    return weight * math.log1p(min(max(0.0, a.first - b.last, b.first - a.last), TIME_CAP))
