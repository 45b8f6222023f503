"""Whom two reports are of: of one who does it or another, of one person or several."""

from firsthand.corroboration.context import Context
from firsthand.corroboration.deeds import CORE, is_drifted, words_meet
from firsthand.corroboration.facts import Facts
from firsthand.corroboration.terms import stem
from firsthand.lexicon import wordings
from firsthand.records import Argument


def another_doer(a: Facts, b: Facts) -> str:
    """Tell whether another one does it ("said he would sign", of two speakers)."""
    apart = a.doer and b.doer and a.doer.isdisjoint(b.doer)
    if not apart or a.predicate.isdisjoint(b.predicate):
        return ""
    # where both clauses have both names, who does what may have been misread
    misread = not (a.doer.isdisjoint(b.names) or b.doer.isdisjoint(a.names))
    if misread or is_drifted(a, b) or words_meet(a, b, "subject"):
        return ""
    return f"another doer: {' '.join(sorted(a.doer))}; {' '.join(sorted(b.doer))}"


def one_of_many(a: Facts, b: Facts, context: Context) -> str:
    """Tell whether a harm befell the one named in ``a``, and in ``b`` several others, or all."""
    named = a.named.get("object", frozenset())
    if not named or _are_many(a) or not a.predicate & b.predicate & context.wordings.harms:
        return ""
    many = _are_many(b) or not context.wordings["everyone"].isdisjoint(b.forms)
    if not named.isdisjoint(b.names) or not many:
        return ""
    return f"one tells of {' '.join(sorted(named))}, the other of many"


def _are_many(facts: Facts) -> bool:
    """Whether it tells of several: a count of people, or a plural ("the pilots")."""
    counted = wordings.load().harms | {"person"}
    core = [a for a in facts.report.proposition.arguments if a.role in CORE]
    heads = {stem(a.head) for a in core}
    return any(
        quantity.number > 1 and (name in counted or stem(quantity.unit) in heads)
        for name, quantity in facts.counts
    ) or any(map(_is_plural, core))


def _is_plural(argument: Argument) -> bool:
    """Whether its head stands in the plural: "the pilots"."""
    stump = argument.head[:-1]
    return any(
        word != argument.head and word.endswith("s") and word.startswith(stump)
        for word in argument.name.lower().split()
    )
