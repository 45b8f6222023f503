"""How days and names of pages are judged."""

import pytest

from evaluation.pages import same_day, set_f1


@pytest.mark.parametrize(
    ("told", "key", "same"),
    [
        ("2024-03-12", "2024-03-12 09:00:00", True),
        ("2024-03-12T23:30+02:00", "2024-03-12 21:30:00+00:00", True),
        ("2024-03-13T00:30+02:00", "2024-03-12 22:30:00+00:00", True),
        ("2024-03-13", "2024-03-12 22:30:00+00:00", False),
        ("2024-03", "2024-03-12 09:00:00", False),
        (None, "2024-03-12 09:00:00", False),
    ],
)
def test_same_day(told, key, same):
    assert same_day(told, key) is same


@pytest.mark.parametrize(
    ("said", "wanted", "f1"),
    [
        ((), (), 1.0),
        (("Ada Moor",), (), 0.0),
        (("Ada  Moor",), ("ADA MOOR",), 1.0),
        (("Ada Moor", "Ben Reed"), ("Ada Moor",), 2 / 3),
    ],
)
def test_set_f1(said, wanted, f1):
    assert set_f1(said, wanted) == f1
