"""The command ``takedown``: what owners asked to have deleted, and what was done about it."""

import argparse
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from firsthand.console import (
    DONE,
    SOME_REFUSED,
    Output,
    add_net,
    command,
    counted,
    minute,
    now,
    opened,
    the_number,
)
from firsthand.errors import UsageError

if TYPE_CHECKING:
    from firsthand.library import Library
    from firsthand.upkeep.takedowns import Takedown

_EPILOG = """\
acts:
  ask SITE [PAGE...]   the owner of SITE asks that these pages (all, if none is named) be deleted
  check [NUMBER...]    look for the owner's proof, and delete at once what it covers; all that are open
  vouch NUMBER         delete it because --who made sure that the owner asks; --why says how
  show NUMBER          one request in full: asked, proved, deleted, and what shows that it is gone
  withdraw NUMBER      end a request; what it kept out may come in again

Without an act the requests are listed.
"""


@dataclass(frozen=True, slots=True)
class Requests:
    """The command, a method that takes the options and returns the exit status."""

    out: Output

    def takedown(self, options: argparse.Namespace) -> int:
        """``firsthand takedown``: record an owner's request, carry it out, or list them."""
        acts: dict[str, Callable[[Library, argparse.Namespace], Sequence[Takedown]]] = {
            "list": _list, "ask": _ask, "check": _check, "vouch": _vouch, "show": _show,
            "withdraw": _withdraw,
        }  # fmt: skip
        with opened(options, create=options.act == "ask") as library:
            found = acts[options.act](library, options)
            altered = library.takedowns.altered()
        if options.format == "json":
            self.out.data({"takedowns": [asdict(one) for one in found], "altered": altered})
        else:
            for line in _lines(found, options.act):
                self.out.line(line)
        if altered is not None:
            self.out.say(f"the record is not as it was written, from its line {altered} on")
        return SOME_REFUSED if altered is not None or _is_left(found, options.act) else DONE


def _is_left(found: Sequence["Takedown"], act: str) -> bool:
    """Whether something that was to be done was not."""
    doing = act in {"check", "vouch"}
    return doing and any(one.refused or one.found or not one.wiped for one in found)


# --------------------------------------------------------------------------- the acts


def _list(library: "Library", options: argparse.Namespace) -> "Sequence[Takedown]":
    if options.name:
        raise UsageError("name an act before it: ask, check, vouch, show, withdraw")
    return library.takedowns.all()


def _ask(library: "Library", options: argparse.Namespace) -> "Sequence[Takedown]":
    if not options.name:
        raise UsageError("name the site of the owner who asks")
    site, *pages = options.name
    return [library.takedowns.ask(site, pages, who=options.who, why=options.why, now=now())]


def _check(library: "Library", options: argparse.Namespace) -> "Sequence[Takedown]":
    from firsthand.collect.web import reach  # noqa: PLC0415 -- start-up time

    web = reach(options.allow_net)
    open_ones = [one.number for one in library.takedowns.all() if one.state == "asked"]
    numbers = [_number([name]) for name in options.name] or open_ones
    return [library.takedowns.check(number, web, now=now()) for number in numbers]


def _vouch(library: "Library", options: argparse.Namespace) -> "Sequence[Takedown]":
    number = _number(options.name)
    return [library.takedowns.vouch(number, who=options.who, how=options.why, now=now())]


def _show(library: "Library", options: argparse.Namespace) -> "Sequence[Takedown]":
    return [library.takedowns.get(_number(options.name))]


def _withdraw(library: "Library", options: argparse.Namespace) -> "Sequence[Takedown]":
    return [library.takedowns.withdraw(_number(options.name), why=options.why, now=now())]


def _number(names: Sequence[str]) -> int:
    return the_number(names, "request", "firsthand takedown")


# --------------------------------------------------------------------------- words


def _lines(found: Sequence["Takedown"], act: str) -> Iterator[str]:
    if not found:
        yield "no open request" if act == "check" else "no requests yet"
    for one in found:
        what = counted("page", len(one.pages)) if one.pages else "the whole site"
        yield f"{one.number}  {one.state:9}  {minute(one.asked)}  {one.site}, {what}, by {one.who}"
        if act != "list":
            yield from (f"    {line}" for line in _story(one))


def _story(one: "Takedown") -> Iterator[str]:
    """Tell what became of a request, and what is to be done next."""
    yield from one.pages
    if one.why:
        yield f"why: {one.why}"
    if one.refused:
        yield f"not proved: {one.refused}"
    if one.state == "asked":
        yield f"the owner proves it by a file at {one.proof_at} (text/plain) that holds this alone:"
        yield f"    {one.token}"
        yield f"then `firsthand takedown check {one.number}` deletes at once what is asked for"
    if one.proof and one.proved:
        yield f"proved {minute(one.proved)}: {one.proof}"
    if one.deleted:
        yield from _proof(one)
    elif one.deadline and one.state == "proved":
        yield f"not carried out yet; due {minute(one.deadline)}"
    if one.state == "withdrawn":
        yield "withdrawn: nothing is kept out for it any more"


def _proof(one: "Takedown") -> Iterator[str]:
    assert one.deleted is not None
    yield f"deleted {minute(one.deleted)}: {counted('article', len(one.articles))}"
    yield from (f"    {name}" for name in one.articles)
    yield (
        f"{counted('run', one.looked_for)} of their words looked for in every byte of the library: "
        f"{one.found} left"
        + (f", {one.elsewhere} that other articles have, too" * bool(one.elsewhere))
    )
    if one.wiped is None:
        yield (
            "words may stay in the log until other readers of the library have finished; "
            "`firsthand doctor` empties it then"
        )
    for name in one.others:
        yield f"not deleted, for it stands on another site: {name}"
    for address in one.sources:
        yield f"asked no more: {address}"
    for path in one.copies:
        yield f"made before, and may hold them: {path} (delete it, or `firsthand restore --purged`)"


# --------------------------------------------------------------------------- the options


def register(commands: Any, output: Output) -> None:
    """Add the command to the command line."""
    does = Requests(output)
    words = "record an owner's request to delete, have it proved, and carry it out"
    takedown = command(commands, "takedown", does.takedown, words, acts=_EPILOG)
    acts = ("list", "ask", "check", "vouch", "show", "withdraw")
    words = "ask, check, vouch, show, withdraw, or list (list)"
    takedown.add_argument("act", nargs="?", metavar="ACT", choices=acts, default="list", help=words)
    words = "a site and its pages, or numbers of requests"
    takedown.add_argument("name", nargs="*", metavar="NAME", help=words)
    takedown.add_argument("--who", default="", metavar="NAME", help="who asks, or vouches")
    takedown.add_argument("--why", default="", metavar="TEXT", help="why, or how it was made sure")
    add_net(takedown)
