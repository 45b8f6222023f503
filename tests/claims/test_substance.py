"""What is a report of its own: not echoes, not what gave away all it says."""

import pytest


def _words(text, reports):
    return [text[r.start : r.stop] for r in reports]


@pytest.mark.parametrize(
    "text",
    [
        "The Merrow Press Agency and some other media published similar reports.",
        "Three other papers carried the same story.",
        "The mayor of Skell made similar remarks.",
    ],
)
def test_that_others_told_the_like_says_nothing(read, text):
    assert read(text) == []


def test_a_report_that_is_like_no_other_is_told(read):
    assert read("The Merrow Press Agency published a report on the dam.")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # whole, where the words around what is held say nothing alone
        ("We knew that the old dam was leaking.", "We knew that the old dam was leaking"),
        (
            "The divers are looking into whether the hull was holed.",
            "The divers are looking into whether the hull was holed",
        ),
        (
            "It was unclear whether the ferry had left.",
            "It was unclear whether the ferry had left",
        ),
        # what is too little for itself stays where it stands
        (
            "The warden saw the wall of the dam and did nothing.",
            "The warden saw the wall of the dam and did nothing",
        ),
        # nothing is left hanging at the end
        (
            "The mayor opened the fair on Friday, hours after blaming the crew for the fire.",
            "The mayor opened the fair on Friday",
        ),
    ],
)
def test_the_grain_of_a_report(read, text, wanted):
    assert any(
        wanted in words and len(words) < len(wanted) + 12 for words in _words(text, read(text))
    )


def test_what_is_hoped_is_no_second_report(read):
    text = "Owen Brack said he hoped the mill would open next week."
    assert _words(text, read(text)) == ["the mill would open next week"]
    assert [r.stance for r in read(text)] == ["probable"]


def test_a_joined_verb_shares_the_modal(read):
    text = "The talks could fail within days and delay the vote on the bridge."
    assert [(text[r.start : r.stop], r.stance) for r in read(text)] == [
        ("The talks could fail within days", "possible"),
        ("delay the vote on the bridge", "possible"),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            '"Why is the gate painted and why is the lock hidden?" Otto Brand said.',
            "why is the lock hidden",
        ),
        (
            "It was on the light side of what the markets expected, said one banker in Skell.",
            "what the markets expected",
        ),
        (
            '"Everybody has been asking all season long where the boats have been," Otto Brand said.',
            "where the boats have been",
        ),
    ],
)
def test_a_question_or_a_thing_is_no_claim(read, text, words):
    assert words not in _words(text, read(text))
