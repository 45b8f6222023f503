"""What an answer was read from, so that it can be told later whether it would still be the same."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, NamedTuple, Protocol

_TAKEN: ContextVar["Notes | None"] = ContextVar("notes", default=None)


class Rereader(Protocol):
    """A connection to the library that was read, or to be read again."""

    #: of all connections of this process this one alone has it
    serial: int

    def state(self) -> tuple[int, int]: ...
    def looking(self) -> Any: ...
    def rows(self, name: str, values: Any, *, first: bool) -> Sequence[object]: ...


class _Read(NamedTuple):
    """A named statement with its values, whether only its first row was read, and what it gave."""

    name: str
    values: tuple[object, ...] | Mapping[str, object]
    first: bool
    digest: int


class Notes:
    """All that was read from a library on the way to one answer.

    An answer that depends on nothing else is the same for as long as these ``stand``.
    """

    def __init__(self) -> None:
        self._reads: list[_Read] = []
        #: of answers on which this one rests; several may rest on one, which is then read again once
        self._parts: list[Notes] = []
        self._wrote = False
        #: serial of a connection -> state of the file in which they stood as it saw them
        self._stood: dict[int, tuple[int, int]] = {}

    @property
    def whole(self) -> bool:
        """Whether the answer was only read; one that was written on the way is not to be kept."""
        return not self._wrote

    def stand(self, database: Rereader) -> bool:
        """Tell whether everything would be read as it was; never after something was written."""
        if self._wrote:
            return False
        with database.looking():
            state = database.state()
            if self._stood.get(database.serial) == state:
                return True
            if not all(part.stand(database) for part in self._parts):
                return False
            for read in self._reads:
                if digest(database.rows(read.name, read.values, first=read.first)) != read.digest:
                    return False
            self._stood[database.serial] = state
        return True

    def read(
        self,
        name: str,
        values: tuple[object, ...] | Mapping[str, object],
        rows: Sequence[object],
        *,
        first: bool,
    ) -> None:
        self._reads.append(_Read(name, values, first, digest(rows)))

    def wrote(self) -> None:
        self._wrote = True

    def include(self, other: "Notes") -> None:
        """Add what another answer was read from, on which this one rests."""
        self._parts.append(other)
        self._wrote |= other._wrote  # noqa: SLF001 -- of its own kind


def digest(rows: Sequence[Any]) -> int:
    """Return what differs where rows differ; within this process alone."""
    return hash(tuple(map(tuple, rows)))


@contextmanager
def noting() -> Iterator[Notes]:
    """Take notes of all that is read within, in this thread; notes taken around these have it, too."""
    notes = Notes()
    token = _TAKEN.set(notes)
    try:
        yield notes
    finally:
        _TAKEN.reset(token)
        recall(notes)


def recall(notes: Notes) -> None:
    """Add to the notes that are being taken those of something that was read before."""
    if (around := taken()) is not None:
        around.include(notes)


def taken() -> Notes | None:
    """Return the notes that are being taken in this thread."""
    return _TAKEN.get()
