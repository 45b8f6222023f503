"""Folding: what is the same to a reader is the same to the program, and can be shown as stored."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.text.folding import fold, fold_words, put_back_lookalikes
from firsthand.text.words import words

PLAIN = "The ferry Marlene lost its engine off Lindhaven"


def forms(text):
    return [word.form for word in words(text)]


@pytest.mark.parametrize(
    "written",
    [
        "The fe\u200brry Marl\u2060ene lost its eng\ufeffine off Lindhaven",
        "The ferry Marlene lost its engine off Lind\U000e0041\U000e0042haven",
        "T\ufe0fh\ufe0fe\ufe0f ferry Marlene lost its engine off Lindhaven",
        "Thе fеrrу Mаrlеnе lоst its еnginе оff Lindhаvеn",
        "Τhe fεrry Μarlεnε lοst ιts εngιnε οff Lιndhανεn",
        "Ｔｈｅ ｆｅｒｒｙ Ｍａｒｌｅｎｅ lost its engine off Lindhaven",
        "The ⓕⓔⓡⓡⓨ Marlene lost its 🅔🅝🅖🅘🅝🅔 off Lindhaven",
        "The f̶e̶r̶r̶y̶ Marlene lost its engine off Lindhaven",
        "Tʜᴇ ꜰᴇʀʀʏ Marlene lost its engine off Lindhaven",
    ],
)
def test_writing_against_recognition_is_recognised(written):
    assert forms(written) == forms(PLAIN)


def test_words_wholly_of_lookalikes_are_latin_only_in_a_latin_text():
    assert "see" in forms("They ѕее more of the harbour than we do")
    assert forms("они ѕее нашли у самого порта") == ["они", "ѕее", "нашли", "у", "самого", "порта"]


def test_russian_stays_russian_and_lookalikes_in_it_go_back():
    assert forms("Порт закрыт до среды") == ["порт", "закрыт", "до", "среды"]
    assert forms("Порт закpыт до сpeды") == [
        "порт",
        "закрыт",
        "до",
        "среды",
    ]  # p, p and e are Latin


@pytest.mark.parametrize(
    "text",
    [
        "Порт закрыт до среды, сказал Иван",
        "کتاب‌ها را می‌خواهم",
        "क्‍या यह संभव है",
        "a family 👨‍👩‍👧 on the quay",
        "Η Αθήνα",
    ],
)
def test_what_is_stored_is_not_changed_and_spans_are_its_words(text):
    assert put_back_lookalikes(text) == text
    for word in words(text):
        assert fold_words(text[word.start : word.stop]) == word.form


def test_marks_belong_to_their_letter_however_they_are_stored():
    assert forms("cafe\u0301") == forms("caf\u00e9") == ["caf\u00e9"]
    assert forms("संभव है") == ["संभव", "है"]
    folded = fold("cafe\u0301 noir")
    assert folded.span(0, 4) == (0, 5)


@given(st.text(max_size=80))
def test_every_folded_character_knows_its_place(text):
    folded = fold(text)
    assert len(folded.where) == len(folded.text) + 1
    assert len(folded.after) == len(folded.text)
    assert list(folded.where) == sorted(folded.where)
    assert all(
        0 <= start < stop <= len(text)
        for start, stop in zip(folded.where, folded.after, strict=False)
    )


@given(st.text(max_size=80))
def test_words_stand_in_the_text_in_order(text):
    place = 0
    for word in words(text):
        assert place <= word.start < word.stop <= len(text)
        place = word.start


@given(st.text(st.characters(max_codepoint=127)))
def test_words_of_plain_text_are_those_that_stand_before_other_letters(text):
    assert words(f"{text} é")[:-1] == words(text)
    assert all(text[word.start : word.stop].lower() == word.form for word in words(text))


def test_words_of_a_part_are_where_the_text_has_them():
    assert words("Ferry of Lindhaven's port", 6, 20) == [("of", 6, 8), ("lindhaven", 9, 18)]


def test_invisible_signs_alone_are_nothing_beside_combined_letters():
    folded = fold("\U000e0061\U000e0062 e\u0301")

    assert folded.text == " \u00e9"
    assert folded.span(1, 2) == (3, 5)
