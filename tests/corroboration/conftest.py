"""Made-up stories, told in sentences that stand for one report each."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from firsthand.claims import propositions
from firsthand.corroboration.context import Context, prepare
from firsthand.corroboration.story import corroborate, gather
from firsthand.lexicon import wordings
from firsthand.records import (
    Article,
    Moment,
    Outlet,
    Published,
    Range,
    Report,
    Sentence,
    Stemma,
    Story,
    Voice,
)  # fmt: skip
from firsthand.text import numbers


@dataclass
class Newsroom:
    """Collects reports; each sentence of an article is one."""

    parser: object
    articles: dict[str, Article] = field(default_factory=dict)
    reports: list[Report] = field(default_factory=list)

    def publish(self, name: str, *sentences: str, day: int = 1) -> list[Report]:
        text = "\n".join(sentences)
        at = datetime(2031, 5, day, tzinfo=UTC)
        published = Published(
            value=at.date().isoformat(),
            earliest=at,
            latest=at + timedelta(hours=23),
            origin="metadata",
        )
        self.articles[name] = Article(
            id=name,
            source=name,
            text=text,
            outlet=Outlet(name=name),
            published=published,
            language="en",
        )
        made = [self._report(name, text, sentence) for sentence in sentences]
        self.reports += made
        return made

    def _report(self, name: str, text: str, sentence: str) -> Report:
        start = text.index(sentence)
        stop = start + len(sentence)
        parsed = Sentence(
            start=start, stop=stop, text=sentence, tokens=self.parser.parse([sentence])[0]
        )
        return Report(
            article=name, start=start, stop=stop, quote=False, chain=(), stance="certain",
            stance_words=(), firsthand=False, times=self._times(text, start, stop),
            values=tuple(numbers.find(text, start, stop)),
            proposition=propositions.read(parsed, start, stop),
        )  # fmt: skip

    def _times(self, text: str, start: int, stop: int) -> tuple[Moment, ...]:
        days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
        found = []
        for offset, day in enumerate(days):
            place = text.find(day, start, stop)
            if place >= 0:
                at = datetime(2031, 5, 5 + offset, tzinfo=UTC)
                found.append(
                    Moment(
                        start=place, stop=place + len(day), text=day, value=at.date().isoformat(),
                        earliest=at, latest=at + timedelta(hours=23),
                    )
                )  # fmt: skip
        return tuple(found)

    def context(self) -> Context:
        return prepare(self.reports, self.articles, wordings.load())

    def corroborate(
        self, stemma: Stemma = Stemma(), high: int | None = None, encode=None, acts=()  # noqa: B008 -- frozen
    ) -> Story:  # fmt: skip
        story = Story(id="s", articles=tuple(self.articles), title=("", ""))
        counted = Range(low=1, high=high or len(self.articles))
        reports, context = gather(self.reports, self.articles, stemma, wordings.load())
        return corroborate(
            story, reports, context, self.articles, stemma, counted, encode=encode, acts=acts
        )


@pytest.fixture
def newsroom(english):
    return Newsroom(english)


@pytest.fixture
def says():
    def voice(name: str, kind: str = "person", *, anonymous: bool = False) -> Voice:
        return Voice(name=name, kind=kind, anonymous=anonymous)

    return voice
