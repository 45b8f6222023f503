"""Whose voice it is."""

from dataclasses import replace

import pytest

from firsthand.corroboration.voices import offices


def _speaks(newsroom, says, index, name):
    """Give a report a voice, at its place in the article if it stands there."""
    report = newsroom.reports[index]
    start = newsroom.articles[report.article].text.find(name)
    voice = says(name)
    if start >= 0:
        voice = replace(voice, start=start, stop=start + len(name))
    newsroom.reports[index] = replace(report, chain=(voice,))


@pytest.mark.parametrize(
    "text",
    [
        "Harbour warden Orla Vint closed the pier.",
        "Orla Vint, the harbour warden of Port Ash, closed the pier.",
    ],
)
def test_who_holds_an_office(newsroom, says, text):
    newsroom.publish("Norland Post", text)
    newsroom.publish("Echo", "The pier is closed.")
    _speaks(newsroom, says, 0, "Orla Vint")
    _speaks(newsroom, says, 1, "the warden")
    assert offices(newsroom.reports, newsroom.articles) == {
        frozenset({"warden"}): frozenset({"vint"})
    }
    context = newsroom.context()
    assert context.of(newsroom.reports[1]).voice == context.of(newsroom.reports[0]).voice


def test_an_office_of_two_is_nobodys(newsroom, says):
    newsroom.publish("Norland Post", "The warden Orla Vint closed the pier.")
    newsroom.publish("Dispatch", "The warden Ebbe Hald opened the pier.")
    newsroom.publish("Echo", "The pier is closed.")
    for index, name in enumerate(("Orla Vint", "Ebbe Hald", "the warden")):
        _speaks(newsroom, says, index, name)
    assert not offices(newsroom.reports, newsroom.articles)
