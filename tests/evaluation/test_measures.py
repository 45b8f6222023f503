"""Figures are read off what scorers print, and their errors come from leaving groups out."""

from statistics import fmean, stdev

import pytest

from evaluation import measures
from evaluation.measures import Labelled, Measure


def test_a_figure_that_was_not_printed_is_left_out():
    wanted = [Measure("recall", r"R ([\d.]+)"), Measure("other", r"X ([\d.]+)")]
    assert measures.read_off(wanted, "P 0.500 R 0.250") == {"recall": 0.25}


class Shares(Labelled):
    """A set whose figure is the mean over its units, so that its standard error is known."""

    name = "shares"
    unit = "numbers"
    measures = (Measure("mean", ""), Measure("unknown", ""))

    def __init__(self, numbers):
        self.numbers = numbers

    def files(self):
        return []

    def units(self):
        return list(self.numbers)

    def predict(self):
        return None

    def score(self, answer, kept):
        return {"mean": fmean(self.numbers[unit] for unit in kept)}


def test_the_error_of_a_mean_is_its_standard_error():
    numbers = dict(
        zip("abcdefghij", [0.2, 0.9, 0.4, 0.4, 0.7, 0.1, 0.8, 0.3, 0.6, 0.5], strict=True)
    )
    (figure,) = measures.figures(Shares(numbers), None)
    assert figure.value == pytest.approx(fmean(numbers.values()))
    assert figure.error == pytest.approx(stdev(numbers.values()) / 10**0.5)


def test_every_unit_is_left_out_once_and_only_once():
    units = [str(number) for number in range(23)]
    parts = measures._without_one_group(units)
    assert len(parts) == measures.GROUPS
    assert sorted(unit for kept in parts for unit in set(units) - set(kept)) == sorted(units)


def test_of_fewer_than_two_groups_nothing_is_known():
    assert measures.jackknife([0.5]) == 0.0
