"""Durability: a library whose writer is killed again and again, against one that was left alone.

``python -m benchmarks.kills [--kills 20] [--articles 60]``. Each round adds the same articles and is
killed (SIGKILL) after a random time, in the middle of taking articles in or of any stage. At the
end the work is finished; nothing acknowledged may be lost, and articles and findings must be those
of the undisturbed library.
"""

import argparse
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random

from benchmarks import articles
from firsthand.library import Library

#: seconds from the first acknowledged article to the kill, at most
LONGEST = 6.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--articles", type=int, default=60)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "articles.jsonl")
        articles.write(source, options.articles)
        calm, killed = Path(folder, "calm.db"), Path(folder, "killed.db")
        _add(calm, source).wait()
        acknowledged: set[str] = set()
        for number in range(options.kills):
            acknowledged |= _round(killed, source, Random(number))
            with Library(killed) as library:
                lost = [name for name in acknowledged if not _kept(library, name)]
            print(
                f"kill {number + 1}: {len(acknowledged)} acknowledged, {len(lost)} lost", flush=True
            )
            if lost:
                return 1
        _add(killed, source).wait()
        with Library(calm) as left, Library(killed) as right:
            same = list(left.dump()) == list(right.dump())
            sound = not right.doctor().problems
        print(f"findings {'equal' if same else 'DIFFER'}, file {'sound' if sound else 'DAMAGED'}")
        return 0 if same and sound else 1


def _add(path: Path, source: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "firsthand", "add", "--library", str(path), str(source)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)


def _round(path: Path, source: Path, random: Random) -> set[str]:
    child = _add(path, source)
    assert child.stdout is not None
    lines = [child.stdout.readline()]
    time.sleep(random.uniform(0, LONGEST) * random.random())
    child.send_signal(signal.SIGKILL)
    lines += child.communicate()[0].splitlines(keepends=True)
    named = (line.split() for line in lines if line.endswith("\n"))
    return {words[1] for words in named if words[0] in {"new", "same", "version"}}


def _kept(library: Library, name: str) -> bool:
    return bool(library.history(name).versions)


if __name__ == "__main__":
    sys.exit(main())
