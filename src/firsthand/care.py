"""The commands that look after a library: ``export``, ``models``, ``backup``, ``restore``, ``doctor``."""

import argparse
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from firsthand.console import DONE, NO_LIBRARY, Output, command, counted, now, opened, place
from firsthand.errors import ModelError

if TYPE_CHECKING:
    from firsthand.library import Health, Library, Restored
    from firsthand.models.files import Model

#: stories that are looked up at a time where all are wanted
LISTED = 500


@dataclass(frozen=True, slots=True)
class Care:
    """The commands, each a method that takes the options and returns the exit status."""

    out: Output

    def export(self, options: argparse.Namespace) -> int:
        """``firsthand export``: write stories as data, one a line; all that there are if none is named."""
        from firsthand.serve import rights

        with opened(options) as library:
            for name in options.story or _stories(library):
                story = library.story(name)
                reading = rights.limit(story, public=not options.whole, now=now())
                self.out.data(reading.to_json())
        return DONE

    def models(self, options: argparse.Namespace) -> int:
        """``firsthand models``: list the models, where they are, and whether they are the right ones."""
        from firsthand.models import files

        found = [(model, *_state(model)) for model in files.known().values()]
        if options.format == "json":
            self.out.data(
                {"models": [
                    {
                        "key": model.key, "name": model.name, "version": model.version,
                        "purpose": model.purpose, "licence": model.licence, "owner": model.owner,
                        "folder": folder, "problem": problem or None,
                    }
                    for model, folder, problem in found
                ]}
            )  # fmt: skip
            return DONE
        for model, folder, problem in found:
            self.out.line(f"{model.key}  {model.name} {model.version}: {model.purpose}")
            self.out.line(f"    {model.licence}, {model.owner}")
            self.out.line(f"    {problem or f'in {folder}, as it should be'}")
        return DONE

    def backup(self, options: argparse.Namespace) -> int:
        """``firsthand backup``: copy the library to a new file."""
        with opened(options) as library:
            library.backup(options.file)
        self.out.say(f"the library as it is now stands in {options.file}")
        return DONE

    def restore(self, options: argparse.Namespace) -> int:
        """``firsthand restore``: make a backup the library."""
        from firsthand.library import restore

        path = options.library or place()
        done = restore(options.file, path, purged=options.purged)
        self.out.say(f"{path} is a library now, as {options.file} is")
        for article in done.purged or ():
            self.out.line(f"purged  {article}")
        self.out.say(_of_purges(done, options.purged))
        return DONE

    def doctor(self, options: argparse.Namespace) -> int:
        """``firsthand doctor``: examine the library."""
        with opened(options) as library:
            health = library.doctor(compare=options.compare, replay=options.replay)
        if options.format == "json":
            self.out.data(asdict(health))
        else:
            for line in _diagnosis(health):
                self.out.line(line)
        return NO_LIBRARY if health.problems else DONE


def _of_purges(done: "Restored", purged: str | None) -> str:
    """Say whether what was purged after a backup is out of what was made of it."""
    if done.purged is not None:
        return f"{counted('article', len(done.purged))} in it had been purged in {purged} since"
    return (
        f"what was purged {done.after} cannot be known and may be in it again: purge it once more, or "
        "restore with --purged and the library that the backup was made of"
    )


def _stories(library: "Library") -> Iterator[str]:
    """Yield the ids of all stories, the latest first."""
    told = 0
    while found := library.stories(most=LISTED, after=told):
        told += len(found)
        yield from (one.id for one in found)


def _state(model: "Model") -> tuple[str | None, str]:
    """Return where a model is, and what is wrong with it."""
    from firsthand.models import files

    try:
        return str(files.locate(model.key)), ""
    except ModelError as error:
        folder = files.find(model)
        return str(folder) if folder else None, str(error)


def _diagnosis(health: "Health") -> Iterator[str]:
    yield from (f"problem: {problem}" for problem in health.problems)
    yield (
        "`firsthand restore` makes a backup a library again"
        if health.problems
        else "the file is sound"
    )
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
    """Add the commands to the command line."""
    does = Care(output)
    words = "list the models that texts are read with, and whether they are the right ones"
    command(commands, "models", does.models, words, library=False)
    words = "write stories as data for others, one a line: of texts only what carries claims"
    export = command(commands, "export", does.export, words, forms=())
    words = "ids of stories; all if none is named"
    export.add_argument("story", nargs="*", metavar="STORY", help=words)
    words = "with the texts as they are kept, for yourself"
    export.add_argument("--whole", action="store_true", help=words)
    words = "copy the library to a new file, while others may write to it"
    _add_file(command(commands, "backup", does.backup, words, forms=()))
    words = "make a backup the library, where there is none yet"
    restore = command(commands, "restore", does.restore, words, forms=())
    _add_file(restore)
    words = "the library that the backup was made of: what was purged in it since stays purged"
    restore.add_argument("--purged", metavar="OLD", help=words)
    words = "examine the library, finish what was begun"
    doctor = command(commands, "doctor", does.doctor, words)
    words = "rebuild a copy and list where it differs"
    doctor.add_argument("--compare", action="store_true", help=words)
    words = "try again what stands in quarantine"
    doctor.add_argument("--replay", action="store_true", help=words)


def _add_file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="the backup")
