"""Pages that list articles, and articles among lists; all made up."""

import time

import pytest
from lxml import html

from firsthand.collect import fronts
from firsthand.collect.extract import extract
from firsthand.errors import Refused

NEWS = {
    f"/news/{n}": (title, text)
    for n, (title, text) in enumerate(
        [
            ("Lower quay to close", "The council voted on Tuesday to close the quay after a long debate."),
            ("Eel prices double", "Fishermen say that the cold spring has kept the eels away this year."),
            ("Lock keeper retires", "After forty years Ben Ames hands the wheel to his daughter on Friday."),
            ("Otters counted", "Volunteers have begun to count otters, and found nineteen in one night."),
            ("Choir sings in the dock", "Four hundred voices were heard in the dry dock as bells were hung."),
            ("Mill fire hurts three", "Three people were hurt when a mill burned down, the brigade said."),
        ]
    )
}  # fmt: skip
STORY = "".join(
    f"<p>The keeper of lock number {n} said on Monday that the water had never been so low there.</p>"
    for n in range(12)
)


def cards(form):
    return "".join(form.format(url=url, title=title, text=text) for url, (title, text) in NEWS.items())  # fmt: skip


def page(body, head=""):
    return (
        f"<html><head><title>Quay Post</title>{head}</head><body><main>{body}</main></body></html>"
    )


@pytest.mark.parametrize(
    "form",
    [
        "<section><h2><a href='{url}'>{title}</a></h2><p>{text}</p></section>",
        "<a href='{url}'><div><h3>{title}</h3><p>{text}</p></div></a>",
        "<li><article><h3><a href='https://quay.example{url}'>{title}</a></h3><p>{text}</p></article></li>",
        "<div><div><a href='{url}'>{title}, says our reporter</a></div><div><p>{text}</p></div></div>",
    ],
)
@pytest.mark.parametrize("url", ["https://quay.example/", None])
def test_a_front_page_is_refused_with_what_to_do(form, url):
    with pytest.raises(Refused, match="lists articles and is none itself"):
        extract(page(cards(form)), url=url)


@pytest.mark.parametrize(
    "body",
    [
        f"<h1><a href='/self'>Water is low</a></h1>{STORY}<h2>More</h2>"
        + cards("<div><h3><a href='{url}'>{title}</a></h3><p>{text}</p></div>"),
        # a digest that leads to pages of others
        cards("<h3><a href='https://else.example{url}'>{title}</a></h3><p>{text}</p>"),
        # parts of one page
        cards("<section><h2><a href='#{title}'>{title}</a></h2><p>{text}</p></section>"),
        # words of sentences that are linked
        "".join(f"<p>They <a href='/{n}'>said so to our reporters</a>, {n} times.</p>{STORY}" for n in range(6)),
        # chapters under linked headings
        "".join(f"<section><h2><a href='/c/{n}'>Chapter {n}</a></h2>{STORY}</section>" for n in range(6)),
    ],
)  # fmt: skip
def test_an_article_among_links_is_none(body):
    assert extract(page(body), url="https://quay.example/self").text


def test_a_page_that_says_that_it_is_an_article_is_believed():
    told = page(
        cards("<section><h2><a href='{url}'>{title}</a></h2><p>{text}</p></section>"),
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Six at once"}</script>',
    )
    listed = '{"@type": "NewsArticle", "headline": "x", "url": "https://quay.example/news/%d"}'
    several = (
        f'<script type="application/ld+json">[{",".join(listed % n for n in range(6))}]</script>'
    )

    assert extract(told).title == "Six at once"
    with pytest.raises(Refused, match="lists articles"):
        extract(told.replace("</head>", f"{several}</head>"), url="https://quay.example/")


def test_time_is_bounded_however_many_cards_there_are():
    titles = "".join(
        f"<div><h3><a href='/{n}'>Title {n}</a></h3><p>Words {n}.</p></div>" for n in range(20_000)
    )
    text = "\n".join(f"Words {n}." for n in range(20_000))
    tree = html.document_fromstring(page(titles))
    begin = time.process_time()

    assert fronts.is_list(tree, text, None)
    assert time.process_time() - begin < 2
