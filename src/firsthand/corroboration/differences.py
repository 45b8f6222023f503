"""The ways in which two reports on one matter differ: number, time, denial, doubt, person, thing.

Each kind has the log-odds of being one claim that two reports need for a difference between them to
mean something: low where the slot itself shows that they speak of one thing (305 and 315 cabins), high
where many things of a story share it (days, counts of minutes).
"""

from collections.abc import Callable, Iterator
from itertools import pairwise

from rapidfuzz import fuzz

from firsthand.corroboration.context import Context
from firsthand.corroboration.deeds import (
    CORE,
    apart,
    crossing,
    meet,
    negative,
    opposed,
    other_participant,
    same_arguments,
    same_matter,
    share_participant,
)
from firsthand.corroboration.facts import Facts
from firsthand.corroboration.match import odds, weigh
from firsthand.corroboration.measures import (
    Reading,
    against,
    counted,
    later,
    placed,
    rounded,
    timed,
)
from firsthand.corroboration.slots import (
    another_name,
    clashing_times,
    contrary,
)
from firsthand.corroboration.terms import Term
from firsthand.corroboration.ways import supposes
from firsthand.lexicon import wordings
from firsthand.lexicon.wordings import Wordings
from firsthand.records import Argument, Report

#: log-odds that two reports need, by kind; set on nine open stories by what each lets in
NEEDS = {
    "number": -1.0, "close number": -3.0, "rounded": -3.0, "harm": -3.5, "bound": -3.0, "gauge": -4.2, "age": -4.0, "counted": 1.0,
    "time": -2.0, "clock": -3.0, "term": -3.0, "time of another": 0.0, "place": -0.8, "denial": -2.2, "negation": -0.8, "much negated": -2.4,
    "other": -3.7, "thing": -0.8, "unconfirmed": -3.0, "person": -2.0, "view": -3.5,
}  # fmt: skip
#: weight of the shared words, names aside, that a denial or doubt and an assertion must have
SHARED_BY_DENIAL, SHARED_BY_DOUBT = 0.5, 0.8
#: and that contraries must have, where no participant shows that they are of one thing
SHARED_BY_CONTRARIES = 0.6
#: so much shared weight shows by itself that a negation is of the same
MUCH_SHARED = 1.0
#: days up to the publication that are long: what has not been so for them is no answer to the news
LONG, DAY = 60.0, 86_400.0
#: words of a name that tell one person from another whatever he is called beside it ("reporter")
FULL_NAME = 2
#: first names that agree so far (percent) are spellings of one
SPELLING = 70


def read(a: Facts, b: Facts, context: Context) -> Iterator[Reading]:
    """Yield how two reports differ, the weightiest first.

    Few pairs differ in a slot, so whether they are of one matter is asked last: it costs most.
    """
    for look in READINGS:
        reading = look(a, b, context)
        if reading and odds(a, b, context) >= NEEDS[reading.needs]:
            yield reading


def _denial(a: Facts, b: Facts, context: Context) -> Reading | None:
    why = contrary(a, b, context)
    # what is left open is asserted by nobody
    if not why or another_name(a, b) or "unconfirmed" in {a.report.stance, b.report.stance}:
        return None
    if supposes(a, context) or supposes(b, context):
        return None
    weight = weigh(a, b, context).weight
    if _nobody(a, b, context) or _nobody(b, a, context):
        values = ("denied", "said") if negative(a) else ("said", "denied")
        return Reading("denial", later(a, b), values, why, "harm")
    if opposed(a, b, context):
        return _contraries(a, b, weight, why, context)
    if weight < SHARED_BY_DENIAL:
        return None
    values = ("denied", "said") if negative(a) else ("said", "denied")
    if "denied" in {a.report.stance, b.report.stance}:
        one = same_matter(a, b) and not other_participant(a, b, context)
        found = Reading("denial", "conflict", values, why, "denial")
        denied, told = (a, b) if negative(a) else (b, a)
        return found if (one or weight >= MUCH_SHARED) and _denies(denied, told, context) else None
    if (
        _until_now(a if negative(a) else b, context)
        or _is_wished(a, context)
        or _is_wished(b, context)
    ):
        return None
    needs = "much negated" if weight >= MUCH_SHARED else "negation"
    found = Reading("denial", later(a, b), values, why, needs)
    return found if _one_matter(a, b, context) else None


def _contraries(a: Facts, b: Facts, weight: float, why: str, context: Context) -> Reading | None:
    """Contrary predicates, unless nothing shows that they are told of one thing."""
    if a.predicate | b.predicate <= context.wordings.harms or clashing_times(a, b):
        return None  # of what began and ended, or was lost and found, both hold
    if _changes(a, b) or _changes(b, a) or not (_has_core(a) and _has_core(b)):
        return None
    if other_participant(a, b, context):
        return None  # one's shares rise while another's fall
    if weight < SHARED_BY_CONTRARIES and not share_participant(a, b):
        return None
    if _is_of_people(a, b, context) or _is_of_people(b, a, context) or _are_two(a, b):
        return None
    values = a.report.proposition.predicate, b.report.proposition.predicate
    return Reading("other", later(a, b), values, why, "other")


def _has_core(facts: Facts) -> bool:
    """Whether it tells who did it, or whom or what it was done to."""
    return any(facts.heads.get(role) for role in CORE)


def _changes(a: Facts, b: Facts) -> bool:
    """Whether the one ends or begins what the other tells ("stopped the launches", "launched")."""
    changed = frozenset().union(*a.roles.get("object", frozenset()))
    return not b.predicate.isdisjoint(changed - a.predicate)


def _until_now(facts: Facts, context: Context) -> bool:
    """Whether it tells of a long time up to now ("has not left since 2020"): news ends that time."""
    if context.wordings["lasting"].isdisjoint(facts.forms):
        return False
    if facts.published is None:
        return True
    begun = [m.latest.timestamp() / DAY for m in facts.when if m.latest is not None]
    return any(day < facts.published - LONG for day in begun)


def _nobody(a: Facts, b: Facts, context: Context) -> bool:
    """Whether the one tells that a harm befell nobody, and the other that it befell somebody."""
    lists = context.wordings
    harm = a.predicate & b.predicate & lists.harms
    nobody = {x.head for x in a.report.proposition.arguments if x.role == "object"} & lists[
        "anyone"
    ]
    return bool(harm and nobody) and negative(a) and not clashing_times(a, b)


def _share_a_party(a: Facts, b: Facts, context: Context) -> bool:
    """Whether a name or participant of the one stands in the other, or one only says "none", "one"."""
    if share_participant(a, b) or not a.names.isdisjoint(b.names):
        return True
    anyone = context.wordings["anyone"]
    return any(x.head in anyone for f in (a, b) for x in f.report.proposition.arguments)


def _is_of_people(a: Facts, b: Facts, context: Context) -> bool:
    """Whether one tells of people at large, and the other of some body of them ("all staff")."""
    lists = context.wordings
    mine, theirs = _befallen(a), _befallen(b)
    # "left tens of them dead" tells whom in other words
    told = all(lists.classes.get(head, frozenset()).isdisjoint(lists.harms) for head in mine)
    return bool(mine) and told and mine <= lists.people and mine.isdisjoint(theirs)


def _are_two(a: Facts, b: Facts) -> bool:
    """Whether each tells of somebody by his full name, and not of the same."""
    mine, theirs = (facts.named.get("object", frozenset()) for facts in (a, b))
    return min(len(mine), len(theirs)) >= FULL_NAME and mine.isdisjoint(theirs)


def _befallen(facts: Facts) -> frozenset[str]:
    """Heads of those whom it befell, or who did it."""
    told = facts.report.proposition.arguments
    heads = {role: {a.head for a in told if a.role == role} for role in ("object", "subject")}
    return frozenset(heads["object"] or heads["subject"])


def _one_matter(a: Facts, b: Facts, context: Context) -> bool:
    """Whether a negation denies what the other tells.

    They have one predicate, or one subject and one object, or one names what the other's predicate
    ("there was no blacklist") says and only has it ("kept a blacklist").
    """
    if other_participant(a, b, context) or not _share_a_party(a, b, context):
        return False
    having = context.wordings["having"]
    mine, theirs = (facts.report.proposition.predicate in having for facts in (a, b))
    if not a.predicate.isdisjoint(b.predicate):
        return a.report.proposition.predicate not in context.wordings["vague"] and _are_of_one(a, b)
    if mine != theirs:
        return not (b.predicate.isdisjoint(_had(a)) if mine else a.predicate.isdisjoint(_had(b)))
    return not context.wordings["pending"].isdisjoint(a.forms + b.forms) and same_arguments(a, b)


def _denies(denied: Facts, told: Facts, context: Context) -> bool:
    """Whether a denial is of what is told to have been done, to whom or by whom."""
    if denied.predicate.isdisjoint(context.wordings["denying"]):
        return _are_of_one(denied, told)
    done = told.heads.get("object") or told.heads.get("subject") or frozenset()
    return not done.isdisjoint(denied.held)


def _are_of_one(a: Facts, b: Facts) -> bool:
    """Whether what both tell was done to one, or, where either tells nothing of that, by one."""
    anyone = wordings.load()["anyone"]
    if any(x.head in anyone for facts in (a, b) for x in facts.report.proposition.arguments):
        return True
    light = {a.report.proposition.predicate, b.report.proposition.predicate} <= wordings.load()[
        "vague"
    ]
    for role in ("object", "subject"):
        if a.heads.get(role) and b.heads.get(role):
            return meet(a, b, role) or (not light and _is_named_by(a, b, role))
    return share_participant(a, b)


def _is_named_by(a: Facts, b: Facts, role: str) -> bool:
    """Whether one clause names the other's participant elsewhere ("sailings resume", "resume sailing")."""
    return not (a.heads[role].isdisjoint(b.held) and b.heads[role].isdisjoint(a.held))


def _had(facts: Facts) -> Term:
    """What a clause says that there is, or that somebody has."""
    return facts.heads.get("object") or facts.heads.get("subject") or frozenset()


def _is_wished(facts: Facts, context: Context) -> bool:
    """Whether it tells what is wanted or due, not what is ("wanted to sail", "must sail", "could have")."""
    lists = context.wordings
    unreal = lists["may"] | {"would"}
    may_have = any(one in unreal and other == "have" for one, other in pairwise(facts.forms))
    wished = may_have or facts.report.proposition.predicate in lists["wishing"]
    asked = lists["bidding"] | lists["wished"]
    return wished or facts.forms[:1] == ("to",) or not asked.isdisjoint(facts.forms)


# --------------------------------------------------------------------------- things and persons


def _thing(a: Facts, b: Facts, context: Context) -> Reading | None:
    """Things of one kind that exclude one another: a car here, a truck there."""
    if a.predicate.isdisjoint(b.predicate) or another_name(a, b):
        return None
    one, other = _things(a, context), _things(b, context)
    for kind in context.wordings.kinds:
        mine, theirs = kind & one, kind & other
        if mine and theirs and mine.isdisjoint(theirs):
            values = min(mine), min(theirs)
            if context.are_parties(*values):
                return None
            return Reading("other", "conflict", values, against(values), "thing", min(kind))
    return None


def _things(facts: Facts, context: Context) -> frozenset[str]:
    """The words that name what it is about: a "closed-door meeting" is of no door."""
    proposition = facts.report.proposition
    named = {proposition.predicate, *(argument.head for argument in proposition.arguments)}
    return context.wordings["qualities"].intersection(proposition.words) | named


def _person(a: Facts, b: Facts, context: Context) -> Reading | None:
    """One family name with two first names, where neither clause has both."""
    if a.names.isdisjoint(b.names) or not crossing(a, b):
        return None
    mine, theirs = (_persons(facts.report, context.wordings) for facts in (a, b))
    for family in sorted(mine.keys() & theirs.keys()):
        pairs = [(one, other) for one in mine[family] for other in theirs[family]]
        if not any(_are_no_rivals(one[0], other[0], context) for one, other in pairs):
            values = " ".join(pairs[0][0]), " ".join(pairs[0][1])
            return Reading("person", "conflict", values, against(values), "person")
    return None


def _are_no_rivals(one: str, other: str, context: Context) -> bool:
    """Whether two first names are one, or some article tells of both: of two of a family."""
    mine, theirs = one.lower().strip("."), other.lower().strip(".")
    short = any({mine, theirs} <= names for names in context.wordings.nicknames)
    return short or fuzz.ratio(mine, theirs) >= SPELLING or context.are_told_together(mine, theirs)


def _persons(report: Report, lists: Wordings) -> dict[str, list[tuple[str, ...]]]:
    """Family name -> the whole names with it, each a first name and a family name."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in report.proposition.names:
        parts = tuple(part for part in name.split() if part.lower() not in lists["particles"])
        if len(parts) == 2 and all(part[1:].islower() or "-" in part for part in parts):
            first, family = parts[0].lower().strip("."), parts[1].lower().rpartition("-")[2]
            common = any(_is_common(word, lists) for word in (first, family))
            if not common and first not in lists["no_first_names"] | lists["titles"]:
                found.setdefault(family, []).append(parts)
    return found


def _is_common(word: str, lists: Wordings) -> bool:
    """Whether it is a word of the language, or a nation's ("Winter Games", "Norland officials")."""
    return word in lists.classes or word.removesuffix("s") in lists.classes


# --------------------------------------------------------------------------- views and doubt


def _view(a: Facts, b: Facts, context: Context) -> Reading | None:
    """Two speakers take one thing for two ("calling the vote a duty", "dismissed it as a farce")."""
    viewing = context.wordings["viewing"]
    if not (a.voice and b.voice) or a.voice & b.voice or not a.predicate.isdisjoint(b.predicate):
        return None
    if any(viewing.isdisjoint(_lemmas(facts)) for facts in (a, b)) or apart(a, b, "object"):
        return None
    named = context.wordings["unnamed"]
    if any(named.issuperset(x.head for x in _objects(facts)) for facts in (a, b)):
        return None
    values = a.report.proposition.predicate, b.report.proposition.predicate
    if values[0] == values[1]:
        return None
    return Reading("other", "conflict", values, f"seen as {values[0]} and as {values[1]}", "view")


def _objects(facts: Facts) -> list[Argument]:
    return [a for a in facts.report.proposition.arguments if a.role == "object"]


def _asks_why(facts: Facts, context: Context) -> bool:
    return not context.wordings["why"].isdisjoint(facts.forms)


def _tells_why(facts: Facts, context: Context) -> bool:
    because = context.wordings["because"]
    return "cause" in facts.held or not because.isdisjoint(facts.forms)


def _awaits(told: Facts, doubt: Facts, context: Context) -> bool:
    """Whether it tells, too, that it is open ("await confirmation")."""
    waiting = not told.predicate.isdisjoint(context.wordings["awaiting"])
    return waiting and not doubt.predicate.isdisjoint(told.held - told.predicate)


def _lemmas(facts: Facts) -> set[str]:
    """Forms of a clause, and what they are without the endings of verbs."""
    forms = set(facts.forms)
    return forms | {f.removesuffix(end) for f in forms for end in ("s", "ed", "d", "ing")}


def _is_left_open(told: Facts, doubt: Facts, context: Context) -> bool:
    """Whether a doubt is of what is told: of its predicate, and of whom or what it is told."""
    said = told.report.proposition.predicate
    own = doubt.held - doubt.predicate
    if any(not told.predicate.isdisjoint(doubt.heads.get(role, ())) for role in CORE):
        return True  # "the cause is not known", "fog caused it"
    if said not in context.wordings["vague"] and not told.predicate.isdisjoint(own):
        return any(not told.heads.get(role, frozenset()).isdisjoint(own) for role in CORE)
    # "it is unclear if they will take questions", "will conclude by taking questions"
    return not _in_a_row(told).isdisjoint(_in_a_row(doubt))


def _in_a_row(facts: Facts) -> set[tuple[str, str]]:
    """Verbs that say little with the words that follow them."""
    light = wordings.load()["vague"]
    return {pair for pair in pairwise(facts.report.proposition.words) if pair[0] in light}


def _doubt(a: Facts, b: Facts, context: Context) -> Reading | None:
    """One says that it is not known or not confirmed, the other tells it."""
    open_a, open_b = (facts.report.stance == "unconfirmed" for facts in (a, b))
    if open_a == open_b or another_name(a, b):
        return None
    weight = weigh(a, b, context).weight
    doubt, told = (a, b) if open_a else (b, a)
    silent = not context.wordings["silent"].isdisjoint(doubt.held)
    asking = not context.wordings["searching"].isdisjoint(told.predicate)
    if silent or asking or supposes(told, context) or _is_wished(told, context):
        return None  # who does not comment or reply leaves nothing open, who supposes tells nothing
    if _awaits(told, doubt, context):
        return None
    if _asks_why(doubt, context) and not _tells_why(told, context):
        return None
    met = _is_left_open(told, doubt, context)
    if not met and not context.wordings["asked"].isdisjoint(doubt.forms[:1]):
        return None  # "whether it would sail" leaves open no more than that
    if not met or negative(told) or weight < SHARED_BY_DOUBT:
        return None
    values = ("not confirmed", "said") if open_a else ("said", "not confirmed")
    came_later = (
        doubt.published is not None and told.published is not None
        and told.published > doubt.published
    )  # fmt: skip
    verdict = "update" if came_later else "tension"
    why = "what was open is told later" if came_later else "what one tells, the other leaves open"
    return Reading("unconfirmed", verdict, values, why, "unconfirmed")


#: the ways to differ, the weightiest first
READINGS: tuple[Callable[[Facts, Facts, Context], Reading | None], ...] = (
    _denial, counted, rounded, timed, placed, _thing, _view, _person, _doubt,
)  # fmt: skip
