"""Small clauses: what is told of "with 40 people aboard" besides the clause that it stands in."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.claims import circumstances
from firsthand.lexicon import language
from tests.claims.conftest import reports, shown


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "The Silver Heron, inbound from Halden with 214 people aboard, hit the east pier.",
            ["The Silver Heron, inbound from Halden with 214 people aboard, hit the east pier",
             "The Silver Heron | with 214 people aboard"],
        ),
        (
            "A coach with 41 people on board crashed into a bridge.",
            ["A coach with 41 people on board crashed into a bridge",
             "A coach | with 41 people on board"],
        ),
        (
            "The barge sank off Halden, with three sailors still missing.",
            ["The barge sank off Halden", "The barge | with three sailors still missing"],
        ),
        (
            "A coach carrying 41 people struck a bridge.",
            ["A coach carrying 41 people struck a bridge", "A coach | carrying 41 people"],
        ),
        (
            "The ferry, on her way home with 40 people, struck a bridge.",
            ["The ferry, on her way home with 40 people, struck a bridge",
             "The ferry | with 40 people"],
        ),
        ("The mayor, back from a meeting with 40 people, opened a bridge.",
         ["The mayor, back from a meeting with 40 people, opened a bridge"]),
        # which one is meant, and what is no state: nothing of their own
        ("Any boat carrying 12 people must be registered.",
         ["Any boat carrying 12 people must be registered"]),
        ("The minister met with two wounded soldiers on Monday.",
         ["The minister met with two wounded soldiers on Monday"]),
    ],
)  # fmt: skip
def test_a_small_clause_is_a_report_of_its_own(read, text, wanted):
    assert sorted(shown(text, read(text))) == sorted(wanted)


def test_it_shares_who_vouches_and_how_surely(read):
    text = "The bus might have left with 12 people on board, the mayor of Orven said."
    around, small = read(text)
    assert text[small.start : small.stop] == "with 12 people on board"
    assert small.chain == around.chain
    assert [voice.name for voice in small.chain] == ["mayor of Orven"]
    assert small.stance == around.stance == "possible"


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [
        (
            "es",
            "Un autobús con 41 personas a bordo chocó contra un puente, con un saldo de dos muertos y 12 heridos, dijo la policía.",
            ["Un autobús con 41 personas a bordo chocó contra un puente",
             "Un autobús | con 41 personas a bordo", "con un saldo de dos muertos y 12 heridos"],
        ),
        (
            "es",
            "El barco tocó el muelle a las 6.40 y se abrió una grieta en la proa, dijo Ana Vidal.",
            ["El barco tocó el muelle a las 6.40", "se abrió una grieta en la proa"],
        ),
        ("es", "El barco chocó y se hundió en el puerto.",
         ["El barco chocó y se hundió en el puerto"]),
        (
            "de",
            "Ein Bus mit 41 Menschen an Bord fuhr gegen eine Brücke.",
            ["Ein Bus mit 41 Menschen an Bord fuhr gegen eine Brücke",
             "Ein Bus | mit 41 Menschen an Bord"],
        ),
    ],
)  # fmt: skip
def test_without_a_parse(code, text, wanted):
    found = reports(text, code)
    assert sorted(shown(text, found)) == sorted(wanted)
    assert len({report.chain for report in found}) == 1


@given(st.lists(st.sampled_from(["with", "two", "40", "people", "aboard", ",", "dead", "and"])))
def test_small_clauses_are_in_order_and_apart(words):
    text = " ".join(words)
    found = circumstances.find(text, 0, len(text), language.load().lists)
    assert all(start < stop for start, stop in found)
    assert all(one[1] <= two[0] for one, two in pairwise(found))
    for place in circumstances.place([(0, len(text))], found)[0]:
        assert place != (0, len(text))


@pytest.mark.parametrize("piece", ["with ", "with two ", "with at ", "with 2,", "with two a ", " "])
def test_hostile_words_cost_no_more_than_their_length(piece):
    text = "with" + piece * 20_000
    begun = time.process_time()
    circumstances.find(text, 0, len(text), language.load().lists)
    assert time.process_time() - begun < 2
