"""Whether two clauses tell of one bearer: what is denied, or counted otherwise, must be told of one.

Words that two clauses share show that they are of one matter. That they contradict each other, or give one
thing two numbers, can only be said where who did it, or whom it befell, is the same in both.
"""

from firsthand.corroboration.context import Context
from firsthand.corroboration.deeds import CORE
from firsthand.corroboration.facts import Facts, is_name
from firsthand.corroboration.terms import Term, term


def parted(a: Facts, b: Facts, role: str, context: Context) -> bool:
    """Whether both fill a role, and neither with a head nor with a name of the other's."""
    mine, theirs = _called(a, role, context), _called(b, role, context)
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def one_matter(a: Facts, b: Facts, context: Context) -> bool:
    """Whether two clauses with one predicate tell it of one: no role parts them, and some joins them.

    What only one clause has an object for was done to something there, and told at large here.
    """
    if any(
        x.head in context.wordings["anyone"] for f in (a, b) for x in f.report.proposition.arguments
    ):
        # whom "nobody" and "one" stand for is told elsewhere, if not behind it ("none of the crew")
        return all(_may_be_one(a, b, role, context) for role in CORE)
    if not (a.heads.get("object") or b.heads.get("object")) and named_by(a, b, "subject", context):
        return True
    if any(parted(a, b, role, context) for role in CORE):
        return False
    if bool(a.heads.get("object")) != bool(b.heads.get("object")):
        return False
    return any(joined(a, b, role, context) for role in CORE)


def _may_be_one(a: Facts, b: Facts, role: str, context: Context) -> bool:
    """Whether those in a role may be the same, "none" being any of those that hang on it, or anyone."""
    lists = context.wordings
    told = [f.report.proposition.filling(role) for f in (a, b)]
    if not any(x.head in lists["anyone"] for some in told for x in some):
        return not parted(a, b, role, context)
    mine, theirs = (
        frozenset().union(*(term(w, lists) for x in some for w in x.words if w != x.head))
        for some in told
    )
    return not mine or not theirs or not mine.isdisjoint(theirs)


def one_undergoer(a: Facts, b: Facts, context: Context) -> bool:
    """Whether those whom it befell, or who did it where it befell nobody, are one, as far as is told."""
    mine, theirs = (
        _called(f, "object" if f.heads.get("object") else "subject", context) for f in (a, b)
    )
    return not mine.isdisjoint(theirs)


def joined(a: Facts, b: Facts, role: str, context: Context) -> bool:
    """Whether both fill a role, by a head or name in common."""
    return not _called(a, role, context).isdisjoint(_called(b, role, context))


def named_by(a: Facts, b: Facts, role: str, context: Context) -> bool:
    """Whether one clause names the other's participant elsewhere ("sailings resume", "resume sailing").

    A person stands in much that is not told of him.
    """
    mine, theirs = _things(a, role, context), _things(b, role, context)
    held, other = a.held, b.held
    if mine and theirs:  # "the news of the sailings" is no sailing
        held, other = (f.held.difference(*f.roles.get(role, frozenset())) for f in (a, b))
    return not (mine.isdisjoint(other) and theirs.isdisjoint(held))


def _things(facts: Facts, role: str, context: Context) -> Term:
    """Classes of the heads of those in a role, pronouns and names aside."""
    lists = context.wordings
    heads = (x.head for x in facts.report.proposition.filling(role))
    things = (head for head in heads if head not in facts.names | lists["pronouns"])
    return frozenset().union(*(term(head, lists) for head in things))


def _called(facts: Facts, role: str, context: Context) -> frozenset[str]:
    """Classes of the heads of those in a role, and the words of their names; nothing of a mere pronoun."""
    lists = context.wordings
    told = facts.report.proposition.filling(role)
    named = [a for a in told if a.head in lists["pronouns"] or is_name(a)]
    names = {word.lower() for a in named for word in a.name.split() if word[:1].isupper()}
    pronouns = {name for a in told if a.head in lists["pronouns"] for name in term(a.head, lists)}
    # who holds an office is named elsewhere
    held = facts.named.get(role, ()) if not any(a.name[:1].isupper() for a in told) else ()
    heads = facts.heads.get(role, frozenset()) - pronouns
    return heads.union(names - lists["pronouns"] - lists["titles"], held)
