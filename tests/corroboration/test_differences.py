"""What looks like a difference and is none, as an untouched sample of stories showed it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from firsthand.corroboration import measures
from firsthand.corroboration.counting import counted
from firsthand.lexicon import wordings
from firsthand.records import Moment
from firsthand.text import numbers
from tests.corroboration.conftest import Newsroom

FILLER = ("The mayor praised the choir.", "A bakery on the square sold out of bread.")


def _kinds(newsroom, *texts, day=2):
    newsroom.publish("Norland Post", *texts[:1])
    newsroom.publish("Harbour Times", *texts[1:2], day=day)
    for number, text in enumerate(texts[2:]):
        newsroom.publish(f"Skell Courier {number}", text, day=day)
    return _found(newsroom)


def _found(newsroom):
    newsroom.publish("Valley Echo", *FILLER)
    return [question.kind for question in newsroom.corroborate().disagreements]


def _date(newsroom, words, value, begins, lasts):
    """Give the last report the time that its text tells in these words."""
    report = newsroom.reports[-1]
    place = newsroom.articles[report.article].text.index(words)
    told = Moment(
        start=place, stop=place + len(words), text=words, value=value,
        earliest=begins, latest=begins + lasts,
    )  # fmt: skip
    newsroom.reports[-1] = replace(report, times=(told,))


@pytest.mark.parametrize(
    ("texts", "kinds"),
    [
        # one person by a short name, and two of one family
        (("The prize was given to Dave Kessel.", "The prize was given to David Kessel."), []),
        (("The prize was given to Orla Kessel.", "The prize was given to Bram Kessel."), ["person"]),
        (("The prize was given to Orla Kessel.", "The prize was given to Bram Kessel.",
          "Orla Kessel and Bram Kessel own the Skell inn."), []),
        # shares lie between 0 and 100: near ones need not be of one thing
        (("About 54 percent of the sailors rejected the old flag.", "A new anthem won 61 percent."), []),
        # people of two sorts
        (("Three fighters were killed at the Port Ash dock.", "Four civilians were killed at the Port Ash dock."), []),
        (("Three people were killed at the Port Ash dock.", "Four civilians were killed at the Port Ash dock."), ["number"]),
        # two things of one kind that have to do with one another
        (("The bus left the coast road near Port Ash.", "The truck left the coast road near Port Ash."), ["other"]),
        (("The bus left the coast road near Port Ash.", "The truck left the coast road near Port Ash.",
          "The bus had hit the truck."), []),
        # what is ended, and what was done before
        (("The Port Ash shipyard will stop the launch of old ferries.", "The Port Ash shipyard launched old ferries."), []),
        # what is wanted or due is not told as being
        (("The pilots wanted to strike on Friday.", "The pilots did not strike on Friday."), []),
        # of one predicate, and of two things
        (("The film shows the harbour wall of Port Ash.", "The film does not show the Port Ash lighthouse."), []),
        (("The film shows the harbour wall of Port Ash.", "The film does not show the harbour wall."), ["denial"]),
        # who was not charged may be accused
        (("Orla Vint was accused of the theft in Port Ash.", "Orla Vint was never charged with the theft in Port Ash."), []),
        (("Orla Vint was charged with the theft in Port Ash.", "Orla Vint was never charged with the theft in Port Ash."), ["denial"]),
        # two ways to say no
        (("The court ruled that the shipyard could not be sued for the fire.", "The shipyard could not be sued for the fire."), []),
        (("Norland no longer needs the old ferries.", "Norland needs no more of the old ferries."), []),
        # what comes after one another, and what was done to two
        (("The liner departed from Port Ash.", "The liner arrived at Port Ash."), []),
        (("The harbour office allowed the old liner to sail.", "The harbour office banned the new tanker."), []),
        # "no further" and "not until" leave standing what was told
        (("The film shows the harbour wall of Port Ash.", "The film no longer shows the harbour wall."), []),
        # another did not
        (("The mayor offered the harbour crew support.", "The bishop did not offer the harbour crew support."), []),
        # what is expected, and has not come yet
        (("The court will conclude its work on the liner fire.", "The court has not yet concluded its work on the liner fire."), []),
        # one figure in two units, and two figures in one
        (("The liner sailed 2,700 km from Port Ash.", "The liner sailed 1,680 miles from Port Ash."), []),
        (("The liner sailed 735 miles from Port Ash.", "The liner sailed about 730 miles from Port Ash."), ["number"]),
        # each poll has its own sample
        (("The margin of error in Port Ash is 3 points.", "The margin of error is 5 points."), []),
        (("The pilots won the vote by 3 points.", "The pilots won the vote by 5 points."), ["number"]),
        # short names, and what is no person's
        (("The prize was given to Katie Kessel.", "The prize was given to Kathryn Kessel."), []),
        (("The climber was found dead on Mount Skell.", "The climber was found dead on Mt Skell."), []),
        # a gate, a club: what is named with an article is no person
        (("The pilots opened the Vint Gate of the harbour.", "The pilots opened the Kessel Gate of the harbour."), []),
        # a part of the count before it
        (("The storm killed 26 people, including 20 pilots.", "The storm killed 27 people."), ["number"]),
        (("A storm left 26 dead, including 20 pilots.", "The storm killed 18 pilots."), ["number"]),
        # who faces death is not dead
        (("Nearly 1,000 people were killed in Port Ash.", "More than 1,200 men face the death penalty in Port Ash."), []),
        # how far it flew, and how far it lies: that both are told in miles, too, shows nothing
        (("The balloon flew 2,700 km (1,680 miles) over Norland.", "Brixholm is about 2,500 km (1,550 miles) south of Skell."), []),
        # whose wife, and whose aunt
        (("A jilted wife faces jail for the fire.", "A cruel aunt faces jail for the fire."), []),
    ],
)  # fmt: skip
def test_what_differs(newsroom, texts, kinds):
    assert _kinds(newsroom, *texts) == kinds


@pytest.mark.parametrize(("time", "kinds"), [("2007", []), ("a day", ["number"])])
def test_a_toll_of_years_before_is_another(newsroom, time, kinds):
    second = f"It recalls {time}, when a fire killed 32 people."
    assert _kinds(newsroom, "The fire killed 28 people.", second) == kinds


@pytest.mark.parametrize(("month", "kinds"), [(2, []), (5, ["number"])])
def test_a_toll_of_a_month_long_over_is_another(newsroom, month, kinds):
    newsroom.publish("Norland Post", "Fires killed 28 people in Port Ash.")
    newsroom.publish("Harbour Times", "Fires killed 32 people in Port Ash last spring.")
    begins = datetime(2031, month, 1, tzinfo=UTC)
    _date(newsroom, "last spring", f"2031-0{month}", begins, timedelta(days=28))
    assert _found(newsroom) == kinds


@pytest.mark.parametrize(
    ("told", "kinds"),
    [
        ("A worn cable caused the fire at the Port Ash mill.", ["unconfirmed"]),
        ("Inspectors are investigating the fire at the Port Ash mill.", []),
        ("The fire at the Port Ash mill drew a large crowd.", []),
    ],
)
def test_a_doubt_is_of_what_it_leaves_open(newsroom, told, kinds):
    newsroom.publish("Norland Post", told)
    (doubt,) = newsroom.publish("Harbour Times", "The cause of the fire at the mill is not known.")
    newsroom.reports[1] = replace(doubt, stance="unconfirmed")
    assert _found(newsroom) == kinds


@pytest.mark.parametrize(
    ("first", "second", "voices"),
    [
        # that there is no doubt is no doubt
        ("The ferry was sold to a smuggler.", "There is no doubt about this.", ("Orla Vint", "Bram Kessel")),
        # of two raids
        ("The air strike killed five sailors.", "The night air strike killed nobody.", ("Bram Kessel",)),
    ],
)  # fmt: skip
def test_one_article_tells_both(newsroom, says, first, second, voices):
    newsroom.publish("Norland Post", first, second)
    for index, voice in enumerate(voices):
        newsroom.reports[index] = replace(newsroom.reports[index], chain=(says(voice),))
    assert _found(newsroom) == []


@pytest.mark.parametrize("anonymous", [False, True])
def test_two_who_see_one_thing_otherwise_in_one_sentence(newsroom, says, anonymous):
    text = "The government calls them pilots but opponents see them as smugglers."
    government, opponents = _clauses(newsroom, text, " but ")
    told = replace(government.proposition, predicate="pilot")
    newsroom.reports = [
        replace(
            government, chain=(says("government", "group", anonymous=anonymous),), proposition=told
        ),
        replace(opponents, chain=(says("opponents", "group", anonymous=True),)),
    ]
    assert _found(newsroom) == ["other"]


@pytest.mark.parametrize(
    ("voices", "kinds"),
    [
        # nothing shows that two unnamed ones are not of one side
        ((("pilots", "group", True), ("sailors", "group", True)), []),
        ((("Orla Vint", "person", False), ("sailors", "group", True)), ["other"]),
        ((("Orla Vint", "person", False), ("Bram Kessel", "person", False)), ["other"]),
        # who is meant by his office does not dispute himself
        ((("Orla Vint", "person", False), ("harbour mayor", "person", False)), []),
    ],
)
def test_two_speakers_of_two_articles_see_one_thing_otherwise(newsroom, says, voices, kinds):
    newsroom.publish("Norland Post", "Harbour mayor Orla Vint described the vote as a duty.")
    newsroom.publish("Harbour Times", "They dismissed the vote as a farce.")
    for index, ((name, kind, anonymous), view) in enumerate(
        zip(voices, ("duty", "farce"), strict=True)
    ):
        report = newsroom.reports[index]
        voice = says(name, kind, anonymous=anonymous)
        if name == "Orla Vint":
            voice = replace(voice, start=14, stop=23)
        told = replace(report.proposition, predicate=view)
        newsroom.reports[index] = replace(report, chain=(voice,), proposition=told)
    assert _found(newsroom) == kinds


def _clauses(newsroom, text, between):
    """Publish one sentence as two reports."""
    newsroom.publish("Norland Post", text)
    newsroom.reports.clear()
    parts = text.split(between)
    clauses = Newsroom(newsroom.parser).publish("Norland Post", *parts)
    at = [(text.index(part), text.index(part) + len(part)) for part in parts]
    newsroom.reports += [
        replace(clause, start=start, stop=stop)
        for clause, (start, stop) in zip(clauses, at, strict=True)
    ]
    return newsroom.reports


@pytest.mark.parametrize(
    ("told", "kinds"),
    [
        ("Police arrested Orla Vint over the theft of a boat.", ["denial"]),
        ("Police arrested Bram Kessel over the theft of a boat.", []),
        ("Police arrested Orla Vint after a dance.", []),
    ],
)
def test_who_is_arrested_denies_what_it_is_for(newsroom, says, told, kinds):
    newsroom.publish("Norland Post", told)
    (denial,) = newsroom.publish("Harbour Times", "Orla Vint has denied any part in the theft.")
    newsroom.reports[1] = replace(denial, stance="denied", chain=(says("Orla Vint"),))
    assert _found(newsroom) == kinds


@pytest.mark.parametrize(
    ("denial", "told", "kinds"),
    [
        # who denies having had to do with a thing leaves standing that it was done to others
        ("The harbour guild denied any role in the raid on the Skell liner.",
         "The raid struck the Skell liner.", []),
        ("The harbour guild denied the raid on the Skell liner.", "The raid struck the Skell liner.", ["denial"]),
        # "does not think that they let it" has no content of its own
        ("The guild will let that happen in the harbour of Skell.",
         "The board allows the guild to use the harbour of Skell.", []),
        # one who does not think so, and one who says that it was not done
        ("The captain answered the question on the liner.",
         "That was by the way of not answering the question on the liner.", []),
    ],
)  # fmt: skip
def test_what_a_denial_reaches(newsroom, says, denial, told, kinds):
    newsroom.publish("Norland Post", told)
    (answer,) = newsroom.publish("Harbour Times", denial)
    newsroom.reports[1] = replace(answer, stance="denied", chain=(says("the harbour guild"),))
    assert _found(newsroom) == kinds


@pytest.mark.parametrize(
    ("other", "kinds"), [("At least 265 people", ["number"]), ("About 278 people", [])]
)
def test_a_number_between_two_gives_neither(newsroom, other, kinds):
    """The article with one toll may give the other, rounded; what lies between them is that of another thing."""
    newsroom.publish(
        "Norland Post",
        "The flood in Skell killed 250 people.",
        f"{other} died in an Ostmark storm.",
    )
    newsroom.publish("Harbour Times", "The flood in Skell killed 280 people.")
    newsroom.publish("Valley Echo", *FILLER)
    found = newsroom.corroborate().disagreements
    assert any({"250 people", "280 people"} <= {s.value for s in q.sides} for q in found) is bool(
        kinds
    )


@pytest.mark.parametrize(("hour", "kinds"), [(22, ["time"]), (19, [])])
def test_morning_for_evening(newsroom, hour, kinds):
    newsroom.publish("Norland Post", "The liner landed in Brixholm at ten on New Year's Eve.")
    at = datetime(2031, 12, 31, hour, tzinfo=UTC)
    _date(newsroom, "ten on New Year's Eve", f"2031-12-31T{hour}:00", at, timedelta(0))
    newsroom.publish("Harbour Times", "The liner landed in Brixholm at 10.00 on New Year's Eve.")
    at = datetime(2032, 1, 1, 10, tzinfo=UTC)
    _date(newsroom, "10.00", "2032-01-01T10:00", at, timedelta(0))
    eve = replace(
        newsroom.reports[-1].times[0], value="2031-12-31", text="New Year's Eve",
        earliest=datetime(2031, 12, 31, tzinfo=UTC), latest=datetime(2031, 12, 31, 23, tzinfo=UTC),
    )  # fmt: skip
    newsroom.reports[-1] = replace(newsroom.reports[-1], times=(*newsroom.reports[-1].times, eve))
    assert _found(newsroom) == kinds


def test_a_night_is_told_from_the_day_of_writing(newsroom):
    for name, words, day in (("Norland Post", "on Monday", 5), ("Harbour Times", "overnight", 6)):
        newsroom.publish(name, f"The guild stormed the Skell liner {words}.", day=day)
        begins = datetime(2031, 5, day, tzinfo=UTC)
        _date(newsroom, words, f"2031-05-{day:02}", begins, timedelta(hours=20))
    assert _found(newsroom) == []


def test_a_text_that_tells_the_dead_may_differ_on_the_hurt(newsroom):
    """That it stands on the other side with another number does not matter."""
    newsroom.publish(
        "Norland Post",
        "Four sailors were killed in the storm off Skell.",
        "At least 30 were injured.",
    )
    newsroom.publish(
        "Harbour Times", "Four sailors were killed and 20 were injured in the storm off Skell."
    )
    assert _found(newsroom) == ["number"]


def test_ten_minutes_later_is_no_time_by_the_clock(newsroom):
    newsroom.publish("Norland Post", "The ferry crashed into the pier around noon.")
    at = datetime(2031, 5, 5, 12, tzinfo=UTC)
    _date(newsroom, "noon", "2031-05-05T12:00", at, timedelta(0))
    newsroom.publish("Harbour Times", "The ferry crashed into the pier ten minutes later.")
    at = datetime(2031, 5, 5, 12, 20, tzinfo=UTC)
    _date(newsroom, "ten minutes later", "2031-05-05T12:20", at, timedelta(0))
    assert _found(newsroom) == []


def test_days_that_are_counted_back_are_counted_loosely(newsroom):
    one, other = (
        "Norland signed the fishing pact on 17 May.",
        "Norland signed the fishing pact 10 days ago.",
    )
    for name, text, words, day in (
        ("Norland Post", one, "17 May", 17),
        ("Harbour Times", other, "10 days ago", 18),
    ):
        newsroom.publish(name, text, day=28)
        begins = datetime(2031, 5, day, tzinfo=UTC)
        _date(newsroom, words, f"2031-05-{day}", begins, timedelta(hours=23))
    assert _found(newsroom) == []


def test_what_is_in_question_is_not_told(newsroom):
    newsroom.publish(
        "Norland Post", "The board is not sure about the fire.", "What caused the cut in the cable."
    )
    (doubt,) = newsroom.publish(
        "Harbour Times", "The causes of the cut in the cable remain unclear."
    )
    newsroom.reports[2] = replace(doubt, stance="unconfirmed")
    assert _found(newsroom) == []


def test_what_a_source_told_is_not_denied_by_who_disputes_it(newsroom):
    newsroom.publish("Norland Post", "Sources near the captain told the Echo a lie.")
    (denial,) = newsroom.publish("Harbour Times", "What a source near the captain told the Echo.")
    newsroom.reports[1] = replace(denial, stance="denied")
    assert _found(newsroom) == []


@pytest.mark.parametrize(("second", "kinds"), [("the past week", []), ("last week", ["time"])])
def test_the_past_week_is_loose(newsroom, second, kinds):
    for name, words, first in (("Norland Post", "this week", 19), ("Harbour Times", second, 12)):
        text = f"The harbour board rebuffed the offer of the Skell line {words}."
        newsroom.publish(name, text, day=24)
        begins = datetime(2031, 5, first, tzinfo=UTC)
        _date(newsroom, words, f"2031-W{first}", begins, timedelta(days=7, seconds=-1))
    assert _found(newsroom) == kinds


def test_places_are_of_one_thing_that_both_name(newsroom):
    texts = ("They were found in Ostmark.", "They were later found in Brixholm.")
    assert _kinds(newsroom, *texts) == []


def test_where_one_goes_is_no_place_of_what_is_done(newsroom):
    texts = ("Orla Vint came to Ostmark on the ferry.", "Orla Vint came to Brixholm on the ferry.")
    assert _kinds(newsroom, *texts) == []


def test_who_is_injuring_and_who_is_injured_is_one_count(newsroom):
    kinds = _kinds(
        newsroom, "The blast hit the Port Ash quay, injuring at least six sailors.",
        "The blast hit the Port Ash quay, wounding at least eight sailors.",
        "At least six sailors were injured when the blast hit the Port Ash quay.",
    )  # fmt: skip
    assert kinds == ["number"]


@pytest.mark.parametrize(("text", "harm"), [
    ("They shot three people, killing one.", "person"),
    ("Nine were hurt. Ten people came.", "person"),
    ("Killing six civilians and wounding 120.", "kill"),
    ("It came after injuring at least six pilots.", "wound"),
])  # fmt: skip
def test_what_happened_to_those_counted_stands_in_their_own_clause(text, harm):
    lists = wordings.load()
    told = numbers.find(text, 0, len(text))
    by = {quantity.number: counted(quantity, text, lists) for quantity in told}
    assert by[{"T": 3, "N": 10, "K": 6, "I": 6}[text[0]]] == harm


@pytest.mark.parametrize(("text", "speed"), [
    ("The ferry was doing 14 knots.", True),
    ("The crews waited one hour.", False),
    ("The crews waited 30 minutes an hour ago.", False),
    ("The crane lifts 40 crates an hour.", True),
])  # fmt: skip
def test_what_is_counted_by_the_hour_is_a_speed(newsroom, text, speed):
    (report,) = newsroom.publish("Norland Post", text)
    facts = newsroom.context().of(report)
    (quantity,) = report.values[:1]
    assert measures._is_speed(quantity, facts, wordings.load()) is speed


def test_a_deed_that_its_noun_tells_is_denied(newsroom):
    newsroom.publish("Norland Post", "The harbour doctor took a selfie with the dead singer.")
    (denial,) = newsroom.publish(
        "Harbour Times",
        "Orla Vint disputes the rumours that she took a selfie with the dead singer.",
    )
    newsroom.reports[1] = replace(denial, stance="denied")
    assert _found(newsroom) == ["denial"]


@pytest.mark.parametrize(
    ("texts", "verdict"),
    [
        (("The bank offered the clerk $160 million.", "The bank offered the clerk $200 million."), "conflict"),
        (("The raid killed 350 to 1,400 people.", "The raid killed about 1,400 people."), "compatible"),
    ],
)  # fmt: skip
def test_only_near_numbers_are_one_rounded(newsroom, texts, verdict):
    newsroom.publish("Norland Post", texts[0])
    newsroom.publish("Harbour Times", texts[1])
    newsroom.publish("Valley Echo", *FILLER)
    assert [question.verdict for question in newsroom.corroborate().disagreements] == [verdict]
