"""Slots of clauses."""

import pytest

from firsthand.claims import propositions
from firsthand.claims.pronouns import Referent
from firsthand.records import Sentence


@pytest.fixture
def slots(english):
    def read(text: str, clause: str | None = None, **options):
        sentence = Sentence(start=0, stop=len(text), text=text, tokens=english.parse([text])[0])
        start = text.index(clause) if clause else 0
        return propositions.read(sentence, start, start + len(clause or text), **options)

    return read


def _roles(proposition):
    return {(argument.role, argument.head) for argument in proposition.arguments}


def test_active_and_passive_have_one_shape(slots):
    active = slots("The storm destroyed the bridge.")
    passive = slots("The bridge was destroyed by the storm.")
    assert active.predicate == passive.predicate == "destroy"
    assert _roles(active) == _roles(passive) == {("subject", "storm"), ("object", "bridge")}


def test_light_verbs_give_way_to_their_noun(slots):
    assert slots("The minister made a visit to Norland.").predicate == "visit"


def test_what_colours_the_infinitive_is_not_the_predicate(slots):
    found = slots("The minister is expected to visit Norland.")
    assert (found.predicate, found.tense) == ("visit", "future")


def test_a_state_is_the_predicate(slots):
    assert slots("All sailors were unharmed.").predicate == "unharmed"


def test_what_only_happens_gives_way_to_what_happens(slots):
    assert slots("A meeting is possible on Tuesday.").predicate == "meeting"


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("The ferry has not left the port.", True),
        ("The ferry left the port.", False),
        ("No sailor was hurt.", True),
        ("The crew never saw the rock.", True),
        ("The engine failed to start.", True),
        ("The council has yet to announce the vote.", True),
    ],
)
def test_negation(slots, text, negated):
    assert slots(text).negated is negated


@pytest.mark.parametrize(
    ("text", "clause", "tense"),
    [
        ("Vint will meet the mayor and talk with Kessel.", "talk with Kessel", "future"),
        ("Vint met the mayor and talked with Kessel.", "talked with Kessel", "past"),
        ("Vint will meet the mayor and Kessel talks with him.", "Kessel talks with him", "present"),
    ],
)
def test_what_is_joined_shares_the_auxiliary(slots, text, clause, tense):
    assert slots(text, clause).tense == tense


def test_a_clause_takes_its_subject_from_above(slots):
    found = slots("The wave hit the pier, killing six people.", "killing six people")
    assert found.predicate == "kill"
    assert {("object", "people"), ("subject", "wave")} <= _roles(found)
    assert found.tense == "past"


def test_pronouns_are_resolved_by_the_caller(slots):
    vint = Referent("Orla Vint", named=True, place=None)
    found = slots("He left the port.", resolve=lambda index: vint if index == 0 else None)
    assert next(a.name for a in found.arguments if a.role == "subject") == "Orla Vint"
    assert "Orla Vint" in found.names


def test_a_noun_that_a_pronoun_stands_for_is_no_name(slots):
    captain = Referent("captain", named=False, place=None)
    found = slots("He was hurt himself.", resolve=lambda index: captain if index == 0 else None)
    assert {("object", "captain")} == _roles(found)
    assert "captain" in found.words
    assert found.names == ()


def test_names_and_words(slots):
    found = slots("Orla Vint opened the harbour in Norland on Monday.")
    assert found.names == ("Orla Vint", "Norland")
    assert "harbour" in found.words
    assert "monday" not in found.words


def test_without_a_parse_words_and_names_remain():
    text = "The mayor Orla Vint did not open the harbour."
    sentence = Sentence(start=10, stop=10 + len(text), text=text)
    found = propositions.read(sentence, 10, 10 + len(text))
    assert found.negated
    assert found.names == ("Orla Vint",)
    assert "harbour" in found.words
