"""Grouping all that is known at once: the two stories that are most alike become one, and so on.

Average linkage by the stories' sums (Sokal and Michener 1958), over the few stories that are
near each one; a heap holds the likenesses, so the cost grows as n log n. The stories that come out
carry on the ids of those before of which they hold most.
"""

import heapq
from collections.abc import Container, Mapping, MutableMapping
from hashlib import blake2s

from firsthand.stories import heirs
from firsthand.stories.gathering import Gathering
from firsthand.stories.window import Window

Stories = MutableMapping[int, Gathering]
Heap = list[tuple[float, int, int, int, int]]


def agglomerate(stories: Stories, window: Window, least: float, doubt: float = 0.0) -> None:
    """Merge ``stories`` in place until no two near ones have a kinship of ``least``.

    ``window`` finds those that are near each one; of two the one with the lower number stays.
    ``doubt`` is how much counts against what rests on few words.
    """
    heap: Heap = []
    for a, b in sorted(_near(stories, window)):
        _compare(a, b, stories, (least, doubt), heap)
    into: dict[int, int] = {}
    again: set[tuple[int, ...]] = set()
    while heap:
        _, a, b, *sizes = heapq.heappop(heap)
        kept, absorbed = sorted((_follow(a, into), _follow(b, into)))
        if kept == absorbed:
            continue
        now = (kept, absorbed, *_sizes(stories, kept, absorbed))
        if now == (a, b, *sizes):
            into[absorbed] = kept
            stories[kept].absorb(stories.pop(absorbed))
        elif now not in again:
            # one of them has grown: what they have in common now is another matter
            again.add(now)
            _compare(kept, absorbed, stories, (least, doubt), heap)


def _near(stories: Stories, window: Window) -> set[tuple[int, int]]:
    """Pairs of stories of which one is near the other, the lower number first."""
    return {
        (min(number, other), max(number, other))
        for number, story in stories.items()
        for other in window.near(story.weightiest())
        if other != number
    }


def _compare(a: int, b: int, stories: Stories, asked: tuple[float, float], heap: Heap) -> None:
    """Put the likeness of two stories into the heap, if it is enough."""
    least, doubt = asked
    kinship = stories[a].kinship(stories[b], closely=False, doubt=doubt)
    if kinship >= least:
        heapq.heappush(heap, (-kinship, a, b, *_sizes(stories, a, b)))


def _sizes(stories: Stories, a: int, b: int) -> tuple[int, int]:
    return len(stories[a].articles), len(stories[b].articles)


def _follow(number: int, into: Mapping[int, int]) -> int:
    """The story that has taken over the one with this number."""
    while number in into:
        number = into[number]
    return number


def inherit(stories: Mapping[int, Gathering], before: Mapping[str, str], taken: set[str]) -> None:
    """Give ``stories`` ids: each goes on with that of which it holds most (article -> id before).

    What is left over gets an id that none has had; ``taken`` are those that were given, and grows.
    """
    numbers = list(stories)
    found = heirs.find([stories[number].articles for number in numbers], before)
    given = {numbers[place]: old for old, (place, keeps) in found.items() if keeps}
    for number, story in stories.items():
        story.id = given.get(number) or new_id(story.articles[0], taken)
        taken.add(story.id)


def new_id(article_id: str, taken: Container[str] = ()) -> str:
    """Id of a story that begins with an article; another one if it is ``taken``."""
    name, found = article_id, ""
    while not found or found in taken:
        digest = blake2s(name.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
        name = found = f"story-{digest}"
    return found
