"""Search takes what people type."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.records import Article
from firsthand.store import search, shelf
from firsthand.store.database import Database
from firsthand.store.shelf import Seen

TEXTS = {
    "virus": "A ward of 12 beds for COVID-19 was opened, O'Brien of the U.S. board said.",
    "code": 'The C# course costs 50% less, wrote "Nord & Søn" about the AND gate.',
    "korean": "북한 열차가 떠났다",
}


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    database = Database(tmp_path_factory.mktemp("search") / "library.db")
    seen = Seen(at=datetime(2031, 3, 4, tzinfo=UTC), place="")
    for name, text in TEXTS.items():
        shelf.begin(database, Article(id=name, source="", text=text, title=f"On {name}"), seen)
    return database


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("COVID-19", ["virus"]), ("O'Brien", ["virus"]), ("U.S.", ["virus"]), ("covid 12", ["virus"]),
        ("C#", ["code"]), ("50%", ["code"]), ("AND", ["code"]), ("sØn", ["code"]), ('"nord', ["code"]),
        ("title:virus", []), ("virus OR code", []), ("covid*", ["virus"]), ("NEAR(beds ward)", []),
        ("열차가", ["korean"]), ("on", ["code", "korean", "virus"]),
        ("", []), ("   ", []), ("*", []), ('"', []), ("( ) -", []), ("\0", []),
    ],
)  # fmt: skip
def test_queries(database, query, found):
    assert sorted(hit.article for hit in search.articles(database, query, most=10)) == found


@given(query=st.text(max_size=60))
def test_no_query_is_an_error(database, query):
    assert isinstance(search.articles(database, query, most=5), list)
    assert isinstance(search.claims(database, query, most=5), list)


def test_long_queries_are_cut(database):
    assert search.match("word " * 100_000).count('"word"') == search.MAX_WORDS


def test_the_words_around_are_shown(database):
    [hit] = search.articles(database, "gate", most=1)

    assert "AND gate" in hit.words
