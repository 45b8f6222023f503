"""Articles out of made-up pages."""

import json
from contextlib import suppress

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from firsthand.collect.extract import extract
from firsthand.errors import Refused

BODY = """
<article><h1>Crane falls in Lindhaven</h1>
<p>The harbour of Lindhaven was closed on Monday after a crane fell into the water, the
<a href="https://times.example/crane">Seeland Times reported</a>, and nobody was hurt at all.</p>
<p>The port master, who was away, came back at once and <a href="/older">spoke to the dockers</a> at noon.</p>
<p>Ships are expected to return by the end of the week, when the wreck will have been lifted.</p>
<p>The crane had been built forty years ago by a yard in the south which has since closed down.</p>
<p><a href="/more">A crane for Seeland</a></p></article>"""
HEAD = """<title>Crane falls | Bell</title><link rel="canonical" href="https://bell.example/crane">
<meta property="og:site_name" content="The Lindhaven Bell"><meta property="og:title" content="Not this &amp; that - The Lindhaven Bell">
<meta property="article:published_time" content="2031-01-01">"""
LINKED = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
{"@type": "WebPage"}, {"@type": "NewsArticle", "headline": "Crane falls in Lindhaven",
"datePublished": "2031-09-07T10:00:00+02:00", "author": [{"name": "Ada Moor"}, {"name": "Ben Reed"}],
"publisher": {"name": "Bell Group"}}]}</script>"""


def page(head="", body=BODY, language="en"):
    return f"<!doctype html><html lang='{language}'><head>{head}</head><body>{body}</body></html>"


def test_json_ld_comes_before_meta_elements():
    article = extract(page(HEAD + LINKED), id="x", source="x.html")
    assert (article.id, article.source) == ("x", "x.html")
    assert article.title == "Crane falls in Lindhaven"
    assert article.byline == ("Ada Moor", "Ben Reed")
    assert article.published.value.startswith("2031-09-07")
    assert article.outlet.name == "The Lindhaven Bell"
    assert article.url == article.canonical == "https://bell.example/crane"
    assert article.language == "en"
    assert "forty years ago" in article.text


def test_meta_elements_and_headings_where_there_is_no_json_ld():
    article = extract(page(HEAD))
    assert (article.title, article.published.value) == ("Not this & that", "2031-01-01")
    assert extract(page()).title == "Crane falls in Lindhaven"
    assert (
        extract(page('<script type="application/ld+json">{"@type": </script>')).title
        == "Crane falls in Lindhaven"
    )


def test_links_by_what_they_do():
    article = extract(page(), url="https://bell.example/crane")
    assert [(link.url, link.kind) for link in article.links][:2] == [
        ("https://times.example/crane", "source"),
        ("https://bell.example/older", "self"),
    ]
    assert article.text[article.links[0].start : article.links[0].stop] == "Seeland Times reported"


def test_a_link_that_says_where_the_text_is_from_is_a_source():
    named = BODY.replace(
        '<p><a href="/more">A crane for Seeland</a></p>',
        '<p>Source: <a href="https://times.example/crane2">The Seeland Times</a></p>',
    )
    article = extract(page(body=named), url="https://bell.example/crane")

    assert ("https://times.example/crane2", "source") in {(x.url, x.kind) for x in article.links}


def test_no_link_that_runs_code():
    html = page(body=BODY.replace("https://times.example/crane", "javascript:alert(1)"))
    assert all(
        link.url.startswith("https://") for link in extract(html, url="https://bell.example/").links
    )


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("  ", "empty"),
        ("<html><body><p></p></body></html>", "main text"),
        ("<p>" + "a" * 6_000_000, "more than"),
        ("<div " + " ".join(f"a{n}=1" for n in range(100_000)) + ">" + BODY, "attributes"),
    ],
)
def test_refused_pages(html, words):
    with pytest.raises(Refused, match=words):
        extract(html, source="x.html")


@pytest.mark.parametrize(
    "hostile",
    ["<div>" * 100_000, "<table><tr><td>" * 20_000, "<!--" * 100_000, "<a href='" * 50_000],
)
def test_pages_built_to_stall_a_parser_do_not(hostile):
    with suppress(Refused):
        extract(page(body=BODY + hostile))


DATA = json.dumps({"menu": "<p>Home</p>", "teaser": "<p>Read on</p>" * 32, "html": BODY})


@pytest.mark.parametrize(
    "script",
    [
        f'<script type="application/json">{DATA}</script>',
        "<script>window.kept = []; kept.push({})</script>".format(DATA.replace("<", r"\u003c")),
    ],
)
def test_the_text_that_a_script_would_show(script):
    without = (
        "<div id='root'></div><noscript>You need to enable JavaScript to run this app.</noscript>"
    )
    article = extract(page(f"<title>Crane falls</title>{script}", without))
    assert "forty years ago" in article.text
    assert "Read on" not in article.text
    assert article.title == "Crane falls"


@pytest.mark.parametrize(
    "data", ["{", '"<p>"', r'"\"' * 50_000, json.dumps("word " * 200), f'"{"<p>" * 200}\\x"']
)
def test_scripts_without_a_text(data):
    with pytest.raises(Refused, match="no main text"):
        extract(page(f"<script>{data}</script>", "<div id='root'></div>"))


PIECES = (
    "<h1>", "<h2 hidden>", "</h2>", "<a href='/x'>", "<a href='http://['>", "</a>", "<p>", "</p>", "<time datetime='x'>",
    "<time datetime='2031-04-08'>", "<div class='date updated'>", "<div style='display:none;left:-9em'>", "</div>",
    "<template>", "<meta http-equiv=refresh content='0;url='>", "<link rel=next href='?page=2'>", "<link rel=next href='http://['>",
    "<link rel=canonical href='//'>", "Updated: 8 April 2031", "Published", "(", "2031年4月8日更新", " : ", "x" * 30, "\x0c", "&#0;",
)  # fmt: skip


@pytest.mark.parametrize(("declared", "language"), [("ha", "ha"), ("en", "mis")])
def test_a_page_names_a_language_that_nobody_knows_unless_it_calls_it_english(declared, language):
    words = (
        "Yan sanda sun ce a ranar Litinin cewa mutane goma sha biyu sun mutu a hadarin mota kusa da birnin.",
        "Ministan ya ce an fara bincike kan lamarin, kuma za a sanar da jama'a sakamakon nan ba da dadewa ba.",
    )
    body = f"<article><h1>Hadarin mota</h1>{''.join(f'<p>{line}</p>' for line in words)}</article>"
    assert extract(page(body=body, language=declared)).language == language


def test_a_damaged_address_costs_no_article():
    article = extract(page(), url="http://[bad")
    assert "port master" in article.text
    assert article.outlet is None


def test_a_link_to_the_same_site_by_another_of_its_names_is_none_to_a_source():
    body = BODY.replace("times.example", "www.bell.example")
    [first, *_] = extract(page(body=body), url="https://bell.example/crane").links
    assert (first.url, first.kind) == ("https://www.bell.example/crane", "self")


@given(st.lists(st.sampled_from(PIECES), max_size=30))
@example(["<div style='display:none;left:-9em'>", "</div>", "\x0c"])
@example(["<a href='/x'>", "\x0c", "<a href='/x'>"])
@settings(max_examples=60)
def test_any_page_is_an_article_or_refused(pieces):
    with suppress(Refused):
        assert extract(page(body="".join(pieces) + BODY), url="https://bell.example/crane").text
