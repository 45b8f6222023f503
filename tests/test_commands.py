"""The commands of the library, run as a user runs them."""

import json
import re
import socket
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from firsthand import cli, console
from firsthand.models import files as files_of_models

DEMO = Path(str(files("firsthand").joinpath("demo", "articles")))


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    path = tmp_path_factory.mktemp("commands") / "library.db"
    assert cli.main(["add", "--library", str(path), str(DEMO)]) == 0
    return path


@pytest.fixture
def run(library, capsys, monkeypatch):
    """Run a command on the library of the demo; gives status, lines of stdout, and stderr."""
    monkeypatch.setenv(console.VARIABLE, str(library))

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
    seen = r"seen (once at \S+,|\d+ times at \S+, last) [-\d]+ [:\d]+ UTC"
    assert re.fullmatch(seen, history[-1])


def test_a_way_back_is_told_step_by_step(run):
    _, lines, _ = run("trace", "skimmer-ferry-crashes")

    assert lines[0].startswith("“A ferry crashes into a dock")
    assert lines[0].endswith("Skimmer World, Wed 12 Jun 2024, 03:30")
    assert lines[1].startswith("  goes back to Veldmark Press Service, “Ferry hits pier")
    first, second = (n for n, line in enumerate(lines) if " of it" in line and n < 9)
    assert lines[first].startswith("    [skimmer-ferry-crashes] ← “Un ferry choca")
    assert lines[second].startswith("    [brujula-ferry-choca] ← “Ferry hits pier")
    assert lines[first + 1].startswith("      ")


def test_reasons_name_what_they_are_about(run):
    _, listed, _ = run("claims", "pump", "--most", "1")
    claim, _, _, words = (piece.strip() for piece in listed[0].split("  ", 3))
    _, reasons, _ = run("explain", claim)
    _, pair, _ = run("explain", "lantern-five-dead", "vps-toll-rises")

    assert reasons[0] == f"claim: “{words}”"
    assert pair[0] == "retold: lantern-five-dead has its words from vps-toll-rises"
    assert re.fullmatch(r"\d+% of the shorter text is in both; confidence 0\.\d\d", pair[1])


def test_a_text_that_is_its_own_source_says_so(run):
    _, lines, _ = run("trace", "vps-ferry-hits-pier")

    assert len(lines) == 2
    assert "no earlier text was found" in lines[1]


def test_a_story_tells_the_ids_behind_its_marks(run):
    _, lines, _ = run("stories")
    name = lines[0].split()[0]
    _, shown, _ = run("story", name, "--width", "80")

    assert name in shown[-1]
    mark, article = shown[-1].partition("; ")[2].split(", ")[0].split(" ")
    assert mark == "A1"
    assert run("trace", article)[0] == 0


def test_lists_that_hold_nothing_say_why(run):
    assert run("stories", "--after", "900")[2] == "firsthand: no more stories\n"
    assert run("stories", "--as-of", "1999-01-01")[2] == "firsthand: no stories by then\n"
    assert run("claims", "--as-of", "1999-01-01")[2] == "firsthand: no claims by then\n"
    assert run("claims", "zebra")[2] == "firsthand: no claim holds all of these words\n"


def test_a_list_that_is_cut_says_how_to_see_the_rest(run):
    _, lines, err = run("stories", "--most", "1")
    assert (len(lines), err) == (1, "firsthand: there is more: --after 1\n")
    assert run("stories", "--after", "1")[2] == ""
    for command in ("search", "claims"):
        _, lines, err = run(command, "ferry", "--most", "2")
        assert err == "firsthand: there is more: --most 4\n"
        _, data, _ = run(command, "ferry", "--most", "2", "--format", "json")
        told = json.loads(data[0])
        assert told.pop("more") is True
        assert [len(found) for found in told.values()] == [2]
        _, data, _ = run(command, "ferry", "--format", "json")
        assert json.loads(data[0])["more"] is False


def test_lists_say_who_and_when_and_what_stands_behind(run):
    _, lines, _ = run("search", "steering", "pump")
    assert lines[1].startswith("    Calder Herald, 2024-06-12: ")
    # the title stands on the line before
    assert lines[0].split("  ", 2)[2] not in lines[1]
    _, lines, _ = run("claims", "built")
    assert any(re.search(r" 1-2 origins, 4 reports +\[The ferry\] built in 2009", x) for x in lines)


def test_stories_of_an_earlier_moment_open_by_the_ids_of_that_list(run):
    then = ["--as-of", "2024-06-12T14:00"]
    _, lines, _ = run("stories", *then)
    names = [line.split()[0] for line in lines]

    assert names
    for name in names:
        status, told, _ = run("story", name, *then, "--format", "json")
        assert status == 0
        assert [story["id"] for story in json.loads(told[0])["stories"]] == [name]
    assert run("story", "story-0", *then)[0] == 2


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
        (["trace", "A2"], 2, "`firsthand story` name"),
        (["stories", "--library", "/nowhere/library.db"], 3, "there is no library"),
        (["stories", "--library", "."], 3, "is a folder"),
    ],
)
def test_mistakes(run, arguments, status, why):
    told = run(*arguments)

    assert (told[0], told[1]) == (status, [])
    assert why in told[2]


@pytest.mark.enable_socket
@pytest.mark.allow_hosts(["127.0.0.1"])
def test_no_address_is_told_at_which_there_is_something_else(run):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        status, _, err = run("serve", "--port", port)

    assert status == 2
    assert err.startswith(f"firsthand: no pages at 127.0.0.1, port {port} (")
    assert "http://" not in err


def test_stories_are_written_for_others_and_whole_for_oneself(run):
    _, stories, _ = run("stories", "--format", "json")
    names = [story["id"] for story in json.loads(stories[0])["stories"]]
    _, lines, _ = run("export")
    told = [json.loads(line) for line in lines]
    _, whole, _ = run("export", names[0], "--whole")

    assert [one["stories"][0]["id"] for one in told] == names
    assert json.loads(whole[0])["stories"][0]["id"] == names[0]
    for open_, kept in zip(told[0]["articles"], json.loads(whole[0])["articles"], strict=True):
        shown = "".join(open_["text"].split())
        assert open_["id"] == kept["id"]
        assert 0 < len(shown) < 0.2 * len(kept["text"])
    assert run("export", "story-0")[0] == 2


@pytest.mark.parametrize("name", ["uvicorn", "starlette", "anyio"])
def test_without_the_extra_the_pages_say_what_they_need(name, tmp_path):
    code = (
        f"import sys; sys.modules[{name!r}] = None; from firsthand.cli import main; "
        f"sys.exit(main(['serve', '--library', {str(tmp_path / 'none.db')!r}]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert done.returncode == 2
    assert done.stderr == f"firsthand: the pages need {name}: pip install 'firsthand[serve]'\n"
    assert not (tmp_path / "none.db").exists()


def test_models_are_those_of_the_manifest(run, tmp_path, monkeypatch):
    _, lines, _ = run("models")
    assert "english  en_core_web_sm 3.8.0: English sentences" in lines[0]
    assert lines[2].endswith("as it should be")

    (tmp_path / "english").mkdir()
    monkeypatch.setenv(files_of_models.FOLDER_VARIABLE, str(tmp_path))
    files_of_models.locate.cache_clear()
    _, data, _ = run("models", "--format", "json")
    files_of_models.locate.cache_clear()
    english, sentences = json.loads(data[0])["models"]
    assert english["folder"] == str(tmp_path / "english")
    assert "cannot be read" in english["problem"]
    assert sentences["problem"] is None


def test_backup_restore_purge_doctor(run, tmp_path):
    backup, restored = str(tmp_path / "backup.db"), str(tmp_path / "restored.db")
    assert run("backup", backup)[0] == 0
    assert run("backup", backup)[0] == 3
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Sir")
    assert "no firsthand library" in run("restore", str(letter), "--library", restored)[2]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backup.db", "letter.txt"]
    assert run("backup", str(letter / "backup.db"))[0] == 3
    assert run("restore", backup, "--library", restored)[0] == 0
    _, found, _ = run("search", "Silver", "--library", restored, "--format", "json")
    name = json.loads(found[0])["articles"][0]["article"]
    assert run("purge", name, "nothing", "--library", restored)[:2] == (2, [])
    assert run("purge", name, name, "--library", restored)[1] == [f"purged  {name}"]
    assert run("trace", name, "--library", restored)[0] == 2
    status, lines, _ = run("doctor", "--compare", "--library", restored)
    assert status == 0
    assert "0 lines differ from a rebuilt library" in lines


def test_restoring_says_what_it_knows_of_purges(run, tmp_path):
    old, backup = str(tmp_path / "old.db"), str(tmp_path / "backup.db")
    (tmp_path / "lamp.txt").write_text("The lamp of Ulvering failed twice, its keeper said.")
    name = run("add", str(tmp_path / "lamp.txt"), "--library", old)[1][0].split()[1]
    run("backup", backup, "--library", old)
    run("purge", name, "--library", old)

    _, lines, told = run("restore", backup, "--library", str(tmp_path / "one.db"))
    assert lines == []
    assert re.search(r"last written to on \d{4}-\d\d-\d\d\) cannot be known", told)
    _, lines, told = run("restore", backup, "--library", str(tmp_path / "two.db"), "--purged", old)
    assert lines == [f"purged  {name}"]
    assert f"1 article in it had been purged in {old} since" in told
    assert run("history", name, "--library", str(tmp_path / "two.db"))[0] == 2
    gone = str(tmp_path / "gone.db")
    status, _, told = run("restore", backup, "--library", str(tmp_path / "x.db"), "--purged", gone)
    assert status == 3
    assert "cannot be known" in told


def test_the_library_is_where_the_user_says(monkeypatch, tmp_path):
    monkeypatch.delenv(console.VARIABLE, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr("sys.platform", "linux")
    assert console.place() == tmp_path / "firsthand" / "library.db"
    monkeypatch.setenv(console.VARIABLE, "/elsewhere/news.db")
    assert console.place() == Path("/elsewhere/news.db")
