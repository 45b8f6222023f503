"""The commands that answer questions, run as a user runs them; and going back in time."""

import io
import json
import sys
from importlib.resources import files
from types import SimpleNamespace

import pytest

import firsthand
from firsthand import cli, console
from firsthand.collect import sources
from firsthand.serve import briefing, briefs

DEMO = str(files("firsthand").joinpath("demo", "articles"))


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    path = tmp_path_factory.mktemp("questions") / "library.db"
    assert cli.main(["add", "--library", str(path), DEMO]) == 0
    return path


@pytest.fixture
def run(library, capsys, monkeypatch):
    """Run a command on the library of the demo; gives status, stdout and stderr."""
    monkeypatch.setenv(console.VARIABLE, str(library))

    def run(*arguments):
        status = cli.main(list(arguments))
        return status, *capsys.readouterr()

    return run


def chief(run, *options):
    stories = json.loads(run("stories", "--format", "json", *options)[1])["stories"]
    return max(stories, key=lambda story: story["articles"])


def test_ask_names_the_claim_who_said_it_and_who_disagrees(run):
    status, out, _ = run("ask", "Three people were killed by the ferry in Port Merrow")
    assert status == 0
    assert "this is c-" in out
    assert "First reported by Veldmark Press Service, Tue 11 Jun 2024, 11:20." in out
    assert "Five people:" in out


def test_ask_as_data_has_the_forms_of_a_reading(run):
    _, out, _ = run("ask", "The pump was never replaced", "--format", "json")
    (asked,) = json.loads(out)["asked"]
    found = asked["found"][0]
    assert found["same"] is True
    assert found["claim"]["reports"]
    assert any(
        voice["anonymous"] for report in found["claim"]["reports"] for voice in report["chain"]
    )
    assert asked["text"] == "The pump was never replaced"


def test_ask_tells_how_a_near_claim_differs(run):
    _, out, _ = run("ask", "Seven people were killed in the ferry accident")
    assert "comes near" in out
    assert "but: numbers differ: Seven people" in out


def test_ask_says_so_where_nobody_says_it(run):
    status, out, _ = run("ask", "Purple tortoises invaded the chess federation")
    assert status == 0
    assert "no report here says this" in out


def test_ask_takes_a_file(run, tmp_path):
    file = tmp_path / "asked.txt"
    file.write_text("The Silver Tern lost her steering twice in May, two engineers said.\n")
    _, out, _ = run("ask", str(file))
    assert "lost her steering twice" in out
    assert "this is c-" in out


def test_what_is_piped_in_is_asked_after_and_verified(run, monkeypatch):
    words = "The Silver Tern lost her steering twice in May, two engineers said.\n"
    monkeypatch.setattr(sources.sys, "stdin", SimpleNamespace(buffer=io.BytesIO(words.encode())))
    assert "this is c-" in run("ask", "-")[1]

    words = "“I felt no braking at all, only the wind,” said Dorrit Hane.\n"
    monkeypatch.setattr(sources.sys, "stdin", SimpleNamespace(buffer=io.BytesIO(words.encode())))
    assert run("verify", "-")[1].startswith("not in the source")

    monkeypatch.setattr(sources.sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"\0\1")))
    assert "stdin: the file is not text" in run("verify", "-")[2]

    monkeypatch.setattr(sources.sys, "stdin", SimpleNamespace(buffer=io.BytesIO()))
    status, _, err = run("ask", "-")
    assert (status, "empty" in err) == (console.WRONG_USE, True)


@pytest.mark.parametrize("command", ["ask", "verify"])
def test_what_is_piped_in_is_not_there_twice(run, command):
    status, _, err = run(command, "-", "--in", "-")
    assert (status, "- is named twice" in err) == (console.WRONG_USE, True)


@pytest.mark.parametrize("form", ["md", "html"])
def test_a_briefing_of_the_library_is_verified_by_it(run, tmp_path, form):
    status, out, _ = run("brief", chief(run)["id"], "--format", form)
    assert status == 0
    file = tmp_path / f"brief.{form}"
    file.write_text(out, encoding="utf-8")
    status, out, err = run("verify", str(file))
    assert (status, {line[:18].strip() for line in out.splitlines()}) == (0, {"holds"})
    assert "0 do not hold" in err


def test_what_does_not_hold_makes_the_status_1(run, tmp_path):
    file = tmp_path / "column.txt"
    file.write_text(
        "“I felt no braking at all, only the wind,” said Dorrit Hane.\n", encoding="utf-8"
    )
    status, out, _ = run("verify", str(file), "--format", "json")
    assert status == 1
    assert [one["verdict"] for one in json.loads(out)["checked"]] == ["not in the source"]


def test_what_does_not_hold_is_told_last(run, tmp_path):
    file = tmp_path / "column.txt"
    file.write_text(
        "“I felt no braking at all, only the wind,” said Dorrit Hane.\n"
        "“I felt no braking at all, only the blow,” said Dorrit Hane.\n",
        encoding="utf-8",
    )
    _, out, err = run("verify", str(file))
    assert [line.split("  ")[0] for line in out.splitlines()] == ["holds", "not in the source"]
    assert "2 checked, 1 does not hold" in err


def test_articles_may_be_read_for_it(run, tmp_path):
    file = tmp_path / "column.txt"
    file.write_text(
        "“I felt no braking at all, only the blow,” said Dorrit Hane.\n", encoding="utf-8"
    )
    told = tmp_path / "told.txt"
    told.write_text("“I felt no braking at all, only the blow,” Hane said.\n", encoding="utf-8")
    status, out, _ = run("verify", str(file), "--in", str(told))
    assert status == 0
    assert out.startswith("holds")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["brief", "story-0"], "there is no story 'story-0'"),
        (["brief"], "name a story"),
        (["verify", "none.md"], "none.md cannot be read"),
        (["verify", sys.executable], "not text"),
        (["ask", "none.txt"], "there is no file none.txt"),
    ],
)
def test_what_is_not_there_is_wrong_use(run, arguments, words):
    status, _, err = run(*arguments)
    assert status == cli.WRONG_USE
    assert words in err


def test_a_story_that_nobody_could_know_yet(run):
    status, out, err = run("brief", chief(run)["id"], "--as-of", "2020-01-01")
    assert (status, out) == (cli.WRONG_USE, "")
    assert "by then; name a later time" in err


def test_a_briefing_of_an_earlier_moment_is_verified_by_that_moment(run, tmp_path):
    then = ("--as-of", "2024-06-11")
    file = tmp_path / "brief.md"
    file.write_text(run("brief", chief(run)["id"], *then)[1], encoding="utf-8")
    status, out, _ = run("verify", str(file), *then)
    assert (status, {line[:18].strip() for line in out.splitlines()}) == (0, {"holds"})


def test_a_briefing_on_a_story_that_is_gone_does_not_hold(run, tmp_path):
    file = tmp_path / "brief.md"
    file.write_text("3 reports, 1 independent origin. [story-0123456789ab]\n", encoding="utf-8")
    status, out, _ = run("verify", str(file))
    assert (status, out[:18].strip()) == (1, "not in the source")


def test_what_of_in_is_refused_is_told(run, tmp_path):
    empty, told = tmp_path / "empty.txt", tmp_path / "told.txt"
    empty.touch()
    told.write_text("A crane fell into the dock on Monday, the harbour master said.\n")
    status, out, err = run(
        "ask", "A crane fell into the dock", "--format", "json", "--in", str(told), str(empty)
    )
    assert status == 1
    assert "empty.txt: the file is empty" in err
    assert [one["source"] for one in json.loads(out)["refused"]] == [str(empty)]


def test_words_are_read_where_the_locale_says_nothing_of_them():
    typed = "Über die Brücke".encode().decode("ascii", "surrogateescape")
    assert console.spoken(typed) == "Über die Brücke"
    assert console.spoken("plain, “quoted”") == "plain, “quoted”"


def test_the_library_as_it_stood(run):
    now, then = chief(run), chief(run, "--as-of", "2024-06-11")
    assert then["articles"] < now["articles"]
    _, out, _ = run("story", now["id"], "--as-of", "2024-06-11", "--format", "json")
    shown = json.loads(out)
    assert shown["as_of"] == "2024-06-11T23:59:59.999999Z"
    assert all(a["published"]["latest"] <= shown["as_of"] for a in shown["articles"])
    # a copy that says it is older than its source was not there before it
    assert "shopper-ferry-crash" not in {a["id"] for a in shown["articles"]}
    claims = [claim for story in shown["stories"] for claim in story["claims"]]
    outcomes = {c["expectation"]["outcome"] for c in claims if c["expectation"]}
    assert "missed" not in outcomes
    assert "pending" in outcomes


def test_claims_as_they_stood(run):
    later = run("claims", "five", "--as-of", "2024-06-13")[1]
    assert "five" in later.lower()
    assert "five" not in run("claims", "five", "--as-of", "2024-06-11")[1].lower()


def test_nothing_was_known_before_anything_was_seen(run):
    status, out, err = run("stories", "--known-at", "2024-06-14")
    assert (status, out) == (0, "")
    assert "no stories by then" in err
    assert chief(run, "--known-at", "2100-01-01")["articles"] == chief(run)["articles"]


@pytest.mark.parametrize("time", ["soon", "2024-W24", "2024-06", "yesterday", ""])
def test_a_time_that_is_none_is_wrong_use(run, capsys, time):
    with pytest.raises(SystemExit) as stopped:
        run("read", DEMO, "--as-of", time)
    assert stopped.value.code == cli.WRONG_USE
    assert "2024-06-12" in capsys.readouterr().err


def test_a_later_chapter_tells_what_came_of_what_was_expected(tmp_path):
    def told(name, text, title, published):
        return firsthand.article(
            text, id=name, title=title, published=published, language="en", outlet="Vint Post"
        )

    articles = [
        told(
            "closed",
            "VINT — The Vint tunnel was closed on Monday after rock fell on the road of the Orla gorge, the "
            "road office said. The Vint tunnel should reopen by 30 August, the road office said.",
            "Rock closes Vint tunnel",
            "2031-05-06T08:00Z",
        ),
        told(
            "feast",
            "VINT — The Vint tunnel reopened on 30 August. A choir sang, four hundred guests ate herring at "
            "long tables and the minister cut a ribbon with garden shears that her grandmother had owned. "
            "Schools were closed for the feast.",
            "Feast with choir and herring",
            "2031-08-31T08:00Z",
        ),
    ]
    with firsthand.open_library(tmp_path / "library.db") as library:
        library.add(articles)
        stories = [library.story(one.id) for one in library.stories()]
    for readings in ([firsthand.read(articles)], stories):
        found = [s for reading in readings for s in reading.stories]
        assert len(found) == 2
        (due,) = [c.expectation for s in found for c in s.claims if c.expectation]
        assert due.outcome == "met"
        assert due.because[0][0] == "feast"
        assert all(brief_of(reading) for reading in readings)


def brief_of(reading):
    return briefs.to_markdown(briefing.compose(reading, reading.stories[0]))
