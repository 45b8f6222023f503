"""What the pages say of how often firsthand is right follows from the floors."""

import tomllib

from evaluation import published
from evaluation.floors import Floors


class Nine:
    unit = "stories"

    def units(self):
        return list("abcdefghi")


def test_the_floors_are_written_with_how_much_was_measured(tmp_path):
    floors = Floors(sets={"claims": {"gold": "x", "floors": {"origins meet": 0.87}}})
    sets = {kind: Nine() for kind, _ in published.FIGURES.values()}
    published.write(floors, sets, tmp_path / "measured.toml")
    assert tomllib.loads((tmp_path / "measured.toml").read_text("utf-8")) == {
        "origins": {
            "value": 0.87, "new": published.NEW["origins"], "set": "claims", "measure": "origins meet", "count": 9, "unit": "stories"
        }
    }  # fmt: skip


def test_the_package_has_all_figures():
    written = tomllib.loads(published.PATH.read_text("utf-8"))
    assert set(written) == set(published.FIGURES)
    assert {name: row["new"] for name, row in written.items() if "new" in row} == published.NEW
