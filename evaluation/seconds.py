"""Articles of two events: put together from articles of labelled ones, and real ones beside them.

Of each event with enough articles one is held back, the others are placed as one stream; then come
articles put together from those that were held back: two halves, a whole with the beginning of another
at its end, the beginnings of four.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

from evaluation import shared, stories
from evaluation.grouping import Stories
from evaluation.measures import Labelled, Measure
from firsthand.records import Article
from firsthand.stories import place

#: articles that are put together: as many as there can be if no text is used twice
MADE = 60
#: an article is held back where its event has so many, and it so many words and lines
LEAST_ARTICLES, LEAST_WORDS, LEAST_LINES = 3, 150, 6
#: lines of a beginning
LINES = 3

#: event -> an article of it that is not in the stream
Held = Mapping[str, Article]
Made = tuple[frozenset[str], Article]


class Seconds(Labelled):
    """Whether parts that tell of another event are found, and left alone where there are none."""

    name = "stories-two-events"
    unit = "articles"
    needs = ("firsthand.stories.place:placed",)
    measures = (
        Measure("told", "", held=True),
        Measure("of these right", "", held=True),
        Measure("real ones left alone", "", held=True),
    )

    def files(self) -> list[Path]:
        return Stories(self.data).files()

    def units(self) -> list[str]:
        real = [row["id"] for path in self.files() for row in shared.rows(path)]
        return [*map(_name, range(MADE)), *real]

    def predict(self) -> Any:
        """Article -> for each part that is told of another event, whether it is of that."""
        return tell(stories.labelled(self.data), Random(5))  # noqa: S311 -- which are drawn is to be the same each time

    def score(self, answer: Mapping[str, list[bool]], kept: Collection[str]) -> Mapping[str, float]:
        made = [answer.get(_name(number), []) for number in range(MADE) if _name(number) in kept]
        real = [name for name in kept if not name.startswith("made/")]
        parts = [right for found in made for right in found]
        return {
            "told": sum(any(found) for found in made) / max(1, len(made)),
            "of these right": sum(parts) / max(1, len(parts)),
            "real ones left alone": sum(name not in answer for name in real) / max(1, len(real)),
        }

    def misses(self, answer: Mapping[str, list[bool]]) -> Iterable[str]:
        return (f"{name}\t{found}" for name, found in answer.items() if not all(found))


def tell(labelled: Iterable[tuple[str, Article]], random: Random) -> dict[str, list[bool]]:
    """Place a stream and what is put together from it; see ``Seconds.predict``."""
    labelled = list(labelled)
    held = _held(labelled, random)
    apart = {article.id for article in held.values()}
    names = random.sample(sorted(held), len(held))
    made = [_made(number, names, held) for number in range(min(MADE, 3 * len(names) // 8))]
    stream = [article for _, article in labelled if article.id not in apart]
    placer = place.placed(stream)
    event_of = {article.id: event for event, article in labelled}
    found: dict[str, list[bool]] = {name: [False] for name in placer.seconds}
    for events, article in made:
        placer.place(article)
        told = (placer.story(one.other) for one in placer.seconds.get(article.id, ()))
        found[article.id] = [_event(story.articles, event_of) in events for story in told]
    return {name: parts for name, parts in found.items() if parts}


def _event(articles: Iterable[str], event_of: Mapping[str, str]) -> str:
    """The event of most of a story."""
    counted = Counter(event_of[one] for one in articles if one in event_of)
    return max(counted, key=counted.__getitem__, default="")


def _held(labelled: Iterable[tuple[str, Article]], random: Random) -> Held:
    events: dict[str, list[Article]] = defaultdict(list)
    for event, article in labelled:
        events[event].append(article)
    long = {
        event: [article for article in articles if _is_long(article)]
        for event, articles in events.items()
        if len(articles) >= LEAST_ARTICLES
    }
    return {event: random.choice(articles) for event, articles in long.items() if articles}


def _is_long(article: Article) -> bool:
    return len(article.text.split()) > LEAST_WORDS and len(_lines(article)) > LEAST_LINES


def _lines(article: Article) -> list[str]:
    return [line for line in article.text.split("\n") if line.strip()]


def _made(number: int, left: list[str], held: Held) -> Made:
    """Put an article together of events that are ``left``, and name these."""
    names = [left.pop() for _ in range(4 if number % 3 == 2 else 2)]
    texts = [_lines(held[name]) for name in names]
    first, second = texts[:2]
    if number % 3 == 0:
        lines = first[: len(first) // 2] + second[: len(second) // 2]
    elif number % 3 == 1:
        lines = first + second[: max(LINES, len(second) // 5)]
    else:
        lines = [line for text in texts for line in text[:LINES]]
    text = "\n".join(lines)
    article = replace(held[names[0]], id=_name(number), text=text, parts=(), url=None)
    return frozenset(names), article


def _name(number: int) -> str:
    return f"made/{number}"
