"""An analyst's acts on stories, carried out on the groups that were found.

The placer knows nothing of them. It groups the articles, and then each act is done to the groups, the
earlier one first, so that of two that contradict one another the later one counts. An act names
articles, never stories: whatever groups were found, now or when all is grouped anew, they follow from
the groups and the acts alone.

- *merge*: the groups of two articles become one.
- *move*, *pin*: an article goes to the group of another one, its anchor, from wherever it was put.
- *split*: some articles leave the group of those that stay, and are one group. Those that had left it
  without the act show where the others go.

What an act names and is not here (removed, purged, not public yet) does nothing. For an anchor that
is not here another article stands in that was in its story when the act was made.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from firsthand.records import ACTS_ON_STORIES, Act, Article, Named, Related, Story
from firsthand.stories import heirs
from firsthand.stories.headline import first_sentence
from firsthand.stories.regroup import new_id
from firsthand.stories.relation import SHOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Amended:
    """Groups after the acts."""

    groups: tuple[tuple[str, ...], ...]
    #: for each group the acts that changed something and name one of its articles, in order
    marks: tuple[tuple[Act, ...], ...]


class _Groups:
    """Groups of articles while acts are carried out on them."""

    def __init__(self, groups: Iterable[Sequence[str]]) -> None:
        self.members = {number: dict.fromkeys(group) for number, group in enumerate(groups)}
        self.home = {name: number for number, group in self.members.items() for name in group}

    def present(self, named: Iterable[Named]) -> list[str]:
        """Those of some articles that are here."""
        return [
            one.article for one in named if one.article is not None and one.article in self.home
        ]

    def begin(self) -> int:
        number = len(self.members)
        self.members[number] = {}
        return number

    def put(self, name: str, group: int) -> bool:
        """Put an article into a group, and say whether it was not there."""
        if self.home[name] == group:
            return False
        del self.members[self.home[name]][name]
        self.members[group][name] = None
        self.home[name] = group
        return True

    def unite(self, a: int, b: int) -> bool:
        """Make two groups one, and say whether they were two."""
        if a == b:
            return False
        small, large = sorted((a, b), key=lambda one: len(self.members[one]))
        for name in list(self.members[small]):
            self.put(name, large)
        return True


def amend(groups: Iterable[Sequence[str]], acts: Iterable[Act]) -> Amended:
    """Carry out ``acts`` on ``groups`` of article ids, in the order of their numbers.

    Groups come in the order of their least article, articles in that of their ids. Time grows with the
    articles, and with the sizes of the groups that are merged.
    """
    found = _Groups(groups)
    decided = [
        (act, used)
        for act in sorted(acts, key=lambda act: act.number)
        if act.kind in ACTS_ON_STORIES and (used := _carry_out(found, act))
    ]
    marks: dict[int, dict[int, Act]] = {number: {} for number in found.members}
    for act, used in decided:
        for name in used:
            marks[found.home[name]][act.number] = act
    left = sorted((sorted(group), number) for number, group in found.members.items() if group)
    return Amended(
        groups=tuple(tuple(group) for group, _ in left),
        marks=tuple(tuple(marks[number].values()) for _, number in left),
    )


def _carry_out(groups: _Groups, act: Act) -> list[str]:
    """Do what an act asks for; return the articles by which it did, none if nothing changed."""
    these, those = groups.present(act.these), groups.present(act.those)
    if not these or not those:
        return []
    if act.kind == "merge":
        changed = groups.unite(groups.home[these[0]], groups.home[those[0]])
        return [these[0], those[0]] if changed else []
    if act.kind == "split":
        return [*these, those[0]] if _split(groups, these, those) else []
    changed = groups.put(these[0], groups.home[those[0]])
    return [these[0], those[0]] if changed else []


def _split(groups: _Groups, these: Sequence[str], those: Sequence[str]) -> bool:
    staying = {groups.home[name] for name in those}
    left = [name for name in these if groups.home[name] not in staying]
    group = groups.home[left[0]] if left else groups.begin()
    return sum(groups.put(name, group) for name in these) > 0


# --------------------------------------------------------------------------- stories


def restory(
    stories: Sequence[Story], acts: Iterable[Act], articles: Mapping[str, Article]
) -> list[Story]:
    """Carry out ``acts`` on stories as they were grouped.

    ``articles`` are those of all stories, in their order. A story that stays together for the most
    part keeps its id.
    """
    acts = [act for act in acts if act.kind in ACTS_ON_STORIES]
    if not acts:
        return list(stories)
    amended = amend((story.articles for story in stories), acts)
    if not any(amended.marks):
        return list(stories)
    order = {name: place for place, name in enumerate(articles)}
    groups = [tuple(sorted(group, key=order.__getitem__)) for group in amended.groups]
    before = {name: story.id for story in stories for name in story.articles}
    found = heirs.find(groups, before)
    ids = {at: old for old, (at, keeps) in found.items() if keeps}
    taken = set(ids.values())
    known = {story.id: story for story in stories}
    made = []
    for at, (group, marks) in enumerate(zip(groups, amended.marks, strict=True)):
        name = ids.get(at) or new_id(group[0], taken)
        taken.add(name)
        sources = [known[old] for old in largest(group, before)]
        made.append(
            Story(
                id=name,
                articles=group,
                title=headline(group, [story.title for story in sources])
                or first_title([articles[name] for name in group]),
                related=_related(sources, name, {old: at for old, (at, _) in found.items()}, ids),
                corrected_by=tuple(act.mark for act in marks),
            )
        )
    return sorted(made, key=lambda story: order[story.articles[0]])


def largest(group: Sequence[str], before: Mapping[str, heirs.Story]) -> list[heirs.Story]:
    """The stories of which a group holds articles, that of which it holds most first."""
    held: dict[heirs.Story, int] = {}
    for name in group:
        held[before[name]] = held.get(before[name], 0) + 1
    return sorted(held, key=lambda story: -held[story])


def headline(
    group: Iterable[str], proposed: Iterable[tuple[str, str] | None]
) -> tuple[str, str] | None:
    """The first of the headlines ``proposed`` that is of an article of the group."""
    members = set(group)
    return next((one for one in proposed if one and one[0] in members), None)


def first_title(articles: Sequence[Article]) -> tuple[str, str]:
    """The title of the first article that has one, or the first sentence of the first."""
    for article in articles:
        if title := (article.title or "").strip():
            return article.id, title
    return articles[0].id, first_sentence(articles[0])


def _related(
    sources: Sequence[Story], name: str, heir: Mapping[str, int], ids: Mapping[int, str]
) -> tuple[Related, ...]:
    """What the stories of a group are near to, under the ids of now."""
    found: dict[str, Related] = {}
    for story in sources:
        for one in story.related:
            now = ids.get(heir.get(one.story, -1), one.story)
            if now != name:
                found.setdefault(now, replace(one, story=now))
    return tuple(found.values())[:SHOWN]
