"""The ways in which two reports on one matter differ: number, time, denial, doubt, person, thing.

Each kind has the log-odds of being one claim that two reports need for a difference between them to
mean something: low where the slot itself shows that they speak of one thing (305 and 315 cabins), high
where many things of a story share it (days, counts of minutes).
"""

from collections.abc import Callable, Iterator
from itertools import pairwise

from rapidfuzz import fuzz

from firsthand.corroboration.bearers import one_matter, parted
from firsthand.corroboration.context import Context
from firsthand.corroboration.contradictions import denied
from firsthand.corroboration.counting import shapes
from firsthand.corroboration.deeds import apart, crossing
from firsthand.corroboration.doubts import left_open
from firsthand.corroboration.facts import Facts
from firsthand.corroboration.measures import counted, rounded
from firsthand.corroboration.readings import Reading
from firsthand.corroboration.sites import clashing_sites
from firsthand.corroboration.slots import another_name
from firsthand.corroboration.times import timed
from firsthand.corroboration.voices import voice_key
from firsthand.lexicon.wordings import Wordings

#: log-odds that two reports need, by kind; set on nine open stories by what each lets in
NEEDS = {
    "number": 0.0, "measure": -1.0, "close number": -3.0, "rounded": -3.0, "harm": -2.5, "nobody": -3.5, "near harm": -3.5, "bound": -2.0, "gauge": -4.2, "age": -4.0, "counted": 1.0,
    "time": 0.0, "clock": -3.0, "term": -3.0, "plan": -2.0, "time of another": 2.0, "place": -0.8, "denial": -2.2, "negation": -0.8, "much negated": -2.4,
    "other": -3.7, "thing": -0.8, "unconfirmed": -3.0, "open clause": 0.0, "person": -2.0, "view": -3.5, "set against": -5.0, "accused": -4.0,
}  # fmt: skip
#: first names that agree so far (percent) are spellings of one
SPELLING = 70


def read(a: Facts, b: Facts, context: Context) -> Iterator[Reading]:
    """Yield how two reports differ if they are of one matter, the weightiest first.

    Whether they are, ``NEEDS`` tells. Few pairs differ in a slot, so that is to be asked last: it costs most.
    """
    return filter(None, (look(a, b, context) for look in READINGS))


# --------------------------------------------------------------------------- things and persons


def _thing(a: Facts, b: Facts, context: Context) -> Reading | None:
    """Things of one kind that exclude one another: a car here, a truck there."""
    if a.predicate.isdisjoint(b.predicate):
        return None
    one, other = a.things, b.things
    if not one or not other:
        return None
    for kind in context.wordings.kinds:
        if kind.isdisjoint(one) or kind.isdisjoint(other):
            continue
        mine, theirs = kind & one, kind & other
        if not mine.isdisjoint(theirs):
            continue
        values = min(mine), min(theirs)
        if context.are_parties(*values) or not _is_of_one(a, b, values, context):
            return None
        if not kind.isdisjoint(context.wordings["relations"]) and a.own_names.isdisjoint(
            b.own_names
        ):
            return None  # whose wife and whose aunt is not known
        return Reading("other", "conflict", values, "thing", min(kind))
    return None


def _is_of_one(a: Facts, b: Facts, things: tuple[str, str], context: Context) -> bool:
    """Whether what has the one thing here and the other there is one: who did it, or whom it befell."""
    if _does(a, things[0]) or _does(b, things[1]):
        return not parted(a, b, "object", context)
    return not parted(a, b, "subject", context)


def _does(facts: Facts, thing: str) -> bool:
    """Whether a thing is told to have done it ("a truck rammed the gate")."""
    told = facts.report.proposition.filling("subject")
    return any(thing in (a.head, *a.words) for a in told)


def _person(a: Facts, b: Facts, context: Context) -> Reading | None:
    """One family name with two first names, where neither clause has both."""
    if a.names.isdisjoint(b.names) or not crossing(a, b):
        return None
    mine, theirs = (_persons(facts, context.wordings) for facts in (a, b))
    for family in sorted(mine.keys() & theirs.keys()):
        pairs = [(one, other) for one in mine[family] for other in theirs[family]]
        if not any(_are_no_rivals(one[0], other[0], context) for one, other in pairs):
            values = " ".join(pairs[0][0]), " ".join(pairs[0][1])
            return Reading("person", "conflict", values, "person")
    return None


def _are_no_rivals(one: str, other: str, context: Context) -> bool:
    """Whether two first names are one, or some article tells of both: of two of a family."""
    mine, theirs = one.lower().strip("."), other.lower().strip(".")
    short = any({mine, theirs} <= names for names in context.wordings.nicknames)
    return short or fuzz.ratio(mine, theirs) >= SPELLING or context.are_told_together(mine, theirs)


def _persons(facts: Facts, lists: Wordings) -> dict[str, list[tuple[str, ...]]]:
    """Family name -> the whole names with it, each a first name and a family name.

    What is named with an article is no person ("the Vint Gate", "the White Caps").
    """
    found: dict[str, list[tuple[str, ...]]] = {}
    things = {after for one, after in pairwise(facts.forms) if one in lists["determiners"]}
    for name in facts.report.proposition.names:
        parts = tuple(part for part in name.split() if part.lower() not in lists["particles"])
        written = all(part[:1].isupper() and (part[1:].islower() or "-" in part) for part in parts)
        if len(parts) == 2 and written:
            first, family = parts[0].lower().strip("."), parts[1].lower().rpartition("-")[2]
            common = any(_is_common(word, lists) for word in (first, family))
            if not common and first not in lists["no_first_names"] | lists["titles"] | things:
                found.setdefault(family, []).append(parts)
    return found


def _is_common(word: str, lists: Wordings) -> bool:
    """Whether it is a word of the language, or a nation's ("Winter Games", "Norland officials")."""
    return word in lists.classes or word.removesuffix("s") in lists.classes


# --------------------------------------------------------------------------- places


def _placed(a: Facts, b: Facts, context: Context) -> Reading | None:
    """Two named places of what may be one thing."""
    values = clashing_sites(a, b, context, context.wordings["whereabouts"])
    if not values or not crossing(a, b) or not one_matter(a, b, context) or another_name(a, b):
        return None
    return Reading("place", "conflict", values, "place")


# --------------------------------------------------------------------------- views and doubt


def _view(a: Facts, b: Facts, context: Context) -> Reading | None:
    """Two speakers take one thing for two ("calling the vote a duty", "dismissed it as a farce")."""
    if not _are_two(a, b) or not a.predicate.isdisjoint(b.predicate):
        return None
    viewing = context.wordings["viewing"]
    if any(viewing.isdisjoint(_lemmas(facts)) for facts in (a, b)) or apart(a, b, "object"):
        return None
    named = context.wordings["unnamed"]
    if any(
        named.issuperset(x.head for x in facts.report.proposition.filling("object"))
        for facts in (a, b)
    ):
        return None
    values = _taken_for(a, context), _taken_for(b, context)
    if values[0] == values[1] or not viewing.isdisjoint(w for v in values for w in v.split()):
        return None
    why = f"seen as {values[0]} and as {values[1]}"
    needs = "set against" if context.in_one_sentence(a.report, b.report) else "view"
    return Reading("other", "conflict", values, needs, why=why)


def _are_two(a: Facts, b: Facts) -> bool:
    """Whether two are cited; of two unnamed ones of two articles nothing shows that they are not of one side."""
    mine, theirs = _speaker(a), _speaker(b)
    if not (mine and theirs) or not mine.isdisjoint(theirs):
        return False
    return bool(a.voice or b.voice) or a.report.article == b.report.article


def _taken_for(facts: Facts, context: Context) -> str:
    """What somebody takes a thing for ("see it as a threat")."""
    told = facts.report.proposition
    if told.predicate not in context.wordings["viewing"]:
        return told.predicate
    return next((a.head for a in told.filling("as")), told.predicate)


def _speaker(facts: Facts) -> frozenset[str]:
    """Words for who says it, named or not: "opponents" are not Ada Quill."""
    chain = facts.report.chain
    return facts.voice or (voice_key(chain[-1]) if chain else frozenset())


def _lemmas(facts: Facts) -> set[str]:
    """Forms of a clause, and what they are without the endings of verbs."""
    return {shape for form in facts.forms for shape in shapes(form)}


#: the ways to differ, the weightiest first
READINGS: tuple[Callable[[Facts, Facts, Context], Reading | None], ...] = (
    denied, counted, rounded, timed, _placed, _thing, _view, _person, left_open,
)  # fmt: skip
