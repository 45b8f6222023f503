"""Whom two reports are of: one who speaks of himself, one person or several."""

from rapidfuzz import fuzz

from firsthand.corroboration.context import Context
from firsthand.corroboration.deeds import CORE, DRIFTED, is_drifted, meet, words_meet
from firsthand.corroboration.facts import Facts
from firsthand.corroboration.terms import stem
from firsthand.lexicon import wordings
from firsthand.records import Argument

#: so many words may be said by many ("I was afraid")
SAID_BY_MANY = 3


def another_doer(a: Facts, b: Facts) -> str:
    """Tell whether another one does it ("said he would sign", of two speakers)."""
    apart = a.doer and b.doer and a.doer.isdisjoint(b.doer)
    if not apart or a.predicate.isdisjoint(b.predicate):
        return ""
    # where both clauses have both names, who does what may have been misread
    misread = not (a.doer.isdisjoint(b.names) or b.doer.isdisjoint(a.names))
    if misread or is_drifted(a, b) or words_meet(a, b, "subject") or (_is_self(a) and _is_self(b)):
        return ""
    return f"another doer: {' '.join(sorted(a.doer))}; {' '.join(sorted(b.doer))}"


def another_self(a: Facts, b: Facts) -> str:
    """Tell whether another one speaks of himself ("I am afraid")."""
    if not a.voice or not b.voice or a.voice <= b.voice or b.voice <= a.voice:
        return ""
    if fuzz.ratio(a.forms, b.forms) >= DRIFTED and min(len(a.forms), len(b.forms)) > SAID_BY_MANY:
        return ""  # one of the two voices was misread
    return "another speaks of himself" if _is_self(a) and _is_self(b) else ""


def _is_self(facts: Facts) -> bool:
    """Whether it tells what the speaker does."""
    themselves = wordings.load()["themselves"]
    return any(
        x.role == "subject" and x.head in themselves for x in facts.report.proposition.arguments
    )


def one_of_many(a: Facts, b: Facts, context: Context) -> str:
    """Tell whether a harm befell the one named in ``a``, and in ``b`` several others, or all."""
    named = a.named.get("object", frozenset())
    if not named or _are_many(a) or not a.predicate & b.predicate & context.wordings.harms:
        return ""
    many = _are_many(b) or not context.wordings["everyone"].isdisjoint(b.forms)
    if not named.isdisjoint(b.names) or not many:
        return ""
    return f"one tells of {' '.join(sorted(named))}, the other of many"


def one_of_counted(a: Facts, b: Facts) -> str:
    """Tell whether ``a`` tells what one did who is named, and ``b`` what several did who are counted."""
    named = a.named.get("subject")
    if not named or a.predicate.isdisjoint(b.predicate) or meet(a, b, "subject"):
        return ""
    counted = {stem(q.unit) for _, q in b.counts if q.number > 1}
    doing = {stem(x.head) for x in b.report.proposition.arguments if x.role == "subject"}
    if counted.isdisjoint(doing) or _are_many(a):
        return ""
    return f"one tells of {' '.join(sorted(named))}, the other of several"


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
