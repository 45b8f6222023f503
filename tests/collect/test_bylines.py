"""Bylines of made-up pages."""

import pytest
from lxml import html

from firsthand.collect import bylines

HOUSES = ("Tarn Valley Post", "post.example")


def read(body="", meta=None, given=()):
    tree = html.document_fromstring(f"<html><body><article>{body}</article></body></html>")
    return bylines.read(tree, meta or {}, given, HOUSES)


def test_json_ld_comes_first_then_meta_elements_then_the_page():
    body, meta = "<p class='byline'>By Cai Dunn</p>", {"author": ["Ben Reed"]}

    assert read(body, meta, ["Ada Moor"]) == ("Ada Moor",)
    assert read(body, meta) == ("Ben Reed",)
    assert read(body) == ("By Cai Dunn",)
    assert read() == ()


def test_the_outlet_only_where_nobody_is_named():
    given = ["Tarn Valley Post"]

    assert read("<span class='article__author'>Ada Moor</span>", {}, given) == ("Ada Moor",)
    assert read("", {"cXenseParse:author": ["Ada Moor"]}, given) == ("Ada Moor",)
    assert read("", {"author": ["post.example"]}, given) == ("Tarn Valley Post",)


@pytest.mark.parametrize(
    "meta",
    [
        {"author": ["a.moor@post.example"]},
        {"article:author": ["https://social.example/post"]},
        {"twitter:creator": ["@ada"]},
        {"author": ["admin"]},
    ],
)
def test_addresses_and_offices_are_no_names(meta):
    assert read("", meta) == ()


@pytest.mark.parametrize(
    "element",
    [
        "<span itemprop='author'>Ada Moor</span>",
        "<a rel='author' href='/a'>Ada Moor</a>",
        "<div class='c-article-authors'><a href='/a'>Ada Moor</a></div>",
        "<p id='authors'>Ada Moor</p>",
        "<span class='ArticleAuthorName'>Ada Moor</span>",
        "<span class='autor-zeile'>Ada Moor</span>",
    ],
)
def test_elements_that_say_what_they_are(element):
    assert read(element) == ("Ada Moor",)


@pytest.mark.parametrize(
    "element",
    [
        "<div class='comment'><span class='comment-author'>Ada Moor</span></div>",
        "<div class='related'><span class='author'>Ada Moor</span></div>",
        "<aside><span class='author'>Ada Moor</span></aside>",
        "<figcaption><span class='author'>Ada Moor</span></figcaption>",
        "<div class='author-bio'>Ada Moor</div>",
        "<span class='author'>More by the author</span>",
        "<span class='author'>Article</span>",
        "<span class='author'>Photo: Ada Moor</span>",
    ],
)
def test_elements_about_others_or_something_else(element):
    assert read(element) == ()


def test_several_links_are_a_name_each():
    listed = "<ul class='authors'><li><a href='/a'>Ada Moor</a></li><li><a href='/b'>Ben Reed</a></li></ul>"
    assert read(listed) == ("Ada Moor", "Ben Reed")


@pytest.mark.parametrize(
    "element",
    [
        "<div class='author'><span>By </span><a href='/a'>Ada Moor</a><span>Mill editor</span></div>",
        "<div class='author'><b>Ada Moor</b><i>Correspondent</i></div>",
    ],
)
def test_the_office_under_a_name_is_left_out(element):
    assert [name.removeprefix("By ") for name in read(element)] == ["Ada Moor"]


def test_names_joined_by_words():
    assert read("<p class='byline'>By <b>Ada Moor</b> and <b>Ben Reed</b></p>") == (
        "By Ada Moor and Ben Reed",
    )
