"""Published words with their place, cut where something in them is marked.

A page sets nothing but these in the face of published words.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from firsthand.records import Article, Report
from firsthand.serve.views import MAX_WORDS
from firsthand.text import parts, sentences

#: a sentence is quoted up to this length around its claim
LONGEST = 700

Place = tuple[str, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch of a text that is marked as something."""

    start: int
    stop: int
    #: hedge | voice | aside (outside the claim) | dateline | same (also in another text) | changed
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words between two cuts, and what they are marked as."""

    text: str
    kinds: tuple[str, ...]
    #: anchors that lie at its beginning
    anchors: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A stored span: ``start`` and ``stop`` count in the text of ``article``."""

    article: str
    start: int
    stop: int
    language: str
    pieces: tuple[Piece, ...]
    #: the span goes on, but what follows is not shown
    cut: bool = False
    #: the words that these are about, where they stand elsewhere: a stored span of their own
    lead: "Words | None" = None

    @property
    def text(self) -> str:
        """Return the words on one line."""
        return " ".join("".join(piece.text for piece in self.pieces).split())

    @property
    def whole(self) -> str:
        """Return the words behind those that they are about, which stand in brackets."""
        return f"[{self.lead.text}] {self.text}" if self.lead else self.text


def quote(
    articles: Mapping[str, Article],
    place: Place,
    marks: Collection[Mark] = (),
    most: int = MAX_WORDS,
) -> Words:
    """Quote the words at a place, those of them that fit into ``most`` characters."""
    name, start, stop = place
    article = articles[name]
    end = stop if stop - start <= most else _at_word(article.text, start, start + most)
    pieces = cut(article.text, start, end, marks)
    return Words(
        article=name, start=start, stop=end, language=article.language, pieces=pieces, cut=end < stop
    )  # fmt: skip


def find(articles: Mapping[str, Article], words: str, places: Iterable[Place]) -> Words | None:
    """Quote ``words`` where one of the places has them; None where they are not a stored span."""
    for name, start, stop in places:
        at = articles[name].text.find(words, start, stop) if words else -1
        if at >= 0:
            return quote(articles, (name, at, at + len(words)))
    return None


def cut(
    text: str, start: int, stop: int, marks: Collection[Mark], anchors: Sequence[int] = ()
) -> tuple[Piece, ...]:
    """Cut ``text[start:stop]`` at the marks and anchors that lie in it."""
    if not marks and not anchors:
        return (Piece(text=text[start:stop], kinds=()),)
    turns: dict[int, list[tuple[str, int]]] = {start: []}
    for mark in marks:
        if mark.start < mark.stop and mark.start < stop and mark.stop > start:
            turns.setdefault(max(mark.start, start), []).append((mark.kind, 1))
            turns.setdefault(mark.stop, []).append((mark.kind, -1))
    held = {at for at in anchors if start <= at < stop}
    edges = sorted({*(at for at in turns if at < stop), *held})
    open_: dict[str, int] = {}
    pieces = []
    for a, b in pairwise([*edges, stop]):
        for kind, step in turns.get(a, ()):
            open_[kind] = open_.get(kind, 0) + step
        kinds = tuple(sorted(kind for kind, n in open_.items() if n > 0))
        pieces.append(Piece(text=text[a:b], kinds=kinds, anchors=(a,) if a in held else ()))
    return tuple(pieces)


class Sentences:
    """The sentences of articles, split when one is first asked for."""

    def __init__(self, articles: Mapping[str, Article]) -> None:
        self._articles = articles
        self._known: dict[str, list[tuple[int, int]]] = {}

    def around(self, report: Report) -> Words:
        """Quote the sentence of a report, with its hedges, its voices and what is outside it."""
        start, stop = self._place(report)
        marks = [Mark(start=a, stop=b, kind="hedge") for a, b in report.stance_words]
        marks += [
            Mark(start=v.start, stop=v.stop, kind="voice")
            for v in report.chain
            if v.start is not None and v.stop is not None
        ]
        asides = [(start, report.start), (report.stop, stop)]
        marks += [Mark(start=a, stop=b, kind="aside") for a, b in asides if a < b]
        return quote(self._articles, (report.article, start, stop), marks, LONGEST)

    def _place(self, report: Report) -> tuple[int, int]:
        known = self._of(report.article)
        at = bisect_right(known, (report.start, len(self._articles[report.article].text))) - 1
        start, stop = known[at] if at >= 0 else (report.start, report.stop)
        if stop <= report.start or report.start - start > LONGEST // 2:
            start = report.start
        return start, max(stop, report.stop)

    def _of(self, name: str) -> list[tuple[int, int]]:
        if name not in self._known:
            article = self._articles[name]
            self._known[name] = [
                place
                for start, stop in parts.body(article)
                for place in sentences.split(article.text, start, stop, language=article.read_as)
            ]
        return self._known[name]


def _at_word(text: str, start: int, limit: int) -> int:
    space = text.rfind(" ", start + 1, limit)
    return space if space > start + (limit - start) // 2 else limit
