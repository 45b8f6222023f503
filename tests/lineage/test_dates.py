"""Dates that the copies of a text, or its source, contradict."""

from dataclasses import replace

import pytest

from firsthand.lineage import trace_lineage
from tests.lineage.builders import LINDHAVEN, article, edited, published
from tests.lineage.test_hostile import seen


def print_of(key, day, outlet, text=LINDHAVEN):
    return article(key, text, outlet=outlet, credit="Coast Daily", published=published(day))


FIRST = article("a", LINDHAVEN, outlet="Coast Daily", published=published(9))


def test_a_copy_dated_before_its_source_came_after_it_at_a_day_that_is_not_known():
    copy = replace(print_of("b", 7, "Inland Post"), seen=seen(20))
    found = trace_lineage([FIRST, copy]).redated["b"]
    assert found.published.value is None
    assert found.published.earliest == FIRST.published.earliest
    assert found.published.latest == copy.seen
    assert found.written == FIRST.published
    assert "date" in found.flag.kind
    assert "Coast Daily" in found.flag.why


def test_copies_of_several_houses_show_that_their_source_was_there_before():
    copies = [print_of("b", 5, "Inland Post"), print_of("c", 6, "Hill Post", edited(LINDHAVEN, 1))]
    found = trace_lineage([FIRST, *copies]).redated
    assert list(found) == ["a"]
    assert (found["a"].published.earliest, found["a"].published.latest) == (
        None,
        published(6).latest,
    )


@pytest.mark.parametrize("day", [9, 12])
def test_dates_in_their_order_stand(day):
    assert trace_lineage([FIRST, print_of("b", day, "Inland Post")]).redated == {}


def test_a_few_hours_are_no_contradiction():
    early = FIRST.published.earliest.replace(hour=0)
    first = replace(
        FIRST,
        published=replace(FIRST.published, earliest=seen(9, 13), latest=seen(9, 13)),
    )
    copy = print_of("b", 9, "Inland Post")
    assert copy.published.latest == early
    assert trace_lineage([first, copy]).redated == {}
    pile = [replace(one, seen=seen(28)) for one in (first, copy)]
    assert trace_lineage(pile).redated == {}
    watched = [replace(first, seen=seen(9, 14)), replace(copy, seen=seen(20))]
    assert list(trace_lineage(watched).redated) == ["b"]
