"""The commands of the library, run as a user runs them."""

import json
from importlib.resources import files
from pathlib import Path

import pytest

from firsthand import cli, commands

DEMO = Path(str(files("firsthand").joinpath("demo", "articles")))


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    path = tmp_path_factory.mktemp("commands") / "library.db"
    assert cli.main(["add", "--library", str(path), str(DEMO)]) == 0
    return path


@pytest.fixture
def run(library, capsys, monkeypatch):
    """Run a command on the library of the demo; gives status, lines of stdout, and stderr."""
    monkeypatch.setenv(commands.VARIABLE, str(library))

    def run(*arguments):
        status = cli.main(list(arguments))
        out, err = capsys.readouterr()
        return status, out.splitlines(), err

    return run


def test_adding_again_adds_nothing(run):
    status, lines, _ = run("add", str(DEMO))

    assert status == 0
    assert lines[-1].startswith("0 new, 0 in a new version, ")
    assert all(line.startswith("same ") for line in lines[:-1])


def test_adding_tells_what_was_refused(run, tmp_path):
    (tmp_path / "empty.txt").touch()
    status, lines, err = run("add", str(tmp_path / "empty.txt"), "--format", "json")

    assert status == 1
    assert "empty.txt" in err
    [refused] = json.loads(lines[0])["refused"]
    assert refused["source"].endswith("empty.txt")


def test_from_the_list_to_a_story(run):
    _, lines, _ = run("stories")
    name = lines[0].split()[0]
    status, shown, _ = run("story", name, "--width", "80")
    _, data, _ = run("story", name, "--format", "json")

    assert status == 0
    assert shown[0] in lines[0]
    assert json.loads(data[0])["stories"][0]["id"] == name


def test_search_claims_trace_explain_history(run):
    _, found, _ = run("search", "Silver", "Tern", "--format", "json")
    hit = json.loads(found[0])["articles"][0]
    _, claims, _ = run("claims", "pier", "--most", "1")
    _, traced, _ = run("trace", hit["article"])
    _, reasons, _ = run("explain", hit["article"])
    _, history, _ = run("history", hit["article"])

    assert len(claims) == 1
    assert "origin" in claims[0]
    assert hit["article"] in "".join(traced)
    assert reasons[0] == f"story: {hit['story']}"
    assert history[0].startswith("version 1, seen ")


@pytest.mark.parametrize("command", ["stories", "claims", "doctor"])
def test_data(run, command):
    status, lines, _ = run(command, "--format", "json")

    assert status == 0
    assert json.loads(lines[0])


@pytest.mark.parametrize(
    ("arguments", "status", "why"),
    [
        (["story", "story-0"], 2, "there is no story 'story-0'"),
        (["trace", "nothing"], 2, "there is no article 'nothing'"),
        (["explain", "a", "b", "c"], 2, "name one article, two articles"),
        (["search", "\0 * ("], 0, "no article holds"),
        (["stories", "--library", "/nowhere/library.db"], 3, "there is no library"),
        (["stories", "--library", "."], 3, "is a folder"),
    ],
)
def test_mistakes(run, arguments, status, why):
    told = run(*arguments)

    assert (told[0], told[1]) == (status, [])
    assert why in told[2]


def test_backup_restore_purge_doctor(run, tmp_path):
    backup, restored = str(tmp_path / "backup.db"), str(tmp_path / "restored.db")
    assert run("backup", backup)[0] == 0
    assert run("backup", backup)[0] == 3
    assert run("restore", backup, "--library", restored)[0] == 0
    _, found, _ = run("search", "Silver", "--library", restored, "--format", "json")
    name = json.loads(found[0])["articles"][0]["article"]
    assert run("purge", name, "--library", restored)[1] == [f"purged  {name}"]
    assert run("trace", name, "--library", restored)[0] == 2
    status, lines, _ = run("doctor", "--compare", "--library", restored)
    assert status == 0
    assert "0 lines differ from a rebuilt library" in lines


def test_the_library_is_where_the_user_says(monkeypatch, tmp_path):
    monkeypatch.delenv(commands.VARIABLE, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr("sys.platform", "linux")
    assert commands.place() == tmp_path / "firsthand" / "library.db"
    monkeypatch.setenv(commands.VARIABLE, "/elsewhere/news.db")
    assert commands.place() == Path("/elsewhere/news.db")
