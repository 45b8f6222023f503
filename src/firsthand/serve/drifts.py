"""What retellings changed, counted: "left out in 3 of 9 retellings: “likely”"."""

from collections.abc import Iterator
from dataclasses import dataclass

from firsthand.records import Claim
from firsthand.serve.words import say

#: changes by which a claim reads surer or is another one: told first, in this order
GRAVE = ("hedge", "denial", "attribution", "number")
#: the others behind them
KINDS = (*GRAVE, "date", "name", "word")


@dataclass(frozen=True, slots=True, kw_only=True)
class Turned:
    """One change, and the retellings that made it."""

    #: hedge | attribution | denial | number | name | date | word
    kind: str
    before: str
    after: str
    #: ids of the articles
    articles: tuple[str, ...]
    #: retellings in all
    retellings: int


def turned(claim: Claim) -> list[Turned]:
    """Join equal changes of a claim, in the order in which they first appear.

    A name that changed may be that of a voice too: it is one change, of the kind found first.
    """
    found: dict[tuple[str, str, str], dict[str, None]] = {}
    kinds: dict[tuple[str, str], str] = {}
    for drift in claim.drift:
        kind = kinds.setdefault(drift.words, drift.kind)
        by = found.setdefault((kind, *drift.words), {})
        by[claim.reports[drift.report].article] = None
    everybody = len(retellings(claim))
    return [
        Turned(kind=kind, before=before, after=after, articles=tuple(by), retellings=everybody)
        for (kind, before, after), by in found.items()
    ]


def retellings(claim: Claim) -> set[str]:
    """Name the articles that have the claim from another text."""
    taken = {report.article for report in claim.reports if report.inherited_from is not None}
    return taken | {claim.reports[drift.report].article for drift in claim.drift}


def tell(one: Turned, marks: str) -> str:
    """Say a change: who made it, and how many of how many."""
    before, after = chained(one.before), chained(one.after)
    key = "changed" if one.before and one.after else "dropped" if one.before else "added"
    told = say(
        key if one.retellings < 2 else f"{key}.counted", n=len(one.articles), all=one.retellings,
        mark=marks, before=before, after=after,
    )  # fmt: skip
    return say("changed.source", told=told) if one.kind == "attribution" else told


def grave(claim: Claim) -> Iterator[Turned]:
    """Find the changes that bear on how surely it was told, on whose word, or what was counted.

    That a retelling names a voice more is no loss.
    """
    found = sorted((one for one in turned(claim) if one.kind in GRAVE), key=weight)
    yield from (one for one in found if one.kind != "attribution" or _loses(one))


def counted(claim: Claim) -> list[Turned]:
    """Return the grave changes of a claim that was retold more than once."""
    return list(grave(claim)) if len(retellings(claim)) > 1 else []


def chained(words: str) -> str:
    """Write a chain of voices with the arrows that chains have everywhere."""
    return words.replace(" > ", " ← ")


def weight(one: Turned) -> tuple[int, int]:
    """Return what changes are sorted by: their kind, then how many made them."""
    return KINDS.index(one.kind), -len(one.articles)


def _loses(one: Turned) -> bool:
    return bool(one.before) and not one.after.endswith(one.before)
