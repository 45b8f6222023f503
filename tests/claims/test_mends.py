"""Mends of a parse change heads and labels only, and what they make is still a tree."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firsthand.claims.attachments import attached
from firsthand.claims.mends import mended

#: pieces that meet the forms which the mends look for
_PIECES = st.sampled_from(
    [
        "In Calder, Veldmark, Mayor Ada Quill said",
        "Per Quill said",
        "the guard confirmed rubber boats had been used",
        "the ward hit was small",
        "hopes the talks, hours after the match, will help",
        "she was helped by Skell and her men were paid",
        "A ferry with 40 people on board sank",
        "he hoped to go",
        "President Weld Jae-in said",
        "Weld Tamm-on-Brandt",
        "and a gap opened",
        "Quill said Calder sank and said it held",
        "said it was possible a deal would be reached",
        "in an ad that the boats would be sold",
        "has asked all season long where they went",
        "making clear trade will go on",
        "because the crew, seeing the fog, vowed to stay",
        "after the fire, an aide, Ada Quill, confirmed",
        "along with Skell, Mire and Calder would gain",
        "said study co-author Ada Quill",
        "that",
        ",",
        "“",
        "”",
        ".",
    ]
)


@given(st.lists(_PIECES, min_size=1, max_size=6))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_mended_parse_is_a_tree_of_the_same_words(english, pieces):
    (tokens,) = english.parse([" ".join(pieces)])
    found = attached(mended(tokens))
    assert [(t.text, t.start, t.stop) for t in found] == [(t.text, t.start, t.stop) for t in tokens]
    for token in found:
        seen: set[int] = set()
        while found[token.head] != token:
            assert token.head not in seen
            seen.add(token.head)
            token = found[token.head]  # noqa: PLW2901 - the way up from a word


def test_a_verb_that_was_taken_for_a_quality_is_a_verb(english):
    (tokens,) = english.parse(["The guard confirmed rubber boats had been used."])
    found = mended(tokens)
    used = next(t for t in found if t.text == "used")
    assert found[used.head].text == "confirmed"


def test_hoped_is_not_hopped(english):
    (tokens,) = english.parse(["He hoped for rain."])
    assert next(t.lemma for t in mended(tokens) if t.text == "hoped") == "hope"


@pytest.mark.parametrize(
    ("text", "word", "head"),
    [
        # a telling that is repeated is the same teller's
        ("Quill said Calder was trying to leave and said sinking boats was a crime.", "said", "said"),
        # a clause belongs to the "it" before it
        ("Officials said it was possible a deal would be reached today.", "reached", "was"),
        # an advert is not what is sold
        ("A firm that announced in an ad that the boats would be sold closed.", "sold", "ad"),
        # a question is what is asked
        ("Everybody has been asking all season long where the boats have been.", "been", "asking"),
        # it is made clear that trade goes on; no trade is clear
        ("The captains met Otto Brand in May, making clear business will continue.", "clear", "making"),
        # the crew vow, seeing the fog
        (
            "The port did not sail because Captains, viewing it as unsafe, vowed to stay.",
            "Captains",
            "vowed",
        ),
        # what somebody is stands before the name
        ("The reef is dying, said study co-author Ada Quill.", "author", "Quill"),
        # who confirms it is not helped
        (
            "The office sent a boat to Skell to help after the fire, a spokeswoman, Ellen Brand, confirmed late Friday.",
            "sent",
            "confirmed",
        ),
    ],
)  # fmt: skip
def test_a_clause_hangs_where_it_belongs(english, text, word, head):
    (tokens,) = english.parse([text])
    found = attached(mended(tokens))
    last = [token for token in found if token.text == word][-1]
    assert found[last.head].text == head
