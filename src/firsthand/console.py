"""What all commands share: how they print, how they name the library, options that many have."""

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from firsthand.errors import UsageError

if TYPE_CHECKING:
    from firsthand.errors import Refused
    from firsthand.library import Added, Library
    from firsthand.reading import Reading

#: names the library where ``--library`` does not
VARIABLE = "FIRSTHAND_LIBRARY"
#: of results that are told, or left out
NUMBERS = range(1_000_000_001)
#: exit statuses
DONE, SOME_REFUSED, WRONG_USE, NO_LIBRARY, INTERRUPTED = 0, 1, 2, 3, 130


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """How the command line prints."""

    #: a reading in the form that was asked for; returns the exit status
    reading: Callable[["Reading", argparse.Namespace], int]
    #: plain data as JSON
    data: Callable[[Any], None]
    #: a page of HTML or Markdown on stdout
    page: Callable[[str], None]
    #: a line of text on stdout, made safe for the terminal
    line: Callable[[str], None]
    #: a message on stderr
    say: Callable[[str], None]
    #: the options by which a reading is printed
    options: Callable[[argparse.ArgumentParser], None]
    #: progress on stderr, closed at the end
    progress: Callable[[], Any]


def now() -> datetime:
    """Return the time it is."""
    return datetime.now(UTC)


def place() -> Path:
    """Return where the library is unless it is named: in the user's data folder."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named)
    try:
        home = Path.home()
    except RuntimeError:
        raise UsageError(
            f"this user has no home; name the library: --library, ${VARIABLE}"
        ) from None
    if sys.platform == "darwin":
        folder = home / "Library" / "Application Support"
    elif sys.platform == "win32":
        folder = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    else:
        folder = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    return folder / "firsthand" / "library.db"


@contextmanager
def opened(options: argparse.Namespace, *, create: bool = False) -> "Iterator[Library]":
    """Open the library that the options name."""
    from firsthand.library import Library

    with Library(options.library or place(), create=create) as library:
        yield library


# --------------------------------------------------------------------------- words


def told(output: Output, options: argparse.Namespace) -> Callable[[str, str], None] | None:
    """Say of each article that it is safe as soon as it is; not where data is printed."""
    if options.format == "json":
        return None
    return lambda what, name: output.line(f"{what:8}{name}")


def tell_added(added: "Added", output: Output, options: argparse.Namespace) -> int:
    """Print what became of what was added, and return the exit status."""
    ids = {"new": added.new, "changed": added.changed, "known": added.known}
    if options.format == "json":
        output.data({**ids, "refused": refusals(added.refused)})
    else:
        counts = map(len, ids.values())
        output.line("{} new, {} in a new version, {} known".format(*counts))
    for refused in added.refused:
        output.say(str(refused))
    return SOME_REFUSED if added.refused else DONE


def spoken(words: str) -> str:
    """Return words of the command line as UTF-8 even where the locale says nothing of it."""
    return words.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def flat(words: str) -> str:
    """Put words on one line."""
    return " ".join(words.split())


def minute(moment: str) -> str:
    """Show a moment that the library keeps (ISO 8601, UTC) to the minute."""
    return f"{moment[:16].replace('T', ' ')} UTC"


def counted(noun: str, count: int) -> str:
    """Say how many things there are: "1 source", "3 sources"."""
    return f"{count} {noun if count == 1 else f'{noun}s'}"


def the_number(names: Sequence[str], what: str, lists: str) -> int:
    """Read the number of one thing, which the command ``lists`` tells. Raises UsageError."""
    if len(names) != 1 or not names[0].isascii() or not names[0].isdigit():
        raise UsageError(f"name the number of one {what}; `{lists}` lists them")
    return int(names[0])


def refusals(refused: "Iterable[Refused]") -> list[dict[str, str]]:
    """Return what was refused as data."""
    return [{"source": one.source, "reason": one.reason} for one in refused]


# --------------------------------------------------------------------------- options


def command(
    commands: Any,
    name: str,
    run: Callable[[argparse.Namespace], int],
    words: str,
    *,
    forms: Sequence[str] = ("text", "json"),
    library: bool = True,
    acts: str | None = None,
) -> argparse.ArgumentParser:
    """Add a command, of a ``library`` or not; ``forms`` are those of its result if it has several.

    ``acts`` are told, as they are set, at the end of what it says of itself.
    """
    parser: argparse.ArgumentParser = commands.add_parser(
        name, help=words, description=words[0].upper() + words[1:] + ".", epilog=acts,
    )  # fmt: skip
    if acts:
        parser.formatter_class = argparse.RawDescriptionHelpFormatter
    if library:
        words = f"the library's file (${VARIABLE}, or in the user's data folder)"
        parser.add_argument("--library", metavar="PATH", help=words)
    if forms:
        parser.add_argument(
            "--format", choices=forms, default=forms[0], help=f"form of the result ({forms[0]})"
        )
    parser.set_defaults(run=run)
    return parser


def add_net(parser: argparse.ArgumentParser) -> None:
    """Add the option that opens networks by name."""
    words = "let addresses of this network be fetched although it is not public (192.168.1.0/24)"
    parser.add_argument("--allow-net", action="append", default=[], metavar="CIDR", help=words)


def add_most(parser: argparse.ArgumentParser) -> None:
    """Add the option that bounds a list."""
    parser.add_argument("--most", type=number, default=20, metavar="N", help="at most so many (20)")


def number(text: str, among: range = NUMBERS, what: str = "a number") -> int:
    """Read a whole number ``among`` others; of results, unless they are of another range."""
    # of more digits than the largest has Python may refuse to make a number
    fits = text.isascii() and text.isdigit() and len(text) <= len(str(among[-1]))
    if not fits or int(text) not in among:
        limits = f"{among[0]} to {among[-1]}"
        raise argparse.ArgumentTypeError(f"{text!r} is not {what} from {limits}")
    return int(text)
