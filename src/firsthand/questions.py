"""The commands that answer questions: ``ask``, ``brief`` and ``verify``.

Each works on a kept library or, with ``--in``, on articles that are read for it.
"""

import argparse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from firsthand import replaying
from firsthand.commands import DONE, SOME_REFUSED, VARIABLE, Output, add_net, opened
from firsthand.errors import UsageError

if TYPE_CHECKING:
    from firsthand.library import Library
    from firsthand.reading import Reading
    from firsthand.records import Article

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

        asked = _asked(options.text, options.allow_net)
        with self._readings(options, about=_sentences(asked)) as readings:
            found = ask(asked, readings)
        if options.format == "json":
            self.out.data(answers.to_json(asked, found))
            return DONE
        for line in answers.to_text(asked, found):
            self.out.line(line)
        if not found:
            self.out.say("it asserts nothing that could be compared")
        return DONE

    def brief(self, options: argparse.Namespace) -> int:
        """``firsthand brief``: print a briefing on one story."""
        from firsthand.serve import briefing, briefs, rights

        with self._readings(options, stories=[options.story] if options.story else []) as readings:
            reading = rights.limit(readings[0], public=options.public) if readings else None
        if reading is None or not reading.stories:
            raise UsageError("there is no such story; `firsthand stories` lists them")
        brief = briefing.compose(reading, _chosen(reading, options.story))
        self.out.page(
            briefs.to_html(brief) if options.format == "html" else briefs.to_markdown(brief)
        )
        return DONE

    def verify(self, options: argparse.Namespace) -> int:
        """``firsthand verify``: check quotations and citations of a text."""
        from firsthand.serve import verification

        text = _file(options.file)
        stories, quotes = verification.stories(text), verification.quotations(text)
        with self._readings(options, about=quotes, stories=stories) as readings:
            checked = verification.verify(text, readings)
        if options.format == "json":
            self.out.data({"checked": [_plain(one) for one in checked]})
        else:
            for one in checked:
                self.out.line(f"{one.verdict:18}  {_flat(one.text)}  {_where(one)}".rstrip())
        failed = sum(one.verdict != verification.HOLDS for one in checked)
        self.out.say(
            f"{len(checked)} checked, {failed} do not hold" if checked else "nothing to check"
        )
        return SOME_REFUSED if failed else DONE

    @contextmanager
    def _readings(
        self, options: argparse.Namespace, *, about: Sequence[str] = (), stories: Sequence[str] = ()
    ) -> "Iterator[list[Reading]]":
        """Give what is asked: the articles of ``--in``, else the stories of the library that fit."""
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
                names = list(dict.fromkeys([*stories, *_about(library, about)]))
                yield [library.story(name, replay=replay) for name in names]
        finally:
            progress.close()


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
    from firsthand.collect.articles import make

    address = given.startswith(("http://", "https://"))
    if not address and not _is_file(given):
        return make(given, id="asked")
    found, refused = pipeline.collected([given], allow_net=nets)
    if not found:
        raise UsageError(str(refused[0]) if refused else f"{given}: no article in it")
    return replace(found[0], id="asked")


def _sentences(asked: "Article") -> list[str]:
    from firsthand.text import sentences

    bounds = sentences.split(asked.text, language=asked.language)
    return [asked.text[start:stop] for start, stop in bounds[:SENTENCES]]


def _is_file(given: str) -> bool:
    try:
        return Path(given).is_file()
    except (OSError, ValueError):
        return False


def _file(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}") from None


def _flat(words: str) -> str:
    return " ".join(words.split())


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
    ask.add_argument("text", metavar="TEXT|URL|FILE", help="what is asked after")
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
    verify.add_argument("file", metavar="FILE", help="Markdown, HTML or plain text")


def _command(
    commands: Any, name: str, run: Any, words: str, formats: tuple[str, ...]
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(
        name, help=words, description=words[0].upper() + words[1:] + "."
    )
    parser.add_argument(
        "--library", metavar="PATH",
        help=f"the library's file (${VARIABLE}, or in the user's data folder)",
    )  # fmt: skip
    parser.add_argument(
        "--in", dest="within", nargs="+", metavar="SOURCE",
        help="read these instead of a library; as for `read`",
    )  # fmt: skip
    parser.add_argument(
        "--format", choices=formats, default=formats[0], help=f"form of the result ({formats[0]})"
    )
    replaying.add(parser)
    add_net(parser)
    parser.set_defaults(run=run)
    return parser
