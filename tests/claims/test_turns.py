"""Interviews and transcripts: what stands behind a label is said by whom it names."""

from itertools import pairwise

import pytest

from firsthand.claims import reader, turns
from firsthand.claims.patterns import Coarse
from firsthand.collect import articles
from firsthand.lexicon import gazetteer, language, places
from firsthand.records import Sentence
from firsthand.text import parts, sentences

TALK = """Tom Holm spoke with the mayor about the ferry on Monday evening.

HOLM: The ferry has been in port for two weeks. What happened?

MAYOR ADA QUILL (Tarn): The engine broke on Monday. Ola Marsh said that “the engine was old”.

HOLM: Some say that the money has run out.

QUILL: We will buy a new engine in May.

And the crew will be paid.

HOLM: The ferry will sail again.

The Courier will print the second part on Friday.
"""


@pytest.fixture
def told(parsed):
    def chains(text):
        article = articles.make(text, id="a", language="en")
        found = reader.read(
            article, parsed(article), words=language.load(), gazetteer=gazetteer.load(),
            places=places.load(),
        )  # fmt: skip
        return {text[r.start : r.stop]: [voice.name for voice in r.chain] for r in found}

    return chains


def test_what_is_said_in_a_turn_is_said_by_its_speaker(told):
    assert told(TALK) == {
        "Tom Holm spoke with the mayor about the ferry on Monday evening": [],
        "The ferry has been in port for two weeks": ["Tom Holm"],
        "The engine broke on Monday": ["Ada Quill"],
        "the engine was old": ["Ada Quill", "Ola Marsh"],
        "the money has run out": ["Tom Holm", "Some"],
        "We will buy a new engine in May": ["Ada Quill"],
        "the crew will be paid": ["Ada Quill"],
        "The ferry will sail again": ["Tom Holm"],
        "The Courier will print the second part on Friday": [],
    }


def test_initials_that_mostly_ask_are_the_outlet_itself(told):
    talk = "\n\n".join(
        ["LP: What is known?", "ADA QUILL: The mill burned.", "LP: It burned on Monday?"] * 2
    )
    assert told(talk) == {"The mill burned": ["Ada Quill"]}


def test_turns_and_quotations_lie_in_order_beside_one_another():
    article = articles.make(TALK, id="a", language="en")
    found = turns.find(article)
    quotes = [(5, 20), (found[0].start + 3, found[1].start + 3), (len(TALK) - 9, len(TALK) - 2)]
    places = [place for place, _ in turns.spoken(quotes, found)]
    assert places == sorted(places)
    assert all(one[1] <= other[0] for one, other in pairwise(places))
    # what one speaker opens and another closes is no quotation
    assert quotes[1] not in places
    assert {quotes[0], quotes[2]} <= set(places)


POSTED = """Ada Quill runs the ferry of Tarn.

"The engine is old," Quill said.

The engine broke at noon and Ola Marsh said that a bolt was missing. — Ada M. Quill (@quill) May 3, 2031

The harbour was closed on Monday.

The ferry will sail in May.
— Tarn Harbour (@tarn)

The mayor was on board.
"""


def test_a_post_is_said_by_who_signed_it(told):
    assert told(POSTED) == {
        "Ada Quill runs the ferry of Tarn": [],
        "The engine is old": ["Ada Quill"],
        "The engine broke at noon": ["Ada Quill"],
        "a bolt was missing": ["Ada Quill", "Ola Marsh"],
        "The harbour was closed on Monday": [],
        "The ferry will sail in May": ["Tarn Harbour"],
        "The mayor was on board": [],
    }


def test_a_post_inside_a_turn_is_none_of_its_own():
    talk = TALK.replace(
        "We will buy a new engine in May.",
        "We will buy a new engine in May. — Tom Vint (@vint) May 3",
    )
    article = articles.make(talk, id="a", language="en")
    found = turns.find(article)
    assert all(one.stop <= other.start for one, other in pairwise(found))
    assert "Vint" not in {turns.named(article.text, turn.label).split()[-1] for turn in found}


def test_posts_are_read_without_a_parse_too():
    text = (
        "El puente se cerró el lunes.\n\nEl puente se abrirá pronto. — Ana Moral (@moral) May 3\n"
    )
    article = articles.make(text, id="a", language="es")
    pieces = [
        Sentence(start=start, stop=stop, text=text[start:stop])
        for first, last in parts.body(article)
        for start, stop in sentences.split(text, first, last, language="es")
    ]
    read = Coarse(article, pieces, language.load("es"), gazetteer.load())
    assert {text[r.start : r.stop]: [v.name for v in r.chain] for r in read.reports()} == {
        "El puente se cerró el lunes": [],
        "El puente se abrirá pronto": ["Ana Moral"],
    }
