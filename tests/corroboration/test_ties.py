"""Which texts go back to one."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.corroboration import ties
from firsthand.records import Descent, Stemma

#: each text with those above it, which come before it
_ABOVE = st.lists(st.sets(st.integers(0, 11), max_size=3), max_size=12).map(
    lambda found: {n: {up for up in above if up < n} for n, above in enumerate(found)}
)


def _stemma(above, relation="version"):
    links = [
        Descent(upstream=str(up), to=str(name), relation=relation, coverage=1.0, confidence=1.0, why=())
        for name, ups in above.items()
        for up in ups
    ]  # fmt: skip
    return Stemma(links=tuple(links))


def _behind(above, name):
    found = {name}
    for up in above.get(name, ()):
        found |= _behind(above, up)
    return found


@given(_ABOVE)
def test_texts_are_of_one_if_some_text_is_above_both(above):
    known = ties.read(_stemma(above))
    for one in above:
        for other in above:
            mine, theirs = _behind(above, one), _behind(above, other)
            assert known.are_of_one(str(one), str(other)) == (not mine.isdisjoint(theirs))
            assert known.is_behind(str(one), str(other)) == (one in theirs)


@pytest.mark.parametrize("relation", ["cited", "shared_quotes"])
def test_who_is_only_cited_or_quotes_the_same_is_not_behind(relation):
    known = ties.read(_stemma({1: {0}}, relation=relation))
    assert not known.are_of_one("0", "1")
    assert not known.is_behind("0", "1")
    assert known.links["0", "1"].relation == relation


def test_a_long_line_of_versions_takes_little_room():
    size = 2_000
    known = ties.read(_stemma({n: {n - 1} for n in range(1, size)}))
    assert sum(sys.getsizeof(found) for found in known.sources.values()) < 1_000 * size
    assert known.is_behind("0", str(size - 1))
    assert not known.is_behind(str(size - 1), "0")
