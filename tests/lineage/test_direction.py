"""Which of two texts the words came from: what is weighed, and where nothing decides."""

from dataclasses import replace

import pytest

from firsthand.lexicon import gazetteer
from firsthand.lineage import trace_lineage
from firsthand.lineage.direction import Side, direct
from firsthand.lineage.witness import Witness
from firsthand.records import Link
from tests.lineage.builders import LINDHAVEN, MILL, article, edited, published
from tests.lineage.test_hostile import seen


def side(key, text, outlet, *, agency=None, **known):
    made = article(key, text, outlet=outlet, **known)
    return Side(made, Witness(made, gazetteer.load()), agency)


def way(one, other, relation):
    return direct(one, other, relation, a_longer=False).way


def test_two_that_name_one_another_have_no_known_direction():
    one = side("a", "The ferry drifted for six hours, the Hill Post reported.", "Coast Daily")
    other = side("b", "The ferry drifted, the Coast Daily reported.", "Hill Post")
    alone = side("b", "The ferry drifted.", "Hill Post")

    assert way(one, other, "rewrite") == way(other, one, "rewrite") == "unknown"
    assert (way(one, alone, "rewrite"), way(alone, one, "rewrite")) == ("b->a", "a->b")


@pytest.mark.parametrize("relation", ["copy", "rewrite", "translation"])
def test_two_that_print_one_agency_have_it_from_there(relation):
    one, other = (
        side(key, LINDHAVEN, outlet, agency="Associated Press", credit="AP", published=published(day))
        for key, outlet, day in (("a", "Coast Daily", 9), ("b", "Hill Post", 12))
    )  # fmt: skip
    found = direct(one, other, relation, a_longer=True)

    assert (found.way, found.third) == ("both", "Associated Press")


@pytest.mark.parametrize(
    ("days", "found"), [((9, 12), "a->b"), ((12, 9), "b->a"), ((None, None), "unknown")]
)
def test_two_pages_of_one_house_follow_their_dates_and_nothing_else(days, found):
    one, other = (
        side(key, LINDHAVEN, "Coast Daily", **({"published": published(day)} if day else {}))
        for key, day in zip("ab", days, strict=True)
    )
    assert way(one, other, "version") == found


@pytest.mark.parametrize(
    ("day", "first_seen", "found"), [(12, 12, "a->b"), (5, 5, "both"), (5, 20, "a->b")]
)
def test_a_retelling_that_is_dated_back_still_comes_from_the_text_it_names(day, first_seen, found):
    """One that was there before the text tells what the house had said before."""
    told = side("a", LINDHAVEN, "Coast Daily", published=published(9), seen=seen(9))
    retold = side(
        "b", "The ferry drifted, the Coast Daily reported.", "Hill Post",
        published=published(day), seen=seen(first_seen),
    )  # fmt: skip
    assert way(told, retold, "rewrite") == found


@pytest.mark.parametrize(("kind", "found"), [("source", "a->b"), ("related", "both")])
def test_a_link_counts_in_the_running_text_only(kind, found):
    first = replace(article("a", LINDHAVEN, outlet="Coast Daily"), url="https://c.example/1")
    text = f"{edited(LINDHAVEN, 1)}\n{MILL}"
    link = Link(start=4, stop=9, url="https://c.example/1", kind=kind)
    other = replace(article("b", text, outlet="Hill Post"), links=(link,))

    assert trace_lineage([first, other]).pair("a", "b").direction == found


def test_a_text_that_is_credited_goes_back_to_a_lost_one_though_no_other_copy_is_here():
    traced = trace_lineage([article("a", LINDHAVEN, outlet="Hill Post", credit="AP")])

    [link] = traced.links
    assert (link.to, link.relation, link.coverage) == ("a", "copy", 0.0)
    [primary] = traced.primary["a"]
    assert primary.name == "Associated Press"
    assert [(node.kind, node.name) for node in traced.nodes if node.id == primary.node] == [
        ("lost", "Associated Press")
    ]
