"""A library that may be read and not written to: by the rights of its file, or of its folder."""

import os
import subprocess
import sys

import pytest

from firsthand.library import Library

TEXT = "The mill on the Tarn reopened on Monday, its owner said. Nobody was hurt in the flood."
#: root may write everywhere, until it gives these rights up (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH)
AS_ANYBODY = (
    "import ctypes, os, sys\n"
    "for right in (1, 2): os.geteuid() or ctypes.CDLL(None).prctl(24, right)\n"
    "os.execv(sys.executable, [sys.executable, '-m', 'firsthand', *sys.argv[1:]])"
)
pytestmark = pytest.mark.skipif(
    os.name == "nt" or (sys.platform == "darwin" and os.geteuid() == 0), reason="rights of Linux"
)


@pytest.fixture
def path(tmp_path):
    folder = tmp_path / "kept"
    folder.mkdir()
    (tmp_path / "mill.txt").write_text(TEXT)
    with Library(folder / "library.db") as library:
        library.add([str(tmp_path / "mill.txt")])
    yield folder / "library.db"
    folder.chmod(0o755)


def run(path, *command):
    done = subprocess.run(
        [sys.executable, "-c", AS_ANYBODY, *command, "--library", str(path)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("fixed", ["file", "folder"])
def test_it_is_read_and_a_writer_is_told_why_not(path, fixed):
    (path if fixed == "file" else path.parent).chmod(0o555)
    before = path.read_bytes()

    status, words = run(path, "search", "mill")
    assert (status, "Tarn reopened" in words) == (0, True), words
    status, words = run(path, "add", str(path.parent.parent / "mill.txt"))
    assert (status, "not write to it: copy it" in words) == (3, True)
    # what is taken down later would stand in a copy that nobody remembers
    status, words = run(path, "backup", str(path.parent.parent / "copy.db"))
    assert (status, "not write to it: copy it" in words) == (3, True), words
    assert not list(path.parent.parent.glob("copy.db*"))
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir()] == ["library.db"]
