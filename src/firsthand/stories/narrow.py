"""Narrow uncertain dates of publication by the other reports of the story.

Articles of one story speak of the same days. Where one is dated and another only says "Monday",
the days on which the second can have been published are those on which everything it says fits:
its dateline, the nearest weekday that it tells of as past, the weekdays it expects, and the days
of events that it tells in the same words as another member. A date that was found elsewhere is
never changed and an interval never widened; there is a value only if a single day is left.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from statistics import median_low

from firsthand.lexicon.moments import vocabulary
from firsthand.records import Article, Published
from firsthand.text import calendar, moments
from firsthand.text.moments import Expression
from firsthand.text.parts import body
from firsthand.text.tenses import FUTURE, PAST
from firsthand.text.words import words

#: reports without date are looked for within a week of the dated ones. Of 7, 10 and 14 days the
#: longer gave wider intervals (mean 8, 10, 14) and held hardly more true days; reports further off
#: than that are narrowed wrongly
_SPREAD = 7
#: dated members further from the middle of the story are taken for wrongly dated
_APART = 15
#: the first weekday that a report tells of as past lies at most this many days back: so in 239 of
#: 259 articles of news sites and 541 of 596 of sites that comment; the rest are narrowed wrongly
_LAG = 3
#: a member whose interval is this short (days) can stand as dated
_DATED = 3
#: words on either side of a weekday that tell what happened on it
_AROUND = 6
#: so many of them must be shared for two members to tell of one event, and this share (judgement)
_SHARED, _SHARE = 3, 0.3
#: shorter words are mostly grammar
_WORD = 4
#: members looked at for each word: one that agrees is enough, so the first few are
_PARTNERS = 8
#: rounds in which narrowed members narrow others; each can only take days away
_ROUNDS = 4
#: no longer text is read
_MAX_TEXT = 100_000


@dataclass(frozen=True, slots=True)
class _Telling:
    """A weekday in an article with the words that say what happened on it."""

    article: str
    expression: Expression
    weekday: int
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Member:
    """What an article says about its own day."""

    tellings: tuple[_Telling, ...]
    #: the first weekday told of as past: in news, the newest
    lead: int | None
    #: weekdays told of as future only
    ahead: frozenset[int]
    #: month and day of a dateline without year, or of "today (Feb. 26)", and days since
    own: tuple[int, int, int] | None


Days = tuple[date, ...]


def narrow(articles: Sequence[Article]) -> list[Article]:
    """Return the articles of one story in their order, dates narrowed where that is certain.

    ``origin`` is "story" where the story gave the interval or the value.
    """
    sure = {a.id: days for a in articles if (days := _dated(a.published))}
    if not sure or len(sure) == len(articles):
        return list(articles)
    members = {a.id: _member(a) for a in articles}
    known = _round(articles, sure, sure, members)
    # a dateline that the story has completed widens the window for those without
    named = {a: days for a, days in known.items() if members[a].own and len(days) == 1}
    if named:
        known = _round(articles, sure, {**sure, **named}, members)
    return [_narrowed(a, known[a.id]) if known.get(a.id) else a for a in articles]


def _round(
    articles: Sequence[Article],
    sure: Mapping[str, Days],
    anchors: Mapping[str, Days],
    members: Mapping[str, _Member],
) -> dict[str, Days]:
    window = _window([days[0] for days in anchors.values()])
    days = {a.id: _candidates(a, members[a.id], window) for a in articles if a.id not in sure}
    return _settle(days, sure, members)


def _dated(published: Published) -> Days:
    """List the days that a value or a short interval can mean; none for other dates."""
    if published.value is not None and len(published.value) >= 10:
        return (date.fromisoformat(published.value[:10]),)
    early, late = published.earliest, published.latest
    if early is None or late is None or (late - early).days > _DATED:
        return ()
    return tuple(_span(early.date(), late.date()))


def _span(first: date, last: date) -> Iterator[date]:
    for count in range((last - first).days + 1):
        yield first + timedelta(count)


def _window(days: Sequence[date]) -> tuple[date, date]:
    """Return the first and last day that an undated member can be of."""
    middle = median_low(days)
    near = [d for d in days if abs((d - middle).days) <= _APART]
    return min(near) - timedelta(_SPREAD), max(near) + timedelta(_SPREAD)


def _member(article: Article) -> _Member:
    told = [e for start, stop in body(article) for e in _scan(article, start, stop)]
    plain = [e for e in told if e.rule == "weekday" and "weekday" in e.slots]
    bare = [e for e in plain if "shift" not in e.slots]
    past = [e.slots["weekday"] for e in bare if e.tense == PAST]
    ahead = {e.slots["weekday"] for e in plain if _is_ahead(e)}
    return _Member(
        tellings=tuple(_tellings(article, plain)),
        lead=past[0] if past else None,
        ahead=frozenset(ahead - {e.slots["weekday"] for e in bare if e.tense != FUTURE}),
        own=_own(article, told),
    )


def _scan(article: Article, start: int, stop: int) -> list[Expression]:
    stop = min(stop, _MAX_TEXT)
    if stop <= start:
        return []
    return moments.scan(article.text, language=article.language, start=start, stop=stop)


def _is_ahead(expression: Expression) -> bool:
    shift = expression.slots.get("shift")
    return expression.tense == FUTURE if shift is None else shift == 0


def _own(article: Article, told: Sequence[Expression]) -> tuple[int, int, int] | None:
    for part in article.parts:
        if part.kind in {"dateline", "date"}:
            found = moments.dateline_day(_scan(article, part.start, part.stop))
            if found:
                return found
    return moments.own_day(told)


def _tellings(article: Article, weekdays: Sequence[Expression]) -> Iterator[_Telling]:
    if not weekdays:
        return
    cues = vocabulary(article.language).cues
    plain = cues.past | cues.future | cues.governors | cues.light | cues.breaks
    stop = weekdays[-1].stop + _AROUND * 50
    forms = [
        w for w in words(article.text, 0, stop) if len(w.form) >= _WORD and w.form not in plain
    ]
    at = 0
    for found in weekdays:
        while at < len(forms) and forms[at].start < found.start:
            at += 1
        near = [*forms[max(0, at - _AROUND) : at], *forms[at + 1 : at + 1 + _AROUND]]
        telling = frozenset(w.form for w in near)
        yield _Telling(article.id, found, found.slots["weekday"], telling)


def _candidates(article: Article, member: _Member, window: tuple[date, date]) -> Days:
    """Days of the window that agree with the article's own interval and words."""
    early, late = article.published.earliest, article.published.latest
    first = max(window[0], early.date()) if early else window[0]
    last = min(window[1], late.date()) if late else window[1]
    return tuple(d for d in _span(first, last) if _agrees(d, member))


def _agrees(day: date, member: _Member) -> bool:
    if member.own is not None:
        month, number, since = member.own
        named = day - timedelta(since)
        return (named.month, named.day) == (month, number)
    if member.lead is None:
        return True
    lag = (day.weekday() - member.lead) % 7
    # what is expected after the lead's day has not passed yet
    passed = any(0 < (day.weekday() - weekday) % 7 < lag for weekday in member.ahead)
    return lag <= _LAG and not passed


def _settle(
    open_days: Mapping[str, Days], sure: Mapping[str, Days], members: Mapping[str, _Member]
) -> dict[str, Days]:
    """Take away the days on which an event would fall on another day than members tell."""
    days = {**sure, **open_days}
    events = _Events(members, sure)
    for _ in range(_ROUNDS):
        left = {name: _consistent(name, days, members, events) for name in open_days}
        if all(left[name] == days[name] for name in open_days):
            break
        days.update(left)
    return {name: days[name] for name in open_days}


def _consistent(
    name: str, days: Mapping[str, Days], members: Mapping[str, _Member], events: "_Events"
) -> Days:
    kept = days[name]
    for telling in members[name].tellings:
        for other in events.alike(telling):
            theirs = {fall for day in days[other.article] for fall in _falls(other, day)}
            # members without any possible day tell nothing
            kept = tuple(day for day in kept if _falls(telling, day) & theirs) or kept
    return kept


def _falls(telling: _Telling, day: date) -> set[date]:
    """List the days the event can be of if the article is of ``day``."""
    shift, ahead = telling.expression.slots.get("shift"), (telling.weekday - day.weekday()) % 7
    if shift == -1:
        # "last Monday", on a Monday, is meant by some for the same day
        return {day + timedelta(ahead - 7), day + timedelta(ahead - 7 * (ahead > 0))}
    value = moments.settle("", [telling.expression], (day, day))[0].value
    return {date.fromisoformat(value[:10])} if value else set()


class _Events:
    """Tellings of the story by weekday and word, dated members first, so many and no more."""

    def __init__(self, members: Mapping[str, _Member], sure: Mapping[str, Days]) -> None:
        self._by_word: dict[tuple[int, str], list[_Telling]] = defaultdict(list)
        for name in sorted(members, key=lambda name: (name not in sure, name)):
            for telling in members[name].tellings:
                for word in telling.words:
                    row = self._by_word[telling.weekday, word]
                    if len(row) < _PARTNERS:
                        row.append(telling)

    def alike(self, telling: _Telling) -> Iterator[_Telling]:
        """Tellings of other members that tell the same event on the same weekday."""
        seen: dict[int, _Telling] = {}
        for word in sorted(telling.words):
            for other in self._by_word[telling.weekday, word]:
                seen[id(other)] = other
        for other in seen.values():
            shared = len(telling.words & other.words)
            smaller = min(len(telling.words), len(other.words))
            alike = shared >= _SHARED and shared >= _SHARE * smaller
            # a clause read as past here and as future there was misread once
            same_tense = other.expression.tense == telling.expression.tense
            if other.article != telling.article and alike and same_tense:
                yield other


def _narrowed(article: Article, days: Iterable[date]) -> Article:
    rows = sorted(days)
    first, last = (calendar.bounds(day.isoformat()) for day in (rows[0], rows[-1]))
    early = max(filter(None, (first[0], article.published.earliest)))
    late = min(filter(None, (last[1], article.published.latest)))
    if early > late:
        return article
    value = rows[0].isoformat() if rows[0] == rows[-1] else None
    found = Published(value=value, earliest=early, latest=late, origin="story")
    return replace(article, published=found)
