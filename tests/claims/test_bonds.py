"""What stays with the clause it hangs on, and what is cut off it: the words that a claim shows."""

import pytest


def shown(text, reports):
    """Words of the reports, those of a lead in brackets before them."""
    return [
        (f"[{text[slice(*r.lead)]}] " if r.lead else "") + text[r.start : r.stop] for r in reports
    ]


WHOLE = [
    # since then, not because
    "Ghana has not sent a team since the quay closed in 2020",
    # it tells of no one time
    "The dam does not inform the village when it opens the gates",
    # too short to be met elsewhere
    "She played for the Skell rowers when he coached there",
    # says nothing without it
    "Her apology came after the board had overruled the auditor of the port",
    # a frame, not a claim
    "Seeking to calm the crowd, Mayor Ada Quill spoke from the balcony on Monday",
    # which one is meant
    "Any captain who sells herring pays a tax to the port",
    "She is the only captain who crossed the strait in winter",
    # what somebody has to tell
    "They urgently need to make clear what they knew about the calls",
    # an elaboration
    "The visits likely served two aims: testing the boats and counting the nets",
    # why somebody is so
    "The girl was upset after her cousin had been hit by a boat",
]


@pytest.mark.parametrize("text", WHOLE)
def test_what_says_nothing_alone_stays(read, text):
    assert [text] == shown(text + ".", read(text + "."))[:1]
    assert all(r.lead or r.start == 0 for r in read(text + "."))


def test_a_clause_that_defines_is_shown_and_is_its_own_report_too(read):
    text = "Any captain who has sold herring to the islands for ten years pays a tax."
    found = shown(text, read(text))
    assert text[:-1] in found
    assert "[Any captain] who has sold herring to the islands for ten years" in found


ALONE = [
    (
        "Although the pier had been closed for years, Ada Quill sold herring there.",
        "the pier had been closed for years",
    ),
    (
        "The vote was late because the mayor of Calder had lost the papers.",
        "the mayor of Calder had lost the papers",
    ),
    (
        "The announcement shook the port, nine months after the search had ended.",
        "the search had ended",
    ),
    (
        "Even though the islands have delivered nets to Skell, prices rose.",
        "the islands have delivered nets to Skell",
    ),
]


@pytest.mark.parametrize(("text", "words"), ALONE)
def test_what_only_ties_a_clause_is_no_part_of_it(read, text, words):
    assert words in shown(text, read(text))


def test_a_clause_about_nobody_who_can_be_shown_stays(read):
    text = (
        "Ada Quill told the Herald that buying nets may be the only choice open to Veldmark as it "
        "seeks to pay for the war."
    )
    assert [words.endswith("pay for the war") for words in shown(text, read(text))] == [True]


def test_a_clause_about_somebody_unknown_is_not_lost(read):
    text = (
        "The captain has not been heard yet, said two clerks, who spoke on condition of anonymity "
        "because they were not allowed to discuss it."
    )
    assert any("they were not allowed" in words for words in shown(text, read(text)))


NONE = [
    "What in the world were they thinking of?",
    "“So where did the herring go?” the mayor asked.",
    "Ada Quill was quoted as saying, with a smile.",
    "“I mean.”",
]


@pytest.mark.parametrize("text", NONE)
def test_what_asserts_nothing_is_no_report(read, text):
    assert shown(text, read(text)) == []


def test_words_without_a_verb_are_no_claim(read):
    text = "“The plan has failed in Calder,” said Ada Quill. “Some odd idea.”"
    assert shown(text, read(text)) == ["The plan has failed in Calder"]


def test_him_to_run_is_no_claim(read):
    text = "The council expects him to run again. Some states will find them unlawful."
    assert "him to run again" not in shown(text, read(text))
    assert "them unlawful" not in shown(text, read(text))
