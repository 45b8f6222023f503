"""Lists of stories: the front page, feeds, and what a search found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from firsthand.library import Outline
from firsthand.records import Stemma
from firsthand.serve import drawing, sigla, times
from firsthand.serve.drawing import Strip
from firsthand.serve.site import addresses
from firsthand.serve.words import count, origins, say

#: stories of a page
STORIES = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A story in a list."""

    id: str
    title: str
    href: str
    count: str
    reports: str
    changed: str
    #: ISO 8601
    latest: str
    strip: Strip
    #: what came since the reader was here: "3 reports"; empty for nothing
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    new: tuple[Line, ...]
    earlier: tuple[Line, ...]
    #: when the reader was here before, said; empty on the first visit
    since: str
    #: address of those that come after these
    more: str | None


def lines(outlines: Iterable[Outline], since: datetime | None = None) -> tuple[Line, ...]:
    """Set stories for a list; what came after ``since`` is new."""
    return tuple(_line(outline, since) for outline in outlines)


def front(lines: Sequence[Line], *, since: datetime | None, more: str | None) -> Front:
    """Set the front page: what is new to its reader, then the rest."""
    return Front(
        new=tuple(one for one in lines if one.new),
        earlier=tuple(one for one in lines if not one.new),
        since=times.moment(since) if since else "",
        more=more,
    )


def fresh(outline: Outline, since: datetime | None) -> frozenset[str]:
    """Name the articles of a story that came after a moment."""
    if since is None:
        return frozenset()
    return frozenset(name for name, added in outline.articles if _after(added, since))


def stamp(written: str) -> str:
    """Say a time that the library keeps."""
    try:
        return times.moment(datetime.fromisoformat(written))
    except ValueError:
        return say("time.unknown")


def _line(outline: Outline, since: datetime | None) -> Line:
    heading = outline.heading
    counted = heading.independent_origins
    low, high = (counted.low, counted.high) if counted else (0, 0)
    texts = sigla.index((), Stemma(links=outline.links))
    new = len(fresh(outline, since))
    return Line(
        id=heading.id,
        title=heading.title,
        href=addresses.story(heading.id),
        count=origins(low, high, "independent"),
        reports=count("report", heading.articles),
        changed=stamp(heading.latest),
        latest=heading.latest,
        strip=drawing.strip(sigla.sizes((name for name, _ in outline.articles), texts)),
        new=count("report", new) if new else "",
    )


def _after(added: str, since: datetime) -> bool:
    try:
        return datetime.fromisoformat(added) > since
    except (ValueError, TypeError):
        return False
