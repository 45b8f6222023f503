"""What a clause says of its participants, however the sentence is built."""

from dataclasses import replace

from firsthand.corroboration.terms import Term, term
from firsthand.lexicon.wordings import Wordings
from firsthand.records import Proposition, Report


def turned(proposition: Proposition, wordings: Wordings) -> Proposition:
    """Put whom a harm befell as its object, as it stands in "was hurt" ("he died", "is among the hurt")."""
    befell = proposition.predicate in wordings["befalling"] or _is_among(proposition, wordings)
    if not befell or proposition.filling("object"):
        return proposition
    turned = tuple(
        replace(a, role="object") if a.role == "subject" else a for a in proposition.arguments
    )
    return replace(proposition, arguments=turned)


def _is_among(proposition: Proposition, wordings: Wordings) -> bool:
    return proposition.predicate == "be" and bool(_among(proposition, wordings))


def _among(proposition: Proposition, wordings: Wordings) -> Term:
    """The harm of those among whom somebody is ("among the injured")."""
    told = proposition.filling("among")
    found = (term(word, wordings) & wordings.harms for a in told for word in (a.head, *a.words))
    return frozenset().union(*found)


def of(report: Report, wordings: Wordings) -> Term:
    """Classes of what a report says was done."""
    return told(turned(report.proposition, wordings), wordings)


def told(proposition: Proposition, wordings: Wordings) -> Term:
    """Classes of the predicate, with its preposition where that makes another verb ("run into").

    Where it only carries what its object says ("made the announcement"), what that says.
    """
    if not proposition.predicate:
        return frozenset()
    verb = proposition.predicate.replace(" ", "_")
    objects = proposition.filling("object")
    tied = [f"{verb}_{a.role}" for a in proposition.arguments]
    # "take place" is known by its verb or by its noun
    tied += [f"{verb}_{a.head}" for a in objects]
    tied += [f"{word}_{verb}" for word in proposition.words]
    if verb in wordings["bearing"]:
        tied += [a.head for a in objects]
    known = (wordings.classes.get(name) for name in tied)
    found = next(filter(None, known), None) or term(verb, wordings)
    if proposition.predicate in wordings["carrying"]:
        said = (term(word, wordings) & wordings.harms for a in objects for word in a.words)
        found = frozenset().union(*said) or found
    if proposition.predicate == "be":
        found = _among(proposition, wordings) or found
    return found
