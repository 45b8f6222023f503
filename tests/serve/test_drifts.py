"""What retellings changed, counted."""

from dataclasses import replace

from firsthand.records import Drift
from firsthand.serve import drifts


def retold(reading, *changes):
    """Return the claim on the ice with drifts (report, kind, before, after)."""
    claim = next(claim for claim in reading.stories[0].claims if claim.id == "c2")
    found = (
        Drift(report=report, upstream="courier", kind=kind, words=(before, after))
        for report, kind, before, after in changes
    )
    return replace(claim, drift=tuple(found))


def test_equal_changes_are_counted_among_all_retellings(reading):
    claim = retold(
        reading, (1, "hedge", "likely", ""), (2, "hedge", "likely", ""), (1, "word", "slid", "slipped")
    )  # fmt: skip
    told = [drifts.tell(one, " ".join(one.articles)) for one in drifts.turned(claim)]
    assert told == [
        "left out in 2 of 2 retellings (mirador bulletin): “likely”",
        "changed in 1 of 2 retellings (mirador): “slid” → “slipped”",
    ]


def test_a_single_retelling_is_not_counted(reading):
    (one,) = drifts.turned(retold(reading, (1, "hedge", "likely", "")))
    assert drifts.tell(one, "A2") == "left out in A2: “likely”"


def test_a_change_of_who_is_named_is_told_as_one(reading):
    (one,) = drifts.turned(retold(reading, (1, "attribution", "Fell Times > the mayor", "people")))
    assert drifts.tell(one, "A2") == "source changed in A2: “Fell Times ← the mayor” → “people”"


def test_one_that_changed_nothing_is_a_retelling_too(reading):
    claim = retold(reading, (1, "hedge", "likely", ""))
    taken = (*claim.reports[:2], replace(claim.reports[2], inherited_from="courier"))
    assert drifts.retellings(replace(claim, reports=taken)) == {"mirador", "bulletin"}


def test_the_gravest_come_first_and_voices_that_are_added_do_not_count(reading):
    claim = retold(
        reading, (1, "word", "slid", "slipped"), (1, "number", "2", "3"),
        (1, "attribution", "mayor", "Bulletin > mayor"), (2, "attribution", "mayor", ""),
        (2, "attribution", "", "mayor"), (2, "hedge", "likely", ""),
    )  # fmt: skip
    assert [(one.kind, one.before, one.after) for one in drifts.grave(claim)] == [
        ("hedge", "likely", ""),
        ("attribution", "mayor", ""),
        ("number", "2", "3"),
    ]
