"""Words of an address: what it tells of, and nothing that only numbers the page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.records import Article
from firsthand.stories import address
from firsthand.stories.place import group


@pytest.mark.parametrize(
    ("url", "words"),
    [
        (
            "https://halden.example/2031/03/04/ferry-solveig-sinks-off-varnholm_n_683762.html?ref=top",
            "ferry solveig sinks off varnholm n",
        ),
        ("https://halden.example/world/414726-solveig-wreck-found/", "solveig wreck found"),
        ("https://halden.example/moon-eclipse-january-2031/9a8b7c", "moon eclipse january 2031"),
        (
            "https://halden.example/%D0%BF%D0%B0%D1%80%D0%BE%D0%BC-%D0%B7%D0%B0%D1%82%D0%BE%D0%BD%D1%83%D0%BB-%D0%BD%D0%BE%D1%87%D1%8C%D1%8E",
            "паром затонул ночью",
        ),
        ("https://north-sea-news.example/world/20658873", ""),
        ("https://halden.example/uk-news/", ""),
        ("https://halden.example/?p=ferry-solveig-sinks", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_the_words_of_an_address(url, words):
    assert address.words(url) == words


@given(st.text(max_size=200))
def test_any_text_can_stand_for_an_address(url):
    found = address.words(url).split(" ")
    assert found == [""] or sum(word.isalpha() for word in found) >= address.LEAST_WORDS


def page(name: str, text: str, words: str, title: str | None = None) -> Article:
    url = f"https://{name}.example/{words}"
    return Article(id=name, source=url, text=text, title=title, url=url)


def test_an_article_without_text_and_title_is_placed_by_its_address():
    told = (
        "The ferry Solveig sank off Varnholm on Monday night with 212 people aboard, the Ardanian"
        " coast guard said. Captain Ilmo Terrask sent a distress call before the ship listed."
    )
    vote = "President Marek Sollano won the election in Tervania with 54 percent of the vote."
    articles = [
        page("a", told, "a", "Ferry Solveig sinks off Varnholm, 212 aboard"),
        page("b", vote, "b", "Sollano wins election in Tervania"),
        page("c", "", "world/ferry-solveig-sank-varnholm-coast-guard"),
        page("d", "", "world/12345"),
    ]
    stories = group(articles)
    assert {frozenset(story.articles) for story in stories} == {
        frozenset("ac"),
        frozenset("b"),
        frozenset("d"),
    }
