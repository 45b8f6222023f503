"""Sides of a question."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from firsthand.records import Moment

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


def test_of_two_units_the_one_that_the_other_side_has_is_shown(newsroom):
    newsroom.publish("Norland Post", "Port Ash is about 700 kilometers from Norland City.")
    newsroom.publish(
        "Harbour Times", "Port Ash is about 425 miles (680 kilometers) from Norland City."
    )
    (question,) = _questions(newsroom)
    assert sorted(side.value for side in question.sides) == [
        "680 kilometers",
        "about 700 kilometers",
    ]


@pytest.mark.parametrize(
    "denial", ["The shipyard has denied such claims.", "The shipyard has rejected that notion."]
)
def test_an_accusation_meets_the_denial_that_points_back_to_it(newsroom, says, denial):
    newsroom.publish(
        "Norland Post", "Norland has accused the shipyard of selling engines to smugglers.", denial
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


@pytest.mark.parametrize(("pointer", "sides"), [("those details", 2), ("that", 1)])
def test_who_does_not_confirm_those_details_answers_all_that_others_were_cited_for(
    newsroom, says, pointer, sides
):
    newsroom.publish(
        "Norland Post",
        "The liner left Port Ash on Monday.",
        "Bram Kessel boarded a train to Lowmark.",
        f"The harbour office did not confirm {pointer}.",
    )
    voices = "Valley Echo", "Harbour Times", "The harbour office"
    newsroom.reports = [
        replace(report, chain=(says(voice, "organisation"),))
        for report, voice in zip(newsroom.reports, voices, strict=True)
    ]
    newsroom.reports[2] = replace(newsroom.reports[2], stance="unconfirmed")
    (question,) = _questions(newsroom)
    (told,) = [side for side in question.sides if side.value == "said"]
    assert (question.kind, len(told.claims)) == ("unconfirmed", sides)


def test_who_confirms_nothing_is_not_set_against_what_an_official_of_theirs_says(newsroom, says):
    newsroom.publish("Norland Post", "An official of the harbour office worries about the pier.")
    newsroom.publish("Harbour Times", "The liner left.", "The harbour office did not confirm that.")
    newsroom.reports[2] = replace(
        newsroom.reports[2], stance="unconfirmed", chain=(says("The harbour office", "organisation"),)
    )  # fmt: skip
    (question,) = _questions(newsroom)
    assert [len(side.claims) for side in question.sides] == [1, 1]
    assert {place[0] for side in question.sides for place in side.reports} == {"Harbour Times"}


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


def _kinds(newsroom):
    return {(question.kind, question.verdict) for question in _questions(newsroom)}


def _voiced(newsroom, says, *names):
    for index, name in enumerate(names):
        newsroom.reports[index] = replace(newsroom.reports[index], chain=(says(name),))


def test_two_places_for_one_thing_are_a_conflict(newsroom):
    newsroom.publish("Norland Post", "The ferry sank off Ostmark on Monday.")
    newsroom.publish("Harbour Times", "The ferry sank off Brixholm on Monday.")
    assert ("place", "conflict") in _kinds(newsroom)


def test_places_that_one_sentence_names_together_may_lie_in_one_another(newsroom):
    newsroom.publish("Norland Post", "The ferry sank off Ostmark on Monday.")
    newsroom.publish("Harbour Times", "The ferry sank off Brixholm on Monday.")
    newsroom.publish("Coast Gazette", "Brixholm is the largest harbour of Ostmark.")
    assert ("place", "conflict") not in _kinds(newsroom)


def test_those_who_came_on_top_are_no_other_toll(newsroom):
    newsroom.publish("Norland Post", "The storm killed six sailors near Port Ash.")
    newsroom.publish("Harbour Times", "The storm killed two more sailors near Port Ash.", day=2)
    assert not _kinds(newsroom)


def test_some_of_the_dead_are_no_other_toll(newsroom):
    newsroom.publish("Norland Post", "The storm killed nine sailors near Port Ash.")
    newsroom.publish("Harbour Times", "Five of the dead sailors were from Port Ash.")
    assert not _kinds(newsroom)


def test_a_vague_number_contradicts_none(newsroom):
    newsroom.publish("Norland Post", "The storm wounded 70 sailors near Port Ash.")
    newsroom.publish("Harbour Times", "The storm wounded dozens of sailors near Port Ash.")
    assert not {kind for kind, verdict in _kinds(newsroom) if verdict != "compatible"}


def test_one_voice_that_gives_two_numbers_speaks_of_two_things(newsroom):
    newsroom.publish(
        "Norland Post", "The storm killed six sailors near Port Ash.",
        "The storm killed three sailors near Brixholm.",
    )  # fmt: skip
    newsroom.publish("Harbour Times", "The storm killed six sailors near Port Ash.")
    assert not _kinds(newsroom)


def test_two_voices_in_one_article_may_contradict_one_another(newsroom, says):
    newsroom.publish(
        "Norland Post", "The ferry was making 14 knots in the harbour.",
        "The log shows a speed of 7 knots.",
    )  # fmt: skip
    newsroom.publish("Harbour Times", "The log of the ferry shows a speed of 7 knots.")
    _voiced(newsroom, says, "Orla Vint", "Bram Kessel", "Bram Kessel")
    assert ("number", "conflict") in _kinds(newsroom)


def test_two_upper_bounds_of_one_thing_differ(newsroom):
    newsroom.publish("Norland Post", "The captain could be jailed for up to ten years.")
    newsroom.publish("Harbour Times", "The captain could face up to 14 years in prison.")
    assert ("number", "conflict") in _kinds(newsroom)


@pytest.mark.parametrize(("other", "verdict"), [("about 6:50", "compatible"), ("7:30", "conflict")])
def test_times_by_the_clock(newsroom, other, verdict):
    newsroom.publish("Norland Post", "The ferry hit the pier at 6:40 on Monday.")
    newsroom.publish("Harbour Times", f"The ferry struck the pier at {other} on Monday.")
    clocks = ("6:40", other.removeprefix("about "))
    for index, clock in enumerate(clocks):
        report = newsroom.reports[index]
        newsroom.reports[index] = replace(report, times=(_clock(newsroom, report, clock),))
    assert ("time", verdict) in _kinds(newsroom)


def _clock(newsroom, report, clock):
    start = newsroom.articles[report.article].text.index(clock)
    at = datetime(2031, 5, 5, tzinfo=UTC)
    return Moment(
        start=start, stop=start + len(clock), text=clock, value=f"2031-05-05T{clock:0>5}",
        earliest=at, latest=at + timedelta(hours=24),
    )  # fmt: skip


def test_a_plan_that_gives_way_to_another_is_an_update(newsroom):
    newsroom.publish("Norland Post", "Orla Vint will meet Bram Kessel in Port Ash on Tuesday.")
    newsroom.publish("Harbour Times", "Vint will meet Kessel in Port Ash on Friday.", day=3)
    assert _kinds(newsroom) == {("time", "update")}


def test_what_is_denied_in_other_words_for_having_it(newsroom):
    newsroom.publish("Norland Post", "The shipyard kept a blacklist of engineers.")
    newsroom.publish("Harbour Times", "There was no blacklist of engineers at the shipyard.")
    assert ("denial", "conflict") in _kinds(newsroom)


def test_what_is_left_open_denies_nothing(newsroom):
    newsroom.publish("Norland Post", "The shipyard never received a report on the engines.")
    newsroom.publish("Harbour Times", "A report on the engines was received by the shipyard.")
    newsroom.reports[1] = replace(newsroom.reports[1], stance="unconfirmed")
    assert not {kind for kind, _ in _kinds(newsroom)} & {"denial", "other"}


def test_why_something_happened_is_not_whether_it_did(newsroom):
    newsroom.publish("Norland Post", "The authority does not know why the ferry left the fairway.")
    newsroom.publish("Harbour Times", "The ferry will leave the fairway on Monday.")
    newsroom.reports[0] = replace(newsroom.reports[0], stance="unconfirmed")
    assert not {kind for kind, _ in _kinds(newsroom)} & {"unconfirmed"}


def test_two_views_of_one_thing(newsroom, says):
    newsroom.publish("Norland Post", "The mayor described the vote as a duty.")
    newsroom.publish("Harbour Times", "The senator dismissed the vote as a farce.")
    _voiced(newsroom, says, "Orla Vint", "Bram Kessel")
    for index, view in enumerate(("duty", "farce")):
        proposition = replace(newsroom.reports[index].proposition, predicate=view)
        newsroom.reports[index] = replace(newsroom.reports[index], proposition=proposition)
    assert ("other", "conflict") in _kinds(newsroom)


def test_others_see_what_was_said_otherwise(newsroom, says):
    newsroom.publish(
        "Norland Post", "The launch carried a satellite for weather research.",
        "Engineers see this as a disguised weapon.",
    )  # fmt: skip
    _voiced(newsroom, says, "Orla Vint", "Bram Kessel")
    assert ("other", "conflict") in _kinds(newsroom)


def test_a_report_that_was_not_confirmed_points_ahead(newsroom, says):
    newsroom.publish(
        "Norland Post", "The ferry carried 40 cars.", "The harbour office would not confirm a report.",
    )  # fmt: skip
    _voiced(newsroom, says, "Orla Vint", "Bram Kessel")
    newsroom.reports[1] = replace(newsroom.reports[1], stance="unconfirmed")
    assert not _kinds(newsroom)


def test_a_father_and_his_son_are_no_two_accounts_of_one_person(newsroom):
    newsroom.publish("Norland Post", "Orla Vint lost her son Bram Vint in Port Ash.")
    newsroom.publish("Harbour Times", "Orla Vint lost her son in Port Ash.")
    assert "person" not in {kind for kind, _ in _kinds(newsroom)}


def test_one_who_does_not_comment_leaves_nothing_open(newsroom):
    newsroom.publish("Norland Post", "The shipyard will sell its engines to Ostmark.")
    newsroom.publish(
        "Harbour Times", "The shipyard did not comment on the sale of engines to Ostmark."
    )
    newsroom.reports[1] = replace(newsroom.reports[1], stance="unconfirmed")
    assert "unconfirmed" not in {kind for kind, _ in _kinds(newsroom)}


def test_a_contrast_of_two_things_denies_neither(newsroom):
    newsroom.publish("Norland Post", "The captain is the owner of the ferry.")
    newsroom.publish("Harbour Times", "The engineer is not the owner of the ferry.")
    assert "denial" not in {kind for kind, _ in _kinds(newsroom)}


def _verdicts(found):
    return {(question.kind, question.verdict) for question in found}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # what began and what ended can both be
        ("The pilot voyage began on Monday.", "The pilot voyage ended on Thursday."),
        # a door of a meeting is none
        ("The board met in the old harbour building.", "The board held a closed-door meeting at the harbour."),
        # two persons by their full names
        ("The reporter Orla Vint was kidnapped near Port Ash.", "The reporter Bram Kessel was freed near Port Ash."),
        # people at large, and some body of them
        ("At least two people were killed in the pier fire.", "All harbour staff were unharmed in the pier fire."),
    ],
)  # fmt: skip
def test_what_can_both_hold_is_no_contrary(newsroom, one, other):
    newsroom.publish("Norland Post", one)
    newsroom.publish("Harbour Times", other)
    assert "other" not in {question.kind for question in _questions(newsroom)}


def test_things_of_two_kinds_are_two_questions(newsroom):
    newsroom.publish("Norland Post", "A man rammed a car into the wall of the Port Ash bank.")
    newsroom.publish("Harbour Times", "A man rammed a truck into the wall of the Port Ash bank.")
    newsroom.publish("Echo", "A man rammed a car into the gate of the Port Ash bank.")
    sides = [{side.value for side in found.sides} for found in _questions(newsroom)]
    assert {"car", "truck"} in sides
    assert not any({"car", "gate"} <= held or {"truck", "wall"} <= held for held in sides)


def test_the_dead_and_the_hurt_are_two_questions(newsroom):
    newsroom.publish("Norland Post", "The storm killed six sailors and wounded 20 near Port Ash.")
    newsroom.publish("Harbour Times", "The storm killed nine sailors near Port Ash.", day=2)
    newsroom.publish("Echo", "The storm wounded 40 sailors near Port Ash.", day=2)
    for found in _questions(newsroom):
        assert len({side.value for side in found.sides} & {"nine sailors", "40 sailors"}) < 2


def test_nobody_disputes_himself_in_one_article(newsroom, says):
    newsroom.publish(
        "Norland Post",
        "The guards held Orla Vint in the Port Ash prison.",
        "The guards did not hold Orla Vint in the Port Ash fortress.",
    )
    assert not _verdicts(_questions(newsroom))
    for index, name in enumerate(("Bram Kessel", "Orla Vint")):
        newsroom.reports[index] = replace(newsroom.reports[index], chain=(says(name),))
    assert _verdicts(newsroom.corroborate().disagreements) == {("denial", "conflict")}
    newsroom.reports[1] = replace(newsroom.reports[1], chain=(says("Bram Kessel"),))
    assert not _verdicts(newsroom.corroborate().disagreements)


def test_that_nobody_was_hurt_is_denied_by_whoever_counts_the_hurt(newsroom):
    newsroom.publish("Norland Post", "No one was injured when the fireworks blew up on the barge.")
    newsroom.publish("Echo", "Two people were injured in Port Ash.")
    assert ("denial", "conflict") in _verdicts(_questions(newsroom))


def test_two_ages_of_one_person_are_a_conflict(newsroom):
    newsroom.publish(
        "Norland Post", "The 16-year-old Orla Vint was charged with insulting the harbour guard."
    )
    newsroom.publish("Echo", "Vint, a 17-year-old, was charged with insulting the harbour guard.")
    assert ("number", "conflict") in _verdicts(_questions(newsroom))


def test_two_ages_of_two_people_are_none(newsroom):
    newsroom.publish(
        "Norland Post", "The 16-year-old Orla Vint was charged with insulting the harbour guard."
    )
    newsroom.publish(
        "Echo", "The 17-year-old Bram Kessel was charged with insulting the harbour guard."
    )
    assert not _verdicts(_questions(newsroom))


def test_parts_and_their_sum_are_no_conflict(newsroom):
    whole, parts = "Sixteen people", "two pilots and 14 workers"
    newsroom.publish("Norland Post", f"{whole} were killed when the helicopter fell into the sea.")
    newsroom.publish("Echo", f"{parts} were killed when the helicopter fell into the sea.")
    assert not _verdicts(_questions(newsroom))


def test_a_count_of_one_thing_in_one_place_needs_no_common_verb(newsroom):
    newsroom.publish(
        "Norland Post", "Nine armoured troop carriers were also reported near the palace."
    )
    newsroom.publish("Echo", "Three armoured troop carriers were also near the palace.")
    assert ("number", "conflict") in _verdicts(_questions(newsroom))


def test_three_more_of_one_thing_do_not_make_three_of_another_vague(newsroom):
    newsroom.publish("Norland Post", "Nine tugs were moored near the palace of Port Ash.")
    newsroom.publish("Echo", "Three tugs were moored near the palace of Port Ash.")
    newsroom.publish("Herald", "The baker has sold three more loaves.")
    assert ("number", "conflict") in _verdicts(_questions(newsroom))


def test_what_may_be_at_most_is_told_of_one_and_of_all(newsroom):
    newsroom.publish("Norland Post", "An adult who hits a guard can be jailed for up to 10 years.")
    newsroom.publish("Echo", "The girl who hit a guard faces up to 14 years in prison.")
    assert ("number", "conflict") in _verdicts(_questions(newsroom))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # what is supposed is not told
        ("Once the harbour board agrees to halt the dredging, the eels return.",
         "The harbour board did not agree to halt the dredging."),
        # shares of two
        ("Shares of the Vint line rose in Port Ash on the news of the dredging.",
         "Profits of the Kessel bank fell in Port Ash on the news of the dredging."),
        # a predicate that many have
        ("This is all about who we are as a country.", "Sudland is not a country for sailors."),
        # no persons
        ("The delegates of the Winter Games met in Port Ash.",
         "The delegates of the Skell Games met in Port Ash."),
        ("The Norland officials met the pilots in Port Ash.",
         "The Sudland officials met the pilots in Port Ash."),
    ],
)  # fmt: skip
def test_what_is_said_of_two_things_is_no_question(newsroom, one, other):
    newsroom.publish("Norland Post", one)
    newsroom.publish("Echo", other)
    assert not {q.kind for q in _questions(newsroom)} & {"denial", "other", "person"}


def test_one_event_is_timed_by_who_did_it_and_by_who_heard_it(newsroom):
    newsroom.publish("Norland Post", "The attack on the Port Ash barracks began at around 11:30pm.")
    newsroom.publish("Echo", "A huge blast was heard at the Port Ash barracks at 11pm.")
    for index, minute in ((0, "23:30"), (1, "23:00")):
        report = newsroom.reports[index]
        text = newsroom.articles[report.article].text
        start = text.index("11")
        at = datetime(2031, 5, 1, 23, int(minute[3:]), tzinfo=UTC)
        moment = Moment(
            start=start, stop=len(text) - 1, text=text[start:-1], value=f"2031-05-01T{minute}",
            earliest=at, latest=at,
        )  # fmt: skip
        newsroom.reports[index] = replace(report, times=(moment,))
    assert ("time", "conflict") in _verdicts(_questions(newsroom))


@pytest.mark.parametrize(("year", "kinds"), [(2024, set()), (2031, {"denial"})])
def test_what_was_not_so_for_years_is_ended_by_the_news_and_no_answer_to_it(newsroom, year, kinds):
    newsroom.publish("Norland Post", "President Orla Vint has left Norland for Port Ash.")
    newsroom.publish("Echo", "President Orla Vint has not left Norland since the flood.")
    text = newsroom.articles[newsroom.reports[1].article].text
    start, at = text.index("the flood"), datetime(year, 4, 30, tzinfo=UTC)
    moment = Moment(
        start=start, stop=len(text) - 1, text=text[start:-1], value=None, earliest=at, latest=at
    )
    newsroom.reports[1] = replace(newsroom.reports[1], times=(moment,))
    assert {question.kind for question in _questions(newsroom)} == kinds


@pytest.mark.parametrize(
    "told",
    ["Orla Vint replied to the board.", "The police await confirmation of the names of the dead."],
)
def test_silence_and_waiting_leave_nothing_open_that_others_tell(newsroom, told):
    open_ = "The line did not reply to the board." if "replied" in told else None
    newsroom.publish("Norland Post", open_ or "The names of the dead were not confirmed.")
    newsroom.publish("Harbour Times", told)
    newsroom.reports[0] = replace(newsroom.reports[0], stance="unconfirmed")
    assert "unconfirmed" not in {question.kind for question in _questions(newsroom)}


def test_a_voice_does_not_see_its_own_words_otherwise(newsroom, says):
    newsroom.publish(
        "Norland Post",
        "The board sold the pier to smugglers.",
        "The sailors see this as a betrayal of the harbour.",
    )
    for index, name in enumerate(("Bram Kessel", "Orla Vint")):
        newsroom.reports[index] = replace(newsroom.reports[index], chain=(says(name),))
    assert _verdicts(_questions(newsroom)) == {("other", "conflict")}
    newsroom.reports[1] = replace(newsroom.reports[1], chain=(says("Bram Kessel"),))
    assert not newsroom.corroborate().disagreements
