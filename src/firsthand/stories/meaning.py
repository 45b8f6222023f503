"""Stories across languages: what words cannot compare, sentence vectors and names can.

Within a language words tell events apart about as well alone as with vectors: added with a small
weight they moved the labelled story sets by -.02 to +.01, with a larger one mostly down. So vectors
are asked only where the languages differ; and as long as all articles are in one language, nothing
is encoded at all.
"""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from firsthand.records import Article
from firsthand.stories.features import opening

#: stories in one language that are kept for comparison, the ones used last
KEPT = 4_096
#: stories in other languages that are looked at more closely, the nearest by their vectors
LOOKED_AT = 12
#: language of a text that was not recognised; it compares by words alone
UNKNOWN = "und"


class Encoder(Protocol):
    """Turns texts into unit vectors, one row each."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]: ...


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A story's members in one language, and how near their middle lies."""

    story: int
    language: str
    #: cosine to the middle, -1 to 1
    cosine: float


class Meanings:
    """Sums of the members' vectors, by story and language."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        #: articles with their stories that wait until a second language is met
        self._waiting: list[tuple[int, Article]] = []
        self._languages: set[str] = set()
        #: (story, language) -> row, the one used last last
        self._rows: OrderedDict[tuple[int, str], int] = OrderedDict()
        self._sums: NDArray[Any] | None = None
        self._lengths = np.zeros(KEPT)
        #: row -> story (-1 for none) and number of its language; the numbers and the languages
        self._stories = np.full(KEPT, -1)
        self._tongues = np.full(KEPT, -1)
        self._codes: dict[str, int] = {}
        self._names: list[str] = []
        #: article -> its language and vector, the last ones
        self._vectors: OrderedDict[str, tuple[str, NDArray[Any]]] = OrderedDict()

    def near(self, article: Article) -> list[Neighbour]:
        """Stories with members in other languages, the nearest first."""
        if article.language == UNKNOWN or not self._languages - {article.language}:
            return []
        self._catch_up()
        return self._nearest(self._vector(article), article.language)

    def cosine(self, a: Article, b: Article) -> float:
        """Cosine of two articles, -1 to 1."""
        return float(self._vector(a) @ self._vector(b))

    def kin(self, story: int, languages: Sequence[str]) -> list[Neighbour]:
        """Stories near to a story, by its members in each of ``languages``."""
        if len(self._languages) < 2 or self._sums is None:
            return []
        found: list[Neighbour] = []
        for language in languages:
            row = self._rows.get((story, language))
            if row is not None:
                middle = self._sums[row] / max(self._lengths[row], 1e-9)
                found += self._nearest(middle, language, story)
        return sorted(found, key=lambda one: (-one.cosine, one.story, one.language))

    def note(self, story: int, article: Article) -> None:
        """Note that ``article`` is a member of ``story``."""
        if article.language == UNKNOWN:
            return
        self._languages.add(article.language)
        self._waiting.append((story, article))
        self._waiting = self._waiting[-KEPT:]
        if len(self._languages) > 1:
            self._catch_up()

    def move(self, absorbed: int, kept: int) -> None:
        """Give all of the story ``absorbed`` to ``kept``."""
        self._waiting = [(kept if n == absorbed else n, a) for n, a in self._waiting]
        for language in sorted(self._languages):
            row = self._rows.get((absorbed, language))
            if row is not None and self._sums is not None:
                vector = self._sums[row].copy()
                self._drop((absorbed, language))
                self._add((kept, language), vector)

    def regroup(self, stories: Mapping[str, int]) -> None:
        """Take articles to be in these stories (article -> story) and in no other."""
        self._waiting = [(stories[a.id], a) for _, a in self._waiting]
        for key in list(self._rows):
            self._drop(key)
        # what is known for a comparison of two need not have been noted, or waits to be
        noted = self._vectors.keys() & stories.keys() - {article.id for _, article in self._waiting}
        for article, (language, vector) in self._vectors.items():
            if article in noted and language != UNKNOWN:
                self._add((stories[article], language), vector)

    def _nearest(self, vector: NDArray[Any], own: str, story: int | None = None) -> list[Neighbour]:
        """The strands nearest to ``vector``, those in its ``own`` language and its story left out."""
        if self._sums is None:
            return []
        open_rows = self._stories >= 0
        open_rows &= self._tongues != self._codes.get(own, -1)
        open_rows &= self._stories != (-1 if story is None else story)
        rows = np.flatnonzero(open_rows)
        cosines = (self._sums @ vector / np.maximum(self._lengths, 1e-9))[rows]
        if len(rows) > LOOKED_AT:
            least = np.partition(cosines, -LOOKED_AT)[-LOOKED_AT]
            rows, cosines = rows[cosines >= least], cosines[cosines >= least]
        found = [
            Neighbour(int(self._stories[row]), self._names[self._tongues[row]], float(cosine))
            for row, cosine in zip(rows, cosines, strict=True)
        ]
        return sorted(found, key=lambda one: (-one.cosine, one.story, one.language))[:LOOKED_AT]

    def _catch_up(self) -> None:
        waiting, self._waiting = self._waiting, []
        new = [article for _, article in waiting if article.id not in self._vectors]
        if new:
            vectors = self._encoder.encode([opening(article) for article in new])
            for article, vector in zip(new, vectors, strict=True):
                self._remember(article, vector)
        for story, article in waiting:
            self._add((story, article.language), self._vectors[article.id][1])

    def _vector(self, article: Article) -> NDArray[Any]:
        """Vector of one article; it is asked for when it is placed and again when it is noted."""
        if article.id not in self._vectors:
            self._remember(article, self._encoder.encode([opening(article)])[0])
        return self._vectors[article.id][1]

    def _remember(self, article: Article, vector: NDArray[Any]) -> None:
        self._vectors[article.id] = article.language, vector
        if len(self._vectors) > 2 * KEPT:
            self._vectors.popitem(last=False)

    def _add(self, key: tuple[int, str], vector: NDArray[Any]) -> None:
        if self._sums is None:
            self._sums = np.zeros((KEPT, len(vector)), np.float32)
        row = self._rows.get(key)
        if row is None:
            if len(self._rows) == KEPT:
                self._drop(next(iter(self._rows)))
            row = self._rows[key] = self._free()
            self._stories[row], self._tongues[row] = key[0], self._code(key[1])
        self._rows.move_to_end(key)
        self._sums[row] += vector
        self._lengths[row] = np.linalg.norm(self._sums[row])

    def _code(self, language: str) -> int:
        if language not in self._codes:
            self._codes[language] = len(self._names)
            self._names.append(language)
        return self._codes[language]

    def _free(self) -> int:
        """Return a row that no story holds."""
        return int(np.argmin(self._stories >= 0))

    def _drop(self, key: tuple[int, str]) -> None:
        row = self._rows.pop(key)
        self._lengths[row] = 0
        self._stories[row] = self._tongues[row] = -1
        if self._sums is not None:
            self._sums[row] = 0
