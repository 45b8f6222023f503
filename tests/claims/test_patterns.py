"""Reading without a parse: English, where its model is not installed, and what holds everywhere."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.claims import reader
from firsthand.claims.patterns import Coarse
from firsthand.lexicon import gazetteer, language
from firsthand.records import Article, Sentence
from firsthand.text import sentences

CODES = sorted(language.PARSED | language.UNPARSED)
PIECES = st.sampled_from(
    '„ “ » « " ( ) , : ; . ? – sagte sagt, dass Anna Berger der sei zufolge laut nach Angaben wie so '
    "dit que dijo по словам сказал 따르면 말했다 댐이 라고 said that according to\n".split(" ")
)


def split(text, code="en"):
    return [
        Sentence(start=start, stop=stop, text=text[start:stop])
        for start, stop in sentences.split(text, language=code)
    ]


def read(text, code="en"):
    article = Article(id="a", source="a", text=text, language=code)
    return reader.read(
        article, split(text, code), words=language.load(code), gazetteer=gazetteer.load()
    )


@pytest.mark.parametrize(
    ("text", "voices", "stance"),
    [
        ("The dam may break, the mayor said.", ["mayor"], "possible"),
        ("Ana Borovic said that the dam held.", ["Ana Borovic"], "certain"),
        ("The dam held, according to Halden Wire.", ["Halden Wire"], "certain"),
        ("The Halden Post, citing police, reported that it held.", ["Halden Post", "police"], "certain"),
        ("The ministry denied that the dam broke.", ["ministry"], "denied"),
        ("The dam reportedly leaked.", [], "probable"),
        ("The dam held.", [], "certain"),
    ],
)  # fmt: skip
def test_english_without_its_model(text, voices, stance):
    [found] = read(text)
    assert [voice.name for voice in found.chain] == voices
    assert found.stance == stance


def test_each_sentence_is_a_report():
    text = "The dam may break, the mayor said. Nobody was hurt."
    assert [text[r.start : r.stop] for r in read(text)] == ["The dam may break", "Nobody was hurt"]


@pytest.mark.parametrize("code", CODES)
@given(words=st.lists(PIECES, max_size=60))
@settings(max_examples=60, deadline=None)
def test_every_place_is_in_the_text(code, words):
    text = " ".join(words)
    article, pieces = Article(id="a", source="a", text=text, language=code), split(text, code)
    coarse = Coarse(article, pieces, language.load(code), gazetteer.load())
    for found in coarse.attributions():
        spans = [*found.content, *filter(None, [found.source, found.cue]), *found.stance_words]
        assert found.content
        assert all(span.text == text[span.start : span.stop] != "" for span in spans)
    reports = coarse.reports()
    within = [(piece.start, piece.stop) for piece in pieces]
    assert all(
        any(start <= report.start < report.stop <= stop for start, stop in within)
        for report in reports
    )


@pytest.mark.parametrize(
    "piece",
    [
        "sagte ",
        "Anna Berger sagte, dass „der Damm hält“. ",
        "„Der Damm hält“, ",
        "laut Anna Berger der Berger ",
        "(„",
        "Anna%d Berger sagte, sie sei da. ",
    ],
)
def test_a_long_hostile_text_ends(piece):
    # quadratic time would take minutes here
    text = "".join(piece % i if "%d" in piece else piece for i in range(4_000))
    article = Article(id="a", source="a", text=text, language="de")
    found = Coarse(article, split(text, "de"), language.load("de"), gazetteer.load()).attributions()
    assert all(0 <= span.start < span.stop <= len(text) for a in found for span in a.content)
