"""What was public, or known here, at a moment: articles only; findings are made anew from them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from firsthand.errors import UsageError
from firsthand.records import Article
from firsthand.timeline.order import public_by


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """Back to a moment: by what was public then (``as_of``), by what had been seen (``known_at``).

    Both may be given: what was public at the one moment, as far as it was known at the other.
    """

    as_of: datetime | None = None
    known_at: datetime | None = None

    @property
    def moment(self) -> datetime | None:
        """The moment from which what was expected is looked at; None for no replay."""
        moments = [moment for moment in (self.as_of, self.known_at) if moment]
        return min(moments, default=None)

    def known(self, articles: Iterable[Article]) -> list[Article]:
        """Return those that had been seen by ``known_at``; what was never seen was not known."""
        if self.known_at is None:
            return list(articles)
        return [article for article in articles if article.seen and article.seen <= self.known_at]

    def public(self, articles: Iterable[Article]) -> list[Article]:
        """Return those that were surely public by ``as_of``: all of their interval lies before it."""
        if self.as_of is None:
            return list(articles)
        dated = ((article, public_by(article)) for article in articles)
        return [article for article, moment in dated if moment and moment <= self.as_of]


#: no replay: everything that is here
PRESENT = Replay()


def moment(given: datetime | date | str | None) -> datetime | None:
    """Read a moment, if one is given; a day is meant to its end. Raises UsageError.

    A string is ISO 8601. Without a zone it is in UTC.
    """
    if isinstance(given, str):
        given = _parsed(given.strip())
    if given is None:
        return None
    if not isinstance(given, datetime):
        given = datetime.combine(given, time.max)
    return given.replace(tzinfo=UTC) if given.tzinfo is None else given.astimezone(UTC)


def _parsed(text: str) -> datetime | date:
    # a week ("2024-W23") would be taken for its Monday
    for read in (date.fromisoformat, datetime.fromisoformat) if "W" not in text.upper() else ():
        try:
            return read(text)
        except ValueError:
            continue
    raise UsageError(
        f"{text!r} is not a day or time in ISO 8601, as 2024-06-12 or 2024-06-12T14:30+02:00"
    )
