"""Articles that are no copies of one another, because somebody who looked said so.

Such a pair is left out before anything is judged, so that what rests on it (directions, lost texts,
families, origins) is found without it. A page that an article links stays its source: that is read in
the article, not inferred from words.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from firsthand.lineage.match import Matches
from firsthand.records import ACTS_ON_LINKS, Act

#: two articles, the lesser id first, and the act that parts them
Parted = Mapping[tuple[str, str], Act]


def find(acts: Iterable[Act], articles: Iterable[str]) -> dict[tuple[str, str], Act]:
    """The pairs of ``articles`` that acts part; of several acts on one pair the last one counts."""
    here = set(articles)
    found = {}
    for act in sorted(acts, key=lambda act: act.number):
        if act.kind in ACTS_ON_LINKS:
            a, b = act.these[0].article, act.those[0].article
            if a is not None and b is not None and here.issuperset((a, b)):
                found[min(a, b), max(a, b)] = act
    return found


def meeting(matches: Matches, parted: Parted) -> Iterator[Act]:
    """The acts that decide something: their articles share words."""
    shared = {(min(a, b), max(a, b)) for a, b, _ in (*matches.neighbours, *matches.likely)}
    for (a, b), act in parted.items():
        firsts = matches.same.get(a, a), matches.same.get(b, b)
        if firsts[0] == firsts[1] or (min(firsts), max(firsts)) in shared:
            yield act


def part(matches: Matches, parted: Parted) -> Matches:
    """Leave parted pairs out of the matches.

    A body that several articles print is compared once, for the first of them. Who is parted from
    that one is compared for itself, with what that one is compared with.
    """
    if not parted:
        return matches
    same = dict(matches.same)
    again: dict[str, list[str]] = {}
    for a, b in parted:
        if a in same and same.get(b) == a:  # the first has the least id
            same[b] = b
            again.setdefault(a, []).append(b)
    telling = {**matches.telling}
    for first, others in again.items():
        telling |= dict.fromkeys(others, matches.telling.get(first, 0))
    return replace(
        matches,
        same=same,
        neighbours=tuple(_without(matches.neighbours, parted, again)),
        likely=tuple(_without(matches.likely, parted, again)),
        telling=telling,
    )


def _without(
    pairs: Iterable[tuple[str, str, int]], parted: Parted, again: Mapping[str, list[str]]
) -> Iterator[tuple[str, str, int]]:
    for one, other, count in pairs:
        for a in (one, *again.get(one, ())):
            for b in (other, *again.get(other, ())):
                if (min(a, b), max(a, b)) not in parted:
                    yield a, b, count
