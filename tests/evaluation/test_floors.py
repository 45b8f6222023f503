"""Floors only rise; lowering one leaves its reason behind."""

import pytest

from evaluation import floors as floors_file
from evaluation.floors import Floors
from evaluation.measures import Figure, Measure


def figure(name, value, *, held=True):
    return Figure(Measure(name, "", held=held), value, 0.0)


@pytest.fixture
def floors():
    """Return floors with one set."""
    found = Floors()
    found.update("claims", "gold-1", [figure("F1", 0.667), figure("P", 0.9, held=False)], None)
    return found


def test_only_held_measures_have_a_floor_and_it_is_rounded_down(floors):
    assert floors.of("claims") == {"F1": 0.66}


@pytest.mark.parametrize(("value", "below"), [(0.66, []), (0.9, []), (0.6599, ["F1"])])
def test_below(floors, value, below):
    assert floors.below("claims", [figure("F1", value)]) == below


def test_a_measure_that_is_gone_is_below(floors):
    assert floors.below("claims", [figure("P", 0.9)]) == ["F1"]


def test_an_update_raises(floors):
    floors.update("claims", "gold-1", [figure("F1", 0.72)], None)
    assert floors.of("claims") == {"F1": 0.72}


@pytest.mark.parametrize("now", [[figure("F1", 0.4)], []])
def test_an_update_does_not_lower(floors, now):
    floors.update("claims", "gold-1", now, None)
    assert floors.of("claims") == {"F1": 0.66}
    assert floors.lowered == []


def test_lowering_for_a_reason_keeps_the_reason(floors):
    floors.update("claims", "gold-1", [figure("F1", 0.4)], "the key was mended")
    assert floors.of("claims") == {"F1": 0.4}
    (lowering,) = floors.lowered
    assert lowering == {
        "set": "claims",
        "measure": "F1",
        "from": 0.66,
        "to": 0.4,
        "reason": "the key was mended",
    }


def test_other_gold_sets_floors_anew(floors):
    assert not floors.same_gold("claims", "gold-2")
    floors.update("claims", "gold-2", [figure("F1", 0.5)], None)
    assert floors.of("claims") == {"F1": 0.5}
    assert floors.same_gold("claims", "gold-2")


def test_floors_survive_their_file(floors, tmp_path):
    path = tmp_path / "floors.json"
    assert floors_file.load(path) == Floors()
    floors_file.save(floors, path)
    assert floors_file.load(path) == floors


def test_a_figure_that_stands_on_the_grid_keeps_its_floor():
    # 0.57 * 100 is 56.99999999999999 in binary
    assert floors_file.round_down(0.57) == 0.57
