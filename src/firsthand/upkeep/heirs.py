"""Which story goes on in which group, when articles are grouped anew."""

from collections import Counter
from collections.abc import Mapping, Sequence


def find(groups: Sequence[Sequence[int]], before: Mapping[int, int]) -> dict[int, tuple[int, bool]]:
    """Per old story the group that has most of it, and whether that takes over its id.

    ``before`` gives the story of each article. A group takes over the id of the story of which it
    has most.
    """
    shares = Counter(
        (before[number], at) for at, numbers in enumerate(groups) for number in numbers
        if number in before
    )  # fmt: skip
    ranked = sorted(shares, key=lambda pair: (-shares[pair], pair[1], pair[0]))
    found: dict[int, tuple[int, bool]] = {}
    taken: set[int] = set()
    for old, at in ranked:
        if old not in found:
            found[old] = (at, at not in taken)
            taken.add(at)
    return found
