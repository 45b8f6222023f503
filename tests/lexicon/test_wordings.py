"""Words that say the same, and lists of words by their use."""

import re
from pathlib import Path

import pytest

import firsthand
from firsthand.lexicon import wordings

KNOWN = wordings.load()
#: a word that each list must hold for what it is used for
WITNESSES = {
    "suffixes": "ation", "suffered": "were", "around_numbers": "nearly", "on_top": "another", "pointing": "claim",
    "opening": "a", "doubting": "skeptical", "vague": "take", "others": "critics", "articles": "the",
    "titles": "minister", "government": "administration", "heads": "president", "open_texts": "constitution",
    "no_first_names": "north", "particles": "von", "hanging": "which", "pronouns": "they", "auxiliaries": "was",
    "gauges": "knot", "vague_numbers": "dozens", "at_most": "up", "at_least": "least", "loose_times": "on",
    "where": "near", "roughly": "about", "denying": "deny", "having": "keep",
    "why": "why", "because": "because", "anyone": "none", "inquiring": "into", "asked": "what", "viewing": "describe", "back": "this", "carrying": "leave",
    "may": "might", "little": "which",
    "befalling": "drown", "everyone": "everybody", "silent": "reply", "unanswering": "refuse", "awaiting": "wait", "earlier": "prior", "qualities": "constitutional", "identifying": "appoint",
    "posts": "mayor", "ranks": "deputy", "fields": "foreign", "determiners": "the", "low": "when", "said_of": "deny",
    "bearing": "make", "happening": "happen", "naming": "the", "supposing": "once", "unforetold": "whether", "wishing": "want",
    "lasting": "since", "ordinals": "second", "numbered": "lap", "bidding": "must", "pending": "yet", "searching": "investigate", "unnamed": "what",
    "wished": "wanted", "foretelling": "will", "voting": "vote", "several": "those", "foregoing": "since", "press": "media",
    "limiting": "until", "questioning": "did", "knowing": "determine", "courses": "arrive", "requesting": "demand", "reasoning": "argument",
    "speeds": "knots", "beyond": "more", "subordinate": "before", "relatives": "whose", "apart": "earlier", "adjoining": "following",
    "unmatched": "first", "dating": "by", "outlooks": "hoping", "mistaken": "thought",
    "gone_by": "going", "inserted": "just", "undue": "never", "spent": "earlier", "provisos": "if", "granting": "even",
    "ranging": "between", "stretching": "from", "reaching": "till", "ending": "until", "by_the_day": "tonight", "open": "unclear",
    "together": "joint", "indirect": "how", "relations": "aunt", "whereabouts": "beside", "surveying": "pollster", "counting_back": "ago", "issued": "statement", "namesakes": "airline", "spokesmen": "spokeswoman",
    "different": "another", "single": "an", "definite": "this", "specifying": "about",
    "himself": "i", "appended": "who", "belonging": "from", "whose": "for", "genitive": "'s", "owners": "of", "including": "including", "harmless": "penalty", "accusing": "arrest", "involving": "role", "repeated": "twice", "so_much": "as",
}  # fmt: skip


def test_every_list_has_a_witness():
    assert KNOWN.lists.keys() == WITNESSES.keys()


@pytest.mark.parametrize("name", sorted(KNOWN.lists))
def test_a_list_holds_its_witness_and_is_used(name):
    folder = Path(firsthand.__file__).parent
    asked = re.compile(rf'\["{name}"\]|\(("[a-z_]+", )*"{name}"(, "[a-z_]+")*\)')
    assert WITNESSES[name] in KNOWN[name]
    assert any(asked.search(path.read_text("utf-8")) for path in folder.rglob("*.py")), name


def test_a_list_that_is_missing_is_an_error():
    with pytest.raises(KeyError):
        KNOWN["no such list"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("death", "killed"), ("departure", "leave"), ("ferry", "ship"), ("quay", "pier")],
)
def test_words_that_say_the_same_share_a_class(one, other):
    classes = [
        KNOWN.classes.get(word, KNOWN.classes.get(word.removesuffix("ed"))) for word in (one, other)
    ]
    assert classes[0] & classes[1]


def test_a_truck_and_a_verdict_are_overturned_in_two_senses():
    assert KNOWN.classes["overturn"] >= KNOWN.classes["flip"] | KNOWN.classes["quash"]
    assert KNOWN.classes["flip"].isdisjoint(KNOWN.classes["quash"])


def test_words_that_stand_for_one_another_and_short_names():
    groups = KNOWN.interchangeable
    assert groups["arm"] & groups["weapon"]
    assert not groups["arm"] & groups["ship"]
    assert any({"robert", "bob"} <= names for names in KNOWN.nicknames)


def test_what_often_is_one_event_is_known_by_classes():
    named = frozenset().union(*KNOWN.classes.values())
    assert any({"attack", "blast"} <= kin for kin in KNOWN.kin)
    assert all(name in named or name in KNOWN.classes for kin in KNOWN.kin for name in kin)


def test_contraries_are_contrary_in_both_directions():
    for name, others in KNOWN.opposites.items():
        assert all(name in KNOWN.opposites[other] for other in others)
