"""Lineage as a whole: relations, direction, lost texts, origins."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.lineage import trace_lineage
from firsthand.lineage.match import find
from firsthand.lineage.trace import Lineage
from firsthand.records import Credit, Link, Outlet
from tests.lineage.builders import LINDHAVEN, MILL, article, edited, invented, published

LINES = LINDHAVEN.split("\n")
SPEECH = "I have asked the board to keep this mill open for as long as there is one order left in the book"


def relation(a, b):
    return trace_lineage([a, b]).pair(a.id, b.id).relation


def test_a_reprint_is_a_copy():
    assert relation(article("a", LINDHAVEN), article("b", LINDHAVEN)) == "copy"


def test_a_text_that_lost_its_end_is_trimmed():
    assert relation(article("a", LINDHAVEN), article("b", "\n".join(LINES[:3]))) == "trimmed"


def test_a_new_lead_makes_a_version():
    new = (
        "Divers went down to the Marlene at first light on Wednesday and came up without an answer."
    )
    later = "\n".join(
        [new, *LINES[2:], "The tugs have been sent home, and the insurers have sent a man."]
    )
    pair = trace_lineage([article("a", LINDHAVEN), article("b", later)]).pair("a", "b")
    assert pair.relation == "version"
    assert 0.5 < pair.coverage < 1


def test_a_paragraph_inside_another_story_is_an_excerpt():
    assert (
        relation(article("a", LINDHAVEN), article("b", f"{MILL}\n{LINES[1]}\n{LINES[3]}"))
        == "excerpt"
    )


def test_quotations_alone_are_no_copying():
    said = f'"{SPEECH}," she said.'
    assert (
        relation(article("a", f"{LINDHAVEN}\n{said}"), article("b", f"{MILL}\n{said}"))
        == "shared_quotes"
    )


def test_captions_alone_are_furniture():
    caption = (
        "The ferry Marlene under tow at dawn with its lights out, Wednesday. (AP Photo/Ida Brandt)"
    )
    assert (
        relation(article("a", f"{caption}\n{LINDHAVEN}"), article("b", f"{MILL}\n{caption}"))
        == "furniture"
    )


def test_strangers_are_independent_and_have_no_direction():
    pair = trace_lineage([article("a", LINDHAVEN), article("b", MILL)]).pair("a", "b")
    assert (pair.relation, pair.direction, pair.upstream) == ("independent", "unknown", None)


def test_passages_are_the_words_of_both_texts():
    a, b = article("a", LINDHAVEN), article("b", f"{MILL}\n{LINES[1]}")
    pair = trace_lineage([a, b]).pair("a", "b")
    assert pair.passages
    for passage in pair.passages:
        assert a.text[passage.a.start : passage.a.stop] == passage.a.text
        assert b.text[passage.b.start : passage.b.stop] == passage.b.text
    assert pair.passages[0].b.text.startswith("None of the 214 passengers")


def test_two_credited_copies_descend_from_one_lost_text():
    traced = trace_lineage(
        [
            article("a", LINDHAVEN, outlet="Coast Daily", credit="AP"),
            article("b", edited(LINDHAVEN, 1), outlet="Inland Post", credit="AP"),
            article("c", MILL),
        ]
    )
    (lost,) = [n for n in traced.nodes if n.kind == "lost"]
    assert lost.name == "Associated Press"
    assert {(d.upstream, d.to) for d in traced.links} == {(lost.id, "a"), (lost.id, "b")}
    assert traced.pair("a", "b").direction == "both"
    assert traced.pair("a", "b").upstream == lost.id
    assert traced.primary["b"][0].kind == "agency"
    assert traced.primary["c"][0].node == "c"


def test_an_uncredited_copy_goes_back_to_the_agency_of_its_twin():
    traced = trace_lineage(
        [
            article("a", LINDHAVEN, outlet="Coast Daily", credit="AP"),
            article("b", edited(LINDHAVEN, 1), outlet="Inland Post"),
        ]
    )
    assert traced.primary["b"][0].name == "Associated Press"
    assert traced.origins(["a", "b"]).low == traced.origins(["a", "b"]).high == 1


def test_two_unsigned_copies_share_an_unknown_source():
    traced = trace_lineage(
        [
            article("a", LINDHAVEN, outlet="Coast Daily"),
            article("b", edited(LINDHAVEN, 1), outlet="Inland Post"),
        ]
    )
    assert [n.name for n in traced.nodes if n.kind == "lost"] == ["unknown common source"]
    assert traced.origins(["a", "b"]).high == 1


def test_a_credit_to_the_publisher_gives_the_direction_whatever_the_dates_say():
    first = article("a", LINDHAVEN, outlet="Coast Daily", published=published(9))
    dated_back = article(
        "b", LINDHAVEN, outlet="Inland Post", credit="Coast Daily", published=published(2)
    )
    traced = trace_lineage([first, dated_back])
    assert traced.pair("a", "b").direction == "a->b"
    assert [(d.upstream, d.to) for d in traced.links] == [("a", "b")]


def test_an_earlier_date_alone_makes_no_source():
    early = article("a", LINDHAVEN, outlet="Coast Daily", published=published(1))
    late = article("b", edited(LINDHAVEN, 3), outlet="Inland Post", published=published(9))
    assert trace_lineage([early, late]).pair("a", "b").direction == "both"


def test_a_link_in_the_running_text_gives_the_direction():
    first = article("a", LINDHAVEN, outlet="Coast Daily", url="https://coast.example/ferry")
    link = Link(start=0, stop=4, url="https://coast.example/ferry", kind="source")
    second = article("b", f"{MILL}\n{LINES[1]}\n{LINES[2]}", outlet="Inland Post", links=(link,))
    traced = trace_lineage([first, second])
    assert traced.pair("a", "b").direction == "a->b"
    assert traced.pair("b", "a").direction == "b->a"


def test_editions_of_one_house_follow_their_dates():
    early = article("b", LINDHAVEN, outlet="Coast Daily", published=published(1))
    late = article("a", edited(LINDHAVEN, 3), outlet="Coast Daily", published=published(2))
    assert trace_lineage([early, late]).pair("a", "b").direction == "b->a"


def test_changes_name_what_was_changed():
    changed = LINDHAVEN.replace("214 passengers", "240 passengers").replace(
        "is likely to stay", "will stay"
    )
    traced = trace_lineage(
        [
            article("a", LINDHAVEN, outlet="Coast Daily"),
            article("b", changed, outlet="Inland Post", credit="Coast Daily"),
        ]
    )
    (link,) = traced.links
    kinds = {(c.kind, c.before, c.after) for c in link.changes}
    assert ("number", "214", "240") in kinds
    assert ("hedge", "is likely to", "will") in kinds


@pytest.mark.parametrize(
    "words",
    [
        "The Associated Press contributed to this report.",
        "With files from The Associated Press",
        "(With inputs from The Associated Press)",
    ],
)
def test_help_from_an_agency_may_add_an_origin(words):
    helped = article("b", f"{MILL}\n{words}", outlet="Inland Post")
    helped = _credited(helped, "The Associated Press", "Associated Press")
    wire = article("a", LINDHAVEN, outlet="Coast Daily", credit="AP")
    counted = trace_lineage([helped, wire]).origins(["a", "b"])
    assert (counted.low, counted.high) == (1, 2)


def _credited(found, words, agency):
    start = found.text.index(words)
    credit = Credit(agency=agency, start=start, stop=start + len(words), text=words)
    return replace(found, credits=(credit,))


@pytest.mark.parametrize("copies", [1, 10, 100])
def test_any_number_of_edited_copies_is_one_origin(copies):
    many = [article(f"c{n}", edited(LINDHAVEN, n), outlet=f"Paper {n}") for n in range(copies)]
    others = [article(f"x{n}", invented(n), outlet=f"Sheet {n}") for n in range(5)]
    traced = trace_lineage([*many, *others])
    assert traced.origins(c.id for c in many).high == 1
    assert traced.origins(a.id for a in [*many, *others]).low == 6
    assert len(traced.links) <= 3 * copies


@settings(max_examples=15, deadline=None)
@given(st.permutations(range(7)))
def test_order_does_not_matter(order):
    articles = [
        article("a", LINDHAVEN, outlet="Coast Daily", credit="AP"),
        article("b", edited(LINDHAVEN, 1), outlet="Inland Post", published=published(3)),
        article("c", edited(LINDHAVEN, 2), outlet="Coast Daily", published=published(4)),
        article("d", LINDHAVEN, outlet="Hill Post"),
        article("e", f"{MILL}\n{LINES[1]}\n{LINES[4]}", outlet="Hill Post"),
        article("f", MILL, outlet="Valley Sheet"),
        article("g", f'{invented(4)}\n"{SPEECH}," she said.'),
    ]
    straight = trace_lineage(articles)
    shuffled = trace_lineage([articles[n] for n in order])
    assert shuffled.stemma == straight.stemma
    assert shuffled.origins("abcdefg") == straight.origins("abcdefg")


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000))
def test_a_text_copied_to_itself_is_one_origin(seed):
    text = invented(seed)
    counted = trace_lineage([article("a", text), article("b", text)]).origins(["a", "b"])
    assert (counted.low, counted.high) == (1, 1)


def test_pairs_are_asked_for_by_known_ids():
    with pytest.raises(KeyError):
        trace_lineage([article("a", LINDHAVEN)]).pair("a", "nobody")


def test_what_the_text_cites_gives_the_direction_of_a_retelling():
    first = article("a", LINDHAVEN, outlet="Coast Daily")
    second = article("b", f"{MILL}\n{LINES[1]}\n{LINES[2]}", outlet="Inland Post")
    found = find([first, second])
    plain = Lineage([first, second], matches=found)
    citing = Lineage([first, second], matches=found, cited={"b": ["Coast Daily"]})
    assert [d.upstream for d in plain.links if d.to == "b"] != ["a"]
    assert [(d.upstream, d.to) for d in citing.links] == [("a", "b")]


def test_a_house_whose_print_is_here_has_no_lost_text():
    traced = trace_lineage(
        [
            article("z", LINDHAVEN, outlet="Associated Press", credit="AP"),
            article("a", LINDHAVEN, outlet="Coast Daily", credit="AP"),
            article("b", edited(LINDHAVEN, 1), outlet="Inland Post", credit="AP"),
        ]
    )
    assert {(d.upstream, d.to) for d in traced.links} == {("z", "a"), ("z", "b")}


AGENCY = "Associated Press"
NEWS = "Divers went down to the Marlene at first light on Wednesday and came up without an answer."
LATER = "\n".join([NEWS, *LINES[2:4], "The tugs have been sent home.", MILL.split("\n")[2]])


def test_two_editions_of_an_agency_follow_their_dates_though_others_credit_it():
    traced = trace_lineage(
        [
            article("b", LINDHAVEN, outlet=AGENCY, published=published(1)),
            article("a", LATER, outlet=AGENCY, published=published(2)),
            article("c", edited(LINDHAVEN, 1), outlet="Coast Daily", credit="AP"),
        ]
    )
    assert traced.pair("a", "b").direction == "b->a"


def test_a_later_edition_is_not_the_source_of_a_print_of_the_first():
    first = article("b", LINDHAVEN, outlet=AGENCY, published=published(1))
    later = article("a", LATER, outlet=AGENCY, published=published(4))
    copy = article("c", LINDHAVEN, outlet="Coast Daily", credit="AP", published=published(2))
    found = trace_lineage([first, later, copy]).pair("c", "a")
    assert (found.relation, found.direction, found.upstream) == ("version", "both", "b")


def test_an_edition_with_matter_of_its_own_ends_the_way_back_and_names_itself():
    first = article("b", LINDHAVEN, outlet=AGENCY, published=published(1))
    new = "\n".join([NEWS, *LINES[2:4], *MILL.split("\n")])
    later = article("a", new, outlet=AGENCY, published=published(4))
    copy = article("c", new, outlet="Coast Daily", credit="AP")
    traced = trace_lineage([first, later, copy])
    assert [(s.kind, s.node) for s in traced.primary["a"]] == [("article", "b"), ("self", "a")]
    assert [s.path for s in traced.primary["c"]] == [("c", "a")]


def test_a_print_that_credits_a_middleman_counts_with_the_agency_behind_him():
    wire = article("w", LINDHAVEN, outlet=AGENCY)
    middle = article("m", LINDHAVEN, outlet="Coast Daily", credit="AP")
    last = article("z", LINDHAVEN, outlet="Inland Post", credit="Coast Daily")
    counted = trace_lineage([wire, middle, last]).origins("wmz")
    assert (counted.low, counted.high) == (1, 1)


def test_a_house_that_carries_anothers_texts_needs_less_to_be_below_it():
    def way(outlet):
        source = article("b", LINDHAVEN, outlet="The Washington Post", published=published(1))
        copy = article("a", LINDHAVEN, outlet=outlet, published=published(2))
        return trace_lineage([source, copy]).pair("a", "b").direction

    assert way("Seattle Times") == "b->a"
    assert way("Inland Post") == "both"


def test_houses_of_one_owner_are_one_at_the_low_end_and_the_reason_is_given():
    two = [
        replace(article(key, text), outlet=Outlet(name=name, owner="Brandt Press"))
        for key, text, name in (("a", LINDHAVEN, "Coast Daily"), ("b", MILL, "Hill Post"))
    ]
    counted = trace_lineage(two).origins("ab")
    assert (counted.low, counted.high) == (1, 2)
    assert [(m.because, m.members) for m in counted.merges] == [("owner", ("a", "b"))]
    assert "Brandt Press" in counted.merges[0].why


def test_why_several_are_one_origin_is_told_of_each():
    pages = [
        article("a", LINDHAVEN, outlet="Coast Daily", credit="AFP"),
        article(
            "b", f"{edited(LINDHAVEN, 3)}\nNobody on the quay had more to say.", outlet="Hill Post"
        ),
        article("c", MILL, outlet="Mill Post"),
    ]
    (merge,) = trace_lineage(pages).origins(["a", "b", "c"]).merges
    assert merge.why == (
        "one origin, Agence France-Presse: one credits Agence France-Presse; "
        "another has the words of a text credited to Agence France-Presse"
    )
