"""Questions on which the reports of a story differ, with their sides. Never a verdict on truth.

Two claims are sides of one question if they speak of the same thing and differ in one slot: a time, a
place, a number, a person, a thing, or whether it is so at all. Reports of one claim may differ, too: a copy
that changed the day is still a copy. A denial that only points back ("denied such claims") answers
the claims just before it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from firsthand.corroboration import candidates, denials, differences, sides
from firsthand.corroboration.context import Context
from firsthand.corroboration.facts import Facts
from firsthand.corroboration.match import odds
from firsthand.corroboration.readings import Reading, later
from firsthand.corroboration.sides import TWO_SIDED, Answer, Count, Difference
from firsthand.corroboration.slots import agree
from firsthand.records import Claim, Quantity, Question, Report

#: kind and verdict of an answer that points back, where it does not leave open what was said
KINDS = {"denied": ("denial", "conflict"), "seen otherwise": ("other", "conflict")}
#: kinds that reports of one claim may show
IN_ONE_CLAIM = frozenset({"number", "time", "place", "other", "person"})
#: a number that is so many times nearer to that of one side than the other side's is gives it, rounded; what lies
#: between two that are near one another gives neither
NEARER = 4
#: reports of a claim that are compared
MAX_COMPARED = 8

#: articles, each with a voice that tells something there
Tellers = frozenset[tuple[str, frozenset[str]]]
#: (article, what is counted) -> its numbers for it, each with who gives it there
Given = Mapping[tuple[str, str], Sequence[tuple[Quantity, frozenset[str]]]]


def find(claims: Sequence[Claim], context: Context, count: Count) -> tuple[Question, ...]:
    """Return the disagreements among the claims of a story; ``count`` counts the origins of a side."""
    between = [
        one
        for one in _between(claims, context)
        # an answer without a content of its own is one to what stands before it, and to nothing else
        if one.kind not in TWO_SIDED
        or not any(denials.is_bare(answer.report, context) for answer in one.answers)
    ]
    found = [*between, *_answers(claims, context)]
    found.sort(key=lambda one: (one.kind, *one.claims))
    return sides.join(found, claims, context, count)


class _Wording(NamedTuple):
    """A report of a claim as it is compared with others."""

    claim: int
    report: Report
    facts: Facts
    #: who tells the claim in which article: one voice that tells two things does not dispute itself
    told: Tellers
    #: what is counted -> who counts it in the claim: of a toll in two numbers some tell only the one
    counting: Mapping[str, Tellers]

    def meets(self, other: "_Wording", found: Reading) -> bool:
        """Whether one tells both claims, or, where both count one thing, gives a number in both."""
        one, two = self.told, other.told
        if found.kind == "number" and found.topic in self.counting.keys() & other.counting.keys():
            one, two = self.counting[found.topic], other.counting[found.topic]
        return not one.isdisjoint(two)


def _between(claims: Sequence[Claim], context: Context) -> list[Difference]:
    """Differences between claims that are worth comparing."""
    wordings: list[_Wording] = []
    for index, claim in enumerate(claims):
        told, counting = _tellers(claim, context)
        wordings += (
            _Wording(index, one, context.of(one), told, counting)
            for one in _distinct(claim, context)
        )
    given = _by_article((report for claim in claims for report in claim.reports), context)
    best: dict[tuple[object, ...], tuple[float, Difference]] = {}
    reports = [wording.report for wording in wordings]
    near = candidates.pairs(reports, context, candidates.RELATED)
    for pair in sorted({*near, *_beside(reports, context)}):
        one, other = wordings[pair[0]], wordings[pair[1]]
        first, second = (one, other) if one.claim < other.claim else (other, one)
        found = _difference(first, second, context, given)
        if found:
            score, difference = found
            key = (*difference.claims, difference.kind, difference.topic)
            if key not in best or score > best[key][0]:
                best[key] = (score, difference)
    return [difference for _, difference in best.values()]


def _beside(reports: Sequence[Report], context: Context) -> Iterator[tuple[int, int]]:
    """Pairs of reports that stand side by side in a sentence: it may set them against one another."""
    order = sorted(range(len(reports)), key=lambda i: reports[i].place)
    for one, other in pairwise(order):
        if context.in_one_sentence(reports[one], reports[other]):
            yield min(one, other), max(one, other)


def _tellers(claim: Claim, context: Context) -> tuple[Tellers, Mapping[str, Tellers]]:
    """Who tells a claim, and who counts what in it."""
    every = [context.of(report) for report in claim.reports]
    counting: dict[str, set[tuple[str, frozenset[str]]]] = {}
    for facts in every:
        for name, _ in facts.counts:
            counting.setdefault(name, set()).add((facts.report.article, facts.voice))
    told = frozenset((facts.report.article, facts.voice) for facts in every)
    return told, {name: frozenset(tellers) for name, tellers in counting.items()}


def _distinct(claim: Claim, context: Context) -> list[Report]:
    """A few reports of a claim in different words."""
    seen: dict[tuple[str, ...], Report] = {}
    for report in claim.reports:
        seen.setdefault(context.of(report).forms, report)
        if len(seen) == MAX_COMPARED:
            break
    return list(seen.values())


def _difference(
    a: _Wording, b: _Wording, context: Context, given: Given
) -> tuple[float, Difference] | None:
    """How two reports differ."""
    mine, other, one, two = a.report, b.report, a.facts, b.facts
    if mine.article == other.article and mine.start < other.stop and other.start < mine.stop:
        return None
    # an article that gives two times or numbers mostly speaks of two things
    within = mine.article == other.article
    breath = _in_one_breath(one, two, context)
    for found in differences.read(one, two, context):
        if breath and not found.opposed:
            continue
        if (within and not found.within) or (a.claim == b.claim and found.kind not in IN_ONE_CLAIM):
            continue
        if found.kind == "denial" and not _are_opponents(one, two, found, within=within):
            continue
        if found.kind == "number" and _is_given(found, one, two, given):
            continue
        single = found.single or (found.own and one.voice and two.voice)
        if single and a.claim != b.claim and a.meets(b, found):
            continue
        score = odds(one, two, context)
        # whether two reports of one claim are of one matter has been decided
        joined = a.claim == b.claim and found.needs == "time of another"
        if score < differences.NEEDS["time" if joined else found.needs]:
            continue
        answers = Answer(a.claim, mine, found.values[0]), Answer(b.claim, other, found.values[1])
        return score, Difference(found.kind, found.verdict, answers, found.topic, found.why)
    return None


def _in_one_breath(one: Facts, two: Facts, context: Context) -> bool:
    """Whether one sentence tells both, and not of two who disagree."""
    disagree = one.voice and two.voice and one.voice.isdisjoint(two.voice)
    return not disagree and context.in_one_sentence(one.report, two.report)


def _are_opponents(one: Facts, two: Facts, found: Reading, *, within: bool) -> bool:
    """Whether one can deny what the other tells: nobody does so to what he tells himself that day.

    An article that says that a thing is so and that it is not tells of two things, unless others say so.
    """
    if found.own and within and not (one.voice and two.voice):
        return False
    if not one.voice or one.voice.isdisjoint(two.voice):
        return one.voice != two.voice or not within
    return later(one, two) == "update"


def _by_article(reports: Iterable[Report], context: Context) -> Given:
    """What the articles count, with all numbers that each gives for it."""
    found: dict[tuple[str, str], list[tuple[Quantity, frozenset[str]]]] = {}
    for report in reports:
        facts = context.of(report)
        for name, quantity in facts.counts:
            found.setdefault((report.article, name), []).append((quantity, facts.voice))
    return found


def _is_given(found: Reading, one: Facts, two: Facts, given: Given) -> bool:
    """Whether the article of either side gives the other's number, too: it tells of two things.

    What another voice says there may well contradict.
    """
    first, second = found.values
    sides = (one, first, two, second), (two, second, one, first)
    rounded = found.verdict == "compatible"
    return any(
        mine.number == theirs.number
        or (
            not rounded
            and agree(mine, theirs)
            and NEARER * abs(mine.number - theirs.number) < abs(mine.number - own.number)
        )
        for facts, value, other, its in sides
        for name, mine in facts.counts
        if mine.text == value
        for _, own in other.counts
        if own.text == its
        for theirs, voice in given.get((other.report.article, name), ())
        if not voice or voice == other.voice
    )


# --------------------------------------------------------------------------- pointing back


def _answers(claims: Sequence[Claim], context: Context) -> list[Difference]:
    """Denials and refusals to confirm that only point back to what was said before."""
    owner = {id(report): index for index, claim in enumerate(claims) for report in claim.reports}
    reports = [report for claim in claims for report in claim.reports]
    found = []
    for answer, asserted in denials.pointing_back(reports, context):
        a, b = owner[id(asserted)], owner[id(answer)]
        if a == b:
            continue
        word = denials.answer_of(answer, context)
        kind, verdict = KINDS.get(word, ("unconfirmed", "tension"))
        why = f"what was said before is {word}"
        answers = Answer(a, asserted, "said"), Answer(b, answer, word)
        found.append(Difference(kind, verdict, answers, why=why))
    return found
