"""The commands that fill a library from the web: ``sources``, ``remove``, ``collect``."""

import argparse
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from firsthand.console import (
    DONE,
    NO_LIBRARY,
    SOME_REFUSED,
    WRONG_USE,
    Output,
    add_net,
    command,
    counted,
    minute,
    now,
    opened,
    refusals,
    told,
)
from firsthand.errors import LibraryError, Refused, UsageError

if TYPE_CHECKING:
    from firsthand.upkeep.collecting import Collected
    from firsthand.upkeep.subscribing import Source

_UNITS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400}
#: seconds between two rounds at least: hosts have their own, longer pauses
_LEAST = 10


@dataclass(frozen=True, slots=True)
class Commands:
    """The commands, each a method that takes the options and returns the exit status."""

    out: Output

    # ---------------------------------------------------------------- sources

    def list(self, options: argparse.Namespace) -> int:
        """``firsthand sources``: list the sources and how they do."""
        with opened(options) as library:
            found = library.sources.all()
        if options.format == "json":
            self.out.data({"sources": [asdict(one) for one in found]})
            return DONE
        for one in found:
            self.out.line(_listed(one))
        if not found:
            self.out.say("no sources yet; add some with `firsthand sources add`")
        return DONE

    def health(self, options: argparse.Namespace) -> int:
        """``firsthand sources health``: sources and pages that could not be had, with reasons."""
        with opened(options) as library:
            found, aside = library.sources.all(), library.sources.aside()
        ill = [one for one in found if one.problem or one.stopped]
        if options.format == "json":
            self.out.data(
                {"sources": [asdict(one) for one in ill], "pages": [asdict(one) for one in aside]}
            )
            return DONE
        for one in ill:
            self.out.line(f"{one.address}: {one.stopped or one.problem} {_tried(one)}")
        for page in aside:
            self.out.line(f"{page.place}: {page.reason} (tried {_times(page.tries)})")
        self.out.line(f"well: {len(found) - len(ill)} of {counted('source', len(found))}")
        return DONE

    def add(self, options: argparse.Namespace) -> int:
        """``firsthand sources add``: keep sources."""
        status = DONE
        with opened(options, create=True) as library:
            for named in options.source:
                try:
                    address = library.sources.add(named, now=now())
                except (Refused, UsageError) as error:
                    # the others are added all the same
                    self.out.say(str(error))
                    status = max(status, SOME_REFUSED if isinstance(error, Refused) else WRONG_USE)
                else:
                    self.out.line(f"added  {address}" if address else f"known  {named}")
        return status

    def ready(self, options: argparse.Namespace) -> int:
        """``firsthand sources directory``: list, or add, sources that come with firsthand."""
        from firsthand.upkeep import subscribing  # noqa: PLC0415 -- start-up time

        found = subscribing.ready(options.word)
        if options.format == "json":
            self.out.data({"sources": [asdict(one) for one in found]})
        for one in found if options.format == "text" else ():
            self.out.line(f"{one.name}  ({one.kind}, {one.country}, {one.language})  {one.feed}")
        if options.add:
            with opened(options, create=True) as library:
                new = sum(library.sources.add_ready(one, now=now()) for one in found)
            self.out.say(f"{new} added, {len(found) - new} known")
        elif not found:
            self.out.say("none of the sources that come with firsthand has these words")
        return DONE

    def take_in(self, options: argparse.Namespace) -> int:
        """``firsthand sources import``: keep the sources of a list."""
        from firsthand.collect.sources import PIPE, piped  # noqa: PLC0415 - start-up time

        try:
            data = piped() if options.file == PIPE else Path(options.file).read_bytes()
        except OSError as error:
            raise UsageError(f"{options.file}: cannot be read ({error.strerror})") from error
        with opened(options, create=True) as library:
            try:
                new, known, refused = library.sources.take_in(data, now=now())
            except Refused as error:
                raise Refused(error.reason, source=options.file) from error
        self.out.line(f"{new} added, {known} known")
        for one in refused:
            self.out.say(str(one))
        return SOME_REFUSED if refused else DONE

    def export(self, options: argparse.Namespace) -> int:
        """``firsthand sources export``: write the sources as OPML."""
        with opened(options) as library:
            words = library.sources.opml()
        if options.file == "-":
            for line in words.splitlines():
                self.out.line(line)
        else:
            try:
                Path(options.file).write_text(words, encoding="utf-8")
            except OSError as error:
                raise UsageError(f"{options.file}: {error.strerror}") from error
        return DONE

    def remove(self, options: argparse.Namespace) -> int:
        """``firsthand remove``: ask sources no more."""
        with opened(options) as library:
            for named in options.source:
                for address in library.sources.remove(named):
                    self.out.line(f"removed  {address}")
        return DONE

    # ---------------------------------------------------------------- collect

    def collect(self, options: argparse.Namespace) -> int:
        """``firsthand collect``: ask what is due, once or again and again."""
        status = self._round(options, replay=options.replay)
        while options.every:
            time.sleep(options.every)
            try:
                status = self._round(options)
            except LibraryError as error:
                # a full disk or a library in use may be over by the next round
                self.out.say(str(error))
                status = NO_LIBRARY
        return status

    def _round(self, options: argparse.Namespace, *, replay: bool = False) -> int:
        progress = self.out.progress()
        try:
            with opened(options) as library:
                if replay:
                    library.sources.replay(now=now())
                found = library.collect(
                    kept=told(self.out, options), progress=progress, allow_net=options.allow_net
                )
        finally:
            progress.close()
        if options.format == "json":
            self.out.data(_data(found))
        else:
            for line in _summary(found):
                self.out.line(line)
        for refused in found.refused:
            self.out.say(str(refused))
        if not found.asked and found.due is None:
            self.out.say("there is nothing to collect; add sources with `firsthand sources add`")
        return SOME_REFUSED if found.refused else DONE


def _listed(one: "Source") -> str:
    state = one.stopped or one.problem or ("not asked yet" if one.checked is None else "")
    every = f"every {_span(one.every)}, {counted('article', one.articles)}"
    return "  ".join(
        part for part in (one.address, one.title or "", f"({one.kind}, {every})", state) if part
    )


def _tried(one: "Source") -> str:
    if one.stopped:
        return "(not asked any more)"
    again = f"; again at {minute(one.due)}" if one.due else ""
    return f"({_times(one.failures)} in a row{again})"


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def _span(seconds: float) -> str:
    if seconds < _UNITS["h"]:
        return f"{seconds / _UNITS['m']:.0f} min"
    return f"{seconds / _UNITS['h']:.1f} h"


def _summary(found: "Collected") -> Iterator[str]:
    yield (
        f"{len(found.new)} new, {len(found.changed)} in a new version, {len(found.known)} known; "
        f"{counted('source', found.asked)} answered, {found.unchanged} of them with nothing new"
    )
    left = f"{found.left} left for the next round; " if found.left else ""
    if found.due:
        yield f"{left}something is due again at {minute(found.due)}"


def _data(found: "Collected") -> dict[str, Any]:
    return {**asdict(found), "refused": refusals(found.refused)}


# --------------------------------------------------------------------------- the options


def register(commands: Any, output: Output) -> None:
    """Add the commands to the command line."""
    does = Commands(output)
    _register_sources(commands, does)
    words = "ask sources no more, by address or name; their articles stay"
    remove = command(commands, "remove", does.remove, words, forms=())
    remove.add_argument("source", nargs="+", metavar="SOURCE", help="its address or name")
    words = "fetch politely what is due, and find what is in it"
    collect = command(commands, "collect", does.collect, words)
    add_net(collect)
    when = collect.add_mutually_exclusive_group()
    when.add_argument("--once", action="store_true", help="one round, then end (the default)")
    words = "go on with a round after each pause, as 15m or 2h, until interrupted"
    when.add_argument("--every", type=_pause, metavar="PAUSE", help=words)
    words = "try again what was given up, and ask ended sources once more"
    collect.add_argument("--replay", action="store_true", help=words)


def _register_sources(commands: Any, does: Commands) -> None:
    words = "list what is collected from, or add, import, export; without a word more: list"
    sources = command(commands, "sources", does.list, words)
    inner = sources.add_subparsers(title="what to do", metavar="ACTION")
    _inner(inner, "health", does.health, "what could not be had, and why")
    add = _inner(inner, "add", does.add, "keep sources, which `collect` asks", forms=())
    words = "address of a feed, news sitemap or site; file or folder; name out of the directory"
    add.add_argument("source", nargs="+", metavar="SOURCE", help=words)
    ready = _inner(inner, "directory", does.ready, "list the sources that come with firsthand")
    words = "only those with this name, language, country or kind"
    ready.add_argument("word", nargs="*", metavar="WORD", help=words)
    ready.add_argument("--add", action="store_true", help="add what is listed")
    words = "keep the sources of an OPML file, or of a list of addresses"
    take = _inner(inner, "import", does.take_in, words, forms=())
    take.add_argument("file", metavar="FILE", help="the list, or - for what is piped in")
    export = _inner(inner, "export", does.export, "write the sources as OPML", forms=())
    export.add_argument("file", nargs="?", default="-", metavar="FILE", help="stdout if not named")


def _inner(
    commands: Any,
    name: str,
    run: Callable[[argparse.Namespace], int],
    words: str,
    *,
    forms: Sequence[str] = ("text", "json"),
) -> argparse.ArgumentParser:
    parser = command(commands, name, run, words, forms=forms)
    # what was said before the action holds if nothing is said after it
    for option in parser._actions:  # noqa: SLF001 -- there is no other way to them
        if option.dest in {"library", "format"}:
            option.default = argparse.SUPPRESS
    return parser


def _pause(text: str) -> float:
    match = re.fullmatch(r"(\d{1,6})([smhd])", text.strip())
    if match is None:
        raise argparse.ArgumentTypeError(f"{text!r} is not a pause such as 15m, 2h or 1d")
    return max(float(int(match[1]) * _UNITS[match[2]]), _LEAST)
