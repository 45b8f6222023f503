"""The texts of a story in full: paragraphs with what they share with other texts, and the rest."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from firsthand.records import Article, Descent, Part
from firsthand.serve import spans
from firsthand.serve.spans import Mark, Words
from firsthand.serve.views import View

#: kinds of passages that show that words were taken over, and the bar of each; quotations of
#: others and furniture show nothing
BARS = {"verbatim": "same", "edited": "edited", "paraphrase": "retold", "translation": "turned"}
#: parts that read on with the paragraph after them
_LEADS = frozenset({"dateline", "speaker"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """Words of a text that are in others too."""

    start: int
    stop: int
    bar: str
    #: the texts that have them
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph, or a piece of furniture."""

    #: body, or the kind of a part that is not read
    kind: str
    words: Words
    #: "" for words of its own, "thin" where only a credit leads elsewhere
    bar: str = ""
    others: tuple[str, ...] = ()


Stretch = TypeVar("Stretch", Mark, Shared)


class Shares:
    """What the texts of a reading share along the lines of the lineage."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._below: dict[str, list[Descent]] = defaultdict(list)
        self._heirs: dict[str, list[str]] = defaultdict(list)
        for links in view.texts.into.values():
            for link in links:
                self._below[link.upstream].append(link)
                if link.passages:
                    self._heirs[link.upstream].append(link.to)

    def of(self, article: str) -> list[Shared]:
        """Find the words of a text that are in others too, in order."""
        found = [*self._above(article), *self._taken(article)]
        return sorted(found, key=lambda shared: (shared.start, shared.stop))

    def heirs(self, upstream: str) -> list[str]:
        """Name the texts that took words from another."""
        return self._heirs[upstream]

    def credited(self, article: str) -> str | None:
        """Return the text that an article goes back to without a word of it being at hand."""
        link = self._view.texts.parents.get(article)
        return link.upstream if link is not None else None

    def _above(self, article: str) -> Iterator[Shared]:
        for link in self._view.texts.into.get(article, ()):
            others = self._holders(link)
            for passage in link.passages:
                if passage.kind in BARS:
                    yield _shared(passage.b.start, passage.b.stop, passage.kind, others)

    def _holders(self, link: Descent) -> tuple[str, ...]:
        """Name who else has the words: the text above, or if it is lost the other heir."""
        if link.upstream in self._view.articles:
            return (link.upstream,)
        heirs = self._heirs[link.upstream]
        if len(heirs) == 2:
            return tuple(heir for heir in heirs if heir != link.to)
        return (link.upstream,)

    def _taken(self, article: str) -> Iterator[Shared]:
        for link in self._below.get(article, ()):
            for passage in link.passages:
                if passage.a is not None and passage.kind in BARS:
                    yield _shared(passage.a.start, passage.a.stop, passage.kind, (link.to,))


def _shared(start: int, stop: int, kind: str, others: tuple[str, ...]) -> Shared:
    return Shared(start=start, stop=stop, bar=BARS[kind], others=others)


def blocks(
    article: Article,
    shared: Sequence[Shared],
    marks: Iterable[Mark] = (),
    anchors: Sequence[int] = (),
    credited: str | None = None,
) -> Iterator[Block]:
    """Yield a text block by block; ``credited`` is whose it is where no words are shared."""
    hints = Sweep([*marks, *(Mark(start=s.start, stop=s.stop, kind="same") for s in shared)])
    found, places = Sweep(shared), sorted(anchors)
    for kind, start, stop, lead in _pieces(article):
        here = places[bisect_left(places, start) : bisect_left(places, stop)]
        if kind == "title" and _alike(article.text[start:stop], article.title):
            continue  # it stands above the text already
        if kind != "body":
            yield Block(kind=kind, words=_words(article, start, stop, (), here))
            continue
        held, near = found.within(start, stop), hints.within(start, stop)
        if lead > start:
            near.append(Mark(start=start, stop=lead, kind="dateline"))
        others = tuple(dict.fromkeys(other for s in held for other in s.others))
        thin = not held and credited is not None
        yield Block(
            kind="body",
            words=_words(article, start, stop, near, here),
            bar=_widest(held) if held else "thin" if thin else "",
            others=(credited,) if thin and credited else others,
        )


def excerpts(
    article: Article, places: Iterable[tuple[int, int]], anchors: Sequence[int] = ()
) -> Iterator[Block]:
    """Yield the stretches of a text that may be shown, each as a block of its own."""
    for start, stop in places:
        yield Block(kind="body", words=_words(article, start, stop, (), anchors))


def _alike(words: str, title: str | None) -> bool:
    return " ".join(words.split()) == " ".join((title or "").split())


class Sweep(Generic[Stretch]):
    """Stretches of a text, asked for from its beginning to its end."""

    def __init__(self, stretches: Iterable[Stretch]) -> None:
        self._ahead: list[Stretch] = sorted(stretches, key=lambda s: s.start, reverse=True)
        self._open: list[Stretch] = []

    def within(self, start: int, stop: int) -> list[Stretch]:
        """Give the stretches that touch a place, which lies after all places asked for before."""
        while self._ahead and self._ahead[-1].start < stop:
            self._open.append(self._ahead.pop())
        self._open = [stretch for stretch in self._open if stretch.stop > start]
        return list(self._open)


def _widest(held: Sequence[Shared]) -> str:
    sums = dict.fromkeys(BARS.values(), 0)
    for shared in held:
        sums[shared.bar] += shared.stop - shared.start
    return max(sums, key=sums.__getitem__)


def _words(
    article: Article, start: int, stop: int, marks: Collection[Mark], anchors: Sequence[int]
) -> Words:
    pieces = spans.cut(article.text, start, stop, marks, anchors)
    return Words(
        article=article.id, start=start, stop=stop, language=article.language, pieces=pieces
    )


def _pieces(article: Article) -> Iterator[tuple[str, int, int, int]]:
    """Yield kind, place, and the end of what leads in, of every paragraph of a text."""
    parts = article.parts or (Part(kind="body", start=0, stop=len(article.text)),)
    lead: int | None = None
    for place, part in enumerate(parts):
        following = parts[place + 1] if place + 1 < len(parts) else None
        if part.kind in _LEADS and following is not None and following.kind == "body":
            lead = part.start
            continue
        start = part.start if lead is None else lead
        for n, (a, b) in enumerate(_lines(article.text, start, part)):
            yield part.kind, a, b, part.start if lead is not None and not n else a
        lead = None


def _lines(text: str, start: int, part: Part) -> Iterator[tuple[int, int]]:
    """Yield the lines of a body; other parts are one."""
    ends = [part.stop]
    if part.kind == "body":
        breaks = (i for i in range(part.start, part.stop) if text[i] == "\n")
        ends = [*breaks, part.stop]
    for end in ends:
        words = text[start:end]
        if words.strip():
            begin = start + len(words) - len(words.lstrip())
            yield begin, begin + len(words.strip())
        start = end
