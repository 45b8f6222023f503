"""What a page says of itself outside its JSON-LD and meta elements."""

import pytest
from lxml import html

from firsthand.collect import metadata

PAGE = """<html><head><title>Mill reopens after flood {site}</title></head>
<body><article><h1>Mill reopens after flood</h1>{byline}<p>The mill reopened.</p></article></body></html>"""


def read(site="", byline="", url="https://www.tarn-valley-post.example/mill"):
    return metadata.read(html.fromstring(PAGE.format(site=site, byline=byline)), url)


@pytest.mark.parametrize("rule", ["|", "-", "–"])
def test_a_site_named_after_the_title_and_in_the_address_is_the_outlet(rule):
    assert read(site=f"{rule} Tarn Valley Post").outlet == "Tarn Valley Post"


def test_what_else_stands_after_a_title_is_no_outlet():
    assert read(site="| Local news").outlet is None
    assert read(site="").outlet is None


@pytest.mark.parametrize(
    "element",
    [
        '<p class="story byline">By Ada Moor</p>',
        '<span itemprop="author">By Ada Moor</span>',
        '<a rel="author" href="/a">By Ada Moor</a>',
    ],
)
def test_a_byline_that_stands_on_the_page_only_is_read(element):
    assert read(byline=element).byline == ("By Ada Moor",)


def test_a_box_about_the_author_is_no_byline():
    box = f'<div class="byline">By Ada Moor. {"She has written of mills for years. " * 5}</div>'

    assert read(byline=box).byline == ()


def test_a_publisher_in_microdata_is_the_outlet():
    byline = '<div itemprop="publisher"><meta itemprop="name" content="Tarn Valley Post"></div>'

    assert read(byline=byline).outlet == "Tarn Valley Post"


def test_a_front_page_is_not_the_address_of_every_article():
    def canonical(url, *given):
        links = "".join(f'<link rel="canonical" href="{href}">' for href in given)
        meta = '<meta property="og:url" content="https://p.example/mill">'
        tree = html.fromstring(f"<html><head>{links}{meta}</head><body><p>x</p></body></html>")
        return metadata.read(tree, url).canonical

    assert canonical("https://p.example/mill?x=1", "https://p.example/") == "https://p.example/mill"
    assert canonical("https://p.example/", "https://p.example/") == "https://p.example/"
    assert canonical("https://p.example/mill?x=1", "https://[") == "https://p.example/mill"


def test_titles_escaped_twice_are_words():
    assert metadata.text("Quay &amp;amp; lock: who&amp;#39;s next?") == "Quay & lock: who's next?"


def test_a_section_is_not_the_outlet_where_the_address_tells_which_it_is():
    def outlet(name, url):
        meta = f'<meta property="og:site_name" content="{name}">'
        return metadata.read(
            html.fromstring(f"<html><head>{meta}</head><p>x</p></html>"), url
        ).outlet

    assert outlet("World", "https://www.reuters.com/mill") == "Reuters"
    assert outlet("Reuters World", "https://www.reuters.com/mill") == "Reuters World"
    assert outlet("World", "https://www.tarn-valley-post.example/mill") == "World"
