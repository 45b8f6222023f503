"""Where one report leaves open what another tells."""

from itertools import pairwise

from firsthand.corroboration.context import Context
from firsthand.corroboration.contradictions import is_wished
from firsthand.corroboration.deeds import CORE
from firsthand.corroboration.facts import Facts
from firsthand.corroboration.match import shared_weight
from firsthand.corroboration.readings import Reading, overtaken
from firsthand.corroboration.slots import another_name
from firsthand.corroboration.terms import Term, term
from firsthand.corroboration.ways import supposes
from firsthand.lexicon.wordings import Wordings

#: weight of the shared words, names aside, that a doubt and an assertion must have
SHARED = 0.8


def left_open(a: Facts, b: Facts, context: Context) -> Reading | None:
    """How one says that it is not known or not confirmed what the other tells; None if it does not."""
    open_a, open_b = a.report.stance == "unconfirmed", b.report.stance == "unconfirmed"
    if open_a == open_b or another_name(a, b):
        return None
    doubt, told = (a, b) if open_a else (b, a)
    if is_silent(doubt, context) or not _tells(told, doubt, context):
        return None
    needs = _needs(told, doubt, context)
    if needs is None or shared_weight(a, b, context) < SHARED:
        return None
    values = ("not confirmed", "said") if open_a else ("said", "not confirmed")
    came_later = overtaken(doubt, told)
    verdict = "update" if came_later else "tension"
    why = "what was open is told later" if came_later else "what one tells, the other leaves open"
    return Reading("unconfirmed", verdict, values, needs, why=why)


def is_silent(doubt: Facts, context: Context) -> bool:
    """Whether it only tells of one who does not comment or reply, and so leaves nothing open."""
    return not context.wordings["silent"].isdisjoint(doubt.held)


def _tells(told: Facts, doubt: Facts, context: Context) -> bool:
    """Whether it tells something: who supposes, wishes or asks does not, nor who waits for an answer."""
    lists = context.wordings
    if told.negative or supposes(told, context) or is_wished(told, context):
        return False
    if not lists["indirect"].isdisjoint(told.forms[:1]):
        return False  # "is not sure what caused the fire"
    if not lists["searching"].isdisjoint(told.predicate):
        return False
    waiting = not told.predicate.isdisjoint(lists["awaiting"])
    if waiting and not doubt.predicate.isdisjoint(told.held - told.predicate):
        return False
    return lists["why"].isdisjoint(doubt.forms) or _tells_why(told, context)


def _tells_why(facts: Facts, context: Context) -> bool:
    because = context.wordings["because"]
    return "cause" in facts.held or not because.isdisjoint(facts.forms)


def _needs(told: Facts, doubt: Facts, context: Context) -> str | None:
    """What shows that a doubt is of what is told: the noun for it, or the clause that a "whether" opens."""
    if _names_it(told, doubt, context):
        return "unconfirmed"
    if not _opens(doubt, context):
        return None
    # "it is unclear if they will take questions", "will conclude by taking questions"
    if not _in_a_row(told, context).isdisjoint(_in_a_row(doubt, context)):
        return "unconfirmed"
    own = doubt.held - doubt.predicate
    heads = [told.heads[role] for role in CORE if told.heads.get(role)]
    done = not told.predicate.isdisjoint(own) and heads
    return "open clause" if done and not any(head.isdisjoint(own) for head in heads) else None


def _opens(doubt: Facts, context: Context) -> bool:
    """Whether it leaves open a clause; an "if" does only behind a word of knowing ("unclear if")."""
    if "whether" in doubt.forms:
        return True
    knowing = context.wordings["knowing"] | context.wordings["inquiring"]
    return any(after == "if" and one in knowing for one, after in pairwise(doubt.forms))


def _names_it(told: Facts, doubt: Facts, context: Context) -> bool:
    """Whether it is not known what the other tells by a verb or as its subject ("the cause of the fire").

    What is told of things in general ("sparks cause fires") is no answer.
    """
    lists = context.wordings
    if told.report.proposition.tense == "present" or doubt.predicate.isdisjoint(_known(lists)):
        return False
    role = "object" if doubt.heads.get("object") else "subject"
    if role == "subject" and doubt.report.proposition.predicate not in lists["open"]:
        return False  # "whether the mayor knew" leaves open what he did
    head, of = doubt.heads.get(role, frozenset()), _hanging_on(doubt, role)
    if not head.isdisjoint(told.predicate):
        return of <= head or not (of - head).isdisjoint(told.held)
    if head.isdisjoint(told.heads.get("subject", frozenset())):
        return False
    return of <= head or not (of - head).isdisjoint(_hanging_on(told, "subject"))


def _known(lists: Wordings) -> Term:
    """Classes of what is said of what is not known."""
    return frozenset().union(*(term(word, lists) for word in lists["knowing"]))


def _hanging_on(facts: Facts, role: str) -> Term:
    return frozenset().union(*facts.roles.get(role, frozenset()))


def _in_a_row(facts: Facts, context: Context) -> set[tuple[str, str]]:
    """Verbs that say little with the words that follow them."""
    light = context.wordings["vague"]
    return {pair for pair in pairwise(facts.report.proposition.words) if pair[0] in light}
