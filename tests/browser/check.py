"""Look at a page in Chromium: four widths, light and dark, print; axe-core on each.

    python -m tests.browser.check PAGE.html [FOLDER]

writes pictures and a PDF into FOLDER (``top-light.png`` is the one of the README) and ends with 1
where something scrolls sideways, is loaded, or breaks a rule of axe-core. Needs Node.js with ``playwright-core`` and ``axe-core``
(``npm install playwright-core axe-core``, found through NODE_PATH or the working directory) and
``chromium``; says so and ends with 0 where they are missing. No part of ``make test``.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SCRIPT = Path(__file__).with_name("look.cjs")
MODULES = ("playwright-core", "axe-core")


def main(arguments: list[str]) -> int:
    """Run the look and tell what it saw."""
    if not ready():
        return 0
    page = arguments[0] if "://" in arguments[0] else Path(arguments[0]).resolve().as_uri()
    folder = Path(arguments[1] if len(arguments) > 1 else tempfile.mkdtemp()).resolve()
    findings = look(page, folder)
    for finding in findings:
        sys.stdout.write(finding + "\n")
    sys.stdout.write(f"{len(findings)} findings; pictures in {folder}\n")
    return 1 if findings else 0


def ready() -> bool:
    """Tell whether all is there that is needed, and say so if it is not."""
    node, chromium = shutil.which("node"), shutil.which("chromium")
    if not node or not chromium or not all(_has(node, module) for module in MODULES):
        sys.stderr.write("skipped: needs node, chromium, playwright-core and axe-core\n")
        return False
    return True


def look(page: str, folder: Path) -> list[str]:
    """Look at one page; its pictures go into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    command = [
        str(shutil.which("node")), str(SCRIPT), page, str(folder), str(shutil.which("chromium"))
    ]  # fmt: skip
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    found: list[str] = json.loads(done.stdout)
    return found


def _has(node: str, module: str) -> bool:
    found = subprocess.run([node, "-e", f"require('{module}')"], capture_output=True, check=False)
    return found.returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
