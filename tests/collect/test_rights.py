"""What owners say may be done with their pages."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.collect import rights
from firsthand.collect.extract import extract
from firsthand.collect.rights import Allowed, Reserved, allowed
from firsthand.records import Flag

URL = "https://tarnvalleypost.example/mill/wheel?page=2"
PROSE = (
    "The mill on the Tarn reopened on Monday, two years after the flood that had carried off its "
    "wheel, and its owner said that the new one was made of larch. "
)


def page(*elements):
    return (
        f"<html><head><title>The wheel</title>{''.join(elements)}</head>"
        f"<body><article><p>{PROSE}</p><p>{PROSE}</p></article></body></html>"
    )


def meta(name, content):
    return f'<meta name="{name}" content="{content}">'


def left(*elements, headers=None, file=(), now=None):
    """What is left of a page with these elements, headers and rules of its site."""
    found = rights.read(json.dumps(file).encode())
    signals = [*rights.of_file(found, URL), *rights.of_headers(headers or {})]
    return allowed(extract(page(*elements), url=URL, signals=signals).flags, now)


def test_without_signals_everything():
    assert left() == Allowed()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("index, follow, max-image-preview:large, max-snippet:-1", Allowed()),
        ("noindex, nofollow", {"store": False, "listed": False, "in_full": False, "excerpt": 0}),
        ("NONE", {"store": False, "listed": False, "in_full": False, "excerpt": 0}),
        ("noarchive", {"in_full": False}),
        ("nosnippet", {"in_full": False, "excerpt": 0}),
        ("max-snippet:50", {"in_full": False, "excerpt": 50}),
        ("max-snippet: 80, max-snippet: 50", {"in_full": False, "excerpt": 50}),
        ("max-snippet:lots", Allowed()),
        ("otherbot: noindex", Allowed()),
        ("otherbot: noindex, firsthand: noarchive", {"in_full": False}),
    ],
)
def test_robots_say_what_may_be_shown(content, expected):
    for found in (left(meta("robots", content)), left(headers={"x-robots-tag": content})):
        wanted = {} if expected == Allowed() else expected
        assert (found.why != ()) == bool(wanted)
        assert found == Allowed(**wanted, why=found.why)


def test_the_limits_of_several_add_up():
    found = left(
        meta("robots", "max-snippet: 90"), meta("firsthand", "noarchive"),
        headers={"x-robots-tag": "max-snippet: 60"},
    )  # fmt: skip
    assert (found.excerpt, found.in_full, found.listed) == (60, False, True)
    assert found.why == (
        "max-snippet: 60, says the header X-Robots-Tag",
        'noarchive, says the page (meta "firsthand")',
        'max-snippet: 90, says the page (meta "robots")',
    )


@pytest.mark.parametrize(
    "until", ["25 Jun 2031 15:00:00 GMT", "Wednesday, 25-Jun-31 15:00:00 GMT", "2031-06-25"]
)
def test_after_its_day_a_page_is_shown_to_nobody(until):
    element = meta("robots", f"unavailable_after: {until}, noarchive")
    assert left(element, now=datetime(2031, 6, 25, 9, tzinfo=UTC)).listed
    assert not left(element, now=datetime(2031, 6, 27, tzinfo=UTC)).listed
    assert not left(element).in_full


RESERVED, FREE = {"tdm-reservation": "1"}, {"tdm-reservation": "0"}
ALL = [{"location": "/*", "tdm-reservation": 1}]


@pytest.mark.parametrize(
    ("elements", "headers", "file", "analyse"),
    [
        ((), {}, ALL, False),
        ((), FREE, ALL, True),
        ((), RESERVED, (), False),
        ((meta("tdm-reservation", "0"),), RESERVED, ALL, True),
        ((meta("tdm-reservation", "1"),), FREE, (), False),
        ((meta("TDM-Reservation", "yes"),), RESERVED, (), False),
        ((), {"tdm-reservation": "2"}, ALL, False),
        ((), {}, [{"location": "/mill/*.jpg", "tdm-reservation": 1}], True),
        ((), {}, [{"location": "/mill/", "tdm-reservation": 0}, *ALL], True),
        ((), {}, [{"location": "/mill", "tdm-reservation": True}], True),
        ((), {}, [{"tdm-reservation": 1}, "x", *ALL], False),
        ((), {}, {"location": "/", "tdm-reservation": 1}, True),
    ],
)
def test_reservations_of_file_header_and_page_each_over_the_one_before(
    elements, headers, file, analyse
):
    found = left(*elements, headers=headers, file=file)
    assert found.analyse == analyse
    assert found.excerpt == (None if analyse else 0)
    assert found.store
    assert found.listed


def test_the_terms_are_told():
    policy = "https://tarnvalleypost.example/terms"
    found = left(headers={**RESERVED, "tdm-policy": policy})
    assert found.why == (f"tdm-reservation: 1, says the header tdm-reservation (terms: {policy})",)


@pytest.mark.parametrize("body", [b"{}", b"no", b"[" * 100_000, b" " * (rights.MAX_BYTES + 1)])
def test_a_file_that_cannot_be_read_limits_nothing_and_says_so(body):
    found = rights.read(body)
    [flag] = rights.flags(tuple(rights.of_file(found, URL)))
    assert flag.kind == "rights_unread"
    assert allowed([flag]) == Allowed()


def test_other_flags_limit_nothing():
    assert allowed([Flag(kind="coarse", why="noindex, says the page")]) == Allowed()


def test_why_a_program_may_not_keep_a_page():
    article = extract(page(meta("robots", "noarchive, noindex")), url=URL)
    assert "noindex, says the page" in rights.refusal(article)
    assert rights.refusal(extract(page(meta("robots", "noarchive")), url=URL)) == ""


@given(st.text(max_size=60), st.text(max_size=30))
def test_any_words_are_read_and_give_signals_that_can_be_told(content, policy):
    headers = {"x-robots-tag": content, "tdm-reservation": "1", "tdm-policy": policy}
    told = allowed(rights.flags(tuple(rights.of_headers(headers))))
    assert not told.analyse


def test_an_address_that_is_none_does_no_harm_without_rules():
    assert list(rights.of_file(Reserved(), "http://[")) == []
