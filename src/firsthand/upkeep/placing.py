"""The stage that groups articles into stories, and narrows their dates by these.

Articles are placed online, in the library's order, by a placer that is kept from one call to the
next: what comes last costs one step, however large the library is. A placer remembers a window of
articles; when that is full a new one begins with its later half, and stories that reach back
beyond it go on. As long as all articles fit one window, whatever does not come last makes all of it
be placed anew: then it does not matter when an article came in. In a larger library it is placed
with what is under way when it comes, which can differ from what a rebuild would find.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from firsthand.records import Published
from firsthand.store import changes, findings, shelf
from firsthand.store.database import Database
from firsthand.store.shelf import Kept
from firsthand.stories import narrow
from firsthand.stories.meaning import Encoder
from firsthand.stories.place import RENEWALS, Placer
from firsthand.upkeep import heirs
from firsthand.upkeep.reading import MAX_REASON

#: articles that a placer remembers at most; a new one begins with half as many. Placing takes about
#: a millisecond each: this is what the first `add` of a process may wait for, and some days of news
#: of a middling collection
WINDOW = 2_000
#: what is not known any more of an article that is not shown
_LEFT = (
    "delete_membership", "delete_reading", "delete_descent", "delete_facet", "delete_ways",
    "delete_citations",
)  # fmt: skip
#: articles around one with which it is placed again to be explained
EXPLAINED = 500


@dataclass(slots=True)
class Desk:
    """A placer, and what of the library it knows."""

    placer: Placer
    #: whether all that the library has was placed by it
    whole: bool
    #: numbers of articles by their ids
    numbers: dict[str, int] = field(default_factory=dict)
    #: numbers of stories by the placer's ids
    stories: dict[str, int] = field(default_factory=dict)
    #: place in the order of the last article
    last: tuple[str, str] = ("", "")
    #: merges of the placer that the library has made, too
    merged: int = 0


def place(database: Database, encoder: Encoder | None) -> int:
    """Group some of what is due, and return how much that was; 0 when nothing is due."""
    with database.writing():
        kept = database.memory.get(Desk)
        stage = _Stage(database, encoder, kept if isinstance(kept, Desk) else None)
        gone = [row["subject"] for row in database.all("gone")]
        stage.release(gone)
        due = [row["subject"] for row in database.all("due_in_order", most=WINDOW)]
        if gone or due:
            stage.take(due, anew=bool(gone))
            stage.write()
        changes.done(database, "place", {*gone, *due}.difference(stage.failed))
        for number, reason in stage.failed.items():
            changes.set_aside(database, "place", number, reason)
        database.memory[Desk] = stage.desk
    return len(gone) + len(due)


def placer_of(database: Database, encoder: Encoder | None, article: int) -> Placer:
    """Return a placer that has placed ``article`` with what was near it, to be asked why."""
    desk = database.memory.get(Desk)
    if isinstance(desk, Desk) and article in desk.numbers.values():
        return desk.placer
    placer = Placer(encoder=encoder)
    near = [row["number"] for row in database.all("near_in_order", article=article, most=EXPLAINED)]
    for one in shelf.load(database, near):
        placer.place(one.article)
    return placer


def _rank(kept: Kept) -> tuple[str, str]:
    return kept.appeared, kept.article.id


@dataclass(slots=True)
class _Stage:
    """One turn of the stage."""

    database: Database
    encoder: Encoder | None
    desk: Desk | None
    #: articles that could not be placed, with the reason
    failed: dict[int, str] = field(default_factory=dict)
    #: stories whose articles, or their wordings, have changed
    changed: dict[int, None] = field(default_factory=dict)

    def release(self, numbers: Sequence[int]) -> None:
        """Take out of their stories what was removed or is not there any more."""
        for number in numbers:
            story = findings.memberships(self.database, [number]).get(number)
            for statement in _LEFT:
                self.database.do(statement, number)
            if story is not None:
                self._touch(story)
            self.desk = None

    def take(self, due: Sequence[int], *, anew: bool) -> None:
        """Place what is due, given in the order of the library."""
        stories = findings.memberships(self.database, due)
        fresh = [one for one in shelf.load(self.database, due) if one.number not in stories]
        placed = self.database.count("count_placed")
        late = anew or bool(stories) or not all(map(self._is_last, fresh[:1]))
        if placed + len(fresh) <= WINDOW and late:
            self._place_anew([*self._placed(0), *fresh], whole=True)
        else:
            for one in fresh:
                self._place(one)
        for story in findings.memberships(self.database, stories).values():
            self._touch(story)

    def write(self) -> None:
        """Write the stories that have changed."""
        for row in self.database.all("empty_stories"):
            self.database.do("delete_story", row["number"])
            self.changed.pop(row["number"], None)
        for story in self.changed:
            self._write(story)

    # ---------------------------------------------------------------- what comes last

    def _is_last(self, kept: Kept) -> bool:
        row = self.database.one("last_placed")
        return row is None or _rank(kept) > (row["appeared"], row["id"])

    def _place(self, one: Kept) -> None:
        """Place one article with what is under way."""
        desk = self._open()
        if not self._put(desk, one):
            return
        if len(desk.numbers) in RENEWALS:
            # words weigh something else now: the placer has grouped all of its articles anew
            self._regroup(desk)
            return
        for merge in desk.placer.merges[desk.merged :]:
            if merge.absorbed in desk.stories:
                self._merge(desk, merge.kept, merge.absorbed)
        desk.merged = len(desk.placer.merges)
        story = self._describe(desk, one.article.id)
        self.database.many("set_membership", [(one.number, story)])
        self._touch(story)

    def _open(self) -> Desk:
        """Return the desk; one begun from what was placed before if there is none, or it is full."""
        if self.desk is None or len(self.desk.numbers) >= WINDOW:
            placed, half = self.database.count("count_placed"), WINDOW // 2
            start = 0 if placed < WINDOW else (placed // half - 1) * half
            self._place_anew(self._placed(start), whole=start == 0)
        assert self.desk is not None
        return self.desk

    def _placed(self, start: int) -> list[Kept]:
        rows = self.database.all("placed_in_order", start=start)
        return shelf.load(self.database, [row["number"] for row in rows])

    def _put(self, desk: Desk, one: Kept) -> bool:
        """Place one article, and say whether that could be done."""
        try:
            desk.placer.place(one.article)
        except Exception as error:  # noqa: BLE001 -- one article must not stop all others
            self.failed[one.number] = f"{type(error).__name__}: {error}"[:MAX_REASON]
            return False
        desk.numbers[one.article.id] = one.number
        desk.last = max(desk.last, _rank(one))
        return True

    def _merge(self, desk: Desk, kept: str, absorbed: str) -> None:
        """Make two stories one, as the placer did; the larger one keeps its id."""
        old = desk.stories.pop(absorbed)
        new = desk.stories.setdefault(kept, old)
        if new == old:
            return
        if self.database.count("story_size", old) > self.database.count("story_size", new):
            old, new = new, old
        desk.stories[kept] = new
        self._join(old, new)

    # ---------------------------------------------------------------- all anew

    def _place_anew(self, kept: Sequence[Kept], *, whole: bool) -> None:
        """Place these anew; stories keep their ids where most of one stays together.

        ``whole`` says that they are all there are: then nothing stays as it was told before.
        """
        desk = Desk(Placer(encoder=self.encoder), whole)
        for one in sorted(kept, key=_rank):
            self._put(desk, one)
        self.desk = desk
        self._regroup(desk)

    def _regroup(self, desk: Desk) -> None:
        """Write the groups of a placer as they are; members outside it stay with the larger part."""
        desk.merged = len(desk.placer.merges)
        desk.stories.clear()
        groups = {n: [desk.numbers[i] for i in ids] for n, ids in desk.placer.groups().items()}
        before = findings.memberships(self.database, desk.numbers.values())
        found = heirs.find(list(groups.values()), before)
        keepers = {heir: old for old, (heir, keeps) in found.items() if keeps}
        for place, (name, inside) in enumerate(groups.items()):
            story = keepers.get(place) or self._begin(name)
            desk.stories[name] = story
            stood = {before.get(number) for number in inside}
            if stood != {story}:
                self.database.many("set_membership", [(number, story) for number in inside])
                for other in stood | {story}:
                    self._touch(other)
                self._describe(desk, desk.placer.groups()[name][0])
        for old, (heir, keeps) in found.items():
            if not keeps:
                self._join(old, desk.stories[[*groups][heir]])
        if desk.whole:
            self._describe_all(desk)

    # ---------------------------------------------------------------- stories

    def _begin(self, proposed: str) -> int:
        """Begin a story under an id that no story has."""
        name, count = proposed, 1
        while (known := self.database.one("story_named", id=name)) and known["id"] == name:
            count += 1
            name = f"{proposed}-{count}"
        self.database.do("unmove", name)
        return self.database.do("add_story", id=name)

    def _join(self, old: int, new: int) -> None:
        """Give what is left of a story to another one, and let its id lead there."""
        row = self.database.one("placed_story", old)
        assert row is not None
        self.database.do("join_stories", old=old, new=new)
        self.database.do("move_on", old=old, new=new)
        self.database.do("delete_story", old)
        self.database.do("move_story", id=row["id"], story=new)
        self.changed.pop(old, None)
        self._touch(new)

    def _touch(self, story: int | None) -> None:
        """Note that the articles of a story, or their wordings, have changed."""
        if story is not None:
            self.changed[story] = None

    def _describe_all(self, desk: Desk) -> None:
        for articles in desk.placer.groups().values():
            self._describe(desk, articles[0])

    def _describe(self, desk: Desk, article: str) -> int:
        """Keep the headline and the related stories of an article's story; returns its number."""
        group = desk.placer.story(article)
        if group.id not in desk.stories:
            desk.stories[group.id] = self._begin(group.id)
        number = desk.stories[group.id]
        known = ((desk.stories.get(one.story), one.kind) for one in group.related)
        related = [(other, kind) for other, kind in known if other is not None]
        if findings.describe(self.database, number, group.title, related):
            changes.mark(self.database, "tell", [number])
        return number

    def _write(self, number: int) -> None:
        """Write a story with its articles, whose dates are narrowed by one another."""
        kept = shelf.load(self.database, findings.members(self.database, number))
        findings.gather(self.database, number, size=len(kept), latest=kept[-1].appeared)
        try:
            _narrow(self.database, kept)
        except Exception as error:  # noqa: BLE001 -- one story must not stop all others
            self.failed[kept[-1].number] = f"{type(error).__name__}: {error}"[:MAX_REASON]
        changes.mark(self.database, "tell", [number])


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
