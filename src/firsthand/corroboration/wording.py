"""Which of a claim's reports has the words that stand for it."""

from collections import Counter
from collections.abc import Mapping, Sequence

from firsthand.corroboration.context import Context
from firsthand.records import Article, Report

#: clauses shorter than this (characters) stand for a claim only if there is no longer one
FULL = 40
#: and longer ones carry more than the claim
LONG = 160


def choose(reports: Sequence[Report], context: Context, articles: Mapping[str, Article]) -> Report:
    """Choose the plainest full clause: with a subject of its own, flatly told, neither short nor long.

    It is in the language of most reports, that of the first one where several have as many. Of
    equals the shortest, then the first of ``reports``, which come in the order of publication.
    """
    tongues = [articles[report.article].read_as for report in reports]
    [(most, _)] = Counter(tongues).most_common(1)
    told = [report for report, tongue in zip(reports, tongues, strict=True) if tongue == most]
    return min(told, key=lambda report: _rank(report, context))


def _rank(report: Report, context: Context) -> tuple[int, bool, bool, bool, bool, int]:
    length = report.stop - report.start
    return (
        _hangs(report, context),
        # what a copy dropped ("likely") is not to be lost from the claim
        report.inherited_from is not None,
        not FULL <= length <= LONG,
        report.quote,
        report.stance not in {"certain", "denied"},
        length if length >= FULL else 1000 - length,
    )


def _hangs(report: Report, context: Context) -> int:
    """0 for a clause with a subject of its own, 1 if that is a pronoun, 2 for what hangs on another."""
    forms = context.of(report).forms
    lists = context.wordings
    if not forms or forms[0] in lists["hanging"] or forms[0].endswith("ing"):
        return 2
    if not report.proposition.predicate:
        return 0  # without a parse nothing more is known
    early = forms[:3]
    if any(form in lists["pronouns"] for form in early):
        return 1
    held = {*forms, *report.proposition.words}
    named = any(
        {argument.head, *argument.words} & held
        for argument in report.proposition.arguments
        if argument.role in {"subject", "object"}
    )
    return 0 if named and forms[0] not in lists["auxiliaries"] else 2
