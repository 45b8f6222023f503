"""The command ``watch``: what is new about some words, or of a story."""

import argparse
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from firsthand.console import (
    DONE,
    Output,
    command,
    counted,
    flat,
    minute,
    now,
    opened,
    spoken,
    the_number,
)
from firsthand.errors import UsageError

if TYPE_CHECKING:
    from firsthand.upkeep.watching import Alert, Watch

_EPILOG = """\
acts:
  (none)               tell what is new since it was told last, each thing once
  add WORD...          watch for claims that hold all of these words
  add --story STORY    watch a story
  list                 list what is watched
  remove NUMBER        watch it no more

Let `firsthand watch` run after `firsthand collect`, from cron for example: it prints nothing on stdout
where nothing is new.
"""
_SAID = {
    "claim": "new", "origins": "{what} origins now", "differs": "reports differ: {what}",
    "outcome": "expected, and {what}", "article": "{what}",
}  # fmt: skip
_OUTCOMES = {"met": "came about", "missed": "did not come about by then"}


@dataclass(frozen=True, slots=True)
class Watching:
    """The command, a method that takes the options and returns the exit status."""

    out: Output

    def watch(self, options: argparse.Namespace) -> int:
        """``firsthand watch``: tell what is new, or say what is watched."""
        acts = {"check": self._check, "add": self._add, "list": self._list, "remove": self._remove}
        if options.act not in {"add", "remove"} and options.name:
            raise UsageError("name an act before it: add, remove")
        if options.story is not None and (options.act != "add" or options.name):
            raise UsageError("--story goes with `add`, in place of words")
        if options.only is not None and options.act != "add":
            raise UsageError("--only goes with `add`")
        return acts[options.act](options)

    def _check(self, options: argparse.Namespace) -> int:
        with opened(options) as library:
            alerts = library.watches.check(now=now())
            watched = bool(library.watches.all())
        if options.format == "json":
            self.out.data({"alerts": [_plain(one) for one in alerts]})
            return DONE
        for one in alerts:
            self.out.line(_line(one))
        if not alerts:
            self.out.say(
                "nothing new" if watched else "nothing is watched; see `firsthand watch add`"
            )
        return DONE

    def _add(self, options: argparse.Namespace) -> int:
        words = spoken(" ".join(options.name)) or None
        with opened(options) as library:
            watch, known = library.watches.add(
                words, story=options.story, kind=options.only, now=now()
            )
        if options.format == "json":
            self.out.data({"watches": [asdict(watch)]})
            return DONE
        self.out.line(_named(watch))
        self.out.say(
            f"the last 30 days would have given {counted('alert', known)}; told is what comes from now on"
        )
        return DONE

    def _list(self, options: argparse.Namespace) -> int:
        with opened(options) as library:
            found = library.watches.all()
        if options.format == "json":
            self.out.data({"watches": [asdict(one) for one in found]})
            return DONE
        for one in found:
            self.out.line(_named(one))
        if not found:
            self.out.say("nothing is watched; see `firsthand watch add`")
        return DONE

    def _remove(self, options: argparse.Namespace) -> int:
        number = the_number(options.name, "watch", "firsthand watch list")
        with opened(options) as library:
            library.watches.remove(number)
        self.out.say(f"watch {number} is no more")
        return DONE


def _line(alert: "Alert") -> str:
    what = _OUTCOMES.get(alert.what, alert.what) if alert.kind == "outcome" else alert.what
    said = _SAID[alert.kind].format(what=what)
    return f"{alert.watch}  {said}: “{flat(alert.words)}”  {alert.about}  {alert.story}"


def _named(watch: "Watch") -> str:
    what = f"story {watch.story}" if watch.story else f"“{watch.words}”"
    only = f", only {watch.kind}" if watch.kind else ""
    return f"{watch.number}  {what}{only}, since {minute(watch.since)}"


def _plain(alert: "Alert") -> dict[str, Any]:
    return {name: value for name, value in asdict(alert).items() if name != "hashes"}


# --------------------------------------------------------------------------- the options


def register(commands: Any, output: Output) -> None:
    """Add the command to the command line."""
    does = Watching(output)
    words = "tell what is new about some words, or of a story"
    watch = command(commands, "watch", does.watch, words, acts=_EPILOG)
    acts = ("check", "add", "list", "remove")
    words = "add, list, remove, or check (check)"
    watch.add_argument("act", nargs="?", metavar="ACT", choices=acts, default="check", help=words)
    words = "words to watch for, or the number of a watch"
    watch.add_argument("name", nargs="*", metavar="WORD", help=words)
    words = (
        "tell no other news: a new claim, a further origin, a difference, what came of something \
expected, an article corrected or taken back"
    )
    kinds = ("claim", "origins", "differs", "outcome", "article")
    watch.add_argument("--only", metavar="KIND", choices=kinds, help=words)
    watch.add_argument("--story", metavar="STORY", help="a story to watch, in place of words")
