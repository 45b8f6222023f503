"""Tables: every cell is text, and comes back as it was."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.serve.site import tables


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\u00a0=1", "\ufeff=1", "\0=1",
     "＝1+1", '"=1"', ";=1", ",=1", "=", "\u200b@x"],
)  # fmt: skip
def test_no_cell_begins_a_formula(text):
    assert tables.cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "12 dead", "a=b", "a\n=1", "Quay – closed", "7"])
def test_other_cells_stay_as_they_are(text):
    assert tables.cell(text) == text


@given(st.lists(st.lists(st.text(), min_size=2, max_size=2), max_size=5))
def test_what_was_written_is_read(rows):
    written = tables.write(("a", "b"), rows)
    read = list(csv.reader(io.StringIO(written, newline="")))[1:]
    assert [[tables.cell(value) for value in row] for row in rows] == read
    for row, cells in zip(rows, read, strict=True):
        assert all(c in {v, f"'{v}"} for v, c in zip(row, cells, strict=True))
