"""The command line, run as a user runs it."""

import io
import json
import os
import pty
import re
import subprocess
import sys
from importlib.metadata import version
from importlib.resources import files
from typing import NamedTuple

import jsonschema
import pytest

from firsthand import cli

FIRSTHAND = [sys.executable, "-m", "firsthand"]
TEXT = (
    "Lift stops above Brannock\n\n"
    "BRANNOCK, March 11 — The lift stopped on Monday with 23 people in it, the police said. "
    "Nobody was hurt, according to Marit Soll, who leads the rescue service. "
    "The operator denied that the lift had been overloaded.\n"
)


def start(*arguments, **options):
    """Run firsthand as a process of its own."""
    return subprocess.run(
        [*FIRSTHAND, *map(str, arguments)],
        capture_output=True, text=True, encoding="utf-8", timeout=120, check=False, **options,
    )  # fmt: skip


def complaints(stderr):
    """Lines of stderr that are not progress, which a slow machine shows."""
    progress = re.compile(r"firsthand: [a-z ]+: [\d,]+ of [\d,]+")
    return [line for line in stderr.splitlines() if not progress.fullmatch(line)]


class Done(NamedTuple):
    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def run(monkeypatch):
    """Run firsthand in this process, where its models are loaded once, over streams of bytes."""

    def run(*arguments, encoding="utf-8"):
        streams = [io.TextIOWrapper(io.BytesIO(), encoding=encoding) for _ in range(2)]
        monkeypatch.setattr(sys, "stdout", streams[0])
        monkeypatch.setattr(sys, "stderr", streams[1])
        status = cli.main([str(argument) for argument in arguments])
        monkeypatch.undo()
        for stream in streams:
            stream.flush()
        return Done(status, *(stream.buffer.getvalue().decode(encoding) for stream in streams))

    return run


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "lift.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.mark.parametrize("arguments", [["--help"], ["read", "--help"], ["--version"]])
def test_help_and_version_answer(arguments):
    done = start(*arguments)
    assert done.returncode == 0
    assert done.stderr == ""


def test_version():
    assert start("--version").stdout == f"firsthand {version('firsthand')}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["read"],
        ["frobnicate"],
        ["read", "x", "--width", "3"],
        ["read", "x", "--format", "pdf"],
        ["serve", "--port", "99999"],
        ["stories", "--most", "-1"],
        ["stories", "--after", "9" * 5_000],
        ["collect", "--every", "15"],
        ["read", "x", "--form", "json"],
    ],
)
def test_wrong_use_is_status_2_and_says_what_is_right(arguments):
    done = start(*arguments)

    assert done.returncode == 2
    assert done.stdout == ""
    assert "usage: firsthand" in done.stderr
    assert done.stderr.endswith(" --help`\n")
    assert "Traceback" not in done.stderr


def test_a_file_is_read(article, run):
    done = run("read", article)

    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Lift stops above Brannock\n1 report")
    assert "“Nobody was hurt”" in done.stdout
    assert complaints(done.stderr) == []


def test_json_is_valid_and_leads_back_to_the_words(article, run):
    done = run("read", article, "--format", "json")
    shown = json.loads(done.stdout)

    schema = json.loads(files("firsthand").joinpath("schema/firsthand-1.schema.json").read_text())
    jsonschema.Draft202012Validator(schema).validate(shown)
    text = shown["articles"][0]["text"]
    reports = [r for s in shown["stories"] for c in s["claims"] for r in c["reports"]]
    assert "Nobody was hurt" in [text[r["start"] : r["stop"]] for r in reports]


def test_what_is_refused_is_said_and_the_rest_is_read(article, tmp_path, run):
    missing, empty = tmp_path / "missing.txt", tmp_path / "empty.txt"
    empty.write_text("")
    done = run("read", missing, article, empty)

    assert done.returncode == 1
    assert "Lift stops above Brannock" in done.stdout
    assert done.stderr.count("\n") == 2
    assert str(missing) in done.stderr
    assert str(empty) in done.stderr
    assert "Traceback" not in done.stderr


def test_refusals_are_in_the_json_too(tmp_path, run):
    done = run("read", tmp_path / "missing.txt", "--format", "json")
    shown = json.loads(done.stdout)

    assert done.returncode == 1
    assert [r["source"] for r in shown["refused"]] == [str(tmp_path / "missing.txt")]
    assert shown["stories"] == []


def test_a_hostile_name_of_a_file_does_not_act(tmp_path, run):
    done = run("read", tmp_path / "\x1b[31mred.txt")

    assert done.returncode == 1
    assert "\x1b" not in done.stderr + done.stdout


def test_half_a_character_is_still_json(tmp_path, run):
    path = tmp_path / "half.jsonl"
    path.write_text('{"id": "\\ud800", "text": "The lift stopped, police said. \\ud83d"}\n')
    done = run("read", path, "--format", "json")

    assert json.loads(done.stdout)["articles"]
    assert "Traceback" not in done.stderr


def test_ascii_output(article, run):
    done = run("read", article, encoding="ascii")

    assert done.returncode == 0, done.stderr
    assert done.stdout.isascii()
    assert '"Nobody was hurt"' in done.stdout


@pytest.mark.parametrize(
    ("arguments", "environment", "colored"),
    [
        ([], {}, True), ([], {"NO_COLOR": "1"}, False), ([], {"TERM": "dumb"}, False),
        (["--color", "never"], {}, False), (["--color", "always"], {"NO_COLOR": "1"}, True),
    ],
)  # fmt: skip
def test_colour_on_a_terminal(arguments, environment, colored, monkeypatch, capsys):
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    options = cli._parser().parse_args(["demo", *arguments])
    master, slave = pty.openpty()
    with os.fdopen(slave, "w") as terminal:
        assert cli._color(options.color, terminal) is colored
    os.close(master)


def test_no_colour_in_a_pipe(article, run):
    assert "\x1b" not in run("read", article).stdout
    assert "\x1b[1m" in run("read", article, "--color", "always").stdout


def test_a_reader_who_leaves_early(article):
    done = subprocess.run(
        f"{sys.executable} -m firsthand read {article} | head -n 1; exit ${{PIPESTATUS[0]}}",
        shell=True, executable="/bin/bash", capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip

    assert done.stdout == "Lift stops above Brannock\n"
    assert complaints(done.stderr) == []
    assert done.returncode == 0


def test_an_interrupted_run(article):
    code = (
        "import sys, firsthand.pipeline as p\n"
        "def read(*a, **k): raise KeyboardInterrupt\n"
        "p.read = read\n"
        f"from firsthand.cli import main\nsys.exit(main(['read', {str(article)!r}]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert done.returncode == 130
    assert done.stderr == "firsthand: interrupted\n"


def test_an_interrupt_while_it_is_loaded():
    code = (
        "import sys, builtins\nfrom firsthand.__main__ import main\n"
        "def load(*a, **k): raise KeyboardInterrupt\n"
        "builtins.__import__ = load\nsys.exit(main())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert done.returncode == 130
    assert done.stderr == "firsthand: interrupted\n"


def test_a_result_that_cannot_be_written():
    done = subprocess.run(
        f"{sys.executable} -m firsthand sources directory > /dev/full; "
        f"{sys.executable} -m firsthand --version >&-; echo $?",
        shell=True, executable="/bin/bash", capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip

    [told] = complaints(done.stderr)
    assert told == "firsthand: the result cannot be written: No space left on device"
    assert done.stdout == "0\n"


def test_a_name_of_any_length_is_told_in_a_line_of_some(run):
    done = run("read", "x" * 100_000, "--format", "json")

    assert done.returncode == 1
    assert "there is no such file" in done.stderr
    assert len(done.stderr) < 2 * cli.LONGEST_MESSAGE


def test_demo_reads_the_sample(run):
    done = run("demo", "--width", "100")

    assert done.returncode == 0, done.stderr
    assert "firsthand serve" in done.stderr
    assert "14 articles read, 0 refused" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 100


def test_demo_is_kept_in_a_library_for_the_reader(run, tmp_path):
    library = tmp_path / "demo.db"
    done = run("demo", "--library", library)

    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("14 new, 0 in a new version, 0 known\n")
    assert f"firsthand serve --library {library}" in done.stderr
    assert "13 reports" in run("stories", "--library", library).stdout


class Stream:
    """A stream that remembers, as a terminal or not."""

    def __init__(self, *, terminal):
        self.terminal = terminal
        self.text = ""

    def isatty(self):
        return self.terminal

    def write(self, text):
        self.text += text

    def flush(self):
        pass


def test_progress_is_told_only_when_it_takes_long():
    now = [0.0]
    stream = Stream(terminal=False)
    progress = cli.Progress(stream, lambda: now[0])
    for second in (0.1, 4.9, 5.2, 5.3, 11.0):
        now[0] = second
        progress("reading", int(second), 19)
    progress.close()

    assert stream.text == "firsthand: reading: 5 of 19\nfirsthand: reading: 11 of 19\n"


def test_progress_on_a_terminal_leaves_nothing_behind():
    now = [0.0]
    stream = Stream(terminal=True)
    progress = cli.Progress(stream, lambda: now[0])
    now[0] = 2.0
    progress("reading claims", 10, 20)
    now[0] = 3.0
    progress("tracing", 0, 0)
    progress.close()

    assert stream.text.endswith("\r" + " " * len("tracing") + "\r")
    assert "\rtracing       " in stream.text
