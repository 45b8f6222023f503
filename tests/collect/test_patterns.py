"""Patterns of paths."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.collect.patterns import fits


@pytest.mark.parametrize(
    ("pattern", "path", "fit"),
    [
        ("/", "/a", True),
        ("/a", "/b", False),
        ("/a$", "/ab", False),
        ("/a$", "/a", True),
        ("/*.jpg", "/x/y.jpg?big", True),
        ("/*.jpg$", "/x/y.jpg?big", False),
        ("/a*b*c", "/a-c-b", False),
        ("/a*b$", "/abab", True),
        ("*", "/", True),
    ],
)
def test_where_a_pattern_fits(pattern, path, fit):
    assert fits(pattern, path) == fit


@given(st.text("/ab", max_size=12), st.text("/ab", max_size=12))
def test_a_path_fits_itself_and_what_begins_with_it(path, more):
    assert fits(path, path + more)
    assert fits(path + "$", path)
    assert fits("*" + more, path + more)
