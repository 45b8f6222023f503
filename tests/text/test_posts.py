"""Posts that a text shows; every one is made up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.records import Published
from firsthand.text import posts

TEXT = """The ferry stayed in port.

The ferry will sail tomorrow! pic.twitter.com/Ab3 — Ada Quill (@quill) May 3, 2031

He wrote:

— Tom Holm (@holm) May 2, 2031

Works begin on Monday. https://t.co/abcdefghij
— City of Calder (@calder@post.example)

Yes. — A B (@ab) 3 de mayo de 2031 No! - C D (@cd) May 4

The reporter — Ola Marsh (@marsh) — was there tomorrow."""


def read(text):
    return [(text[p.start : p.stop], text[p.signed : p.end]) for p in posts.find(text)]


def test_a_post_is_the_words_before_its_signature_in_the_line_or_the_paragraph_above():
    assert read(TEXT) == [
        ("The ferry will sail tomorrow! pic.twitter.com/Ab3", "— Ada Quill (@quill) May 3, 2031"),
        ("", "— Tom Holm (@holm) May 2, 2031"),
        (
            "Works begin on Monday. https://t.co/abcdefghij",
            "— City of Calder (@calder@post.example)",
        ),
        ("Yes.", "— A B (@ab) 3 de mayo de 2031"),
        ("No!", "- C D (@cd) May 4"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "A well-known name (@known) of May 3, 2031",
        "Ada Quill (@quill) May 3, 2031",
        "Words — " + "n" * 70 + " (@name) May 3, 2031",
    ],
)
def test_what_no_dash_and_name_stand_before_is_no_signature(text):
    assert read(text) == []


def test_more_words_than_a_post_has_are_none():
    text = "word " * 400 + "— Ada Quill (@quill) May 3, 2031"
    assert [words for words, _ in read(text)] == [""]


@given(st.text(alphabet="— -(@a)\n:.", max_size=200))
def test_posts_lie_in_order_apart_from_one_another(text):
    found = list(posts.find(text))
    places = [edge for p in found for edge in (p.start, p.stop, p.signed, p.end)]
    assert places == sorted(places)


def test_a_post_tells_its_times_from_its_own_day():
    day = Published(value="2031-05-09", earliest=None, latest=None, origin="metadata")
    found = posts.times(TEXT, reference=day, language="en")
    assert [(m.text, m.value) for m in found if m.text in {"tomorrow", "Monday"}] == [
        ("tomorrow", "2031-05-04"),
        # no day in the signature
        ("Monday", "2031-05-05"),
        ("tomorrow", "2031-05-10"),
    ]


def test_the_day_in_a_signature_is_read_in_the_language_of_the_network_too():
    day = Published(value="2031-05-09", earliest=None, latest=None, origin="metadata")
    text = "Zarpó ayer — Ada Quill (@quill) March 3, 2031"
    found = posts.times(text, reference=day, language="es")
    assert [m.value for m in found if m.text == "ayer"] == ["2031-03-02"]
