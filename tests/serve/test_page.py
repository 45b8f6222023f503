"""The HTML page: as drawn once, valid, loading nothing, two voices, and safe to open."""

import base64
import hashlib
import re
from dataclasses import replace
from itertools import pairwise

import html5lib
import pytest

from firsthand.reading import Reading
from firsthand.records import Link, Node, Outlet, Part, Passage, Published, Span
from firsthand.serve.columns import safe
from firsthand.serve.links import safe_url
from firsthand.serve.page import draw
from firsthand.serve.room import AMPLE
from tests.serve.test_words import judging

HTML = "{http://www.w3.org/1999/xhtml}"
#: what a title, a text and a name may hold at worst
HOSTILE = '</title></style><script>alert(1)</script><img src=x onerror="alert(1)">\'"{{ 7*7 }}\u202e\x1b\ud800'


def parse(page):
    """Parse as a browser does; any slip against the standard is an error."""
    parser = html5lib.HTMLParser(html5lib.getTreeBuilder("etree"))
    tree = parser.parse(page)
    assert not parser.errors, parser.errors[:3]
    return tree


def words(node):
    return " ".join("".join(node.itertext()).split())


@pytest.fixture
def passages(reading):
    """Return the reading with passages, so that texts have tinted words."""
    courier, mirador = (reading.articles[place].text for place in (0, 1))
    shared = "Citing two officials of the transport office, the Orven Gazette reported"

    def passage(text, kind):
        start = text.index(shared)
        return Passage(
            a=None, b=Span(start=start, stop=start + len(shared), text=shared), kind=kind
        )

    first, second, *rest = reading.lineage.links
    links = (
        replace(first, passages=(passage(courier, "verbatim"),)),
        replace(second, passages=(passage(mirador, "translation"),)),
        *rest,
    )
    return replace(reading, lineage=replace(reading.lineage, links=links))


@pytest.fixture
def page(passages):
    return draw(passages)


@pytest.fixture
def hostile(reading):
    story = reading.stories[0]
    articles = tuple(
        replace(
            a, text=a.text + HOSTILE.replace("\ud800", ""), title=HOSTILE, outlet=Outlet(name=HOSTILE), source=HOSTILE,
            byline=(HOSTILE,), url="javascript:alert(1)", canonical='https://ok.example/" onclick="x',
            links=(Link(start=0, stop=1, url="javascript:alert(1)", kind="source"),),
        )
        for a in reading.articles
    )  # fmt: skip
    claims = tuple(
        replace(
            c,
            reports=tuple(
                replace(r, chain=tuple(replace(v, name=HOSTILE) for v in r.chain))
                for r in c.reports
            ),
        )
        for c in story.claims
    )
    nodes = tuple(Node(id=n.id, kind=n.kind, name=HOSTILE) for n in reading.lineage.nodes)
    return replace(
        reading,
        articles=articles,
        lineage=replace(reading.lineage, nodes=nodes),
        stories=(replace(story, title=(story.title[0], HOSTILE), claims=claims),),
    )


def many(reading, copies):
    first, story, stemma = reading.articles[0], reading.stories[0], reading.lineage
    more = tuple(replace(first, id=f"copy{n:03}") for n in range(copies))
    links = tuple(replace(stemma.links[0], relation="copy", to=copy.id) for copy in more)
    return replace(
        reading,
        articles=reading.articles + more,
        stories=(replace(story, articles=story.articles + tuple(c.id for c in more)),),
        lineage=replace(stemma, links=stemma.links + links),
    )


def test_drawn_as_once(page, golden):
    golden("page.html", re.sub(r"<style>.*?</style>|sha256-[^']*", "…", page, flags=re.DOTALL))


def test_what_is_drawn_does_not_change_from_run_to_run(reading):
    assert draw(reading) == draw(reading)


def test_it_loads_nothing_and_runs_nothing(page):
    tree = parse(page)
    names = {node.tag.removeprefix(HTML) for node in tree.iter() if isinstance(node.tag, str)}
    attributes = [name for node in tree.iter() for name in node.attrib]

    assert not names & {"script", "link", "img", "iframe", "object", "embed", "base", "form"}
    assert not [name for name in attributes if name == "style" or name.startswith("on")]
    assert "src" not in attributes
    assert "url(" not in page
    assert "@import" not in page


def test_its_policy_allows_its_own_stylesheet_and_nothing_else(page):
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL).group(1)
    policy = parse(page).find(f".//{HTML}meta[@http-equiv]").get("content")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()

    assert policy.startswith("default-src 'none'; ")
    assert f"style-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("case", ["hand", "hostile", "copies", "two", "nothing"])
def test_valid_with_one_heading_and_links_that_lead_somewhere(case, passages, hostile):
    twice = replace(passages, stories=(*passages.stories, replace(passages.stories[0], id="s2")))
    case = {
        "hand": passages, "hostile": hostile, "copies": many(passages, 60), "two": twice,
        "nothing": Reading(),
    }[case]  # fmt: skip
    tree = parse(draw(case))
    ids = [node.get("id") for node in tree.iter() if node.get("id")]
    targets = {node.get("href") for node in tree.iter() if (node.get("href") or "").startswith("#")}
    labels = {node.get("aria-labelledby") for node in tree.iter()} - {None}

    assert len(ids) == len(set(ids))
    assert {target[1:] for target in targets} <= set(ids)
    assert labels <= set(ids)
    assert len(tree.findall(f".//{HTML}h1")) == 1


def test_headings_come_in_order(page):
    levels = [int(n) for n in re.findall(r"<h([1-6])", page)]

    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_serif_node_is_a_stored_span_and_every_q_has_its_place(passages, page):
    articles = {f"s1{mark}": article for mark, article in _marked(passages).items()}
    seen = 0
    for node in parse(page).iter():
        place = node.get("data-a")
        if node.tag == f"{HTML}q" or "w" in (node.get("class") or "").split():
            assert place, words(node)
        if not place:
            continue
        seen += 1
        name, _, where = place.partition(":")
        stored = articles[name].title
        if where != "title":
            start, stop = map(int, where.split("-"))
            stored = articles[name].text[start:stop]
        assert words(node) == " ".join(safe(stored).split())
    assert seen > 50


def _marked(reading):
    named = {article.id: article for article in reading.articles}
    return {
        mark: named[name]
        for mark, name in (
            ("A1", "courier"),
            ("A2", "mirador"),
            ("B1", "bulletin"),
            ("C1", "unknown"),
        )
    }


def test_a_headline_taken_from_the_text_has_its_place_there(reading):
    story = replace(reading.stories[0], title=("bulletin", "Ice on the rail"))
    title = parse(draw(replace(reading, stories=(story,)))).find(f".//{HTML}h1")

    assert title.get("data-a") == "s1B1:0-15"


def test_firsthand_itself_judges_nothing(page):
    own = re.sub(r"<(q|style)\b.*?</\1>", "", page, flags=re.DOTALL)
    own = re.sub(r'<(\w+)[^>]* data-[af]="[^>]*>.*?</\1>', "", own, flags=re.DOTALL)

    assert judging(re.sub(r"<[^>]*>", " ", own)) == []


def test_the_words_of_a_claim_are_marked_and_lead_to_their_place(passages):
    story = passages.stories[0]
    text = passages.articles[0].text
    start = text.index("two officials")
    report = story.claims[2].reports[0]
    voice = replace(report.chain[1], start=start, stop=text.index(", the Orven"))
    report = replace(report, chain=(report.chain[0], voice))
    claim = replace(story.claims[2], reports=(report, *story.claims[2].reports[1:]))
    claims = tuple(claim if c.id == claim.id else c for c in story.claims)
    tree = parse(draw(replace(passages, stories=(replace(story, claims=claims),))))
    told = tree.findall(f".//{HTML}div[@class='told']")
    marked = {words(node) for node in tree.iter(f"{HTML}mark")}
    place = passages.articles[0].text.index("the brake was last tested in May")

    assert any(node.get("href") == f"#s1A1-{place}" for row in told for node in row.iter())
    assert tree.find(f".//*[@id='s1A1-{place}']") is not None
    assert marked == {"two officials of the transport office"}


def test_hedges_are_marked_in_the_words(reading):
    story = reading.stories[0]
    report = story.claims[1].reports[0]
    at = reading.articles[0].text.index("likely")
    hedged = replace(report, stance_words=((at, at + 6),))
    claim = replace(story.claims[1], reports=(hedged, *story.claims[1].reports[1:]))
    told = replace(
        reading, stories=(replace(story, claims=(claim,), disagreements=(), timeline=()),)
    )

    hedges = [n for n in parse(draw(told)).iter() if "h" in (n.get("class") or "").split()]
    assert [words(node) for node in hedges] == ["likely"] * 3


def test_shared_words_are_tinted_and_the_other_text_named(page):
    text = parse(page).find(f".//{HTML}article[@id='s1A2']")
    tinted = [n for n in text.iter() if "t" in (n.get("class") or "").split()]

    assert "".join(map(words, tinted)).startswith("Citing two officials")
    assert [words(n) for n in text.findall(f".//{HTML}div[@class='gut']/{HTML}a")] == ["A1"]
    assert text.find(f".//{HTML}p[@class='w bar turned fA']") is not None


def test_words_that_were_changed_on_the_way_are_marked_with_both_readings_beside_them(reading):
    page = parse(draw(reading))
    marked = page.findall(f".//{HTML}span[@class='wv']")
    assert [words(one) for one in marked] == ["cable railway", "Three"]
    beside = [words(li) for li in page.iter(f"{HTML}li") if words(li).startswith("Changed:")]
    assert beside == ["Changed: A funicular → cable railway", "Changed: A Two → Three"]
    # of words that stand in several places nobody can tell which were changed
    twice = tuple(
        replace(one, text=f"{one.text} Three trams.") if one.id == "mirador" else one
        for one in reading.articles
    )
    page = parse(draw(replace(reading, articles=twice)))
    assert [words(one) for one in page.findall(f".//{HTML}span[@class='wv']")] == ["cable railway"]


def test_furniture_is_small_and_named(reading):
    article = reading.articles[2]
    cut = article.text.index("The operator")
    parts = (
        Part(kind="body", start=0, stop=cut),
        Part(kind="caption", start=cut, stop=len(article.text)),
    )
    articles = (*reading.articles[:2], replace(article, parts=parts), reading.articles[3])
    text = parse(draw(replace(reading, articles=articles))).find(f".//{HTML}article[@id='s1B1']")
    furniture = text.find(f".//{HTML}div[@class='par fur']")

    kind, told = map(words, furniture.findall(f"./{HTML}p/{HTML}span"))
    assert kind == "caption"
    assert told.startswith("The operator denied")
    assert "are not read as claims" in words(text)


def test_a_removed_text_keeps_its_place_without_its_words(reading):
    removed = replace(reading.articles[2], status="removed")
    page = draw(replace(reading, articles=(*reading.articles[:2], removed, reading.articles[3])))
    text = parse(page).find(f".//{HTML}article[@id='s1B1']")

    assert "Removed at the owner’s request." in words(text)
    assert text.find(f".//{HTML}div[@class='body']") is None


def test_what_comes_from_outside_cannot_act(hostile):
    page = draw(hostile)
    tree = parse(page)

    assert "<script" not in page
    assert "<img" not in page
    assert "49" not in "".join(tree.find(f".//{HTML}title").itertext())
    assert not set(page) & set("\x1b\u202e\ud800")
    assert "javascript:" not in page
    assert page.encode()


def test_links_out_tell_nobody(reading):
    article = replace(reading.articles[0], url="https://courier.example/a?b=1&c=2")
    page = draw(replace(reading, articles=(article, *reading.articles[1:])))
    (link,) = (a for a in parse(page).iter(f"{HTML}a") if a.get("href", "").startswith("http"))

    assert link.get("href") == "https://courier.example/a?b=1&c=2"
    assert link.get("rel") == "noreferrer noopener"


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "//x.example/", "https://", "http://a b/", "ftp://x.example/", "https://[x", "JAVASCRIPT:x", "https://x\u202e.example/", "", None],
)  # fmt: skip
def test_only_plain_addresses_are_linked(url):
    assert safe_url(url) is None


def test_four_hundred_copies_make_a_page_of_bounded_size(reading):
    page = draw(many(reading, 400))

    assert len(page.encode()) < 300_000
    assert len(re.findall(r'<td class="rail">', page)) <= AMPLE.lineage
    assert "×400" in page
    assert "404 reports" in page


def test_a_thousand_claims_are_cut_and_counted(reading):
    story = reading.stories[0]
    claims = tuple(replace(story.claims[0], id=f"m{n}") for n in range(1000))
    page = draw(
        replace(reading, stories=(replace(story, claims=claims, disagreements=(), timeline=()),))
    )

    assert page.count("<details>") == AMPLE.claims
    assert f"{1000 - AMPLE.claims - AMPLE.listed} more, not shown" in page
    assert len(page.encode()) < 300_000


def test_several_stories_are_listed_first(reading):
    story = reading.stories[0]
    page = draw(replace(reading, stories=(story, replace(story, id="s2"))))
    tree = parse(page)

    assert [words(h) for h in tree.findall(f".//{HTML}h1")] == ["2 stories"]
    contents = tree.find(f".//{HTML}ol[@class='contents']")
    assert [a.get("href") for a in contents.iter(f"{HTML}a")] == ["#s1", "#s2"]


def test_languages_are_told_where_they_are_not_the_pages_own(reading):
    articles = tuple(
        replace(a, language=code)
        for a, code in zip(reading.articles, ("es", "und", "en", "en"), strict=True)
    )
    tree = parse(draw(replace(reading, articles=articles)))
    told = {
        n.get("data-a").partition(":")[0]: n.get("lang") for n in tree.iter() if n.get("data-a")
    }

    assert told["s1A1"] == "es"
    assert told["s1A2"] == ""
    assert told["s1B1"] is None


def test_who_expects_something_is_named_once(reading):
    story = reading.stories[0]
    thursday = story.claims[5]
    again = replace(thursday.reports[0], stance="certain")
    claims = (replace(thursday, reports=(thursday.reports[0], again)),)
    told = replace(reading, stories=(replace(story, claims=claims, disagreements=(), timeline=()),))
    cell = parse(draw(told)).find(
        f".//{HTML}table[@class='rows due']/{HTML}tbody/{HTML}tr/{HTML}td"
    )

    assert words(cell) == "the operator"


def test_what_was_refused_is_said(page):
    assert "in/empty.txt</bdi>: the file is empty" in page


def test_nothing_known_about_when_and_who(reading):
    unknown = tuple(
        replace(a, outlet=None, credits=(), title=None, published=Published(value=None, earliest=None, latest=None, origin="none"))
        for a in reading.articles
    )  # fmt: skip
    story = replace(reading.stories[0], timeline=())
    page = draw(replace(reading, articles=unknown, stories=(story,)))

    assert "outlet not known" in page
    assert "date not found" in page
    parse(page)
