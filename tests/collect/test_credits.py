"""Credits of made-up articles."""

import pytest

from firsthand.collect.credits import credits as find
from firsthand.collect.parts import parts
from firsthand.lexicon import gazetteer

GAZETTEER = gazetteer.load()
FIRST = "The harbour of Lindhaven was closed on Monday after a crane fell into the water, the port said."
SECOND = "Nobody was hurt, and the port master expects ships to return by the end of the week."


def agencies(text, byline=()):
    found = find(text, parts(text, GAZETTEER, "en"), byline, GAZETTEER)
    assert all(text[c.start : c.stop] == c.text for c in found if c.stop)
    return [credit.agency for credit in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"LINDHAVEN (AP) — {FIRST}\n{SECOND}", ["Associated Press"]),
        (f"LINDHAVEN (Reuters/AFP) - {FIRST}\n{SECOND}", ["Reuters", "Agence France-Presse"]),
        (f"LINDHAVEN (XYZ) - {FIRST}\n{SECOND}", ["XYZ"]),
        (f"By Ada Moor (Associated Press)\n\n{FIRST}\n{SECOND}", ["Associated Press"]),
        (f"By Reuters\n\n{FIRST}\n{SECOND}", ["Reuters"]),
        (f"{FIRST}\n{SECOND} EFE\nabc/de/fg", ["EFE"]),
        (f"{FIRST}\n{SECOND}\nSource: HB", ["HB"]),
        (f"{FIRST}\n{SECOND}\n(AFP)", ["Agence France-Presse"]),
        (
            f"The Associated Press | Monday, May 3, 2031, 7:24 a.m.\n\n{FIRST}\n{SECOND}",
            ["Associated Press"],
        ),
        (f"Posted 3:57 pm, May 3, 2031, by Reuters\n\n{FIRST}\n{SECOND}", ["Reuters"]),
        (
            f"{FIRST}\n{SECOND}\nAda Moor and The Associated Press contributed to this report.",
            ["Associated Press"],
        ),
        (f"{FIRST}\n{SECOND}\n(Reporting by Ada Moor; editing by Ben Reed)", ["Reuters"]),
        # a dateline that names an agency, known or not, says more than a house style
        (
            f"LINDHAVEN, June 5 (Bell Wire) - {FIRST}\n{SECOND}\n(Reporting by Ada Moor; editing by Ben Reed)",
            ["Bell Wire"],
        ),
        (f"{FIRST}\n{SECOND} (Additional reporting by Ada Moor; Editing by Ben Reed)", ["Reuters"]),
        (
            f"{FIRST}\n{SECOND}\nCopyright 2031 The Associated Press. All rights reserved.",
            ["Associated Press"],
        ),
    ],
)
def test_credits(text, expected):
    assert agencies(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        f"{FIRST}\nShe told France-Presse (AFP) that the crane was old.\n{SECOND}",
        f"{FIRST}\nThe Yonhap news agency and some other media published similar reports.\n{SECOND}",
        f"{FIRST}\nThe crane lies in the water of the harbour on Monday. (Reuters)\n{SECOND}\n{FIRST}",
        f"{FIRST}\nThe Associated Press (AP) reported that the crane was old.\n{SECOND}",
        f"{FIRST}\nCopyright 2031 The Lindhaven Bell. All rights reserved.",
        # the credit of a picture, amid the story
        f"{FIRST}\n\nASSOCIATED PRESS.\n\n{SECOND}\n{FIRST}\n{SECOND}",
        # that of a chart
        f"{FIRST}\n\nSource: Lindhaven Port Office\n\n{SECOND}\n{FIRST}\n{SECOND}",
        # what agencies did on a day
        f"Reuters was closed on May 3, 2031, said the port.\n\n{FIRST}\n{SECOND}",
        f"{FIRST}\n\nBloomberg/Getty Images.\n\n{SECOND}\n{FIRST}\n{SECOND}",
        f"LINDHAVEN (BEGIN VIDEO CLIP) - {FIRST}\n{SECOND}",
    ],
)
def test_no_credit(text):
    assert agencies(text) == []


def test_a_byline_given_apart_credits_without_a_place():
    (credit,) = find(
        FIRST, parts(FIRST, GAZETTEER, "en"), ("Ada Moor, Associated Press",), GAZETTEER
    )
    assert (credit.agency, credit.start, credit.stop) == ("Associated Press", 0, 0)
    assert credit.text == "Ada Moor, Associated Press"
