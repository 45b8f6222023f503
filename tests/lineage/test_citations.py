"""Pages that are linked: quoted, cited, or told anew."""

from dataclasses import replace

import pytest

from firsthand.lineage import trace_lineage
from firsthand.records import Link, Outlet
from tests.lineage.builders import LINDHAVEN, MILL, article, published
from tests.lineage.test_translation import ENGLISH, GERMAN, Table, made

STATEMENT = """The dredger Halmar lay at berth nine with her pumps switched off on Sunday.
The harbour office told the master twice to keep her lamps lit until the channel was clear.
The master answered the call and let the lamps go out.
A watchman was on the quay. The office will not speak of the cause before the board has met."""
HILL = """The dredger that blocked the channel at Lindhaven had been told to show her lights, papers show.
The statement said the master answered the call and let the lamps go out.
Three anglers waited for hours in their boats, and one of them lost a net worth a season's wages.
"We saw nothing at all until she was upon us," the oldest of them said at the inn."""
VALLEY = """Councillors of Lindhaven want to know why the dredger Halmar was dark, and who pays for the nets.
The master answered the call “and let the lamps go out,” the harbour office says in a statement.
A motion will be put to the vote next week, after the treasurer has seen the bills of the pilots."""


def page(key, text, outlet, *urls, words="statement"):
    """Make a page; its running text links ``urls``."""
    start = text.index(words) if urls else 0
    links = tuple(Link(start=start, stop=start + len(words), url=u, kind="source") for u in urls)
    made = article(key, text, links=links, url=f"https://{key}.example/page")
    return replace(made, outlet=Outlet(name=outlet, domain=f"{key}.example"))


OFFICE = page("office", STATEMENT, "Lindhaven Harbour Office")
QUOTING = [
    page("hill", HILL, "Hill Post", OFFICE.url),
    page("valley", VALLEY, "Valley Sheet", OFFICE.url),
]


def test_a_statement_that_is_linked_and_quoted_is_a_source_beside_the_papers_own():
    traced = trace_lineage([OFFICE, *QUOTING])
    for paper in ("hill", "valley"):
        found = traced.pair("office", paper)
        assert (found.relation, found.direction) == ("shared_quotes", "a->b")
        assert [p.kind for p in found.passages] == ["quotation"]
        assert [(s.kind, s.node) for s in traced.primary[paper]] == [
            ("self", paper),
            ("article", "office"),
        ]
    between = traced.pair("hill", "valley")
    assert (between.relation, between.direction, between.upstream) == (
        "shared_quotes",
        "both",
        "office",
    )
    assert {(d.upstream, d.to, d.relation) for d in traced.links} == {
        ("office", "hill", "shared_quotes"),
        ("office", "valley", "shared_quotes"),
    }
    assert traced.origins(["office", "hill", "valley"]).low == 3


def test_a_page_that_is_linked_without_its_words_is_cited():
    cited = page("office", STATEMENT, "Lindhaven Harbour Office")
    by = page("mill", f"{MILL}\nThe statement is there for all to read.", "Hill Post", cited.url)
    traced = trace_lineage([cited, by])
    assert traced.pair("office", "mill").relation == "independent"
    (link,) = traced.links
    assert (link.upstream, link.to, link.relation, link.passages) == ("office", "mill", "cites", ())
    assert any("statement" in why for why in link.why)
    assert [s.kind for s in traced.primary["mill"]] == ["self", "article"]
    assert trace_lineage([cited, replace(by, links=())]).links == ()


def test_pages_that_cite_one_another_are_no_source_of_one_another():
    one = page("office", STATEMENT, "Lindhaven Harbour Office")
    other = page("mill", f"{MILL}\nSee the statement.", "Hill Post", one.url)
    back = replace(one, links=(Link(start=0, stop=11, url=other.url, kind="source"),))
    assert trace_lineage([back, other]).links == ()


def test_words_in_common_that_are_nobodys_quotation_do_not_make_one():
    stock = "the channel at Lindhaven was shut to all ships on Sunday"
    one = page("office", f"{STATEMENT}\nIn short, {stock}.", "Lindhaven Harbour Office")
    text = f"{MILL}\nMeanwhile {stock}.\nThere is a statement to be read."
    by = page("mill", text, "Hill Post", one.url)
    assert trace_lineage([one, by]).pair("office", "mill").relation == "independent"


def test_a_linked_text_in_another_language_is_translated_not_cited():
    original, german = made("a", ENGLISH, "en"), made("b", GERMAN, "de")
    original = replace(original, url="https://a.example/ferry", outlet=Outlet(name="Coast Daily"))
    link = Link(start=0, stop=3, url=original.url, kind="source")
    stranger = made("c", ["Die Muehle schloss.", "Vierzig Arbeiter gingen."], "de")
    traced = trace_lineage([original, replace(german, links=(link,)), stranger], encoder=Table())
    (found,) = traced.links
    assert (found.upstream, found.to, found.relation) == ("a", "b", "translation")
    assert len(found.passages) == len(ENGLISH)


RETELLING = """A ferry named Marlene drifted for hours in the rain off Lindhaven, the Coast Daily reported, after its engine had failed.
All of its 214 passengers are unhurt, according to the Coast Daily, but some were cold.
The newspaper cited a letter by inspectors on a worn fuel pump, which the company will now replace.
Fishermen with three boats were beside the ship first, the newspaper wrote.
Nobody at the town hall of Oberau would say more."""
AGAIN = "It was the third failure on the line in two years, the Coast Daily wrote, after a rudder and a fire in a galley."
CITING_ONCE = f"""{MILL}
A ferry named Marlene drifted for hours in the rain off Lindhaven, the Coast Daily reported, after its engine had failed.
All of its 214 passengers are unhurt, according to the Coast Daily, but some were cold."""


@pytest.mark.parametrize(
    ("text", "relation"), [(RETELLING, "rewrite"), (CITING_ONCE, "independent")]
)
def test_who_follows_a_paper_sentence_by_sentence_retells_it_and_who_cites_it_once_does_not(
    text, relation
):
    first = article("a", LINDHAVEN, outlet="Coast Daily", published=published(3))
    found = trace_lineage([first, article("b", text, outlet="Inland Post")]).pair("a", "b")
    assert found.relation == relation
    if relation == "rewrite":
        assert found.direction == "a->b"
        assert len([p for p in found.passages if p.kind == "paraphrase"]) >= 3


@pytest.mark.parametrize(("day", "direction"), [(2, "a->b"), (6, "both")])
def test_who_retells_a_paper_has_it_from_no_text_of_a_later_day(day, direction):
    pages = [
        article("a", LINDHAVEN, outlet="Coast Daily", published=published(day)),
        article("b", f"{RETELLING}\n{AGAIN}", outlet="Inland Post", published=published(4)),
    ]
    traced = trace_lineage(pages)
    assert traced.pair("a", "b").direction == direction
    assert [n.name for n in traced.nodes if n.kind == "lost"] == ["Coast Daily"] * (day == 6)
    assert traced.origins(["a", "b"]).low == 1


def test_a_page_made_of_quotations_of_the_house_it_credits_is_an_excerpt():
    paragraphs = LINDHAVEN.split("\n")
    blocks = "\n".join(f"“{line}”" for line in paragraphs[1:4])
    text = f"This is worth a look.\n{blocks}\nRead it all there."
    first = article("a", LINDHAVEN, outlet="Coast Daily")
    found = trace_lineage([first, article("b", text, outlet="Inland Post", credit="Coast Daily")])
    assert (found.pair("a", "b").relation, found.pair("a", "b").direction) == ("excerpt", "a->b")
