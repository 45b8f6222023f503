"""Write the parts of the reference that follow from the code.

    python -m tests.reference

A page keeps what stands before the mark; what follows it is made of the parser of the command line,
or of signatures, docstrings and the comments of fields.
"""

import argparse
import ast
import inspect
import re
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import is_dataclass
from pathlib import Path
from typing import Any

import firsthand
from firsthand import cli, library, records
from firsthand.library import Library, Pages
from firsthand.reading import Reading

FOLDER = Path(__file__).parents[1] / "docs/reference"
MARK = "<!-- what follows is made of the code by `python -m tests.reference` -->\n"
#: an option of so many commands is described once, at the end
COMMON = 4
#: columns of a signature on one line
WIDEST = 88
#: heads of the columns of what a command is given
GIVEN = ("given", "is")


def main() -> None:
    for name, make in PAGES.items():
        path = FOLDER / name
        path.write_text(renewed(path.read_text("utf-8"), make), "utf-8")
        sys.stdout.write(f"{path}\n")


def renewed(page: str, make: Callable[[], Iterator[str]]) -> str:
    """Return a page with the part that follows from the code as the code is now."""
    head, mark, _ = page.partition(MARK)
    assert mark, "the page has no mark"
    return head + mark + "\n" + "\n".join(make()).rstrip() + "\n"


# --------------------------------------------------------------------------- command line


def command_line() -> Iterator[str]:
    """Describe every command with its own options, then the options that many have."""
    parsers = dict(_commands(cli._parser()))
    own = {name: list(_options(parser)) for name, parser in parsers.items()}
    everywhere = [option for found in own.values() for option, _ in found]
    common = {
        one for one in everywhere if one.startswith("`--") and everywhere.count(one) >= COMMON
    }
    for name, parser in parsers.items():
        yield f"## `{_usage(parser)}`\n"
        yield f"{parser.description}\n"
        yield from _table(GIVEN, (row for row in own[name] if row[0] not in common))
        shared = [_short(option) for option, _ in own[name] if option in common]
        if shared:
            yield f"Also {', '.join(shared)}.\n"
        if parser.epilog:
            yield f"```text\n{parser.epilog.strip()}\n```\n"
    yield "## Options of many commands\n"
    rows = {row[0]: row for found in own.values() for row in found if row[0] in common}
    yield from _table(GIVEN, rows.values())


def _commands(
    parser: argparse.ArgumentParser, above: str = ""
) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Yield the commands of a parser, each with those that belong to it after it."""
    for one in parser._actions:
        if isinstance(one, argparse._SubParsersAction):
            for name, inner in one.choices.items():
                yield f"{above}{name}", inner
                yield from _commands(inner, f"{above}{name} ")


def _usage(parser: argparse.ArgumentParser) -> str:
    names = [one.metavar or one.dest for one in parser._actions if not one.option_strings]
    lasts = [one.nargs for one in parser._actions if not one.option_strings]
    shown = (
        {"+": f"{n}...", "*": f"[{n}...]", "?": f"[{n}]"}.get(str(last), str(n))
        for n, last in zip(names, lasts, strict=True)
    )
    return " ".join([parser.prog, *shown])


def _options(parser: argparse.ArgumentParser) -> Iterator[tuple[str, str]]:
    for one in parser._actions:
        if "--help" in one.option_strings or isinstance(one, argparse._SubParsersAction):
            continue
        name = ", ".join(one.option_strings) or str(one.metavar or one.dest)
        value = "" if one.nargs == 0 or not one.option_strings else f" {_value(one)}"
        yield _pipes(f"{name}{value}"), _sentence((one.help or "") % {"default": one.default})


def _value(option: argparse.Action) -> str:
    if option.choices:
        return "{" + ",".join(map(str, option.choices)) + "}"
    return str(option.metavar or option.dest.upper())


def _short(option: str) -> str:
    return f"`{option.strip('`').split()[0]}`"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield a table, nothing where it has no rows."""
    body = [f"| {' | '.join(row)} |" for row in rows]
    if body:
        yield f"| {' | '.join(heads)} |\n{'|---' * len(heads)}|"
        yield from (*body, "")


def _sentence(text: str) -> str:
    text = " ".join(text.split()).replace("|", "\\|")
    return text[:1].upper() + text[1:]


# --------------------------------------------------------------------------- Python


def python() -> Iterator[str]:
    """Describe the public functions, the library, and the records that they give."""
    yield "## Functions\n"
    for name in firsthand.__all__:
        found = getattr(firsthand, name)
        if inspect.isfunction(found):
            yield from _described(f"firsthand.{name}", found)
    yield from _record(Reading, "##")
    for kind in (Library, Pages):
        yield f"## `{kind.__name__}`\n"
        yield f"{_prose(kind.__doc__)}\n"
        for name, found in vars(kind).items():
            if not name.startswith("_"):
                yield from _described(name, found.fget if isinstance(found, property) else found)
    yield "### What they give\n"
    for name in library.__all__:
        found = getattr(library, name)
        if is_dataclass(found):
            yield from _record(found, "####")
    yield "## Records\n"
    yield f"{_prose(records.__doc__)}\n"
    for found in vars(records).values():
        if is_dataclass(found) and found.__module__ == records.__name__:
            yield from _record(found, "###")
    yield "## Errors\n"
    for name in firsthand.__all__:
        found = getattr(firsthand, name)
        if isinstance(found, type) and issubclass(found, Exception):
            yield f"`{name}`: {_prose(found.__doc__)}\n"


def _described(name: str, found: Callable[..., Any]) -> Iterator[str]:
    yield f"### `{name}`\n"
    yield f"```python\n{_signature(name.rpartition('.')[2], found)}\n```\n"
    if found.__doc__:
        yield f"{_prose(found.__doc__)}\n"


def _signature(name: str, found: Callable[..., Any]) -> str:
    """Return a signature as it is written, which no version of Python prints in its own way."""
    made = _parsed(found)
    assert isinstance(made, ast.FunctionDef)
    shown = ast.unparse(made.returns) if made.returns else "None"
    if any("property" in ast.unparse(one) for one in made.decorator_list):
        return f"{name}: {_unquoted(shown)}"
    rows = [f"    {_unquoted(one)}," for one in _parameters(made.args)]
    whole = f"{name}({', '.join(row.strip(' ,') for row in rows)}) -> {_unquoted(shown)}"
    if len(whole) <= WIDEST:
        return whole
    return "\n".join([f"{name}(", *rows, f") -> {_unquoted(shown)}"])


def _parameters(given: ast.arguments) -> Iterator[str]:
    placed = [*given.posonlyargs, *given.args]
    values = [None] * (len(placed) - len(given.defaults)) + list(given.defaults)
    for one, value in zip(placed, values, strict=True):
        if one.arg != "self":
            yield _parameter(one, value)
    if given.vararg:
        yield f"*{_parameter(given.vararg, None)}"
    elif given.kwonlyargs:
        yield "*"
    for one, value in zip(given.kwonlyargs, given.kw_defaults, strict=True):
        yield _parameter(one, value)


def _parameter(one: ast.arg, value: ast.expr | None) -> str:
    typed = f": {ast.unparse(one.annotation)}" if one.annotation else ""
    return f"{one.arg}{typed}" + (f" = {ast.unparse(value)}" if value else "")


def _unquoted(text: str) -> str:
    """Write a type without the quotation marks that put its import off."""
    return re.sub(r"'([A-Z][^']*|list\[[^']*)'", r"\1", text)


def _parsed(found: Any) -> ast.stmt:
    [made] = ast.parse(textwrap.dedent(inspect.getsource(found))).body
    return made


def _record(found: type, level: str) -> Iterator[str]:
    """Describe a record by its docstring and its fields with the comments (``#:``) above them."""
    made = _parsed(found)
    assert isinstance(made, ast.ClassDef)
    yield f"{level} `{made.name}`\n"
    if said := ast.get_docstring(made):
        yield f"{_prose(said)}\n"
    lines = textwrap.dedent(inspect.getsource(found)).split("\n")
    yield from _table(
        ("field", "type", "is"),
        (
            (
                f"`{ast.unparse(one.target)}`",
                _pipes(ast.unparse(one.annotation)),
                _comment(lines, one),
            )
            for one in made.body
            if isinstance(one, ast.AnnAssign)
        ),
    )


def _comment(lines: list[str], field: ast.AnnAssign) -> str:
    above, at = [], field.lineno - 2
    while lines[at].strip().startswith("#:"):
        above.append(lines[at].strip()[2:].strip())
        at -= 1
    return _sentence(" ".join(reversed(above)))


def _pipes(text: str) -> str:
    """Set code for a cell of a table."""
    return f"`{text.replace('|', chr(92) + '|')}`"


def _prose(text: str | None) -> str:
    """Set a docstring as Markdown: its paragraphs, code in single backquotes, examples as blocks."""
    said, sign, example = inspect.cleandoc(text or "").partition("\n\n>>> ")
    said = said.replace("``", "`")
    return f"{said}\n\n```pycon\n>>> {example}\n```" if sign else said


PAGES = {"command-line.md": command_line, "python.md": python}

if __name__ == "__main__":
    main()
