"""What looks like a difference and is none, as an untouched sample of stories showed it."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from firsthand.records import Moment

FILLER = ("The mayor praised the choir.", "A bakery on the square sold out of bread.")


def _kinds(newsroom, *texts, day=2):
    newsroom.publish("Norland Post", *texts[:1])
    newsroom.publish("Harbour Times", *texts[1:2], day=day)
    for number, text in enumerate(texts[2:]):
        newsroom.publish(f"Skell Courier {number}", text, day=day)
    newsroom.publish("Valley Echo", *FILLER)
    return [question.kind for question in newsroom.corroborate().disagreements]


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
    (other,) = newsroom.publish("Harbour Times", "Fires killed 32 people in Port Ash last spring.")
    begins = datetime(2031, month, 1, tzinfo=UTC)
    place = newsroom.articles["Harbour Times"].text.index("last spring")
    told = Moment(
        start=place, stop=place + 11, text="last spring", value=f"2031-0{month}",
        earliest=begins, latest=begins + timedelta(days=28),
    )  # fmt: skip
    newsroom.reports[1] = replace(other, times=(told,))
    newsroom.publish("Valley Echo", *FILLER)
    assert [question.kind for question in newsroom.corroborate().disagreements] == kinds


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
    newsroom.publish("Valley Echo", *FILLER)
    assert [question.kind for question in newsroom.corroborate().disagreements] == kinds


def test_that_there_is_no_doubt_is_no_doubt(newsroom, says):
    newsroom.publish(
        "Norland Post", "The ferry was sold to a smuggler.", "There is no doubt about this."
    )
    newsroom.reports[0] = replace(newsroom.reports[0], chain=(says("Orla Vint"),))
    newsroom.reports[1] = replace(newsroom.reports[1], chain=(says("Bram Kessel"),))
    newsroom.publish("Valley Echo", *FILLER)
    assert newsroom.corroborate().disagreements == ()


def test_days_that_are_counted_back_are_counted_loosely(newsroom):
    one, other = (
        "Norland signed the fishing pact on 17 May.",
        "Norland signed the fishing pact 10 days ago.",
    )
    for name, text, words, day in (
        ("Norland Post", one, "17 May", 17),
        ("Harbour Times", other, "10 days ago", 18),
    ):
        (report,) = newsroom.publish(name, text, day=28)
        at = datetime(2031, 5, day, tzinfo=UTC)
        place = re.search(words, text).start()
        found = Moment(
            start=place, stop=place + len(words), text=words, value=f"2031-05-{day}",
            earliest=at, latest=at + timedelta(hours=23),
        )  # fmt: skip
        newsroom.reports[-1] = replace(report, times=(found,))
    newsroom.publish("Valley Echo", *FILLER)
    assert newsroom.corroborate().disagreements == ()
