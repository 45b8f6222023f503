"""A way in which two reports differ, and which of two is news."""

from typing import NamedTuple

from firsthand.corroboration.facts import Facts


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
        return self.kind in {"denial", "unconfirmed"} or self.needs in {"thing", "view"}

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


def later(a: Facts, b: Facts) -> str:
    """A later report that says otherwise brings news; one of the same day contradicts."""
    if a.published is None or b.published is None or abs(a.published - b.published) < 1:
        return "conflict"
    return "update"
