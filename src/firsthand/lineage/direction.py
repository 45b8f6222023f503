"""Which of two texts the words came from, or whether both have them from a third.

Evidence is weighed, never dates alone: a page can claim any date, and a copy that is dated back
must not become the source. Only within one house, where nobody gains by it, dates decide.
"""

from datetime import datetime
from typing import NamedTuple

from firsthand.lineage.witness import Witness
from firsthand.records import Article

#: Points by which one direction must lead. A credit or a link to the other's page is enough;
#: dates and cuts together are not.
_LEAD = 3
_CREDIT, _LINK, _DATE, _CUT = 4, 4, 1, 1
#: An agency's own page with words that stand elsewhere too: selling them is its trade.
_WIRE = 3
#: In a retelling a bare mention of the other's outlet is the usual form of credit.
_NAMED = 3


class Direction(NamedTuple):
    """``way`` as in Pair.direction; ``third`` names the common source when it is "both"."""

    way: str
    third: str | None
    why: tuple[str, ...]


class Side(NamedTuple):
    """One of the two: the article, its testimony, the agency whose text it is known to print."""

    article: Article
    witness: Witness
    agency: str | None


def direct(a: Side, b: Side, relation: str, *, a_longer: bool) -> Direction:
    """Weigh the evidence for ``a`` before ``b`` and the other way round."""
    for one, other, way in ((a, b, "a->b"), (b, a, "b->a")):
        if _published(one, other.agency) and not _published(other, other.agency):
            return Direction(
                way, None, (f"{other.agency}, who published the one, is credited in the other",)
            )
    if a.agency is not None and a.agency == b.agency:
        return Direction("both", a.agency, (f"both print a text of {a.agency}",))
    if relation == "rewrite":
        return _retelling(a, b)
    if a.agency or b.agency:
        third = max((a, b), key=_firmness).agency
        return Direction(
            "both", third, (f"the one is credited to {third}, the other has its words",)
        )
    return _weighed(a, b, relation, a_longer=a_longer)


def _published(side: Side, name: str | None) -> bool:
    """Whether ``name`` is the house of the article, and the article its own text."""
    return name is not None and side.witness.outlet == name and side.agency in {None, name}


def _firmness(side: Side) -> tuple[bool, int, str]:
    """How firmly the agency of an article is known."""
    return side.agency is not None, side.witness.credits, side.agency or ""


def _retelling(a: Side, b: Side) -> Direction:
    forth, back = _credits(b, a), _credits(a, b)
    if forth != back:
        first, way = (a, "a->b") if forth > back else (b, "b->a")
        return Direction(way, None, (f"the retelling names {first.witness.outlet}",))
    if (a.agency is None) != (b.agency is None):
        way = "a->b" if a.agency else "b->a"
        return Direction(
            way, None, (f"the one prints {a.agency or b.agency}, the other retells it",)
        )
    return Direction("both", None, ("neither names the other: both may retell a third text",))


def _credits(one: Side, other: Side) -> int:
    """How plainly ``one`` names the other's outlet or links its page."""
    if other.witness.outlet is None:
        return 0
    points = _LINK if _links(one.article, other.article) else 0
    if other.witness.outlet in one.witness.credited + one.witness.helped:
        points += _CREDIT
    if other.witness.outlet in one.witness.named or _names_publisher(one.witness, other.witness):
        points += _NAMED
    return points


def _names_publisher(one: Witness, other: Witness) -> bool:
    """Whether ``one`` names, again and again, whoever published the other on a site of its own."""
    label = other.label
    return label is not None and any(label.startswith(name) for name in one.proper)


def _links(one: Article, other: Article) -> bool:
    pages = {page for page in (other.url, other.canonical) if page}
    return any(link.kind == "source" and link.url in pages for link in one.links)


def _weighed(a: Side, b: Side, relation: str, *, a_longer: bool) -> Direction:
    first = _earlier(a.article, b.article)
    if a.witness.outlet is not None and a.witness.outlet == b.witness.outlet:
        if first:
            way = "a->b" if first > 0 else "b->a"
            return Direction(
                way, None, (f"two editions of {a.witness.outlet}, the one dated earlier",)
            )
        return Direction("unknown", None, (f"two pages of {a.witness.outlet}, undated",))
    points = _credits(b, a) - _credits(a, b) + _DATE * first
    points += _WIRE * (a.witness.wire - b.witness.wire)
    if relation == "trimmed":
        points += _CUT if a_longer else -_CUT
    if abs(points) >= _LEAD:
        first_side, way = (a, "a->b") if points > 0 else (b, "b->a")
        return Direction(
            way, None, (f"{first_side.witness.outlet} is named or linked, or sells its text",)
        )
    return Direction("both", None, ("no credit on either side: both may print a third text",))


def _earlier(a: Article, b: Article) -> int:
    """1 if ``a`` was public before ``b``, -1 the other way round, 0 if that is not known.

    Intervals may overlap (a time without its zone): both ends must come first.
    """
    for one, other, sign in ((a, b, 1), (b, a, -1)):
        first, second = one.published, other.published
        if _before(first.earliest, second.earliest) and _before(first.latest, second.latest):
            return sign
    return _before(a.seen, b.seen) - _before(b.seen, a.seen)


def _before(one: datetime | None, other: datetime | None) -> bool:
    return one is not None and other is not None and one < other
