"""The documentation says what is there."""

import json
import re
from importlib.resources import files
from pathlib import Path

import pytest

from tests import reference

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page):
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


def test_the_example_of_the_readme_was_drawn():
    example = re.search(
        r"```text\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL
    )
    drawn = (ROOT / "tests/golden/terminal-72-utf-8.txt").read_text(encoding="utf-8")

    for piece in example.group(1).split("\n…\n"):
        assert piece.strip("\n") in drawn


def test_every_key_of_the_json_is_described():
    document = json.loads(
        files("firsthand").joinpath("schema/firsthand-1.schema.json").read_text(encoding="utf-8")
    )
    described = (ROOT / "docs/reference/json.md").read_text(encoding="utf-8")

    for name in _keys(document):
        assert re.search(rf"[`.]{name}`", described), name


def _keys(schema):
    if isinstance(schema, dict):
        yield from schema.get("properties", ())
        for value in schema.values():
            yield from _keys(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _keys(value)


@pytest.mark.parametrize("page", reference.PAGES)
def test_the_reference_is_made_of_the_code(page):
    """Where this fails, `python -m tests.reference` writes it anew."""
    written = (reference.FOLDER / page).read_text(encoding="utf-8")

    assert written == reference.renewed(written, reference.PAGES[page])
