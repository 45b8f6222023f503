"""An analyst's corrections: what is asked before one is made, and what was made."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from firsthand.errors import UsageError
from firsthand.library import Library
from firsthand.records import Act, Article, Named
from firsthand.serve import rights, times
from firsthand.serve.site import addresses
from firsthand.serve.words import say

#: acts, and how many names each needs before it can be made; a split takes any number
NEEDED = {
    "merge": 2, "split": 1, "move": 2, "pin": 1, "not-a-copy": 2, "same-claim": 2, "not-same-claim": 2,
}  # fmt: skip
#: what is offered for the second name
OFFERED = 40
#: acts on a page; things named in one that are shown; characters of a name
ACTS, SHOWN, LABEL = 30, 6, 120
_PLACE = re.compile(r"(?P<article>.+):(?P<start>\d{1,9})-(?P<stop>\d{1,9})", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """What an act names, and where it is shown."""

    name: str
    #: whose it is, or what became of it; and published words by which it goes
    label: str
    words: str
    href: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """An act before it is made."""

    act: str
    question: str
    things: tuple[Thing, ...]
    #: what the second name may be; empty where it is given
    choices: tuple[Thing, ...]
    #: whether several of them may be chosen
    several: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An act that was made."""

    number: int
    head: str
    these: tuple[Thing, ...]
    those: tuple[Thing, ...]
    #: things that are named, too
    further: int
    made: str
    why: str
    #: empty while it stands
    undone: str
    undone_why: str
    effect: bool


def propose(library: Library, act: str, names: Sequence[str]) -> Proposal:
    """Set what is asked before an act is made. Raises UsageError for what is none."""
    if act not in NEEDED or not names:
        raise UsageError(say("correct.odd"))
    things = tuple(_thing(library, name) for name in names[:SHOWN])
    several = act == "split" and len(names) == 1 and _is_story(library, names[0])
    open_ = several or len(names) < NEEDED[act]
    return Proposal(
        act=act, question=say(f"correct.{act}"), things=things, several=several,
        choices=tuple(_choices(library, act, names[0])) if open_ else (),
    )  # fmt: skip


def history(library: Library, found: Sequence[Act]) -> tuple[Entry, ...]:
    """Set acts that were made, the latest first."""
    return tuple(_entry(library, act) for act in found[:ACTS])


def where(library: Library, act: Act) -> str:
    """Return the address of the page on which an act shows."""
    for named in (*act.these, *act.those):
        if named.article is not None:
            story = library.pages.article(named.article).story
            if story is not None:
                return addresses.story(story.id)
    return "/corrections"


# --------------------------------------------------------------------------- what is named


def _thing(library: Library, name: str) -> Thing:
    """Tell what a name is: a story, an article, words of one, or a claim."""
    for read in (_article, _words, _story, _claim):
        found = read(library, name)
        if found is not None:
            return found
    raise UsageError(say("correct.unknown", name=name[:LABEL]))


def _article(library: Library, name: str) -> Thing | None:
    try:
        return _report(library.pages.article(name).article)
    except UsageError:
        return None


def _report(article: Article) -> Thing:
    """Set an article by its house and what it goes by."""
    title = rights.heading(article, public=False, most=LABEL)
    house = article.outlet.name if article.outlet else say("outlet.unknown")
    href = addresses.found_article(article.id)
    return Thing(
        name=article.id, label=house, words=title, href=href,
    )  # fmt: skip


def _words(library: Library, name: str) -> Thing | None:
    place = _PLACE.fullmatch(name)
    if place is None or _article(library, place["article"]) is None:
        return None
    article = library.pages.article(place["article"]).article
    if not rights.in_full(article, public=False):
        return None
    words = " ".join(article.text[int(place["start"]) : int(place["stop"])].split())
    return Thing(name=name, label="", words=words[:LABEL], href=addresses.found_article(article.id))


def _story(library: Library, name: str) -> Thing | None:
    found = library.pages.outlines([name]).get(name)
    if found is None:
        return None
    title = found.heading.title
    return Thing(name=name, label="", words=title, href=addresses.story(name))


def _claim(library: Library, name: str) -> Thing | None:
    try:
        found = library.pages.claim(name)
    except UsageError:
        return None
    article, start, stop = found.claim.text
    texts = {one.id: one.text for one in found.articles}
    words = " ".join(texts.get(article, "")[start:stop].split())
    return Thing(
        name=name, label="", words=words[:LABEL], href=addresses.claim(found.story.id, name)
    )


def _is_story(library: Library, name: str) -> bool:
    return name in library.pages.outlines([name])


# --------------------------------------------------------------------------- what may be meant


def _choices(library: Library, act: str, name: str) -> Iterator[Thing]:
    if act == "split":
        reading = library.story(name)
        texts = {article.id: article for article in reading.articles}
        yield from (_report(texts[article]) for article in reading.stories[0].articles)
    elif act in {"merge", "move"}:
        yield from _stories(library, name)
    elif act in {"same-claim", "not-same-claim"}:
        yield from _claims(library, name)


def _stories(library: Library, name: str) -> Iterator[Thing]:
    """Offer the stories near the one that is named, and then the latest."""
    here = name
    if not _is_story(library, name):
        story = library.pages.article(name).story
        here = story.id if story else ""
    near = [one.story for one in library.story(here).stories[0].related] if here else []
    latest = [one.id for one in library.stories(most=OFFERED)]
    for other in list(dict.fromkeys([*near, *latest]))[:OFFERED]:
        found = _story(library, other) if other != here else None
        if found is not None:
            yield found


def _claims(library: Library, name: str) -> Iterator[Thing]:
    """Offer the other claims of the story, those first that share most words with this one."""
    found = library.pages.claim(name)
    reading = library.story(found.story.id)
    texts = {article.id: article.text for article in reading.articles}
    told = {
        claim.id: texts[claim.text[0]][claim.text[1] : claim.text[2]]
        for claim in reading.stories[0].claims
    }
    own = set(told.get(name, "").casefold().split())
    others = [other for other in told if other != name]
    others.sort(key=lambda other: -len(own & set(told[other].casefold().split())))
    for other in others[:OFFERED]:
        words = " ".join(told[other].split())[:LABEL]
        href = addresses.claim(found.story.id, other)
        yield Thing(name=other, label="", words=words, href=href)


# --------------------------------------------------------------------------- what was made


def _entry(library: Library, act: Act) -> Entry:
    # of the articles that stand in for another none was named
    these = act.these[:1] if act.kind == "merge" else act.these
    those = act.those[:1] if act.kind in {"merge", "split", "move"} else act.those
    return Entry(
        number=act.number,
        head=say(f"act.{act.kind}"),
        these=tuple(_named(library, one) for one in these[:SHOWN]),
        those=tuple(_named(library, one) for one in those[:SHOWN]) if act.kind != "pin" else (),
        further=len(these[SHOWN:]),
        made=_by(act.who, times.moment(act.at)),
        why=act.why,
        undone=_by(act.undone_by, times.moment(act.undone)) if act.undone else "",
        undone_why=act.undone_why,
        effect=act.effect,
    )


def _named(library: Library, named: Named) -> Thing:
    try:
        return _thing(library, str(named))
    except UsageError:
        return Thing(name=str(named), label=say("correct.gone"), words="", href=None)


def _by(who: str | None, when: str) -> str:
    return say("correct.by", who=who or say("correct.nobody"), when=when)
