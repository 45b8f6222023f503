"""What two clauses tell of whom: whether predicates and participants meet."""

from rapidfuzz import fuzz

from firsthand.corroboration.context import Context
from firsthand.corroboration.facts import Facts

#: roles of those who do a thing, and of whom or what it is done to
CORE = ("subject", "object")
#: clauses of so many words that agree so far (percent) are copies, whatever was changed
DRIFTED, DRIFTED_WORDS = 75, 10

#: how far a clause is of a predicate that it has in a clause within it
WITHIN = 0.3


def crossing(a: Facts, b: Facts) -> bool:
    """Whether the predicates agree, or one is among the words of the other."""
    return not (a.predicate.isdisjoint(b.held) and b.predicate.isdisjoint(a.held))


def bearing(a: Facts, b: Facts) -> float:
    """How far the clauses are of one predicate: 1 if it is the other's, or what the other is about.

    Less if it stands in a clause within the other ("ended up having"), not at all if it tells what somebody
    or something is like ("a closely watched summit").
    """
    return max(_borne(a, b), _borne(b, a))


def _borne(a: Facts, b: Facts) -> float:
    if not a.predicate.isdisjoint(b.predicate.union(*b.heads.values())):
        return 1.0
    described = frozenset().union(*(word for words in b.roles.values() for word in words))
    return WITHIN * (not a.predicate.isdisjoint(b.held - described))


def same_matter(a: Facts, b: Facts) -> bool:
    """Whether the predicates agree, or both tell of one subject and one object."""
    return crossing(a, b) or same_arguments(a, b)


def same_arguments(a: Facts, b: Facts) -> bool:
    """Whether both tell of one subject and one object."""
    return meet(a, b, "subject") and meet(a, b, "object")


def one_deed(a: Facts, b: Facts, context: Context) -> bool:
    """Whether predicates that say something agree, and objects: one deed, whoever is said to do it."""
    shared = a.predicate & b.predicate
    if not shared or (_is_vague(a, b, context) and shared.isdisjoint(context.wordings.harms)):
        return False
    return (
        meet(a, b, "object")
        or not _named_objects(a).isdisjoint(_named_objects(b))
        or _everyone(a, context) != _everyone(b, context)
    )


def _is_vague(a: Facts, b: Facts, context: Context) -> bool:
    """Whether one of the verbs says nothing by itself."""
    vague = context.wordings["vague"]
    return a.report.proposition.predicate in vague or b.report.proposition.predicate in vague


def one_doing(a: Facts, b: Facts, context: Context) -> float:
    """How far predicates that say something by themselves agree, and subjects: what one did."""
    if (a.predicate & b.predicate) <= context.wordings["said_of"] or _is_vague(a, b, context):
        return 0.0
    if meet(a, b, "subject"):
        return 1.0
    return (
        0.5
        if a.heads.get("subject") and b.heads.get("subject") and words_meet(a, b, "subject")
        else 0.0
    )


def _everyone(facts: Facts, context: Context) -> bool:
    """Whether it tells of a harm to all, however they are called elsewhere ("killing all aboard")."""
    if facts.predicate.isdisjoint(context.wordings.harms):
        return False
    objects = facts.report.proposition.filling("object")
    return any(a.head in context.wordings["everyone"] for a in objects)


def _named_objects(facts: Facts) -> frozenset[str]:
    """Words of those that it was done to, where they are called by a name."""
    told = facts.report.proposition.filling("object")
    return frozenset(word for a in told if a.name[:1].isupper() for word in a.name.split())


def meet(a: Facts, b: Facts, role: str) -> bool:
    """Whether the heads of the participants in a role are of one class."""
    return not a.heads.get(role, frozenset()).isdisjoint(b.heads.get(role, frozenset()))


def share_participant(a: Facts, b: Facts) -> bool:
    """Whether some participant of the one is among the words of the other."""
    return any(
        not one.isdisjoint(other.held)
        for mine, other in ((a, b), (b, a))
        for one in mine.heads.values()
    )


def other_participant(a: Facts, b: Facts, context: Context) -> bool:
    """Whether some role is filled by another in each, pronouns aside: they are of two things."""
    pronouns, anyone = context.wordings["pronouns"], context.wordings["anyone"]
    for role in a.heads.keys() & b.heads.keys():
        if apart(a, b, role) and not words_meet(a, b, role):
            heads = [
                argument.head
                for facts in (a, b)
                for argument in facts.report.proposition.filling(role)
            ]
            if pronouns.isdisjoint(heads) and anyone.isdisjoint(heads):
                return True
    return False


def apart(a: Facts, b: Facts, role: str) -> bool:
    """Whether both reports fill a role, with participants of other kinds."""
    mine, theirs = a.heads.get(role), b.heads.get(role)
    return bool(mine and theirs and mine.isdisjoint(theirs))


def opposed(a: Facts, b: Facts, context: Context) -> bool:
    """Whether the predicates are contraries ("missing", "freed")."""
    if not a.predicate.isdisjoint(b.predicate):
        return False
    return any(
        b.predicate & context.wordings.opposites.get(name, frozenset()) for name in a.predicate
    )


def agreeing(a: Facts, b: Facts, context: Context) -> bool:
    """Whether contrary predicates say the same, one being negated ("unharmed", "not hurt")."""
    return a.negative != b.negative and opposed(a, b, context)


def words_meet(a: Facts, b: Facts, role: str) -> bool:
    """Whether words of the participants in a role meet, whichever of them is the head."""
    held = frozenset().union(*b.roles.get(role, frozenset()))
    return any(not one.isdisjoint(held) for one in a.roles.get(role, frozenset()))


def is_drifted(a: Facts, b: Facts) -> bool:
    """Whether two clauses are one text, whatever was changed in it."""
    long = min(len(a.forms), len(b.forms)) >= DRIFTED_WORDS
    return long and fuzz.ratio(a.forms, b.forms) >= DRIFTED
