"""Which differences are one question, and who stands on which side of it.

A side is an answer, not a claim: two claims that both say "120 wounded" are one side, and of a claim
only those reports stand on it that give this answer themselves. Who says no more than that people
were killed has said nothing about how many were wounded.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from firsthand.corroboration.context import Context, place
from firsthand.corroboration.slots import agree, are_apart, same_count
from firsthand.records import Claim, Moment, Quantity, Question, Range, Report, Side
from firsthand.text import numbers
from firsthand.text.words import forms

#: kinds with two answers only; all that one denial contradicts is one question
TWO_SIDED = frozenset({"denial", "unconfirmed"})
#: answers to one question
MAX_ANSWERS = 32

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


@dataclass(slots=True)
class _Group:
    """Differences on one question."""

    differences: list[Difference] = field(default_factory=list)
    answers: dict[Answer, None] = field(default_factory=dict)

    def add(self, one: Difference) -> None:
        self.differences.append(one)
        self.answers.update(dict.fromkeys(one.answers))


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
    for one in found:
        if one.kind in TWO_SIDED:
            groups.setdefault((one.kind, one.verdict, _objector(one)), _Group()).add(one)
            continue
        near = {
            key: group
            for claim in one.claims
            for key, group in of_claim.get((one.question, claim), {}).items()
        }
        known = [(answer, differ[one.question, answer.claim]) for answer in one.answers]
        home = next((key for key, g in near.items() if _fits(g, known, context)), len(groups))
        groups.setdefault(home, _Group()).add(one)
        for claim in one.claims:
            of_claim.setdefault((one.question, claim), {})[home] = groups[home]
    yield from groups.values()


def _objector(one: Difference) -> int:
    """The claim that denies or doubts."""
    return next(answer.claim for answer in one.answers if answer.value != "said")


def _fits(group: _Group, known: Sequence[tuple[Answer, set[int]]], context: Context) -> bool:
    """Whether a group takes in answers, each with the claims that differ from its own."""
    return len(group.answers) < MAX_ANSWERS and all(
        mine.claim in others or _can_both_hold(mine, answer, context)
        for mine in group.answers
        for answer, others in known
    )


def _question(group: _Group, claims: Sequence[Claim], context: Context, count: Count) -> Question:
    """Tell a question; the strongest of its differences says how its sides stand to one another."""
    one = min(group.differences, key=lambda one: one.verdict != "conflict")
    sides = _stand(_by_side(group, context), one, claims, context)
    verdict, why = one.verdict, one.why
    if verdict == "update":
        sides.sort(key=lambda side: min(_published(report, context) for report in side[1]))
        if one.kind == "number" and not _rises([answers for answers, _ in sides], context):
            verdict, why = "conflict", ""
    told = tuple(
        Side(
            value=answers[0].value,
            claims=tuple(dict.fromkeys(claims[answer.claim].id for answer in answers)),
            reports=tuple(dict.fromkeys(map(place, reports))),
            independent_origins=count(reports),
        )
        for answers, reports in sides
    )
    return Question(
        kind=one.kind,
        verdict=verdict,
        sides=told,
        why=why or " against ".join(side.value for side in told),
    )


def _rises(sides: Sequence[Sequence[Answer]], context: Context) -> bool:
    """Whether the count is higher on each side than on the one before."""
    read = [_quantity(answers[0], context) for answers in sides]
    sizes = [abs(quantity.number) for quantity in read if quantity]
    return all(a < b for a, b in pairwise(sizes))


def _published(report: Report, context: Context) -> float:
    """When its article was published, in days; one that is not known comes last."""
    published = context.of(report).published
    return float("inf") if published is None else published


# --------------------------------------------------------------------------- sides


def _by_side(group: _Group, context: Context) -> list[list[Answer]]:
    """Put together answers that say the same, those with most behind them first."""
    differ = {frozenset(one.answers) for one in group.differences}
    within = group.differences[0].within
    sides: list[list[Answer]] = []
    for answer in sorted(group.answers, key=lambda answer: (answer.claim, answer.value)):
        for side in sides:
            alike = any(
                (answer.claim == other.claim and not within)
                or _says_the_same(answer, other, context)
                for other in side
            )
            if alike and not any(frozenset((answer, other)) in differ for other in side):
                side.append(answer)
                break
        else:
            sides.append([answer])
    return sides


def _stand(
    sides: Sequence[Sequence[Answer]], one: Difference, claims: Sequence[Claim], context: Context
) -> list[tuple[Sequence[Answer], list[Report]]]:
    """Put to each side the reports that give its answer themselves.

    One that gives the answer of another side as well stands on neither, the words that differ aside.
    """
    giving = [_giving(answers, one, claims, context) for answers in sides]
    on = Counter(at for reports in giving for at in {place(report) for report in reports})
    found = []
    for answers, reports in zip(sides, giving, strict=True):
        own = {place(answer.report) for answer in answers}
        alone = [r for r in reports if on[place(r)] == 1 or place(r) in own]
        found.append((answers, alone))
    return found


def _giving(
    answers: Sequence[Answer], one: Difference, claims: Sequence[Claim], context: Context
) -> list[Report]:
    found = (
        report
        for answer in answers
        for report in claims[answer.claim].reports
        if report is answer.report or _gives(report, answer, one, context)
    )
    return list(dict.fromkeys(found))


def _gives(report: Report, answer: Answer, one: Difference, context: Context) -> bool:
    facts, held = context.of(report), context.of(answer.report)
    if sought := _quantity(answer, context):
        return any(
            same_count(one.topic, sought, name, quantity) and agree(quantity, sought)
            for name, quantity in facts.counts
        )
    if moment := _moment(answer, context):
        return any(not are_apart(moment, when) for when in facts.when)
    if answer.value == answer.report.proposition.predicate:
        return not facts.predicate.isdisjoint(held.predicate)
    value = {*forms(answer.value)}
    # "denied" and the like are no words of the claim but what it does: all of it stands there
    return value <= {*facts.forms} or not value <= {*held.forms}


def _says_the_same(mine: Answer, other: Answer, context: Context) -> bool:
    a, b = _quantity(mine, context), _quantity(other, context)
    if a and b:
        return a.number == b.number
    begin, end = _moment(mine, context), _moment(other, context)
    if begin and end:
        return not are_apart(begin, end)
    return mine.value.casefold() == other.value.casefold()


def _can_both_hold(mine: Answer, other: Answer, context: Context) -> bool:
    a, b = _quantity(mine, context), _quantity(other, context)
    if a and b:
        return numbers.compatible(a, b)
    return _says_the_same(mine, other, context)


def _quantity(answer: Answer, context: Context) -> Quantity | None:
    counts = context.of(answer.report).counts
    return next((q for _, q in counts if q.text == answer.value), None)


def _moment(answer: Answer, context: Context) -> Moment | None:
    return next((m for m in context.of(answer.report).when if m.text == answer.value), None)
