"""Watches: what is new about some words, or of a story, told once each.

Told are claims, a claim that got a further sure origin, what reports differ in, what came of what
was expected, and articles that were corrected, retracted or taken from their place. What was so when
a watch began is not told.

When a thing came in follows from the articles that it rests on, and from nothing that is kept of it:
so it can be said what a watch had told before it began, and again what it told last month. What was
told is known again by each of its reports: however they are joined or parted later, it is not new.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from firsthand.errors import UsageError
from firsthand.store import codec, search, shelf, watches
from firsthand.store.database import Database
from firsthand.store.pages import Question
from firsthand.store.watches import Arrived, Place, Watch, Watched
from firsthand.upkeep import rounds

__all__ = ["KINDS", "MOST", "Alert", "Found", "Watch", "Watches"]

#: what is told
KINDS = ("claim", "origins", "differs", "outcome", "article")
#: claims that are looked at for one watch, the last that were written; more than anybody reads
MOST = 500
#: for so long back it is said what a watch would have told
MONTH = timedelta(days=30)
#: what came in so long before a watch began is not new to it; reading what came in takes its time
_BEFORE = timedelta(days=1)
#: what became of an article that its readers should know
_TURNED = ("corrected", "retracted", "gone")
#: outcomes of what was expected
_DECIDED = ("met", "missed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """Something new."""

    #: number of the watch; 0 of what is not watched yet
    watch: int
    #: one of ``KINDS``
    kind: str
    story: str
    #: id of the claim, or of the article
    about: str
    #: words of a claim, or the title of an article
    words: str
    #: how many sure origins, what the sides are, what came of it, or the article's status
    what: str
    #: what reports differ in, side by side
    sides: tuple[str, ...] = ()
    #: when it came in, ISO 8601
    at: str
    #: known again by any of them; no words are kept of what was told
    hashes: tuple[bytes, ...]

    @property
    def hash(self) -> bytes:
        """Tells it from others that are found with it."""
        return self.hashes[0]

    @property
    def mark(self) -> str:
        """Names it in a form."""
        return _mark(self.watch, self.hash)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a watch has to tell."""

    #: what came in during the last month, and what was not told, the latest first
    alerts: tuple[Alert, ...] = ()
    #: hashes of what was not told yet
    new: frozenset[bytes] = frozenset()
    #: whether not all claims were looked at, because ``MOST`` and more hold the words
    most: bool = False

    @property
    def untold(self) -> tuple[Alert, ...]:
        return tuple(one for one in self.alerts if one.hash in self.new)

    def lately(self, now: datetime) -> tuple[Alert, ...]:
        """Return what came in during the last month."""
        since = shelf.stamp(now - MONTH)
        return tuple(one for one in self.alerts if one.at >= since)


class Watches:
    """What is watched in a library."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[Watch]:
        """Return all watches, the oldest first."""
        return watches.everything(self._database)

    def get(self, number: int) -> Watch:
        """Return a watch. Raises UsageError where there is none of that number."""
        for one in self.all():
            if one.number == number:
                return one
        raise UsageError(f"there is no watch {number}; `firsthand watch list` lists them")

    def add(
        self,
        words: str | None = None,
        *,
        story: str | None = None,
        kind: str | None = None,
        now: datetime,
    ) -> tuple[Watch, int]:
        """Watch claims that hold all of some words, or a story; also gives how much it had told.

        That is in the last 30 days. With a ``kind`` only news of that kind is told. Raises UsageError
        where there is no such story, or nothing to look for.
        """
        watch = self._watch(words, story, kind, now)
        with self._database.writing():
            number = watches.add(self._database, words=words, story=story, kind=kind, now=now)
            found = self._found(watch, shelf.stamp(now - MONTH)).alerts
            watches.tell(self._database, number, _hashes(found), now)
        return self.get(number), len(found)

    def preview(
        self,
        words: str | None = None,
        *,
        story: str | None = None,
        kind: str | None = None,
        now: datetime,
    ) -> Found:
        """Return what a watch would have told in the last 30 days, without beginning it.

        Raises UsageError as ``add`` does.
        """
        return self.look(self._watch(words, story, kind, now), now=now)

    def _watch(
        self, words: str | None, story: str | None, kind: str | None, now: datetime
    ) -> Watch:
        if story is not None and self._database.one("story_named", id=story) is None:
            raise UsageError(f"there is no story {story!r}; `firsthand stories` lists them")
        if story is None and not search.match(words or ""):
            raise UsageError("name the words to watch for, or a story with --story")
        if kind is not None and kind not in KINDS:
            raise UsageError(f"{kind!r} is nothing that is told; one of {', '.join(KINDS)}")
        return Watch(number=0, words=words, story=story, kind=kind, since=shelf.stamp(now))

    def remove(self, number: int) -> None:
        """Watch something no more. Raises UsageError where there is no such watch."""
        with self._database.writing():
            watches.remove(self._database, self.get(number).number)

    def look(self, watch: Watch, *, now: datetime) -> Found:
        """Return what a watch tells of the last 30 days, and what of it is new; notes nothing."""
        begun = _begun(watch)
        with self._database.looking():
            told = watches.told(self._database, watch.number)
            found = self._found(watch, min(begun, shelf.stamp(now - MONTH)))
        untold = frozenset(
            one.hash for one in found.alerts if one.at >= begun and told.isdisjoint(one.hashes)
        )
        return Found(alerts=found.alerts, new=untold, most=found.most)

    def see(self, marks: Iterable[str], *, now: datetime) -> None:
        """Note that some alerts, by their marks, were seen: they are told no more."""
        seen = set(marks)
        named = {mark.partition("-")[0] for mark in seen}
        with self._database.writing():
            for watch in self.all():
                if str(watch.number) in named:
                    untold = self.look(watch, now=now).untold
                    found = (one for one in untold if not seen.isdisjoint(_marks(one)))
                    watches.tell(self._database, watch.number, _hashes(found), now)

    def check(self, *, now: datetime) -> list[Alert]:
        """Return what is new since it was told last, the first first, and note it as told."""
        rounds.settle(self._database, patience=None)
        alerts: list[Alert] = []
        with self._database.writing():
            for watch in self.all():
                untold = self.look(watch, now=now).untold
                watches.tell(self._database, watch.number, _hashes(untold), now)
                alerts += reversed(untold)
        return alerts

    # ---------------------------------------------------------------- what there is to tell

    def _found(self, watch: Watch, since: str) -> Found:
        """Find what a watch could tell of what came in since then."""
        if watch.story is not None:
            claims, most = watches.claims_of(self._database, watch.story, most=MOST)
        else:
            claims, most = watches.claims_with(
                self._database, watch.words or "", since=since, most=MOST
            )
        asked = self._questions(claims)
        places = {place for claim in claims for place in claim.places}
        places.update(place for one in asked for side in one.sides for place in side.reports)
        known = watches.arrived(self._database, (place[0] for place in places))
        came = watches.worded(self._database, places, known, since)
        shown = [one for one in claims if one.text[0] in known]
        found = [alert for claim in shown for alert in _of_claim(watch, claim, came)]
        by_id = {claim.id: claim for claim in shown}
        found += (alert for one in asked for alert in _of_question(watch, one, by_id, came))
        found += _of_articles(watch, shown, known)
        distinct = {
            one.hash: one for one in found if one.at >= since and watch.kind in {None, one.kind}
        }
        alerts = sorted(distinct.values(), key=lambda one: KINDS.index(one.kind))
        alerts.sort(key=lambda one: one.at, reverse=True)
        return Found(alerts=tuple(alerts), most=most)

    def _questions(self, claims: Collection[Watched]) -> list[Question]:
        """Return what reports differ in where one of the claims is a side of it."""
        names = {claim.id for claim in claims}
        found = watches.questions(self._database, dict.fromkeys(one.story for one in claims))
        return [
            question
            for questions in found.values()
            for question in questions
            if not names.isdisjoint(name for side in question.sides for name in side.claims)
        ]


def _begun(watch: Watch) -> str:
    """Tell from when on what comes in is new to a watch."""
    return shelf.stamp(datetime.fromisoformat(watch.since) - _BEFORE)


def _mark(watch: int, found: bytes) -> str:
    return f"{watch}-{found.hex()}"


def _marks(alert: Alert) -> list[str]:
    """Return all marks by which a form may name it: which of its reports is the first may change."""
    return [_mark(alert.watch, one) for one in alert.hashes]


def _hashes(alerts: Iterable[Alert]) -> set[bytes]:
    return {one for alert in alerts for one in alert.hashes}


def _keys(kind: str, places: Iterable[Place], what: object = "") -> tuple[bytes, ...]:
    """Return what a thing is known by that some reports tell."""
    return tuple(codec.key(f"{kind} {place} {what}") for place in dict.fromkeys(places))


# --------------------------------------------------------------------------- one thing each


def _first(places: Iterable[Place], came: Mapping[Place, str]) -> str:
    """Tell when the first of some reports came in; nothing where none is shown."""
    return min((came[place] for place in places if place in came), default="")


def _of_claim(watch: Watch, claim: Watched, came: Mapping[Place, str]) -> Iterator[Alert]:
    def alert(kind: str, what: str, at: str) -> Alert:
        # one origin more is news, but makes no new claim
        hashes = _keys(kind, claim.reports, "" if kind == "claim" else what)
        return Alert(
            watch=watch.number, kind=kind, story=claim.story, about=claim.id, words=claim.words,
            what=what, at=at, hashes=hashes,
        )  # fmt: skip

    begun = _first(claim.reports, came)
    if not begun:
        return
    sure = claim.low
    yield alert("claim", f"{sure}", begun)
    firsts = (_first((claim.reports[n] for n in one), came) for one in claim.origins)
    last = sorted(filter(None, firsts))[sure - 1 : sure] if sure > 1 else []
    # what several tell when it comes in is told once
    if last and last[0] > begun:
        yield alert("origins", f"{sure}", last[0])
    decided = _first(claim.because, came)
    if claim.outcome in _DECIDED and decided:
        yield alert("outcome", claim.outcome, max(begun, decided))


def _of_question(
    watch: Watch, question: Question, claims: Mapping[str, Watched], came: Mapping[Place, str]
) -> Iterator[Alert]:
    """Tell of what reports differ in where one of the claims is a side of it."""
    asked = [name for side in question.sides for name in side.claims if name in claims]
    told = [
        side.reports or [at for n in side.claims if n in claims for at in claims[n].reports]
        for side in question.sides
    ]
    firsts = [_first(places, came) for places in told]
    if not asked or not all(firsts):
        return
    claim = claims[asked[0]]
    sides = tuple(side.value for side in question.sides)
    yield Alert(
        watch=watch.number, kind="differs", story=claim.story, about=claim.id, words=claim.words,
        what=" / ".join(sides), sides=sides, at=max(firsts),
        # in whatever order they stand, and whichever of their claims is asked for
        hashes=_keys(
            f"differs {question.kind} {question.verdict}", sorted(at for of in told for at in of),
            sorted(sides),
        ),
    )  # fmt: skip


def _of_articles(
    watch: Watch, claims: Iterable[Watched], known: Mapping[str, Arrived]
) -> Iterator[Alert]:
    """Tell of articles that report the claims, and were corrected or taken back."""
    stories = {place[0]: claim.story for claim in claims for place in claim.reports}
    for name, story in stories.items():
        article = known.get(name)
        if article and article.judged and article.status in _TURNED:
            yield Alert(
                watch=watch.number, kind="article", story=story, about=name, words=article.title,
                what=article.status, at=article.judged,
                hashes=(codec.key(f"article {name} {article.status}"),),
            )  # fmt: skip
