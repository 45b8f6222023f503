"""One claim in several languages.

Across languages words do not meet, so sentence vectors propose and slots decide: numbers, clock
times, days and polarity that differ keep two reports apart whatever their vectors say. Where a
language is read without a parse, a report is a whole sentence, which may tell what several claims of
another language tell; its clauses are compared one by one, and it stands in each claim that one of
them tells.

Neighbours are looked for within small buckets of like vectors (a forest of trees that halve them by one
coordinate after another, after Silpa-Anan and Hartley 2008), so the work grows with n log n.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firsthand.corroboration import figures
from firsthand.corroboration.context import Context, Place
from firsthand.corroboration.facts import Facts
from firsthand.corroboration.slots import clashing_times
from firsthand.corroboration.voices import are_one
from firsthand.lexicon.tongues import Tongue, load
from firsthand.records import Article, Report
from firsthand.text.words import words

#: texts -> their unit vectors, as rows
Encode = Callable[[Sequence[str]], NDArray[np.float32]]

#: clauses of two languages whose vectors are at least so near say the same. Of sentences of news in
#: Russian, French and German and of their translations by hand 82 to 95 % are so near, of other
#: sentences of the same article the nearest is in 1 to 3 %
NEAR = 0.60
#: nearness that names shared add without showing that the same is said of them
BY_NAMES = 0.06
#: nearness that a number, a negation, a speaker shared is worth
NUMBER, NEGATION, SPEAKER = 0.12, 0.03, 0.03
MOST_ADDED = NUMBER + NEGATION + SPEAKER
#: clauses of one bucket that are compared with one, the nearest first
MAX_NEAR = 32
#: a part of a sentence with fewer words, or fewer of them without a capital, says too little
LEAST_WORDS, LEAST_PLAIN = 3, 2
#: parts of one sentence that are compared, and wordings of one claim
MAX_PARTS, MAX_WORDINGS = 12, 6
#: vectors that share a bucket at most, and the number of ways to sort them into buckets: of 3,000
#: sentences of news and their translations 98 % that are near share one
BUCKET, TABLES = 256, 12
#: times that a bucket is halved at most: of vectors that are all equal halving ends there
MAX_HALVED = 32

#: sums in another order differ by less
_ROUNDING = 1e-9

_CUT = re.compile(r"[,;:()\u201c\u201d\u201e\u00ab\u00bb\"]|\s[\u2013\u2014-]\s")


#: nearness, and the group counted down: of equals the first is taken
_Rank = tuple[float, int]
_NONE: _Rank = (NEAR, -(1 << 60))


@dataclass(frozen=True, slots=True)
class _Part:
    """A clause as it is compared with clauses of other languages."""

    text: str
    group: int
    report: Report
    facts: Facts
    numbers: frozenset[str]
    negative: bool
    #: words with a capital, folded
    names: frozenset[str]


def join(
    groups: Sequence[list[int]],
    reports: Sequence[Report],
    articles: Mapping[str, Article],
    context: Context,
    encode: Encode,
) -> list[list[int]]:
    """Add the reports of each group to those of other languages that tell the same.

    The language with most reports goes first, and each further one is compared with all before it.
    A group that finds none stays as it is.
    """
    tongues = [articles[reports[group[0]].article].read_as for group in groups]
    sizes = {tongue: tongues.count(tongue) for tongue in set(tongues)}
    if len(sizes) < 2:
        return [list(group) for group in groups]
    inner = _inner(reports)
    parts = [
        part
        for index, group in enumerate(groups)
        for part in _parts(index, group, reports, articles, context, inner)
    ]
    found = _Neighbours(parts, [tongues[part.group] for part in parts], encode)
    merged: dict[int, list[int]] = {}
    for tongue in sorted(sizes, key=lambda tongue: (-sizes[tongue], tongue)):
        homes = found.homes(tongue, merged)
        for index, group in enumerate(groups):
            if tongues[index] == tongue:
                for home in homes.get(index, [index]):
                    merged.setdefault(home, []).extend(group)
    return sorted(sorted(set(members)) for members in merged.values())


# --------------------------------------------------------------------------- parts of sentences


def _parts(
    index: int, group: Sequence[int], reports: Sequence[Report],
    articles: Mapping[str, Article], context: Context, inner: Mapping[Place, Sequence[int]],
) -> Iterator[_Part]:  # fmt: skip
    seen: set[str] = set()
    for member in group:
        report = reports[member]
        article = articles[report.article]
        tongue = load(article.read_as)
        for text in _clauses(article.text, report, tongue, inner.get(report.place, ())):
            if text not in seen:
                seen.add(text)
                yield _part(text, index, report, context.of(report), tongue)
        if len(seen) >= MAX_WORDINGS * MAX_PARTS:
            return


def _clauses(article: str, report: Report, tongue: Tongue, inner: Sequence[int]) -> list[str]:
    """The words of a report, and, where it was read by the sentence, those of its clauses.

    At ``inner`` other reports begin within it; their words are theirs.
    """
    text = article[report.start : report.stop]
    found = [text]
    if not report.proposition.predicate:
        start = 0
        for stop in [*_cuts(text, tongue), len(text)]:
            part = text[start:stop].strip(" ,;:()")
            if _says(part) and part != text:
                begun = report.start + text.index(part, start)
                if not any(begun <= at < report.start + stop for at in inner):
                    found.append(part)
                start = stop
    return found[:MAX_PARTS]


def _inner(reports: Sequence[Report]) -> dict[Place, list[int]]:
    """For each report the beginnings of those that lie within it."""
    found: dict[Place, list[int]] = {}
    around: list[Report] = []
    for report in sorted(reports, key=lambda r: (r.article, r.start, -r.stop)):
        while around and (around[-1].article != report.article or around[-1].stop < report.stop):
            around.pop()
        for outer in around:
            if outer.place != report.place:
                found.setdefault(outer.place, []).append(report.start)
        around.append(report)
    return found


def _says(text: str) -> bool:
    forms = text.split()
    return len(forms) >= LEAST_WORDS and sum(not f[0].isupper() for f in forms) >= LEAST_PLAIN


def _cuts(text: str, tongue: Tongue) -> list[int]:
    marks = {found.end() for found in _CUT.finditer(text)}
    joins = {word.start for word in words(text) if word.form in tongue.joins and word.start}
    return sorted(marks | joins)


def _part(text: str, group: int, report: Report, facts: Facts, tongue: Tongue) -> _Part:
    forms = [word.form for word in words(text)]
    capitals = frozenset(word.lower() for word in text.split()[1:] if word[:1].isupper())
    return _Part(
        text=text,
        group=group,
        report=report,
        facts=facts,
        numbers=frozenset(figures.read(text, forms, tongue)),
        # of a sentence read without a parse it is not known which of its clauses is negative
        negative=report.stance == "denied"
        or not tongue.no.isdisjoint(forms)
        or (bool(report.proposition.predicate) and facts.negative),
        names=frozenset(name.strip(".,;:\"'") for name in capitals),
    )


# --------------------------------------------------------------------------- neighbours


class _Neighbours:
    """The nearest claims in other languages."""

    def __init__(self, parts: Sequence[_Part], tongues: Sequence[str], encode: Encode) -> None:
        self.parts, self.tongues = parts, tongues
        places: dict[str, int] = {}
        rows = [places.setdefault(part.text, len(places)) for part in parts]
        self.vectors = encode(list(places))[rows]
        self.buckets = list(_buckets(self.vectors))

    def homes(self, tongue: str, merged: Mapping[int, object]) -> dict[int, list[int]]:
        """For each group of a language the groups in ``merged`` that tell the same."""
        found: dict[int, dict[int, None]] = {}
        best: dict[int, tuple[float, int]] = {}
        for bucket in self.buckets:
            mine = [i for i in bucket if self.tongues[i] == tongue]
            others = [i for i in bucket if self.parts[i].group in merged]
            if not mine or not others:
                continue
            near = self._cosines(mine, others)
            for one, cosines, nearest in zip(mine, near, near.max(axis=1), strict=True):
                held = best.get(one, _NONE)
                if nearest >= held[0] - MOST_ADDED:
                    best[one] = self._nearest(one, others, cosines, held)
        for one in sorted(one for one, rank in best.items() if rank > _NONE):
            found.setdefault(self.parts[one].group, {})[-best[one][1]] = None
        return {group: list(homes) for group, homes in found.items()}

    def _cosines(self, mine: Sequence[int], others: Sequence[int]) -> NDArray[np.float32]:
        # not "@": for matrices this small starting threads costs many times what they take
        turned = np.ascontiguousarray(self.vectors[others].T)
        found: NDArray[np.float32] = np.einsum("ik,kj->ij", self.vectors[mine], turned)
        return found

    def _nearest(
        self, one: int, others: Sequence[int], cosines: NDArray[np.float32], best: _Rank
    ) -> _Rank:
        """The best of a bucket, if it is better than ``best``: as (nearness, group counted down)."""
        columns = np.flatnonzero(cosines >= best[0] - MOST_ADDED)
        columns = columns[np.argsort(-cosines[columns], kind="stable")[:MAX_NEAR]]
        for other, cosine in zip(columns.tolist(), cosines[columns].tolist(), strict=True):
            if cosine < best[0] - MOST_ADDED:
                break
            part = self.parts[others[other]]
            if cosine + _most_added(self.parts[one], part) < best[0]:
                continue
            score = nearness(self.parts[one], part, cosine)
            best = max(best, (score, -part.group)) if score >= NEAR else best
        return best


def _most_added(a: _Part, b: _Part) -> float:
    """What slots could add to the cosine of two clauses, by what both give, whatever it says."""
    return (
        NUMBER * bool(a.numbers and b.numbers)
        + NEGATION * (a.negative and b.negative)
        + SPEAKER * bool(a.facts.voice and b.facts.voice)
        + _ROUNDING
    )


def nearness(a: _Part, b: _Part, cosine: float) -> float:
    """Return how near two clauses are, with what their slots add; 0 if a slot keeps them apart."""
    if _apart(a, b):
        return 0.0
    return (
        float(cosine)
        + NUMBER * (not a.numbers.isdisjoint(b.numbers))
        + NEGATION * (a.negative and b.negative)
        + SPEAKER * are_one(a.facts.voice, b.facts.voice)
        - BY_NAMES * (not a.names.isdisjoint(b.names))
    )


def _apart(a: _Part, b: _Part) -> bool:
    """Whether numbers, days or polarity differ."""
    if a.numbers and b.numbers and a.numbers.isdisjoint(b.numbers):
        return True
    if clashing_times(a.facts, b.facts):
        return True
    # "the cause is unknown" and "is not known" are one
    open_ = "unconfirmed" in {a.report.stance, b.report.stance}
    return a.negative != b.negative and not open_


def _buckets(vectors: NDArray[np.float32]) -> Iterator[list[int]]:
    """Sort vectors into small buckets, in several ways.

    Each way halves them at the median of one coordinate after another, those that vary most among all
    being shared out between the ways, until few are left together.
    """
    order = np.argsort(-vectors.var(axis=0), kind="stable")
    ways = TABLES if len(vectors) > BUCKET else 1
    for way in range(ways):
        due = [(np.arange(len(vectors)), 0)]
        axes = order[way::ways][:MAX_HALVED]
        while due:
            bucket, halved = due.pop()
            if len(bucket) <= BUCKET or halved == len(axes):
                yield bucket.tolist()
                continue
            heights = vectors[bucket, axes[halved]]
            above = heights > np.median(heights)
            due += [(half, halved + 1) for half in (bucket[~above], bucket[above]) if len(half)]
