"""The way back from an article to its primary sources, told step by step with what shows it."""

from collections.abc import Iterator

from firsthand import sigla
from firsthand.reading import Reading
from firsthand.records import Article, Descent, Primary
from firsthand.serve import times
from firsthand.serve.words import TEMPLATES, say, share
from firsthand.sigla import Texts

#: kinds of primary source behind which no other text is known
_OWN = frozenset({"self", "unknown"})


def to_text(reading: Reading, article: str) -> Iterator[str]:
    """Tell the ways back line by line; what belongs to a line is indented under it."""
    texts = sigla.index(reading.articles, reading.lineage)
    yield _headline(article, texts)
    told: set[tuple[str, str]] = set()
    goals: set[str] = set()
    for source in texts.primary.get(article, ()):
        way = "way.again" if source.node in goals else "way.to"
        yield from (f"  {line}" for line in _source(source, texts, told, way))
        goals |= {source.node} if source.node else set()
    further = [link for link in texts.into.get(article, ()) if (link.to, link.upstream) not in told]
    if further:
        yield f"  {say('way.further')}"
    for link in further:
        yield from (f"    {line}" for line in _step(link, texts))


def names(reading: Reading, *, most: int | None = None) -> Iterator[str]:
    """Tell by which id each mark of a story is asked after, at most so many."""
    texts = sigla.index(reading.articles, reading.lineage)
    for story in reading.stories:
        marks = sigla.assign(story, texts)
        members = sorted(story.articles, key=marks.order.__getitem__)
        shown = [f"{marks.marks[name]} {name}" for name in members[:most]]
        left = len(members) - len(shown)
        yield say("way.names", story=story.id, names=", ".join(shown))
        if left:
            yield say("more", n=left)


def _headline(article: str, texts: Texts) -> str:
    found = texts.articles[article]
    when = times.published(found.published)
    return f"{_name(article, texts)}  {_outlet(found)}, {when}"


def _outlet(article: Article) -> str:
    return article.outlet.name if article.outlet else say("outlet.unknown")


def _source(source: Primary, texts: Texts, told: set[tuple[str, str]], way: str) -> Iterator[str]:
    """Tell one way: where it leads, then each step up to there."""
    sure = f"{source.confidence:.2f}"
    if source.kind in _OWN:
        yield say("way.own", why="; ".join(source.why), sure=sure)
        return
    yield say(way, name=_goal(source, texts), sure=sure)
    links = {
        (link.to, link.upstream): link for node in source.path for link in texts.into.get(node, ())
    }
    steps = [step for step in zip(source.path, source.path[1:], strict=False) if step in links]
    for step in steps:
        if step in told:
            continue  # two ways may begin alike
        told.add(step)
        yield from (f"  {line}" for line in _step(links[step], texts))
    if not steps:
        yield from (f"  {why}" for why in source.why)


def _goal(source: Primary, texts: Texts) -> str:
    """Name a primary source: a text that is here by its title, too."""
    if source.node is not None and source.node in texts.articles:
        return f"{_outlet(texts.articles[source.node])}, {_name(source.node, texts)}"
    if source.kind == "lost":
        return say("lineage.lost", name=source.name)
    named = say("way.kind", name=source.name, kind=source.kind)
    return f"{named} <{source.url}>" if source.url else named


def _step(link: Descent, texts: Texts) -> Iterator[str]:
    relation = TEMPLATES.get(f"relation.{link.relation}", link.relation)
    above, below = _name(link.upstream, texts), f"[{link.to}]"
    yield say("way.step", text=below, above=above, relation=relation, share=share(link.coverage))
    yield from (f"  {why}" for why in link.why)


def _name(node: str, texts: Texts) -> str:
    """Name a text: an article by its title and id, another by what is known of it."""
    known = texts.nodes.get(node)
    name = " ".join((known.name if known else node).split())
    if node in texts.articles or (known and known.kind == "article"):
        return f"“{name}” [{node}]"
    key = known.kind if known else "lost"
    return say(f"lineage.{key}" if key in {"lost", "document"} else "lineage.lost", name=name)
