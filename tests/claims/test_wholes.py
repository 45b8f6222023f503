"""A report is whole: it ends where its words end, is about its true subject, and asserts something."""

import pytest

from tests.claims.conftest import shown


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # what the last words call for is shown with them
        (
            "The council sacked the warden after deciding that the ferry had been overloaded.",
            "The council sacked the warden after deciding that the ferry had been overloaded",
        ),
        (
            "Brack lashed out at what he called “the mayor's lapdogs” in May.",
            "Brack lashed out at what he called “the mayor's lapdogs” in May",
        ),
        # two verbs share what follows
        (
            "The envoy will meet and talk with the harbour board on Friday, the palace said.",
            "The envoy will meet and talk with the harbour board on Friday",
        ),
        # what only says when stays
        (
            "Quill could not serve on the board while holding her seat.",
            "Quill could not serve on the board while holding her seat",
        ),
        (
            "Brack met thirty people in reporting the story.",
            "Brack met thirty people in reporting the story",
        ),
        # the subject is the one that agrees, or stands nearest
        (
            "Police are searching for the driver who fled and are investigating the crash.",
            "Police | are investigating the crash",
        ),
        (
            "“We have not set a date,” Brack told Skell Television, run by the mayor.",
            "Skell Television | run by the mayor",
        ),
        (
            "The mayor said the fair was open, while accusing the crew of theft.",
            "The mayor | accusing the crew of theft",
        ),
        (
            "He left, according to people familiar with the talks who were not authorized to tell of it.",
            (
                "people familiar with the talks who were not authorized to tell of it | who were not"
                " authorized to tell of it"
            ),
        ),
        # an article stands before no person's name
        (
            "The ferry left under the First Accord. “He was a fine man,” said Tom Brack.",
            "He was a fine man",
        ),
    ],
)
def test_a_report_can_be_read(read, text, wanted):
    assert wanted in shown(text, read(text))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # a bidding, an aside of who speaks, a frame
        ("“Please keep away. The dam is broken,” said Ada Quill.", ["The dam is broken"]),
        (
            "Tom Brack stormed back, leaned into him and said, “Let me be clear to you. The dam is broken.”",
            ["Tom Brack stormed back, leaned into him", "The dam is broken"],
        ),
        ("“The pier is closed,” Quill said, voicing her confidence.", ["The pier is closed"]),
        ("The fear of the crew is that the dam will break.", ["the dam will break"]),
        ("Mr. Brack went on to say that the pier was closed.", ["the pier was closed"]),
        (
            "Ada Quill said she would rather sell the mill to the town than give it to her brother.",
            [
                "Ada Quill | she would rather sell the mill to the town than give it to her brother",
            ],
        ),
        # the name of a work, in a sentence that is no headline
        (
            "Holm sang Suit and Tie and Mirrors, and her last hit, Can’t Stop the River from the film Otters.",
            [
                "Holm sang Suit and Tie and Mirrors, and her last hit, Can’t Stop the River from the film Otters",
            ],
        ),
        ("Mayor Quill Says Dam Won't Break on Monday.", ["Dam Won't Break on Monday"]),
    ],
)
def test_what_asserts_nothing_is_no_report(read, text, wanted):
    assert shown(text, read(text)) == wanted


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Mr. Brack was facing a potentially awkward task in Skell.", "certain"),
        ("It remains to be seen how much the new bridge will help the town.", "unconfirmed"),
    ],
)
def test_a_hedge_is_said_of_what_it_stands_with(read, text, stance):
    assert [report.stance for report in read(text)] == [stance]


def test_a_word_with_a_prefix_is_one(read):
    text = "The council wants to re-open the pier, and the town will re-export the herring."
    assert all(not words.endswith("re-") for words in shown(text, read(text)))
    assert "the town will re-export the herring" in shown(text, read(text))
