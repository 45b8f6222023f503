"""Same proposition, not same topic."""

from dataclasses import replace

import pytest

from firsthand.corroboration.match import match, match_phrases

FILLER = (
    "The mayor praised the choir.",
    "A bakery on the square sold out of bread.",
    "The council will discuss the budget for the library.",
)


def _match(newsroom, one, other, **changes):
    (a,) = newsroom.publish("Norland Post", one)
    (b,) = newsroom.publish("Harbour Times", other, day=2)
    newsroom.publish("Valley Echo", *FILLER)
    if changes:
        newsroom.reports[1] = b = replace(b, **changes)
    return match(a, b, newsroom.context())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The storm killed six sailors near Port Ash.", "Six sailors died in the storm off Port Ash."),
        ("Orla Vint visited the Port Ash shipyard.", "Vint made a visit to the shipyard in Port Ash."),
        ("The ferry was hit by a freighter.", "A freighter hit the ferry."),
        ("All sailors were unharmed.", "No sailors were hurt."),
        ("The pier is 100 feet long.", "The pier is 30 metres long."),
    ],
)  # fmt: skip
def test_same_claim_in_other_words(newsroom, one, other):
    found = _match(newsroom, one, other)
    assert found.same, found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The storm killed six sailors near Port Ash.", "The storm killed nine sailors near Port Ash."),
        ("The ferry sank off Port Ash on Monday.", "The ferry sank off Port Ash on Tuesday."),
        ("The ferry has left Port Ash.", "The ferry has not left Port Ash."),
        ("Orla Vint opened the harbour.", "Bram Kessel opened the harbour."),
        ("The police arrested the captain.", "The police freed the captain."),
        ("The storm killed six sailors near Port Ash.", "The storm delayed the regatta near Port Ash."),
    ],
)  # fmt: skip
def test_another_slot_is_another_claim(newsroom, one, other):
    found = _match(newsroom, one, other)
    assert not found.same, found
    assert found.reasons


def test_a_denied_report_does_not_join_the_assertion(newsroom):
    sentence = "The shipyard sold engines to Norland."
    assert not _match(newsroom, sentence, sentence, stance="denied").same


def test_matching_does_not_depend_on_the_order_of_the_two(newsroom):
    (a,) = newsroom.publish("Norland Post", "The storm killed six sailors near Port Ash.")
    (b,) = newsroom.publish("Harbour Times", "Six sailors died in the storm.")
    context = newsroom.context()
    assert match(a, b, context).score == match(b, a, context).score
    assert match(a, b, context).same == match(b, a, context).same


def test_a_number_that_both_give_joins_what_differs_in_another(newsroom):
    one = "The storm killed six sailors and injured 120 people near Port Ash."
    other = "The storm killed six sailors and injured more than 100 people near Port Ash."
    assert _match(newsroom, one, other).same


def test_what_has_another_predicate_needs_more_than_the_same_people(newsroom):
    one = "Orla Vint and Bram Kessel opened the summit in Port Ash."
    other = "Orla Vint and Bram Kessel left Port Ash by train."
    assert not _match(newsroom, one, other).same


def test_long_copies_with_another_day_stay_one_claim(newsroom):
    story = "An old ferry of the Norland line sank in the storm off Port Ash on {} with all hands."
    assert _match(newsroom, story.format("Monday"), story.format("Tuesday")).same


def test_phrases_are_compared_by_their_vectors(newsroom):
    context = newsroom.context()
    near, far = (match_phrases(None, None, cosine, context) for cosine in (0.8, 0.1))
    assert near.same
    assert not far.same
    assert near.score > far.score
