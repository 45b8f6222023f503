"""Placing of articles into stories: which of them tell of the same event.

Online and in the order given: an article joins the story it is most like, or begins one; when a
story has become like another, the two are merged and the merge is recorded. Nothing but the text
(and the days of publication, where known) is looked at. A story's likeness to an article is the
average over all its members in the article's language, held in sums, blended with the nearest of
its newest members; the stories to compare with are found by rare words. Where a story is told in
other languages, vectors and names decide (``abroad``). So the cost of an article depends neither on
the number of stories nor on their size.

What words are worth is learned on the way. At certain numbers of articles all that was placed is
weighed anew and grouped at once (which costs a constant share in the long run), until enough is
known: first guesses made when little was known are taken back, and every move is recorded. The
numbers are counted from the first article, so it does not matter in what batches articles come.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence

from firsthand.records import Article, Story
from firsthand.stories import abroad, scarcity
from firsthand.stories.explanation import Abroad, Aside, Explanation, Joined, Moved, Nearest, shared
from firsthand.stories.features import Days, Features, read
from firsthand.stories.gathering import Gathering, apart, distance
from firsthand.stories.headline import choose
from firsthand.stories.meaning import Encoder, Meanings, Neighbour
from firsthand.stories.rarity import Rarity
from firsthand.stories.regroup import agglomerate, inherit, new_id
from firsthand.stories.relation import relate
from firsthand.stories.second import Second, Side, find
from firsthand.stories.stock import Stock
from firsthand.stories.strand import Strand, agreement, alone
from firsthand.stories.vector import Vector, Words, weigh

#: least likeness by which an article joins a story, or two stories merge. Chosen on the open sets:
#: from .18 to .23 the B3 F1 of the mixed stream stays within .003
JOIN = 0.21
#: share that counts against a likeness of what it owes to few words while no article is known, and
#: the articles from which on none does: how telling one word is, is a guess until then. One-sentence
#: reports from one town come to .33 by its name alone, those of one event to .27 by many words
DOUBT, KNOWN = 0.56, 32
#: the same where all is grouped anew, on averages alone; the fewer articles are known, the less
#: is known of words and the more is asked. Chosen there, too: .15 to .17 within .005 of B3 F1 on the
#: mixed stream; below .18 with what is added two events of a kind join among a dozen articles
REGROUP, REGROUP_MORE = 0.16, 0.3
#: share of JOIN that a story must reach before a merge with it is looked into
LOOK = 0.6
#: before that many articles are known, words alone say too little; then all are placed anew by them
FEW = 3
#: numbers of articles at which all is weighed and grouped anew: 8, 12, 16, 24... Twice as many as
#: the powers of two alone moved the mixed stream from .858 to .866. After the last one words are
#: known well enough
RENEWALS = (
    frozenset(2**power for power in range(3, 13)) | {3 * 2**power for power in range(2, 11)} | {FEW}
)
#: up to that many articles a renewal asks of all of them again whether they tell of a second event,
#: for the other one may have come later; of more only of those that do
ASKED_AGAIN = 64


class Placer:
    """Places articles one by one and keeps the stories."""

    def __init__(self, *, encoder: Encoder | None = None) -> None:
        self._encoder = encoder
        #: whether too few articles are known for their words to decide
        self._few = encoder is not None
        self._clear()
        #: ids that stories have or had
        self._ids: set[str] = set()
        #: merges as articles came in; what moved when all was grouped anew
        self.merges: list[Joined] = []
        self.moves: list[Moved] = []

    def _clear(self) -> None:
        self._meanings = Meanings(self._encoder) if self._encoder else None
        self._rarity = Rarity()
        self._stock = Stock()
        self._articles: dict[str, Article] = {}
        #: article -> its parts that tell of other articles' events, if it has any. Where both have
        #: come together since, they tell of one event after all
        self.seconds: dict[str, list[Second]] = {}
        #: features of all articles, as long as they will be weighed anew
        self._features: dict[str, Features] = {}

    def place(self, article: Article) -> str:
        """Place ``article`` and return its story's id; an id placed before stays where it is.

        A merge or a new grouping may later move it: ``stories`` tells where it stands in the end.
        """
        if article.id in self._articles:
            return self._stock.of(article.id).id
        features = read(article)
        vector = weigh(features, self._rarity)
        ranked = self._rank(article, vector, features)
        story = self._choose(article, vector, features.days, ranked)
        own = Side(story.number, story.strands.get(article.language, Strand()))
        if self._look_for_second(article, features, own, [other for _, other in ranked]):
            features = self._read(article)
            vector = weigh(features, self._rarity)
        self._stock.put(story, article.id, vector, features.days, article.language)
        self._rarity.learn(features.counts, len(story.articles))
        if self._meanings:
            self._meanings.note(story.number, article)
        self._articles[article.id] = article
        if not self._few:
            near = (other for score, other in ranked if score >= LOOK * JOIN)
            story = self._merge(story, (one for one in near if one is not story), article.id)
        self._unite(story, article.id)
        self._remember(article.id, features)
        return self._stock.of(article.id).id

    def stories(self) -> list[Story]:
        """All stories, the one begun first first, each with headline and related stories."""
        return [self._shown(story) for story in self._stock.stories.values()]

    def story(self, article_id: str) -> Story:
        """The story in which an article stands now. Raises KeyError for one never placed."""
        return self._shown(self._stock.of(article_id))

    def groups(self) -> dict[str, tuple[str, ...]]:
        """Articles of all stories by the stories' ids: their matter without what it costs to show."""
        return {story.id: tuple(story.articles) for story in self._stock.stories.values()}

    def _shown(self, story: Gathering) -> Story:
        return Story(
            id=story.id,
            articles=tuple(story.articles),
            title=self._title(story),
            related=relate(story, self._stock.near(story.weightiest())),
        )

    def _title(self, story: Gathering) -> tuple[str, str]:
        return choose([(self._articles[i], v) for i, v in story.kept], story.whole.total)

    def explain(self, article_id: str) -> Explanation:
        """Say why an article stands where it stands. Raises KeyError for one never placed."""
        story = self._stock.of(article_id)
        article = self._articles[article_id]
        features = self._read(article)
        vector = weigh(features, self._rarity)
        others = self._without(story, article_id)
        ranked = self._rank(article, vector, features)
        ranked = [pair for pair in ranked if pair[1] is not story]
        names, words, numbers = shared(features, vector.words, others.whole.total)
        alone = not others.articles
        return Explanation(
            article=article_id,
            story=story.id,
            likeness=None if alone else self._likeness(others, article, vector, features),
            needed=JOIN,
            names=names,
            words=words,
            numbers=numbers,
            days_apart=apart(features.days, others.days),
            nearest=self._nearest(*ranked[0]) if ranked else None,
            merges=tuple(merge for merge in self.merges if merge.kept == story.id),
            seconds=tuple(self._asides(article)),
            moves=tuple(move for move in self.moves if move.article == article_id),
            abroad=self._seen_abroad(article, vector, story),
        )

    def _nearest(self, likeness: float, story: Gathering) -> Nearest:
        return Nearest(story.id, likeness, self._title(story)[1])

    def _asides(self, article: Article) -> Iterator[Aside]:
        for one in self.seconds.get(article.id, ()):
            story = self._stock.of(one.other)
            if story is not self._stock.of(article.id):
                words = article.text[one.start : one.stop]
                yield Aside(words, story.id, self._title(story)[1])

    def _seen_abroad(self, article: Article, vector: Vector, story: Gathering) -> Abroad | None:
        near = self._meanings.near(article) if self._meanings else []
        cosines = [one.cosine for one in near if one.story == story.number]
        if not cosines:
            return None
        ours, whole = alone(vector), story.whole
        names = dict.fromkeys(name for name in whole.core() if name in vector.words)
        names |= dict.fromkeys(name for name in ours.core() if name in whole.total)
        nearness = max(cosines) + abroad.NAMES_WEIGHT * agreement(ours, whole)
        return Abroad(nearness=nearness, names=tuple(names))

    def _without(self, story: Gathering, article_id: str) -> Gathering:
        others = Gathering(story.number, story.id)
        for other in story.articles:
            if other != article_id:
                article = self._articles[other]
                features = self._read(article)
                vector = weigh(features, self._rarity)
                others.take(other, vector, features.days, article.language)
        return others

    # ---------------------------------------------------------------- one article

    def _rank(
        self, article: Article, vector: Vector, features: Features
    ) -> list[tuple[float, Gathering]]:
        """Stories that come near to an article with their likeness, the nearest first."""
        near = self._stock.near(vector.words)
        ranked = [(self._likeness(story, article, vector, features), story) for story in near]
        return sorted(ranked, key=lambda pair: (-pair[0], pair[1].number))

    def _likeness(
        self, story: Gathering, article: Article, vector: Vector, features: Features
    ) -> float:
        """How much an article is about what a story is about."""
        margins = self._margins(story, article, features) if self._few else []
        if margins:
            return JOIN + math.fsum(margins) / len(margins)
        return story.likeness(vector, features.days, article.language, self._doubt())

    def _doubt(self) -> float:
        """How much counts now against a likeness that rests on few words."""
        return DOUBT * max(0.0, 1.0 - len(self._articles) / KNOWN)

    def _margins(self, story: Gathering, article: Article, features: Features) -> list[float]:
        """How far an article is above what is asked, for each member that can be compared."""
        assert self._meanings is not None
        members = (self._articles[name] for name in story.articles if article.title)
        return [
            scarcity.margin(
                self._meanings.cosine(article, member),
                scarcity.titled(features, self._features[member.id], self._rarity),
            )
            for member in members
            if member.title and member.language == article.language and member.id != article.id
        ]

    def _choose(
        self,
        article: Article,
        vector: Vector,
        days: Days | None,
        ranked: Sequence[tuple[float, Gathering]],
    ) -> Gathering:
        """The story that an article joins: by its words, by what is told abroad, or a new one."""
        if ranked and ranked[0][0] >= JOIN:
            return ranked[0][1]
        near = self._meanings.near(article) if self._meanings else []
        found = self._found_abroad(near, alone(vector), days)
        if found and article.language not in found[0].strands:
            return found[0]
        story = self._stock.begin(new_id(article.id, self._ids))
        self._ids.add(story.id)
        return story

    def _found_abroad(
        self, near: Sequence[Neighbour], strand: Strand, days: Days | None
    ) -> tuple[Gathering, float] | None:
        """The story among ``near`` that tells of the same as ``strand``, and how near it is."""
        stories = self._stock.stories
        found = abroad.choose(
            near,
            lambda number: agreement(strand, stories[number].whole),
            lambda number: distance(days, stories[number].days),
        )
        return (stories[found[0]], found[1]) if found else None

    def _merge(self, story: Gathering, rivals: Iterable[Gathering], article: str) -> Gathering:
        """Merge ``story`` with what it became like; the one begun first keeps its id."""
        waiting = {rival.number: rival for rival in rivals}
        while waiting:
            likeness, number = max(
                (story.kinship(rival, doubt=self._doubt()), -n) for n, rival in waiting.items()
            )
            if likeness < JOIN:
                break
            story = self._join(story, waiting.pop(-number), likeness, article)
        return story

    def _unite(self, story: Gathering, article: str) -> None:
        """Merge ``story`` with what tells of the same in languages that it has not."""
        while self._meanings and (found := self._kin(story, self._meanings)):
            story = self._join(story, *found, article)

    def _kin(self, story: Gathering, meanings: Meanings) -> tuple[Gathering, float] | None:
        near = meanings.kin(story.number, sorted(story.strands))
        found = self._found_abroad(near, story.whole, story.days)
        # where both have members in one language, their words have decided
        return found if found and not story.strands.keys() & found[0].strands.keys() else None

    def _join(self, a: Gathering, b: Gathering, likeness: float, article: str) -> Gathering:
        """Make two stories one and record it; returns the one begun first."""
        kept, absorbed = sorted((a, b), key=lambda one: one.number)
        self._stock.join(kept, absorbed)
        if self._meanings:
            self._meanings.move(absorbed.number, kept.number)
        self.merges.append(
            Joined(kept=kept.id, absorbed=absorbed.id, article=article, likeness=likeness)
        )
        return kept

    def _look_for_second(
        self, article: Article, features: Features, own: Side, ranked: Iterable[Gathering]
    ) -> bool:
        """Note which parts of an article tell of other events than its own; whether any does."""

        def near(words: Words) -> Iterable[Gathering]:
            return {one.number: one for one in (*ranked, *self._stock.near(words))}.values()

        found = find(article, features, self._rarity, own, near)
        if found:
            self.seconds[article.id] = found
        else:
            self.seconds.pop(article.id, None)
        return bool(found)

    def _read(self, article: Article) -> Features:
        """Features by which an article counts: of what it tells of its own event."""
        return read(article, [(one.start, one.stop) for one in self.seconds.get(article.id, ())])

    # ---------------------------------------------------------------- all anew

    def _remember(self, article_id: str, features: Features) -> None:
        """Keep ``features`` while they may be needed, and group all anew when it is time."""
        if len(self._articles) > max(RENEWALS):
            self._features.clear()
            return
        self._features[article_id] = features
        if len(self._articles) == FEW:
            self._settle()
        elif len(self._articles) in RENEWALS:
            self._renew()

    def _settle(self) -> None:
        """Place the first articles anew, by words: by now there is something to compare with."""
        if not self._few:
            return
        before, made = self._stock.places(), len(self.merges)
        articles, self._few = list(self._articles.values()), False
        self._clear()
        for article in articles:
            self.place(article)
        self._carry_on(before, made)

    def _carry_on(self, before: Mapping[str, str], made: int) -> None:
        """Give stories made anew the ids of those before them; only the moves are told."""
        # what was joined on the way had no ids yet; the moves tell the same
        del self.merges[made:]
        inherit(self._stock.stories, before, self._ids)
        for article, old in before.items():
            new = self._stock.of(article).id
            if new != old:
                self.moves.append(Moved(article=article, before=old, after=new))

    def _renew(self) -> None:
        """Weigh all that was placed by what is known of words now, and group it at once."""
        before, made = self._stock.places(), len(self.merges)
        self._stock = Stock()
        for name, article in self._articles.items():
            features = self._features[name]
            vector = weigh(features, self._rarity)
            self._stock.put(self._stock.begin(name), name, vector, features.days, article.language)
        self._unite_all(name)
        least = REGROUP + REGROUP_MORE / len(self._articles)
        agglomerate(self._stock.stories, self._stock.window, least, self._doubt())
        self._stock.refile()
        self._unite_all(name)
        self._carry_on(before, made)
        self._look_again()

    def _look_again(self) -> None:
        """Ask again which articles tell of a second event."""
        asked = list(self._articles if len(self._articles) <= ASKED_AGAIN else self.seconds)
        for name in asked:
            article, story = self._articles[name], self._stock.of(name)
            vector = weigh(self._features[name], self._rarity)
            own = Side(story.number, story.strands[article.language], vector)
            whole = read(article) if name in self.seconds else self._features[name]
            told = self._look_for_second(article, whole, own, self._stock.near(vector.words))
            self._features[name] = self._read(article) if told else whole

    def _unite_all(self, last: str) -> None:
        """Merge all stories with what tells of the same in other languages."""
        homes = self._stock.settle(self._articles)
        if self._meanings:
            self._meanings.regroup(homes)
            stories = self._stock.stories
            for number in list(stories):
                if number in stories:
                    self._unite(stories[number], last)
            self._stock.settle(self._articles)


def group(articles: Iterable[Article], *, encoder: Encoder | None = None) -> list[Story]:
    """Group ``articles`` by event, online in the order given; the final grouping after merges.

    ``encoder`` is optional; without it words decide alone, and reports of one event in two
    languages meet only by their names and numbers.
    """
    return placed(articles, encoder=encoder).stories()


def placed(articles: Iterable[Article], *, encoder: Encoder | None = None) -> Placer:
    """A placer that has placed ``articles``, as for ``group``."""
    placer = Placer(encoder=encoder)
    for article in articles:
        placer.place(article)
    return placer
