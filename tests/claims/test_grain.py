"""The grain of a report: which words of an article assert something, and what they are about."""

import pytest

from tests.claims.conftest import shown


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Osk Pell, who sells herring on the pier, ran home.",
            ["Osk Pell, who sells herring on the pier, ran home",
             "Osk Pell | who sells herring on the pier"],
        ),
        (
            "“The lamps went out,” said Una Marsk, a student who was aboard.",
            ["The lamps went out", "a student | who was aboard"],
        ),
        (
            "The ferry left the harbor at noon and hit the old pier.",
            ["The ferry left the harbor at noon", "The ferry | hit the old pier"],
        ),
        # a verb that nothing parts from another one is no second one
        (
            "The spending package passed Thursday by the council included none of the boats.",
            ["The spending package passed Thursday by the council included none of the boats"],
        ),
        (
            "The guild was shocked after one of the murderous miners drove a cart into the mill.",
            ["The guild was shocked after one of the murderous miners drove a cart into the mill"],
        ),
        # those who may be there
        (
            "They honoured someone who showed a lifelong love of the sea and of boats.",
            ["They honoured someone who showed a lifelong love of the sea and of boats"],
        ),
        (
            "Una Marsk, a nurse from Halden who was on the bridge, ran home.",
            ["Una Marsk, a nurse from Halden who was on the bridge, ran home",
             "a nurse from Halden | who was on the bridge"],
        ),
        (
            "The ferry, coming from the island, hit the dock and a gap opened in the bow, she said.",
            ["The ferry | coming from the island",
             "The ferry, coming from the island, hit the dock", "a gap opened in the bow"],
        ),
        (
            "The route may have been driven by the belief that the canal would freeze early.",
            ["The route may have been driven by the belief that the canal would freeze early",
             "the canal would freeze early"],
        ),
        (
            "The town council is of the view that the old bridge has failed.",
            ["the old bridge has failed"],
        ),
        (
            "The harbor office would not confirm a report that the ferry had missed a call.",
            ["the ferry had missed a call"],
        ),
        (
            "The mayor wants to show he is able to end the long strike.",
            ["The mayor wants to show he is able to end the long strike"],
        ),
        (
            "Selling boats to the islands may be the best option, the minister said.",
            ["Selling boats to the islands may be the best option"],
        ),
        (
            "The boat the old captain had used on many crossings sank on Monday.",
            ["The boat the old captain had used on many crossings sank on Monday"],
        ),
        (
            "The trip was “at the invitation of the mayor,” the town hall said.",
            ["The trip was “at the invitation of the mayor,”"],
        ),
    ],
)  # fmt: skip
def test_a_report_is_a_clause_that_can_be_read(read, text, wanted):
    assert sorted(shown(text, read(text))) == sorted(wanted)


@pytest.mark.parametrize(
    "text",
    [
        "Our thoughts are with those who lost relatives and friends.",
        "You can watch the launch live at noon.",
        "Sign up for our weekly newsletter.",
        "Posted by Halden Town Hall on Sunday.",
        "Unlimited access for four weeks.",
        "This was also reported by the Halden Wire.",
    ],
)
def test_what_tells_no_news_is_no_report(read, text):
    assert read(text) == []


def test_what_somebody_is_quoted_with_may_address_others(read):
    text = "“You can cross the bridge now,” the mayor said."
    assert shown(text, read(text)) == ["You can cross the bridge now"]
