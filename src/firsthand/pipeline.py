"""The order of the stages: the one module that knows it.

Failure of one article is a value (``Refused``) and the rest goes on; failure of the system is an
exception.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache, partial
from os import PathLike
from typing import TYPE_CHECKING, TypeAlias

from firsthand import narration
from firsthand.claims import reader
from firsthand.collect import sources as collecting
from firsthand.collect.sources import Spread
from firsthand.errors import Refused
from firsthand.lexicon import gazetteer, language, places
from firsthand.lexicon.gazetteer import Gazetteer
from firsthand.lineage import match
from firsthand.lineage.trace import Lineage
from firsthand.models import encoder as encoders
from firsthand.models import files as model_files
from firsthand.models import parser as parsers
from firsthand.models.encoder import Encoder
from firsthand.models.parser import Parser, Plain
from firsthand.reading import Reading
from firsthand.records import Act, Article, Flag, Report, Sentence, Story
from firsthand.remarks import Elsewhere, remark
from firsthand.stories import amendment, narrow, place
from firsthand.stories.second import Second
from firsthand.text import numbers, parts, posts
from firsthand.text import sentences as splitting
from firsthand.text.language import foreign
from firsthand.timeline.replay import PRESENT, Replay

if TYPE_CHECKING:
    from firsthand.collect.web import Web

#: a path as on the command line, or an article made before
Source: TypeAlias = str | PathLike[str] | Article
#: stage, things done, things in all (0 where not known)
Progress = Callable[[str, int, int], None]
#: languages whose claims are read; those without a parse by the sentence, and more coarsely
CLAIMS_IN = frozenset(language.PARSED) | frozenset(language.UNPARSED)
_LAST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Tools:
    """What the stages are given: what is known, and the models, each loaded once."""

    gazetteer: Gazetteer = field(default_factory=gazetteer.load)
    #: None where its model is not installed: then words alone decide
    encoder: Encoder | None = None
    parsers: dict[str, Parser] = field(default_factory=dict)

    def parser(self, code: str) -> Parser:
        """Return the parser of a language, loaded when it is first asked for."""
        if code not in self.parsers:
            self.parsers[code] = parsers.load(code)
        return self.parsers[code]


@cache
def equip() -> Tools:
    """Return the tools of this process, with the models that are installed, loaded once."""
    installed = model_files.find(model_files.known()["sentences"]) is not None
    return Tools(encoder=encoders.Waiting() if installed else None)


def read(
    sources: Source | Iterable[Source],
    *,
    now: datetime | None = None,
    replay: Replay = PRESENT,
    progress: Progress | None = None,
    allow_net: Iterable[str] = (),
    spread: Spread = map,
) -> Reading:
    """Read articles and find what is in them; what cannot be read is in ``refused``.

    ``sources`` are paths, or articles made before. ``now`` is when they were seen, and the time
    from which what was expected is looked at. Without it the present serves for the latter only,
    and no article is said to have been seen: the same files give the same articles on any day.
    ``replay`` goes back to what was public, or seen, at an earlier moment. ``allow_net`` names
    networks whose addresses may be fetched although they are not public (CIDR). ``spread`` is what
    takes the articles one by one to whoever reads their claims.
    """
    named = [sources] if isinstance(sources, str | PathLike | Article) else list(sources)
    made = [source for source in named if isinstance(source, Article)]
    paths = [source for source in named if not isinstance(source, Article)]
    (progress or silent)("reading", 0, len(paths))
    found, refused = collected(paths, seen=now, allow_net=allow_net, progress=progress)
    articles, doubled = _with_own_ids([*made, *found])
    then = replay.moment
    if then:
        articles = replayed(articles, replay, equip())
    moment = then or now or datetime.now(UTC)
    reading = study(articles, now=moment, progress=progress, spread=spread)
    return replace(reading, refused=(*refused, *doubled, *reading.refused), as_of=then)


def collected(
    paths: Sequence[str | PathLike[str]],
    *,
    seen: datetime | None = None,
    allow_net: Iterable[str] = (),
    progress: Progress | None = None,
) -> tuple[list[Article], list[Refused]]:
    """Read the articles of some paths and addresses, and what was refused of them."""
    tell = progress or silent
    return collecting.read(
        paths, seen=seen, web=way(allow_net), tell=lambda done: tell("reading", done, 0)
    )


def way(allow_net: Iterable[str]) -> "Web | None":
    """The way to the web where networks are allowed; None for the one that sources take."""
    nets = list(allow_net)
    if not nets:
        return None
    from firsthand.collect.web import reach  # noqa: PLC0415 -- only who needs the network loads it

    return reach(nets)


def replayed(articles: Sequence[Article], replay: Replay, tools: Tools) -> list[Article]:
    """Return the articles that a replay is made of, with their dates as they are known by now.

    When a text was public does not change with what is asked: its date is narrowed by all articles
    of its story, later ones too, and doubted where lineage contradicts it: a copy that is dated back
    was not there before its source.
    """
    articles = sorted(replay.known(articles), key=appeared)
    if replay.as_of is None:
        return articles
    known = _narrowed(articles, place.group(articles, encoder=tools.encoder))
    lineage = Lineage(
        known.values(),
        matches=match.find(articles),
        gazetteer=tools.gazetteer,
        encoder=tools.encoder,
    )
    doubted = {name: found.published for name, found in lineage.redated.items()}
    return [
        article
        for name, article in known.items()
        if replay.public([replace(article, published=doubted.get(name, article.published))])
    ]


def _with_own_ids(articles: Iterable[Article]) -> tuple[list[Article], list[Refused]]:
    known: dict[str, Article] = {}
    doubled = []
    for article in articles:
        if known.setdefault(article.id, article) is not article:
            why = f"the id {article.id!r} was given before; ids must differ"
            doubled.append(Refused(why, source=article.source))
    return list(known.values()), doubled


def study(
    articles: Sequence[Article],
    *,
    now: datetime | None = None,
    tools: Tools | None = None,
    progress: Progress | None = None,
    acts: Sequence[Act] = (),
    spread: Spread = map,
) -> Reading:
    """Find what is in articles that were collected: stories, claims, lineage, timelines.

    The order of ``articles`` does not matter: they are taken as they appeared. Without ``now``
    nothing that was expected is said to be still open. ``acts`` are those of an analyst that hold.
    With another ``spread`` than ``map``, claims are read with the tools of the processes that it has.
    Pure but for the loading of models.
    """
    tools, tell = tools or equip(), progress or silent
    articles = [marked(article, tools) for article in sorted(articles, key=appeared)]
    tell("comparing texts", 0, len(articles))
    matches = match.find(articles)
    tell("grouping", 0, len(articles))
    placer = place.placed(articles, encoder=tools.encoder)
    stories = placer.stories()
    stories = amendment.restory(stories, acts, {article.id: article for article in articles})
    known = _narrowed(articles, stories)
    claimed = partial(_claimed, tools=tools if spread is map else None)
    reports, refused = _claims(list(known.values()), spread, claimed, tell)
    tell("tracing", 0, len(articles))
    cited = {name: cited_in(found) for name, found in reports.items()}
    lineage = Lineage(
        known.values(), matches=matches, gazetteer=tools.gazetteer, cited=cited,
        encoder=tools.encoder, acts=acts,
    )  # fmt: skip
    known, said = redated(known, reports, lineage, tools)
    stories = [_in_order(story, known, lineage.redated) for story in stories]
    one = partial(
        narration.tell_story,
        reports=said,
        lineage=lineage,
        now=now,
        encoder=tools.encoder,
        acts=acts,
    )
    told, untold = _told(stories, known, one, tell)
    return remark(
        Reading(
            articles=tuple(known.values()), stories=told, refused=(*refused, *untold),
            lineage=lineage.stemma,
        ),
        _elsewhere(placer.seconds, told),
    )  # fmt: skip


def _elsewhere(
    seconds: Mapping[str, Sequence[Second]], stories: Iterable[Story]
) -> Iterator[Elsewhere]:
    """Name the stories that parts of articles tell of, if they stand in others."""
    homes = {name: story for story in stories for name in story.articles}
    for article, found in seconds.items():
        for one in found:
            story = homes[one.other]
            if story is not homes[article]:
                yield Elsewhere(article, one.start, one.stop, story.id, story.title[1])


def _told(
    stories: Sequence[Story],
    known: Mapping[str, Article],
    tell_story: Callable[[Story, Mapping[str, Article]], Story],
    tell: Progress,
) -> tuple[tuple[Story, ...], list[Refused]]:
    """Tell each story, then look into related ones for what came of what it expects."""
    told, refused = [], []
    for done, story in enumerate(stories):
        tell("joining claims", done, len(stories))
        members = {name: known[name] for name in story.articles}
        try:
            told.append(tell_story(story, members))
        except Exception as error:  # noqa: BLE001 -- nor one story that of all others
            told.append(story)
            refused += [_unread(article, error) for article in members.values()]
    by_id = {story.id: story for story in told}
    settled = (narration.settle(story, _related(story, by_id), known) for story in told)
    return tuple(settled), refused


def _related(story: Story, stories: Mapping[str, Story]) -> list[Story]:
    return [stories[one.story] for one in story.related if one.story in stories]


def parse(article: Article, parser: Parser) -> list[Sentence]:
    """Split an article's body into sentences and parse each, less those in another language."""
    spans = [
        found
        for start, stop in parts.body(article)
        for found in splitting.split(article.text, start, stop, language=article.read_as)
        if not (article.language == "en" and foreign(article.text[slice(*found)]))
    ]
    texts = [article.text[start:stop] for start, stop in spans]
    return [
        Sentence(start=start, stop=stop, text=text, tokens=tokens)
        for (start, stop), text, tokens in zip(spans, texts, parser.parse(texts), strict=True)
    ]


def redated(
    articles: Mapping[str, Article],
    reports: Mapping[str, Sequence[Report]],
    lineage: Lineage,
    tools: Tools,
) -> tuple[dict[str, Article], dict[str, Sequence[Report]]]:
    """Give dates that lineage contradicts as intervals, and read such articles' claims anew.

    What a copy says of days counts from the date of the text it is a copy of. With them goes what
    else does not agree in what articles claim of themselves, as flags.
    """
    articles, reports = dict(articles), dict(reports)
    for name, flags in lineage.doubts.items():
        if name in articles:
            article = articles[name]
            articles[name] = replace(article, flags=(*article.flags, *flags))
    for name, found in lineage.redated.items():
        if name in articles:
            articles[name] = article = replace(articles[name], published=found.published)
            written = replace(article, published=found.written or found.published)
            reports |= _claims([written], map, partial(_claimed, tools=tools), silent)[0]
    return articles, reports


def _in_order(story: Story, articles: Mapping[str, Article], redated: Collection[str]) -> Story:
    """Put articles whose dates were given up where they belong; where there are none, nothing."""
    if not any(name in redated for name in story.articles):
        return story
    names = sorted(story.articles, key=lambda name: appeared(articles[name]))
    return replace(story, articles=tuple(names))


def report(article: Article, tools: Tools) -> list[Report]:
    """Read the claims of one article; none in languages that are not read."""
    code = article.read_as
    if code not in CLAIMS_IN:
        return []
    return reader.read(
        article,
        parse(article, tools.parser(code)),
        words=language.load(code),
        gazetteer=tools.gazetteer,
        moments=posts.times(article.text, reference=article.published, language=code),
        # the words and marks of numbers are known in English only: "1.200" is not 1.2 everywhere
        quantities=numbers.find(article.text) if code in language.PARSED else (),
        places=places.load(code),
    )


def marked(article: Article, tools: Tools) -> Article:
    """Return the article with a flag that says so where its claims are read less well."""
    code = article.read_as
    if code in language.UNPARSED:
        flag = Flag(kind="coarse", why="claims are read by the sentence, without a parse")
    elif code in language.PARSED and isinstance(parser := tools.parser(code), Plain):
        flag = Flag(kind="degraded", why=parser.why)
    elif code not in CLAIMS_IN:
        flag = Flag(kind="unread", why="claims are not read in this language")
    else:
        return article
    return article if flag in article.flags else replace(article, flags=(*article.flags, flag))


def _claims(
    articles: Sequence[Article],
    spread: Spread,
    claimed: Callable[[Article], list[Report] | Refused],
    tell: Progress,
) -> tuple[dict[str, list[Report]], list[Refused]]:
    reports: dict[str, list[Report]] = {}
    refused = []
    tell("reading claims", 0, len(articles))
    for done, (article, found) in enumerate(zip(articles, spread(claimed, articles), strict=True)):
        tell("reading claims", done, len(articles))
        reports[article.id] = [] if isinstance(found, Refused) else found
        if isinstance(found, Refused):
            refused.append(found)
    return reports, refused


def _claimed(article: Article, tools: Tools | None = None) -> list[Report] | Refused:
    """Read the claims of one article, with the tools of this process if none are given."""
    try:
        return report(article, tools or equip())
    except Exception as error:  # noqa: BLE001 -- one article must not end the run of all others
        return _unread(article, error)


def _unread(article: Article, error: Exception) -> Refused:
    why = f"{type(error).__name__}: {error}"[:200]
    return Refused(f"its claims were not read ({why})", source=article.source)


def cited_in(reports: Sequence[Report]) -> frozenset[str]:
    """Name the outlets and agencies from which an article says to have something."""
    nearest = (report.chain[0] for report in reports if report.chain)
    return frozenset(voice.name for voice in nearest if voice.kind in {"outlet", "agency"})


def _narrowed(articles: Sequence[Article], stories: Sequence[Story]) -> dict[str, Article]:
    """Narrow the dates of each story's articles by one another."""
    known = {article.id: article for article in articles}
    for story in stories:
        narrowed = narrow.narrow([known[name] for name in story.articles])
        known.update({article.id: article for article in narrowed})
    return known


def appeared(article: Article) -> tuple[datetime, str]:
    return (article.seen or article.published.earliest or _LAST, article.id)


def silent(stage: str, done: int, total: int) -> None:
    """Tell nobody."""
