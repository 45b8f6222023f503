"""Claims that another claim's words already hold: a reader sees them where they stand, once.

"The mine, which closed in May, may open again" is a claim, and that it closed in May is another
one: it can be met elsewhere, and then stands for itself. Where nobody else tells it, a row of its
own would only say the same words twice.
"""

from collections.abc import Collection, Iterator, Sequence
from functools import reduce
from typing import TypeAlias

from firsthand.records import Claim, Report

Place: TypeAlias = tuple[str, int, int]


def within(claims: Sequence[Claim], asked: Collection[str]) -> frozenset[str]:
    """Return ids of claims each of whose reports stands in one of another claim, told by the same.

    Not those in ``asked`` (ids), about which there is more to say, nor what somebody denied or did
    not confirm, expects or saw: that is not what the words around it say. n log n in the reports.
    """
    found = [claim for claim in claims if claim.id not in asked and _is_plain(claim)]
    # most stand alone in their first report already, so few have to be looked for in all
    for most in (1, None):
        held = _held(claims, found, most)
        found = [claim for claim in found if claim.id in held]
    return frozenset(claim.id for claim in found)


def _held(claims: Sequence[Claim], inner: Sequence[Claim], most: int | None) -> set[str]:
    """Return ids of ``inner`` claims whose first reports, so many, stand in those of one other."""
    asked = {(report.place, claim.id) for claim in inner for report in claim.reports[:most]}
    articles = {place[0] for place, _ in asked}
    around: dict[str, list[set[str]]] = {}
    for told in _by_teller(claims, articles).values():
        for place, claim, outer in _nested(told):
            if (place, claim) in asked:
                around.setdefault(claim, []).append(outer)
    return {claim for claim, outer in around.items() if reduce(set[str].intersection, outer)}


def _is_plain(claim: Claim) -> bool:
    if claim.expectation is not None or not claim.reports:
        return False
    return not any(r.firsthand or r.stance in {"denied", "unconfirmed"} for r in claim.reports)


def _by_teller(
    claims: Sequence[Claim], articles: Collection[str]
) -> dict[object, list[tuple[Report, str]]]:
    found: dict[object, list[tuple[Report, str]]] = {}
    for claim in claims:
        for report in claim.reports:
            if report.article in articles:
                teller = (report.article, *(voice.name for voice in report.chain))
                found.setdefault(teller, []).append((report, claim.id))
    return found


def _nested(told: list[tuple[Report, str]]) -> Iterator[tuple[Place, str, set[str]]]:
    """Yield each report's place and claim with the other claims whose words hold its own."""
    open_: list[tuple[int, int, str]] = []
    for report, claim in sorted(told, key=lambda one: (one[0].start, -one[0].stop, one[1])):
        while open_ and open_[-1][1] <= report.start:
            open_.pop()
        yield (
            report.place,
            claim,
            {
                name
                for start, stop, name in open_
                if report.stop <= stop
                and report.stop - report.start < stop - start
                and name != claim
            },
        )
        open_.append((report.start, report.stop, claim))
