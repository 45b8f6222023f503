"""What is read of a story while others write it."""

import shutil
from dataclasses import replace

import pytest

from firsthand.collect import articles
from firsthand.library import Library
from firsthand.records import Descent
from firsthand.store import findings, pages, shelf
from firsthand.store.database import Database

TEXTS = {
    "first": "The ferry Aurelia hit the quay of Calder on Monday, harbour master Ines Moll said.",
    "second": "The ferry Aurelia hit the quay of Calder on Tuesday, captain Olaf Trent said. "
    "Nobody was hurt, Trent said.",
}


@pytest.fixture
def database(library, tmp_path):
    return Database(shutil.copy(library, tmp_path))


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    path = tmp_path_factory.mktemp("findings") / "library.db"
    with Library(path) as library:
        for name, text in TEXTS.items():
            made = articles.make(f"{text}\n\nThe quay is closed.", id=name)
            library.add([replace(made, title=f"Ferry Aurelia hits the quay of Calder: {name}")])
        assert [one.articles for one in library.stories()] == [2]
    return path


def test_a_story_that_has_lost_an_article_shows_nothing_of_it(database):
    [whole] = findings.stories(database)
    assert {report.article for claim in whole.claims for report in claim.reports} == {*TEXTS}

    database.do("delete_membership", shelf.number_of(database, "second"))

    [left] = findings.stories(database)
    known = {claim.id for claim in left.claims}
    assert left.articles == ("first",)
    assert {report.article for claim in left.claims for report in claim.reports} <= {"first"}
    assert {name for q in left.disagreements for side in q.sides for name in side.claims} <= known
    assert {event.claim for event in left.timeline} <= known
    assert left.independent_origins.merges == ()
    assert known < {claim.id for claim in whole.claims}


def test_outlines_follow_the_links(database):
    [story] = findings.stories(database)
    number = shelf.number_of(database, "second")
    link = Descent(
        upstream="first", to="second", relation="copy", coverage=0.5, confidence=0.75, why=("so",)
    )

    def links():
        found = pages.outlines(database, [story.id])[story.id].links
        return tuple(one for one in found if one.to == "second")

    for given in ((link,), (link, replace(link, upstream="lost")), ()):
        findings.descend(database, number, given, ())
        assert links() == tuple(replace(one, why=()) for one in given)
    findings.descend(database, number, (link,), ())
    database.do("delete_descent", number)
    assert links() == ()
