"""What shares its words is of one family, whatever came first; and what falls apart again."""

import random
from itertools import permutations

import numpy as np
import pytest

from firsthand.records import Article
from firsthand.store import passages, shelf
from firsthand.store.database import Database
from firsthand.store.shelf import Seen

NEAREST = passages.NEAREST


def runs(*numbers):
    """Runs that are all in the sample."""
    return np.array(numbers, dtype=np.uint64) << np.uint64(14)


#: 1 and 2 share half of their runs, 2 and 3 too, 4 shares less with 3, 5 and 6 have none at all
TEXTS = {
    1: runs(*range(10)),
    2: runs(*range(5, 10), *range(100, 105)),
    3: runs(*range(100, 105), *range(200, 230)),
    4: runs(*range(200, 205), *range(300, 330)),
    5: runs(),
    6: runs(),
}


@pytest.fixture
def database(tmp_path, now):
    database = shelved(Database(tmp_path / "library.db"), now, 40)
    # one transaction for all: each of its own would wait for the disk
    with database.writing():
        yield database


def shelved(database, now, count):
    with database.writing():
        for number in range(1, count + 1):
            article = Article(id=f"a{number}", source="", text=f"text {number}")
            assert shelf.begin(database, article, Seen(at=now, place="")) == number
            # each is a story of its own, of the same number
            story = database.do("add_story", id=f"s{number}")
            database.many("set_membership", [(number, story)])
    return database


def around(database, numbers=TEXTS):
    return {number: passages.around(database, [number]) for number in numbers}


FAMILIES = {1: {1, 2, 3}, 2: {1, 2, 3}, 3: {1, 2, 3, 4}, 4: {3, 4}, 5: {5}, 6: {6}}


@pytest.mark.parametrize("order", list(permutations([1, 2, 3, 4]))[::5])
def test_what_is_around_does_not_depend_on_the_order(database, order):
    for number in (5, *order, 6):
        passages.carry(database, number, TEXTS[number])

    assert around(database) == FAMILIES


def test_what_was_tied_by_one_text_falls_apart_without_it(database):
    for number, codes in TEXTS.items():
        passages.carry(database, number, codes)

    assert passages.put_down(database, 2) == {1, 3}
    assert around(database) == {1: {1}, 2: {2}, 3: {3, 4}, 4: {3, 4}, 5: {5}, 6: {6}}


def test_another_text_takes_the_place_of_the_first(database):
    for number, codes in TEXTS.items():
        passages.carry(database, number, codes)

    assert passages.carry(database, 2, TEXTS[4]) == {1, 2, 3, 4}
    assert around(database)[2] == {2, 3, 4}


def test_equal_texts_are_one_body(database):
    for number in (1, 2, 3):
        passages.carry(database, number, TEXTS[1])

    assert passages.put_down(database, 1) == {2, 3}
    assert around(database, [2, 3]) == {2: {2, 3}, 3: {2, 3}}


def test_pages_that_are_linked_are_around_those_that_link_them(database):
    database.many("add_name", [("url //o.example/a", 1)])
    assert passages.carry(database, 4, TEXTS[5], ["url //o.example/a", "url //o.example/b"]) == {4}
    # it comes later than what links it
    database.many("add_name", [("url //o.example/b", 2)])
    assert passages.carry(database, 2, TEXTS[6]) == {2, 4}
    assert passages.around(database, [4]) == {1, 2, 4}
    passages.put_down(database, 4)
    assert passages.beside(database, 2) == {2}


def test_what_shares_hallmarks_in_another_language_is_around(database):
    marks = runs(*range(20)) << np.uint64(2)
    for number, (first, last, language) in enumerate(
        ((0, 20, "de"), (0, 9, "en"), (0, 8, "en"), (0, 7, "fr"), (0, 6, "fr"), (0, 3, "fr"), (0, 20, "de")), 1
    ):  # fmt: skip
        passages.carry(
            database, number, runs(number), hallmarks=marks[first:last], language=language
        )

    # the nearest three; not those in its own language, nor what shares too little
    assert passages.around(database, [1]) == {1, 2, 3, 4}
    assert passages.around(database, [5]) == {5, 1, 7, 2}
    assert passages.around(database, [6]) == {6}
    assert passages.put_down(database, 2) == {1, 4, 5, 7}
    assert passages.around(database, [1]) == {1, 3, 4, 5}


def texts(random_):
    """Texts of which many are cut out of others, in all sizes."""
    pool = [[random_.randrange(200) for _ in range(60)] for _ in range(4)]
    for number in range(1, 31):
        one, other = random_.sample(pool, 2)
        cut = random_.randrange(5, 55)
        marks = np.unique(runs(*random_.sample(range(12), random_.randrange(9))) << np.uint64(2))
        yield number, {
            "codes": runs(*one[:cut], *other[cut : cut + random_.randrange(8)]),
            "hallmarks": marks, "language": random_.choice(("de", "en", "fr")),
        }  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_what_comes_and_goes_in_any_order_leaves_what_was_never_there(tmp_path, now, seed):
    random_ = random.Random(seed)
    known = list(texts(random_))
    gone = {number for number, _ in random_.sample(known, 8)}
    live = shelved(Database(tmp_path / "live.db"), now, 30)
    with live.writing():
        for number, text in random_.sample(known, 30):
            passages.carry(live, number, **text)
        for number in sorted(gone):
            passages.put_down(live, number)
    fresh = shelved(Database(tmp_path / "fresh.db"), now, 30)
    with fresh.writing():
        for number, text in known:
            if number not in gone:
                passages.carry(fresh, number, **text)

    left = [number for number, _ in known if number not in gone]
    assert around(live, left) == around(fresh, left)


def test_who_is_told_of_a_change_is_who_has_it_around(database):
    known = dict(texts(random.Random(9)))
    for number, text in known.items():
        before = around(database, known)
        touched = passages.carry(database, number, **text)
        after = around(database, known)
        assert {one for one in known if before[one] != after[one]} <= touched


def test_a_sample_keeps_of_two_texts_the_same():
    codes = np.random.default_rng(5).integers(0, 2**64, 4_000, dtype=np.uint64)
    one, other = passages._sample(codes[:3_000]), passages._sample(codes[1_000:])

    assert set(passages._sample(codes[1_000:3_000])) == set(one) & set(other)
    assert 0.8 < passages.SAMPLED * len(one) / 3_000 < 1.2
    assert int(one.max()) < 2**48
