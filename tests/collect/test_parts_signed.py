"""Who made a text is named at its end, and is no matter of the story."""

import pytest

from firsthand.collect.parts import parts
from firsthand.lexicon import gazetteer

STORY = "The ferry sank off Skell on Monday and the crew of nine was saved by two fishing boats."


@pytest.mark.parametrize(
    "signed",
    [
        "(Writing by Ada Quill; Editing by Owen Brack)",
        "(Editing by Owen Brack)",
        "(Reporting by Ada Quill in Merrow; Writing by Per Holm; Editing by Owen Brack)",
        "(Additional reporting by Ada Quill, editing by Owen Brack)",
        "[Editing by Owen Brack]",
        "Edited by Owen Brack",
        "(Translated by Ada Quill)",
    ],
)
def test_a_sign_off_at_a_paragraphs_end_is_a_credit(signed):
    text = f"{STORY} {signed}"
    found = parts(text, gazetteer.load(), "en")
    assert [(p.kind, text[p.start : p.stop].strip()) for p in found] == [
        ("body", STORY),
        ("credit", signed),
    ]


@pytest.mark.parametrize(
    "said",
    [
        "Writing by hand is slow work, said the mayor of Skell, who keeps the log of the port.",
        "Editing by committee has ruined the report on the pier, the harbor master said on Friday.",
    ],
)
def test_a_sentence_that_begins_so_is_none(said):
    text = f"{STORY} {said}"
    assert [p.kind for p in parts(text, gazetteer.load(), "en")] == ["body"]
