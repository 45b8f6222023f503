"""Names behind an office, which a parse takes for one more place or for who does what is told."""

import pytest

from tests.claims.conftest import chains


@pytest.mark.parametrize(
    ("text", "voices"),
    [
        ("According to the top official for port affairs, Ada Quill, the ferry sank.", ["Ada Quill"]),
        ('"The ferry sank," said head of Veldish Harbour Agency, Ada Quill.', ["Ada Quill"]),
        ('"The ferry sank," said deputy head of the Veldish Border Guard Ola Marsh.', ["Ola Marsh"]),
        ("President of Norway Ada Quill said the ferry sank.", ["Ada Quill"]),
        ("The old ferry sank on Monday, said defense ministry spokesman Holm Sang-gyun.", ["Holm Sang-gyun"]),
        # what is no name of the holder
        ("A spokesman for the Norway Harbour Forces said the ferry sank.", ["spokesman for the Norway Harbour Forces"]),
        ("The counselor for Ada Quill, Ola Marsh, Tom Brack and Per Holm said the ferry sank.", None),
    ],
)  # fmt: skip
def test_a_name_behind_an_office_is_who_holds_it(read, text, voices):
    found = next(chain for clause, chain in chains(text, read(text)).items() if "sank" in clause)
    assert found == voices if voices else found != ["Ola Marsh"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("An astronaut said the ferry sank, adding that the pump was old.", "person"),
        ("The patient saw the ferry sink, saying that the pump was old.", "person"),
        ("A cleric told reporters that the pump was old.", "person"),
        ("The tribunal closed the port, saying that the pump was old.", "organisation"),
        ("The manifesto tells of the ferry, adding that the pump was old.", "document"),
    ],
)
def test_common_nouns_for_who_can_speak_are_known(read, text, kind):
    old = next(r for r in read(text) if text[r.start : r.stop] == "the pump was old")
    assert [voice.kind for voice in old.chain] == [kind]
