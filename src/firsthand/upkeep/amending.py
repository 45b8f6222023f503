"""What stories the groups of articles are: what was grouped, with an analyst's acts carried out on it.

Looked at is what has changed and what acts tie to that, nothing else. Stories follow from groups and
acts alone; their ids are carried over where most of a story stays together.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from firsthand.records import ACTS_ON_STORIES, Act
from firsthand.store import acts, changes, findings, gatherings, shelf
from firsthand.store.database import Database
from firsthand.store.gatherings import Gathering
from firsthand.store.shelf import Kept
from firsthand.stories import amendment, heirs
from firsthand.stories.regroup import new_id


def amend(
    database: Database,
    *,
    changed: Iterable[int] = (),
    looked: Iterable[int] = (),
    lost: Collection[int] = (),
    at_once: bool = False,
) -> None:
    """Write the stories that follow from some groups.

    Articles, or their wordings, have ``changed``; of groups that are ``looked`` at, it may be only the
    acts or the headline; stories that have ``lost`` an article are written, too. These are told at
    once, the others if that is asked for.
    """
    named = set(changed)
    tied = acts.tied(database, ACTS_ON_STORIES)
    wanted = _reach(named.union(looked), tied.values())
    if not wanted and not lost:
        return
    relevant = {act for act, groups in tied.items() if wanted.intersection(groups)}
    standing = acts.standing(database) if relevant else []
    decisions = [act for act in standing if act.number in relevant]
    step = _Step(database, gatherings.load(database, wanted), decisions)
    step.carry_over()
    step.changed.update(step.stories_of(named), lost)
    step.describe()
    step.write()
    changes.mark(database, "tell", step.due if at_once else step.due.intersection(lost))


def extend(database: Database, group: int, added: Sequence[Kept]) -> bool:
    """Give the story of a group the articles that it got, whatever the number of the others.

    Returns False, and leaves it to ``amend``, where the story is not that group and nothing else.
    """
    row = database.one("sole_story", group)
    if row is None or any(
        group in groups for groups in acts.tied(database, ACTS_ON_STORIES).values()
    ):
        return False
    story: int = row["story"]
    database.many("set_membership", [(one.number, story) for one in added])
    latest = max(one.appeared for one in added)
    database.do("extend_story", story=story, more=len(added), latest=latest)
    findings.entitle(database, story, (row["article"], row["words"]))
    _mark(database, story)
    return True


def _mark(database: Database, story: int) -> None:
    """Note that there is something new to tell of a story."""
    for stage in ("narrow", "join"):
        changes.mark(database, stage, [story])


def around(database: Database, articles: Collection[int]) -> set[int]:
    """The articles with which these stand, or stood, together by any act, and all of their groups."""
    ties = acts.tied(database, ACTS_ON_STORIES, undone=True)
    if not ties:
        return set(articles)
    wanted = _reach(set(gatherings.of(database, articles).values()), ties.values())
    reached = gatherings.load(database, wanted)
    return {number for one in reached for number, _ in one.articles}.union(articles)


def _reach(wanted: set[int], ties: Iterable[Sequence[int]]) -> set[int]:
    """Everything that hangs together with what is wanted by way of ties."""
    reached, front = set(wanted), list(wanted)
    beside: dict[int, list[set[int]]] = defaultdict(list)
    for tie in map(set, ties):
        for one in tie:
            beside[one].append(tie)
    while front:
        for tie in beside.get(front.pop(), ()):
            front += tie - reached
            reached |= tie
    return reached


class _Step:
    """Groups that hang together, and the stories that they are."""

    def __init__(
        self, database: Database, found: Sequence[Gathering], decisions: Sequence[Act]
    ) -> None:
        self.database = database
        self.gatherings = {one.number: one for one in found}
        self.numbers = {name: number for one in found for number, name in one.articles}
        #: group of each article
        self.home = {name: one.number for one in found for _, name in one.articles}
        self.amended = amendment.amend(
            ([name for _, name in one.articles] for one in found), decisions
        )
        #: story of each of the amended groups
        self.stories: list[int] = []
        #: stories whose articles, or their wordings, have changed
        self.changed: set[int] = set()
        #: stories of which something is to be told
        self.due: set[int] = set()

    def stories_of(self, groups: Collection[int]) -> set[int]:
        """The stories that hold articles of some groups."""
        each = zip(self.amended.groups, self.stories, strict=True)
        return {story for group, story in each if any(self.home[name] in groups for name in group)}

    # ---------------------------------------------------------------- which story goes on

    def carry_over(self) -> None:
        """Make each group the story of which it has most, or a new one."""
        groups = [[self.numbers[name] for name in group] for group in self.amended.groups]
        before = findings.memberships(self.database, self.numbers.values())
        found = heirs.find(groups, before)
        keepers = {heir: old for old, (heir, keeps) in found.items() if keeps}
        largest = {old: at for old, (at, _) in heirs.find(self.amended.groups, self.home).items()}
        self.stories = [
            keepers.get(at) or self._begin(group, at, largest)
            for at, group in enumerate(self.amended.groups)
        ]
        for story, numbers in zip(self.stories, groups, strict=True):
            moved = [number for number in numbers if before.get(number) != story]
            if moved:
                self.database.many("set_membership", [(number, story) for number in moved])
                self.changed.update({story}, {before[n] for n in moved if n in before})
        for old, (heir, keeps) in found.items():
            if not keeps and not self.database.count("story_size", old):
                self._lead(old, self.stories[heir])
        for number, at in largest.items():
            self.database.do("set_gathering_story", self.stories[at], number)

    def _begin(self, group: Sequence[str], at: int, largest: Mapping[int, int]) -> int:
        """Begin a story under an id that no story has: that of the group of which it has most."""
        [first, *_] = amendment.largest(group, self.home)
        proposed = self.gatherings[first].id if largest[first] == at else new_id(group[0])
        name, count = proposed, 1
        while (known := self.database.one("story_named", id=name)) and known["id"] == name:
            count += 1
            name = f"{proposed}-{count}"
        self.database.do("unmove", name)
        return self.database.do("add_story", id=name)

    def _lead(self, old: int, new: int) -> None:
        """Let the id of a story that is no more lead to another one."""
        row = self.database.one("story_at", old)
        assert row is not None
        self.database.do("move_on", old=old, new=new)
        self.database.do("delete_story", old)
        self.database.do("move_story", id=row["id"], story=new)

    # ---------------------------------------------------------------- what is shown of it

    def describe(self) -> None:
        """Give stories their headlines, and the marks of the acts that decided."""
        for group, marks, story in zip(
            self.amended.groups, self.amended.marks, self.stories, strict=True
        ):
            sources = (self.gatherings[one] for one in amendment.largest(group, self.home))
            title = amendment.headline(group, (one.headline for one in sources))
            if findings.entitle(self.database, story, title or self._first_title(group)):
                self._mark(story)
            numbers = (act.number for act in marks)
            acts.decide(self.database, story, ACTS_ON_STORIES, numbers)

    def _first_title(self, group: Sequence[str]) -> tuple[str, str]:
        kept = shelf.load(self.database, [self.numbers[name] for name in group])
        return amendment.first_title([one.article for one in kept])

    def write(self) -> None:
        """Write the stories that have changed, and delete those that nothing is left of."""
        for story in sorted(self.changed - findings.drop_empty(self.database, self.changed)):
            findings.gather(self.database, story)
            self._mark(story)

    def _mark(self, story: int) -> None:
        _mark(self.database, story)
        self.due.add(story)
