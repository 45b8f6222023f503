"""The documentation says what is there."""

import ast
import doctest
import json
import re
import shlex
from importlib.resources import files
from pathlib import Path

import pytest

import firsthand
from firsthand import cli, console, face
from tests import reference

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
#: commands that need nothing but a library
ASKING = {"stories", "story", "claims", "search", "trace", "explain", "history", "ask", "watch"}


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


@pytest.mark.parametrize("module", [firsthand, face], ids=lambda module: module.__name__)
def test_the_examples_of_the_functions_give_what_they_show(module):
    done = doctest.testmod(module)

    assert done.attempted
    assert done.failed == 0


def test_every_function_of_the_face_has_an_example():
    for name, found in vars(face).items():
        if name in firsthand.__all__:
            assert re.search(rf"(?:>>>|\.\.\.) .*firsthand\.{name}\(", found.__doc__), name


def blocks(kind):
    """Give each block of code of a kind, of the pages that are written by hand."""
    return [
        pytest.param(code, id=f"{page.relative_to(ROOT)}: {code.strip()[:30]}")
        for page in PAGES
        if page.name not in reference.PAGES
        for code in re.findall(rf"```{kind}\n(.*?)```", page.read_text("utf-8"), re.DOTALL)
    ]


@pytest.mark.parametrize("code", blocks("sh"))
def test_commands_are_put_as_the_command_line_takes_them(code, monkeypatch):
    monkeypatch.setattr(cli._Parser, "error", _wrong)
    for line in code.splitlines():
        words = shlex.split(line, comments=True)
        if words[:1] == ["firsthand"]:
            ends = [n for n, word in enumerate(words) if word in {">", "|", "&&"}]
            cli._parser().parse_args(words[1 : ends[0] if ends else None])


def commands(page):
    """Give the commands of a page that need nothing but a library."""
    written = (ROOT / "docs" / page).read_text("utf-8")
    lines = "".join(re.findall(r"```sh\n(.*?)```", written, re.DOTALL)).splitlines()
    asked = (shlex.split(line, comments=True) for line in lines if ">" not in line)
    return [
        words[1:] for words in asked if words and words[0] == "firsthand" and words[1] in ASKING
    ]


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    path = str(tmp_path_factory.mktemp("docs") / "library.db")
    assert cli.main(["demo", "--library", path]) == 0
    return path


@pytest.mark.parametrize(
    "page", ["tutorial/first-reading.md", "how-to/keep-a-library.md", "how-to/watch.md"]
)
def test_commands_on_the_sample_do_what_they_are_put_for(page, sample, monkeypatch, capsys):
    monkeypatch.setenv(console.VARIABLE, sample)
    asked = commands(page)

    assert len(asked) > 3
    for words in asked:
        assert cli.main(words) == 0, words
        out, err = capsys.readouterr()
        assert out or "nothing new" in err or "is no more" in err, words


def _wrong(_, message):
    raise AssertionError(message)


@pytest.mark.parametrize("code", blocks("python"))
def test_code_is_python(code):
    ast.parse(code)
