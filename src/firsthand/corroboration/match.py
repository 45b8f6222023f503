"""Whether two reports assert the same proposition.

Words propose, slots decide. What speaks for one proposition is summed as log-odds: informative words
shared (with synonyms and derivations), words in the same order, the words of the whole sentence, a
number or time both give, the same speaker, the same predicate. A conflict of times, numbers, persons,
polarity, repetition or of contrary predicates makes two reports different whatever the score, and is told
as a reason. Within a language sentence vectors were tried beside words and found nothing more;
between languages see ``tongues``.
"""

import math
from operator import mul
from typing import NamedTuple

from rapidfuzz import fuzz

from firsthand.corroboration.context import Context
from firsthand.corroboration.deeds import (
    CORE,
    agreeing,
    bearing,
    crossing,
    one_deed,
    one_doing,
    opposed,
)
from firsthand.corroboration.facts import Facts
from firsthand.corroboration.slots import (
    conflicts,
    contrary,
    measuring,
    one_clock,
    one_measure,
    shared_time,
)
from firsthand.corroboration.terms import Term
from firsthand.corroboration.voices import are_one
from firsthand.lexicon import tongues
from firsthand.records import Match, Report


class Evidence(NamedTuple):
    """What speaks for one proposition, each 0..1 but ``weight``."""

    #: weight of the words both clauses hold, as a share of all
    words: float
    #: the same of the sentences they stand in
    around: float
    #: agreement of the words in their order
    order: float
    #: weight of the shared words that are no names, not as a share: two rare words prove more than
    #: all words of a short clause
    weight: float
    #: how telling a number is that both give; a time of the day is as telling as a number can be
    number: float
    #: both give a time, and it can be one
    time: float
    #: both go back to one named voice
    voice: float
    #: both speak in their outlet's own voice
    own: float
    #: neither predicate is met in the other clause
    other_predicate: float
    #: one looks ahead, the other does not
    tense: float
    #: both tell one deed: predicates and objects agree (up to 1.6)
    deed: float
    #: both tell what one subject did, if not to one object: half, if it is only met by other words
    doing: float
    #: both say that something of one predicate is not so
    negative: float
    #: prepositions that tie one thing to both predicates ("into a truck")
    tied: float


#: log-odds of each kind of evidence, from a logistic regression over 20,000 pairs of clauses of nine
#: open stories (370 of them one claim by the key, 190 judged by reading), rounded; a story left out
#: of the fit gave nearly the same. Those of deed and negation were fitted beside them later
WEIGHTS = Evidence(
    3.1, 3.0, 3.6, 0.65, 3.3, 1.5, 1.5, 0.5, -1.4, -0.8, 1.1, 0.7, 1.5, 1.5
)  # fmt: skip
#: log-odds of two clauses that share nothing
BASE = -4.3
#: log-odds that two clauses lose which give numbers, and none in common; and those of which the one has
#: the other's predicate only in passing. From a fit beside the above over 370 pairs of ten further stories
OTHER_NUMBERS, IN_PASSING = -2.4, -1.4
#: log-odds that two clauses gain of which the predicates agree, and which name the same in their own words:
#: one claim rather than answers to one question. Chosen on 185 pairs near the threshold, of 25 stories that
#: nothing else was fitted on, judged by reading: of what is joined .60 is right, not .54, and .70 of all is, not .64
SAME_PREDICATE, SAME_NAMES = 0.4, 0.8
#: log-odds that two clauses lose by the share of its words, below the given one, that the one which has more in
#: common with the other has so. Chosen on 140 pairs near the threshold, of 24 stories that nothing else was fitted
#: on, judged by reading, so that no right one is lost; of what it parts in 24 further ones three in four are wrong
LOSS, LITTLE_HELD = 1.2, 0.4
#: reports at or over these log-odds are one claim if no slot is in conflict
SAME = 0.6
#: clauses whose words agree to this degree in order are copies of one another
COPY = 0.85
#: a clause shorter than this many words is no proof of copying
COPY_WORDS = 4
#: phrases whose vectors are at least so near say the same: the best value on the four open questions
#: of an answer consolidation set; .35 to .5 differ by .02
SAME_PHRASE = 0.43
#: log-odds for each unit of cosine beyond it
PHRASE_SLOPE = 8.0
#: log-odds that copied words add
COPIED = 4.0
#: log-odds that clauses lose which share names and nothing else: they are of one person, not of one
#: thing
PEOPLE_ONLY = 1.5
#: what is told where nothing speaks against one claim, and too little for it
LITTLE = "too little in common"
#: part of it that is left where nothing shows that it is said of one thing: "ten were aboard", "ten died"
ALONE = 0.5
#: part of a shared number's weight that is left where one of the two counts what came on top
ON_TOP = 0.5
#: how much more a deed proves where one clause holds all words of the other
WHOLE = 0.6
#: more shared weight proves no more
MOST_WEIGHT = 3.0


def match(a: Report, b: Report, context: Context) -> Match:
    """Compare two reports of one story; ``context`` must have been prepared with both."""
    one, other = context.of(a), context.of(b)
    score = agreement(one, other, context)
    against = list(conflicts(one, other, context))
    little = [] if score >= SAME or against else [LITTLE]
    reasons = (*against, *little, *_doubts(one, other, context), *_why(one, other))
    return Match(
        score=round(_likely(score), 4), same=score >= SAME and not against, reasons=reasons
    )


def match_phrases(a: Report | None, b: Report | None, cosine: float, context: Context) -> Match:
    """Compare two answers to one question that are no full clauses; ``cosine`` is of their vectors.

    A phrase ("a major stakeholder") has no slots to compare, so its vector decides, unless what was
    read of it (``a``, ``b``, None where nothing was) is in conflict.
    """
    against = _against(context.of(a), context.of(b), context) if a and b else []
    score = _likely((cosine - SAME_PHRASE) * PHRASE_SLOPE)
    why = f"cosine of the phrases {cosine:.2f}, the same from {SAME_PHRASE}"
    return Match(
        score=round(score, 4), same=cosine >= SAME_PHRASE and not against, reasons=(*against, why)
    )


def _against(a: Facts, b: Facts, context: Context) -> list[str]:
    """Conflicts of phrases; what a "not" belongs to is not known, only that both have one."""
    no = tongues.load("en").no
    both = not no.isdisjoint(a.forms) and not no.isdisjoint(b.forms)
    denied = contrary(a, b, context) if both else ""
    return [reason for reason in conflicts(a, b, context) if reason != denied]


def is_clause(report: Report | None) -> bool:
    """Whether a report has a subject and a predicate to compare."""
    if report is None or not report.proposition.predicate:
        return False
    return bool(report.proposition.filling("subject"))


def agreement(a: Facts, b: Facts, context: Context) -> float:
    """Return the log-odds that two reports assert the same: ``odds`` and what tells two things apart.

    What is apart may still be an answer to one question.
    """
    return (
        odds(a, b, context)
        + OTHER_NUMBERS * _count_otherwise(a, b)
        + IN_PASSING * _in_passing(a, b, context)
        + SAME_PREDICATE * (not a.predicate.isdisjoint(b.predicate))
        + SAME_NAMES * (not a.own_names.isdisjoint(b.own_names))
        + LOSS * min(_held(a, b) - LITTLE_HELD, 0.0)
    )


def _held(a: Facts, b: Facts) -> float:
    """Share of its words that a clause has in common with the other, of the one that has more."""
    shared = a.held & b.held
    return max(_share(one.words.common(shared), one.words.total) for one in (a, b))


def _in_passing(a: Facts, b: Facts, context: Context) -> float:
    """How far the one has the other's predicate only in passing."""
    known = _is_clause(a) and _is_clause(b)
    met = known and crossing(a, b) and not (agreeing(a, b, context) or measuring(a, b))
    return 1.0 - bearing(a, b) if met else 0.0


def _is_clause(facts: Facts) -> bool:
    """Whether it tells who did what, or to whom; of other clauses the predicate is less sure."""
    return bool(facts.heads.get("subject") or facts.heads.get("object"))


def _count_otherwise(a: Facts, b: Facts) -> bool:
    """Whether both give numbers, and none in common, in whatever unit."""
    apart = bool(a.numbers and b.numbers) and a.numbers.isdisjoint(b.numbers)
    return apart and not one_measure(a, b)


def likeness(a: Facts, b: Facts, context: Context) -> float:
    """Return how likely two reports assert the same, 0..1, conflicts aside."""
    return _likely(odds(a, b, context))


def _likely(log_odds: float) -> float:
    return 1 / (1 + math.exp(-log_odds))


def odds(a: Facts, b: Facts, context: Context) -> float:
    """Return the log-odds that two reports assert the same, conflicts aside; each pair is read once."""
    one, other = a.report.place, b.report.place
    if other < one:
        a, b, one, other = b, a, other, one
    known = context.odds.get((one, other))
    if known is None:
        known = context.odds[one, other] = _odds(a, b, context)
    return known


def _odds(a: Facts, b: Facts, context: Context) -> float:
    found = weigh(a, b, context)
    total: float = BASE + sum(map(mul, found, WEIGHTS))
    if _is_copy(a, b, found.order):
        return total + COPIED
    people_only = not found.weight and not found.number and not opposed(a, b, context)
    return total - PEOPLE_ONLY if people_only else total


def weigh(a: Facts, b: Facts, context: Context) -> Evidence:
    """Gather what speaks for two reports being one claim."""
    agreed = agreeing(a, b, context)
    # without a predicate in common it is neither one deed nor one doing
    one_predicate = not a.predicate.isdisjoint(b.predicate)
    other_predicate = not (agreed or crossing(a, b) or measuring(a, b))
    number = 1.0 if one_clock(a, b) else _number(a, b, context)
    mine, theirs = _met(a, b, agreed=agreed)
    near = a.around.held & b.around.held
    shared = a.words.common(mine), b.words.common(theirs)
    whole = shared[0] >= a.words.total or shared[1] >= b.words.total
    return Evidence(
        words=_share(sum(shared), a.words.total + b.words.total),
        around=_share(
            a.around.common(near) + b.around.common(near), a.around.total + b.around.total
        ),
        order=fuzz.ratio(a.forms, b.forms) / 100,
        weight=_weight(a, b, mine, theirs),
        number=number and number * (ALONE if other_predicate and not _one_share(a, b) else 1.0),
        time=shared_time(a, b),
        voice=float(are_one(a.voice, b.voice)),
        own=float(not a.report.chain and not b.report.chain),
        other_predicate=float(other_predicate),
        tense=float(_ahead(a) != _ahead(b)),
        deed=(deed := _deed(a, b, context, whole=whole) if one_predicate else 0.0),
        doing=0.0 if deed or not one_predicate else one_doing(a, b, context),
        negative=float(a.negative and b.negative and one_predicate),
        tied=float(_tied(a, b)),
    )


def shared_weight(a: Facts, b: Facts, context: Context) -> float:
    """Return the weight of what two clauses share, names aside, as ``weigh`` does."""
    return _weight(a, b, *_met(a, b, agreed=agreeing(a, b, context)))


def _met(a: Facts, b: Facts, *, agreed: bool) -> tuple[Term, Term]:
    """Classes of the words of each that the other has, too; of contraries that agree the predicates."""
    shared = a.held & b.held
    if agreed:
        return shared | (a.held & a.predicate), shared | (b.held & b.predicate)
    return shared, shared


def _weight(a: Facts, b: Facts, mine: Term, theirs: Term) -> float:
    return min(a.said.common(mine), b.said.common(theirs), MOST_WEIGHT)


def _deed(a: Facts, b: Facts, context: Context, *, whole: bool) -> float:
    """Whether both tell one deed; more if the shorter says nothing that the other does not."""
    return 1.0 + WHOLE * whole if one_deed(a, b, context) else 0.0


def _tied(a: Facts, b: Facts) -> int:
    """Count the prepositions that tie one thing to both predicates."""
    theirs = b.heads
    return sum(
        not mine.isdisjoint(theirs[role])
        for role, mine in a.heads.items()
        if role in theirs and role not in CORE
    )


def _number(a: Facts, b: Facts, context: Context) -> float:
    if not (a.numbers and b.numbers) and not (a.counts and b.counts):
        return 0.0
    # "another 1,000" may well not be the 1,000
    loose = a.on_top ^ b.on_top
    shared = a.numbers & b.numbers
    found = max((context.figures[n] * (ON_TOP if n in loose else 1.0) for n in shared), default=0.0)
    return found or max((context.figures[n] for n in one_measure(a, b)), default=0.0)


def _one_share(a: Facts, b: Facts) -> bool:
    """Whether both give one percentage: it is of something, and seldom of two things."""
    mine, theirs = (
        {quantity.number for unit, quantity in facts.counts if unit == "percent"}
        for facts in (a, b)
    )
    return not mine.isdisjoint(theirs)


def _share(shared: float, total: float) -> float:
    """Weight of the words that the other side holds too, as a share of all."""
    return shared / total if total else 0.0


def _ahead(facts: Facts) -> bool:
    return facts.report.proposition.tense == "future"


def _is_copy(a: Facts, b: Facts, order: float) -> bool:
    # a copy that changed one name has kept others
    others = a.names and b.names and a.names.isdisjoint(b.names)
    return order >= COPY and not others and min(len(a.forms), len(b.forms)) >= COPY_WORDS


def _doubts(a: Facts, b: Facts, context: Context) -> list[str]:
    """What counts against one claim, and is no conflict."""
    counted = ["no number in common"] if _count_otherwise(a, b) else []
    passing = ["one has it only in passing"] if _in_passing(a, b, context) else []
    own = ["most words of each are its own"] if _held(a, b) < LITTLE_HELD else []
    return [*counted, *passing, *own]


def _why(a: Facts, b: Facts) -> list[str]:
    reasons = []
    if _is_copy(a, b, fuzz.ratio(a.forms, b.forms) / 100):
        reasons.append("nearly the same words in the same order")
    theirs = set(b.report.proposition.words)
    shared = [word for word in dict.fromkeys(a.report.proposition.words) if word in theirs]
    if shared:
        reasons.append("shared words: " + ", ".join(shared[:8]))
    if not a.predicate.isdisjoint(b.predicate):
        reasons.append("same predicate: " + a.report.proposition.predicate)
    return reasons
