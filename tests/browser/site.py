"""Go through the pages of `firsthand serve` in Chromium, over a library of the demo.

    python -m tests.browser.site [FOLDER]

looks at every kind of page as ``tests.browser.check`` does, then goes the ways a reader goes (begin
with the sample, open a claim, search, ask, go back in time, choose colours, add and remove a source,
watch a story)
and ends with 1 where something is not as it should be. Needs what ``check`` needs; no part of
``make test``.
"""

import json
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.request import urlopen

from tests.browser import check

FLOWS = Path(__file__).with_name("flows.cjs")


def main(arguments: list[str]) -> int:
    """Serve an empty library, fill it through its pages, look at all of them."""
    if not check.ready():
        return 0
    folder = Path(arguments[0] if arguments else tempfile.mkdtemp()).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    port = _free()
    base = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory() as place:
        command = [
            sys.executable, "-m", "firsthand", "serve", "--port", str(port),
            "--library", f"{place}/library.db",
        ]  # fmt: skip
        server = subprocess.Popen(command)
        try:
            _wait(base)
            findings = _flows(base, folder)
            for name, address in _pages(base).items():
                seen = check.look(address, folder / name)
                # a page that is not there is answered with 404, and shown
                findings += [f"{name}: {one}" for one in seen if name != "none" or "404" not in one]
        finally:
            server.terminate()
            server.wait()
    for finding in findings:
        sys.stdout.write(finding + "\n")
    sys.stdout.write(f"{len(findings)} findings; pictures in {folder}\n")
    return 1 if findings else 0


def _flows(base: str, folder: Path) -> list[str]:
    node, chromium = shutil.which("node"), shutil.which("chromium")
    command = [str(node), str(FLOWS), base, str(folder), str(chromium)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    found: list[str] = json.loads(done.stdout)
    return found


def _pages(base: str) -> dict[str, str]:
    """Name one page of each kind, those of the largest story."""
    stories = json.loads(_read(f"{base}/api/stories"))["stories"]
    story = max(stories, key=lambda one: one["articles"])["id"]
    here = f"{base}/stories/{story}"
    article = re.search(r'href="(/stories/[^"#]+/articles/[^"#]+)', _read(here))
    claim = json.loads(_read(f"{base}/api/stories/{story}"))["stories"][0]["claims"][0]["id"]
    return {
        "front": f"{base}/", "story": here, "claims": f"{here}/claims",
        "claim": f"{here}/claims/{claim}", "article": f"{base}{article[1] if article else ''}",
        "search": f"{base}/search?q=ferry", "claims-search": f"{base}/search?in=claims&q=pier",
        "differences": f"{here}/differences", "lineage": f"{here}/lineage",
        "timeline": f"{here}/timeline",
        "correct": f"{base}/correct?act=split&name={story}", "corrections": f"{base}/corrections",
        "watch": f"{base}/watch", "watch-new": f"{base}/watch/new?words=ferry",
        "measured": f"{base}/measured", "stories-search": f"{base}/search?in=stories&q=ferry",
        "ask": f"{base}/ask?text=The+ferry+hit+the+east+pier+at+6:40.", "start": f"{base}/start",
        "owners": f"{base}/owners", "owner": f"{base}/owners/1",
        "sources": f"{base}/sources", "past": f"{here}?as-of=2024-06-11", "none": f"{base}/none",
    }  # fmt: skip


def _read(address: str) -> str:
    with urlopen(address, timeout=60) as answer:
        text: str = answer.read().decode()
        return text


def _wait(base: str) -> None:
    for _ in range(150):
        try:
            _read(f"{base}/static/page.css")
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(base)


def _free() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
