"""What is new about some words, or of a story, is told once."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

import firsthand
from firsthand import cli
from firsthand.errors import UsageError
from firsthand.library import Library
from firsthand.store.watches import Watched
from firsthand.upkeep import watching
from firsthand.upkeep.watching import Watch

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
        text, id=name, outlet=f"{name.title()} Post", language="en",
        url=f"https://{name}.example/1",
        **{"title": f"Lamp of Ulvering: {name}", "published": "2031-03-04"} | known,
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


def test_only_the_kind_of_news_that_is_asked_for_is_told(library):
    library.add(article("ferry", FERRY, title="Ferry aground off Ulvering"), now=NOW)
    library.watches.add("people hurt", kind="differs", now=NOW)
    library.add(article("pier", TUGS, title="Ferry aground off Ulvering"), now=LATER)
    assert {kind for kind, _ in told(library)} == {"differs"}
    with pytest.raises(UsageError, match="nothing that is told"):
        library.watches.add("people", kind="gossip", now=NOW)


def test_a_preview_says_what_came_in_lately_and_begins_nothing(library):
    library.add(article("bread", OTHER), now=NOW)

    def alerts(days):
        found = library.watches.preview("bread", now=NOW + timedelta(days=days))
        return [(one.kind, one.at) for one in found.alerts]

    assert alerts(29) == [("claim", "2031-03-04T12:00:00.000000Z")]
    assert alerts(31) == []
    assert library.watches.all() == []


def test_words_came_in_with_the_wording_that_first_had_them(library):
    library.watches.add("trawlers", now=NOW)
    library.watches.add("keeper", now=NOW)
    library.watches.add("sailors", now=NOW)
    library.add(article("herald", f"{LAMP} Six sailors slept at the school, she said."), now=LATER)
    assert [one.words for one in library.watches.check(now=LATER)] == [
        "Six sailors slept at the school"
    ]
    late = NOW + timedelta(days=30, hours=1)
    counts = [
        len(library.watches.look(one, now=late).lately(late)) for one in library.watches.all()
    ]
    assert counts == [0, 0, 1]


def test_a_further_origin_came_in_with_its_first_report():
    places = tuple((name, 0, 9) for name in ("herald", "copy", "coast", "echo"))
    claim = Watched(
        id="c", story="s", words="it sank", text=places[0], reports=places, low=2,
        origins=((0, 1), (2, 3)), outcome="met", because=(("later", 0, 9),),
    )  # fmt: skip
    came = dict(zip(places, ("2031-03-04", "2031-03-05", "2031-03-06", "2031-03-07"), strict=True))
    came["later", 0, 9] = "2031-03-08"
    watch = Watch(number=1, words="sank", story=None, since="")

    def alerts():
        return [(one.kind, one.what, one.at) for one in watching._of_claim(watch, claim, came)]

    assert alerts() == [
        ("claim", "2", "2031-03-04"), ("origins", "2", "2031-03-06"), ("outcome", "met", "2031-03-08"),
    ]  # fmt: skip
    came.update(dict.fromkeys(places, "2031-03-04"))
    del came["later", 0, 9]  # it was removed
    assert alerts() == [("claim", "2", "2031-03-04")]
    claim = replace(claim, low=0)
    assert alerts() == [("claim", "0", "2031-03-04")]


def test_what_was_seen_is_told_no_more(library):
    library.watches.add("bread", now=NOW)
    library.add(article("bread", OTHER), now=LATER)
    [watch] = library.watches.all()
    [alert] = library.watches.look(watch, now=LATER).untold
    library.watches.see([alert.mark], now=LATER)
    assert told(library) == []
    assert [one.about for one in library.watches.look(watch, now=LATER).alerts] == [alert.about]


def test_what_was_told_is_not_told_again_when_an_earlier_report_of_it_comes_in(library):
    library.watches.add("people hurt", now=NOW)
    library.add(article("pier", TUGS, title="Ferry aground off Ulvering"), now=LATER)
    library.add(article("ferry", FERRY, title="Ferry aground off Ulvering"), now=LATER)
    before = {one.about for one in library.watches.check(now=LATER)}

    earlier = {"title": "Ferry aground off Ulvering", "published": "2031-03-03"}
    library.add([article("lark", FERRY, **earlier), article("tern", TUGS, **earlier)], now=LATER)
    [watch] = library.watches.all()
    found = library.watches.look(watch, now=LATER)
    # claims go by the name of their first report
    assert before.isdisjoint(one.about for one in found.alerts)
    assert {one.kind for one in found.alerts} == {"claim", "differs"}
    assert found.untold == ()


def test_what_was_seen_stays_seen_when_its_reports_are_joined():
    places = tuple((name, 0, 9) for name in ("herald", "coast"))
    came = dict.fromkeys(places, "2031-03-04")
    watch = Watch(number=1, words="sank", story=None, since="")

    def hashes(*reports):
        claim = Watched(
            id=f"c-{reports}", story="s", words="it sank", text=places[0], reports=reports, low=1,
            origins=((0,),), outcome="met", because=places,
        )  # fmt: skip
        return {one.kind: set(one.hashes) for one in watching._of_claim(watch, claim, came)}

    first, second, both = hashes(places[0]), hashes(places[1]), hashes(*places)
    assert set(first) == {"claim", "outcome"}
    for kind, known in both.items():
        assert known == first[kind] | second[kind]
        assert first[kind].isdisjoint(second[kind])


def test_a_watched_story_is_found_where_it_was_joined(library):
    library.add(article("bread", OTHER, title="Bread for pilots"), now=NOW)
    stories = [one.id for one in library.stories()]
    for one in stories:
        library.watches.add(story=one, now=NOW)
    library.correct("merge", *stories, now=NOW)
    [story] = library.stories()
    assert {one.story for one in library.watches.all()} == {story.id}
    library.mark("bread", "retracted", "taken back", now=LATER)
    alerts = library.watches.check(now=LATER)
    assert [one.watch for one in alerts if one.kind == "article"] == [1, 2]


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
    assert "the last 30 days would have given 0 alerts" in err
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
        (("--only", "claim"), "goes with `add`"),
        (("remove", "x"), "name the number"),
        (("check", "bread"), "name an act"),
    ],
)
def test_wrong_use_says_what_would_be_right(library, tmp_path, capsys, arguments, says):
    status = cli.main(["watch", *arguments, "--library", str(tmp_path / "library.db")])
    assert status == 2
    assert says in capsys.readouterr().err
