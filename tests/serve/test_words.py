"""firsthand's own words: in one table, and none of them a verdict."""

import re

import pytest

from firsthand.serve.terminal import draw
from firsthand.serve.words import TEMPLATES, count, origins, say, share

FORBIDDEN = frozenset(
    {"true", "false", "fake", "hoax", "debunked", "fact", "verified", "confirmed", "credible", "reliable", "trusted", "biased", "score", "rating", "rumour", "claimed", "admitted", "revealed", "insisted", "so-called", "breaking", "viral"}
)  # fmt: skip
#: the one phrase in which a word of the list may stand
ALLOWED = re.compile(r"not confirmed", re.IGNORECASE)


def judging(text):
    folded = ALLOWED.sub("", text).lower()
    return [word for word in sorted(FORBIDDEN) if re.search(rf"\b{word}s?\b", folded)]


@pytest.mark.parametrize("key", TEMPLATES)
def test_no_template_judges(key):
    assert judging(TEMPLATES[key]) == []


def test_the_search_finds_judgements():
    assert judging("Confirmed: a true report") == ["confirmed", "true"]


def test_a_page_without_its_quotations_judges_nothing(reading):
    assert judging(re.sub("“[^”]*”", "", draw(reading, width=100))) == []


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (1, 1, "1 origin"), (3, 3, "3 origins"), (3, 4, "3–4 origins"),
        (0, 1, "at most 1 origin"), (0, 3, "at most 3 origins"), (0, 0, "origins not counted yet"),
    ],
)  # fmt: skip
def test_ranges(low, high, said):
    assert origins(low, high) == said


def test_numbers():
    assert count("report", 1904) == "1,904 reports"
    assert [share(part) for part in (0.48, 0.004, 1)] == ["48%", "under 1%", "100%"]


def test_a_field_with_braces_is_not_read_as_a_template():
    assert say("unnamed", name="{0} {secret}") == "{0} {secret} [unnamed]"
