"""In what way two clauses tell a thing: as done or to come, asked or supposed, of one, another or several."""

from collections.abc import Iterator
from itertools import pairwise

from firsthand.corroboration.context import Context
from firsthand.corroboration.deeds import CORE, crossing, is_drifted, meet
from firsthand.corroboration.facts import Facts
from firsthand.corroboration.terms import stem, term


def differing(a: Facts, b: Facts, context: Context) -> Iterator[str]:
    """Yield why two clauses that tell a thing in two ways cannot be one claim; nothing where they do not."""
    yield _done(a, b)
    yield _in_order(a, b)
    told = filter(None, _told_otherwise(a, b, context))
    # a copy stays one claim, whatever was changed; most pairs never come to be looked at for that
    if (first := next(told, "")) and not is_drifted(a, b):
        yield first
        yield from told


def _told_otherwise(a: Facts, b: Facts, context: Context) -> Iterator[str]:
    """Yield what two clauses tell otherwise, unless one is a changed copy of the other."""
    yield _supposed(a, b, context)
    yield _repeated(a, b)
    yield _asked(a, b)
    yield _feared(a, b)
    yield _points(a, b, context) or _points(b, a, context)
    yield _of_another(a, b, context)
    yield _of_several(a, b, context) or _of_several(b, a, context)


def _done(a: Facts, b: Facts) -> str:
    """Tell whether one expects what the other tells as done."""
    tenses = {a.report.proposition.tense, b.report.proposition.tense}
    if tenses == {"future", "past"} and not a.predicate.isdisjoint(b.predicate):
        return "one expects what the other tells as done"
    return ""


def _supposed(a: Facts, b: Facts, context: Context) -> str:
    """Tell whether one only supposes what the other tells ("once the harbour is clear")."""
    mine, theirs = (supposes(facts, context) for facts in (a, b))
    return "one supposes what the other tells" if mine != theirs else ""


def supposes(facts: Facts, context: Context) -> bool:
    """Whether it opens with what makes it a supposition."""
    return not context.wordings["supposing"].isdisjoint(facts.forms[:1])


def _repeated(a: Facts, b: Facts) -> str:
    """Tell whether one says that it happened several times, and the other speaks of one time."""
    mine, theirs = (f.repeated for f in (a, b))
    return "one tells of several times" if mine != theirs else ""


def _asked(a: Facts, b: Facts) -> str:
    """Tell whether one asks what the other tells ("are looking into what caused it")."""
    mine, theirs = (f.asks for f in (a, b))
    return "one asks what the other tells" if mine != theirs else ""


def _feared(a: Facts, b: Facts) -> str:
    """Tell whether one tells what is, and the other what else may come of it ("may not survive")."""
    if {a.report.stance, b.report.stance} != {"possible", "certain"} or crossing(a, b):
        return ""
    maybe, certain = (a, b) if a.report.stance == "possible" else (b, a)
    apart = maybe.may and not certain.may
    return "one tells what is, the other what may be" if apart else ""


def _in_order(a: Facts, b: Facts) -> str:
    """Tell whether they are of two of several ("the first site", "the second site"; "lap 5", "lap 9")."""
    mine, theirs = a.orders, b.orders
    apart = any(mine[noun].isdisjoint(theirs[noun]) for noun in mine.keys() & theirs.keys())
    return "another in order" if apart else ""


def _points(a: Facts, b: Facts, context: Context) -> str:
    """Tell whether one only points at what the other tells ("made the announcement", "announced a date")."""
    shared = a.predicate & b.predicate
    if not shared or context.wordings["bearing"].isdisjoint(a.report.proposition.words):
        return ""
    told = any(
        x.head not in context.wordings["pronouns"]
        and shared.isdisjoint(term(x.head, context.wordings))
        for x in b.report.proposition.filling("object")
    )
    pointing = any(
        one in context.wordings["definite"]
        and after not in context.wordings["specifying"]
        and not shared.isdisjoint(term(word, context.wordings))
        for (one, word), after in zip(pairwise(a.forms), (*a.forms[2:], ""), strict=True)
    )
    return "one only points at what the other tells" if told and pointing else ""


def _of_another(a: Facts, b: Facts, context: Context) -> str:
    """Tell whether one says that it is of another ("attends another school")."""
    mine, theirs = (_others(facts, context) for facts in (a, b))
    return "one tells of another" if mine != theirs else ""


def _others(facts: Facts, context: Context) -> bool:
    other = context.wordings["different"]
    if other.isdisjoint(facts.forms):
        return False
    told = (a for a in facts.report.proposition.arguments if a.role in CORE)
    return any(not other.isdisjoint(a.name.lower().split()[:2]) for a in told)


def _of_several(a: Facts, b: Facts, context: Context) -> str:
    """Tell whether the one tells of several, and the other of one ("fired three shells", "a shell")."""
    if a.predicate.isdisjoint(b.predicate) or not meet(a, b, "object"):
        return ""
    single, told = context.wordings["single"], b.report.proposition.filling("object")
    one = any(not single.isdisjoint(x.name.lower().split()[:1]) for x in told)
    counted = {stem(q.unit) for _, q in a.counts if q.unit and q.number > 1}
    several = any(stem(x.head) in counted for x in a.report.proposition.filling("object"))
    return "one tells of several, the other of one" if one and several else ""
