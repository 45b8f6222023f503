"""Sentences: no end inside a name, a time of day or an abbreviation."""

import pytest

from firsthand.text import sentences


def _split(text, language="en"):
    return [text[start:stop] for start, stop in sentences.split(text, language=language)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("We mourn Drs. Owen and Ada Voss.", "en"),
        ("He met Ms. Quill and Sgts. Brack and Holm.", "en"),
        ("It left at 9 a.m. North Veldish time.", "en"),
        ("It left at 9 p.m. Sunday for Skell.", "en"),
        ("It left at 9 p.m. March 3 for Skell.", "en"),
        ("They spoke of Calder-U.S. ties.", "en"),
        ("Il a vu M. Dupont au port.", "fr"),
        ("El barco es del Cnel. Rivas.", "es"),
    ],
)
def test_an_abbreviation_ends_no_sentence(text, language):
    assert _split(text, language) == [text]


def test_other_ends_are_ends():
    assert _split("He came by bus. Dr. Quill left.") == ["He came by bus.", "Dr. Quill left."]
    assert _split("It cost 3 m. Then it sank.") != []


def test_a_day_of_its_own_opens_a_sentence():
    assert _split("It left at 9 p.m. Sunday's crowd was big.")[1:] == ["Sunday's crowd was big."]


def test_a_language_without_a_list_is_split():
    assert _split("Uno. Due.", "it") == ["Uno.", "Due."]


def test_a_wrapped_line_ends_no_sentence():
    text = (
        "The ferry sank off the coast of Skell on Monday and at least\nnine drowned there, said the "
        "harbour master,\nAda Quill.\nA headline of more than forty characters or so\nShe left."
    )
    assert len(_split(text)) == 3
