"""Sigla: a mark such as ``A2`` for every report of a story.

The letter is the text a report's words go back to, the number its place among the reports of
that text. Letters go to families by size, then by first appearance; after Z come AA, AB.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeAlias

from firsthand.records import Article, Descent, Node, Primary, Stemma, Story
from firsthand.serve.words import say

#: relations by which a text goes on as another
DESCENT = frozenset({"copy", "trimmed", "version", "rewrite", "translation"})
#: a text of which at least this share is another's goes by that text's letter too: with less of it
#: (a digest, one borrowed paragraph) it is a text of its own that quotes
MUCH = 1 / 3
NEVER = datetime.max.replace(tzinfo=UTC)
#: runs of marks that are named in one place
RUNS = 8

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Sigla:
    """The families of a story and the mark of each report; cited lost texts have letters too."""

    families: tuple[Family, ...]
    #: article id -> mark ("A2"); id of a text never collected -> its letter
    marks: Mapping[str, str]
    #: what texts are sorted by: their letter, then their number
    order: Mapping[str, Place]

    def join(self, ids: Iterable[str]) -> str:
        """Say the marks of some articles in order, runs of three or more as "A1–A4".

        Of more than ``RUNS`` runs the rest is counted.
        """
        found = sorted({self.order[i] for i in ids if i in self.marks})
        runs: list[list[Place]] = []
        for mark in found:
            follows = runs and mark[1] == runs[-1][-1][1] and mark[2] == runs[-1][-1][2] + 1
            if follows:
                runs[-1].append(mark)
            else:
                runs.append([mark])
        said = " ".join(_run(run) for run in runs[:RUNS])
        left = sum(map(len, runs[RUNS:]))
        return say("marks.more", marks=said, n=left) if left else said


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
    """Give every report of ``story`` its mark."""
    articles = texts.articles
    groups: dict[str, list[str]] = {}
    for member in sorted(story.articles, key=lambda i: appeared(articles[i])):
        groups.setdefault(texts.roots.get(member, member), []).append(member)
    ordered = sorted(groups.items(), key=lambda g: (-len(g[1]), appeared(articles[g[1][0]])))
    families = tuple(
        Family(letter=letter(place), root=texts.nodes.get(root), members=tuple(members))
        for place, (root, members) in enumerate(ordered)
    )
    marks = {i: f"{f.letter}{n}" for f in families for n, i in enumerate(f.members, 1)}
    marks |= _further(families, marks, texts)
    order = {node: _parts(mark) for node, mark in marks.items()}
    return Sigla(families=families, marks=marks, order=order)


def sizes(articles: Iterable[str], texts: Texts) -> tuple[int, ...]:
    """Count the reports of every family, the largest first."""
    found = Counter(texts.roots.get(name, name) for name in articles)
    return tuple(sorted(found.values(), reverse=True))


def _main(links: Iterable[Descent]) -> Descent | None:
    """Choose the surest link by which a text as a whole goes back to another."""
    whole = [link for link in links if carries(link)]
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


def carries(link: Descent) -> bool:
    """Tell whether a text as a whole goes back to the other, not only a part of it."""
    return link.relation in DESCENT or (link.relation == "excerpt" and link.coverage >= MUCH)


def appeared(article: Article) -> datetime:
    """Tell when a report first appeared, as far as that is known; the end of time if not."""
    return article.published.earliest or article.seen or article.published.latest or NEVER


def letter(place: int) -> str:
    """Return the letter of the family at ``place``: A to Z, then AA, AB and so on."""
    return (letter(place // 26 - 1) if place >= 26 else "") + chr(ord("A") + place % 26)


def _further(families: Sequence[Family], marks: Mapping[str, str], texts: Texts) -> dict[str, str]:
    """Give letters to the texts upstream that are no report of this story.

    The heads of families keep theirs; texts that are only cited get the letters after them.
    """
    heads = {f.root.id: f.letter for f in families if f.root and f.root.id not in marks}
    above = dict.fromkeys(link.upstream for member in marks for link in texts.into.get(member, ()))
    cited = [node for node in above if node not in marks and node not in heads]
    return heads | {node: letter(len(families) + n) for n, node in enumerate(cited)}


def _parts(mark: str) -> Place:
    """Take a mark apart for sorting."""
    name = mark.rstrip("0123456789")
    return len(name), name, int(mark[len(name) :] or 0)


def _run(run: Sequence[Place]) -> str:
    marks = [f"{name}{number or ''}" for _, name, number in run]
    return f"{marks[0]}–{marks[-1]}" if len(marks) > 2 else " ".join(marks)
