"""Whether it is new, a new version, or seen before."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from firsthand.collect import identity
from firsthand.collect.sources import read
from firsthand.errors import Refused
from firsthand.records import Article, Outlet, Published
from firsthand.store import shelf
from firsthand.store.database import Database
from firsthand.store.shelf import Seen
from firsthand.upkeep import intake
from tests.collect.test_archives import packed, record
from tests.upkeep.conftest import page

NOW = datetime(2031, 3, 4, 12, tzinfo=UTC)
BRIDGE = "The bridge at Solvik was closed on Monday, the harbour office said."
WHEAT = "Frost took nine percent of this year's wheat harvest in Tarnholm."


def article(text=BRIDGE, *, name="bridge", title="Solvik bridge closed", day="2031-03-03", **known):
    published = Published(value=day, earliest=None, latest=None, origin="metadata")
    return Article(id=name, source="", text=text, title=title, published=published, **known)


@pytest.fixture
def taken(tmp_path):
    """Take articles one after the other; each is an article, or an article and its guid."""
    database = Database(tmp_path / "library.db")

    def take(*items):
        results = []
        for item in items:
            one, guid = item if isinstance(item, tuple) else (item, None)
            source = 1 if guid else None
            if guid:
                database._connection.execute(
                    "insert or ignore into source (number, address, kind, added) values (1, 'f', 'feed', '')"
                )
            results.append(
                intake.take(database, one, Seen(at=NOW, place="x", source=source, guid=guid))
            )
        versions = [len(database.all("versions", n)) for n in sorted({n for _, n in results})]
        return [what for what, _ in results], versions

    return take


URL = "https://o.example/n/1"


@pytest.mark.parametrize(
    ("items", "whats", "versions"),
    [
        # the same again, also under an address that means the same
        ([article(url=URL), article(url=URL + "?utm_source=x")], ["new", "same"], [1]),
        # a later date makes no version
        ([article(url=URL), article(url=URL, day="2031-03-04")], ["new", "same"], [1]),
        # title or text edited
        ([article(url=URL), article(url=URL, title="Solvik bridge shut")], ["new", "version"], [2]),
        ([article(url=URL), article(BRIDGE + " It opens in May.", url=URL)], ["new", "version"], [2]),
        # back to the first wording
        ([article(url=URL), article(BRIDGE + " More.", url=URL), article(url=URL)],
         ["new", "version", "version"], [3]),
        # moved within its site
        ([article(url=URL), article(url="https://o.example/other")], ["new", "same"], [1]),
        # the same words on another site are another article
        ([article(url=URL), article(url="https://p.example/n/1")], ["new", "new"], [1, 1]),
        # an address used again for something else
        ([article(url=URL), article(WHEAT, title="Wheat harvest falls", url=URL)], ["new", "new"], [1, 1]),
        # guids of a feed
        ([(article(), "g1"), (article(BRIDGE + " More."), "g1"), (article(WHEAT, title="W"), "g2")],
         ["new", "version", "new"], [2, 1]),
        # a page that claims to be another site's
        ([article(url=URL), article(WHEAT, title="W", url="https://p.example/1", canonical=URL)],
         ["new", "new"], [1, 1]),
        ([article(url=URL + "/amp", canonical=URL), article(BRIDGE + " More.", url=URL)],
         ["new", "version"], [2]),
        # without address the id given says which article it is
        ([article(), article(WHEAT)], ["new", "version"], [2]),
        ([article(), article(name="other")], ["new", "new"], [1, 1]),
    ],
)  # fmt: skip
def test_recognising(taken, items, whats, versions):
    assert taken(*items) == (whats, versions)


def test_a_site_may_have_nothing_to_say_just_now_but_a_file_is_as_it_is_wanted(taken):
    file, other = (
        replace(one, source="notes.txt") for one in (article(), article(WHEAT, day=None))
    )

    assert taken(file, replace(other, title="Wheat")) == (["new", "new"], [1, 1])
    with pytest.raises(Refused, match="something else"):
        taken(*(replace(one, url=URL) for one in (file, replace(other, title="Wheat"))))


def test_what_is_known_elsewhere_on_the_site_is_not_something_else(taken):
    wheat = article(WHEAT, title="Wheat", day=None, url="https://o.example/wheat")
    shown = replace(wheat, url=URL, canonical=wheat.url)

    assert taken(article(url=URL), wheat, shown) == (["new", "new", "same"], [1, 1])


@pytest.mark.parametrize("other", ["/amp/n/1", "/n/1/amp", "/n/1?outputType=amp"])
def test_what_was_purged_in_its_form_for_phones_stays_out_in_the_other(tmp_path, other):
    database = Database(tmp_path / "library.db")
    _, number = intake.take(
        database, article(url=f"https://o.example{other}"), Seen(at=NOW, place="x")
    )
    intake.purge(database, number, NOW)

    assert intake.is_purged_page(database, URL)
    assert not intake.is_purged_page(database, "https://o.example/n/2")
    again = intake.take(database, article(url=URL), Seen(at=NOW, place="x"), again=True)
    assert again[0] == "new"


def test_ids_are_made_distinct(tmp_path):
    database = Database(tmp_path / "library.db")
    for url in (URL, "https://p.example/n/1"):
        intake.take(database, article(url=url), Seen(at=NOW, place="x"))

    assert [kept.article.id for kept in shelf.load(database, [1, 2])] == ["bridge", "bridge-2"]


def test_what_is_loaded_is_what_was_taken(tmp_path):
    database = Database(tmp_path / "library.db")
    whole = article(url=URL, outlet=Outlet(name="O"), language="en", seen=NOW, byline=("A B",))
    intake.take(database, whole, Seen(at=NOW, place="x"))

    [kept] = shelf.load(database, [1])
    assert kept.article == whole


def test_halves_of_characters_are_replaced(tmp_path):
    database = Database(tmp_path / "library.db")
    intake.take(database, article("Half \ud800 a sign.", title="\udfff"), Seen(at=NOW, place="x"))

    assert shelf.load(database, [1])[0].article.text == "Half ? a sign."


def test_a_page_that_claims_another_site_s_address_is_no_version_of_what_is_there(taken):
    thief = article(
        BRIDGE + " It was the mayor's fault.", url="https://thief.example/1", canonical=URL
    )
    own = article(
        BRIDGE + " It opens in May.", url="https://www.o.example/n/1?page=all", canonical=URL
    )

    assert taken(article(url=URL), thief) == (["new", "new"], [1, 1])
    assert taken(own)[0] == ["version"]


def test_an_archive_that_comes_again_brings_nothing_and_its_record_ids_do_not_matter(tmp_path):
    pages = {number: page(number)[0].partition(b"\r\n\r\n")[2] for number in (1, 2)}
    first = packed(record(1, body=pages[1], uri="https://o.example/1"))
    other = packed(record(1, body=pages[2], uri="https://o.example/2"))
    for name, data in (("a", first), ("b", first), ("c", other)):
        (tmp_path / f"{name}.warc.gz").write_bytes(data)
    database = Database(tmp_path / "library.db")
    told = []
    for name in "aabc":
        [one], refused = read([tmp_path / f"{name}.warc.gz"])
        assert refused == []
        told.append(intake.take(database, one, Seen(at=NOW, place=one.source))[0])
    assert told == ["new", "same", "same", "new"]
    assert len(database.all("everything")) == 2


PAGES = [
    f"https://{host}o.example{path}{query}"
    for host in ("", "m.", "m.m.")
    for path in ("", "/n/1", "/n/1/", "/amp/n/1", "/amp/amp/n/1")
    for query in ("", "?id=2&output=amp")
] + ["https://o.example0/n/1", "https://p.example/n/1"]
ELSEWHERE = PAGES[-1]


@pytest.fixture
def listing(tmp_path):
    """Return how to list all pages, with their forms or as they were listed before these were kept."""
    database = Database(tmp_path / "library.db")

    def listing(*, forms):
        database._connection.execute(
            "insert into source (number, address, kind, added) values (1, 'f', 'feed', '')"
        )
        for one in PAGES:
            database.do(
                "add_item", source=1, address=one, form=identity.form(one) if forms else None,
                guid=None, title="", words="", published=None, stamp=None, versions=1, listed="",
            )  # fmt: skip
        return database

    return listing


@pytest.mark.parametrize(("name", "forms"), [*((one, True) for one in PAGES), (PAGES[2], False)])
def test_what_lists_say_of_a_purged_page_is_found_by_its_names(listing, monkeypatch, name, forms):
    """As it would be found among all that they say, but without looking at all of it."""
    database = listing(forms=forms)
    looked = looks(monkeypatch)
    _, number = intake.take(database, article(url=name), Seen(at=NOW, place="x"))

    intake.purge(database, number, NOW)

    assert (ELSEWHERE in looked) is (not forms or name == ELSEWHERE)
    left = [row["address"] for row in database.all("items_alone")]
    assert name not in left
    assert left == [one for one in PAGES if not intake.is_purged_page(database, one)]


@pytest.mark.parametrize("site", ["//o.example/", "//m.o.example/"])
def test_what_lists_say_of_a_site_that_stays_out_is_found_by_its_name(listing, monkeypatch, site):
    database = listing(forms=True)
    looked = looks(monkeypatch)
    database.do("bar", f"site {site}", 1)

    intake.forget_listed(database, [f"site {site}"])

    assert ELSEWHERE not in looked
    left = [row["address"] for row in database.all("items_alone")]
    assert not any(f"{one}/".startswith(f"https:{site}") for one in left)
    assert left == [one for one in PAGES if not intake.is_purged_page(database, one)]


def looks(monkeypatch):
    """Return a list of the pages of which it is asked from now on whether they stay out."""
    asked, is_out = [], intake.is_purged_page

    def ask(database, url):
        asked.append(url)
        return is_out(database, url)

    monkeypatch.setattr(intake, "is_purged_page", ask)
    return asked
