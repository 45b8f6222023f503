"""Which language a text is in, and what is said of one that nobody knows here."""

import pytest

import firsthand
from firsthand.text.language import UNCODED, UNKNOWN, detect, foreign, named

ENGLISH = (
    "The harbour of Lindhaven was closed on Monday after a crane fell into the water, the port master "
    "said, and it was not known when the ships that were waiting for it would come in. "
)
HAUSA = (
    "'Yan sanda sun ce a ranar Litinin cewa mutane goma sha biyu sun mutu a hadarin mota kusa da birnin. "
    "Ministan ya ce an fara bincike kan lamarin, kuma za a sanar da jama'a sakamakon nan ba da dadewa ba. "
)
CEBUANO = (
    "Miingon ang kapolisan niadtong Lunes nga dose ka tawo ang namatay sa aksidente sa bus duol sa siyudad. "
    "Matod sa ministro, nagsugod na ang imbestigasyon, ug ipahibalo dayon ngadto sa katawhan ang resulta. "
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (ENGLISH, "en"),
        (ENGLISH.upper(), "en"),
        (HAUSA, UNCODED),
        (CEBUANO, "ceb"),
        ("123 !!", UNKNOWN),
    ],
)
def test_a_language_that_nobody_knows_is_not_taken_for_english(text, code):
    assert detect(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("댐이 무너졌다", "ko"),
        ("Мост упал", UNCODED),
        ("橋が落ちた", UNCODED),
        (
            "Daraja la Halden liliporomoka Jumatatu, alisema waziri Pavel Rivas. Watu kumi na wawili walijeruhiwa.",
            UNCODED,
        ),
        ("The bridge of Halden fell on Monday.", "en"),
    ],
)
def test_a_short_text_in_other_letters_or_words_is_not_read_as_english(text, code):
    assert detect(text) == code


def test_too_little_to_tell_is_no_language_without_a_code():
    assert detect("Crane falls") == UNKNOWN
    assert detect(HAUSA[:60]) == UNKNOWN


@pytest.mark.parametrize("text", [HAUSA, CEBUANO])
def test_claims_of_such_a_text_are_not_read_and_it_says_so(tmp_path, text):
    (tmp_path / "one.txt").write_text(text)
    [article] = firsthand.read([tmp_path]).articles
    assert [flag.kind for flag in article.flags] == ["unread"]
    assert firsthand.find_attributions(text) == []


@pytest.mark.parametrize(
    ("declared", "code"),
    [
        ("en-US", "en"),
        (" DE_at ", "de"),
        ("ceb", "ceb"),
        ("mis", "mis"),
        ("english", None),
        ("", None),
        (None, None),
    ],
)
def test_a_language_that_is_declared_is_named_by_its_code_or_looked_for(declared, code):
    assert named(declared) == code
    assert firsthand.article(ENGLISH, language=declared).language == (code or "en")


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        (
            "La guardia costera confirma la localización de una lancha en llamas frente al puerto",
            True,
        ),
        ("The coast guard confirms that a burning boat was found off the port on Sunday", False),
        # too short to tell, or names only
        ("¡Viva la lancha!", False),
        ("Ada Quill, 41, Tom Brack, 23, Osk Pell, 25, Una Marsk, 30, of Halden and Skell", False),
    ],
)
def test_a_sentence_in_another_language_than_its_article(sentence, wanted):
    assert foreign(sentence) is wanted
