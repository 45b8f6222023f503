"""The lineage of a story as rows: every text under the one its words go back to."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from firsthand.records import Article, Change, Descent, Published, Removed
from firsthand.serve import times
from firsthand.serve.views import View
from firsthand.serve.words import say, share
from firsthand.sigla import NEVER, appeared

#: deeper texts are drawn at this depth
DEEPEST = 3
#: from so many texts with the same words under one text on, they are folded into one row; and as many
#: that were removed at one request
STACK = 5
#: changes named in a row; the claims name theirs
CHANGES = 2
_SAME = frozenset({"copy", "trimmed"})
_LINES = {
    "copy": "─",
    "trimmed": "╌",
    "version": "╌",
    "excerpt": "╌",
    "rewrite": "┄",
    "translation": "┄",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One text: the branch before it, its mark, its name, what it took over, when it appeared."""

    branch: str
    mark: str
    name: str
    when: str
    #: the text, or all of a stack
    nodes: tuple[str, ...]
    #: what it is to the text above it; the further texts it took from; what it changed
    relation: str = ""
    changes: tuple[Change, ...] = ()
    also: str = ""
    #: 0 is a head; the link to the text above
    depth: int = 0
    link: Descent | None = None
    #: whether texts stand under it, and whether siblings follow
    parent: bool = False
    last: bool = True

    @property
    def said(self) -> str:
        """Say all of it in one line."""
        turned = [f"“{c.before}” → “{c.after}”" for c in self.changes]
        return "; ".join(filter(None, [self.relation, *turned, self.also]))


def rows(view: View) -> Iterator[Row]:
    """Yield the texts of a story, upstream above downstream, siblings by time."""
    up = _parents(view)
    down: dict[str, list[Descent]] = defaultdict(list)
    for member in sorted(view.story.articles, key=lambda i: appeared(view.articles[i])):
        if member in up:
            down[up[member].upstream].append(up[member])
    gone = _removed(view)
    folded = {name for names in gone.values() for name in names[1:]}
    heads = [node for node in view.sigla.marks if node not in up and node not in folded]
    for head in sorted(heads, key=lambda i: _first(i, view, down)):
        yield _gone(gone[head], view) if head in gone else _head(head, down, view)
        yield from _below(head, down, view)


def _removed(view: View) -> dict[str, tuple[str, ...]]:
    """Gather what was removed at one request, the first of it first; many go by that one's name."""
    found: dict[int, list[str]] = defaultdict(list)
    for name, one in sorted(view.removed.items(), key=lambda item: appeared(item[1])):
        found[one.request].append(name)
    held = (names if len(names) >= STACK else (name,) for names in found.values() for name in names)
    return {names[0]: tuple(names) for names in held}


def _parents(view: View) -> dict[str, Descent]:
    """Choose the one link above every report that the tree shows; the others are named."""
    chosen = {}
    for member in view.story.articles:
        into = view.texts.into.get(member, ())
        cited = [link for link in into if link.upstream not in view.articles]
        link = view.texts.parents.get(member) or (cited[0] if cited else None)
        if link is not None:
            chosen[member] = link
    return chosen


def _first(node: str, view: View, down: Mapping[str, list[Descent]]) -> tuple[datetime, str]:
    below: list[Article | Removed] = [
        of[node] for of in (view.articles, view.removed) if node in of
    ]
    below += [view.articles[link.to] for link in down.get(node, ())]
    return min(map(appeared, below), default=NEVER), view.sigla.marks[node]


def _head(node: str, down: Mapping[str, list[Descent]], view: View) -> Row:
    mark = view.sigla.marks[node]
    if node in view.articles:
        also = _also(node, None, view)
        return Row(
            branch="", mark=mark, name=view.outlet(node), nodes=(node,), parent=node in down,
            relation=also or say("lineage.own"), when=_when(node, view),
        )  # fmt: skip
    copied = any(link.whole for link in down.get(node, ()))
    found = view.texts.nodes.get(node)
    kind = "document" if found and found.kind == "document" else "lost" if copied else "cited"
    name = say(f"lineage.{kind}", name=view.called.get(node, node))
    when = _before(node, down, view)
    return Row(
        branch="", mark=f"({mark})", name=name, when=when, nodes=(node,), parent=node in down
    )


def _gone(nodes: tuple[str, ...], view: View) -> Row:
    first, marks = view.removed[nodes[0]], view.marks(nodes)
    mark, name = marks, first.name
    if len(nodes) > 1:
        mark, name = f"×{len(nodes)}", say("lineage.gone", name=name, n=len(nodes) - 1, marks=marks)
    return Row(
        branch="", mark=f"({mark})", name=name, when=_appeared(first.published), nodes=nodes,
        relation=say("lineage.removed", day=times.day(first.removed)),
    )  # fmt: skip


def _below(head: str, down: Mapping[str, list[Descent]], view: View) -> Iterator[Row]:
    """Walk down from a head; without recursion, for chains may be as long as a rolling story."""
    waiting = [iter(_children(head, down, view, 1))]
    while waiting:
        row = next(waiting[-1], None)
        if row is None:
            waiting.pop()
            continue
        yield row[0]
        if row[1]:
            waiting.append(iter(_children(row[1], down, view, len(waiting) + 1)))


def _children(
    node: str, down: Mapping[str, list[Descent]], view: View, depth: int
) -> Iterator[tuple[Row, str]]:
    """Yield the rows right under a text, each with the text to go on from ("" for a stack)."""
    links = down.get(node, [])
    same = [link for link in links if link.relation in _SAME and link.to not in down]
    folded = {link.to for link in same} if len(same) >= STACK else set()
    shown = [link for link in links if link.to not in folded]
    # the stack first: where rows are cut short it stands for the most reports
    if folded:
        yield _stack(same, view, depth, last=not shown), ""
    for place, link in enumerate(shown):
        last = place == len(shown) - 1
        # between prints of a text that nobody collected the later one is told to differ
        told = bool(place) or link.upstream in view.articles
        yield _row(link, view, depth, last=last, parent=link.to in down, told=told), link.to


def _branch(link: Descent, depth: int, *, last: bool) -> str:
    corner = "└" if last else "├" if link.whole else "┊"
    return "   " * (min(depth, DEEPEST) - 1) + f" {corner}{_LINES.get(link.relation, '┈')} "


def _row(link: Descent, view: View, depth: int, *, last: bool, parent: bool, told: bool) -> Row:
    relation = _relation(link)
    if link.coverage > 0 and link.whole:
        relation += f", {share(link.coverage)}"
    return Row(
        branch=_branch(link, depth, last=last), mark=view.sigla.marks[link.to],
        name=view.outlet(link.to), when=_when(link.to, view), nodes=(link.to,),
        relation=relation, changes=tuple(changes(link)[:CHANGES]) if told else (), also=_also(link.to, link, view),
        depth=depth, link=link, parent=parent, last=last,
    )  # fmt: skip


def _relation(link: Descent) -> str:
    return say(f"relation.{_kind(link)}")


def _kind(link: Descent) -> str:
    """Tell what a link is; without any aligned words it rests on a credit."""
    return "credit" if not link.coverage and link.whole else link.relation


def changes(link: Descent) -> list[Change]:
    """Name what was changed, the weighty kinds first; left out words are the claims' matter."""
    distinct = {(c.before, c.after): c for c in link.changes if c.before and c.after}
    return sorted(distinct.values(), key=lambda c: c.kind == "word")


def _stack(links: list[Descent], view: View, depth: int, *, last: bool) -> Row:
    return Row(
        branch=_branch(links[0], depth, last=last),
        mark=view.marks(link.to for link in links),
        name=say("lineage.stack", name=view.outlet(links[0].to), n=len(links) - 1),
        when=_when(links[0].to, view),
        nodes=tuple(link.to for link in links),
        relation=say("relation.copy"),
        depth=depth,
        link=links[0],
        last=last,
    )


def _also(node: str, shown: Descent | None, view: View) -> str:
    """Name the further texts from which a report took words or matter."""
    further = [
        say(f"also.{_kind(link)}", mark=view.sigla.marks[link.upstream])
        for link in view.texts.into.get(node, ())
        if link is not shown and link.upstream in view.sigla.marks
    ]
    said = "; ".join(dict.fromkeys(further[:CHANGES]))
    return say("lineage.also", said=said) if said and shown is not None else said


def _when(node: str, view: View) -> str:
    return _appeared(view.articles[node].published)


def _appeared(published: Published) -> str:
    if published.earliest is None and published.latest is None:
        return ""
    # in a narrow column: the day that it may be, without the hour whose zone is not known
    return times.interval(published.earliest, published.latest)


def _before(node: str, down: Mapping[str, list[Descent]], view: View) -> str:
    """Say by when a lost text must have existed: before the first that took it over ended."""
    ends = [view.articles[link.to].published.latest for link in down.get(node, ())]
    known = [end for end in ends if end is not None]
    return say("time.by", day=times.day(min(known))) if known else ""
