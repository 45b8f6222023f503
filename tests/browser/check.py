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
    node, chromium = shutil.which("node"), shutil.which("chromium")
    if not node or not chromium or not all(_has(node, module) for module in MODULES):
        sys.stderr.write("skipped: needs node, chromium, playwright-core and axe-core\n")
        return 0
    page = Path(arguments[0]).resolve()
    folder = Path(arguments[1] if len(arguments) > 1 else tempfile.mkdtemp()).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    command = [node, str(SCRIPT), page.as_uri(), str(folder), chromium]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    findings = json.loads(done.stdout)
    for finding in findings:
        sys.stdout.write(finding + "\n")
    sys.stdout.write(f"{len(findings)} findings; pictures in {folder}\n")
    return 1 if findings else 0


def _has(node: str, module: str) -> bool:
    found = subprocess.run([node, "-e", f"require('{module}')"], capture_output=True, check=False)
    return found.returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
