"""Who first said it, counted."""

from dataclasses import replace

import pytest

from firsthand.corroboration import newsrooms, origins
from firsthand.records import Descent, Node, Outlet, Passage, Range, Span, Stemma

SENTENCES = (
    "The storm killed six sailors near Port Ash.",
    "Six sailors died in the storm off Port Ash.",
)


@pytest.fixture
def count(newsroom):
    def counted(*chains, stemma=Stemma()):  # noqa: B008 -- frozen
        for name, sentence, chain in zip(
            ("Norland Post", "Harbour Times"), SENTENCES, chains, strict=True
        ):
            newsroom.publish(name, sentence)
            newsroom.reports[-1] = replace(newsroom.reports[-1], chain=chain)
        reports, articles = newsroom.reports, newsroom.articles
        rooms = newsrooms.find(reports, articles, stemma, newsrooms.roots(stemma))
        found = origins.count(reports, articles, rooms, newsroom.context())[1]
        return found.low, found.high, [merge.because for merge in found.merges]

    return counted


def test_one_spokesman_heard_twice_is_one_origin(count, says):
    assert count((says("Orla Vint"),), (says("Minister Orla Vint"),)) == (1, 1, ["attribution"])


def test_one_text_that_says_a_thing_twice_is_no_join_to_tell(newsroom):
    newsroom.publish("Norland Post", *SENTENCES)
    reports, articles = newsroom.reports, newsroom.articles
    rooms = newsrooms.find(reports, articles, Stemma(), newsrooms.roots(Stemma()))
    found = origins.count(reports, articles, rooms, newsroom.context())[1]
    assert (found.low, found.high, found.merges) == (1, 1, ())


def test_two_named_voices_are_two_origins(count, says):
    assert count((says("Orla Vint"),), (says("Bram Kessel"),)) == (2, 2, [])


def test_a_body_is_one_voice_in_two_spellings(count, says):
    chains = (
        (says("government of Norland", "organisation"),),
        (says("Norland’s government", "organisation"),),
    )
    assert count(*chains) == (1, 1, ["attribution"])


def test_unnamed_officials_may_be_the_same(count, says):
    unnamed = (says("officials", "group", anonymous=True),)
    assert count(unnamed, unnamed) == (1, 2, ["attribution"])


def test_an_outlet_without_a_source_may_have_it_from_the_voice_that_another_names(count, says):
    assert count((says("Orla Vint"),), ()) == (1, 1, ["attribution"])


@pytest.mark.parametrize(
    ("days", "more", "high"),
    [
        ((5, 1), "", 2),  # days before the minister spoke: perhaps it had it from elsewhere
        ((2, 1), "", 1),  # the dates do not show it
        ((5, 1), " This is what the Echo had told.", 1),  # the Echo is quoted late
    ],
)
def test_who_told_it_days_before_may_have_it_from_elsewhere(newsroom, says, days, more, high):
    chains = ((says("Echo", "outlet"), says("Orla Vint")), ())
    for name, day, chain, text in zip(
        ("Norland Post", "Harbour Times"), days, chains, (SENTENCES[0], SENTENCES[1] + more),
        strict=True,
    ):  # fmt: skip
        newsroom.publish(name, text, day=day)
        newsroom.reports[-1] = replace(newsroom.reports[-1], chain=chain)
    (claim,) = newsroom.corroborate().claims
    assert (claim.independent_origins.low, claim.independent_origins.high) == (1, high)
    assert ["but had it before" in m.why for m in claim.independent_origins.merges] == [high == 2]


@pytest.mark.parametrize(("anonymous", "high"), [(True, 2), (False, 1)])
def test_unnamed_people_may_be_others_than_who_is_named(count, says, anonymous, high):
    sailors = (says("sailors", "group", anonymous=True),) if anonymous else ()
    assert count((says("Orla Vint"),), sailors)[:2] == (1, high)


def test_an_outlet_that_names_nobody_may_have_it_from_unnamed_people(newsroom, says):
    for name, text, chain in (
        ("Norland Post", SENTENCES[0], ()),
        ("Harbour Times", SENTENCES[1], (says("sailors", "group", anonymous=True),)),
    ):
        newsroom.publish(name, text)
        newsroom.reports[-1] = replace(newsroom.reports[-1], chain=chain)
    (claim,) = newsroom.corroborate().claims
    (merge,) = claim.independent_origins.merges
    assert merge.why == "Norland Post names nobody for it, and may have it from sailors"


def test_an_agency_and_its_initials_are_one(count, says):
    chains = (says("Norland Central News Agency", "agency"),), (says("NCNA", "agency"),)
    assert count(*chains)[:2] == (1, 1)


def test_initials_may_leave_out_the_country(count, says):
    body = says("Norland National Harbour Service", "organisation")
    assert count((body,), (says("NHS", "organisation"),))[:2] == (1, 1)


def test_a_body_and_its_director_called_by_its_initials_are_one(newsroom, says, count):
    body = says("Norland National Harbour Service", "organisation")
    sentence = "NHS director Orla Vint said six sailors died in the storm off Port Ash."
    director = replace(says("Orla Vint"), start=13, stop=22)
    newsroom.publish("Echo", sentence)
    newsroom.reports[-1] = replace(newsroom.reports[-1], chain=(director,))
    assert count((body,), (body,))[:2] == (1, 1)


def test_a_copy_shares_its_upstreams_origin(count):
    nodes = tuple(Node(id=n, kind="article", name=n) for n in ("Norland Post", "Harbour Times"))
    link = Descent(
        upstream="Norland Post",
        to="Harbour Times",
        relation="copy",
        coverage=1.0,
        confidence=1.0,
        why=(),
    )
    assert count((), (), stemma=Stemma(nodes=nodes, links=(link,))) == (1, 1, ["text"])


def test_own_voices_without_proof_of_own_reporting_are_one_or_two(count):
    assert count((), ()) == (1, 2, ["attribution"])


def test_who_cites_the_other_has_from_there_what_he_names_nobody_for(newsroom, says):
    newsroom.publish("Norland Post", SENTENCES[0])
    newsroom.publish("Harbour Times", SENTENCES[1], "The harbour was closed for a day.")
    post = (says("Norland Post", "outlet"),)
    newsroom.reports[2] = replace(newsroom.reports[2], chain=post)
    assert _counted(newsroom, 2)[:2] == (1, 1)


def test_what_an_outlet_is_part_of_others_have_from_it(newsroom):
    newsroom.publish("Norland Post", "Orla Vint joined the paper as a reporter.")
    newsroom.publish("Harbour Times", "Orla Vint joined the Norland Post as a reporter.")
    assert _counted(newsroom)[:2] == (1, 1)


def test_who_is_silent_is_no_source_of_that(newsroom, says):
    vint = "Orla Vint did not respond to calls and messages from"
    for name, sentence in (
        ("Norland Post", f"{vint} a reporter."),
        ("Harbour Times", f"{vint} this paper on Friday."),
        ("Valley Echo", "Orla Vint could not be reached for comment."),
    ):
        newsroom.publish(name, sentence)
        voice = (replace(says("Orla Vint"), start=0, stop=9),) if name != "Valley Echo" else ()
        newsroom.reports[-1] = replace(newsroom.reports[-1], chain=voice, stance="unconfirmed")
    assert _counted(newsroom) == (3, 3, [])
    assert _gathered(newsroom).low == 2  # who asked gathered something


@pytest.mark.parametrize(
    ("telling", "origins"), [("Orla Vint did not confirm that ", 2), ("Orla Vint said that ", 1)]
)
def test_what_somebody_does_not_confirm_has_been_asked(newsroom, says, telling, origins):
    for name, sentence in zip(("Norland Post", "Harbour Times"), SENTENCES, strict=True):
        newsroom.publish(name, telling + sentence)
        words = telling.index("confirm") if "confirm" in telling else len(telling)
        newsroom.reports[-1] = replace(
            newsroom.reports[-1], start=len(telling), stance="unconfirmed",
            stance_words=((words, words + 7),), chain=(replace(says("Orla Vint"), start=0, stop=9),),
        )  # fmt: skip
    assert _counted(newsroom)[0] == origins


@pytest.mark.parametrize(("other", "low"), [("Associated Press", 2), ("Echo", 1)])
def test_agencies_gather_by_trade(newsroom, says, other, low):
    for name, sentence in zip(("Reuters", other), SENTENCES, strict=True):
        newsroom.publish(name, sentence)
        newsroom.reports[-1] = replace(newsroom.reports[-1], chain=(says("Orla Vint"),))
    assert _gathered(newsroom).low == low


@pytest.mark.parametrize(("same", "high"), [("in the harbour of Port", 1), ("that came to Old", 2)])
def test_many_words_in_a_row_are_not_written_twice(newsroom, same, high):
    newsroom.publish("Norland Post", f"On Monday a storm killed six sailors {same} Ash after dawn.")
    newsroom.publish(
        "Harbour Times", "The worst storm in years killed six sailors in the harbour of Port Ash."
    )
    assert _counted(newsroom)[1] == high


@pytest.mark.parametrize(
    ("name", "low"), [("Orla Vint Marsh", 1), ("head of the harbour", 1), ("Bram Kessel", 2)]
)
def test_only_a_named_voice_that_nobody_else_has_shows_own_gathering(newsroom, says, name, low):
    for outlet, sentence, voices in (
        ("Norland Post", SENTENCES[0], ("Orla Vint", "Ida Moss")),
        ("Harbour Times", SENTENCES[1], (name,)),
    ):
        newsroom.publish(outlet, sentence, *(f"{one} praised the choir." for one in voices[1:]))
        for index, voice in enumerate(voices, len(newsroom.reports) - len(voices)):
            newsroom.reports[index] = replace(newsroom.reports[index], chain=(says(voice),))
    assert _gathered(newsroom).low == low


def test_two_agencies_in_their_own_voice_are_two(newsroom):
    for name, sentence in zip(("Reuters", "Associated Press"), SENTENCES, strict=True):
        newsroom.publish(name, sentence)
    reports, articles = newsroom.reports, newsroom.articles
    rooms = newsrooms.find(reports, articles, Stemma(), newsrooms.roots(Stemma()))
    found = origins.count(reports, articles, rooms, newsroom.context())
    assert [origin.name for origin in found[0]] == ["Reuters", "Associated Press"]
    assert (found[1].low, found[1].high) == (2, 2)


def test_every_join_is_told_by_names(count, newsroom, says):
    count((says("Orla Vint"),), ())
    rooms = newsrooms.find(newsroom.reports, newsroom.articles, Stemma(), newsrooms.roots(Stemma()))
    found = origins.count(newsroom.reports, newsroom.articles, rooms, newsroom.context())[1]
    why = "Harbour Times names nobody for it, and may have it from Orla Vint"
    assert [merge.why for merge in found.merges] == [why]


def test_a_circle_in_the_stemma_ends():
    nodes = (Node(id="a", kind="article", name="a"), Node(id="b", kind="article", name="b"))
    links = tuple(
        Descent(upstream=one, to=other, relation="copy", coverage=1.0, confidence=1.0, why=())
        for one, other in (("a", "b"), ("b", "a"))
    )
    assert set(newsrooms.roots(Stemma(nodes=nodes, links=links)).root) == {"a", "b"}


@pytest.mark.parametrize(
    ("relation", "coverage", "root"),
    [
        ("copy", 0.9, "lost:vw:x"),
        ("version", 0.1, "lost:vw:x"),
        ("excerpt", 0.5, "lost:vw:x"),
        ("excerpt", 0.06, "a"),  # a paragraph of an agency makes no text the agency's
        ("shared_quotes", 0.9, "a"),
    ],
)
def test_a_text_goes_back_to_what_it_is_as_a_whole(relation, coverage, root):
    nodes = (
        Node(id="a", kind="article", name="a"), Node(id="lost:vw:x", kind="lost", name="Vell Wire"),
    )  # fmt: skip
    link = Descent(
        upstream="lost:vw:x", to="a", relation=relation, coverage=coverage, confidence=0.9, why=()
    )
    assert newsrooms.roots(Stemma(nodes=nodes, links=(link,))).root["a"] == root


def test_an_article_that_only_cites_others_counts_nothing_at_the_low_end(newsroom, says):
    for name, chain in (
        ("Norland Post", (says("Orla Vint"),)),
        ("Echo", (says("Norland Post", "outlet"),)),
    ):
        newsroom.publish(name, "The storm killed six sailors near Port Ash.")
        newsroom.reports[-1] = replace(newsroom.reports[-1], chain=chain)
    found = _gathered(newsroom)
    assert (found.low, found.high) == (1, 2)
    (merge,) = found.merges
    assert merge.members == ("Norland Post", "Echo")
    assert "Norland Post, which it cites" in merge.why


def test_other_unnamed_people_are_the_reason_of_a_range(newsroom, says):
    """Two texts of one house with other sources: it does not say the same thing twice."""
    for name, voice, text in (
        ("Norland Post", "harbour officials", "The storm killed six sailors near Port Ash."),
        ("Echo", "fishermen", "Near Port Ash six sailors died in the storm."),
    ):
        newsroom.publish(name, text, day=1 + (name == "Echo"))
        chain = (says(voice, "group", anonymous=True),)
        newsroom.reports[-1] = replace(newsroom.reports[-1], chain=chain)
    outlet = newsroom.articles["Norland Post"].outlet
    newsroom.articles["Echo"] = replace(newsroom.articles["Echo"], outlet=outlet)
    (claim,) = newsroom.corroborate().claims
    (merge,) = claim.independent_origins.merges
    assert "names only fishermen for it, and may have it from harbour officials" in merge.why


def test_copies_show_what_they_changed(newsroom):
    newsroom.publish("Norland Post", "The storm probably killed six sailors near Port Ash.")
    newsroom.publish("Echo", "The storm killed six sailors near Port Ash.", day=2)
    newsroom.reports[0] = replace(newsroom.reports[0], stance="probable", stance_words=((10, 18),))
    one, other = (newsroom.articles[name].text for name in ("Norland Post", "Echo"))
    passage = Passage(
        a=Span(start=0, stop=len(one), text=one),
        b=Span(start=0, stop=len(other), text=other),
        kind="edited",
    )
    link = Descent(
        upstream="Norland Post",
        to="Echo",
        relation="copy",
        coverage=1.0,
        confidence=1.0,
        why=(),
        passages=(passage,),
    )
    nodes = tuple(Node(id=name, kind="article", name=name) for name in newsroom.articles)
    (claim,) = newsroom.corroborate(Stemma(nodes=nodes, links=(link,))).claims
    assert claim.reports[1].inherited_from == "Norland Post"
    (drift,) = claim.drift
    assert (drift.kind, drift.words) == ("hedge", ("probably", ""))


def test_a_fuller_name_is_the_same_person(count, says):
    assert count((says("Orla Vint"),), (says("Orla Vint Kessel"),)) == (1, 1, ["attribution"])


def test_a_head_of_state_speaks_for_the_government(newsroom, says):
    newsroom.publish("Norland Post", SENTENCES[0])
    newsroom.publish("Harbour Times", SENTENCES[1], "Norland President Bram Kessel told reporters.")
    text = newsroom.articles["Harbour Times"].text
    start = text.index("Bram Kessel")
    president = replace(says("Bram Kessel"), start=start, stop=start + 11)
    del newsroom.reports[2]
    for index, voice in enumerate((says("Norland government", "organisation"), president)):
        newsroom.reports[index] = replace(newsroom.reports[index], chain=(voice,))
    assert _counted(newsroom)[:2] == (1, 1)


def test_words_taken_over_are_no_second_origin(newsroom, says):
    for name, sentence, voice in zip(
        ("Norland Post", "Gaceta"), SENTENCES, ("coast guard", "guardia costera"), strict=True
    ):
        newsroom.publish(name, sentence)
        chain = (says(voice, "organisation"),)
        newsroom.reports[-1] = replace(newsroom.reports[-1], chain=chain)
    assert _counted(newsroom)[:2] == (2, 2)
    newsroom.reports[1] = replace(newsroom.reports[1], inherited_from="Norland Post")
    assert _counted(newsroom) == (1, 1, ["text"])


def test_one_that_cites_a_newsroom_whose_report_is_here_goes_back_to_it(newsroom, says):
    newsroom.publish("Reuters", SENTENCES[0])
    newsroom.publish("Echo", SENTENCES[1])
    chain = (says("Agentur Reuters", "agency"), says("Krankenhaus in Port Ash", "organisation"))
    newsroom.reports[0] = replace(
        newsroom.reports[0], chain=(says("Port Ash Hospital", "organisation"),)
    )
    newsroom.reports[1] = replace(newsroom.reports[1], chain=chain)
    assert _counted(newsroom)[:2] == (1, 1)


def test_a_party_that_others_quote_speaks_for_itself(newsroom, says):
    newsroom.publish("Ash Port Authority", SENTENCES[0])
    newsroom.publish("Norland Post", SENTENCES[1], "The harbour was closed for a day.")
    voices = (says("Orla Vint"), says("Ash Port Authority", "organisation"))
    for index, voice in enumerate(voices, 1):
        newsroom.reports[index] = replace(newsroom.reports[index], chain=(voice,))
    assert _counted(newsroom, 2)[:2] == (2, 2)
    newsroom.reports[2] = replace(newsroom.reports[2], chain=(says("Bram Kessel"),))
    assert _counted(newsroom, 2)[:2] == (1, 1)


def test_a_statement_is_that_of_the_party_whose_statement_is_here(newsroom, says):
    newsroom.publish("Ash Port Authority", SENTENCES[0])
    newsroom.publish("Norland Post", SENTENCES[1], "The harbour was closed for a day.")
    voices = (says("statement", "document"), says("Ash Port Authority", "organisation"))
    for index, voice in enumerate(voices, 1):
        newsroom.reports[index] = replace(newsroom.reports[index], chain=(voice,))
    assert _counted(newsroom, 2)[:2] == (1, 1)


def _counted(newsroom, size=None):
    """Origins of the first reports, all if no size is given."""
    reports, articles = newsroom.reports, newsroom.articles
    rooms = newsrooms.find(reports, articles, Stemma(), newsrooms.roots(Stemma()))
    found = origins.count(reports[:size], articles, rooms, newsroom.context())[1]
    return found.low, found.high, [merge.because for merge in found.merges]


def _gathered(newsroom):
    """Newsrooms of the story that gathered matter themselves, of as many as it has articles."""
    reports, articles = newsroom.reports, newsroom.articles
    known = newsrooms.roots(Stemma())
    rooms = newsrooms.find(reports, articles, Stemma(), known)
    texts = Range(low=len(articles), high=len(articles))
    return newsrooms.of_story(reports, texts, articles, known, rooms)


def test_a_story_in_which_nothing_was_read_has_no_reason_for_its_range(newsroom):
    newsroom.publish("Norland Post", "The storm killed six sailors near Port Ash.")
    newsroom.reports.clear()
    found = _gathered(newsroom)
    assert (found.low, found.high, found.merges) == (0, 1, ())


@pytest.mark.parametrize(
    ("behind", "quote", "origins"),
    [(" Both said so.", False, 2), (" In a joint statement both said so.", False, 2),
     (", both said in a joint statement", False, 1),
     (", both said of a joint exercise", False, 2), (", both said", True, 1)],
)  # fmt: skip
def test_two_bodies_that_say_it_in_one_clause_are_two_unless_they_speak_as_one(
    newsroom, says, behind, quote, origins
):
    said = SENTENCES[0].removesuffix(".") if behind[0] == "," else SENTENCES[0]
    (told,) = newsroom.publish("Norland Post", said + behind)
    newsroom.reports[:] = [
        replace(told, stop=len(said), quote=quote, chain=(says(body, "organisation"),))
        for body in ("harbour office", "weather service")
    ]
    (claim,) = newsroom.corroborate().claims
    counted = claim.independent_origins
    assert (counted.low, counted.high) == (origins, origins)
    assert [merge.why for merge in counted.merges] == ["said by several together"] * (2 - origins)


def test_bodies_named_beside_one_another_that_speak_elsewhere_too_are_two(newsroom, says):
    newsroom.publish("Norland Post", SENTENCES[0])
    newsroom.publish("Harbour Times", SENTENCES[1])
    newsroom.publish("Valley Echo", "In the storm six sailors died near Port Ash.")
    office, service = (says(name, "organisation") for name in ("harbour office", "weather service"))
    both, one, other = newsroom.reports
    newsroom.reports[:] = [
        replace(both, chain=(office,)), replace(both, chain=(service,)),
        replace(one, chain=(office,)), replace(other, chain=(service,)),
    ]  # fmt: skip
    (claim,) = newsroom.corroborate().claims
    assert (claim.independent_origins.low, claim.independent_origins.high) == (2, 2)


@pytest.mark.parametrize(
    ("name", "kind"),
    [("sailor", "person"), ("Port Ash mayor", "person"), ("12 sailors", "group"),
     ("statement", "document"), ("Letters", "document"), ("61%", "group"), ("Facebook", "organisation"),
     ("company", "organisation"), ("spokesman", "person")],
)  # fmt: skip
def test_words_that_name_nobody_may_be_those_of_who_is_named(count, says, name, kind):
    low, high, *_ = count((says("Orla Vint"),), (says(name, kind),))
    assert low == 1
    assert high == (1 if kind == "document" else 2)


def test_a_spokesman_without_a_name_has_that_of_his_body(count, says):
    assert count((says("Orla Vint"),), (says("Skell Union spokesman"),))[:2] == (2, 2)


@pytest.mark.parametrize(("body", "low"), [("Port Ash police", 1), ("Skell Union", 2)])
def test_two_spokesmen_of_one_body_are_one_voice(newsroom, says, body, low):
    newsroom.publish(
        "Norland Post", SENTENCES[0], "Port Ash police spokesman Bram Kessel went home."
    )
    newsroom.publish(
        "Harbour Times", SENTENCES[1], f"Orla Vint, a spokeswoman for the {body}, went home."
    )
    for index, name in ((0, "Bram Kessel"), (2, "Orla Vint")):
        newsroom.reports[index] = replace(newsroom.reports[index], chain=(says(name),))
    claim = max(newsroom.corroborate().claims, key=lambda claim: len(claim.reports))
    assert claim.independent_origins.low == low


def test_who_tells_what_others_said_is_no_second_voice_beside_himself(count, says):
    teller = says("Orla Vint")
    assert count((teller,), (teller, says("Harbour Detectives", "group")))[:2] == (1, 1)


@pytest.mark.parametrize(("domain", "low"), [("courts.gov.uk", 1), ("courts.example", 2)])
def test_what_a_court_publishes_is_its_own_word_and_others_have_it_from_there(
    newsroom, says, domain, low
):
    for name, sentence, voices in (
        ("Courts", SENTENCES[0], ("Orla Vint", "Bram Kessel", "Ida Moss")),
        ("Harbour Times", SENTENCES[1], ("Nils Brandt", "Edda Thorne", "Rolf Quist")),
    ):
        newsroom.publish(name, sentence, *(f"{voice} praised the choir." for voice in voices))
        for index, voice in enumerate(voices, len(newsroom.reports) - 3):
            newsroom.reports[index] = replace(newsroom.reports[index], chain=(says(voice),))
    court = newsroom.articles[newsroom.reports[0].article]
    newsroom.articles[court.id] = replace(court, outlet=Outlet(name="Courts", domain=domain))
    claims = newsroom.corroborate().claims
    (claim,) = (claim for claim in claims if {r.start for r in claim.reports} == {0})
    assert claim.independent_origins.low == low


def test_an_outlet_is_no_source_of_its_own(newsroom, says):
    newsroom.publish("Norland Post", SENTENCES[0])
    newsroom.publish("Harbour Times", SENTENCES[1])
    for index, voice in enumerate((says("Orla Vint"), says("HarbourTimes.com", "organisation"))):
        newsroom.reports[index] = replace(newsroom.reports[index], chain=(voice,))
    (claim,) = newsroom.corroborate().claims
    assert (claim.independent_origins.low, claim.independent_origins.high) == (1, 1)


@pytest.mark.parametrize(("day", "low"), [(1, 2), (2, 1)])
def test_what_was_public_before_all_others_has_nothing_from_them(newsroom, says, day, low):
    for name, text, at, chain in (
        ("Norland Post", SENTENCES[0], 2, (says("Orla Vint"),)),
        ("Harbour Times", SENTENCES[1], day, (says("sailors", "group", anonymous=True),)),
    ):
        newsroom.publish(name, text, day=at)
        newsroom.reports[-1] = replace(newsroom.reports[-1], chain=chain)
    assert _gathered(newsroom).low == low


def test_what_is_only_left_open_stands_last(newsroom, says):
    newsroom.publish("Norland Post", SENTENCES[0], "The harbour will open on Friday.")
    newsroom.publish("Harbour Times", SENTENCES[1])
    for index, body in ((0, "harbour office"), (2, "weather service")):
        open_ = replace(newsroom.reports[index], stance="unconfirmed")
        newsroom.reports[index] = replace(open_, chain=(says(body, "organisation"),))
    told = newsroom.corroborate().claims
    assert [claim.independent_origins.low for claim in told] == [1, 2]


def test_a_name_read_as_a_persons_is_that_of_the_body_it_begins_with(count, says):
    chains = (says("Skellwatch International"),), (says("Skellwatch", "organisation"),)
    assert count(*chains)[:2] == (1, 1)


@pytest.mark.parametrize(
    ("office", "low"), [("Norland Prime Minister", 1), ("Skell Prime Minister", 2)]
)
def test_a_country_and_its_head_of_government_are_one_wherever_his_office_is_told(
    newsroom, says, office, low
):
    newsroom.publish("Norland Post", SENTENCES[0])
    newsroom.publish("Harbour Times", SENTENCES[1])
    newsroom.publish("Valley Echo", f"{office} Orla Vint praised the choir.")
    for index, voice in enumerate((says("Norland", "place"), says("Orla Vint"))):
        newsroom.reports[index] = replace(newsroom.reports[index], chain=(voice,))
    assert _counted(newsroom, 2)[0] == low


def test_prints_of_a_lost_text_are_one_whomever_each_names(newsroom, says):
    for name, text, voice in (
        ("Norland Post", SENTENCES[0], says("state media", "organisation")),
        ("Harbour Times", SENTENCES[1], says("Orla Vint")),
    ):
        newsroom.publish(name, text)
        newsroom.reports[-1] = replace(
            newsroom.reports[-1], chain=(voice,), inherited_from="lost:VPS"
        )
    assert _counted(newsroom) == (1, 1, ["text"])


@pytest.mark.parametrize(
    ("name", "kind", "low"),
    [("leader of the Skell Union", "person", 1), ("sailors in Port Ash", "group", 1),
     ("Ash Sailors", "group", 2), ("Skell Union report", "document", 2)],
)  # fmt: skip
def test_who_is_only_described_may_be_who_is_named(count, says, name, kind, low):
    assert count((says("Orla Vint"),), (says(name, kind),))[:2] == (low, 2)


def test_what_a_body_issues_is_its_own_word(count, says):
    report = says("Port Ash Council report", "document")
    assert count((report,), (says("Port Ash Council", "organisation"),))[:2] == (1, 1)


def test_what_an_outlet_tells_of_itself_is_what_others_heard_by_it(newsroom, says):
    echo = says("Echo", "outlet")
    for name, sentence, chain in (
        ("Norland Post", SENTENCES[0], (echo, says("Orla Vint"))),
        ("Harbour Times", SENTENCES[1], (echo,)),
    ):
        newsroom.publish(name, sentence)
        newsroom.reports[-1] = replace(newsroom.reports[-1], chain=chain)
    assert _counted(newsroom)[:2] == (1, 1)


def test_a_person_is_of_the_body_beside_whom_a_text_first_names_him(newsroom, says):
    text = "Orla Vint of the Skell Union came. " + "It rained on the harbour for days. " * 5
    newsroom.publish("Norland Post", text + "Ms. Vint spoke.", SENTENCES[0])
    newsroom.publish("Harbour Times", SENTENCES[1])
    start = newsroom.articles["Norland Post"].text.index("Ms. Vint") + 4
    person = replace(says("Vint"), start=start, stop=start + 4)
    union = says("Skell Union", "organisation")
    newsroom.reports[:] = [
        replace(newsroom.reports[1], chain=(person,)), replace(newsroom.reports[2], chain=(union,)),
    ]  # fmt: skip
    assert _counted(newsroom)[:2] == (1, 1)


def test_a_voice_that_is_told_under_another_name_is_shown(newsroom, says):
    newsroom.publish("Norland Post", SENTENCES[0])
    newsroom.publish("Harbour Times", SENTENCES[1], day=2)
    for index, name in enumerate(("Orla Vint", "Minister Vint")):
        newsroom.reports[index] = replace(newsroom.reports[index], chain=(says(name),))
    (claim,) = newsroom.corroborate().claims
    (merge,) = claim.independent_origins.merges
    assert merge.why == "both go back to Orla Vint, here “Minister Vint”"
