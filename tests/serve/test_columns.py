"""Columns hold their width whatever is put into them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.serve.columns import MOST_MARKS, Cell, Page, measure, plain, safe, wrap

ANY = st.text(max_size=60)


@given(ANY)
def test_safe_leaves_nothing_that_acts(text):
    shown = safe(text)

    assert safe(shown) == shown
    assert not {unicodedata.category(c) for c in shown} & {"Cc", "Cs", "Co"}
    shown.encode()


@pytest.mark.parametrize("mark", ["\u0301", "\u20dd", "\u0e47", "\u064b", "\u0489"])
def test_marks_that_are_stacked_cover_no_other_lines(mark):
    assert safe(f"Fe{mark * 500}rry") == f"Fe{mark * MOST_MARKS}rry"
    assert safe(f"Fe{mark * 3}rr{mark * 3}y") == f"Fe{mark * 3}rr{mark * 3}y"


@pytest.mark.parametrize(
    "written", ["הַמֶּ֣לֶךְ", "ٱلرَّحْمَٰنِ", "ที่นี้", "Việt Nam", "ကြွေးကြော်", "བསྒྲུབས"]
)  # fmt: skip
def test_marks_that_scripts_write_stay(written):
    assert safe(unicodedata.normalize("NFD", written)) == unicodedata.normalize("NFD", written)


@given(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
    st.sampled_from(["ascii", "latin-1", "cp437", "euc_kr"]),
)
def test_plain_fits_the_encoding(text, encoding):
    plain(text, encoding).encode(encoding)


@given(ANY, st.integers(2, 30))
def test_wrapped_lines_fit_and_keep_every_word(text, width):
    lines = wrap(safe(text), width)

    assert all(measure(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(safe(text).split())


@given(st.lists(ANY, min_size=1, max_size=3), st.booleans())
def test_rows_stay_on_the_page(texts, color):
    page = Page(width=40, color=color)
    page.row(*(Cell(12 * place, text, "bold") for place, text in enumerate(texts)))

    assert all(measure(line) <= 40 for line in page.lines)


def test_a_right_cell_ends_at_the_edge_of_its_column():
    page = Page(width=20)
    page.row(Cell(0, "a"), Cell(5, "中文", right=True), Cell(15, "z"))

    assert page.lines == ["a" + " " * 9 + "中文 z"]


def test_plain_signs():
    assert plain("“A” ← B… ├╌", "ascii") == '"A" <- B... |-'
    assert plain("Łódź é 中", "ascii") == "?odz e ?"
