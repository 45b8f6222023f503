"""Which differences are one question, and who stands on which side of it.

A side is an answer, not a claim: two claims that both say "120 wounded" are one side, and of a claim
only those reports stand on it that give this answer themselves. Who says no more than that people
were killed has said nothing about how many were wounded.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise
from typing import NamedTuple

from firsthand.corroboration.context import Context
from firsthand.corroboration.counting import term_of
from firsthand.corroboration.slots import agree, are_apart, same_count
from firsthand.corroboration.terms import Term
from firsthand.records import Claim, Moment, Quantity, Question, Range, Report, Side
from firsthand.text import numbers
from firsthand.text.words import forms

#: kinds with two answers only; all that one denial contradicts is one question
TWO_SIDED = frozenset({"denial", "unconfirmed"})
#: answers to one question
MAX_ANSWERS = 32
#: questions of one kind that a difference of a claim is tried at; of a story with 5,000 facts none comes
#: up in more than 130
MAX_TRIED = 256

#: counts the independent origins of reports
Count = Callable[[Sequence[Report]], Range]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a report of a claim answers, in its words."""

    claim: int
    report: Report
    value: str

    def __hash__(self) -> int:
        # a report takes long to hash, and few of a claim answer in the same words
        return hash((self.claim, self.value))


@dataclass(frozen=True, slots=True)
class Difference:
    """Two reports that answer one question differently."""

    kind: str
    verdict: str
    answers: tuple[Answer, Answer]
    #: what is counted, or the kind of things
    topic: str = ""
    #: empty where no more is to be said than that the answers stand against one another
    why: str = ""

    @property
    def question(self) -> tuple[str, str, str]:
        """What those of one question have in common; a count may have risen and be disputed."""
        both = self.kind == "number" and self.verdict == "update"
        return self.kind, "conflict" if both else self.verdict, self.topic

    @property
    def claims(self) -> tuple[int, int]:
        return self.answers[0].claim, self.answers[1].claim

    @property
    def within(self) -> bool:
        """Whether the reports are of one claim: a copy that changed the day is still a copy."""
        return self.claims[0] == self.claims[1]


class _Told(NamedTuple):
    """What an answer says."""

    #: a number, or a time
    quantity: Quantity | None
    moment: Moment | None
    #: classes of the predicate, where the answer is that
    predicate: Term | None
    #: its words, where they are words of the report: "denied" is what a report does
    forms: frozenset[str]
    value: str


@dataclass(slots=True)
class _Group:
    """Differences on one question."""

    differences: list[Difference] = field(default_factory=list)
    answers: dict[Answer, _Told] = field(default_factory=dict)
    #: claim -> what its answers say
    claims: dict[int, list[_Told]] = field(default_factory=dict)

    def add(self, one: Difference, told: Sequence[_Told]) -> None:
        self.differences.append(one)
        for answer, says in zip(one.answers, told, strict=True):
            if answer not in self.answers:
                self.answers[answer] = says
                self.claims.setdefault(answer.claim, []).append(says)


@dataclass(slots=True)
class _Side:
    """Answers that say the same."""

    answers: dict[Answer, _Told] = field(default_factory=dict)
    claims: set[int] = field(default_factory=set)
    told: dict[_Told, None] = field(default_factory=dict)

    def add(self, answer: Answer, told: _Told) -> None:
        self.answers[answer] = told
        self.claims.add(answer.claim)
        self.told[told] = None


def join(
    found: Sequence[Difference], claims: Sequence[Claim], context: Context, count: Count
) -> tuple[Question, ...]:
    """Make questions of differences, which must be in a fixed order."""
    return tuple(_question(group, claims, context, count) for group in _gather(found, context))


# --------------------------------------------------------------------------- questions


def _gather(found: Sequence[Difference], context: Context) -> Iterator[_Group]:
    """Join what one denial contradicts, and answers of which each differs from each or says the same."""
    groups: dict[object, _Group] = {}
    # groups of each claim on one question: only those can take in a difference of it
    of_claim: dict[tuple[object, int], dict[object, _Group]] = {}
    # claims on a question, each with those from which it differs and itself
    differ: dict[tuple[object, int], set[int]] = {}
    for one in found:
        for claim in one.claims:
            differ.setdefault((one.question, claim), set()).update(one.claims)
    every = dict.fromkeys(answer for one in found for answer in one.answers)
    read = {answer: _read(answer, context) for answer in every}
    for one in found:
        told = [read[answer] for answer in one.answers]
        if one.kind in TWO_SIDED:
            key = one.kind, one.verdict, _objector(one)
            groups.setdefault(key, _Group()).add(one, told)
            continue
        near = [of_claim.setdefault((one.question, claim), {}) for claim in one.claims]
        known = [
            (says, differ[one.question, a.claim]) for a, says in zip(one.answers, told, strict=True)
        ]
        # a group of the one claim mostly has no room for what the other answers: that is asked first
        tried = (
            (key, _fits(group, asked))
            for held, asked in zip(near, (known[::-1], known), strict=True)
            for key, group in islice(held.items(), MAX_TRIED)
        )
        home = next((key for key, fits in tried if fits), len(groups))
        group = groups.setdefault(home, _Group())
        group.add(one, told)
        for held in near:
            held[home] = group
        if len(group.answers) >= MAX_ANSWERS:
            for claim in group.claims:
                del of_claim[one.question, claim][home]
    yield from groups.values()


def _objector(one: Difference) -> int:
    """The claim that denies or doubts."""
    return next(answer.claim for answer in one.answers if answer.value != "said")


def _fits(group: _Group, known: Sequence[tuple[_Told, set[int]]]) -> bool:
    """Whether a group takes in what answers say, each with the claims that differ from its own."""
    for told, others in known:
        for claim, held in group.claims.items():
            if claim not in others and not all(_can_both_hold(mine, told) for mine in held):
                return False
    return len(group.answers) < MAX_ANSWERS


def _question(group: _Group, claims: Sequence[Claim], context: Context, count: Count) -> Question:
    """Tell a question; the strongest of its differences says how its sides stand to one another."""
    one = min(group.differences, key=lambda one: one.verdict != "conflict")
    sides = _stand(_by_side(group), one, claims, context)
    verdict, why = one.verdict, one.why
    if verdict == "update":
        sides.sort(key=lambda side: min(_published(report, context) for report in side[1]))
        if one.kind == "number" and not _rises([side for side, _ in sides]):
            verdict, why = "conflict", ""
    told = tuple(
        Side(
            value=next(iter(side.answers)).value,
            claims=tuple(dict.fromkeys(claims[answer.claim].id for answer in side.answers)),
            reports=tuple(dict.fromkeys(one.place for one in reports)),
            independent_origins=count(reports),
        )
        for side, reports in sides
    )
    return Question(
        kind=one.kind,
        verdict=verdict,
        sides=told,
        why=why or " against ".join(side.value for side in told),
    )


def _rises(sides: Sequence[_Side]) -> bool:
    """Whether the count is higher on each side than on the one before."""
    read = [next(iter(side.told)).quantity for side in sides]
    sizes = [abs(quantity.number) for quantity in read if quantity]
    return all(a < b for a, b in pairwise(sizes))


def _published(report: Report, context: Context) -> float:
    """When its article was published, in days; one that is not known comes last."""
    published = context.of(report).published
    return float("inf") if published is None else published


# --------------------------------------------------------------------------- sides


def _by_side(group: _Group) -> list[_Side]:
    """Put together answers that say the same, those with most behind them first."""
    differ: dict[Answer, set[Answer]] = {}
    for one in group.differences:
        for answer, other in (one.answers, one.answers[::-1]):
            differ.setdefault(answer, set()).add(other)
    within = group.differences[0].within
    sides: list[_Side] = []
    for answer in sorted(group.answers, key=lambda answer: (answer.claim, answer.value)):
        told = group.answers[answer]
        for side in sides:
            alike = (answer.claim in side.claims and not within) or any(
                _says_the_same(told, other) for other in side.told
            )
            if alike and not any(other in side.answers for other in differ[answer]):
                side.add(answer, told)
                break
        else:
            sides.append(_Side())
            sides[-1].add(answer, told)
    return sides


def _stand(
    sides: Sequence[_Side], one: Difference, claims: Sequence[Claim], context: Context
) -> list[tuple[_Side, list[Report]]]:
    """Put to each side the reports that give its answer themselves.

    One that gives the answer of another side as well stands on neither, the words that differ aside.
    """
    giving = [_giving(side, one, claims, context) for side in sides]
    on = Counter(at for reports in giving for at in {report.place for report in reports})
    found = []
    for side, reports in zip(sides, giving, strict=True):
        own = {answer.report.place for answer in side.answers}
        alone = [r for r in reports if on[r.place] == 1 or r.place in own]
        found.append((side, alone))
    return found


def _giving(
    side: _Side, one: Difference, claims: Sequence[Claim], context: Context
) -> list[Report]:
    # what copies answer in the same words is looked for once
    own: dict[tuple[int, _Told], set[int]] = {}
    for answer, told in side.answers.items():
        own.setdefault((answer.claim, told), set()).add(id(answer.report))
    found = {
        id(report): report
        for (claim, told), theirs in own.items()
        for report in claims[claim].reports
        if id(report) in theirs or _gives(report, told, one, context)
    }
    return list(found.values())


def _gives(report: Report, told: _Told, one: Difference, context: Context) -> bool:
    facts = context.of(report)
    if sought := told.quantity:
        return any(
            same_count(one.topic, sought, name, quantity) and agree(quantity, sought)
            for name, quantity in facts.counts
        )
    if told.moment:
        return any(not are_apart(told.moment, when) for when in facts.when)
    if told.predicate is not None:
        return not facts.predicate.isdisjoint(told.predicate)
    return told.forms.issubset(facts.forms)


def _read(answer: Answer, context: Context) -> _Told:
    facts, value = context.of(answer.report), answer.value
    words = frozenset(forms(value))
    return _Told(
        quantity=next((q for _, q in facts.counts if q.text == value), None),
        moment=next((m for m in facts.when if m.text == value), None),
        predicate=None
        if term_of(value, context.wordings).isdisjoint(facts.predicate)
        else facts.predicate,
        forms=words if words.issubset(facts.forms) else frozenset(),
        value=value.casefold(),
    )


def _says_the_same(mine: _Told, other: _Told) -> bool:
    if mine.quantity and other.quantity:
        return mine.quantity.number == other.quantity.number
    if mine.moment and other.moment:
        return not are_apart(mine.moment, other.moment)
    return mine.value == other.value


def _can_both_hold(mine: _Told, other: _Told) -> bool:
    if mine.quantity and other.quantity:
        return numbers.compatible(mine.quantity, other.quantity)
    return _says_the_same(mine, other)
