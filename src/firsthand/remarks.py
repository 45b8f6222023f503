"""Remarks on articles: quotations not borne out, corrections not yet made, second events.

They stand under an article's flags and follow from the whole reading, so they are made last; and so
is the history of what reports differ in.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from firsthand.corroboration import quotations
from firsthand.reading import Reading
from firsthand.records import Article, Flag, Story
from firsthand.timeline import corrections, turns

#: kinds of flag made here: a quotation, a text that corrects, one that still has the old words, one
#: that tells of two events
KINDS = frozenset({"quotation", "correction", "uncorrected", "two_events"})
#: characters of a quotation that is named
SHOWN = 160
#: words by which a part is named that tells of another event
BEGINNING = 8


class Elsewhere(NamedTuple):
    """A part of an article that tells of the event of another story."""

    article: str
    start: int
    stop: int
    #: id and headline of the story
    story: str
    title: str


def remark(reading: Reading, elsewhere: Iterable[Elsewhere] = ()) -> Reading:
    """Return the reading with remarks on its articles, in place of those they had before.

    With them goes how each difference of its stories came about. What articles tell of other stories
    does not follow from the reading; ``elsewhere`` gives it.
    """
    found: dict[str, list[Flag]] = {}
    remarks = (*_quotations(reading), *_corrections(reading), *_second_events(reading, elsewhere))
    for article, flag in remarks:
        found.setdefault(article, []).append(flag)
    articles = (_flagged(article, found.get(article.id, ())) for article in reading.articles)
    known = {article.id: article for article in reading.articles}
    stories = (_with_histories(story, known) for story in reading.stories)
    return replace(reading, articles=tuple(articles), stories=tuple(stories))


def _flagged(article: Article, remarks: Iterable[Flag]) -> Article:
    flags = (*(flag for flag in article.flags if flag.kind not in KINDS), *remarks)
    return replace(article, flags=flags) if flags != article.flags else article


def _with_histories(story: Story, articles: Mapping[str, Article]) -> Story:
    claims = {claim.id: claim for claim in story.claims}
    asked = (
        replace(question, history=turns.history(question, claims, articles))
        for question in story.disagreements
    )
    return replace(story, disagreements=tuple(asked))


def _quotations(reading: Reading) -> Iterator[tuple[str, Flag]]:
    articles = {article.id: article for article in reading.articles}
    for one in quotations.check(reading.stories, articles):
        if one.verdict == quotations.WHOLE:
            continue
        document = articles[one.document]
        said = _said(articles[one.article].text[one.start : one.stop])
        name = document.title or document.id
        part = _said(document.text[slice(*one.found)]) if one.found else ""
        if one.verdict == quotations.CUT:
            why = f"{said} stands in “{name}” as a part of a sentence"
        else:
            why = f"{said} does not stand in “{name}”" + (f"; {part} does" if part else "")
        yield one.article, Flag(kind="quotation", why=why)


def _corrections(reading: Reading) -> Iterator[tuple[str, Flag]]:
    articles = {article.id: article for article in reading.articles}
    for one in corrections.find(articles, reading.lineage):
        source = articles[one.article].title or one.article
        old = ", ".join(f"“{words}”" for words in one.old)
        for name, _, _ in one.carriers:
            what = f"still has {old}, corrected" if one.notice else "goes back to what is withdrawn"
            yield name, Flag(kind="uncorrected", why=f"{what} in “{source}”")
        done = f"corrects {old}" if one.notice else "is withdrawn"
        n = len(one.carriers)
        left = "1 text here still has it" if n == 1 else f"{n} texts here still have it"
        for name in (one.article, *one.also):
            yield name, Flag(kind="correction", why=f"{done}; {left}")


def _second_events(reading: Reading, elsewhere: Iterable[Elsewhere]) -> Iterator[tuple[str, Flag]]:
    texts = {article.id: article.text for article in reading.articles}
    for one in elsewhere:
        if one.article in texts:
            begin = _said(" ".join(texts[one.article][one.start : one.stop].split()[:BEGINNING]))
            why = f"from {begin} on it tells of another event: “{one.title}”"
            yield (
                one.article,
                Flag(kind="two_events", why=why, start=one.start, stop=one.stop, story=one.story),
            )


def _said(words: str) -> str:
    flat = " ".join(words.split()).strip(" ,.")
    return f"“{flat[:SHOWN]}”"
