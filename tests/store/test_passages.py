"""What hangs together by its words, whatever came first, and what falls apart again."""

from itertools import permutations

import numpy as np
import pytest

from firsthand.records import Article
from firsthand.store import passages, shelf
from firsthand.store.database import Database
from firsthand.store.shelf import Seen

LEAST = passages.LEAST


def runs(*numbers):
    return np.array(numbers, dtype=np.uint64)


#: 1 and 2 share enough, 2 and 3 too, 4 shares too little with 3, 5 and 6 have no runs at all
TEXTS = {
    1: runs(*range(10)),
    2: runs(*range(10 - LEAST, 10), *range(100, 110)),
    3: runs(*range(100, 100 + LEAST), *range(200, 210)),
    4: runs(*range(200, 199 + LEAST), 2**63 + 5),
    5: runs(),
    6: runs(),
}


@pytest.fixture
def database(tmp_path, now):
    database = Database(tmp_path / "library.db")
    for number in TEXTS:
        article = Article(id=f"a{number}", source="", text=f"text {number}")
        assert shelf.begin(database, article, Seen(at=now, place="")) == number
    return database


def parts(database):
    found = {number: passages.components(database, [number]) for number in TEXTS}
    return {
        tuple(sorted(passages.articles(database, part))) for [part] in filter(None, found.values())
    }


@pytest.mark.parametrize("order", list(permutations([1, 2, 3, 4]))[::5])
def test_components_do_not_depend_on_the_order(database, order):
    for number in (5, *order, 6):
        passages.carry(database, number, TEXTS[number])

    assert parts(database) == {(1, 2, 3), (4,), (5,), (6,)}


def test_what_was_tied_by_one_text_falls_apart_without_it(database):
    for number, codes in TEXTS.items():
        passages.carry(database, number, codes)

    left = passages.put_down(database, 2)

    assert len(left) == 2
    assert parts(database) == {(1,), (3,), (4,), (5,), (6,)}


def test_another_text_takes_the_place_of_the_first(database):
    for number, codes in TEXTS.items():
        passages.carry(database, number, codes)

    passages.carry(database, 2, TEXTS[4])

    assert parts(database) == {(1,), (3,), (2, 4), (5,), (6,)}


def test_equal_texts_are_one_body(database):
    for number in (1, 2, 3):
        passages.carry(database, number, TEXTS[1])

    assert passages.put_down(database, 1) == set(passages.components(database, [2]))
    assert parts(database) == {(2, 3)}
