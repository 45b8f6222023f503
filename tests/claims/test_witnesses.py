"""First-hand reports: a person who tells what befell him, and what else he tells of it."""

import pytest


def firsthand(text, reports):
    return [text[r.start : r.stop] for r in reports if r.firsthand]


def test_what_a_witness_did_is_first_hand(read):
    text = "“The lamps went out and I ran,” said Osk Pell, 41. Pell said he had pulled two men out."
    assert "he had pulled two men out" in firsthand(text, read(text))


def test_what_else_a_witness_tells_of_the_past_is_first_hand(read):
    text = (
        "“We heard a bump,” said Una Marsk, a student who was aboard. Boats took the passengers "
        "off, she said."
    )
    assert "Boats took the passengers off" in firsthand(text, read(text))


def test_what_a_witness_has_from_others_is_not(read):
    text = (
        "“We heard a bump,” said Una Marsk, a student who was aboard. Marsk said she had heard that the "
        "cook pulled two children out."
    )
    assert "the cook pulled two children out" not in firsthand(text, read(text))


def test_what_an_official_knows_is_not(read):
    text = (
        "“We saw the smoke at noon,” said the minister, Ada Brandt. Boats took the passengers off, "
        "Brandt said."
    )
    assert "Boats took the passengers off" not in firsthand(text, read(text))


def test_a_rank_before_a_name_is_an_office(read):
    text = "“I heard of the smoke at noon,” said Lt. Ada Brandt. Boats took the passengers off, Brandt said."
    assert "Boats took the passengers off" not in firsthand(text, read(text))


def test_to_confirm_something_is_not_to_have_seen_it(read):
    text = "“We ran,” said Una Marsk, a student who was aboard. Marsk confirmed the deaths."
    assert "Marsk confirmed the deaths" not in firsthand(text, read(text))


def test_a_stand_is_nothing_seen(read):
    text = (
        "“I was talking about the harbour,” said Tom Brack. Brack said he did not oppose the pier. "
        "The law was made to save money, he said. “I am fond of her,” he said."
    )
    assert firsthand(text, read(text)) == []


def test_what_a_body_did_makes_no_witness_of_its_head(read):
    text = "“We checked the nets yesterday,” said Tom Brack. The boats had no herring aboard, Brack said."
    assert "The boats had no herring aboard" not in firsthand(text, read(text))


@pytest.mark.parametrize(
    "text",
    [
        # one of some people is there for himself
        "“We cannot see a harbour without it,” said Una Marsk, one of about 100 people on the quay.",
        # what befell one and his
        "“This is the first time we have lost boats,” said Una Marsk, one of the guild's leaders.",
    ],
)
def test_one_of_many_tells_first_hand(read, text):
    assert firsthand(text, read(text))


def test_one_fan_has_no_age(read):
    text = "“You must be lame to sell a boat that sank at night,” one Calder fan wrote."
    assert firsthand(text, read(text)) == []


def test_what_a_resident_thinks_is_nothing_seen(read):
    text = "A resident said the mayor takes the harbour seriously. Another resident said the quay shook."
    assert firsthand(text, read(text)) == ["the quay shook"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“They are shooting at us from the hill,” said one sailor.", "They are shooting at us"),
        ("A sailor said he had seen the ferry turn over.", "he had seen the ferry turn over"),
        ("Villagers said they had been beaten by the guards.", "they had been beaten"),
        ("Residents of Skell said the tower had fallen at noon.", "the tower had fallen"),
    ],
)
def test_unnamed_people_tell_what_befell_them(read, text, words):
    assert any(words in told for told in firsthand(text, read(text)))


@pytest.mark.parametrize(
    "text",
    [
        # whom a spokesman speaks for, who a friend was, what anybody needs, what officials are told
        "A spokesman for Quill said he was on the ferry at noon.",
        "“My dear friend Tom Brack passed away at noon,” said Ada Quill.",
        "“We need more boats,” said a sailor.",
        "Officials said they had been told of the leak.",
    ],
)
def test_what_befell_others_is_not_first_hand(read, text):
    assert firsthand(text, read(text)) == []
