"""Reading without a parse."""

import pytest

from firsthand.claims import patterns, reader
from firsthand.lexicon import gazetteer, language
from firsthand.records import Article, Sentence


@pytest.mark.parametrize(
    ("text", "voices", "stance"),
    [
        ("The dam may break, the mayor said.", ["the mayor"], "possible"),
        ("Ana Borovic said that the dam held.", ["Ana Borovic"], "certain"),
        ("The dam held, according to Halden Wire.", ["Halden Wire"], "certain"),
        ("In May the dam reportedly leaked.", [], "probable"),
        ("The dam held.", [], "certain"),
    ],
)
def test_patterns_find_who_vouches(text, voices, stance):
    found = patterns.read(text, language.load())
    assert [text[start:stop] for start, stop in found.voices] == voices
    assert found.stance == stance


def test_without_a_parse_each_sentence_is_a_report():
    text = "The dam may break, the mayor said. Nobody was hurt."
    article = Article(id="a", source="a", text=text)
    sentences = [
        Sentence(start=0, stop=34, text=text[:34]),
        Sentence(start=35, stop=len(text), text=text[35:]),
    ]
    reports = reader.read(article, sentences, words=language.load(), gazetteer=gazetteer.load())
    assert [text[r.start : r.stop] for r in reports] == ["The dam may break", "Nobody was hurt"]
    assert [v.name for v in reports[0].chain] == ["the mayor"]


def test_a_long_line_takes_linear_time():
    patterns.read("said " * 200_000, language.load())
