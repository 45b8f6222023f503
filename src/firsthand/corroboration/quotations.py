"""Quotations of a voice whose own text is here, checked against it: in it, cut, not in it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from firsthand.lexicon import documents
from firsthand.records import Article, Report, Story
from firsthand.text import sentences
from firsthand.text.quotes import quoted
from firsthand.text.words import Word, words

WHOLE, CUT, ABSENT = "in it", "cut", "not in it"
#: quotations of fewer words are turns of phrase
FEWEST = 4
#: words of a run that is shown of a quotation which is not there as a whole
SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """A quotation and what its speaker's own text has of it."""

    article: str
    #: place of the quoted words
    start: int
    stop: int
    #: the speaker's own text
    document: str
    #: in it | cut (from within a longer sentence, or with gaps) | not in it
    verdict: str
    #: place in the document: of the quoted words, else of the longest run of them, None for neither
    found: tuple[int, int] | None


def check(stories: Iterable[Story], articles: Mapping[str, Article]) -> list[Quotation]:
    """Check all quotations of voices that published one of ``articles`` themselves.

    That a quotation is missing is told only where its sentence says that it was written ("in a
    statement"): what was spoken need not stand in any text.
    """
    issued = _issued(articles.values())
    found: dict[tuple[str, int, int], Quotation | None] = {}
    for report in (
        report for story in stories for claim in story.claims for report in claim.reports
    ):
        own = [text for voice in report.chain for text in issued.get(voice.name.casefold(), ())]
        texts = [text for text in own if text.id != report.article]
        for place in _around(report, articles[report.article]) if texts else ():
            if (report.article, *place) not in found:
                one = _checked(articles[report.article], place, texts)
                found[(report.article, *place)] = one
    return [one for one in found.values() if one is not None]


def _issued(articles: Iterable[Article]) -> dict[str, list[Article]]:
    """Articles by the names of who published them: the whole name, and its last word ("authority").

    A last word that several publishers share names none of them.
    """
    issued: dict[str, list[Article]] = {}
    owners: dict[str, set[str]] = {}
    for article in articles:
        if article.outlet is not None and (name := article.outlet.name.casefold().strip()):
            last = name.split()[-1]
            owners.setdefault(last, set()).add(name)
            for known in {name, last}:
                issued.setdefault(known, []).append(article)
    return {name: texts for name, texts in issued.items() if len(owners.get(name, ())) < 2}


def _around(report: Report, article: Article) -> Iterator[tuple[int, int]]:
    """Find the quotations that a report stands in or holds."""
    line = article.text.rfind("\n", 0, report.start) + 1
    end = article.text.find("\n", report.stop)
    for start, stop in quoted(article.text, line, len(article.text) if end < 0 else end):
        touches = start < report.stop and report.start < stop
        if touches and len(words(article.text, start, stop)) >= FEWEST:
            yield start, stop


def _checked(
    article: Article, place: tuple[int, int], texts: Sequence[Article]
) -> Quotation | None:
    """Look for a quotation in its speaker's texts; the one that has most of it counts."""
    forms = [word.form for word in words(article.text, *place)]
    tried = [(*_longest(forms, words(text.text)), text) for text in texts]
    length, at, text = max(tried, key=lambda one: one[0])
    held = words(text.text)[at : at + length]
    span = (held[0].start, held[-1].stop) if length >= SHOWN else None
    if length == len(forms) and span:
        verdict = WHOLE if _is_whole(text, span) else CUT
    elif "…" in article.text[slice(*place)] or not _is_written(article, place):
        return None
    else:
        verdict = ABSENT
    return Quotation(
        article=article.id, start=place[0], stop=place[1], document=text.id,
        verdict=verdict, found=span,
    )  # fmt: skip


def _longest(forms: Sequence[str], held: Sequence[Word]) -> tuple[int, int]:
    """Length and place in ``held`` of the longest run of ``forms`` that stands there.

    One row of the table of common runs at a time; a quotation is short.
    """
    best, at = 0, 0
    row = [0] * (len(forms) + 1)
    for index, word in enumerate(held):
        before = 0
        for place, form in enumerate(forms, 1):
            before, row[place] = row[place], before + 1 if form == word.form else 0
            if row[place] > best:
                best, at = row[place], index + 1 - row[place]
    return best, at


def _is_whole(text: Article, span: tuple[int, int]) -> bool:
    """Whether words begin and end where sentences do."""
    bounds = sentences.split(text.text, language=text.read_as)
    begins = any(
        not words(text.text, start, span[0]) for start, stop in bounds if start <= span[0] < stop
    )
    ends = any(
        not words(text.text, span[1], stop) for start, stop in bounds if start < span[1] <= stop
    )
    return begins and ends


def _is_written(article: Article, place: tuple[int, int]) -> bool:
    """Whether the sentences around a quotation say that it stands in something written."""
    line = article.text.rfind("\n", 0, place[0]) + 1
    end = article.text.find("\n", place[1])
    named = documents.names()
    around = words(article.text, line, len(article.text) if end < 0 else end)
    outside = (word for word in around if word.stop <= place[0] or word.start >= place[1])
    return any(word.form in named for word in outside)
