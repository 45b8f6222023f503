"""The stage that groups articles; what stories these groups are, ``amending`` says.

Articles are placed online, in the library's order, by a placer that is kept from one call to the
next: what comes last costs one step, however large the library is. A placer remembers a window of
articles; when that is full a new one begins with its later half, and stories that reach back
beyond it go on. As long as all articles fit one window, whatever does not come last makes all of it
be placed anew: then it does not matter when an article came in. In a larger library it is placed
with what is under way when it comes, which can differ from what a rebuild would find.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from firsthand.store import acts, changes, findings, gatherings, shelf
from firsthand.store.database import Database
from firsthand.store.shelf import Kept
from firsthand.stories import heirs
from firsthand.stories.meaning import Encoder
from firsthand.stories.place import RENEWALS, Placer
from firsthand.upkeep import amending

#: articles that a placer remembers at most; a new one begins with half as many. Placing takes about
#: a millisecond each: this is what the first `add` of a process may wait for, and some days of news
#: of a middling collection
WINDOW = 2_000
#: what is not known any more of an article that is not shown
_LEFT = (
    "delete_placement", "delete_seconds", "delete_membership", "delete_reading", "delete_descent", "delete_facet",
    "delete_ways", "delete_citations",
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
    #: numbers of groups by the placer's ids
    groups: dict[str, int] = field(default_factory=dict)
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
    #: groups whose articles, or their wordings, have changed; those with another headline
    changed: dict[int, None] = field(default_factory=dict)
    described: set[int] = field(default_factory=set)
    #: articles that groups got, in order
    added: dict[int, list[Kept]] = field(default_factory=dict)
    #: stories that lost an article which is not placed any more
    lost: set[int] = field(default_factory=set)

    def release(self, numbers: Sequence[int]) -> None:
        """Take out of their stories what was removed or is not there any more."""
        for number in numbers:
            self.lost.update(findings.memberships(self.database, [number]).values())
            tied = gatherings.of(self.database, [number, *acts.companions(self.database, number)])
            for statement in _LEFT:
                self.database.do(statement, number)
            self.changed |= dict.fromkeys(tied.values())
            self.desk = None

    def take(self, due: Sequence[int], *, anew: bool) -> None:
        """Place what is due, given in the order of the library."""
        before = gatherings.of(self.database, due)
        # of other words now
        gatherings.part(self.database, dict.fromkeys(before, ()))
        fresh = [one for one in shelf.load(self.database, due) if one.number not in before]
        placed = self.database.count("count_placed")
        late = anew or bool(before) or not all(map(self._is_last, fresh[:1]))
        if placed + len(fresh) <= WINDOW and late:
            self._place_anew([*self._placed(0), *fresh], whole=True)
        else:
            for one in fresh:
                self._place(one)
        self.changed |= dict.fromkeys(gatherings.of(self.database, before).values())

    def write(self) -> None:
        """Write the stories that follow from the groups that have changed."""
        for group, added in self.added.items():
            if group not in self.changed and amending.extend(self.database, group, added):
                self.described.discard(group)
            else:
                self.changed[group] = None
        left = self.changed.keys() - gatherings.drop_empty(self.database, self.changed)
        amending.amend(self.database, changed=left, looked=self.described, lost=self.lost)

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
            if merge.absorbed in desk.groups:
                self._merge(desk, merge.kept, merge.absorbed)
        desk.merged = len(desk.placer.merges)
        group = self._describe(desk, one.article.id)
        self._part(desk, [one.article.id])
        gatherings.put(self.database, [one.number], group)
        self.added.setdefault(group, []).append(one)

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
            self.failed[one.number] = changes.because(error)
            return False
        desk.numbers[one.article.id] = one.number
        desk.last = max(desk.last, _rank(one))
        return True

    def _merge(self, desk: Desk, kept: str, absorbed: str) -> None:
        """Make two groups one, as the placer did; the larger one goes on."""
        old = desk.groups.pop(absorbed)
        new = desk.groups.setdefault(kept, old)
        if new == old:
            return
        size = {one: self.database.count("gathering_size", one) for one in (old, new)}
        if size[old] > size[new]:
            old, new = new, old
        desk.groups[kept] = new
        self._join(old, new)

    # ---------------------------------------------------------------- all anew

    def _place_anew(self, kept: Sequence[Kept], *, whole: bool) -> None:
        """Place these anew; groups go on where most of one stays together.

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
        desk.groups.clear()
        groups = {n: [desk.numbers[i] for i in ids] for n, ids in desk.placer.groups().items()}
        before = gatherings.of(self.database, desk.numbers.values())
        found = heirs.find(list(groups.values()), before)
        keepers = {heir: old for old, (heir, keeps) in found.items() if keeps}
        for place, (name, inside) in enumerate(groups.items()):
            group = keepers.get(place) or gatherings.begin(self.database, name)
            desk.groups[name] = group
            stood = {before[number] for number in inside if number in before}
            if stood != {group} or not all(number in before for number in inside):
                gatherings.put(self.database, inside, group)
                self.changed |= dict.fromkeys(stood | {group})
                self._describe(desk, desk.placer.groups()[name][0])
        for old, (heir, keeps) in found.items():
            if not keeps:
                self._join(old, desk.groups[[*groups][heir]])
        if desk.whole:
            self._describe_all(desk)
            self._part(desk, desk.numbers)
        else:
            self._part(
                desk, [name for name in desk.placer.seconds if desk.numbers[name] not in before]
            )

    # ---------------------------------------------------------------- groups

    def _join(self, old: int, new: int) -> None:
        """Give what is left of a group to another one."""
        gatherings.join(self.database, old, new)
        self.changed.pop(old, None)
        self.added.pop(old, None)
        self.changed[new] = None

    def _part(self, desk: Desk, names: Iterable[str]) -> None:
        """Keep which parts of articles tell of another event than that of their story."""
        found = desk.placer.seconds
        gatherings.part(self.database, {
            desk.numbers[name]: [
                (one.start, one.stop, desk.numbers[one.other]) for one in found.get(name, ())
            ]
            for name in names
        })  # fmt: skip

    def _describe_all(self, desk: Desk) -> None:
        for articles in desk.placer.groups().values():
            self._describe(desk, articles[0])

    def _describe(self, desk: Desk, article: str) -> int:
        """Keep the headline of an article's group, and what it is near to; returns its number."""
        group = desk.placer.story(article)
        if group.id not in desk.groups:
            desk.groups[group.id] = gatherings.begin(self.database, group.id)
        number = desk.groups[group.id]
        known = ((desk.groups.get(one.story), one.kind) for one in group.related)
        related = [(other, kind) for other, kind in known if other is not None]
        if gatherings.describe(self.database, number, group.title, related):
            self.described.add(number)
        return number
