"""Which of two texts the words came from, or whether both have them from a third.

Evidence is weighed, never dates alone: a page can claim any date, and a copy that is dated back
must not become the source. Credits, bylines and canonical links are claims too; what weighs is
what a copyist would not write: that the words are another's. Only within one house, where nobody
gains by it, dates decide.
"""

from datetime import datetime, timedelta
from typing import NamedTuple

from firsthand.lexicon import copying
from firsthand.lineage.witness import Witness
from firsthand.records import Article

#: Points by which one direction must lead. A credit or a link to the other's page is enough;
#: dates and cuts together are not.
_LEAD = 3
_CREDIT, _LINK, _DATE, _CUT = 4, 4, 1, 1
#: First seen by whoever collected both: no page can claim it, but a feed may be found late.
_SEEN = 2
#: Nearer in time than this, first sight tells the order of fetching only.
_SAME_ROUND = timedelta(minutes=2)
#: The text still has the credit or the dateline that the other lost.
_KEPT = 1
#: An agency's own page with words that stand elsewhere too: selling them is its trade. So is a
#: text that credits the house that publishes it.
_WIRE = 3
#: A house is known to print the other's texts: it may have had this one elsewhere, too.
_CARRIES = 2
#: In a retelling a bare mention of the other's outlet is the usual form of credit.
_NAMED = 3
#: A page claims to be older than it can be shown to be: longer than feeds are late.
_LATE = timedelta(days=2)
#: Why neither of two is above the other where nothing else tells.
_NO_CREDIT = "no credit on either side: both may print a third text"


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
    #: that agency is one that is known, not a name that only this text has
    known: bool = True

    @property
    def name(self) -> str:
        """Name for people to read."""
        title = self.article.title or self.article.text.strip().split("\n", 1)[0]
        return self.witness.outlet or f"“{title[:60]}”"


def direct(a: Side, b: Side, relation: str, *, a_longer: bool, apart: bool = False) -> Direction:
    """Weigh the evidence for ``a`` before ``b`` and the other way round.

    ``apart``: most of what the one says the other does not.
    """
    found = _direct(a, b, relation, a_longer=a_longer, apart=apart)
    if found.way != "both" or found.third is not None:
        return found
    named = a.witness.informed & b.witness.informed
    if len(named) != 1:
        return found
    (third,) = named
    return Direction("both", third, (f"both say that they have something from {third}",))


def _direct(a: Side, b: Side, relation: str, *, a_longer: bool, apart: bool) -> Direction:
    if edition := _edition(a, b):
        return edition
    if _of_one_house(a, b):
        return _editions(a, b)
    if printed := _printed(a, b, apart=apart):
        return printed
    claimed = _claimed(a, b, relation, a_longer=a_longer)
    if claimed is not None:
        return claimed
    if a.agency is not None and a.agency == b.agency:
        return Direction("both", a.agency, (f"both print a text of {a.agency}",))
    if relation in {"rewrite", "translation"}:
        return _retelling(a, b)
    if any(side.agency not in {None, side.witness.outlet} for side in (a, b)):
        third = max((a, b), key=_firmness).agency
        return Direction(
            "both", third, (f"the one is credited to {third}, the other has its words",)
        )
    return _weighed(a, b, relation, a_longer=a_longer)


def _edition(a: Side, b: Side) -> Direction | None:
    """Two versions of one page: the one seen or dated earlier is the earlier."""
    first = {a.article.id, a.article.version_of} - {None}
    if not first & ({b.article.id, b.article.version_of} - {None}):
        return None
    sign = _seen(a.article, b.article) or _earlier(a.article, b.article)
    if not sign:
        return None
    return Direction("a->b" if sign > 0 else "b->a", None, ("two versions of one page",))


def _of_one_house(a: Side, b: Side) -> bool:
    """Whether one house published both, each as a text of its own."""
    house = a.witness.outlet
    return house is not None and _published(a, house) and _published(b, house)


def _printed(a: Side, b: Side, *, apart: bool) -> Direction | None:
    """Where one is published by the house that the other credits: the other has it from there.

    But not from an edition that came out later and says other things: then both are prints of what
    the house had said before.
    """
    for one, other, way in ((a, b, "a->b"), (b, a, "b->a")):
        house = one.witness.outlet
        own = _published(one, other.agency) and not _published(other, other.agency)
        passed_on = (
            house in other.witness.credited and other.witness.outlet not in one.witness.credited
        )
        if own or passed_on:
            if apart and _dated(other.article, one.article) > 0:
                why = f"{house} is credited in the one, and published the other later"
                return Direction("both", house, (why,))
            return Direction(
                way, None, (f"{house}, who published the one, is credited in the other",)
            )
    return None


def _published(side: Side, name: str | None) -> bool:
    """Whether ``name`` is the house of the article, and the article its own text."""
    return name is not None and side.witness.outlet == name and side.agency in {None, name}


def _claimed(a: Side, b: Side, relation: str, *, a_longer: bool) -> Direction | None:
    """Where one credits somebody whom nothing else bears out: weighed against the other's case.

    A house that credits itself stands against any credit in the other's copy; a name that no
    gazetteer knows and only one of the two prints does not make both copies of a third.
    """
    for one, other in ((a, b), (b, a)):
        doubtful = other.agency is not None and not other.known
        own = one.witness.own_credit and not other.witness.own_credit
        shared = bool(one.witness.credited) and bool(other.witness.credited)
        if (own and other.agency is not None) or (doubtful and not shared):
            weighed = _weighed(a, b, relation, a_longer=a_longer)
            if weighed.way in {"a->b", "b->a"}:
                return weighed
    return None


def _firmness(side: Side) -> tuple[bool, int, str]:
    """How firmly the agency of an article is known."""
    return side.agency is not None, side.witness.credits, side.agency or ""


def _retelling(a: Side, b: Side) -> Direction:
    if a.witness.cites(b.witness) and b.witness.cites(a.witness):
        return Direction("unknown", None, ("each names the other as its source",))
    forth, back = _credits(b, a), _credits(a, b)
    if forth != back:
        first, other, way = (a, b, "a->b") if forth > back else (b, a, "b->a")
        if first.witness.outlet is not None and _dated(other.article, first.article) > 0:
            why = f"the retelling names {first.name}, who published this text later"
            return Direction("both", first.witness.outlet, (why,))
        return Direction(way, None, (f"the retelling names {first.name}",))
    if (a.agency is None) != (b.agency is None):
        return _retold(a, b, "a->b") if a.agency else _retold(b, a, "b->a")
    if all(side.agency not in {None, side.witness.outlet} for side in (a, b)):
        # which print was there first says nothing of which agency was
        return Direction("both", None, (f"one prints {a.agency}, the other {b.agency}",))
    unnamed = "neither names the other: both may retell a third text"
    return _weighed(a, b, "rewrite", a_longer=False, otherwise=unnamed)


def _retold(printed: Side, other: Side, way: str) -> Direction:
    """Direct a retelling of what one prints of an agency; who names the agency has it from there."""
    why = (f"one prints {printed.agency}, the other retells that",)
    named = printed.agency in other.witness.informed and printed.agency != printed.witness.outlet
    return Direction("both", printed.agency, why) if named else Direction(way, None, why)


def _credits(one: Side, other: Side) -> int:
    """How plainly ``one`` names the other's outlet or links its page."""
    points = 0 if links(one.article, other.article) is None else _LINK
    if other.witness.outlet is None or other.witness.outlet == one.witness.outlet:
        return points
    if other.witness.outlet in one.witness.credited + one.witness.helped:
        points += _CREDIT
    if (
        one.witness.names(other.witness)
        or one.witness.cites(other.witness)
        or _names_publisher(one.witness, other.witness)
    ):
        points += _NAMED
    return points


def _names_publisher(one: Witness, other: Witness) -> bool:
    """Whether ``one`` names, again and again, whoever published the other on a site of its own.

    The name must be all of the site's, but for a word such as "blogs": that a paper has the name of
    its town does not make a story of that town one of the paper's.
    """
    label, plain = other.label, copying.load().plain_labels
    return label is not None and any(
        label == name or (label.startswith(name) and label.removeprefix(name) in plain)
        for name in one.proper
    )


def links(one: Article, other: Article) -> str | None:
    """Words with which the running text of ``one`` links the page of ``other``, if it does.

    A canonical address is such a link, "" for want of words.
    """
    pages = {page for page in (other.url, other.canonical) if page}
    for link in one.links:
        if link.kind == "source" and link.url in pages:
            return one.text[link.start : link.stop]
    foreign = one.canonical is not None and one.canonical != one.url
    return "" if foreign and one.canonical == other.url else None


def _weighed(
    a: Side, b: Side, relation: str, *, a_longer: bool, otherwise: str = _NO_CREDIT
) -> Direction:
    points, reasons = _points(a, b, relation, a_longer=a_longer)
    if abs(points) >= _LEAD:
        first, other = (a, b) if points > 0 else (b, a)
        house, named = first.witness.outlet, _credits(other, first)
        if relation == "excerpt" and house and named and _dated(other.article, first.article) > 0:
            why = f"it names {house}, who published the other text later"
            return Direction("both", house, (why,))
        return Direction("a->b" if points > 0 else "b->a", None, reasons)
    return Direction("both", None, (otherwise,))


def _editions(a: Side, b: Side) -> Direction:
    """Direct two pages of one house, where nobody gains by a false date."""
    first = _earlier(a.article, b.article)
    if not first:
        return Direction("unknown", None, (f"two pages of {a.witness.outlet}, undated",))
    why = f"two editions of {a.witness.outlet}, the one dated earlier"
    return Direction("a->b" if first > 0 else "b->a", None, (why,))


def _points(a: Side, b: Side, relation: str, *, a_longer: bool) -> tuple[int, tuple[str, ...]]:
    """Points for ``a`` before ``b`` (negative for the other way) and what gave them."""
    own = a.witness.own_credit - b.witness.own_credit
    carried = b.witness.carries(a.witness) - a.witness.carries(b.witness)
    kept = bool(a.witness.credited) - bool(b.witness.credited)
    first = 0 if relation == "excerpt" else 1  # a passage may be older than either text around it
    twins = a.witness.own_credit and b.witness.own_credit and bool(a.witness.keys & b.witness.keys)
    weights = (
        (_credits(b, a) - _credits(a, b), "the later names, credits or links the earlier"),
        (_WIRE * (a.witness.wire - b.witness.wire), "the earlier is an agency's own page"),
        (_CARRIES * carried, "the later prints texts of the earlier's house by agreement"),
        (_WIRE * own, "the earlier credits its own house"),
        (first * (_SEEN + twins) * _seen(a.article, b.article), "the earlier was seen first"),
        (first * _DATE * _dated(a.article, b.article), "the earlier is dated earlier"),
        (_KEPT * kept if not own else 0, "the later has lost a credit"),
        (_CUT * (1 if a_longer else -1) if relation == "trimmed" else 0, "the later is cut"),
    )
    points = sum(weight for weight, _ in weights)
    return points, tuple(why for weight, why in weights if weight * points > 0)


def _seen(a: Article, b: Article) -> int:
    """1 if ``a`` was seen before ``b``, by more than one round of fetching."""
    if a.seen is None or b.seen is None or abs(a.seen - b.seen) < _SAME_ROUND:
        return 0
    return 1 if a.seen < b.seen else -1


def _dated(a: Article, b: Article) -> int:
    """1 if ``a`` claims the earlier date, and nothing speaks against the claim.

    That it was seen late speaks against it only where the other was seen in time: of a pile of old
    pages read on one day all were seen late.
    """
    sign = _published_first(a, b)
    first, second = (a, b) if sign > 0 else (b, a)
    late = implausible(first) and not implausible(second)
    return 0 if late or sign * _seen(a, b) < 0 else sign


def implausible(article: Article) -> bool:
    """Whether the date an article claims was never borne out: it was seen long after, or before."""
    claimed, seen = article.published.latest, article.seen
    if claimed is None or seen is None or article.published.earliest is None:
        return False
    return seen - claimed > _LATE or article.published.earliest - seen > timedelta(days=1)


def _earlier(a: Article, b: Article) -> int:
    """1 if ``a`` was public before ``b``, -1 the other way round, 0 if that is not known."""
    return _published_first(a, b) or _before(a.seen, b.seen) - _before(b.seen, a.seen)


def _published_first(a: Article, b: Article) -> int:
    """The same by the dates of publication alone.

    Intervals may overlap (a time without its zone): both ends must come first.
    """
    for one, other, sign in ((a, b, 1), (b, a, -1)):
        first, second = one.published, other.published
        if _before(first.earliest, second.earliest) and _before(first.latest, second.latest):
            return sign
    return 0


def _before(one: datetime | None, other: datetime | None) -> bool:
    return one is not None and other is not None and one < other
