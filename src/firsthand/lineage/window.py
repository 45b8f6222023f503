"""Articles as they come: what a new one was copied from, said at once.

What is said here is said in the light of what came before; an original that turns up late changes
it. ``Window.lineage`` gives the final word, a function of the set of articles whatever their
order. The time for an article does not grow with the copies of its text: a run of words knows its
first and its last holder only.
"""

from collections.abc import Iterable, Sequence

from firsthand.lexicon.gazetteer import Gazetteer
from firsthand.lineage import match, stemma
from firsthand.lineage.comparison import compare_bodies
from firsthand.lineage.evidence import (
    AGENCYS,
    LEAST_SHINGLES,
    SETTLED,
    Edge,
    Evidence,
    ties,
)
from firsthand.lineage.postings import Postings
from firsthand.lineage.reading import Reading, read
from firsthand.lineage.relation import judge
from firsthand.lineage.trace import Lineage
from firsthand.lineage.translation import Encoder
from firsthand.lineage.witness import Witness
from firsthand.records import COPYING, DEPENDING, Article, Descent

#: Articles that a window holds if nothing else is said: two weeks of a small collection.
LIMIT = 500_000
#: Beyond the limit so many articles more are let in before old ones go, for that takes a pass.
_SLACK = 1.25


class Window:
    """The last ``limit`` articles, and the runs of words they hold.

    An article of 400 words takes about 6 kB for its runs (see ``postings``), and its text. Not
    safe for several threads at once.
    """

    def __init__(self, *, gazetteer: Gazetteer | None = None, limit: int = LIMIT) -> None:
        self._gazetteer = gazetteer
        self._limit = limit
        self._runs = Postings()
        self._keys: list[str] = []
        self._forgotten = 0
        self._bodies: dict[bytes, str] = {}
        self._same: dict[str, str] = {}
        self._articles: dict[str, Article] = {}
        self._witnesses: dict[str, Witness] = {}
        self._component: dict[str, str] = {}
        self._agency: dict[str, str] = {}
        names = frozenset(e.name for e in gazetteer.entries) if gazetteer else frozenset()
        self._near: dict[str, list[str]] = {}
        self._evidence = Evidence(
            self._articles, self._witnesses, self._same, (), self._component, self._agency,
            frozenset(), names, self._component,
        )  # fmt: skip

    def __len__(self) -> int:
        return len(self._articles)

    @property
    def room(self) -> int:
        """Bytes that the runs of words take."""
        return self._runs.bytes

    def neighbours(self, key: str) -> set[str]:
        """Articles that were there before and that an article was found to share its text with."""
        return set(self._near.get(key, ()))

    def add(self, article: Article) -> tuple[Descent, ...]:
        """Take in one article; the links into it, as far as they are known now."""
        return self.extend([article])[0]

    def extend(self, articles: Sequence[Article]) -> list[tuple[Descent, ...]]:
        """Take in several articles in their order: the same, faster. An id must be new."""
        readings = {}
        for article in articles:
            if article.id in self._articles or article.id in readings:
                raise ValueError(f"an article with the id {article.id!r} was added before")
            readings[article.id] = read(article)
        spoken = match.spoken_runs(list(readings.values()))
        start = len(self._keys)
        self._keys += readings
        for key, reading in readings.items():
            self._enter(key, reading)
        fresh = [r if self._same[k] == k else match.without_words(r) for k, r in readings.items()]
        numbers = match.gathered(match.own_shingles(fresh, spoken), start)
        near: dict[str, list[tuple[str, int]]] = {}
        for one, other, count in match.join(self._runs, *numbers):
            if one >= self._forgotten and count >= LEAST_SHINGLES:
                near.setdefault(self._keys[other], []).append((self._keys[one], count))
        found = [tuple(self._links(key, readings, near.get(key, ()))) for key in readings]
        self._forget()
        return found

    def lineage(self, *, encoder: Encoder | None = None) -> Lineage:
        """Lineage of all articles in the window: a function of their set."""
        return Lineage(self._articles.values(), gazetteer=self._gazetteer, encoder=encoder)

    def _enter(self, key: str, reading: Reading) -> None:
        article = reading.article
        self._articles[key] = article
        self._witnesses[key] = witness = Witness(article, self._gazetteer)
        self._component[key] = key
        words = match.body_key(reading)
        self._same[key] = self._bodies.setdefault(words, key) if words else key
        if witness.credited:
            self._agency[key] = witness.credited[0]

    def _links(
        self, key: str, readings: dict[str, Reading], near: Iterable[tuple[str, int]]
    ) -> Iterable[Descent]:
        first = self._same[key]
        if first != key and first in self._articles:
            self._follow(key, first, whole=True)
            self._near[key] = [first]
            return stemma.into_twin(self._evidence, key, first)
        edges = []
        for other, _ in near:
            edge = self._edge(key, other, readings)
            if edge.relation in DEPENDING:
                edges.append(edge)
                self._near.setdefault(key, []).append(other)
                self._follow(
                    key, other, whole=edge.relation in COPYING and edge.coverage(key) >= AGENCYS
                )
            if edge.relation in COPYING and edge.coverage(key) >= SETTLED:
                break
        return stemma.links_into(self._evidence, key, edges)

    def _edge(self, key: str, other: str, readings: dict[str, Reading]) -> Edge:
        a, b = sorted((key, other))
        one, two = (readings.get(k) or read(self._articles[k]) for k in (a, b))
        shared = compare_bodies(one, two)
        return Edge(a, b, shared, *judge(shared, ties(self._witnesses[a], self._witnesses[b])))

    def _follow(self, key: str, other: str, *, whole: bool) -> None:
        """Put an article into the component of another; if it is that text, it has its agency."""
        self._component[key] = self._component[other]
        if whole and other in self._agency and not self._witnesses[key].helped:
            self._agency.setdefault(key, self._agency[other])

    def _forget(self) -> None:
        """Let the oldest articles go, once there are too many."""
        if len(self._articles) <= self._limit * _SLACK:
            return
        cut = len(self._keys) - self._limit
        self._runs.forget(cut)
        for key in self._keys[self._forgotten : cut]:
            for known in (
                self._articles, self._witnesses, self._component, self._agency, self._near
            ):  # fmt: skip
                known.pop(key, None)
            self._same.pop(key, None)
        self._bodies = {k: v for k, v in self._bodies.items() if v in self._articles}
        self._forgotten = cut
