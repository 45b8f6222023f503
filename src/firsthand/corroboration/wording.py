"""Which of a claim's reports has the words that stand for it."""

from collections.abc import Sequence

from firsthand.corroboration.context import Context
from firsthand.records import Report

#: clauses shorter than this (characters) stand for a claim only if there is no longer one
FULL = 40
#: and longer ones carry more than the claim
LONG = 160
#: words that open a clause which hangs on another
_HANGING = frozenset(
    "that which who whom whose where when while as after before since because although though if "
    "until unless how what why whether with by and but or so than then in on at of for from to "
    "including according despite amid among following also meanwhile however".split()
)
_PRONOUNS = frozenset("he she it they we i you this these those there".split())


def choose(reports: Sequence[Report], context: Context) -> Report:
    """Choose the plainest full clause: with a subject of its own, flatly told, neither short nor long.

    Of equals the shortest, then the first of ``reports``, which come in the order of publication.
    """
    return min(reports, key=lambda report: _rank(report, context))


def _rank(report: Report, context: Context) -> tuple[int, bool, bool, bool, int]:
    length = report.stop - report.start
    return (
        _hangs(report, context),
        not FULL <= length <= LONG,
        report.quote,
        report.stance not in {"certain", "denied"},
        length if length >= FULL else 1000 - length,
    )


def _hangs(report: Report, context: Context) -> int:
    """0 for a clause with a subject of its own, 1 if that is a pronoun, 2 for what hangs on another."""
    forms = context.of(report).forms
    if not forms or forms[0] in _HANGING or forms[0].endswith("ing"):
        return 2
    if not report.proposition.predicate:
        return 0  # without a parse nothing more is known
    early = forms[:3]
    if any(form in _PRONOUNS for form in early):
        return 1
    held = {*forms, *report.proposition.words}
    named = any(
        {argument.head, *argument.words} & held
        for argument in report.proposition.arguments
        if argument.role in {"subject", "object"}
    )
    return 0 if named and forms[0] not in {"was", "were", "is", "are", "has", "have", "had"} else 2
