"""Whose office an office is."""

from dataclasses import replace

import pytest

from firsthand.corroboration import holders
from firsthand.corroboration.match import match
from firsthand.lexicon import wordings

LISTS = wordings.load()


def _meant(newsroom, clause, *texts):
    """Names that stand for the offices of a clause, where ``texts`` are of the same story."""
    (report,) = newsroom.publish("Norland Post", clause)
    for number, text in enumerate(texts):
        newsroom.publish(f"Echo {number}", text)
    found = holders.find(newsroom.articles.values(), LISTS)
    text = newsroom.articles["Norland Post"].text
    return {frozenset(name) for name in holders.meant(report, text, found, LISTS).values()}


@pytest.mark.parametrize(
    "told",
    [
        "Norland President Orla Vint opened the pier.",
        "The Norland president, Orla Vint, opened the pier.",
        "Orla Vint, the Norland president, opened the pier.",
        "Orla Vint, president of Norland, opened the pier.",
        "Norland's president Orla Vint opened the pier.",
        "It was opened by Norland leader Orla Vint.",
        "President Orla Vint of Norland opened the pier.",
    ],
)
@pytest.mark.parametrize(
    "clause",
    [
        "The Norland president left Port Ash.",
        "The president of Norland left Port Ash.",
        "Norland's president left Port Ash.",
        "The president left Port Ash.",
    ],
)
def test_an_office_is_known_by_its_holder(newsroom, told, clause):
    assert _meant(newsroom, clause, told) == {frozenset({"orla", "vint"})}


@pytest.mark.parametrize(
    ("clause", "told"),
    [
        # of another country, of another rank, or of nobody in particular
        ("The Sudland president left.", ["Norland President Orla Vint opened the pier."]),
        ("The Sudland president left.", ["President Orla Vint of Norland opened the pier."]),
        ("The president left.", ["Former President Orla Vint opened the pier."]),
        ("The president left.", ["Deputy President Orla Vint opened the pier."]),
        ("A president left.", ["Norland President Orla Vint opened the pier."]),
        # the one of two cannot be told
        ("The president left.", ["President Orla Vint spoke.", "President Bram Kessel spoke."]),
        # another sentence, another name that the clause gives itself
        ("The president left.", ["She met the president. Orla Vint was late."]),
        ("President Bram Kessel left.", ["President Orla Vint opened the pier."]),
        # no name
        ("The minister left.", ["The minister, Tuesday's guest, spoke."]),
    ],
)
def test_where_the_holder_is_not_known_nobody_is_meant(newsroom, clause, told):
    assert _meant(newsroom, clause, *told) == set()


def test_the_own_articles_holder_goes_before_those_of_others(newsroom):
    (report,) = newsroom.publish("Norland Post", "The mayor left.", "Mayor Orla Vint spoke.")[:1]
    newsroom.publish("Echo", "Mayor Bram Kessel spoke.")
    found = holders.find(newsroom.articles.values(), LISTS)
    text = newsroom.articles["Norland Post"].text
    assert holders.meant(report, text, found, LISTS)["mayor"] == {"orla", "vint"}


def test_shorter_and_longer_names_are_one_person(newsroom):
    told = ["Governor Orla Vint spoke.", "Governor Vint spoke.", "Governor Orla Vint left."]
    assert _meant(newsroom, "The governor left.", *told) == {frozenset({"orla", "vint"})}


def test_texts_in_other_languages_are_not_read(newsroom):
    newsroom.publish("Echo", "Norland President Orla Vint opened the pier.")
    article = replace(newsroom.articles["Echo"], language="de")
    assert not holders.find([article], LISTS).of


def test_a_name_and_an_office_are_one_party(newsroom):
    (a,) = newsroom.publish("Norland Post", "The visit was at Vint's invitation.")
    (b,) = newsroom.publish("Echo", "The trip was at the invitation of the Norland president.")
    (c,) = newsroom.publish("Times", "The trip was at the invitation of the Sudland president.")
    newsroom.publish("Herald", "Norland President Orla Vint opened the pier.")
    newsroom.publish("Valley", "The mayor praised the choir.", "The bakery sold out of bread.")
    context = newsroom.context()
    assert match(a, b, context).same
    assert match(a, b, context).score > match(a, c, context).score


def test_offices_of_two_people_are_two_parties(newsroom):
    (a,) = newsroom.publish("Norland Post", "The Norland president left Port Ash by train.")
    (b,) = newsroom.publish("Echo", "Kessel left Port Ash by train.")
    newsroom.publish("Herald", "Norland President Orla Vint met Sudland President Bram Kessel.")
    found = match(a, b, newsroom.context())
    assert not found.same
    assert found.reasons[0].startswith("another subject")


def test_what_thousands_of_copies_say_is_looked_through_once(newsroom):
    told = "Norland President Orla Vint opened the pier."
    for number in range(5):
        newsroom.publish(f"Echo {number}", told)
    found = holders.find(newsroom.articles.values(), LISTS)

    assert len(found.of) == 5
    [(office, name)] = found.every
    assert found.holding(office, "another") == name == {"orla", "vint"}
    assert found.holding(office, "another") == name, "the same when it is asked for again"
