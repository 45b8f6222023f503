"""Mends of a parse change heads and labels only, and what they make is still a tree."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

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
    found = mended(tokens)
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
