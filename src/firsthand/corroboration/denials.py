"""Answers that only point back: "denied such claims", "did not confirm those details"."""

import bisect
from collections.abc import Iterator, Sequence

from firsthand.corroboration.context import Context, place
from firsthand.records import Report

#: nouns and verbs that point at what was said, and say nothing of their own
POINTING = frozenset(
    "claim allegation accusation charge report rumor rumour suggestion detail account information "
    "assertion statement such deny denial reject dismiss refute confirm immediately comment verify "
    "decline refuse respond categorically strongly vehemently repeatedly false baseless both".split()
)
#: words that the outlet or the denier bring in and that do not make a content
MAX_OWN_WORDS = 0
#: assertions that one answer is set against
MAX_ANSWERED = 6
#: predicates of those who doubt what was said before
DOUBTING = frozenset(
    {"skeptical", "sceptical", "doubt", "doubtful", "question", "dispute", "unconvinced"}
)


def pointing_back(reports: Sequence[Report], context: Context) -> Iterator[tuple[Report, Report]]:
    """Yield (answer, assertion) for each answer without a content of its own."""
    by_article: dict[str, list[Report]] = {}
    for report in reports:
        by_article.setdefault(report.article, []).append(report)
    for held in by_article.values():
        held.sort(key=lambda report: (report.start, report.stop))
        starts = [report.start for report in held]
        for answer in held:
            if _answers(answer, context) and _points(answer):
                for asserted in _before(answer, held, starts, context):
                    yield answer, asserted


def answer_of(report: Report) -> str:
    """Return what an answer says of what was said: denied | doubted | not confirmed."""
    if report.stance == "denied":
        return "denied"
    return "doubted" if report.proposition.predicate in DOUBTING else "not confirmed"


def _answers(report: Report, context: Context) -> bool:
    """Whether it denies, or says that something was not confirmed ("declined to comment" does not)."""
    if report.stance == "denied" or report.proposition.predicate in DOUBTING:
        return True
    return report.stance == "unconfirmed" and "confirm" in context.of(report).predicate


def _points(report: Report) -> bool:
    """Whether the clause has no content beyond pointing words and its speakers."""
    speakers = {word.lower().strip(".") for voice in report.chain for word in voice.name.split()}
    subjects = {w for a in report.proposition.arguments if a.role == "subject" for w in a.words}
    own = [
        w for w in report.proposition.words if w not in POINTING | DOUBTING | speakers | subjects
    ]
    return len(own) <= MAX_OWN_WORDS


def _before(
    answer: Report, held: Sequence[Report], starts: Sequence[int], context: Context
) -> list[Report]:
    """Return the assertions of the nearest sentence before the answer that has any."""
    sentence = context.sentences[answer.article, answer.start, answer.stop]
    found: list[Report] = []
    for index in range(bisect.bisect_left(starts, sentence[0]) - 1, -1, -1):
        one = held[index]
        if one.stance in {"denied", "unconfirmed"}:
            continue
        if found and context.sentences[place(one)] != context.sentences[place(found[0])]:
            break
        found.append(one)
        if len(found) == MAX_ANSWERED:
            break
    return found
