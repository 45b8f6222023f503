"""Articles that tell of two events: which words tell of the other one, and what is only background."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.stories.place import RENEWALS, Placer, placed
from tests.stories.test_place import ELECTION, FERRY, FERRY_NEXT_PORT, article

BRIDGE = (
    (
        "The Harrow bridge in Quillmoor was closed on Thursday after engineers found cracks in two of its"
        " pylons, the city's works office said. Lorries will be sent over the Tannet ring road until May."
    ),
    (
        "Cracked pylons close the Harrow bridge. Quillmoor's works office said its engineers would weld"
        " steel collars round both of them; the Tannet ring road takes the lorries meanwhile."
    ),
)
MUSEUM = (
    (
        "Thieves took eleven bronze masks from the Ostrander museum in Pellwick before dawn, curator Ysolde"
        " Brandt said. A guard was locked into the cloakroom and freed by cleaners two hours later."
    ),
    (
        "Police in Pellwick look for a grey van after eleven bronze masks were stolen from the Ostrander"
        " museum. Curator Ysolde Brandt said the guard, locked into a cloakroom, was unhurt."
    ),
)
EVENTS = (FERRY, FERRY_NEXT_PORT, ELECTION, BRIDGE, MUSEUM)


def known(*events) -> list:
    return [
        article(f"{number}-{place}", text, language="en")
        for number, texts in enumerate(events)
        for place, text in enumerate(texts)
    ]


def told(placer: Placer, name: str, text: str) -> dict[str, str]:
    """First article of each other story that parts are of -> the words of the part."""
    return {
        placer.story(one.other).articles[0]: text[one.start : one.stop]
        for one in placer.seconds.get(name, ())
    }


def test_a_report_with_other_news_at_its_end_tells_of_that_in_exactly_those_words():
    text = f"{FERRY[0]}\n{FERRY[1]}\n{MUSEUM[0]}\n{MUSEUM[1]}"
    placer = placed([*known(*EVENTS), article("both", text, language="en")])
    assert placer.story("both").articles[0] == "0-0"
    assert told(placer, "both", text) == {"4-0": f"{MUSEUM[0]}\n{MUSEUM[1]}"}
    assert set(placer.seconds) == {"both"}


def test_one_paragraph_is_cut_at_its_sentences():
    text = " ".join((*FERRY, *MUSEUM))
    placer = placed([*known(*EVENTS), article("both", text, language="en")])
    assert told(placer, "both", text) == {"4-0": f"{MUSEUM[0]} {MUSEUM[1]}"}


def test_a_round_up_alone_in_its_story_tells_of_all_that_is_known():
    text = "\n".join(f"{texts[0]}\n{texts[1]}" for texts in (ELECTION, BRIDGE, MUSEUM))
    given_articles = known(*EVENTS)
    placer = placed(given_articles)
    placer.place(article("digest", text, language="en"))
    own = placer.story("digest").articles[0]
    assert {own, *told(placer, "digest", text)} >= {"2-0", "3-0", "4-0"}


def test_background_that_shares_names_with_the_rest_is_no_second_event():
    # the Kestrel's owner and captain tie the old wreck to the new one
    text = (
        "The ferry Kestrel, sister of the lost Solveig, ran aground near Port Ostrey on Tuesday with 90"
        " people aboard, harbour master Dagna Fell said.\n"
        "Diesel leaks from its hull; all passengers of the Kestrel left by lifeboat at Port Ostrey.\n"
        "The Solveig sank off Varnholm on Monday with 212 people aboard. The Ardanian coast guard said"
        " that the Kestrel's lifeboats had failed an inspection, as those of the Solveig had, and that"
        " harbour master Fell of Port Ostrey had warned of both ferries and their hulls."
    )
    placer = placed([*known(*EVENTS), article("kin", text, language="en")])
    assert placer.seconds == {}


def test_a_sentence_on_something_else_is_none():
    text = f"{FERRY[0]}\n{FERRY[1]}\nIn Pellwick, eleven bronze masks were stolen from a museum."
    placer = placed([*known(*EVENTS), article("aside", text, language="en")])
    assert placer.seconds == {}


def test_an_article_of_one_event_alone_in_its_story_has_no_second_one():
    placer = placed(known(*((first,) for first, *_ in EVENTS)))
    assert placer.seconds == {}


def test_where_the_other_story_comes_later_a_renewal_tells_of_it():
    text = f"{FERRY[0]}\n{FERRY[1]}\n{MUSEUM[0]}\n{MUSEUM[1]}"
    later = known(*EVENTS)
    placer = placed([*later[:3], article("both", text, language="en")])
    assert not placer.seconds
    for one in later[3:]:
        placer.place(one)
    assert max(number for number in RENEWALS if number <= 1 + len(later)) == 12
    assert told(placer, "both", text) == {"4-0": f"{MUSEUM[0]}\n{MUSEUM[1]}"}


def test_an_explanation_names_the_part_and_the_other_story():
    text = f"{FERRY[0]}\n{FERRY[1]}\n{MUSEUM[0]}\n{MUSEUM[1]}"
    placer = placed([*known(*EVENTS), article("both", text, language="en")])
    why = placer.explain("both")
    (part,) = why.seconds
    assert part.story == placer.story("4-0").id
    said = (
        "“Thieves took eleven bronze masks from” to “locked into a cloakroom, was unhurt.” tells of"
        f" another event: “{placer.story('4-0').title[1]}” ({part.story})"
    )
    assert said in why.reasons()
    assert not placer.explain("0-0").seconds


def test_an_article_on_both_does_not_make_one_story_of_two():
    text = f"{FERRY[0]}\n{FERRY[1]}\n{MUSEUM[0]}\n{MUSEUM[1]}"
    copies = [
        article(f"{place}-{one.id}", one.text) for place in range(3) for one in known(*EVENTS)
    ]
    placer = placed([*copies, *(article(f"both-{place}", text) for place in range(6))])
    stories = {
        frozenset(one[2] for one in ids if one[0] != "b") for ids in placer.groups().values()
    }
    assert stories == {frozenset(str(number)) for number in range(len(EVENTS))}
    assert {name for name in placer.seconds if name.startswith("both")} == set(placer.seconds)


@pytest.mark.parametrize("language", ["en", "de", "und"])
def test_it_does_not_depend_on_batches_or_on_what_comes_after(language):
    text = f"{FERRY[0]}\n{FERRY[1]}\n{MUSEUM[0]}\n{MUSEUM[1]}"
    told_articles = [*known(*EVENTS), article("both", text)]
    told_articles = [replace(one, language=language) for one in told_articles]
    first = placed(told_articles).seconds
    after = placed([*told_articles, article("next", BRIDGE[0], language=language)]).seconds
    assert first == after
    assert set(first) == {"both"}


@given(st.lists(st.text(alphabet="ab \n.Xé", max_size=60), max_size=14))
@settings(max_examples=40, deadline=None)
def test_parts_stand_in_the_text_and_name_articles_of_other_stories(texts):
    placer = placed(article(str(number), text) for number, text in enumerate(texts))
    for name, parts in placer.seconds.items():
        for one in parts:
            assert 0 <= one.start < one.stop <= len(texts[int(name)])
            assert one.other in placer.groups()[placer.story(one.other).id]
