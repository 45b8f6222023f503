"""Questions on which the reports of a story differ, with their sides. Never a verdict on truth.

Two claims are sides of one question if they speak of the same thing and differ in one slot: a time, a
place, a number, a person, a thing, or whether it is so at all. Reports of one claim may differ, too: a copy
that changed the day is still a copy. A denial that only points back ("denied such claims") answers
the claims just before it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from firsthand.corroboration import candidates, denials, differences
from firsthand.corroboration.context import Context
from firsthand.corroboration.match import odds
from firsthand.records import Claim, Question, Range, Report, Side

#: kinds with two answers only; all that one denial contradicts is one question
TWO_SIDED = frozenset({"denial", "unconfirmed"})
#: kind and verdict of an answer that points back, where it does not leave open what was said
KINDS = {"denied": ("denial", "conflict"), "seen otherwise": ("other", "conflict")}
#: kinds that reports of one claim may show
IN_ONE_CLAIM = frozenset({"number", "time", "place", "other", "person"})
#: reports of a claim that are compared
MAX_COMPARED = 8
#: sides of one question
MAX_SIDES = 8


@dataclass(frozen=True, slots=True)
class _Difference:
    """Two claims that answer one question differently."""

    kind: str
    verdict: str
    a: int
    b: int
    #: the reports that differ, and their answers
    reports: tuple[Report, Report]
    values: tuple[str, str]
    why: str
    #: what is counted, or the kind of things
    topic: str = ""

    @property
    def question(self) -> tuple[str, str, str]:
        """What those of one question have in common."""
        return self.kind, self.verdict, self.topic


def find(claims: Sequence[Claim], context: Context) -> tuple[Question, ...]:
    """Return the disagreements among the claims of a story."""
    between = [
        one
        for one in _between(claims, context)
        # an answer without a content of its own is one to what stands before it, and to nothing else
        if one.kind not in TWO_SIDED
        or not any(denials.is_bare(report, context) for report in one.reports)
    ]
    found = [*between, *_answers(claims, context)]
    found.sort(key=lambda one: (one.kind, one.a, one.b))
    return tuple(_question(group, claims) for group in _gather(found))


def _between(claims: Sequence[Claim], context: Context) -> list[_Difference]:
    """Differences between claims that are worth comparing."""
    reports: list[Report] = []
    owner: list[int] = []
    for index, claim in enumerate(claims):
        for report in _distinct(claim, context):
            reports.append(report)
            owner.append(index)
    told = [_told(claim, context) for claim in claims]
    best: dict[tuple[int, int, str], tuple[float, _Difference]] = {}
    for one, other in candidates.pairs(reports, context, candidates.RELATED):
        pair = (one, other) if owner[one] < owner[other] else (other, one)
        found = _difference(
            owner[pair[0]], owner[pair[1]], reports[pair[0]], reports[pair[1]], context,
            shared=not told[owner[one]].isdisjoint(told[owner[other]]),
        )  # fmt: skip
        if found:
            score, difference = found
            key = (difference.a, difference.b, difference.kind)
            if key not in best or score > best[key][0]:
                best[key] = (score, difference)
    return [difference for _, difference in best.values()]


def _told(claim: Claim, context: Context) -> frozenset[tuple[str, frozenset[str]]]:
    """Who tells a claim in which article: one voice that tells two things does not dispute itself."""
    return frozenset((report.article, context.of(report).voice) for report in claim.reports)


def _distinct(claim: Claim, context: Context) -> list[Report]:
    """A few reports of a claim in different words."""
    seen: dict[tuple[str, ...], Report] = {}
    for report in claim.reports:
        seen.setdefault(context.of(report).forms, report)
        if len(seen) == MAX_COMPARED:
            break
    return list(seen.values())


def _difference(
    a: int, b: int, mine: Report, other: Report, context: Context, *, shared: bool
) -> tuple[float, _Difference] | None:
    """How two reports differ; ``shared`` tells whether one voice tells both claims in an article."""
    if mine.article == other.article and mine.start < other.stop and other.start < mine.stop:
        return None
    one, two = context.of(mine), context.of(other)
    # an article that gives two times or numbers mostly speaks of two things
    within = mine.article == other.article
    for found in differences.read(one, two, context):
        if (within and not found.within) or (a == b and found.kind not in IN_ONE_CLAIM):
            continue
        if within and found.kind == "denial" and one.voice == two.voice:
            continue  # nobody denies what he tells himself
        if shared and a != b and (found.single or (found.own and one.voice and two.voice)):
            continue
        return odds(one, two, context), _Difference(
            found.kind,
            found.verdict,
            a,
            b,
            (mine, other),
            found.values,
            found.why,
            found.topic,
        )
    return None


# --------------------------------------------------------------------------- pointing back


def _answers(claims: Sequence[Claim], context: Context) -> list[_Difference]:
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
        why = f"the claims before it are {word}"
        found.append(_Difference(kind, verdict, a, b, (asserted, answer), ("said", word), why))
    return found


# --------------------------------------------------------------------------- sides


def _gather(found: Sequence[_Difference]) -> list[list[_Difference]]:
    """Join differences of one kind and verdict: those of one denial, those whose claims all differ."""
    two_sided: dict[tuple[str, str, int], list[_Difference]] = {}
    for one in found:
        if one.kind in TWO_SIDED:
            two_sided.setdefault((one.kind, one.verdict, _objector(one)), []).append(one)
    found = [one for one in found if one.kind not in TWO_SIDED]
    differ = {(one.question, min(one.a, one.b), max(one.a, one.b)) for one in found}
    groups: list[tuple[set[int], list[_Difference]]] = []
    # groups of each claim: only those can take in a difference of it
    of_claim: dict[int, list[int]] = {}
    for one in found:
        near = sorted({g for claim in (one.a, one.b) for g in of_claim.get(claim, ())})
        home = next((g for g in near if _fits(groups[g], one, differ)), None)
        if home is None:
            home = len(groups)
            groups.append((set(), []))
        for claim in {one.a, one.b} - groups[home][0]:
            of_claim.setdefault(claim, []).append(home)
        groups[home][0].update((one.a, one.b))
        groups[home][1].append(one)
    return [*two_sided.values(), *(members for _, members in groups)]


def _objector(one: _Difference) -> int:
    """The claim that denies or doubts."""
    return one.a if one.values[0] != "said" else one.b


def _fits(
    group: tuple[set[int], list[_Difference]],
    one: _Difference,
    differ: set[tuple[tuple[str, str, str], int, int]],
) -> bool:
    held, members = group
    if members[0].question != one.question or held.isdisjoint((one.a, one.b)):
        return False
    joined = held | {one.a, one.b}
    return len(joined) <= MAX_SIDES and all(
        (one.question, x, y) in differ for x in joined for y in joined if x < y
    )


def _question(group: Sequence[_Difference], claims: Sequence[Claim]) -> Question:
    within = group[0].a == group[0].b
    merged = group[0].kind in TWO_SIDED
    held: dict[tuple[int, str], list[Report]] = {}
    for one in group:
        for claim, report, value in zip((one.a, one.b), one.reports, one.values, strict=True):
            same = (key for key in held if key[0] == claim and not within)
            held.setdefault(next(same, (claim, value)), []).append(report)
    sides: dict[object, list[tuple[int, str]]] = {}
    for key in sorted(held):
        sides.setdefault(key[1] if merged else key, []).append(key)
    return Question(
        kind=group[0].kind,
        verdict=group[0].verdict,
        sides=tuple(_side(keys, held, claims, within=within) for keys in sides.values()),
        why=group[0].why,
    )


def _side(
    keys: Sequence[tuple[int, str]],
    held: Mapping[tuple[int, str], Sequence[Report]],
    claims: Sequence[Claim],
    *,
    within: bool,
) -> Side:
    """One answer: the claims that give it. Of one claim whose reports differ only these are told."""
    reports = [r for key in keys for r in (held[key] if within else claims[key[0]].reports)]
    counts = [claims[key[0]].independent_origins for key in keys]
    return Side(
        value=keys[0][1],
        claims=tuple(dict.fromkeys(claims[key[0]].id for key in keys)),
        reports=tuple(dict.fromkeys((r.article, r.start, r.stop) for r in reports)),
        independent_origins=Range(
            low=max(count.low for count in counts), high=max(count.high for count in counts)
        ),
    )
