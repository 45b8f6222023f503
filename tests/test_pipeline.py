"""The stages in their order: the same articles give the same reading, and one failure is one."""

import json
import pickle
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from importlib.resources import files
from multiprocessing import get_context

import pytest

from firsthand import Refused, article, pipeline, read
from firsthand.models import parser as parsers

SENTENCES = (
    "A cable car with 23 passengers stopped above the Orla gorge on Monday, the rescue service said. "
    "Nobody was hurt, according to Marit Soll, who leads the rescue service of Brannock. "
    "The operator, Brannock Lifts, denied that the cabin had been overloaded."
)

NOW = datetime(2024, 3, 13, tzinfo=UTC)


@pytest.fixture(scope="module")
def sample():
    folder = files("firsthand").joinpath("demo", "articles")
    return pipeline.read([str(folder)])


def test_the_order_of_the_articles_does_not_matter(sample):
    again = pipeline.study(list(reversed(sample.articles)))

    assert again.to_json()["lineage"] == sample.to_json()["lineage"]
    assert [s.articles for s in again.stories] == [s.articles for s in sample.stories]
    assert [c.id for s in again.stories for c in s.claims] == [
        c.id for s in sample.stories for c in s.claims
    ]


def test_the_sample_shows_what_it_was_written_to_show(sample):
    claims = [claim for story in sample.stories for claim in story.claims]
    reports = [report for claim in claims for report in claim.reports]

    assert sample.refused == ()
    assert len(sample.articles) == 14
    assert any(link.relation in {"copy", "trimmed", "version"} for link in sample.lineage.links)
    assert any(len(report.chain) == 2 and report.chain[-1].anonymous for report in reports)
    assert {"certain", "probable", "possible", "unconfirmed", "denied"} == {
        r.stance for r in reports
    }
    assert any(len(claim.reports) > 2 for claim in claims)
    assert any(
        question.kind == "number" for story in sample.stories for question in story.disagreements
    )
    assert any(story.timeline for story in sample.stories)


def test_what_reports_differ_in_has_a_history(sample):
    shown = sample.to_json()
    questions = [one for story in shown["stories"] for one in story["disagreements"]]
    found = [question["history"] for question in questions if question["history"]]

    assert found
    for history in found:
        assert [turn["at"] for turn in history] == sorted(turn["at"] for turn in history)
        assert all("first told" in turn["because"] for turn in history)


def test_every_place_lies_in_its_text(sample):
    shown = json.loads(json.dumps(sample.to_json()))
    texts = {found["id"]: found["text"] for found in shown["articles"]}
    for found in shown["articles"]:
        assert (
            "".join(found["text"][p["start"] : p["stop"]] for p in found["parts"]) == found["text"]
        )
    for story in shown["stories"]:
        for claim in story["claims"]:
            for report in claim["reports"]:
                text = texts[report["article"]]
                assert 0 <= report["start"] < report["stop"] <= len(text)
                for moment in report["times"]:
                    assert text[moment["start"] : moment["stop"]] == moment["text"]


class Picky:
    """A parser that fails on one word."""

    id = "picky"

    def parse(self, texts):
        if any("unspeakable" in text for text in texts):
            raise RecursionError("too deep")
        return parsers.load("en").parse(texts)


def test_an_article_that_cannot_be_read_does_not_end_the_run():
    good = article(SENTENCES, id="good", language="en")
    bad = article(f"{SENTENCES} An unspeakable mess.", id="bad", language="en", source="in/bad.txt")
    reading = pipeline.study([bad, good], tools=pipeline.Tools(parsers={"en": Picky()}))

    assert [refused.source for refused in reading.refused] == ["in/bad.txt"]
    assert reading.refused[0].reason == "its claims were not read (RecursionError: too deep)"
    assert {found.id for found in reading.articles} == {"good", "bad"}
    assert any(story.claims for story in reading.stories)


def test_claims_may_be_read_in_other_processes():
    articles = [article(f"{SENTENCES} {n} walked.", id=str(n), language="en") for n in range(3)]
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        spread = read(articles, now=NOW, map=pool.map)

    assert spread.to_json() == read(articles, now=NOW).to_json()
    assert any(story.claims for story in spread.stories)


def test_what_another_process_cannot_read_is_refused_there():
    bad = article(SENTENCES, id="bad", language="en", source="in/bad.txt")

    def elsewhere(_, articles):
        # what a process sends back of an article that it could not read
        return [pickle.loads(pickle.dumps(Refused("too deep", source=a.source))) for a in articles]

    reading = read([bad], map=elsewhere)
    assert [(one.source, one.reason) for one in reading.refused] == [("in/bad.txt", "too deep")]


def test_two_articles_of_one_id():
    one, two = (article(SENTENCES, id="same", language="en", title=title) for title in "ab")
    reading = pipeline.read([one, two])

    assert [found.title for found in reading.articles] == ["a"]
    assert "the id 'same' was given before" in reading.refused[0].reason


def test_a_language_whose_claims_are_not_read():
    text = "Uma gôndola com 23 passageiros parou na segunda-feira sobre o vale, disse a polícia."
    reading = pipeline.study([article(text, id="pt", language="pt", published="2024-03-12")])

    assert reading.refused == ()
    assert [story.claims for story in reading.stories] == [()]


def test_a_language_whose_claims_are_read_without_a_parse():
    text = "Eine Gondel mit 23 Fahrgästen blieb am Montag über der Schlucht stehen, sagte die Bergwacht."
    reading = pipeline.study([article(text, id="de", language="de", published="2024-03-12")])

    [claim] = reading.stories[0].claims
    assert reading.refused == ()
    assert [voice.name for voice in claim.reports[0].chain] == ["Bergwacht"]
    # the numbers of other languages are not read: a wrong one is worse than none
    assert claim.reports[0].values == ()


def test_nothing_gives_an_empty_reading():
    assert pipeline.read([]).to_json()["articles"] == []


def test_progress_names_the_stages():
    told = []
    pipeline.study(
        [article(SENTENCES, id="x", language="en")], progress=lambda stage, *_: told.append(stage)
    )

    assert list(dict.fromkeys(told)) == [
        "comparing texts", "grouping", "reading claims", "tracing", "joining claims",
    ]  # fmt: skip


def test_a_story_has_the_headline_of_the_text_that_others_descend_from(sample):
    names = {a.id: a.outlet.name for a in sample.articles if a.outlet}
    story = max(sample.stories, key=lambda s: len(s.articles))
    assert names[story.title[0]] == "Veldmark Press Service"
