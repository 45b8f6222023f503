"""Who a speaker is: his name without his office, and whom a pronoun or a quotation goes back to."""

import pytest

from tests.claims.conftest import chains


@pytest.mark.parametrize(
    ("speaker", "name"),
    [
        ("Secretary of State Ada Quill", "Ada Quill"),
        ("Police Chief Tom Brack", "Tom Brack"),
        ("Press Secretary Tom Brack", "Tom Brack"),
        ("Skell Sheriff Tom Brack", "Tom Brack"),
        # what looks like an agent is a document or a body
        ("The letter", "letter"),
        ("The committee", "committee"),
    ],
)
def test_an_office_is_no_part_of_a_name(read, speaker, name):
    text = f"{speaker} said the pier was closed."
    assert chains(text, read(text)) == {"the pier was closed": [name]}


@pytest.mark.parametrize(
    ("text", "words", "chain"),
    [
        # several are not "he", nor is a site
        (
            "Republicans met Tom Brack in Skell. He said the pier was closed.",
            "the pier was closed",
            ["Tom Brack"],
        ),
        (
            "Tom Brack sold the pier. On Twitter on Friday night, he said: “The pier is shut.”",
            "The pier is shut",
            ["Tom Brack"],
        ),
        # several who did not speak are "they" all the same
        (
            "The league met on Monday. Fishermen want the pier to stay. They say it was built in May.",
            "it was built in May",
            ["Fishermen"],
        ),
        # a kind of firm goes back to the one whose name says that it is one
        (
            "Quill flew with All Skell Airways. “The crew turned back,” the airline said in a statement.",
            "The crew turned back",
            ["All Skell Airways"],
        ),
        (
            "Quill wrote to All Skell Airways. The carrier said that the crew turned back.",
            "the crew turned back",
            ["All Skell Airways"],
        ),
        # a statement is how it was told, and no further voice
        (
            "A spokesman for Skell Air told the Calder Herald in a statement that the crew turned back.",
            "the crew turned back",
            ["Calder Herald", "spokesman for Skell Air"],
        ),
        # who says one thing before another
        (
            "Quill said the pier was old, before adding that the ferry leaked.",
            "the ferry leaked",
            ["Quill"],
        ),
        (
            "The owners want a review, despite the Harbour Office saying that the pier was safe.",
            "the pier was safe",
            ["Harbour Office"],
        ),
        (
            "Ada Quill likes the plan. Tom Brack went on to add, “The ferry is too old to be mended.”",
            "The ferry is too old to be mended",
            ["Tom Brack"],
        ),
        # two tellings with a comma between
        (
            "Some 78% of those asked said the pier should stay, 66% said the ferry should be sold.",
            "the pier should stay",
            ["78% of those"],
        ),
        # what a noun holds is not told by the one who tells the rest
        (
            "In a sign that the council sees the danger, Ada Quill said the pier was closed.",
            "the council sees the danger",
            [],
        ),
        (
            "The fear of the fishermen is that the dam will break.",
            "the dam will break",
            ["fishermen"],
        ),
        # what stands before a semicolon is not told by who tells what follows
        (
            "The council suggested the debt was high; according to divers, he owed 40 crowns to the bank.",
            "the debt was high",
            ["council"],
        ),
        # a place is no second speaker
        (
            "Lawyers in Skell and New Calder said they had no plans to sue.",
            "they had no plans to sue",
            ["Lawyers in Skell"],
        ),
        (
            "The council accepted that the ferry had been overloaded for years.",
            "the ferry had been overloaded for years",
            ["council"],
        ),
    ],
)
def test_a_clause_has_its_own_speaker(read, text, words, chain):
    assert chains(text, read(text))[words] == chain


def test_each_speaker_is_heard_once(read):
    text = "Lawyers in Skell and New Calder said they had no plans to sue."
    assert len(read(text)) == 1


def test_a_sentence_that_says_what_it_quotes_does_not_run_on(read):
    text = (
        "“The pier is closed,” said Ada Quill. A sign at the gate begins, “Dear people of Skell, "
        "the ferry is gone and will not come back.”"
    )
    assert not any(
        "Ada Quill" in chain for words, chain in chains(text, read(text)).items() if "gone" in words
    )


def test_a_quotation_in_another_clause_is_not_told(read):
    text = (
        "Brack lashed out at what he called “the mayor's lapdogs” after The Calder Herald reported on"
        " the claims of a nurse."
    )
    assert all("Calder Herald" not in chain for chain in chains(text, read(text)).values())


def test_what_the_senses_take_in_is_no_telling(read):
    text = "The crew heard the boat coming up the river."
    assert chains(text, read(text)) == {"The crew heard the boat coming up the river": []}
