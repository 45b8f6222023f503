"""Remarks on articles: quotations that their source does not bear out, corrections not yet made.

They stand under an article's flags and follow from the whole reading, so they are made last; and so
is the history of what reports differ in.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from firsthand.corroboration import quotations
from firsthand.reading import Reading
from firsthand.records import Article, Flag, Story
from firsthand.timeline import corrections, turns

#: kinds of flag made here: a quotation, a text that corrects, one that still has the old words
KINDS = frozenset({"quotation", "correction", "uncorrected"})
#: characters of a quotation that is named
SHOWN = 160


def remark(reading: Reading) -> Reading:
    """Return the reading with remarks on its articles, in place of those they had before.

    With them goes how each difference of its stories came about.
    """
    found: dict[str, list[Flag]] = {}
    for article, flag in (*_quotations(reading), *_corrections(reading)):
        found.setdefault(article, []).append(flag)
    articles = (
        replace(
            article,
            flags=(*(f for f in article.flags if f.kind not in KINDS), *found.get(article.id, ())),
        )
        for article in reading.articles
    )
    known = {article.id: article for article in reading.articles}
    stories = (_with_histories(story, known) for story in reading.stories)
    return replace(reading, articles=tuple(articles), stories=tuple(stories))


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


def _said(words: str) -> str:
    flat = " ".join(words.split()).strip(" ,.")
    return f"“{flat[:SHOWN]}”"
