"""Placing of articles into stories: which of them tell of the same event.

Online and in the order given: an article joins the story it is most like, or begins one; when a
story has become like another, the two are merged and the merge is recorded. Nothing but the text
(and the days of publication, where known) is looked at. A story's likeness to an article is the
average over all its members, held in sums, blended with the nearest of its newest members; the
stories to compare with are found by rare words. So the cost of an article depends neither on the
number of stories nor on their size.

What words are worth is learned on the way. Each time the number of articles has doubled, all that
was placed is weighed anew (which costs a constant share in the long run), until enough is known.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2s

from firsthand.records import Article, Story
from firsthand.stories.features import Features, read
from firsthand.stories.gathering import Days, Gathering, apart
from firsthand.stories.headline import choose
from firsthand.stories.meaning import SAME_EVENT, Encoder, Meanings
from firsthand.stories.rarity import Rarity
from firsthand.stories.relation import relate
from firsthand.stories.vector import Vector, Words, weigh
from firsthand.stories.window import Window

#: least likeness by which an article joins a story, or two stories merge. Chosen on the open sets:
#: from .21 to .24 the B3 F1 of the mixed stream stays within .01, below that precision falls
JOIN = 0.23
#: share of JOIN that a story must reach before a merge with it is looked into
LOOK = 0.6
#: numbers of articles at which all is weighed anew; after the last one words are known well enough
RENEWALS = frozenset(2**power for power in range(3, 14))
#: shared words shown by an explanation
SHOWN_WORDS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """Two stories that became one."""

    kept: str
    absorbed: str
    #: the article whose arrival made them alike
    article: str
    likeness: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why an article stands in its story."""

    article: str
    story: str
    #: likeness to the other members (None for a story of one) and what was asked for
    likeness: float | None
    needed: float
    names: tuple[str, ...]
    words: tuple[str, ...]
    numbers: tuple[str, ...]
    #: days of publication that lie between it and the others, None where not known
    days_apart: float | None
    #: the nearest other story and the likeness to it
    nearest: tuple[str, float] | None
    merges: tuple[Joined, ...]

    def reasons(self) -> tuple[str, ...]:
        """The same in words, the weightiest first."""
        said = []
        if self.likeness is None:
            said.append("it is the only article of its story")
        else:
            said.append(
                f"likeness {self.likeness:.2f} to the other articles, {self.needed:.2f} needed"
            )
        shared = (("names", self.names), ("words", self.words), ("numbers", self.numbers))
        said.extend(f"shared {kind}: {', '.join(words)}" for kind, words in shared if words)
        if self.days_apart is not None:
            said.append(f"{self.days_apart:.0f} days from the others")
        if self.nearest is not None:
            said.append(f"nearest other story: {self.nearest[0]}, likeness {self.nearest[1]:.2f}")
        return tuple(said)


class Placer:
    """Places articles one by one and keeps the stories."""

    def __init__(self, *, encoder: Encoder | None = None) -> None:
        self._meanings = Meanings(encoder) if encoder else None
        self._rarity = Rarity()
        self._window = Window()
        self._stories: dict[int, Gathering] = {}
        self._moved: dict[int, int] = {}
        self._articles: dict[str, Article] = {}
        self._number: dict[str, int] = {}
        #: features of all articles, as long as they will be weighed anew
        self._features: dict[str, Features] = {}
        self.merges: list[Joined] = []

    def place(self, article: Article) -> str:
        """Place ``article`` and return its story's id; an id placed before stays where it is.

        A merge may later move it: ``stories`` tells where it stands in the end.
        """
        if article.id in self._articles:
            return self._story_of(article.id).id
        features = read(article)
        vector = weigh(features, self._rarity)
        ranked = self._rank(article, vector, features.days)
        if ranked and ranked[0][0] >= JOIN:
            story = ranked[0][1]
        else:
            number = len(self._articles)
            story = self._stories[number] = Gathering(number, _story_id(article.id))
        story.take(article.id, vector, features.days)
        self._rarity.learn(features.counts, len(story.articles))
        self._window.note(story.number, vector.words)
        if self._meanings:
            self._meanings.note(story.number, article)
        self._articles[article.id] = article
        self._number[article.id] = story.number
        rivals = [other for score, other in ranked if other is not story and score >= LOOK * JOIN]
        story = self._merge(story, rivals, article.id)
        self._remember(article.id, features)
        return self._story_of(article.id).id

    def stories(self) -> list[Story]:
        """All stories, the one begun first first, each with headline and related stories."""
        related = relate(self._stories, self._window)
        return [
            Story(
                id=story.id,
                articles=tuple(story.articles),
                title=choose([(self._articles[i], v) for i, v in story.kept], story.total),
                related=related.get(story.number, ()),
            )
            for story in self._stories.values()
        ]

    def explain(self, article_id: str) -> Explanation:
        """Say why an article stands where it stands. Raises KeyError for one never placed."""
        story = self._story_of(article_id)
        features = read(self._articles[article_id])
        vector = weigh(features, self._rarity)
        others = self._without(story, article_id)
        article = self._articles[article_id]
        ranked = self._rank(article, vector, features.days)
        ranked = [pair for pair in ranked if pair[1] is not story]
        names, words, numbers = _shared(features, vector.words, others.total)
        return Explanation(
            article=article_id,
            story=story.id,
            likeness=others.likeness(vector, features.days) if others.articles else None,
            needed=JOIN,
            names=names,
            words=words,
            numbers=numbers,
            days_apart=apart(features.days, others.days),
            nearest=(ranked[0][1].id, ranked[0][0]) if ranked else None,
            merges=tuple(merge for merge in self.merges if merge.kept == story.id),
        )

    def _without(self, story: Gathering, article_id: str) -> Gathering:
        others = Gathering(story.number, story.id)
        for other in story.articles:
            if other != article_id:
                features = read(self._articles[other])
                others.take(other, weigh(features, self._rarity), features.days)
        return others

    def _rank(self, article: Article, vector: Vector, days: Days) -> list[tuple[float, Gathering]]:
        """Stories that come near to an article with their likeness, the nearest first."""
        foreign = self._meanings.near(article) if self._meanings else {}
        scores = {number: JOIN + cosine - SAME_EVENT for number, cosine in foreign.items()}
        for number in self._window.near(vector.words):
            likeness = self._stories[number].likeness(vector, days)
            scores[number] = max(likeness, scores.get(number, likeness))
        ranked = sorted(scores, key=lambda number: (-scores[number], number))
        return [(scores[number], self._stories[number]) for number in ranked]

    def _merge(self, story: Gathering, rivals: Iterable[Gathering], article: str) -> Gathering:
        """Merge ``story`` with what it became like; the one begun first keeps its id."""
        waiting = {rival.number: rival for rival in rivals}
        while waiting:
            likeness, number = max((story.kinship(rival), -n) for n, rival in waiting.items())
            if likeness < JOIN:
                break
            kept, absorbed = sorted((story, waiting.pop(-number)), key=lambda one: one.number)
            kept.absorb(absorbed)
            self._window.forget(absorbed.number, absorbed.total)
            self._window.note(kept.number, absorbed.total)
            del self._stories[absorbed.number]
            self._moved[absorbed.number] = kept.number
            if self._meanings:
                self._meanings.move(absorbed.number, kept.number)
            self.merges.append(
                Joined(kept=kept.id, absorbed=absorbed.id, article=article, likeness=likeness)
            )
            story = kept
        return story

    def _remember(self, article_id: str, features: Features) -> None:
        """Keep ``features`` while they may be needed, and weigh all anew when it is time."""
        if len(self._articles) > max(RENEWALS):
            self._features.clear()
            return
        self._features[article_id] = features
        if len(self._articles) in RENEWALS:
            self._renew()

    def _renew(self) -> None:
        """Weigh all that was placed by what is known of words now, and merge what became alike."""
        self._window = Window()
        for number, story in list(self._stories.items()):
            fresh = Gathering(number, story.id)
            for article in story.articles:
                features = self._features[article]
                fresh.take(article, weigh(features, self._rarity), features.days)
            self._stories[number] = fresh
            self._window.note(number, fresh.total)
        for number in list(self._stories):
            if number in self._stories:
                story = self._stories[number]
                near = self._window.near(story.weightiest())
                rivals = [self._stories[other] for other in near if other != number]
                self._merge(story, rivals, story.articles[-1])

    def _story_of(self, article_id: str) -> Gathering:
        number = self._number[article_id]
        while number in self._moved:
            number = self._moved[number]
        return self._stories[number]


def group(articles: Sequence[Article], *, encoder: Encoder | None = None) -> list[Story]:
    """Group ``articles`` by event, online in the order given; the final grouping after merges.

    ``encoder`` is optional; without it words decide alone, and reports of one event in two
    languages meet only by their names and numbers.
    """
    placer = Placer(encoder=encoder)
    for article in articles:
        placer.place(article)
    return placer.stories()


def _story_id(article_id: str) -> str:
    name = article_id.encode("utf-8", "surrogatepass")
    return "story-" + blake2s(name, digest_size=6).hexdigest()


def _shared(
    features: Features, words: Words, total: Words
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Shared (names, words, numbers), the ones that weigh most first."""
    weights = {word: weight * total[word] for word, weight in words.items() if word in total}
    ranked = sorted(weights, key=lambda word: (-weights[word], word))
    kinds: tuple[list[str], list[str], list[str]] = ([], [], [])
    for word in ranked:
        kind = 2 if word in features.numbers else 0 if word in features.names else 1
        kinds[kind].append(word)
    names, plain, numbers = (tuple(kind[:SHOWN_WORDS]) for kind in kinds)
    return names, plain, numbers
