"""What retellings changed, and what copies take over."""

from dataclasses import replace

import pytest

from firsthand.corroboration import drift
from firsthand.records import Descent, Node, Passage, Span, Stemma


def _stemma(newsroom, *pairs, relation="copy", places=True):
    """Each text whole taken from the one before it."""
    links = []
    for upstream, to in pairs:
        one, other = newsroom.articles[upstream].text, newsroom.articles[to].text
        source = Span(start=0, stop=len(one), text=one) if places else None
        passage = Passage(a=source, b=Span(start=0, stop=len(other), text=other), kind="edited")
        links.append(
            Descent(
                upstream=upstream, to=to, relation=relation, coverage=1.0, confidence=1.0, why=(),
                passages=(passage,),
            )
        )  # fmt: skip
    nodes = tuple(Node(id=name, kind="article", name=name) for name in newsroom.articles)
    return Stemma(nodes=nodes, links=tuple(links))


def _drift(newsroom, stemma=Stemma()):  # noqa: B008 -- frozen
    return {
        (found.kind, *found.words)
        for claim in newsroom.corroborate(stemma).claims
        for found in claim.drift
    }


@pytest.mark.parametrize("places", [True, False])
def test_a_copys_day_is_that_of_the_text_it_was_taken_from(newsroom, places):
    """The stemma may know that words were taken over and not from where in the text."""
    newsroom.publish("Norland Post", "The ferry sank off Port Ash on Tuesday.")
    newsroom.publish("Echo", "The ferry sank off Port Ash on Tuesday.", day=10)
    wrong = replace(newsroom.reports[1].times[0], value="2031-05-13")
    newsroom.reports[1] = replace(newsroom.reports[1], times=(wrong,))
    found = drift.inherit(
        newsroom.reports, _stemma(newsroom, ("Norland Post", "Echo"), places=places)
    )
    assert [report.times[0].value for report in found] == ["2031-05-06", "2031-05-06"]
    assert found[1].times[0].start == newsroom.reports[1].times[0].start


def test_a_copy_keeps_its_own_day_where_the_words_mean_several_in_the_text_it_was_taken_from(
    newsroom,
):
    newsroom.publish("Norland Post", "The ferry sank off Port Ash on Tuesday.")
    newsroom.publish("Echo", "The ferry sank off Port Ash on Tuesday.", day=10)
    first, copy = newsroom.reports
    own, other = (replace(first.times[0], value=f"2031-05-{day}") for day in (13, 20))
    reports = [first, replace(first, times=(other,)), replace(copy, times=(own,))]
    stemma = _stemma(newsroom, ("Norland Post", "Echo"))
    assert drift.inherit(reports, stemma)[2].times[0].value == "2031-05-13"


def test_a_rewrite_keeps_its_own_days(newsroom):
    newsroom.publish("Norland Post", "The ferry sank off Port Ash on Tuesday.")
    newsroom.publish("Echo", "The ferry sank off Port Ash on Tuesday.")
    other = replace(newsroom.reports[1].times[0], value="2031-05-13")
    newsroom.reports[1] = replace(newsroom.reports[1], times=(other,))
    stemma = _stemma(newsroom, ("Norland Post", "Echo"), relation="rewrite")
    assert drift.inherit(newsroom.reports, stemma)[1].times[0].value == "2031-05-13"


def test_a_bound_that_was_dropped(newsroom):
    newsroom.publish("Norland Post", "The storm killed up to six sailors near Port Ash.")
    newsroom.publish("Echo", "The storm killed six sailors near Port Ash.", day=2)
    found = _drift(newsroom, _stemma(newsroom, ("Norland Post", "Echo")))
    assert [kind for kind, *_ in found].count("number") == 1


def test_another_word_for_what_is_counted_changes_no_number(newsroom):
    newsroom.publish("Norland Post", "The storm killed six sailors near Port Ash.")
    newsroom.publish("Echo", "The storm killed six seamen near Port Ash.", day=2)
    found = _drift(newsroom, _stemma(newsroom, ("Norland Post", "Echo")))
    assert "number" not in {kind for kind, *_ in found}


def test_one_voice_heard_by_two_may_lose_its_doubt(newsroom, says):
    newsroom.publish("Norland Post", "The storm probably killed six sailors near Port Ash.")
    newsroom.publish("Echo", "The storm killed six sailors near Port Ash.", day=2)
    for index, stance in enumerate(("probable", "certain")):
        words = ((10, 18),) if stance == "probable" else ()
        newsroom.reports[index] = replace(
            newsroom.reports[index], stance=stance, stance_words=words, chain=(says("Orla Vint"),)
        )
    assert ("hedge", "probably", "") in _drift(newsroom)


def test_one_that_cites_a_newsroom_and_leaves_out_its_source(newsroom, says):
    newsroom.publish("Norland Post", "The storm killed six sailors near Port Ash.")
    newsroom.publish("Echo", "Six sailors were killed by the storm near Port Ash.", day=2)
    for index, voice in enumerate((says("Orla Vint"), says("Norland Post", "outlet"))):
        newsroom.reports[index] = replace(newsroom.reports[index], chain=(voice,))
    assert ("attribution", "Orla Vint", "Norland Post") in _drift(newsroom)


def test_a_translation_back_is_compared_with_the_text_in_its_own_language(newsroom):
    newsroom.publish("Norland Post", "The ferry lost her steering near the pier of Port Ash.")
    newsroom.publish("Gaceta", "The ferry lost her steering near the pier of Port Ash.", day=2)
    newsroom.publish("Echo", "The ferry lost her government near the pier of Port Ash.", day=3)
    newsroom.articles["Gaceta"] = replace(newsroom.articles["Gaceta"], language="es")
    stemma = _stemma(
        newsroom, ("Norland Post", "Gaceta"), ("Gaceta", "Echo"), relation="translation"
    )
    claims = newsroom.corroborate(stemma).claims
    found = {
        (one.upstream, *one.words) for claim in claims for one in claim.drift if one.kind == "word"
    }
    assert ("Norland Post", "steering", "government") in found


def _told_by(newsroom, says, *voices):
    """Give each report so far the voices named for it."""
    for index, names in enumerate(voices):
        chain = tuple(says(*name) for name in names)
        newsroom.reports[index] = replace(newsroom.reports[index], chain=chain)


def _doubted(newsroom, index, word="probably"):
    text = newsroom.articles[newsroom.reports[index].article].text
    start = text.index(word)
    newsroom.reports[index] = replace(
        newsroom.reports[index], stance="probable", stance_words=((start, start + len(word)),)
    )


def test_texts_that_nothing_ties_have_not_drifted(newsroom):
    newsroom.publish("Norland Post", "The storm probably killed six sailors near Port Ash.")
    newsroom.publish("Echo", "Near Port Ash the storm has killed six sailors.", day=2)
    _doubted(newsroom, 0)
    assert not _drift(newsroom)


def test_a_run_of_words_in_common_ties_two_texts(newsroom):
    newsroom.publish("Norland Post", "The storm probably killed six sailors near Port Ash.")
    newsroom.publish("Echo", "The storm killed six sailors near Port Ash.", day=2)
    _doubted(newsroom, 0)
    assert _drift(newsroom) == {("hedge", "probably", "")}


def test_a_name_with_its_titles_ties_no_texts(newsroom):
    minister = "Norland Harbour Minister Orla Vint Kessel"
    newsroom.publish("Norland Post", f"{minister} will probably open the pier.")
    newsroom.publish("Echo", f"{minister} will open the pier.", day=2)
    _doubted(newsroom, 0)
    assert _drift(newsroom) == set()


def test_words_are_shown_as_they_are_written(newsroom):
    newsroom.publish("Norland Post", "The Harbour Board sold the West Pier to a Norland bank.")
    newsroom.publish("Echo", "The Harbour Council sold the West Pier to a Norland firm.", day=2)
    stemma = _stemma(newsroom, ("Norland Post", "Echo"))
    assert _drift(newsroom, stemma) == {("name", "Board", "Council")}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # no word is put for another
        ("The divers have been searching the pier since dawn.", "The divers have searched the pier since dawn."),
        ("After Kessel's visit the board closed the old pier.", "After that visit the board closed the old pier."),
        ("The board bought an engine for the old pier.", "The board bought a engine for the old pier."),
    ],
)  # fmt: skip
def test_what_has_not_drifted(newsroom, before, after):
    newsroom.publish("Norland Post", before)
    newsroom.publish("Echo", after, day=2)
    stemma = _stemma(newsroom, ("Norland Post", "Echo"))
    assert len(newsroom.corroborate(stemma).claims) == 1
    assert not _drift(newsroom, stemma)


def test_another_day_in_a_copy(newsroom):
    newsroom.publish("Norland Post", "The board of Port Ash closed the old West Pier on Tuesday.")
    newsroom.publish("Echo", "The board of Port Ash closed the old West Pier on Thursday.", day=2)
    stemma = _stemma(newsroom, ("Norland Post", "Echo"))
    assert ("date", "Tuesday", "Thursday") in _drift(newsroom, stemma)


def test_a_voice_beside_the_one_taken_over_is_no_change(newsroom, says):
    told = "Nobody was hurt in the fire at the old shipyard."
    newsroom.publish("Norland Post", told)
    newsroom.publish("Echo", told, day=2)
    newsroom.reports.append(newsroom.reports[1])
    _told_by(newsroom, says, [("Orla Vint",)], [("Orla Vint",)], [("Bram Kessel",)])
    found = _drift(newsroom, _stemma(newsroom, ("Norland Post", "Echo")))
    assert "attribution" not in {kind for kind, *_ in found}


@pytest.mark.parametrize("relation", ["cites", "shared_quotes"])
def test_a_text_that_only_quotes_the_same_people_is_not_behind_another(newsroom, relation):
    newsroom.publish("Norland Post", "The storm probably killed six sailors near Port Ash.")
    newsroom.publish("Echo", "Near Port Ash the storm has killed six sailors.", day=2)
    _doubted(newsroom, 0)
    stemma = _stemma(newsroom, ("Norland Post", "Echo"), relation=relation, places=False)
    bare = replace(stemma, links=tuple(replace(link, passages=()) for link in stemma.links))
    assert not _drift(newsroom, bare)
    rewrite = tuple(replace(link, relation="rewrite") for link in bare.links)
    assert ("hedge", "probably", "") in _drift(newsroom, replace(bare, links=rewrite))


def test_one_that_cites_the_newsroom_for_another_thing_may_have_lost_its_doubt(newsroom, says):
    newsroom.publish("Norland Post", "The storm probably killed six sailors near Port Ash.")
    newsroom.publish("Echo", "The storm killed six sailors near Port Ash.", day=2)
    newsroom.publish("Echo", "The harbour crane fell at dawn.", day=2)
    _doubted(newsroom, 0)
    _told_by(newsroom, says, (), (), [("Norland Post", "outlet")])
    assert ("hedge", "probably", "") in _drift(newsroom)


def test_a_text_is_not_compared_with_its_own_copy(newsroom):
    """Days of publication may be the wrong way round: the stemma knows better."""
    newsroom.publish("Echo", "The storm killed six sailors near Port Ash.")
    newsroom.publish("Norland Post", "The storm probably killed six sailors near Port Ash.", day=2)
    _doubted(newsroom, 1)
    assert not _drift(newsroom, _stemma(newsroom, ("Norland Post", "Echo"))) - {
        ("hedge", "probably", "")
    }


def test_the_name_of_the_text_taken_from_is_no_change_of_voice(newsroom, says):
    newsroom.publish("Norland Post", "The storm killed six sailors near Port Ash.")
    newsroom.publish("Echo", "The storm killed six sailors near Port Ash.", day=2)
    _told_by(
        newsroom, says, [("Orla Vint",)], [("The Norland Post", "outlet"), ("Captain Orla Vint",)]
    )
    assert not _drift(newsroom, _stemma(newsroom, ("Norland Post", "Echo")))


def test_a_translation_shows_no_changed_names(newsroom, says):
    newsroom.publish("Norland Post", "The storm probably killed six sailors near Port Ash.")
    newsroom.publish("Gaceta", "The storm killed six sailors near Puerto Ash.", day=2)
    newsroom.articles["Gaceta"] = replace(newsroom.articles["Gaceta"], language="es")
    _doubted(newsroom, 0)
    _told_by(newsroom, says, [("coast guard",)], [("guardia costera",)])
    stemma = _stemma(newsroom, ("Norland Post", "Gaceta"), relation="translation")
    assert _drift(newsroom, stemma) == {("hedge", "probably", "")}


def test_of_equals_the_telling_with_the_doubt_is_gone_back_to(newsroom, says):
    """A text that gives a quotation flatly in its lead, and with its doubt below, has the doubt."""
    quote = "The harbour of Port Ash will open in spring."
    newsroom.publish("Norland Post", quote)
    newsroom.publish("Dispatch", quote.replace("will", "will probably"), day=2)
    newsroom.publish("Echo", quote, day=3)
    _doubted(newsroom, 1)
    text = newsroom.reports[1].proposition
    newsroom.reports[1] = replace(
        newsroom.reports[1],
        proposition=replace(text, words=newsroom.reports[0].proposition.words),
    )
    _told_by(newsroom, says, *([("Orla Vint",)] for _ in range(3)))
    found = {
        (one.upstream, claim.reports[one.report].article, one.kind)
        for claim in newsroom.corroborate().claims
        for one in claim.drift
    }
    assert ("Dispatch", "Echo", "hedge") in found


def test_a_number_that_a_version_has_otherwise_is_told_on_the_later_claim(newsroom):
    newsroom.publish("Norland Post", "The captain arrived 35 minutes late in Port Ash.")
    newsroom.publish("Echo", "The captain arrived 45 minutes late in Port Ash.", day=2)
    stemma = _stemma(newsroom, ("Norland Post", "Echo"), relation="version")
    assert ("number", "35 minutes", "45 minutes") in _drift(newsroom, stemma)
    assert not any(kind == "number" for kind, *_ in _drift(newsroom))


def test_one_who_tells_two_accounts_has_changed_no_number(newsroom, says):
    newsroom.publish("Norland Post", "The captain arrived 35 minutes late in Port Ash.")
    newsroom.publish(
        "Echo",
        "The captain arrived 45 minutes late in Port Ash.",
        "By the log the captain arrived 35 minutes late in Port Ash.",
        day=2,
    )
    stemma = _stemma(newsroom, ("Norland Post", "Echo"), relation="version")
    assert not any(kind == "number" for kind, *_ in _drift(newsroom, stemma))


def test_another_voice_has_changed_no_number(newsroom, says):
    newsroom.publish("Norland Post", "The captain arrived 35 minutes late in Port Ash.")
    newsroom.publish("Echo", "The captain arrived 45 minutes late in Port Ash.", day=2)
    newsroom.reports[1] = replace(newsroom.reports[1], chain=(says("Bram Kessel"),))
    stemma = _stemma(newsroom, ("Norland Post", "Echo"), relation="version")
    assert not any(kind == "number" for kind, *_ in _drift(newsroom, stemma))


def test_two_texts_of_one_newsroom_are_tied_by_words_they_share(newsroom):
    newsroom.publish("Norland Post", "The ferry sank in the storm off Port Ash.")
    newsroom.publish("Echo", "The old ferry sank off Port Ash in a storm that nobody foresaw.")
    one = newsroom.articles["Norland Post"].outlet
    newsroom.articles["Echo"] = replace(newsroom.articles["Echo"], outlet=one)
    newsroom.reports[1] = replace(newsroom.reports[1], stance="probable", stance_words=((0, 3),))
    assert not _drift(newsroom)


def test_whom_only_the_retelling_names_is_no_change(newsroom, says):
    newsroom.publish("Norland Post", "The storm killed six sailors near Port Ash.")
    newsroom.publish("Echo", "The storm killed six sailors near Port Ash.", day=2)
    named = says("harbour police", "organisation")
    stemma = _stemma(newsroom, ("Norland Post", "Echo"))

    newsroom.reports[1] = replace(newsroom.reports[1], chain=(named,))
    assert not _drift(newsroom, stemma)

    newsroom.reports[0] = replace(newsroom.reports[0], chain=(named,))
    newsroom.reports[1] = replace(newsroom.reports[1], chain=())
    assert _drift(newsroom, stemma) == {("attribution", "harbour police", "")}


@pytest.mark.parametrize(
    ("words", "dropped"),
    [
        ("The storm killed six sailors off Port Ash.", True),
        (
            "Six sailors of the Marigold were dead by morning, killed by a storm near Port Ash.",
            False,
        ),
    ],
)
def test_what_two_prints_of_one_text_tell_in_other_words_was_not_dropped(
    newsroom, says, words, dropped
):
    """Two prints of a text that is not at hand may each have another of its sentences."""
    lost = Node(id="lost:wire", kind="lost", name="Harbour Wire")
    newsroom.publish("Norland Post", "Near Port Ash the storm killed six sailors.")
    newsroom.publish("Echo", words, day=2)
    newsroom.reports[0] = replace(
        newsroom.reports[0], chain=(says("harbour police", "organisation"),)
    )
    newsroom.publish("Valley Echo", "The mayor praised the choir.")
    links = tuple(
        Descent(
            upstream=lost.id, to=name, relation="excerpt", coverage=0.5, confidence=1.0, why=(),
            passages=(),
        )
        for name in ("Norland Post", "Echo")
    )  # fmt: skip
    found = _drift(newsroom, Stemma(nodes=(lost,), links=links))
    assert (("attribution", "harbour police", "") in found) == dropped


@pytest.mark.parametrize(("quote", "before", "after", "changed"), [
    (True, "pilot's mother", "Orla Vint", False),
    (False, "pilot's mother", "Orla Vint", True),
    (True, "Orla Vint", "pilot's mother", True),
])  # fmt: skip
def test_one_who_is_named_beside_words_that_both_quote_is_who_was_described(
    newsroom, says, quote, before, after, changed
):
    for name, voice in (("Norland Post", before), ("Echo", after)):
        (report,) = newsroom.publish(name, "I heard the old pilot scream in the harbour.")
        newsroom.reports[-1] = replace(report, quote=quote, chain=(says(voice),))
    found = _drift(newsroom, _stemma(newsroom, ("Norland Post", "Echo")))
    assert (("attribution", before, after) in found) == changed
