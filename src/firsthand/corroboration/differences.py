"""The ways in which two reports on one matter differ: number, time, denial, doubt, person, thing.

Each kind has the log-odds of being one claim that two reports need for a difference between them to
mean something: low where the slot itself shows that they speak of one thing (305 and 315 cabins), high
where many things of a story share it (days, counts of minutes).
"""

from collections.abc import Callable, Iterator

from rapidfuzz import fuzz

from firsthand.corroboration.context import Context, Facts
from firsthand.corroboration.deeds import (
    apart,
    crossing,
    negative,
    opposed,
    other_participant,
    same_arguments,
    same_matter,
    share_participant,
)
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
    supposes,
)
from firsthand.lexicon.wordings import Wordings
from firsthand.records import Report

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
#: and so much of it, if the predicate of what is told is not among the words of the doubt
SHARED_WITHOUT_PREDICATE = 1.2
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
        return found if one or weight >= MUCH_SHARED else None
    if _until_now(a if negative(a) else b, context):
        return None
    needs = "much negated" if weight >= MUCH_SHARED else "negation"
    found = Reading("denial", later(a, b), values, why, needs)
    return found if _one_matter(a, b, context) else None


def _contraries(a: Facts, b: Facts, weight: float, why: str, context: Context) -> Reading | None:
    """Contrary predicates, unless nothing shows that they are told of one thing."""
    if a.predicate | b.predicate <= context.wordings.harms or clashing_times(a, b):
        return None  # of what began and ended, or was lost and found, both hold
    if other_participant(a, b, context):
        return None  # one's shares rise while another's fall
    if weight < SHARED_BY_CONTRARIES and not share_participant(a, b):
        return None
    if _is_of_people(a, b, context) or _is_of_people(b, a, context) or _are_two(a, b):
        return None
    values = a.report.proposition.predicate, b.report.proposition.predicate
    return Reading("other", later(a, b), values, why, "other")


def _until_now(facts: Facts, context: Context) -> bool:
    """Whether it tells of a long time up to now ("has not left since 2020"): news ends that time."""
    if facts.published is None or context.wordings["lasting"].isdisjoint(facts.forms):
        return False
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
        return a.report.proposition.predicate not in context.wordings["vague"]
    if mine != theirs:
        return not (b.predicate.isdisjoint(a.held) if mine else a.predicate.isdisjoint(b.held))
    return same_arguments(a, b)


# --------------------------------------------------------------------------- things and persons


def _thing(a: Facts, b: Facts, context: Context) -> Reading | None:
    """Things of one kind that exclude one another: a car here, a truck there."""
    if not crossing(a, b) or another_name(a, b):
        return None
    for kind in context.wordings.kinds:
        mine, theirs = _of_kind(a, kind, context), _of_kind(b, kind, context)
        if mine and theirs and mine.isdisjoint(theirs):
            values = min(mine), min(theirs)
            return Reading("other", "conflict", values, against(values), "thing", min(kind))
    return None


def _of_kind(facts: Facts, kind: frozenset[str], context: Context) -> frozenset[str]:
    """The words of a kind that name what it is about: a "closed-door meeting" is of no door."""
    proposition = facts.report.proposition
    named = {proposition.predicate, *(argument.head for argument in proposition.arguments)}
    return kind & (named | context.wordings["qualities"].intersection(proposition.words))


def _person(a: Facts, b: Facts, context: Context) -> Reading | None:
    """One family name with two first names, where neither clause has both."""
    if not crossing(a, b):
        return None
    mine, theirs = (_persons(facts.report, context.wordings) for facts in (a, b))
    for family in sorted(mine.keys() & theirs.keys()):
        pairs = [(one, other) for one in mine[family] for other in theirs[family]]
        if not any(_is_spelling(one[0], other[0]) for one, other in pairs):
            values = " ".join(pairs[0][0]), " ".join(pairs[0][1])
            return Reading("person", "conflict", values, against(values), "person")
    return None


def _is_spelling(one: str, other: str) -> bool:
    return fuzz.ratio(one.lower(), other.lower()) >= SPELLING


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
    if not (a.heads.get("object") and b.heads.get("object")):
        return None
    values = a.report.proposition.predicate, b.report.proposition.predicate
    return Reading("other", "conflict", values, f"seen as {values[0]} and as {values[1]}", "view")


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


def _doubt(a: Facts, b: Facts, context: Context) -> Reading | None:
    """One says that it is not known or not confirmed, the other tells it."""
    open_a, open_b = (facts.report.stance == "unconfirmed" for facts in (a, b))
    if open_a == open_b or another_name(a, b):
        return None
    weight = weigh(a, b, context).weight
    doubt, told = (a, b) if open_a else (b, a)
    if not context.wordings["silent"].isdisjoint(doubt.held) or supposes(told, context):
        return None  # who does not comment or reply leaves nothing open, who supposes tells nothing
    if _awaits(told, doubt, context):
        return None
    if _asks_why(doubt, context) and not _tells_why(told, context):
        return None
    met = not told.predicate.isdisjoint(doubt.held - doubt.predicate)
    if met and not share_participant(doubt, told):
        met = False
    if not met and not context.wordings["asked"].isdisjoint(doubt.forms[:1]):
        return None  # "whether it would sail" leaves open no more than that
    if negative(told) or weight < (SHARED_BY_DOUBT if met else SHARED_WITHOUT_PREDICATE):
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
