"""Chains: who is behind a clause, in which order, and who a word goes back to."""

import pytest

CASES = [
    # what ends a sentence is said of all of it, and stands nearer
    (
        "The Kelm statement said the trip was short, according to Radio Halden.",
        "trip was short",
        ["Radio Halden", "Kelm statement"],
    ),
    # a present tense is not joined to a past one
    (
        "Director Ola Brandt said the agency is watching the dam and will be sharing its data.",
        "will be sharing its data",
        ["Ola Brandt"],
    ),
    # the parse hangs the clause on the one who heard it
    (
        "Mayor Mara Holm told the Calder Herald that Weiss had become a leader.",
        "Weiss had become",
        ["Calder Herald", "Mara Holm"],
    ),
    # a first name that is a preposition elsewhere
    (
        (
            "The Petrel had struck a bank on her way from Lisk, harbor master Per Quill told the "
            "Ostrand Beacon."
        ),
        "struck a bank",
        ["Ostrand Beacon", "Per Quill"],
    ),
    ("“We knew it was coming,” said mayor Per Olsen.", "We knew it", ["Per Olsen"]),
    # a verb that is no saying with a quotation right behind it
    (
        'A senior official from the harbor office spoke. The official mocked, "The pier is a toy."',
        "pier is a toy",
        ["official"],
    ),
    # the same unnamed one, in the fuller words for him
    (
        (
            "A senior official from the harbor office said the pier was sinking. The official said "
            "the mole was leaking."
        ),
        "mole was leaking",
        ["senior official from the harbor office"],
    ),
    # a person who shows something says nothing
    ("Ada Brandt has shown that she is able to lead the town.", "is able to lead", []),
    # "he" is the subject of his own sentence, not the one before
    (
        (
            "Sergei Tolm made a visit in July. Following his visit, Anton Weld toured the plants, "
            "where he urged workers to speed up the work."
        ),
        "urged workers",
        ["Anton Weld"],
    ),
    # a country is "it" where it does something
    (
        "While Ghana used the time to build dams, it blamed Togo for the drought.",
        "blamed Togo for",
        ["Ghana"],
    ),
]


@pytest.mark.parametrize(("text", "words", "chain"), CASES)
def test_who_is_behind_a_clause(read, text, words, chain):
    place = text.index(words)
    holding = [r for r in read(text) if r.start <= place < r.stop]
    report = min(holding, key=lambda r: r.stop - r.start)
    assert [voice.name for voice in report.chain] == chain


def test_a_pronoun_never_goes_back_to_somebody_named_later(read):
    text = "He left the town early. Ada Brandt met Tom Weld, and Tom Weld said the dam was old."
    first = read(text)[0]
    assert set(first.proposition.names) <= {"He"}


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The captain was last seen on the pier on Friday.", "certain"),
        ("The captain was seen as careless by the crew.", "probable"),
    ],
)
def test_who_was_seen_was_there(read, text, stance):
    assert [report.stance for report in read(text)] == [stance]


def test_who_issues_a_statement_says_what_it_says(read):
    text = "The provincial police force issued a statement saying that no guard had been hurt."
    [report] = read(text)

    assert text[report.start : report.stop] == "no guard had been hurt"
    assert [voice.name for voice in report.chain] == ["provincial police force"]


def test_per_song_names_nobody(read):
    text = (
        "Songs are sold for two marks per song and nine per album, according to the Calder Herald."
    )
    assert {tuple(v.name for v in r.chain) for r in read(text)} == {("Calder Herald",)}
