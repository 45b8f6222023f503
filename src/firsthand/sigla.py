"""Sigla: a mark such as ``A2`` for every report of a story.

The letter is the text a report's words go back to, the number its place among the reports of
that text. Letters go to families by size, then by first appearance, when a story first has them; after Z
come AA, AB. A library keeps the marks that were given (``Story.marks``), so that they move no more.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import TypeAlias

from firsthand.records import Article, Descent, Node, Primary, Removed, Stemma, Story

NEVER = datetime.max.replace(tzinfo=UTC)
#: where a text stands in the order of marks: length of its letter, letter, number
Place: TypeAlias = tuple[int, str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """The texts of a reading and how they hang together, indexed once for all its stories."""

    articles: Mapping[str, Article]
    nodes: Mapping[str, Node]
    #: the links that lead into a text
    into: Mapping[str, tuple[Descent, ...]]
    #: the one by which a text as a whole goes back to another; they make no circle
    parents: Mapping[str, Descent]
    #: the text at the upper end of these links
    roots: Mapping[str, str]
    #: the primary sources of each article
    primary: Mapping[str, tuple[Primary, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Reports whose words go back to one text."""

    letter: str
    #: node at the head, None when nothing is known about it but its reports
    root: Node | None
    #: ids of the reports, by time
    members: tuple[str, ...]
    #: those that were removed at their owners' requests: they keep their marks
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sigla:
    """The families of a story and the mark of each report; cited lost texts have letters too."""

    families: tuple[Family, ...]
    #: article id -> mark ("A2"); id of a text never collected -> its letter
    marks: Mapping[str, str]
    #: what texts are sorted by: their letter, then their number
    order: Mapping[str, Place]


def index(articles: Iterable[Article], stemma: Stemma) -> Texts:
    """Index the articles and the stemma of a reading."""
    into: dict[str, list[Descent]] = {}
    for link in stemma.links:
        into.setdefault(link.to, []).append(link)
    parents = {node: best for node, links in into.items() if (best := _main(links))}
    return Texts(
        articles={article.id: article for article in articles},
        nodes={node.id: node for node in stemma.nodes},
        into={node: tuple(links) for node, links in into.items()},
        roots=_roots(parents),
        parents=parents,
        primary=stemma.primary,
    )


def assign(story: Story, texts: Texts) -> Sigla:
    """Give every report of ``story`` its mark, removed ones too."""
    found: dict[str, Article | Removed] = {name: texts.articles[name] for name in story.articles}
    found |= {one.id: one for one in story.removed}
    roots = _homes(story, texts)
    groups: dict[str, list[str]] = {}
    for member in sorted(found, key=lambda i: appeared(found[i])):
        groups.setdefault(roots[member], []).append(member)
    ordered = sorted(groups.items(), key=lambda g: (-len(g[1]), appeared(found[g[1][0]])))
    kept = {name: _parts(mark) for name, mark in story.marks.items()}
    letters = _letters([dict.fromkeys([*members, root]) for root, members in ordered], kept)
    marks: dict[str, str] = {}
    families = []
    for name, (root, members) in sorted(
        zip(letters, ordered, strict=True), key=lambda one: _parts(one[0])
    ):
        marks |= _numbered(name, members, kept)
        here = tuple(member for member in members if member in texts.articles)
        gone = tuple(member for member in members if member not in texts.articles)
        if here:
            node = texts.nodes.get(root)
            families.append(Family(letter=name, root=node, members=here, removed=gone))
    marks |= _further(families, marks, texts, kept)
    order = {node: _parts(mark) for node, mark in marks.items()}
    return Sigla(families=tuple(families), marks=marks, order=order)


def _homes(story: Story, texts: Texts) -> dict[str, str]:
    """Return the text to which each report goes back; a removed one has that of its kin."""
    gone = {one.id for one in story.removed}
    roots = {name: texts.roots.get(name, name) for name in (*story.articles, *gone)}
    joined: dict[str, str] = {}

    def root(name: str) -> str:
        found = roots[name]
        while found in joined:
            found = joined[found]
        return found

    for one in story.removed:
        found = dict.fromkeys(root(name) for name in (*one.kin, one.id) if name in roots)
        # a text that is here tells more of what it goes back to
        first, *others = sorted(found, key=gone.__contains__)
        joined |= dict.fromkeys(others, first)
    return {name: root(name) for name in roots}


def _letters(groups: Sequence[Collection[str]], kept: Mapping[str, Place]) -> list[str]:
    """Return the letter of each family: that which most of it had, else the next that is free.

    Not free are those of texts that are only cited.
    """
    had = [Counter(kept[name][1] for name in members if name in kept) for members in groups]
    taken: dict[str, int] = {}
    for place, counted in enumerate(had):
        for name, _ in counted.most_common():
            if name not in taken:
                taken[name] = place
                break
    held = {place: name for name, place in taken.items()}
    cited = {name for _, name, number in kept.values() if not number}
    free = (name for name in map(letter, count()) if name not in taken and name not in cited)
    return [held[place] if place in held else next(free) for place in range(len(groups))]


def _numbered(name: str, members: Sequence[str], kept: Mapping[str, Place]) -> dict[str, str]:
    """Return the marks of a family: those that were kept, and behind them the others by time."""
    numbers: dict[int, str] = {}
    for member in members:
        if member in kept and kept[member][1] == name:
            numbers.setdefault(kept[member][2], member)
    marks = {member: f"{name}{n}" for n, member in numbers.items()}
    others = (member for member in members if member not in marks)
    behind = enumerate(others, max(numbers, default=0) + 1)
    marks |= {member: f"{name}{n}" for n, member in behind}
    return {member: marks[member] for member in members}


def sizes(articles: Iterable[str], texts: Texts) -> tuple[int, ...]:
    """Count the reports of every family, the largest first."""
    found = Counter(texts.roots.get(name, name) for name in articles)
    return tuple(sorted(found.values(), reverse=True))


def _main(links: Iterable[Descent]) -> Descent | None:
    """Choose the surest link by which a text as a whole goes back to another."""
    whole = [link for link in links if link.whole]
    return max(whole, key=lambda link: (link.coverage, link.confidence), default=None)


def _roots(parents: dict[str, Descent]) -> dict[str, str]:
    """Follow every text up to its root; a link that closes a circle is taken out."""
    roots: dict[str, str] = {}
    for start in list(parents):
        path, node = [], start
        on_path = set()
        while node in parents and node not in roots:
            path.append(node)
            on_path.add(node)
            if parents[node].upstream in on_path:
                del parents[node]
                break
            node = parents[node].upstream
        root = roots.get(node, node)
        roots.update(dict.fromkeys(path, root))
    return roots


def appeared(article: Article | Removed) -> datetime:
    """Tell when a report first appeared, as far as that is known; the end of time if not."""
    return article.published.earliest or article.seen or article.published.latest or NEVER


def letter(place: int) -> str:
    """Return the letter of the family at ``place``: A to Z, then AA, AB and so on."""
    return (letter(place // 26 - 1) if place >= 26 else "") + chr(ord("A") + place % 26)


def _further(
    families: Sequence[Family],
    marks: Mapping[str, str],
    texts: Texts,
    kept: Mapping[str, Place],
) -> dict[str, str]:
    """Give letters to the texts upstream that are no report of this story.

    The heads of families keep theirs; texts that are only cited keep what they had, or get the letters
    behind all of these.
    """
    heads = {f.root.id: f.letter for f in families if f.root and f.root.id not in marks}
    above = dict.fromkeys(link.upstream for member in marks for link in texts.into.get(member, ()))
    cited = [node for node in above if node not in marks and node not in heads]
    taken = {place[:2]: "" for place in map(_parts, marks.values())}
    for node in cited:
        if node in kept:
            taken.setdefault(kept[node][:2], node)
    found = {node: name for (_, name), node in taken.items() if node}
    last = max(taken, default=(0, ""))
    behind = (name for name in map(letter, count()) if (len(name), name) > last)
    further = (node for node in cited if node not in found)
    return heads | found | dict(zip(further, behind, strict=False))


def _parts(mark: str) -> Place:
    """Take a mark apart for sorting."""
    name = mark.rstrip("0123456789")
    return len(name), name, int(mark[len(name) :] or 0)
