"""How much of a story a page has room for: the bounds of pages that stay readable and light."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    #: claims that open to their words, and further ones that are listed
    claims: int = 20
    listed: int = 180
    #: differences; rows of the lineage
    differences: int = 20
    lineage: int = 40
    #: marks of texts in one row; more are counted
    chips: int = 8
    #: ways by which a claim or a side is told; those of a claim that is only listed
    ways: int = 24
    listed_ways: int = 24
    #: reports whose words a claim opens to, and whether those with the same words are left out
    told: int = 12
    distinct: bool = False
    #: quotations under a side of a difference; changes of a claim on its way
    quotes: int = 2
    changes: int = 8
    #: proofs of a link in the lineage
    whys: int = 2
    #: reasons for the count of a claim, and the template that says where the rest stands
    reasons: int = 3
    further: str = "reason.further"


#: a page of one story that has all on it
AMPLE = Room()
#: pages of a site for claims alone, or one claim: copies are folded
LIST = Room(
    claims=12, differences=16, chips=5, told=4, distinct=True, ways=8, changes=4,
    further="reason.page",
)  # fmt: skip
SINGLE = Room(told=40, distinct=True, ways=40, changes=40, reasons=40)
#: a page of a site, where more stands behind links: under 90 KB for a story of 400 reports
TIGHT = Room(
    claims=8, listed=8, differences=5, lineage=16, chips=4, ways=4, listed_ways=2, told=2,
    distinct=True, quotes=1, changes=2, whys=1, further="reason.page",
)  # fmt: skip
#: the same for a story whose names or words are so long that it would still pass 100 KB
TIGHTEST = Room(
    claims=5, listed=0, differences=3, lineage=8, chips=3, ways=3, listed_ways=2, told=1,
    distinct=True, quotes=1, changes=1, whys=1, further="reason.page",
)  # fmt: skip
