"""What a number counts, and whether it is a total."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from firsthand.corroboration.terms import Term, term
from firsthand.lexicon.wordings import Wordings
from firsthand.records import Quantity
from firsthand.text.words import forms as split_forms

#: units of measure; a counted noun never equals one
MEASURES = frozenset({"km", "kg", "minute", "day", "year", "age", "percent", "USD", "EUR", "GBP"})
#: characters around a number in which a word of harm says who is counted
HARM_REACH = 36
#: what parts it from what is said of others ("shot three people, killing one")
_PART = re.compile(r"[,.;!?\n]")


def counted(quantity: Quantity, text: str, wordings: Wordings) -> str:
    """Return what a quantity counts: its unit, or for people what happened to them.

    "Killing six civilians and wounding 120": the word just before decides, else those behind. In "four
    were killed and 20 were hurt" it is those behind.
    """
    if quantity.unit in MEASURES:
        return quantity.unit
    loose = not quantity.unit or quantity.unit in wordings.people | {"wounded", "other"}
    begin = max(0, quantity.start - HARM_REACH)
    before = split_forms(_PART.split(text[begin : quantity.start])[-1])[-2:]
    behind = split_forms(_PART.split(text[quantity.stop : quantity.stop + HARM_REACH])[0])[:4]
    suffered = bool(behind) and behind[0] in wordings["suffered"]
    own = split_forms(text[quantity.start : quantity.stop]) if loose else ()
    after = _befalling(behind, wordings) if loose or suffered else ()
    near = (*after, *reversed(before)) if suffered else (*reversed(before), *after)
    for form in (*own, *near):
        harm = _harm(form, wordings)
        if harm:
            return harm
    return ("person" if loose else quantity.unit) if quantity.unit else ""


def _befalling(behind: Sequence[str], wordings: Wordings) -> Iterator[str]:
    """Words behind a number, but what only names a thing ("600 men face the death sentence")."""
    naming = wordings["harmless"]
    return (one for one, after in pairwise((*behind, "")) if after not in naming)


def kind_of(counted: str, wordings: Wordings) -> str:
    """Return "person" for people, whatever befell them; of other things what is counted."""
    return "person" if counted in wordings.harms | wordings.people else counted


def is_on_top(quantity: Quantity, text: str, wordings: Wordings) -> bool:
    """Whether it is no total: "another 40", "two more" (not "more than two"), "the two were hurt"."""
    before = split_forms(text[max(0, quantity.start - HARM_REACH) : quantity.start])[-1:]
    own = split_forms(text[quantity.start : quantity.stop])
    behind = split_forms(text[quantity.stop : quantity.stop + HARM_REACH])[:2]
    forms = (*before, *own, *behind[:1])
    if "than" in (*forms, *behind):
        return False
    known = forms[:1] == ("the",) and not wordings["suffered"].isdisjoint(forms[2:3])
    return known or not wordings["on_top"].isdisjoint(forms)


def shapes(form: str) -> tuple[str, ...]:
    """What a form may be of, its endings off ("wounded": wound, "arrived", "arriving": arrive)."""
    stem = form.removesuffix("ing")
    return (
        form,
        form.removesuffix("s"),
        form.removesuffix("ed"),
        form.removesuffix("d"),
        stem,
        *((stem + "e",) if stem != form else ()),
    )


def term_of(form: str, wordings: Wordings) -> Term:
    """Return the classes of a form, whatever ending it has."""
    known = (wordings.classes[shape] for shape in shapes(form) if shape in wordings.classes)
    return next(known, term(form.removesuffix("s"), wordings))


def _harm(form: str, wordings: Wordings) -> str:
    for shape in shapes(form):
        found = wordings.classes.get(shape, frozenset()) & wordings.harms
        if found:
            return min(found)
    return ""
