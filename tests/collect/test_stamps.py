"""Dates of made-up pages."""

import time

import pytest
from lxml import html

from firsthand.collect import heads, stamps
from firsthand.text import instants

BEFORE = "<div class='date'>Saturday, 1 June 2030</div><h1>Mill reopens</h1>"


def read(body="", meta=None, given="", address="https://post.example/2031/6/4/mill"):
    tree = html.document_fromstring(f"<html><body><main>{BEFORE}{body}</main></body></html>")
    return stamps.read(tree, meta or {}, given, address)


def test_json_ld_then_meta_elements_then_microdata_then_the_page():
    body = "<span class='date'>4 June 2031</span>"
    item = "<time itemprop='datePublished' datetime='2031-06-03'>x</time>"
    meta = {"article:published_time": ["2031-06-02"]}

    assert read(item + body, meta, "2031-06-01") == "2031-06-01"
    assert read(item + body, meta) == "2031-06-02"
    assert read(item + body) == "2031-06-03"
    assert read(body) == "4 June 2031"
    assert read() is None


def test_what_cannot_be_read_gives_way_to_what_can():
    assert read("", {"date": ["2031-06-02"]}, "yesterday") == "2031-06-02"
    assert read("", {}, "yesterday") == "yesterday"


@pytest.mark.parametrize(
    "key", ["article:published:time", "datePublished", "pub_date", "DC.date.issued"]
)
def test_keys_however_they_are_written(key):
    assert read("", {key.lower(): ["2031-06-02"]}) == "2031-06-02"


@pytest.mark.parametrize(
    "element",
    [
        "<li class='date-full'>Veröffentlicht am 13. Mai 2031 um 15:44</li>",
        "<div id='publication-date'><p>Lindhaven, published May 13, 2031, 3:44</p></div>",
        "<span class='PostedOn posted'>Publié le 13 mai 2031</span>",
    ],
)
def test_a_date_that_is_said_to_be_that_of_publication(element):
    assert "2031" in read(element)


TEXT = f"<p>{'The mill was closed for nine years before it was sold. ' * 5}</p>"


@pytest.mark.parametrize(
    "head",
    [
        "<p>By Ada Moor | 13 May 2031, 15:44</p>",
        "<div><time datetime='2031-05-13T15:44+02:00'>13 May</time> <b>13.05.2031</b></div>",
        "<p>13 May 2031 <span>Updated 14 May 2031</span></p>",
        "<span>2031年5月13日 (5月14日更新)</span>",
    ],
)
def test_the_one_day_that_stands_between_headline_and_text(head):
    assert instants.read(read(head + TEXT)).value.startswith("2031-05-13")
    assert read(TEXT + head) is None
    assert read(head + "<i>12 May 2031</i>" + TEXT) is None


def test_a_date_behind_the_text_only_if_it_is_that_in_the_address():
    body = TEXT + "<span class='date'>13 May 2031</span>"

    assert read(body, address="https://post.example/2031/05/13/mill") == "13 May 2031"
    assert read(body, address="https://post.example/2031/05/1/mill") is None
    assert read(body, address=None) is None


@pytest.mark.parametrize(
    ("words", "shown"),
    [("1 day ago", None), ("11:46", None), ("", "2031-05-13"), ("13 May 2031", "2031-05-13")],
)
def test_an_hour_or_how_long_ago_it_was_is_that_of_a_change(words, shown):
    assert read(f"<article><time datetime='2031-05-13'>{words}</time></article>") == shown


@pytest.mark.parametrize(
    ("line", "words", "sure"),
    [
        ("Posted on 8 April 2031 | Updated 9 April 2031", " 8 April 2031 | ", True),
        ("8 April 2031, updated 9 April 2031", "8 April 2031, ", False),
        ("Updated: 9 April 2031, first published 8 April 2031", " 8 April 2031", True),
        ("Last updated 9 April 2031", "Last ", False),
        ("8 April 2031 (9 April updated)", "8 April 2031 ", False),
        ("9 April 2031 (updated)", "", False),
        ("9 April 2031 updated", "", False),
        ("2031年4月8日公開 2031年4月9日更新", "2031年4月8日", True),
        ("2031年4月9日更新", "", False),
        ("입력 2031.04.08 15:20 수정 2031.04.08 18:00", " 2031.04.08 15:20 ", True),
        ("פורסם: 08.04.2031 14:20", ": 08.04.2031 14:20", True),
        ("8 April 2031", "8 April 2031", False),
        ("Festival: 20 June 2031", "", False),
        ("Stand: 08.04.2031 14:20 Uhr", "Stand: 08.04.2031 14:20 Uhr", False),
        ("08.04.2031, 14:20 Lesezeit: 5 Min.", "08.04.2031, 14:20 Lesezeit: 5 Min.", False),
    ],
)
def test_what_of_a_line_tells_of_publication(line, words, sure):
    assert heads.publication(line) == (words, sure)


@pytest.mark.parametrize(
    "element",
    [
        "<span class='date'>Published and updated 13 May 2031</span>",
        "<span class='date'>Aktualisiert: 13.05.2031</span>",
        "<span class='date-updated'>Published 13 May 2031</span>",
        "<div class='related'><span class='date'>Published 13 May 2031</span></div>",
        "<figure><span class='date'>Published 13 May 2031</span></figure>",
        "<span class='date'>Published 03/04/2031</span>",
        "<div class='date'>" + "13 May 2031 " * 20 + "</div>",
    ],
)
def test_dates_of_something_else_and_dates_in_doubt(element):
    assert instants.read(read(element) or "") is None


def test_thousands_of_headings_cost_no_more_than_one():
    tree = html.document_fromstring("<html><body>" + "<h1>Mill</h1>" * 30_000 + "</body></html>")
    begin = time.process_time()

    assert stamps.read(tree, {}, "") is None
    assert time.process_time() - begin < 2
