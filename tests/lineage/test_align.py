import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from firsthand.lineage import align
from firsthand.lineage.align import blocks


def runs(a, b):
    return align.runs(np.array(a, dtype=np.uint64), np.array(b, dtype=np.uint64))


letters = st.lists(st.integers(0, 5), max_size=60)


@given(letters, letters)
def test_runs_are_equal_words_and_do_not_overlap_in_the_first_text(a, b):
    end = 0
    for run in runs(a, b):
        assert a[run.a : run.a + run.length] == b[run.b : run.b + run.length]
        assert run.length >= 4
        assert run.a >= end
        end = run.a + run.length


@given(st.lists(st.integers(0, 2**63), min_size=4, max_size=300))
def test_a_text_is_one_run_of_itself(words):
    (run,) = runs(words, words)
    assert (run.a, run.b, run.length) == (0, 0, len(words))


def test_runs_are_found_where_passages_changed_places():
    a, b = list(range(20)), list(range(100, 120))
    assert [(r.a, r.b, r.length) for r in runs(a + b, b + a)] == [(0, 20, 20), (20, 0, 20)]


def test_small_gaps_are_edits_and_large_ones_are_not():
    a = list(range(40))
    small = [*a[:10], 101, 102, *a[12:]]
    large = a[:10] + list(range(100, 130)) + a[10:]
    assert len(blocks(runs(a, small))) == 1
    assert len(blocks(runs(a, large))) == 2


def test_repetition_without_end_is_read_in_bounded_time():
    same = [1] * 20_000
    assert runs(same, same[:15_000])[0].length == 15_000
