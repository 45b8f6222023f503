"""Outlets' names at the head of made-up texts."""

import pytest

from firsthand.collect.articles import make

BODY = (
    "The mill on the Tarn reopened on Monday, two years after the flood that had carried off its wheel.\n\n"
    "Its owner, who had slept in the office for a month, said that the new wheel was made of larch."
)


def outlet(head):
    house = make(f"{head}\n\n{BODY}").outlet
    return house.name if house else None


@pytest.mark.parametrize(
    "head",
    [
        "Mill reopens after flood\n\nTarn Valley Examiner\nTuesday, June 11, 2024",
        "Tarn Valley Examiner\nJune 11, 2024\n\nMill reopens after flood",
        "Mill reopens after flood\n\nTarn Valley Examiner\nBy Ada Moor\nJune 11, 2024",
    ],
)
def test_a_name_beside_the_date_or_the_byline_is_the_outlet(head):
    assert outlet(head) == "Tarn Valley Examiner"


def test_the_edition_before_a_name_makes_it_one():
    assert (
        outlet("Mill reopens after flood\n\nThe Evening Heron\nBy Ada Moor") == "The Evening Heron"
    )


@pytest.mark.parametrize(
    "line",
    [
        "World News",
        "Evening Edition",
        "Port Merrow",
        "South Korea",
        "Mill reopens in the post",
        "Lindhaven Mill Reopens",
        "Post",
        "The Daily Update",
    ],
)
def test_sections_places_and_headlines_are_none(line):
    assert outlet(f"Mill reopens after flood\n\n{line}\nTuesday, June 11, 2024") is None


def test_a_name_away_from_date_and_byline_is_none():
    assert outlet("Mill reopens after flood\n\nTarn Valley Examiner") is None
    assert make(f"{BODY}\n\nTarn Valley Examiner\nJune 11, 2024").outlet is None


def test_what_is_given_comes_first():
    text = f"Mill reopens\n\nTarn Valley Examiner\nJune 11, 2024\n\n{BODY}"
    assert make(text, outlet="Seeland Times").outlet.name == "Seeland Times"
    assert make(text, owner="Tarn Group").outlet.owner == "Tarn Group"
