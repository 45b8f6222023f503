"""Reports that assert the same, gathered into claims.

Equal wordings are one node from the start, so ten thousand copies cost as much as one. Candidate
pairs come from an index of informative words; they are joined best first, and two groups become one
only if their members agree on average and no two of them are in conflict. So a chain of weak
likenesses does not run together, and near n log n comparisons are made in all.
"""

import math
from collections.abc import Hashable, Iterator, Mapping, Sequence

from firsthand.corroboration import candidates, denials, tongues
from firsthand.corroboration.context import Context
from firsthand.corroboration.deeds import is_drifted
from firsthand.corroboration.facts import Facts
from firsthand.corroboration.match import SAME, agreement
from firsthand.corroboration.slots import conflicts
from firsthand.records import Article, Report
from firsthand.sets import Sets

#: mean log-odds that two groups must have between them to become one
LINK = -1.5
#: two clauses of one article are rarely one claim, as an article seldom says a thing twice: what others
#: join must be likely, what nothing else joins surely so. Of ten stories nobody had looked at most of
#: the joins below this were wrong, and nine known ones lose nothing by it
SAME_ARTICLE, SAME_ARTICLE_ALONE = 1.0, 3.5
#: what links two groups so surely joins their clauses of one article, however unlike these are. Of 29 pairs that
#: it joins in 52 stories three in four are right; at 2 it joins twice as many, and two things that a key keeps apart
SURE = 3.0
#: cannot be the same
NEVER = -math.inf
#: members of a group that are compared when groups meet
MAX_COMPARED = 8


def group(
    reports: Sequence[Report],
    context: Context,
    articles: Mapping[str, Article] | None = None,
    encode: tongues.Encode | None = None,
) -> list[list[int]]:
    """Gather indexes of ``reports`` into groups that assert the same; every report is in one.

    With ``articles`` and ``encode`` groups in several languages are joined, and a report that was read
    by the sentence may be in more than one.
    """
    if articles is None or encode is None:
        return _answers(_by_words(reports, context), reports, context)
    by_tongue: dict[str, list[int]] = {}
    for index, report in enumerate(reports):
        by_tongue.setdefault(articles[report.article].read_as, []).append(index)
    found = [
        [held[i] for i in group]
        for held in by_tongue.values()
        for group in _by_words([reports[i] for i in held], context)
    ]
    found = tongues.join(sorted(found), reports, articles, context, encode)
    return _answers(found, reports, context)


def _answers(
    groups: list[list[int]], reports: Sequence[Report], context: Context
) -> list[list[int]]:
    """Join denials without a content of their own that deny one claim ("disputed that figure")."""
    of = {id(reports[i]): number for number, group in enumerate(groups) for i in group}
    sets = Sets(range(len(groups)))
    first: dict[int, int] = {}
    for answer, asserted in denials.pointing_back(reports, context):
        if denials.answer_of(answer, context) == "denied":
            sets.join(of[id(answer)], first.setdefault(of[id(asserted)], of[id(answer)]))
    joined: dict[int, list[int]] = {}
    for number, group in enumerate(groups):
        joined.setdefault(sets.find(number), []).extend(group)
    return sorted(sorted(set(group)) for group in joined.values())


def _by_words(reports: Sequence[Report], context: Context) -> list[list[int]]:
    wordings = _wordings(reports, context)
    links = _Links(reports, wordings, context)
    groups = {index: [index] for index in range(len(wordings))}
    told = [_sentences(members, reports, context) for members in wordings]
    home = list(range(len(wordings)))
    for link, one, other in sorted(links.proposed(), key=lambda pair: (-pair[0], pair[1], pair[2])):
        a, b = home[one], home[other]
        if a != b and told[a].isdisjoint(told[b]) and links.join(groups[a], groups[b], link):
            keep, drop = (a, b) if len(told[a]) >= len(told[b]) else (b, a)
            told[keep] |= told[drop]
            for node in groups[drop]:
                home[node] = keep
            groups[keep].extend(groups.pop(drop))
    return sorted(sorted(i for node in found for i in wordings[node]) for found in groups.values())


def _sentences(
    members: Sequence[int], reports: Sequence[Report], context: Context
) -> set[tuple[str, int, int]]:
    """Sentences that hold the reports: two clauses of one sentence are never one claim."""
    places = (reports[index].place for index in members)
    return {(at[0], *context.sentences[at]) for at in places}


def _wordings(reports: Sequence[Report], context: Context) -> list[list[int]]:
    """Reports with equal words, polarity and times; of one article only those of one place."""
    classes: dict[Hashable, list[int]] = {}
    for index, report in enumerate(reports):
        times = tuple((moment.earliest, moment.latest) for moment in report.times)
        key = (context.of(report).forms, report.stance == "denied", times)
        held = classes.setdefault(key, [])
        elsewhere = (
            held
            and reports[held[-1]].article == report.article
            and reports[held[-1]].place != report.place
        )
        if elsewhere:
            classes.setdefault(report.place, []).append(index)
        else:
            held.append(index)
    return list(classes.values())


class _Links:
    """Scores between wordings, each pair compared once."""

    def __init__(
        self, reports: Sequence[Report], wordings: list[list[int]], context: Context
    ) -> None:
        self.reports = [reports[members[0]] for members in wordings]
        self.facts = [context.of(report) for report in self.reports]
        self.context = context
        self.scores: dict[tuple[int, int], float] = {}

    def score(self, one: int, other: int) -> float:
        """Log-odds of two wordings, NEVER if they cannot be the same."""
        key = (one, other) if one < other else (other, one)
        if key not in self.scores:
            self.scores[key] = self._compare(self.facts[key[0]], self.facts[key[1]])
        return self.scores[key]

    def _compare(self, one: Facts, other: Facts) -> float:
        a, b = one.report, other.report
        if a.article == b.article and a.start < b.stop and b.start < a.stop:
            return NEVER
        if self.context.in_one_sentence(a, b):
            return NEVER
        # a conflict is found sooner than what two have in common is weighed
        if any(conflicts(one, other, self.context)):
            return NEVER
        return agreement(one, other, self.context)

    def join(self, a: list[int], b: list[int], link: float) -> bool:
        """Whether two groups may become one, of which so much links two members."""
        a, b = a[:MAX_COMPARED], b[:MAX_COMPARED]
        scores = [
            score
            for one in a
            for other in b
            if (score := self._linked(one, other, link)) > NEVER
            or not self._is_told_otherwise(one, other, a, b)
        ]
        return min(scores, default=NEVER) > NEVER and sum(scores) / len(scores) >= LINK

    def _linked(self, one: int, other: int, link: float) -> float:
        """Their score; NEVER if they are of one article, hardly alike, and what links their groups is not sure."""
        score = self.score(one, other)
        apart = link < SURE and score < SAME_ARTICLE and self._are_within(one, other)
        return NEVER if apart else score

    def _are_within(self, one: int, other: int) -> bool:
        """Whether both are of one article."""
        return self.reports[one].article == self.reports[other].article

    def _is_told_otherwise(self, one: int, other: int, a: list[int], b: list[int]) -> bool:
        """Whether a conflict is with what one text has in place of another: a copy's day, say."""
        return any(self._stands_in(x, other, one) for x in b) or any(
            self._stands_in(x, one, other) for x in a
        )

    def _stands_in(self, copy: int, changed: int, one: int) -> bool:
        """Whether a copy of what was changed is in no conflict with ``one``."""
        return (
            copy != changed
            and is_drifted(self.facts[copy], self.facts[changed])
            and self.score(copy, one) > NEVER
        )

    def proposed(self) -> Iterator[tuple[float, int, int]]:
        """Yield pairs worth joining, with their scores."""
        for one, other in candidates.pairs(self.reports, self.context, candidates.SAME):
            score = self.score(one, other)
            if score >= (SAME_ARTICLE_ALONE if self._are_within(one, other) else SAME):
                yield score, one, other
