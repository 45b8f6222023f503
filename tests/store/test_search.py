"""Search takes what people type."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.records import Article
from firsthand.store import search, shelf
from firsthand.store.database import Database
from firsthand.store.search import Filters
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


@pytest.fixture
def many(tmp_path):
    """Return a library in which "said" stands everywhere, in one title and of one that is gone."""
    database = Database(tmp_path / "library.db")
    seen = Seen(at=datetime(2031, 3, 4, tzinfo=UTC), place="")
    for n in range(8):
        title = "What Moll said" if n == 3 else f"Number {n}"
        words = (
            "The harpist said, said and said it." if n == 5 else f"Somebody said it in {n} words."
        )
        article = Article(id=f"a{n}", source="", text=words, title=title)
        number = shelf.begin(database, article, seen)
        database.do(
            "set_facet", article=number, outlet=f"Paper {n % 2}", language="en", words=6, own=1.0
        )
    database.do("set_status", article=shelf.number_of(database, "a6"), status="removed")
    return database


def names(found):
    return [hit.article for hit in found]


def test_of_everyday_words_titles_come_first_and_then_the_latest(many, monkeypatch):
    everyday = ["a3", "a7", "a5", "a4", "a2", "a1"]
    # few hold the words: the best of them comes first, whenever it came in
    assert names(search.articles(many, "said", most=10))[0] == "a5"

    monkeypatch.setattr(search, "RANKED", 7)

    assert names(search.articles(many, "said", most=10)) == everyday
    assert names(search.articles(many, "said", most=2, after=3)) == everyday[3:5]
    assert names(search.articles(many, "said harpist", most=10)) == ["a5"]
    monkeypatch.setattr(search, "RANKED", 3)
    assert names(search.articles(many, "said", most=10)) == ["a7", "a5"]


@pytest.mark.parametrize("ranked", [1, 2_000])
def test_what_was_taken_down_is_not_found(many, monkeypatch, ranked):
    monkeypatch.setattr(search, "RANKED", ranked)
    for only in (Filters(), Filters(outlet="paper 0"), Filters(language="en")):
        assert "a6" not in names(search.articles(many, "said", most=10, only=only))
        assert search.articles(many, "6", most=10, only=only) == []
    many.do("set_status", article=shelf.number_of(many, "a6"), status="corrected")
    assert names(search.articles(many, "6", most=10)) == ["a6"]


def test_a_narrowed_search_looks_at_the_latest_that_hold_the_words(many, monkeypatch):
    only = Filters(language="en")
    monkeypatch.setattr(search, "RANKED", 3)
    assert sorted(names(search.articles(many, "said", most=10, only=only))) == ["a4", "a5", "a7"]
    monkeypatch.setattr(search, "LOOKED", 2)
    assert names(search.articles(many, "said", most=10, only=only)) == ["a7"]


def test_everyday_words_are_found_in_a_small_outlet_whatever_came_in_since(many, monkeypatch):
    monkeypatch.setattr(search, "LOOKED", 2)
    of = Filters(outlet="paper 1")
    assert sorted(names(search.articles(many, "said", most=10, only=of))) == ["a5", "a7"]
    many.do("set_facet", article=1, outlet="Lark", language="en", words=6, own=1.0)
    assert names(search.articles(many, "said", most=10, only=Filters(outlet="lark"))) == ["a0"]
    french = Filters(outlet="Lark", language="fr")
    assert search.articles(many, "said", most=10, only=french) == []


def test_everyday_words_are_found_of_long_ago(tmp_path, monkeypatch):
    database = Database(tmp_path / "library.db")
    for day in range(1, 9):
        seen = Seen(at=datetime(2031, 3, day, tzinfo=UTC), place="")
        shelf.begin(database, Article(id=f"a{day}", source="", text=f"They said {day}."), seen)
    monkeypatch.setattr(search, "LOOKED", 2)
    monkeypatch.setattr(search, "RANKED", 2)
    early = Filters(until=datetime(2031, 3, 4, tzinfo=UTC))
    assert sorted(names(search.articles(database, "said", most=10, only=early))) == ["a2", "a3"]
    few = Filters(since=datetime(2031, 3, 2, tzinfo=UTC), until=datetime(2031, 3, 3, tzinfo=UTC))
    assert names(search.articles(database, "said", most=10, only=few)) == ["a2"]
    # few hold the word: all of them are looked at
    assert names(search.articles(database, "1", most=10, only=early)) == ["a1"]


def test_words_of_every_claim_do_not_hide_an_old_one(tmp_path, monkeypatch):
    database = Database(tmp_path / "library.db")
    database.do("add_story", id="story-1")
    rows = [
        (f"c-{n}", 1, n, "The ferry hit the quay." if n == 0 else f"The baker sold {n}.", 1, 1, "{}")
        for n in range(20)
    ]  # fmt: skip
    database.many("add_claim", rows)
    monkeypatch.setattr(search, "RANKED", 5)
    monkeypatch.setattr(search, "LOOKED", 5)

    assert [one.claim for one in search.near(database, "Did the ferry sink?", most=5)] == ["c-0"]
    assert len(search.near(database, "the", most=5)) == 5


def test_what_a_claim_is_about_is_told_as_long_as_its_article_has_these_words(tmp_path):
    database = Database(tmp_path / "library.db")
    seen = Seen(at=datetime(2031, 3, 4, tzinfo=UTC), place="")
    text = "The ferry left. It hit the quay."
    told = Article(id="a", source="", text=text)
    number = shelf.begin(database, told, seen)
    start, stop = text.index("It"), len(text)
    report = {
        "article": "a", "start": start, "stop": stop, "stance": "asserted", "firsthand": False,
        "lead": [0, len("The ferry")], "chain": [],
    }  # fmt: skip
    record = json.dumps({"text": ["a", start, stop], "reports": [report]})
    database.do("add_story", id="story-1")
    database.many("add_claim", [("c", 1, 0, text[start:stop], 1, 1, record)])

    assert [one.lead for one in search.claims(database, "quay", most=5)] == ["The ferry"]
    # a new wording is not read yet
    shelf.revise(database, number, replace(told, text=f"Late on Monday: {text}"), seen)
    assert [one.lead for one in search.claims(database, "quay", most=5)] == [""]
