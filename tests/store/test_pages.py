"""What pages of a reader are made of."""

from datetime import UTC, datetime
from importlib.resources import files

import pytest

from firsthand.collect import sources
from firsthand.errors import UsageError
from firsthand.library import Library
from firsthand.store import pages
from firsthand.store.search import Filters

NOW = datetime(2031, 3, 4, 12, tzinfo=UTC)
DEMO = str(files("firsthand").joinpath("demo", "articles"))


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    with Library(tmp_path_factory.mktemp("pages") / "library.db") as library:
        library.add(sources.read([DEMO])[0], now=NOW)
        yield library


def test_the_front_page_goes_back_day_by_day(library):
    found = library.pages.front()
    days = [one.latest[:10] for one in found]

    assert len(found) == len(library.stories())
    assert days == sorted(days, reverse=True)
    for day in set(days):
        counted = [one.independent_origins.low for one in found if one.latest[:10] == day]
        assert counted == sorted(counted, reverse=True)
    assert library.pages.front(most=1, after=1) == found[1:2]
    assert library.pages.front(day=days[-1]) == [
        one for one in found if one.latest[:10] <= days[-1]
    ]


def test_an_article_knows_both_ways(library):
    links = {
        (link.upstream, link.to)
        for one in ids(library)
        for link in library.pages.article(one).links
    }
    kept = {(up, to) for up, to in links if up in ids(library)}

    assert kept
    for up, to in kept:
        above = library.pages.article(up)
        assert to in {link.to for link in above.below}
        assert above.count_below == len({x for y, x in kept if y == up})
        assert above.article.id == up
        assert library.pages.article(to).primary
    assert library.pages.article(next(iter(kept))[1]).story.id in {
        one.id for one in library.stories()
    }
    with pytest.raises(UsageError, match="there is no article"):
        library.pages.article("nothing")


def ids(library):
    return {one.id for story in library.stories() for one in library.story(story.id).articles}


def test_what_was_not_confirmed_is_shown_in_the_words_that_tell_it():
    """The sides of such a question are said by firsthand: no words of an article."""
    told = pages._Told(
        disagreements=(
            pages.Question(
                kind="unconfirmed", verdict="update",
                sides=(
                    pages.Side(value="not confirmed", claims=("c2",)),
                    pages.Side(value="said", claims=("c1",)),
                ),
            ),
        )
    )  # fmt: skip
    lead = pages.Lead(chain=(), outlet=None, words="a tram burnt", article="wire", title="Tram")
    chosen = pages._chosen(told.disagreements)
    assert [one.words for one in pages._contrasts(chosen, {"c1": lead}, {"wire"})] == [
        ("a tram burnt",)
    ]
    assert not list(pages._contrasts(chosen, {"c1": lead}, set()))


def test_outlets_come_with_those_that_have_most_articles_first(library):
    found = library.pages.outlets()
    assert [one.articles for one in found] == sorted((o.articles for o in found), reverse=True)
    assert {one.name for one in found} >= {"Veldmark Press Service", "Calder Herald"}
    for one in found:
        page = library.pages.outlet(one.name)
        assert (one.articles, one.words, one.own_words) == (
            page.articles, page.words, page.own_words
        )  # fmt: skip
    assert library.pages.outlets(most=2) == found[:2]


def test_a_claim_comes_with_its_articles(library):
    for one in library.claims(most=8):
        page = library.pages.claim(one.claim)
        assert page.claim.id == one.claim
        assert page.story.id == one.story
        assert {a.id for a in page.articles} == {r.article for r in page.claim.reports}
        assert page.claim in library.story(one.story).stories[0].claims
    with pytest.raises(UsageError, match="there is no claim"):
        library.pages.claim("c-0")


def test_an_outlet_by_what_it_prints_and_who_cites_it(library):
    articles = [library.pages.article(one).article for one in ids(library)]
    names = {one.outlet.name for one in articles if one.outlet}
    found = [library.pages.outlet(name) for name in names]

    for page in found:
        assert 0 <= page.own_words <= page.words
        assert page.articles == len(page.latest) > 0
    # what one house takes from another is known on both sides
    takes = {(page.name, tie.name, tie.articles) for page in found for tie in page.takes}
    taken = {(tie.name, page.name, tie.articles) for page in found for tie in page.taken_by}
    assert takes == taken != set()
    # of what comes from an earlier text the time between is known where both hours are
    assert all(len(page.delays) <= page.following <= page.articles for page in found)
    behind = [minutes for page in found for minutes in page.delays]
    assert behind
    assert min(behind) >= 0
    cites = {(page.name, tie.name) for page in found for tie in page.cites}
    assert {(b, page.name) for page in found for b in [t.name for t in page.cited_by]} <= cites
    # one that is only cited has a page, too
    only_cited = {name for _, name in cites} - names
    assert all(library.pages.outlet(name).articles == 0 for name in only_cited)
    assert any(page.own_words < page.words for page in found)
    with pytest.raises(UsageError, match="cites it"):
        library.pages.outlet("Nobody's Paper")


def test_search_keeps_to_what_else_is_asked(library):
    everything = library.search("the", most=100)
    outlets = {hit.outlet for hit in everything if hit.outlet}
    by_outlet = {name: library.search("the", only=Filters(outlet=name)) for name in outlets}

    assert everything
    assert sum(map(len, by_outlet.values())) == sum(hit.outlet is not None for hit in everything)
    some = next(iter(outlets))
    assert library.search("the", only=Filters(outlet=some.upper())) == by_outlet[some]
    assert library.search("the", only=Filters(language="xx")) == []
    assert library.search("the", only=Filters(language="en"), most=100) == everything
    moment = datetime(2024, 6, 10, 12, tzinfo=UTC)
    early = library.search("the", only=Filters(until=moment), most=100)
    late = library.search("the", only=Filters(since=moment), most=100)
    assert sorted(hit.article for hit in early + late) == sorted(hit.article for hit in everything)
    assert early
    assert late
    assert library.search("the", most=2, after=2) == everything[2:4]
