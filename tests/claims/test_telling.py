"""The words of a telling, and what is not so without them: none of these is a claim of its own."""

import pytest

from tests.claims.conftest import chain, shown


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # when it was told
        (
            "The port said on Monday it was looking for a new captain.",
            ["The port | it was looking for a new captain"],
        ),
        # by what it was told
        (
            ("Mayor Ada Quill of Skell said in a note posted on its page and emailed to the Halden Herald"
            " that the Bracks were fond of boats."),
            ["the Bracks were fond of boats"],
        ),
        # what somebody asks, demands or does not think
        ("Quill told the court what Tom Brack had done.", ["Quill told the court what Tom Brack had done"]),
        ("Quill told the court that Tom Brack had sold it.", ["Tom Brack had sold it"]),
        (
            "The union demanded that the pier be closed.",
            ["The union demanded that the pier be closed"],
        ),
        (
            "They did not say that the old rules applied to ferries.",
            ["They did not say that the old rules applied to ferries"],
        ),
        # how it happened is told as what happened
        ("Papers showed how Tom Brack sold the nets.", ["how Tom Brack sold the nets"]),
        # on terms that somebody else has
        (
            "Calder has said it could close the bay if it believed that its boats were in danger.",
            ["it could close the bay"],
        ),
        # what something is called, by those who tell it already
        (
            "The mayor said there were strangers among what he called “idle crews” in the port.",
            ["there were strangers among what he called “idle crews” in the port"],
        ),
        ("The man falls under the part of the case they call old.", ["The man falls under the part of the case they call old"]),
        # who is named so says it nowhere else
        (
            "In what the Halden Herald called “a dark day”, the pier sank.",
            ["what the Halden Herald called “a dark day”",
             "In what the Halden Herald called “a dark day”, the pier sank"],
        ),
        # who tells, and how he was reached
        ("“We are going home,” said the captain, who gave his name as Brack.", ["We are going home"]),
        ("Ada Quill, reached by phone, said the crew was safe.", ["the crew was safe"]),
        ("Ada Quill, speaking in Halden, said the crew was safe.", ["the crew was safe"]),
        ("“Who would want to sink it?” he asked in a letter to the Herald.", []),
    ],
)  # fmt: skip
def test_the_words_of_a_telling_are_no_claim(read, text, wanted):
    assert shown(text, read(text)) == wanted


def test_who_does_not_think_so_is_the_one_who_says_it(read):
    (found,) = read("The crew did not think the old rules applied to ferries.")
    assert chain(found) == "crew"
    assert found.stance == "denied"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # what is only said to be unclear is shown so
        (
            "It is not clear when Quill will finish her work.",
            "It is not clear when Quill will finish her work",
        ),
        ("It was raining when he left the pier.", "It was raining when he left the pier"),
        (
            "As night fell, it was unclear who had sunk the ferry.",
            "As night fell, it was unclear who had sunk the ferry",
        ),
        # what is joined before "it is" is no frame of it
        ("Their answer is fair, it is measured and it is what any town would have done.",
         "it is measured and it is what any town would have done"),
        ("The guards had seen and searched the boat before noon.",
         "The guards had seen and searched the boat before noon"),
        ("Ada Quill will leave, as will the rowers who won the cup.",
         "Ada Quill will leave, as will the rowers who won the cup"),
        ("Officers came to the pier and found the captain dead inside the cabin.",
         "Officers | found the captain dead inside the cabin"),
        ("Police began to look for it after it emerged that the nets had been sold.",
         "the nets had been sold"),
        ("“Sinker” and other names were painted on the wall.",
         "“Sinker” and other names were painted on the wall"),
        # nothing of what is told stands before its "that"
        ("Brack told the crew earlier that the boats had been sold in May.",
         "the boats had been sold in May"),
        # a noun that belongs to the verb already is its subject
        ("Along with Skell, Mire and Calder would be the first ports to gain, pilots said.",
         "Along with Skell, Mire and Calder would be the first ports to gain"),
        ("The rowers say that amounts to an order.", "that amounts to an order"),
        ("It was not as though the crew was alone.", "It was not as though the crew was alone"),
        ("Nor did the crew notice that there was a hole in the hull.",
         "Nor did the crew notice that there was a hole in the hull"),
    ],
)  # fmt: skip
def test_a_report_has_its_words(read, text, wanted):
    assert wanted in shown(text, read(text))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("CORRECTION: An earlier version of this story named all ten men thought to have drowned.", []),
        ("An earlier version said the pier was closed in May.", []),
        ("This article was amended on 4 May.", []),
        ("An earlier version of the bill was passed in May.", ["An earlier version of the bill was passed in May"]),
        ("Hours ago, I was...", []),
        ("It is interesting to think for a minute about what it means.", []),
        ("The convoy left for Skell, sharing a border with Calder.", ["The convoy left for Skell"]),
    ],
)  # fmt: skip
def test_a_text_on_itself_claims_nothing(read, text, wanted):
    assert shown(text, read(text)) == wanted
