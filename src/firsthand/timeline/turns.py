"""How a difference came about: when each further side of a question was first reported.

Findings are not versioned, so this is worked out from what the reports say of when they were public.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime

from firsthand.records import ANSWERS, Article, Claim, Question, Report, Side, Turn
from firsthand.timeline.order import known_at


def history(
    question: Question, claims: Mapping[str, Claim], articles: Mapping[str, Article]
) -> tuple[Turn, ...]:
    """Return when the sides of a question came to stand against one another, the first time first.

    Before the second side was reported there was no question. Sides of which no report has a date
    are left out: when they came is not known.
    """
    first = [found for side in question.sides if (found := _first(side, claims, articles))]
    first.sort(key=lambda found: (found[0], found[1].id))
    return tuple(
        Turn(at=at, verdict=question.verdict, why=f"{_told(side)} in {_name(article)}")
        for at, article, side in first[1:]
    )


def _first(
    side: Side, claims: Mapping[str, Claim], articles: Mapping[str, Article]
) -> tuple[datetime, Article, Side] | None:
    """Return when a side was first reported, and where; None if no report of it has a date."""
    dated = [
        (at, report.article)
        for report in _reports(side, claims)
        if (at := known_at(articles[report.article]))
    ]
    if not dated:
        return None
    at, name = min(dated)
    return at, articles[name], side


def _reports(side: Side, claims: Mapping[str, Claim]) -> Iterator[Report]:
    places = set(side.reports)
    for name in side.claims:
        for report in claims[name].reports if name in claims else ():
            if not places or report.place in places:
                yield report


def _told(side: Side) -> str:
    return f"{side.value}, first told" if side.value in ANSWERS else f"first told of “{side.value}”"


def _name(article: Article) -> str:
    name = article.outlet.name if article.outlet else article.title or ""
    return f"{name} [{article.id}]".lstrip()
