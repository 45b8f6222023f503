"""Lists of stories: the front page, feeds, and what a search found."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from firsthand import pipeline, sigla
from firsthand.library import Contrast, Outline
from firsthand.records import Stemma
from firsthand.serve import drawing, reasons, times
from firsthand.serve.drawing import Strip
from firsthand.serve.site import addresses
from firsthand.serve.words import count, origins, say

#: stories of a page, lines under the title of each
STORIES, NOTES = 30, 2
#: from so many reports of one text on, and from this share of all, it is said that they have one
MANY, MOST = 5, 0.75


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A line under the title of a story: what it is about, published words, what is said of them."""

    lead: str
    #: before the words, between them, and behind them
    said: str = ""
    between: str = ""
    rest: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A story in a list."""

    id: str
    title: str
    href: str
    count: str
    #: the same in two parts: "3–4", "independent origins"
    number: str
    noun: str
    reports: str
    changed: str
    #: ISO 8601
    latest: str
    strip: Strip
    #: when the first of its reports appeared; empty where that is not known
    first: str
    #: languages; empty for English alone
    languages: str
    #: what came since the reader was here: "3 reports"; empty for nothing
    new: str
    #: at most ``NOTES``
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    new: tuple[Line, ...]
    earlier: tuple[Line, ...]
    #: when the reader was here before, said; empty on the first visit
    since: str
    #: address of those that come after these
    more: str | None


def lines(
    outlines: Iterable[Outline], since: datetime | None, now: datetime, *, public: bool
) -> tuple[Line, ...]:
    """Set stories for a list; what came after ``since`` is new."""
    return tuple(_line(outline, since, now, public=public) for outline in outlines)


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


def _line(outline: Outline, since: datetime | None, now: datetime, *, public: bool) -> Line:
    heading = outline.heading
    counted = heading.independent_origins
    low, high = (counted.low, counted.high) if counted else (0, 0)
    texts = sigla.index((), Stemma(links=outline.links))
    sizes = sigla.sizes((name for name, _ in outline.articles), texts)
    new = len(fresh(outline, since))
    told = list(_notes(outline, sizes, now, public=public))
    if new and since:
        moment, reports = times.moment(since), count("report", new)
        line = say("new.line", reports=reports, moment=moment)
        told.insert(0, Note(lead=say("new.word"), said=line))
    number, noun, plural = origins(low, high, "independent").partition(" independent")
    return Line(
        id=heading.id,
        number=number if noun else "",
        noun=f"{noun}{plural}".strip() or number,
        title=heading.title,
        href=addresses.story(heading.id),
        count=origins(low, high, "independent"),
        reports=count("report", heading.articles),
        changed=_changed(outline),
        latest=heading.latest,
        strip=drawing.strip(sizes),
        first=_first(outline),
        languages=_languages(outline.languages),
        new=count("report", new) if new else "",
        notes=tuple(told[:NOTES]),
    )


def _languages(articles: Mapping[str, int]) -> str:
    """Name languages, those of most articles first; English alone goes without saying."""
    known = reasons.rank_languages(articles)
    return "" if known == [reasons.language_name("en")] else ", ".join(known)


def appeared(written: str) -> str:
    """Say when a report appeared; the first minute of a day stands for the day."""
    return stamp(written).removesuffix(", 00:00")


def _changed(outline: Outline) -> str:
    """Say when the last of several reports appeared, or the one moment or day of all."""
    latest = outline.heading.latest
    return say("front.last", moment=appeared(latest)) if _apart(outline) else appeared(latest)


def _first(outline: Outline) -> str:
    if not outline.first or not _apart(outline):
        return ""
    return say("front.first", day=times.day(datetime.fromisoformat(outline.first)))


def _apart(outline: Outline) -> bool:
    """Tell whether several reports appeared at more than one moment, or day of which no hour is known."""
    return len(outline.articles) > 1 and outline.first != outline.heading.latest


def _notes(
    outline: Outline, sizes: Sequence[int], now: datetime, *, public: bool
) -> Iterator[Note]:
    """Say what stands out in a story, the most telling first; to others without words of texts."""
    for one in sorted(outline.contrasts, key=lambda c: (c.verdict != "update", c.kind == "denial")):
        note = _contrast(one, public=public)
        if note.said or note.words:
            yield note
    for words, latest in outline.ahead:
        if not public and datetime.fromisoformat(latest) > now:
            day = times.day(datetime.fromisoformat(latest))
            yield Note(lead=say("front.due"), words=(words,), rest=say("front.by", day=day))
    articles = sum(sizes)
    if sizes and sizes[0] >= MANY and sizes[0] >= MOST * articles:
        yield Note(lead=say("front.note"), said=say("front.copies", n=sizes[0], all=articles))
    unread = [code for code in outline.languages if code not in pipeline.CLAIMS_IN]
    if unread:
        names = ", ".join(map(reasons.language_name, unread))
        yield Note(lead=say("front.unread"), said=say("front.language", language=names))


def _contrast(one: Contrast, *, public: bool) -> Note:
    changed = one.verdict == "update"
    if one.kind in {"denial", "unconfirmed"}:
        return Note(
            lead=say("front.changed" if changed else f"front.{one.kind}"),
            said=_before(say(f"front.{one.kind}.changed"), public=public) if changed else "",
            words=() if public else one.words,
        )  # fmt: skip
    kind = "" if one.kind == "other" else say(f"kind.{one.kind}")
    return Note(
        lead=say("front.changed" if changed else "front.differs"),
        said=_before(kind, public=public),
        words=() if public else one.words, between="→" if changed else "|",
    )  # fmt: skip


def _before(said: str, *, public: bool) -> str:
    """Set what is said before words, which others do not see."""
    return said if public or not said else f"{said}:"


def _after(added: str, since: datetime) -> bool:
    try:
        return datetime.fromisoformat(added) > since
    except (ValueError, TypeError):
        return False
