"""Pronouns: whom a source stands for, and what a claim is about that begins with "he" or "it"."""

import pytest


def _of(reports, text, words):
    """Return the shortest report over some words."""
    place = text.index(words)
    holding = [r for r in reports if r.start <= place < r.stop]
    return min(holding, key=lambda r: r.stop - r.start)


SOURCES = [
    # a reef is nobody, and whoever was "he" once goes on speaking
    (
        (
            "Owen Brack studies the sea. “A new plague is under way on the heritage-listed Great Skell"
            " Reef,” he said. “In the last one they took 80 urchins from a single beach,” he added."
        ),
        "In the last one",
        ["Owen Brack"],
    ),
    # who is named in what "she" says is not she, and not he either
    (
        "Mayor Ada Quill opened the hall. “Owen Brack was a gentle man who loved the sea,” she said.",
        "was a gentle man",
        ["Ada Quill"],
    ),
    (
        (
            "Rabbi Jacob Sturm met the family. “It is a loss that the Drs. Owen and Ada Voss died in"
            " that fire,” he said. “They were kind.”"
        ),
        "They were kind",
        ["Jacob Sturm"],
    ),
    # a surname that two have in common is nobody's alone
    (
        "Ada Quill and Tom Quill run the mill. “The roof fell in,” Quill said.",
        "The roof",
        ["Quill"],
    ),
    # a role with a name before it is not whoever held that role elsewhere
    (
        "The Calder spokesman, Owen Brack, was at the port. The Skell spokesman said the fire was out.",
        "the fire was out",
        ["Skell spokesman"],
    ),
    (
        (
            "British Prime Minister Ada Quill met Turkish President Owen Brack. The British leader said"
            " the pier was safe. The Turkish leader said the boats were old."
        ),
        "the boats were old",
        ["Owen Brack"],
    ),
]


@pytest.mark.parametrize(("text", "words", "chain"), SOURCES)
def test_a_source_goes_back_to_one_outside_its_words(read, text, words, chain):
    assert [voice.name for voice in _of(read(text), text, words).chain] == chain


ABOUT = [
    (
        "While Owen Brack has shown that he is at ease with ships, he has also used the train.",
        "he has also used",
        "Owen Brack",
    ),
    # the subject of the sentence before, not the last one who spoke
    (
        "The harbor master said the pier was safe. The captain was asleep. He was hurt himself.",
        "He was hurt",
        "The captain",
    ),
    (
        (
            "The minister said the inquiry had begun. Nobody has questioned the captain so far, the"
            " Calder Herald reported, citing two unidentified officials. He was hurt himself."
        ),
        "He was hurt",
        "the captain",
    ),
    # nobody calls himself "he" in his own words
    (
        "Owen Brack left the port. “He breaks every rule,” Ada Quill said.",
        "He breaks",
        "Owen Brack",
    ),
    # who tells is named behind it: it is somebody else
    (
        "The ferry hit the pier. She was travelling at 14 knots, Owen Brack said.",
        "She was travelling",
        "The ferry",
    ),
    ("Harbor master Ada Quill said she had warned the owner.", "she had", "Ada Quill"),
    ("The ferry left Skell at noon. It crossed the bay.", "It crossed", "The ferry"),
    (
        "Ghana and Togo were arranging talks, as they seek more trade in the region.",
        "they seek",
        "Ghana and Togo",
    ),
]


@pytest.mark.parametrize(("text", "words", "about"), ABOUT)
def test_a_claim_about_a_pronoun_shows_whom_it_means(read, text, words, about):
    report = _of(read(text), text, words)
    assert report.lead is not None
    assert text[slice(*report.lead)] == about


UNSURE = [
    # the ministry or the ferry
    ("The ministry said the ferry was old. It sank in the bay.", "It sank"),
    # stands for nothing
    ("The mill burned down. It took hours to reach the village.", "It took"),
    # either of two
    ("Owen Brack and Per Quill ran the mill. He sold it in May.", "He sold"),
    # what a ministry says that something is
    ("The wall fell. The ministry said it was a relic of the war.", "it was a relic"),
]


@pytest.mark.parametrize(("text", "words"), UNSURE)
def test_what_is_not_sure_is_not_shown(read, text, words):
    assert _of(read(text), text, words).lead is None


NOT = [
    # a place that the text has shown to be one
    (
        "Ada Quill was born in New Skell. He founded a firm there in 1976.",
        "He founded",
        "New Skell",
    ),
    # who is named in the same clause
    (
        "Per Quill likes it. He praised Quill's men for their work.",
        "He praised",
        "Quill",
    ),
    # what something is done to stands nearer
    (
        "The mystery has hurt demand, forcing the airline to cut fares even as it bears the costs.",
        "it bears",
        "The mystery",
    ),
]


@pytest.mark.parametrize(("text", "words", "about"), NOT)
def test_a_pronoun_never_means_what_cannot_be_meant(read, text, words, about):
    leads = [r.lead for r in read(text) if words in text[r.start : r.start + 18]]
    assert all(lead is None or text[slice(*lead)] != about for lead in leads)


def test_a_lead_never_comes_from_behind(read):
    text = "He left early. Ada Brandt met Tom Weld at the mill, and he waved."
    assert all(r.lead is None or r.lead[0] < r.stop for r in read(text))
    assert read(text)[0].lead is None


def test_a_party_leader_is_no_president(read):
    text = (
        "Ada Quill met Tom Brack, the Harbour Party leader. Quill said the quay was old. The president "
        "said on Monday that the boats were safe."
    )
    told = next(r for r in read(text) if text[r.start : r.stop] == "the boats were safe")
    assert [voice.name for voice in told.chain] != ["Tom Brack"]


@pytest.mark.parametrize(
    ("text", "words", "wrong"),
    [
        # those who are told of speak for themselves
        (
            "Many mayors were slow to oppose a plan backed by families who say they still seek a quay.",
            "they still seek a quay",
            "mayors",
        ),
        # "it" that is nothing
        ("The harbour sold a boat. It is not known if the quay was sold.", "It is", "harbour"),
        ("The plan showed the harbour had luck when it came to those boats.", "it came", "plan"),
        # a town, which nobody who is told of it takes for a person
        ("The firm carries herring to Los Varos. He was hurt in the storm.", "He was", "Los Varos"),
        # what the sentence before tells more of
        (
            "The campaign uses a boat, which sails for days. And it is equipped with nets.",
            "it is equipped",
            "campaign",
        ),
    ],
)
def test_what_a_pronoun_may_not_stand_for(read, text, words, wrong):
    leads = [
        text[slice(*r.lead)]
        for r in read(text)
        if r.lead and text[r.start : r.stop].startswith(words)
    ]
    assert not any(wrong in lead for lead in leads)


def test_what_an_empty_it_opens_is_no_clause_of_its_own(read):
    text = "The crew failed when it came to the storms of the winter, Ada Quill said."
    told = [text[r.start : r.stop] for r in read(text)]
    assert told == ["The crew failed when it came to the storms of the winter"]
