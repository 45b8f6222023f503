"""Where one report says that a thing is so, and another that it is not so, or that its contrary is."""

from itertools import pairwise

from firsthand.corroboration.bearers import named_by, one_matter, one_undergoer
from firsthand.corroboration.context import Context
from firsthand.corroboration.counting import term_of
from firsthand.corroboration.deeds import (
    CORE,
    meet,
    opposed,
    other_participant,
    same_arguments,
    same_matter,
    share_participant,
)
from firsthand.corroboration.facts import DAY, Facts
from firsthand.corroboration.match import shared_weight
from firsthand.corroboration.readings import Reading, are_near, later, overtaken
from firsthand.corroboration.rewording import say_the_same
from firsthand.corroboration.slots import another_name, clashing_times, contrary
from firsthand.corroboration.terms import Term, stem, term
from firsthand.corroboration.ways import supposes
from firsthand.lexicon.wordings import Wordings
from firsthand.records import Argument
from firsthand.text.words import forms

#: weight of the shared words, names aside, that a denial and an assertion must have
SHARED = 0.5
#: and that contraries must have, where no participant shows that they are of one thing
SHARED_BY_CONTRARIES = 0.6
#: so much shared weight shows by itself that a negation is of the same
MUCH_SHARED = 1.0
#: days up to the publication that are long: what has not been so for them is no answer to the news
LONG = 60.0
#: words of what is denied that an assertion must have
NAMED_TWICE = 2
#: days between two texts of one event in which somebody came to harm
NEAR_DAYS = 1.0


def denied(a: Facts, b: Facts, context: Context) -> Reading | None:
    """How one report denies what the other tells; None if it does not."""
    why = contrary(a, b, context)
    if not why or another_name(a, b) or not (_asserts(a, context) and _asserts(b, context)):
        return None
    if _nobody(a, b, context) or _nobody(b, a, context):
        return Reading("denial", later(a, b), _answers(a), "nobody", why=why)
    if opposed(a, b, context):
        return _contraries(a, b, context)
    told, answer = (b, a) if a.negative else (a, b)
    if _is_accused(answer, told, context):
        return Reading("denial", "conflict", _answers(a), "accused", why=why)
    weight = shared_weight(a, b, context)
    if weight < SHARED or _is_narrower(answer, told, context):
        return None
    if "denied" in {a.report.stance, b.report.stance}:
        one = same_matter(a, b) and not other_participant(a, b, context)
        met = (one or weight >= MUCH_SHARED) and _denies(answer, told, context)
        return Reading("denial", "conflict", _answers(a), "denial", why=why) if met else None
    if not _one_saying(a, b, context) or not _gainsays(answer, told, context):
        return None
    needs = "much negated" if weight >= MUCH_SHARED else "negation"
    return Reading("denial", _came(told, answer), _answers(a), needs, why=why)


def _is_narrower(answer: Facts, told: Facts, context: Context) -> bool:
    """Whether only the denial tells where, of or for what: who is not sorry for that may be for something else."""
    times = {form for moment in answer.when for form in forms(moment.text)}
    loose = context.wordings["anyone"] | context.wordings["pronouns"] | times
    return any(
        argument.words and argument.head not in loose
        and not _is_told(argument, told, context)
        for argument in answer.report.proposition.arguments
        if argument.role not in CORE
    )  # fmt: skip


def _is_told(argument: Argument, told: Facts, context: Context) -> bool:
    """Whether a clause names what hangs on the other in its own place, or, where that is empty, at all."""
    held = frozenset().union(*told.roles.get(argument.role, frozenset())) or told.held
    return any(not term(word, context.wordings).isdisjoint(held) for word in argument.words)


def _came(told: Facts, answer: Facts) -> str:
    """What has not happened may happen later; what was told to have happened no later report undoes."""
    undone = answer.report.proposition.tense == "past" and overtaken(told, answer)
    return "conflict" if undone else later(told, answer)


def _answers(a: Facts) -> tuple[str, str]:
    return ("denied", "said") if a.negative else ("said", "denied")


def _gainsays(answer: Facts, told: Facts, context: Context) -> bool:
    """Whether a "not" is one to the whole of what is told, and of the same time.

    What is no longer so was so; what is not so until something happens may come to be; "no further ones" are of
    others; and what has not happened may be expected.
    """
    lists = context.wordings
    if not lists["limiting"].isdisjoint(answer.forms) or _until_now(answer, context):
        return False
    ahead, expected = (f.report.proposition.tense == "future" for f in (answer, told))
    if (ahead and not expected) or (expected and not lists["pending"].isdisjoint(answer.forms)):
        return False
    return not any(is_wished(facts, context) for facts in (answer, told))


def _one_saying(a: Facts, b: Facts, context: Context) -> bool:
    """Whether they tell one predicate that says something of one, or one has what the other tells.

    "There was no blacklist" has for its object what "blacklisted" says.
    """
    lists = context.wordings
    mine, theirs = (facts.report.proposition.predicate in lists["having"] for facts in (a, b))
    if not a.predicate.isdisjoint(b.predicate):
        light = a.report.proposition.predicate in lists["vague"]
        return not light and _one_verb(a, b) and one_matter(a, b, context)
    if other_participant(a, b, context) or not share_participant(a, b):
        return False
    if mine != theirs:
        return not (b.predicate.isdisjoint(_had(a)) if mine else a.predicate.isdisjoint(_had(b)))
    answer, told = (a, b) if a.negative else (b, a)
    yet = not lists["pending"].isdisjoint(answer.forms)
    done = not answer.predicate.isdisjoint(told.held) or same_arguments(a, b)
    return yet and done and one_matter(a, b, context)


def _one_verb(a: Facts, b: Facts) -> bool:
    """Whether one word, or one that can stand for it, says both: who was never charged may be accused."""
    mine, theirs = (facts.report.proposition.predicate for facts in (a, b))
    return mine == theirs or stem(mine) == stem(theirs) or say_the_same([mine], [theirs])


def _had(facts: Facts) -> Term:
    """What a clause says that there is, or that somebody has."""
    return facts.heads.get("object") or facts.heads.get("subject") or frozenset()


def _asserts(facts: Facts, context: Context) -> bool:
    """Whether a clause leaves nothing open, and is neither supposed nor a question ("did you see it")."""
    lists = context.wordings
    first, second = (*facts.forms[:2], "", "")[:2]
    asks = first in lists["questioning"] and second in lists["pronouns"] | lists["articles"]
    asks = asks or first in lists["indirect"]  # "disputes what a source told the Echo"
    return facts.report.stance != "unconfirmed" and not asks and not supposes(facts, context)


def _until_now(facts: Facts, context: Context) -> bool:
    """Whether it tells of a long time up to now ("has not left since 2020"): news ends that time."""
    if context.wordings["lasting"].isdisjoint(facts.forms):
        return False
    if facts.published is None:
        return True
    begun = [m.latest.timestamp() / DAY for m in facts.when if m.latest is not None]
    return not begun or any(day < facts.published - LONG for day in begun)


def _nobody(a: Facts, b: Facts, context: Context) -> bool:
    """Whether the one tells that a harm befell nobody, and the other that it befell somebody."""
    lists = context.wordings
    if not a.negative or (a.predicate & b.predicate).isdisjoint(lists.harms):
        return False
    nobody = {x.head for x in a.report.proposition.filling("object")} & lists["anyone"]
    return bool(nobody) and lists["limiting"].isdisjoint(a.forms) and _of_one_time(a, b)


def _of_one_time(a: Facts, b: Facts) -> bool:
    """Whether they may tell of one event, of which nothing but a harm is told: news of other days is of others."""
    return are_near(a, b, NEAR_DAYS) and not clashing_times(a, b)


def is_wished(facts: Facts, context: Context) -> bool:
    """Whether it tells what is wanted or due, not what is ("wanted to sail", "must sail", "could have")."""
    lists = context.wordings
    unreal = lists["may"] | {"would"}
    may_have = any(one in unreal and other == "have" for one, other in pairwise(facts.forms))
    wished = may_have or facts.report.proposition.predicate in lists["wishing"]
    asked = lists["bidding"] | lists["wished"]
    return wished or facts.forms[:1] == ("to",) or not asked.isdisjoint(facts.forms)


# --------------------------------------------------------------------------- denials


def _denies(denied: Facts, told: Facts, context: Context) -> bool:
    """Whether a denial is of what is told to have been done, to whom or by whom."""
    if denied.predicate.isdisjoint(context.wordings["denying"]):
        beside = (words for role, words in told.roles.items() if role not in CORE)
        said = told.held.difference(*(word for words in beside for word in words)) | told.predicate
        # "let that happen" says nothing without what "that" is
        light = denied.report.proposition.predicate in context.wordings["vague"]
        light = light and not denied.heads.get("object")
        asserted = not light and not denied.predicate.isdisjoint(said)
        asserted = asserted or same_arguments(denied, told)
        return asserted and _are_of_one(denied, told, context)
    if _only_his_part(denied, context) and denied.voice.isdisjoint(told.names.union(told.forms)):
        return False
    # "took a selfie" is told by its noun, with no object
    done = told.heads.get("object") or told.predicate | told.heads.get("subject", frozenset())
    # that both speak of some report shows nothing
    called = frozenset().union(*(term(w, context.wordings) for w in context.wordings["pointing"]))
    behind = _behind(denied, context) - called
    return not done.isdisjoint(behind) and len(behind & told.held) >= NAMED_TWICE


def _only_his_part(denied: Facts, context: Context) -> bool:
    """Whether it denies no more than having to do with a thing ("any role in"), of which others may be told."""
    objects = (x.head for x in denied.report.proposition.filling("object"))
    return not context.wordings["involving"].isdisjoint(objects)


def _is_accused(denied: Facts, told: Facts, context: Context) -> bool:
    """Whether who denies is taken to task for it in the other ("denied the theft", "was held over a theft")."""
    lists = context.wordings
    if denied.report.stance != "denied" or denied.predicate.isdisjoint(lists["denying"]):
        return False
    if told.predicate.isdisjoint(lists["accusing"]):
        return False
    who = denied.voice or denied.named.get("subject", frozenset())
    if who.isdisjoint(told.named.get("object", frozenset())):
        return False
    names = frozenset().union(*(term(name, lists) for name in denied.names | told.names))
    return not (_behind(denied, context) - names - told.predicate).isdisjoint(told.held)


def _behind(denied: Facts, context: Context) -> Term:
    """Classes of the words behind the denying one: what stands before it is said of who denies."""
    lists = context.wordings
    known = [term_of(form, lists) for form in denied.forms]
    at = next((i for i, one in enumerate(known) if not one.isdisjoint(denied.predicate)), -1)
    held = frozenset().union(*known[at + 1 :])
    return held & denied.held if at >= 0 else denied.held


def _are_of_one(a: Facts, b: Facts, context: Context) -> bool:
    """Whether what both tell was done to one, or, where either tells nothing of that, by one."""
    lists = context.wordings
    light = {a.report.proposition.predicate, b.report.proposition.predicate} <= lists["vague"]
    for role in ("object", "subject"):
        if a.heads.get(role) and b.heads.get(role):
            return meet(a, b, role) or (not light and named_by(a, b, role, context))
    return share_participant(a, b)


# --------------------------------------------------------------------------- contraries


def _contraries(a: Facts, b: Facts, context: Context) -> Reading | None:
    """Contrary predicates, unless nothing shows that they are told of one thing."""
    lists = context.wordings
    if clashing_times(a, b) or _follow(a, b, context):
        return None  # of what was lost and found on two days both hold
    if other_participant(a, b, context):
        return None  # one's shares rise while another's fall
    harmed = not (a.predicate | b.predicate).isdisjoint(lists.harms)
    if not harmed and not one_undergoer(a, b, context):
        return None
    if shared_weight(a, b, context) < SHARED_BY_CONTRARIES and not share_participant(a, b):
        return None
    if _is_of_people(a, b, context) or _is_of_people(b, a, context):
        return None
    values = _told_as(a, b, lists), _told_as(b, a, lists)
    return Reading("other", later(a, b), values, "other", why=f"contrary: {', '.join(values)}")


def _told_as(facts: Facts, other: Facts, lists: Wordings) -> str:
    """The word of a clause that is contrary to the other's predicate ("left ten of them dead")."""
    against = frozenset().union(*(lists.opposites.get(name, ()) for name in other.predicate))
    meant = facts.predicate & against
    words = (form for form in facts.forms if not term_of(form, lists).isdisjoint(meant))
    return next(words, facts.report.proposition.predicate)


def _follow(a: Facts, b: Facts, context: Context) -> bool:
    """Whether the one is what comes after the other ("depart", "arrive"), or both are harms: both hold."""
    lists = context.wordings
    met = [
        {one, *(b.predicate & lists.opposites[one])}
        for one in a.predicate
        if not b.predicate.isdisjoint(lists.opposites.get(one, ()))
    ]
    return any(pair <= lists.harms or not pair.isdisjoint(lists["courses"]) for pair in met)


def _is_of_people(a: Facts, b: Facts, context: Context) -> bool:
    """Whether one tells of people at large, and the other of some body of them ("all staff")."""
    lists = context.wordings
    mine, theirs = _befallen(a), _befallen(b)
    # "left tens of them dead" tells whom in other words
    told = all(lists.classes.get(head, frozenset()).isdisjoint(lists.harms) for head in mine)
    return bool(mine) and told and mine <= lists.people and mine.isdisjoint(theirs)


def _befallen(facts: Facts) -> frozenset[str]:
    """Heads of those whom it befell, or who did it."""
    told = facts.report.proposition
    return frozenset(a.head for a in told.filling("object") or told.filling("subject"))
