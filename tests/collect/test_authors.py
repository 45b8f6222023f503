"""Names out of made-up bylines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.collect import authors
from firsthand.records import Outlet

HOUSE = Outlet(name="Tarn Valley Post")


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ada Moor", ("Ada Moor",)),
        ("by ADA MOOR and Ben Reed, staff writers", ("ADA MOOR", "Ben Reed")),
        ("Von Ada Moor und Ben Reed", ("Ada Moor", "Ben Reed")),
        ("Par Ada Moor et Ben Reed", ("Ada Moor", "Ben Reed")),
        ("Por Ada Moor y Ben Reed", ("Ada Moor", "Ben Reed")),
        ("Text: Ada Moor", ("Ada Moor",)),
        ("Ada Moor/Ben Reed", ("Ada Moor", "Ben Reed")),
        ("Ada Moor (Lindhaven), a.moor@post.example", ("Ada Moor",)),
        ("Ada Moor, Tarn Valley Post", ("Ada Moor",)),
        ("Ada Moor, Berlin", ("Ada Moor",)),
        ("한도윤 기자", ("한도윤",)),
    ],
)
def test_people_in_a_line(line, names):
    assert authors.people([line], HOUSE) == names
    assert authors.named([line], HOUSE) == names


@pytest.mark.parametrize(
    "name", ["Reuters", "Tarn Valley Post", "tarnpost.example", "Desk 24", "ada moor"]
)
def test_a_name_given_by_itself_is_believed(name):
    assert authors.named([name], HOUSE) == (name,)


@pytest.mark.parametrize("line", ["Reuters", "By Tarn Valley Post", "June 15, 2021"])
def test_a_house_or_a_date_in_a_text_is_nobody(line):
    assert authors.people([line], HOUSE) == ()


@pytest.mark.parametrize(
    "name",
    ["", "admin", "Web Editor", "https://post.example/ada", "ada@post.example", "20210615", "@ada"],
)
def test_what_names_nobody(name):
    assert authors.named([name], HOUSE) == ()


def test_houses_in_one_line_stay_together():
    assert authors.named(["Reuters and AFP"], None) == ("Reuters and AFP",)


def test_each_name_once_however_it_is_written():
    assert authors.named(["Ada Moor", "ada-moor", "Ben Reed"], None) == ("Ada Moor", "Ben Reed")


@pytest.mark.parametrize(
    "name", ["Tarn Valley Post", "tarnvalleypost.example", "The Tarn Valley Post"]
)
def test_a_house_under_its_names(name):
    assert authors.is_house(name, ["Tarn Valley Post", "x"])


def test_a_person_is_no_house():
    assert not authors.is_house("Ada Moor", ["Tarn Valley Post", "", "a"])


@pytest.mark.parametrize(
    "line", ["(())", "@A@A", "Ada Moor (of (the) Post)", "[[x] y] Ada Moor", ") ("]
)
def test_brackets_within_brackets_are_no_names(line):
    assert authors.people([line], None) in {(), ("Ada Moor",)}


@given(st.lists(st.text(alphabet="AaBb,&/.-–|@( )by", max_size=40), max_size=5))
def test_names_read_again_are_the_same(lines):
    once = authors.people(lines, None)

    assert all(name.strip() for name in once)
    assert authors.people(once, None) == once


def test_a_name_behind_its_address():
    assert authors.named(["ada.moor@post.example (Ada Moor)"], None) == ("Ada Moor",)
    assert authors.named(["ada@post.example (Ada Moor), ben@post.example (Ben Reed)"], None) == (
        "Ada Moor",
        "Ben Reed",
    )
