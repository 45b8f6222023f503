"""How far a correction or retraction has reached: which texts still carry the old words."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from firsthand.lexicon import notices as lexicon
from firsthand.records import DEPENDING, Article, Stemma
from firsthand.text import numbers, parts, sentences
from firsthand.text.words import words

#: a number up to this stands in many sentences: a shared word must show that it counts the same
COMMON = 100
#: a word that can show of what a sentence is has so many letters
SHORTEST = 5
_NAME = re.compile(r"(?<=[a-zß-ÿ,;] )[A-ZÀ-Þ][\w’'-]+")
_FIGURE = re.compile(r"\d[\d.,]*\d|\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A text that corrects or withdraws something, and those here that still have it."""

    article: str
    #: others that correct the same in the same words
    also: tuple[str, ...] = ()
    #: place of the words that say so; None where its status does
    notice: tuple[int, int] | None
    #: what was corrected, in the words of the notice; empty for a retraction of the whole
    old: tuple[str, ...]
    #: (article, start, stop) of the sentences that still have it
    carriers: tuple[tuple[str, int, int], ...]


class Notice(NamedTuple):
    """Place of a notice, and what it says has become of the text: corrected | retracted."""

    start: int
    stop: int
    status: str


def find(articles: Mapping[str, Article], stemma: Stemma) -> list[Correction]:
    """Find corrections among some articles, and what they have not reached.

    What many copies correct in the same words is one correction.
    """
    told = {name: found for name, article in articles.items() if (found := notices(article))}
    withdrawn = {name for name, article in articles.items() if article.status == "retracted"}
    withdrawn |= {
        name for name, found in told.items() if any(n.status == "retracted" for n in found)
    }
    reach = _Reach(articles, stemma, told)
    return [*_retractions(articles, stemma, withdrawn), *reach.all()]


class _Reach:
    """Looks for what was corrected in the texts that share words with the one that corrects it."""

    def __init__(
        self, articles: Mapping[str, Article], stemma: Stemma, told: Mapping[str, Sequence[Notice]]
    ) -> None:
        self._articles = articles
        self.notices = told
        homes = _components(stemma) if self.notices else {}
        self._home = {name: id(home) for name, home in homes.items()}
        self._kin: dict[int, list[Article]] = {}
        for article in articles.values():
            if article.id in self._home:
                self._kin.setdefault(self._home[article.id], []).append(article)

    def all(self) -> Iterator[Correction]:
        """Find for each notice, once for all that have it in the same words, what it did not reach."""
        same: dict[
            tuple[int | None, tuple[str, ...], frozenset[str]],
            list[tuple[Article, tuple[int, int]]],
        ] = {}
        for name, places in self.notices.items():
            article = self._articles[name]
            for notice in (one[:2] for one in places if one.status == "corrected"):
                old = tuple(_old(article, notice))
                shared = _content(article.text[slice(*notice)])
                if old:
                    key = (self._home.get(name), old, shared)
                    same.setdefault(key, []).append((article, notice))
        for (_, old, shared), told in same.items():
            (article, notice), *others = told
            corrected = {one.id for one, _ in told}
            carriers = self._carriers(article, old, shared)
            yield Correction(
                article=article.id, also=tuple(other.id for other, _ in others), notice=notice,
                old=old, carriers=tuple(place for place in carriers if place[0] not in corrected),
            )  # fmt: skip

    def _carriers(
        self, article: Article, old: tuple[str, ...], shared: frozenset[str]
    ) -> Iterator[tuple[str, int, int]]:
        for other in self._kin.get(self._home.get(article.id, 0), ()):
            place = _carries(other, old, shared, self.notices.get(other.id, ()))
            if place:
                yield place


def notices(article: Article) -> list[Notice]:
    """Find the lines of a text that say what it corrects, or that it is withdrawn."""
    found: list[Notice] = []
    if not lexicon.possible(article.text):
        return found
    at = 0
    for line in article.text.split("\n"):
        if told := lexicon.find(line):
            found.append(Notice(at, at + len(line), told.status))
        at += len(line) + 1
    return found


def _retractions(
    articles: Mapping[str, Article], stemma: Stemma, withdrawn: Collection[str]
) -> Iterator[Correction]:
    """Find what goes back to a withdrawn text and was not withdrawn itself.

    What goes back to several is told of the first.
    """
    below: dict[str, list[str]] = {}
    for link in stemma.links:
        if link.relation in DEPENDING:
            below.setdefault(link.upstream, []).append(link.to)
    reached: set[str] = set()
    for article in articles.values():
        if article.id not in withdrawn or article.id in reached:
            continue
        reached.add(article.id)
        due, still = [article.id], []
        while due:
            for name in below.get(due.pop(), ()):
                if name not in reached:
                    reached.add(name)
                    due.append(name)
                    still.append(name)
        live = [name for name in still if name in articles and name not in withdrawn]
        carriers = tuple((name, 0, len(articles[name].text)) for name in live)
        yield Correction(article=article.id, notice=None, old=(), carriers=carriers)


def _old(article: Article, notice: tuple[int, int]) -> Iterator[str]:
    """Yield the figures and names of a notice that the corrected text no longer has elsewhere."""
    start, stop = notice
    rest = article.text[:start] + "\n" + article.text[stop:]
    title = article.title or ""
    kept = {found.number for found in numbers.find(rest)} | _figures(rest)
    for found in numbers.find(article.text, start, stop):
        if found.number not in kept:
            yield found.text
    for match in _NAME.finditer(article.text, start, stop):
        if match.group() not in rest and match.group() not in title:
            yield match.group()


def _figures(text: str) -> set[float]:
    """Numbers written in figures, in any language; "1.200" is read as both that it can be."""
    found: set[float] = set()
    for match in _FIGURE.finditer(text):
        digits = re.sub(r"[.,]", "", match.group())
        if len(digits) <= 15:
            found.add(float(digits))
    return found


def _carries(
    other: Article, old: Sequence[str], shared: frozenset[str], own: Sequence[Notice]
) -> tuple[str, int, int] | None:
    """Find the sentence of a related text, outside its ``own`` notices, that has what was corrected."""
    wanted = {found.number for text in old for found in numbers.find(text)}
    names = [text for text in old if not numbers.find(text)]
    if not wanted and not names:
        return None
    for start, stop in _sentences(other):
        if any(a < stop and start < b for a, b, _ in own):
            continue
        told = other.text[start:stop]
        if any(name in told for name in names) or _has(told, wanted, shared):
            return other.id, start, stop
    return None


def _has(told: str, wanted: Collection[float], shared: frozenset[str]) -> bool:
    """Tell whether a sentence has a wanted number; a small one only beside a word of the notice."""
    if not wanted:
        return False
    held = {found.number for found in numbers.find(told)} | _figures(told)
    held.intersection_update(wanted)
    if not held or max(held) >= COMMON:
        return bool(held)
    return not shared.isdisjoint(_content(told))


def _sentences(article: Article) -> Iterator[tuple[int, int]]:
    for start, stop in parts.body(article):
        yield from sentences.split(article.text, start, stop, language=article.read_as)


def _content(text: str) -> frozenset[str]:
    return frozenset(word.form for word in words(text) if len(word.form) >= SHORTEST)


def _components(stemma: Stemma) -> dict[str, set[str]]:
    """The texts that hang together by the words they share, through lost ones too."""
    homes: dict[str, set[str]] = {}
    for link in stemma.links:
        if link.relation in DEPENDING:
            one = homes.setdefault(link.upstream, {link.upstream})
            other = homes.setdefault(link.to, {link.to})
            if one is not other:
                small, large = sorted((one, other), key=len)
                large |= small
                homes.update(dict.fromkeys(small, large))
    return homes
