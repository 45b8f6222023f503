"""The commands that work on a kept library.

They are registered with the command line, which lends them its ways of printing.
"""

import argparse
import os
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from firsthand import replaying
from firsthand.console import (
    DONE,
    Output,
    add_most,
    add_net,
    command,
    counted,
    flat,
    minute,
    now,
    number,
    opened,
    place,
    spoken,
    tell_added,
    told,
)
from firsthand.errors import UsageError

if TYPE_CHECKING:
    from firsthand.records import Range

#: holds what is asked of everybody when the pages are served beyond this computer
GIVEN = "FIRSTHAND_TOKEN"
#: how many processes may answer
PROCESSES = range(1, 65)
#: on which pages may be served
PORTS = range(1, 65_536)
#: articles whose ids are told under a story unless all are asked for
NAMED = 20


# --------------------------------------------------------------------------- the commands


@dataclass(frozen=True, slots=True)
class Commands:
    """The commands, each a method that takes the options and returns the exit status."""

    out: Output

    def add(self, options: argparse.Namespace) -> int:
        """``firsthand add``: keep articles."""
        progress = self.out.progress()
        try:
            with opened(options, create=True) as library:
                added = library.add(
                    options.source, kept=told(self.out, options), progress=progress,
                    allow_net=options.allow_net, again=options.again,
                )  # fmt: skip
        finally:
            progress.close()
        return tell_added(added, self.out, options)

    def stories(self, options: argparse.Namespace) -> int:
        """``firsthand stories``: list the stories, the latest first."""
        with opened(options) as library:
            found = library.stories(
                most=options.most + 1, after=options.after, replay=replaying.chosen(options)
            )
        shown = found[: options.most]
        if options.format == "json":
            return self._data("stories", [asdict(one) for one in shown], more=_cut(found, options))
        for one in shown:
            reports = counted("report", one.articles)
            origins = _range(one.independent_origins)
            waits = f"  [{one.waiting} not joined yet]" if one.waiting else ""
            self.out.line(
                f"{one.id}  {one.latest[:10]:10}  {reports:>12}, {origins:18}  {one.title}{waits}"
            )
        none = "no stories yet; add articles with `firsthand add`"
        if options.after or not options.most:
            none = "no more stories"
        self._more(found, options, f"--after {options.after + options.most}")
        return self._none(shown, "no stories by then" if replaying.chosen(options).moment else none)

    def story(self, options: argparse.Namespace) -> int:
        """``firsthand story``: print one story in full."""
        from firsthand.serve import ways

        with opened(options) as library:
            found = library.story(options.story, replay=replaying.chosen(options))
        status = self.out.reading(found, options)
        if options.format == "text":
            for line in ways.names(found, most=None if options.all else NAMED):
                self.out.line(line)
        return status

    def claims(self, options: argparse.Namespace) -> int:
        """``firsthand claims``: list claims."""
        with opened(options) as library:
            found = library.claims(
                _query(options), most=options.most + 1, replay=replaying.chosen(options)
            )
        shown = found[: options.most]
        if options.format == "json":
            return self._data("claims", [asdict(one) for one in shown], more=_cut(found, options))
        for one in shown:
            behind = f"{_origins(one.low, one.high)}, {counted('report', one.reports)}"
            lead = f"[{flat(one.lead)}] " if one.lead else ""
            self.out.line(f"{one.claim}  {one.story}  {behind:22}  {lead}{flat(one.words)}")
        self._more(found, options, f"--most {options.most * 2}")
        none = "no claim holds all of these words" if options.query else "no claims yet"
        return self._none(shown, "no claims by then" if replaying.chosen(options).moment else none)

    def search(self, options: argparse.Namespace) -> int:
        """``firsthand search``: find articles by their words."""
        with opened(options) as library:
            found = library.search(_query(options) or "", most=options.most + 1)
        shown = found[: options.most]
        if options.format == "json":
            return self._data("articles", [asdict(one) for one in shown], more=_cut(found, options))
        for one in shown:
            self.out.line(f"{one.article}  {one.story or '-'}  {one.title or ''}")
            about = f"{one.outlet or 'outlet not known'}, {_days(one.appeared, one.until)}"
            # a title that stands in the text, too, is above already
            self.out.line(f"    {about}: {flat(one.words.removeprefix(one.title or ''))}")
        self._more(found, options, f"--most {options.most * 2}")
        return self._none(shown, "no article holds all of these words")

    def trace(self, options: argparse.Namespace) -> int:
        """``firsthand trace``: print the way back from an article."""
        from firsthand.serve import ways

        with opened(options) as library:
            found = library.trace(options.article)
        if options.format == "json":
            self.out.data(found.to_json())
            return DONE
        for line in ways.to_text(found, options.article):
            self.out.line(line)
        return DONE

    def history(self, options: argparse.Namespace) -> int:
        """``firsthand history``: print the versions of an article and what became of it."""
        with opened(options) as library:
            found = library.history(options.article)
        if options.format == "json":
            self.out.data(asdict(found))
            return DONE
        for version in found.versions:
            first, last = minute(version.first_seen), minute(version.last_seen)
            seen = first if first == last else f"{first} to {last}"
            self.out.line(f"version {version.ordinal}, seen {seen}: {flat(version.title or '')}")
            for line in version.diff[2:]:
                self.out.line(f"    {line}")
        for status, why, when in found.marks:
            self.out.line(f"{status} since {minute(when)}: {why}")
        latest = dict(found.sightings)
        for where, times in Counter(where for where, _ in found.sightings).most_common():
            when = minute(latest[where])
            seen = (
                f"seen once at {where}, {when}"
                if times == 1
                else f"seen {times} times at {where}, last {when}"
            )
            self.out.line(seen)
        return DONE

    def explain(self, options: argparse.Namespace) -> int:
        """``firsthand explain``: say why something was found."""
        with opened(options) as library:
            reasons = library.explain(*options.name)
        if options.format == "json":
            return self._data("reasons", reasons)
        for reason in reasons:
            self.out.line(reason)
        return DONE

    def purge(self, options: argparse.Namespace) -> int:
        """``firsthand purge``: delete articles and all that was made of their words."""
        with opened(options) as library:
            named = list(dict.fromkeys(options.article))
            for article in named:
                library.history(article)  # a name that is none must not be found out half-way
            for article in named:
                library.purge(article)
                self.out.line(f"purged  {article}")
        return DONE

    def serve(self, options: argparse.Namespace) -> int:
        """``firsthand serve``: show the library in a browser, until interrupted."""
        try:
            import uvicorn  # noqa: F401 -- that it is there is seen before an address is told

            from firsthand.serve import site
            from firsthand.serve.words import say
        except ModuleNotFoundError as error:
            raise _lacking("the pages", error) from error
        token = os.environ.get(GIVEN) or site.token_for(options.host)
        path = options.library or place()
        with opened(options, create=True):
            pass  # what cannot be opened is told before an address is
        site.reserve(options.host, options.port)
        self.out.say(site.greeting(options.host, options.port, token))
        try:
            site.run(
                path, host=options.host, port=options.port, token=token,
                processes=options.processes,
            )  # fmt: skip
        except SystemExit as stopped:
            # the server has said what is in the way
            host, port, above = options.host, str(options.port), "why is said above"
            raise UsageError(say("site.taken", host=host, port=port, why=above)) from stopped
        return DONE

    def mcp(self, options: argparse.Namespace) -> int:
        """``firsthand mcp``: answer an assistant on stdin and stdout, until it leaves."""
        from importlib.metadata import version

        try:
            from firsthand.serve import mcp
            from firsthand.serve.site.desk import Desk
        except ModuleNotFoundError as error:
            raise _lacking("the answers", error) from error
        with opened(options):
            pass  # what cannot be opened is told before an assistant waits
        desk = Desk(options.library or place(), clock=now, public=True)
        mcp.serve(desk, mcp.lines(sys.stdin), self.out.line, version("firsthand"))
        return DONE

    def _data(self, name: str, found: list[Any], **also: object) -> int:
        self.out.data({name: found, **also})
        return DONE

    def _more(self, found: Sequence[object], options: argparse.Namespace, option: str) -> None:
        """Say how to see the rest where more was found than is shown."""
        if _cut(found, options):
            self.out.say(f"there is more: {option}")

    def _none(self, found: Sequence[object], words: str) -> int:
        if not found:
            self.out.say(words)
        return DONE


def _lacking(what: str, error: ModuleNotFoundError) -> UsageError:
    needed = str(error.name).partition(".")[0]
    return UsageError(f"{what} need {needed}: pip install 'firsthand[serve]'")


def _cut(found: Sequence[object], options: argparse.Namespace) -> bool:
    """Tell whether more was found than is shown."""
    return bool(0 < options.most < len(found))


def _query(options: argparse.Namespace) -> str | None:
    return spoken(" ".join(options.query)) if options.query else None


def _range(found: "Range | None") -> str:
    return "not told yet" if found is None else _origins(found.low, found.high)


def _days(first: str, last: str) -> str:
    """Say in which days something appeared."""
    days = dict.fromkeys(moment[:10] for moment in (first, last) if moment)
    return " to ".join(days) or "date not found"


def _origins(low: int, high: int) -> str:
    if low <= 0 < high:
        return f"at most {counted('origin', high)}"
    return counted("origin", low) if low == high else f"{low}-{high} origins"


# --------------------------------------------------------------------------- the options


def register(commands: Any, output: Output) -> None:
    """Add the commands of the library to the command line."""
    does = Commands(output)
    _register_what_comes_in(commands, does)
    _register_questions(commands, does, output)
    _register_pages(commands, does)
    _register_assistants(commands, does)


def _register_what_comes_in(commands: Any, does: Commands) -> None:
    add = command(commands, "add", does.add, "keep articles and find what is in them")
    add.add_argument("source", nargs="+", metavar="SOURCE", help="as for `read`")
    add_net(add)
    words = "take in what was purged before, too"
    add.add_argument("--again", action="store_true", help=words)
    words = "delete articles and all that was made of their words"
    purge = command(commands, "purge", does.purge, words, forms=())
    purge.add_argument("article", nargs="+", metavar="ARTICLE", help="its id")


def _register_questions(commands: Any, does: Commands, output: Output) -> None:
    stories = command(commands, "stories", does.stories, "list the stories, the latest first")
    add_most(stories)
    stories.add_argument(
        "--after", type=number, default=0, metavar="N", help="leave out the first N (0)"
    )
    story = command(commands, "story", does.story, "print one story in full", forms=())
    story.add_argument("story", metavar="STORY", help="its id")
    output.options(story)
    words = "list claims that hold all of some words, or those of the latest stories"
    claims = command(commands, "claims", does.claims, words)
    _add_query(claims, "*")
    for one in (stories, story, claims):
        replaying.add(one)
    words = "find articles that hold all of some words"
    _add_query(command(commands, "search", does.search, words), "+")
    words = "follow an article back to its primary sources"
    _add_article(command(commands, "trace", does.trace, words))
    words = "print the versions of an article and what became of it"
    _add_article(command(commands, "history", does.history, words))
    explain = command(commands, "explain", does.explain, "say why something was found")
    words = "an article, two articles, a claim, or a story"
    explain.add_argument("name", nargs="+", metavar="ID", help=words)


def _register_pages(commands: Any, does: Commands) -> None:
    words = "show the library in a browser, until interrupted"
    pages = command(commands, "serve", does.serve, words, forms=())
    words = "address to listen on (127.0.0.1); beyond this computer a token is asked"
    pages.add_argument("--host", default="127.0.0.1", metavar="ADDRESS", help=words)
    port, processes = partial(number, among=PORTS, what="a port"), partial(number, among=PROCESSES)
    pages.add_argument(
        "--port", type=port, default=8600, metavar="N", help="port to listen on (8600)"
    )
    words = "processes that answer, each with some 200 MB (2, or 1 where only one can run at once)"
    pages.add_argument("--processes", type=processes, metavar="N", help=words)


def _register_assistants(commands: Any, does: Commands) -> None:
    words = "answer an assistant's questions on stdin and stdout (Model Context Protocol)"
    command(commands, "mcp", does.mcp, words, forms=())


def _add_query(parser: argparse.ArgumentParser, number: str) -> None:
    words = "words; none has a special meaning"
    parser.add_argument("query", nargs=number, metavar="QUERY", help=words)
    add_most(parser)


def _add_article(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("article", metavar="ARTICLE", help="its id")
