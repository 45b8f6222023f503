"""The same articles give the same bytes: whatever a process hashes by, and in whatever order they come."""

import os
import subprocess
import sys
from importlib.resources import files

#: copies, rewrites, a translation and two sides: a story in which order could tell
NAMES = ("brujula-ferry", "examiner", "herald", "lantern", "ledger", "vps-ferry", "vps-toll")
FOLDER = files("firsthand").joinpath("demo", "articles")
DEMO = sorted(str(file) for file in FOLDER.iterdir() if file.name.startswith(NAMES))
READ = [sys.executable, "-m", "firsthand", "read", "--format", "json"]


def written(seed, sources):
    """Return what a process of its own writes."""
    env = {**os.environ, "PYTHONHASHSEED": seed}
    return subprocess.run([*READ, *sources], capture_output=True, check=True, env=env).stdout


def test_another_process_and_another_order_give_the_same_bytes():
    once = written("0", DEMO)

    assert b'"disagreements": [{' in once
    assert written("4242", DEMO[::-1]) == once
