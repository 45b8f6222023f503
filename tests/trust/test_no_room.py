"""A disk without room, or a limit on files: it is said what to do, and nothing is lost by it."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from firsthand.errors import LibraryError
from firsthand.library import Library

NOW = datetime(2031, 3, 5, tzinfo=UTC)
STORY = (
    "The ferry {} lay at the pier of Port Aldan on Monday, harbour master Una Berg said. "
    "Two captains told the Aldan Post that the strait would be closed until Friday. "
)


@pytest.fixture
def lines(tmp_path):
    path = tmp_path / "news.jsonl"
    rows = [
        {"id": name, "text": STORY.format(name) * 6, "published": "2031-03-04"}
        for name in ("Linnea", "Marit", "Solveig", "Ragna")
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


@pytest.fixture
def undisturbed(lines, tmp_path):
    with Library(tmp_path / "undisturbed.db") as library:
        library.add(lines, now=NOW)
        return list(library.dump())


@pytest.mark.skipif(sys.platform == "win32", reason="no limits there")
@pytest.mark.parametrize(
    ("command", "limits"), [("add", (60_000, 520_000)), ("archive", (520_000,))]
)
def test_a_limit_of_files_is_told_and_the_same_command_goes_on(
    command, limits, lines, undisturbed, tmp_path
):
    path = tmp_path / "library.db"
    named = [command, str(lines), "--library", str(path)]
    script = (
        "import resource, sys; from firsthand import cli; "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY)); "
        "sys.exit(cli.main(sys.argv[2:]))"
    )
    kept = 0
    for limit in limits:
        done = subprocess.run(
            [sys.executable, "-c", script, str(limit), *named],
            capture_output=True, text=True, check=False, timeout=300,
        )  # fmt: skip
        assert done.returncode == 3
        assert f"{path}: disk I/O error" in done.stderr
        assert f"the {limit:,} bytes that this process may write to a file" in done.stderr
        assert "the same command goes on" in done.stderr
        kept = max(kept, done.stdout.count("\n"))
    assert kept
    with Library(path) as library:
        added = library.add(lines, now=NOW)
        assert len(added.known) >= kept
        assert library.doctor().quarantined == ()
        assert _timeless(library.dump()) == _timeless(undisturbed)


def _timeless(dump):
    """Lines of a library without the moment at which it was filled."""
    return [line for line in dump if '"seen"' not in line]


def test_what_finds_no_room_stays_due(lines, undisturbed, tmp_path):
    """At whichever write it ends: no article or story is taken for what cannot be read."""
    said = []
    for extra in range(0, 36, 3):
        with Library(tmp_path / f"{extra}.db") as library:
            sql = library._database._connection.execute
            pages = sql("pragma page_count").fetchone()[0]
            sql(f"pragma max_page_count = {pages + extra}")
            try:
                library.add(lines, now=NOW)
            except LibraryError as error:
                said.append(str(error))
            sql("pragma max_page_count = 1000000")
            library.add(lines, now=NOW)
            assert library.doctor().quarantined == ()
            assert list(library.dump()) == undisturbed
    assert len(said) > 5
    assert all("make room on the disk of" in words for words in said)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="has no file that is full")
def test_a_result_that_finds_no_room_is_told(lines):
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "firsthand", "read", str(lines)],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False, timeout=300,
        )  # fmt: skip
    assert (done.returncode, "No space left" in done.stderr) == (2, True)
