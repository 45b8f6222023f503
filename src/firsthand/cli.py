"""The command line.

Results go to stdout, progress and reasons to stderr. Exit status: 0 done; 1 done, but some input
was refused; 2 wrong use; 3 the library cannot be used; 130 interrupted. Heavy modules are imported
by the command that needs them, so that ``--help`` and ``--version`` are quick.
"""

import argparse
import gc
import json
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import partial
from importlib.resources import as_file, files
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, NoReturn, TextIO

from firsthand import (
    archiving,
    care,
    corrections,
    questions,
    replaying,
    subscriptions,
    takedowns,
    watches,
)
from firsthand import commands as of_library
from firsthand.console import (
    DONE,
    INTERRUPTED,
    NO_LIBRARY,
    SOME_REFUSED,
    WRONG_USE,
    Output,
    add_net,
    number,
)
from firsthand.errors import FirsthandError, LibraryError
from firsthand.serve.columns import plain, safe
from firsthand.settings import GARBAGE

if TYPE_CHECKING:
    from firsthand.reading import Reading
    from firsthand.timeline.replay import Replay

#: runs shorter than this show no progress, on a terminal and elsewhere
LIVE_PATIENCE_SECONDS, PATIENCE_SECONDS = 0.5, 5.0
#: a terminal sees progress this often, a file that takes stderr less so
REFRESH_SECONDS, LINE_SECONDS = 0.1, 5.0
#: widths of ``--width``
WIDTHS = range(72, 201)
#: characters of a message: a name that somebody gave may be of any length
LONGEST_MESSAGE = 1_000

_EPILOG = """\
Exit status: 0 done; 1 done, but some input was refused, each with its reason on
stderr; 2 wrong use; 3 the library cannot be used; 130 interrupted.

Examples:
  firsthand read article.txt page.html folder/
  firsthand read articles.jsonl --format json > reading.json
  firsthand demo --format html > demo.html
  firsthand add articles.jsonl && firsthand stories
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    _open_streams()
    gc.set_threshold(*GARBAGE)
    try:
        options = _parser().parse_args(arguments)
        status: int = options.run(options)
        sys.stdout.flush()
    except KeyboardInterrupt:
        _say("interrupted")
        return INTERRUPTED
    except BrokenPipeError:
        return _leave_pipe()
    except FirsthandError as error:
        _say(str(error))
        return NO_LIBRARY if isinstance(error, LibraryError) else WRONG_USE
    except OSError as error:
        # what a command reads and keeps has answers of its own; left is where the result goes
        where = error.filename or "the result cannot be written"
        _say(f"{where}: {error.strerror or error}")
        _leave_pipe()
        return WRONG_USE
    return status


# --------------------------------------------------------------------------- commands


def read(options: argparse.Namespace) -> int:
    """``firsthand read``: read the sources and print what was found."""
    nets = options.allow_net
    return _print(_reading(options.source, replaying.chosen(options), nets), options)


def demo(options: argparse.Namespace) -> int:
    """``firsthand demo``: the same on the sample that comes with firsthand, or keep it in a library."""
    with ExitStack() as stack:
        folder = stack.enter_context(as_file(files("firsthand").joinpath("demo", "articles")))
        if options.library:
            kept = argparse.Namespace(**vars(options), source=[folder], allow_net=(), again=False)
            status = of_library.Commands(_output()).add(kept)
            _say(f"in a browser: firsthand serve --library {options.library}")
            return status
        status = _print(_reading([str(folder)], replaying.chosen(options)), options)
    if options.format == "text":
        _say("in a browser: firsthand demo --library demo.db; firsthand serve --library demo.db")
    return status


def _reading(sources: list[str], replay: "Replay", nets: Sequence[str] = ()) -> "Reading":
    from firsthand import pipeline

    progress = Progress(sys.stderr)
    try:
        return pipeline.read(sources, replay=replay, progress=progress, allow_net=nets)
    finally:
        progress.close()


def _print(reading: "Reading", options: argparse.Namespace) -> int:
    sys.stdout.write(_drawn(reading, options))
    sys.stdout.flush()
    # the text names them at its end, and who sees both would read each twice
    if not (options.format == "text" and sys.stdout.isatty() and sys.stderr.isatty()):
        for refused in reading.refused:
            _say(str(refused))
    return SOME_REFUSED if reading.refused else DONE


def _drawn(reading: "Reading", options: argparse.Namespace) -> str:
    if options.format == "json":
        return _json(reading.to_json(), _encoding(sys.stdout))
    if options.format == "html":
        from firsthand.serve import page

        return _marked(page.draw(reading), _encoding(sys.stdout))
    if options.format == "md":
        from firsthand.serve import markdown

        return _marked(markdown.draw(reading), _encoding(sys.stdout))
    return _text(reading, options)


def _marked(text: str, encoding: str) -> str:
    """Write HTML and Markdown with character references where the output is not UTF-8."""
    if encoding.replace("-", "").replace("_", "") == "utf8":
        return text
    return text.encode("ascii", "xmlcharrefreplace").decode("ascii")


def _json(reading: dict[str, object], encoding: str) -> str:
    """Write JSON as it reads best, escaped where the output (or half a character) forbids it."""
    text = json.dumps(reading, ensure_ascii=False)
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        text = json.dumps(reading)
    return text + "\n"


def _text(reading: "Reading", options: argparse.Namespace) -> str:
    from firsthand.serve.terminal import NARROWEST, WIDEST, draw

    columns = shutil.get_terminal_size((WIDEST, 24)).columns
    return draw(
        reading,
        width=options.width or min(max(columns, NARROWEST), WIDEST),
        color=_color(options.color, sys.stdout),
        encoding=_encoding(sys.stdout),
        everything=options.all,
    )


# --------------------------------------------------------------------------- the streams


def _color(wish: str, stream: TextIO) -> bool:
    if wish != "auto":
        return wish == "always"
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return stream.isatty() and not plain


def _encoding(stream: TextIO) -> str:
    return (stream.encoding or "ascii").lower()


def _open_streams() -> None:
    """Let what is written to a stream that the caller has closed go nowhere."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 -- to the end of the process
            setattr(sys, name, nowhere)


def _say(message: str) -> None:
    if len(message) > LONGEST_MESSAGE:
        half = LONGEST_MESSAGE // 2
        message = f"{message[:half]} … {message[-half:]}"
    sys.stderr.write(f"firsthand: {plain(safe(message), _encoding(sys.stderr))}\n")


def _leave_pipe() -> int:
    """Leave quietly when stdout takes nothing more ("firsthand read x | head")."""
    # Python flushes stdout once more on its way out, and would complain
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return DONE


class Progress:
    """Progress on stderr: one line renewed on a terminal, a line now and then elsewhere."""

    def __init__(self, stream: TextIO, clock: Callable[[], float] = monotonic) -> None:
        self._stream = stream
        self._clock = clock
        self._live = stream.isatty()
        self._due = clock() + (LIVE_PATIENCE_SECONDS if self._live else PATIENCE_SECONDS)
        self._width = 0

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Tell that ``done`` of ``total`` (0 if not known) things of a stage are done."""
        now = self._clock()
        if now < self._due:
            return
        self._due = now + (REFRESH_SECONDS if self._live else LINE_SECONDS)
        line = f"{stage}: {done} of {total}" if total else stage
        if done and not total:
            line += f": {done}"
        if self._live:
            self._stream.write("\r" + line.ljust(self._width))
            self._width = len(line)
        else:
            self._stream.write(f"firsthand: {line}\n")
        self._stream.flush()

    def close(self) -> None:
        """Clear the line on a terminal."""
        if self._width:
            self._stream.write("\r" + " " * self._width + "\r")
            self._stream.flush()
            self._width = 0


# --------------------------------------------------------------------------- the options


class _Parser(argparse.ArgumentParser):
    """A parser that says where to look; options are written out, so that new ones break no script."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**{"allow_abbrev": False, **given})

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(WRONG_USE, f"{self.prog}: {message}; see `{self.prog} --help`\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="firsthand",
        description="Trace news to its primary sources: who copied whom, who said what, and how\n"
        "many independent origins stand behind it.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and exit")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    reader = commands.add_parser(
        "read",
        help="read articles and print stories with lineage, claims, differences, timeline",
        description="Read articles and print what is found in them. Nothing is kept.",
    )
    reader.add_argument(
        "source",
        nargs="+",
        metavar="SOURCE",
        help="a text or HTML file, a folder of them, articles as JSON or JSON Lines, a web archive, "
        "an address, or - for what is piped in",
    )
    add_net(reader)
    reader.set_defaults(run=read)
    sample = commands.add_parser(
        "demo",
        help="the same on the fictional sample that comes with firsthand",
        description="Read the fictional sample that comes with firsthand.",
    )
    words = "keep the sample in this library, and print what was kept"
    sample.add_argument("--library", metavar="PATH", help=words)
    sample.set_defaults(run=demo)
    for command in (reader, sample):
        _add_output(command)
        replaying.add(command)
    for group in (
        of_library,
        archiving,
        subscriptions,
        questions,
        watches,
        corrections,
        takedowns,
        care,
    ):
        group.register(commands, _output())
    return parser


def _output() -> Output:
    def data(found: dict[str, object]) -> None:
        sys.stdout.write(_json(found, _encoding(sys.stdout)))

    def line(text: str) -> None:
        sys.stdout.write(plain(safe(text), _encoding(sys.stdout)) + "\n")
        # who reads along learns of each article as soon as it is safe
        sys.stdout.flush()

    def page(text: str) -> None:
        sys.stdout.write(_marked(text, _encoding(sys.stdout)))

    return Output(
        reading=_print,
        data=data,
        page=page,
        line=line,
        say=_say,
        options=_add_output,
        progress=lambda: Progress(sys.stderr),
    )


def _add_output(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--format",
        choices=("text", "json", "html", "md"),
        default="text",
        help="form of the result (text); html is one page that loads nothing",
    )
    command.add_argument("--all", action="store_true", help="show every claim and every row")
    command.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        default="auto",
        help="bold and dim text; auto is on a terminal, unless NO_COLOR is set",
    )
    command.add_argument(
        "--width",
        type=partial(number, among=WIDTHS, what="a width"),
        metavar="N",
        help=f"columns of the text, {WIDTHS[0]} to {WIDTHS[-1]} (the terminal's, at most 100)",
    )


class _Version(argparse.Action):
    """Look the version up only when it is asked for: reading metadata takes a while."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        sys.stdout.write(f"firsthand {version('firsthand')}\n")
        parser.exit()
