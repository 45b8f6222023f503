"""The gate shows what it cannot measure and ends well without data."""

import shutil

import pytest

from evaluation import floors as floors_file
from evaluation import gate, shared
from evaluation.floors import Floors
from evaluation.measures import Figure, Labelled, Measure

GOLD = '{"id": "one"}\n{"id": "two"}\n'


class Words(Labelled):
    """A set of two documents, of which an answer has the given share right."""

    name = "words"
    unit = "documents"
    measures = (Measure("share", "", held=True),)

    def __init__(self, data, answer=0.5):
        super().__init__(data)
        self.answer = answer

    def files(self):
        return [self.data / "words.jsonl"]

    def units(self):
        return [row["id"] for row in shared.rows(self.data / "words.jsonl")]

    def predict(self):
        if self.answer is None:
            raise RuntimeError("no answer")
        return self.answer

    def score(self, answer, kept):
        return {"share": answer}

    def misses(self, answer):
        return [f"answered {answer}"]


@pytest.fixture
def data(tmp_path):
    """Return a folder with one labelled set."""
    (tmp_path / "words.jsonl").write_text(GOLD)
    return tmp_path


def troubles(outcome, floors):
    return list(gate.judge(outcome, floors))


def test_figures_and_misses(data, tmp_path):
    outcome = gate.run(Words(data), tmp_path / "misses")
    assert [figure.value for figure in outcome.figures] == [0.5]
    assert (tmp_path / "misses" / "words.txt").read_text() == "answered 0.5\n"
    assert troubles(outcome, Floors()) == []


def test_a_fall_below_the_floor_is_marked_and_judged(data, capsys):
    floors = Floors()
    floors.update(
        "words", gate.run(Words(data)).digest, [Figure(Words.measures[0], 0.8, 0.0)], None
    )
    outcome = gate.run(Words(data))
    gate.show(outcome, floors)
    assert "0.500*" in capsys.readouterr().out
    assert troubles(outcome, floors) == ["words: share is below its floor"]


def test_changed_gold_is_noticed(data):
    floors = Floors()
    outcome = gate.run(Words(data))
    floors.update("words", outcome.digest, outcome.figures, None)
    (data / "words.jsonl").write_text(GOLD + '{"id": "three"}\n')
    (trouble,) = troubles(gate.run(Words(data)), floors)
    assert "the gold is not the one" in trouble


def test_a_set_that_raises_is_failed(data, capsys):
    outcome = gate.run(Words(data, None))
    assert outcome.without == "failed"
    assert "no answer" in capsys.readouterr().err
    assert troubles(outcome, Floors()) == ["words: failed"]


class Unwritten(Words):
    needs = ("firsthand:something_that_is_not_written",)


def test_what_is_not_written_is_no_trouble_until_it_had_a_floor(data):
    outcome = gate.run(Unwritten(data))
    assert outcome.without == "not yet"
    assert troubles(outcome, Floors()) == []
    floors = Floors()
    floors.update("words", outcome.digest, [Figure(Words.measures[0], 0.8, 0.0)], None)
    assert len(troubles(outcome, floors)) == 1


@pytest.mark.parametrize(
    ("need", "there"),
    [
        ("firsthand:Refused", True),
        ("firsthand:nothing", False),
        ("evaluation.nothing:predict", False),
    ],
)
def test_what_is_there(need, there):
    assert gate.is_there(need) is there


def test_without_data_the_gate_says_so_and_ends_well(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv(shared.VARIABLE, str(tmp_path))
    assert gate.main([]) == 0
    assert "nothing was measured" in capsys.readouterr().out


def test_lowering_without_update_is_refused(capsys):
    with pytest.raises(SystemExit) as ended:
        gate.main(["--allow-regression", "because"])
    assert ended.value.code == 2


def test_every_floor_belongs_to_a_held_measure_of_a_set():
    held = {
        kind.name: {measure.name for measure in kind.measures if measure.held} for kind in gate.SETS
    }
    for name, entry in floors_file.load().sets.items():
        assert set(entry["floors"]) <= held[name]


def test_a_digest_knows_content_not_place(data, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    shutil.copy(data / "words.jsonl", tmp_path / "elsewhere" / "words.jsonl")
    assert shared.digest([data / "words.jsonl"]) == shared.digest(
        [tmp_path / "elsewhere" / "words.jsonl"]
    )
    (tmp_path / "elsewhere" / "words.jsonl").write_text(GOLD.replace("two", "six"))
    assert shared.digest([data / "words.jsonl"]) != shared.digest(
        [tmp_path / "elsewhere" / "words.jsonl"]
    )


def test_scores_are_compared_on_the_right_side(data):
    floors = Floors()
    outcome = gate.run(Words(data, 0.9))
    floors.update("words", outcome.digest, outcome.figures, None)
    assert troubles(outcome, floors) == []
