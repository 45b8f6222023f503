"""Vectors of stories by language: whom they name, and what is counted once."""

import numpy as np
import pytest

import firsthand
from firsthand.stories.meaning import Meanings


class Flat:
    """Gives every text the same vector: each story is as near as any other."""

    def encode(self, texts):
        return np.full((len(texts), 2), 0.5**0.5, np.float32)


def article(name, language):
    return firsthand.article(f"Text {name} of the harbour.", id=name, language=language)


def stories(found):
    return [one.story for one in found]


@pytest.fixture
def meanings():
    made = Meanings(Flat())
    for number, (name, language) in enumerate([("a", "en"), ("b", "de"), ("c", "es")]):
        made.note(number, article(name, language))
    return made


def test_a_story_that_was_absorbed_is_not_named(meanings):
    meanings.move(1, 0)
    assert stories(meanings.near(article("x", "fr"))) == [0, 0, 2]


def test_a_text_in_no_known_language_has_no_place_after_a_comparison(meanings):
    """It is compared while few articles are known; nothing would ever move it to another story."""
    meanings.cosine(article("a", "en"), article("u", "und"))
    meanings.regroup({"a": 0, "b": 1, "c": 2, "u": 3})
    meanings.move(3, 0)
    assert stories(meanings.near(article("x", "fr"))) == [0, 1, 2]


def test_what_waits_is_counted_once():
    made = Meanings(Flat())
    one, other = article("a", "en"), article("b", "en")
    made.note(0, one)
    made.note(1, other)
    made.cosine(one, other)
    made.regroup({"a": 0, "b": 1})
    made.note(2, article("c", "de"))
    [found] = made.kin(2, ["de"])[:1]
    assert found.cosine == pytest.approx(1.0)
    assert made._lengths[made._rows[0, "en"]] == pytest.approx(1.0)
