"""Marks whose bytes were read in another encoding, put right with a map back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.text.damage import mend


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
@pytest.mark.parametrize("mark", "–—‘’“…")
def test_a_mark_is_put_right_and_its_place_is_known(mark, encoding):
    damaged = mark.encode().decode(encoding)
    text = f"Brack{damaged}s pump"
    mended = mend(text)
    assert mended.text == f"Brack{mark}s pump"
    assert text[slice(*mended.span(5, 6))] == damaged
    assert text[slice(*mended.span(8, 12))] == "pump"


@given(st.text(alphabet="aâ€\x80\x99\x9d™œ é", max_size=30))
def test_the_pieces_make_up_the_text(text):
    mended = mend(text)
    assert len(mended.text) == len(mended.after) == len(mended.where) - 1
    assert "".join(text[slice(*mended.span(i, i + 1))] for i in range(len(mended.text))) == text
