"""Claims, origins, drift and disagreements of one story."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from firsthand.corroboration import (
    amendment,
    drift,
    group,
    newsrooms,
    origins,
    questions,
    ties,
    tongues,
    wording,
)
from firsthand.corroboration.context import Context, prepare
from firsthand.lexicon.wordings import Wordings
from firsthand.records import Act, Article, Claim, Range, Report, Stemma, Story


def gather(
    reports: Sequence[Report], articles: Mapping[str, Article], stemma: Stemma, lexicon: Wordings
) -> tuple[list[Report], Context]:
    """Return the reports of a story in order, those of copies marked so, read for comparison."""
    ordered = sorted(reports, key=lambda r: r.place)
    inherited = drift.inherit(ordered, stemma)
    return inherited, prepare(inherited, articles, lexicon)


def corroborate(  # noqa: PLR0913 -- all that a story is told from
    story: Story, reports: Sequence[Report], context: Context, articles: Mapping[str, Article],
    stemma: Stemma, lineage_range: Range, *, encode: tongues.Encode | None = None,
    acts: Iterable[Act] = (),
) -> Story:  # fmt: skip
    """Fill a story's claims, disagreements and origins.

    ``reports`` and ``context`` come from ``gather``, ``articles`` holds those of the story by id,
    ``lineage_range`` counts the origins of their texts, ``encode`` gives the vectors by which claims of
    several languages are compared, ``acts`` join and part claims. Claims come in the order of what stands behind them.
    """
    known = newsrooms.roots(stemma)
    rooms, tied = newsrooms.find(reports, articles, stemma, known), ties.read(stemma)
    found = group.group(reports, context, articles, encode)
    claims = [
        replace(
            _claim([reports[i] for i in members], articles, rooms, tied, context),
            corrected_by=marks,
        )
        for members, marks in amendment.amend(found, reports, articles, context, acts)
    ]
    claims.sort(key=lambda claim: (claim.standing, _published(claim.reports[0], articles)))

    # sides of questions mostly are whole claims, or come up in several questions
    counted = {tuple(map(id, claim.reports)): claim.independent_origins for claim in claims}

    def count(reports: Sequence[Report]) -> Range:
        told = _in_order(reports, articles)
        key = tuple(map(id, told))
        if key not in counted:
            counted[key] = origins.count(told, articles, rooms, context)[1]
        return counted[key]

    disagreements = questions.find(claims, context, count)
    return replace(
        story,
        claims=tuple(drift.across(claims, disagreements, articles, tied)),
        disagreements=disagreements,
        independent_origins=newsrooms.of_story(reports, lineage_range, articles, known, rooms),
    )


def _claim(
    reports: list[Report],
    articles: Mapping[str, Article],
    rooms: newsrooms.Newsrooms,
    tied: ties.Ties,
    context: Context,
) -> Claim:
    reports = _in_order(reports, articles)
    stands = wording.choose(reports, context, articles)
    found, counted = origins.count(reports, articles, rooms, context)
    return Claim(
        id=claim_id(reports[0]),
        text=stands.place,
        reports=tuple(reports),
        origins=found,
        independent_origins=counted,
        drift=drift.between(reports, articles, tied, rooms),
    )


def claim_id(report: Report) -> str:
    """Return the library-wide id of the claim that was first told in these words."""
    place = f"{report.article}\0{report.start}\0{report.stop}"
    return "c-" + hashlib.sha256(place.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _in_order(reports: Iterable[Report], articles: Mapping[str, Article]) -> list[Report]:
    """Sort reports by when their articles were published."""
    return sorted(reports, key=lambda r: (_published(r, articles), r.article, r.start))


def _published(report: Report, articles: Mapping[str, Article]) -> float:
    earliest = articles[report.article].published.earliest
    return earliest.timestamp() if earliest else float("inf")
