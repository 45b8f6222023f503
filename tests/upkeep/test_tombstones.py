"""What stays of a report that its owner had removed: its mark and its place, and no word of it."""

import json
import shutil
from datetime import UTC, date, datetime, timedelta

import pytest

import firsthand
from evaluation.caller import call
from firsthand import sigla
from firsthand.library import Library, restore
from firsthand.serve import composition, markdown, terminal
from firsthand.serve.site.application import application
from firsthand.store import shelf
from firsthand.timeline.replay import Replay, moment
from firsthand.upkeep import takedowns

NOW = datetime(2031, 3, 6, 12, tzinfo=UTC)
QUAY = (
    "The ferry Aurelia hit the north quay of Port Calder on Monday, harbour master Agda Brinkhoff said. "
    "Forty cars stood on the lower deck when the stern touched the stones, the harbour office said. The "
    "quay will be closed until Friday, she said."
)
BANG = (
    "Passengers of the ferry Aurelia told of a bang at the north quay of Port Calder on Monday. The stern "
    "went into the stones, teacher Olof Brandt said. The ferry had hit the quay at full speed, he said."
)
TEXTS = {
    "herald": (QUAY, "2031-03-03"),
    "post": (f"{QUAY} The line lays on buses.", "2031-03-04"),
    "diary": (BANG, "2031-03-04"),
    "echo": (f"{QUAY} Tugs came from Ulvering.", "2031-03-05"),
}
NETS = (
    "The parliament of Ostrava passed a law on beekeeping, minister Jana Novak said. Hives may stand in "
    "gardens of towns from May on, and honey is taxed no more."
)


def article(name, text=None, **known):
    text, day = TEXTS.get(name, (text, "2031-03-06"))
    about = {
        "title": f"Ferry Aurelia at Port Calder, by {name}", "url": f"https://{name}.example/a",
        "published": day, "outlet": f"The {name.capitalize()}",
    }  # fmt: skip
    return firsthand.article(text, id=name, language="en", **about | known)


@pytest.fixture
def path(tmp_path):
    with Library(tmp_path / "library.db") as library:
        library.add([article(name) for name in TEXTS], now=NOW)
        assert len(library.stories()) == 1
    return tmp_path / "library.db"


@pytest.fixture
def library(path):
    with Library(path) as opened:
        yield opened


def take_down(library, *names, at=NOW):
    for name in names:
        asked = library.takedowns.ask(f"{name}.example", who="Ida Brolin", now=at)
        library.takedowns.vouch(asked.number, who="Per Quill", how="rang her up", now=at)


def read(library, replay=None):
    """Return the largest story as it is read."""
    story = max(library.stories(), key=lambda one: one.articles).id
    return library.story(story, replay=replay) if replay else library.story(story)


def marked(reading):
    """Return the marks of the reports of a story, removed ones too."""
    found = sigla.assign(reading.stories[0], sigla.index(reading.articles, reading.lineage))
    return {name: found.marks[name] for name, place in found.order.items() if place[2]}


def gone(reading):
    return [one.id for one in reading.stories[0].removed]


# --------------------------------------------------------------------------- its mark


@pytest.mark.parametrize("name", TEXTS)
def test_it_keeps_its_mark_and_the_others_keep_theirs(library, name):
    before = marked(read(library))
    assert before == {"herald": "A1", "post": "A2", "echo": "A3", "diary": "B1"}
    take_down(library, name)
    after = read(library)
    assert gone(after) == [name]
    assert name not in after.stories[0].articles
    assert marked(after) == before


def test_of_the_sample_whichever_is_removed_its_story_keeps_all_marks(
    tmp_path, request, monkeypatch
):
    """Its texts are about one event by way of one another, so the story may fall apart."""
    folder = request.config.rootpath / "src/firsthand/demo/articles"
    with Library(tmp_path / "whole.db") as whole:
        whole.add(sorted(map(str, folder.iterdir())), now=NOW)
        before = marked(read(whole))
    for name in before:
        shutil.copy(tmp_path / "whole.db", tmp_path / f"{name}.db")
        with Library(tmp_path / f"{name}.db") as library:
            number = shelf.number_of(library._database, name)
            monkeypatch.setattr(takedowns, "_covered", lambda *_, own=number: ([own], []))
            take_down(library, name)
            after = read(library)
            assert gone(after) == [name]
            assert marked(after).items() <= before.items()


def test_its_mark_is_given_to_nobody_else(library):
    before = marked(read(library))
    take_down(library, "herald", "diary")
    late = "What Olof Brandt said was heard by all: the ferry Aurelia was at full speed at Port Calder."
    library.add(
        [
            article("late", f"{QUAY} Divers look at the stern.", published="2031-03-01"),
            article("other", f"{late} The north quay of Port Calder is closed on Monday."),
        ],
        now=NOW,
    )
    after = marked(read(library))
    assert before.items() <= after.items()
    assert len(set(after.values())) == len(after) > len(before)
    assert after["late"] == "A4"


def test_one_request_may_remove_several_and_the_last_one_ends_the_story(library):
    before = marked(read(library))
    take_down(library, "herald")
    take_down(library, "post", "echo")
    after = read(library)
    assert gone(after) == ["herald", "post", "echo"]
    assert marked(after) == before
    take_down(library, "diary")
    assert library.stories() == []


# --------------------------------------------------------------------------- its place


def test_it_is_shown_wherever_reports_stand(path, library):
    take_down(library, "herald")
    reading = read(library)
    says = "Removed at the owner’s request, Thu 6 Mar 2031."
    [sheet] = composition.compose(reading)
    whole = call(application(path), f"/stories/{sheet.story}").text
    public = call(application(path, public=True), f"/stories/{sheet.story}").text
    for words in (terminal.draw(reading), markdown.draw(reading), whole, public):
        assert says in words
        assert "A1" in words
        assert "The Herald" in words
        assert "by herald" not in words
    for words in (whole, public):
        assert f'<a href="/owners/1">{says}</a>' in words
        assert "1 report removed at the owner’s request" in words
        assert 'href="#sA1"' in words
        assert 'id="sA1"' in words
    assert sheet.timeline.groups[0].rows[0].label == "The Herald, removed"
    assert sheet.lineage[0].text.mark == "(A1)"


def test_many_that_were_removed_at_one_request_are_told_together(path, library):
    many = [
        article(f"lark{n}", f"{QUAY if n % 2 else BANG} So the Lark, {n}.", outlet=f"Lark {n}",
                url=f"https://lark.example/{n}")
        for n in range(14)
    ]  # fmt: skip
    library.add(many, now=NOW)
    take_down(library, "lark")
    reading = read(library)
    assert len(gone(reading)) == 14
    [sheet] = composition.compose(reading)
    page = call(application(path), f"/stories/{sheet.story}").text

    [row] = [row for row in sheet.lineage if len(row.text.nodes) > 1 and row.article is None]
    assert row.text.mark == "(×14)"
    assert row.text.name.startswith("Lark 0 and 13 more: A")
    assert row.node.text == "×14"
    assert row.ink == "fX"
    assert page.count("Removed at the owner’s request, Thu 6 Mar 2031.") == 1
    # the mark of each leads to the row of all
    chips = [chip for family in sheet.families for chip in family.chips]
    assert {chip.href for chip in chips if chip.lost} == {f"#{row.anchor}"}
    lanes = [one.label for one in sheet.timeline.groups[0].rows]
    assert lanes.count("14 reports, removed") == 1
    assert len(lanes) == 5
    assert "×14" in terminal.draw(reading)


def test_its_lane_is_where_it_was(library):
    def lanes():
        [sheet] = composition.compose(read(library))
        return [row.chips[0].mark for row in sheet.timeline.groups[0].rows]

    before = lanes()
    take_down(library, "post")
    assert lanes() == before


def test_it_is_a_node_of_the_lineage_without_a_word_of_it(tmp_path, library):
    take_down(library, "herald")
    told = read(library).to_json()
    node = {"id": "herald", "kind": "tombstone", "name": "The Herald", "url": None}
    assert node in told["lineage"]["nodes"]
    [one] = told["stories"][0]["removed"]
    assert one == {"id": "herald", "request": 1, "removed": "2031-03-06T12:00:00Z"}
    for row in library._database.all("removed_beside", numbers=json.dumps(list(range(9)))):
        assert not {"Brinkhoff", "quay", "by herald"} & set(row["record"].split())
        assert "Port Calder" not in row["record"]


def test_it_stays_with_those_beside_which_it_stood(library):
    library.add(article("nets", NETS, title="A law on hives"), now=NOW)
    take_down(library, "post")
    library.correct("merge", "herald", "nets", now=NOW)
    joined = read(library)
    assert set(joined.stories[0].articles) == {"herald", "diary", "echo", "nets"}
    assert gone(joined) == ["post"]
    library.correct("split", "nets", "diary", now=NOW)
    stories = {one.id: library.story(one.id) for one in library.stories()}
    homes = {frozenset(one.stories[0].articles): gone(one) for one in stories.values()}
    assert homes[frozenset({"herald", "echo"})] == ["post"]
    assert sum(map(len, homes.values())) == 1


def test_it_follows_when_all_that_stood_beside_it_are_removed_one_by_one(library):
    library.purge("post")
    library.purge("echo")
    take_down(library, "herald")
    library.add(
        article("post2", f"{BANG} He had sat astern.", url="https://next.example/a"), now=NOW
    )
    take_down(library, "diary")
    after = read(library)
    assert after.stories[0].articles == ("post2",)
    assert gone(after) == ["herald", "diary"]


def test_what_is_made_anew_has_it_at_the_same_place(path, library):
    take_down(library, "herald", "diary")

    def pages():
        # the id of a story tells how it came to be
        [story] = library.stories()
        page = call(application(path), f"/stories/{story.id}").text
        return read(library).stories[0].removed, page.replace(story.id, "ID")

    before = pages()
    assert library.doctor(compare=True).differences == ()
    library.rebuild()
    assert pages() == before


def test_what_is_purged_leaves_no_trace_beside_it(tmp_path, library):
    take_down(library, "herald")
    library.purge("post")
    after = read(library)
    assert gone(after) == ["herald"]
    assert marked(after) == {"herald": "A1", "echo": "A3", "diary": "B1"}
    library.doctor()
    for table in ("removed_beside", "siglum", "siglum_cited"):
        rows = library._database._connection.execute(f"select * from {table}")
        assert "post" not in {value for row in rows for value in row}


def test_one_that_came_in_again_is_shown_as_it_is(library):
    before = marked(read(library))
    take_down(library, "herald")
    library.takedowns.withdraw(1, now=NOW)
    library.add(article("herald"), now=NOW, again=True)
    after = read(library)
    assert gone(after) == []
    assert marked(after) == before


# --------------------------------------------------------------------------- in time


def test_of_the_past_it_is_shown_removed_from_when_it_had_appeared(path, library):
    take_down(library, "post")
    early = read(library, Replay(as_of=moment(date(2031, 3, 3))))
    assert early.stories[0].articles == ("herald",)
    assert gone(early) == []
    later = read(library, Replay(as_of=moment(date(2031, 3, 4))))
    assert set(later.stories[0].articles) == {"herald", "diary"}
    assert gone(later) == ["post"]
    assert marked(later) == {"herald": "A1", "post": "A2", "diary": "B1"}
    assert "post" in {node.id for node in later.lineage.nodes}
    unknown = read(library, Replay(known_at=NOW - timedelta(days=1)))
    assert not unknown.stories
    page = call(application(path), f"/stories/{library.stories()[0].id}?as-of=2031-03-04").text
    assert "Removed at the owner’s request, Thu 6 Mar 2031." in page


def test_a_library_that_is_restored_has_it_too(tmp_path, library):
    before = marked(read(library))
    library.backup(tmp_path / "backup.db")
    take_down(library, "herald")
    library.purge("echo")
    restore(tmp_path / "backup.db", tmp_path / "new.db", purged=tmp_path / "library.db")
    with Library(tmp_path / "new.db") as restored:
        reading = read(restored)
        assert gone(reading) == ["herald"]
        assert marked(reading).items() <= before.items()
        rows = restored._database._connection.execute("select article from removed_beside")
        assert "echo" not in {row["article"] for row in rows}
