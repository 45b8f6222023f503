"""The commands that answer questions: ``ask``, ``brief`` and ``verify``.

Each works on a kept library or, with ``--in``, on articles that are read for it.
"""

import argparse
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from firsthand import replaying
from firsthand.console import (
    DONE,
    SOME_REFUSED,
    Output,
    add_net,
    command,
    flat,
    now,
    opened,
    refusals,
    spoken,
)
from firsthand.errors import UsageError

if TYPE_CHECKING:
    from firsthand.errors import Refused
    from firsthand.library import Library
    from firsthand.reading import Reading
    from firsthand.records import Article
    from firsthand.timeline.replay import Replay

#: stories that an answer is looked for in
STORIES = 8
#: sentences of a text that is asked after by which stories are looked for
SENTENCES = 30
#: hits of the search by which these are chosen
HITS = 40


@dataclass(frozen=True, slots=True)
class Questions:
    """The commands, each a method that takes the options and returns the exit status."""

    out: Output

    def ask(self, options: argparse.Namespace) -> int:
        """``firsthand ask``: find the claims that a text makes, and what stands behind them."""
        from firsthand.inquiry import ask
        from firsthand.serve import answers

        _once(options.text, options.within)
        asked = _asked(options.text, options.allow_net)
        with self._readings(options, about=_sentences(asked)) as readings:
            found = ask(asked, readings)
        if options.format == "json":
            refused = refusals(_refused(readings))
            self.out.data({**answers.to_json(asked, found), "refused": refused})
        else:
            for line in answers.to_text(asked, found):
                self.out.line(line)
        if not found:
            self.out.say(
                "it asserts nothing that could be compared; ask in a whole sentence that is no question"
            )
        return self._status(readings)

    def brief(self, options: argparse.Namespace) -> int:
        """``firsthand brief``: print a briefing on one story."""
        from firsthand.serve import briefing, briefs, rights

        named = [options.story] if options.story else []
        with self._readings(options, stories=named) as readings:
            reading = (
                rights.limit(readings[0], public=options.public, now=now()) if readings else None
            )
        if reading is None:
            raise UsageError("name a story, as `firsthand stories` lists them, or files with --in")
        if not reading.stories:
            raise UsageError(_storyless(options))
        brief = briefing.compose(reading, _chosen(reading, options.story))
        self.out.page(
            briefs.to_html(brief) if options.format == "html" else briefs.to_markdown(brief)
        )
        return self._status(readings)

    def verify(self, options: argparse.Namespace) -> int:
        """``firsthand verify``: check quotations and citations of a text."""
        from firsthand.serve import verification

        _once(options.file, options.within)
        text = _file(options.file)
        stories, quotes = verification.stories(text), verification.quotations(text)
        with self._readings(options, about=quotes, stories=stories, lost=True) as readings:
            checked = verification.verify(text, readings)
        if options.format == "json":
            refused = refusals(_refused(readings))
            self.out.data({"checked": [_plain(one) for one in checked], "refused": refused})
        else:
            # what does not hold stands last, where it is seen
            for one in sorted(checked, key=lambda one: one.verdict != verification.HOLDS):
                self.out.line(f"{one.verdict:18}  {flat(one.text)}  {_where(one)}".rstrip())
        failed = sum(one.verdict != verification.HOLDS for one in checked)
        do = "does" if failed == 1 else "do"
        self.out.say(
            f"{len(checked)} checked, {failed} {do} not hold" if checked else "nothing to check"
        )
        status = self._status(readings)
        return SOME_REFUSED if failed else status

    def _status(self, readings: "Sequence[Reading]") -> int:
        """Say what of ``--in`` was refused, and return the exit status that follows from it."""
        refused = _refused(readings)
        for one in refused:
            self.out.say(str(one))
        return SOME_REFUSED if refused else DONE

    @contextmanager
    def _readings(
        self,
        options: argparse.Namespace,
        *,
        about: Sequence[str] = (),
        stories: Sequence[str] = (),
        lost: bool = False,
    ) -> "Iterator[list[Reading]]":
        """Give what is asked: the articles of ``--in``, else the stories of the library that fit.

        With ``lost`` those of ``stories`` that are not there any more are left out.
        """
        from firsthand import pipeline

        replay, progress = replaying.chosen(options), self.out.progress()
        try:
            if options.within:
                nets = options.allow_net
                yield [
                    pipeline.read(options.within, replay=replay, progress=progress, allow_net=nets)
                ]
                return
            with opened(options) as library:
                named = list(dict.fromkeys([*stories, *_about(library, about)]))
                found = (_story(library, name, replay, lost=lost) for name in named)
                yield [reading for reading in found if reading is not None]
        finally:
            progress.close()


def _once(given: str, within: Sequence[str] | None) -> None:
    """Refuse to read twice what is piped in: it is there only once."""
    from firsthand.collect.sources import PIPE

    if given == PIPE and PIPE in (within or ()):
        raise UsageError("- is named twice, and what is piped in is read once; save one to a file")


def _refused(readings: "Sequence[Reading]") -> "list[Refused]":
    return [refused for reading in readings for refused in reading.refused]


def _story(library: "Library", name: str, replay: "Replay", *, lost: bool) -> "Reading | None":
    try:
        return library.story(name, replay=replay)
    except UsageError:
        if lost:
            return None
        raise


def _storyless(options: argparse.Namespace) -> str:
    """Say why there is nothing to write a briefing on."""
    if replaying.chosen(options).moment:
        return "nothing of it was surely public, or seen, by then; name a later time"
    return "nothing in these could be read; see the reasons of `firsthand read`"


def _about(library: "Library", texts: Sequence[str]) -> list[str]:
    """Name the stories of the library that hold most of the words of some texts."""
    found = (hit.story for text in texts for hit in library.near(text, most=HITS))
    return list(dict.fromkeys(found))[:STORIES]


def _chosen(reading: "Reading", name: str | None) -> Any:
    named = [story for story in reading.stories if story.id == name]
    return named[0] if named else max(reading.stories, key=lambda story: len(story.articles))


def _asked(given: str, nets: Sequence[str]) -> "Article":
    """Take what was given as an address, a file, or else as the text itself."""
    from firsthand import pipeline
    from firsthand.collect.addresses import is_address
    from firsthand.collect.articles import make
    from firsthand.collect.sources import PIPE

    if given != PIPE and not is_address(given) and not _is_file(given):
        if _looks_like_file(given):
            raise UsageError(f"there is no file {given}; a text is asked after in whole sentences")
        return make(spoken(given), id="asked")
    found, refused = pipeline.collected([given], allow_net=nets)
    if not found:
        raise UsageError(str(refused[0]) if refused else f"{given}: no article in it")
    return replace(found[0], id="asked")


def _sentences(asked: "Article") -> list[str]:
    from firsthand.text import sentences

    bounds = sentences.split(asked.text, language=asked.read_as)
    return [asked.text[start:stop] for start, stop in bounds[:SENTENCES]]


def _is_file(given: str) -> bool:
    try:
        return Path(given).is_file()
    except (OSError, ValueError):
        return False


def _looks_like_file(given: str) -> bool:
    """Tell a path that leads nowhere from words: one word that ends like a file, or a path of it."""
    return len(given.split()) == 1 and (os.sep in given or Path(given).suffix[1:].isalnum())


def _file(path: str) -> str:
    from firsthand.collect.decoding import decode
    from firsthand.collect.sources import PIPE, PIPED, piped

    if path == PIPE:
        return decode(piped(), source=PIPED, html=True)
    try:
        return decode(Path(path).read_bytes(), source=path, html=True)
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({error.strerror}); name a file") from None


def _where(checked: Any) -> str:
    where = f"-> {checked.found[0]}:{checked.found[1]}-{checked.found[2]}" if checked.found else ""
    return " ".join(filter(None, [f"[{checked.cited}]" if checked.cited else "", where]))


def _plain(checked: Any) -> dict[str, Any]:
    found = checked.found
    return {
        "text": checked.text,
        "cited": checked.cited or None,
        "verdict": checked.verdict,
        "found": {"article": found[0], "start": found[1], "stop": found[2]} if found else None,
    }


# --------------------------------------------------------------------------- the options


def register(commands: Any, output: Output) -> None:
    """Add the commands to the command line."""
    does = Questions(output)
    words = "which claim is it, who said it first, who stands behind it, who disagrees"
    ask = _command(commands, "ask", does.ask, words, ("text", "json"))
    ask.add_argument(
        "text", metavar="TEXT|URL|FILE", help="what is asked after, or - for what is piped in"
    )
    words = "a briefing on one story, every sentence with its citation"
    brief = _command(commands, "brief", does.brief, words, ("md", "html"))
    brief.add_argument(
        "story", nargs="?", metavar="STORY", help="its id; with --in the largest one if not given"
    )
    brief.add_argument(
        "--public", action="store_true", help="quote no more than may be shown to others"
    )
    words = "check what a briefing, or any text, quotes and cites"
    verify = _command(commands, "verify", does.verify, words, ("text", "json"))
    verify.add_argument(
        "file", metavar="FILE", help="Markdown, HTML or plain text, or - for what is piped in"
    )


def _command(
    commands: Any, name: str, run: Any, words: str, forms: tuple[str, ...]
) -> argparse.ArgumentParser:
    parser = command(commands, name, run, words, forms=forms)
    parser.add_argument(
        "--in", dest="within", nargs="+", metavar="SOURCE",
        help="read these instead of a library, as for `read`; they come last",
    )  # fmt: skip
    replaying.add(parser)
    add_net(parser)
    return parser
