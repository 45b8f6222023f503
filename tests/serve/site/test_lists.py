"""Lists: what stands out in a story, who says a claim first, how far behind an outlet is."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime

import html5lib
import pytest

from evaluation.caller import call
from firsthand.collect import articles
from firsthand.library import Contrast, Heading, Library, OutletPage
from firsthand.records import Descent, Outlet, Range
from firsthand.serve import times
from firsthand.serve.site import fronts, houses
from firsthand.serve.site.application import application
from firsthand.serve.site.desk import Desk

NOW = datetime(2031, 3, 5, 12, tzinfo=UTC)
WIRE = """PORT CALDER (Meridian Wire) - The ferry Aurelia struck the north quay at Port Calder on Tuesday morning and 12 people were
hurt, the harbour master Ines Moll said. Salvage tugs came from Lindal before noon, she told reporters.
"""
OTHER = """The ferry Aurelia struck the north quay at Port Calder on Tuesday and 15 people were hurt, the
coast guard said. The pilot Aud Kessel denied that the ferry Aurelia had been too fast.
"""
COPIES = ("Lindal Post", "Osk Bulletin", "Calder Echo", "Moorland Mail", "Vell Courier")


def _article(text, name, outlet, published, title="Ferry Aurelia strikes quay"):
    made = articles.make(
        text, id=name, title=title, published=published, url=f"https://{name}.example/a"
    )
    return replace(made, outlet=Outlet(name=outlet))


def _lines(path, *added):
    """Set the stories of a library to which articles are added one after the other."""
    with Library(path) as library:
        for article in added:
            library.add([article])
        found = list(library.pages.outlines(s.id for s in library.stories()).values())
    return fronts.lines(found, None, NOW, public=False)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("lists") / "library.db"
    with Library(path) as library:
        library.add([_article(WIRE, "wire", "Meridian Wire", "2031-03-04T10:00:00Z")])
        library.add(
            [
                _article(WIRE, f"copy{n}", name, f"2031-03-04T1{n + 1}:30:00Z")
                for n, name in enumerate(COPIES)
            ]
        )
        library.add([_article(OTHER, "herald", "Calder Herald", "2031-03-04T16:00:00Z")])
    return path


@pytest.fixture(scope="module")
def line(path):
    [line] = _lines(path)
    return line


def test_a_story_in_a_list_says_what_stands_out(line):
    assert len(line.notes) <= fronts.NOTES
    said = {note.lead: note for note in line.notes}
    assert any({"12", "15"} == {w.split()[0] for w in note.words} for note in said.values()), said
    assert line.number
    assert "independent origin" in line.noun
    assert line.first == "since Tue 4 Mar 2031"
    assert line.changed == "last report Tue 4 Mar 2031, 16:00"
    assert line.languages == ""


def test_a_story_in_a_list_names_its_languages_where_english_is_not_the_only_one(path):
    with Library(path) as library:
        [outline] = library.pages.outlines([library.stories()[0].id]).values()
    mixed = replace(outline, languages={"de": 1, "en": 3, "und": 2})
    [line] = fronts.lines([mixed], None, NOW, public=False)
    assert line.languages == "English, German"


def test_an_article_without_a_day_does_not_date_its_story_by_when_it_was_collected(tmp_path):
    undated = replace(
        _article(f"{WIRE} It was said on Tuesday, March 4, 2031.", "copy", "Lindal Post", None),
        url=None,
    )
    with Library(tmp_path / "library.db") as library:
        library.add([_article(WIRE, "wire", "Meridian Wire", "2031-03-04T10:00:00Z"), undated])
        [story] = library.stories()
        outlines = library.pages.outlines([story.id]).values()
    [line] = fronts.lines(outlines, None, NOW, public=False)
    assert story.articles == 2
    assert line.changed.startswith("last report Tue 4 Mar 2031")


def test_an_article_without_a_day_is_not_found_as_of_the_day_it_was_collected(tmp_path):
    undated = replace(_article(WIRE, "copy", "Lindal Post", None), url=None)
    with Library(tmp_path / "library.db") as library:
        library.add([undated])
        [hit] = library.search("quay")
    assert (hit.appeared, hit.until) == ("", "")
    page = call(application(tmp_path / "library.db"), "/search?q=quay").text
    assert "Lindal Post · date not found · " in page


def test_reports_of_one_day_are_said_to_be_of_it_once(tmp_path):
    [line] = _lines(
        tmp_path / "library.db",
        _article(WIRE, "wire", "Meridian Wire", "2031-03-04"),
        _article(OTHER, "herald", "Calder Herald", "2031-03-04"),
    )
    assert (line.reports, line.first, line.changed) == ("2 reports", "", "Tue 4 Mar 2031")


def test_a_copy_that_claims_to_be_older_than_its_source_is_not_the_first(tmp_path):
    path = tmp_path / "library.db"
    [line] = _lines(
        path,
        _article(WIRE, "wire", "Meridian Wire", "2031-03-04T10:00:00Z"),
        _article(WIRE, "copy", "Lindal Post", "2031-03-01T09:00:00Z"),
    )
    with Library(path) as library:
        hits = {hit.article: hit.appeared for hit in library.search("the")}
    assert line.first == "since Tue 4 Mar 2031"
    assert all(at.startswith("2031-03-04T10:00") for at in hits.values())


def test_a_report_that_was_found_says_when_it_appeared(path):
    page = call(application(path), "/search?q=coast+guard")
    assert "Calder Herald · Tue 4 Mar 2031, 16:00 · " in page.text


@pytest.mark.parametrize(
    ("kind", "verdict", "lead", "said"),
    [
        ("denial", "conflict", "Denied", ""),
        ("denial", "update", "Changed", "said at one time, denied at another:"),
        ("unconfirmed", "conflict", "Not confirmed", ""),
        ("unconfirmed", "update", "Changed", "not confirmed at first:"),
        ("other", "conflict", "Differs", ""),
        ("other", "update", "Changed", ""),
        ("number", "conflict", "Differs", "Number:"),
    ],
)
def test_what_reports_differ_in_is_said_once(kind, verdict, lead, said):
    words = ("jet", "plane")
    note = fronts._contrast(Contrast(kind=kind, verdict=verdict, words=words), public=False)
    assert (note.lead, note.said, note.words) == (lead, said, words)
    others = fronts._contrast(Contrast(kind=kind, verdict=verdict, words=words), public=True)
    assert (others.lead, others.said, others.words) == (lead, said.removesuffix(":"), ())


def test_outlets_are_listed_with_how_much_is_their_own(path):
    page = html5lib.parse(call(application(path), "/sources").text, namespaceHTMLElements=False)
    rows = {
        "".join(row.find("th").itertext()): ["".join(cell.itertext()) for cell in row.iter("td")]
        for row in page.find(".//section/table/tbody").iter("tr")
    }
    assert rows["Meridian Wire"] == ["1", "100%"]
    assert rows["Lindal Post"][0] == "1"
    assert rows["Lindal Post"][1] == "under 1%"
    assert set(COPIES) < set(rows)


def test_filters_stand_apart_and_a_full_list_says_so(path):
    page = call(application(path), "/search?in=claims&q=the")
    assert "How surely:" in page.text
    assert "1 found" not in page.text
    shown = html5lib.parse(page.text, namespaceHTMLElements=False)
    counts = [
        p.text for item in shown.findall(".//ol/li") for p in item.iter("p") if p.get("class")
    ]
    assert counts


def test_to_others_no_words_are_shown_in_a_list(path):
    with Library(path) as library:
        outlines = library.pages.outlines([library.stories()[0].id]).values()
    [line] = fronts.lines(outlines, None, NOW, public=True)
    assert line.notes
    assert not any(note.words for note in line.notes)


def test_to_others_no_note_is_a_lead_alone(path):
    with Library(path) as library:
        [outline] = library.pages.outlines([library.stories()[0].id]).values()
    denied = Contrast(kind="denial", verdict="conflict", words=("the bar was marked",))
    [told] = fronts.lines([replace(outline, contrasts=(denied,))], None, NOW, public=False)
    assert told.notes[0].words == ("the bar was marked",)
    [shown] = fronts.lines([replace(outline, contrasts=(denied,))], None, NOW, public=True)
    assert all(note.said or note.words for note in shown.notes)


def test_words_of_what_was_taken_back_are_in_no_list(path, tmp_path):
    with Library(path) as library:
        library.backup(tmp_path / "other.db")
    with Library(tmp_path / "other.db") as library:
        library.mark("herald", "removed", "its owner asked for it")
        outlines = library.pages.outlines([library.stories()[0].id]).values()
    [line] = fronts.lines(outlines, None, NOW, public=False)
    assert not any("15" in words for note in line.notes for words in note.words)


def test_that_most_have_one_text_is_said(path):
    with Library(path) as library:
        [outline] = library.pages.outlines([library.stories()[0].id]).values()
    links = tuple(
        Descent(upstream="wire", to=name, relation="copy", coverage=1.0, confidence=1, why=())
        for name, _ in outline.articles
        if name.startswith("copy")
    )
    bare = replace(outline, contrasts=(), links=links)
    [line] = fronts.lines([bare], None, NOW, public=False)
    assert [(note.lead, note.said) for note in line.notes] == [
        ("Note", "6 of 7 reports have their words from one text")
    ]


def test_what_is_not_read_and_what_is_due_is_said(path):
    with Library(path) as library:
        [outline] = library.pages.outlines([library.stories()[0].id]).values()
    bare = replace(
        outline, contrasts=(), links=(), languages={"ja": 1},
        ahead=(("the ferry sails on Friday", "2031-03-07T23:59:59+00:00"),
               ("it sailed", "2031-03-05T10:00:00+00:00")),
    )  # fmt: skip
    [line] = fronts.lines([bare], None, NOW, public=False)
    assert [(n.lead, n.said, n.words, n.rest) for n in line.notes] == [
        ("Due", "", ("the ferry sails on Friday",), "by Fri 7 Mar 2031"),
        ("Not read", "claims in Japanese; lineage and stories are", (), ""),
    ]
    assert line.languages == "Japanese"


def test_a_claim_that_was_found_names_who_says_it_and_its_story(path):
    site = application(path)
    hits = json.loads(call(site, "/api/search?in=claims&q=quay").body)["hits"]
    assert any("Meridian Wire" in hit["about"] or "Ines Moll" in hit["about"] for hit in hits)
    assert {hit["story"] for hit in hits} == {"Ferry Aurelia strikes quay"}
    # nobody is named alone for what several vouch for
    assert any(re.search(r" and \d more · \d reports, ", hit["about"]) for hit in hits), hits
    for kind in ("claims", "articles"):
        page = html5lib.parse(
            call(site, f"/search?in={kind}&q=quay").text, namespaceHTMLElements=False
        )
        stories = {
            a.get("href") for a in page.iter("a") if a.get("href", "").startswith("/stories/")
        }
        assert any(address.count("/") == 2 for address in stories)


def test_an_outlet_says_how_long_after_its_source_it_came(tmp_path):
    desk = Desk(tmp_path / "library.db", clock=lambda: NOW)
    found = OutletPage(
        name="Lindal Post", articles=9, words=900, own_words=450, cites=(), cited_by=(), takes=(),
        taken_by=(), latest=(), following=6, delays=(5, 60, 90, 600),
    )  # fmt: skip
    assert houses.outlet(desk, found).behind == (
        "With words from an earlier text that is here: 6 reports. Of 4 both hours are known: half of "
        "these came within 1 h 30 min, three quarters within 10 h."
    )
    assert not houses.outlet(desk, replace(found, delays=())).behind
    one = houses.outlet(desk, replace(found, delays=(5,))).behind
    assert one.endswith("The one whose hour is known came 5 min later.")


def test_the_latest_reports_of_an_outlet_stand_by_their_own_dates(tmp_path):
    def made(name, day):
        return articles.make("A bell was found.", id=name, published=day)

    latest = tuple(
        made(*one) for one in (("none", None), ("old", "2030-01-01"), ("new", "2031-01-01"))
    )
    found = OutletPage(
        name="Lindal Post", articles=3, words=9, own_words=9, cites=(), cited_by=(), takes=(),
        taken_by=(), latest=latest,
    )  # fmt: skip
    heading = Heading(
        id="s", title="A bell", articles=3, independent_origins=Range(low=1, high=2), latest=""
    )
    desk = Desk(tmp_path / "library.db", clock=lambda: NOW)
    shown = houses.outlet(desk, found, {"new": heading}).latest
    assert [(one.id, one.counted, one.at) for one in shown] == [
        ("new", "3 reports, 1–2 independent origins", "/stories/s"), ("old", "", ""), ("none", "", ""),
    ]  # fmt: skip


def test_lengths_of_time_are_said():
    assert [times.duration(n) for n in (0, 1, 60, 72, 1_440, 4_567)] == [
        "under 1 min", "1 min", "1 h", "1 h 12 min", "1 d", "3 d 4 h",
    ]  # fmt: skip
