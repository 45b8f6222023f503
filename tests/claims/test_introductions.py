"""Quotations that a clause leads up to without telling them."""

import pytest

from tests.claims.conftest import chains


@pytest.mark.parametrize(
    ("text", "words", "voices"),
    [
        ('Ada Quill was furious: "He never came to see us."', "He never came to see us", ["Ada Quill"]),
        (
            'Ada Quill blamed the dam: "I think the gates were too small. They opened on Monday."',
            "They opened on Monday",
            ["Ada Quill"],
        ),
        # who is heard by a newspaper comes behind it
        (
            (
                "Mayor Ada Quill, in an interview with the newspaper The Calder Herald, blamed the dam for "
                'the flood: "I think the gates were too small."'
            ),
            "the gates were too small",
            ["Calder Herald", "Ada Quill"],
        ),
        (
            'As Quill put it in her letter to the board: "The gates were too small for the river."',
            "The gates were too small for the river",
            ["Quill"],
        ),
        # a telling with a comma, which the parse hangs on the quotation
        (
            'Ada Quill spoke at noon, urging the crews, "we have got to hold the dam until Friday."',
            "we have got to hold the dam until Friday",
            ["Ada Quill"],
        ),
        # the sentence before it in the paragraph
        (
            'Tom Brack said the dam held. Ada Quill was furious. "He never came to see us."',
            "He never came to see us",
            ["Ada Quill"],
        ),
        # who tells it counts more than whom the sentence before it was about
        (
            (
                "Ada Quill lost her house in the flood. “The water came at night. It took the car,” Tom "
                "Brack said."
            ),
            "The water came at night",
            ["Tom Brack"],
        ),
        # a sentence about no person, and one of another paragraph
        (
            'Tom Brack said the dam held. The town was furious. "The dam never held for us."',
            "The dam never held for us",
            ["Tom Brack"],
        ),
        (
            'Tom Brack said the dam held. Ada Quill was furious.\n\n"The dam held for us."',
            "The dam held for us",
            ["Tom Brack"],
        ),
        # what is done to her
        (
            'Ada Quill was met at the quay: "The gates were shut on Monday."',
            "The gates were shut on Monday",
            [],
        ),
        # no telling
        ('Ada Quill bought a boat, taking "a bit of a risk that paid".', "Ada Quill bought a boat", []),
        ('Two were hurt. Another adds: "The gates were shut on Monday."', "The gates were shut", ["Another"]),
    ],
)  # fmt: skip
def test_whom_the_words_before_a_quotation_are_about_speaks_it(read, text, words, voices):
    found = chains(text, read(text))
    assert next(chain for clause, chain in found.items() if words in clause) == voices


def test_a_cue_inside_a_quotation_takes_nothing_from_before_it(read):
    text = 'Ada Quill blamed the dam: "I think the gates were too small."'
    stances = {text[r.start : r.stop]: (r.stance, r.quote) for r in read(text)}
    assert stances["Ada Quill blamed the dam"] == ("certain", False)
