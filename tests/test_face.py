"""The public face: what is offered, quickly imported, and kept."""

import subprocess
import sys
from datetime import UTC, date, datetime

import pytest

import firsthand
from firsthand.records import Article

SENTENCE = "The lift stopped on Monday, the police said."


def test_exactly_this_is_offered():
    assert set(firsthand.__all__) == {
        "read", "article", "extract", "find_moments", "find_attributions", "trace_lineage",
        "group_stories", "match_claims", "open_library", "Reading",
        "FirsthandError", "Refused", "UsageError", "LibraryError", "ModelError",
    }  # fmt: skip
    assert set(firsthand.__all__) <= set(dir(firsthand))
    assert all(getattr(firsthand, name).__doc__ for name in firsthand.__all__)


def test_other_names_are_no_attributes():
    with pytest.raises(AttributeError, match="no attribute 'frobnicate'"):
        _ = firsthand.frobnicate


@pytest.mark.parametrize("module", ["firsthand", "firsthand.cli"])
def test_importing_loads_nothing_heavy(module):
    heavy = {"spacy", "numpy", "trafilatura", "lxml", "babel", "jinja2", "sqlite3"}
    shown = f"import sys, {module}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", shown], check=True, capture_output=True, text=True)
    assert not heavy & set(done.stdout.split())


def test_every_error_is_a_firsthand_error():
    errors = [firsthand.Refused, firsthand.UsageError, firsthand.LibraryError, firsthand.ModelError]
    assert all(issubclass(error, firsthand.FirsthandError) for error in errors)


@pytest.mark.parametrize(
    "reference", ["2024-03-12", date(2024, 3, 12), datetime(2024, 3, 12, 9, tzinfo=UTC)]
)
def test_moments(reference):
    [moment] = firsthand.find_moments("It stopped on Monday.", reference=reference)

    assert (moment.text, moment.value) == ("Monday", "2024-03-11")


def test_attributions():
    [found] = firsthand.find_attributions(SENTENCE)

    assert found.source.text == "the police"
    assert [span.text for span in found.content] == ["The lift stopped on Monday"]
    assert firsthand.find_attributions("  ") == []
    [found] = firsthand.find_attributions("Der Lift stand am Montag, sagte die Polizei.")
    assert found.source.text == "die Polizei"
    assert firsthand.find_attributions("O lift parou, disse a polícia.", language="pt") == []


def test_matching():
    days = {"reference_a": "2024-03-11", "reference_b": "2024-03-12"}
    same = firsthand.match_claims(SENTENCE, "Police said the lift stopped on Monday.", **days)
    other = firsthand.match_claims("12 people were hurt.", "15 people were hurt.", **days)

    assert same.same
    assert 0 <= same.score <= 1
    assert not other.same
    assert other.reasons
    assert not firsthand.match_claims("", SENTENCE).same


def test_an_article_and_what_is_made_of_several():
    text = (
        f"{SENTENCE} Nobody was hurt, Marit Soll, who leads the rescue service, told reporters. "
        "Twenty-three passengers were lowered on ropes into the gorge of the Orla before it was dark. "
        "The operator, Brannock Lifts, said that it did not yet know why the cabin had stopped. "
        "The line to the upper station will stay closed until a new bearing has been fitted."
    )
    one = firsthand.article(
        text, id="one", published="2024-03-11", outlet="Orla Observer", language="en"
    )
    two = firsthand.article(
        text, id="two", published=date(2024, 3, 12), outlet="Coast Daily", language="en"
    )
    lineage = firsthand.trace_lineage([one, two])

    assert isinstance(one, Article)
    assert [set(story.articles) for story in firsthand.group_stories([one, two])] == [
        {"one", "two"}
    ]
    assert lineage.pair("one", "two").relation == "copy"
    assert lineage.origins(["one", "two"]).low == 1


def test_articles_can_be_read_without_files():
    reading = firsthand.read(
        [firsthand.article(SENTENCE, id="x", language="en", published="2024-03-12")]
    )

    [story] = reading.stories
    assert [claim.reports[0].chain[0].name for claim in story.claims] == ["police"]


def test_a_page_is_extracted_or_refused():
    page = f"<html><head><title>Lift stops</title></head><body><article><h1>Lift stops</h1><p>{SENTENCE} {SENTENCE}</p><p>Nobody was hurt, according to the rescue service of Brannock.</p></article></body></html>"

    assert SENTENCE in firsthand.extract(page, url="https://observer.example/lift").text
    with pytest.raises(firsthand.Refused):
        firsthand.extract("<html></html>")
