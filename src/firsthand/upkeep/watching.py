"""Watches: what is new about some words, or of a story, told once each.

Told are claims, a claim that got a further sure origin, what reports differ in, what came of what
was expected, and articles that were corrected, retracted or taken from their place. What was so when
a watch began is not told.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from firsthand.errors import UsageError
from firsthand.records import Claim, Question, Story
from firsthand.store import findings, search, shelf, watches
from firsthand.store.database import Database
from firsthand.store.watches import Watch
from firsthand.upkeep import rounds

__all__ = ["Alert", "Watch", "Watches"]

#: claims that are looked at for the words of one watch; more than anybody reads
MOST = 1_000
#: what became of an article that its readers should know
_TURNED = ("corrected", "retracted", "gone")
#: outcomes of what was expected
_DECIDED = ("met", "missed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """Something new."""

    #: number of the watch
    watch: int
    #: claim | origins | differs | outcome | article
    kind: str
    story: str
    #: id of the claim, or of the article
    about: str
    #: words of a claim, or the title of an article
    words: str
    #: how many sure origins, what the sides are, what came of it, or the article's status
    what: str
    #: known again by it
    key: str


class Watches:
    """What is watched in a library."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[Watch]:
        """Return all watches, the oldest first."""
        return watches.everything(self._database)

    def add(
        self, words: str | None = None, *, story: str | None = None, now: datetime
    ) -> tuple[Watch, int]:
        """Watch claims that hold all of some words, or a story; also gives how much is so already.

        Raises UsageError where there is no such story, or nothing to look for.
        """
        if story is not None and findings.story(self._database, story) is None:
            raise UsageError(f"there is no story {story!r}; `firsthand stories` lists them")
        if story is None and not search.match(words or ""):
            raise UsageError("name the words to watch for, or a story with --story")
        rounds.settle(self._database, patience=None)
        with self._database.writing():
            number = watches.add(self._database, words=words, story=story, now=now)
            [watch] = [one for one in self.all() if one.number == number]
            known = [alert.key for alert in self._found(watch)]
            watches.tell(self._database, number, known, now)
        return watch, len(set(known))

    def remove(self, number: int) -> None:
        """Watch something no more. Raises UsageError where there is no such watch."""
        with self._database.writing():
            if number not in {one.number for one in self.all()}:
                raise UsageError(f"there is no watch {number}; `firsthand watch list` lists them")
            watches.remove(self._database, number)

    def check(self, *, now: datetime) -> list[Alert]:
        """Return what is new since it was told last, and note it as told."""
        rounds.settle(self._database, patience=None)
        alerts: list[Alert] = []
        with self._database.writing():
            for watch in self.all():
                found = {alert.key: alert for alert in self._found(watch)}
                new = watches.unseen(self._database, watch.number, found)
                watches.tell(self._database, watch.number, new, now)
                alerts += (found[key] for key in new)
        return alerts

    def _found(self, watch: Watch) -> Iterator[Alert]:
        """Find all that a watch could tell."""
        for story, asked in self._stories(watch):
            claims = {
                claim.id: claim for claim in story.claims if asked is None or claim.id in asked
            }
            words = self._words(claims)
            for claim in claims.values():
                yield from _of_claim(watch, story, claim, words[claim.id])
            for question in story.disagreements:
                yield from _of_question(watch, story, question, words)
            yield from self._of_articles(watch, story, claims)

    def _stories(self, watch: Watch) -> Iterator[tuple[Story, set[str] | None]]:
        """Yield the stories a watch is about, each with its claims; None stands for all."""
        if watch.story is not None:
            found = findings.story(self._database, watch.story)
            if found:
                yield found[1], None
            return
        asked: dict[str, set[str]] = {}
        for told in search.claims(self._database, watch.words, most=MOST):
            asked.setdefault(told.story, set()).add(told.claim)
        for name, claims in asked.items():
            found = findings.story(self._database, name)
            if found:
                yield found[1], claims

    def _words(self, claims: dict[str, Claim]) -> dict[str, str]:
        texts = self._texts(claim.text[0] for claim in claims.values())
        return {
            name: " ".join(texts[article][start:stop].split())
            for name, claim in claims.items()
            for article, start, stop in (claim.text,)
        }

    def _texts(self, names: Iterator[str]) -> dict[str, str]:
        numbers = shelf.numbers(self._database, list(dict.fromkeys(names)))
        kept = shelf.load(self._database, list(numbers.values()))
        return {one.article.id: one.article.text for one in kept}

    def _of_articles(self, watch: Watch, story: Story, claims: dict[str, Claim]) -> Iterator[Alert]:
        """Tell of articles that report the claims, and were corrected or taken back."""
        names = dict.fromkeys(r.article for claim in claims.values() for r in claim.reports)
        numbers = shelf.numbers(self._database, list(names))
        for one in shelf.load(self._database, list(numbers.values())):
            article = one.article
            if article.status in _TURNED:
                yield Alert(
                    watch=watch.number, kind="article", story=story.id, about=article.id,
                    words=article.title or article.id, what=article.status,
                    key=f"article {article.id} {article.status}",
                )  # fmt: skip


def _of_claim(watch: Watch, story: Story, claim: Claim, words: str) -> Iterator[Alert]:
    def alert(kind: str, what: str, key: str) -> Alert:
        return Alert(
            watch=watch.number, kind=kind, story=story.id, about=claim.id, words=words, what=what,
            key=key,
        )  # fmt: skip

    sure = claim.independent_origins.low
    yield alert("claim", f"{sure}", f"claim {claim.id}")
    if sure > 1:
        yield alert("origins", f"{sure}", f"origins {claim.id} {sure}")
    outcome = claim.expectation.outcome if claim.expectation else ""
    if outcome in _DECIDED:
        yield alert("outcome", outcome, f"outcome {claim.id} {outcome}")


def _of_question(
    watch: Watch, story: Story, question: Question, words: dict[str, str]
) -> Iterator[Alert]:
    """Tell of what reports differ in where one of the claims is a side of it."""
    asked = sorted({name for side in question.sides for name in side.claims} & words.keys())
    if asked:
        sides = " / ".join(side.value for side in question.sides)
        yield Alert(
            watch=watch.number, kind="differs", story=story.id, about=asked[0],
            words=words[asked[0]], what=sides,
            key=f"differs {question.kind} {question.verdict} {sides} {asked[0]}",
        )  # fmt: skip
