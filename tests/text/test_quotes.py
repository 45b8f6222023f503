"""Stretches in quotation marks, as newspapers really set them."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.text.quotes import quoted


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('He said "yes." Then "no."', ["yes.", "no."]),
        # marks of two kinds
        ('"The pump leaks,” he said. “It must go,"', ["The pump leaks,", "It must go,"]),
        # a straight mark inside curly ones
        ('“I heard "no" twice,” he said.', ['I heard "no" twice,']),
        # unclosed paragraphs, with a mark at each head and without
        ("“One.\n“Two.”", ["One.", "Two."]),
        ("“One.\nTwo.” Three.", ["One.", "Two."]),
        # two single marks behind a word only close
        ("'If it is good, it is,'' he said. “No.”", ["If it is good, it is,", "No."]),
        # sentences between single marks; titles, plurals and years are none
        ("‘A life lost,’ he said.", ["A life lost,"]),
        ("‘One. Two.\nThree.", ["One. Two."]),
        ("The miners' guild saw 'The Tern' in the '90s.", []),
        ("“He sang 'The Tern,' I think.”", ["He sang 'The Tern,' I think."]),
        # bytes in another encoding
        ("â\x80\x9cOne.â\x80\x9d â€œTwo.â€\x9d", ["One.", "Two."]),
    ],
)
def test_quotations_are_found_in_careless_texts(text, found):
    assert [text[slice(*place)] for place in quoted(text, careless=True)] == found


@given(st.text(alphabet="a A.,\n\"'“”‘’«»â\x80\x9c\x9d", max_size=60))
def test_quotations_are_in_order_and_apart(text):
    places = quoted(text, careless=True)
    assert all(0 <= start < stop <= len(text) for start, stop in places)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(places))
