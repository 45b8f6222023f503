"""An analyst's acts as users make them: in Python, and on the command line."""

import json
import shutil
from datetime import UTC, datetime
from importlib.resources import files

import jsonschema
import pytest

import firsthand
from firsthand import cli, console
from firsthand.library import Library
from firsthand.store.shelf import Seen
from firsthand.timeline.replay import Replay
from firsthand.upkeep import intake

SEEN = datetime(2031, 3, 1, 12, tzinfo=UTC)
LAMP = (
    "The Ulvering lighthouse keeper Agda Brinkhoff said on Monday that the lamp had failed twice. "
    "The coast office of Ulvering will order a new lens, Brinkhoff said. Two trawlers waited outside "
    "the harbour until the fog lifted and a pilot came out to lead them in past the breakwater."
)
STRIKE = (
    "Harbour pilots of Merrow went on strike for better boats, their union said. Union chairman Olle "
    "Pell said that no pilot would sail before Friday. Bakers sent bread to the pilots at the quay."
)
TALKS = (
    "Talks with the striking harbour pilots of Merrow failed. The pilots of Merrow want better boats, "
    "their union said. Olle Pell spoke for them."
)
TEXTS = {
    "lamp": ("Lamp of Ulvering fails", LAMP),
    "copy": ("Ulvering lamp fails", LAMP.replace("twice", "three times")),
    "strike": ("Pilots of Merrow strike", STRIKE),
    "talks": ("Talks with Merrow pilots", TALKS),
}


def day(number):
    return SEEN.replace(day=number)


def article(name):
    title, text = TEXTS[name]
    return firsthand.article(
        text, id=name, title=title, url=f"https://{name}.example/1", outlet=f"{name.title()} Post",
        published="2031-03-01", seen=SEEN, language="en",
    )  # fmt: skip


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    path = tmp_path_factory.mktemp("corrections") / "library.db"
    with Library(path) as library:
        library.add(map(article, TEXTS), now=SEEN)
    return path


@pytest.fixture
def path(filled, tmp_path):
    return shutil.copy(filled, tmp_path / "library.db")


@pytest.fixture
def library(path):
    with Library(path) as opened:
        yield opened


def stories(library):
    readings = (library.story(one.id) for one in library.stories())
    return {frozenset(article.id for article in one.articles) for one in readings}


def sizes(library, **replay):
    return {one.articles for one in library.stories(replay=Replay(**replay))}


def home(library, name):
    story = library.pages.article(name).story
    return library.story(story.id).stories[0]


BOTH = {frozenset({"lamp", "copy"}), frozenset({"strike", "talks"})}


def place(report):
    return f"{report.article}:{report.start}-{report.stop}"


# --------------------------------------------------------------------------- in Python


def test_acts_are_kept_with_who_when_and_why(library):
    act = library.correct(
        "merge", "lamp", "strike", who=" Ida  Brolin ", why="one storm", now=day(3)
    )
    assert (act.number, act.kind, act.who, act.why, act.at) == (
        1, "merge", "Ida Brolin", "one storm", day(3),
    )  # fmt: skip
    assert act.effect
    assert stories(library) == {frozenset(TEXTS)}
    undone = library.undo(1, who="Olle", why="two storms", now=day(4))
    assert (undone.undone, undone.undone_by, undone.undone_why) == (day(4), "Olle", "two storms")
    assert not undone.effect
    assert stories(library) == BOTH
    second = library.correct("pin", "lamp")
    assert [one.number for one in library.acts()] == [2, 1]
    assert [one.number for one in library.acts(most=1, after=1)] == [1]
    # those on an article, a story, a claim
    assert [one.number for one in library.acts(name="talks")] == [1]
    assert [one.number for one in library.acts(name=home(library, "lamp").id)] == [2, 1]
    assert [one.number for one in library.acts(name=home(library, "strike").claims[0].id)] == [1]
    assert second.who is None


def test_findings_carry_the_acts_that_decided_them(library):
    library.correct("merge", "lamp", "strike", who="Ida", why="one storm", now=day(3))
    library.correct("not-a-copy", "copy", "lamp", now=day(3))
    told = home(library, "lamp").claims
    library.correct("same-claim", told[0].id, told[1].id, who="Ida", now=day(4))
    found = library.story(home(library, "lamp").id).to_json()

    schema = json.loads(
        files("firsthand").joinpath("schema/firsthand-1.schema.json").read_text(encoding="utf-8")
    )
    jsonschema.validate(found, schema)
    [story] = found["stories"]
    assert story["corrected_by"] == [
        {"act": "merge", "number": 1, "who": "Ida", "when": "2031-03-03T12:00:00Z", "why": "one storm"}
    ]  # fmt: skip
    [claim] = [claim for claim in story["claims"] if claim["corrected_by"]]
    assert claim["corrected_by"][0]["act"] == "same-claim"
    assert {
        tuple(sorted((one["from"], one["to"]))) for one in found["lineage"]["links"]
    }.isdisjoint({("copy", "lamp")})
    assert library.doctor(compare=True).differences == ()


def test_explain_names_who_decided(library):
    library.correct("merge", "lamp", "strike", who="Ida", why="one storm", now=day(3))
    library.correct("not-a-copy", "copy", "lamp", who="Olle", now=day(3))
    said = "stories were put together by Ida on 2031-03-03: one storm (act 1)"
    assert said in library.explain("talks")
    assert said in library.explain(home(library, "lamp").id)
    assert "set apart by Olle on 2031-03-03" in library.explain("lamp", "copy")
    told = home(library, "lamp").claims
    library.correct("same-claim", told[0].id, told[1].id, who="Ida", now=day(4))
    [claim] = [claim for claim in home(library, "lamp").claims if claim.corrected_by]
    assert "reports were put together by Ida on 2031-03-04 (act 3)" in library.explain(claim.id)


def test_a_link_and_the_origins_behind_it_go_and_come_back(library):
    before = list(library.dump())
    assert home(library, "lamp").independent_origins.high == 1
    assert library.pages.article("copy").links or library.pages.article("lamp").links
    act = library.correct("not-a-copy", "lamp", "copy")
    assert act.effect
    assert library.pages.article("copy").links == library.pages.article("lamp").links == ()
    assert home(library, "lamp").independent_origins.high == 2
    assert library.doctor(compare=True).differences == ()
    library.undo(act.number)
    assert list(library.dump()) == before


def test_a_claim_is_parted_and_joined_again(library):
    before = list(library.dump())
    told = next(
        c for c in home(library, "strike").claims if len({r.article for r in c.reports}) > 1
    )
    one, other = told.reports[0], told.reports[-1]
    act = library.correct("not-same-claim", place(one), place(other))
    claims = home(library, "strike").claims
    assert all(not {one, other} <= {*claim.reports} for claim in claims)
    assert library.doctor(compare=True).differences == ()
    library.correct("same-claim", place(other), place(one))
    assert any({one, other} <= {*claim.reports} for claim in home(library, "strike").claims)
    library.undo(2)
    library.undo(act.number)
    assert list(library.dump()) == before


def test_an_act_counts_from_when_it_was_made_by_what_was_known(library):
    library.correct("merge", "lamp", "strike", now=day(3))
    assert sizes(library, known_at=day(2)) == {2}
    assert sizes(library, known_at=day(4)) == {4}
    # of what was public, that is known by now
    assert sizes(library, as_of=day(2)) == {4}
    library.undo(1, now=day(5))
    assert sizes(library, known_at=day(4)) == {4}
    assert sizes(library, known_at=day(6)) == sizes(library, as_of=day(4)) == {2}


def test_a_story_of_an_earlier_moment_has_what_it_had_then(library):
    library.correct("split", "talks", now=day(3))
    library.correct("merge", "talks", "lamp", now=day(5))
    for name, at, expected in (
        ("strike", 2, {"strike", "talks"}),
        ("strike", 4, {"strike"}),
        ("lamp", 4, {"lamp", "copy"}),
        ("talks", 6, {"talks", "lamp", "copy"}),
    ):
        reading = library.story(home(library, name).id, replay=Replay(known_at=day(at)))
        [story] = [one for one in reading.stories if name in one.articles]
        assert set(story.articles) == expected
        found = {article.id for article in reading.articles}
        assert found == {one for told in reading.stories for one in told.articles}
        assert {link.to for link in reading.lineage.links} <= found
    # of a story that is one now, both that it was
    assert (
        len(library.story(home(library, "talks").id, replay=Replay(known_at=day(4))).stories) == 2
    )


def test_claims_and_links_of_an_earlier_moment_follow_the_acts(library):
    library.correct("not-a-copy", "lamp", "copy", now=day(3))
    story = home(library, "lamp").id
    earlier = library.story(story, replay=Replay(known_at=day(2)))
    assert earlier.lineage.links
    assert not library.story(story, replay=Replay(known_at=day(4))).lineage.links
    assert not library.story(story, replay=Replay(as_of=day(2))).lineage.links


def test_what_was_cut_off_is_worked_out_before(library):
    late = firsthand.article(TALKS, id="late", published="2031-03-01", seen=SEEN, language="en")
    intake.take(library._database, late, Seen(at=SEEN, place="late"))
    assert library.correct("split", "late").effect


def test_a_purged_article_is_no_longer_named(library, path):
    library.correct("not-a-copy", "lamp", "copy", why="checked")
    library.purge("copy")
    [act] = library.acts()
    assert (act.about, act.effect, act.why) == ("lamp and (purged)", False, "checked")
    assert library.doctor(compare=True).differences == ()
    library.undo(act.number)


# --------------------------------------------------------------------------- wrong use


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("merge lamp", "name two articles or stories"),
        ("merge lamp nobody", "no article or story 'nobody'"),
        ("merge lamp copy", "stand in one story already"),
        ("split", "name the articles that tell of another event"),
        ("split lamp strike", "stand in 2 stories"),
        ("split lamp copy", "nothing would stay"),
        ("split nobody", "no article 'nobody'"),
        ("move lamp", "the article that moves"),
        ("move lamp copy", "stands in that story already"),
        ("pin lamp copy", "name one article"),
        ("not-a-copy lamp lamp", "are one article"),
        ("same-claim lamp copy", "there is no claim 'lamp'"),
        ("same-claim lamp:0-20 lamp:0-20", "nothing is reported at lamp:0-20"),
        ("same-claim lamp:0-99999 copy:9-5", "nothing is reported"),
        ("undo", "name the number of one act"),
        ("undo first", "name the number of one act"),
        ("undo 7", "there is no act 7"),
        ("praise lamp", "'praise' is no act; one of merge, split"),
        ("", "name an act"),
        ("--history lamp copy", "or none"),
        ("--history nobody", "no article, story or claim 'nobody'"),
    ],
)
def test_what_cannot_be_done_is_said(filled, capsys, words, why):
    status = cli.main(["correct", "--library", str(filled), *words.split()])
    assert (status, capsys.readouterr().out) == (2, "")
    with Library(filled) as library:
        assert library.acts() == []
    cli.main(["correct", "--library", str(filled), *words.split()])
    assert why in capsys.readouterr().err


def test_what_was_done_is_not_done_again(library):
    claims = home(library, "strike").claims
    across = place(claims[0].reports[0]), place(home(library, "lamp").claims[0].reports[0])
    library.correct("pin", "lamp")
    library.correct("not-a-copy", "lamp", "copy")
    alone = library.correct("split", "talks")
    for kind, names, why in (
        ("pin", ["lamp"], "is pinned already, by act 1"),
        ("pin", ["talks"], "alone in its story"),
        ("not-a-copy", ["copy", "lamp"], "said already, by act 2"),
        ("same-claim", across, "two stories; merge these first"),
        ("same-claim", [place(claims[0].reports[0])] * 2, "one report"),
    ):
        with pytest.raises(firsthand.UsageError, match=why):
            library.correct(kind, *names)
    library.undo(alone.number)
    one, other = (c for c in home(library, "strike").claims[:2])
    with pytest.raises(firsthand.UsageError, match="two claims already"):
        library.correct("not-same-claim", one.id, other.id)
    with pytest.raises(firsthand.UsageError, match="was undone on"):
        library.undo(alone.number)
    library.mark("lamp", "removed", "asked")
    with pytest.raises(firsthand.UsageError, match="stands in no story"):
        library.correct("move", "lamp", "strike")
    with pytest.raises(firsthand.UsageError, match="501 characters; at most 500"):
        library.correct("move", "copy", "strike", why="x" * 501)


# --------------------------------------------------------------------------- on the command line


@pytest.fixture
def run(path, capsys, monkeypatch):
    monkeypatch.setenv(console.VARIABLE, str(path))

    def run(*arguments):
        status = cli.main(["correct", *arguments])
        out, err = capsys.readouterr()
        return status, out.splitlines(), err

    return run


def test_the_history_says_what_was_done_and_undone(run):
    assert run("--history") == (0, [], "firsthand: no acts yet\n")
    status, [line], _ = run("merge", "lamp", "strike", "--who", "Ida", "--why", "one storm")
    assert status == 0
    assert line.startswith("1  20")
    assert line.endswith("  merge  lamp and strike  by Ida: one storm")
    run("pin", "copy")
    run("undo", "1", "--who", "Olle")
    _, lines, _ = run("--history")
    assert lines[0].endswith("  pin  copy with lamp (and 2 more of its story)")
    assert lines[1] == "    decides nothing now: it stands so without it, or is removed"
    assert lines[2].endswith("by Ida: one storm")
    assert lines[3].startswith("    undone 20")
    assert lines[3].endswith("by Olle")
    _, [line], _ = run("--history", "lamp", "--format", "json", "--most", "1")
    [act] = json.loads(line)["acts"]
    assert (act["number"], act["act"], act["effect"]) == (2, "pin", False)
    assert act["these"] == [{"article": "copy", "start": None, "stop": None}]


def test_an_act_as_data(run):
    _, [line], _ = run("split", "talks", "--format", "json", "--who", "Ida")
    act = json.loads(line)
    assert (act["act"], act["who"], act["undone"], act["effect"]) == ("split", "Ida", None, True)
    assert [one["article"] for one in act["those"]] == ["strike"]
