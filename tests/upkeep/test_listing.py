"""What a source lists, kept in the file from poll to poll."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firsthand.collect.feeds import Entry, Feed
from firsthand.collect.identity import Item, Register
from firsthand.collect.sitemaps import Page, Sitemap
from firsthand.store import sources
from firsthand.store.database import Database
from firsthand.upkeep import listing
from firsthand.upkeep.listing import Listed

NOW = datetime(2031, 3, 4, 12, tzinfo=UTC)
WORDS = (
    "The ferry lay at the pier of Port Aldan all day",
    "The ferry lay at the pier of Port Aldan all night",
    "Frost took a part of the wheat harvest in Tarnholm",
)
ITEMS = st.builds(
    Item,
    link=st.sampled_from([None, "https://o.example/1", "https://o.example/2"]),
    guid=st.sampled_from([None, "a", "b"]),
    title=st.sampled_from(["", "Ferry stays", "Frost and wheat"]),
    text=st.sampled_from(["", *WORDS]),
    published=st.sampled_from([None, "Mon, 03 Mar 2031 09:00:00 GMT"]),
)


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    found = Database(tmp_path_factory.mktemp("listing") / "library.db")
    yield found
    found.close()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(polls=st.lists(st.lists(ITEMS, max_size=4), max_size=5))
def test_the_file_recognises_what_a_register_does(database, polls):
    register = Register()
    number = len(sources.everything(database))
    sources.add(database, f"https://o.example/feed/{number}", kind="feed", now=NOW)
    [source] = sources.find(database, f"https://o.example/feed/{number}")
    for hours, poll in enumerate(polls):
        placed = register.poll(poll)
        with database.writing():
            news, _ = listing.keep(
                database,
                source,
                [Listed(item=one) for one in poll],
                NOW + timedelta(hours=hours),
                {},
            )
        assert news == sum(place.what != "same" for place in placed)
    kept = database._connection.execute(
        "select count(*), coalesce(sum(versions), 0) from item where source = ?", [source["number"]]
    ).fetchone()
    versions = sum(known.versions for known in register.articles.values())
    assert tuple(kept) == (len(register.articles), versions)


def test_a_sitemap_lists_its_newest_first():
    pages = (
        Page(url="https://o.example/1", published="2031-03-01"),
        Page(url="https://o.example/3", published="2031-03-03"),
        Page(url="https://o.example/2", changed="2031-03-02"),
    )
    links = [one.item.link for one in listing.of(Sitemap(pages=pages))]
    assert links == [f"https://o.example/{n}" for n in (3, 2, 1)]


def test_a_change_far_down_in_a_long_text_shows():
    long = "The ferry lay at the pier. " * 1_000

    def item(text):
        entry = Entry(id="a", title="Ferry", content=f"<p>{text}</p>")
        return listing.of(Feed(version="rss20", entries=(entry,)))[0].item

    assert len(item(long).text) < len(long) / 2
    assert item(long) == item(long)
    assert item(long).text != item(f"{long}It left.").text
