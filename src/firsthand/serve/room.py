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
    #: quotations under a side of a difference
    quotes: int = 2


#: a page of one story that has all on it
AMPLE = Room()
#: pages of a site for claims alone, or one claim: copies are folded
LIST = Room(claims=12, chips=5, told=4, distinct=True, ways=8)
SINGLE = Room(told=40, distinct=True, ways=40)
#: a page of a site, where more stands behind links: under 100 KB for the largest stories
TIGHT = Room(
    claims=8, listed=12, differences=6, lineage=20, chips=4, ways=4, listed_ways=2, told=3,
    distinct=True, quotes=1,
)  # fmt: skip
