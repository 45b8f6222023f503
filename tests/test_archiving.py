"""The command ``archive``, run as a user runs it."""

import gzip
import json
import subprocess
import sys

import pyarrow as pa
import pytest
from pyarrow import parquet

from firsthand import cli, console
from firsthand.library import Library
from tests.collect.test_archives import record

STORY = (
    "The ferry {} lay at the pier of Port Aldan all day on Monday, and the harbor master said that "
    "nobody would cross the strait before the storm had passed."
)


def page(name):
    words = f"<p>{STORY.format(name)}</p><p>The {name} was built in Skell, its captain said.</p>"
    return f"<html lang='en'><title>Ferry {name} stays</title><article>{words}</article>".encode()


@pytest.fixture
def warc(tmp_path):
    path = tmp_path / "news.warc.gz"
    pages = [record(n, body=page(name)) for n, name in enumerate(("Linnea", "Marit", "Solveig"))]
    path.write_bytes(b"".join(map(gzip.compress, [*pages, record(9, body=b"<html></html>")])))
    return str(path)


@pytest.fixture
def run(tmp_path, capsys, monkeypatch):
    """Run a command; gives status, stdout, and stderr."""
    monkeypatch.setenv(console.VARIABLE, str(tmp_path / "library.db"))

    def run(*arguments):
        status = cli.main(list(arguments))
        return status, *capsys.readouterr()

    return run


def test_an_archive_read_by_processes_is_as_if_it_were_added(run, warc, tmp_path):
    table = tmp_path / "more.parquet"
    texts = [STORY.format("Ragna"), "A crane fell into the dock of Skell, the mayor said."]
    seen = ["2031-03-03T06:00:00Z"] * 2
    parquet.write_table(pa.table({"text": texts, "id": ["a", "b"], "seen": seen}), table)

    status, out, err = run("archive", warc, str(table), "--processes", "1")
    assert (status, out.splitlines()[-1]) == (1, "5 new, 0 in a new version, 0 known")
    assert f"{warc}#https://o.example/9" in err
    run("add", warc, str(table), "--library", str(tmp_path / "added.db"))
    with Library(tmp_path / "library.db") as one, Library(tmp_path / "added.db") as other:
        assert list(one.dump()) == list(other.dump())
        assert one.claims(most=50)


def test_what_is_kept_from_an_archive_is_not_read_again(run, warc, tmp_path):
    run("archive", warc, "--processes", "1")
    read = []

    def spread(function, pages):
        pages = list(pages)
        read.extend(page.url for page in pages)
        return map(function, pages)

    told = []
    with Library(tmp_path / "library.db") as library:
        added = library.add(warc, map=spread, kept=lambda *one: told.append(one))
    assert read == ["https://o.example/9"]
    assert told == [("same", name) for name in added.known]
    assert (len(added.new), len(added.known), len(added.refused)) == (0, 3, 1)


def test_a_page_captured_at_another_time_is_read(run, warc, tmp_path):
    run("archive", warc, "--processes", "1")
    later = tmp_path / "later.warc"
    later.write_bytes(record(0, body=page("Linnea Two"), date="2026-03-03T09:00:00Z"))
    found = json.loads(run("archive", str(later), "--processes", "1", "--format", "json")[1])
    assert [len(found[key]) for key in ("new", "changed", "known")] == [0, 1, 0]


@pytest.mark.skipif(sys.platform == "win32", reason="no limits there")
@pytest.mark.parametrize(("hard", "processes", "needed"), [(12, 1, 26), (40, 24, 72)])
def test_where_no_process_can_be_started_it_is_told_at_once(
    warc, tmp_path, hard, processes, needed
):
    done = limited(hard, warc, tmp_path, processes)
    assert done.returncode == 3
    assert (
        f"no more processes can be started here ({processes} of them need {needed}" in done.stderr
    )


@pytest.mark.skipif(sys.platform == "win32", reason="no limits there")
def test_files_that_may_be_open_are_made_more_where_that_is_allowed(warc, tmp_path):
    assert limited(200, warc, tmp_path, 2, soft=20).returncode == 1


def limited(hard, warc, folder, processes, soft=None):
    """Archive with so many open files allowed."""
    script = (
        "import resource, sys\n"
        "if __name__ == '__main__':\n"
        "    from firsthand import cli\n"
        f"    resource.setrlimit(resource.RLIMIT_NOFILE, ({soft or hard}, {hard}))\n"
        "    sys.exit(cli.main(sys.argv[1:]))\n"
    )
    (folder / "limited.py").write_text(script)
    given = ["--library", str(folder / "library.db"), "--processes", str(processes)]
    return subprocess.run(
        [sys.executable, str(folder / "limited.py"), "archive", warc, *given],
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip


def test_processes_here_or_a_cluster(run, warc, monkeypatch):
    assert run("archive", warc, "--processes", "2", "--ray", "auto")[0] == console.WRONG_USE
    monkeypatch.setitem(sys.modules, "ray", None)
    status, _, err = run("archive", warc, "--ray", "auto")
    assert status == console.WRONG_USE
    assert 'pip install "firsthand[ray]"' in err
