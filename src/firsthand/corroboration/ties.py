"""Which texts of a story go back to one, by the stemma.

In a long line of versions a text has all before it above it. What is kept of each is only where its
words begin, and how far below that it stands.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter

from firsthand.records import DEPENDING, Descent, Stemma


@dataclass(frozen=True, slots=True)
class Ties:
    """What the stemma says of the articles of a story, read once.

    A text that is only cited, or quotes the same people, is not behind another.
    """

    #: (upstream, article) -> the link between them
    links: Mapping[tuple[str, str], Descent]
    #: text -> those that its words were taken over from
    upstream: Mapping[str, Sequence[str]]
    #: text -> those without an upstream that it goes back to by any number of steps
    sources: Mapping[str, frozenset[str]]
    #: text -> the steps to the farthest of these
    steps: Mapping[str, int]

    def are_of_one(self, one: str, other: str) -> bool:
        """Whether two texts go back to one by any number of steps, or one to the other."""
        theirs = self.sources.get(other) or {other}
        # whatever text is above both, its sources are, too
        return not theirs.isdisjoint(self.sources.get(one) or {one})

    def is_behind(self, text: str, article: str) -> bool:
        """Whether an article goes back to a text by any number of steps."""
        if not self.are_of_one(text, article):
            return False
        # all that the text is behind is farther from the sources than it
        least = self.steps.get(text, 0)
        seen, due = {article}, [article]
        while due and text not in seen:
            if self.steps.get(name := due.pop(), 0) > least:
                due += (up for up in self.upstream[name] if up not in seen)
                seen.update(self.upstream[name])
        return text in seen


def read(stemma: Stemma) -> Ties:
    """Read a stemma; its links make no circle."""
    links = {(link.upstream, link.to): link for link in stemma.links}
    upstream: dict[str, list[str]] = {node.id: [] for node in stemma.nodes}
    for link in stemma.links:
        if link.relation in DEPENDING:
            upstream.setdefault(link.to, []).append(link.upstream)
    sources: dict[str, frozenset[str]] = {}
    steps: dict[str, int] = {}
    for name in TopologicalSorter(upstream).static_order():
        above = upstream.get(name, [])
        sources[name] = frozenset().union(*(sources[up] for up in above)) or frozenset({name})
        steps[name] = max((1 + steps[up] for up in above), default=0)
    return Ties(links, upstream, sources, steps)
