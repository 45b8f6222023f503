"""An analyst's acts: taken down in the articles they mean, and what follows from them.

Stories and claims are derived and may be others tomorrow, so an act is kept by articles, and by places
of words in them.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

from firsthand.corroboration.amendment import digest, locate
from firsthand.errors import UsageError
from firsthand.records import ACTS_ON_CLAIMS, ACTS_ON_LINKS, ACTS_ON_STORIES, Act, Claim, Named
from firsthand.store import acts, changes, codec, findings, gatherings, passages, shelf
from firsthand.store.acts import Entry
from firsthand.store.database import Database
from firsthand.upkeep import amending

#: articles that stand in for the one that is named, when it is gone: others of its story
STAND_INS = 20
#: articles that a split keeps apart from others, on either side
MAX_SPLIT = 500
#: characters of a name and of a reason
MAX_WHO, MAX_WHY = 100, 500
_PLACE = re.compile(r"(?P<article>.+):(?P<start>\d{1,9})-(?P<stop>\d{1,9})", re.DOTALL)

Sides = tuple[list[Entry], list[Entry]]


def correct(
    database: Database, kind: str, names: Sequence[str], *, who: str | None, why: str, at: datetime
) -> int:
    """Take an act down, mark what it changes, and return its number; see ``Library.correct``."""
    if kind not in _TAKEN_DOWN:
        raise UsageError(f"{kind!r} is no act; one of {', '.join(_TAKEN_DOWN)}")
    who, why = _words(who or "", MAX_WHO, "name") or None, _words(why, MAX_WHY, "reason")
    with database.writing():
        these, those = _TAKEN_DOWN[kind](database, names)
        number = acts.add(database, kind, these, those, who=who, why=why, at=at)
        _follow(database, kind, [entry.article for entry in (*these, *those)])
    return number


def undo(database: Database, number: int, *, who: str | None, why: str, at: datetime) -> None:
    """Let an act not stand any more, and mark what that changes."""
    who, why = _words(who or "", MAX_WHO, "name") or None, _words(why, MAX_WHY, "reason")
    with database.writing():
        act = acts.get(database, number)
        if act is None:
            raise UsageError(f"there is no act {number}; `firsthand correct --history` lists them")
        if act.undone:
            raise UsageError(f"act {number} was undone on {act.undone:%Y-%m-%d} already")
        acts.undo(database, number, who=who, why=why, at=at)
        _follow(database, act.kind, acts.articles(database, number))


def history(database: Database, name: str | None, *, most: int, after: int) -> list[Act]:
    """Return acts, the latest first; only those on an article, a story or a claim if one is named."""
    articles = None if name is None else _articles(database, name)
    return acts.history(database, articles, most=most, after=after)


def _follow(database: Database, kind: str, articles: Sequence[int]) -> None:
    """Mark what follows from an act that was made or undone."""
    if kind in ACTS_ON_STORIES:
        groups = gatherings.of(database, articles).values()
        amending.amend(database, looked=groups, at_once=True)
        return
    touched = set(articles)
    if kind in ACTS_ON_LINKS:
        for article in articles:
            touched |= passages.beside(database, article)
    changes.mark(database, "tell", findings.memberships(database, touched).values())


def _words(text: str, most: int, what: str) -> str:
    flat = " ".join(text.split())
    if len(flat) > most:
        raise UsageError(f"the {what} has {len(flat)} characters; at most {most}")
    return flat.encode("utf-8", "replace").decode("utf-8")


# --------------------------------------------------------------------------- what is named


def _named(names: Sequence[str], count: int, words: str) -> Sequence[str]:
    if len(names) != count:
        raise UsageError(f"name {words}")
    return names


def _number(database: Database, name: str) -> int:
    number = shelf.number_of(database, name)
    if number is None:
        raise UsageError(f"there is no article {name!r} in this library")
    return number


def _anchor(database: Database, name: str) -> int:
    """The article that is named, or the first one of the story that is."""
    number = shelf.number_of(database, name)
    if number is not None:
        return number
    found = findings.story(database, name)
    if found is None:
        raise UsageError(f"there is no article or story {name!r} in this library")
    return findings.members(database, found[0])[0]


def _story(database: Database, number: int, name: str) -> int:
    story = findings.memberships(database, [number]).get(number)
    if story is None:
        raise UsageError(f"{name} stands in no story: it was removed, or could not be placed")
    return story


def _articles(database: Database, name: str) -> list[int]:
    """The articles that are meant by an article, a story or a claim."""
    number = shelf.number_of(database, name)
    if number is not None:
        return [number]
    found = findings.story(database, name)
    if found is not None:
        return findings.members(database, found[0])
    claim = _claim(database, name)
    if claim is None:
        raise UsageError(f"there is no article, story or claim {name!r} in this library")
    return list(shelf.numbers(database, [report.article for report in claim.reports]).values())


def _claim(database: Database, name: str) -> Claim | None:
    row = database.one("claim_record", name)
    return codec.loads(Claim, row["record"]) if row and row["record"] else None


# --------------------------------------------------------------------------- stories


def _merge(database: Database, names: Sequence[str]) -> Sides:
    _named(names, 2, "two articles or stories")
    anchors = [_anchor(database, name) for name in names]
    stories = [_story(database, *pair) for pair in zip(anchors, names, strict=True)]
    if stories[0] == stories[1]:
        raise UsageError(f"{names[0]} and {names[1]} stand in one story already")
    first, second = (_side(database, *pair) for pair in zip(anchors, stories, strict=True))
    return first, second


def _side(database: Database, anchor: int, story: int, without: Iterable[int] = ()) -> list[Entry]:
    """An article, and others of its story that stand in for it."""
    left_out = {anchor, *without}
    others = [one for one in findings.members(database, story) if one not in left_out]
    return [Entry(number) for number in (anchor, *others[:STAND_INS])]


def _split(database: Database, names: Sequence[str]) -> Sides:
    if not names:
        raise UsageError("name the articles that tell of another event")
    apart = dict.fromkeys(_number(database, name) for name in names)
    stories = {_story(database, *pair) for pair in zip(apart, dict.fromkeys(names), strict=True)}
    if len(stories) > 1:
        raise UsageError(f"they stand in {len(stories)} stories; name articles of one story")
    staying = [one for one in findings.members(database, *stories) if one not in apart]
    if not staying:
        raise UsageError("these are all articles of the story; nothing would stay in it")
    if len(apart) > MAX_SPLIT:
        raise UsageError(f"{len(apart)} articles are more than {MAX_SPLIT}; name those that stay")
    return [Entry(one) for one in apart], [Entry(one) for one in staying[:MAX_SPLIT]]


def _move(database: Database, names: Sequence[str]) -> Sides:
    _named(names, 2, "the article that moves, and an article of the story it belongs to")
    number, anchor = _number(database, names[0]), _anchor(database, names[1])
    here = _story(database, number, names[0])
    there = _story(database, anchor, names[1])
    if here == there:
        raise UsageError(f"{names[0]} stands in that story already")
    return [Entry(number)], _side(database, anchor, there)


def _pin(database: Database, names: Sequence[str]) -> Sides:
    [name] = _named(names, 1, "one article")
    number = _number(database, name)
    story = _story(database, number, name)
    others = [one for one in findings.members(database, story) if one != number]
    if not others:
        raise UsageError(f"{name} is alone in its story; there is nothing to hold it to")
    for act in acts.standing(database, [number]):
        if act.kind in ACTS_ON_STORIES and name in {one.article for one in act.these}:
            if act.kind == "pin":
                raise UsageError(f"{name} is pinned already, by act {act.number}")
            break
    return [Entry(number)], [Entry(one) for one in others[: STAND_INS + 1]]


# --------------------------------------------------------------------------- links


def _not_a_copy(database: Database, names: Sequence[str]) -> Sides:
    _named(names, 2, "two articles")
    a, b = (_number(database, name) for name in names)
    if a == b:
        raise UsageError(f"{names[0]} and {names[1]} are one article")
    for act in acts.standing(database, [a]):
        sides = {act.these[0].article, act.those[0].article}
        if act.kind in ACTS_ON_LINKS and sides == set(names):
            raise UsageError(f"that is said already, by act {act.number}")
    return [Entry(a)], [Entry(b)]


# --------------------------------------------------------------------------- claims


def _same(database: Database, names: Sequence[str]) -> Sides:
    one, other, claims = _reports(database, names)
    if any(_holds(claim, one) and _holds(claim, other) for claim in claims):
        raise UsageError("these reports are one claim already")
    return [_entry(database, one)], [_entry(database, other)]


def _not_same(database: Database, names: Sequence[str]) -> Sides:
    one, other, claims = _reports(database, names)
    if not any(_holds(claim, one) and _holds(claim, other) for claim in claims):
        raise UsageError("these reports are two claims already")
    return [_entry(database, one)], [_entry(database, other)]


def _holds(claim: Claim, place: Named) -> bool:
    named = place.article, place.start, place.stop
    return any(report.place == named for report in claim.reports)


def _reports(database: Database, names: Sequence[str]) -> tuple[Named, Named, Sequence[Claim]]:
    """The two reports that are named, and the claims of their story."""
    _named(names, 2, "two claims, or places of reports as ARTICLE:START-STOP")
    one, other = (_report(database, name) for name in names)
    if one == other:
        raise UsageError(f"{names[0]} and {names[1]} are one report")
    found = [findings.story_of(database, place.article or "") for place in (one, other)]
    if found[0] is None or found[1] is None or found[0].id != found[1].id:
        raise UsageError("they stand in two stories; merge these first")
    return one, other, found[0].claims


def _report(database: Database, name: str) -> Named:
    """The report that is named by its place, or by the claim that is worded so."""
    claim = _claim(database, name)
    if claim is not None:
        article, start, stop = claim.text
        return Named(article=article, start=start, stop=stop)
    given = _PLACE.fullmatch(name)
    if given is None:
        raise UsageError(f"there is no claim {name!r}; name one, or a place as ARTICLE:START-STOP")
    number = _number(database, given["article"])
    [kept] = shelf.load(database, [number])
    start, stop = int(given["start"]), int(given["stop"])
    place = Named(
        article=given["article"], start=start, stop=stop,
        digest=digest(kept.article.text[start:stop]),
    )  # fmt: skip
    reports = findings.readings(database, [number]).get(number, ())
    at = locate(place, reports, kept.article.text)
    if at is None:
        raise UsageError(f"nothing is reported at {name}")
    return Named(article=given["article"], start=reports[at].start, stop=reports[at].stop)


def _entry(database: Database, place: Named) -> Entry:
    [kept] = shelf.load(database, [_number(database, place.article or "")])
    words = kept.article.text[place.start : place.stop]
    return Entry(kept.number, place.start, place.stop, digest(words))


_TAKEN_DOWN: Mapping[str, Callable[[Database, Sequence[str]], Sides]] = {
    "merge": _merge,
    "split": _split,
    "move": _move,
    "pin": _pin,
    "not-a-copy": _not_a_copy,
    "same-claim": _same,
    "not-same-claim": _not_same,
}
assert _TAKEN_DOWN.keys() == ACTS_ON_STORIES | ACTS_ON_LINKS | ACTS_ON_CLAIMS
