"""What is new about some words, or of a story, is told once."""

import json
from datetime import UTC, datetime, timedelta

import pytest

import firsthand
from firsthand import cli
from firsthand.errors import UsageError
from firsthand.library import Library

NOW = datetime(2031, 3, 4, 12, tzinfo=UTC)
LATER = NOW + timedelta(hours=3)
LAMP = (
    "The lamp of Ulvering failed twice on Monday, lighthouse keeper Agda Brinkhoff said. Two trawlers "
    "waited outside the harbour of Ulvering until the fog lifted."
)
SEEN = (
    "The lamp of Ulvering failed three times on Monday, pilot Tove Ryde said. Two trawlers waited "
    "outside the harbour of Ulvering."
)
FERRY = (
    "A ferry ran aground off Ulvering on Monday, the coast guard said. 40 people were hurt, according to "
    "hospital director Agda Brinkhoff. Tugs pulled her free before it was dark."
)
TUGS = (
    "Port Ulvering sent two tugs to a stranded ferry on Monday. The owner, Ryde Lines, said that 52 "
    "people had been hurt. It denied that the captain had been asleep."
)
OTHER = "Bakers of Merrow sent bread to the striking pilots on Monday, their union said."


def article(name, text=LAMP, **known):
    return firsthand.article(
        text, id=name, outlet=f"{name.title()} Post", language="en", published="2031-03-04",
        url=f"https://{name}.example/1", **{"title": f"Lamp of Ulvering: {name}"} | known,
    )  # fmt: skip


@pytest.fixture
def library(tmp_path):
    with Library(tmp_path / "library.db") as opened:
        opened.add(article("herald"), now=NOW)
        yield opened


def told(library):
    return [(one.kind, one.what) for one in library.watches.check(now=LATER)]


def test_what_was_so_before_is_not_told(library):
    _, known = library.watches.add("lamp failed", now=NOW)
    assert known > 0
    assert told(library) == []


def test_what_is_new_about_the_words_is_told_once(library):
    library.add(article("ferry", FERRY, title="Ferry aground off Ulvering"), now=NOW)
    library.watches.add("people hurt", now=NOW)
    library.add(article("pier", TUGS, title="Ferry aground off Ulvering"), now=LATER)
    alerts = library.watches.check(now=LATER)

    assert {one.kind for one in alerts} == {"claim", "differs"}
    assert {one.words for one in alerts} <= {"40 people were hurt", "52 people had been hurt"}
    [differing] = [one for one in alerts if one.kind == "differs"]
    assert set(differing.what.split(" / ")) == {"40 people", "52 people"}
    assert library.watches.check(now=LATER) == []


def test_words_that_nobody_reports_wait(library):
    library.watches.add("bread", now=NOW)
    assert told(library) == []
    library.add(article("bread", OTHER), now=LATER)
    assert told(library) == [("claim", "1")]


def test_a_story_is_watched_with_all_its_claims(library):
    [story] = library.stories()
    library.watches.add(story=story.id, now=NOW)
    library.add(article("coast", SEEN), now=LATER)
    assert "claim" in {kind for kind, _ in told(library)}
    library.mark("coast", "retracted", "taken back", now=LATER)
    assert told(library) == [("article", "retracted")]
    assert told(library) == []


def test_each_watch_is_told_for_itself_until_it_is_removed(library):
    first, _ = library.watches.add("bread", now=NOW)
    second, _ = library.watches.add("pilots", now=NOW)
    library.add(article("bread", OTHER), now=LATER)
    assert {one.watch for one in library.watches.check(now=LATER)} == {first.number, second.number}
    library.watches.remove(first.number)
    assert library.watches.all() == [second]
    with pytest.raises(UsageError, match="no watch"):
        library.watches.remove(first.number)


def test_no_word_of_a_text_is_kept_for_what_was_told(library, tmp_path):
    [story] = library.stories()
    library.watches.add(story=story.id, now=NOW)
    library.purge("herald")
    files = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"Brinkhoff" not in files
    assert told(library) == []


def test_on_the_command_line(tmp_path, capsys, library):
    path = str(tmp_path / "library.db")

    def run(*arguments):
        status = cli.main(["watch", *arguments, "--library", path])
        return status, *capsys.readouterr()

    assert run() == (0, "", "firsthand: nothing is watched; see `firsthand watch add`\n")
    status, out, err = run("add", "bread")
    assert (status, out[:15]) == (0, "1  “bread”, sin")
    assert "0 things would be told already" in err
    assert run("list")[1] == out
    library.add(article("bread", OTHER), now=LATER)
    found = json.loads(run("--format", "json")[1])["alerts"]
    assert [(one["kind"], one["story"][:6]) for one in found] == [("claim", "story-")]
    assert run() == (0, "", "firsthand: nothing new\n")
    assert "no more" in run("remove", "1")[2]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("add",), "name the words"),
        (("add", "?!"), "name the words"),
        (("add", "--story", "nothing"), "no story"),
        (("add", "bread", "--story", "nothing"), "in place of words"),
        (("--story", "nothing"), "goes with `add`"),
        (("remove", "x"), "name the number"),
        (("check", "bread"), "name an act"),
    ],
)
def test_wrong_use_says_what_would_be_right(library, tmp_path, capsys, arguments, says):
    status = cli.main(["watch", *arguments, "--library", str(tmp_path / "library.db")])
    assert status == 2
    assert says in capsys.readouterr().err
