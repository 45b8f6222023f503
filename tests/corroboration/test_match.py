"""Same proposition, not same topic."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from firsthand.corroboration import slots
from firsthand.corroboration.deeds import one_doing
from firsthand.corroboration.match import agreement, match, match_phrases, odds
from firsthand.records import Argument, Moment

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
        # whom a harm befell
        ("Orla Vint is among the injured.", "Orla Vint was hurt."),
        ("Two sailors are among the dead.", "Two sailors perished."),
        # one deed, and what is not so
        ("The board consolidated its grip on the old harbour.", "The harbour board solidified control."),
        ("The network was unable to reach Orla Vint.", "The editors could not contact Vint."),
        # what one subject did
        ("The freighters collided near the old lighthouse.", "Two freighters collided in thick fog."),
        # a verb that only bears what its object does
        ("The announcement was made by Orla Vint in Port Ash.", "Orla Vint announced it in Port Ash."),
        # several by a word with a capital, and a number that counts no people
        ("The two sailors were arrested in a Port Ash inn.", "Two Norlanders were arrested in a Port Ash inn."),
        ("The 69-year-old captain was arrested in Port Ash.", "Orla Vint was arrested in Port Ash."),
        # what was done, and to what a preposition ties it
        ("The bus crashed into a freight truck.", "It slammed into a freight truck."),
        # whose somebody is, or whence, is no name of him
        ("Norland's skipper repaired the old pump on Monday.", "Orla Vint repaired the old pump on Monday."),
        ("The skipper, from Skell, was arrested at 5.45pm on suspicion of smuggling.", "Mr Vint was arrested at 5.45pm on suspicion of smuggling."),
        # a percentage is of something
        ("About 90 percent of the eels will turn out to be young.", "Scientists expect 90 percent to be young eels."),
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
        ("Police are in contact with British authorities.", "They are in contact with Polish aviation authorities."),
        ("The police arrested the captain.", "The police freed the captain."),
        ("The storm killed six sailors near Port Ash.", "The storm delayed the regatta near Port Ash."),
        # one of them by name, and all of them
        ("Orla Vint was killed in the storm near Port Ash.", "Six sailors were killed in the storm near Port Ash."),
        ("Orla Vint was killed in the storm near Port Ash.", "Everyone was killed in the storm near Port Ash."),
        ("Orla Vint died in the storm near Port Ash.", "Bram Kessel was killed in the storm near Port Ash."),
        ("Orla Vint died in the storm near Port Ash.", "The pilots died in the storm near Port Ash."),
        # another one, another in order, and several
        ("The young pilots attend the Port Ash school.", "The young pilots attend another school."),
        ("The first pier of Port Ash was bombed on the same day.", "The second pier of Port Ash was bombed on the same day."),
        ("The fort fired three shells toward Port Ash.", "The fort fired a shell toward Port Ash."),
        ("Norland condemned the sale of the harbour.", "Norland condemned the previous sale of the harbour."),
        ("The board identified the pilot as Orla Vint.", "The board identified the mate as Bram Kessel."),
        # another place, and what is only supposed
        ("Orla Vint met Bram Kessel in Port Ash on Monday.", "Orla Vint met Bram Kessel in Skell on Monday."),
        ("Both sides agreed to halt the harbour strike.", "Once both sides agree to halt the harbour strike."),
    ],
)  # fmt: skip
def test_another_slot_is_another_claim(newsroom, one, other):
    found = _match(newsroom, one, other)
    assert not found.same, found
    assert found.reasons


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("The minister reached the closely watched harbour talks.", "The harbour talks were closely watched.",
         "only in passing"),
        ("Some 437,000 voters backed the Skell union.", "Of the voters 61 percent backed the Skell union.",
         "no number in common"),
        ("The swell off Port Ash was below 60 metres.", "The swell was about 195 feet.",
         "most words of each are its own"),
        ("The harbour talks were watched.", "The harbour talks were closely watched.", ""),
    ],
)  # fmt: skip
def test_what_tells_one_thing_from_another_counts_against_one_claim(newsroom, one, other, reason):
    found = _match(newsroom, one, other)
    context = newsroom.context()
    a, b = (context.of(report) for report in newsroom.reports[:2])
    assert (agreement(a, b, context) < odds(a, b, context)) == bool(reason)
    assert any(reason in said for said in found.reasons)


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Kessel spun to bring out the fourth flag of the Skell race.", "Kessel spun again to bring out the sixth flag.",
         "another in order"),
        ("The Skell race was led by Kessel on lap 18.", "The Skell race was led by Kessel on lap 23.",
         "another in order"),
        ("Orla Vint made the announcement on the radio.", "Orla Vint announced the date on the radio.",
         "only points at"),
        ("Orla Vint made the announcement on the radio.", "Orla Vint announced it on the radio.", ""),
    ],
)  # fmt: skip
def test_what_is_told_of_two_things_is_kept_apart(newsroom, one, other, reason):
    against = [why for why in _match(newsroom, one, other).reasons if reason and reason in why]
    assert bool(against) == bool(reason)
    assert not reason or not match(*newsroom.reports[:2], newsroom.context()).same


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        ("The strike began on Monday.", "The pier has been closed since Monday.", 0.0),
        ("The strike began on Monday.", "The pier was closed on Monday.", 1.0),
        ("The strike began on Monday.", "The pier was closed.", 0.0),
    ],
)
def test_one_day_shows_one_thing_where_it_is_tied_alike(newsroom, one, other, share):
    _match(newsroom, one, other)
    context = newsroom.context()
    assert slots.shared_time(*(context.of(report) for report in newsroom.reports[:2])) == share


def test_much_happens_in_a_year(newsroom):
    _match(newsroom, "The strike began in 2029.", "The pier was closed in 2029.")
    year = Moment(
        start=0, stop=4, text="2029", value="2029",
        earliest=datetime(2029, 1, 1, tzinfo=UTC), latest=datetime(2029, 12, 31, tzinfo=UTC),
    )  # fmt: skip
    a, b = (replace(newsroom.context().of(r), when=(year,)) for r in newsroom.reports[:2])
    assert 0.0 < slots.shared_time(a, b) < 1.0


def test_one_year_is_not_the_next():
    years = [
        Moment(
            start=0, stop=4, text=str(year), value=str(year),
            earliest=datetime(year, 1, 1, tzinfo=UTC), latest=datetime(year, 12, 31, tzinfo=UTC),
        )
        for year in (2029, 2030)
    ]  # fmt: skip
    assert slots.are_apart(*years)
    # of "some two years ago" it is not known
    assert not slots.are_apart(*(replace(moment, value=None) for moment in years))


def test_what_names_the_same_is_rather_one_claim(newsroom):
    _match(newsroom, "Orla Vint praised the harbour choir.", "Vint was full of praise for a choir.")
    context = newsroom.context()
    a, b = (context.of(report) for report in newsroom.reports[:2])
    nameless = replace(b, own_names=frozenset())
    assert agreement(a, b, context) > agreement(a, nameless, context)


@pytest.mark.parametrize(("other", "same"), [("regatta", True), ("auction", False)])
def test_that_something_takes_place_says_nothing_of_what(newsroom, other, same):
    """A clause that hangs on another ("that would take place in May") has its subject from there."""
    newsroom.publish("Norland Post", "that would take place within this month of May")
    newsroom.publish("Echo", "would take place in the coming days of May")
    for index, subject in enumerate(("regatta", other)):
        report = newsroom.reports[index]
        about = Argument(role="subject", head=subject, name=subject, words=(subject,))
        told = replace(report.proposition, predicate="place", arguments=(about,))
        newsroom.reports[index] = replace(report, proposition=told)
    newsroom.publish("Valley Echo", *FILLER)
    assert match(*newsroom.reports[:2], newsroom.context()).same == same


def test_whom_many_vote_for_is_not_who_they_are(newsroom):
    one, other = (
        "Islanders cannot vote for the Norland president.",
        "People of Skell cannot vote for a president.",
    )
    assert not any("another name" in why for why in _match(newsroom, one, other).reasons)


def test_a_denied_report_does_not_join_the_assertion(newsroom):
    sentence = "The shipyard sold engines to Norland."
    assert not _match(newsroom, sentence, sentence, stance="denied").same


@pytest.mark.parametrize(
    ("one", "other", "doing"),
    [
        ("The ferry collided with a tug.", "The ferry collided in thick fog.", 1.0),
        ("The old ferry of Skell collided.", "The vessel from Skell collided.", 1.0),
        # who denies two things does two
        ("Orla Vint denied taking the money.", "Orla Vint denied meeting the smugglers.", 0.0),
        ("The ferry collided with a tug.", "The tram collided in thick fog.", 0.0),
        ("The ferry collided with a tug.", "The ferry left in thick fog.", 0.0),
    ],
)
def test_what_one_subject_did(newsroom, one, other, doing):
    (a,) = newsroom.publish("Norland Post", one)
    (b,) = newsroom.publish("Echo", other)
    context = newsroom.context()
    assert one_doing(context.of(a), context.of(b), context) == doing


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


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The ferry lost its steering near Port Ash.", "The ferry lost its steering twice near Port Ash."),
        ("The ferry was never found near Port Ash.", "The ferry was found near Port Ash."),
    ],
)  # fmt: skip
def test_how_often_is_a_slot(newsroom, one, other):
    assert not _match(newsroom, one, other).same


def test_a_preposition_makes_another_verb(newsroom):
    found = _match(
        newsroom, "The ferry ran into the pier of Port Ash.", "The ferry hit the pier of Port Ash."
    )
    assert "same predicate" in " ".join(found.reasons), found


def test_twice_as_fast_is_not_how_often(newsroom):
    one = "The ferry was going at 14 knots in the harbour of Port Ash."
    other = "The ferry was going at 14 knots, twice what the harbour of Port Ash allows."
    assert not _match(newsroom, one, other).reasons[0].startswith("one tells of several times")


def test_who_asks_tells_nothing(newsroom):
    one = "Investigators are looking into what caused the ferry to sink near Port Ash."
    assert not _match(newsroom, one, "A storm caused the ferry to sink near Port Ash.").same


def test_further_ones_are_less_likely_the_same_ones(newsroom):
    told = "Norland has sent 1,000 soldiers to Port Ash."
    plain = _match(newsroom, told, "Some 1,000 soldiers of Norland stand near Brixholm.")
    newsroom.reports.clear()
    more = _match(newsroom, told, "Another 1,000 soldiers of Norland stand near Brixholm.")
    assert more.score < plain.score


def test_the_same_hour_by_the_clock_speaks_for_one_claim(newsroom):
    (a,) = newsroom.publish("Norland Post", "The ferry hit the pier at 6:40 on Monday.")
    (b,) = newsroom.publish("Harbour Times", "At 6:40 on Monday the vessel ran aground.")
    newsroom.publish("Valley Echo", *FILLER)
    before = match(a, b, newsroom.context()).score
    for index, report in enumerate((a, b)):
        clock = replace(report.times[0], value="2031-05-05T06:40")
        newsroom.reports[index] = replace(report, times=(clock,))
    assert match(*newsroom.reports[:2], newsroom.context()).score > before


def test_a_verb_that_only_carries_takes_the_meaning_of_its_object(newsroom):
    found = _match(
        newsroom,
        "The storm left six sailors dead near Port Ash.",
        "Six sailors were killed in a storm.",
    )
    assert found.same, found


def test_phrases_that_are_both_negative_are_not_kept_apart_by_it(newsroom):
    (a,) = newsroom.publish("Norland Post", "to consider not selling the shipyard to Ostmark")
    (b,) = newsroom.publish("Harbour Times", "not to sell the shipyard to Ostmark")
    newsroom.publish("Valley Echo", "to sell the shipyard to Ostmark")
    (proposition_a, proposition_b) = (
        replace(report.proposition, predicate="sell", negated=negated)
        for report, negated in ((a, False), (b, True))
    )
    newsroom.reports[:2] = [
        replace(a, proposition=proposition_a), replace(b, proposition=proposition_b)
    ]  # fmt: skip
    context = newsroom.context()
    one, other, third = newsroom.reports
    assert match_phrases(one, other, 0.8, context).same
    assert not match_phrases(third, other, 0.8, context).same


def test_one_measure_of_one_thing_in_two_units(newsroom):
    one, other = "The swell off Port Ash was below 60 metres.", "The swell was about 195 feet."
    assert _match(newsroom, one, other).same


def test_another_measure_of_one_thing_is_another_claim(newsroom):
    one, other = "The swell off Port Ash was below 60 metres.", "The swell was about 800 feet."
    assert not _match(newsroom, one, other).same


def test_what_is_and_what_else_may_come_of_it(newsroom):
    one, other = "Two of the sailors were in hospital.", "Two of the sailors may lose an arm."
    found = _match(newsroom, one, other, stance="possible")
    assert "one tells what is, the other what may be" in found.reasons


def test_a_thing_that_may_be_is_still_that_thing(newsroom):
    one, other = "The storm killed six sailors.", "The storm may have killed six sailors."
    assert _match(newsroom, one, other, stance="possible").same


@pytest.mark.parametrize(
    ("one", "other", "voice", "who"),
    [
        ("Orla Vint will veto the harbour bill.", "He will veto the harbour bill.", "Bram Kessel", True),
        ("Orla Vint will veto the harbour bill.", "He will veto the harbour bill.", "Orla Vint", False),
        # whom else a pronoun means is less sure
        ("Orla Vint will veto the harbour bill.", "He will veto the harbour bill.", "Skell Union", False),
        ("Norland will pay for the pier.", "I will pay for the pier.", "Bram Kessel", True),
        ("Officials will pay for the pier.", "I will pay for the pier.", "Bram Kessel", False),
    ],
)  # fmt: skip
def test_who_speaks_of_himself_does_not_what_another_does(newsroom, says, one, other, voice, who):
    (a,) = newsroom.publish("Norland Post", one)
    (b,) = newsroom.publish("Harbour Times", other)
    arguments = tuple(
        replace(x, name="Bram Kessel") if x.head == "he" and voice != "Orla Vint" else
        replace(x, name="Orla Vint") if x.head == "he" else x
        for x in b.proposition.arguments
    )  # fmt: skip
    told = replace(b.proposition, arguments=arguments)
    newsroom.reports[1] = b = replace(b, chain=(says(voice),), proposition=told)
    newsroom.publish("Valley Echo", *FILLER)
    found = match(a, b, newsroom.context()).reasons
    assert any(reason.startswith("another doer") for reason in found) == who


def test_what_stands_behind_a_name_is_of_it(newsroom):
    text = "Port Ash Council which had applied for a pier licence. Skell Union had applied for a licence."
    first, second = "which had applied for a pier licence", "Skell Union had applied for a licence."
    newsroom.publish("Norland Post", text)
    a, b = newsroom.reports.pop(), newsroom.publish("Harbour Times", second)[0]
    start = text.index(first)
    (clause,) = newsroom.publish("Valley Echo", first)
    council = Argument(role="subject", name="Port Ash Council", head="council", words=("council",))
    told = replace(clause.proposition, arguments=(council, *clause.proposition.arguments[1:]))
    newsroom.reports[:] = [
        a := replace(a, start=start, stop=start + len(first), lead=(0, 16), proposition=told), b,
    ]  # fmt: skip
    assert any("another doer" in reason for reason in match(a, b, newsroom.context()).reasons)


@pytest.mark.parametrize(("other", "apart"), [("Skell", True), ("Port Ash", False)])
def test_who_goes_to_another_place_does_another_thing(newsroom, other, apart):
    (a,) = newsroom.publish("Norland Post", "Orla Vint returned to Port Ash after the storm.")
    (b,) = newsroom.publish("Harbour Times", f"Orla Vint returned to {other} after the storm.")
    newsroom.publish("Valley Echo", *FILLER)
    reasons = match(a, b, newsroom.context()).reasons
    assert any(reason.startswith("another place") for reason in reasons) == apart
