"""Drawings as shapes."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand import sigla
from firsthand.records import Descent
from firsthand.serve import drawing, lanes, tree
from firsthand.serve.axis import Axis, Mark
from firsthand.serve.views import view

START = datetime(2024, 2, 5, tzinfo=UTC)
AXIS = Axis(start=START, stop=START + timedelta(days=4), columns=100)


def at(days):
    return START + timedelta(days=days)


@pytest.mark.parametrize(
    ("mark", "lines", "discs"),
    [
        (Mark(earliest=at(1), latest=at(1)), 0, [("25%", "pt")]),
        (Mark(earliest=at(1), latest=at(2)), 3, []),
        (Mark(earliest=at(1), latest=at(2), expected=True), 0, [("37.5%", "pt open")]),
        (Mark(earliest=at(1), latest=at(3), stated=at(2)), 3, [("50%", "pt")]),
        (Mark(earliest=at(1), latest=at(3), lasting=True), 1, []),
        (Mark(earliest=None, latest=at(2)), 2, []),
        (Mark(earliest=at(-9), latest=at(9)), 1, []),
        (Mark(earliest=at(2), latest=at(9), expected=True), 2, []),
    ],
)  # fmt: skip
def test_marks(mark, lines, discs):
    drawn = drawing.lane(AXIS, mark)

    assert len(drawn.lines) == lines
    assert [(d.x, d.ink) for d in drawn.discs] == discs


def test_what_lasts_is_a_bar():
    inks = [
        drawing.lane(AXIS, Mark(earliest=at(1), latest=at(3), lasting=True, expected=ahead))
        .lines[0]
        .ink
        for ahead in (False, True)
    ]
    assert inks == ["lasts", "lasts dash"]


def test_a_crowd_is_a_histogram_with_a_least_height():
    marks = [Mark(earliest=at(0), latest=at(1))] * 99 + [Mark(earliest=at(2), latest=at(3))]
    boxes = drawing.crowd(AXIS, marks).boxes

    assert [box.height for box in boxes] == ["100%", "12%"]


def test_a_change_that_was_made_twice_is_named_once(reading):
    links = tuple(replace(one, changes=one.changes * 2) for one in reading.lineage.links)
    seen = view(
        reading.stories[0],
        sigla.index(reading.articles, replace(reading.lineage, links=links)),
    )
    named = [[(one.before, one.after) for one in row.changes] for row in tree.rows(seen)]
    assert any(named)
    assert all(len(set(row)) == len(row) for row in named)


def test_a_lane_of_many_reports_names_the_days_from_the_first_to_the_last(reading):
    days = {"courier": at(0), "mirador": at(1)}
    articles = tuple(
        replace(one, published=replace(one.published, earliest=day, latest=day))
        if (day := days.get(one.id))
        else one
        for one in reading.articles
    )
    seen = view(reading.stories[0], sigla.index(articles, reading.lineage))
    [crowd] = [lane for lane in lanes.families(seen, 1).lanes if lane.crowd]
    assert crowd.articles == ("courier", "mirador")
    assert crowd.when == "5 to 6 Feb 2024"


@pytest.mark.parametrize("days", [1, 4, 16, 60, 900, 20_000])
def test_labels_are_few_whatever_the_span(days):
    axis = Axis(start=START, stop=at(days), columns=100)

    assert 1 <= len(drawing.labels(axis)) <= 16
    assert len(drawing.grid(axis, at(0.5))) <= 17


def test_every_row_of_the_lineage_has_a_node_and_lines_to_the_row_above(reading):
    seen = view(reading.stories[0], sigla.index(reading.articles, reading.lineage))
    rows = list(tree.rows(seen))
    nodes = list(drawing.rails(rows))

    assert [(n.text, n.lost) for n in nodes] == [
        ("B1", False), ("A", True), ("A1", False), ("A2", False), ("D", True), ("C1", False)
    ]  # fmt: skip
    uprights = [line.y2 for n in nodes[2:4] for line in n.lines if line.x1 == line.x2]
    assert uprights == ["100%", "20"]


@given(st.lists(st.integers(1, 400), min_size=1, max_size=40))
def test_a_strip_has_room_and_sets_families_apart(families):
    found = drawing.strip(sorted(families, reverse=True))
    assert all(width >= 3 for _, width in found.bars)
    for (x, width), (after, _) in pairwise(found.bars):
        assert x + width <= after + 0.11  # lengths are rounded
    last, width = found.bars[-1]
    assert found.width >= round(last + width, 1) - 0.11


def test_a_strip_shows_every_report_of_a_small_story():
    assert len(drawing.strip([3, 2]).bars) == 5
    assert len(drawing.strip([300, 2]).bars) == 2
    assert drawing.strip([300, 2]).width < 156


@given(st.lists(st.integers(1, 6), min_size=1, max_size=8))
def test_nodes_of_the_rail_stand_apart_and_the_last_one_has_room_on_a_phone(steps):
    depths = [0]
    for step in steps:
        depths.append(min(step, depths[-1] + 1))
    link = Descent(to="b", upstream="a", relation="rewrite", coverage=0.4, confidence=0.9, why=())
    rows = [
        tree.Row(
            branch="", mark="A1", name="x", when="", nodes=("b",), depth=depth,
            link=link if depth else None,
        )
        for depth in depths
    ]  # fmt: skip
    nodes = list(drawing.rails(rows))
    assert max(node.x + node.width for node in nodes) < 108
    for node, depth in zip(nodes, depths, strict=True):
        for line in node.lines:
            if depth and line.x1 != line.x2:
                # long enough that dots are told from strokes
                assert int(line.x2) == node.x
                assert int(line.x2) - int(line.x1) >= 11
