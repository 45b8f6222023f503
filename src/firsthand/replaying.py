"""The options by which a command goes back in time."""

import argparse
from datetime import datetime

from firsthand.errors import UsageError
from firsthand.timeline.replay import Replay, moment


def add(command: argparse.ArgumentParser) -> None:
    """Add ``--as-of`` and ``--known-at``."""
    command.add_argument(
        "--as-of", type=_moment, metavar="TIME",
        help="only what was surely public by then (ISO 8601; a day is meant to its end)",
    )  # fmt: skip
    command.add_argument(
        "--known-at", type=_moment, metavar="TIME", help="only what had been seen by then"
    )


def chosen(options: argparse.Namespace) -> Replay:
    """Return what the options ask for."""
    return Replay(as_of=options.as_of, known_at=options.known_at)


def _moment(text: str) -> datetime | None:
    try:
        return moment(text)
    except UsageError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
