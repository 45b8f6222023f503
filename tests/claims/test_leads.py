"""Leads: what is shown in front of a clause agrees with it and is its true subject, or is not there."""

import pytest

from tests.claims.conftest import shown


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # the verb is no plural's that the words before could give it: it stays with its clause
        (
            (
                'The warden criticised, "Skell lending boats to Calder and Calder lending nets to Skell,'
                ' pose a threat to the fishery."'
            ),
            (
                "Skell lending boats to Calder and Calder lending nets to Skell, pose a threat to the"
                " fishery"
            ),
        ),
        (
            (
                "Calder may have tens of millions of Skell-style nets and ropes that could help the"
                " fishery, traders say."
            ),
            "tens of millions of Skell-style nets and ropes | that could help the fishery",
        ),
        (
            "The mill holds a store of nets and ropes that are sold in spring.",
            "nets and ropes | that are sold in spring",
        ),
        # a helping verb that two verbs share is part of what the second needs
        (
            "Mayor Ada Quill will come to the pier on Friday and speak with the crew.",
            "Mayor Ada Quill will | speak with the crew",
        ),
        # what takes up the whole sentence needs none
        (
            "Two more passengers have died, which brings the toll to five.",
            "which brings the toll to five",
        ),
        # a person is no "which"
        (
            "He is expected to meet President Ada Quill, which has raised concerns in Skell.",
            "which has raised concerns in Skell",
        ),
        # several subjects, all shown
        (
            "The mayor and the warden left the hall and drove to the pier.",
            "The mayor and the warden | drove to the pier",
        ),
        # what stands for a noun
        (
            "The wounded were taken ashore and treated in a hospital in Skell.",
            "The wounded were | treated in a hospital in Skell",
        ),
        (
            "Many of the crew were taken ashore and driven to a hospital.",
            "Many of the crew were | driven to a hospital",
        ),
        (
            "On Monday, two were fired at Skell, triggering alarms in the town.",
            "two | triggering alarms in the town",
        ),
    ],
)
def test_a_lead_fits_its_clause(read, text, wanted):
    assert wanted in shown(text, read(text))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            (
                "Ada Quill had visited Calder, a port near the borders of Skell, in April 2019, where she"
                " held a meeting with the mayor."
            ),
            "Calder | where she held a meeting with the mayor",
        ),
        (
            (
                "Ada Quill is expected to hold a long meeting with President Tom Brack, which has raised"
                " fears in the port."
            ),
            "a long meeting with President Tom Brack | which has raised fears in the port",
        ),
        # not the goal
        (
            "The visits had a goal of mending nets and testing boats that could be sold to Skell.",
            "boats | that could be sold to Skell",
        ),
        (
            "The visits had a goal of mending nets and testing boats and other gear that could be sold to Skell.",
            "boats and other gear | that could be sold to Skell",
        ),
        # not the town
        (
            (
                "The dead were Ada Quill, 24, of Skell, who worked for a bank in the port, and Tom Brack,"
                " 31."
            ),
            "Ada Quill | who worked for a bank in the port",
        ),
        # whoever needs them, if anybody: it stays where it stands
        (
            (
                "The plan was driven by Quill's need for nets and Brack's hopes for herring, turning to"
                " old friends in Skell."
            ),
            (
                "The plan was driven by Quill's need for nets and Brack's hopes for herring, turning to"
                " old friends in Skell"
            ),
        ),
    ],
)
def test_a_lead_is_what_did_it(read, text, wanted):
    assert wanted in shown(text, read(text))


def test_a_verb_that_lost_its_subject_is_no_report(read):
    text = (
        "But talk of the deal grew after Minister Tom Brack made a rare visit to Skell in July, when "
        "Quill invited him to a boat show and a parade in the capital, where he unveiled nets aimed at "
        "the EU should target mainland."
    )
    assert not any("should target" in words for words in shown(text, read(text)))


def test_where_is_at_no_month(read):
    text = (
        "Ada Quill had sailed to Skell, a port near the border, in April 2019, where she met him."
    )
    assert all("2019 |" not in words for words in shown(text, read(text)))


def test_what_cannot_stand_alone_stays_with_the_clause_around_it(read):
    text = "The warden told the Herald that if Skell lends more boats, the fishery is more at risk."
    found = shown(text, read(text))
    assert not any(words.startswith("if ") and "at risk" not in words for words in found)


def test_a_noun_of_two_owners_gives_its_verb_to_the_second(read):
    text = "The mayor was helped by Skell and Calder and his boats were mended by the crew."
    assert "his boats were mended by the crew" in shown(text, read(text))


def test_no_lead_is_told_of_itself(read):
    text = "It is a loss that Ada Quill died in the fire, he said."
    assert all("loss |" not in words for words in shown(text, read(text)))
