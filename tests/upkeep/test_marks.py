"""Marks of reports: what a library gave moves no more."""

import pytest

from firsthand import sigla
from firsthand.library import Library
from tests.upkeep.test_tombstones import BANG, NOW, QUAY, article, marked, read


@pytest.fixture
def library(tmp_path):
    with Library(tmp_path / "library.db") as opened:
        yield opened


def test_a_letter_does_not_move_when_another_text_is_copied_more(library):
    library.add([article("herald", QUAY), article("diary", BANG)], now=NOW)
    first = marked(read(library))
    assert sorted(first.values()) == ["A1", "B1"]

    later = "The {} printed it on Thursday."
    whose = BANG if first["herald"] == "A1" else QUAY
    copies = [article(name, f"{whose} {later.format(name)}") for name in ("lark", "gull", "tern")]
    library.add(copies, now=NOW)
    after = marked(read(library))

    assert len(after) == 5
    assert first.items() <= after.items()
    assert sorted(after.values()) == ["A1", "B1", "B2", "B3", "B4"]


def test_a_rebuilt_library_keeps_its_marks(library):
    library.add([article("herald", QUAY)], now=NOW)
    library.add([article("diary", BANG), article("lark", f"{BANG} So said the Lark.")], now=NOW)
    before = marked(read(library))
    library.rebuild()
    assert marked(read(library)) == before == {"herald": "A1", "diary": "B1", "lark": "B2"}


def test_the_letter_of_a_text_that_is_only_cited_does_not_move(library):
    def cited():
        reading = read(library)
        found = sigla.assign(reading.stories[0], sigla.index(reading.articles, reading.lineage))
        return [mark for node, mark in found.marks.items() if node.startswith("lost:")]

    helped = f"{QUAY}\n\nThe Associated Press contributed to this report."
    library.add([article("lark", helped)], now=NOW)
    assert (marked(read(library)), cited()) == ({"lark": "A1"}, ["B"])
    library.add([article("diary", BANG)], now=NOW)
    before = marked(read(library))
    assert (before, cited()) == ({"lark": "A1", "diary": "C1"}, ["B"])
    library.rebuild()
    assert (marked(read(library)), cited()) == (before, ["B"])
    library.purge("lark")
    assert not library._database._connection.execute("select * from siglum_cited").fetchall()
