"""Small marks: what comes from outside is text, and every word has its place."""

import html5lib
from hypothesis import given
from hypothesis import strategies as st

from firsthand.records import Voice
from firsthand.serve.chips import Chip
from firsthand.serve.marks import Marks
from firsthand.serve.sheet import Said
from firsthand.serve.spans import Piece, Words

MARKS = Marks(lambda words: f"{words.article}:{words.start}", lambda article, title: title)
OUTSIDE = st.text(alphabet=st.sampled_from("<>&\"' ab\u202e\x00=/é"), max_size=20)


def _words(*pieces, language="en", lead=None, cut=False):
    found = tuple(Piece(text=text, kinds=kinds) for text, kinds in pieces)
    return Words(
        article="a", start=0, stop=9, language=language, pieces=found, lead=lead, cut=cut
    )  # fmt: skip


def _parsed(written):
    return html5lib.parseFragment(str(written), namespaceHTMLElements=False)


@given(OUTSIDE, OUTSIDE, OUTSIDE)
def test_nothing_from_outside_becomes_an_element_or_an_attribute(text, name, place):
    marks = Marks(lambda _: place, lambda _, title: title)
    said = Said(
        stance="certain", voices=(Voice(name=name, kind="person", anonymous=True),), outlet="",
        firsthand=False, chips=(), further=0,
    )  # fmt: skip
    chip = Chip(mark="A1", ink="fA", label="n1", href=f"/x?{place}", lost=False)
    written = f"{marks.q(_words((f'x{text}', ('hedge',))))}{marks.ways([said])}{marks.chip(chip)}"
    known = {"q", "span", "ul", "li", "bdi", "a"}
    tags = {e.tag for e in _parsed(written).iter() if e.tag != "DOCUMENT_FRAGMENT"}
    assert tags <= known
    for element in _parsed(written).iter():
        assert set(element.attrib) <= {
            "class", "data-a", "dir", "lang", "href", "aria-labelledby", "aria-hidden"
        }  # fmt: skip
    assert "\u202e" not in written


def test_words_keep_their_marks_and_say_their_language():
    words = _words(("Zwei ", ()), ("wohl", ("hedge",)), (" tot", ("voice",)), language="de")
    [q] = _parsed(MARKS.q(words))
    assert (q.tag, q.get("lang"), q.get("dir"), q.get("data-a")) == ("q", "de", "auto", "a:0")
    assert [(e.tag, e.get("class"), e.text) for e in q] == [
        ("span", "h", "wohl"), ("mark", None, " tot"),
    ]  # fmt: skip
    assert "".join(q.itertext()) == "Zwei wohl tot"


def test_what_may_not_be_shown_stands_elsewhere():
    [span] = _parsed(MARKS.q(_words(("   ", ()))))
    assert "owner" in "".join(span.itertext())


def test_words_follow_those_that_they_are_about():
    written = str(MARKS.q(_words(("hit it", ()), lead=_words(("the ferry", ())), cut=True)))
    assert written.startswith("[<span")
    assert written.index("the ferry") < written.index("<q")
    assert written.endswith(" …")


def test_ways_to_one_origin_are_told_to_those_who_hear_them():
    said = [
        Said(
            stance="certain", voices=(), outlet=name, firsthand=False, chips=(), further=0,
            bracket=bracket,
        )
        for name, bracket in (("Post", "first"), ("Herald", "last"), ("Bulletin", "alone"))
    ]  # fmt: skip
    [ways] = _parsed(MARKS.ways(said))
    told = ["".join(way.itertext()) for way in ways]
    assert ["counted as one" in line for line in told] == [False, True, False]
