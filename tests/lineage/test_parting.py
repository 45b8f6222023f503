"""Articles that an act parts: no copy of one another, whatever they share."""

from datetime import UTC, datetime

import pytest

from firsthand.lineage.trace import Lineage
from firsthand.records import Act, Link, Named
from tests.lineage.builders import LINDHAVEN, MILL, article, edited, published


def parted(a, b, number=1):
    return Act(
        number=number, kind="not-a-copy", these=(Named(article=a),), those=(Named(article=b),),
        at=datetime(2031, 5, 9, tzinfo=UTC), who="Ida Brolin", why="both are the club's minutes",
    )  # fmt: skip


def lineage(*articles, acts=()):
    return Lineage(articles, acts=acts)


def ties(found):
    return {(link.upstream, link.to) for link in found.links}


ORIGINAL = article("a", LINDHAVEN, outlet="Lindhaven Post", published=published(3))
EDITED = article("b", edited(LINDHAVEN, 1), outlet="Coast Courier", published=published(4))
TWIN = article("c", LINDHAVEN, outlet="Merrow Echo", published=published(5))


@pytest.mark.parametrize("other", [EDITED, TWIN], ids=["edited", "word for word"])
def test_parted_articles_have_no_link_and_are_two_origins(other):
    assert {to for _, to in ties(lineage(ORIGINAL, other))} == {"a", other.id}
    found = lineage(ORIGINAL, other, acts=[parted(other.id, "a")])
    assert ties(found) == set()
    assert lineage(ORIGINAL, other).origins(["a", other.id]).high == 1
    assert found.origins(["a", other.id]).high == 2
    assert found.decided == {1}
    assert found.pair("a", other.id).relation == "independent"
    assert "by Ida Brolin on 2031-05-09" in found.explain("a", other.id)[1]
    assert Lineage([ORIGINAL, other], acts=[parted("a", other.id)]).links == ()


def test_what_is_parted_from_one_may_be_a_copy_of_another():
    found = lineage(ORIGINAL, EDITED, TWIN, acts=[parted("a", "c")])
    assert {to for _, to in ties(found)} == {"a", "b", "c"}
    assert found.pair("b", "c").relation == "copy"
    marks = {link.to: [mark.number for mark in link.corrected_by] for link in found.links}
    assert marks == {"a": [1], "b": [], "c": [1]}


def test_no_way_leads_round_by_a_third_print():
    """Three print one body; a link to what is parted does not come back by way of a twin."""
    agency = article("p", LINDHAVEN, outlet="Lindhaven Press", published=published(1))
    first = article("a", LINDHAVEN, credit="Lindhaven Press", outlet="Post", published=published(2))
    second = article(
        "b", LINDHAVEN, credit="Lindhaven Press", outlet="Echo", published=published(3)
    )
    everyone = (agency, first, second)
    for one, other in (("a", "p"), ("b", "p"), ("a", "b")):
        found = ties(lineage(*everyone, acts=[parted(one, other)]))
        assert not found & {(one, other), (other, one)}


def test_a_page_that_the_text_links_stays_its_source():
    page = article("a", LINDHAVEN, url="https://post.example/ferry", published=published(3))
    text = f"{MILL}\nThe Post reported it.\n{LINDHAVEN}"
    at = text.index("reported")
    link = Link(start=at, stop=at + 8, url="https://post.example/ferry", kind="source")
    other = article("b", text, links=(link,), published=published(4))
    [before] = lineage(page, other).links
    [after] = lineage(page, other, acts=[parted("a", "b")]).links
    assert before.relation != "cites"
    assert (after.upstream, after.to, after.relation) == ("a", "b", "cites")


def test_acts_on_what_is_not_here_do_nothing():
    acts = [parted("a", "nobody"), parted("nobody", "b", 2)]
    assert lineage(ORIGINAL, EDITED, acts=acts).links == lineage(ORIGINAL, EDITED).links
    assert lineage(ORIGINAL, EDITED, acts=acts).decided == frozenset()


def test_an_act_on_texts_that_share_nothing_decides_nothing():
    mill = article("m", MILL, published=published(4))
    assert lineage(ORIGINAL, mill, acts=[parted("a", "m")]).decided == frozenset()
