"""The stage that groups articles into stories, and narrows their dates by these.

What is near a new article in the library's order is grouped anew, in that order: so it does not
matter when an article came in, as long as the library is no larger than the window; a larger one
may differ from what grouping all of it at once would give. A story keeps its id where most of it
stays together, and members that lie outside the window stay with the larger part.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from firsthand.records import Published, Related, Story
from firsthand.store import changes, findings, shelf
from firsthand.store.database import Database
from firsthand.store.shelf import Kept
from firsthand.stories import narrow
from firsthand.stories.meaning import Encoder
from firsthand.stories.place import Placer
from firsthand.upkeep.reading import MAX_REASON

#: articles grouped together. Placing takes about a millisecond each: this is what an `add` may
#: wait for, and some days of news of a middling collection
WINDOW = 2_000


def place(database: Database, encoder: Encoder | None) -> None:
    """Group what is due with what is near it."""
    with database.writing():
        order = {row["number"]: at for at, row in enumerate(database.all("order"))}
        _release(database, [n for n in changes.get(database, "place") if n not in order])
        due = changes.get(database, "place")
        failed: dict[int, str] = {}
        for numbers in _windows(order, due):
            _Regrouping(database, numbers, order, frozenset(due), failed).run(encoder)
        for row in database.all("empty_stories"):
            database.do("delete_story", row["number"])
        changes.done(database, "place", set(due).difference(failed))
        for number, reason in failed.items():
            changes.set_aside(database, "place", number, reason)


def near(database: Database, number: int) -> list[int]:
    """Return the articles with which one is grouped, in the order of the library."""
    order = {row["number"]: at for at, row in enumerate(database.all("order"))}
    return next(_windows(order, [number]), [])


def _windows(order: Mapping[int, int], due: Sequence[int]) -> Iterator[list[int]]:
    """Stretches of the order that together hold all that is due, with what lies around it."""
    numbers = list(order)
    reached = -1
    for at in sorted(order[number] for number in due if number in order):
        if at <= reached:
            continue
        low = max(0, min(at - WINDOW // 2, len(numbers) - WINDOW))
        reached = low + WINDOW - 1
        yield numbers[low : low + WINDOW]


def _release(database: Database, numbers: Sequence[int]) -> None:
    """Take out of their stories what was removed."""
    for number in numbers:
        story = findings.memberships(database, [number]).get(number)
        for statement in ("delete_membership", "delete_reading", "delete_descent"):
            database.do(statement, number)
        if story is not None:
            changes.mark(database, "place", findings.members(database, story))
            changes.mark(database, "tell", [story])


@dataclass(frozen=True, slots=True)
class _Regrouping:
    """One window grouped anew."""

    database: Database
    numbers: Sequence[int]
    order: Mapping[int, int]
    due: frozenset[int]
    #: articles that could not be placed, with the reason
    failed: dict[int, str]

    def run(self, encoder: Encoder | None) -> None:
        by_id, groups = self._group(encoder)
        inside = [[by_id[name] for name in group.articles] for group in groups]
        before = findings.memberships(self.database, self.numbers)
        heirs = _heirs(inside, before)
        stories = [
            self._found(
                group, [old for old, (heir, keeps) in heirs.items() if keeps and heir == at]
            )
            for at, group in enumerate(groups)
        ]
        names = {group.id: name for group, (_, name) in zip(groups, stories, strict=True)}
        members = [set(numbers) for numbers in inside]
        keepers = {heir for heir, keeps in heirs.values() if keeps}
        changed = [
            at not in keepers or self._changed(numbers, before) for at, numbers in enumerate(inside)
        ]
        for old, (heir, keeps) in heirs.items():
            outside = set(findings.members(self.database, old)).difference(self.numbers)
            members[heir] |= outside
            changed[heir] |= not keeps
        for at, (number, name) in enumerate(stories):
            self._keep(number, replace(groups[at], id=name), members[at], names, changed[at])
        for old, (heir, keeps) in heirs.items():
            if not keeps:
                self._merge(old, stories[heir][0])

    def _group(self, encoder: Encoder | None) -> tuple[dict[str, int], list[Story]]:
        """Place the window's articles in their order; returns their numbers and the groups."""
        placer, by_id = Placer(encoder=encoder), {}
        for one in shelf.load(self.database, self.numbers):
            try:
                placer.place(one.article)
            except Exception as error:  # noqa: BLE001 -- one article must not stop all others
                self.failed[one.number] = f"{type(error).__name__}: {error}"[:MAX_REASON]
            else:
                by_id[one.article.id] = one.number
        return by_id, placer.stories()

    def _changed(self, numbers: Sequence[int], before: Mapping[int, int]) -> bool:
        stories = {before.get(number) for number in numbers}
        return len(stories) > 1 or None in stories or not self.due.isdisjoint(numbers)

    def _found(self, group: Story, kept: Sequence[int]) -> tuple[int, str]:
        """Return number and id of a group's story; a group of articles without one begins one."""
        if kept:
            row = self.database.one("placed_story", kept[0])
            assert row is not None
            return kept[0], row["id"]
        name, count = group.id, 1
        while (known := findings.story(self.database, name)) and known[1].id == name:
            count += 1
            name = f"{group.id}-{count}"
        self.database.do("unmove", name)
        return self.database.do("add_story", id=name), name

    def _keep(
        self, number: int, story: Story, members: set[int], names: Mapping[str, str], changed: bool
    ) -> None:
        ordered = sorted(members, key=self.order.__getitem__)
        lost = set(findings.members(self.database, number)) - members
        self.database.many("set_membership", [(one, number) for one in ordered])
        kept = shelf.load(self.database, ordered)
        related = tuple(Related(story=names[r.story], kind=r.kind) for r in story.related)
        placed = replace(story, articles=tuple(k.article.id for k in kept), related=related)
        findings.place(self.database, number, placed, latest=shelf.appeared(kept[-1].article))
        if changed or lost:
            try:
                _narrow(self.database, kept)
            except Exception as error:  # noqa: BLE001 -- nor one story that of all others
                self.failed[kept[-1].number] = f"{type(error).__name__}: {error}"[:MAX_REASON]
            changes.mark(self.database, "tell", [number])

    def _merge(self, old: int, new: int) -> None:
        """Let the id of a story that is no more lead to the one that has most of it."""
        row = self.database.one("placed_story", old)
        assert row is not None
        self.database.do("move_on", old=old, new=new)
        self.database.do("delete_story", old)
        self.database.do("move_story", id=row["id"], story=new)


def _heirs(
    inside: Sequence[Sequence[int]], before: Mapping[int, int]
) -> dict[int, tuple[int, bool]]:
    """Per old story the group that has most of it, and whether that takes over its id.

    A group takes over the id of the story of which it has most.
    """
    shares = Counter(
        (before[number], at) for at, numbers in enumerate(inside) for number in numbers
        if number in before
    )  # fmt: skip
    ranked = sorted(shares, key=lambda pair: (-shares[pair], pair[1], pair[0]))
    heirs: dict[int, tuple[int, bool]] = {}
    taken: set[int] = set()
    for old, at in ranked:
        if old not in heirs:
            heirs[old] = (at, at not in taken)
            taken.add(at)
    return heirs


def _narrow(database: Database, kept: Sequence[Kept]) -> None:
    """Narrow the dates of a story's articles by one another; what that moves is read anew."""
    narrowed = narrow.narrow([one.article for one in kept])
    found = {article.id: article.published for article in narrowed}
    for one in kept:
        published: Published | None = found[one.article.id]
        if published == one.article.published:
            published = None
        if published != one.narrowed:
            findings.narrow(database, one.number, published)
            changes.mark(database, "read", [one.number])
            changes.mark(database, "trace", [one.number])
