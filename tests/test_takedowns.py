"""The command ``takedown``: what it prints, and how it ends."""

import json

import pytest

import firsthand
from firsthand import cli
from firsthand.library import Library

TEXT = (
    "The lamp of Ulvering failed twice on Monday, lighthouse keeper Agda Brinkhoff said. She had "
    "asked the coast office for a second lens in the spring."
)


@pytest.fixture
def run(tmp_path, capsys):
    path = tmp_path / "library.db"
    with Library(path) as library:
        url = "https://herald.example/lamp"
        library.add(firsthand.article(TEXT, id="lamp", url=url, published="2031-03-04"))

    def call(*arguments):
        status = cli.main(["takedown", *arguments, "--library", str(path)])
        out, told = capsys.readouterr()
        return status, out, told

    return call


def test_from_the_request_to_the_proof_that_it_is_gone(run):
    assert run()[1] == "no requests yet\n"
    status, out, _ = run("ask", "herald.example", "--who", "Ida Brolin", "--why", "sold")
    assert status == 0
    assert "1  asked" in out
    assert "https://herald.example/.well-known/firsthand-takedown.txt (text/plain)" in out
    assert "firsthand takedown check 1" in out

    status, out, _ = run("vouch", "1", "--who", "Per Quill", "--why", "rang her up")
    assert status == 0
    assert "Per Quill made sure: rang her up" in out
    assert "1 article" in out
    assert "    lamp" in out
    assert "looked for in every byte of the library: 0 left" in out
    assert "Brinkhoff" not in out
    assert "1  deleted" in run()[1]
    assert run("show", "1")[1] == out
    assert "nothing is kept out" in run("withdraw", "1")[1]


def test_as_data(run):
    run("ask", "herald.example", "https://herald.example/lamp", "--who", "Ida")
    found = json.loads(run("--format", "json")[1])
    assert found["altered"] is None
    [one] = found["takedowns"]
    assert (one["state"], one["pages"]) == ("asked", ["https://herald.example/lamp"])
    assert len(one["token"]) == 32


def test_a_proof_that_is_not_there_ends_with_one_and_says_why(run):
    run("ask", "http://127.0.0.1:9", "--who", "Ida")
    status, out, _ = run("check")
    assert status == 1
    assert "not proved: " in out
    assert "127.0.0.1" in out
    assert "asked" in out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("ask",), "name the site"),
        (("ask", "herald.example"), "name who asks"),
        (
            ("ask", "herald.example", "https://post.example/1", "--who", "Ida"),
            "its owner has to ask",
        ),
        (("ask", "no host", "--who", "Ida"), "no spaces"),
        (("show", "7"), "no request 7"),
        (("show",), "name the number"),
        (("vouch", "x", "--who", "Per", "--why", "letter"), "name the number"),
        (("list", "1"), "name an act"),
    ],
)
def test_wrong_use_says_what_would_be_right(run, arguments, says):
    status, out, told = run(*arguments)
    assert (status, out) == (2, "")
    assert says in told


def test_nothing_to_check_is_said(run):
    assert run("check")[:2] == (0, "no open request\n")


def test_a_record_that_was_altered_is_told_of(run, tmp_path):
    run("ask", "herald.example", "--who", "Ida")
    with Library(tmp_path / "library.db") as library:
        library._database._connection.execute("update takedown set at = '2001'")
    status, _, told = run()
    assert status == 1
    assert "not as it was written, from its line 1 on" in told
