"""Which story goes on in which group, when articles are grouped anew."""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

Article = TypeVar("Article", bound=Hashable)
Story = TypeVar("Story", int, str)


def find(
    groups: Sequence[Sequence[Article]], before: Mapping[Article, Story]
) -> dict[Story, tuple[int, bool]]:
    """Per old story the group that has most of it, and whether that takes over its id.

    ``before`` gives the story of each article. A group takes over the id of the story of which it
    has most.
    """
    shares = Counter(
        (before[name], at) for at, names in enumerate(groups) for name in names if name in before
    )
    ranked = sorted(shares, key=lambda pair: (-shares[pair], pair[1], pair[0]))
    found: dict[Story, tuple[int, bool]] = {}
    taken: set[int] = set()
    for old, at in ranked:
        if old not in found:
            found[old] = (at, at not in taken)
            taken.add(at)
    return found
