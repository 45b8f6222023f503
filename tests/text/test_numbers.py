"""Quantities in running text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.text.numbers import compatible, find


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("at least 12 people were hurt", 12, "person"),
        ("nearly 1,700 ferries sailed", 1700, "ferry"),
        ("two local pilots", 2, "pilot"),
        ("the dam held 3.5 million litres", 3.5e6, "litre"),
        ("a fine of $600 million", 6e8, "USD"),
        ("94 per cent of them", 94, "percent"),
        ("two hours and 10 minutes", 130, "minute"),
        ("about a half hour behind", 30, "minute"),
        ("for eight days", 8, "day"),
        ("mindestens zwölf Tote", 12, "tote"),
        ("rund 1.700 Menschen", 1700, "person"),
        ("1,5 Millionen Euro", 1.5e6, "EUR"),
        ("rose to at least six on Friday", 6, ""),
        ("12 Norland customs officers on Friday", 12, "officer"),
    ],
)
def test_reads_number_and_unit(text, number, unit):
    (quantity,) = find(text)
    assert quantity.number == pytest.approx(number)
    assert quantity.unit == unit


@pytest.mark.parametrize(
    "text",
    [
        "on June 3, 2014 the council",
        "at 9:36 a.m. and at 11pm",
        "The Boeing 737 landed",
        "a man at No. 10 waved",
        "Orla Vint, 21, sang",
        "in 2012 and on 3 June",
        "one of the last",
        "the Marlin-4 rocket",
        "a man in his 30s, who grew up in the 90s",
    ],
)
def test_leaves_out_what_counts_nothing(text):
    assert find(text) == []


def test_a_range_is_one_quantity():
    (quantity,) = find("between 3 and 5 boats")
    assert (quantity.low, quantity.high, quantity.unit) == (3, 5, "boat")


def test_at_least_is_open_upwards():
    (quantity,) = find("at least 12 boats")
    assert (quantity.low, quantity.high) == (12, 24)


def test_round_figures_are_rounded_and_small_counts_are_not():
    assert find("700 kilometers")[0].low == 650
    (quantity,) = find("20 sailors")
    assert quantity.low == quantity.high == 20


def test_miles_and_kilometers_compare():
    (miles, kilometers) = find("about 425 miles, or 680 kilometers")
    assert miles.unit == kilometers.unit
    assert compatible(miles, kilometers)
    assert compatible(find("680 kilometers")[0], find("700 kilometers")[0])
    assert not compatible(find("680 kilometers")[0], find("800 kilometers")[0])


@given(st.text(max_size=300))
def test_any_text_is_read_in_order_within_its_bounds(text):
    last = 0
    for quantity in find(text):
        assert last <= quantity.start < quantity.stop <= len(text)
        assert text[quantity.start : quantity.stop] == quantity.text
        assert quantity.low <= quantity.number <= quantity.high
        last = quantity.stop


@given(st.integers(min_value=2, max_value=10**9))
def test_any_figure_is_read_back(number):
    (quantity,) = find(f"There were over {number:,} crates.")
    assert quantity.number == number
    assert quantity.unit == "crate"


def test_numbers_beyond_all_counting_are_none():
    for digits in (30, 400):
        assert find("A host of " + "9" * digits + " men and 12 boats")[0].number == 12
    assert find("1 trillion rials")[0].number == 1e12
