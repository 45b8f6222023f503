"""Sides of a question."""

from dataclasses import replace

FILLER = ("The mayor praised the choir.", "A bakery on the square sold out of bread.")


def _questions(newsroom):
    newsroom.publish("Valley Echo", *FILLER)
    return newsroom.corroborate().disagreements


def test_two_days_for_one_thing_are_a_conflict(newsroom):
    newsroom.publish("Norland Post", "Orla Vint will meet Bram Kessel in Port Ash on Tuesday.")
    newsroom.publish("Harbour Times", "Vint will meet Kessel in Port Ash on Wednesday.")
    (question,) = _questions(newsroom)
    assert (question.kind, question.verdict) == ("time", "conflict")
    assert {side.value for side in question.sides} == {"Tuesday", "Wednesday"}


def test_a_toll_that_grows_is_an_update(newsroom):
    newsroom.publish("Norland Post", "The storm killed six sailors near Port Ash.", day=1)
    newsroom.publish("Harbour Times", "The storm killed nine sailors near Port Ash.", day=2)
    (question,) = _questions(newsroom)
    assert (question.kind, question.verdict) == ("number", "update")


def test_a_toll_that_falls_is_a_conflict(newsroom):
    newsroom.publish("Norland Post", "The storm killed nine sailors near Port Ash.", day=1)
    newsroom.publish("Harbour Times", "The storm killed six sailors near Port Ash.", day=2)
    (question,) = _questions(newsroom)
    assert (question.kind, question.verdict) == ("number", "conflict")


def test_rounding_is_compatible(newsroom):
    newsroom.publish("Norland Post", "Port Ash is about 700 kilometers from Norland City.")
    newsroom.publish("Harbour Times", "Port Ash is 680 kilometers from Norland City.")
    (question,) = _questions(newsroom)
    assert (question.kind, question.verdict) == ("number", "compatible")


def test_an_accusation_meets_the_denial_that_points_back_to_it(newsroom, says):
    newsroom.publish(
        "Norland Post",
        "Norland has accused the shipyard of selling engines to smugglers.",
        "The shipyard has denied such claims.",
    )
    newsroom.reports[0] = replace(newsroom.reports[0], chain=(says("Norland", "place"),))
    newsroom.reports[1] = replace(
        newsroom.reports[1], stance="denied", chain=(says("shipyard", "organisation"),)
    )
    (question,) = _questions(newsroom)
    assert (question.kind, question.verdict) == ("denial", "conflict")
    assert [side.value for side in question.sides] == ["said", "denied"]


def test_agreement_raises_no_question(newsroom):
    newsroom.publish("Norland Post", "The storm killed six sailors near Port Ash on Monday.")
    newsroom.publish("Harbour Times", "Six sailors died in the storm off Port Ash.")
    assert _questions(newsroom) == ()


def test_two_times_in_one_article_are_two_things(newsroom):
    newsroom.publish(
        "Norland Post",
        "A ferry sank off Port Ash on Monday.",
        "A ferry sank off Port Ash on Friday.",
    )
    assert _questions(newsroom) == ()


def test_a_car_is_no_truck(newsroom):
    newsroom.publish("Norland Post", "A bomber rammed a car into the harbour office at Port Ash.")
    newsroom.publish(
        "Harbour Times", "A bomber rammed a truck into the harbour office at Port Ash."
    )
    (question,) = _questions(newsroom)
    assert (question.kind, question.verdict) == ("other", "conflict")
    assert {side.value for side in question.sides} == {"car", "truck"}


def test_one_speaker_with_two_first_names_is_a_conflict(newsroom):
    newsroom.publish("Norland Post", "Orla Vint announced the date of the vote on television.")
    newsroom.publish("Harbour Times", "Bram Vint announced the date of the vote on television.")
    found = {(question.kind, question.verdict) for question in _questions(newsroom)}
    assert ("person", "conflict") in found


def test_what_was_open_and_is_told_later_is_an_update(newsroom):
    newsroom.publish("Norland Post", "The cause of the ferry crash at Port Ash was not known.")
    newsroom.reports[0] = replace(newsroom.reports[0], stance="unconfirmed")
    newsroom.publish("Harbour Times", "Strong winds caused the ferry crash at Port Ash.", day=3)
    (question,) = _questions(newsroom)
    assert (question.kind, question.verdict) == ("unconfirmed", "update")


def test_one_denial_answers_all_that_was_said_before_it(newsroom, says):
    newsroom.publish(
        "Norland Post",
        "The shipyard sold engines to smugglers.",
        "The shipyard has denied the claims.",
    )
    newsroom.reports[1] = replace(
        newsroom.reports[1], stance="denied", chain=(says("shipyard", "organisation"),)
    )
    (question,) = _questions(newsroom)
    assert [len(side.claims) for side in question.sides] == [1, 1]


def test_sides_name_claims_of_the_story(newsroom):
    newsroom.publish("Norland Post", "The storm killed six sailors near Port Ash.")
    newsroom.publish("Harbour Times", "The storm killed nine sailors near Port Ash.", day=2)
    newsroom.publish("Valley Echo", *FILLER)
    story = newsroom.corroborate()
    known = {claim.id for claim in story.claims}
    for question in story.disagreements:
        assert len(question.sides) >= 2
        assert all(set(side.claims) <= known and side.reports for side in question.sides)


def test_claims_come_in_the_order_of_what_stands_behind_them(newsroom):
    newsroom.publish("Norland Post", "A bakery sold out of bread.", "The ferry sank off Port Ash.")
    newsroom.publish("Harbour Times", "A ferry sank near Port Ash.")
    story = newsroom.corroborate()
    assert [len(claim.reports) for claim in story.claims] == [2, 1]
    again = newsroom.corroborate()
    assert [claim.id for claim in again.claims] == [claim.id for claim in story.claims]
