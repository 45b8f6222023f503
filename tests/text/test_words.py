"""Words of a text with and without their places."""

from hypothesis import given
from hypothesis import strategies as st

from firsthand.text.words import forms, words


@given(st.text(max_size=60))
def test_forms_are_those_of_the_words(text):
    assert forms(text) == tuple(word.form for word in words(text)) == forms(text)


@given(st.text(alphabet="ab' .ß\u0301é", max_size=30), st.integers(0, 8), st.integers(8, 30))
def test_forms_of_a_part_are_those_of_the_words_there(text, start, stop):
    assert forms(text[start:stop]) == tuple(word.form for word in words(text, start, stop))
