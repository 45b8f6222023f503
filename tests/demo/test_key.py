"""The demo corpus against its answer key, stage by stage.

What is not met yet stands in the key under ``open``; the tests fail when something else is not
met, and also when something in that list is.
"""

import json
from collections.abc import Iterator
from itertools import combinations

import pytest

from firsthand.lexicon import gazetteer
from tests.demo import scoring
from tests.demo.scoring import Answer

STAGES = ("collect", "stories", "lineage", "claims", "corroboration", "timeline")


@pytest.fixture(scope="module")
def key() -> scoring.Key:
    return scoring.load()


@pytest.fixture(scope="module")
def reading():
    return scoring.read()


@pytest.fixture(scope="module")
def answer(key, reading) -> Answer:
    assert reading.refused == ()
    return Answer(key, json.loads(json.dumps(reading.to_json())))


@pytest.fixture(scope="module")
def scores(answer, reading) -> dict[str, dict[str, bool]]:
    return scoring.score(answer, reading)


@pytest.mark.parametrize("stage", STAGES)
def test_the_reading_meets_the_key(stage, scores, key):
    failing = {name for name, met in scores[stage].items() if not met}
    known = set(key["open"][stage])

    assert not failing - known, "no longer met:\n" + "\n".join(sorted(failing - known))
    assert not known - failing, (
        "met or not asked; shorten the list with python -m tests.demo:\n"
        + ("\n".join(sorted(known - failing)))
    )


# --------------------------------------------------------------------------- the key itself


def test_the_words_of_the_key_stand_once_in_their_text(key, answer):
    for number, words in told(key):
        assert answer.article(number)["text"].count(words) == 1, (number, words)


def told(key: scoring.Key) -> Iterator[tuple[int, str]]:
    """All places the key names, as article and words."""
    for kind in ("attributions", "times", "expectations"):
        yield from ((item["a"], item["at"]) for item in key[kind])
    for group in key["same_claim"]:
        yield from group["members"]
    for sides in (*key["different_claims"], *(item["sides"] for item in key["disagreements"])):
        yield from sides
    yield from (item["at"] for item in key["first_reported"])
    for item in key["drift"]:
        yield from (item["from"], item["to"])
    yield from key["boilerplate"]


def test_the_members_of_a_claim_are_attributed_too(key):
    known = {(item["a"], item["at"]) for item in key["attributions"]}

    places = {tuple(member) for group in key["same_claim"] for member in group["members"]}
    assert places <= known


def test_the_key_asks_for_every_pair(key):
    names = key["articles"].values()

    pairs = [(pair["a"], pair["b"]) for pair in scoring.lines("pairs.jsonl")]
    assert pairs == [*combinations(names, 2)]


def test_the_passages_stand_in_their_texts(answer):
    for row in scoring.lines("passages.jsonl"):
        for passage in row["passages"]:
            for side in ("a", "b"):
                assert answer.articles[row[side]]["text"].count(passage[side]) == 1


def test_the_outlets_are_made_up(key):
    known = gazetteer.load()

    assert [name for name in key["outlets"].values() if known.named(name) or known.find(name)] == []
