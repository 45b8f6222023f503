"""Sentences and their translations, held together by length and by what needs no dictionary."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.lineage.bitext import align, beginning
from firsthand.lineage.reading import read
from firsthand.records import Part
from tests.lineage.test_translation import ENGLISH, GERMAN, made


def aligned(one, other):
    a, b = read(made("a", one, "en")), read(made("b", other, "de"))
    return [(a.article.text[x[0] : x[1]], b.article.text[y[0] : y[1]]) for x, y in align(a, b)]


def test_every_sentence_finds_its_translation():
    assert aligned(ENGLISH, GERMAN) == list(zip(ENGLISH, GERMAN, strict=True))


def test_what_was_left_out_is_stepped_over():
    kept = [GERMAN[0], GERMAN[1], GERMAN[3]]
    assert aligned(ENGLISH, kept) == [
        (ENGLISH[0], kept[0]),
        (ENGLISH[1], kept[1]),
        (ENGLISH[3], kept[2]),
    ]


def test_two_sentences_may_be_one():
    joined = f"{GERMAN[1][:-1]}, und {GERMAN[2]}"
    pairs = aligned(ENGLISH, [GERMAN[0], joined, GERMAN[3]])
    assert (f"{ENGLISH[1]}\n{ENGLISH[2]}", joined) in pairs


def test_what_is_as_long_as_nothing_finds_nothing():
    assert aligned([], GERMAN) == []
    assert aligned(ENGLISH, ["Muehle.", "Kapelle.", "Haus."]) == []


def test_a_dateline_is_no_part_of_the_first_sentence():
    whole = made("a", [f"LINDHAVEN (AP) - {ENGLISH[0]}", *ENGLISH[1:]], "en")
    start = whole.text.index(ENGLISH[0])
    parts = (
        Part(kind="dateline", start=0, stop=start),
        Part(kind="body", start=start, stop=len(whole.text)),
    )
    assert beginning(read(replace(whole, parts=parts)))[0] == (start, start + len(ENGLISH[0]))


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.sampled_from(ENGLISH), max_size=6), st.lists(st.sampled_from(GERMAN), max_size=6)
)
def test_pairs_follow_one_another_in_both_texts(one, other):
    pairs = align(read(made("a", one, "en")), read(made("b", other, "de")))
    for (a, b), (c, d) in pairwise(pairs):
        assert a[1] <= c[0]
        assert b[1] <= d[0]
