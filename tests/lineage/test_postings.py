import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from firsthand.lineage.match import gathered
from firsthand.lineage.postings import NOBODY, Postings

numbers = st.lists(st.lists(st.integers(0, 30), max_size=20), max_size=12)


def arrays(lists):
    return [np.array(one, dtype=np.uint64) for one in lists]


@given(st.lists(numbers, max_size=6))
def test_first_and_last_holder_are_those_of_a_plain_search(batches):
    index, held, start = Postings(), [], 0
    for batch in batches:
        index.add(*gathered(arrays(batch), start))
        held += batch
        start += len(batch)
    asked = list(range(31))
    first, last = index.find(np.array(asked, dtype=np.uint64))
    for number, low, high in zip(asked, first.tolist(), last.tolist(), strict=True):
        holders = [n for n, one in enumerate(held) if number in one] or [NOBODY]
        assert (low, high) == (holders[0], holders[-1])


def test_a_number_held_by_thousands_takes_the_room_of_one():
    index = Postings()
    for start in range(0, 3_000, 100):
        index.add(*gathered(arrays([[1, 2, 3]] * 100), start))
    assert len(index) <= 3 * 12  # three numbers in a few arrays
    assert index.bytes <= 16 * len(index)


def test_forgotten_holders_are_gone_and_later_ones_stay():
    index = Postings()
    index.add(*gathered(arrays([[1, 2], [2, 3]]), 0))
    index.forget(1)
    first, last = index.find(np.array([1, 2, 3], dtype=np.uint64))
    assert first.tolist() == [NOBODY, 1, 1]
    assert last.tolist() == [NOBODY, 1, 1]


@given(st.lists(st.lists(st.integers(0, 5), max_size=30), max_size=8))
def test_gathered_numbers_stand_in_order_each_once_per_holder(lists):
    codes, holders = gathered(arrays(lists), 10)
    pairs = list(zip(codes.tolist(), holders.tolist(), strict=True))
    assert pairs == sorted({(c, n + 10) for n, one in enumerate(lists) for c in one})
