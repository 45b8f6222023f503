"""Prints of a text that was not collected, and whose text a page with several names prints."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from firsthand.lexicon import gazetteer
from firsthand.lineage import trace_lineage
from firsthand.lineage.witness import Witness
from firsthand.records import Credit, Part
from tests.lineage.builders import LINDHAVEN, MILL, article, invented, published

LINES, PLANT = LINDHAVEN.split("\n"), MILL.split("\n")
#: short runs that several texts use as background
SCRAPS = (
    "drifted for six hours before two tugs reached it in heavy rain",
    "the ship lay dark through most of the night after the fire",
    "the islands is likely to stay closed until Friday while divers look",
    "in two years, after a broken rudder in March and a fire",
)


def into(traced, key):
    return [(d.upstream.split(":")[0], d.relation, d.coverage) for d in traced.links if d.to == key]


def credited(found, *names):
    """Credits as a page names them outside its text."""
    return replace(
        found,
        credits=tuple(Credit(agency=name, start=0, stop=0, text=words) for name, words in names),
    )


def scattered(seed, sentences):
    """Make a text of its own with scraps in it."""
    mine = invented(seed, sentences).split("\n")
    for place, scrap in enumerate(SCRAPS):
        mine[place] = f"{mine[place][:-1]} {scrap}."
    return "\n".join(mine)


def test_background_in_short_runs_makes_no_retelling():
    pair = trace_lineage(
        [
            article("a", scattered(1, 30), outlet="Coast Daily"),
            article("b", scattered(2, 40), outlet="Hill Post"),
        ]
    )
    assert pair.pair("a", "b").relation == "excerpt"
    # each tells mostly what is its own, and both count
    assert [p.kind for p in pair.primary["a"]] == ["lost", "self"]
    assert pair.origins(["a", "b"]).low == 2


def test_short_runs_that_are_much_of_a_text_are_a_retelling():
    one, other = article("a", scattered(1, 5)), article("b", scattered(2, 40))
    assert trace_lineage([one, other]).pair("a", "b").relation == "rewrite"


def test_nobody_tells_anew_what_both_print_of_one_agency():
    one = article("a", scattered(1, 30), outlet="Coast Daily", credit="AP")
    other = article("b", scattered(2, 40), outlet="Hill Post", credit="AP")
    assert trace_lineage([one, other]).pair("a", "b").relation == "version"


@pytest.mark.parametrize(("own", "relation"), [(30, "excerpt"), (1, "version")])
def test_two_texts_of_one_house_are_editions_if_they_have_much_in_common(own, relation):
    first = article("a", f"{LINES[0]}\n{LINES[3]}\n{invented(1, own)}", outlet="Coast Daily")
    later = article("b", f"{invented(2, own)}\n{LINES[0]}\n{LINES[3]}", outlet="Coast Daily")
    assert trace_lineage([first, later]).pair("a", "b").relation == relation


def test_one_passage_of_a_house_that_is_named_is_no_retelling():
    passages = (
        "widely seen as the leading builder of wooden boats for lakes and rivers",
        "one of the few yards that worked all through the long winter strike",
    )
    page = article(
        "a", f"It is {passages[0]}.\n{invented(1, 15)}\nIt is {passages[1]}.", outlet="Kyodo"
    )
    other = article(
        "b",
        f"She is {passages[0]}.\n{invented(2, 15)}\nThe yard is {passages[1]}, Kyodo said.",
        outlet="Hill Post",
    )
    assert trace_lineage([page, other]).pair("a", "b").relation == "excerpt"


def test_the_longest_print_of_a_lost_text_is_not_cut():
    full = article("a", LINDHAVEN, outlet="Coast Daily", credit="AP")
    cut = article("b", "\n".join(LINES[:3]), outlet="Hill Post", credit="AP")
    traced = trace_lineage([full, cut])

    assert traced.pair("a", "b").relation == "trimmed"
    assert [found[:2] for found in into(traced, "a")] == [("lost", "copy")]
    assert [found[:2] for found in into(traced, "b")] == [("lost", "trimmed")]


def test_a_long_page_around_a_print_has_an_excerpt_of_the_lost_text():
    traced = trace_lineage(
        [
            article("a", f"{LINDHAVEN}\n{invented(1, 40)}", outlet="Coast Daily"),
            article("b", LINDHAVEN, outlet="Hill Post"),
        ]
    )
    assert [found[:2] for found in into(traced, "a")] == [("lost", "excerpt")]


def test_the_nearest_print_tells_how_near_the_lost_text_is():
    """A long piece that has most of the words is not what shows whose text a print is."""
    prints = [
        article(key, "\n".join(LINES[:4]), outlet=outlet, credit="AP")
        for key, outlet in (("a", "Coast Daily"), ("b", "Hill Post"))
    ]
    own = "\n".join(f"{line} {more}" for line, more in zip(LINES[1:4], PLANT, strict=False))
    piece = article("c", f"{invented(1)}\n{own}\nWith files from AP", outlet="Inland Post")
    start = piece.text.index("With files")
    help_ = Credit(
        agency="Associated Press", start=start, stop=start + 18, text="With files from AP"
    )
    traced = trace_lineage([*prints, replace(piece, credits=(help_,))])

    assert traced.pair("a", "c").relation == "excerpt"
    for key in ("a", "b"):
        assert [found[1] for found in into(traced, key)] == ["copy"]


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        ("Associated Press writer Ida Moor in Oberau contributed to this report.", True),
        ("Brandt reported from Lindhaven. AP Business Writers Ida Moor contributed.", True),
        ("The Associated Press contributed to this report.", False),
        ("Inland Post reporter Ida Moor and The Associated Press contributed to this.", False),
        ("The Associated Press and Inland Post writer Ida Moor contributed to this.", False),
    ],
)
def test_an_agencys_own_writers_helped_with_its_own_text(words, whole):
    text = f"{MILL}\n{words}"
    start = text.index(words)
    credit = Credit(agency="Associated Press", start=start, stop=start + len(words), text=words)
    found = Witness(
        replace(article("a", text, outlet="Inland Post"), credits=(credit,)), gazetteer.load()
    )
    names = ("Associated Press",)
    assert (found.credited, found.helped) == ((names, ()) if whole else ((), names))


@pytest.mark.parametrize(
    ("signed", "whole"),
    [
        ("Ida Moor for Inland Post and Associated Press", False),
        ("Ida Moor For Inlandpost.Example, Associated Press", False),
        ("Associated Press", True),
        ("Ida Moor, Associated Press", True),
        ("Ida Moor, looking for clues, Associated Press", True),
    ],
)
def test_whoever_signs_for_the_house_has_help_of_the_agency_beside_it(signed, whole):
    page = credited(article("a", MILL, outlet="Inland Post"), ("Associated Press", signed))
    found = Witness(page, gazetteer.load())
    names = ("Associated Press",)
    assert (found.credited, found.helped) == ((names, ()) if whole else ((), names))


def test_a_byline_is_none_of_the_picture_above_the_text():
    text = f"Photo\n{MILL}"
    parts = (Part(kind="caption", start=0, stop=6), Part(kind="body", start=6, stop=len(text)))
    page = credited(article("a", text, outlet="Inland Post", parts=parts), ("Reuters", "Reuters"))
    assert Witness(page, gazetteer.load()).credited == ("Reuters",)


def test_a_byline_that_names_photographers_credits_no_text():
    page = credited(
        article("a", MILL, outlet="Inland Post"), ("Reuters", "Ida Moor, Image, Reuters")
    )
    assert Witness(page, gazetteer.load()).credited == ()


def test_a_page_with_datelines_of_several_agencies_prints_no_ones_text():
    heads = ("OBERAU (AP) - ", "LINDHAVEN (Reuters) - ")
    text = f"{heads[0]}{MILL}\n{heads[1]}{LINDHAVEN}"
    starts = [text.index(head) for head in heads]
    page = replace(
        article("a", text, outlet="Inland Post"),
        parts=(
            Part(kind="dateline", start=0, stop=len(heads[0])),
            Part(kind="body", start=len(heads[0]), stop=starts[1]),
            Part(kind="dateline", start=starts[1], stop=starts[1] + len(heads[1])),
            Part(kind="body", start=starts[1] + len(heads[1]), stop=len(text)),
        ),
        credits=tuple(
            Credit(agency=name, start=(at := text.index(words)), stop=at + len(words), text=words)
            for name, words in (("Associated Press", "(AP)"), ("Reuters", "(Reuters)"))
        ),
    )
    found = Witness(page, gazetteer.load())
    assert (found.credited, sorted(found.helped)) == ((), ["Associated Press", "Reuters"])


def test_who_may_retell_a_third_text_tells_its_own_too():
    pair = [article("a", scattered(1, 6), outlet="Coast Daily")]
    pair += [article("b", scattered(2, 6), outlet="Hill Post")]
    traced = trace_lineage(pair)

    assert traced.pair("a", "b").relation == "rewrite"
    assert [p.kind for p in traced.primary["a"]] == ["lost", "self"]


def test_first_sight_of_its_print_puts_no_agency_above_another():
    seen = [datetime(2031, 5, day, tzinfo=UTC) for day in (1, 2)]
    one = article("a", scattered(1, 6), outlet="Coast Daily", credit="AP", seen=seen[0])
    other = article("b", scattered(2, 6), outlet="Hill Post", credit="AFP", seen=seen[1])
    one, other = (replace(found, published=published(day)) for day, found in ((1, one), (2, other)))
    assert trace_lineage([one, other]).pair("a", "b").direction == "both"


@pytest.mark.parametrize("day", ["May 2, 2031", "2 May 2031", "Tuesday 2"])
def test_a_day_in_the_brackets_of_a_dateline_is_no_agency(day):
    found = Witness(article("a", f"OBERAU ({day}) - {MILL}", outlet="Inland Post"), None)
    assert found.credited == ()


def test_a_house_whose_passage_was_public_before_its_page_stands_below_nothing():
    passage = " ".join(f"{scrap}." for scrap in SCRAPS[:3])
    page = article(
        "a", f"{invented(1, 20)}\n{passage}", outlet="Kyodo News", published=published(4)
    )
    other = article(
        "b", f"{invented(2, 20)}\nKyodo News said this. {passage}", outlet="Hill Post",
        published=published(1),
    )  # fmt: skip
    traced = trace_lineage([page, other])

    assert traced.pair("a", "b").relation == "excerpt"
    assert traced.pair("a", "b").direction == "both"
    assert into(traced, "a") == []
    assert [d.upstream.split(":")[1] for d in traced.links if d.to == "b"] == ["Kyodo News"]
