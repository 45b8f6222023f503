"""Articles out of texts and what is known about them: the one way in for every reader."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any, TypeAlias

from firsthand.collect import addresses, authors, mastheads, titles
from firsthand.collect import published as dates
from firsthand.collect.credits import credits as find_credits
from firsthand.collect.datelines import EMAIL
from firsthand.collect.parts import parts as find_parts
from firsthand.errors import Refused, UsageError
from firsthand.lexicon import gazetteer
from firsthand.records import Article, Credit, Flag, Link, Outlet, Part
from firsthand.settings import DEFAULT
from firsthand.text.language import detect, named

Time: TypeAlias = datetime | date | str

_SURROGATE = re.compile("[\ud800-\udfff]")
#: characters of a date that are told
_MAX_DATE = 40
_LINK_KINDS = ("source", "related", "self", "other")


def make(  # noqa: PLR0913 - what may be known of an article, all but the text optional
    text: str,
    *,
    id: str | None = None,  # noqa: A002 - the word of the public face
    title: str | None = None,
    url: str | None = None,
    outlet: str | Outlet | None = None,
    byline: str | Sequence[str] | None = None,
    credit: str | None = None,
    owner: str | None = None,
    published: Time | None = None,
    seen: Time | None = None,
    language: str | None = None,
    canonical: str | None = None,
    version_of: str | None = None,
    links: Sequence[Link | Mapping[str, Any] | str] = (),
    marks: Mapping[int, str] | None = None,
    source: str = "",
) -> Article:
    """Article of ``text`` with its parts, credits, language, outlet and date recognised.

    What is given is believed before what is found. ``marks`` is what a page's markup knows of lines,
    by their starts (see ``blocks``). Times are a datetime, a date or an ISO
    string; one without zone is taken as UTC where it says when the article was ``seen``. Raises
    ``Refused`` for a text that is empty or beyond the size that is read, ``UsageError`` for a
    value that cannot be what it is said to be.
    """
    text = _checked(text, source)
    language = named(language) or detect(text)
    known = gazetteer.load()
    found = find_parts(text, known, language, title, marks)
    names = (byline,) if isinstance(byline, str) else tuple(byline or ())
    moment = instant(seen, "seen")
    house = _outlet(outlet, owner, url or canonical, _bylines(text, found))
    if house is None and (name := mastheads.find(text, found)):
        house = Outlet(name=name, owner=owner)
    return Article(
        id=id if id is not None else "a" + hashlib.sha256(text.encode()).hexdigest()[:12],
        source=source,
        text=text,
        title=titles.without_site(title, known, None if house else text)
        if title
        else titles.found(text, found, known),
        url=url,
        canonical=canonical,
        outlet=house,
        byline=authors.named(names, house)
        if names
        else authors.people(_bylines(text, found), house),
        credits=_credits(text, found, names, credit),
        language=language,
        published=dates.date(
            text,
            found,
            byline=names,
            metadata=published,
            seen=moment,
            language=language,
            url=url or canonical,
        ),
        seen=moment,
        version_of=version_of,
        parts=found,
        links=tuple(_link(link, text) for link in links),
        flags=_undated(published),
    )


def _undated(published: Time | None) -> tuple[Flag, ...]:
    """Say that a day of publication that was given is none, or may be one of two."""
    if dates.is_read(published):
        return ()
    why = f"the date given as “{str(published)[:_MAX_DATE]}” cannot be read; give it as 2024-06-12"
    return (Flag(kind="unread_date", why=why),)


def _checked(text: str, source: str) -> str:
    if not isinstance(text, str):
        raise UsageError(f"the text of an article must be a string, not {type(text).__name__}")
    if not text.strip():
        raise Refused("the text is empty; there is nothing to read", source=source)
    if len(text) > DEFAULT.max_document:
        raise Refused(
            f"the text has {len(text):,} characters, more than the {DEFAULT.max_document:,} "
            "that are read as one article; split it",
            source=source,
        )
    return _SURROGATE.sub("\ufffd", text)


def instant(moment: Time | None, name: str) -> datetime | None:
    """``moment`` as an aware datetime in UTC; a day is its first instant."""
    if moment is None:
        return None
    if isinstance(moment, str):
        try:
            moment = datetime.fromisoformat(moment.strip())
        except ValueError:
            raise UsageError(f"{name!r} is not an ISO 8601 time: {moment!r}") from None
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time())
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _bylines(text: str, parts: Sequence[Part]) -> list[str]:
    return [
        line.strip()
        for part in parts
        if part.kind == "byline"
        for line in text[part.start : part.stop].split("\n")
        if line.strip()
    ]


def _outlet(
    given: str | Outlet | None, owner: str | None, url: str | None, bylines: Sequence[str]
) -> Outlet | None:
    """Outlet as given, else that of the address, else that of a reporter's e-mail address."""
    if isinstance(given, Outlet):
        return given
    host = addresses.site(url)
    known = gazetteer.load()
    if given:
        entry = known.named(given) or known.of_domain(host or given)
        domain = host or (entry.domains[0] if entry and entry.domains else None)
        return Outlet(name=given, domain=domain, owner=owner or (entry.owner if entry else None))
    entry = known.of_domain(host) if host else None
    for address in EMAIL.findall("\n".join(bylines)) if not host else ():
        entry = entry or known.of_domain(address.rpartition("@")[2])
    if entry is None:
        return Outlet(name=host, domain=host, owner=owner) if host else None
    return Outlet(name=entry.name, domain=host or entry.domains[0], owner=owner or entry.owner)


def _credits(
    text: str, parts: tuple[Part, ...], names: tuple[str, ...], credit: str | None
) -> tuple[Credit, ...]:
    known = gazetteer.load()
    found = find_credits(text, parts, names, known)
    if not credit:
        return found
    entry = known.credited(credit) or next((m.entry for m in known.find(credit)), None)
    given = Credit(agency=entry.name if entry else credit, start=0, stop=0, text=credit)
    return (given, *(one for one in found if (one.agency, one.stop) != (given.agency, 0)))


def _link(link: Link | Mapping[str, Any] | str, text: str) -> Link:
    """Link as given: a record, a mapping with its fields, or an address without place."""
    if isinstance(link, Link):
        return link
    if isinstance(link, str):
        return Link(start=0, stop=0, url=link, kind="other")
    start, stop, kind = link.get("start", 0), link.get("stop", 0), link.get("kind", "other")
    fits = isinstance(start, int) and isinstance(stop, int) and 0 <= start <= stop <= len(text)
    if not fits or kind not in _LINK_KINDS or not isinstance(link.get("url"), str):
        raise UsageError(f"not a link (start and stop in the text, url, kind): {dict(link)!r}")
    return Link(start=start, stop=stop, url=link["url"], kind=kind)
