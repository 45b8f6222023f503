"""Parses: offsets, heads, bounds, and a cache that nobody notices."""

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.models import files
from firsthand.models import parser as parsers
from firsthand.records import Token
from firsthand.settings import DEFAULT
from firsthand.text.damage import mend

SENTENCE = "Citing  unnamed dockers, the Harbour\u00a0Post reported that the ferry likely left Port Aldis on Monday."


def words(tokens):
    return {token.text: token for token in tokens}


def test_who_reported_what(parser):
    (tokens,) = parser.parse([SENTENCE])
    by_word = words(tokens)
    reported = by_word["reported"]
    assert reported.dep == "ROOT"
    assert tokens[reported.head] is reported
    assert (by_word["Post"].dep, tokens[by_word["Post"].head]) == ("nsubj", reported)
    assert (by_word["left"].dep, tokens[by_word["left"].head]) == ("ccomp", reported)
    assert (by_word["left"].lemma, by_word["left"].pos) == ("leave", "VERB")


def test_white_space_is_no_token_and_moves_no_head(parser):
    (tokens,) = parser.parse([SENTENCE])
    assert all(token.text.strip() == token.text != "" for token in tokens)
    assert tokens[words(tokens)["Citing"].head].text == "reported"


@pytest.mark.parametrize("title", ["Drs.", "Lt.", "Col.", "Sgt.", "Capt."])
def test_a_title_keeps_its_stop(parser, title):
    (tokens,) = parser.parse([f"The owner said that {title} Quill left."])
    assert title in words(tokens)


@given(st.lists(st.text(st.characters(codec=None, exclude_categories=()), max_size=80), max_size=5))
@settings(max_examples=40)
def test_every_token_stands_where_it_says(parser, texts):
    parsed = parser.parse(texts)
    assert len(parsed) == len(texts)
    for text, tokens in zip(texts, parsed, strict=True):
        ends = [0, *(token.stop for token in tokens)]
        assert all(token.text == mend(text[token.start : token.stop]).text for token in tokens)
        assert all(
            end <= token.start < token.stop for end, token in zip(ends, tokens, strict=False)
        )
        assert all(0 <= token.head < len(tokens) for token in tokens)


def test_half_a_character_is_parsed_around(parser):
    (tokens,) = parser.parse(["It rained \ud83d in Aldis."])
    assert [token.text for token in tokens] == ["It", "rained", "\ud83d", "in", "Aldis", "."]


def test_what_has_no_bound_is_parsed_up_to_the_bound(parser):
    (tokens,) = parser.parse(["word " * DEFAULT.max_sentence_characters])
    assert 0 < tokens[-1].stop <= DEFAULT.max_sentence_characters


def test_a_sentence_is_parsed_alike_alone_and_among_others(parser):
    others = [f"The mayor of Port Aldis opened bridge number {number}." for number in range(200)]
    alone = parsers.English().parse([SENTENCE])[0]
    assert parser.parse([*others, SENTENCE, *others])[len(others)] == alone


class Counting:
    """A parser that notes what it is asked for."""

    id = "counting"

    def __init__(self):
        self.asked = []

    def parse(self, texts):
        self.asked.extend(texts)
        return [
            (Token(text=t, start=0, stop=len(t), lemma=t, pos="X", tag="X", dep="ROOT", head=0),)
            for t in texts
        ]


def test_a_cache_asks_once_for_each_sentence():
    inner = Counting()
    cached = parsers.Cached(inner)
    assert cached.id == "counting"
    assert cached.parse(["a", "b", "a"]) == Counting().parse(["a", "b", "a"])
    assert cached.parse(["b", "c"]) == Counting().parse(["b", "c"])
    assert inner.asked == ["a", "b", "c"]


@given(st.lists(st.lists(st.sampled_from("abcdefg"), max_size=9), max_size=6))
def test_a_small_cache_forgets_and_still_answers(calls):
    inner = Counting()
    cached = parsers.Cached(inner, size=3)
    for texts in calls:
        assert cached.parse(texts) == Counting().parse(texts)
        assert len(cached._known) <= 3


def test_the_last_used_are_kept():
    inner = Counting()
    cached = parsers.Cached(inner, size=2)
    for texts in (["a", "b"], ["a"], ["c"], ["a"]):
        cached.parse(texts)
    assert inner.asked == ["a", "b", "c"]


def test_a_language_without_parser_has_no_tokens_and_says_why():
    plain = parsers.load("fi")
    assert plain.parse(["Juna lähti maanantaina.", ""]) == [(), ()]
    assert "'fi'" in plain.why


def test_without_spacy_there_are_no_tokens_and_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "spacy", None)
    plain = parsers.load("en")
    assert plain.parse(["It rained."]) == [()]
    assert 'pip install "firsthand[nlp]"' in plain.why


@pytest.fixture
def unverified():
    """Forget what was verified, before and after."""
    files.locate.cache_clear()
    yield
    files.locate.cache_clear()


def test_a_model_of_other_content_is_refused_not_passed_over(monkeypatch, tmp_path, unverified):
    (tmp_path / "english").mkdir()
    (tmp_path / "english" / "tokenizer").write_bytes(b"another")
    monkeypatch.setenv(files.FOLDER_VARIABLE, str(tmp_path))
    with pytest.raises(parsers.ModelError, match="english"):
        parsers.load("en")
