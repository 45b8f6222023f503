"""The errors of firsthand, one tree.

FirsthandError
├── Refused          one input could not be read; it is a value in results and an exception at the face
├── UsageError       the call or the command line is wrong (exit status 2)
├── LibraryError     the kept library cannot be used (exit status 3)
└── ModelError       a model's files are missing or are not the ones the manifest knows
"""


class FirsthandError(Exception):
    """Base of every error that firsthand raises on purpose."""


class Refused(FirsthandError):  # noqa: N818 - it is a value in results too, and the public name
    """One source was not read.

    ``source`` is the source as the user named it, ``reason`` a sentence that says why and,
    where there is something to do about it, what.
    """

    def __init__(self, reason: str, *, source: str = "") -> None:
        super().__init__(f"{source}: {reason}" if source else reason)
        self.source = source
        self.reason = reason


class UsageError(FirsthandError):
    """The call or the command line is wrong; the message says what would be right."""


class LibraryError(FirsthandError):
    """The kept library cannot be opened, read or written."""


class ModelError(FirsthandError):
    """A model's files are missing, or their content is not what the manifest knows."""
