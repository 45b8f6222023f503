"""JSON-LD in the shapes in which pages write it; pages are made up."""

import json

import pytest
from lxml import html

from firsthand.collect import jsonld

ARTICLE = {
    "@type": "NewsArticle",
    "headline": "Mill reopens &amp; turns",
    "datePublished": "2031-09-07",
    "author": {"@type": "Person", "name": "Ada Moor"},
    "publisher": {"name": "Tarn Valley Post"},
    "inLanguage": "en-GB",
    "articleBody": "The <b>mill</b> reopened.",
}


def read(*blocks, address=None):
    scripts = "".join(
        f"<script type='application/ld+json'>{b if isinstance(b, str) else json.dumps(b)}</script>"
        for b in blocks
    )
    tree = html.document_fromstring(f"<html><head>{scripts}</head><body></body></html>")
    return jsonld.read(tree, address)


@pytest.mark.parametrize(
    "shape",
    [
        ARTICLE,
        [{"@type": "WebPage"}, ARTICLE],
        {"@graph": [{"@type": "Organization", "name": "x"}, ARTICLE]},
        {"@type": "WebPage", "mainEntity": ARTICLE},
        ARTICLE | {"@type": ["Article", "NewsArticle"]},
        ARTICLE | {"@type": "https://schema.org/ReportageNewsArticle"},
        f"<!-- {json.dumps(ARTICLE)} -->",
        json.dumps(ARTICLE) + ";",
        json.dumps(ARTICLE).replace("}", ", }").replace("reopens", "\nreopens"),
        json.dumps([ARTICLE]).replace("]", ",\n]"),
        json.dumps(ARTICLE) + "}",
    ],
)
def test_shapes(shape):
    found = read(shape)

    assert found.headline == "Mill reopens & turns"
    assert (found.authors, found.publisher) == (("Ada Moor",), ("Tarn Valley Post",))
    assert (found.published, found.language) == ("2031-09-07", "en-GB")
    assert found.body.split() == ["The", "mill", "reopened."]


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("Ada Moor", ("Ada Moor",)),
        (["Ada Moor", {"name": "Ben Reed"}], ("Ada Moor", "Ben Reed")),
        ([{"name": "Ada Moor"}, [{"name": "Ben Reed"}]], ("Ada Moor", "Ben Reed")),
        ({"name": ["Ada Moor", "Ben Reed"]}, ("Ada Moor", "Ben Reed")),
        ({"@id": "#ada"}, ("Ada Moor",)),
        ("https://post.example/ada", ()),
        ({"url": "https://post.example/ada"}, ()),
        (None, ()),
        (3, ()),
    ],
)
def test_authors(author, names):
    graph = [ARTICLE | {"author": author}, {"@type": "Person", "@id": "#ada", "name": "Ada Moor"}]
    assert read({"@graph": graph}).authors == names


def test_the_article_of_the_page_comes_before_others():
    other = ARTICLE | {"headline": "Another", "url": "https://post.example/other"}
    own = ARTICLE | {"mainEntityOfPage": {"@id": "https://post.example/mill"}}

    assert read(other, own, address="https://post.example/mill/").headline == "Mill reopens & turns"
    assert read(other, own).headline == "Another"


@pytest.mark.parametrize("broken", ["", "{", "[" * 100_000, "null", "3", '{"@type": 3}', '"x"'])
def test_what_is_no_json_ld_says_nothing(broken):
    assert read(broken) == jsonld.Linked()
    assert read(broken, ARTICLE).headline == "Mill reopens & turns"
