"""Words of a purged article in places that are worked out anew later: gone at once, not only then."""

import json
from datetime import UTC, datetime

import pytest

import firsthand
from firsthand.library import Library
from firsthand.store import shelf
from firsthand.upkeep import intake

LAMP = "The lamp of Ulvering failed twice on Monday, lighthouse keeper Agda Brinkhoff said."
AT = datetime(2031, 3, 5, tzinfo=UTC)


@pytest.fixture
def library(tmp_path):
    with Library(tmp_path / "library.db") as library:
        yield library


def test_a_headline_goes_with_its_article(library):
    library.add(
        firsthand.article(LAMP, id=name, title=f"Lamp fails, {name} says", published="2031-03-04")
        for name in ("Arvid", "Berta", "Carl")
    )
    database = library._database
    rows = database._connection.execute("select headline from gathering").fetchall()
    [(name, title)] = {tuple(json.loads(row[0])) for row in rows if row[0]}
    number = shelf.number_of(database, name)
    intake.purge(database, number, AT)

    assert title == f"Lamp fails, {name} says"
    assert database._connection.execute("select headline from gathering").fetchall()[0][0] is None


def test_an_act_keeps_no_trace_of_the_words_it_named(library):
    library.add([firsthand.article(LAMP, id="lamp", published="2031-03-04")])
    database = library._database
    number = shelf.number_of(database, "lamp")
    sql = database._connection.execute
    sql("insert into act (number, kind, why, made) values (1, 'same-claim', 'x', '2031')")
    sql("insert into act_article values (1, 0, 0, ?, 4, 20, 'ab')", (number,))
    intake.purge(database, number, AT)

    left = sql("select article, start, stop, digest from act_article").fetchall()
    assert [tuple(row) for row in left] == [(None, None, None, None)]


def test_a_parse_goes_with_an_article_whose_language_is_not_known(library):
    """Its sentences are those that were parsed: as English has them, with titles in them."""
    words = "The lamp failed under Ms. Brinkhoff."
    library.add([firsthand.article(words, id="lamp", language="und", published="2031-03-04")])
    database = library._database
    parses = database._connection.execute("select count(*) from parse")
    assert parses.fetchone()[0] == 1

    intake.purge(database, shelf.number_of(database, "lamp"), AT)
    assert database._connection.execute("select count(*) from parse").fetchone()[0] == 0
