"""Texts in blocks: nothing of an article is lost, and shared words are found on both sides."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from firsthand import sigla
from firsthand.records import Article, Descent, Node, Part, Passage, Span, Stemma
from firsthand.serve.texts import Shared, Shares, blocks
from firsthand.serve.views import view

KINDS = st.sampled_from(["body", "dateline", "caption", "footer", "title"])


@st.composite
def articles(draw):
    """Draw an article whose parts cover its text."""
    pieces = draw(st.lists(st.tuples(KINDS, st.text("ab \n—", max_size=20)), max_size=8))
    parts, at = [], 0
    for kind, text in pieces:
        parts.append(Part(kind=kind, start=at, stop=at + len(text)))
        at += len(text)
    return Article(id="x", source="x", text="".join(t for _, t in pieces), parts=tuple(parts))


@given(articles())
def test_every_sign_is_in_one_block_in_order(article):
    found = list(blocks(article, ()))
    shown = "".join(p.text for block in found for p in block.words.pieces)

    assert "".join(shown.split()) == "".join(article.text.split())
    assert all(a.words.stop <= b.words.start for a, b in pairwise(found))


def test_a_title_that_stands_above_is_not_said_twice():
    text = "A lift stops\nIt stopped."
    parts = (Part(kind="title", start=0, stop=13), Part(kind="body", start=13, stop=len(text)))
    article = Article(id="x", source="x", text=text, title="A lift  stops", parts=parts)

    assert [b.kind for b in blocks(article, ())] == ["body"]
    assert [b.kind for b in blocks(replace(article, title="Another"), ())] == ["title", "body"]


def test_a_dateline_reads_on():
    text = "BRANNOCK — The lift stopped.\nNobody was hurt."
    parts = (Part(kind="dateline", start=0, stop=11), Part(kind="body", start=11, stop=len(text)))
    first, second = blocks(Article(id="x", source="x", text=text, parts=parts), ())

    assert first.words.text == "BRANNOCK — The lift stopped."
    assert first.words.pieces[0].kinds == ("dateline",)
    assert second.words.text == "Nobody was hurt."


def test_the_bar_is_that_of_most_of_the_shared_words():
    article = Article(id="x", source="x", text="one two three four five six")
    shared = [
        Shared(start=0, stop=3, bar="same", others=("a",)),
        Shared(start=4, stop=18, bar="edited", others=("b",)),
    ]
    (block,) = blocks(article, shared)

    assert (block.bar, block.others) == ("edited", ("a", "b"))


def test_shared_words_are_found_in_both_texts(reading):
    one, other = reading.articles[0], reading.articles[2]
    passage = Passage(
        a=Span(start=0, stop=5, text=one.text[:5]),
        b=Span(start=3, stop=8, text=""),
        kind="verbatim",
    )
    link = Descent(
        upstream=one.id, to=other.id, relation="copy", coverage=0.9, confidence=1, why=(), passages=(passage,)
    )  # fmt: skip
    nodes = tuple(Node(id=a.id, kind="article", name=a.id) for a in reading.articles)
    texts = sigla.index(reading.articles, Stemma(nodes=nodes, links=(link,)))
    shares = Shares(view(reading.stories[0], texts))

    assert [(s.start, s.others) for s in shares.of(one.id)] == [(0, (other.id,))]
    assert [(s.start, s.others) for s in shares.of(other.id)] == [(3, (one.id,))]
