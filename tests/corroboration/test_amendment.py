"""Acts on claims: two reports are put together, or kept apart."""

from datetime import UTC, datetime

import pytest

from firsthand.corroboration.amendment import digest, locate
from firsthand.records import Act, Named

CLOSED = "The harbour office closed the bridge at Solvik."
SHUT = "The bridge at Solvik was closed by the harbour office."
FROST = "Frost killed nine percent of the wheat in Tarnholm."


def named(newsroom, report):
    words = newsroom.articles[report.article].text[report.start : report.stop]
    return Named(
        article=report.article, start=report.start, stop=report.stop, digest=digest(words)
    )  # fmt: skip


@pytest.fixture
def told(newsroom):
    """Tell what the newsroom published, with acts on pairs of reports; gives words of each claim."""

    def tell(*acts):
        made = [
            Act(
                number=number, kind=kind, these=(named(newsroom, a),), those=(named(newsroom, b),),
                at=datetime(2031, 5, 9, tzinfo=UTC), who="Ida",
            )
            for number, (kind, a, b) in enumerate(acts, 1)
        ]  # fmt: skip
        claims = newsroom.corroborate(acts=made).claims
        return {
            frozenset(report.article for report in claim.reports): tuple(
                mark.number for mark in claim.corrected_by
            )
            for claim in claims
        }

    return tell


def test_two_claims_are_made_one_and_say_by_whom(newsroom, told):
    [a], [b] = newsroom.publish("a", CLOSED), newsroom.publish("b", FROST, day=2)
    assert told() == {frozenset("a"): (), frozenset("b"): ()}
    assert told(("same-claim", b, a)) == {frozenset("ab"): (1,)}


def test_a_claim_is_parted_and_each_report_goes_with_what_it_is_like(newsroom, told):
    [a], [b] = newsroom.publish("a", CLOSED), newsroom.publish("b", SHUT, day=2)
    newsroom.publish("c", CLOSED, day=3)
    newsroom.publish("d", SHUT, day=4)
    assert told() == {frozenset("abcd"): ()}
    assert told(("not-same-claim", a, b)) == {frozenset("ac"): (1,), frozenset("bd"): (1,)}
    # reports in the same words, too
    [e] = newsroom.publish("e", CLOSED, day=5)
    parted = told(("not-same-claim", a, e))
    assert len(parted) == 2
    assert not any({"a", "e"} <= together for together in parted)


def test_the_later_act_counts(newsroom, told):
    [a], [b] = newsroom.publish("a", CLOSED), newsroom.publish("b", FROST, day=2)
    same, other = ("same-claim", a, b), ("not-same-claim", a, b)
    assert told(same, other).keys() == {frozenset("a"), frozenset("b")}
    assert told(other, same).keys() == {frozenset("ab")}
    # what is so without it is not marked
    assert told(other) == {frozenset("a"): (), frozenset("b"): ()}


def test_a_report_is_known_again_by_its_words(newsroom):
    [one, other] = newsroom.publish("a", FROST, CLOSED)
    place = named(newsroom, other)
    text = newsroom.articles["a"].text
    assert locate(place, [one, other], text) == 1
    # a later version, in which they stand elsewhere
    [_, _, moved] = newsroom.publish("a", SHUT, FROST, CLOSED)
    assert locate(place, [one, moved], newsroom.articles["a"].text) == 1


def test_a_report_that_is_read_with_another_end_is_found_by_its_place(newsroom):
    [report] = newsroom.publish("a", CLOSED)
    text = newsroom.articles["a"].text
    place = Named(article="a", start=4, stop=report.stop, digest=digest(text[4 : report.stop]))
    assert locate(place, [report], text) == 0
    short = Named(article="a", start=0, stop=11, digest=digest(text[:11]))
    assert locate(short, [report], text) is None
    # other words stand there now
    gone = Named(article="a", start=4, stop=report.stop, digest=digest("something else"))
    assert locate(gone, [report], text) is None
