"""Whether two reports assert the same proposition.

Words and vectors propose, slots decide. The score is a weighted mean of likenesses: informative
words shared (with synonyms and derivations), words in the same order (a copy), the predicate, the
participants, the words of the whole sentence, and clause vectors where there is an encoder. A
conflict of times, numbers, persons, polarity or of contrary predicates makes two reports different
whatever the score, and is told as a reason.
"""

from dataclasses import dataclass

from rapidfuzz import fuzz

from firsthand.corroboration.context import Context, Facts
from firsthand.corroboration.slots import apart, conflicts, crossing
from firsthand.records import Match, Report

#: weights of the likenesses, set by hand on labelled pairs of nine open stories; they sum to 1
WORDS, AROUND, VECTOR, SLOTS, ORDER = 0.34, 0.16, 0.26, 0.12, 0.12
#: reports at or over this score are one claim if no slot is in conflict
SAME = 0.31
#: clauses whose words agree to this degree in order are copies of one another
COPY = 0.85
#: a clause shorter than this many words is no proof of copying
COPY_WORDS = 4
#: clauses that share names and nothing else are of one person, not of one thing
SAME_PEOPLE_ONLY = 0.7
#: neither predicate is met in the other clause
OTHER_PREDICATE = 0.85
#: nor is the object the same: something else was done to something else
OTHER_DEED = 0.55
#: cosines of unrelated clauses of one story lie below this
FLOOR_COSINE = 0.2


@dataclass(frozen=True, slots=True)
class Likeness:
    """The parts of a score, each 0..1."""

    words: float
    around: float
    vector: float | None
    slots: float
    order: float

    @property
    def score(self) -> float:
        parts = [
            (self.words, WORDS),
            (self.around, AROUND),
            (self.slots, SLOTS),
            (self.order, ORDER),
        ]
        if self.vector is not None:
            parts.append((self.vector, VECTOR))
        return sum(value * weight for value, weight in parts) / sum(weight for _, weight in parts)


def match(a: Report, b: Report, context: Context) -> Match:
    """Compare two reports of one story; ``context`` must have been prepared with both."""
    one, other = context.of(a), context.of(b)
    score = likeness(one, other, context)
    against = conflicts(one, other, context)
    reasons = [*against, *_why(one, other)]
    return Match(score=round(score, 4), same=score >= SAME and not against, reasons=tuple(reasons))


def likeness(a: Facts, b: Facts, context: Context) -> float:
    """Return how alike two reports are, 0..1, conflicts aside."""
    found = liken(a, b, context)
    if _is_copy(a, b, found.order):
        return max(found.score, found.order)
    score = found.score
    if a.matter.isdisjoint(b.matter):
        score *= SAME_PEOPLE_ONLY
    if crossing(a, b):
        return score
    return score * (OTHER_DEED if apart(a, b, "object") else OTHER_PREDICATE)


def liken(a: Facts, b: Facts, context: Context) -> Likeness:
    """Compare the words, slots and vectors of two reports."""
    cosine = context.cosine(a.report, b.report)
    return Likeness(
        words=_shared(a.terms, b.held, b.terms, a.held),
        around=_shared(a.around, b.held_around, b.around, a.held_around),
        vector=None if cosine is None else max(0.0, (cosine - FLOOR_COSINE) / (1 - FLOOR_COSINE)),
        slots=_slots(a, b),
        order=fuzz.ratio(a.forms, b.forms) / 100,
    )


def _shared(
    a: tuple[tuple[frozenset[str], float], ...], held_b: frozenset[str],
    b: tuple[tuple[frozenset[str], float], ...], held_a: frozenset[str],
) -> float:  # fmt: skip
    """Weight of the words that the other side holds too, as a share of all."""
    total = sum(weight for _, weight in a) + sum(weight for _, weight in b)
    if not total:
        return 0.0
    common = sum(weight for names, weight in a if not names.isdisjoint(held_b))
    common += sum(weight for names, weight in b if not names.isdisjoint(held_a))
    return common / total


def _slots(a: Facts, b: Facts) -> float:
    """Agreement of predicate, subject and object; a role that one side leaves open counts half."""
    points = [1.0 if not a.predicate.isdisjoint(b.predicate) else 0.5 if crossing(a, b) else 0.0]
    for role in ("subject", "object"):
        mine, theirs = a.roles.get(role), b.roles.get(role)
        if not mine or not theirs:
            points.append(0.4)
        else:
            held = frozenset().union(*theirs)
            points.append(1.0 if any(not one.isdisjoint(held) for one in mine) else 0.0)
    return sum(points) / len(points)


def _is_copy(a: Facts, b: Facts, order: float) -> bool:
    return order >= COPY and min(len(a.forms), len(b.forms)) >= COPY_WORDS


def _why(a: Facts, b: Facts) -> list[str]:
    reasons = []
    if _is_copy(a, b, fuzz.ratio(a.forms, b.forms) / 100):
        reasons.append("nearly the same words in the same order")
    shared = sorted(name.lstrip("=") for name in a.held & b.held)
    if shared:
        reasons.append("shared words: " + ", ".join(shared[:8]))
    if not a.predicate.isdisjoint(b.predicate):
        reasons.append("same predicate: " + a.report.proposition.predicate)
    return reasons
