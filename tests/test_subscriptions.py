"""The commands that fill a library from the web, run as a user runs them."""

import io
import json
from types import SimpleNamespace

import pytest

from firsthand import cli, console
from firsthand.collect import pace, sources
from tests.collect.conftest import Server, reply

pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]

STORY = (
    "The ferry lay at the pier of Port Aldan all day on Monday, and the harbor master said that "
    "nobody would cross the strait before the storm had passed. "
)
PAGE = f"""<html lang="en"><head><title>Ferry stays in port</title></head><body><article>
<h1>Ferry stays in port</h1><p>{STORY}</p><p>{STORY}</p></article></body></html>"""


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setattr(
        pace.Pace.__init__, "__defaults__", (0.0, *pace.Pace.__init__.__defaults__[1:])
    )
    running = Server()
    running.answers["/1"] = [reply(PAGE, content_type="text/html; charset=utf-8")]
    item = f"<item><title>Ferry stays in port</title><link>{running.url}/1</link></item>"
    running.answers["/feed"] = [
        reply(
            f"<rss><channel><title>Port news</title>{item}</channel></rss>", content_type="text/xml"
        )
    ]
    yield running
    running.close()


@pytest.fixture
def run(tmp_path, capsys, monkeypatch):
    """Run a command; gives status, lines of stdout, and stderr."""
    monkeypatch.setenv(console.VARIABLE, str(tmp_path / "library.db"))

    def run(*arguments):
        status = cli.main(list(arguments))
        out, err = capsys.readouterr()
        return status, out.splitlines(), err

    return run


def test_from_an_address_to_a_story(run, server):
    assert run("sources", "add", f"{server.url}/feed")[1] == [f"added  {server.url}/feed"]
    assert run("sources", "add", f"{server.url}/feed")[1] == [f"known  {server.url}/feed"]
    status, lines, _ = run("collect", "--allow-net", "127.0.0.0/8")
    assert status == 0
    assert lines[0].startswith("new     ")
    assert lines[1].startswith("1 new, 0 in a new version, 0 known; 1 source answered")
    _, lines, _ = run("collect", "--once", "--format", "json")
    assert json.loads(lines[0])["asked"] == 0
    assert "Ferry stays in port" in run("stories")[1][0]
    assert "Port news" in run("sources")[1][0]


def test_what_is_not_public_is_refused_unless_allowed_by_name(run, server):
    run("sources", "add", f"{server.url}/feed")
    status, _, err = run("collect")
    assert status == 1
    assert "--allow-net" in err
    assert server.asked == []
    status, lines, _ = run("sources", "health")
    assert "not a public address" in lines[0]
    assert lines[-1] == "well: 0 of 1 source"
    for command in ("add", "read"):
        assert run(command, f"{server.url}/1")[0] == 1
    assert server.asked == []
    assert run("collect", "--replay", "--allow-net", "127.0.0.1")[1][0].startswith("new ")


def test_an_address_is_added_as_a_file_is(run, server):
    status, lines, _ = run("add", f"{server.url}/feed", "--allow-net", "127.0.0.1")
    assert status == 0
    assert lines[-1] == "1 new, 0 in a new version, 0 known"
    _, lines, _ = run("read", f"{server.url}/1", "--allow-net", "127.0.0.1", "--format", "json")
    assert json.loads(lines[0])["articles"][0]["url"] == f"{server.url}/1"


def test_lists_go_in_and_out(run, tmp_path):
    lines = tmp_path / "news.urls"
    lines.write_text("# mine\nhttps://o.example/feed\nhttps://p.example/\nfile:///etc/passwd\n")
    status, said, err = run("sources", "import", str(lines))
    assert (status, said) == (1, ["2 added, 0 known"])
    assert "file:///etc/passwd" in err
    run("sources", "export", str(tmp_path / "out.opml"))
    run("remove", "https://o.example/feed", "https://P.example")
    assert run("sources")[1] == []
    assert run("sources", "import", str(tmp_path / "out.opml"))[1] == ["2 added, 0 known"]
    assert "https://p.example/" in "".join(run("sources", "export")[1])
    damaged = (
        (tmp_path / "out.opml").read_text().replace("</body>", '<outline xmlUrl="x:y"/></body>')
    )
    (tmp_path / "out.opml").write_text(damaged)
    assert run("sources", "import", str(tmp_path / "out.opml"))[:2] == (1, ["0 added, 2 known"])
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    status, said, err = run("sources", "import", str(tmp_path / "picture.png"))
    assert (status, said) == (2, [])
    assert "picture.png: the file is not text" in err


def test_a_list_is_piped_in(run, monkeypatch):
    piped = SimpleNamespace(buffer=io.BytesIO(b"https://o.example/feed\n"))
    monkeypatch.setattr(sources.sys, "stdin", piped)
    assert run("sources", "import", "-")[1] == ["1 added, 0 known"]


def test_the_directory_is_listed_searched_and_added(run):
    everything = run("sources", "directory")[1]
    german = run("sources", "directory", "de")[1]
    assert 0 < len(german) < len(everything)
    name = german[0].split("  ")[0]
    assert run("sources", "add", name)[0] == 0
    assert f"{len(german) - 1} added, 1 known" in run("sources", "directory", "de", "--add")[2]
    assert len(run("sources")[1]) == len(german)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("sources", "add", "no such thing"), "no address, no file"),
        (("sources", "import", "no-such-file"), "cannot be read"),
        (("remove", "https://o.example/"), "there is no source"),
        (("collect", "--allow-net", "home"), "not a network"),
    ],
)
def test_wrong_use_is_told(run, arguments, words):
    run("sources", "add", "https://p.example/")
    status, _, err = run(*arguments)
    assert status == 2
    assert words in err


def test_one_source_that_is_none_does_not_keep_the_others_out(run):
    status, lines, err = run("sources", "add", "no such thing", "https://q.example/")
    assert status == 2
    assert "no address, no file" in err
    assert lines == ["added  https://q.example/"]


@pytest.mark.parametrize("pause", ["15", "m", "1.5h", "9999999d"])
def test_a_pause_has_a_unit(run, pause, capsys):
    with pytest.raises(SystemExit):
        run("collect", "--every", pause)
    assert "15m" in capsys.readouterr().err


def test_a_library_that_is_away_for_a_round_does_not_end_collecting(run, monkeypatch, tmp_path):
    run("sources", "add", "https://o.example/feed")
    run("remove", "https://o.example/feed")
    kept, away = tmp_path / "library.db", tmp_path / "away"

    def pause(_):
        """Move the library away, then back, then stop."""
        if kept.exists() and not pauses:
            kept.rename(away)
        elif away.exists():
            away.rename(kept)
        else:
            raise KeyboardInterrupt
        pauses.append(1)

    pauses = []
    monkeypatch.setattr("firsthand.subscriptions.time.sleep", pause)
    status, _, err = run("collect", "--every", "15m")
    assert (status, len(pauses)) == (130, 2)
    assert "library.db" in err


def test_the_library_may_be_named_before_or_after_the_action(run, tmp_path):
    for place, words in enumerate((["--library", "{}", "add"], ["add", "--library", "{}"])):
        path = str(tmp_path / f"{place}.db")
        run("sources", *(word.format(path) for word in words), "https://o.example/feed")
        assert len(run("sources", "--library", path)[1]) == 1
