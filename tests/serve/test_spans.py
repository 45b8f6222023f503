"""Stored spans: pieces are the text and nothing but the text."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from firsthand.serve import spans
from firsthand.serve.spans import Mark, cut, quote

TEXT = "The lift may have stopped because of ice, two officials said."
PLACES = st.integers(0, len(TEXT))
MARKS = st.builds(
    Mark, start=PLACES, stop=PLACES, kind=st.sampled_from(["hedge", "voice", "aside", "same"])
)


@given(PLACES, PLACES, st.lists(MARKS, max_size=8), st.lists(PLACES, max_size=4))
def test_pieces_join_to_the_text(a, b, marks, anchors):
    start, stop = sorted((a, b))
    pieces = cut(TEXT, start, stop, marks, anchors)

    assert "".join(piece.text for piece in pieces) == TEXT[start:stop]
    assert {at for p in pieces for at in p.anchors} == {at for at in anchors if start <= at < stop}


@given(PLACES, PLACES, st.lists(MARKS, max_size=8))
def test_every_sign_has_the_kinds_of_its_marks(a, b, marks):
    start, stop = sorted((a, b))
    at = start
    for piece in cut(TEXT, start, stop, marks):
        for place in range(at, at + len(piece.text)):
            assert set(piece.kinds) == {m.kind for m in marks if m.start <= place < m.stop}
        at += len(piece.text)


def test_a_long_span_is_cut_at_a_word_and_says_so(reading):
    articles = {a.id: a for a in reading.articles}
    words = quote(articles, ("courier", 0, 200), most=50)

    assert words.cut
    assert words.stop - words.start <= 50
    assert articles["courier"].text[words.stop] == " "
    assert not quote(articles, ("courier", 0, 50), most=50).cut


def test_words_that_are_no_stored_span_are_not_quoted(reading):
    articles = {a.id: a for a in reading.articles}
    text = articles["courier"].text

    assert spans.find(articles, "likely", [("courier", 0, len(text))]).start == text.index("likely")
    assert spans.find(articles, "certainly", [("courier", 0, len(text))]) is None
    assert spans.find(articles, "", [("courier", 0, len(text))]) is None


def test_the_sentence_of_a_report_holds_its_clause(reading):
    articles = {a.id: a for a in reading.articles}
    sentences = spans.Sentences(articles)
    for claim in reading.stories[0].claims:
        for report in claim.reports:
            around = sentences.around(report)
            assert around.start <= report.start < report.stop <= around.stop


def test_a_report_outside_of_every_sentence_is_quoted_as_it_is(reading):
    report = reading.stories[0].claims[0].reports[0]
    article = replace(reading.articles[0], text=" " * 400)
    around = spans.Sentences({"courier": article}).around(replace(report, start=5, stop=9))

    assert (around.start, around.stop) == (5, 9)
