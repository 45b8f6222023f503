"""A way in which two reports differ, and which of two is news."""

from typing import NamedTuple

from firsthand.corroboration.facts import Facts

#: days; what comes out within one is of one day
ONE_DAY = 1.0


class Reading(NamedTuple):
    """One way in which two reports differ."""

    kind: str
    verdict: str
    #: what each side says
    values: tuple[str, str]
    #: what the two must share for the difference to mean something, a key of ``NEEDS``
    needs: str
    #: what is counted, or the kind of things: differences of another one are another question
    topic: str = ""
    #: empty where no more is to be said than that the values stand against one another
    why: str = ""

    @property
    def within(self) -> bool:
        """Whether one article may well show it: it quotes both sides, or is careless of things."""
        return self.kind in {"denial", "unconfirmed"} or self.needs in {
            "thing",
            "view",
            "set against",
        }

    @property
    def opposed(self) -> bool:
        """Whether one sentence may set the sides against one another, whoever tells them."""
        return self.needs == "set against"

    @property
    def own(self) -> bool:
        """Whether a voice that tells both in one article cannot mean it: he does not dispute himself."""
        return self.kind == "unconfirmed" or self.needs in {"negation", "much negated", "nobody"}

    @property
    def single(self) -> bool:
        """Whether an article that gives both values speaks of two things.

        Large numbers that are near one another are hardly of two: there it corrects or compares.
        """
        alone = self.verdict == "compatible" or self.needs == "close number"
        return self.kind in {"number", "time", "place"} and not alone


def are_near(a: Facts, b: Facts, days: float) -> bool:
    """Whether less than so many days lie between two texts, as far as is known."""
    return a.published is None or b.published is None or abs(a.published - b.published) < days


def later(a: Facts, b: Facts) -> str:
    """A later report that says otherwise brings news; one of the same day contradicts."""
    return "conflict" if are_near(a, b, ONE_DAY) else "update"


def overtaken(before: Facts, after: Facts) -> bool:
    """Whether of two reports that differ the second brings the news."""
    news = later(before, after) == "update"
    return news and (before.published or 0.0) < (after.published or 0.0)
