"""The kept library as its users see it."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import pytest

import firsthand
from firsthand import pipeline
from firsthand.collect import sources as collecting
from firsthand.library import Library, restore
from firsthand.store.database import migrate, migrations
from firsthand.stories.place import Placer

DEMO = Path(str(files("firsthand").joinpath("demo", "articles")))
NOW = datetime(2031, 3, 4, 12, tzinfo=UTC)
#: its names stand in no other article
ORLA = (
    "The Ulvering lighthouse keeper Agda Brinkhoff said on Monday that the lamp had failed twice. "
    "The coast office of Ulvering likely orders a new lens, Brinkhoff told reporters on Tuesday."
)
OTHER = "Harbour pilots of Merrow went on strike for better boats, their union said."


@pytest.fixture(scope="module")
def demo():
    return collecting.read([str(DEMO)])[0]


@pytest.fixture(scope="module")
def filled(tmp_path_factory, demo):
    """Return the path of a library of the demo; tests leave it as it is."""
    path = tmp_path_factory.mktemp("library") / "library.db"
    with Library(path) as library:
        library.add(demo, now=NOW)
    return path


def library_of(path, *batches):
    with Library(path) as library:
        for batch in batches:
            library.add(batch, now=NOW)
        return list(library.dump())


def lighthouse(text=ORLA, **known):
    return firsthand.article(
        text, id="lamp", title="Lamp of Ulvering fails", published="2024-06-12", language="en",
        url="https://ulvering.example/lamp", **known,
    )  # fmt: skip


# --------------------------------------------------------------------------- what is there


def test_a_story_of_the_library_is_that_of_a_reading(filled, demo):
    read = pipeline.study(demo)
    with firsthand.open_library(filled, create=False) as library:
        headings = library.stories()
        assert {one.id for one in headings} == {story.id for story in read.stories}
        largest = max(read.stories, key=lambda story: len(story.articles))
        kept = library.story(largest.id)

    [story] = kept.stories
    assert story.title == largest.title
    assert story.articles == tuple(article.id for article in kept.articles)
    assert {c.id for c in story.claims} == {c.id for c in largest.claims}
    assert {a.id: a.published for a in kept.articles} == {
        a.id: a.published for a in read.articles if a.id in story.articles
    }
    json.dumps(kept.to_json())


@pytest.mark.parametrize("late", ["own", "copy"])
def test_what_does_not_agree_in_what_an_article_claims_is_told_of_it(tmp_path, late):
    own = firsthand.article(
        f"ULVERING, June 12 (Coast Wire) - {ORLA}", id="own", outlet="Coast Wire",
        published="2024-06-12", language="en",
    )  # fmt: skip
    copy = firsthand.article(
        f"(Reuters) - {ORLA}", id="copy", outlet="Nobody Post", published="2024-06-12",
        language="en",
    )  # fmt: skip
    both = sorted((own, copy), key=lambda one: one.id == late)
    read = {one.id: one.flags for one in pipeline.study(both).articles}

    assert [flag.kind for flag in read["copy"]] == ["unverified_credit"]
    with Library(tmp_path / "library.db") as library:
        for one in both:
            library.add([one], now=NOW)
        kept = library.story(library.stories()[0].id)
        assert {one.id: one.flags for one in kept.articles} == read
        library.purge("own", now=NOW)
        kept = library.story(library.stories()[0].id)
        assert [one.flags for one in kept.articles] == [()]


def test_search_trace_claims_and_explain(filled):
    with Library(filled) as library:
        [hit, *_] = library.search("Silver Tern")
        traced = library.trace(hit.article)
        [claim, *_] = library.claims("pier")
        assert library.search("") == []
        assert "pier" in claim.words.lower()
        assert hit.article in {node.id for node in traced.lineage.nodes}
        assert traced.lineage.primary[hit.article]
        assert library.explain(hit.article)[0] == f"story: {hit.story}"
        assert any("independent origins" in line for line in library.explain(claim.claim))
        a, b = library.story(hit.story).articles[:2]
        assert "have their words from a third text" in library.explain(a.id, b.id)[0]
        for wrong in (library.story, library.trace, library.history, library.explain):
            with pytest.raises(firsthand.UsageError, match="there is no"):
                wrong("nothing")


# --------------------------------------------------------------------------- incremental = rebuilt


@pytest.mark.parametrize("seed", range(2))
def test_the_order_of_arrival_does_not_matter(tmp_path, filled, demo, seed):
    random_ = random.Random(seed)
    shuffled = random_.sample(demo, len(demo))
    at = random_.randrange(2, len(demo) - 1)
    with Library(filled) as library:
        expected = list(library.dump())

    assert (
        library_of(tmp_path / "other.db", shuffled[:at], shuffled[at:-1], shuffled[-1:]) == expected
    )


def test_one_by_one_in_order_is_the_same(tmp_path, filled, demo):
    ordered = sorted(demo, key=pipeline.appeared)
    with Library(filled) as library:
        expected = list(library.dump())

    assert library_of(tmp_path / "other.db", *([one] for one in ordered)) == expected


def test_a_rebuilt_library_is_the_same(tmp_path, filled):
    copy = tmp_path / "copy.db"
    restore(filled, copy)
    with Library(copy) as library:
        assert library.doctor(compare=True).differences == ()
        library._database._connection.execute("update descent set links = '[]'")
        assert library.doctor(compare=True).differences != ()


def test_purged_is_as_if_it_had_never_been_added(tmp_path, filled, demo):
    copy, without = tmp_path / "copy.db", tmp_path / "without.db"
    restore(filled, copy)
    gone = demo[-1].id
    with Library(copy) as library:
        library.purge(gone)
        purged = list(library.dump())

    assert purged == library_of(without, [one for one in demo if one.id != gone])


def test_purged_words_are_in_no_byte_of_the_file(tmp_path, demo):
    path = tmp_path / "library.db"
    with Library(path) as library:
        library.add([*demo[:3], lighthouse()], now=NOW)
        library.add(lighthouse(ORLA + " Brinkhoff has kept it for forty years."), now=NOW)
        assert b"Brinkhoff" in path.read_bytes() + Path(f"{path}-wal").read_bytes()
        library.purge("lamp")
        assert library.search("Ulvering") == []
        left = b"".join(file.read_bytes() for file in tmp_path.iterdir())

    for word in ("Brinkhoff", "brinkhoff", "Ulvering", "ulvering", "Agda", "agda"):
        assert word.encode() not in left


def test_what_was_purged_stays_out_until_it_is_wanted_again(tmp_path):
    path = tmp_path / "library.db"
    with Library(path) as library:
        library.add(lighthouse(), now=NOW)
        library.purge("lamp", now=NOW)
        again = library.add(lighthouse(), now=NOW)
        assert (again.new, library.stories()) == ((), [])
        assert "purged on 2031-03-04" in again.refused[0].reason
        # another text at its address, or its words at another address of the site: the same article
        elsewhere = firsthand.article(
            ORLA, id="x", title="Lamp of Ulvering fails", published="2024-06-12",
            url="https://ulvering.example/moved", language="en",
        )  # fmt: skip
        assert len(library.add([lighthouse(OTHER), elsewhere], now=NOW).refused) == 2
        assert b"ulvering" not in path.read_bytes().lower()
        assert library.add(lighthouse(), now=NOW, again=True).new == ("lamp",)
        assert library.add(lighthouse(), now=NOW).known == ("lamp",)


def test_a_purge_tells_when_a_reader_holds_words_back(tmp_path, monkeypatch):
    path = tmp_path / "library.db"
    monkeypatch.setattr("firsthand.store.files.PATIENCE_SECONDS", 0.1)
    with Library(path) as library:
        library.add(lighthouse(), now=NOW)
        with Library(path) as reader, reader._database.looking():
            assert reader.search("lens")
            with pytest.raises(firsthand.LibraryError, match="stay in the log"):
                library.purge("lamp")
        assert library.search("lens") == []
        library.doctor()
        assert b"Brinkhoff" not in path.read_bytes() + Path(f"{path}-wal").read_bytes()


# --------------------------------------------------------------------------- versions and statuses


def test_versions_are_kept_with_their_differences(tmp_path):
    later = datetime(2031, 3, 5, tzinfo=UTC)
    with Library(tmp_path / "library.db") as library:
        library.add(lighthouse(), now=NOW)
        added = library.add(lighthouse(ORLA.replace("likely ", "")), now=later)
        again = library.add(lighthouse(ORLA.replace("likely ", "")), now=later)
        history = library.history("lamp")
        claims = library.claims("orders")

    assert (added.changed, again.known) == (("lamp",), ("lamp",))
    assert [version.ordinal for version in history.versions] == [1, 2]
    assert history.versions[0].last_seen < history.versions[1].first_seen
    assert any(line.startswith("-") and "likely" in line for line in history.versions[1].diff)
    assert len(history.sightings) == 3
    # what the first version said is superseded
    assert all("likely" not in claim.words for claim in claims)


def test_statuses_have_a_history_and_what_is_removed_is_not_shown(tmp_path):
    with Library(tmp_path / "library.db") as library:
        library.add(lighthouse(), now=NOW)
        library.mark("lamp", "corrected", "the lens was ordered before", now=NOW)
        assert library.story(library.stories()[0].id).articles[0].status == "corrected"
        library.mark("lamp", "removed", "asked for by its owner", now=NOW)
        assert library.stories() == library.search("lamp") == library.claims() == []
        assert [mark[0] for mark in library.history("lamp").marks] == ["corrected", "removed"]
        assert library.trace("lamp").lineage.primary == {}
        library.mark("lamp", "live", "an error", now=NOW)
        assert len(library.stories()) == 1
        with pytest.raises(firsthand.UsageError, match="no status"):
            library.mark("lamp", "lost", "?")


def test_what_is_retracted_is_told_with_its_copies(tmp_path):
    text = f"{ORLA} Two trawlers waited outside the harbour until the fog lifted and a pilot came."
    copied = firsthand.article(
        f"{text} Ulvering Post reported it first.", id="copy", title="Lamp fails",
        published="2024-06-13", language="en", outlet="Coast Courier",
    )  # fmt: skip
    with Library(tmp_path / "library.db") as library:
        library.add([lighthouse(text, outlet="Ulvering Post"), copied], now=NOW)
        [link] = library.pages.article("copy").links
        assert link.upstream == "lamp"
        assert library.stories()[0].independent_origins.low == 1
        library.mark("lamp", "retracted", "the keeper never said so", now=NOW)
        assert library.stories()[0].independent_origins.high == 0
        assert "uncorrected" in {flag.kind for flag in library.pages.article("copy").article.flags}
        library.mark("lamp", "live", "he did", now=NOW)
        assert library.stories()[0].independent_origins.low == 1
        assert library.pages.article("copy").article.flags == ()


def test_a_library_of_an_older_schema_is_brought_up(tmp_path):
    path = tmp_path / "library.db"
    with Library(path) as library:
        library.add(lighthouse(), now=NOW)
        expected = list(library.dump())
    older = sqlite3.connect(tmp_path / "older.db", isolation_level=None)
    at = next(at for at, one in enumerate(migrations()) if "create table tombstone" in one)
    migrate(older, migrations()[:at])
    older.execute("attach ? as now", (str(path),))
    older.executescript(
        "insert into article select * from now.article; insert into version select * from now.version;"
        "insert into name select * from now.name; insert into sighting select * from now.sighting;"
        "insert into reading select * from now.reading;"
        "insert into story (number, id, placed) select number, id, json_object('title', json(headline))"
        " from now.story;"
        "insert into membership select article, story, published from now.membership;"
    )
    older.close()
    with Library(tmp_path / "older.db") as library:
        assert library.doctor(compare=True).differences == ()
        assert list(library.dump()) == expected


def test_a_merged_story_is_found_by_its_old_id(tmp_path):
    with Library(tmp_path / "library.db") as library:
        library.add([lighthouse(), firsthand.article(OTHER, id="strike", language="en")], now=NOW)
        before = {library.story(one.id).articles[0].id: one.id for one in library.stories()}
        # a correction makes the one a report of the other's event
        library.add(firsthand.article(ORLA, id="strike", language="en"), now=NOW)
        [left] = library.stories()
        assert left.articles == 2
        assert {library.story(old).stories[0].id for old in before.values()} == {left.id}


# --------------------------------------------------------------------------- failures


def test_what_cannot_be_read_is_set_aside_and_replayed(tmp_path, monkeypatch):
    with Library(tmp_path / "library.db") as library:
        with monkeypatch.context() as patched:
            patched.setattr(pipeline, "report", lambda *_: 1 / 0)
            library.add(lighthouse(), now=NOW)
        [failure] = library.doctor().quarantined
        assert (failure.stage, failure.subject, failure.tries) == ("read", "lamp", 1)
        assert "ZeroDivisionError" in failure.reason
        assert library.claims() == []
        assert library.doctor(replay=True).quarantined == ()
        assert library.claims() != []


def test_what_cannot_be_placed_is_set_aside(tmp_path, monkeypatch):
    place = Placer.place

    def fail(placer, article):
        if article.id == "lamp":
            raise ZeroDivisionError
        return place(placer, article)

    with Library(tmp_path / "library.db") as library:
        monkeypatch.setattr(Placer, "place", fail)
        library.add([lighthouse(), firsthand.article(OTHER, id="strike", language="en")], now=NOW)
        [failure] = library.doctor().quarantined
        assert (failure.stage, failure.subject) == ("place", "lamp")
        assert [one.title for one in library.stories()] == [OTHER]
        monkeypatch.undo()
        assert library.doctor(replay=True).quarantined == ()
        assert len(library.stories()) == 2


def test_refused_sources_are_told(tmp_path):
    with Library(tmp_path / "library.db") as library:
        added = library.add([str(tmp_path / "nothing.txt"), lighthouse()], now=NOW)

    assert added.new == ("lamp",)
    assert "no such file" in added.refused[0].reason


ADDER = """
import sys
from firsthand import library
from firsthand.upkeep import rounds
# what is worked out after the articles are safe is not what is tested
rounds.settle = lambda *_, **__: None
library.Library(sys.argv[1]).add(sys.argv[2], kept=lambda what, name: print(name, flush=True))
print("done", flush=True)
"""


@pytest.fixture
def lines(tmp_path):
    path = tmp_path / "many.jsonl"
    rows = (
        {"id": f"n{n}", "text": f"Ship number {n} left Merrow.", "language": "de"}
        for n in range(150)
    )
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


def adder(path, source):
    command = [sys.executable, "-c", ADDER, str(path), str(source)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


#: the part of ``add`` that acknowledges, without what starts more slowly
TAKER = """
import sys
from datetime import UTC, datetime
from firsthand.records import Article
from firsthand.store.database import Database
from firsthand.store.shelf import Seen
from firsthand.upkeep import intake
database, seen = Database(sys.argv[1]), Seen(at=datetime.now(UTC), place="x")
for number in range(150):
    article = Article(id=f"n{number}", source="", text=f"Ship number {number} left Merrow.")
    intake.take(database, article, seen)
    print(article.id, flush=True)
"""


def test_what_was_acknowledged_survives_kill_9(tmp_path):
    path, random_ = tmp_path / "library.db", random.Random(7)
    acknowledged = set()
    for _ in range(10):
        command = [sys.executable, "-c", TAKER, str(path)]
        child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        for _ in range(random_.randrange(1, 60)):
            acknowledged.add(child.stdout.readline().strip())
        os.kill(child.pid, signal.SIGKILL)
        acknowledged |= set(child.communicate()[0].split("\n")[:-1])
        with Library(path) as library:
            assert library._database.problems() == []
            kept = {
                row[0] for row in library._database._connection.execute("select id from article")
            }
            assert acknowledged <= kept


def test_two_processes_that_add_at_once_lose_nothing(tmp_path, lines):
    path = tmp_path / "library.db"
    other = tmp_path / "other.jsonl"
    other.write_text(lines.read_text(encoding="utf-8").replace('"n', '"m'), encoding="utf-8")
    both = [adder(path, lines), adder(path, other)]

    assert all(child.communicate()[0].endswith("done\n") for child in both)
    with Library(path) as library:
        assert library._database.one("counts")["articles"] == 300


def test_a_backup_taken_while_another_writes_opens(tmp_path, lines):
    child = adder(tmp_path / "library.db", lines)
    child.stdout.readline()
    with Library(tmp_path / "library.db") as library:
        library.backup(tmp_path / "backup.db")
    child.communicate()
    restore(tmp_path / "backup.db", tmp_path / "restored.db")

    with Library(tmp_path / "restored.db") as library:
        assert library._database.problems() == []
        assert 1 <= library._database.one("counts")["articles"] <= 150
    with pytest.raises(firsthand.LibraryError, match="exists"):
        restore(tmp_path / "backup.db", tmp_path / "restored.db")


def test_limits_are_clamped(filled):
    with Library(filled) as library:
        assert library.stories(most=-5) == []
        assert library.stories(most=10**30, after=-3) == library.stories()
        assert library.stories(after=10**30) == library.search("the", after=10**30) == []
        assert library.acts(after=10**30) == library.pages.front(after=10**30) == []
