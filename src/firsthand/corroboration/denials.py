"""Answers that only point back: "denied such claims", "did not confirm those details"."""

import bisect
from collections.abc import Iterator, Sequence
from itertools import pairwise

from firsthand.corroboration.context import Context
from firsthand.corroboration.contradictions import is_wished
from firsthand.corroboration.deeds import share_participant
from firsthand.corroboration.facts import Facts
from firsthand.corroboration.match import weigh
from firsthand.corroboration.voices import name_key
from firsthand.corroboration.ways import supposes
from firsthand.records import Report

#: words that the outlet or the denier bring in and that do not make a content
MAX_OWN_WORDS = 0
#: assertions that one answer is set against
MAX_ANSWERED = 6
#: weight of shared words, names aside, that shows that others speak of the same
SHARED = 0.8


def pointing_back(reports: Sequence[Report], context: Context) -> Iterator[tuple[Report, Report]]:
    """Yield (answer, assertion) for each answer without a content of its own."""
    by_article: dict[str, list[Report]] = {}
    for report in reports:
        by_article.setdefault(report.article, []).append(report)
    for held in by_article.values():
        held.sort(key=lambda report: (report.start, report.stop))
        starts = [report.start for report in held]
        for answer in held:
            gainsaid = _gainsaid(answer, context)
            points = is_bare(answer, context)
            if points or gainsaid or _views(answer, context):
                for asserted in _before(answer, held, starts, context):
                    if _is_own(answer, asserted) or not _can_be_denied(answer, asserted, context):
                        continue
                    if points and not _is_met(answer, asserted, context):
                        continue
                    if not gainsaid or _says(asserted, gainsaid):
                        yield answer, asserted
            elif _is_of_others(answer, context):
                for asserted in _before(answer, held, starts, context):
                    unnamed = bool(asserted.chain) and asserted.chain[-1].anonymous
                    if unnamed and _weight(answer, asserted, context) >= SHARED:
                        yield answer, asserted


def _can_be_denied(answer: Report, asserted: Report, context: Context) -> bool:
    """Whether it is told by somebody, as a claim, or of who denies it, and neither wished nor supposed."""
    facts = context.of(asserted)
    if is_wished(facts, context) or supposes(facts, context):
        return False
    if not facts.predicate.isdisjoint(context.wordings["requesting"]):
        return False
    if asserted.chain or asserted.stance != "certain" or answer.stance != "denied":
        return True
    return _is_called_claim(facts, context) or share_participant(context.of(answer), facts)


def _is_called_claim(facts: Facts, context: Context) -> bool:
    """Whether it tells of what it calls a claim ("reports that a liner sank")."""
    pointing = context.wordings["pointing"]
    nouns = (one for one, after in pairwise(facts.forms) if after == "that")
    return any(one in pointing or one.removesuffix("s") in pointing for one in nouns)


def _is_met(answer: Report, asserted: Report, context: Context) -> bool:
    """Whether an answer names what it is one to ("those reports"), or stands in the same sentence.

    Who only has doubts, or questions, has them of whatever.
    """
    lists = context.wordings
    told = answer.proposition.arguments
    named = any(
        a.head in lists["pointing"] | lists["pronouns"] for a in told if a.role != "subject"
    )
    if named or any(a.head in lists["pointing"] for a in told):
        return True
    if not lists["back"].isdisjoint(context.of(answer).forms[1:]):
        return True
    return context.in_one_sentence(answer, asserted) and not _doubts(answer, context)


def is_bare(report: Report, context: Context) -> bool:
    """Whether it denies, or leaves open, what stands before it, and names nothing of it itself."""
    return _answers(report, context) and _points(report, context)


def answer_of(report: Report, context: Context) -> str:
    """Return what an answer says of what was said: denied | doubted | seen otherwise | not confirmed."""
    if report.stance == "denied" or _gainsaid(report, context):
        return "denied"
    if _views(report, context) or _is_of_others(report, context):
        return "seen otherwise"
    return "doubted" if _doubts(report, context) else "not confirmed"


def _answers(report: Report, context: Context) -> bool:
    """Whether it denies, or says that something was not confirmed ("declined to comment" does not)."""
    if report.stance == "denied" or _doubts(report, context):
        return True
    return report.stance == "unconfirmed" and "confirm" in context.of(report).predicate


def _gainsaid(report: Report, context: Context) -> frozenset[str]:
    """Words of the name of whom it contradicts ("the owner contradicts him"), and says no more."""
    facts, lists = context.of(report), context.wordings
    if report.proposition.negated or facts.predicate.isdisjoint(lists["denying"]):
        return frozenset()
    if report.proposition.tense == "future":
        return frozenset()
    reasons = lists["pointing"] | lists["reasoning"]
    named = (a for a in report.proposition.filling("object") if a.name[:1].isupper())
    objects = frozenset(
        word
        for a in named if a.head in reasons or a.name.split()[-1][:1].isupper()
        for word in name_key(a.name)
    )  # fmt: skip
    return objects if objects and _points(report, context, objects) else frozenset()


def _is_own(answer: Report, asserted: Report) -> bool:
    """Whether one voice tells both: nobody answers what he says himself."""
    if not answer.chain or not asserted.chain:
        return False
    return name_key(answer.chain[-1].name) == name_key(asserted.chain[-1].name)


def _says(asserted: Report, names: frozenset[str]) -> bool:
    """Whether it is told by somebody of that name."""
    return any(not names.isdisjoint(name_key(voice.name)) for voice in asserted.chain)


def _views(report: Report, context: Context) -> bool:
    """Whether somebody takes what was said for something else ("analysts see this as a threat")."""
    lists = context.wordings
    if not report.chain or report.proposition.predicate not in lists["viewing"]:
        return False
    objects = {a.head for a in report.proposition.filling("object")}
    return bool(report.proposition.filling("as")) and not objects.isdisjoint(lists["back"])


def _is_of_others(report: Report, context: Context) -> bool:
    """Whether it is told by voices that are set against those before ("some ..., others ...")."""
    names = name_key(report.chain[-1].name) if report.chain else frozenset()
    return not names.isdisjoint(context.wordings["others"])


def _weight(a: Report, b: Report, context: Context) -> float:
    return weigh(context.of(a), context.of(b), context).weight


def _doubts(report: Report, context: Context) -> bool:
    negated = report.proposition.negated  # "there is no doubt"
    return report.proposition.predicate in context.wordings["doubting"] and not negated


def _points(report: Report, context: Context, aside: frozenset[str] = frozenset()) -> bool:
    """Whether the clause has no content beyond pointing words and its speakers; ``aside`` is none.

    "Did not confirm a report" points ahead at what that report says.
    """
    lists = context.wordings
    pointing = lists["pointing"] | lists["doubting"]
    forms = context.of(report).forms
    if any(a in lists["opening"] and b in pointing for a, b in pairwise(forms)):
        return False
    speakers = {word.lower().strip(".") for voice in report.chain for word in voice.name.split()}
    subjects = {w for a in report.proposition.filling("subject") for w in a.words}
    none = pointing | speakers | subjects | aside
    told = report.proposition.words
    if not context.of(report).predicate.isdisjoint(lists["denying"]):
        # what is said of the denier ("the line, which owns two ships, disputed that") is beside the point
        told = (*_objects(report), *_behind(report, pointing)) or told
    return sum(word not in none for word in told) <= MAX_OWN_WORDS


def _behind(report: Report, pointing: frozenset[str]) -> tuple[str, ...]:
    """Words behind an object that points: of what somebody denies claims ("claims that he had left")."""
    heads = {a.head for a in report.proposition.filling("object")} & pointing
    at = [i for i, word in enumerate(report.proposition.words) if word in heads]
    return report.proposition.words[at[-1] + 1 :] if at else ()


def _objects(report: Report) -> tuple[str, ...]:
    """Words of all that the predicate is about, but the subject."""
    about = (a for a in report.proposition.arguments if a.role != "subject")
    return tuple(word for argument in about for word in (argument.words or (argument.head,)))


def _before(
    answer: Report, held: Sequence[Report], starts: Sequence[int], context: Context
) -> list[Report]:
    """Return the assertions of the nearest sentence before the answer that has any.

    What others say in the same sentence is nearer still ("A says that ..., but B sees this as ...").
    An answer to several things ("those details") is one to what others are cited for before that, too.
    """
    pointed = not context.wordings["several"].isdisjoint(context.of(answer).forms)
    several = pointed and is_bare(answer, context)
    found: list[Report] = []
    for index in range(bisect.bisect_left(starts, answer.start) - 1, -1, -1):
        one = held[index]
        within = context.in_one_sentence(one, answer)
        if one.stance in {"denied", "unconfirmed"} or one.stop > answer.start:
            continue
        # who denies does not deny what he says himself; of a claim just told it may be open whether it is so
        if within and (
            not one.chain or (one.chain == answer.chain and answer.stance != "unconfirmed")
        ):
            continue
        elsewhere = found and not context.in_one_sentence(one, found[0])
        if elsewhere and not (several and one.chain and found[-1].chain):
            break
        found.append(one)
        if len(found) == MAX_ANSWERED:
            break
    return found
