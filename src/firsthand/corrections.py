"""The command ``correct``: an analyst's acts, their history, and taking them back."""

import argparse
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from firsthand.console import DONE, Output, add_most, command, opened, the_number
from firsthand.errors import UsageError
from firsthand.reading import act_json

if TYPE_CHECKING:
    from firsthand.records import Act

_EPILOG = """\
acts:
  merge A B            the stories of two articles (or two stories) are one event
  split A...           these articles of a story tell of another event
  move A B             an article belongs to the story of B, an article or a story
  pin A                an article stays in the story where it is
  not-a-copy A B       neither article is a copy of the other: no link between them
  same-claim P Q       two claims, or reports at ARTICLE:START-STOP, are one claim
  not-same-claim P Q   two reports that stand in one claim are two claims
  undo NUMBER          an act does not stand any more

`firsthand correct --history [ID]` lists the acts, or those on an article, a story or a claim.
"""


@dataclass(frozen=True, slots=True)
class Corrections:
    """The command, a method that takes the options and returns the exit status."""

    out: Output

    def correct(self, options: argparse.Namespace) -> int:
        """``firsthand correct``: carry out an act, take one back, or list them."""
        if options.history:
            return self._history(options)
        if options.act is None:
            raise UsageError("name an act, or ask for `--history`; see `firsthand correct --help`")
        with opened(options) as library:
            if options.act == "undo":
                number = the_number(options.name, "act", "firsthand correct --history")
                act = library.undo(number, who=options.who, why=options.why)
            else:
                act = library.correct(
                    options.act, *options.name, who=options.who, why=options.why
                )  # fmt: skip
        self._print(act, options)
        return DONE

    def _history(self, options: argparse.Namespace) -> int:
        names = [name for name in (options.act, *options.name) if name is not None]
        if len(names) > 1:
            raise UsageError("name one article, story or claim, or none")
        with opened(options) as library:
            found = library.acts(name=names[0] if names else None, most=options.most)
        if options.format == "json":
            self.out.data({"acts": [act_json(act) for act in found]})
            return DONE
        for act in found:
            self._print(act, options)
        if not found:
            self.out.say("no acts yet" if not names else f"no act names {names[0]}")
        return DONE

    def _print(self, act: "Act", options: argparse.Namespace) -> None:
        if options.format == "json":
            self.out.data(act_json(act))
            return
        self.out.line(
            f"{act.number}  {_day(act.at)}  {act.kind}  {act.about}{_by(act.who, act.why)}"
        )
        if act.undone:
            self.out.line(f"    undone {_day(act.undone)}{_by(act.undone_by, act.undone_why)}")
        elif not act.effect:
            self.out.line(f"    {_idle(act)}")


def _by(who: str | None, why: str) -> str:
    by = f"  by {who}" if who else ""
    return f"{by}: {why}" if why else by


def _idle(act: "Act") -> str:
    gone = any(one.article is None for one in (*act.these[:1], *act.those[:1]))
    why = "what it names was purged" if gone else "it stands so without it, or is removed"
    return f"decides nothing now: {why}"


def _day(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M}"


# --------------------------------------------------------------------------- the options


def register(commands: Any, output: Output) -> None:
    """Add the command to the command line."""
    does = Corrections(output)
    words = "decide what firsthand found otherwise: what is one story, a copy, one claim"
    correct = command(commands, "correct", does.correct, words, acts=_EPILOG)
    words = "merge, split, move, pin, not-a-copy, same-claim, not-same-claim, or undo"
    correct.add_argument("act", nargs="?", metavar="ACT", help=words)
    words = "articles, stories, claims or places that it is about"
    correct.add_argument("name", nargs="*", metavar="ID", help=words)
    correct.add_argument("--who", metavar="NAME", help="who decides; kept with it")
    correct.add_argument("--why", default="", metavar="TEXT", help="the reason; kept with it")
    words = "list the acts, the latest first, with what was undone"
    correct.add_argument("--history", action="store_true", help=words)
    add_most(correct)
