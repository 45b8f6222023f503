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
    newsroom.publish("Echo", "The storm killed six sailors near Port Ash.", day=2)
    _doubted(newsroom, 0)
    assert not _drift(newsroom)


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
