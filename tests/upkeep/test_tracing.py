"""What is traced anew when something comes, changes or goes: lineage across stories, and no more."""

from datetime import UTC, datetime, timedelta

import pytest

import firsthand
from firsthand.library import Library
from firsthand.upkeep import telling
from tests.lineage.builders import LINDHAVEN, MILL, invented

NOW = datetime(2031, 5, 20, 12, tzinfo=UTC)
LINES = LINDHAVEN.split("\n")


def page(name, text, day, **known):
    return firsthand.article(
        text, id=name, url=f"https://{name}.example/{name}", outlet=f"The {name.title()}",
        published=f"2031-05-{day:02}", language="en", **known,
    )  # fmt: skip


FERRY = page("ferry", LINDHAVEN, 9)
#: on something else, with a paragraph of the first
QUOTING = page("mill", f"{MILL}\n{LINES[3]}\n{invented(5, 12)}", 12)
OTHERS = [page(f"other{n}", invented(n + 10), 11) for n in range(8)]


@pytest.fixture
def library(tmp_path):
    with Library(tmp_path / "library.db") as library:
        yield library


@pytest.fixture
def told(monkeypatch):
    """Return the stories that are told, each by its articles, in order."""
    found, real = [], telling._told

    def told(sources, tools):
        found.append(sources.story.articles)
        return real(sources, tools)

    monkeypatch.setattr(telling, "_told", told)
    return found


def above(library, name):
    return {link.upstream for link in library.trace(name).lineage.links if link.to == name}


def is_as_rebuilt(library):
    return library.doctor(compare=True).differences == ()


def test_what_changes_in_one_story_is_told_in_those_that_have_words_of_it(library, told):
    library.add([QUOTING, *OTHERS], now=NOW)
    assert above(library, "mill").isdisjoint({"ferry"})
    told.clear()

    library.add([FERRY], now=NOW)  # the original turns up late
    assert sorted(told) == [("ferry",), ("mill",)]
    assert len(above(library, "mill")) == 1
    assert is_as_rebuilt(library)

    told.clear()
    other = page("ferry", LINDHAVEN.replace(LINES[3], invented(3)), 9)
    assert library.add([other], now=NOW + timedelta(days=1)).changed == ("ferry",)
    assert sorted(set(told)) == [("ferry",), ("mill",)]
    assert above(library, "mill") == set()
    assert is_as_rebuilt(library)

    library.add([FERRY], now=NOW + timedelta(days=2))
    assert len(above(library, "mill")) == 1
    told.clear()
    library.purge("ferry")
    assert told == [("mill",)]
    assert above(library, "mill") == set()
    assert is_as_rebuilt(library)
