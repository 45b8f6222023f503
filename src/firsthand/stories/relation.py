"""Stories that have to do with one another without telling of the same event."""

from collections.abc import Iterable

from firsthand.records import Related
from firsthand.stories.features import Days
from firsthand.stories.gathering import Gathering

#: least kinship of related stories, about half of what makes two stories one
RELATED = 0.12
#: related stories shown
SHOWN = 6


def relate(story: Gathering, near: Iterable[Gathering]) -> tuple[Related, ...]:
    """Related stories of one among those ``near`` it, the nearest first."""
    kin = [(story.kinship(other), other) for other in near if other is not story]
    kin = sorted((pair for pair in kin if pair[0] >= RELATED), key=lambda p: (-p[0], p[1].number))
    return tuple(
        Related(story=other.id, kind=_kind(story.days, other.days)) for _, other in kin[:SHOWN]
    )


def _kind(ours: Days | None, theirs: Days | None) -> str:
    """Whether the other story's days lie before or after; the same subject if they overlap."""
    if ours is None or theirs is None:
        return "same_subject"
    if theirs.last < ours.first:
        return "earlier"
    return "later" if theirs.first > ours.last else "same_subject"
