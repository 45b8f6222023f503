"""The public functions of firsthand, each doing one step of the work or all of it.

They are what ``import firsthand`` offers. Times are a datetime, a date or an ISO 8601 string. All
but ``read`` and ``open_library`` are pure with respect to network and clock; models and lexicons are loaded from the
installation when they are first needed, by the function that needs them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from os import PathLike
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from firsthand.collect.sources import Spread
    from firsthand.library import Library
    from firsthand.lineage.trace import Lineage
    from firsthand.pipeline import Source, Tools
    from firsthand.reading import Reading
    from firsthand.records import Article, Attribution, Match, Moment, Report, Story

#: how a time may be given
Time: TypeAlias = datetime | date | str


def read(
    sources: "Source | Iterable[Source]",
    *,
    now: datetime | None = None,
    as_of: Time | None = None,
    known_at: Time | None = None,
    map: "Spread" = map,  # noqa: A002 -- it is put in the place of that one
) -> "Reading":
    """Read articles and find their stories, lineage, claims, differences and timeline.

    ``sources`` are paths or addresses as on the command line, or articles made by ``article``;
    ``now`` is the moment from which what is expected is looked at (the present if not given).
    With ``as_of`` only what was surely public by then is read, with ``known_at`` only what had been
    seen by then; a day is meant to its end. What cannot be read is in ``.refused`` of the result,
    with its reason. ``map`` gives the articles to whoever reads their claims, as that of a pool of
    processes, or of machines, does.

    >>> import firsthand
    >>> post = firsthand.article(
    ...     "A crane fell into the dock on Monday, the harbour master said. Two workers were hurt, "
    ...     "according to the fire service.",
    ...     title="Crane falls in Loswick", outlet="Loswick Post", published="2024-06-03",
    ... )
    >>> reading = firsthand.read(post)
    >>> [story] = reading.stories
    >>> story.title[1], story.independent_origins.low
    ('Crane falls in Loswick', 1)
    >>> for claim in story.claims:
    ...     article, start, stop = claim.text
    ...     print(post.text[start:stop], "|", [voice.name for voice in claim.reports[0].chain])
    A crane fell into the dock on Monday | ['harbour master']
    Two workers were hurt | ['fire service']
    """
    from firsthand import pipeline
    from firsthand.timeline.replay import Replay, moment

    replay = Replay(as_of=moment(as_of), known_at=moment(known_at))
    return pipeline.read(sources, now=now, replay=replay, spread=map)


def extract(html: str, *, url: str | None = None, fetched: Time | None = None) -> "Article":
    """Extract the article of a page: its main text and what the page says about it.

    ``fetched`` is when the page was fetched. Raises ``Refused`` where there is no article.

    >>> import firsthand
    >>> page = (
    ...     "<title>Crane falls - Loswick Post</title><meta name='date' content='2024-06-03'>"
    ...     "<article><h1>Crane falls</h1><p>A crane fell into the dock on Monday.</p></article>"
    ... )
    >>> article = firsthand.extract(page, url="https://post.example/crane")
    >>> article.title, article.published.value
    ('Crane falls', '2024-06-03')
    """
    from firsthand.collect.articles import instant
    from firsthand.collect.extract import extract as from_page

    return from_page(html, url=url, fetched=instant(fetched, "fetched"))


def find_moments(
    text: str, *, reference: Time | None, language: str | None = None
) -> "list[Moment]":
    """Find time expressions in ``text``, resolved against ``reference``, the day of publication.

    Without a reference only what is complete in itself has a value. ``language`` is ISO 639-1;
    English if not given.

    >>> import firsthand
    >>> [moment] = firsthand.find_moments("It closed on Tuesday.", reference="2024-06-06")
    >>> moment.text, moment.value
    ('Tuesday', '2024-06-04')
    """
    from firsthand.text import moments

    return moments.find(text, reference=reference, language=language or "en")


def find_attributions(text: str, *, language: str | None = None) -> "list[Attribution]":
    """Find who said what: one attribution for each content and its nearest source.

    ``language`` is ISO 639-1; looked for in the text if not given. English is read with a parse,
    German, French, Spanish, Russian and Korean by their words alone; in others nothing is found.

    >>> import firsthand
    >>> [told] = firsthand.find_attributions(
    ...     "Citing two officials, the Ledger reported that the bridge probably fell."
    ... )
    >>> [(voice.name, voice.anonymous) for voice in told.chain], told.stance
    ([('Ledger', False), ('officials', True)], 'probable')
    """
    from firsthand import pipeline
    from firsthand.claims import reader
    from firsthand.lexicon import language as languages
    from firsthand.lexicon import places
    from firsthand.text.language import detect, named

    article = replace(_article(text, "text"), language=named(language) or detect(text))
    code = article.read_as
    if not text.strip() or code not in pipeline.CLAIMS_IN:
        return []
    tools = pipeline.equip()
    return reader.attributions(
        article,
        pipeline.parse(article, tools.parser(code)),
        words=languages.load(code),
        gazetteer=tools.gazetteer,
        places=places.load(code),
    )


def trace_lineage(articles: "Iterable[Article]") -> "Lineage":
    """Find who copied whom: ``.links``, ``.pair(a, b)`` on demand, ``.origins(ids)``.

    >>> import firsthand
    >>> words = "A crane fell into the dock in Loswick on Monday, the harbour master said. Nobody was hurt."
    >>> post = firsthand.article(words, id="post", outlet="Loswick Post", published="2024-06-03")
    >>> echo = firsthand.article(words + " (Loswick Post)", id="echo", published="2024-06-04")
    >>> lineage = firsthand.trace_lineage([post, echo])
    >>> [(link.to, link.upstream) for link in lineage.links]
    [('echo', 'post')]
    >>> lineage.origins(["post", "echo"]).high
    1
    """
    from firsthand import lineage, pipeline

    return lineage.trace_lineage(articles, encoder=pipeline.equip().encoder)


def group_stories(articles: "Sequence[Article]") -> "list[Story]":
    """Group articles by event, online in the order given; the grouping after all merges.

    >>> import firsthand
    >>> crane = "A crane fell into the dock in Loswick on Monday, the harbour master said."
    >>> race = "Two horses shared the spring race at Orven on Sunday, the club said."
    >>> told = [("post", crane), ("echo", f"{crane} Nobody was hurt."), ("race", race)]
    >>> articles = [firsthand.article(text, id=name) for name, text in told]
    >>> [story.articles for story in firsthand.group_stories(articles)]
    [('post', 'echo'), ('race',)]
    """
    from firsthand import pipeline
    from firsthand.stories import place

    return place.group(articles, encoder=pipeline.equip().encoder)


def match_claims(
    a: str, b: str, *, reference_a: Time | None = None, reference_b: Time | None = None
) -> "Match":
    """Compare what two sentences assert; the references are their days of publication.

    Of a sentence with several clauses the longest stands for it. Phrases that are no clauses ("a
    major stakeholder") are compared as answers to one question, by their vectors; without the model
    of vectors the score is 0 where one of the two asserts nothing.

    >>> import firsthand
    >>> firsthand.match_claims("Twelve people died.", "12 people were killed.").same
    True
    >>> match = firsthand.match_claims("Twelve people died.", "Fifteen people died.")
    >>> match.same, match.reasons[0]
    (False, 'numbers differ: Twelve people, Fifteen people')
    """
    from firsthand import pipeline
    from firsthand.corroboration.context import prepare
    from firsthand.corroboration.match import is_clause, match, match_phrases
    from firsthand.lexicon import wordings
    from firsthand.records import Match

    tools = pipeline.equip()
    articles = {"a": _article(a, "a", reference_a), "b": _article(b, "b", reference_b)}
    found = [_chief(one, tools) if one.text.strip() else None for one in articles.values()]
    one, other = found
    encode = tools.encoder.encode if tools.encoder else None
    context = prepare([r for r in found if r], articles, wordings.load())
    if one and other and is_clause(one) and is_clause(other):
        return match(one, other, context)
    if encode and a.strip() and b.strip():
        vectors = encode([a, b])
        return match_phrases(one, other, float(vectors[0] @ vectors[1]), context)
    if one is None or other is None:
        return Match(score=0.0, same=False, reasons=("one of the two asserts nothing",))
    return match(one, other, context)


def open_library(path: "str | PathLike[str]", *, create: bool = True) -> "Library":
    """Open the kept library at ``path``, one SQLite file; begin one there if there is none.

    Raises ``LibraryError`` where the file is something else, or of a newer firsthand, or, with
    ``create`` False, where there is none.

    >>> import firsthand, tempfile
    >>> text = "A crane fell into the dock in Loswick on Monday, the harbour master said."
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with firsthand.open_library(f"{folder}/news.db") as library:
    ...         added = library.add(firsthand.article(text, id="post"))
    ...         [heading] = library.stories()
    ...         print(added.new, heading.articles, library.search("crane")[0].article)
    ('post',) 1 post
    """
    from firsthand.library import Library

    return Library(path, create=create)


def _chief(article: "Article", tools: "Tools") -> "Report | None":
    from firsthand import pipeline

    reports = pipeline.report(article, tools)
    return max(reports, key=lambda report: report.stop - report.start, default=None)


def _article(text: str, name: str, reference: Time | None = None) -> "Article":
    """Take a text as it stands: all of it body, without looking for furniture."""
    from firsthand.records import Article, Published

    value = reference if reference is None or isinstance(reference, str) else reference.isoformat()
    published = Published(value=value, earliest=None, latest=None, origin="metadata")
    return Article(id=name, source=name, text=text, language="en", published=published)
