"""The commands that work on a kept library.

They are registered with the command line, which lends them its ways of printing.
"""

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from firsthand import replaying
from firsthand.errors import UsageError

if TYPE_CHECKING:
    from firsthand.library import Added, Health, Library
    from firsthand.reading import Reading
    from firsthand.records import Range

#: names the library where ``--library`` does not
VARIABLE = "FIRSTHAND_LIBRARY"
#: holds what is asked of everybody when the pages are served beyond this computer
GIVEN = "FIRSTHAND_TOKEN"
#: exit statuses of these commands
DONE, SOME_REFUSED, UNSOUND = 0, 1, 3


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


def place() -> Path:
    """Return where the library is unless it is named: in the user's data folder."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named)
    home = Path.home()
    if sys.platform == "darwin":
        folder = home / "Library" / "Application Support"
    elif sys.platform == "win32":
        folder = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    else:
        folder = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    return folder / "firsthand" / "library.db"


@contextmanager
def _open(options: argparse.Namespace, *, create: bool = False) -> "Iterator[Library]":
    from firsthand.library import Library

    with Library(options.library or place(), create=create) as library:
        yield library


# --------------------------------------------------------------------------- the commands


@dataclass(frozen=True, slots=True)
class Commands:
    """The commands, each a method that takes the options and returns the exit status."""

    out: Output

    def add(self, options: argparse.Namespace) -> int:
        """``firsthand add``: keep articles."""
        progress = self.out.progress()
        try:
            with _open(options, create=True) as library:
                added = library.add(
                    options.source, kept=self._told(options), progress=progress,
                    allow_net=options.allow_net, again=options.again,
                )  # fmt: skip
        finally:
            progress.close()
        if options.format == "json":
            self.out.data(_added(added))
        else:
            counts = len(added.new), len(added.changed), len(added.known)
            self.out.line("{} new, {} in a new version, {} known".format(*counts))
        for refused in added.refused:
            self.out.say(str(refused))
        return SOME_REFUSED if added.refused else DONE

    def _told(self, options: argparse.Namespace) -> Callable[[str, str], None] | None:
        """Say of each article that it is safe as soon as it is."""
        if options.format == "json":
            return None
        return lambda what, name: self.out.line(f"{what:8}{name}")

    def stories(self, options: argparse.Namespace) -> int:
        """``firsthand stories``: list the stories, the latest first."""
        with _open(options) as library:
            found = library.stories(
                most=options.most, after=options.after, replay=replaying.chosen(options)
            )
        if options.format == "json":
            return self._data("stories", [_plain(one) for one in found])
        for one in found:
            counted = _range(one.independent_origins)
            self.out.line(
                f"{one.id}  {one.latest[:10]:10}  {one.articles:4} {_plural('report', one.articles)}, "
                f"{counted}  {one.title}"
            )
        none = "no stories yet; add articles with `firsthand add`"
        return self._none(found, "no stories by then" if replaying.chosen(options).moment else none)

    def story(self, options: argparse.Namespace) -> int:
        """``firsthand story``: print one story in full."""
        with _open(options) as library:
            return self.out.reading(
                library.story(options.story, replay=replaying.chosen(options)), options
            )

    def claims(self, options: argparse.Namespace) -> int:
        """``firsthand claims``: list claims."""
        with _open(options) as library:
            found = library.claims(
                _query(options), most=options.most, replay=replaying.chosen(options)
            )
        if options.format == "json":
            return self._data("claims", [_plain(one) for one in found])
        for one in found:
            self.out.line(
                f"{one.claim}  {one.story}  {_counted(one.low, one.high):9}  {_flat(one.words)}"
            )
        return self._none(found, "no claims")

    def search(self, options: argparse.Namespace) -> int:
        """``firsthand search``: find articles by their words."""
        with _open(options) as library:
            found = library.search(_query(options) or "", most=options.most)
        if options.format == "json":
            return self._data("articles", [_plain(one) for one in found])
        for one in found:
            self.out.line(f"{one.article}  {one.story or '-'}  {one.title or ''}")
            self.out.line(f"    {_flat(one.words)}")
        return self._none(found, "no article holds all of these words")

    def trace(self, options: argparse.Namespace) -> int:
        """``firsthand trace``: print the way back from an article."""
        with _open(options) as library:
            found = library.trace(options.article)
        if options.format == "json":
            self.out.data(found.to_json())
            return DONE
        names = {node.id: node.name for node in found.lineage.nodes}
        for source in found.lineage.primary.get(options.article, ()):
            way = " <- ".join(f"{names.get(node, node)} [{node}]" for node in source.path)
            self.out.line(f"{source.kind}: {source.name} ({source.confidence:.2f})")
            self.out.line(f"    {_flat(way)}")
        for link in found.lineage.links:
            self.out.line(
                f"{link.to} <- {link.upstream}: {link.relation}, {link.coverage:.0%} of it"
            )
            for why in link.why:
                self.out.line(f"    {why}")
        return DONE

    def history(self, options: argparse.Namespace) -> int:
        """``firsthand history``: print the versions of an article and what became of it."""
        with _open(options) as library:
            found = library.history(options.article)
        if options.format == "json":
            self.out.data(_plain(found))
            return DONE
        for version in found.versions:
            self.out.line(
                f"version {version.ordinal}, seen {version.first_seen} to {version.last_seen}"
            )
            for line in version.diff[2:]:
                self.out.line(f"    {line}")
        for status, why, when in found.marks:
            self.out.line(f"{status} since {when}: {why}")
        return DONE

    def explain(self, options: argparse.Namespace) -> int:
        """``firsthand explain``: say why something was found."""
        with _open(options) as library:
            reasons = library.explain(*options.name)
        if options.format == "json":
            return self._data("reasons", reasons)
        for reason in reasons:
            self.out.line(reason)
        return DONE

    def purge(self, options: argparse.Namespace) -> int:
        """``firsthand purge``: delete articles and all that was made of their words."""
        with _open(options) as library:
            for article in options.article:
                library.purge(article)
                self.out.line(f"purged  {article}")
        return DONE

    def serve(self, options: argparse.Namespace) -> int:
        """``firsthand serve``: show the library in a browser, until interrupted."""
        try:
            from firsthand.serve import site
        except ModuleNotFoundError as error:
            raise UsageError(
                f"the pages need {error.name}: pip install 'firsthand[web]'"
            ) from error
        token = os.environ.get(GIVEN) or site.token_for(options.host)
        path = options.library or place()
        self.out.say(site.greeting(options.host, options.port, token))
        site.run(path, host=options.host, port=options.port, token=token)
        return DONE

    def backup(self, options: argparse.Namespace) -> int:
        """``firsthand backup``: copy the library to a new file."""
        with _open(options) as library:
            library.backup(options.file)
        return DONE

    def restore(self, options: argparse.Namespace) -> int:
        """``firsthand restore``: make a backup the library."""
        from firsthand.library import restore

        restore(options.file, options.library or place())
        return DONE

    def doctor(self, options: argparse.Namespace) -> int:
        """``firsthand doctor``: examine the library."""
        with _open(options) as library:
            health = library.doctor(compare=options.compare, replay=options.replay)
        if options.format == "json":
            self.out.data(_plain(health))
        else:
            for line in _diagnosis(health):
                self.out.line(line)
        return UNSOUND if health.problems else DONE

    def _data(self, name: str, found: list[Any]) -> int:
        self.out.data({name: found})
        return DONE

    def _none(self, found: Sequence[object], words: str) -> int:
        if not found:
            self.out.say(words)
        return DONE


def _query(options: argparse.Namespace) -> str | None:
    return " ".join(options.query) if options.query else None


def _flat(words: str) -> str:
    return " ".join(words.split())


def _counted(low: int, high: int) -> str:
    return f"{low} {_plural('origin', low)}" if low == high else f"{low}-{high} origins"


def _plural(noun: str, count: int) -> str:
    return noun if count == 1 else f"{noun}s"


def _range(counted: "Range | None") -> str:
    return "not told yet" if counted is None else _counted(counted.low, counted.high)


def _plain(record: Any) -> Any:
    return asdict(record)


def _added(added: "Added") -> dict[str, Any]:
    refused = [{"source": one.source, "reason": one.reason} for one in added.refused]
    return {"new": added.new, "changed": added.changed, "known": added.known, "refused": refused}


def _diagnosis(health: "Health") -> Iterator[str]:
    yield from (f"problem: {problem}" for problem in health.problems)
    yield ", ".join(f"{count} {name}" for name, count in health.counts.items())
    for failure in health.quarantined:
        yield f"in quarantine: {failure.subject} ({failure.stage}, tried {failure.tries}): {failure.reason}"
    for page in health.aside:
        yield f"put aside: {page.place} (tried {page.tries}): {page.reason}"
    if health.differences is not None:
        yield f"{len(health.differences)} lines differ from a rebuilt library"
        yield from (line[:200] for line in health.differences)


# --------------------------------------------------------------------------- the options


def register(commands: Any, output: Output) -> None:
    """Add the commands of the library to the command line."""
    does = Commands(output)
    _register_what_comes_in(commands, does)
    _register_questions(commands, does, output)
    _register_pages(commands, does)
    _register_care(commands, does)


def _register_what_comes_in(commands: Any, does: Commands) -> None:
    add = _command(commands, "add", does.add, "keep articles and find what is in them")
    add.add_argument("source", nargs="+", metavar="SOURCE", help="as for `read`")
    add_net(add)
    words = "take in what was purged before, too"
    add.add_argument("--again", action="store_true", help=words)
    words = "delete articles and all that was made of their words"
    purge = _command(commands, "purge", does.purge, words, plain=False)
    purge.add_argument("article", nargs="+", metavar="ARTICLE", help="its id")


def _register_questions(commands: Any, does: Commands, output: Output) -> None:
    stories = _command(commands, "stories", does.stories, "list the stories, the latest first")
    _add_most(stories)
    stories.add_argument(
        "--after", type=_count, default=0, metavar="N", help="leave out the first N (0)"
    )
    story = _command(commands, "story", does.story, "print one story in full", plain=False)
    story.add_argument("story", metavar="STORY", help="its id")
    output.options(story)
    words = "list claims that hold all of some words, or those of the latest stories"
    claims = _command(commands, "claims", does.claims, words)
    _add_query(claims, "*")
    for command in (stories, story, claims):
        replaying.add(command)
    words = "find articles that hold all of some words"
    _add_query(_command(commands, "search", does.search, words), "+")
    words = "follow an article back to its primary sources"
    _add_article(_command(commands, "trace", does.trace, words))
    words = "print the versions of an article and what became of it"
    _add_article(_command(commands, "history", does.history, words))
    explain = _command(commands, "explain", does.explain, "say why something was found")
    words = "an article, two articles, a claim, or a story"
    explain.add_argument("name", nargs="+", metavar="ID", help=words)


def _register_pages(commands: Any, does: Commands) -> None:
    words = "show the library in a browser, until interrupted"
    pages = _command(commands, "serve", does.serve, words, plain=False)
    words = "address to listen on (127.0.0.1); beyond this computer a token is asked"
    pages.add_argument("--host", default="127.0.0.1", metavar="ADDRESS", help=words)
    pages.add_argument("--port", type=_count, default=8600, metavar="N", help="(8600)")


def _register_care(commands: Any, does: Commands) -> None:
    words = "copy the library to a new file, while others may write to it"
    _add_file(_command(commands, "backup", does.backup, words, plain=False))
    words = "make a backup the library, where there is none yet"
    _add_file(_command(commands, "restore", does.restore, words, plain=False))
    words = "examine the library, finish what was begun"
    doctor = _command(commands, "doctor", does.doctor, words)
    words = "rebuild a copy and list where it differs"
    doctor.add_argument("--compare", action="store_true", help=words)
    words = "try again what stands in quarantine"
    doctor.add_argument("--replay", action="store_true", help=words)


def _command(
    commands: Any,
    name: str,
    run: Callable[[argparse.Namespace], int],
    words: str,
    *,
    plain: bool = True,
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(
        name, help=words, description=words[0].upper() + words[1:] + "."
    )
    parser.add_argument(
        "--library",
        metavar="PATH",
        help=f"the library's file (${VARIABLE}, or in the user's data folder)",
    )
    if plain:
        parser.add_argument(
            "--format", choices=("text", "json"), default="text", help="form of the result (text)"
        )
    parser.set_defaults(run=run)
    return parser


def _add_query(parser: argparse.ArgumentParser, number: str) -> None:
    words = "words; none has a special meaning"
    parser.add_argument("query", nargs=number, metavar="QUERY", help=words)
    _add_most(parser)


def _add_article(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("article", metavar="ARTICLE", help="its id")


def _add_file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="the backup")


def _add_most(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--most", type=_count, default=20, metavar="N", help="at most so many (20)")


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of results")
    return int(text)


def add_net(parser: argparse.ArgumentParser) -> None:
    """Add the option that opens networks by name."""
    words = "let addresses of this network be fetched although it is not public (192.168.1.0/24)"
    parser.add_argument("--allow-net", action="append", default=[], metavar="CIDR", help=words)


#: for the modules of further commands
opened, command, add_most = _open, _command, _add_most
