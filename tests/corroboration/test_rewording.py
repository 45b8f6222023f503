"""Words that a retelling changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.corroboration.rewording import reworded

TOLD = "the old pump of the ferry was repaired in march"


def _changed(before, after, told=frozenset()):
    before, after = before.split(), after.split()
    return [
        (" ".join(before[slice(*a)]), " ".join(after[slice(*b)]))
        for a, b in reworded(before, after, told)
    ]


@pytest.mark.parametrize(
    ("after", "change"),
    [
        ("the old pump of the ferry was replaced in march", ("repaired", "replaced")),
        ("the old broken pump of the ferry was repaired in march", ("", "broken")),
        ("the pump of the ferry was repaired in march", ("old", "")),
        # put for another goes before added; small words around it are left aside
        ("the old pump of the ferry was being replaced in march", ("repaired", "replaced")),
        ("the very old pump of the ferry was replaced in march", ("repaired", "replaced")),
        # small words among them do not count
        (
            "the old pump of the ferry was lifted by a big crane in march",
            ("repaired", "lifted by a big crane"),
        ),
    ],
)
def test_words_that_changed(after, change):
    assert _changed(TOLD, after) == [change]


@pytest.mark.parametrize(
    "after",
    [
        TOLD,
        # little words, endings and spelling
        "the old pump of a ferry had been repaired in march",
        "the old pumps of the ferry were repaired in march",
        # moved, and numbers, which are told apart
        "the ferry pump of the old was repaired in march",
        "the 2 pump of the ferry was repaired in march",
        # another beginning with no equal word before it
        "engineers who looked at the ferry said it was repaired in march",
        # words of which each can stand for the other, and short forms
        "the old pump of the ferry was fixed in march",
        # cut, or told in a longer clause
        "the old pump of the ferry was repaired",
        "yesterday evening the old pump of the ferry was repaired in march",
        # told anew
        "engineers fixed what had been broken since the spring",
    ],
)
def test_what_is_no_change(after):
    assert _changed(TOLD, after) == []


def test_short_forms_of_no_are_none():
    assert _changed("the ferry could not sail in march", "the ferry couldn't sail in march") == []


def test_words_that_are_told_otherwise_are_left_out():
    after = "the old pump of the ferry was reportedly repaired in march"
    assert _changed(TOLD, after) == [("", "reportedly")]
    assert _changed(TOLD, after, frozenset({"reportedly"})) == []


@pytest.mark.parametrize(
    ("before", "after", "verbs", "change"),
    [
        # a verb is put for a verb; what else stands beside it is told with another word
        ("a ferry carrying us struck a pier in fog", "a ferry with us on board crashed into a pier in fog",
         ("strike", "crash"), ("struck", "crashed")),
        ("a ferry carrying us struck a pier in fog", "a ferry with us on board crashed into a pier in fog",
         ("", ""), ("struck", "board crashed")),
        # of several words those of one meaning
        ("a storm would begin on wednesday", "a cyclone will begin on wednesday",
         ("", ""), ("storm", "cyclone")),
    ],
)  # fmt: skip
def test_of_several_words_those_that_are_put_for_one_another(before, after, verbs, change):
    before, after = before.split(), after.split()
    ((one, other),) = reworded(before, after, frozenset(), verbs)
    assert (" ".join(before[slice(*one)]), " ".join(after[slice(*other)])) == change


def test_very_long_clauses_are_not_compared():
    assert _changed(f"{TOLD} " * 100, f"{TOLD} " * 99 + TOLD.replace("repaired", "replaced")) == []


@given(
    st.lists(st.sampled_from("ab the old pump was".split())), st.lists(st.text("ab", max_size=2))
)
def test_a_change_stands_in_both_wordings(before, after):
    for (first, last), (start, stop) in reworded(before, after):
        assert 0 <= first <= last <= len(before)
        assert 0 <= start <= stop <= len(after)
        assert before[first:last] != after[start:stop]
