"""Who stands on which side of a question."""

from dataclasses import replace

from firsthand.corroboration.sides import Answer, Difference, join
from firsthand.records import Claim, Range

FILLER = ("The mayor praised the choir.", "A bakery on the square sold out of bread.")


def _sides(newsroom, value):
    """Sides of the questions of which one is called so: what each says, and who gives it."""
    newsroom.publish("Valley Echo", *FILLER)
    return [
        {side.value: sorted({place[0] for place in side.reports}) for side in question.sides}
        for question in newsroom.corroborate().disagreements
        if any(side.value == value for side in question.sides)
    ]


def test_answers_to_one_count_are_one_question(newsroom):
    newsroom.publish("Gazette", "The storm killed six sailors near Port Ash.", day=1)
    newsroom.publish("Herald", "The storm killed nine sailors near Port Ash.", day=2)
    newsroom.publish("Courier", "The storm near Port Ash killed nine sailors, police said.", day=2)
    newsroom.publish("Tribune", "The storm killed 12 sailors near Port Ash.", day=3)
    (sides,) = _sides(newsroom, "six sailors")
    assert sides == {
        "six sailors": ["Gazette"],
        "nine sailors": ["Courier", "Herald"],
        "12 sailors": ["Tribune"],
    }


def test_who_gives_no_number_stands_behind_none(newsroom):
    newsroom.publish("Gazette", "The storm killed six sailors near Port Ash.", day=1)
    newsroom.publish("Herald", "The storm killed sailors near Port Ash.", day=1)
    newsroom.publish("Courier", "The storm killed nine sailors near Port Ash.", day=2)
    (sides,) = _sides(newsroom, "six sailors")
    assert sides == {"six sailors": ["Gazette"], "nine sailors": ["Courier"]}


def test_sides_of_an_update_stand_in_the_order_of_their_coming(newsroom):
    newsroom.publish("Herald", "The storm killed nine sailors near Port Ash.", day=2)
    newsroom.publish("Courier", "The storm killed nine sailors near Port Ash.", day=2)
    newsroom.publish("Tribune", "The storm killed six sailors near Port Ash.", day=1)
    (sides,) = _sides(newsroom, "six sailors")
    assert list(sides) == ["six sailors", "nine sailors"]


def test_words_for_a_thing_are_given_by_those_who_use_them(newsroom):
    newsroom.publish("Gazette", "A bomber rammed a car into the gate of the consulate.")
    newsroom.publish("Herald", "A bomber rammed a truck into the gate of the consulate.")
    newsroom.publish("Courier", "A bomber rammed a truck into the consulate gate on Sunday.")
    newsroom.publish("Tribune", "A bomber rammed the gate of the consulate.")
    (sides,) = _sides(newsroom, "car")
    assert sides == {"car": ["Gazette"], "truck": ["Courier", "Herald"]}


def test_bodies_that_deny_in_one_clause_are_two(newsroom, says):
    newsroom.publish("Herald", "The shipyard sold old hulls to Norland pirates.")
    (denial,) = newsroom.publish("Gazette", "The shipyard sold hulls to Norland pirates.")
    newsroom.reports.remove(denial)
    for name in ("the palace", "the port authority"):
        voice = says(name, "organisation")
        newsroom.reports.append(replace(denial, stance="denied", chain=(voice,)))
    newsroom.publish("Valley Echo", *FILLER)
    (question,) = newsroom.corroborate().disagreements
    (denied,) = (side for side in question.sides if side.value == "denied")
    counted = denied.independent_origins
    assert (counted.low, counted.high, len(denied.reports)) == (2, 2, 1)


def test_a_count_of_which_the_first_report_is_not_the_least_has_not_risen(newsroom):
    newsroom.publish("Gazette", "The storm killed nine sailors near Port Ash.", day=1)
    newsroom.publish("Herald", "The storm killed six sailors near Port Ash.", day=2)
    newsroom.publish("Courier", "The storm killed 12 sailors near Port Ash.", day=3)
    newsroom.publish("Valley Echo", *FILLER)
    (question,) = newsroom.corroborate().disagreements
    assert question.verdict == "conflict"
    assert question.why == "nine sailors against six sailors against 12 sailors"


class _Counted(dict):
    """Facts of reports, and how often they were looked up."""

    lookups = 0

    def __getitem__(self, key):
        self.lookups += 1
        return super().__getitem__(key)


def _lookups(newsroom, count):
    """How often reports are looked at where so many copies deny what so many others tell."""
    newsroom.articles.clear()
    newsroom.reports.clear()
    for number in range(count):
        newsroom.publish(f"paper {number}", "The mayor sold the ferry.", "The mayor denied it.")
    told, denied = newsroom.reports[::2], newsroom.reports[1::2]
    claims = [
        Claim(
            id=name, text=(reports[0].article, reports[0].start, reports[0].stop),
            reports=tuple(reports), origins=(), independent_origins=Range(low=1, high=1), drift=(),
        )
        for name, reports in (("c-1", told), ("c-2", denied))
    ]  # fmt: skip
    found = [
        Difference(
            "denial", "conflict", (Answer(0, one, "said"), Answer(1, other, "denied"))
        )
        for one, other in zip(told, denied, strict=True)
    ]  # fmt: skip
    context = newsroom.context()
    facts = _Counted(context.facts)
    (question,) = join(
        found, claims, replace(context, facts=facts), lambda reports: Range(low=1, high=1)
    )
    assert {len(side.reports) for side in question.sides} == {count}
    return facts.lookups


def test_copies_of_a_denial_are_not_each_compared_with_each(newsroom):
    assert _lookups(newsroom, 80) <= 4.5 * _lookups(newsroom, 20)
