"""Turns: the labels of who speaks in a transcript, and what only looks like them."""

from string import ascii_uppercase

import pytest

from firsthand.collect import articles

TALK = """The mayor spoke with the Courier about the ferry on Monday evening.

HOLM: The ferry has been in port for two weeks. Why?

MAYOR ADA QUILL (Tarn): The engine broke on Monday. HOLM: And now? QUILL: We wait.

HOLM: Some say that the money has run out.

QUILL: That is wrong, and we will buy a new engine in May.
"""


def speakers(text):
    found = articles.make(text, id="a").parts
    assert "".join(text[part.start : part.stop] for part in found) == text
    return [text[part.start : part.stop].strip() for part in found if part.kind == "speaker"]


def test_who_speaks_is_no_part_of_what_is_said():
    assert speakers(TALK) == [
        "HOLM:", "MAYOR ADA QUILL (Tarn):", "HOLM:", "QUILL:", "HOLM:", "QUILL:",
    ]  # fmt: skip


def test_a_name_in_double_brackets_is_a_label():
    talk = "\n".join(["((Ada Quill))  We wait for the engine.", "((LP))  Until when?"] * 3)
    assert speakers(talk) == ["((Ada Quill))", "((LP))"] * 3


@pytest.mark.parametrize(
    "text",
    [
        # one label alone is a list
        "\n".join(f"Photo Credit: Ada Quill took picture {n} on Monday." for n in range(8)),
        # many that end alike
        "\n".join(f"{name}da Quill Image: The mayor of the town, number {name}." for name in "ABCDEFGH"),
        # two, in a text that is no conversation
        TALK + "\n".join(f"The ferry of Mrs {name}arl sank, and nobody was hurt." for name in ascii_uppercase),
        # small letters
        TALK.replace("HOLM:", "Then:").replace("QUILL", "quill").replace("MAYOR ADA", "and"),
    ],
)  # fmt: skip
def test_what_is_no_conversation_has_no_speakers(text):
    assert speakers(text) == []
